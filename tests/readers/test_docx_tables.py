"""Tables: spans, merges and their breakages, inner tables, and time that grows with the table and no faster."""

from __future__ import annotations

import cProfile
import time

import pytest

from catalog.problems import Trouble
from extractor.limits import Limits
from tests.docx_make import (
    cell,
    codes,
    document,
    drawn_box,
    grids,
    in_list,
    left_out,
    level,
    lists,
    of,
    p,
    paragraphs,
    r,
    rows,
    sdt,
    shape,
    t,
    tbl,
    tc,
    tr,
    word,
)

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = "<w:tblHeader/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


SHAPES = [
    ("无合并", tbl(tr("a", "b"), tr("c", "d")), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)], []),
    ("横并", tbl(tr(tc("a", span(2))), tr("c", "d")), [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)], []),
    (
        "纵并",
        tbl(tr(tc("a", START), "b"), tr(tc("", ON), "d"), tr(tc("", ON), "f"), tr("g", "h")),
        [(0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1), (3, 0, 1, 1), (3, 1, 1, 1)],
        [],
    ),
    (
        "横纵都并",
        tbl(tr(tc("a", span(2) + START), "b"), tr(tc("", span(2) + ON), "d")),
        [(0, 0, 2, 2), (0, 2, 1, 1), (1, 2, 1, 1)],
        [],
    ),
    (
        "两段纵并相接",
        tbl(tr(tc("a", START)), tr(tc("", ON)), tr(tc("b", START)), tr(tc("", ON))),
        [(0, 0, 2, 1), (2, 0, 2, 1)],
        [],
    ),
    (
        "旧式横并",
        tbl(tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b")),
        [(0, 0, 1, 2), (0, 2, 1, 1)],
        [],
    ),
    ("无起始格且空白", tbl(tr("a", "b"), tr(tc("", ON), "d")), [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)], ["W212"]),
    ("无起始格但有字", tbl(tr("a"), tr(tc("b", ON))), [(0, 0, 1, 1), (1, 0, 1, 1)], ["W212"]),
    ("首行就是续格", tbl(tr(tc("a", ON)), tr(tc("", ON))), [(0, 0, 2, 1)], ["W212"]),
    (
        "续格宽度不同",
        tbl(tr(tc("a", span(2) + START)), tr(tc("", ON), "d"), columns=2),
        [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)],
        ["W212"],
    ),
    (
        "行短补齐",
        tbl(tr("a", "b", "c"), tr("d"), tr("e", "f", "g")),
        [
            (0, 0, 1, 1),
            (0, 1, 1, 1),
            (0, 2, 1, 1),
            (1, 0, 1, 1),
            (1, 1, 1, 2),
            (2, 0, 1, 1),
            (2, 1, 1, 1),
            (2, 2, 1, 1),
        ],
        ["W213"],
    ),
    (
        "行首行尾空列",
        tbl(tr("a", "b", "c"), tr("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')),
        [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)],
        [],
    ),
    (
        "合并越界",
        tbl(tr("a", "b"), tr(tc("c", span(9))), columns=2),
        [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)],
        ["W211"],
    ),
    (
        "跨十亿列",
        tbl(tr(tc("a", span(10**9)), tc("b", span(10**9))), tr("c", "d", "e")),
        [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)],
        ["W211", "W211"],
    ),
    (
        "声明列数偏少",
        tbl(tr("a", "b"), tr("c", "d"), columns=1),
        [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)],
        [],
    ),
    ("声明列数偏多", tbl(tr("a", "b"), columns=5), [(0, 0, 1, 1), (0, 1, 1, 1)], []),
    ("跨度不是数", tbl(tr(tc("a", '<w:gridSpan w:val="x"/>'), "b")), [(0, 0, 1, 1), (0, 1, 1, 1)], []),
    ("空行", tbl(tr("a", "b"), tr()), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)], []),
]


