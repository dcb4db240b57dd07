"""The what-if: what a rule names is offered, and every figure is what scoring the changed data gives."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from random import Random
from typing import Any

import pytest
from report_cases import facts, known_in_part, notice, small
from scoring_cases import catalogue, cmp, indicator, none, obs, ratio, term

from catalog.model import Catalogue
from catalog.rules import NaIf
from scorer import Observation, load_profile, score
from scorer.interval import Interval
from scorer.profile import RoundingRules
from scorer.settle import settle
from scorer.whatif import Lever, WhatIf, ask
from scorer.whatif import settle as add_up

HERE = "市立医院"


def what_if(made: Catalogue, given: list[Observation], profile: str = "strict") -> WhatIf:
    settings = load_profile(profile)
    found = ask(settle(made, settings), given, score(made, given, HERE, profile=settings)[0])
    assert found is not None
    return found


def scored_after(made: Catalogue, given: list[Observation], levers: list[Lever], profile: str = "strict") -> Interval:
    """The total that the scorer itself gives for the data with the levers' values."""
    moved = {move.input: move.value for lever in levers for move in lever.moves}
    rest = [each for each in given if each.input not in moved]
    total = score(made, rest + facts(moved, HERE), HERE, profile=load_profile(profile))[0].total
    return Interval(total.low, total.high)


def foretold(found: WhatIf, levers: list[Lever]) -> Interval:
    """The total that the what-if gives for the levers, as the page adds it up."""
    results = [
        knot.results[sum(1 << place for place, lever in enumerate(knot.levers) if lever in levers)]
        for knot in found.knots
    ]
    return add_up([found.rest, *results], found.rounding)


RUNS = [("hospital", "strict"), ("hospital", "equal-split"), ("primary", "primary-care-example")]


@pytest.mark.parametrize(("name", "profile"), RUNS)
@pytest.mark.parametrize("share", [0.02, 0.5, 1])
@pytest.mark.parametrize("seed", [1, 2])
def test_ticks_add_up_exactly(seed: int, share: float, name: str, profile: str) -> None:
    random = Random(seed)
    made = notice(name)
    given = known_in_part(made, HERE, random, share)
    found = what_if(made, given, profile)
    levers = list(found.levers)
    assert levers
    for size in (0, 1, 1, 1, 3, 8, 20, len(levers)):
        chosen = random.sample(levers, min(size, len(levers)))
        told = [move.value for lever in chosen for move in lever.moves]
        assert foretold(found, chosen) == scored_after(made, given, chosen, profile), told
    assert found.together == foretold(found, levers)


@pytest.mark.parametrize("reweight", ["drop", "spread", "full", "undetermined"])
def test_points_that_were_spread_count_more(reweight: str) -> None:
    """Where an item does not apply, a point of the others may be worth more than one point of the total."""
    made = small()
    excused = NaIf.model_validate({"when": cmp("beds", "<", "1"), "reweight": reweight})
    rows = [each.model_copy(update={"applicability": excused} if each.id == "i001" else {}) for each in made.indicators]
    beds = made.inputs[0].model_copy(update={"id": "beds", "name": "beds", "unit": None})
    made = made.model_copy(update={"indicators": rows, "inputs": [*made.inputs, beds]})
    given = facts({"beds": "0", "rate": "80", "a": "93", "b": "80", "accidents": "0"})
    found = what_if(made, given)
    for size in range(len(found.levers) + 1):
        for chosen in combinations(found.levers, size):
            assert foretold(found, list(chosen)) == scored_after(made, given, list(chosen))


@pytest.mark.parametrize("mode", ["half_up", "half_even"])
def test_a_rounded_total_is_rounded_after_the_sum(mode: str) -> None:
    made, given = small(), facts({"rate": "88.6", "a": "93", "b": "95", "accidents": "0", "points": "3.5"})
    rounding = RoundingRules.model_validate({"total": {"places": 0, "mode": mode}})
    profile = load_profile("strict").model_copy(update={"rounding": rounding})
    found = ask(settle(made, profile), given, score(made, given, HERE, profile=profile)[0])
    assert found
    total = score(made, given, HERE, profile=profile)[0].total
    assert foretold(found, []) == Interval(total.low, total.high)


def test_all_combinations_of_a_small_catalogue() -> None:
    made, given = small(), facts({"rate": "88.6", "a": "93", "b": "80", "accidents": "1"})
    found = what_if(made, given)
    levers = list(found.levers)
    assert {move.input: move.value for lever in levers for move in lever.moves} == {
        "rate": "90", "a": "95", "b": "90", "accidents": "0", "points": "10",
    }  # fmt: skip
    for size in range(len(levers) + 1):
        for chosen in combinations(levers, size):
            assert foretold(found, list(chosen)) == scored_after(made, given, list(chosen))


def test_a_veto_of_everything_comes_first() -> None:
    found = what_if(small(), facts({"rate": "95", "a": "96", "b": "91", "accidents": "1", "points": "10"}))
    assert [(lever.moves[0].input, lever.lifts) for lever in found.levers] == [("accidents", True)]
    assert found.together == Interval(*[add_up([found.rest, found.knots[0].results[1]]).low] * 2)


