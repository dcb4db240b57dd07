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
    ("党支部每季度不少于2次集中学习", ["集中学习 >= 2次 quarter r"]),
    ("河长巡河每月不少于1次，每年不少于12次", ["河长巡河 >= 1次 month r", "河长巡河 >= 12次 year r"]),
    ("老年人体检率应达70%，力争达到75%", ["老年人体检率 >= 70% r", "老年人体检率 >= 75% strive r"]),
    ("疫苗接种率95%（含）以上", ["疫苗接种率 >= 95% r"]),
    ("患者满意度95%（不含）以上", ["患者满意度 > 95% r"]),
    ("转诊率不超10%", ["转诊率 <= 10% r"]),
    ("平均办理时限压缩至3个工作日以内", ["平均办理时限 <= 3工作日 r"]),
    ("垃圾分类覆盖率由80%提高到90%", ["垃圾分类覆盖率 >= 90% r"]),
    ("投诉量较上年下降2个百分点", ["投诉量较上年下降 >= 2百分点 c"]),
    ("固定资产投资10，000万元以上", ["固定资产投资 >= 10000万元 r"]),
    ("造林面积2万亩以上", ["造林面积 >= 2万亩 r"]),
    ("2.隐患整改率100%", ["隐患整改率 >= 100% c"]),
    ("巡查每周2次以上", ["巡查 >= 2次 week r"]),
    ("满意率85%以上为合格", ["满意率 >= 85% r"]),
    ("空气质量比例达到85%，浓度低于35微克/立方米", ["空气质量比例 >= 85% r", "浓度 < 35微克/立方米 r"]),
    ("出院患者2周内随访率≥90%", ["出院患者2周内随访率 >= 90% r"]),
    ("6月底前支出进度不低于50%，9月底前不低于75%", ["支出进度 >= 50% 2022-06-30 r", "支出进度 >= 75% 2022-09-30 r"]),
    ("三、四级手术占比≥50%", ["三、四级手术占比 >= 50% r"]),
    ("规范管理率≥80%", ["规范管理率 >= 80% r"]),
    ("选派不少于5名主治医师", ["主治医师 >= 5名 r"]),
    ("会议每月一次", ["会议 >= 1次 month c"]),
    ("入组率≥98%，低于98%不得分。", ["入组率 >= 98% r"]),
    # half a number, a condition, a grade in a definition, points: no targets
    ("温度保持在2℃-8℃", []),
    ("收入不少于5 000万元", []),
    ("60%以上的村卫生室达到标准化", []),
    ("抽查合格率95%≤X<98%", []),
    ("发生事故的，不得评为优秀", []),
    ("得该项分值的80%", []),
    ("扣分不超过5分", []),
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
        ("满意度九成以上", "R101"),
        ("改造农村公路五十公里", "R101"),
        ("绿地养护成活率95%-98%以上", "R101"),
        ("位列全市前三名", "R101"),
        ("药占比30%", "R111"),
        ("高血压、糖尿病患者规范管理率分别达到65%、60%", "R104"),
        ("每半年开展1次消防演练", "R101"),
        ("增长6.5%左右", "R101"),
    ],
)
def test_what_is_not_understood_is_said(requirement, code):
    assert code in [review.code for review in row(requirement).review if review.field == "targets"]
