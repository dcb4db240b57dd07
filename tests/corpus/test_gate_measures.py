"""Right, expected and found; what is said in doubt and what in silence; which reasons were needless."""

from fractions import Fraction

import pytest
from gate_made import ROWS, dump, read

from catalog.problems import Trouble
from corpus import case as cases
from corpus import wording
from corpus.case import Case
from corpus.gate import check, rows
from corpus.measures import MEASURES, Tally, compare

SOUND = read(dump(ROWS))


def measured(expected=None, found=None, read_=SOUND, **about):
    case = Case("case", None, cases.About(sources=["source.txt"], **about), expected or rows(SOUND))
    return compare(case, "source.txt", case.expected, rows(SOUND) if found is None else found, read_)


def test_what_is_read_as_expected_is_all_right():
    result = measured()
    assert result.passed
    assert {name: tally.f1 for name, tally in result.tallies.items()} == dict.fromkeys(MEASURES, 1)
    assert (result.differences, result.silent) == ([], 0)


def test_a_missing_row_costs_itself_in_every_measure_and_spoils_no_other():
    result = measured(found=rows(SOUND)[:1] + rows(SOUND)[2:])
    assert [(d.row, d.measure) for d in result.differences] == [(2, "rows")]
    assert (result.tallies["rows"], result.tallies["name"]) == (Tally(3, 4, 3), Tally(3, 4, 3))
    assert (result.tallies["targets"].precision, result.tallies["targets"].recall) == (1, Fraction(3, 4))


def test_a_row_too_many_costs_precision():
    extra = rows(SOUND)[0] | {"name": "页脚", "requirement": "第三页共九页", "number": None, "points": None}
    result = measured(found=[*rows(SOUND), extra])
    assert (result.tallies["rows"].precision, result.tallies["rows"].recall) == (Fraction(4, 5), 1)
    assert [(d.row, d.name) for d in result.differences] == [(None, "页脚")]


REVIEW = {"field": "points", "code": "R106", "message": "…"}


@pytest.mark.parametrize(
    ("change", "reviews", "silent", "needless"),
    [
        ({"points": 9}, [], 1, 0),
        ({"points": 9}, ["points"], 0, 0),
        ({"points": 9}, ["row"], 0, 0),
        ({"points": 9}, ["name"], 1, 1),
        ({"points": None, "points_by_profile": {"甲": 1}}, ["points"], 0, 0),
        ({"points_by_profile": {"甲": 1}}, [], 1, 0),
        ({"parts": [{"number": None, "text": "甲", "points": 1}]}, ["points"], 0, 0),
        ({"veto": "veto"}, ["rules"], 0, 0),
        ({"number": "8"}, ["name"], 0, 0),
        ({"rules": []}, ["rules", "targets"], 0, 1),
        ({}, ["row", "targets"], 0, 2),
    ],
)
def test_a_wrong_field_without_a_reason_is_silent_and_a_reason_without_one_needless(change, reviews, silent, needless):
    found = rows(SOUND)
    found[0] |= change | {"review": [REVIEW | {"field": name} for name in reviews]}
    result = measured(found=found)
    assert (result.silent, result.needless, result.reasons) == (silent, needless, len(reviews))


def test_objects_of_a_list_are_counted_one_by_one_in_any_order():
    expected, found = rows(SOUND), rows(SOUND)
    more = found[0]["targets"][0] | {"value": 80}
    expected[0]["targets"] = [more, *expected[0]["targets"], more]
    found[0]["targets"] = [*found[0]["targets"], more]
    result = measured(expected, found)
    assert (result.tallies["targets"].right, result.tallies["targets"].expected) == (5, 6)
    assert [d.expected for d in result.differences] == [[more]]


def test_a_reason_that_has_to_be_given_is_missed_and_never_needless():
    asked = [{"row": 1, "field": "targets", "why": "an open list"}]
    missed = measured(asked=asked)
    assert (missed.passed, missed.tallies["asked"]) == (False, Tally(0, 1, 0))
    assert wording.difference(missed.differences[0]) == "第1项“设备管理”目标：应当提示核对，没有提示"
    found = rows(SOUND)
    found[0]["review"] = [REVIEW | {"field": "targets"}]
    given = measured(found=found, asked=asked)
    assert (given.passed, given.needless) == (True, 0)


def test_a_reason_on_a_sign_that_was_restored_is_not_needless():
    expected, found = rows(SOUND), rows(SOUND)
    for row in (expected[0], found[0]):
        row["targets"][0]["sign"] = "inferred"
    found[0]["review"] = [REVIEW | {"field": "targets"}]
    assert measured(expected, found).needless == 0


