"""Tables with lines or shades between rows and none between columns: made in code, drawn by PDFium, read back."""

from itertools import pairwise

import pytest
from pdf_make import page, pdf
from pdf_read import blocks, document, grids

from extractor.document import Paragraph
from extractor.grid import rectangle

LEFT, RIGHT, SIZE, STEP, PAD = 60, 520, 10, 14, 5
XS = [60, 190, 420, 470]
HEAD = ["评审标准", "评审要点", "自评", "材料"]
CHAPTER = ["第二章医院服务"]
CLAUSE = ["实施多种形式的预约诊疗与分时段服务并定期公示"]
FIRST = ["有预约诊疗服务的\n制度。", "【C】\n有制度和流程。\n【B】符合C，并\n有统一的号源管理。", "", ""]
SECOND = ["有专人管理。", "【C】\n有专职部门负责。\n【A】符合B，并\n停诊率在百分之一以内。", "", ""]
ROWS = [HEAD, CHAPTER, CLAUSE, FIRST, SECOND]
GRID = [
    HEAD, ["第二章医院服务", "<", "<", "<"], [CLAUSE[0], "<", "<", "<"],
    ["有预约诊疗服务的制度。", *FIRST[1:]], ["有专人管理。", *SECOND[1:]],
]  # fmt: skip


class Drawing:
    """A page with rows from the top down: words, lines and shades."""

    def __init__(self, top=780):
        self.y, self.texts, self.lines, self.shades = top, [], [], []

    def line(self, x0=LEFT, x1=RIGHT, at=()):
        """A line across, in one piece or in pieces that meet."""
        ends = [x0, *at, x1]
        self.lines += [(a, self.y, b, self.y) for a, b in pairwise(ends)]

    def row(self, cells, shade="", at=()):
        """Cells at the top of their row; `shade`: none, of each cell, or of the whole row in one piece."""
        height = STEP * max(len(cell.split("\n")) for cell in cells) + 2 * PAD
        for x, cell in zip(XS, cells, strict=False):
            for number, words in enumerate(cell.split("\n")):
                self.texts += [(x + PAD, self.y - PAD - STEP * number - SIZE, SIZE, words)] if words else []
        ends = [LEFT, *(at if shade == "cells" else ()), RIGHT]
        self.shades += [(a, self.y - height, b, self.y) for a, b in pairwise(ends)] if shade else []
        self.y -= height

    def words(self, text, x=LEFT):
        self.texts.append((x, self.y - SIZE, SIZE, text))
        self.y -= STEP

    def page(self):
        fills = [f"{a} {b} {c - a} {d - b} re f" for a, b, c, d in self.shades]
        return page(self.texts, self.lines, content="\n".join(["0.9 g", *fills]))


def lined(rows, at=(), top=780, last=True):
    """Rows with a line above and below each."""
    made = Drawing(top)
    for row in rows:
        made.line(at=at)
        made.row(row)
    if last:
        made.line(at=at)
    return made


def read(*drawings):
    """The texts of each table, < for what goes on from the left, ^ from above."""
    return [texts(grid) for grid in grids(pdf(*(drawing.page() for drawing in drawings)))]


def texts(grid):
    held = rectangle(grid)
    return [
        ["^" if cell.row < i else "<" if cell.column < j else cell.text for j, cell in enumerate(row)]
        for i, row in enumerate(held.at)
    ]


