"""Workbooks: what a person sees on the sheets, with the cell of every word."""

from __future__ import annotations

import pytest

from catalog import wording
from catalog.base import Place
from extractor.document import Document
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.source import from_bytes
from tests.workbook_make import (
    Sheet,
    grids,
    inline,
    lines,
    ods,
    ods_table,
    opened,
    package,
    rels,
    rows_of,
    sheet,
    told,
    xls,
    xlsx,
)

HEAD = ["指标", "目标", "分值"]
BODY = [["甲", "按期完成", 5], ["乙", "不超期", 10]]


def left_out(document: Document) -> list[tuple[str, str]]:
    """Residue and furniture: the words and why they are no content."""
    found = [(document.text[span.start : span.end], reason) for span, reason in document.residue]
    return found + [(document.text[f.span.start : f.span.end], f.kind) for f in document.furniture]


def written(*sheets: Sheet) -> dict[str, bytes]:
    """The same sheets as .xlsx and .xls."""
    return {"xlsx": xlsx(*sheets), "xls": xls(*sheets)}


# --- lines and tables --------------------------------------------------------------------------


def test_titles_and_notes_around_a_table_are_lines() -> None:
    rows = [["考核细则"], [None, None, "单位：分"], HEAD, *BODY, ["注：年底考核"], [], ["填表人：", None, "日期："]]
    for data in written(sheet(rows, merged=[(0, 0, 0, 2)])).values():
        document = opened(data)
        assert lines(document) == ["考核细则", "单位：分", "注：年底考核"]
        assert rows_of(grids(document)[0])[0] == HEAD


def test_a_merged_row_below_a_table_belongs_to_it_and_one_below_a_gap_does_not() -> None:
    rows = [HEAD, *BODY, ["发生事故的一票否决"], [], ["附：说明"]]
    document = opened(xlsx(sheet(rows, merged=[(3, 0, 3, 2), (5, 0, 5, 2)])))
    assert rows_of(grids(document)[0])[-1] == ["发生事故的一票否决"]
    assert lines(document) == ["附：说明"]


def test_a_blank_row_and_new_headings_part_two_tables() -> None:
    rows = [["表一"], HEAD, *BODY, [], ["表二"], ["单位", "电话"], ["某中心", "略"]]
    document = opened(xlsx(sheet(rows)))
    assert lines(document) == ["表一", "表二"]
    assert [rows_of(grid)[0] for grid in grids(document)] == [HEAD, ["单位", "电话"]]
    assert [grid.columns for grid in grids(document)] == [3, 2]


def test_a_blank_row_alone_does_not_part_a_table() -> None:
    document = opened(xlsx(sheet([HEAD, BODY[0], [], ["二、其他"], BODY[1]])))
    assert rows_of(grids(document)[0]) == [HEAD, ["甲", "按期完成", "5"], ["二、其他", "", ""], ["乙", "不超期", "10"]]


def test_merged_cells_span_rows_and_columns_without_blank_ones() -> None:
    rows = [["指标", None, None, "分值"], ["服务", None, "甲", 5], [None, None, "乙", 5], [None] * 4]
    merged = [(0, 0, 0, 2), (1, 0, 3, 1)]
    for data in written(sheet(rows, merged=merged)).values():
        cells = {cell.text: cell for cell in grids(opened(data))[0].cells}
        assert (cells["指标"].rowspan, cells["指标"].colspan) == (1, 2)
        assert (cells["服务"].rowspan, cells["服务"].colspan) == (2, 1)


def test_each_sheet_is_a_table_of_its_own_and_its_name_heads_it() -> None:
    data = xlsx(sheet([HEAD, *BODY], name="Sheet1"), sheet([HEAD, *BODY], name="县级医院"), sheet([], name="空"))
    document = opened(data)
    assert lines(document) == ["县级医院"]
    assert [grid.table for grid in grids(document)] == [0, 1]
    assert ("Sheet1", "sheet_name") in left_out(document)
    assert ("空", "sheet_name") in left_out(document)


def test_a_name_that_the_title_repeats_is_no_line() -> None:
    document = opened(xlsx(sheet([["2023年县级医院考核细则"], HEAD, *BODY], name="县级医院")))
    assert lines(document) == ["2023年县级医院考核细则"]


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_every_word_knows_its_cell(form: str) -> None:
    document = opened(written(sheet([[], [], [None, *HEAD], [None, *BODY[0]]], name="表2"))[form])
    place = document.place(document.text.index("按期完成"))
    assert (place.sheet, place.cell, place.row, place.column) == ("表2", "C4", 1, 1)
    assert wording.place(place) == "工作表“表2”C4"
    assert wording.place(Place(sheet="表2")) == "工作表“表2”"


