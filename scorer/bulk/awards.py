"""Item terms by the row: points with, where asked for, the ledger of those that were not won.

The meaning is that of `scorer.interpreter`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from catalog.base import Number
from catalog.rules import (
    BonusEach,
    External,
    First,
    FromFull,
    FullIf,
    ItemTerm,
    Judge,
    Linear,
    ProRata,
    Ranked,
    Share,
    Split,
    Term,
    Tiers,
    Unspecified,
)
from scorer.bulk import rationals, spans
from scorer.bulk.cohorts import rank_points
from scorer.bulk.frame import Frame
from scorer.bulk.losses import amount, cost, decision, grant
from scorer.bulk.masks import Mask, both, either, every, flip, some
from scorer.bulk.measures import measure
from scorer.bulk.predicates import find
from scorer.bulk.rationals import NOUGHT, Rationals, compare, constant
from scorer.bulk.spans import NONE, Answer, Span, Truth, between, clamp, fixed, otherwise
from scorer.losses import most

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Line:
    """Points that one clause takes: `low` at best, `high` at worst."""

    term: Term
    taken: Span


@dataclass(frozen=True, slots=True)
class Award:
    """Points won in each row; `lines`: clauses that take points one by one.

    `lapsed`: rows to which the rule does not apply; `firm`: rows to which it certainly applies.
    """

    points: Span
    lapsed: Mask = False
    lines: tuple[Line, ...] = ()
    firm: Mask = True


def award(term: ItemTerm, worth: Fraction, frame: Frame) -> Award:
    """What an item of `worth` points gets under its rule."""
    match term:
        case FullIf():
            return _open(grant(find(term.when, frame), worth), worth)
        case FromFull():
            return _from_full(term, worth, frame)
        case Tiers():
            return _tiers(term, worth, frame)
        case Linear():
            return _open(_linear(term, worth, measure(term.of, frame)), worth)
        case ProRata():
            return _open(_pro_rata(term, worth, frame), worth)
        case Ranked():
            return _ranked(term, worth, frame)
        case Split():
            return _split(term, worth, frame)
        case First():
            return _first(term, worth, frame)
        case BonusEach():
            return _bonus(term, worth, frame)
        case Judge():
            return _judge(term, worth, frame)
        case External():
            return _open(decision(term.input, ZERO, worth, frame), worth)
        case Unspecified():
            held = find(term.when, frame)
            points = Span(rationals.choose(held.yes, constant(worth), NOUGHT), constant(worth))
            return Award(points, held.lapsed, firm=held.known)
        case _:
            assert_never(term)


def _open(found: Answer, worth: Fraction) -> Award:
    """The points where they are known, else anything from 0 to worth."""
    return Award(otherwise(found, between(ZERO, worth)), found.lapsed, firm=found.known)


# --- simple awards ------------------------------------------------------------------------------


def _linear(term: Linear, worth: Fraction, found: Answer) -> Answer:
    low, high = Fraction(term.low), Fraction(term.high)
    if low == high:
        return Answer(NONE, False, found.lapsed)
    return found.map(lambda value: _share(spans.scale(spans.sub(value, fixed(low)), 1 / (high - low)), worth))


def _share(share: Span, worth: Fraction) -> Span:
    return spans.scale(clamp(share, ZERO, ONE), worth)


def _pro_rata(term: ProRata, worth: Fraction, frame: Frame) -> Answer:
    found = measure(term.of, frame)
    if term.base is None:
        return Answer(NONE, False, found.lapsed)
    return spans.quotient(found, measure(term.base, frame), ONE).map(lambda share: _share(share, worth))


def _ranked(term: Ranked, worth: Fraction, frame: Frame) -> Award:
    found = rank_points(term, worth, measure(term.of, frame), frame)
    prizes = [ZERO, worth, *(Fraction(row.points) for row in term.table)]
    return Award(otherwise(found, between(min(prizes), max(prizes))), found.lapsed, firm=found.known)


def _judge(term: Judge, worth: Fraction, frame: Frame) -> Award:
    ends = (ZERO if term.low is None else Fraction(term.low), worth if term.high is None else Fraction(term.high))
    found = decision(term.input, min(ends), max(ends), frame)
    return Award(otherwise(found, between(*ends)), found.lapsed, firm=found.known)


# --- losses from full points --------------------------------------------------------------------


def _from_full(term: FromFull, worth: Fraction, frame: Frame) -> Award:
    lowest = Fraction(term.lowest)
    costs = [(loss, cost(loss, worth, frame)) for loss in term.losses]
    some_apply = some(found.known for _, found in costs)
    lines = tuple(Line(loss, amount(found, most(loss, worth, lowest), some_apply)) for loss, found in costs)
    taken = spans.total(line.taken for line in lines)
    return Award(
        points=clamp(spans.sub(fixed(worth), taken), low=lowest),
        lapsed=bool(costs) and every(found.lapsed for _, found in costs),
        lines=lines,
        firm=some_apply if costs else True,
    )


# --- branches -----------------------------------------------------------------------------------


def _reach(findings: list[Truth]) -> tuple[list[Mask], Mask]:
    """Where each row of the ladder may be the first to hold, and where it may be that none holds."""
    some_apply = some(each.known for each in findings)
    open_still: Mask = True
    rows = []
    for each in findings:
        passed = either(each.no, both(each.lapsed, some_apply))
        rows.append(both(open_still, flip(passed)))
        open_still = both(open_still, flip(each.yes))
    return rows, open_still


def _tiers(term: Tiers, worth: Fraction, frame: Frame) -> Award:
    findings = [find(row.when, frame) for row in term.rows]
    rows, none_may = _reach(findings)
    options = [(mask, fixed(Fraction(row.points))) for mask, row in zip(rows, term.rows, strict=True)]
    beyond = between(ZERO, worth) if term.otherwise is None else fixed(Fraction(term.otherwise))
    return Award(_hull([*options, (none_may, beyond)]), _gone(findings), firm=_asked(findings))


def _hull(options: list[tuple[Mask, Span]]) -> Span:
    """The hull of the options that are open in each row."""
    return spans.reach([(mask, option) for mask, option in options if mask is not False])


def _gone(findings: list[Truth]) -> Mask:
    return bool(findings) and every(each.lapsed for each in findings)


def _asked(findings: list[Truth]) -> Mask:
    return some(each.known for each in findings)


def _first(term: First, worth: Fraction, frame: Frame) -> Award:
    findings = [find(row.when, frame) for row in term.rows]
    rows, none_may = _reach(findings)
    branches = [award(row.then, worth, frame) for row in term.rows]
    options = [(mask, branch.points) for mask, branch in zip(rows, branches, strict=True)]
    beyond = between(ZERO, worth) if term.otherwise is None else fixed(Fraction(term.otherwise))
    points = _hull([*options, (none_may, beyond)])
    lapsed, firm = _gone(findings), _asked(findings)
    for number, branch in enumerate(branches):
        alone = every([rows[number], flip(none_may), *(flip(mask) for n, mask in enumerate(rows) if n != number)])
        lapsed, firm = _mixed(alone, branch.lapsed, lapsed), _mixed(alone, branch.firm, firm)
    return Award(points, lapsed, firm=firm)


def _mixed(mask: Mask, one: Mask, other: Mask) -> Mask:
    """one where the mask is true, else the other."""
    return either(both(mask, one), both(flip(mask), other))


# --- parts and bonuses --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Won:
    """A part of a split with its points."""

    points: Fraction
    award: Award


def _split(term: Split, worth: Fraction, frame: Frame) -> Award:
    stated = [(part, Fraction(part.points)) for part in term.parts if part.points is not None]
    silent = [part for part in term.parts if part.points is None]
    rest = worth - sum((points for _, points in stated), start=ZERO)
    won = [Won(points, _part(term, part, points, frame)) for part, points in stated]
    if silent and rest > 0:
        won.append(Won(rest, _share_rest(term, silent, rest, frame)))
    together = _sum(won)
    return together if term.absent != "spread" else _spread_out(won, together)


def _sum(won: list[Won]) -> Award:
    awards = [each.award for each in won]
    return Award(
        points=spans.total(each.points for each in awards),
        lapsed=bool(awards) and every(each.lapsed for each in awards),
        lines=tuple(line for each in awards for line in each.lines),
        firm=some(each.firm for each in awards),
    )


def _spread_out(won: list[Won], together: Award) -> Award:
    """Where some parts apply, the points of the others go to them in proportion."""
    if some(each.award.lapsed for each in won) is False:
        return together
    kept = [(flip(each.award.lapsed), each) for each in won]
    full = rationals.total(rationals.choose(stays, constant(each.points), NOUGHT) for stays, each in kept)
    gone = rationals.sub(constant(sum((each.points for each in won), start=ZERO)), full)
    left = spans.total(spans.choose(stays, each.award.points, NONE) for stays, each in kept)
    shared = spans.total(spans.choose(stays, clamp(each.award.points, ZERO, each.points), NONE) for stays, each in kept)
    factor = rationals.mul(gone, rationals.inverse(full))
    gained = spans.both_ends(shared, lambda end: rationals.mul(end, factor))
    points = spans.choose(compare(full, ">", NOUGHT), spans.add(left, gained), left)
    lines = tuple(
        Line(line.term, spans.choose(stays, line.taken, NONE)) for stays, each in kept for line in each.award.lines
    )
    return Award(
        spans.choose(together.lapsed, together.points, points),
        together.lapsed,
        lines,
        _mixed(together.lapsed, together.firm, some(both(stays, each.award.firm) for stays, each in kept)),
    )


def _part(term: Split, part: Share, points: Fraction, frame: Frame) -> Award:
    """What a part gets. One that may turn out not to apply may be worth 0 to all of its points to the whole."""
    won = award(part.term, points, frame)
    if term.absent == "undetermined":
        return won if won.lines else replace(won, lines=(Line(part.term, missed(points, won.points)),))
    gained = fixed(points) if term.absent == "full" else between(ZERO, points)
    maybe = spans.choose(won.lapsed, gained, spans.hull([won.points, gained]))
    found = spans.choose(won.firm, won.points, maybe)
    return replace(won, points=found, lines=(Line(part.term, missed(points, found)),))


def missed(worth: Fraction, points: Span) -> Span:
    """The points that were not won: the fewest, the most."""
    return spans.sub(fixed(worth), points)


def _share_rest(term: Split, parts: list[Share], rest: Fraction, frame: Frame) -> Award:
    """Parts without points of their own: settled only where all are full or all are lost."""
    awards = [_part(term, part, rest, frame) for part in parts]
    if len(awards) == 1:
        return awards[0]
    full = every(_is(each.points.low, rest) for each in awards)
    lost = every(_is(each.points.high, ZERO) for each in awards)
    points = Span(
        rationals.choose(full, constant(rest), NOUGHT),
        rationals.choose(lost, NOUGHT, constant(rest)),
    )
    return Award(points, every(each.lapsed for each in awards), (Line(term, missed(rest, points)),))


def _is(value: Rationals, number: Fraction) -> Mask:
    return compare(value, "=", constant(number))


def _bonus(term: BonusEach, worth: Fraction, frame: Frame) -> Award:
    reach = between(ZERO, worth if term.cap is None else Fraction(term.cap))
    won = _extra(term.points, reach, measure(term.count, frame))
    if term.base is None:
        return Award(otherwise(won, reach), won.lapsed, firm=won.known)
    base = award(term.base, worth, frame)
    extra = spans.choose(won.known, won.value, spans.choose(won.lapsed, NONE, reach))
    kept = base.lines or (Line(term.base, missed(worth, base.points)),)
    line = Line(term, spans.scale(extra, Fraction(-1)))
    return Award(spans.add(base.points, extra), base.lapsed, (*kept, line), base.firm)


def _extra(points: Number | None, reach: Span, count: Answer) -> Answer:
    """The points won on top; without a stated cap they go no higher than the points of the item."""
    if points is None:
        nothing = both(_is(count.value.low, ZERO), _is(count.value.high, ZERO))
        return Answer(NONE, both(count.known, nothing), count.lapsed)
    low, high = reach.low.constant, reach.high.constant
    return count.map(lambda found: clamp(spans.scale(clamp(found, ZERO), Fraction(points)), low, high))
