"""Indicators by the row: award, applicability, rounding, vetoes. The meaning is that of `scorer.items`, `.vetoes`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from catalog.model import Indicator, VetoItem
from catalog.rules import NaIf
from scorer.bulk import rationals, spans
from scorer.bulk.awards import Award, Line, award
from scorer.bulk.frame import Frame
from scorer.bulk.masks import Mask, both, either, every, flip, some
from scorer.bulk.predicates import find
from scorer.bulk.rationals import NOUGHT, Rationals, constant
from scorer.bulk.spans import NONE, Span, Truth, between, fixed
from scorer.profile import Places
from scorer.vetoes import STRIKES, Readings

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator: its points and the full points it stands for; `leaving`: rows whose `worth` goes to others."""

    indicator: Indicator
    worth: Fraction
    points: Span
    full: Rationals
    leaving: Mask = False
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Struck:
    """A veto: where it did not happen, and what it strikes where it happened."""

    veto: VetoItem
    happened: Truth
    strikes: Readings


def score_items(frame: Frame) -> tuple[list[Item], list[Struck]]:
    """The items that have points, after the vetoes, and the vetoes."""
    rounding = frame.plan.profile.rounding.item
    scored = (each for each in frame.plan.catalogue.indicators if each.points is not None)
    items = {each.id: _rounded(_score(each, Fraction(each.points or 0), frame), rounding) for each in scored}
    vetoes = [_veto(each, frame) for each in frame.plan.catalogue.vetoes]
    for veto in vetoes:
        if veto.strikes and veto.veto.indicator in items:
            items[veto.veto.indicator] = strike_item(items[veto.veto.indicator], veto)
    return list(items.values()), vetoes


def _rounded(item: Item, rule: Places | None) -> Item:
    return item if rule is None else replace(item, points=round_span(item.points, rule))


def round_span(points: Span, rule: Places) -> Span:
    """Both ends rounded."""
    return spans.both_ends(points, lambda end: rationals.rounded(end, rule.places, rule.mode))


# --- one item -----------------------------------------------------------------------------------


def _score(indicator: Indicator, worth: Fraction, frame: Frame) -> Item:
    won = award(indicator.rule, worth, frame) if indicator.rule else Award(between(ZERO, worth))
    term = indicator.applicability
    if term is None:
        return Item(indicator, worth, won.points, constant(worth), lines=won.lines)
    excused = find(term.when, frame) if term.when else Truth(False, True)
    settles = term.reweight != "undetermined"
    gone = either(excused.yes, every([won.lapsed, settles, excused.no]))
    stays = both(excused.no, some([won.firm, won.lapsed, not settles]))
    return _excuse(indicator, term, gone, stays, won, worth)


def _excuse(indicator: Indicator, term: NaIf, gone: Mask, stays: Mask, won: Award, worth: Fraction) -> Item:
    """The item where it does not apply (`gone`), where it does (`stays`), and else both."""
    relief = _relief(term, worth)
    gained = between(ZERO, worth) if term.reweight == "spread" else relief
    points = spans.choose(stays, won.points, spans.hull([won.points, gained]))
    full = constant(ZERO if term.reweight in ("drop", "spread") else worth)
    return Item(
        indicator,
        worth,
        spans.choose(gone, relief, points),
        rationals.choose(gone, full, constant(worth)),
        gone if term.reweight == "spread" else False,
        tuple(Line(line.term, spans.choose(gone, NONE, line.taken)) for line in won.lines),
    )


def _relief(term: NaIf, worth: Fraction) -> Span:
    return {"full": fixed(worth), "undetermined": between(ZERO, worth)}.get(term.reweight, NONE)


# --- vetoes -------------------------------------------------------------------------------------


def _veto(veto: VetoItem, frame: Frame) -> Struck:
    """One that does not apply has not happened."""
    strikes = () if veto.kind == "veto_excellence" else STRIKES.get(veto.rule.effect, ())
    if not strikes:
        return Struck(veto, Truth(False, True), ())
    found = find(veto.rule.when, frame)
    return Struck(veto, Truth(found.yes, either(found.no, found.lapsed)), strikes)


def strike_item(item: Item, veto: Struck) -> Item:
    """A veto of the item or of everything takes the item's points; one that may have happened may take them."""
    return replace(item, points=_without(item.points, veto.happened.yes, flip(veto.happened.no)))


def strike_total(points: Span, vetoes: Iterator[Struck]) -> Span:
    """A whole after the vetoes that strike everything, or may."""
    for veto in vetoes:
        if "total_zero" in veto.strikes:
            sure = veto.happened.yes if veto.strikes == ("total_zero",) else False
            points = _without(points, sure, flip(veto.happened.no))
    return points


def _without(points: Span, sure: Mask, maybe: Mask) -> Span:
    """0 where it is sure, anything from 0 to the points where it may be."""
    if maybe is False:
        return points
    wider = Span(rationals.least(points.low, NOUGHT), rationals.most(points.high, NOUGHT))
    return spans.choose(sure, NONE, spans.choose(both(maybe, flip(sure)), wider, points))
