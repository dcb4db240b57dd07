"""A table written by us, flattened as share sites do, is read back whole; what was joined is listed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.flat import rows
from extractor.limits import Limits
from extractor.pipeline import extract_source
from extractor.source import from_bytes

NAMES = [
    "医疗文书合格率",
    "健康教育",
    "应急值守情况",
    "药品管理",
    "河道保洁质量",
    "信息公开",
    "人员培训",
    "安全生产管理",
    "投诉处理情况",
]
TEXTS = [
    "按照有关规定执行。", "(1)建立管理制度；(2)有检查记录。", "达到95%，每降低1个百分点扣2分。", "每月不少于2次，少1次扣1分。",
    "具体按县规定的相关要求。", "按时完成年度任务，发现第3项问题未整改的，扣5分。",
]  # fmt: skip
GROUPS = ["服务能力建设", "内部管理水平", "社会评价反馈"]
HAN = "一二三四五六七八九"


def read(text):
    return extract_source(from_bytes("页面.txt", text.encode(), Limits()))


@st.composite
def tables(draw):
    """Groups of rows: (group, name, requirement), names not repeated."""
    names = draw(st.permutations(NAMES))
    count = draw(st.integers(3, len(NAMES)))
    cuts = sorted(draw(st.sets(st.integers(1, count - 1), min_size=1, max_size=2)))
    group = 0
    found = []
    for at, name in enumerate(names[:count]):
        group += at in cuts
        found.append((GROUPS[group], name, draw(st.sampled_from(TEXTS))))
    return found


def flatten(table, style, chunk=0):
    """Two levels in one string: groups numbered 一、, rows `style`; cut into chunks of `chunk` characters."""
    text, groups = "一级指标二级指标指标要求", []
    for number, (group, name, requirement) in enumerate(table, 1):
        if group not in groups:
            groups.append(group)
            text += f"{HAN[len(groups) - 1]}、{group}"
        text += style.format(number) + name + requirement
    if not chunk:
        return text
    return "\n\n".join(f"    {n}、{text[at : at + chunk]}" for n, at in enumerate(range(0, len(text), chunk), 1))


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["{}.", "{}、", "A{}.", "{}．"]), st.sampled_from([0, 70, 97]))
def test_a_flattened_table_is_read_back(table, style, chunk):
    catalogue = read(flatten(table, style, chunk))
    got = [(row["path"], row["name"], row["requirement"]) for row in rows(catalogue)]
    assert got == [([group], name, requirement) for group, name, requirement in table]


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(0, 8))
def test_a_missing_row_is_noticed(table, at):
    text = flatten(table, "{}.")
    gone = 1 + at % (len(table) - 2)  # neither the first nor the last: nothing can be missed there
    group, name, requirement = table[gone]
    heads = [g for g, _, _ in table]
    if heads.count(group) == 1:
        return
    catalogue = read(text.replace(f"{gone + 1}.{name}{requirement}", "", 1))
    codes = {problem.code for problem in catalogue.problems} | {r.code for i in catalogue.indicators for r in i.review}
    assert codes & {"W308", "R122", "R121"}


TURNED = (
    "一级指标二级指标三级指标指标要求服务提供1.服务数量1.门诊服务有记录。2.住院服务(1)有制度。"
    "服务提供1.服务数量2.住院服务(2)有台账。3.急诊服务有值班。综合管理2.财务管理4.预算管理严格执行预算。"
    "综合管理2.财务管理5.资产管理建立账册。来源：某某委员会"
)


def test_page_turns_are_no_groups_and_no_rows():
    catalogue = read(TURNED)
    assert [(row["path"], row["number"], row["name"], row["requirement"]) for row in rows(catalogue)] == [
        (["服务提供", "服务数量"], "1", "门诊服务", "有记录。"),
        (["服务提供", "服务数量"], "2", "住院服务", "(1)有制度。(2)有台账。"),
        (["服务提供", "服务数量"], "3", "急诊服务", "有值班。"),
        (["综合管理", "财务管理"], "4", "预算管理", "严格执行预算。"),
        (["综合管理", "财务管理"], "5", "资产管理", "建立账册。"),
    ]
    kinds = [c.kind for c in catalogue.corrections]
    assert kinds.count("row_joined") == 1
    assert kinds.count("heading_repeated") >= 4
    assert [g.name for g in catalogue.groups] == ["服务提供", "服务数量", "综合管理", "财务管理"]
    assert any("来源" in residue.text for residue in catalogue.residue)


POINTS = [
    (
        "序号考核项目分值评分标准1组织领导10成立领导小组得5分，少1项扣2分。2制度建设20制度健全。3经费保障5落实经费。合计35",
        [10, 20, 5],
    ),
    (
        "一级指标二级指标评分标准分值一、管理1.组织领导成立小组，未成立不得分。102.制度建设制度健全。203.经费保障落实经费。5",
        [10, 20, 5],
    ),
    ("考核项目考核内容评分标准1．组织领导（10分）成立小组，未成立扣2分。2．制度建设（20分）制度健全。", [10, 20]),
]


@pytest.mark.parametrize(("text", "points"), POINTS)
def test_points_of_a_lost_column(text, points):
    catalogue = read(text)
    assert [row["points"] for row in rows(catalogue)] == points
    assert [row["name"] for row in rows(catalogue)][:2] == ["组织领导", "制度建设"]


def test_the_ledger_balances_and_the_file_is_plain_json():
    catalogue = read(TURNED)
    ledger = catalogue.ledger
    assert ledger.characters == ledger.used + ledger.furniture + ledger.residue
    assert json.loads(catalogue.model_dump_json())["ledger"]["used"] > 0
