"""Tables that pages cut: what is joined, what is not, and with what grade."""

import pytest

from catalog.base import Place
from extractor.document import Cell as DocumentCell
from extractor.document import Document, Ending, Grid, Paragraph, Sheet, Tape
from extractor.sheets import with_joined_tables

HEAD = "序号 | 考核项目 | 考核内容 | 分值"
FULL, SHORT = Ending(0.2, 0.3), Ending(6.0, 0.3)


def cut(*pages, xs=None, between=(), ending=FULL):
    """A document of tables, one a page: rows as "a | b | c"; 〃 continues the cell above, a row's last text ends `ending`."""
    tape, blocks = Tape(), []
    for number, rows in enumerate(pages, 1):
        cells, width = _cells(tape, rows, number)
        borders = (xs or {}).get(number) or tuple(50.0 + 100 * i for i in range(width + 1))
        endings = {(c.row, c.column): ending for c in cells if c.row + c.rowspan == len(rows) and c.text}
        blocks += [Paragraph(t, tape.add(t, Place(page=number)).start) for t in between] if number > 1 else []
        sheet = Sheet(number, borders, endings)
        blocks.append(Grid(number - 1, len(rows), width, cells, sheet=sheet))
    text = tape.text()
    return Document("s1", text, tape.pieces, blocks, visible=len("".join(text.split())))


def _cells(tape, rows, page):
    table = [[text.strip() for text in row.split("|")] for row in rows]
    found, latest = {}, {}
    for y, row in enumerate(table):
        for x, text in enumerate(row):
            if text == "〃":
                above = found[latest[x]]
                found[latest[x]] = DocumentCell(above.row, x, above.text, above.start, above.rowspan + 1)
            else:
                span = tape.add(text, Place(page=page, row=y, column=x))
                found[y, x], latest[x] = DocumentCell(y, x, text, span.start), (y, x)
    return list(found.values()), len(table[0])


def joined(document):
    """The tables after joining, row by row as texts."""
    found = []
    for grid in with_joined_tables(document).document.blocks:
        if isinstance(grid, Grid):
            rows = [[""] * grid.columns for _ in range(grid.rows)]
            for cell in grid.cells:
                rows[cell.row][cell.column] = cell.text
            found.append([" | ".join(row) for row in rows])
    return found


@pytest.mark.parametrize(
    ("why", "above", "below", "rows"),
    [
        ("a sentence cut in its middle", "1 | 安全 | 守牢安全生产 | 10", " | | 底线。 | ", ["1 | 安全 | 守牢安全生产底线。 | 10"]),
        ("the weight on the second half", "1 | 安全 | 守牢安全生产 | ", " | | 底线。 | 10", ["1 | 安全 | 守牢安全生产底线。 | 10"]),
        ("everything but the text on the second half", " | | 守牢安全生产 | ", "1 | 安全 | 底线。 | 10",
         ["1 | 安全 | 守牢安全生产底线。 | 10"]),
        ("a number cut", "1 | 安全 | 达标率不低于9 | 10", " | | 5%。 | ", ["1 | 安全 | 达标率不低于95%。 | 10"]),
        ("the name cut too", "1 | 加强安全 | 守牢安全生产 | 10", " | 生产 | 底线。 | ", ["1 | 加强安全生产 | 守牢安全生产底线。 | 10"]),
        ("between paragraphs of a cell", "1 | 安全 | 1.守牢底线； | 10", " | | 2.无事故。 | ",
         ["1 | 安全 | 1.守牢底线；\n2.无事故。 | 10"]),
        ("a new row", "1 | 安全 | 守牢安全生产底线。 | 10", "2 | 信访 | 无越级访。 | 5",
         ["1 | 安全 | 守牢安全生产底线。 | 10", "2 | 信访 | 无越级访。 | 5"]),
        ("a new row after a text without a stop", "1 | 安全 | 守牢安全生产底线 | 10", "2 | 信访 | 无越级访 | 5",
         ["1 | 安全 | 守牢安全生产底线 | 10", "2 | 信访 | 无越级访 | 5"]),
        ("a total", "1 | 安全 | 守牢安全生产底线 | 10", "合计 | | | 10", ["1 | 安全 | 守牢安全生产底线 | 10", "合计 |  |  | 10"]),
    ],
)  # fmt: skip
def test_rows_at_a_page_turn(why, above, below, rows):
    first = ["9 | 其他 | 按要求完成。 | 5", above]
    assert joined(cut([HEAD, *first], [below, "8 | 其后 | 按时完成。 | 5"]))[0][2 : 2 + len(rows)] == rows, why


def test_a_row_of_three_pages_keeps_three_places():
    document = cut([HEAD, "1 | 安全 | 守牢安全 | "], [" | | 生产底线，全年 | 10"], [" | | 无事故。 | "])
    (whole,) = [b for b in with_joined_tables(document).document.blocks if isinstance(b, Grid)]
    text = next(cell for cell in whole.cells if cell.row == 1 and cell.column == 2)
    assert text.text == "守牢安全生产底线，全年无事故。"
    assert [document.place(span.start).page for span in text.spans()] == [1, 2, 3]


