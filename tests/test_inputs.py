"""Formulas as terms over inputs: each quantity is collected once, and a target is computed from its formula."""

from decimal import Decimal
from fractions import Fraction

import pytest
from reading import catalogue, row

from catalog.rules import Growth, Lit, Obs, Ratio
from extractor.inputs import is_general, quantity_key, quantity_type
from scorer import score
from scorer.observations import Observation
from scorer.render import render


def table(*rows):
    header = ["指标名称", "考核内容", "分值"]
    return catalogue("2022年度考核细则", [header, *([name, text, "10"] for name, text in rows)])


def shown(made, term):
    return render(term, {entry.id: entry.name for entry in made.inputs})


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("年度辖区内活产数", "该地该时间内活产数", True), ("抽查的健康体检表数", "抽查健康体检表数", True), ("执业（助理）医师数", "执业(助理)医师数", True),
        ("当年度医疗总收入", "医疗总收入", True), ("当年度医疗总收入", "上年度医疗总收入", False), ("同期出院人数", "出院人数", False),
        ("季度检查次数", "检查次数", False), ("年度人次", "人次", True), ("0-6岁儿童数", "7-12岁儿童数", False), ("本年度", "年度", False),
    ],
)  # fmt: skip
def test_one_quantity_under_two_names(first, second, same):
    assert (quantity_key(first) == quantity_key(second)) is same


@pytest.mark.parametrize(
    ("name", "kind", "unit"),
    [
        ("年度门诊和急诊人次数", "count", "人次"), ("卫生技术人员总数", "count", "人"), ("总床日数", "count", "床日"), ("平均在职医师数", "number", "人"),
        ("成年人高血压患病率", "number", "%"), ("门诊业务总收入", "number", None), ("难度系数", "number", None), ("活产数", "count", None),
        ("应接种人数(0-6岁儿童)", "count", "人"), ("记录表", "number", None), ("岗位培训的天数", "number", "天"),
    ],
)  # fmt: skip
def test_type_and_unit_are_told_by_the_name(name, kind, unit):
    assert quantity_type(name) == (kind, unit)


@pytest.mark.parametrize(
    ("name", "general"),
    [("实际完成数", True), ("应完成总人数", True), ("患病率", True), ("抽查处方总数", False), ("活产数", False), ("总数" * 40 + "甲", False)],
)  # fmt: skip
def test_names_that_do_not_tell_what_is_counted(name, general):
    assert is_general(name) is general


def test_a_quantity_of_two_rows_is_collected_once():
    made = table(
        ("抗菌药物处方比例", "抗菌药物处方比例=含有抗菌药物处方数/抽查处方总数×100%"), ("注射剂处方比例", "注射剂处方比例=含有注射剂处方数/抽查处方总数×100%"),
    )  # fmt: skip
    used = {entry.name: entry.used_by for entry in made.inputs}
    assert used["抽查处方总数"] == ["i001", "i002"]
    assert list(used).count("抽查处方总数") == 1


def test_a_general_name_is_its_rows_own():
    made = table(("培训", "完成率=实际完成数/计划完成数×100%"), ("巡查", "完成率=实际完成数/计划完成数×100%"))
    names = [entry.name for entry in made.inputs if entry.type == "count"]
    assert names == ["培训：实际完成数", "培训：计划完成数", "巡查：实际完成数", "巡查：计划完成数"]
    assert [i.measures[0].name for i in made.indicators] == ["培训：完成率", "巡查：完成率"]
    assert [i.formulas[0].name for i in made.indicators] == ["完成率", "完成率"]


TREES = [
    ("参保率=参保人数/常住人口数×100%", "参保人数÷常住人口数×100%"),
    ("负荷=门诊人次/平均医师数/250天(法定工作日)", "门诊人次÷（平均医师数×250）"),
    ("增长率=(本年收入-上年收入)/上年收入×100%", "（本年收入－上年收入）÷上年收入×100%"),
    ("下降率=(上年事故数-本年事故数)/上年事故数×100%", "（上年事故数－本年事故数）÷上年事故数×100%"),
    ("管理率=管理人数/(常住人口总数×患病率)×100%", "管理人数÷（常住人口总数×（患病率÷（100）））×100%"),
    ("费用率=(甲费用+乙费用)/总收入×100%", "（甲费用＋乙费用）÷总收入×100%"),
    ("指数=甲数×60%+乙数×40%", "甲数×0.6＋乙数×0.4"),
    ("比值=本期数/上期数-1", "本期数÷上期数－1"),
]


@pytest.mark.parametrize(("printed", "term"), TREES, ids=[each[0] for each in TREES])
def test_the_term_of_a_formula(printed, term):
    made = table(("指标甲", printed))
    assert shown(made, made.indicators[0].formulas[0].tree).replace("÷100", "÷（100）") == term


def test_bars_have_no_term_but_their_names_are_asked_for():
    made = table(("指标甲", "偏差率=|评标价-基准价|/基准价×100%"))
    assert made.indicators[0].formulas[0].tree is None
    assert [entry.name for entry in made.inputs if entry.type == "number"] == ["评标价", "基准价"]


