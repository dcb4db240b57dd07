"""Targets, table-driven: a requirement → measure, relation, value, unit, and what surrounds it."""

import pytest
from reading import row

from catalog.base import plain


def shown(target):
    value = target.value if isinstance(target.value, str) or target.value is None else plain(target.value)
    if target.relation == "between":
        value = f"{plain(target.low)}~{plain(target.high)}"
    marks = [target.per, target.deadline, "strive" if target.modality == "strive" else None, target.sign[0]]
    return " ".join(filter(None, [target.measure, target.relation, value + (target.unit or ""), *marks]))


CASES = [
    ("办结及时率100%，回访满意率95%以上。", ["办结及时率 >= 100% c", "回访满意率 >= 95% r"]),
    ("年度考核成绩≥B+等次。", ["年度考核成绩 >= B+ r"]),
    ("抽评结果为“良”及以上。", ["抽评结果 >= 良 r"]),
    ("平均住院日≤8.5天；病床使用率90%-95%", ["平均住院日 <= 8.5天 r", "病床使用率 between 90~95% r"]),
    ("医疗纠纷人民调解比率≧60%", ["医疗纠纷人民调解比率 >= 60% r"]),
    ("处方合格率≥９５％", ["处方合格率 >= 95% r"]),
    ("病房床护比达1:0.5", ["病房床护比 >= 1:0.5 r"]),
    ("每月至少安排1次专题学习", ["专题学习 >= 1次 month r"]),
    ("组织开展质控活动并不少于2次/年", ["质控活动 >= 2次 year r"]),
    ("年内组织1-2次专项演练", ["专项演练 >= 1次 year c"]),
    ("争取新增国家级培训项目2-4项", ["新增国家级培训项目 >= 2项 strive c"]),
    ("2022年底，应用水平力争达到5级，智慧服务力争达到3级", [
        "应用水平 >= 5级 2022-12-31 strive r", "智慧服务 >= 3级 2022-12-31 strive r",
    ]),
    ("每年安排不少于年业务收入1.5%的经费用于重点学科建设", ["经费 >= 1.5% year r"]),
    ("每年安排不超过年业务收入1.5%的经费用于接待", ["经费 <= 1.5% year r"]),
    ("门诊病历、处方合格率分别达到90%、95%", ["门诊病历 >= 90% r", "处方合格率 >= 95% r"]),
    ("药占比控制在40%以内", ["药占比 <= 40% r"]),
    ("接种率达到百分之九十五", ["接种率 >= 95% r"]),
    ("≥95%", ["指标甲 >= 95% r"]),
    ("机构年度废证率不超过1%，每超过一个百分点扣5分", ["机构年度废证率 <= 1% r"]),
    ("患者满意度达到85%得满分", ["患者满意度 >= 85% r"]),
    ("制定措施等14项具体措施", ["具体措施 >= 14项 c"]),
    # no targets: years, titles, grades of hospitals, conditions of losses, closed lists
    ("落实院感四级巡查、四项机制，贯彻《十条措施（2022年）》", []),
    ("机构内发生1例孕产妇可避免死亡，该项不得分。", []),
    ("低于90%扣2分", []),
    ("未达到95%的扣2分", []),
    ("65岁及以上老年人", []),
    ("深入开展“五比五看” 活动。", []),
    ("应检尽检，提升三级公立医院服务", []),
]  # fmt: skip


@pytest.mark.parametrize(("requirement", "expected"), CASES, ids=[case[0] for case in CASES])
def test_targets(requirement, expected):
    assert [shown(target) for target in row(requirement).targets] == expected


@pytest.mark.parametrize("requirement", [case[0] for case in CASES if case[1]])
def test_every_target_points_at_its_words(requirement):
    for target in row(requirement).targets:
        quote = "".join(evidence.quote for evidence in target.evidence)
        assert target.measure in quote or target.measure == "指标甲"
        assert quote in requirement


@pytest.mark.parametrize(
    ("requirement", "code"),
    [
        ("门诊量≥", "R103"),
        ("配备设备12台套及耗材", "R101"),
        ("人数＜200的，专职管理人员≥2人", "R103"),
        ("制定措施等14项具体措施", "R113"),
    ],
)
def test_what_is_not_understood_is_said(requirement, code):
    assert code in [review.code for review in row(requirement).review if review.field == "targets"]
