"""Closed intervals of exact rationals: what is settled has low = high."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"not an interval: {self.low} > {self.high}")

    @property
    def exact(self) -> bool:
        """Whether one value is left."""
        return self.low == self.high

    def __contains__(self, other: Interval | Fraction) -> bool:
        inner = other if isinstance(other, Interval) else point(other)
        return self.low <= inner.low and inner.high <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        return around(a * b for a in (self.low, self.high) for b in (other.low, other.high))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; an `other` that contains 0 raises ZeroDivisionError."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be 0")
        return self * Interval(1 / other.high, 1 / other.low)

    def scale(self, factor: Fraction) -> Interval:
        """Every value times `factor`."""
        ends = self.low * factor, self.high * factor
        return Interval(*ends) if factor >= 0 else Interval(*reversed(ends))

    def clamp(self, low: Fraction | None = None, high: Fraction | None = None) -> Interval:
        """Every value below `low` becomes `low`, every value above `high` becomes `high`."""
        return Interval(clip(self.low, low, high), clip(self.high, low, high))

    def rounded(self, places: int, mode: Literal["half_up", "half_even"]) -> Interval:
        """Every value rounded."""
        return Interval(round_to(self.low, places, mode), round_to(self.high, places, mode))


def round_to(value: Fraction, places: int, mode: Literal["half_up", "half_even"]) -> Fraction:
    """`value` with `places` decimal places; halves go up, or to the even digit."""
    if mode == "half_even":
        return Fraction(round(value, places))
    above, below = value.numerator * 10**places, value.denominator
    return Fraction((2 * above + below) // (2 * below), 10**places)


def clip(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """`value`, or the bound that it passes."""
    raised = value if low is None else max(value, low)
    return raised if high is None else min(raised, high)


def point(value: Fraction | int) -> Interval:
    """The interval that holds one value."""
    exact = value if type(value) is Fraction else Fraction(value)
    return Interval(exact, exact)


def around(values: Iterable[Fraction]) -> Interval:
    """The smallest interval that holds all values."""
    listed = list(values)
    return Interval(min(listed), max(listed))


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all intervals."""
    listed = list(intervals)
    return Interval(min(each.low for each in listed), max(each.high for each in listed))


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of the intervals; of none: 0."""
    listed = list(intervals)
    return Interval(sum((each.low for each in listed), ZERO), sum((each.high for each in listed), ZERO))
