"""Rules, table-driven: a requirement → kind, points, step, condition, cap."""

import pytest
from reading import row

from catalog.base import plain


def shown(rule):
    numbers = [
        f"{name}={plain(value)}" for name in ("points", "step", "cap") if (value := getattr(rule, name)) is not None
    ]
    return " ".join([rule.kind, *numbers, *([f"〔{rule.condition}〕"] if rule.condition else [])])


CASES = [
    ("任一项未完成，该项不得分。", ["zero 〔任一项未完成〕"]),
    ("未完成1项扣5分，年内受到行政处罚，该项目不得分。", ["deduct_each points=5 〔未完成1项〕", "zero 〔年内受到行政处罚〕"]),
    ("签发率≥90%，每降低一个百分点扣5分；", ["deduct_step points=5 step=1 〔签发率≥90%，每降低一个百分点〕"]),
    ("平均住院日每超过0.5天扣1分", ["deduct_step points=1 step=0.5 〔平均住院日每超过0.5天〕"]),
    ("完成核对工作，未完成扣10分。", ["deduct_once points=10 〔完成核对工作，未完成〕"]),
    ("每少一次扣一分，扣完为止", ["deduct_each points=1 〔每少一次〕"]),
    ("发现一例扣2分，最多扣6分", ["deduct_each points=2 cap=6 〔发现一例〕"]),
    ("未做到的酌情扣分。", ["judgement 〔未做到的〕"]),
    ("未完成或完成效果较差的据实扣分。", ["judgement 〔未完成或完成效果较差的〕"]),
    ("未按要求做好工作的，根据满意度考核办法将进行扣分", ["external 〔未按要求做好工作的〕"]),
    ("造成较大影响的，将对年度考核结果进行一票否优。", ["unspecified", "veto_excellence 〔造成较大影响的〕"]),
    ("发生重大事故的实行一票否决", ["unspecified", "veto 〔发生重大事故的〕"]),
    ("优得3分，良得2分，差不得分", ["tiers points=3 〔优得3分，良得2分，差不得分〕"]),
    ("开工得满分；未开工的，按规模按比例得分；仅有线索的，视进度酌情得分。", [
        "full_if 〔开工〕", "pro_rata 〔未开工的〕", "judgement 〔仅有线索的〕",
    ]),
    ("患者满意度达到85%得满分；每降低1%扣0.5分，低于70%的不得分。", [
        "full_if 〔患者满意度达到85%〕", "deduct_step points=0.5 step=1 〔每降低1%〕", "zero 〔低于70%的〕",
    ]),
    ("获得省级表彰加3分，最高加5分", ["bonus points=3 cap=5 〔获得省级表彰〕"]),
    ("没有病床的机构不考核此项", ["unspecified", "not_applicable 〔没有病床的机构〕"]),
    ("按同类机构得分排名依次减少", ["rank 〔按同类机构得分排名〕"]),
    ("规范开展风险评估和培训。机构内发生1例死亡，该项不得分。", ["unspecified", "zero 〔机构内发生1例死亡〕"]),
    ("完整及时", ["unspecified"]),
    ("全年不发生越级访", ["unspecified"]),
    ("每增加1个百分点加0.5分，最多加3分。", ["bonus points=0.5 step=1 cap=3 〔每增加1个百分点〕"]),
    ("制度不健全扣1分。", ["deduct_once points=1 〔制度不健全〕"]),
    ("手续不全扣2分，无手续不得分。", ["deduct_once points=2 〔手续不全〕", "zero 〔无手续〕"]),
    ("逾期一天扣1分。", ["deduct_step points=1 step=1 〔逾期一天〕"]),
    ("无计划、总结各扣1分。", ["deduct_each points=1 〔无计划、总结各〕"]),
    ("每半年专题研究1次工作，未研究的扣5分", ["deduct_once points=5 〔每半年专题研究1次工作，未研究的〕"]),
    ("投诉属实每起扣100元，并扣考核分2分", ["deduct_each points=2 〔投诉属实每起扣100元〕"]),
    ("发现问题扣2分每次。", ["deduct_each points=2 〔发现问题〕"]),
    ("每有1项不达标扣0.5分，扣完2分为止。", ["deduct_each points=0.5 cap=2 〔每有1项不达标〕"]),
    ("加分最高5分", ["unspecified"]),
    ("达到90%计10分，每下降5个百分点扣2分，低于60%计0分", [
        "full_if points=10 〔达到90%〕", "deduct_step points=2 step=5 〔每下降5个百分点〕", "zero 〔低于60%〕",
    ]),
    ("排名全市前3名得10分，4-6名得8分，其余得5分。", ["tiers points=10 〔排名全市前3名得10分，4-6名得8分，其余得5分〕"]),
    ("≥90%，2分；80%～90%，1分；＜80%，0分。", ["tiers points=2 〔≥90%，2分；80%～90%，1分；＜80%，0分〕"]),
    ("达到30%的，得10分；\n20%-30%的，得8分；\n低于20%的，得5分。", [
        "tiers points=10 〔达到30%的，得10分；\n20%-30%的，得8分；\n低于20%的，得5分〕",
    ]),
    ("发生重大责任事故的，不得评为优秀。", ["unspecified", "veto_excellence 〔发生重大责任事故的〕"]),
    ("工作未落实的，本项分值扣完。", ["zero 〔工作未落实的〕"]),
    ("得分=完成率×本项分值", ["pro_rata"]),
    ("甲级率≥90%，否则不得分。", ["zero 〔甲级率≥90%，否则〕"]),
    ("参与人数不少于120人次，每少10人次扣1分", ["deduct_step points=1 step=10 〔参与人数不少于120人次，每少10人次〕"]),
    ("90%以上10分，80%-89%8分，70%以下0分", ["tiers points=10 〔90%以上10分，80%-89%8分，70%以下0分〕"]),
    # a complete target or a formula is no condition
    ("死亡率≤0.02%，高于目标值的不得分。", ["zero 〔高于目标值的〕"]),
    ("手术占比不低于20%，较上年提高的加1分，低于20%的，每降低1个百分点扣0.5分。", [
        "bonus points=1 〔较上年提高的〕", "deduct_step points=0.5 step=1 〔低于20%的，每降低1个百分点〕",
    ]),
    ("占比=甲收入÷总收入×100%，35%以上得10分，30%～35%得6分，低于30%不得分", ["tiers points=10 〔35%以上得10分，30%～35%得6分，低于30%不得分〕"]),
    ("收入占比不低于35%，35%以上得10分，30%～35%得6分", ["tiers points=10 〔35%以上得10分，30%～35%得6分〕"]),
    ("签约率=签约人数/人口数×100%，低于35%的扣2分", ["deduct_once points=2 〔低于35%的〕"]),
    ("满意度≥90%，达到目标值得满分，未达到的按比例得分", ["full_if 〔达到目标值〕", "pro_rata 〔未达到的〕"]),
    ("调解成功率达到98%以上，未达到的酌情扣1-2分。", ["judgement cap=2 〔未达到的〕"]),
    ("群众满意度不低于90%，未达到的按照《考核办法》扣分。", ["external 〔未达到的〕"]),
    ("事故发生率≤0.1%，超过的一票否决。", ["unspecified", "veto 〔超过的〕"]),
    ("能耗下降3%以上，完成目标任务的加2分。", ["unspecified", "bonus points=2 〔完成目标任务的〕"]),
    ("公文处理及时率达到98%，仅达到95%的扣1分。", ["deduct_once points=1 〔仅达到95%的〕"]),
    # but it stays where it is joined, where nothing takes it up, and before a step or a case
    ("满意度≥90%，且无投诉的，加2分。", ["bonus points=2 〔满意度≥90%，且无投诉的〕"]),
    ("满意度达到85%，投诉率低于1%的，得满分。", ["full_if 〔满意度达到85%，投诉率低于1%的〕"]),
    ("近5年内，每个科室至少1名医师经过培训，得10分", ["full_if points=10 〔近5年内，每个科室至少1名医师经过培训〕"]),
    ("阅读推广活动每月不少于1次，每少1次扣0.5分", ["deduct_each points=0.5 〔阅读推广活动每月不少于1次，每少1次〕"]),
    ("签约率≥35%，每有1项服务未落实扣1分", ["deduct_each points=1 〔签约率≥35%，每有1项服务未落实〕"]),
    ("每提高1个百分点得1分", ["bonus points=1 〔每提高1个百分点〕"]),
    ("按要求每月上报工作开展情况，得5分", ["full_if points=5 〔按要求每月上报工作开展情况〕"]),
    # for each of several measures it is for all of them
    ("入径率≥60%，完成率≥85%，每有一项未达到扣2分。", ["deduct_each points=2 〔每有一项未达到〕"]),
    ("高血压管理率≥62%，糖尿病管理率≥62%，每项每降低1个百分点扣0.3分。", ["deduct_step points=0.3 step=1 〔每项每降低1个百分点〕"]),
    # ‰ and 千分之 measure; a bound is no step
    ("每超过0.1‰扣1分", ["deduct_step points=1 step=0.1 〔每超过0.1‰〕"]),
    ("每降低百分之一扣1分", ["deduct_step points=1 step=1 〔每降低百分之一〕"]),
    ("较目标低1%扣0.5分", ["deduct_step points=0.5 step=1 〔较目标低1%〕"]),
    ("重错码率高于0.1‰的扣3分", ["deduct_once points=3 〔重错码率高于0.1‰的〕"]),
    ("感染率高于1%的扣2分", ["deduct_once points=2 〔感染率高于1%的〕"]),
    ("合格率低于91%的扣2分", ["deduct_once points=2 〔合格率低于91%的〕"]),
    ("超过8天的扣2分，每超过1天再扣0.5分。", ["deduct_once points=2 〔超过8天的〕", "deduct_step points=0.5 step=1 〔每超过1天〕"]),
    # the erratum: only what is in force
    ("每例加1分。”更正为“每例扣1分。", ["deduct_each points=1 〔每例〕"]),
]  # fmt: skip