def test_growth_is_one_term():
    tree = row("增长率=(本年收入-上年收入)/上年收入×100%").formulas[0].tree
    assert isinstance(tree, Growth)
    assert isinstance(tree.current, Obs)


@pytest.mark.parametrize(
    ("requirement", "scale"),
    [
        ("参保率=参保人数/常住人口数×100%，参保率≥95%", 100),
        ("城乡居民参保率≥95%。参保率=参保人数/常住人口数×100%", 100),
        ("参保率=参保人数/常住人口数。参保率≥95%", 100),  # a target in percent holds the ratio by the hundred
        ("死亡率=死亡数/活产数×1000‰，死亡率≤5‰", 1000),
    ],
)
def test_a_target_is_computed_from_its_formula(requirement, scale):
    made = table(("指标甲", requirement))
    rule = made.indicators[0].rule
    assert isinstance(rule.when.left, Ratio)
    assert rule.when.left.scale == Decimal(scale)
    assert isinstance(rule.when.right, Lit)
    assert [entry.type for entry in made.inputs] == ["count", "count"]
    (measure,) = made.indicators[0].measures
    assert measure.formula == made.indicators[0].formulas[0].id


@pytest.mark.parametrize(
    "requirement",
    [
        "甲校参保率≥95%，乙校参保率≥90%。参保率=参保人数/常住人口数×100%",  # which of the two?
        "参保率=参保人数/常住人口数×100%，满意度≥95%",
        "每月巡河率≥1次。巡河率=巡河次数/应巡河次数×100%",
    ],
)
def test_a_target_that_may_mean_another_measure_is_reported(requirement):
    indicator = row(requirement)
    linked = {(measure.name, measure.unit) for measure in indicator.measures if measure.formula}
    assert linked.isdisjoint({(target.measure, target.unit) for target in indicator.targets})


def test_a_target_column_is_computed_too():
    made = catalogue(
        "2022年度供应商考核表",
        [["考核指标", "计算方法", "目标值", "分值"], ["合格率", "合格数量/总交付数量×100%", "≥99%", "10"], ["交付率", "按时交付批次/总批次×100%", "≥95%", "10"]],
    )  # fmt: skip
    assert shown(made, made.indicators[0].rule.when.left) == "合格数量÷总交付数量×100%"


def test_a_score_from_numerator_and_denominator():
    made = table(("参保", "参保率=参保人数/常住人口数×100%，参保率≥95%，每降低1个百分点扣1分。"))
    ids = {entry.name: entry.id for entry in made.inputs}
    given = [
        Observation(institution="甲", input=ids[name], value=value)
        for name, value in (("参保人数", "186"), ("常住人口数", "200"))
    ]
    (sheet,) = score(made, given)
    assert (sheet.total.low, sheet.total.high) == (Fraction(8), Fraction(8))


def test_a_rank_goes_by_the_formula():
    made = table(("满意度", "按同类机构得分排名依次减少。满意度=满意人数/调查人数×100%"))
    assert shown(made, made.indicators[0].rule.of) == "满意人数÷调查人数×100%"


def test_rows_without_a_target_list_their_inputs():
    made = table(("病床使用率", "按规定执行。病床使用率=占用床日数/开放床日数×100%"))
    assert [(e.name, e.unit) for e in made.inputs if e.type == "count"] == [
        ("占用床日数", "床日"),
        ("开放床日数", "床日"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("预防接种", "合格接种率100%，无超范围接种。", "未发生超范围接种（发生次数）"),
        ("院内感染", "无菌技术操作规范，合格率100%。", None),
        ("建证", "建证率=建证人数/应建证人数×100%。", "〔人工认定：建证〕"),
        ("排名", "按同类机构得分排名依次减少。", "高的在前"),
        ("排名", "按费用由低到高排名得分。", "低的在前"),
        ("排名", "按名次得分。", "名次—分值对照表原文未给）"),
    ],
)  # fmt: skip
def test_what_is_asked_beside_a_target_is_in_the_rule(name, text, words):
    made = table((name, text))
    told = shown(made, made.indicators[0].rule)
    assert words in told if words else "未发生" not in told


def test_the_narrower_branch_is_asked_first():
    """Who has neither signed nor begun has not begun: 未开工 would take what 未签约未开工 is meant for."""
    made = table(("招商", "开工得满分；未开工的，按签约规模按比例得分；未签约未开工的，视推动进度酌情得分。"))
    assert [row.when.text for row in made.indicators[0].rule.rows] == ["开工", "未签约未开工的", "未开工的"]


def test_a_fact_of_the_institution_is_asked_once():
    made = table(
        ("床日", "没有病床的机构不考核此项。床日数达到2天。"), ("使用率", "没有病床的机构不考核此项。使用率达到80%。")
    )
    assert [entry.used_by for entry in made.inputs if "病床" in entry.name] == [[i.id for i in made.indicators]]
