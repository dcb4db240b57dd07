"""Vetoes: whether they happened, and what they strike. One that bars a grade leaves the points alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalog.model import VetoItem
from catalog.rules import VetoEffect
from scorer.facts import Facts
from scorer.interval import Interval, hull, point
from scorer.predicates import find
from scorer.sheet import Lost, Reading, Score, VetoFinding

Readings = tuple[Reading, ...]
STRIKES: dict[VetoEffect, Readings] = {
    "item_zero": ("item_zero",),
    "total_zero": ("total_zero",),
    "undetermined": ("item_zero", "total_zero"),
}
READING_TEXTS: dict[Reading, str] = {
    "not_happened": "否决事项未发生",
    "item_zero": "否决本项：本项不得分",
    "total_zero": "否决全部：总分为0",
}


def find_veto(veto: VetoItem, facts: Facts) -> VetoFinding:
    """What is known of a veto; one that does not apply has not happened."""
    found = find(veto.rule.when, facts)
    told = facts.book.tell(veto.rule)
    return VetoFinding(
        id=veto.id,
        indicator=veto.indicator,
        kind=veto.kind,
        effect=veto.rule.effect,
        happened=False if found.lapsed else found.value,
        text=told.text,
        quote=told.quote or "".join(piece.quote for piece in veto.evidence) or None,
        inputs=told.inputs,
        open=found.why.open,
    )


def readings(veto: VetoFinding) -> Readings:
    """What the veto may do to the points, as far as is known."""
    struck = () if veto.kind == "veto_excellence" else STRIKES.get(veto.effect, ())
    if not struck or veto.happened is False:
        return ("not_happened",)
    return struck if veto.happened else ("not_happened", *struck)


def strike(scores: Iterable[Score], vetoes: Iterable[VetoFinding], open_to: Mapping[str, Readings]) -> list[Score]:
    """The scores after the vetoes, each read in one of the ways that are open to it."""
    struck = {score.indicator: score for score in scores}
    for veto in vetoes:
        if veto.indicator in struck:
            struck[veto.indicator] = _strike(struck[veto.indicator], veto, open_to[veto.id])
    return list(struck.values())


def _strike(score: Score, veto: VetoFinding, open_to: Readings) -> Score:
    """A veto of the item or of everything takes the item's points; one that may have happened may take them."""
    if score.low is None or score.high is None or open_to == ("not_happened",):
        return score
    before = Interval(score.low, score.high)
    after = hull([point(0), before]) if "not_happened" in open_to else point(0)
    assumed = ("A-VETO-ITEM",) * (veto.effect == "undetermined")
    return score.model_copy(
        update={
            "status": score.status if score.status == "not_applicable" else "settled" if after.exact else "open",
            "low": after.low,
            "high": after.high,
            "lost": score.lost + veto_line(veto, before, after),
            "open": () if after.exact else score.open + veto.open,
            "assumed": tuple(dict.fromkeys(score.assumed + assumed)),
        }
    )


def veto_line(veto: VetoFinding, before: Interval, after: Interval) -> tuple[Lost, ...]:
    """The ledger line of a veto, or none where it takes nothing."""
    at_best, at_worst = before.high - after.high, before.low - after.low
    if not at_best and not at_worst:
        return ()
    line = Lost(kind="veto", inputs=veto.inputs, at_best=at_best, at_worst=at_worst, text=veto.text, quote=veto.quote)
    return (line,)
