"""Floors hold what was reached: nothing falls unseen, no case changes unseen, and accepting only ever raises."""

import json

import pytest
from gate_made import ROWS, TOTAL, write_case
from hypothesis import given
from hypothesis import strategies as st

from catalog.problems import Trouble
from corpus import floors
from corpus.case import find
from corpus.floors import BUG, CHANGED, GAIN, GONE, LOSS, UNPINNED, Floors
from corpus.gate import measure
from corpus.measures import Tally


def run(folder, pins=None):
    """Cases, results and findings of a folder."""
    path = pins or floors.place(folder)
    cases = find(folder)
    results = list(measure(cases))
    return path, cases, results, floors.judge(floors.load(path), path.parent, folder, cases, results)


def accept(folder):
    path, cases, results, findings = run(folder)
    floors.save(floors.accept(floors.load(path), path.parent, cases, results, findings), path)


def codes(folder):
    return [(finding.code, finding.measure) for finding in run(folder)[3]]


def points_of(row, points):
    def spoil(expected):
        expected[row]["points"] = points

    return spoil


def test_a_case_has_no_floors_until_they_are_accepted(tmp_path):
    write_case(tmp_path / "a")
    assert codes(tmp_path) == [(UNPINNED, "")]
    accept(tmp_path)
    assert codes(tmp_path) == []


def test_what_was_reached_once_has_to_be_reached_again(tmp_path, monkeypatch):
    from corpus import gate

    write_case(tmp_path / "a")
    accept(tmp_path)
    true = gate.rows
    monkeypatch.setattr(gate, "rows", lambda read: [row | {"name": row["name"][:-1]} for row in true(read)])
    assert codes(tmp_path) == [(LOSS, "name"), (LOSS, "silent")]
    with pytest.raises(Trouble) as refused:
        accept(tmp_path)
    assert (refused.value.code, refused.value.exit_code) == ("E703", 1)
    assert "a/source.txt的名称低于底线" in refused.value.say("zh")
    assert "a/source.txt: name is below its floor" in run(tmp_path)[3][0].say("en")


def test_a_gain_is_told_and_fails_nothing_and_accepting_it_raises_the_floor(tmp_path):
    folder = write_case(tmp_path / "a", spoil=points_of(0, 99))
    accept(tmp_path)
    low = json.loads((tmp_path / "floors.json").read_text("utf-8"))["cases"]["a"]["sources"]["source.txt"]
    assert (low["measures"]["points"], low["silent"]) == ([3, 4, 4], 1)
    write_case(folder)  # the expectation is mended: the case has changed, and what is reached is more
    assert codes(tmp_path) == [(CHANGED, ""), (GAIN, "points"), (GAIN, "silent")]
    assert [finding.failing for finding in run(tmp_path)[3]] == [True, False, False]
    accept(tmp_path)
    assert codes(tmp_path) == []


def test_a_case_that_changes_is_seen_and_accepted_only_where_nothing_falls(tmp_path):
    folder = write_case(tmp_path / "a")
    accept(tmp_path)
    write_case(folder, spoil=points_of(0, 99))
    assert codes(tmp_path) == [(CHANGED, ""), (LOSS, "points"), (LOSS, "silent")]
    with pytest.raises(Trouble, match="E703"):
        accept(tmp_path)
    write_case(folder, (*ROWS[:3], ["4", "满意度", "群众满意度达到90%以上。", "每降低1个百分点扣1分。", "15"], TOTAL))
    assert codes(tmp_path) == [(CHANGED, "")]
    accept(tmp_path)
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "seen"),
    [
        ("source.txt", "2024年度", "2025年度", True),
        ("expected.json", '"points": 30', '"points": 31', True),
        ("expected.json", "  ", " ", False),
        ("case.yaml", "sources", "why: said better\nsources", False),
        ("case.yaml", "sources", "folded: [source.txt]\nsources", True),
    ],
)
def test_the_digest_is_of_what_the_measures_hang_on(tmp_path, file, before, after, seen):
    folder = write_case(tmp_path / "a")
    accept(tmp_path)
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), "utf-8")
    assert ((CHANGED, "") in codes(tmp_path)) is seen


