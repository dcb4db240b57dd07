"""Names, numbering, points cells, parts, formulas."""

from decimal import Decimal

import pytest
from reading import row

from extractor.fields.headings import heading, points


@pytest.mark.parametrize(
    ("text", "number", "name", "value"),
    [
        ("围绕中心履职尽责（700分）", None, "围绕中心履职尽责", 700),
        ("一、组织领导（20分）。", "一", "组织领导", 20),
        ("（二）制度建设", "（二）", "制度建设", None),
        ("1.1.1培训基地基本条件★", "1.1.1", "培训基地基本条件★", None),
        ("3、信访稳定", "3", "信访稳定", None),
        ("做好群众满意度提升工作。", None, "做好群众满意度提升工作", None),
        ("组织\n领导\n（15分）", None, "组织领导", 15),
        ("质量绩效（权重：35%）", None, "质量绩效", 35),
        ("2022年度工作", None, "2022年度工作", None),
        ("五项制度落实", None, "五项制度落实", None),
        ("“互联网+护理服务”", None, "“互联网+护理服务”", None),
    ],
)
def test_heading(text, number, name, value):
    read = heading(text)
    assert (read.number, read.name, read.points) == (number, name, None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "value", "veto", "rest"),
    [
        ("一票否决\n30", 30, "veto", False),
        ("30（一票否优）", 30, "veto_excellence", False),
        ("2.5分", Decimal("2.5"), None, False),
        ("２０", 20, None, False),
        ("十五分", 15, None, False),
        ("40%", 40, None, False),
        ("10-20", None, None, True),
        ("见附件", None, None, True),
        ("", None, None, False),
    ],
)
def test_points_cell(text, value, veto, rest):
    read = points(text)
    assert (read.value, read.veto, bool(read.rest)) == (value, veto, rest)


def test_points_that_cannot_be_read_are_said():
    assert [(r.field, r.code) for r in row("完成", points="10-20").review] == [("points", "R105")]
    assert [(r.field, r.code) for r in row("完成", points="").review] == [("points", "R106")]


def test_parts_must_add_up():
    right, wrong = (row(f"（1）开展教育（{n}分）；（2）撰写体会（2分）。", points="5") for n in (3, 2))
    assert [(p.number, p.text, p.points) for p in right.parts] == [("（1）", "开展教育", 3), ("（2）", "撰写体会", 2)]
    assert [r.code for r in right.review] == []
    assert [r.code for r in wrong.review] == ["R119"]


@pytest.mark.parametrize(
    ("text", "name", "numerator", "denominator", "scale", "inferred"),
    [
        (
            "床位使用率=实际占用床日数/实际开放床日数×100%",
            "床位使用率",
            "实际占用床日数",
            "实际开放床日数",
            "100",
            False,
        ),
        ("合格率＝合格数÷抽查数×100％。", "合格率", "合格数", "抽查数", "100", False),
        ("增长率=(当年-上年)/上年×100%", "增长率", "当年-上年", "上年", "100", False),
        ("人次=年度人次/医师数/250天", "人次", "年度人次", "医师数×250天", "1", False),
        ("死亡率=死亡数/活产数×1000‰", "死亡率", "死亡数", "活产数", "1000", False),
        ("利用率=服务人口数/居民人口数", "利用率", "服务人口数", "居民人口数", "1", False),
        ("满意度=满意人数/调查总数100%", "满意度", "满意人数", "调查总数", "100", True),
        ("合格数量/总交付数量×100%", "指标甲", "合格数量", "总交付数量", "100", False),
    ],
)
def test_formula(text, name, numerator, denominator, scale, inferred):
    (formula,) = row(text).formulas
    assert (formula.name, formula.numerator, formula.denominator) == (name, numerator, denominator)
    assert (formula.scale, formula.inferred) == (scale, inferred)


def test_a_formula_that_is_not_understood_is_said():
    read = row("得分=完成情况综合评定")
    assert (read.formulas, [r.code for r in read.review if r.field == "formulas"]) == ([], ["R110"])


@pytest.mark.parametrize(
    ("requirement", "points", "expected"),
    [
        ("（1）甲（2分）；（2）乙（3分）", "5", [("（1）", "甲", 2), ("（2）", "乙", 3)]),
        ("1.甲（2分）；2.乙（3分）", "5", [("1", "甲", 2), ("2", "乙", 3)]),
        ("1.生活污水\n处理率达标（2分）；\n2.乙（3分）", "5", [("1", "生活污水处理率达标", 2), ("2", "乙", 3)]),
        ("①甲1分；②乙2分。少一项扣1分。", "3", [("①", "甲", 1), ("②", "乙", 2)]),
        ("有甲1分，有乙2分，有丙2分。", "5", [(None, "有甲", 1), (None, "有乙", 2), (None, "有丙", 2)]),
        ("有甲1分，有乙2分，有丙2分。", "9", []),
        ("甲5分，乙3分，丙0分。", "5", []),
    ],
)
def test_parts(requirement, points, expected):
    parts = row(requirement, points=points).parts
    assert [(part.number, part.text, part.points) for part in parts] == expected
