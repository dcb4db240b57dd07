"""The what-if: what a rule names is offered, and every figure is what scoring the changed data gives."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from report_cases import facts, known_in_part, notice, small
from scoring_cases import catalogue, cmp, indicator, none, obs, ratio, term, veto

from catalog.model import Catalogue
from catalog.rules import NaIf, Not
from scorer import Observation, load_profile, score
from scorer.appeals import Entry, enter, fingerprint, state
from scorer.interval import Interval
from scorer.profile import Profile, RoundingRules
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
    assert found.sums
    results = [
        knot.results[sum(1 << place for place, lever in enumerate(knot.levers) if lever in levers)]
        for knot in found.sums.knots
    ]
    return add_up([found.sums.rest, *results], found.sums.rounding)


def gained(made: Catalogue, given: list[Observation], lever: Lever, profile: Profile) -> tuple[Fraction, Fraction]:
    """What the total gains when exactly this is achieved, by the scorer itself."""
    moved = {move.input: move.value for move in lever.moves}
    rest = [each for each in given if each.input not in moved]
    before, after = (score(made, each, HERE, profile=profile)[0].total for each in (given, rest + facts(moved, HERE)))
    return after.low - before.low, after.high - before.high


def appealed(made: Catalogue, points: str | None) -> tuple[Entry, ...]:
    """A ledger with one entry for the judged item, or none."""
    if points is None:
        return ()
    stated = state(
        kind="adjust", institution=HERE, indicator="i004", points=points, who="复核组", when="2026-12-30T09:00:00+08:00",
        reason="补交材料", catalogue=made.id, fingerprint=fingerprint(made),
    )  # fmt: skip
    return (enter((), stated),)


POINTS = st.sampled_from([None, None, "+2", "-3"])
RUNS = [("hospital", "strict"), ("hospital", "equal-split"), ("primary", "primary-care-example")]


@pytest.mark.parametrize(("name", "profile"), RUNS)
@pytest.mark.parametrize("share", [0.02, 0.5, 1])
@pytest.mark.parametrize("seed", [1, 2])
def test_ticks_add_up_exactly(seed: int, share: float, name: str, profile: str) -> None:
    random = Random(seed)
    made = notice(name)
    given = known_in_part(made, HERE, random, share)
    found = what_if(made, given, profile)
    assert found.levers
    levers = [lever for lever in found.levers if lever.adds]
    assert bool(levers) == bool(found.sums and found.sums.knots)
    if not found.sums:
        return
    for size in (0, 1, 1, 1, 3, 8, 20, len(levers)):
        chosen = random.sample(levers, min(size, len(levers)))
        told = [move.value for lever in chosen for move in lever.moves]
        assert foretold(found, chosen) == scored_after(made, given, chosen, profile), told


@pytest.mark.parametrize(
    ("name", "profile", "seed", "share"),
    [("hospital", "strict", 0, 0.9), ("hospital", "equal-split", 0, 0.9), ("primary", "primary-care-example", 0, 0.9),
     ("primary", "primary-care-example", 2, 0.9), ("primary", "primary-care-example", 3, 0.3)],
)  # fmt: skip
def test_every_gain_is_that_of_scoring_again(name: str, profile: str, seed: int, share: float) -> None:
    """With vetoes of everything (hospital), bonuses beyond full points and points that are spread (primary care)."""
    made, settings = notice(name), load_profile(profile)
    given = known_in_part(made, HERE, Random(seed), share)
    found = what_if(made, given, profile)
    assert found.levers
    for lever in found.levers:
        assert (lever.gain_low, lever.gain_high) == gained(made, given, lever, settings), lever.moves
    gains = [lever.gain_low + lever.gain_high for lever in found.levers]
    assert gains == sorted(gains, reverse=True)
    if found.together:
        assert found.together == scored_after(made, given, list(found.levers), profile)


def test_under_a_veto_the_others_wait_for_it() -> None:
    """安全生产: one accident, and the notice does not say whether it takes the item or everything."""
    made = notice("hospital")
    good = {lever.moves[0].input: lever.moves[0].value for lever in what_if(made, facts({"g1-1-i007.1": "0"})).levers}
    given = facts(good | {"g1-1-i007.1": "1"})
    given = [each for each in given if not each.input.startswith("g1-1-i028")]
    found = what_if(made, given)
    first, *others = found.levers
    assert first.lifts and first.gain_low > 500
    assert others
    assert all(lever.gain_low == 0 for lever in others)
    assert any(lever.waits and lever.freed_low > 0 for lever in others)


VALUES = {"rate": ["80", "88.6", "95"], "a": ["93", "95"], "b": ["80", "95"], "accidents": ["0", "1"],
          "points": ["0", "3.5", "10"], "fires": ["0", "2"]}  # fmt: skip
KNOWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})
EFFECT = st.sampled_from(["item_zero", "total_zero", "undetermined"])
PLACES = st.sampled_from([None, {"places": 0, "mode": "half_up"}, {"places": 1, "mode": "half_even"}])


def vetoed(effects: tuple[Any, Any], excused: bool) -> Catalogue:
    """The small catalogue with two vetoes, and an item whose points may be spread."""
    made = small()
    fires = made.inputs[0].model_copy(update={"id": "fires", "name": "fires", "unit": "次", "type": "count"})
    vetoes = [
        veto(Not(of=none(name)), effect, indicator=where, id=f"v-{name}")
        for (name, where), effect in zip((("accidents", "i003"), ("fires", "i001")), effects, strict=True)
    ]
    rule = NaIf.model_validate({"when": cmp("rate", "<", "85"), "reweight": "spread"})
    rows = [each.model_copy(update={"applicability": rule} if each.id == "i002" and excused else {})
            for each in made.indicators]  # fmt: skip
    return made.model_copy(update={"inputs": [*made.inputs, fires], "vetoes": vetoes, "indicators": rows})


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(known=KNOWN, effects=st.tuples(EFFECT, EFFECT), places=PLACES, excused=st.booleans(), points=POINTS)
def test_gains_and_ticks_under_vetoes(
    known: dict[str, str], effects: tuple[Any, Any], places: Any, excused: bool, points: str | None
) -> None:
    """Small catalogues with two vetoes, rounding, points that are spread and an appeal: all is as scored again."""
    made, given = vetoed(effects, excused), facts({"b": "95", **known}, HERE)
    rounding = RoundingRules.model_validate({"total": places, "item": places})
    profile = load_profile("strict").model_copy(update={"rounding": rounding})
    appeals = appealed(made, points)

    def total(moved: Mapping[str, str]) -> Interval:
        rest = [each for each in given if each.input not in moved]
        found = score(made, rest + facts(moved, HERE), HERE, profile=profile, appeals=appeals)[0].total
        return Interval(found.low, found.high)

    sheet = score(made, given, HERE, profile=profile, appeals=appeals)[0]
    found, now = ask(settle(made, profile), given, sheet, appeals=appeals), total({})
    assert found
    for lever in found.levers:
        after = total({move.input: move.value for move in lever.moves})
        assert (lever.gain_low, lever.gain_high) == (after.low - now.low, after.high - now.high), lever
    pulled = [lever for lever in found.levers if lever.adds][::2]
    assert not found.sums or foretold(found, pulled) == total({m.input: m.value for each in pulled for m in each.moves})
    assert found.together == total({m.input: m.value for each in found.levers for m in each.moves})


def test_after_an_appeal_gains_are_offered_one_by_one() -> None:
    made, given = small(), facts({"rate": "88.6", "a": "93", "b": "95", "accidents": "0", "points": "5"}, HERE)
    appeals = appealed(made, "+2")
    sheet = score(made, given, HERE, appeals=appeals)[0]
    found = ask(settle(made, load_profile("strict")), given, sheet, appeals=appeals)
    assert found
    gains = {lever.moves[0].input: (lever.gain_low, lever.adds) for lever in found.levers}
    assert gains["a"] == (40, True)
    assert gains["points"] == (3, False), "7 by the appeal, 10 are full points"
    assert ask(settle(made, load_profile("strict")), given, sheet) is None, "the appeals were not given"


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
    assert found.together == foretold(found, list(found.levers)) == Interval(Fraction(100), Fraction(100))


def test_inputs_of_one_condition_win_only_together() -> None:
    found = what_if(small(), facts({"rate": "95", "a": "93", "b": "80", "accidents": "0", "points": "10"}))
    assert [(lever.gain_low, lever.gain_high) for lever in found.levers] == [(0, 0), (0, 0)]
    assert found.sums
    assert [result.low for result in found.sums.knots[0].results] == [0, 0, 0, 40]


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
