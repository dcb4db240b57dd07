"""Intervals of exact rationals by the row, and answers that may be unknown or not applicable in some rows.

The meaning is that of `scorer.interval` and `scorer.answers`; `low` and `high` are one object where all is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import numpy as np

from scorer.bulk import rationals
from scorer.bulk.masks import Mask, both, either, every, flip, some
from scorer.bulk.rationals import ANYTHING, NOUGHT, Rationals, constant


@dataclass(frozen=True, slots=True)
class Span:
    """All values from `low` to `high` in each row."""

    low: Rationals
    high: Rationals

    @property
    def exact(self) -> bool:
        """Whether low and high are known to be the same in all rows."""
        return self.low is self.high or (self.low.constant is not None and self.low.constant == self.high.constant)


@dataclass(frozen=True, slots=True)
class Answer:
    """A value where `known`; where it is not, `lapsed` says that the question does not apply."""

    value: Span
    known: Mask = True
    lapsed: Mask = False

    def map(self, change: Callable[[Span], Span]) -> Answer:
        """The answer with its value changed."""
        return Answer(change(self.value), self.known, self.lapsed)


@dataclass(frozen=True, slots=True)
class Truth:
    """Three-valued truth: rows where it is true, rows where it is false; `lapsed`: of the others, not applicable."""

    yes: Mask
    no: Mask
    lapsed: Mask = False

    @property
    def known(self) -> Mask:
        """Rows where it is decided."""
        return either(self.yes, self.no)


def point(value: Rationals) -> Span:
    """The interval that holds one value."""
    return Span(value, value)


def fixed(value: Fraction | int) -> Span:
    """The same number in all rows."""
    return point(constant(value))


def between(low: Fraction, high: Fraction) -> Span:
    """The same interval in all rows, whichever end is the larger."""
    return Span(constant(min(low, high)), constant(max(low, high)))


NONE = point(NOUGHT)
UNKNOWN = Answer(NONE, known=False)
SKETCHED = Answer(Span(ANYTHING, ANYTHING), np.empty(0, bool), np.empty(0, bool))
LAPSED = Answer(NONE, known=False, lapsed=True)


def both_ends(span: Span, change: Callable[[Rationals], Rationals]) -> Span:
    """A rising function of every value."""
    low = change(span.low)
    return Span(low, low if span.low is span.high else change(span.high))


def add(a: Span, b: Span) -> Span:
    """a + b."""
    low = rationals.add(a.low, b.low)
    return Span(low, low if a.low is a.high and b.low is b.high else rationals.add(a.high, b.high))


def sub(a: Span, b: Span) -> Span:
    """a − b."""
    return add(a, scale(b, Fraction(-1)))


def mul(a: Span, b: Span) -> Span:
    """a × b."""
    lows, highs = ends(a), ends(b)
    found = [rationals.mul(one, other) for one in lows for other in highs]
    return Span(reduce(rationals.least, found), reduce(rationals.most, found)) if len(found) > 1 else point(found[0])


def divide(a: Span, b: Span) -> Span:
    """a ÷ b; rows where b may be 0 get some value that nobody asks for."""
    if b.low is b.high:
        return mul(a, point(rationals.inverse(b.low)))
    return mul(a, Span(rationals.inverse(b.high), rationals.inverse(b.low)))


def scale(a: Span, factor: Fraction) -> Span:
    """a × factor."""
    turned = both_ends(a, lambda end: rationals.scale(end, factor))
    return turned if factor >= 0 else Span(turned.high, turned.low)


def ends(span: Span) -> list[Rationals]:
    """Both ends, or the one where they are the same."""
    return [span.low] if span.low is span.high else [span.low, span.high]


def clamp(span: Span, low: Fraction | None = None, high: Fraction | None = None) -> Span:
    """Every value below `low` becomes `low`, every value above `high` becomes `high`."""
    if low is not None:
        floor = constant(low)
        span = both_ends(span, lambda end: rationals.most(end, floor))
    if high is not None:
        cap = constant(high)
        span = both_ends(span, lambda end: rationals.least(end, cap))
    return span


def hull(spans: Iterable[Span]) -> Span:
    """The smallest interval that holds all intervals."""
    return reduce(_hull, spans)


def _hull(a: Span, b: Span) -> Span:
    return Span(rationals.least(a.low, b.low), rationals.most(a.high, b.high))


def total(listed: Iterable[Span]) -> Span:
    """The sum; of none: 0."""
    return reduce(add, listed, NONE)


def choose(mask: Mask, a: Span, b: Span) -> Span:
    """a where the mask is true, else b."""
    if isinstance(mask, bool):
        return a if mask else b
    low = rationals.choose(mask, a.low, b.low)
    return Span(low, low if a.low is a.high and b.low is b.high else rationals.choose(mask, a.high, b.high))


def reach(options: list[tuple[Mask, Span]]) -> Span:
    """The hull of those options that are open in a row; at least one is in every row."""
    seen, found = options[0]
    for mask, option in options[1:]:
        found = choose(both(mask, seen), _hull(found, option), choose(mask, option, found))
        seen = either(seen, mask)
    return found


# --- answers ------------------------------------------------------------------------------------


def combine(operation: Callable[[Span, Span], Span], operands: list[Answer]) -> Answer:
    """`operation` over the operands: not applicable where one is, else unknown where one is."""
    if not operands:
        return UNKNOWN
    value = reduce(operation, (each.value for each in operands))
    return Answer(value, every(each.known for each in operands), some(each.lapsed for each in operands))


def quotient(numerator: Answer, denominator: Answer, factor: Fraction) -> Answer:
    """numerator ÷ denominator × factor; 0 below makes it not applicable, what may be 0 leaves it open."""
    none = both(denominator.known, every(rationals.compare(end, "=", NOUGHT) for end in ends(denominator.value)))
    may = both(denominator.known, both(_below(denominator.value.low), _beyond(denominator.value.high)))
    value = scale(divide(numerator.value, denominator.value), factor)
    known = every([numerator.known, denominator.known, flip(may)])
    lapsed = some([none, both(numerator.lapsed, flip(may)), denominator.lapsed])
    return Answer(value, known, lapsed)


def _below(value: Rationals) -> Mask:
    return rationals.compare(value, "<=", NOUGHT)


def _beyond(value: Rationals) -> Mask:
    return rationals.compare(value, ">=", NOUGHT)


def otherwise(answer: Answer, fallback: Span) -> Span:
    """The value where it is known, else `fallback`."""
    return choose(answer.known, answer.value, fallback)
