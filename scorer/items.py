"""One indicator: its award, whether it applies, and the score that comes of both."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from catalog.model import Indicator
from catalog.rules import NaIf
from scorer.answers import Answer, Why
from scorer.facts import Facts
from scorer.interpreter import Award, award
from scorer.interval import ZERO, Interval, hull, point
from scorer.predicates import Finding, find
from scorer.profile import Places
from scorer.sheet import Lost, Open, Score, Status

ROUNDINGS = {"half_up": "四舍五入", "half_even": "四舍六入五成双"}
NO_RULE = Open(kind="unspecified", text="本项没有读出评分规则")
NO_POINTS = Open(kind="unspecified", text="本项没有分值")
NEVER: Finding = Answer(False)
UNCLEAR = Open(kind="undetermined", text="是否考核本项的条件不适用，无从判断")
UNSETTLED = Open(kind="undetermined", text="本项不适用，其分值如何折算，原文未定")


def score_indicator(indicator: Indicator, facts: Facts) -> Score:
    """The score of one indicator, before vetoes, rounded where the profile rounds."""
    return _rounded(_score(indicator, facts), facts.rounding.item)


def _rounded(score: Score, rule: Places | None) -> Score:
    if rule is None or score.low is None or score.high is None:
        return score
    points = Interval(score.low, score.high)
    after = points.rounded(rule.places, rule.mode)
    lost = score.lost + rounding_line(points, after, rule)
    settled = {"status": "settled" if score.status == "open" else score.status, "open": ()} if after.exact else {}
    return score.model_copy(update={"low": after.low, "high": after.high, "lost": lost, **settled})


def rounding_line(before: Interval, after: Interval, rule: Places) -> tuple[Lost, ...]:
    """The ledger line of a rounding, or none where nothing changed."""
    if before == after:
        return ()
    text = f"保留{rule.places}位小数（{ROUNDINGS[rule.mode]}）"
    return (Lost(kind="rounding", at_best=before.high - after.high, at_worst=before.low - after.low, text=text),)


def _score(indicator: Indicator, facts: Facts) -> Score:
    if indicator.points is None:
        return _without_points(indicator)
    worth = Fraction(indicator.points)
    won = award(indicator.rule, worth, facts) if indicator.rule else _without_rule(worth)
    term = indicator.applicability
    if term is None:
        return _finish(indicator, won, worth, "not_applicable" if won.lapsed else None)
    excused = find(term.when, facts) if term.when else NEVER
    if excused.value or (won.lapsed and term.reweight != "undetermined" and excused.value is False):
        return _finish(indicator, _relieved(term, excused, worth, facts), _full(term, worth), "not_applicable")
    if excused.value is False and (won.firm or won.lapsed or term.reweight == "undetermined"):
        won = replace(won, why=won.why | excused.why)
        return _finish(indicator, won, worth, "not_applicable" if won.lapsed else None)
    return _finish(indicator, _unsure(term, excused, won, worth, facts), worth, None)


def _without_points(indicator: Indicator) -> Score:
    reason = NO_POINTS
    if indicator.points_by_profile:
        kinds = "、".join(indicator.points_by_profile)
        reason = Open(kind="parameter", text=f"分值因类别而异（{kinds}），没有选定类别")
    return Score(indicator=indicator.id, status="no_points", full=None, low=None, high=None, open=(reason,))


def _without_rule(worth: Fraction) -> Award:
    line = Lost(kind="unspecified", at_best=ZERO, at_worst=worth, text=NO_RULE.text)
    return Award(Interval(ZERO, worth), (line,) if worth else (), Why((NO_RULE,)))


def _relieved(term: NaIf, excused: Finding, worth: Fraction, facts: Facts) -> Award:
    """The award where the item does not apply: what becomes of its points."""
    why = Why((UNSETTLED,) * (term.reweight == "undetermined"), ("A-SPREAD",) * (term.reweight == "spread"))
    relief = _relief(term, worth)
    return Award(relief, _excused_line(term, point(_full(term, worth)), relief, facts), why | excused.why)


def _unsure(term: NaIf, excused: Finding, won: Award, worth: Fraction, facts: Facts) -> Award:
    """The award where the item may yet not apply: as it is, and what becomes of its points.

    Points that may be spread are worth up to w to the other items, so they stay open here until it is known.
    """
    gained = Interval(ZERO, worth) if term.reweight == "spread" else _relief(term, worth)
    points = hull([won.points, gained])
    lines = won.lost + _excused_line(term, won.points, points, facts)
    return Award(points, lines, won.why | excused.why | Why((UNCLEAR,) * excused.lapsed))


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
    told = facts.book.tell(term)
    at_best, at_worst = before.high - after.high, before.low - after.low
    return (
        Lost(kind="na_if", inputs=told.inputs, at_best=at_best, at_worst=at_worst, text=told.text, quote=told.quote),
    )


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
