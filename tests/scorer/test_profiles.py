"""Profiles: what a notice leaves open, settled by name; what does not fit is refused, all of it at once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_cases import (
    HERE,
    both,
    catalogue,
    cmp,
    done,
    indicator,
    lit,
    obs,
    points,
    quote,
    ratio,
    reported,
    sheet,
    span,
    term,
    veto,
)

from catalog.model import Catalogue, Formula
from catalog.problems import Trouble
from catalog.rules import Cmp, DeductStep, NaIf, Term
from scorer import score
from scorer.profile import Outside, Profile, load_profile, read_profile, shipped
from scorer.settle import settle
from scorer.splits import shares_of

TWO = both(cmp("甲率", ">=", "95"), cmp("乙率", ">=", "90"))
TARGETS = term(kind="unspecified", when=TWO)


def profile(**settings: Any) -> Profile:
    return Profile.model_validate({"id": "p", "version": "1", "title": "方案", **settings})


def own(**settings: Any) -> Profile:
    return profile(items=[{"id": "i001", "name": "i001", "source": "县评分表", **settings}])


def step(partial: str = "undetermined", **more: Any) -> Term:
    return DeductStep.model_validate(
        {"of": obs("率"), "side": "below", "bound": "90", "step": "1", "points": "2", "partial": partial, **more}
    )


def losing(*losses: Any, **more: Any) -> Any:
    return term(kind="from_full", losses=list(losses), **more)


STRIVE = term(kind="full_if", when=cmp("率", ">=", "90", "strive"))
RANKED = term(kind="ranked", of=obs("率"), group="同类机构")
TABLE = [{"up_to": 1, "points": "10"}, {"up_to": 2, "points": "6"}, {"up_to": 9, "points": "3"}]
FORMULA = Formula.model_validate(
    {"id": "f1", "name": "率", "expression": "分子÷分母×100", "numerator": "分子", "denominator": "分母", "scale": "100",
     "tree": ratio("分子", "分母")}
)  # fmt: skip
LEAVING = NaIf(when=done("没有病床"))
SETTLED: list[tuple[str, Any, dict[str, Any], dict[str, str], tuple[Any, Any], tuple[Any, Any], str]] = [
    # what is open, rule, settings, facts, strict, under the profile, assumption
    ("不足一步", losing(step()), {"partial_step": "ceil"}, {"率": "88.5"}, points(6, 8), points(6), "P-PARTIAL"),
    ("不足一步", losing(step()), {"partial_step": "exact"}, {"率": "88.5"}, points(6, 8), points(7), "P-PARTIAL"),
    ("扣到负分", losing(step("ceil")), {"floor": "negative"}, {"率": "83"}, points(0), points(-4), "P-FLOOR"),
    ("扣到负分，再多也不过本项", losing(step("ceil")), {"floor": "negative"}, {"率": "1"}, points(0), points(-10), "P-FLOOR"),
    ("均分", TARGETS, {"missed_target": "equal_split"}, {"甲率": "95", "乙率": "89"}, points(0, 10), points(5), "P-TARGET"),
    ("全有或全无", TARGETS, {"missed_target": "all_or_nothing"}, {"甲率": "95", "乙率": "89"}, points(0, 10), points(0), "P-TARGET"),
    ("均分，还缺一项", TARGETS, {"missed_target": "equal_split"}, {"甲率": "95"}, points(0, 10), points(5, 10), "P-TARGET"),
    ("力争", STRIVE, {"strive": "must"}, {"率": "80"}, points(0, 10), points(0), "P-STRIVE"),
    ("四舍五入后再比", term(kind="full_if", when=Cmp(left=ratio("甲", "乙"), relation=">=", right=lit("95"))),
     {"rounding": {"measure": {"places": 0}}}, {"甲": "946", "乙": "1000"}, points(0), points(10), "P-ROUND"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rule", "settings", "facts", "strict", "settled", "code"), SETTLED)
def test_a_profile_settles_what_is_open(
    what: str, rule: Any, settings: dict[str, Any], facts: dict[str, str], strict: Any, settled: Any, code: str
) -> None:
    made = catalogue([indicator(rule)])
    assert span(sheet(made, facts).scores[0]) == strict, what
    found = sheet(made, facts, profile=profile(**settings))
    assert span(found.scores[0]) == settled, what
    assert [(each.code, each.used_by) for each in found.assumptions if each.code[0] == "P"] == [(code, ("i001",))]
    assert found.profile.id == "p"


def test_points_ranks_bases_and_bonuses_of_one_indicator() -> None:
    cases: list[tuple[Any, str | None, dict[str, Any], dict[str, str], Any]] = [
        (TARGETS, None, {"points": "4", "missed_target": "equal_split"}, {"甲率": "95", "乙率": "1"}, points(2)),
        (term(kind="pro_rata", of=obs("数")), "10", {"base": "30"}, {"数": "15"}, points(5)),
        (term(kind="tiers", rows=[{"when": cmp("率", ">=", "90"), "points": "10"}]), "10", {"otherwise": "3"}, {"率": "1"},
         points(3)),
        (term(kind="bonus_each", count=obs("数")), "10", {"bonus": "2", "bonus_cap": "5"}, {"数": "3"}, points(5)),
        (TARGETS, "10", {"rule": term(kind="full_if", when=cmp("甲率", ">", "1"))}, {"甲率": "2"}, points(10)),
        (TARGETS, "10", {"standards": [{"input": "甲率", "relation": "<=", "value": "20", "source": "省标准"}],
                         "standards_suffice": True, "missed_target": "all_or_nothing"}, {"甲率": "21"}, points(0)),
    ]  # fmt: skip
    for rule, worth, settings, facts, expected in cases:
        found = sheet(catalogue([indicator(rule, worth)]), facts, profile=own(**settings))
        assert span(found.scores[0]) == expected, settings
        assert any("县评分表" in each.text or each.code == "P-STANDARD" for each in found.assumptions), settings


def test_ranks_get_their_table_group_and_direction() -> None:
    made = catalogue([indicator(RANKED)])
    given = [each for name, rate in ((HERE, "3"), ("乙", "9")) for each in reported({"率": rate}, name)]
    chosen = own(table=TABLE, group="全县", best="low", ties="best")
    chosen = chosen.model_copy(update={"peer_groups": {"全县": [HERE, "乙"]}})
    first, second = score(made, given, profile=chosen)
    assert (span(first.scores[0]), span(second.scores[0])) == (points(10), points(6))


def test_parameters_standards_and_columns() -> None:
    bound = Cmp(left=obs("率"), relation=">=", right=term_param("p1"))
    made = catalogue([indicator(term(kind="full_if", when=bound))], parameters={"p1": None})
    chosen = profile(parameters=[{"id": "p1", "name": "p1", "value": "85", "source": "省卫健委", "date": "2026-01-01"}])
    assert span(sheet(made, {"率": "85"}).scores[0]) == points(0, 10)
    found = sheet(made, {"率": "85"}, profile=chosen)
    assert span(found.scores[0]) == points(10)
    assert "省卫健委" in found.assumptions[0].text
    column = indicator(TARGETS, None).model_copy(update={"points_by_profile": {"县级": Decimal(8), "乡镇": Decimal(5)}})
    found = sheet(catalogue([column]), {"甲率": "95", "乙率": "90"}, profile=profile(points_column="县级"))
    assert span(found.scores[0]) == points(8)


def term_param(name: str) -> Any:
    return {"kind": "param", "parameter": name}


def test_absent_items_and_vetoes() -> None:
    made = catalogue([indicator(TARGETS, applicability=LEAVING), indicator(TARGETS, id="i002")], vetoes=[
        veto(done("出事"), "undetermined", indicator="i002")
    ], types={"出事": "fact", "没有病床": "fact"})  # fmt: skip
    facts = {"没有病床": "是", "甲率": "95", "乙率": "90", "出事": "否"}
    spread = sheet(made, facts, profile=profile(not_applicable="spread"))
    assert (spread.total.low, spread.total.full) == (20, 20)
    struck = facts | {"出事": "是"}
    assert span(sheet(made, struck, profile=profile(veto_scope="total_zero", not_applicable="drop")).total) == points(0)
    assert sheet(made, struck, profile=profile(veto_scope="item_zero", not_applicable="full")).total.high == 10


def test_rounding_of_items_and_totals_is_in_the_ledger() -> None:
    thirds = term(kind="pro_rata", of=obs("数"), base=lit("3"))
    made = catalogue([indicator(thirds, "1"), indicator(thirds, "1", id="i002")])
    rounding = {"item": {"places": 2}, "total": {"places": 1}}
    found = sheet(made, {"数": "2"}, profile=profile(rounding=rounding))
    assert [each.low for each in found.scores] == [Fraction("0.67"), Fraction("0.67")]
    assert (found.total.low, found.total.lost[0].at_best) == (Fraction("1.3"), Fraction("0.04"))


@given(st.integers(1, 40), st.integers(0, 10**5), st.sampled_from(["1", "0.5", "0.01"]))
def test_shares_sum_to_the_points(count: int, hundredths: int, unit: str) -> None:
    worth = Decimal(hundredths) / 100
    shares = shares_of(worth, count, Decimal(unit))
    assert sum(shares) == worth
    assert max(shares) - min(shares) <= 2 * Decimal(unit)


# --- the shipped ones and bad ones ----------------------------------------------------------------


def test_strict_changes_nothing() -> None:
    made = catalogue([indicator(losing(step()), applicability=LEAVING), indicator(RANKED, None, id="i002")])
    settled = settle(made, load_profile("strict"))
    assert (settled.catalogue, settled.assumptions) == (made, ())
    assert sheet(made, {"率": "88.5"}).profile.id == "strict"


def test_all_shipped_profiles_load() -> None:
    assert {load_profile(name).id for name in shipped()} == {"strict", "equal-split", "primary-care-example"}


BAD = [
    ("id: a\nid: b", "repeated"),
    ("id: &x a\nversion: *x\ntitle: t", "aliases"),
    ("id: a\nversion: '1'\ntitle: t\npartial: ceil", "partial"),
    ("id: a\nversion: [1]\ntitle: t", "version"),
    ("id: a\nversion: 1\ntitle: t\nparameters:\n- {id: p, name: p, value: 020, source: s}", "020"),
    ("id: a\nversion: 1\ntitle: t\nparameters:\n- {id: p, name: p, value: 8:30, source: s}", "8:30"),
    ("id: a\nversion: 1\ntitle: ' '", "title"),
    ("id: a\nversion: 1\ntitle: t\nschema_version: '9.9'", "schema_version"),
    ("id: a\nversion: 1\ntitle: t\npeer_groups: {全市: []}", "全市"),
    ("id: a\nversion: 1\ntitle: t\ngrades: [{name: 优, at_least: 0.9, top: true}, {name: 差, at_least: 0}]", "0.9"),
    ("id: a\nversion: 1\ntitle: t\nparameters:\n- {id: p, name: p, value: 1, source: s, date: 2026-13-45}", "date"),
    ("id: a\nversion: '1'\ntitle: t\npartial_step: up", "partial_step"),
    ("id: !!python/object:os.system x", "python/object"),
    ("- 1", "dictionary"),
    ("id: [", "expected"),
    ("", "dictionary"),
    ("id: a\nversion: '1'\ntitle: t\nitems:\n- {id: x, name: y, points: .nan}", "points"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_bad_profile_is_refused(text: str, told: str) -> None:
    with pytest.raises(Trouble, match="E641") as caught:
        read_profile(text)
    assert told in str(caught.value)


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(Trouble, match="E640") as caught:
        load_profile("lenient")
    assert "equal-split" in caught.value.say("zh")


UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"items": [{"id": "i009", "name": "x"}]}, "i009：目录里没有"),
    ({"items": [{"id": "i001", "name": "别的"}]}, "目录里叫“i001”"),
    ({"items": [{"id": "i001", "name": "i001", "points": "3", "source": "县"}]}, "原文已有分值"),
    ({"items": [{"id": "i001", "name": "i001", "base": "3"}]}, "没有写明来源"),
    ({"items": [{"id": "i001", "name": "i001", "standards": [{"relation": ">="}]}]}, "formula或input之一"),
    ({"items": [{"id": "i001", "name": "i001", "standards": [{"input": "无", "relation": ">=", "value": "1"}]}]}, "没有输入项无"),
    ({"items": [{"id": "i001", "name": "i001"}] * 2}, "出现了两次"),
    ({"items": [{"id": "i001", "name": "i001", "base": "3", "source": "县"}]}, "没有base要定的事"),
    ({"items": [{"id": "i001", "name": "i001", "standards_suffice": True}]}, "没有标准"),
    ({"points_column": "市直医院"}, "没有分值栏“市直医院”"),
    ({"parameters": [{"id": "p9", "name": "p9", "value": "1", "source": "省"}]}, "p9：目录里没有"),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "told"), UNFIT)
def test_a_profile_that_does_not_fit_scores_nothing(settings: dict[str, Any], told: str) -> None:
    made: Catalogue = catalogue([indicator(TARGETS)])
    with pytest.raises(Trouble, match="E642") as caught:
        score(made, reported({"甲率": "95"}), profile=profile(**settings))
    assert told in caught.value.say("zh")
    assert "not" in caught.value.say("en")


RANKS = [
    ([{"up_to": 1, "points": "35"}], "高于本项分值"),
    ([{"up_to": 1, "points": "-1"}], "低于0分"),
    ([{"up_to": 2, "points": "9"}, {"up_to": 2, "points": "5"}], "由前到后"),
    ([{"up_to": 1, "points": "5"}, {"up_to": 2, "points": "9"}], "后面的名次分值更高"),
]


@pytest.mark.parametrize(("table", "told"), RANKS)
def test_a_table_of_ranks_goes_down(table: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(Trouble, match="E642") as caught:
        score(catalogue([indicator(RANKED)]), reported({"率": "3"}), profile=own(table=table))
    assert told in caught.value.say("zh")


def test_standards_of_shares_are_per_cent() -> None:
    share = indicator(TARGETS).model_copy(update={"formulas": [FORMULA]})
    made = catalogue([share], types={"分子": "count", "分母": "count"}, parameters={"p1": None})
    for value, told in (("0.9", True), ("-5", True), ("90", False)):
        standard = {"formula": "f1", "relation": "≥", "parameter": "p1"}
        chosen = own(standards=[standard]).model_copy(
            update={"parameters": [Outside(id="p1", name="p1", value=Decimal(value), source="省")]}
        )
        if told:
            with pytest.raises(Trouble, match="E642"):
                settle(made, chosen)
        else:
            assert settle(made, chosen).assumptions


# --- what is still open and what hangs on it ------------------------------------------------------

CHOICES: list[tuple[str, Any, dict[str, str], list[tuple[str, int, list[tuple[int, int]]]]]] = [
    ("不足一步", losing(step()), {"率": "88.5"}, [("partial", 2, [(6, 6), (8, 8), (7, 7)])]),
    ("没有不足一步的", losing(step()), {"率": "88"}, []),
    ("达到了", losing(step()), {"率": "95"}, []),
    ("还不知道", losing(step()), {}, []),
    ("扣过头", losing(step("ceil")), {"率": "83"}, [("floor", 4, [(0, 0), (-4, -4)])]),
    ("扣过头，写了扣完为止", losing(step("ceil"), floor_stated=True), {"率": "83"}, []),
    ("力争未成", STRIVE, {"率": "80"}, [("strive", 10, [(0, 0), (10, 10)])]),
    ("目标未达", TARGETS, {"甲率": "95", "乙率": "1"}, [("target", 10, [(0, 0), (5, 5), (10, 10)])]),
    ("没有对照表", RANKED, {"率": "1"}, [("unstated", 10, [])]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rule", "facts", "expected"), CHOICES)
def test_choices_name_the_points_at_stake(what: str, rule: Any, facts: dict[str, str], expected: Any) -> None:
    found = sheet(catalogue([indicator(rule)]), facts).choices
    assert [(each.kind, each.at_stake, [(o.low, o.high) for o in each.options]) for each in found] == expected, what


def test_the_scope_of_a_veto_is_a_choice() -> None:
    made = catalogue(
        [indicator(TARGETS), indicator(TARGETS, id="i002")],
        vetoes=[veto(done("出事").model_copy(update={"evidence": quote("一票否决")}), "undetermined")],
        types={"出事": "fact"},
    )
    found = sheet(made, {"甲率": "95", "乙率": "90", "出事": "是"}).choices
    assert [(each.kind, each.indicator, each.at_stake) for each in found] == [("veto", "i001", 10)]
    assert sheet(made, {"甲率": "95", "乙率": "90", "出事": "否"}).choices == ()
