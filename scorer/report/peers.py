"""An institution among the others: quartiles and what a distribution looks like, all from intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scorer.interval import ZERO, Interval

FEW = 40  # institutions that are drawn one by one
BINS = 20


@dataclass(frozen=True, slots=True)
class Named:
    """An institution and its total."""

    institution: str
    total: Interval


@dataclass(frozen=True, slots=True)
class Bin:
    """How many institutions have a low end from `start` up to (not with, save the last) `end`."""

    start: Fraction
    end: Fraction
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """The totals of a run, those with the highest low end first; `own` is the one to mark."""

    everyone: tuple[Named, ...]
    own: Named | None
    quartiles: tuple[Interval, Interval, Interval]
    bins: tuple[Bin, ...]
    reach: Interval

    @property
    def few(self) -> bool:
        """Whether each institution is drawn on its own."""
        return len(self.everyone) <= FEW


def distribute(totals: Sequence[Named], own: str | None, full: Fraction) -> Distribution:
    """The distribution of totals out of `full`, best first; `own` is the institution to mark."""
    ordered = tuple(sorted(totals, key=lambda each: (-each.total.low, -each.total.high)))
    mine = next((each for each in ordered if each.institution == own), None)
    reach = _reach(ordered, full)
    return Distribution(
        everyone=ordered,
        own=mine,
        quartiles=(_quantile(ordered, 1), _quantile(ordered, 2), _quantile(ordered, 3)),
        bins=_bins(ordered, reach),
        reach=reach,
    )


def _quantile(ordered: Sequence[Named], quarter: int) -> Interval:
    """The quartile of the low ends and that of the high ends: the true one lies between."""
    lows = sorted(each.total.low for each in ordered)
    highs = sorted(each.total.high for each in ordered)
    return Interval(_between(lows, quarter), _between(highs, quarter))


def _between(values: Sequence[Fraction], quarter: int) -> Fraction:
    at = Fraction((len(values) - 1) * quarter, 4)
    below = at.numerator // at.denominator
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (at - below)


def _reach(ordered: Sequence[Named], full: Fraction) -> Interval:
    """From a round number below the lowest total to full points."""
    lowest = min((each.total.low for each in ordered), default=ZERO)
    highest = max([full, *(each.total.high for each in ordered)])
    step = max(highest / BINS, Fraction(1, 10**9))
    return Interval(min(ZERO, lowest) if lowest < highest / 2 else (lowest // step) * step, highest)


def _bins(ordered: Sequence[Named], reach: Interval) -> tuple[Bin, ...]:
    step = (reach.high - reach.low) / BINS or Fraction(1)
    counts = [0] * BINS
    for each in ordered:
        counts[min(int((each.total.low - reach.low) // step), BINS - 1)] += 1
    return tuple(Bin(reach.low + step * n, reach.low + step * (n + 1), count) for n, count in enumerate(counts))
