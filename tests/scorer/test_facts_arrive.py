"""As facts arrive the points close in; what stays open at the end is a choice that the notice leaves, and named."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from facts_made import all_facts

from catalog.model import Catalogue
from extractor.pipeline import extract
from scorer import Observation, ScoreSheet, load_profile, score

CASES = Path(__file__).parents[2] / "corpus" / "cases"
FILES = {"hospital": "hospital-notice-2022/source.docx", "primary": "primary-care-2015/page.html"}


@cache
def notice(name: str) -> Catalogue:
    return extract(CASES / FILES[name])


def one(catalogue: Catalogue, given: list[Observation], profile: str) -> ScoreSheet:
    return score(catalogue, given or _nothing(catalogue), profile=load_profile(profile))[0]


def _nothing(catalogue: Catalogue) -> list[Observation]:
    return [Observation(institution="甲", input=catalogue.inputs[0].id, status="missing")]


def width(found: ScoreSheet) -> Fraction:
    return found.total.high - found.total.low


@pytest.mark.parametrize("profile", ["strict", "equal-split"])
@pytest.mark.parametrize("seed", [1, 2])
def test_points_close_in(seed: int, profile: str) -> None:
    random = Random(seed)
    catalogue = notice("hospital")
    facts = all_facts(catalogue, "甲", random)
    random.shuffle(facts)
    before = one(catalogue, [], profile)
    assert before.total.high - before.total.low >= Fraction(600)
    for known in range(8, len(facts) + 8, 8):
        after = one(catalogue, facts[:known], profile)
        for old, new in zip(before.scores, after.scores, strict=True):
            assert old.low is not None and new.low is not None and old.high is not None and new.high is not None
            assert old.low <= new.low <= new.high <= old.high, new.indicator
        assert before.total.low <= after.total.low <= after.total.high <= before.total.high
        before = after
    _closed_but_for_choices(before)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_what_stays_open_is_named_with_its_points(seed: int) -> None:
    catalogue = notice("hospital")
    strict = one(catalogue, all_facts(catalogue, "甲", Random(seed)), "strict")
    _closed_but_for_choices(strict)
    assert {each.kind for each in strict.choices} >= {"target"}


def _closed_but_for_choices(found: ScoreSheet) -> None:
    """Every open indicator has a choice, and no choice is worth less than its indicator is open."""
    stakes: dict[str, Fraction] = {}
    for choice in found.choices:
        stakes[choice.indicator] = stakes.get(choice.indicator, Fraction(0)) + choice.at_stake
    for item in found.scores:
        assert item.low is not None and item.high is not None
        if item.low != item.high:
            assert stakes.get(item.indicator, 0) >= item.high - item.low, item
            assert {each.kind for each in item.open} <= {"unspecified", "undetermined", "parameter"}, item.open


def test_the_example_profile_closes_the_primary_care_system() -> None:
    catalogue = notice("primary")
    found = one(catalogue, all_facts(catalogue, "甲", Random(6)), "primary-care-example")
    assert found.total.full == 100
    assert found.total.unscored == 0
    still = [(each.indicator, each.open[0].kind) for each in found.scores if each.low != each.high]
    assert still, "the ranks wait for the peers"
    assert set(still) <= {("g1-1-i001", "cohort"), ("g1-1-i002", "cohort")}
    ranked = score(catalogue, all_facts(catalogue, "甲", Random(6)), profile=load_profile("primary-care-example"),
                   peers={"同类机构": ["甲"]})[0]  # fmt: skip
    assert ranked.total.low == ranked.total.high
    codes = {each.code for each in ranked.assumptions}
    assert codes >= {"P-POINTS", "P-STANDARD", "P-VALUE", "P-TABLE", "P-TARGET"}
    assert all(each.text and each.used_by for each in ranked.assumptions)
