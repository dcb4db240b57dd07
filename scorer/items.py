"""One indicator: its award, whether it applies, and the score that comes of both."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from catalog.model import Indicator
from catalog.rules import NaIf
from scorer.answers import Why
from scorer.facts import Facts
from scorer.interpreter import Award, award
from scorer.interval import ZERO, Interval, hull, point
from scorer.predicates import Finding, find
from scorer.render import render
from scorer.sheet import Lost, Open, Score, Status
from scorer.walk import inputs_of, quote_of

NO_RULE = Open(kind="unspecified", text="本项没有读出评分规则")
NO_POINTS = Open(kind="unspecified", text="本项没有分值")
UNCLEAR = Open(kind="undetermined", text="是否考核本项的条件不适用，无从判断")
UNSETTLED = Open(kind="undetermined", text="本项不适用，其分值如何折算，原文未定")


def score_indicator(indicator: Indicator, facts: Facts) -> Score:
    """The score of one indicator, before vetoes."""
    if indicator.points is None:
        return _without_points(indicator)
    worth = Fraction(indicator.points)
    won = award(indicator.rule, worth, facts) if indicator.rule else _without_rule(worth)
    if indicator.applicability is None:
        return _finish(indicator, won, worth, "not_applicable" if won.lapsed else None)
    excused = find(indicator.applicability.when, facts)
    won, status = _excuse(indicator.applicability, excused, won, worth, facts)
    return _finish(indicator, won, _full(indicator.applicability, worth) if excused.value else worth, status)


def _without_points(indicator: Indicator) -> Score:
    reason = NO_POINTS
    if indicator.points_by_profile:
        kinds = "、".join(indicator.points_by_profile)
        reason = Open(kind="parameter", text=f"分值因类别而异（{kinds}），没有选定类别")
    return Score(indicator=indicator.id, status="no_points", full=None, low=None, high=None, open=(reason,))


def _without_rule(worth: Fraction) -> Award:
    line = Lost(kind="unspecified", at_best=ZERO, at_worst=worth, text=NO_RULE.text)
    return Award(Interval(ZERO, worth), (line,) if worth else (), Why((NO_RULE,)))


def _excuse(term: NaIf, excused: Finding, won: Award, worth: Fraction, facts: Facts) -> tuple[Award, Status | None]:
    """The award where the item may not apply: as it is, what becomes of its points, or both.

    Points that may be spread are worth up to w to the other items, so they stay open here until it is known.
    """
    if excused.value is False:
        return replace(won, why=won.why | excused.why), "not_applicable" if won.lapsed else None
    relief = _relief(term, worth)
    if excused.value:
        why = Why((UNSETTLED,) * (term.reweight == "undetermined"), ("A-SPREAD",) * (term.reweight == "spread"))
        full = point(_full(term, worth))
        return Award(relief, _excused_line(term, full, relief, facts), why | excused.why), "not_applicable"
    unclear = Why((UNCLEAR,) * excused.lapsed)
    gained = Interval(ZERO, worth) if term.reweight == "spread" else relief
    points = hull([won.points, gained])
    lines = won.lost + _excused_line(term, won.points, points, facts)
    return Award(points, lines, won.why | excused.why | unclear), None


def _full(term: NaIf, worth: Fraction) -> Fraction:
    """The points that an item which does not apply still stands for."""
    return ZERO if term.reweight in ("drop", "spread") else worth


def _relief(term: NaIf, worth: Fraction) -> Interval:
    """The points of an item that does not apply; dropped and spread points count elsewhere or nowhere."""
    spans = {"full": point(worth), "undetermined": Interval(ZERO, worth)}
    return spans.get(term.reweight, point(ZERO))


def _excused_line(term: NaIf, before: Interval, after: Interval, facts: Facts) -> tuple[Lost, ...]:
    if before == after:
        return ()
    line = Lost(
        kind="na_if",
        inputs=inputs_of(term),
        at_best=before.high - after.high,
        at_worst=before.low - after.low,
        text=render(term, facts.names, facts.units),
        quote=quote_of(term),
    )
    return (line,)


def _finish(indicator: Indicator, won: Award, full: Fraction, status: Status | None) -> Score:
    """A settled score has no open reasons; one whose rule lapsed says so."""
    why = won.why | Why((UNSETTLED,)) if won.lapsed else won.why
    return Score(
        indicator=indicator.id,
        status=status or ("settled" if won.points.exact else "open"),
        full=full,
        low=won.points.low,
        high=won.points.high,
        lost=won.lost,
        open=() if won.points.exact else why.open,
        assumed=why.assumed,
    )