def test_inputs_of_one_condition_win_only_together() -> None:
    found = what_if(small(), facts({"rate": "95", "a": "93", "b": "80", "accidents": "0", "points": "10"}))
    assert [(lever.gain_low, lever.gain_high) for lever in found.levers] == [(0, 0), (0, 0)]
    assert [result.low for result in found.knots[0].results] == [0, 0, 0, 40]


def test_what_is_good_already_is_not_offered() -> None:
    found = what_if(small(), facts({"rate": "95", "a": "93", "b": "90", "accidents": "0", "points": "10"}))
    assert [lever.moves[0].input for lever in found.levers] == ["a"]


WISHES: list[tuple[str, dict[str, Any], Mapping[str, str], Mapping[str, str]]] = [
    ("不低于95%", {"kind": "full_if", "when": cmp("x", ">=", "95")}, {"x": "90"}, {"x": "95"}),
    ("多于3次（个数）", {"kind": "full_if", "when": cmp("n", ">", "3")}, {"n": "1"}, {"n": "4"}),
    ("低于3，无单位", {"kind": "full_if", "when": cmp("x", "<", "3")}, {"x": "5"}, {"x": "2.99"}),
    ("未发生", {"kind": "full_if", "when": none("n")}, {"n": "2"}, {"n": "0"}),
    ("等次", {"kind": "full_if", "when": {"kind": "grade", "input": "g", "at_least": "B", "order": ["C", "B", "A"]}},
     {"g": "C"}, {"g": "B"}),
    ("按期完成", {"kind": "full_if", "when": {"kind": "done", "input": "d", "by": "2026-10-31"}},
     {"d": "2026-11-30"}, {"d": "2026-10-31"}),
    ("在区间内", {"kind": "full_if", "when": {"kind": "within", "of": obs("x"), "low": "90", "high": "95"}},
     {"x": "80"}, {"x": "90"}),
    ("每例扣分", {"kind": "from_full", "losses": [{"kind": "deduct_each", "count": obs("n"), "points": "2"}]},
     {"n": "2"}, {"n": "0"}),
    ("酌情扣分", {"kind": "from_full", "losses": [{"kind": "judge_loss", "input": "p", "text": "酌情扣分"}]},
     {"p": "3"}, {"p": "0"}),
    ("酌情得分，最高8分", {"kind": "judge", "input": "p", "text": "酌情得分", "high": "8"}, {"p": "3"}, {"p": "8"}),
    ("档次取最高", {"kind": "tiers", "rows": [
        {"when": cmp("x", ">=", "95"), "points": "10"}, {"when": cmp("x", ">=", "90"), "points": "5"}],
        "otherwise": "0"}, {"x": "80"}, {"x": "95"}),
    ("按比例得分", {"kind": "pro_rata", "of": obs("x"), "base": {"kind": "lit", "value": "40"}}, {"x": "30"}, {"x": "40"}),
    ("线性", {"kind": "linear", "of": obs("x"), "low": "60", "high": "90"}, {"x": "70"}, {"x": "90"}),
    ("分子", {"kind": "full_if", "when": {"kind": "cmp", "left": ratio("n", "m"), "relation": ">=",
     "right": {"kind": "lit", "value": "85"}}}, {"n": "80", "m": "101"}, {"n": "86"}),
    ("力争", {"kind": "unspecified", "when": cmp("x", ">=", "2", "strive")}, {"x": "1"}, {"x": "2"}),
    ("逐季", {"kind": "full_if", "when": {"kind": "per_period", "input": "s", "at_least": "1", "period": "quarter"}},
     {"s": "1;0;1;1"}, {"s": "是"}),
]  # fmt: skip
TYPES = {"x": "number", "n": "count", "m": "count", "g": "grade", "d": "date", "p": "points", "s": "number"}


@pytest.mark.parametrize(("name", "rule", "given", "wanted"), WISHES, ids=[each[0] for each in WISHES])
def test_rules_name_their_targets(
    name: str, rule: dict[str, Any], given: Mapping[str, str], wanted: Mapping[str, str]
) -> None:
    made = term(**rule)
    names = [each for each in TYPES if f"'{each}'" in str(made.model_dump())]
    listed = catalogue([indicator(made)], types={each: TYPES[each] for each in names})
    found = what_if(listed, facts(given, HERE))
    offered = [{move.input: move.value for move in lever.moves} for lever in found.levers]
    assert dict(wanted) in offered, (name, offered)


def test_a_rate_of_which_nothing_is_known_is_one_offer() -> None:
    rate = {"kind": "cmp", "left": ratio("n", "m"), "relation": ">=", "right": {"kind": "lit", "value": "85"}}
    made = catalogue([indicator(term(kind="full_if", when=rate))], types={"n": "count", "m": "count"})
    made = made.model_copy(update={"inputs": [each.model_copy(update={"used_by": ["i001"]}) for each in made.inputs]})
    given = [Observation(institution=HERE, input="n", status="missing")]
    (lever,) = what_if(made, given).levers
    assert [(move.input, move.value) for move in lever.moves] == [("n", "17"), ("m", "20")]


def test_an_impossible_value_is_not_offered() -> None:
    """A rate above 100 %, a part above its whole: the data would be refused."""
    made = catalogue([indicator(term(kind="full_if", when=cmp("满意率", ">", "100")))], units={"满意率": "%"})
    assert what_if(made, facts({"满意率": "90"}, HERE)).levers == ()
