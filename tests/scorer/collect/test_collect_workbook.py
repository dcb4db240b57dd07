"""The workbook: what is written comes back, and every mistake is named with its cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from filling import PROOF, blank, catalogue, cells_of, filled
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsx_edit import Error, Formula, Workbook, day, edited, percent

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer import BadObservations, Observation, score
from scorer.collect import load_observations, named, read, template
from scorer.collect.book import open_book
from scorer.collect.form import FILL, NOTES, PERIODS, RULES, SPECIAL
from scorer.collect.questions import questions

ONE = ("示例医院",)
MANY = ("甲医院", "乙医院")
SHAPES = {"one": ONE, "many": MANY}


def by_input(given: Any) -> list[Observation]:
    return sorted(given, key=lambda each: (each.institution, each.input))


# --- round trip ---------------------------------------------------------------------------------


@pytest.mark.parametrize("institutions", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("name", ["notice", "care"])
def test_what_is_filled_in_comes_back(name: str, institutions: tuple[str, ...]) -> None:
    data, hoped = filled(name, *institutions)
    found, problems = read(data, catalogue(name))
    assert [each.say("zh") for each in problems] == []
    assert by_input(found) == by_input(hoped)
    assert len(score(catalogue(name), found)) == len(institutions)


@pytest.mark.parametrize("institutions", SHAPES.values(), ids=SHAPES)
def test_the_same_catalogue_gives_the_same_bytes(institutions: tuple[str, ...]) -> None:
    assert template(catalogue("notice"), institutions) == blank("notice", *institutions)


def test_every_input_stands_once_with_all_that_use_it() -> None:
    book = open_book(blank("notice", *ONE))
    ids = [row[-1].value for row in book.sheets[FILL].rows[4:] if len(row) == 11 and row[-1].value]
    assert sorted(ids) == sorted(each.id for each in catalogue("notice").inputs)
    shared = next(each for each in questions(catalogue("notice")) if len(each.users) > 1)
    row = next(row for row in book.sheets[FILL].rows[4:] if row and row[-1].value == shared.id)
    assert "同时用于：" in row[3].value and shared.users[1] in row[3].value


def test_sheets_of_both_forms() -> None:
    assert list(open_book(blank("notice", *ONE)).sheets) == [FILL, PERIODS, RULES, NOTES, "zhibiao"]
    assert list(open_book(blank("notice", *MANY)).sheets) == [FILL, SPECIAL, RULES, NOTES, "zhibiao"]
    assert list(open_book(template(catalogue("notice"), ["甲"], for_many=True)).sheets)[1] == SPECIAL


def test_nothing_in_the_workbook_is_a_formula_and_validation_speaks_chinese() -> None:
    made = catalogue("notice").model_copy(update={"title": "=cmd|' /C calc'!A0"})
    book = Workbook.of(template(made, ["=1+1"]))
    assert b"<f>" not in b"".join(book.parts.values())
    rules = list(book.sheet(FILL).iter("{*}dataValidation"))
    assert len(rules) > len(catalogue("notice").inputs)
    assert all(each.get("error") and each.get("prompt") for each in rules)
    assert all(len(each.get("prompt")) <= 255 and len(each.get("promptTitle")) <= 32 for each in rules)


@pytest.mark.parametrize(
    ("institutions", "options", "code"),
    [
        (["甲", "甲"], {}, "E607"),
        (["甲（东区）", "甲(东区)"], {}, "E607"),
        (["甲", "合计"], {}, "E607"),
        (["甲", "乙"], {"for_many": False}, "E607"),
        ([str(n) for n in range(5001)], {}, "E626"),
    ],
)
def test_templates_that_are_not_made(institutions: list[str], options: Any, code: str) -> None:
    with pytest.raises(Trouble) as caught:
        template(catalogue("notice"), institutions, **options)
    assert caught.value.code == code


def test_institutions_named_in_a_file(tmp_path: Any) -> None:
    path = tmp_path / "名单.txt"
    path.write_bytes("甲医院\r\n\r\n 乙医院 \n".encode("gb18030"))
    assert named(path) == ["甲医院", "乙医院"]


# --- one mistake, one cell ----------------------------------------------------------------------

RATE, SMALL, RATIO, DAYS, USED = "g1-1-i009.1", "g1-1-i038.3", "g1-1-i032.10", "g1-1-i031.4", "g1-1-i031.3"
COUNT, FACT, GRADE, POINTS, MONTHLY = "g1-1-i007.1", "g1-1-i003.1", "g1-1-i017.1", "g1-1-i002.1", "g1-1-i037.1"


def one(
    changes: dict[tuple[str, str], Any], *, name: str = "notice", keep: bool = False
) -> tuple[bytes, dict[Any, Any]]:
    """A good workbook of one institution after changes of parts of inputs; the other parts of the input are emptied."""
    data = filled(name, *ONE)[0]
    cells = cells_of(data, name)
    book = Workbook.of(data)
    for ident in {ident for ident, _ in changes} if not keep else ():
        for (_, other, _), at in cells.items():
            if other == ident:
                book.set(*at, None)
    for (ident, part), value in changes.items():
        book.set(*cells["", ident, part], value)
    return book.save(), cells


def told(data: bytes, name: str = "notice") -> list[tuple[str, str]]:
    """(code, place) of every problem; each is said in both languages."""
    _found, problems = read(data, catalogue(name))
    assert all("{" not in each.say("zh") + each.say("en") for each in problems)
    if problems:
        with pytest.raises(BadObservations):
            load_observations(data, catalogue(name))
    return [(each.code, each.params.get("place", "")) for each in problems]


BAD_CELLS: list[tuple[str, dict[tuple[str, str], Any], str, tuple[str, str]]] = [
    ("text in a number cell", {(RATE, "value"): "较好"}, "E602", (RATE, "value")),
    ("thousands separators", {(DAYS, "value"): "1,234"}, "E602", (DAYS, "value")),
    ("a unit", {(DAYS, "value"): "8.5天"}, "E602", (DAYS, "value")),
    ("101 %", {(RATE, "value"): 101}, "E614", (RATE, "value")),
    ("less than 0 %", {(RATE, "value"): -3}, "E614", (RATE, "value")),
    ("negative days", {(DAYS, "value"): -1}, "E614", (DAYS, "value")),
    ("a negative count", {(COUNT, "value"): -1}, "E602", (COUNT, "value")),
    ("a fraction of a count", {(COUNT, "value"): 2.5}, "E602", (COUNT, "value")),
    ("numerator above denominator", {(RATE, "numerator"): 12, (RATE, "denominator"): 10}, "E615", (RATE, "numerator")),
    ("a denominator of 0", {(RATE, "numerator"): 5, (RATE, "denominator"): 0}, "E602", (RATE, "denominator")),
    ("a negative numerator", {(RATE, "numerator"): -5, (RATE, "denominator"): 10}, "E602", (RATE, "numerator")),
    ("no denominator", {(RATE, "numerator"): 5}, "E623", (RATE, "denominator")),
    ("no numerator", {(RATE, "denominator"): 5}, "E623", (RATE, "numerator")),
    ("both forms", {(RATE, "value"): 95, (RATE, "numerator"): 95, (RATE, "denominator"): 100}, "E623", (RATE, "value")),
    ("a share for a percentage", {(RATE, "value"): 0.95}, "E616", (RATE, "value")),
    ("1 for 100 %", {(RATE, "value"): "1"}, "E616", (RATE, "value")),
    ("a date for a number", {(DAYS, "value"): day(44865)}, "E621", (DAYS, "value")),
    ("a truth value for a number", {(DAYS, "value"): True}, "E621", (DAYS, "value")),
    ("a percentage for days", {(DAYS, "value"): percent(0.95)}, "E621", (DAYS, "value")),
    ("a formula", {(DAYS, "value"): Formula("A1*2", "8")}, "E620", (DAYS, "value")),
    ("a formula without result", {(DAYS, "value"): Formula("A1*2")}, "E620", (DAYS, "value")),
    ("a formula as text", {(DAYS, "value"): "=1+7"}, "E620", (DAYS, "value")),
    ("a full-width formula", {(DAYS, "value"): "＝1+7"}, "E620", (DAYS, "value")),
    ("an error", {(DAYS, "value"): Error("#DIV/0!")}, "E620", (DAYS, "value")),
    ("a broken reference", {(RATE, "numerator"): Error("#REF!"), (RATE, "denominator"): 9}, "E620", (RATE, "numerator")),
    ("0.1 + 0.2", {(DAYS, "value"): 0.1 + 0.2}, "E622", (DAYS, "value")),
    ("a computed third", {(RATE, "value"): 100 / 3}, "E622", (RATE, "value")),
    ("too large", {(DAYS, "value"): 1e20}, "E602", (DAYS, "value")),
    ("neither yes nor no", {(FACT, "value"): "已完成"}, "E602", (FACT, "value")),
    ("a number for a fact", {(FACT, "value"): 3}, "E602", (FACT, "value")),
    ("an unknown grade", {(GRADE, "value"): "甲等"}, "E602", (GRADE, "value")),
    ("points above the item", {(POINTS, "value"): 10.5, (POINTS, "evidence"): PROOF}, "E613", (POINTS, "value")),
    ("negative points", {(POINTS, "value"): -1, (POINTS, "evidence"): PROOF}, "E613", (POINTS, "value")),
    ("points that nobody answers for", {(POINTS, "value"): 1}, "E602", (POINTS, "evidence")),
    ("an unknown status", {(DAYS, "value"): 8, (DAYS, "status"): "还行"}, "E602", (DAYS, "status")),
    ("a status without a value", {(DAYS, "status"): "正常"}, "E602", (DAYS, "value")),
    ("a value that is missing", {(DAYS, "value"): 8, (DAYS, "status"): "缺失"}, "E602", (DAYS, "status")),
    ("verified by nobody", {(RATE, "value"): 101, (RATE, "status"): "已核实"}, "E617", (RATE, "evidence")),
    ("a status by formula", {(DAYS, "value"): 8, (DAYS, "status"): Formula("A1", "正常")}, "E620", (DAYS, "status")),
    ("a fraction in a month", {(MONTHLY, f"p{n}"): 1.5 if n == 3 else 1 for n in range(1, 13)}, "E602", (MONTHLY, "p3")),
    ("a month left out", {(MONTHLY, f"p{n}"): None if n == 7 else 1 for n in range(1, 13)}, "E623", (MONTHLY, "p7")),
]  # fmt: skip


@pytest.mark.parametrize(("title", "changes", "code", "where"), BAD_CELLS, ids=[each[0] for each in BAD_CELLS])
def test_bad_cells(title: str, changes: dict[tuple[str, str], Any], code: str, where: tuple[str, str]) -> None:
    data, cells = one(changes)
    assert told(data) == [(code, "!".join(cells["", *where]))]


GOOD_CELLS: list[tuple[str, dict[tuple[str, str], Any], str, str]] = [
    ("a number as text", {(DAYS, "value"): " 8.5 "}, DAYS, "8.5"),
    ("full-width digits", {(DAYS, "value"): "８．５"}, DAYS, "８．５"),
    ("a whole number", {(DAYS, "value"): 8}, DAYS, "8"),
    ("a float as people see it", {(DAYS, "value"): 8.1}, DAYS, "8.1"),
    ("no exponent", {(COUNT, "value"): 1e15 - 1}, COUNT, "999999999999999"),
    ("a cell that shows 93.4 %", {(RATE, "value"): percent(0.934)}, RATE, "93.4%"),
    ("a percent sign", {(RATE, "value"): "0.95%"}, RATE, "0.95%"),
    ("a rate that is small", {(SMALL, "value"): 0.4}, SMALL, "0.4"),
    ("none at all", {(RATE, "value"): 0}, RATE, "0"),
    ("nothing to divide", {(RATE, "numerator"): 0, (RATE, "denominator"): 0}, RATE, "0/0"),
    ("decimals above and below", {(RATE, "numerator"): 12.5, (RATE, "denominator"): 80.25}, RATE, "12.5/80.25"),
    ("more than open beds", {(USED, "value"): 104.2}, USED, "104.2"),
    ("verified", {(RATE, "value"): 101, (RATE, "status"): "已核实", (RATE, "evidence"): PROOF}, RATE, "101"),
    ("verified below 1 %", {(RATE, "value"): 0.9, (RATE, "status"): "已核实", (RATE, "evidence"): PROOF}, RATE, "0.9"),
    ("a truth value", {(FACT, "value"): False}, FACT, "否"),
    ("twelve months", {(MONTHLY, f"p{n}"): n for n in range(1, 13)}, MONTHLY, "1;2;3;4;5;6;7;8;9;10;11;12"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "changes", "ident", "value"), GOOD_CELLS, ids=[each[0] for each in GOOD_CELLS])
def test_good_cells(title: str, changes: dict[tuple[str, str], Any], ident: str, value: str) -> None:
    data, _ = one(changes)
    assert told(data) == []
    assert {each.input: each.value for each in read(data, catalogue("notice"))[0]}[ident] == value


def test_statuses_of_people() -> None:
    data, _ = one(
        {(DAYS, "status"): "不适用", (COUNT, "status"): "缺失", (RATE, "value"): 95, (RATE, "status"): "估计"}
    )
    found = {each.input: (each.value, each.status) for each in read(data, catalogue("notice"))[0]}
    assert (found[DAYS], found[COUNT], found[RATE]) == (
        (None, "not_applicable"), (None, "missing"), ("95", "estimated"),
    )  # fmt: skip


def test_a_part_is_not_more_than_its_whole() -> None:
    part, whole = "g1-1-i001.1", "g1-1-i001.2"
    data, cells = one({(part, "value"): 120, (whole, "value"): 100}, name="care")
    assert told(data, "care") == [("E618", "!".join(cells["", part, "value"]))]
    message = read(data, catalogue("care"))[1][0].say("zh")
    assert "!".join(cells["", whole, "value"]) in message and "患者满意度" in message
    proved = {(part, "status"): "已核实", (part, "evidence"): PROOF}
    assert told(one({(part, "value"): 120, (whole, "value"): 100, **proved}, name="care")[0], "care") == []


def test_all_mistakes_are_named_at_once() -> None:
    changes = {(RATE, "value"): 101, (COUNT, "value"): -1, (FACT, "value"): "做了", (DAYS, "value"): "=1"}
    data, cells = one(changes)
    assert {place for _, place in told(data)} == {"!".join(cells["", *where]) for where in changes}


# --- the form -----------------------------------------------------------------------------------


def _swap_names(book: Workbook) -> None:
    first, second = book.text(FILL, "A7"), book.text(FILL, "A8")
    book.set(FILL, "A7", second)
    book.set(FILL, "A8", first)


BAD_FORMS: list[tuple[str, str, Callable[[Workbook], None], list[tuple[str, str]]]] = [
    ("a merged header", "one", lambda book: book.merge(FILL, "E4:G4"), [("E624", "填报!E4")]),
    ("merged data", "one", lambda book: book.merge(FILL, "E7:E8"), [("E624", "填报!E7")]),
    ("a renamed header", "one", lambda book: book.set(FILL, "E4", "得数"), [("E619", "填报!E4")]),
    ("a header that is gone", "one", lambda book: book.set(FILL, "H4", None), [("E619", "填报!H4")]),
    ("an added column", "one", lambda book: book.set(FILL, "L4", "备注"), [("E627", "填报!L4")]),
    ("a hidden row", "one", lambda book: book.hide_row(FILL, 7), [("E625", "填报!A7:K7")]),
    ("a hidden column", "one", lambda book: book.hide_column(FILL, 5), [("E625", "填报!E4:E172")]),
    ("a sheet that is gone", "one", lambda book: book.drop(FILL), [("E611", "")]),
    ("a renamed sheet", "one", lambda book: book.rename(FILL, "Sheet1"), [("E611", "")]),
    ("no periods", "one", lambda book: book.drop(PERIODS), [("E611", "")]),
    ("a row that is gone", "one", lambda book: book.drop_row(FILL, 7), [("E619", "填报!K4")]),
    ("rows sorted in part", "one", _swap_names, [("E619", "填报!A7"), ("E619", "填报!A8")]),
    ("a row twice", "one", lambda book: book.set(FILL, "K8", "g1-1-i001.1"), [("E604", "填报!K8"), ("E619", "填报!K4")]),
    ("an unknown input", "one", lambda book: book.set(FILL, "K8", "无此项"), [("E603", "填报!K8"), ("E619", "填报!K4")]),
    ("data in a heading", "one", lambda book: book.set(FILL, "E6", 5), [("E619", "填报!E6")]),
    ("no institution", "one", lambda book: book.set(FILL, "B2", None), [("E602", "填报!B2")]),
    ("an institution by formula", "one", lambda book: book.set(FILL, "B2", Formula("A1", "x")), [("E620", "填报!B2")]),
    ("no sheet of many", "many", lambda book: book.drop(SPECIAL), [("E611", "")]),
    ("an institution twice", "many", lambda book: book.set(FILL, "A7", "甲医院"), [("E629", "填报!A7")]),
    ("a nameless row", "many", lambda book: book.set(FILL, "B9", 1), [("E602", "填报!A9")]),
    ("a column twice", "many", lambda book: book.set(FILL, "C2", "g1-1-i001.1"), []),
    ("an unknown column", "many", lambda book: book.set(FILL, "C2", "无此项"), []),
    ("a merged header of many", "many", lambda book: book.merge(FILL, "B3:C3"), [("E624", "填报!B3")]),
    ("a column under another name", "many", lambda book: book.set(FILL, "B4", "别的"), [("E619", "填报!B4")]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "shape", "change", "hoped"), BAD_FORMS, ids=[each[0] for each in BAD_FORMS])
def test_bad_forms(title: str, shape: str, change: Callable[[Workbook], None], hoped: list[tuple[str, str]]) -> None:
    found = told(edited(filled("notice", *SHAPES[shape])[0], change))
    assert found
    assert not hoped or found[: len(hoped)] == hoped


def test_special_cases_of_many() -> None:
    def change(book: Workbook) -> None:
        lines = [
            ("甲医院", DAYS, None, "不适用", "没有病床"),
            ("丙医院", DAYS, None, "缺失", None),
            ("甲医院", "无此项", None, "缺失", None),
            ("甲医院", DAYS, None, "缺失", None),
        ]
        for row, line in enumerate(lines, 3):
            for letter, text in zip("ABCDE", line, strict=True):
                book.set(SPECIAL, f"{letter}{row}", text)

    data = edited(filled("notice", *MANY)[0], change)
    cells = cells_of(data, "notice")
    assert told(data) == [
        ("E602", "特殊情况!A4"),
        ("E603", "特殊情况!B5"),
        ("E604", "特殊情况!B6"),
        ("E602", "特殊情况!D3"),
    ]
    only = edited(data, lambda book: _first_only(book, cells))
    assert told(only) == []
    assert {(e.institution, e.input): e.status for e in read(only, catalogue("notice"))[0]}[
        "甲医院", DAYS
    ] == "not_applicable"


def _first_only(book: Workbook, cells: Any) -> None:
    book.set(*cells["甲医院", DAYS, "value"], None)
    for row in (4, 5, 6):
        for letter in "ABCDE":
            book.set(SPECIAL, f"{letter}{row}", None)


def test_a_form_that_nobody_filled_in() -> None:
    assert [code for code, _ in told(blank("notice", *ONE))] == ["E602"]
    assert [code for code, _ in told(blank("notice", *MANY))] == ["E602"]


def older(made: Catalogue) -> Catalogue:
    """The catalogue as it was: one input fewer, one of another unit, one under another name."""
    _first, second, third, *rest = made.inputs
    changed = [second.model_copy(update={"unit": "项"}), third.model_copy(update={"name": "旧名"}), *rest]
    return made.model_copy(update={"inputs": changed, "indicators": made.indicators[5:], "vetoes": []})


def test_the_template_of_an_older_catalogue() -> None:
    now = catalogue("notice")
    first, second, third = now.inputs[:3]
    found, problems = read(template(older(now), ["甲"]), now)
    assert not found and [each.code for each in problems] == ["E612"]
    message = problems[0].say("zh")
    assert all(each.id in message for each in (first, second, third)) and "旧名" in message
    assert [each.code for each in read(template(now, ["甲"]), older(now))[1]] == ["E612"]
    assert [each.code for each in read(filled("care", *ONE)[0], now)[1]] == ["E612"]


def test_a_catalogue_read_again_keeps_its_templates() -> None:
    now = catalogue("notice")
    again = now.model_copy(update={"id": "c2", "title": "同一通知", "indicators": now.indicators})
    assert read(filled("notice", *ONE)[0], again)[1] == []


# --- files --------------------------------------------------------------------------------------


def _package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"PK\x03\x04", "E611", "已损坏"),
        (_package(word=b"<a/>"), "E610", "zip"),
        (_package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "E610", ".ods"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "E610", "密码"),
        (OLE + "Workbook".encode("utf-16-le"), "E610", ".xls"),
        (OLE, "E610", "Office"),
        (_package(**{"xl__workbook.xml": b"<workbook/>"}), "E611", "已损坏"),
        (_package(**{"xl__workbook.xml": b"<!DOCTYPE a><workbook/>"}), "E611", "DOCTYPE"),
        (_package(**{"xl__workbook.xml": b"<workbook>"}), "E611", "已损坏"),
    ],
)
def test_files_that_are_no_workbook(data: bytes, code: str, words: str) -> None:
    (problem,) = read(data, catalogue("notice"))[1]
    assert problem.code == code and words in problem.say("zh") and problem.say("en")


def test_a_damaged_part_is_told() -> None:
    data = bytearray(filled("notice", *ONE)[0])
    middle = data.find(b"xl/worksheets/sheet1.xml") + 400
    data[middle : middle + 40] = b"\0" * 40
    assert [code for code, _ in told(bytes(data))] == ["E611"]


def test_a_huge_range_of_formatting_does_no_harm_but_a_far_cell_is_told() -> None:
    data = filled("notice", *ONE)[0]
    assert told(edited(data, lambda book: book.set(FILL, "K1048576", None))) == []
    assert [code for code, _ in told(edited(data, lambda book: book.set(FILL, "XFD1048576", 1)))] == ["E626"]


def test_limits_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    data = filled("notice", *ONE)[0]
    monkeypatch.setattr("scorer.collect.package.MAX_PART", 1000)
    assert [code for code, _ in told(data)] == ["E626"]
    monkeypatch.undo()
    monkeypatch.setattr("scorer.collect.package.MAX_CELLS", 100)
    assert [code for code, _ in told(data)] == ["E626"]


# --- laws ---------------------------------------------------------------------------------------

GARBAGE = st.one_of(
    st.text("abc甲乙%￥~?!", min_size=1, max_size=8).filter(lambda text: text.strip()),
    st.floats(allow_nan=False, allow_infinity=False, max_value=-1e-3),
    st.sampled_from(
        [Formula("A1", "1"), Error("#N/A"), day(44000), "=1", "1,000", "九十", "1e5", "--", "0x1F", "1/2/3"]
    ),
)


@settings(max_examples=40, deadline=None)
@given(st.data(), GARBAGE, st.sampled_from([("notice", "one"), ("notice", "many"), ("care", "one")]))
def test_garbage_in_one_cell_is_named_with_that_very_cell(data: Any, garbage: Any, which: tuple[str, str]) -> None:
    name, shape = which
    good = filled(name, *SHAPES[shape])[0]
    answered = {each.id for each in catalogue(name).inputs if each.type not in ("grade", "date")}
    cells = {key: at for key, at in cells_of(good, name).items() if key[1] in answered and _is_value(key[2])}
    key = data.draw(st.sampled_from(sorted(cells)))
    _found, problems = read(edited(good, lambda book: book.set(*cells[key], garbage)), catalogue(name))
    assert "!".join(cells[key]) in [each.params.get("place") for each in problems]
    assert {_row_of(each.params["place"]) for each in problems} == {_row_of("!".join(cells[key]))}


def _row_of(place: str) -> str:
    return place.partition("!")[0] + place.partition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _is_value(part: str) -> bool:
    return part in ("value", "numerator", "denominator") or part[0] == "p"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_damage_anywhere_never_crashes(data: Any) -> None:
    good = bytearray(filled("notice", *ONE)[0])
    at = data.draw(st.integers(0, len(good) - 1))
    good[at : at + data.draw(st.integers(1, 50))] = data.draw(st.binary(max_size=50))
    read(bytes(good), catalogue("notice"))
