"""Terms → plain Chinese, in the words that stand beside the quotes, and back."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from scoring_cases import both, cmp, done, either, lit, no, none, obs, ratio, term

from catalog.rules import (
    All,
    Any_,
    Cmp,
    Cohort,
    Done,
    Grade,
    Growth,
    ItemTerm,
    Judged,
    Loss,
    Measure,
    Mul,
    NaIf,
    Param,
    PerPeriod,
    Predicate,
    Ratio,
    Rounded,
    Sub,
    Term,
    Veto,
    Within,
)
from scorer import render
from scorer.parse import parse
from scorer.render import say
from scorer.walk import nodes

NAMES = {"i1.a": "部署应用", "i2.b": "系统对接", "i3.c": "抽评", "i4.d": "抽评", "i5.e": "按要求完成：建设专科"}
UNITS = {"次数": "次", "护理满意度": "%", "亿元以上已签约且开工项目数": "个"}
RATE = ratio("当年出生当年签发数", "当年活产数")
STEP: dict[str, Any] = {"kind": "deduct_step", "of": RATE, "side": "below", "bound": "90", "step": "1", "points": "5"}
VIOLATED: dict[str, Any] = {"kind": "deduct_each", "count": obs("违反出生医学证明管理办法项数"), "points": "20"}
UNDONE: dict[str, Any] = {"kind": "deduct_once", "when": no(done("身份核对")), "points": "10"}
STEP_TEXT = "当年出生当年签发数÷当年活产数×100%低于90%，每降低1个百分点扣5分（不足一个百分点的：原文未定）"


def from_full(*losses: dict[str, Any]) -> ItemTerm:
    return term(kind="from_full", losses=list(losses), floor_stated=True)


def judged(text: str) -> Judged:
    return Judged(input=text, text=text)


def names_of(tree: Term) -> dict[str, str]:
    """The names of a term's inputs and parameters: their ids, where none is given."""
    used = [getattr(node, field) for node in nodes(tree) for field in ("input", "parameter") if hasattr(node, field)]
    return {each: each for each in used} | NAMES


def ratio_of(numerator: Any, denominator: Any, scale: str) -> Ratio:
    return Ratio.model_validate({"numerator": numerator, "denominator": denominator, "scale": scale})