@pytest.mark.parametrize(("body", "expected", "told"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_a_table_lies_as_on_the_page(body: str, expected: list[tuple[int, int, int, int]], told: list[str]) -> None:
    found = of(body)
    (grid,) = grids(found)
    assert shape(grid) == expected
    assert codes(found) == told
    covered = {(c.row + y, c.column + x) for c in grid.cells for y in range(c.rowspan) for x in range(c.colspan)}
    assert sum(c.rowspan * c.colspan for c in grid.cells) == len(covered) == grid.rows * grid.columns


def test_short_rows_are_told_once_for_a_table() -> None:
    assert codes(of(tbl(tr("a", "b", "c"), tr("d"), tr("e", "f")))) == ["W213"]


def test_a_broken_merge_is_told_once() -> None:
    found = of(tbl(tr("a", "b"), *[tr(tc("", ON), "d")] * 3))
    assert (shape(grids(found)[0])[0], codes(found)) == ((0, 0, 4, 1), ["W212"])


def test_hidden_words_in_a_blank_continuation_are_residue() -> None:
    found = of(tbl(tr("a"), tr(tc(p(r("内部", "<w:vanish/>")), ON))))
    assert left_out(found) == [("内部", "hidden")]


def test_header_rows_are_those_at_the_top() -> None:
    (grid,) = grids(
        of(tbl(tr("a", properties=HEADER), tr("b", properties=HEADER), tr("c"), tr("d", properties=HEADER)))
    )
    assert grid.header_rows == 2


def test_a_cell_keeps_its_inner_lines_and_loses_its_blank_ends() -> None:
    found = of(tbl(tr(tc(p() + p("　一、制度") + p() + p("二、记录　") + p()))))
    assert cell(found).text == "一、制度\n\n二、记录"


def test_words_in_the_rest_of_a_merged_cell_are_residue() -> None:
    found = of(tbl(tr(tc("a", START)), tr(tc("看不见", ON))))
    assert shape(grids(found)[0]) == [(0, 0, 2, 1)]
    assert (left_out(found), codes(found)) == ([("看不见", "merged")], ["W232"])


def test_numbered_words_in_the_rest_of_a_merged_cell_balance() -> None:
    rest = tc(p("看不见", in_list(1)), ON)
    found = of(tbl(tr(tc("a", START)), tr(rest)), numbering=lists(level(0, "decimal", "%1.")))
    assert left_out(found) == [("1. 看不见", "merged")]


def test_the_rest_of_a_merged_cell_takes_no_list_number() -> None:
    first, rest = tc(p("", in_list(1)), START), tc(p("", in_list(1)), ON)
    found = of(
        tbl(tr(first, "甲"), tr(rest, "乙"), tr(tc(p("", in_list(1)), START), "丙")),
        numbering=lists(level(0, "decimal", "%1")),
    )
    assert rows(grids(found)[0]) == [["1", "甲"], ["乙"], ["2", "丙"]]


@pytest.mark.parametrize(
    "wrapped", [sdt(tr("甲", "乙")), tr(sdt(tc("甲")), sdt(tc("乙"))), tr(tc(sdt(p("甲"))), tc(sdt(p("乙"))))]
)
def test_content_controls_around_rows_cells_and_paragraphs(wrapped: str) -> None:
    assert rows(grids(of(tbl(tr("x", "y"), wrapped)))[0]) == [["x", "y"], ["甲", "乙"]]


def test_a_content_control_around_a_table() -> None:
    assert rows(grids(of(sdt(tbl(tr("甲")))))[0]) == [["甲"]]


def test_places_name_block_table_row_and_column() -> None:
    found = of(p("前") + tbl(tr("a", "b"), tr("c", "d")))
    place = found.place(cell(found, 1, 0).start)
    assert (place.block, place.table, place.row, place.column) == (1, 0, 1, 0)


# --- inner tables ------------------------------------------------------------------------------


def test_an_inner_table_follows_its_outer_one_and_knows_its_cell() -> None:
    inner = tc(p("外") + tbl(tr("内", tc(tbl(tr("最内")) + p()))) + p("外二"))
    found = of(tbl(tr("a", inner)) + tbl(tr("后")))
    assert [(grid.table, grid.parent, rows(grid)) for grid in grids(found)] == [
        (0, None, [["a", "外\n外二"]]),
        (1, (0, 0, 1), [["内", ""]]),
        (2, (1, 0, 1), [["最内"]]),
        (3, None, [["后"]]),
    ]


def test_a_table_in_a_text_box_in_a_cell_is_an_inner_table() -> None:
    found = of(tbl(tr(tc(p(r("甲") + drawn_box(tbl(tr("框内表")) + p("框")))))))
    assert cell(found).text == "甲\n框"
    assert grids(found)[1].parent == (0, 0, 0)


def nested(depth: int) -> str:
    """`depth` tables inside one another, each with its number beside the next."""
    body = tbl(tr(str(depth)))
    for number in range(depth - 1, 0, -1):
        body = tbl(tr(str(number), tc(body + p())))
    return body


def test_tables_nested_too_deep_are_residue() -> None:
    found = of(nested(12))
    assert len(grids(found)) == 9
    assert left_out(found) == [("10\n11\n12", "nested_too_deep")]
    assert codes(found) == ["E210"]


def test_fifty_nested_tables_are_read_without_recursion_trouble() -> None:
    assert "50" in of(nested(50)).text


def test_thousands_of_nested_tables_are_refused() -> None:
    with pytest.raises(Trouble) as trouble:
        of(nested(5_000))
    assert (trouble.value.code, trouble.value.params["limit"]) == ("E110", "xml_depth")


# --- limits and time ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [tbl(tr(*"abcdef"), tr(*"abcdef")), tbl(*[tr(tc("a", span(6)))] * 2)],
    ids=["格子多", "跨列后格子多"],
)
def test_too_many_cells_are_refused_before_the_grid(body: str) -> None:
    with pytest.raises(Trouble) as trouble:
        document(word(body), Limits(grid_cells=10))
    assert (trouble.value.code, trouble.value.params["cells"]) == ("E211", "12")


def test_one_cell_too_long_is_refused() -> None:
    with pytest.raises(Trouble) as trouble:
        document(word(tbl(tr("长" * 11))), Limits(cell_characters=10))
    assert trouble.value.params["limit"] == "cell_characters"


def test_all_text_too_long_is_refused() -> None:
    with pytest.raises(Trouble) as trouble:
        document(word(p("长" * 6) * 2), Limits(text_characters=10))
    assert trouble.value.params["limit"] == "text_characters"


def merged_column(count: int) -> bytes:
    body = tr(tc("设备", START), "第0项")
    body += "".join(tr(tc("", ON), f"第{index}项") for index in range(1, count))
    return word(tbl(body))


def calls(data: bytes) -> int:
    """How many calls reading takes: unlike seconds, the same on every run and machine."""
    profile = cProfile.Profile()
    profile.runcall(document, data, Limits(zip_ratio=10_000))
    return sum(entry.callcount for entry in profile.getstats())


def test_a_merged_column_of_5000_rows_is_read_in_linear_time() -> None:
    large = merged_column(5_000)
    started = time.process_time()
    found = document(large, Limits(zip_ratio=10_000))
    assert shape(grids(found)[0])[0] == (0, 0, 5_000, 1)
    assert time.process_time() - started < 20
    assert calls(large) < 4.5 * calls(merged_column(1_250))


def test_blank_paragraphs_between_tables_are_no_blocks() -> None:
    found = of(tbl(tr("甲")) + p() + p(r("　")) + tbl(tr("乙")))
    assert (len(found.blocks), paragraphs(found)) == (2, [])


def test_a_table_without_rows_is_no_block() -> None:
    assert of(tbl() + p(f"<w:r>{t('甲')}</w:r>")).blocks[0].text == "甲"  # type: ignore[union-attr]
