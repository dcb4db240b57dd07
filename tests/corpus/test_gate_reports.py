"""What machines read of a run: JUnit XML, GitHub's annotations and summary, the JSON of a run."""

import io
from xml.etree import ElementTree

import pytest
from gate_made import write_case
from rich.console import Console

from catalog.problems import Trouble
from corpus import floors, github, junit, runs
from corpus.case import find
from corpus.floors import Finding
from corpus.gate import measure
from corpus.measures import Difference, Result, Tally
from zhibiao import checking

HOSTILE = "名\x00称\x1b[31m\ud800]]><b>&\n\"'%:,"


def a_run(difference=None, trouble=None):
    result = Result("甲/a", "s.txt", {"rows": Tally(1, 2, 2), "name": Tally(1, 2, 2)}, trouble=trouble, seconds=0.5)
    result.differences += [difference] if difference else []
    return result


WRONG = Difference(1, HOSTILE, "name", HOSTILE, "x", False)
LOST = Finding(floors.LOSS, "甲/a", "s.txt", "name", "p", "n")


def test_junit_has_a_test_for_each_source_and_takes_any_words():
    good, gone = Result("b", "s.txt", {"rows": Tally(1, 1, 1)}), Finding(floors.GONE, "c")
    root = ElementTree.fromstring(junit.text([a_run(WRONG), good], [LOST, gone]))
    assert [(t.get("classname"), t.get("name"), t.find("failure") is not None) for t in root.iter("testcase")] == [
        ("b", "s.txt", False),
        ("c", "case.yaml", True),
        ("甲/a", "s.txt", True),
    ]
    assert [root.get(name) for name in ("tests", "failures", "errors", "time")] == ["3", "2", "0", "0.500"]
    odd = [Finding(floors.BUG, HOSTILE, HOSTILE, now=HOSTILE)]
    assert "名�称" in next(ElementTree.fromstring(junit.text([], odd)).iter("failure")).get("message")
    failure = next(root.iter("failure"))
    assert failure.get("type") == floors.GONE
    assert "名称" in root.find(".//testcase[@classname='甲/a']/failure").text


def test_what_is_wrong_within_the_floors_is_told_and_no_failure():
    root = ElementTree.fromstring(junit.text([a_run(WRONG)], []))
    assert root.get("failures") == "0"
    assert "应为" in root.find(".//system-out").text


@pytest.mark.parametrize(
    ("said", "name", "line"),
    [
        ("100%\n完", "a,b:c", "::error file=a%2Cb%3Ac,line=1::100%25%0A完"),
        ("::stop-commands::x\r\n::error::", "f", "::error file=f,line=1::::stop-commands::x%0D%0A::error::"),
    ],
)
def test_a_workflow_command_stays_on_its_line(said, name, line):
    assert github.command("error", said, file=name, line=1) == line


def test_annotations_stand_at_the_line_of_the_field(tmp_path):
    folder = write_case(tmp_path / "cases" / "a")
    accept = checking.Wanted(tmp_path, accept=True)
    checking.run(accept, Console(file=io.StringIO()), {})

    def spoil(expected):
        expected[1]["targets"] = []

    write_case(folder, spoil=spoil)
    cases = find(tmp_path)
    results = list(measure(cases))
    path = floors.place(tmp_path)
    findings = floors.judge(floors.load(path), path.parent, tmp_path, cases, results)
    said = github.commands(cases, results, findings, tmp_path)
    lines = (folder / "expected.json").read_text("utf-8").split("\n")
    wanted = [number for number, text in enumerate(lines, 1) if '"targets"' in text][1]
    assert any(f"::error file=cases/a/expected.json,line={wanted},title=E711 a::第2项" in each for each in said)
    assert any(each.startswith("::error file=cases/a/case.yaml,line=1,title=E714 a::") for each in said)


def test_gains_are_notices_and_never_errors():
    gain = Finding(floors.GAIN, "甲/a", "s.txt", "name", "p", "n")
    assert [each.split(" ")[0] for each in github.commands([], [a_run(WRONG)], [gain], checking.Path("."))] == [
        "::notice"
    ]


def test_the_summary_keeps_words_out_of_the_markdown():
    page = github.summary([a_run()], [Finding(floors.LOSS, "<a>|*", "s", "name", "p", "n")], "完")
    assert "&lt;a&gt;\\|\\*" in page
    assert "| 名称 | 50.0% | 50.0% | 50.0% | 1 / 2 / 2 |" in page


