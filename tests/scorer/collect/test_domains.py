"""What values an input may have: limits from the type, the unit, the name and the rules that read it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from filling import catalogue as extracted
from scoring_cases import catalogue, cmp, indicator, term

from catalog.model import Catalogue
from scorer import BadObservations, Observation, score
from scorer.domains import Domain, domains, is_small, may_be_negative, may_exceed, pairs, ranges

TELLERS = {"beyond_hundred": may_exceed, "below_zero": may_be_negative, "small_rates": is_small}


@pytest.mark.parametrize("kind", TELLERS)
def test_each_word_list_knows_its_examples_and_none_of_its_counters(kind: str) -> None:
    words = ranges()[kind]
    assert [name for name in words["examples"] if not TELLERS[kind](name)] == []
    assert [name for name in words["counters"] if TELLERS[kind](name)] == []
    assert len(words["words"]) == len(set(words["words"]))
    assert sorted(ranges()) == sorted(TELLERS)


def one(name: str, unit: str | None = None, kind: str = "number", when: Any = None, rule: Any = None) -> Domain:
    rule = rule or {"kind": "unspecified", "when": when or cmp(name, ">=", "90")}
    made = catalogue([indicator(term(**rule), "10")], types={name: kind}, units={name: unit} if unit else {})
    return domains(_used(made))[name]


def _used(made: Catalogue) -> Catalogue:
    used = [each.model_copy(update={"used_by": ["i001"]}) for each in made.inputs]
    return made.model_copy(update={"inputs": used})


@pytest.mark.parametrize(
    ("name", "unit", "least", "most"),
    [
        ("处方合格率", "%", 0, 100),
        ("新生儿死亡率", "‰", 0, 1000),
        ("病床使用率", "%", 0, None),
        ("医疗收入增长率", "%", None, None),
        ("药品费用下降率", "%", None, 100),
        ("收支结余", "万元", None, None),
        ("平均住院日", "天", 0, None),
        ("床护比", None, 0, None),
    ],
)
def test_limits_of_numbers(name: str, unit: str | None, least: int | None, most: int | None) -> None:
    found = one(name, unit)
    assert (found.least, found.most, found.firm, found.whole) == (least, most, False, False)


def test_a_target_beyond_the_usual_moves_the_limit() -> None:
    assert one("合格率", "%", when=cmp("合格率", ">=", "110")).most is None
    assert one("费用", "%", when=cmp("费用", "<=", "-5")).least is None


def test_limits_of_counts_points_and_periods() -> None:
    count = one("次数", "次", "count")
    assert (count.least, count.most, count.whole, count.firm) == (0, None, True, True)
    capped = {"kind": "from_full", "losses": [{"kind": "judge_loss", "input": "扣分", "text": "酌情", "high": "4"}]}
    assert one("扣分", "分", "points", rule=capped).most == 4
    free = {"kind": "from_full", "losses": [{"kind": "judge_loss", "input": "扣分", "text": "酌情"}]}
    found = one("扣分", "分", "points", rule=free)
    assert (found.least, found.most, found.firm) == (0, 10, True)
    judge = one(
        "得分", "分", "points", rule={"kind": "judge", "input": "得分", "text": "酌情", "low": "2", "high": "8"}
    )
    assert (judge.least, judge.most) == (2, 8)
    monthly = {"kind": "per_period", "input": "学习", "at_least": "1", "period": "month"}
    series = one("学习", "次", "number", when=monthly)
    assert (series.periods, series.period, series.whole) == (12, "month", True)


@pytest.mark.parametrize(
    ("name", "unit", "bound", "asks"),
    [
        ("合格率", "%", "95", True),
        ("院内感染率", "%", "10", False),
        ("占比", "%", "1.5", False),
        ("死亡数", "‰", "5", False),
    ],
)
def test_where_a_share_may_stand_for_a_percentage(name: str, unit: str, bound: str, asks: bool) -> None:
    assert one(name, unit, when=cmp(name, ">=", bound)).asks_percent is asks


def test_pairs_of_the_primary_care_catalogue() -> None:
    made = extracted("care")
    names = {each.id: each.name for each in made.inputs}
    found = {each.name: (names[each.numerator], names[each.denominator]) for each in pairs(made)}
    assert found["患者满意度"] == ("评价满意的被调查患者人数", "接受调查患者总数")
    assert found["抗菌药物处方比例"] == ("含有抗菌药物处方数", "抽查处方总数")
    absent = {"病床使用率", "平均住院日", "医师年均担负门急诊人次数", "医疗总收入增长率"}
    assert not absent & set(found)
    assert not pairs(extracted("notice"))


def test_programs_are_held_to_the_same_limits_except_that_nobody_types() -> None:
    made = _used(
        catalogue([indicator(term(kind="unspecified", when=cmp("合格率", ">=", "90")))], units={"合格率": "%"})
    )

    def given(**fields: Any) -> list[Observation]:
        return [Observation(institution="甲", input="合格率", **fields)]

    assert score(made, given(value="0.5"))
    assert score(made, given(value="101", status="verified", evidence="张三核对"))
    for fields in ({"value": "101"}, {"value": "101", "status": "verified"}, {"value": "9/8"}, {"value": "-1"}):
        with pytest.raises(BadObservations):
            score(made, given(**fields))


def test_a_domain_holds_its_ends() -> None:
    domain = Domain("i", "率", "number", "%", least=Fraction(0), most=Fraction(100))
    assert domain.holds(Fraction(0)) and domain.holds(Fraction(100))
    assert not domain.holds(Fraction(-1, 10**9)) and not domain.holds(Fraction(100) + Fraction(1, 10**9))
