"""Tables of web pages: spans, sections, nesting, layout, and pandas as a second opinion."""

from __future__ import annotations

import random
import re
from io import StringIO

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.problems import Trouble
from extractor.limits import Limits
from tests.html_make import codes, grids, page, paragraphs, residue, rows, shown

TWO = "<tr><td>甲</td><td>乙</td></tr>"


@pytest.mark.parametrize(
    ("table", "expected", "told"),
    [
        (f"{TWO}<tr><td>丙</td><td>丁</td></tr>", [["甲", "乙"], ["丙", "丁"]], []),
        ("<tr><td rowspan=2>甲<td>乙<tr><td>丙", [["甲", "乙"], ["甲", "丙"]], []),
        (f"{TWO}<tr><td colspan=2>丙</td></tr>{TWO}", [["甲", "乙"], ["丙", "丙"], ["甲", "乙"]], []),
        ("<tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁", [["甲", "乙"], ["甲", "丙"], ["甲", "丁"]], []),
        ("<tr><td rowspan=1000000000>甲<td>乙<tr><td>丙", [["甲", "乙"], ["甲", "丙"]], ["W216"]),
        ("<tr><td colspan=1000000000>甲</td></tr>" + TWO, [["甲", "甲"], ["甲", "乙"]], ["W216"]),
        ("<tr><td colspan='100%'>甲</td></tr>" + TWO, [["甲", "甲"], ["甲", "乙"]], ["W216"]),
        ("<tr><td rowspan=-2 colspan=0>甲<td rowspan=x>乙" + TWO, [["甲", "乙"], ["甲", "乙"]], []),
        (TWO + "<tr><td>丙</td></tr>", [["甲", "乙"], ["丙", ""]], ["W217"]),
        (
            "<tr><td>甲<td rowspan=2>乙<td>丙</tr><tr><td colspan=2>丁<td>戊</tr>",
            [["甲", "乙", "丙"], ["丁", "乙", "戊"]],
            ["W214"],
        ),
        (
            "<thead><tr><th rowspan=2>甲<th>乙</thead><tbody><tr><td>丙<td>丁</tbody>",
            [["甲", "乙"], ["丙", "丁"]],
            ["W216"],
        ),
        (
            "<tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>丙<td>2</tbody>",
            [["丙", "2"], ["合计", "2"]],
            [],
        ),
        (
            "<tr><td rowspan=2>甲<td>乙<td rowspan=2>丙</tr><tr></tr><tr><td>一<td>二<td>三</tr>",
            [["甲", "乙", "丙"], ["一", "二", "三"]],
            [],
        ),
        (TWO + "<tr></tr><tr style='display:none'><td>隐<td>藏</tr>" + TWO, [["甲", "乙"]] * 2, ["W232"]),
        (TWO + "<tr height=0><td width=90></td><td></td></tr>", [["甲", "乙"]], []),
        ("<td>甲</td><td>乙</td></tr><tr><td>丙<td>丁", [["甲", "乙"], ["丙", "丁"]], []),
        ("<form><tr><td>甲<td>乙</tr></form>", [["甲", "乙"]], []),
    ],
)
def test_spans(table: str, expected: list[list[str]], told: list[str]) -> None:
    document = page(f"<table>{table}</table>")
    assert [rows(grid) for grid in grids(document)] == [expected]
    assert codes(document) == told


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("一<br>二<br><br>三", "一\n二\n三"),
        ("<div>一<div>二</div>三</div>", "一\n二\n三"),
        ("<ul><li>一<li>二</ul>", "一\n二"),
        ("<ol><li>一<li>二</ol>", "1. 一\n2. 二"),
        ("  一 \n\t 二\u3000三  ", "一二\u3000三"),
        ("<b>床</b><i>位</i><font>≥</font>90<sup>%</sup>", "床位≥90%"),
        ("<pre>一  二\n 三</pre>", "一  二\n 三"),
        ("5<input type=hidden name=s value=5>", "5"),
        ("<input value='三甲'>", "三甲"),
        ("<input type=checkbox checked>是<input type=radio>否", "☑是☐否"),
        ("<select><option>一<option selected>二</select>", "二"),
        ("<select><option>一<option>二</select>", "一"),
        ("<textarea> 扣分\n原因</textarea>", " 扣分\n原因"),
        ("<!--注--><script>x</script><style>y</style>字", "字"),
        ("合<%= total %>计<?php echo 1; ?>", "合计"),
        ("<img alt=图 src=x>字", "字"),
        ("\u200b", ""),
        ("&#8203;&nbsp;", ""),
        ("A&#0;B&#8;C", "ABC"),
        ("<table><tr><td>独</td></tr></table>", "独"),
    ],
)
def test_the_text_of_a_cell_is_what_a_person_sees(cell: str, text: str) -> None:
    (grid,) = grids(page(f"<table>{TWO}<tr><td>{cell}</td><td>右</td></tr></table>"))
    assert rows(grid) == [["甲", "乙"], [text, "右"]]