def test_a_case_or_a_source_that_goes_is_missed(tmp_path):
    for name in ("a", "b"):
        folder = write_case(tmp_path / name, about="sources: [source.txt, again.txt]\n")
        (folder / "again.txt").write_bytes((folder / "source.txt").read_bytes())
    accept(tmp_path)
    (tmp_path / "b" / "case.yaml").write_text("sources: [again.txt]\n", "utf-8")
    (tmp_path / "a" / "case.yaml").unlink()
    assert [(f.code, f.case, f.source) for f in run(tmp_path)[3]] == [
        (CHANGED, "b", ""),
        (GONE, "b", "source.txt"),
        (GONE, "a", ""),
    ]
    with pytest.raises(Trouble, match="E703"):
        accept(tmp_path)


def test_one_case_can_be_checked_and_accepted_by_itself(tmp_path):
    for name in ("2023/a", "2023/b", "2024/a"):
        write_case(tmp_path / name)
    accept(tmp_path)
    write_case(tmp_path / "2024/c")
    assert floors.place(tmp_path / "2024/c") == (tmp_path / "floors.json").resolve()
    assert codes(tmp_path / "2024/c") == [(UNPINNED, "")]
    assert codes(tmp_path / "2023") == []
    accept(tmp_path / "2024/c")
    pinned = floors.load(tmp_path / "floors.json").cases
    assert sorted(pinned) == ["2023/a", "2023/b", "2024/a", "2024/c"]
    assert codes(tmp_path) == []


def test_what_nothing_could_be_read_of_is_said_once(tmp_path, monkeypatch):
    from corpus import gate

    def refuse(path):
        raise Trouble("E101")

    write_case(tmp_path / "a")
    accept(tmp_path)
    monkeypatch.setattr(gate, "extract", refuse)
    assert codes(tmp_path) == [(LOSS, "rows")]
    monkeypatch.setattr(gate, "extract", lambda path: 1 / 0)
    assert codes(tmp_path) == [(BUG, "")]
    with pytest.raises(Trouble, match="E703"):
        accept(tmp_path)


def test_a_new_case_that_ends_in_a_bug_gets_no_floors(tmp_path, monkeypatch):
    from corpus import gate

    write_case(tmp_path / "a")
    monkeypatch.setattr(gate, "extract", lambda path: 1 / 0)
    with pytest.raises(Trouble, match="E703"):
        accept(tmp_path)


@pytest.mark.parametrize("broken", ["", "[]", '{"format": 2}', '{"cases": {"a": {}}}', '{"format": 1, "more": 1}'])
def test_a_broken_file_of_floors_is_refused(tmp_path, broken):
    (tmp_path / "floors.json").write_text(broken, "utf-8")
    with pytest.raises(Trouble, match="E704"):
        floors.load(tmp_path / "floors.json")


counts = st.integers(0, 50)
tallies = st.tuples(counts, counts, counts).map(lambda c: Tally(min(c), *sorted(c)[1:]))
pinned = st.builds(
    floors.Pinned,
    digest=st.text(st.characters(codec="utf-8"), max_size=5),
    sources=st.dictionaries(
        st.text(st.characters(codec="utf-8"), max_size=5),
        st.builds(floors.Floor, measures=st.just({}) | st.dictionaries(st.sampled_from(["rows", "name"]), tallies.map(tuple)), silent=counts, needless=counts),
        max_size=2,
    ),
)  # fmt: skip


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), pinned, max_size=3))
def test_the_file_says_what_was_written(cases):
    made = Floors(cases=cases)
    assert Floors.model_validate_json(floors.text(made)) == made


@given(tallies, tallies)
def test_nothing_is_both_a_loss_and_accepted(then, now):
    moved = floors._moved(then, now)
    assert (moved == LOSS) == (now.precision < then.precision or now.recall < then.recall)
    assert floors._moved(now, now) is None


@pytest.mark.parametrize(
    ("said", "is_ci"), [(None, False), ("", False), ("false", False), ("0", False), ("true", True), ("1", True)]
)
def test_ci_is_told_by_its_variable(said, is_ci):
    assert floors.in_ci({} if said is None else {"CI": said}) is is_ci