def test_a_missing_row_was_told_where_its_sum_does_not_balance():
    short = read(dump([*ROWS[:3], ["", "合计", "", "", "100"]]))
    result = measured(found=rows(short), read_=short)
    assert [(d.measure, d.doubted) for d in result.differences] == [("rows", True)]


@pytest.mark.parametrize(("right", "words"), [(0, "0.0"), (999, "99.9"), (9999, "99.9"), (10000, "100")])
def test_nearly_all_is_never_rounded_to_all(right, words):
    whole = 10000 if right > 999 else 1000
    assert wording.per_cent(Fraction(right, whole)) == words


@pytest.mark.parametrize(
    ("measure", "expected", "found", "said"),
    [
        ("points", 5, None, "应为 5，读成 无"),
        ("name", "床位使用率", "床位使用", "应为 “床位使用率”，读成 “床位使用”"),
        ("path", ["甲"], [], '应为 ["甲"]，读成 无'),
        ("rules", [{"kind": "zero", "points": None, "step": None, "condition": "未达标的", "cap": None}], [], "应为 “未达标的：不得分”，读成 无"),
        ("rules", [{"kind": "zero"}], [{"odd": 1}], '应为 “不得分”，读成 [{"odd": 1}]'),
        ("targets", ["typed by hand"], [], '应为 ["typed by hand"]，读成 无'),
    ],
)  # fmt: skip
def test_a_difference_is_a_sentence(measure, expected, found, said):
    from corpus.measures import Difference

    told = wording.difference(Difference(3, "甲项", measure, expected, found, False))
    assert told.endswith(said.replace('[{"odd": 1}]', '{"odd": 1}').replace('["typed by hand"]', '"typed by hand"'))


def test_of_long_texts_only_what_differs_is_shown():
    from corpus.measures import Difference

    first, second = "一" * 200 + "甲" + "二" * 200, "一" * 200 + "乙" + "二" * 200
    told = wording.difference(Difference(1, "项", "requirement", first, second, False))
    assert len(told) < 100
    assert "甲" in told and "乙" in told


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("case.yaml", "sources: []", "sources"),
        ("case.yaml", "sources: [gone.txt]", "gone.txt"),
        ("case.yaml", "sources: [source.txt]\nrefuse: E140", "refuse"),
        ("case.yaml", "sources: [source.txt]\nasked: [{row: 9, field: points}]", "第9项"),
        ("case.yaml", "- [", "case"),
        ("case.yaml", "", "case.yaml"),
        ("expected.json", "{}", "列表"),
        ("expected.json", "[{}]", "缺少"),
        ("expected.json", "[1]", "列表"),
        ("expected.json", "nothing", "Expecting"),
        ("expected.json", '[{"name": "\\ud800"}]', "surrogates"),
    ],
)
def test_a_broken_case_is_named_with_what_is_wrong(tmp_path, file, content, said):
    from gate_made import write_case

    folder = write_case(tmp_path / "odd-case")
    (folder / file).write_text(content, "utf-8")
    with pytest.raises(Trouble) as caught:
        check(tmp_path)
    assert caught.value.code == "E701"
    assert "odd-case" in caught.value.say("zh") and said in caught.value.say("zh")


def test_a_folder_without_cases_is_said(tmp_path):
    with pytest.raises(Trouble) as caught:
        check(tmp_path)
    assert caught.value.code == "E706"


def test_a_refusal_is_right_only_with_its_code(tmp_path):
    from gate_made import write_case

    for name, text in (("right", "今天开会。\n"), ("wrong", dump(ROWS))):
        folder = write_case(tmp_path / name, about="sources: [source.txt]\nrefused: E140\n", spoil=list.clear)
        (folder / "source.txt").write_text(text, "utf-8")
    right, wrong = check(tmp_path)
    assert (right.passed, wrong.passed) == (True, False)
    assert "应以E140拒读，却读出4项" in wrong.trouble


def test_a_bug_in_one_case_does_not_hide_the_others(tmp_path, monkeypatch):
    from gate_made import write_case

    from corpus import gate

    for name in ("a", "b"):
        write_case(tmp_path / name)
    true = gate.extract
    monkeypatch.setattr(gate, "extract", lambda path: 1 / 0 if path.parent.name == "a" else true(path))
    first, second = check(tmp_path)
    assert (first.bug, first.tallies["rows"].recall, second.passed) == (True, 0, True)
    assert "ZeroDivisionError" in first.trouble