@pytest.mark.parametrize(("requirement", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rules(requirement, expected):
    assert [shown(rule) for rule in row(requirement).rules] == expected


def test_awards_that_add_up_stand_alone():
    rules = row("有制度得4分；有方案得6分", points="10").rules
    assert [shown(rule) for rule in rules] == ["full_if points=4 〔有制度〕", "full_if points=6 〔有方案〕"]


def test_scoring_words_without_a_rule_are_said():
    assert [review.code for review in row("扣分办法另行通知，加分从严").review if review.field == "rules"] != []


@pytest.mark.parametrize("text", ["好5分，中3分，差1分", "不合格，1分/项", "扣10%的分值", "年度考核定为不合格等次"])
def test_points_that_no_rule_took_are_said(text):
    assert "R102" in [review.code for review in row(text).review if review.field == "rules"]


def test_steps_of_a_ladder_of_deductions_are_asked_about():
    assert "R120" in [review.code for review in row("一次不参加扣1分，两次不参加扣3分").review]


def test_awards_that_do_not_add_up_are_asked_about():
    assert "R120" in [review.code for review in row("有制度得2分，有台账得3分。", points="10").review]


def test_a_deduction_beyond_the_points_is_said():
    assert "R120" in [review.code for review in row("未完成扣20分", points="10").review]


@pytest.mark.parametrize(
    ("requirement", "kind"),
    [
        ("任一项未完成，该项不得分。", "from_full"),
        ("优得3分，良得2分，差不得分", "tiers"),
        ("完整及时", "unspecified"),
        ("获得表彰加3分", "bonus_each"),
        ("开工得满分；未开工的，按规模按比例得分", "first"),
        ("按同类机构得分排名依次减少", "ranked"),
    ],
)
def test_the_term_that_is_composed(requirement, kind):
    assert row(requirement).rule.kind == kind


def test_a_step_is_counted_from_the_target_it_belongs_to():
    rule = row("签发率≥90%，每降低一个百分点扣5分").rule
    step = rule.losses[0]
    assert (step.kind, step.side, plain(step.bound), plain(step.points)) == ("deduct_step", "below", "90", "5")


@pytest.mark.parametrize("text", ["感染率≤0.3%，每超过0.1‰扣1分", "甲率≥62%，乙率≥62%，每项每降低1个百分点扣1分"])
def test_a_step_in_another_unit_or_of_several_is_counted(text):
    assert row(text).rule.losses[0].kind == "deduct_each"


def test_a_step_without_a_bound_is_counted_not_guessed():
    assert row("每降低一个百分点扣5分").rule.losses[0].kind == "deduct_each"