def test_a_run_is_kept_and_read_again(tmp_path):
    run = runs.kept([a_run(WRONG, trouble="坏")])
    (tmp_path / "run.json").write_text(runs.text(run).encode("utf-8", "replace").decode(), "utf-8")
    assert runs.load(tmp_path / "run.json").results[0].trouble == "坏"
    for broken in ("", "{", '{"format": 9}', '{"results": [{}]}'):
        (tmp_path / "run.json").write_text(broken, "utf-8")
        with pytest.raises(Trouble, match="E705"):
            runs.load(tmp_path / "run.json")


def test_moves_are_new_and_gone_differences_of_what_both_runs_have():
    other = Result("b", "s.txt", {}, [Difference(1, "新", "name", "新", "旧", False)])
    plain = Difference(1, "项", "points", 5, 6, False)
    moved = Difference(1, "项", "points", 5, 7, False)  # wrong before and wrong now
    first = runs.kept([a_run(plain)])
    assert runs.moves(first, runs.kept([a_run(moved), other])) == runs.Moves([], [])
    assert runs.moves(first, runs.kept([a_run()])).gone == ["甲/a/s.txt 第1项“项”分值（无提示）：应为 5，读成 6"]
    assert len(runs.moves(runs.kept([a_run()]), first).new) == 1
    assert len(runs.moves(first, runs.kept([a_run(trouble="坏")])).new) == 1


# --- the command ------------------------------------------------------------------------------------


def told(folder, environment=None, **wanted):
    """The exit code of a check and what it prints."""
    file = io.StringIO()
    code = checking.run(checking.Wanted(folder, **wanted), Console(file=file, width=160), environment or {})
    return code, file.getvalue()


def spoilt(expected):
    expected[0]["name"] = "设备的管理"


def test_a_check_tells_little_where_all_is_well_and_a_sentence_where_it_is_not(tmp_path):
    write_case(tmp_path / "a")
    assert told(tmp_path)[0] == 1
    assert told(tmp_path, accept=True)[0] == 0
    code, said = told(tmp_path)
    assert (code, len(said.splitlines()) < 30) == (0, True)
    write_case(tmp_path / "a", spoil=spoilt)
    code, said = told(tmp_path)
    assert code == 1
    assert "第1项“设备的管理”名称（无提示）：应为 “设备的管理”，读成 “设备管理”" in said
    assert "新差错1处，已改正0处" in said
    write_case(tmp_path / "a")
    assert "新差错0处，已改正1处" in told(tmp_path)[1]


def test_nothing_is_accepted_in_ci(tmp_path):
    write_case(tmp_path / "a")
    with pytest.raises(Trouble, match="E702"):
        told(tmp_path, {"CI": "true"}, accept=True)
    assert not (tmp_path / "floors.json").exists()
    assert told(tmp_path, {"CI": "true"})[0] == 1
    assert not (tmp_path / runs.CACHE).exists()


def test_on_github_it_annotates_and_writes_the_summary(tmp_path):
    write_case(tmp_path / "a")
    page = tmp_path / "summary.md"
    github_actions = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(tmp_path), "GITHUB_STEP_SUMMARY": str(page)}
    assert "::error file=a/case.yaml,line=1,title=E713 a::" in told(tmp_path, github_actions)[1]
    assert page.read_text("utf-8").startswith("### zhibiao check")
    assert "::error" not in told(tmp_path, github_actions, form="text")[1]
    assert "::error" in told(tmp_path, form="github")[1]


def test_files_are_written_and_an_earlier_run_is_compared(tmp_path):
    write_case(tmp_path / "a")
    told(tmp_path, accept=True, json=tmp_path / "run.json", junit=tmp_path / "junit.xml")
    assert ElementTree.parse(tmp_path / "junit.xml").getroot().get("tests") == "1"
    write_case(tmp_path / "a", spoil=spoilt)
    told(tmp_path)
    assert "与run.json相比：新差错1处" in told(tmp_path, against=tmp_path / "run.json")[1]


def test_what_is_kept_of_the_last_run_is_no_matter_for_git(tmp_path):
    write_case(tmp_path / "a")
    told(tmp_path)
    assert (tmp_path / runs.CACHE / ".gitignore").read_text("utf-8") == "*\n"
    (tmp_path / runs.CACHE / runs.LAST).write_text("broken", "utf-8")
    assert told(tmp_path)[0] == 1
