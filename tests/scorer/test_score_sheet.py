"""Whole sheets: groups, totals, items that do not apply, vetoes, JSON."""

from __future__ import annotations

from typing import Any

import pytest
from scoring_cases import (
    HERE,
    Given,
    assert_conserved,
    catalogue,
    cmp,
    indicator,
    no,
    none,
    obs,
    points,
    reported,
    scored,
    sheet,
    span,
    term,
    veto,
)

from catalog.model import Catalogue, Group
from catalog.rules import NaIf
from scorer import ScoreSheet, score


def group(id: str, parent: str | None = None, points: str | None = None, kind: Any = "group") -> Group:
    return Group.model_validate(
        {"id": id, "number": None, "name": id, "level": 1, "parent": parent, "points": points, "kind": kind}
    )


def reach(name: str) -> Any:
    """A percentage: 0 at 0, full points at 100."""
    return term(kind="linear", of=obs(name), low="0", high="100")


def three(reweight: str, **given: str) -> ScoreSheet:
    """Items of 10, 20 and 30 points, the last one in a group of its own; the first may not apply."""
    leave = NaIf.model_validate({"when": cmp("床位", "=", "0"), "reweight": reweight})
    made = catalogue(
        [
            indicator(reach("甲"), "10", id="i001", group="一", applicability=leave),
            indicator(reach("乙"), "20", id="i002", group="一"),
            indicator(reach("丙"), "30", id="i003", group="二"),
        ],
        groups=[group("全", points="60"), group("一", "全", "30"), group("二", "全", "31")],
        total="60",
    )
    beds = {"床位": "1"} | given
    found = score(made, reported({name: value for name, value in beds.items() if value}), HERE)[0]
    for each in found.scores:
        assert_conserved(each)
    return found


def ledger(found: ScoreSheet) -> tuple[Any, Any]:
    lines = [line for each in found.scores for line in each.lost] + list(found.total.lost)
    best, worst = sum(line.at_best for line in lines), sum(line.at_worst for line in lines)
    return found.total.full - worst, found.total.full - best


def test_groups_and_total() -> None:
    found = three("drop", 甲="50", 乙="50")
    assert span(found.total) == points(15, 45) == ledger(found)
    assert [(each.scope, *span(each)) for each in found.groups] == [
        ("全", *points(15, 45)), ("一", *points(15)), ("二", *points(0, 30)),
    ]  # fmt: skip
    assert [each.balanced for each in found.groups] == [True, True, False]
    assert found.total.balanced


@pytest.mark.parametrize(
    ("reweight", "full", "ends"),
    [
        ("drop", 50, points(25)),
        ("full", 60, points(35)),
        ("spread", 60, points(30)),
        ("undetermined", 60, points(25, 35)),
    ],
)
def test_an_item_that_does_not_apply(reweight: str, full: int, ends: Any) -> None:
    found = three(reweight, 床位="0", 乙="50", 丙="50")
    assert found.scores[0].status == "not_applicable"
    assert (int(found.total.full), span(found.total)) == (full, ends)
    assert ledger(found) == ends


def test_spread_points_stay_in_their_group() -> None:
    found = three("spread", 床位="0", 乙="100", 丙="0")
    assert [(int(each.full), *span(each)) for each in found.groups] == [
        (60, *points(30)), (30, *points(30)), (30, *points(0)),
    ]  # fmt: skip
    assert [each.code for each in found.assumptions] == ["A-SPREAD"]


def test_points_that_may_be_spread_stay_open() -> None:
    """The item itself is lost; if it does not apply, its points are worth something to the others."""
    known = {"甲": "0", "乙": "50", "丙": "50"}
    unsure = three("spread", 床位="", **known)
    assert span(unsure.total) == points(25, 35) == ledger(unsure)
    assert span(three("spread", 床位="0", **known).total) == points(30)
    assert span(three("spread", 床位="1", **known).total) == points(25)


def test_spread_points_of_an_empty_group_go_up() -> None:
    leave = NaIf.model_validate({"when": cmp("床位", "=", "0"), "reweight": "spread"})
    items = [
        indicator(reach("甲"), "10", id="i001", group="一", applicability=leave),
        indicator(reach("乙"), "20", id="i002", group="二"),
    ]
    made = catalogue(items, groups=[group("一"), group("二")])
    found = sheet(made, {"床位": "0", "乙": "50"})
    assert (int(found.total.full), span(found.total)) == (30, points(15))


def test_a_further_catalogue_stands_apart() -> None:
    items = [indicator(reach("甲"), "10", id="i001"), indicator(reach("乙"), "20", id="i002", group="内")]
    made = catalogue(items, groups=[group("附", kind="catalogue"), group("内", "附")])
    found = score(made, reported({"甲": "100", "乙": "100"}), HERE)[0]
    assert span(found.total) == points(10)
    assert [span(each) for each in found.groups] == [points(20), points(20)]