def test_the_catalogue_says_sheet_and_cell() -> None:
    rows = [["2023年度考核细则"], ["考核项目", "考核内容", "分值"], ["服务", "及时率达到95%以上，每低1%扣1分。", 10]]
    found = extract_source(from_bytes("细则.xlsx", xlsx(sheet(rows)), DEFAULT_LIMITS))
    assert [wording.place(e.place) for e in found.indicators[0].evidence["points"]] == ["工作表“Sheet1”C3"]


# --- how numbers are shown ---------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_numbers_are_read_as_they_are_shown(form: str) -> None:
    values = [0.95, 5, 1000, 45000, 0.3]
    codes = ["0%", "0.0", "#,##0", "yyyy-mm-dd", None]
    formats = {(1, column): code for column, code in enumerate(codes) if code}
    document = opened(written(sheet([["甲"] * 5, values], formats=formats))[form])
    assert rows_of(grids(document)[0])[1] == ["95%", "5.0", "1,000", "2023-03-15", "0.3"]
    assert not document.doubtful


@pytest.mark.parametrize(("code", "text", "review"), [("0%", "96%", "R141"), ("[DBNum1]General", "0.955", "R142")])
def test_a_number_that_is_shown_otherwise_than_stored_is_doubtful(code: str, text: str, review: str) -> None:
    rows = [["考核项目", "考核内容", "分值"], ["服务", "按期完成", 0.955]]
    found = extract_source(from_bytes("表.xlsx", xlsx(sheet(rows, formats={(1, 2): code})), DEFAULT_LIMITS))
    assert [e.quote for e in found.indicators[0].evidence["points"]] == [text]
    assert review in {reason.code for reason in found.indicators[0].review}


def test_truths_errors_and_unsaved_formulas() -> None:
    cells = '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1"><f>A1</f></c><c r="D1" t="str"><f>A1</f><v>甲</v></c>'
    document = opened(package(f'<row r="1">{cells}</row>'))
    assert rows_of(grids(document)[0]) == [["TRUE", "#REF!", "甲"]]
    assert "B1" in told(document)["W253"]
    assert "C1" in told(document)["W254"]


def test_a_sheet_of_nothing_but_unsaved_formulas() -> None:
    document = opened(package('<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>A1</f></c></row>'))
    assert not document.blocks
    assert "A1、B1" in told(document)["W254"]


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    rows = '<row r="1"><c r="A1" s="0"><v>43538</v></c></row>'
    styles = '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>'
    data = package(rows, styles=styles, book='<workbookPr date1904="1"/>')
    assert lines(opened(data)) == ["2023-03-15"]


def test_line_ends_control_characters_and_direction_marks() -> None:
    document = opened(xlsx(sheet([["甲\r\n乙 ", "丙\u202e丁"]])))
    assert rows_of(grids(document)[0]) == [["甲\n乙", "丙\u202e丁"]]
    assert "E222" in told(document)
    assert told(opened(xls(sheet([["甲\x01"]]))))["W221"] == "去掉了1个控制字符。"


# --- what cannot be seen -----------------------------------------------------------------------


def test_a_hidden_sheet_is_told_and_kept_apart() -> None:
    for data in written(sheet([HEAD, *BODY]), sheet([["旧表", "内部"]], name="旧", hidden=True)).values():
        document = opened(data)
        assert "“旧”" in told(document)["W251"]
        assert ("旧表\t内部", "hidden") in left_out(document)
        assert len(grids(document)) == 1


def test_hidden_rows_and_columns_are_told_and_kept_apart() -> None:
    rows = [HEAD, BODY[0], ["旧", "作废", 1], BODY[1]]
    for data in written(sheet(rows, hidden_rows=[2], hidden_columns=[1])).values():
        document = opened(data)
        assert rows_of(grids(document)[0]) == [["指标", "分值"], ["甲", "5"], ["乙", "10"]]
        assert "A3" in told(document)["W252"]
        assert ("旧\t作废\t1", "hidden") in left_out(document)


def test_a_merged_cell_shows_its_words_beside_its_hidden_first_row() -> None:
    rows = [["指标", "分值"], ["甲", 1], [None, 2], [None, 3]]
    document = opened(xlsx(sheet(rows, merged=[(1, 0, 3, 0)], hidden_rows=[1])))
    assert rows_of(grids(document)[0]) == [["指标", "分值"], ["甲", "2"], ["3"]]


def test_words_under_a_merged_cell_are_told_unless_it_says_the_same() -> None:
    data = xls(sheet([["甲", "乙"], ["旧", "丙"], ["甲", "丁"]], merged=[(0, 0, 2, 0)]))
    document = opened(data)
    assert rows_of(grids(document)[0]) == [["甲", "乙"], ["丙"], ["丁"]]
    assert "A2" in told(document)["W258"]
    assert {("旧", "merged"), ("甲", "repeated")} <= set(left_out(document))


