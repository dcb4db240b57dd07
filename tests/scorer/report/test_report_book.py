"""The workbook: the same figures, numbers as numbers, and nothing that a spreadsheet program would run."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from random import Random
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from report_cases import facts, known_in_part, notice, run, small

from scorer.report import overview_book, write_book
from scorer.report.page import words

GIVEN = {"rate": "88.6", "a": "93", "b": "95", "accidents": "0"}


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_totals_and_items() -> None:
    made = run(small(), facts(GIVEN), date="2026-12-31")
    report = made.report("市立医院")
    found = sheets(write_book(report))
    told = {row[0]: row[1] for row in found["总览"]}
    assert (told["最低分"], told["最高分"]) == (float(report.sheet.total.low), float(report.sheet.total.high))
    items = {row[1]: row[2:5] for row in found["全部指标"][1:]}
    assert items["1. i001"] == [20, 10, 15]
    assert {row[0] for row in found["可多得分"][1:]} >= {"rate", "a", "points"}


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.com"])
def test_nothing_becomes_a_formula_or_a_link(name: str) -> None:
    made = run(small(), facts(GIVEN, name) + facts(GIVEN, "乙"))
    for data in (write_book(made.report(name)), overview_book(made)):
        with ZipFile(io.BytesIO(data)) as book:
            cells = "".join(book.read(each).decode() for each in book.namelist() if "worksheets" in each)
        assert "<f>" not in cells
        assert "hyperlink" not in cells


def test_the_overview_has_every_institution_and_indicator() -> None:
    made = run(small(), facts(GIVEN, "甲") + facts({**GIVEN, "rate": "95"}, "乙"))
    found = sheets(overview_book(made))
    assert [row[0] for row in found["各机构"]] == ["机构", "乙", "甲"]
    assert len(found["各项得分"][0]) == 1 + 2 * len(small().indicators)


def test_without_points_there_are_no_figures() -> None:
    made = run(notice("primary"), known_in_part(notice("primary"), "甲", Random(1), 0.5))
    assert sheets(overview_book(made)) == {"各机构": [["机构", "得分"], ["甲", words()["no_points"]["zh"]]]}
    found = sheets(write_book(made.report("甲")))
    assert {row[1] for row in found["各部分"][1:]} == {words()["status_no_points"]["zh"]}
    assert {row[2] for row in found["未定"][1:]} == {""}


def test_settled_readings_are_one_number_and_losses_sum_up() -> None:
    made = notice("hospital")
    report = run(made, known_in_part(made, "甲", Random(1), 0.8)).report("甲")
    found = sheets(write_book(report))
    told = "\n".join(str(row[2]) for row in found["未定读法"][1:])
    assert "～" in told
    assert not [pair for pair in re.findall(r"：([0-9.]+)～([0-9.]+)$", told, re.M) if pair[0] == pair[1]]
    sums: dict[object, float] = {}
    for name, _, at_best, *_ in found["失分"][1:]:
        sums[name] = sums.get(name, 0) + float(str(at_best))
    assert sums == pytest.approx({row[0]: row[1] for row in found["失分"][1:]})


def test_numbers_keep_their_digits() -> None:
    from scorer.report.book import Table, _write

    values = (Fraction(1, 10), Fraction("574.55"), Fraction(20, 11), Fraction(123456789, 10**9), Fraction(10**16 + 1))
    found = sheets(_write([Table("表", tuple((str(n), 9) for n in range(5)), (values,))]))["表"][1]
    assert found == [0.1, 574.55, "20/11", 0.123456789, "10000000000000001"]