def test_items_without_points_count_nowhere_and_say_so() -> None:
    bare = indicator(reach("甲"), None, id="i002")
    found = sheet(catalogue([indicator(reach("乙"), id="i001"), bare]), {"甲": "5", "乙": "100"})
    assert (found.total.scored, found.total.unscored, span(found.total)) == (1, 1, points(10))
    assert (found.scores[1].status, found.scores[1].low) == ("no_points", None)
    assert found.scores[1].open[0].text == "本项没有分值"


def test_points_by_profile_wait_for_the_profile() -> None:
    item = indicator(reach("甲"), None).model_copy(update={"points_by_profile": {"市直医院": 10}})
    assert "市直医院" in sheet(catalogue([item]), {}).scores[0].open[0].text


def test_an_item_without_a_rule_is_open() -> None:
    found = scored(None, {})
    assert (span(found), found.open[0].text) == (points(0, 10), "本项没有读出评分规则")


# --- vetoes -------------------------------------------------------------------------------------


def vetoed(effect: str, given: Given, **options: Any) -> ScoreSheet:
    """30 points for safety with a veto, 20 points for something else."""
    safety = indicator(term(kind="unspecified", when=none("事故")), "30", id="i001")
    made: Catalogue = catalogue(
        [safety, indicator(reach("甲"), "20", id="i002")],
        types={"事故": "count"},
        vetoes=[veto(no(none("事故")), effect, **options)],
    )
    return sheet(made, {"甲": "100", **given})


@pytest.mark.parametrize(
    ("effect", "accidents", "item", "total"),
    [
        ("item_zero", "0", points(30), points(50)),
        ("item_zero", "1", points(0), points(20)),
        ("item_zero", None, points(0, 30), points(20, 50)),
        ("total_zero", "0", points(30), points(50)),
        ("total_zero", "1", points(0), points(0)),
        ("total_zero", None, points(0, 30), points(0, 50)),
        ("undetermined", "0", points(30), points(50)),
        ("undetermined", "1", points(0), points(0, 20)),
        ("undetermined", None, points(0, 30), points(0, 50)),
        ("grade_cap", "1", points(0, 30), points(20, 50)),
        ("bar_top_grade", "1", points(0, 30), points(20, 50)),
    ],
)
def test_veto(effect: str, accidents: str | None, item: Any, total: Any) -> None:
    found = vetoed(effect, {} if accidents is None else {"事故": accidents})
    assert (span(found.scores[0]), span(found.total)) == (item, total)
    assert found.vetoes[0].happened is (None if accidents is None else accidents == "1")


def test_both_outcomes_of_an_undetermined_veto_are_reported() -> None:
    found = vetoed("undetermined", {"事故": "1"})
    assert [(each.reading, *span(each)) for each in found.outcomes] == [
        ("item_zero", *points(20)), ("total_zero", *points(0)),
    ]  # fmt: skip
    assert [each.code for each in found.assumptions] == ["A-VETO-ITEM"]
    open_still = vetoed("undetermined", {})
    assert [(each.reading, *span(each)) for each in open_still.outcomes] == [
        ("not_happened", *points(20, 50)), ("item_zero", *points(20)), ("total_zero", *points(0)),
    ]  # fmt: skip


def test_a_veto_of_excellence_never_takes_points() -> None:
    found = vetoed("undetermined", {"事故": "1"}, kind="veto_excellence")
    assert span(found.total) == points(20, 50)
    assert not found.outcomes


def test_a_veto_that_does_not_apply_has_not_happened() -> None:
    found = vetoed("total_zero", {"事故": {"status": "not_applicable", "evidence": ""}})
    assert found.vetoes[0].happened is False


# --- institutions and JSON ----------------------------------------------------------------------


def test_permuting_institutions_permutes_sheets() -> None:
    made = catalogue([indicator(reach("甲"))])
    first, second = reported({"甲": "50"}, "一院"), reported({"甲": "70"}, "二院")
    forth, back = score(made, first + second), score(made, second + first)
    assert [each.institution for each in forth] == ["一院", "二院"]
    assert forth == back[::-1]
    assert score(made, first, "二院")[0].total.low == 0


def test_json_is_the_same_every_time_and_reads_back() -> None:
    found = vetoed("undetermined", {})
    text = found.to_json()
    assert text == vetoed("undetermined", {}).to_json()
    assert ScoreSheet.model_validate_json(text) == found
    assert '"institution": "市立医院"' in text
    assert ScoreSheet.model_json_schema()["properties"]["scores"]
