"""The command, as a user runs it: whole processes, exit codes, what is written and said."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pdf_make import pdf
from pdf_make import table as pdf_table

CASE = Path(__file__).parent.parent / "corpus/cases/hospital-notice-2022"


def run(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from zhibiao.cli import main; main()", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"} | environment,
        check=False,
    )  # fmt: skip


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    done = run("extract", CASE / "source.docx", "-o", "catalogue.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_extract_says_what_a_clerk_wants_to_know(made, tmp_path):
    said = run("show", made / "catalogue.json", cwd=tmp_path).stdout
    for words in ("围绕中心履职尽责（700分）", "✓ 一致", "只有都计才与标明的一致", "53项指标", "待核对"):
        assert words in said


def test_strict_asks_for_review(tmp_path):
    assert run("extract", CASE / "source.txt", "-o", "a.json", "--strict", cwd=tmp_path).returncode == 1
    assert (tmp_path / "a.json").exists()


def test_standard_output_holds_only_the_catalogue(tmp_path):
    done = run("extract", CASE / "source.txt", "-o", "-", cwd=tmp_path)
    assert len(json.loads(done.stdout)["indicators"]) == 53


def test_several_files_go_on_and_the_highest_code_counts(tmp_path):
    (tmp_path / "empty.docx").write_bytes(b"")
    (tmp_path / "none.txt").write_text("这里没有表格。", "utf-8")
    done = run("extract", "empty.docx", CASE / "source.txt", "none.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["source.json"]
    assert "E101" in done.stderr
    assert "E140" in done.stderr


def test_a_folder_is_read_whole(tmp_path):
    done = run("extract", CASE, "-o", tmp_path / "out", cwd=tmp_path)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert {"source.docx.json", "source.txt.json"} <= set(names), done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("bogus",), 64), (("extract",), 64), (("extract", "nowhere.docx"), 2), (("extract", "."), 2),
        (("validate", "bad.json"), 4), (("extract", "x.txt", "--limit", "nonsense=1"), 64), (("extract", "x.txt", "--lang", "fr"), 64),
        (("extract", "big.txt", "-o", "b.json", "--limit", "text_characters=3"), 3), (("export", "bad.json"), 4),
    ],
)  # fmt: skip
def test_exit_codes(arguments, code, tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    if arguments != ("extract", "."):
        (folder / "bad.json").write_text("{}", "utf-8")
        (folder / "big.txt").write_text("指标考核内容", "utf-8")
        (folder / "x.txt").write_text("指标", "utf-8")
    done = run(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_messages_follow_the_language(tmp_path):
    (tmp_path / "e.txt").write_bytes(b"")
    assert "空的" in run("extract", "e.txt", cwd=tmp_path).stderr
    assert "empty" in run("extract", "e.txt", "--lang", "en", cwd=tmp_path).stderr
    assert "empty" in run("extract", "e.txt", cwd=tmp_path, LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8").stderr


def test_export(made, tmp_path):
    lines = run("export", made / "catalogue.json", "--format", "jsonl", cwd=tmp_path).stdout.splitlines()
    assert [json.loads(line)["ordinal"] for line in lines] == list(range(1, 54))
    assert run("export", made / "catalogue.json", "-o", "a.csv", cwd=tmp_path).returncode == 0
    assert run("export", made / "catalogue.json", "-o", "a.xlsx", cwd=tmp_path).returncode == 0
    rows = table(tmp_path / "a.csv")
    assert (rows[6]["名称"], rows[6]["否决"], rows[6]["分值"]) == ("安全生产", "一票否决", "30")
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_explain_gives_quote_and_place_and_why_a_field_is_empty(made, tmp_path):
    said = run("explain", made / "catalogue.json", "7", cwd=tmp_path).stdout
    for words in ("“30”", "第1个表第8行第5列", "一票否决", "（空）原文没有带等号的公式", "计分："):
        assert words in said
    assert run("explain", made / "catalogue.json", "没有的指标", cwd=tmp_path).returncode == 2


def test_validate_against_the_source(made, tmp_path):
    assert run("validate", made / "catalogue.json", "--source", CASE / "source.docx", cwd=tmp_path).returncode == 0
    assert run("validate", made / "catalogue.json", "--source", CASE / "source.txt", cwd=tmp_path).returncode == 4


def test_score(made, tmp_path):
    done = run("score", made / "catalogue.json", CASE / "observations.csv", "-o", "s.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (sheet,) = json.loads((tmp_path / "s.json").read_text("utf-8"))
    scores = {score["indicator"]: (score["low"], score["high"]) for score in sheet["scores"]}
    assert scores["g1-1-i021"] == ("5", "5")
    assert scores["g1-1-i024"] == ("10", "15")
    assert "未完成1项扣5分" in done.stdout


def test_bad_observations_are_named_by_row(made, tmp_path):
    (tmp_path / "bad.csv").write_text("机构,输入项,值\n甲,没有,1\n甲,g1-1-i021.1,很多\n", "utf-8")
    done = run("score", made / "catalogue.json", "bad.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "E603" in done.stderr
    assert "E602" in done.stderr


def test_inputs_lists_what_to_collect(made, tmp_path):
    said = run("inputs", made / "catalogue.json", "--institution", "甲", cwd=tmp_path).stdout
    assert said.splitlines()[0].lstrip("\ufeff") == "机构,输入项,值,状态,依据,名称,单位,指标,备注"


def test_check_fails_on_a_wrong_case(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    expected = json.loads((CASE / "expected.json").read_text("utf-8"))
    expected[0]["points"] = 99
    (case / "expected.json").write_text(json.dumps(expected), "utf-8")
    (case / "case.yaml").write_text("sources: [source.txt]", "utf-8")
    (case / "source.txt").write_text((CASE / "source.txt").read_text("utf-8"), "utf-8")
    done = run("check", tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    assert "应为 99，读成 20" in done.stdout


def test_cells_that_look_like_formulas_stay_text(tmp_path):
    text = "考核细则\n\n\t指标名称\n\t考核内容\n\t分值\n\n\t=cmd()\n\t达到90%\n\t10\n\n\t+1\n\t完成\n\t5\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert run("extract", "a.txt", "-o", "a.json", cwd=tmp_path).returncode == 0
    run("export", "a.json", "-o", "a.csv", cwd=tmp_path)
    names = [row["名称"] for row in table(tmp_path / "a.csv")]
    assert names[0] == "'=cmd()"


def test_a_catalogue_without_points_has_no_total(tmp_path):
    page = CASE.parent / "primary-care-2015" / "page.html"
    assert run("extract", page, "-o", "c.json", "--quiet", cwd=tmp_path).returncode == 0
    assert run("inputs", "c.json", "--institution", "甲院", "-o", "i.csv", cwd=tmp_path).returncode == 0
    shown = run("score", "c.json", "i.csv", "-o", "s.json", cwd=tmp_path).stdout
    assert "原文没有标分值，不能计分" in shown
    assert "0 / 0分" not in shown


NOTICE = [["指标名称", "考核内容", "分值"], ["设备", "完好率达到95%", "10"], ["人员", "每缺1人扣1分", "20"]]


def test_a_locked_pdf_opens_with_a_password_file(tmp_path):
    (tmp_path / "notice.pdf").write_bytes(pdf(pdf_table(NOTICE), passwords=("leser", "amt")))
    (tmp_path / "word.txt").write_text("leser\n", "utf-8")
    refused = run("extract", "notice.pdf", "-o", "a.json", cwd=tmp_path)
    assert refused.returncode == 2 and "--password-file" in refused.stderr
    given = ("--password-file", "word.txt")
    assert run("extract", "notice.pdf", "-o", "a.json", *given, cwd=tmp_path).returncode == 0
    assert run("validate", "a.json", "--source", "notice.pdf", *given, cwd=tmp_path).returncode == 0


def test_some_pages_of_a_pdf(tmp_path):
    other = [["指标名称", "考核内容", "分值"], ["档案", "归档率100%", "5"]]
    (tmp_path / "notice.pdf").write_bytes(pdf(pdf_table(NOTICE), pdf_table(other)))
    done = run("extract", "notice.pdf", "-o", "-", "--pages", "2", cwd=tmp_path)
    assert [row["name"] for row in json.loads(done.stdout)["indicators"]] == ["档案"]
    assert run("extract", "notice.pdf", "--pages", "7-9", cwd=tmp_path).returncode == 2
    assert run("extract", "notice.pdf", "--pages", "2-1", cwd=tmp_path).returncode == 64


def test_a_scan_without_recognition_says_what_to_install(tmp_path):
    done = run("extract", CASE / "scan.pdf", "-o", "a.json", "--no-ocr", cwd=tmp_path)
    assert done.returncode == 2 and "第1～8页" in done.stderr and "zhibiao[ocr]" in done.stderr
    assert not (tmp_path / "a.json").exists()


def test_a_place_in_a_pdf_is_a_page(tmp_path):
    run("extract", CASE / "ruled.pdf", "-o", "a.json", "-q", cwd=tmp_path)
    said = run("explain", "a.json", "23", cwd=tmp_path).stdout
    assert "第3页表格第8行第4列" in said
    cut = run("explain", "a.json", "24", cwd=tmp_path).stdout
    assert "第3页" in cut and "第4页" in cut