FIVE = "<tr><th>类别<th>指标<th>内容<th>标准<th>分值"
LONG_SPAN = (
    f"{FIVE}<tr><td rowspan=3>甲<td>一<td>二<td>三<td>1<tr><td>四<td>五<td>六<td>2"
    "<tr><td rowspan=2>乙<td>七<td>八<td>九<td>3<tr><td>十<td>百<td>千<td>4"
)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (LONG_SPAN, [("W215", "4")]),
        (TWO + TWO + "<tr><td>丙</tr>", [("W217", "3")]),
        (f"{FIVE}{'<tr><td>1<td>2<td>3<td>4' * 9}", [("W217", "2、3、4、5、6…")]),
        (f"{FIVE}<tr><td>1<td>2<td>3<td>4<tr><td>1<td>2<td>3<td>4<td>5", [("W215", "2")]),
        (f"{FIVE}<tr><td>一、节名<tr><td>1<td>2<td>3<td>4<td>5", [("W217", "2")]),
        ("<tr><td>甲<td>乙<tr><td rowspan=9>丙<td>丁<tr><td>戊", [("W216", "2")]),
    ],
)
def test_rows_that_do_not_fit_are_named(table: str, told: list[tuple[str, str]]) -> None:
    document = page(f"<table>{TWO}{TWO}</table><table>{table}</table>")
    assert [(n.code, n.params) for n in document.notices] == [(c, {"table": "2", "rows": rows}) for c, rows in told]


@pytest.mark.parametrize(
    ("span", "rows_after", "expected"),
    [
        (3, "", ["甲", "甲"]),
        (2, "<tr><td>丙<td>丁", ["甲", "甲", "丙"]),
        (3, "<tr><td>丙<td>丁", ["甲", "甲", "丙"]),
    ],
)
def test_hidden_rows_under_a_span(span: int, rows_after: str, expected: list[str]) -> None:
    gone = "<tr style='display:none'><td>旧</tr>"
    document = page(f"<table><tr><td rowspan={span}>甲<td>一</tr>{gone}<tr><td>二</tr>{rows_after}</table>")
    assert [row[0] for row in rows(grids(document)[0])] == expected
    assert codes(document) == ["W232"]


def test_a_table_that_is_not_closed_comes_before_the_next() -> None:
    document = page(f"<p>始</p><table>{TWO}{TWO}<table><tr><td>丙<td>丁</tr>{TWO}</table><p>终</p>")
    assert shown(document) == ["始", [["甲", "乙"]] * 2, [["丙", "丁"], ["甲", "乙"]], "终"]


def test_divisions_that_are_set_as_a_table() -> None:
    cell = "<div style='display:table-cell'>"
    line = f"<div class=tr style='display:table-row'>{cell}甲</div>{cell}<p>乙</p></div></div>"
    group = "<div style='display: table-header-group'>"
    document = page(f"<div style='display:table'>{group}{line}</div>{line}{line}</div><p>后</p>")
    assert shown(document) == [[["甲", "乙"]] * 3, "后"]
    assert grids(document)[0].header_rows == 1


