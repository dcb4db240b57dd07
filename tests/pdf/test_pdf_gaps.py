"""Tables without lines, laid out by hand: where rows and columns are, what spans, and what is no table."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.readers.pdf.gaps import gap_tables
from extractor.readers.pdf.lattice import Lattice
from extractor.readers.pdf.lines import lines_of
from extractor.readers.pdf.page import Box, Glyph, Page

EM, STEP = 10.0, 14.0
PROSE = "各单位要充分认识绩效考核工作的重要意义，切实加强组织领导，落实工作责任，确保各项任务按时完成。" * 3


@dataclass
class Sheet:
    """A page on which text is set: Han characters an em wide, others half."""

    page: Page = field(default_factory=lambda: Page(1, 595, 842))
    y: float = 60

    def text(self, x: float, top: float, text: str, em: float = EM) -> None:
        for character in text:
            wide = em * (0.5 if character.isascii() else 1)
            self.page.glyphs.append(Glyph(character, x, top, x + wide, top + em))
            x += wide

    def line(self, x: float, text: str, em: float = EM) -> None:
        self.text(x, self.y, text, em)
        self.y += STEP * em / EM

    def row(self, xs: list[float], cells: list[str], middle: str = "", pad: float = 6, least: int = 1) -> None:
        """Cells with their lines, at the top of the row; columns in `middle` half way down."""
        lines = [cell.split("\n") for cell in cells]
        height = max(least, *map(len, lines))
        for column, (x, held) in enumerate(zip(xs, lines, strict=True)):
            off = (height - len(held)) / 2 * STEP if str(column) in middle else 0
            for number, text in enumerate(held):
                self.text(x, self.y + off + number * STEP, text)
        self.y += height * STEP + pad

    def rule(self, x0: float = 50, x1: float = 545, up: float = 5) -> None:
        self.page.rulings.append(Box(x0, self.y - up, x1, self.y - up + 0.5))

    def prose(self, lines: int = 8, x: float = 50, width: float = 490) -> None:
        for number in range(lines):
            indent = 2 * EM if number % 4 == 0 else 0
            some = int((width - indent) / EM) if number % 4 < 3 else 11
            self.line(x + indent, PROSE[number : number + some])


def grid(page: Page, lattice: Lattice) -> list[list[str]]:
    """The texts of the cells, ^ where a cell goes on."""
    rows = [["^"] * (len(lattice.xs) - 1) for _ in lattice.ys[1:]]
    for cell in lattice.cells:
        held = [glyph for glyph in page.glyphs if holds(cell.box, glyph)]
        rows[cell.row][cell.column] = "".join(line.text for line in lines_of(held))
    return rows


def holds(box: Box, glyph: Glyph) -> bool:
    x, y = glyph.middle
    return box.x0 <= x < box.x1 and box.top <= y < box.bottom


def read(page: Page, taken: tuple[Box, ...] = (), before: Lattice | None = None) -> list[list[str]]:
    tables = gap_tables(page, taken, before)
    assert len(tables) == 1, f"{len(tables)} tables"
    return grid(page, tables[0])


NUMBERED = [50.0, 90.0, 200.0, 250.0]
ASKED = ["按照要求健全制度，台账完整，信息报送及时，确保全年无", "差错。"]


def numbered() -> Sheet:
    sheet = Sheet()
    sheet.row(NUMBERED, ["序号", "指标名称", "分值", "评分办法"])
    sheet.row(NUMBERED, ["1", "制度建设情况", "5", "\n".join(ASKED)])
    sheet.row(
        NUMBERED, ["2", "家庭医生签约服务覆\n盖率", "10", "1.签约率达标得满分；\n2.每降低1%扣0.5分；\n3.扣完为止。"]
    )
    sheet.row(NUMBERED, ["3", "信访稳定", "5", "未发生得满分。"])
    return sheet


NUMBERED_GRID = [
    ["序号", "指标名称", "分值", "评分办法"],
    ["1", "制度建设情况", "5", "".join(ASKED)],
    ["2", "家庭医生签约服务覆盖率", "10", "1.签约率达标得满分；2.每降低1%扣0.5分；3.扣完为止。"],
    ["3", "信访稳定", "5", "未发生得满分。"],
]


def test_rows_by_numbers_although_columns_wrap() -> None:
    assert read(numbered().page) == NUMBERED_GRID


@pytest.mark.parametrize("middle", ["", "012"])
@pytest.mark.parametrize("pad", [0, 6])
def test_no_white_between_rows_short_cells_at_the_top_or_in_the_middle(pad: float, middle: str) -> None:
    sheet = Sheet()
    for cells in [["序号", "指标名称", "分值", "评分办法"]] + [
        [str(n), "甲乙丙丁", "5", "\n".join([PROSE[:29]] * (n % 3) + ["扣完为止。"])] for n in range(1, 9)
    ]:
        sheet.row(NUMBERED, cells, middle, pad)
    rows = read(sheet.page)
    assert [row[0] for row in rows] == ["序号", *"12345678"]
    assert [row[3].count("各单位") for row in rows[1:]] == [n % 3 for n in range(1, 9)]


def test_title_note_and_page_number_are_no_rows() -> None:
    sheet = Sheet()
    sheet.line(60, "附件2")
    sheet.line(180, "考核评分细则", 16)
    sheet.prose(3)
    sheet.line(470, "单位：分")
    sheet.y += 8
    body = numbered()
    for glyph in body.page.glyphs:
        sheet.page.glyphs.append(Glyph(glyph.text, glyph.x0, glyph.top + sheet.y, glyph.x1, glyph.bottom + sheet.y))
    sheet.y += body.y + 6
    sheet.line(50, "注：本细则由县卫生健康局负责解释，自印发之日起施行，请认真执行。")
    sheet.text(280, 800, "—3—")
    assert read(sheet.page) == NUMBERED_GRID


LEVELS = [50.0, 110.0, 210.0, 500.0]


def levelled(page_top: bool = False) -> Sheet:
    sheet = Sheet()
    sheet.row(LEVELS, ["一级指标", "任务名称", "年度目标", "分值"])
    if page_top:
        sheet.row(LEVELS, ["", "", "计划，每季度报送一次。", ""])
    sheet.row(LEVELS, ["", "安全生产", "\n".join(ASKED), "一票否决\n30"])
    sheet.text(50, sheet.y - 6 - 2 * STEP, "围绕中心")
    sheet.text(50, sheet.y - 6 - STEP, "履职尽责")
    sheet.text(50, sheet.y - 6, "（700分）")
    sheet.row(LEVELS, ["", "行风建设", "\n".join(ASKED), "20"])
    sheet.row(LEVELS, ["", "信息统计上报", "完整及时", "15"])
    sheet.row(LEVELS, ["专项考核", "完成人才项目", "对照计划考核。", "10"])
    return sheet


def test_a_level_stands_for_the_rows_below_and_its_lines_do_not_part_them() -> None:
    assert read(levelled().page) == [
        ["一级指标", "任务名称", "年度目标", "分值"],
        ["围绕中心履职尽责（700分）", "安全生产", "".join(ASKED), "一票否决30"],
        ["^", "行风建设", "".join(ASKED), "20"],
        ["^", "信息统计上报", "完整及时", "15"],
        ["专项考核", "完成人才项目", "对照计划考核。", "10"],
    ]


def test_the_rest_of_a_row_of_the_page_before_is_a_row_with_a_blank_level() -> None:
    rows = read(levelled(page_top=True).page)
    assert rows[1] == ["", "", "计划，每季度报送一次。", ""]
    assert rows[2][0] == "围绕中心履职尽责（700分）"


def test_a_page_without_level_names_has_one_blank_level_cell() -> None:
    sheet = Sheet()
    sheet.row(LEVELS, ["一级指标", "任务名称", "年度目标", "分值"])
    for points in ("5", "10", "20", "5"):
        sheet.row(LEVELS, ["", "行风建设", "\n".join(ASKED), points])
    assert [row[0] for row in read(sheet.page)] == ["一级指标", "", "^", "^", "^"]


def test_level_names_in_the_middle_of_their_rows() -> None:
    sheet = Sheet()
    xs = [50.0, 110.0, 200.0, 250.0]
    sheet.row(xs, ["类别", "考核内容", "分值", "考核标准"])
    tops = []
    for number in range(7):
        tops.append(sheet.y)
        sheet.row(xs, ["", "考核事项", str(number + 2), "\n".join(ASKED[: 1 + number % 2])], "12")
    tops.append(sheet.y)
    for name, first, last in (("医疗质量", 0, 4), ("公共卫生", 4, 7)):
        sheet.text(50, (tops[first] + tops[last] - 6 - EM) / 2, name)
    assert [row[0] for row in read(sheet.page)] == ["类别", "医疗质量", "^", "^", "^", "公共卫生", "^", "^"]


def test_a_line_across_the_table_is_a_section() -> None:
    sheet = Sheet()
    sheet.row(NUMBERED, ["序号", "指标名称", "分值", "评分办法"])
    for name, first in (("一、医疗质量与安全管理情况（40分）", 1), ("二、公共卫生服务情况（35分）", 4)):
        sheet.row([50], [name])
        for number in range(first, first + 3):
            sheet.row(NUMBERED, [str(number), "制度建设情况", "5", "\n".join(ASKED)])
    rows = read(sheet.page)
    assert rows[1] == ["一、医疗质量与安全管理情况（40分）", "^", "^", "^"]
    assert [row[0][:2] for row in rows] == ["序号", "一、", "1", "2", "3", "二、", "4", "5", "6"]


def test_a_heading_over_two_columns_and_headings_two_rows_high() -> None:
    sheet = Sheet()
    xs = [50.0, 90.0, 200.0, 440.0, 500.0]
    sheet.text(465, sheet.y, "分值")
    for x, text in zip(xs, ["序号", "指标名称", "评分标准"], strict=False):
        sheet.text(x, sheet.y, text)
    sheet.y += STEP + 5
    sheet.row(xs, ["", "", "", "公办", "民办"])
    for number in range(1, 6):
        sheet.row(xs, [str(number), "制度建设情况", PROSE[:21], "5", "8"])
    assert read(sheet.page)[:3] == [
        ["序号", "指标名称", "评分标准", "分值", "^"],
        ["^", "^", "^", "公办", "民办"],
        ["1", "制度建设情况", PROSE[:21], "5", "8"],
    ]


@pytest.mark.parametrize("up", [7.0, 14.0])
def test_a_heading_over_three_columns_stands_over_the_middle_one(up: float) -> None:
    sheet = Sheet()
    xs = [50.0, 90.0, 200.0, 400.0, 440.0, 480.0]
    sheet.text(440, sheet.y, "分值")
    for x, text in zip(xs, ["序号", "指标名称", "评分标准"], strict=False):
        sheet.text(x, sheet.y + up, text)
    sheet.y += STEP
    sheet.row(xs, ["", "", "", "市直", "县级", "乡镇"])
    for number in range(1, 4):
        sheet.row(xs, [str(number), "制度建设情况", PROSE[:17], "5", "8", "2.5"])
    assert read(sheet.page)[:3] == [
        ["序号", "指标名称", "评分标准", "分值", "^", "^"],
        ["^", "^", "^", "市直", "县级", "乡镇"],
        ["1", "制度建设情况", PROSE[:17], "5", "8", "2.5"],
    ]


@pytest.mark.parametrize("rows", [2, 3])
def test_sections_and_headings_are_no_ruled_rows(rows: int) -> None:
    sheet = Sheet()
    sheet.row(NUMBERED, ["序号", "指标名称", "分值", "评分办法"])
    for section in ("一、医疗质量与安全管理情况（40分）", "二、公共卫生服务情况（35分）"):
        sheet.row([50], [section])
        for number in range(1, rows + 1):
            sheet.row(NUMBERED, [str(number), "制度建设情况", "5", "扣完为止。"])
    counted = [str(number) for number in range(1, rows + 1)]
    assert [row[0][:2] for row in read(sheet.page)] == ["序号", "一、", *counted, "二、", *counted]


@pytest.mark.parametrize("middle", ["", "02"])
def test_paragraphs_of_one_long_row_are_no_rows(middle: str) -> None:
    sheet = Sheet()
    xs = [50.0, 90.0, 500.0]
    sheet.row(xs, ["序号", "考核内容", "分值"])
    for number, paragraphs in enumerate((1, 12, 2, 1), 1):
        top = sheet.y
        for _ in range(paragraphs):
            sheet.row([90], ["\n".join(ASKED)])
        at = (top + sheet.y - 6 - EM) / 2 if middle else top
        sheet.text(50, at, str(number))
        sheet.text(500, at, "5")
    assert [row[0] for row in read(sheet.page)] == ["序号", *"1234"]


def test_a_sum_below_the_last_row_is_a_row() -> None:
    sheet = Sheet()
    sheet.row(NUMBERED, ["序号", "指标名称", "分值", "评分办法"])
    for number in range(1, 9):
        sheet.row(NUMBERED, [str(number), "制度建设情况", "5", "扣完为止。"], pad=4)
    sheet.row(NUMBERED, ["合计", "", "40", ""])
    assert read(sheet.page)[-2:] == [["8", "制度建设情况", "5", "扣完为止。"], ["合计", "", "40", ""]]


def test_white_over_a_border_parts_what_a_bracket_seems_to_hold_together() -> None:
    sheet = Sheet()
    sheet.row(LEVELS, ["一级指标", "任务名称", "年度目标", "分值"])
    for points in "555555":
        sheet.row(LEVELS, ["", "行风建设", "\n".join(ASKED), points])
    sheet.text(60, 60 + STEP + 6 + 3 * (2 * STEP + 6), "（")
    assert [row[1] for row in read(sheet.page)[1:]] == ["行风建设"] * 6


@pytest.mark.parametrize("number", ["", "2", "二"])
def test_with_an_annex_begins_another_table(number: str) -> None:
    sheet = numbered()
    sheet.line(50, f"附件{number}")
    sheet.row([180], ["考核评分细则二"])
    first = numbered()
    for glyph in first.page.glyphs:
        down = sheet.y - 60
        sheet.page.glyphs.append(Glyph(glyph.text, glyph.x0, glyph.top + down, glyph.x1, glyph.bottom + down))
    assert [grid(sheet.page, table) for table in gap_tables(sheet.page)] == [NUMBERED_GRID] * 2


@pytest.mark.parametrize(
    ("offices", "certain"), [("甲甲甲甲甲甲", True), ("甲　　乙　丙", False), ("　　　　　　", True)]
)
def test_words_beside_some_rows_only_may_be_merged_cells(offices: str, certain: bool) -> None:
    sheet = Sheet()
    xs = [50.0, 90.0, 200.0, 250.0, 490.0]
    sheet.row(xs, ["序号", "指标名称", "分值", "评分办法", "责任科室"])
    for number, office in enumerate(offices, 1):
        cells = [str(number), "制度建设情况", "5", "按月通报。", f"{office}科" if office.strip() else ""]
        sheet.row(xs, cells)
    (table,) = gap_tables(sheet.page)
    assert table.certain is certain


def test_without_numbers_or_points_rows_are_told_but_not_certain() -> None:
    sheet = Sheet()
    xs = [50.0, 170.0, 470.0]
    texts = ["制度建设", "患者满意度", "急救药品完好率", "院感发生率", "行风建设"]
    sheet.row(xs, ["项目", "工作要求", "责任单位"])
    for number, text in enumerate(texts):
        sheet.row(xs, [text, "\n".join([PROSE[:29]] * (number % 3) + ["按季度统计。"]), "医务科"])
    (table,) = gap_tables(sheet.page)
    assert [row[0] for row in grid(sheet.page, table)] == ["项目", *texts]
    assert (table.certain, table.ruled) == (False, False)
    assert table.notes == ["无序号列和分值列，行界由空白推定"]


def test_two_columns_with_a_heading_in_the_middle_of_the_wide_one() -> None:
    sheet = Sheet()
    sheet.row([180, 400], ["考核指标", "分值"])
    for number in range(6):
        sheet.row([60, 410], ["抗菌药物使用强度"[: 4 + number % 5], str(5 + number % 2 * 5)])
    assert read(sheet.page)[:2] == [["考核指标", "分值"], ["抗菌药物", "5"]]


def test_a_justified_line_drawn_apart_makes_no_column() -> None:
    sheet = Sheet()
    xs = [50.0, 130.0, 230.0, 500.0]
    sheet.row(xs, ["一级指标", "任务名称", "年度目标", "分值"])
    for number in range(4):
        sheet.row(xs, ["", "行风建设", "\n".join([PROSE[:26]] * 4), str(5 + 5 * (number % 2))])
    top = sheet.y - 62
    for x, line, text in (
        (50, 0, "心履职"),
        (50, 1, "尽"),
        (80, 1, "责"),
        (50, 2, "（"),
        (75, 2, "700"),
        (50, 3, "分）"),
    ):
        sheet.text(x, top + line * STEP, text)
    rows = read(sheet.page)
    assert [row[0] for row in rows] == ["一级指标", "", "^", "^", "心履职尽 责（ 700分）"], rows


def test_white_of_half_an_em_between_columns_and_blanks_between_words() -> None:
    sheet = Sheet()
    xs = [50.0, 65.0, 190.0, 216.0]
    for number in range(1, 7):
        sheet.row(xs, [str(number), "推进 WHO 友善医院建设", "15分"[: number % 2 + 1], PROSE[:30]], pad=4)
    rows = read(sheet.page)
    assert [row[1] for row in rows] == ["推进 WHO 友善医院建设"] * 6
    assert [row[0] for row in rows] == list("123456")


# --- some lines -------------------------------------------------------------------------------------


def test_a_table_of_three_lines() -> None:
    sheet = Sheet()
    sheet.rule()
    sheet.row(NUMBERED, ["序号", "指标名称", "分值", "评分办法"])
    sheet.rule()
    for number in range(1, 6):
        sheet.row(NUMBERED, [str(number), "制度建设情况", "5", "\n".join(ASKED)])
    sheet.rule()
    rows = read(sheet.page)
    assert [row[0] for row in rows] == ["序号", *"12345"]


def test_lines_between_rows_tell_rows_and_levels() -> None:
    sheet = Sheet()
    xs = [60.0, 130.0, 220.0, 500.0]
    sheet.rule()
    sheet.row(xs, ["一级指标", "名称", "目标", "分值"], pad=10)
    for number in range(6):
        sheet.rule(50 if number in (0, 4) else 120)
        name = {0: "医疗质量", 4: "专项考核"}.get(number, "")
        sheet.row(xs, [name, "", "1、制度健全。\n\n2、台账完整。", ""], pad=10)
        sheet.text(130, sheet.y - 10 - 2 * STEP, "考核事项")
        sheet.text(500, sheet.y - 10 - 2 * STEP, "10")
    sheet.rule()
    (table,) = gap_tables(sheet.page)
    rows = grid(sheet.page, table)
    assert [row[0] for row in rows] == ["一级指标", "医疗质量", "^", "^", "^", "专项考核", "^"]
    assert all(row[1:] == ["考核事项", "1、制度健全。2、台账完整。", "10"] for row in rows[1:])
    assert table.ruled is False


def test_two_columns_of_words_are_a_table_if_lines_part_their_rows() -> None:
    sheet = Sheet()
    for number in range(5):
        sheet.rule()
        sheet.row([60, 180], ["考核事项"[: 3 + number % 2], "\n".join([PROSE[:33]] * (1 + number % 2))], pad=10)
    sheet.rule()
    assert [row[0] for row in read(sheet.page)] == ["考核事", "考核事项"] * 2 + ["考核事"]
    sheet.page.rulings.clear()
    assert gap_tables(sheet.page) == []


def test_vertical_lines_only_part_columns_however_near_the_text() -> None:
    sheet = Sheet()
    xs = [52.0, 84.0, 152.0, 178.0]
    sheet.row(xs, ["序号", "指标名称", "分值", "评分办法"])
    for number in range(1, 6):
        sheet.row(xs, [str(number), "制度建设情况", "15", "\n".join([PROSE[:36], "扣完为止。"])])
    sheet.page.rulings += [Box(x, 55, x + 0.5, sheet.y) for x in (48, 80, 148, 174, 545)]
    (table,) = gap_tables(sheet.page)
    assert [row[1] for row in grid(sheet.page, table)] == ["指标名称"] + ["制度建设情况"] * 5
    assert table.ruled is True


def test_a_frame_without_lines_inside_changes_nothing() -> None:
    sheet = numbered()
    bottom = sheet.y
    sheet.page.rulings += [Box(45, 54, 540, 54.5), Box(45, bottom, 540, bottom + 0.5)]
    sheet.page.rulings += [Box(x, 54, x + 0.5, bottom) for x in (45, 540)]
    assert read(sheet.page) == NUMBERED_GRID


# --- from page to page ------------------------------------------------------------------------------


def test_columns_of_the_page_before_when_the_table_goes_on() -> None:
    (before,) = gap_tables(levelled().page)
    sheet = Sheet()
    sheet.row(LEVELS, ["", "作", "报送。", ""])
    sheet.row(LEVELS, ["", "市长热线办理", "\n".join(ASKED), "20"])
    assert read(sheet.page, before=before) == [["", "作", "报送。", ""], ["^", "市长热线办理", "".join(ASKED), "20"]]


@pytest.mark.parametrize("move", [-36.0, 36.0])
def test_a_page_set_off_to_the_side_keeps_its_columns(move: float) -> None:
    (before,) = gap_tables(levelled().page)
    sheet = Sheet()
    xs = [x + move for x in LEVELS]
    for points in ("5", "10", "20", "5"):
        sheet.row(xs, ["", "行风建设", "\n".join(ASKED), points])
    (table,) = gap_tables(sheet.page, before=before)
    assert [row[1:] for row in grid(sheet.page, table)] == [
        ["行风建设", "".join(ASKED), p] for p in ("5", "10", "20", "5")
    ]
    assert len(table.xs) == 5


@pytest.mark.parametrize("white", [6.0, 28.0])
def test_a_row_that_pages_cut_reaches_the_edges_of_both(white: float) -> None:
    upper, lower = numbered(), Sheet()
    upper.y += white
    upper.line(250, ASKED[0])
    (before,) = gap_tables(upper.page)
    assert "".join(grid(upper.page, before)[-1]).endswith(ASKED[0])
    for text in (ASKED[1], *ASKED, ASKED[1]):
        lower.line(250, text)
    lower.y += white
    for number in ("4", "5", "6"):
        lower.row(NUMBERED, [number, "制度建设情况", "5", "扣完为止。"])
    assert read(lower.page, before=before)[0] == ["", "", "", ASKED[1] + "".join(ASKED) + ASKED[1]]


def test_a_page_with_the_rest_of_one_text_alone_is_a_row() -> None:
    (before,) = gap_tables(levelled().page)
    sheet = Sheet()
    sheet.text(210, sheet.y, "按时限要求报送，酌情得分。")
    sheet.text(280, 800, "— 9 —")
    assert read(sheet.page, before=before) == [["", "", "按时限要求报送，酌情得分。", ""]]


def test_the_head_of_a_page_is_no_row_although_it_has_a_place_in_a_column() -> None:
    (before,) = gap_tables(levelled().page)
    sheet = Sheet()
    sheet.text(280, 30, "某县卫生健康局文件")
    for points in ("5", "10", "20", "5"):
        sheet.row(LEVELS, ["", "行风建设", "\n".join(ASKED), points])
    assert [row[3] for row in read(sheet.page, before=before)] == ["5", "10", "20", "5"]


def test_prose_after_a_table_of_the_page_before_is_no_part_of_it() -> None:
    (before,) = gap_tables(levelled().page)
    sheet = Sheet()
    sheet.prose(12)
    assert gap_tables(sheet.page, before=before) == []


def test_what_is_taken_is_left_alone() -> None:
    sheet = numbered()
    taken = Box(40, 50, 560, sheet.y)
    assert gap_tables(sheet.page, [taken]) == []
    sheet.y += 20
    top = sheet.y
    for number in range(1, 6):
        sheet.row(NUMBERED, [str(number), "制度建设情况", "5", "\n".join(ASKED)])
    (table,) = gap_tables(sheet.page, [taken])
    assert table.ys[0] > top - EM


# --- no tables --------------------------------------------------------------------------------------


def prose() -> Sheet:
    sheet = Sheet()
    sheet.prose(40)
    return sheet


def two_columns_of_prose() -> Sheet:
    sheet = Sheet()
    for x in (50, 310):
        sheet.y = 60
        sheet.prose(40, x, 235)
    return sheet


def three_columns_of_prose() -> Sheet:
    sheet = Sheet()
    for x in (50, 220, 390):
        sheet.y = 60
        sheet.prose(40, x, 155)
    return sheet


def numbered_paragraphs() -> Sheet:
    sheet = Sheet()
    for number in range(1, 12):
        sheet.text(50, sheet.y, f"{number}.")
        sheet.line(80, PROSE[:46])
        sheet.line(80, PROSE[46 : 60 + number])
    return sheet


def contents(dots: bool) -> Sheet:
    sheet = Sheet()
    for number in range(20):
        name = f"第{'一二三四五六七八九十'[number % 10]}章　考核的组织与实施"[: 9 + number % 5]
        sheet.text(520, sheet.y, str(2 * number + 1))
        end = 50 + 10 * len(name)
        sheet.line(50, name + "." * (int((520 - end) / 5) if dots else 0))
    return sheet


def signatures() -> Sheet:
    sheet = Sheet()
    sheet.prose(6)
    for left, right in (("被考核单位：", "考核日期："), ("负责人：", "联系电话：")):
        sheet.text(330, sheet.y, right)
        sheet.line(50, left)
    sheet.prose(6)
    sheet.line(380, "县卫生健康局")
    sheet.line(390, "2023年3月1日")
    return sheet


def names() -> Sheet:
    sheet = Sheet()
    sheet.line(50, "成员名单：")
    for number in range(8):
        for column in range(5):
            sheet.text(50 + 90 * column, sheet.y, ("张三丰", "李四", "王五一", "赵六合")[(number + column) % 4])
        sheet.y += STEP
    return sheet


NO_TABLES = {
    "自然段": prose(),
    "两栏正文": two_columns_of_prose(),
    "三栏正文": three_columns_of_prose(),
    "编号悬挂的段落": numbered_paragraphs(),
    "目录，有点线": contents(True),
    "目录，无点线": contents(False),
    "落款": signatures(),
    "名单": names(),
    "空白页": Sheet(),
}


@pytest.mark.parametrize("sheet", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_no_table(sheet: Sheet) -> None:
    assert gap_tables(sheet.page) == []


def test_a_page_of_more_lines_than_print_has_is_left_alone() -> None:
    sheet = Sheet(Page(1, 595, 20_000))
    for number in range(1000):
        sheet.row(NUMBERED, [str(number + 1), "制度建设", "5", "扣完为止。"])
    assert gap_tables(sheet.page) == []


# --- for any table ----------------------------------------------------------------------------------

WORDS = st.text("一二三四患者满意度签约率考核办法台账", min_size=1, max_size=60)


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=4, max_size=9),
    middle=st.sampled_from(["", "02", "012"]),
    pad=st.sampled_from([4.0, 6.0, 12.0]),
)
def test_every_row_that_is_counted_is_found(rows: list[tuple[str, str, str]], middle: str, pad: float) -> None:
    sheet = Sheet()
    sheet.row([50, 80, 190, 425], ["号", "名称", "要求", "责任单位"], pad=pad)
    for number, (name, asked, office) in enumerate(rows, 1):
        cells = [str(number), wrapped(name, 10), wrapped(asked, 22), wrapped(office[:20], 10)]
        sheet.row([50, 80, 190, 425], cells, middle, pad)
    assert read(sheet.page)[1:] == [[str(n), a, b, c[:20]] for n, (a, b, c) in enumerate(rows, 1)]


@settings(max_examples=150, deadline=None)
@given(
    places=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 60), st.integers(1, 24), st.integers(0, 9)), max_size=120
    ),
    rules=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 5)), max_size=6),
)
def test_each_glyph_lies_in_exactly_one_cell(
    places: list[tuple[int, int, int, int]], rules: list[tuple[int, int]]
) -> None:
    sheet = Sheet()
    for column, line, length, off in places:
        sheet.text(
            40 + 90 * column,
            50 + 12 * line + off,
            "5一二" * 8 if length > 22 else "1" * min(length, 3) + "文" * (length // 3),
        )
    sheet.page.rulings += [Box(30 + 90 * x, 45 + 6 * y, 560, 45.5 + 6 * y) for y, x in rules]
    for table in gap_tables(sheet.page):
        assert table.xs == sorted(set(table.xs)) and table.ys == sorted(set(table.ys))
        for glyph in sheet.page.glyphs:
            if holds(table.box, glyph):
                assert sum(holds(cell.box, glyph) for cell in table.cells) == 1
