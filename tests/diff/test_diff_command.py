"""`zhibiao diff` as a clerk runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from diff_make import notice, plain_rows

from catalog import store
from catalog.diff import Diff

CASE = Path(__file__).parents[2] / "corpus/cases/hospital-notice-2022"


def run(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from zhibiao.cli import main; main()", "diff", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"} | environment,
    )  # fmt: skip


@pytest.fixture
def years(tmp_path):
    rows = plain_rows(6)
    for name, made in (("last", notice(*rows)), ("this", notice({**rows[0], "points": "15"}, *rows[1:], year=2023))):
        store.save(made, tmp_path / f"{name}.json")
    return tmp_path


def test_the_terminal_gets_text(years):
    done = run("last.json", "this.json", cwd=years)
    assert done.returncode == 0, done.stderr
    assert "分值由10分改为15分（+5）" in done.stdout
    assert "points from 10 to 15 (+5)" in run("last.json", "this.json", "--lang", "en", cwd=years).stdout


def test_the_name_of_the_output_says_the_form(years):
    for name, start in (
        ("a.html", b"<!doctype html>"),
        ("a.xlsx", b"PK"),
        ("a.json", b"{"),
        ("a.txt", "去年".encode()),
    ):
        done = run("last.json", "this.json", "-o", name, cwd=years)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert (years / name).read_bytes().startswith(start)


def test_json_on_standard_output_reads_back(years):
    done = run("last.json", "this.json", "--format", "json", cwd=years)
    found = Diff.model_validate_json(done.stdout)
    assert [found.counts.kept, found.counts.changed] == [5, 1]
    assert json.loads(done.stdout)["rows"][0]["changes"][0]["difference"] == "5"


def test_notices_are_read_first(years):
    done = run(CASE / "source.txt", CASE / "source.docx", cwd=years)
    assert done.returncode == 0, done.stderr
    assert "去年53项（700分）：保留53项。" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("last.json", "nowhere.json"), 2, "nowhere.json"), (("last.json", "bad.json"), 4, "bad.json"), (("none.txt", "this.json"), 2, "none.txt"),
        (("last.json", "this.json", "--format", "pdf"), 64, "json"), (("last.json", "this.json", "-o", "a.pdf"), 64, "json"), (("last.json",), 64, ""),
        (("last.json", "this.json", "-o", "this.json"), 64, "this.json"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(years, arguments, code, said):
    (years / "bad.json").write_text('{"schema_version": "1.0"}', "utf-8")
    (years / "none.txt").write_text("这里没有表格。", "utf-8")
    before = (years / "this.json").read_bytes()
    done = run(*arguments, cwd=years)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr
    assert (years / "this.json").read_bytes() == before
    assert not (years / "a.pdf").exists()