@pytest.mark.parametrize(
    "cell", ["<div style='display:table-cell'>丙</div>", "<div style='display:table;width:9px'><p>丙</p></div>"]
)
def test_styles_of_tables_in_a_cell_are_no_cells(cell: str) -> None:
    assert shown(page(f"<table>{TWO}<tr><td>{cell}</td><td>丁</td></tr></table>")) == [[["甲", "乙"], ["丙", "丁"]]]


def test_head_and_caption() -> None:
    document = page(f"<table><caption>考核表</caption><thead><tr><th>一<th>二</thead><tbody>{TWO}</tbody></table>")
    assert shown(document) == ["考核表", [["一", "二"], ["甲", "乙"]]]
    assert grids(document)[0].header_rows == 1


def test_a_table_that_is_all_head_says_nothing() -> None:
    assert grids(page(f"<table><thead>{TWO}{TWO}</thead></table>"))[0].header_rows == 0


def test_hidden_cells_are_no_cells() -> None:
    document = page("<table><tr><td>甲<td style='DISPLAY: none'>密<td>乙<tr><td>丙<td>丁</table>")
    assert rows(grids(document)[0]) == [["甲", "乙"], ["丙", "丁"]]
    assert residue(document) == {"密": "hidden"}


# --- tables in tables --------------------------------------------------------------------------

INNER = "<table><tr><td>档次<td>得分<tr><td>90%以上<td>5分</table>"
OUTER = f"<tr><td>项目<td>标准<td>分值<tr><td>率<td>分档：{INNER}<td>5<tr><td>质量<td>每例扣1分<td>5"


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    outer, inner = grids(page(f"<table>{OUTER}</table>"))
    assert rows(outer)[1] == ["率", "分档：", "5"]
    assert (rows(inner)[1], inner.parent, outer.parent) == (["90%以上", "5分"], (0, 1, 1), None)


def test_tables_nested_too_deep_are_kept_as_residue() -> None:
    nested = INNER
    for _ in range(3):
        nested = f"<table><tr><td>甲<td>乙<td>丙<tr><td>一<td>二<td>{nested}<tr><td>三<td>四<td>五</table>"
    document = page(nested, Limits(nested_tables=3))
    assert [grid.parent for grid in grids(document)] == [None, (0, 1, 2), (1, 1, 2)]
    assert residue(document) == {"档次\n得分\n90%以上\n5分": "nested_too_deep"}
    assert codes(document) == ["E210"]


MENU = "<td><a href=a>首页</a><br><a href=b>新闻</a><br><a href=c>公开</a><br></td>"
DATA = "<table><tr><td>序号<td>指标<td>分值<tr><td>1<td>患者满意度<td>10<tr><td>2<td>床位使用率<td>5</table>"
READ = [["序号", "指标", "分值"], ["1", "患者满意度", "10"], ["2", "床位使用率", "5"]]


@pytest.mark.parametrize(
    "frame",
    [
        f"<table><tr><td>标题</td></tr><tr><td>{DATA}</td></tr></table>",
        f"<table><tr>{MENU}<td><p>标题</p>{DATA}</td></tr></table>",
        f"<table><tr><td>页头<td>日期</tr><tr>{MENU}<td>标题{DATA}</td></tr></table>",
        f"<table><tr><td><table><tr><td><table><tr><td>标题{DATA}</table></table></table>",
        f"<table role=presentation><tr><td>标题</td></tr><tr><td>{DATA}</td></tr></table>",
        f"<table><tr><td><h2>标题</h2><p>一</p><p>二</p></td><td>侧栏</td></tr></table>{DATA}",
        "<table><tr><td>" * 60 + f"标题{DATA}" + "</td></tr></table>" * 60,
    ],
)
def test_layout_tables_do_not_swallow_the_table_inside(frame: str) -> None:
    document = page(frame)
    assert [(rows(grid), grid.parent) for grid in grids(document)] == [(READ, None)]
    assert "标题" in paragraphs(document)


