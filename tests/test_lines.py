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
