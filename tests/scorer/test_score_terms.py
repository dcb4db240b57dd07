"""Every term, known both ways and unknown: rule, what was reported, points from - to, why it is open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args

import pytest
from scoring_cases import (
    HERE,
    Given,
    both,
    catalogue,
    cmp,
    done,
    either,
    indicator,
    lit,
    no,
    none,
    obs,
    points,
    ratio,
    reported,
    scored,
    span,
    term,
)

from catalog.rules import (
    Add,
    Cmp,
    Cohort,
    Grade,
    Growth,
    ItemTerm,
    Judged,
    Loss,
    Measure,
    Mul,
    PerPeriod,
    Predicate,
    Rounded,
    Sub,
    Within,
)
from catalog.rules import Param as Outside
from scorer import score
from scorer.interval import round_to
from scorer.walk import nodes

NA: Any = {"value": None, "status": "not_applicable", "evidence": None}
Case = tuple[Given, tuple[Any, Any], str | None]


def full_if(when: Predicate) -> ItemTerm:
    return term(kind="full_if", when=when)


def from_full(*losses: dict[str, Any], floor_stated: bool = True) -> ItemTerm:
    return term(kind="from_full", losses=list(losses), floor_stated=floor_stated)


def grade(at_least: str, *order: str) -> Grade:
    return Grade(input="等次", at_least=at_least, order=list(order))


def monthly(period: str = "month") -> PerPeriod:
    return PerPeriod.model_validate({"input": "会议", "at_least": "1", "period": period})


def above(left: Measure, value: str) -> Cmp:
    return Cmp(left=left, relation=">=", right=lit(value))


def within(low: str, high: str) -> Within:
    return Within.model_validate({"of": obs("率"), "low": low, "high": high})


TYPES = {
    "事实": "fact", "甲事": "fact", "乙事": "fact", "日期": "date", "等次": "grade", "会议": "count", "事件": "count",
    "认定": "judgement", "评分": "points",
}  # fmt: skip

BELOW: dict[str, Any] = {
    "kind": "deduct_step",
    "of": obs("率"),
    "side": "below",
    "bound": "90",
    "step": "1",
    "points": "2",
}
ABOVE: dict[str, Any] = {**BELOW, "side": "above", "bound": "1"}
EACH: dict[str, Any] = {"kind": "deduct_each", "count": obs("次数"), "points": "3"}
ONCE: dict[str, Any] = {"kind": "deduct_once", "when": no(done("事实")), "points": "4"}
ZERO_IF: dict[str, Any] = {"kind": "zero_if", "when": no(none("事件"))}
JUDGE_LOSS: dict[str, Any] = {"kind": "judge_loss", "input": "评分", "text": "效果较差的据实扣分"}
OUTSIDE_LOSS: dict[str, Any] = {"kind": "external_loss", "input": "评分", "document": "满意度考核办法"}
LADDER: dict[str, Any] = {
    "kind": "tiers",
    "rows": [
        {"when": cmp("率", ">=", "95"), "points": "10"},
        {"when": cmp("率", ">=", "90"), "points": "6"},
    ],
    "otherwise": "2",
}
BRANCHES: dict[str, Any] = {
    "kind": "first",
    "rows": [
        {"when": cmp("开工", ">=", "1"), "then": full_if(cmp("开工", ">=", "1"))},
        {
            "when": Judged(input="认定", text="仅提供线索"),
            "then": term(kind="judge", input="评分", text="视进度", high="3"),
        },
    ],
}
SPLIT: dict[str, Any] = {
    "kind": "split",
    "parts": [
        {"name": "一", "points": "6", "term": full_if(done("甲事"))},
        {"name": "二", "points": "4", "term": full_if(done("乙事"))},
    ],
}
SHARED: dict[str, Any] = {"kind": "split", "parts": [{"name": n, "term": full_if(done(n + "事"))} for n in "甲乙"]}
BONUS: dict[str, Any] = {
    "kind": "bonus_each",
    "count": obs("次数"),
    "points": "2",
    "cap": "5",
    "base": full_if(done("事实")),
}
RANKED: dict[str, Any] = {
    "kind": "ranked", "of": obs("率"), "group": "全市", "best": "high",
    "table": [{"up_to": 1, "points": "10"}, {"up_to": 3, "points": "6"}, {"up_to": 9, "points": "3"}],
}  # fmt: skip

TABLE: list[tuple[str, ItemTerm, list[Case]]] = [
    ("不低于90得满分", full_if(cmp("率", ">=", "90")), [
        ({"率": "90"}, points(10), None), ({"率": "89.99"}, points(0), None), ({}, points(0, 10), "missing"),
    ]),
    ("超过90得满分", full_if(cmp("率", ">", "90")), [({"率": "90"}, points(0), None), ({"率": "90.1"}, points(10), None)]),
    ("等于", full_if(cmp("率", "=", "90")), [({"率": "90.0"}, points(10), None), ({"率": "91"}, points(0), None)]),
    ("不高于", full_if(cmp("率", "<=", "1")), [({"率": "1"}, points(10), None), ({"率": "1.01"}, points(0), None)]),
    ("不满", full_if(cmp("率", "<", "1")), [({"率": "1"}, points(0), None), ({"率": "0.9"}, points(10), None)]),
    ("分子分母", full_if(above(ratio("分子", "分母"), "90")), [
        ({"分子": "9", "分母": "10"}, points(10), None), ({"分子": "899", "分母": "1000"}, points(0), None),
        ({"分子": "9"}, points(0, 10), "missing"), ({"分子": "0", "分母": "0"}, points(0, 10), "undetermined"),
    ]),
    ("两数之积", full_if(above(Mul(of=[obs("a"), obs("b")]), "6")), [
        ({"a": "2", "b": "3"}, points(10), None), ({"a": "0"}, points(0, 10), "missing"),
    ]),
    ("和与差", full_if(above(Sub(left=Add(of=[obs("a"), obs("b")]), right=obs("c")), "1")), [
        ({"a": "0.1", "b": "0.2", "c": "-0.7"}, points(10), None), ({"a": "1", "b": "1", "c": "1.01"}, points(0), None),
        ({"a": "1", "c": "1"}, points(0, 10), "missing"),
    ]),
    ("增长率", full_if(above(Growth.model_validate({"current": obs("今"), "previous": obs("去"), "scale": "100"}), "5")), [
        ({"今": "105", "去": "100"}, points(10), None), ({"今": "104", "去": "100"}, points(0), None),
        ({"今": "104", "去": "0"}, points(0, 10), "undetermined"),
    ]),
    ("省规定", full_if(Cmp(left=obs("率"), relation=">=", right=Outside(parameter="省规定"))), [
        ({"率": "90"}, points(0, 10), "parameter"),
    ]),
    ("区间，两端都含", full_if(within("90", "95")), [
        ({"率": "90"}, points(10), None), ({"率": "95"}, points(10), None), ({"率": "95.1"}, points(0), None),
        ({}, points(0, 10), "missing"),
    ]),
    ("B+不是字符串比较", full_if(grade("B+", "C", "B", "B+", "B++", "A")), [
        ({"等次": "B++"}, points(10), None), ({"等次": "B+"}, points(10), None), ({"等次": "B"}, points(0), None),
        ({"等次": "A"}, points(10), None), ({"等次": "C"}, points(0), None),
        ({}, points(0, 10), "missing"),
    ]),
    ("等次的高低原文未定", full_if(grade("良")), [
        ({"等次": "良"}, points(10), None), ({"等次": "优"}, points(0, 10), "undetermined"),
    ]),
    ("做了没有", full_if(done("事实")), [
        ({"事实": "是"}, points(10), None), ({"事实": "否"}, points(0), None), ({}, points(0, 10), "missing"),
    ]),
    ("10月底前完成", full_if(done("日期", by="2022-10-31")), [
        ({"日期": "2022-10-31"}, points(10), None), ({"日期": "2022-11-01"}, points(0), None),
        ({"日期": "否"}, points(0), None), ({"日期": "是"}, points(0, 10), "missing"), ({}, points(0, 10), "missing"),
    ]),
    ("按期完成的事实", full_if(done("事实", by="2022-10-31")), [({"事实": "是"}, points(10), None)]),
    ("全年不发生", full_if(none("事件")), [
        ({"事件": "0"}, points(10), None), ({"事件": "2"}, points(0), None), ({}, points(0, 10), "missing"),
    ]),
    ("每月至少1次，不是全年12次", full_if(monthly()), [
        ({"会议": "1;1;1;1;1;1;1;1;1;1;1;1"}, points(10), None), ({"会议": "12;0;1;1;1;1;1;1;1;1;1;1"}, points(0), None),
        ({"会议": "1;0"}, points(0), None), ({"会议": "1;1"}, points(0, 10), "missing"),
        ({"会议": "12"}, points(0, 10), "missing"), ({"会议": "是"}, points(10), None), ({}, points(0, 10), "missing"),
    ]),
    ("每年", full_if(monthly("year")), [({"会议": "1"}, points(10), None), ({"会议": "0"}, points(0), None)]),
    ("都要满足", full_if(both(done("甲事"), done("乙事"))), [
        ({"甲事": "是", "乙事": "是"}, points(10), None), ({"甲事": "否"}, points(0), None),
        ({"甲事": "是"}, points(0, 10), "missing"), ({"甲事": "是", "乙事": NA}, points(10), None),
        ({"甲事": NA, "乙事": NA}, points(0, 10), "undetermined"),
    ]),
    ("满足其一", full_if(either(done("甲事"), done("乙事"))), [
        ({"甲事": "是"}, points(10), None), ({"甲事": "否", "乙事": "否"}, points(0), None),
        ({"甲事": "否"}, points(0, 10), "missing"), ({"甲事": "否", "乙事": NA}, points(0), None),
    ]),
    ("没有条件", full_if(both()), [({}, points(0, 10), "unspecified")]),
    ("不是", full_if(no(done("事实"))), [({"事实": "否"}, points(10), None), ({}, points(0, 10), "missing")]),
    ("人工认定", full_if(Judged(input="认定", text="差异较小")), [
        ({"认定": "是"}, points(10), None), ({"认定": "否"}, points(0), None), ({}, points(0, 10), "judgement"),
    ]),
    ("每降低1个百分点扣2分", from_full(BELOW), [
        ({"率": "91"}, points(10), None), ({"率": "90"}, points(10), None), ({"率": "88"}, points(6), None),
        ({"率": "88.7"}, points(6, 8), "undetermined"), ({"率": "1"}, points(0), None), ({}, points(0, 10), "missing"),
        ({"率": NA}, points(0, 10), "undetermined"),
    ]),
    ("不足一步按一步计", from_full({**BELOW, "partial": "ceil"}), [({"率": "88.7"}, points(6), None)]),
    ("不足一步不计", from_full({**BELOW, "partial": "floor"}), [({"率": "88.7"}, points(8), None)]),
    ("不足一步按比例", from_full({**BELOW, "partial": "exact"}), [({"率": "88.7"}, points("7.4"), None)]),
    ("最多扣3分", from_full({**BELOW, "cap": "3"}), [({"率": "80"}, points(7), None), ({}, points(7, 10), "missing")]),
    ("每步多少未定", from_full({**BELOW, "step": "0"}), [({"率": "80"}, points(0, 10), "unspecified")]),
    ("每超过", from_full(ABOVE), [({"率": "1"}, points(10), None), ({"率": "3"}, points(6), None)]),
    ("每1次扣3分", from_full(EACH), [
        ({"次数": "0"}, points(10), None), ({"次数": "2"}, points(4), None), ({"次数": "4"}, points(0), None),
        ({"次数": "-1"}, points(10), None), ({}, points(0, 10), "missing"),
    ]),
    ("每次扣3分，最多5分", from_full({**EACH, "cap": "5"}), [({"次数": "2"}, points(5), None), ({}, points(5, 10), "missing")]),
    ("未完成扣4分", from_full(ONCE), [
        ({"事实": "是"}, points(10), None), ({"事实": "否"}, points(6), None), ({}, points(6, 10), "missing"),
    ]),
    ("该项不得分", from_full(EACH, ZERO_IF), [
        ({"次数": "1", "事件": "0"}, points(7), None), ({"次数": "1", "事件": "1"}, points(0), None),
        ({"次数": "1"}, points(0, 7), "missing"), ({"事件": "1"}, points(0), None),
        ({"次数": "1", "事件": NA}, points(7), None),
    ]),
    ("据实扣分", from_full(JUDGE_LOSS), [
        ({"评分": "2.5"}, points("7.5"), None), ({"评分": "11"}, points(0, 10), "judgement"),
        ({}, points(0, 10), "judgement"), ({"评分": NA}, points(0, 10), "undetermined"),
    ]),
    ("据实扣分，最多3分", from_full({**JUDGE_LOSS, "high": "3"}), [({}, points(7, 10), "judgement")]),
    ("按办法扣分", from_full(OUTSIDE_LOSS), [({"评分": "1"}, points(9), None), ({}, points(0, 10), "external")]),
    ("分档", term(**LADDER), [
        ({"率": "95"}, points(10), None), ({"率": "94"}, points(6), None), ({"率": "10"}, points(2), None),
        ({}, points(2, 10), "missing"), ({"率": NA}, points(2, 10), "undetermined"),
    ]),
    ("分档，其余未定", term(**{**LADDER, "otherwise": None}), [
        ({"率": "94"}, points(6), None), ({"率": "10"}, points(0, 10), "unspecified"),
    ]),
    ("线性", term(kind="linear", of=obs("率"), low="80", high="90"), [
        ({"率": "80"}, points(0), None), ({"率": "85"}, points(5), None), ({"率": "99"}, points(10), None),
        ({}, points(0, 10), "missing"),
    ]),
    ("线性，越低越好", term(kind="linear", of=obs("率"), low="5", high="0"), [
        ({"率": "1"}, points(8), None), ({"率": "9"}, points(0), None), ({"率": "-1"}, points(10), None),
    ]),
    ("线性，首尾相同", term(kind="linear", of=obs("率"), low="5", high="5"), [({"率": "5"}, points(0, 10), "unspecified")]),
    ("按比例", term(kind="pro_rata", of=obs("率"), base=lit("30")), [
        ({"率": "20"}, points("20/3"), None), ({"率": "40"}, points(10), None), ({"率": "-1"}, points(0), None),
        ({}, points(0, 10), "missing"),
    ]),
    ("按比例，基数是另一个数", term(kind="pro_rata", of=obs("率"), base=obs("分母")), [
        ({"率": "20", "分母": "30"}, points("20/3"), None), ({"率": "20", "分母": "0"}, points(0, 10), "undetermined"),
        ({"率": "20"}, points(0, 10), "missing"),
    ]),
    ("四舍五入", full_if(Cmp(left=Rounded(of=obs("率"), places=1), relation=">=", right=lit("95"))), [
        ({"率": "94.95"}, points(10), None), ({"率": "94.949"}, points(0), None), ({}, points(0, 10), "missing"),
    ]),
    ("按比例，基数未给", term(kind="pro_rata", of=obs("率")), [({"率": "20"}, points(0, 10), "unspecified")]),
    ("名次表未给", term(kind="ranked", of=obs("率"), group="全市"), [({"率": "20"}, points(0, 10), "unspecified")]),
    ("名次，无同类机构", term(**RANKED), [({"率": "20"}, points(0, 10), "cohort")]),
    ("分项", term(**SPLIT), [
        ({"甲事": "是", "乙事": "否"}, points(6), None), ({"甲事": "是"}, points(6, 10), "missing"),
        ({"甲事": "是", "乙事": NA}, points(6, 10), "undetermined"),
        ({"甲事": NA, "乙事": NA}, points(0, 10), "undetermined"),
    ]),
    ("分项，分值未定", term(**SHARED), [
        ({"甲事": "是", "乙事": "是"}, points(10), None), ({"甲事": "否", "乙事": "否"}, points(0), None),
        ({"甲事": "是", "乙事": "否"}, points(0, 10), "unspecified"),
    ]),
    ("分项，只有一项未写分值", term(kind="split", parts=[SPLIT["parts"][0], SHARED["parts"][1]]), [
        ({"甲事": "否", "乙事": "是"}, points(4), None),
    ]),
    ("分项之和与本项不符", term(kind="split", parts=[SPLIT["parts"][0]]), [({"甲事": "是"}, points(6), None)]),
    ("先看第一款", term(**BRANCHES), [
        ({"开工": "2"}, points(10), None), ({"开工": "0", "认定": "否"}, points(0, 10), "unspecified"),
        ({"开工": "0", "认定": "是"}, points(0, 3), "judgement"), ({"开工": "0", "认定": "是", "评分": "2"}, points(2), None),
        ({"认定": "否"}, points(0, 10), "missing"), ({"开工": NA, "认定": "是", "评分": "2"}, points(2), None),
        ({"开工": NA, "认定": NA}, points(0, 10), "undetermined"),
    ]),
    ("都不符合的得1分", term(**{**BRANCHES, "otherwise": "1"}), [({"开工": "0", "认定": "否"}, points(1), None)]),
    ("加分", term(**BONUS), [
        ({"事实": "是", "次数": "1"}, points(12), None), ({"事实": "否", "次数": "9"}, points(5), None),
        ({"事实": "是"}, points(10, 15), "missing"), ({"事实": "是", "次数": NA}, points(10), None),
    ]),
    ("只有加分", term(kind="bonus_each", count=obs("次数"), points="3"), [
        ({"次数": "2"}, points(6), None), ({"次数": "9"}, points(10), None), ({}, points(0, 10), "missing"),
    ]),
    ("加多少分未定", term(kind="bonus_each", count=obs("次数")), [
        ({"次数": "2"}, points(0, 10), "unspecified"), ({"次数": "0"}, points(0), None),
    ]),
    ("酌情得分", term(kind="judge", input="评分", text="酌情", low="2", high="8"), [
        ({"评分": "5"}, points(5), None), ({}, points(2, 8), "judgement"),
    ]),
    ("酌情，不写上下限", term(kind="judge", input="评分", text="酌情"), [({}, points(0, 10), "judgement")]),
    ("按办法得分", term(kind="external", input="评分", document="办法"), [
        ({"评分": "7"}, points(7), None), ({}, points(0, 10), "external"),
    ]),
    ("有目标，没有写扣多少分", term(kind="unspecified", when=cmp("率", ">=", "95")), [
        ({"率": "95"}, points(10), None), ({"率": "94"}, points(0, 10), "unspecified"), ({}, points(0, 10), "missing"),
    ]),
]  # fmt: skip

CASES = [(words, rule, *case) for words, rule, cases in TABLE for case in cases]


@pytest.mark.parametrize(("words", "rule", "given", "ends", "why"), CASES)
def test_term(words: str, rule: ItemTerm, given: Given, ends: tuple[Any, Any], why: str | None) -> None:
    found = scored(rule, given, types=TYPES, parameters={"省规定": None})
    assert span(found) == ends, f"{words}：{given} → {found.low}～{found.high}"
    assert (found.open == ()) if why is None else why in {reason.kind for reason in found.open}, (
        f"{words}：{found.open}"
    )


def kinds(union: Any) -> set[str]:
    return {str(each.model_fields["kind"].default) for each in get_args(get_args(union)[0])}


def test_the_table_has_every_term() -> None:
    seen = {str(getattr(node, "kind", "")) for node in nodes([rule for _, rule, _ in TABLE])}
    everything = kinds(ItemTerm) | kinds(Loss) | kinds(Predicate) | kinds(Measure)
    assert everything - seen == {"cohort"}, "cohorts have a table of their own below"


# --- peers --------------------------------------------------------------------------------------

PEERS = {"全市": [HERE, "乙", "丙", "丁"]}


def among(rule: ItemTerm, own: str | None, *others: str | None, peers: Any = PEERS) -> tuple[Any, Any]:
    """The score where the peers 乙, 丙, 丁 report these values."""
    rates = dict(zip((HERE, "乙", "丙", "丁"), (own, *others), strict=True))
    given = [each for name, rate in rates.items() if rate for each in reported({"率": rate}, name)]
    return span(score(catalogue([indicator(rule)]), given, HERE, peers=peers)[0].scores[0])


def beats(stat: Any, relation: Any = ">") -> ItemTerm:
    return full_if(Cmp(left=obs("率"), relation=relation, right=Cohort(stat=stat, group="全市", of=obs("率"))))


def upper_half() -> ItemTerm:
    rank = Cohort(stat="percent_rank", group="全市", of=obs("率"))
    return full_if(Cmp(left=rank, relation=">", right=lit("50")))


@pytest.mark.parametrize(
    ("rule", "rates", "ends"),
    [
        (beats("mean"), ("3", "1", "2", "3"), points(10)),
        (beats("mean"), ("2", "1", "2", "3"), points(0)),
        (beats("mean"), ("2", "1", "2", None), points(0, 10)),
        (beats("median"), ("3", "1", "2", "9"), points(10)),
        (beats("max", ">="), ("9", "1", "2", "9"), points(10)),
        (beats("min"), ("1", "1", "2", "9"), points(0)),
        (upper_half(), ("3", "1", "2", "9"), points(10)),
        (upper_half(), ("2", "2", "2", "2"), points(0)),
        (upper_half(), ("3", "1", "2", None), points(10)),
        (upper_half(), ("2", "1", "3", None), points(0, 10)),
        (upper_half(), (None, "1", "3", "2"), points(0, 10)),
    ],
)
def test_cohort(rule: ItemTerm, rates: tuple[str | None, ...], ends: tuple[Any, Any]) -> None:
    assert among(rule, *rates) == ends


def test_cohort_without_its_members_stays_open() -> None:
    assert among(beats("mean"), "3", "1", "2", "3", peers={}) == points(0, 10)


@pytest.mark.parametrize(
    ("ties", "rates", "ends"),
    [
        ("best", ("9", "1", "2", "3"), points(10)),
        ("best", ("9", "9", "2", "3"), points(10)),
        ("worst", ("9", "9", "2", "3"), points(6)),
        ("mean", ("9", "9", "2", "3"), points(8)),
        ("undetermined", ("9", "9", "2", "3"), points(6, 10)),
        ("undetermined", ("1", "9", "2", "3"), points(3)),
        ("best", ("3", "9", "1", None), points(6)),
        ("best", ("9", "2", "1", None), points(6, 10)),
        ("mean", ("9", "2", "1", None), points(6, 10)),
        ("best", (None, "2", "1", "3"), points(0, 10)),
    ],
)
def test_rank(ties: str, rates: tuple[str | None, ...], ends: tuple[Any, Any]) -> None:
    assert among(term(**{**RANKED, "ties": ties}), *rates) == ends


def test_rank_where_low_is_best() -> None:
    assert among(term(**{**RANKED, "best": "low", "ties": "best"}), "1", "9", "2", "3") == points(10)
    assert among(term(**{**RANKED, "best": "undetermined", "ties": "best"}), "1", "9", "2", "3") == points(3, 10)


@pytest.mark.parametrize(
    ("value", "mode", "rounded"),
    [("0.25", "half_up", "0.3"), ("0.25", "half_even", "0.2"), ("-0.25", "half_up", "-0.2"), ("1/3", "half_up", "0.3")],
)
def test_rounding(value: str, mode: Any, rounded: str) -> None:
    assert round_to(Fraction(value), 1, mode) == Fraction(rounded)


def test_place_beyond_the_table_is_not_stated() -> None:
    short = term(**{**RANKED, "table": [{"up_to": 1, "points": "10"}]})
    assert among(short, "1", "2", "3", "4") == points(0, 10)


def test_who_is_not_of_the_group_has_no_place_in_it() -> None:
    others = {"全市": ["乙", "丙", "丁"]}
    assert among(term(**RANKED), "9", "1", "2", "3", peers=others) == points(0, 10)
    assert among(upper_half(), "9", "1", "2", "3", peers=others) == points(0, 10)
    assert among(beats("mean"), "9", "1", "2", "3", peers=others) == points(10), "a mean one may be held against"