@pytest.mark.parametrize("table", [DATA, f"<table role=presentation>{DATA[7:]}", f"<table>{OUTER}</table>"])
def test_tables_of_data_are_never_taken_for_layout(table: str) -> None:
    assert len(rows(grids(page(table))[0])) == 3


def test_a_table_of_links_is_a_menu() -> None:
    cells = "".join(f"<td><a href={n}>栏目{n}</a></td>" for n in range(4))
    document = page(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>{DATA}")
    assert shown(document) == [READ]


# --- limits ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "limits", "code"),
    [
        ((TWO * 60), Limits(grid_cells=100), "E211"),
        ("<tr>" + "<td rowspan=9 colspan=900>甲" * 900 + "<td>乙", Limits(grid_cells=1000), "E211"),
        ("<tr><td>甲<td>" + "乙" * 50, Limits(cell_characters=40), "E110"),
        (TWO * 60, Limits(html_tags=100), "E110"),
        (TWO * 60, Limits(text_characters=100), "E110"),
        ("<tr><td>甲<td>" + "<div>" * 60 + "乙", Limits(html_depth=50), "E110"),
    ],
)
def test_limits(table: str, limits: Limits, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        page(f"<table>{table}</table>", limits)
    assert trouble.value.code == code


# --- pandas ------------------------------------------------------------------------------------


def _tiling(chance: random.Random, height: int, width: int) -> list[list[tuple[int, int]]]:
    """Spans (rows, columns) of cells that cover a rectangle without overlap."""
    free = {(row, column) for row in range(height) for column in range(width)}
    lines: list[list[tuple[int, int]]] = [[] for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if (row, column) not in free:
                continue
            across = down = 1
            while chance.random() < 0.25 and (row, column + across) in free:
                across += 1
            while chance.random() < 0.2 and all((row + down, column + x) in free for x in range(across)):
                down += 1
            free -= {(row + y, column + x) for y in range(down) for x in range(across)}
            lines[row].append((down, across))
    return lines


def _table(chance: random.Random, ragged: bool) -> str:
    height, width = chance.randint(2, 7), chance.randint(2, 6)
    lines = [[(1, 1)] * width, *_tiling(chance, height, width)]
    number, html = 0, []
    for at, line in enumerate(lines):
        if ragged and at and all(span == (1, 1) for cells in lines for span in cells):
            line = line[: chance.randint(1, width)]
        cells = []
        for down, across in line:
            number += 1
            spans = (f" rowspan={down}" if down > 1 else "") + (f" colspan={across}" if across > 1 else "")
            words = chance.choice(
                [f"第{number}项", f" 第 {number}\n 项<br>内容 ", f"<b>项</b>{number}", f"<p>{number}.5%"]
            )
            cells.append(f"<td{spans}>{words}</td>")
        html.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(html)}</table>"


def _peer(html: str) -> list[list[str]]:
    (frame,) = pandas.read_html(StringIO(html), header=None, flavor="lxml", keep_default_na=False)
    return [[_bare(str(value)) for value in line] for line in frame.fillna("").to_numpy().tolist()]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_grids_are_those_of_pandas(chance: random.Random, ragged: bool) -> None:
    html = _table(chance, ragged)
    (grid,) = grids(page(html))
    ours = [[_bare(text) for text in line] for line in rows(grid)]
    assert ours == _without_unseen(html, _peer(html))


def _without_unseen(html: str, lines: list[list[str]]) -> list[list[str]]:
    """The peer's rows without those that have no cell in the source."""
    own = [bool(re.search("<td", row)) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    return [line for line, has in zip(lines, own, strict=True) if has]