def joined(rows):
    return [["".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize("at", [(), XS[1:]], ids=["whole lines", "pieces"])
def test_rows_between_lines_with_columns_told_by_white_or_by_where_lines_meet(at):
    assert [joined(rows) for rows in read(lined(ROWS, at))] == [joined(GRID)]


def test_text_around_a_table_is_none_of_it():
    made = lined([HEAD, FIRST, SECOND, FIRST], XS[1:], top=700)
    end, made.y = made.y, 780
    made.words("各单位要认真组织学习，对照标准逐条自查，发现问题及时整改，并按时报送自评结果和支撑材料。", LEFT)
    made.y = end - PAD
    made.words("注：本表一式两份，由评审小组和被评审单位各自留存一份，未尽事宜由评审小组负责解释说明。", LEFT)
    file = pdf(made.page())
    assert [len(texts(grid)) for grid in grids(file)] == [4]
    assert [b.text[:3] for b in blocks(file) if isinstance(b, Paragraph)] == ["各单位", "注：本"]


def test_a_shade_over_all_columns_is_a_section_although_its_words_are_few():
    made = Drawing()
    for row, shade in ((HEAD, "cells"), (["总则"], "row"), (FIRST, ""), (SECOND, ""), (["附则"], "row"), (FIRST, "")):
        made.line(at=XS[1:])
        made.row(row, shade, XS[1:])
    made.line(at=XS[1:])
    assert [row[1] == "<" for row in read(made)[0]] == [False, True, False, False, True, False]


def test_every_other_row_shaded_and_no_line():
    made = Drawing()
    for number, row in enumerate([HEAD, FIRST, SECOND, SECOND, FIRST, FIRST]):
        made.row(row, "" if number % 2 else "cells", XS[1:])
    (rows,) = read(made)
    assert [row[0][:3] for row in joined(rows)] == ["评审标", "有预约", "有专人", "有专人", "有预约", "有预约"]


def test_a_group_beside_lines_that_leave_its_column_out():
    made = Drawing()
    for row, start in (
        (HEAD, LEFT),
        (FIRST, LEFT),
        (["", *SECOND[1:]], XS[1]),
        (["", *FIRST[1:]], XS[1]),
        (SECOND, LEFT),
    ):
        made.line(start, at=[x for x in XS[1:] if x > start])
        made.row(row)
    made.line(at=XS[1:])
    assert [row[0] for row in joined(read(made)[0])] == ["评审标准", "有预约诊疗服务的制度。", "^", "^", "有专人管理。"]


def test_a_row_that_the_page_cuts_has_no_line_there():
    first, second = lined([HEAD, FIRST, SECOND], XS[1:], top=300, last=False), Drawing()
    second.row(["", "主管部门定期检查。", "", ""])
    for row in (FIRST, SECOND):
        second.line(at=XS[1:])
        second.row(row)
    second.line(at=XS[1:])
    upper, lower = read(first, second)
    assert [row[0][:3] for row in joined(upper)] == ["评审标", "有预约", "有专人"]
    assert joined(lower)[0] == ["", "主管部门定期检查。", "", ""] and len(lower) == 3


def test_the_same_headings_on_every_page_are_no_page_header():
    pages = [lined([HEAD, FIRST, SECOND, FIRST], XS[1:], top=800) for _ in range(3)]
    assert [rows[0] for rows in read(*pages)] == [HEAD] * 3


def test_three_lines_do_not_tell_rows():
    """Rows between the lines are told by other signs or not at all; they never become one."""
    made = Drawing()
    made.line(at=XS[1:])
    made.row(["项目", "要求", "自评", "材料"])
    made.line(at=XS[1:])
    for number in range(6):
        made.row([f"第{number}项", "按时完成任务。", "", ""])
    made.line(at=XS[1:])
    assert all(len(rows) != 2 for rows in read(made))


def test_a_note_beside_a_table_is_none_of_its_columns():
    made = Drawing()
    for row in (["标准", "要点"], *([f"第{n}条", "按时完成任务并报送材料。"] for n in range(5))):
        made.line(x1=400, at=XS[1:2])
        made.row(row)
    made.line(x1=400, at=XS[1:2])
    for number in range(5):
        made.texts.append((425, 760 - 16 * number, 9, "由评审小组解释"))
    assert [[len(row) for row in rows] for rows in read(made)] == [[2] * 6]


def test_lines_below_words_in_a_letter_are_no_table():
    made = Drawing()
    for number in range(8):
        made.words(f"第{number}条各单位要认真组织学习，对照标准逐条自查，发现问题及时整改，按时报送结果。")
        made.y -= 4
        made.line()
        made.y -= 6
    assert read(made) == []


def test_columns_that_white_alone_tells_are_doubted_where_a_heading_is_missing():
    rows = [["评审标准", "评审要点", "", "材料"], *[["有专人管理。", "有专职部门负责。", "是", "台账"]] * 5]
    doubts = [d.code for d in document(pdf(lined(rows).page())).doubtful]
    assert doubts == ["R134"] * 6
