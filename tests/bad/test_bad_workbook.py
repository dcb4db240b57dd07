"""Damaged, hostile and odd workbooks: a document, or a Trouble with a code; never a crash, never without end."""

from __future__ import annotations

import random
import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.problems import Trouble, sentence
from extractor import readers
from extractor.document import Document
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.ole import stream
from extractor.source import from_bytes, sniff
from tests.workbook_make import (
    MAIN,
    Sheet,
    compound,
    grids,
    inline,
    lines,
    ods,
    ods_table,
    opened,
    package,
    record,
    rows_of,
    sheet,
    told,
    wide,
    xls,
    xlsx,
    zipped,
)

TABLE = sheet(
    [["考核项目", "考核内容", "分值"], ["服务", "及时率达到95%以上", 10], ["质量", "按期完成", 20]] * 20,
    merged=[(1, 0, 2, 0)],
)
MADE = {"xlsx": xlsx(TABLE), "xls": xls(TABLE), "ods": ods(ods_table(TABLE))}


def outcome(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """ "read" with the codes of the notices, or the code of the Trouble."""
    try:
        document, _ = readers.read(from_bytes("表", data, limits), limits)
    except Trouble as trouble:
        assert trouble.say("zh")
        assert trouble.say("en")
        return f"{trouble.code} {trouble.params.get('limit', '')}".strip()
    whole(document)
    return " ".join(["read", *sorted({notice.code for notice in document.notices})])


def whole(document: Document) -> None:
    """Every character is counted, every notice can be said, every span lies in the text."""
    shown = sum(len("".join(document.text[p.start : p.end].split())) for p in document.pieces)
    assert shown == document.visible + document.generated
    for notice in document.notices:
        assert sentence(notice.code, notice.params)
        assert sentence(notice.code, notice.params, "en")
    for grid in grids(document):
        assert all(
            cell.row + cell.rowspan <= grid.rows and cell.column + cell.colspan <= grid.columns for cell in grid.cells
        )
        assert all(document.text[cell.start :].startswith(cell.text) for cell in grid.cells)


def quick(data: bytes, limits: Limits = DEFAULT_LIMITS, seconds: float = 10.0) -> str:
    start = time.perf_counter()
    found = outcome(data, limits)
    assert time.perf_counter() - start < seconds
    return found


# --- damage ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", MADE)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999])
def test_a_file_that_is_cut(form: str, share: float) -> None:
    found = outcome(MADE[form][: int(len(MADE[form]) * share)])
    assert found.split()[0] in ("E102", "E105", "E107", "E110", "read")
    assert "W105" in found or not found.startswith("read") or form == "xls"


def test_a_cut_package_is_read_as_far_as_it_goes() -> None:
    data = package(
        "".join(f'<row r="{row}">{inline(f"A{row}", "甲")}{inline(f"B{row}", "乙")}</row>' for row in range(1, 500))
    )
    cut = data[: data.index(b"xl/styles.xml") + 20]
    found, _ = readers.read(from_bytes("表.xlsx", cut, DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert grids(found)[0].rows == 499
    assert "W105" in told(found)


def test_a_sheet_whose_markup_breaks_off_is_read_up_to_there() -> None:
    part = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{inline("A1", "甲")}</row><row r="2"><c r="A2"><v>5</v></c><c r='
    document = opened(package("", **{"xl/worksheets/sheet1.xml": part}))
    assert lines(document) == ["甲", "5"]
    assert "W105" in told(document)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(MADE)), st.integers(0, 2**32))
def test_bytes_that_are_changed(form: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(MADE[form])
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert outcome(bytes(data)).split()[0] in (
        "read",
        "E101",
        "E102",
        "E103",
        "E104",
        "E105",
        "E107",
        "E110",
        "E111",
        "E112",
        "E116",
        "E120",
        "E211",
        "E220",
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_records_that_are_changed(seed: int) -> None:
    """The same inside the stream of an old workbook, so that most changes hit records."""
    chance = random.Random(seed)
    content = bytearray(stream(MADE["xls"], ("Workbook",)) or b"")
    for _ in range(chance.randint(1, 10)):
        content[chance.randrange(min(len(content), 3000))] = chance.randrange(256)
    assert outcome(compound("Workbook", bytes(content))).split()[0] in ("read", "E104", "E105", "E120", "E211")


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>99</v></c>', '<c r="A1" t="s"><v>-1</v></c>', '<c r="A1" t="s"><v>x</v></c>', '<c r="A0"><v>1</v></c>',
        '<c r="foo"><v>1</v></c>', '<c r="XFE1"><v>1</v></c>', '<c r="A99999999"><v>1</v></c>', '<c r="A1" s="999"><v>1</v></c>', '<c r="A1" s="x"><v>1</v></c>',
        '<c r="A1" t="z"><v>1</v></c>', '<c r="A1"><v>abc</v></c>', '<c r="A1"><v>1e999</v></c>', '<c r="A1"><v>NaN</v></c>', '<c r="A1" t="b"><v>x</v></c>',
        '<c r="A1" t="d"><v>2023-13-45</v></c>', '<c r="A1" t="d"><v>2023-03-15</v></c>', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "<c/><c/>",
    ],
)  # fmt: skip
def test_cells_that_are_odd(cells: str) -> None:
    assert outcome(package(f'<row r="1">{cells}</row>')).split()[0] in ("read", "E105", "E120", "E211")


@pytest.mark.parametrize("reference", ["A0:ZZZZ9", "foo", "", "A1:XFD1048576", "C3:A1", "B2:B2", "A1:B99999999999"])
def test_merges_that_are_odd(reference: str) -> None:
    after = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    data = package(f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row>', after=after)
    assert quick(data).split()[0] in ("read", "E105")


def test_an_empty_workbook_and_one_without_sheets() -> None:
    assert outcome(xlsx(sheet([]))) == "read"
    assert outcome(package("", **{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'})) == "read"
    assert outcome(package("", **{"xl/workbook.xml": "<workbook"})).startswith(("E105", "read"))
    assert outcome(zipped({"xl/workbook.bin": b"\x80\x01"})) == "E107"


def test_names_of_sheets_are_labels() -> None:
    document = opened(xls(sheet([["甲"]], name="../../a/b:[x]"), sheet([["乙"]], name="a'b\x00\u202ec")))
    assert document.place(document.text.index("甲")).sheet == "../../a/b:[x]"
    assert outcome(xls(sheet([["乙"]], name=""))) == "read"


# --- limits ------------------------------------------------------------------------------------


@pytest.mark.parametrize("last", ["XFD1048576", "A1048576", "XFD1"])
def test_a_sheet_that_says_it_is_huge_and_is_not(last: str) -> None:
    data = package(f'<row r="1">{inline("A1", "甲")}</row>', before=f'<dimension ref="A1:{last}"/>')
    assert quick(data) == "read"


def test_two_cells_at_the_corners_of_the_largest_sheet() -> None:
    data = package(f'<row r="1">{inline("A1", "甲")}</row><row r="1048576">{inline("XFD1048576", "乙")}</row>')
    assert quick(data) == "E211"
    assert quick(xls(Sheet({(0, 0): "甲", (65535, 255): "乙"}))) == "read"


def test_a_million_cells() -> None:
    row = "".join("<c><v>1</v></c>" for _ in range(1000))
    assert quick(package(f"<row>{row}</row>" * 1000), Limits(zip_ratio=10_000)) == "E211"
    repeated = '<table:table-cell office:value-type="string" table:number-columns-repeated="1000"><text:p>甲</text:p></table:table-cell>'
    table = f'<table:table table:name="表"><table:table-row table:number-rows-repeated="1000000">{repeated}</table:table-row></table:table>'
    assert quick(ods(table)) == "E211"
    assert quick(xls(Sheet({(row, column): 1.0 for row in range(1000) for column in range(210)}))) == "E211"


def test_a_blank_row_that_is_repeated_to_the_end_costs_nothing() -> None:
    blank = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    word = '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>'
    assert quick(ods(f'<table:table table:name="表">{word}{blank}</table:table>')) == "read"


def test_a_merge_for_every_row() -> None:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 65_537))
    rows = "".join(f'<row r="{row}">{inline(f"A{row}", "甲")}{inline(f"C{row}", "乙")}</row>' for row in range(1, 5001))
    assert quick(package(rows, after=f"<mergeCells>{merges}</mergeCells>")) == "read"


def test_merges_that_cover_each_other_again_and_again() -> None:
    merges = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(1, 20_001))
    rows = "".join(
        f'<row r="{row}">{inline(f"A{row}", "甲")}{inline(f"E{row}", "乙")}</row>' for row in range(1, 20_001)
    )
    assert quick(package(rows, after=f"<mergeCells>{merges}</mergeCells>")).split()[0] in ("read", "E211")


def test_twenty_thousand_rows_take_linear_time() -> None:
    def spent(rows: int) -> float:
        data = xlsx(sheet([["甲", "乙", "按期完成", row % 7] for row in range(rows)], merged=[(0, 0, rows - 1, 0)]))
        start = time.perf_counter()
        document = opened(data)
        assert grids(document)[0].rows == rows
        return time.perf_counter() - start

    spent(200)
    assert spent(20_000) < 25 * max(spent(2_000), 0.2)  # a quadratic one would take a hundred times as long


def test_zip_bombs() -> None:
    bomb = {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{" " * (80 << 20)}</worksheet>'}
    assert quick(package("", **bomb)).startswith("E110")
    lying = bytearray(
        package("", **{"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{" " * (2 << 20)}</worksheet>'})
    )
    at = lying.rindex(b"xl/worksheets/sheet1.xml") - 46
    lying[at + 24 : at + 28] = struct.pack("<I", 100)
    assert outcome(bytes(lying)).split()[0] in ("E110", "E105", "read")
    assert outcome(MADE["xlsx"], Limits(zip_entries=2)).startswith("E110 zip_entries")


def test_parts_named_twice_and_documents_with_a_doctype() -> None:
    out = BytesIO(package(f'<row r="1">{inline("A1", "甲")}</row>'))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert outcome(out.getvalue()) == "E111"
    laughs = '<!DOCTYPE x [<!ENTITY a "甲"><!ENTITY b "&a;&a;">]>'
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        assert outcome(package("", **{name: f"{laughs}<x>&b;</x>"})) == "E112"


def test_deep_markup_and_long_words() -> None:
    deep = "<a>" * 5000 + "</a>" * 5000
    assert quick(package(deep)).split()[0] in ("E110", "read")
    assert outcome(xlsx(sheet([["甲" * 2000]])), Limits(cell_characters=1000)) == "E110 cell_characters"
    assert outcome(xlsx(sheet([["甲" * 900]] * 9)), Limits(text_characters=5000)) == "E110 text_characters"


# --- passwords and other kinds -----------------------------------------------------------------


def test_passwords() -> None:
    assert outcome(compound("EncryptedPackage", b"x")) == "E104"
    assert outcome(xls(TABLE, in_globals=record(0x002F, bytes(6)))) == "E104"
    assert outcome(ods("", manifest="<manifest:encryption-data/>")) == "E104"


@pytest.mark.parametrize("make", [lambda: compound("WordDocument", b"x"), lambda: compound("Contents", b"x")])
def test_other_compound_files_are_no_workbooks(make: Callable[[], bytes]) -> None:
    assert sniff(make()) != "xls"
    assert outcome(make()).split()[0] in ("E102", "E103")


def test_a_page_under_the_name_of_a_workbook_is_read_as_a_page() -> None:
    page = "<html><body><table><tr><td>甲</td><td>乙</td></tr></table></body></html>".encode()
    document, reader = readers.read(from_bytes("表.xls", page, DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert (reader, rows_of(grids(document)[0])) == ("html", [["甲", "乙"]])
    assert "W102" in told(document)


def test_an_et_file_is_a_workbook_of_either_kind() -> None:
    for form in ("xlsx", "xls"):
        document, reader = readers.read(from_bytes("表.et", MADE[form], DEFAULT_LIMITS), DEFAULT_LIMITS)
        assert (reader, "W102" in told(document)) == ("workbook", False)


def test_chains_of_sectors_that_run_in_rings() -> None:
    data = bytearray(MADE["xls"])
    table = 512
    for at in range(2, 120):
        data[table + 4 * at : table + 4 * at + 4] = struct.pack("<I", 2)
    assert quick(bytes(data)).split()[0] in ("E105", "read", "E102")
    data = bytearray(MADE["xls"])
    data[0x44:0x48] = struct.pack("<I", 0)
    assert quick(bytes(data)).split()[0] in ("E105", "read", "E102")


def test_text_boxes_comments_and_results_of_formulas_in_an_old_workbook() -> None:
    box = record(0x005D, struct.pack("<HHHH", 0x15, 0x12, 6, 1)) + record(
        0x01B6, struct.pack("<HH6xHHI", 0, 0, 4, 16, 0)
    )
    box += record(0x003C, b"\1" + "满分百分".encode("utf-16-le"))
    note = record(0x005D, struct.pack("<HHHH", 0x15, 0x12, 0x19, 2)) + record(
        0x01B6, struct.pack("<HH6xHHI", 0, 0, 2, 16, 0)
    )
    note += record(0x003C, b"\1" + "批注".encode("utf-16-le")) + record(0x001C, struct.pack("<HHHH", 1, 1, 0, 2))
    picture = record(0x005D, struct.pack("<HHHH", 0x15, 0x12, 8, 3))
    formulas = record(0x0006, struct.pack("<HHH", 0, 3, 0) + b"\2\0\x17\0\0\0\xff\xff" + bytes(8))
    formulas += record(0x0006, struct.pack("<HHH", 0, 4, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)) + record(
        0x0207, wide("优秀")
    )
    formulas += record(0x0006, struct.pack("<HHH", 0, 5, 0) + b"\1\0\1\0\0\0\xff\xff" + bytes(8))
    formulas += record(0x0205, struct.pack("<HHHBB", 0, 6, 0, 42, 1))
    margin = record(0x0014, wide("&C附件2"))
    document = opened(xls(sheet([["甲", "乙", "丙"]]), in_sheet=margin + box + note + picture + formulas))
    whole(document)
    assert rows_of(grids(document)[0])[0] == ["甲", "乙", "丙", "#REF!", "优秀", "TRUE", "#N/A"]
    found = told(document)
    assert ("满分百分" in found["W256"], "批注" in found["W233"], "D1、G1" in found["W253"], "W234" in found) == (
        True,
    ) * 4
