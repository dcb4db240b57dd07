"""Forms that came back otherwise than they went out: nothing is guessed, nothing is dropped, each thing is said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from filling import catalogue, cells_of, filled
from scoring_cases import catalogue as small
from scoring_cases import cmp, indicator, term
from xlsx_edit import Workbook, edited

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer import BadObservations, Observation, score
from scorer.collect import check_target, read, template
from scorer.collect.form import FILL, PERIODS, SPECIAL
from scorer.institutions import is_remark, likeness

ONE, MANY = ("示例医院",), ("甲医院", "乙医院")
SHAPES = {"one": ONE, "many": MANY}
Change = Callable[[Workbook], None]
DAYS, POINTS = "g1-1-i031.4", "g1-1-i002.1"


def told(shape: str, change: Change) -> list[str]:
    """Every problem: “E619 填报!A7”."""
    problems = read(edited(filled("notice", *SHAPES[shape])[0], change), catalogue("notice"))[1]
    assert all("{" not in each.say("zh") + each.say("en") for each in problems)
    return [f"{each.code} {each.params.get('place', '')}".strip() for each in problems]


def rows(sheet: str, *lines: tuple[str, dict[str, Any]]) -> Change:
    """Cells of rows: ("9", {"A": "甲"})."""

    def change(book: Workbook) -> None:
        for row, cells in lines:
            for column, value in cells.items():
                book.set(sheet, f"{column}{row}", value)

    return change


# --- the hidden sheet ---------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_survives_programs_that_drop_tabs(shape: str) -> None:
    """As LibreOffice does on the way through .ods, which people are advised to take."""

    def drop(book: Workbook) -> None:
        for each in book.root("xl/sharedStrings.xml").iter("{*}t"):
            each.text = (each.text or "").replace("\t", "")

    assert told(shape, drop) == []


# --- columns, headings, hidden things: each said once -------------------------------------------


def _hide_rows(book: Workbook) -> None:
    for row in (7, 8, 9, 12):
        book.hide_row(FILL, row)


CHANGED: list[tuple[str, str, Change, list[str]]] = [
    ("hidden rows", "one", _hide_rows, ["E625 填报!A7:K9", "E625 填报!A12:K12"]),
    ("a hidden row of many", "many", lambda book: book.hide_row(FILL, 6), ["E625 填报!A6:GW6"]),
    ("a hidden sheet", "one", lambda book: book.hide_sheet(FILL), ["E625 填报"]),
    ("hidden periods", "one", lambda book: book.hide_sheet(PERIODS), ["E625 分期填报"]),
    ("a hidden sheet of many", "many", lambda book: book.hide_sheet(FILL), ["E625 填报"]),
    ("hidden special cases", "many", lambda book: book.hide_sheet(SPECIAL), ["E625 特殊情况"]),
    ("a copy", "one", lambda book: book.add_sheet("填报 (2)", FILL), ["E619 填报 (2)"]),
    ("a copy of many", "many", lambda book: book.add_sheet("填报_2", FILL), ["E619 填报_2"]),
    ("another sheet", "one", rows("说明", ("90", {"A": "记录"})), []),
    ("a row in the header", "one", lambda book: book.insert_row(FILL, 2), ["E619 填报!A4"]),
    ("a row above ids", "many", lambda book: book.insert_row(FILL, 1), ["E619 填报!A2"]),
    ("a row below ids", "many", lambda book: book.insert_row(FILL, 3), ["E619 填报!A4"]),
    ("a row below names", "many", lambda book: book.insert_row(FILL, 5), ["E619 填报!B5"]),
    ("another label", "many", rows(FILL, ("5", {"B": "分母"})), ["E619 填报!B5"]),
    ("a column without heading", "one", rows(FILL, ("7", {"M": 3}), ("9", {"M": 4})), ["E619 填报!M7:M9"]),
    ("periods: a copy of an id", "one", rows(PERIODS, ("60", {"O": "g1-1-i037.1", "C": 1})), ["E604 分期填报!O60"]),
    ("periods: an unknown id", "one", rows(PERIODS, ("60", {"O": "无此项"})), ["E603 分期填报!O60"]),
    ("periods: no id", "one", rows(PERIODS, ("60", {"C": 1, "D": 2})), ["E619 分期填报!C60", "E619 分期填报!D60"]),
    ("periods: a further column", "one", rows(PERIODS, ("3", {"Q": 1})), ["E619 分期填报!Q3"]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "shape", "change", "hoped"), CHANGED, ids=[each[0] for each in CHANGED])
def test_what_was_changed_is_said_once(title: str, shape: str, change: Change, hoped: list[str]) -> None:
    assert told(shape, change) == hoped


def test_a_number_without_a_period_is_not_dropped() -> None:
    """Quarters have four cells; the row has twelve."""
    quarterly = {"kind": "per_period", "input": "每季", "at_least": "1", "period": "quarter"}
    made = small([indicator(term(kind="unspecified", when=quarterly))], types={"每季": "count"})
    book = Workbook.of(template(made, ["甲"]))
    for column in "CDEFG":
        book.set(PERIODS, f"{column}3", 1)
    assert [f"{e.code} {e.params['place']}" for e in read(book.save(), made)[1]] == ["E619 分期填报!G3"]


def test_a_header_that_moved_is_said_with_where_it_is() -> None:
    data = edited(filled("notice", *MANY)[0], lambda book: book.insert_row(FILL, 1))
    (problem,) = read(data, catalogue("notice"))[1]
    assert "移到了第3行" in problem.say("zh")


# --- institutions -------------------------------------------------------------------------------

FOOT: list[tuple[str, dict[str, Any], list[str]]] = [
    ("a signature", {"A": "填报人：李四"}, ["E609 填报!A9"]),
    ("a sum", {"A": "合 计", "B": 3}, ["E609 填报!A9"]),
    ("a note", {"A": "注：数据截至12月"}, ["E609 填报!A9"]),
    ("words that nobody announced", {"A": "联系电话 12345"}, ["E609 填报!A9"]),
    ("another hospital without data", {"A": "丙医院"}, ["E609 填报!A9"]),
    ("one with data", {"A": "丙医院", "N": 7}, []),
    ("one that is there already", {"A": "甲 医院", "N": 7}, ["E608 填报!A9"]),
    ("one with something unseen", {"A": "甲\u200b医院", "N": 7}, ["E608 填报!A9"]),
]


@pytest.mark.parametrize(("title", "cells", "hoped"), FOOT, ids=[each[0] for each in FOOT])
def test_what_stands_under_the_table(title: str, cells: dict[str, Any], hoped: list[str]) -> None:
    column = cells_of(filled("notice", *MANY)[0], "notice")["甲医院", DAYS, "value"][1].rstrip("0123456789")
    placed = {column if letter == "N" else letter: value for letter, value in cells.items()}
    found = told("many", rows(FILL, ("9", placed)))
    assert found == hoped


def test_an_announced_institution_may_report_nothing() -> None:
    data = template(catalogue("notice"), MANY)
    (empty,) = [e for e in cells_of(data, "notice").items() if e[0] == ("甲医院", DAYS, "value")]
    found, problems = read(edited(data, lambda book: book.set(*empty[1], 8)), catalogue("notice"))
    assert not problems and {each.institution for each in found} == set(MANY)


def test_an_institution_without_data_is_announced_by_a_special_case() -> None:
    def change(book: Workbook) -> None:
        rows(FILL, ("9", {"A": "丙医院"}))(book)
        rows(SPECIAL, ("3", {"A": "丙医院", "B": DAYS, "D": "缺失"}))(book)

    assert told("many", change) == []


def names() -> Catalogue:
    return small([indicator(term(kind="unspecified", when=cmp("天", ">=", "1")))])


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [("甲院（东区）", "甲院(东区)", "E608"), ("甲 院", "甲院", "E608"), ("甲\ufeff院", "甲院", "E608"), ("甲院", "合计", "E609"), ("甲院", "乙院", None)],
)  # fmt: skip
@pytest.mark.parametrize(
    "shape",
    [
        "institution,天\n{},1\n{},2\n",
        "institution,input,value\n{},天,1\n{},天,2\n",
        '{{"{}":{{"天":1}},"{}":{{"天":2}}}}',
    ],
)
def test_names_in_plain_files(first: str, second: str, code: str | None, shape: str) -> None:
    problems = read(shape.format(first, second), names())[1]
    assert [each.code for each in problems] == ([code] if code else [])


def test_names_of_programs_are_held_to_the_same() -> None:
    given = [Observation(institution=name, input="天", value="1") for name in ("甲院", "甲　院")]
    with pytest.raises(BadObservations, match="E608"):
        score(names(), given)


def test_all_names_that_look_alike_are_told_at_once() -> None:
    text = "institution,天\n" + "".join(f"{name},1\n" for name in ("甲院", "甲 院", "乙院", "乙\u200b院", "总计"))
    assert [each.code for each in read(text, names())[1]] == ["E608", "E608", "E609"]


@pytest.mark.parametrize("name", ["审计局医院", "注册医师协会医院", "合肥市医院", "平安医院", "小金县医院"])
def test_names_that_are_no_remarks(name: str) -> None:
    assert not is_remark(name) and likeness(name) == name


# --- special cases ------------------------------------------------------------------------------

LINE = {"A": "甲医院", "B": POINTS, "D": "估计"}
PROOF = "统计报表，2022-12-31，张三"
SPECIALS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("the name of another input", {"C": "未按要求做好工作的，根据满意度考核办法将进行扣分"}, ["E619 特殊情况!C3"]),
    ("no status", {"D": None, "E": PROOF}, ["E602 特殊情况!D3"]),
    ("the same evidence", {"E": PROOF}, []),
    ("other evidence", {"E": "别的"}, ["E602 特殊情况!E3"]),
    ("a further column", {"F": "见附件"}, ["E619 特殊情况!F3"]),
    ("no id", {"B": None, "C": "某项"}, ["E602 特殊情况!B3"]),
    ("no institution", {"A": None}, ["E602 特殊情况!A3"]),
]


@pytest.mark.parametrize(("title", "cells", "hoped"), SPECIALS, ids=[each[0] for each in SPECIALS])
def test_lines_of_special_cases(title: str, cells: dict[str, Any], hoped: list[str]) -> None:
    assert told("many", rows(SPECIAL, ("3", LINE | cells))) == hoped


@pytest.mark.parametrize("unit", ["", "（%）"])
def test_the_name_of_a_special_case_may_carry_its_unit(unit: str) -> None:
    rate = next(each for each in catalogue("notice").inputs if each.unit == "%")
    line = LINE | {"B": rate.id, "C": rate.name + unit}
    assert told("many", rows(SPECIAL, ("3", line))) == []


# --- a form is not written over data ------------------------------------------------------------


def refused(data: bytes, tmp_path: Any) -> str | None:
    path = tmp_path / "采集表.xlsx"
    path.write_bytes(data)
    try:
        check_target(path)
    except Trouble as trouble:
        assert trouble.code == "E606" and "--force" in trouble.say("zh") and "-o" in trouble.say("en")
        return trouble.say("zh")
    return None


@pytest.mark.parametrize("shape", SHAPES)
def test_only_a_blank_form_is_replaced(shape: str, tmp_path: Any) -> None:
    for names in (SHAPES[shape], ()):
        assert refused(template(catalogue("notice"), names, for_many=shape == "many"), tmp_path) is None
    assert "格）" in (refused(filled("notice", *SHAPES[shape])[0], tmp_path) or "")
    assert refused(template(catalogue("care"), ["甲"], for_many=shape == "many"), tmp_path) is None
    check_target(tmp_path / "没有.xlsx")


TYPED: list[tuple[str, str, Change]] = [
    ("one number", "one", rows(FILL, ("7", {"E": 1}))),
    ("a status", "one", rows(FILL, ("7", {"H": "缺失"}))),
    ("a formula", "one", rows(FILL, ("7", {"E": "=1"}))),
    ("the name", "one", rows(FILL, ("2", {"B": "丙医院"}))),
    ("a month", "one", rows(PERIODS, ("3", {"C": 0}))),
    ("beside the form", "one", rows(FILL, ("7", {"N": "问过张三"}))),
    ("another sheet", "one", lambda book: book.add_sheet("计算", "说明")),
    ("a number of many", "many", rows(FILL, ("6", {"B": 0}))),
    ("another institution", "many", rows(FILL, ("8", {"A": "丙医院"}))),
    ("a special case", "many", rows(SPECIAL, ("3", {"A": "甲医院"}))),
]


@pytest.mark.parametrize(("title", "shape", "change"), TYPED, ids=[each[0] for each in TYPED])
def test_whatever_was_typed_is_kept(title: str, shape: str, change: Change, tmp_path: Any) -> None:
    assert refused(edited(template(catalogue("notice"), SHAPES[shape]), change), tmp_path)


@pytest.mark.parametrize("data", [b"", b"notes", b"PK\x03\x04", "机构,值".encode("gb18030")])
def test_what_is_no_form_is_kept(data: bytes, tmp_path: Any) -> None:
    assert "不是空白的采集表" in (refused(data, tmp_path) or "")


# --- words for clerks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (rows(FILL, ("4", {"L": "备注"})), "“依据”栏"),
        (rows(FILL, ("7", {"H": "缺失", "E": 1, "I": PROOF})), "状态是“缺失”"),
        (rows(FILL, ("7", {"H": "好", "E": 1, "I": PROOF})), "应是正常、缺失、不适用"),
    ],
)
def test_messages_are_in_chinese(change: Change, words: str) -> None:
    messages = [each.say("zh") for each in read(edited(filled("notice", *ONE)[0], change), catalogue("notice"))[1]]
    assert any(words in each for each in messages), messages
    assert not any(english in each for each in messages for english in ("missing", "applicable", "zhibiao inputs"))
