"""Tables copied as text: a row a line, or a cell a line."""

import pytest

from catalog.flat import rows
from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.pipeline import extract_source
from extractor.source import from_bytes

HEAD = ["序号", "考核项目", "分值", "评分标准"]
BODY = [
    ["1", "组织领导", "10", "未成立领导小组的扣5分"],
    ["2", "台账管理", "15", "台账缺1项扣1分"],
    ["3", "日常巡查", "20", "少1次 扣2分"],
]


def read(lines):
    return extract_source(from_bytes("t.txt", "\n".join(lines).encode(), Limits()))


@pytest.mark.parametrize("blank", [" ", "  ", "\u3000"])
def test_a_row_a_line(blank):
    catalogue = read(["河长制考核细则", *(blank.join(row) for row in [HEAD, *BODY, ["合计", "45"]])])
    got = [(row["number"], row["name"], row["points"], "".join(row["requirement"].split())) for row in rows(catalogue)]
    assert got == [(n, name, int(points), "".join(text.split())) for n, name, points, text in BODY]


def test_a_cell_a_line():
    catalogue = read(["河长制考核细则", *(cell for row in [HEAD, *BODY] for cell in row)])
    assert [(row["number"], row["name"], row["points"]) for row in rows(catalogue)] == [
        (number, name, int(points)) for number, name, points, _ in BODY
    ]


def test_lines_that_do_not_fit_stay_lines():
    with pytest.raises(Trouble):
        read(["考核项目 分值 评分标准 备注", "会议于今日召开", "与会者讨论了分值"])


def test_a_cell_a_line_with_sections_and_without_the_empty_cells_of_a_column_to_fill_in():
    head = [*HEAD, "得分"]
    lines = [
        *head,
        "（一）水面（25分）",
        *BODY[0],
        *BODY[1],
        "（二）岸线（20分）",
        *BODY[2],
        "附：本细则由办公室解释。",
    ]
    catalogue = read(["河长制考核细则", *lines])
    got = [(each["path"], each["number"], each["name"], each["points"]) for each in rows(catalogue)]
    assert got == [(["水面"], "1", "组织领导", 10), (["水面"], "2", "台账管理", 15), (["岸线"], "3", "日常巡查", 20)]


def test_a_cell_of_several_lines_is_one_cell_told_by_the_points():
    body = [list(row) for row in BODY]
    lines = [*HEAD, *body[0], "未开会研究的扣2分", *body[1], *body[2]]
    first = next(rows(read(["河长制考核细则", *lines])))
    assert (first["points"], first["requirement"]) == (10, "未成立领导小组的扣5分\n未开会研究的扣2分")