TABLE: list[tuple[Term, str]] = [
    (
        Veto(when=judged("发生群众不满意情况且造成较大社会影响"), effect="bar_top_grade"),
        "〔人工认定：发生群众不满意情况且造成较大社会影响〕的，一票否优（不得评为优秀，不影响得分）",
    ),
    (
        term(kind="full_if", when=both(done("i1.a", "2022-10-31"), done("i2.b", "2022-10-31"))),
        "满足〔于2022-10-31前完成“部署应用”；于2022-10-31前完成“系统对接”〕得满分，否则该项不得分",
    ),
    (
        term(kind="full_if", when=none("机构内孕产妇可避免死亡例数")),
        "满足〔未发生机构内孕产妇可避免死亡例数〕得满分，否则该项不得分",
    ),
    (
        Veto(when=no(none("生产安全事故或因重大风险隐患被上级部门通报批评"))),
        "发生生产安全事故或因重大风险隐患被上级部门通报批评的，一票否决（否决范围原文未定：本项或全部）",
    ),
    (
        from_full(
            {"kind": "deduct_each", "count": obs("法治建设未完成项数"), "points": "5"},
            {"kind": "zero_if", "when": no(none("行政处罚以上处理"))},
        ),
        "基础分为满分，法治建设未完成项数每1项（例、次）扣5分，扣完为止；发生行政处罚以上处理，该项不得分",
    ),
    (
        from_full(VIOLATED, STEP, UNDONE),
        f"基础分为满分，违反出生医学证明管理办法项数每1项（例、次）扣20分；{STEP_TEXT}；未完成“身份核对”的，扣10分，扣完为止",
    ),
    (term(kind="from_full", losses=[UNDONE]), "基础分为满分，未完成“身份核对”的，扣10分，扣完为止（原文未写）"),
    (
        term(
            kind="first",
            rows=[
                {
                    "when": cmp("亿元以上已签约且开工项目数", ">=", "1"),
                    "then": term(kind="full_if", when=cmp("亿元以上已签约且开工项目数", ">=", "1")),
                },
                {
                    "when": judged("仅提供招商线索"),
                    "then": term(kind="judge", input="视项目推动进度酌情得分", text="视项目推动进度酌情得分"),
                },
            ],
        ),
        "亿元以上已签约且开工项目数不低于1个的，满足〔亿元以上已签约且开工项目数不低于1个〕得满分，否则该项不得分；"
        "否则，〔人工认定：仅提供招商线索〕的，〔人工评分〕酌情得分：视项目推动进度酌情得分；都不符合的〔得多少分，原文未定〕",
    ),
    (
        ratio_of(obs("年内已管理高血压人数"), Mul(of=[obs("辖区常住成年人口总数"), Param(parameter="成年人高血压患病率")]), "100"),
        "年内已管理高血压人数÷（辖区常住成年人口总数×〔外部参数：成年人高血压患病率〕）×100%",
    ),
    (
        ratio_of(ratio("年度门诊和急诊人次数", "平均在职医师数", "1"), lit("250"), "1"),
        "年度门诊和急诊人次数÷平均在职医师数÷250",
    ),
    (
        Growth.model_validate({"current": obs("当年度次均门诊医疗费用"), "previous": obs("上年度次均门诊医疗费用"), "scale": "100"}),
        "（当年度次均门诊医疗费用－上年度次均门诊医疗费用）÷上年度次均门诊医疗费用×100%",
    ),
    (
        term(kind="ranked", of=obs("患者满意度"), group="同类机构"),
        "按患者满意度在同类机构中的名次得分（名次—分值对照表原文未给）",
    ),
    (
        term(kind="full_if", when=judged("项目开工")),
        "满足〔人工认定：项目开工〕得满分，否则该项不得分",
    ),
    (NaIf(when=cmp("实际开放床位数", "=", "0")), "实际开放床位数等于0的，不考核此项（其余指标如何折算，原文未定）"),
    (
        term(kind="unspecified", when=Cmp(left=ratio("护士数", "医师数", "1"), relation=">=", right=lit("1"), modality="strive")),
        "目标：护士数÷医师数不低于1（力争）；〔未达标如何扣分，原文未定〕",
    ),
    # beyond the samples
    (
        term(kind="from_full", losses=[{**STEP, "of": obs("次数"), "bound": "2", "partial": "ceil", "cap": "10"}]),
        "基础分为满分，次数低于2次，每降低1次扣5分（不足一次的：按一步计），最多扣10分，扣完为止（原文未写）",
    ),
    (
        term(kind="from_full", losses=[{**STEP, "of": obs("护理满意度"), "side": "above", "step": "0.5"}]),
        "基础分为满分，护理满意度高于90%，每超过0.5个百分点扣5分（不足0.5个百分点的：原文未定），扣完为止（原文未写）",
    ),
    (
        from_full({"kind": "judge_loss", "input": "效果较差的据实扣分", "text": "效果较差的据实扣分", "high": "3"}),
        "基础分为满分，〔人工评分〕酌情扣分：效果较差的据实扣分，最多扣3分，扣完为止",
    ),
    (
        from_full({"kind": "external_loss", "input": "满意度考核办法", "document": "满意度考核办法"}),
        "基础分为满分，按〔满意度考核办法〕扣分，扣完为止",
    ),
    (
        term(
            kind="tiers",
            rows=[{"when": cmp("护理满意度", ">=", "95"), "points": "10"}, {"when": cmp("护理满意度", ">", "90"), "points": "5"}],
            otherwise="0",
        ),
        "护理满意度不低于95%的，得10分；护理满意度高于90%的，得5分；其余得0分",
    ),
    (term(kind="tiers", rows=[{"when": none("事故"), "points": "1"}]), "未发生事故的，得1分；其余〔得多少分，原文未定〕"),
    (term(kind="linear", of=obs("护理满意度"), low="80", high="90"), "护理满意度为80%得0分，90%得满分，其间按比例得分"),
    (term(kind="pro_rata", of=obs("次数"), base=lit("30")), "按次数的比例得分（以30次为满分）"),
    (term(kind="pro_rata", of=obs("次数")), "按次数的比例得分（比例基数原文未给）"),
    (
        term(kind="ranked", of=obs("率"), group="全市", table=[{"up_to": 1, "points": "10"}], ties="best"),
        "按率在全市中的名次得分（第1名及以前得10分，高的在前还是低的在前，原文未定，并列取前）",
    ),
    (
        term(kind="split", parts=[{"name": "一", "points": "6", "term": term(kind="external", input="办法", document="办法")}]),
        "“一”（6分）：按〔办法〕得分",
    ),
    (term(kind="bonus_each", count=obs("次数"), points="2", cap="5"), "次数每1次加2分，最多加5分"),
    (term(kind="bonus_each", count=obs("项目"), base=term(kind="unspecified", when=none("事故"))),
     "目标：未发生事故；〔未达标如何扣分，原文未定〕；项目每1项（例、次）加分（加多少分，原文未定）"),
    (term(kind="judge", input="酌情", text="酌情", low="2", high="8"), "〔人工评分〕酌情得分：酌情，最低2分，最高8分"),
    (PerPeriod.model_validate({"input": "次数", "at_least": "1", "period": "month"}), "每月“次数”均不少于1次"),
    (Within.model_validate({"of": obs("护理满意度"), "low": "90", "high": "95"}), "护理满意度在90%至95%之间"),
    (Grade(input="抽评结果", at_least="良"), "抽评结果达到“良”及以上"),
    (Cmp(left=obs("新筛率"), relation=">", right=Cohort(stat="mean", group="全市", of=obs("新筛率"))), "新筛率高于新筛率在全市中的平均值"),
    (Cohort(stat="percent_rank", group="全省", of=obs("综合得分")), "综合得分在全省中的百分位"),
    (Sub(left=obs("甲"), right=Sub(left=obs("乙"), right=obs("丙"))), "甲－（乙－丙）"),
    (both(done("甲"), either(done("乙"), done("丙"))), "完成“甲”；〔完成“乙”，或完成“丙”〕"),
    (no(cmp("护理满意度", ">=", "90")), "不满足〔护理满意度不低于90%〕"),
    (no(no(none("事故"))), "不满足〔发生事故〕"),
    (no(Done(input="甲", by="2022-12-31")), "未于2022-12-31前完成“甲”"),
    (no(judged("差异较小")), "〔人工认定：差异较小〕不成立"),
    # what differs from the usual is told
    (no(cmp("护理满意度", "=", "90")), "护理满意度不等于90%"),
    (no(cmp("护理满意度", "=", "90", "strive")), "不满足〔护理满意度等于90%（力争）〕"),
    (term(kind="from_full", losses=[UNDONE], lowest="-5"), "基础分为满分，未完成“身份核对”的，扣10分，最低-5分"),
    (
        from_full({"kind": "zero_if", "when": none("事故")}, UNDONE, {"kind": "zero_if", "when": no(none("处罚"))}),
        "基础分为满分，未发生事故，该项不得分；未完成“身份核对”的，扣10分，扣完为止；发生处罚，该项不得分",
    ),
    (term(kind="from_full", losses=[{"kind": "zero_if", "when": done("甲")}]), "基础分为满分；完成“甲”，该项不得分"),
    (
        from_full({"kind": "deduct_once", "when": both(done("甲"), done("乙")), "points": "1"}),
        "基础分为满分，〔完成“甲”；完成“乙”〕的，扣1分，扣完为止",
    ),
    (All(of=[done("甲")]), "全部满足〔完成“甲”〕"),
    (Any_(of=[]), "任一满足〔〕"),
    (Grade(input="抽评结果", at_least="良", order=["差", "良", "优"], modality="strive"),
     "抽评结果达到“良”及以上（等次由低到高：差、良、优）（力争）"),
    (Rounded(of=RATE, places=2), "〔当年出生当年签发数÷当年活产数×100%，四舍五入到2位小数〕"),
    (
        ratio_of(Sub(left=obs("甲"), right=obs("乙")), obs("乙"), "100"),
        "（甲－乙之差）÷乙×100%",
    ),
    (Mul(of=[obs("甲"), ratio("乙", "丙", "1")]), "甲×（乙÷丙）"),
    (NaIf(when=None, reweight="spread"), "所需数据均不适用（分母为0）的，不考核此项（其分值分给其余指标）"),
    (
        term(kind="split", parts=[
            {"name": "一", "points": "6", "term": from_full(UNDONE)},
            {"name": "二", "term": term(kind="linear", of=obs("次数"), low="0", high="5")},
        ], absent="spread"),
        "“一”（6分）：〔基础分为满分，未完成“身份核对”的，扣10分，扣完为止〕；"
        "“二”（分值原文未定）：次数为0次得0分，5次得满分，其间按比例得分；不适用的分项，其分值分给其余分项",
    ),
    # names: marks only where they are needed, ids only where two share a name
    (cmp("在省级以上各类媒体进行宣传", ">=", "40"), "在省级以上各类媒体进行宣传不低于40"),
    (cmp("病房床护比（后项÷前项）", ">=", "0.5"), "病房床护比（后项÷前项）不低于0.5"),
    (cmp("每千人口床位÷人口", ">=", "5"), "“每千人口床位÷人口”不低于5"),
    (cmp("1型糖尿病人数", ">=", "5"), "“1型糖尿病人数”不低于5"),
    (cmp("血压低于140人数", ">=", "5"), "“血压低于140人数”不低于5"),
    (cmp("i3.c", ">=", "5"), "抽评［i3.c］不低于5"),
    (done("开展“敬老月”活动"), "完成“开展“敬老月”活动”"),
    (judged("按国卫人发〔2015〕94号执行"), "〔人工认定：按国卫人发〔2015〕94号执行〕"),
    (judged("甲〕乙"), "〔人工认定：甲\\〕乙〕"),
    (Judged(input="i1.a", text="差异较小"), "〔人工认定：差异较小〕（记入部署应用）"),
    (Judged(input="i5.e", text="建设专科"), "〔人工认定：建设专科〕"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "words"), TABLE)
def test_render(tree: Term, words: str) -> None:
    assert render(tree, names_of(tree), UNITS) == words


@pytest.mark.parametrize(("tree", "words"), TABLE)
def test_read_back(tree: Term, words: str) -> None:
    assert parse(words, names_of(tree), UNITS) == tree


def test_an_input_without_a_name_stands_with_its_id() -> None:
    assert render(cmp("i9", ">=", "5"), {}) == "［i9］不低于5"


def test_every_term_has_a_rendering() -> None:
    unions = (ItemTerm, Loss, Predicate, Measure)
    terms = [NaIf, Veto, *(each for union in unions for each in get_args(get_args(union)[0]))]
    assert not [each for each in terms if each not in say.registry]
    with pytest.raises(TypeError, match="no rendering"):
        render(Term(), {})
