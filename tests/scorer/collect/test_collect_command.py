"""`zhibiao template` and `zhibiao score`, as a clerk runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filling import catalogue, cells_of, filled
from xlsx_edit import edited

from catalog.store import save
from scorer.collect import read


def run(*arguments: object, cwd: Path, lang: str = "zh") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from zhibiao.cli import main; main()", *map(str, arguments), "--lang", lang],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("collect")
    save(catalogue("notice"), made / "catalogue.json")
    return made


def test_a_template_is_written_and_its_name_does_not_matter(folder: Path) -> None:
    assert run("template", "catalogue.json", "--institution", "甲医院", cwd=folder).returncode == 0
    (problem,) = read(folder / "采集表.xlsx", catalogue("notice"))[1]
    assert "还没有" in problem.say("zh") or "没有填任何数据" in problem.say("zh")
    (folder / "数据.csv").write_bytes(filled("notice", "示例医院")[0])
    done = run("score", "catalogue.json", "数据.csv", cwd=folder)
    assert done.returncode == 0 and "示例医院" in done.stdout, done.stderr


def test_many_institutions_from_a_list(folder: Path) -> None:
    (folder / "名单.txt").write_text("甲医院\n乙医院\n", "utf-8")
    done = run("template", "catalogue.json", "--institutions", "名单.txt", "-o", "many.xlsx", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert run("template", "catalogue.json", "--institutions", "无.txt", cwd=folder).returncode == 2
    twice = run("template", "catalogue.json", "--institution", "甲", "--institution", "甲", cwd=folder)
    assert twice.returncode == 2 and "E607" in twice.stderr


def test_every_mistake_is_said_with_its_cell_and_nothing_is_scored(folder: Path) -> None:
    data = filled("notice", "示例医院")[0]
    cells = cells_of(data, "notice")
    rate, count = cells["", "g1-1-i031.4", "value"], cells["", "g1-1-i007.1", "value"]

    def change(book: object) -> None:
        book.set(*rate, "很高")  # type: ignore[attr-defined]
        book.set(*count, -1)  # type: ignore[attr-defined]

    (folder / "bad.xlsx").write_bytes(edited(data, change))
    done = run("score", "catalogue.json", "bad.xlsx", "-o", "scores.json", cwd=folder)
    assert done.returncode == 2 and not (folder / "scores.json").exists()
    assert all("!".join(at) in done.stderr for at in (rate, count)) and "Traceback" not in done.stderr
    english = run("score", "catalogue.json", "bad.xlsx", "-o", "scores.json", cwd=folder, lang="en").stderr
    assert "is no number" in english and "!".join(rate) in english


def test_a_form_that_was_filled_in_is_not_replaced(folder: Path) -> None:
    data = filled("notice", "示例医院")[0]
    (folder / "填好.xlsx").write_bytes(data)
    ask = ("template", "catalogue.json", "--institution", "示例医院", "-o", "填好.xlsx")
    done = run(*ask, cwd=folder)
    assert done.returncode == 2 and "E606" in done.stderr and (folder / "填好.xlsx").read_bytes() == data
    assert run(*ask, "--force", cwd=folder).returncode == 0
    assert (folder / "填好.xlsx").read_bytes() != data
    assert run(*ask, cwd=folder).returncode == 0
