"""Groups that are wholes of their own (30% × 20%), and bonuses with a cap: the interpreter, and the bulk engine beside it."""

from fractions import Fraction

import pytest
from bulk_cases import assert_same, by_institution, run, texts
from reading import catalogue, laid

from scorer import Observation, load_profile, score

WEIGHTS = """
一级指标|权重|二级指标|权重|评分标准
质量|30%|合格率|60%|合格率≥98%，每低1个百分点扣5分
^|^|返工率|40%|返工率≤2%，每高1个百分点扣5分
交付|70%|准时率|100%|准时率≥95%，每低1个百分点扣5分
"""
BONUS = """
项目|考核内容|分值|评分标准
师德|遵守职业道德|100|违反一次扣5分
加分项（最高10分）|<|<|<
科研|发表论文|8|发表论文的得8分
获奖|获得奖励|6|获得奖励的得6分
"""


def read(table):
    parts, spans = laid(table)
    return catalogue("2024年考核细则", *parts, spans=spans)


def reports(made, *values):
    names = [item.id for item in made.inputs]
    return [
        Observation(institution=f"单位{at}", input=name, value=value)
        for at, row in enumerate(values)
        for name, value in zip(names, row, strict=True)
    ]


def both(made, observations, folder):
    """The sheets of the interpreter, after the bulk engine gave the same."""
    sheets = score(made, observations, profile=load_profile("strict"))
    rows = by_institution(observations, [sheet.institution for sheet in sheets])
    assert_same(sheets, run(made, texts(made, rows), folder, profile=load_profile("strict"))[1])
    return sheets


def test_two_levels_of_weights_are_one_whole():
    made = read(WEIGHTS)
    assert made.total_points == 100
    assert [(group.points, group.weight) for group in made.groups] == [(None, 30), (None, 70)]
    assert [(total.scope, total.declared, total.computed) for total in made.totals] == [
        ("g1", 100, 100), ("g2", 100, 100), ("catalogue", 100, 100),
    ]  # fmt: skip


def test_points_of_a_group_count_by_its_weight(tmp_path):
    pytest.importorskip("pyarrow")
    made = read(WEIGHTS)
    full, less = both(made, reports(made, ("98", "2", "95"), ("96", "2", "94")), tmp_path)
    assert (full.total.full, full.total.low) == (100, 100)
    # 10 of the 100 points of 质量 are 3 points of the whole, 5 of those of 交付 are 3.5.
    assert less.total.low == less.total.high == 100 - Fraction(3) - Fraction(7, 2)
    assert [(each.full, each.low) for each in less.groups] == [(30, 27), (70, Fraction(133, 2))]


def test_weights_that_do_not_add_up_are_told():
    made = read(WEIGHTS.replace("返工率|40%", "返工率|30%").replace("准时率|100%", "准时率|100%"))
    assert [problem.code for problem in made.problems if problem.code in ("E301", "W309")]


def test_bonuses_stop_at_their_cap(tmp_path):
    pytest.importorskip("pyarrow")
    made = read(BONUS)
    little, much = both(made, reports(made, ("0", "true", "false"), ("0", "true", "true")), tmp_path)
    assert (little.total.low, much.total.low, much.total.high) == (108, 110, 110)
    # Of the 6 points that the second item lost only 2 were to be had: 14 in all, 10 at most.
    assert [(line.kind, line.at_worst) for line in little.total.lost] == [("cap", -4)]
    assert (little.total.full, much.total.lost) == (110, ())