def test_of_merged_cells_that_overlap_the_first_keeps_its_place() -> None:
    rows = [["甲", "乙", "戊"], ["丙", "丁", "己"], ["子", "丑", "寅"]]
    document = opened(xls(sheet(rows, merged=[(0, 0, 1, 0), (1, 0, 1, 1), (0, 1, 1, 2), (0, 2, 2, 2)])))
    cells = {cell.text: (cell.rowspan, cell.colspan) for cell in grids(document)[0].cells}
    assert (cells["甲"], cells["乙"], cells["寅"]) == ((2, 1), (2, 2), (1, 1))
    assert {"W257", "W258"} <= set(told(document))


def test_comments_are_told_once_and_never_content() -> None:
    document = opened(xlsx(sheet([HEAD, *BODY], comments={(1, 0): "限40字", (2, 0): "限40字"})))
    assert "限40字" in told(document)["W233"]
    assert [notice.code for notice in document.notices].count("W233") == 1
    assert [words for words, reason in left_out(document) if reason == "comment"] == ["限40字", "限40字"]


def test_words_in_shapes_and_pictures_are_told() -> None:
    shape = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>满分100分</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
        "<xdr:pic/></xdr:wsDr>"
    )
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels(("drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": shape,
    }
    document = opened(package(f'<row r="1">{inline("A1", "甲")}</row>', **parts))
    assert "满分100分" in told(document)["W256"]
    assert "W234" in told(document)
    assert ("满分100分", "图形、文本框里的文字") in left_out(document)


def test_words_that_are_struck_out_are_told() -> None:
    strings = "<si><r><t>每次扣2分</t></r><r><rPr><strike/></rPr><t>每次扣1分</t></r></si><si><t>甲</t></si>"
    styles = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s" s="1"><v>1</v></c></row>'
    document = opened(package(rows, strings=strings, styles=styles))
    assert rows_of(grids(document)[0]) == [["每次扣2分每次扣1分", "甲"]]
    assert [notice.params["what"] for notice in document.notices] == ["删除线：每次扣1分", "删除线：甲"]


def test_page_headers_are_furniture() -> None:
    after = '<headerFooter><oddHeader>&amp;L附件2&amp;C&amp;"宋体,常规"第&amp;P页</oddHeader></headerFooter>'
    document = opened(package(f'<row r="1">{inline("A1", "甲")}</row>', after=after))
    assert ("附件2 第 页", "page_header") in left_out(document)


# --- .ods --------------------------------------------------------------------------------------


def test_an_ods_shows_its_own_words() -> None:
    table = (
        '<table:table table:name="表"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>指标</text:p></table:table-cell>'
        '<table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>旧</text:p></table:table-cell></table:table-row></table:table-header-rows>'
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage" office:value="0.955"><text:p>96%</text:p>'
        '</table:table-cell><table:table-cell office:value-type="string"><office:annotation><dc:creator>某</dc:creator><text:p>批</text:p></office:annotation><text:p>一<text:s text:c="2"/>'
        '<text:span text:style-name="T1">二</text:span></text:p></table:table-cell></table:table-row></table:table>'
    )
    style = '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    document = opened(ods(table, styles=style))
    assert rows_of(grids(document)[0]) == [["96%", "一  二"]] * 2
    assert lines(document) == ["指标"]
    assert {"W231", "W233", "W252"} <= set(told(document))
    assert [reason for _, reason in left_out(document)] == ["hidden", "comment", "comment", "sheet_name"]


def test_a_hidden_ods_sheet() -> None:
    style = '<style:style style:name="ta"><style:table-properties table:display="false"/></style:style>'
    hidden = ods_table(sheet([["旧"]], name="旧"), 'table:style-name="ta"')
    document = opened(ods(ods_table(sheet([HEAD, *BODY])), hidden, styles=style))
    assert "W251" in told(document)


# --- odd packages ------------------------------------------------------------------------------


def test_parts_of_other_names_are_found_by_their_relations() -> None:
    parts = {
        "xl/_rels/workbook.xml.rels": rels(("worksheet", "/xl/other/a.xml"), ("sharedStrings", "texts.xml")),
        "xl/other/a.xml": '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>'
        "<x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        "xl/texts.xml": '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t><rPh sb="0" eb="1"><t>ㄐ</t></rPh></si></sst>',
    }
    assert rows_of(grids(opened(package("", **parts)))[0]) == [["甲", "5"]]


def test_a_chart_sheet_is_a_picture() -> None:
    names = '<sheets><sheet name="图" sheetId="1" r:id="rId1"/></sheets>'
    book = f'<workbook xmlns="m" xmlns:r="r">{names}</workbook>'
    parts = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels(("chartsheet", "chartsheets/sheet1.xml"))}
    assert "W234" in told(opened(package("", **parts)))