def test_each_turn_is_told_with_its_evidence():
    document = cut(
        [HEAD, "1 | 安全 | 守牢安全 | 10"], [" | | 底线。 | ", "2 | 信访 | 无越级访。 | 5"], ["3 | 法治 | 完成。 | 5"]
    )
    (notice,) = with_joined_tables(document).document.notices
    assert (
        notice.code == "W246"
        and notice.params["turns"] == "第2页续上页的行（句子跨页），第3页另起一行（各有序号或分值）"
    )
    assert (
        notice.params["turns_en"]
        == "page 2 goes on with a row (a sentence is cut), page 3 begins a row (keys of its own)"
    )


def test_headings_that_a_page_repeats_are_furniture():
    document = cut([HEAD, "1 | 甲 | 完成。 | 5"], [HEAD, "2 | 乙 | 完成。 | 5"])
    assert joined(document) == [[HEAD, "1 | 甲 | 完成。 | 5", "2 | 乙 | 完成。 | 5"]]
    assert {f.kind for f in with_joined_tables(document).document.furniture} == {"heading"}


def test_a_group_goes_on_over_the_page():
    head = "类别 | 考核项目 | 考核内容 | 分值"
    document = cut(
        [head, "管理（20分） | 甲 | 完成。 | 5", "〃 | 乙 | 完成。 | 5"],
        [" | 丙 | 完成。 | 5", "〃 | 丁 | 完成。 | 5", "服务 | 戊 | 完成。 | 5"],
    )
    (whole,) = [b for b in with_joined_tables(document).document.blocks if isinstance(b, Grid)]
    assert [(c.text, c.rowspan) for c in whole.cells if c.column == 0] == [
        ("类别", 1), ("管理（20分）", 4), ("服务", 1),
    ]  # fmt: skip


def test_a_group_name_cut_by_the_page_is_one_name():
    head = "类别 | 考核项目 | 考核内容 | 分值"
    document = cut([head, "污水治理 | 甲 | 设施正常运 | "], ["（14分） | | 行。 | 5", "〃 | 乙 | 完成。 | 9"])
    (whole,) = [b for b in with_joined_tables(document).document.blocks if isinstance(b, Grid)]
    assert next(c.text for c in whole.cells if (c.row, c.column) == (1, 0)) == "污水治理（14分）"


@pytest.mark.parametrize(
    ("why", "more"),
    [
        ("a title between", {"between": ["附件2 乡镇卫生院考核表"]}),
        ("other columns", {"xs": {2: (50.0, 80.0, 300.0, 420.0, 450.0)}}),
    ],
)
def test_tables_that_are_not_one(why, more):
    assert len(joined(cut([HEAD, "1 | 甲 | 完成。 | 5"], ["2 | 乙 | 完成。 | 5"], **more))) == 2, why


def test_a_table_with_headings_of_its_own_is_another():
    pages = [HEAD, "1 | 甲 | 完成。 | 5"], ["序号 | 姓名 | 单位 | 备注", "1 | 张 | 乙局 | 无"]
    assert len(joined(cut(*pages))) == 2


@pytest.mark.parametrize("xs", [tuple(62.0 + 100 * i for i in range(5)), tuple(55.0 + 100.5 * i for i in range(5))])
def test_pages_set_off_to_the_side_are_joined(xs):
    document = cut([HEAD, "1 | 甲 | 完成。 | 5"], ["2 | 乙 | 完成。 | 5"], xs={2: xs})
    assert joined(document) == [[HEAD, "1 | 甲 | 完成。 | 5", "2 | 乙 | 完成。 | 5"]]


def test_a_line_that_only_says_continued_does_not_part_tables():
    document = cut([HEAD, "1 | 甲 | 完成。 | 5"], ["2 | 乙 | 完成。 | 5"], between=["（续表）"])
    assert len(joined(document)) == 1


def test_a_doubtful_seam_is_listed_and_can_be_read_the_other_way():
    document = cut([HEAD, " | | 守牢安全生产底线。 | "], ["1 | 安全 | 全年无事故。 | 10"], ending=SHORT)
    found = with_joined_tables(document)
    assert found.open == [0]
    other = with_joined_tables(document, frozenset([0]))
    assert [len(d.document.blocks[0].cells) for d in (found, other)] == [8, 12]


def test_a_blank_strip_at_the_foot_of_a_page_is_no_row():
    """Browsers draw the outer frame of a table down to the end of the page."""
    document = cut([HEAD, "1 | 甲 | 完成。 | 5", " | | | "], [HEAD, "2 | 乙 | 完成。 | 5"])
    assert joined(document) == [[HEAD, "1 | 甲 | 完成。 | 5", "2 | 乙 | 完成。 | 5"]]


def test_a_page_printed_smaller_goes_on():
    smaller = tuple(60.0 + 90 * i for i in range(5))
    document = cut([HEAD, "1 | 甲 | 完成。 | 5"], [HEAD, "2 | 乙 | 完成。 | 5"], xs={2: smaller})
    assert len(joined(document)) == 1
