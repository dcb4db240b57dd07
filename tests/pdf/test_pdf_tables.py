"""Ruling lines → cells, and page margins: made in code, drawn by PDFium, read back."""

import pytest
from pdf_make import UPRIGHT, page, pdf, stream, table
from pdf_read import blocks, document, grids, notices, texts

from extractor.readers.pdf.page import Box
from extractor.readers.pdf.ruled import ruled_tables

ROWS = [["序号", "考核内容", "分值"], ["1", "安全生产", "10"], ["2", "信访稳定", "5"]]


def cells(rulings):
    """(rows, columns, filled cells) of each table."""
    return [(len(t.ys) - 1, len(t.xs) - 1, len(t.cells)) for t in ruled_tables(rulings)]


def across(y, x0=0, x1=300):
    return Box(x0, y, x1, y)


def down(x, top=0, bottom=60):
    return Box(x, top, x, bottom)


@pytest.mark.parametrize(
    ("why", "rulings", "found"),
    [
        ("whole", [*map(across, (0, 20, 40, 60)), *map(down, (0, 100, 200, 300))], [(3, 3, 9)]),
        ("no outer borders at the sides", [*map(across, (0, 20, 40, 60)), *map(down, (100, 200))], [(3, 3, 9)]),
        ("open at the foot of the page", [*map(across, (0, 20, 40)), *map(down, (0, 100, 200, 300))], [(3, 3, 9)]),
        ("open at the head of the page", [*map(across, (20, 40, 60)), *map(down, (0, 100, 200, 300))], [(3, 3, 9)]),
        ("a frame around text", [across(0), across(60), down(0), down(300)], []),
        ("a line below a title", [across(0)], []),
        ("dashes", [*(Box(x, y, x + 3, y) for y in (0, 60) for x in range(0, 300, 5)), *map(down, (0, 150, 300))], [(1, 2, 2)]),
        ("merged down", [across(0), across(30, 100), across(60), *map(down, (0, 100, 300))], [(2, 2, 3)]),
        ("two tables", [*(across(y, x, x + 140) for y in (0, 20) for x in (0, 160)),
                        *(down(x, 0, 20) for x in (0, 70, 140, 160, 230, 300))], [(1, 2, 2), (1, 2, 2)]),
    ],
)  # fmt: skip
def test_tables_of_lines(why, rulings, found):
    assert cells(rulings) == found, why


def test_what_no_cell_covers_is_a_cell():
    """The cell of a group that goes on below the page has no line at its foot, its neighbours have."""
    lines = [across(0), across(20), across(40, 100), across(60, 100), *map(down, (0, 100, 200, 300))]
    (table_found,) = ruled_tables(lines)
    assert [(c.row, c.rowspan) for c in table_found.cells if c.column == 0] == [(0, 1), (1, 2)]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(rotate):
    drawn = table(ROWS, top=500)
    turned = page(drawn.texts, drawn.lines, rotate=rotate, matrix=UPRIGHT[rotate])
    assert texts(grids(pdf(turned))[0]) == ROWS


def test_a_page_that_lies_on_its_side_without_saying_so_is_turned():
    drawn = table(ROWS)
    assert texts(grids(pdf(page(drawn.texts, drawn.lines, rotate=90)))[0]) == ROWS


def test_page_margins_are_furniture_and_body_is_not():
    pages = [
        page([(250, 810, 9, "某县考核办法"), (90, 700, 12, f"第{n}条 各乡镇按时报送。"), (280, 30, 9, f"— {i} —")])
        for i, n in enumerate("一二三", 1)
    ]
    document_blocks = blocks(pdf(*pages))
    assert [b.text for b in document_blocks] == [f"第{n}条 各乡镇按时报送。" for n in "一二三"]


def test_a_title_that_pages_repeat_is_read_once():
    pages = [page([(200, 730, 16, "考核评分标准"), (90, 600, 12, f"内容{n}完成情况。")]) for n in "甲乙丙"]
    assert [b.text for b in blocks(pdf(*pages))] == [
        "考核评分标准",
        "内容甲完成情况。",
        "内容乙完成情况。",
        "内容丙完成情况。",
    ]


def test_a_watermark_across_the_page_is_no_text():
    drawn = table(ROWS)
    slanted = "q 0.7 0.7 -0.7 0.7 200 300 cm BT /F1 60 Tf 1 0 0 1 0 0 Tm (DRAFT) Tj ET Q"
    assert texts(grids(pdf(page(drawn.texts, drawn.lines, content=slanted)))[0]) == ROWS


def test_text_outside_the_page_is_residue():
    data = pdf(page([(90, 700, 12, "考核内容"), (90, -200, 12, "看不见")]))
    assert [b.text for b in blocks(data)] == ["考核内容"]


def test_pages_without_text_are_named():
    scan = page(content=PICTURE, resources=IMAGE)
    assert notices(pdf(table(ROWS), scan, more=MORE)) == ["E215"]


def test_a_text_printed_twice_to_look_bold_is_read_once():
    once = table(ROWS)
    again = [(x + 0.3, y, size, words) for x, y, size, words in once.texts]
    assert texts(grids(pdf(page([*once.texts, *again], once.lines)))[0]) == ROWS


WHITE = "1 1 1 rg BT /F1 10 Tf 1 0 0 1 {x} {y} Tm (999) Tj ET 0 g"


def test_white_letters_show_on_a_dark_ground_only():
    drawn = table(ROWS)
    unseen = document(pdf(page(drawn.texts, drawn.lines, content=WHITE.format(x=300, y=300))))
    assert "999" in unseen.text and {reason for _, reason in unseen.residue} == {"off_page"}
    dark = "0 0 0.5 rg 290 290 60 30 re f "
    assert [b.text for b in blocks(pdf(page(drawn.texts, drawn.lines, content=dark + WHITE.format(x=300, y=300))))] == [
        "999"
    ]


def test_lines_that_a_clip_hides_are_no_rulings():
    drawn = table(ROWS)
    hidden = "q 0 0 10 10 re W n 200 0 m 200 842 l S Q"
    assert texts(grids(pdf(page(drawn.texts, drawn.lines, content=hidden)))[0]) == ROWS


def test_rows_of_dots_are_lines():
    dots = [Box(x, y, x + 1, y + 1) for y in (0, 60) for x in range(0, 301, 3)]
    from extractor.readers.pdf.rulings import _dotted

    assert cells([*_dotted(dots), *map(down, (0, 150, 300))]) == [(1, 2, 2)]


def test_a_scan_with_a_printed_footer_is_still_a_scan():
    scan = page([(90, 20, 9, "http://example.gov.cn/2024/notice.pdf")], content=PICTURE, resources=IMAGE)
    assert notices(pdf(table(ROWS), scan, more=MORE)) == ["E215"]


def test_a_large_picture_beside_text_is_told():
    half = PICTURE.replace("595 0 0 842 0 0", "400 0 0 300 90 100")
    drawn = table(ROWS)
    data = pdf(page(drawn.texts, drawn.lines, content=half, resources=IMAGE), more=MORE)
    assert notices(data) == ["W249"]


PICTURE, IMAGE = "q 595 0 0 842 0 0 cm /Im1 Do Q", "/XObject << /Im1 900 0 R >>"
MORE = {
    900: stream(
        b"\\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
}
