"""Plain tables in CSV, .xlsx and Parquet, long and wide: the same observations and the same problems."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
import xlsxwriter
from scoring_cases import catalogue, indicator, term
from xlsx_edit import edited

from catalog.model import Catalogue
from catalog.rules import Grade, PerPeriod
from scorer.collect import read

TYPES = {
    "率": "number", "天": "number", "次数": "count", "事实": "fact", "日期": "date", "等次": "grade", "评分": "points", "每季": "count",
}  # fmt: skip
Row = Sequence[Any]
Build = Callable[[Row, Sequence[Row]], bytes]


@cache
def made() -> Catalogue:
    graded = Grade(input="等次", at_least="良", order=["差", "良", "优"])
    quarterly = PerPeriod.model_validate({"input": "每季", "at_least": "1", "period": "quarter"})
    rules = [term(kind="unspecified", when=each) for each in (graded, quarterly)]
    items = [indicator(rule, id=f"i00{number}") for number, rule in enumerate(rules, 1)]
    return catalogue(items, types=TYPES, units={"率": "%", "天": "天"})


def as_csv(header: Row, rows: Sequence[Row]) -> bytes:
    lines = [",".join("" if each is None else str(each) for each in row) for row in (header, *rows)]
    return "\n".join(lines).encode("gb18030")


def as_xlsx(header: Row, rows: Sequence[Row]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet, day = book.add_worksheet("数据"), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate((header, *rows)):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    return out.getvalue()


def as_parquet(header: Row, rows: Sequence[Row]) -> bytes:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    arrays = [pyarrow.array([row[column] for row in rows]) for column in range(len(header))]
    parquet.write_table(pyarrow.Table.from_arrays(arrays, names=list(header)), out)
    return out.getvalue()


BUILDERS: dict[str, Build] = {"csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet}
every = pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)


def found(data: bytes) -> dict[tuple[str, str], tuple[str | None, str]]:
    observations, problems = read(data, made())
    assert [each.say("zh") for each in problems] == []
    return {(each.institution, each.input): (each.value, each.status) for each in observations}


def told(data: bytes) -> list[tuple[str, str]]:
    problems = read(data, made())[1]
    assert all("{" not in each.say("zh") + each.say("en") for each in problems)
    return [(each.code, each.params.get("place", "")) for each in problems]


@every
def test_wide(build: Build) -> None:
    header = [
        "机构",
        "率:numerator",
        "率:denominator",
        "天",
        "天:status",
        "次数",
        "事实",
        "日期",
        "等次",
        "评分",
        "评分:evidence",
        "每季",
    ]
    first = ["甲", 93, 100, 8.5, None, 3, "是", date(2022, 10, 31), "良", 9.5, "张三，现场", "1;1;0;2"]
    second = ["乙", None, None, None, "不适用", 0, "否", None, None, None, None, None]
    got = found(build(header, [first, second]))
    assert got == {
        ("甲", "率"): ("93/100", "ok"), ("甲", "天"): ("8.5", "ok"), ("甲", "次数"): ("3", "ok"),
        ("甲", "事实"): ("是", "ok"), ("甲", "日期"): ("2022-10-31", "ok"), ("甲", "等次"): ("良", "ok"),
        ("甲", "评分"): ("9.5", "ok"), ("甲", "每季"): ("1;1;0;2", "ok"),
        ("乙", "率"): (None, "missing"), ("乙", "天"): (None, "not_applicable"), ("乙", "次数"): ("0", "ok"),
        ("乙", "事实"): ("否", "ok"), ("乙", "日期"): (None, "missing"), ("乙", "等次"): (None, "missing"),
        ("乙", "评分"): (None, "missing"), ("乙", "每季"): (None, "missing"),
    }  # fmt: skip


@every
def test_long(build: Build) -> None:
    header = ["institution", "input", "value", "status", "evidence"]
    rows = [["甲", "天", "8.5", "estimated", "月报"], ["甲", "次数", "3", None, None], ["乙", "天", None, "缺失", None]]
    assert found(build(header, rows)) == {
        ("甲", "天"): ("8.5", "estimated"), ("甲", "次数"): ("3", "ok"), ("乙", "天"): (None, "missing"),
    }  # fmt: skip


@every
@pytest.mark.parametrize(
    ("header", "rows", "codes"),
    [
        (["机构", "天", "无此项"], [["甲", 8, 1]], ["E627"]),
        (["机构", "天", "天:单位"], [["甲", 8, 1]], ["E627"]),
        (["机构", "天", "天:numerator"], [["甲", 8, 1]], ["E627"]),
        (["机构", "每季", "每季:p5"], [["甲", None, 1]], ["E627"]),
        (["机构", "天"], [["甲", 8], ["甲", 9]], ["E629"]),
        (["机构", "天"], [[None, 8], ["乙", 9]], ["E602"]),
        (["机构", "天"], [["甲（东区）", 8], ["甲 (东区)", 9], ["合计", 17]], ["E608", "E609"]),
        (["机构", "率"], [["甲", 101], ["乙", 0.5]], ["E614", "E616"]),
        (["机构", "率:numerator", "率:denominator"], [["甲", 9, 8], ["乙", 5, None]], ["E623", "E615"]),
        (["机构", "次数"], [["甲", -1]], ["E602"]),
        (["机构", "次数"], [["甲", "约3"]], ["E602"]),
        (["机构", "评分"], [["甲", 11]], ["E602"]),
        (["机构", "每季:p1", "每季:p2", "每季:p3", "每季:p4"], [["甲", 1, 2, None, 3]], ["E623"]),
    ],
)
def test_bad_tables(build: Build, header: Row, rows: Sequence[Row], codes: list[str]) -> None:
    assert sorted(code for code, _ in told(build(header, rows))) == sorted(codes)


def test_places() -> None:
    header, rows = ["机构", "天", "次数"], [["甲", 8, 1], ["乙", "x", -1]]
    assert told(as_csv(header, rows)) == [("E602", "第3行"), ("E602", "第3行")]
    assert told(as_xlsx(header, [["甲", 8, 1], ["乙", "x", -1]])) == [("E602", "数据!B3"), ("E602", "数据!C3")]
    found_there = told(as_parquet(header, [["甲", "8", 1], ["乙", "x", -1]]))
    assert found_there == [("E602", "第2行“天”"), ("E602", "第2行“次数”")]


def test_types_of_parquet() -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    def write(**columns: Any) -> bytes:
        out = io.BytesIO()
        parquet.write_table(pyarrow.table({"institution": ["甲"], **columns}), out)
        return out.getvalue()

    float32 = pyarrow.array([0.1], pyarrow.float32())
    decimal = pyarrow.array([Decimal("8.50")], pyarrow.decimal128(10, 2))
    assert found(write(天=float32))["甲", "天"] == ("0.1", "ok")
    assert found(write(天=decimal))["甲", "天"] == ("8.5", "ok")
    assert found(write(每季=[[1, 0, 2, 1]]))["甲", "每季"] == ("1;0;2;1", "ok")
    assert found(write(事实=[True]))["甲", "事实"] == ("是", "ok")
    assert [code for code, _ in told(write(天=[float("nan")]))] == ["E602"]
    assert [code for code, _ in told(write(天=[0.1 + 0.2]))] == ["E622"]
    assert [code for code, _ in told(write(天=[True]))] == ["E621"]
    assert [code for code, _ in told(b"PAR1" + b"\0" * 40 + b"PAR1")] == ["E601"]


def test_parquet_too_large_for_people_is_left_to_the_bulk_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_parquet(["机构", "天"], [["甲", 8], ["乙", 9]])
    monkeypatch.setattr("scorer.collect.parquet.MAX_CELLS", 3)
    (problem,) = read(data, made())[1]
    assert problem.code == "E626" and "--bulk" in problem.say("zh")


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert [each.code for each in read(b"PAR1....PAR1", made())[1]] == ["E628"]


def test_plain_sheets_that_cannot_be_seen_in_full() -> None:
    data = as_xlsx(["机构", "天"], [["甲", 8], ["乙", 9]])
    assert told(edited(data, lambda book: book.hide_row("数据", 3))) == [("E625", "数据!A3:B3")]
    assert told(edited(data, lambda book: book.merge("数据", "B2:B3"))) == [("E624", "数据!B2")]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("一月", "二月"):
            book.add_worksheet(name).write_row(0, 0, ["机构", "天"])
    assert told(out.getvalue()) == [("E611", "")]


def test_an_empty_workbook() -> None:
    (problem,) = read(as_xlsx([], []), made())[1]
    assert problem.code == "E611" and "空的" in problem.say("zh")
