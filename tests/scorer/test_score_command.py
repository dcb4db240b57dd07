"""The command `score`: what is refused before anything is scored, and what a clerk reads on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring_cases import catalogue, cmp, indicator, term
from typer.testing import CliRunner

from catalog.store import parts
from zhibiao.cli import app

STEP = {"kind": "deduct_step", "of": {"kind": "obs", "input": "率"}, "side": "below", "bound": "90", "step": "1",
        "points": "5", "partial": "ceil"}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        indicator(term(kind="from_full", losses=[STEP]), "10"),
        indicator(term(kind="unspecified", when=cmp("数", ">=", "3")), "10", id="i002"),
    ]
    (tmp_path / "c.json").write_bytes(b"".join(parts(catalogue(rows, units={"率": "%"}))))
    (tmp_path / "data.csv").write_text("机构,输入项,值\n甲,率,85\n甲,数,3\n乙,率,95\n乙,数,3\n", "utf-8")
    (tmp_path / "none.csv").write_text("机构,输入项,值\n", "utf-8")
    return tmp_path


def run(*words: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, [str(each) for each in words])
    return found.exit_code, found.output


@pytest.mark.parametrize(
    ("data", "options", "code", "told"),
    [
        ("data.csv", ["--institution", "丙"], 2, "E662"),
        ("data.csv", ["--institution", "甲 "], 2, "E662"),
        ("none.csv", [], 2, "E664"),
        ("data.csv", ["--profile", "lenient"], 2, "E640"),
    ],
)
def test_nothing_is_scored_on_a_mistake(folder: Path, data: str, options: list[str], code: int, told: str) -> None:
    out = folder / "scores.json"
    assert told in (found := run("score", folder / "c.json", folder / data, "-o", out, *options))[1]
    assert (found[0], out.exists()) == (code, False)


@pytest.mark.parametrize("output", ["c.json", "data.csv"])
def test_a_result_never_replaces_what_it_was_made_from(folder: Path, output: str) -> None:
    before = (folder / output).read_bytes()
    assert run("score", folder / "c.json", folder / "data.csv", "-o", folder / output)[0] != 0
    assert (folder / output).read_bytes() == before


def test_losses_add_up_on_the_screen_and_appeals_are_said(folder: Path) -> None:
    ledger = folder / "a.jsonl"
    for who in ("甲", "丙"):
        added = run("appeal", ledger, "add", "--catalogue", folder / "c.json", "--institution", who, "--indicator", "1",
                    "--points", "+2", "--who", "复核组", "--reason", "补交")  # fmt: skip
        assert added[0] == 0
        assert f"{who}，1.i001，2分" in added[1]
    code, told = run("score", folder / "c.json", folder / "data.csv", "--appeals", ledger, "-o", folder / "s.json")
    flat = "".join(told.split())
    assert code == 0
    assert "失25分：“率”" in flat or "失25分：率低于90%" in flat
    assert "还回15分：扣完为止" in flat
    assert "申诉调整+2分" in flat
    assert "没有用到：丙" in flat
    assert [each["total"]["low"] for each in json.loads((folder / "s.json").read_text("utf-8"))] == ["12", "20"]


def test_an_indicator_is_named_in_full(folder: Path) -> None:
    for name, code in (("i00", 2), ("1.i001", 0), ("１", 0)):
        added = run("appeal", folder / "b.jsonl", "add", "--catalogue", folder / "c.json", "--institution", "甲",
                    "--indicator", name, "--points", "1", "--who", "复核组", "--reason", "补交")  # fmt: skip
        assert added[0] == code, added[1]
