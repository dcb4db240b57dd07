"""Comparisons with a group: how the group stands is collected in a first pass, then each row is held against it.

What is kept of an institution is its value (two or four integers); the values of a group are sorted once, and each
row finds its place by bisection. Rationals are put in order exactly, as whole numbers (`rationals.order_keys`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np

from catalog.rules import Cohort, Ranked, RankRow
from scorer.bulk import integers, rationals, spans
from scorer.bulk.frame import Frame, Pool
from scorer.bulk.integers import Integers
from scorer.bulk.masks import Array, Mask, both, flip, spread
from scorer.bulk.rationals import Rationals
from scorer.bulk.spans import UNKNOWN, Answer, Span, between, fixed

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one group, sorted: ends that are known, and how many are still to come."""

    lows: Array
    highs: Array
    silent: int
    stats: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many have a value."""
        return len(self.lows)


@dataclass(frozen=True, slots=True)
class Standing:
    """The groups of one comparison, and what puts values of other rows in order with theirs."""

    groups: tuple[Group, ...]
    unit: Fraction
    largest: int

    def keys(self, value: Rationals, rows: int) -> Array:
        """Whole numbers in the order of the values."""
        return rationals.order_keys(value, self.largest, rows, self.unit)


# --- the first pass -----------------------------------------------------------------------------


@dataclass(slots=True)
class Collected:
    """What the chunks say of one measure: the values of the members, and the measure of their fractions."""

    unit: Fraction = Fraction(0)
    largest: int = 1
    codes: list[Array] = field(default_factory=list)
    known: list[Array] = field(default_factory=list)
    lows: list[Rationals] = field(default_factory=list)
    highs: list[Rationals] = field(default_factory=list)

    def collect(self, found: Answer, pool: Pool, rows: int) -> None:
        """Remember the rows of a chunk that belong to a group and to which the measure applies."""
        for end in spans.ends(found.value):
            self.unit = end.unit if not self.unit else rationals.common_unit([self.unit, end.unit])
            self.largest = max(self.largest, end.bottom.high)
        here = spread(both(pool.member, flip(found.lapsed)), rows)
        places = np.flatnonzero(here)
        self.codes.append(np.full(rows, pool.code)[places] if isinstance(pool.code, int) else pool.code[places])
        self.known.append(spread(found.known, rows)[places])
        low = _pick(found.value.low, places, rows)
        self.lows.append(low)
        self.highs.append(low if found.value.low is found.value.high else _pick(found.value.high, places, rows))

    def stand(self, groups: int, stats: Iterable[str]) -> Standing:
        """All chunks together."""
        codes = np.concatenate(self.codes) if self.codes else np.empty(0, np.int64)
        known = np.concatenate(self.known) if self.known else np.empty(0, bool)
        unit = self.unit or Fraction(1)
        lows, highs = join_rationals(self.lows, unit), join_rationals(self.highs, unit)
        low_keys, high_keys = (rationals.order_keys(each, self.largest, len(codes), unit) for each in (lows, highs))
        wanted = list(stats)
        found = []
        for places in _places(codes, groups):
            sure = places[known[places]]
            own = {} if len(sure) < len(places) else _stats(lows, highs, low_keys, high_keys, sure, wanted)
            found.append(Group(np.sort(low_keys[sure]), np.sort(high_keys[sure]), len(places) - len(sure), own))
        return Standing(tuple(found), unit, self.largest)


def _pick(value: Rationals, places: Array, rows: int) -> Rationals:
    top, bottom = integers.stretch(value.top, rows)[places], integers.stretch(value.bottom, rows)[places]
    return Rationals(integers.counted(top), integers.counted(bottom), value.unit)


def join_rationals(chunks: list[Rationals], unit: Fraction) -> Rationals:
    """The chunks one after the other, in one unit."""
    if not chunks:
        return Rationals(integers.counted(np.empty(0, np.int64)), unit=unit)
    tops = [integers.stretch(rationals.in_unit(each, unit), np.size(each.top.data)) for each in chunks]
    bottoms = [integers.stretch(each.bottom, np.size(each.top.data)) for each in chunks]
    return Rationals(_concatenate(tops), _concatenate(bottoms), unit)


def _concatenate(arrays: list[Array]) -> Integers:
    return integers.counted(np.concatenate(arrays))


def _places(codes: Array, groups: int) -> Iterator[Array]:
    """The places of each group in turn."""
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(groups + 1))
    for start, end in pairwise(edges):
        yield order[start:end]


# --- statistics ---------------------------------------------------------------------------------


def _stats(
    lows: Rationals, highs: Rationals, low_keys: Array, high_keys: Array, places: Array, wanted: list[str]
) -> dict[str, tuple[Fraction, Fraction]]:
    """The statistics of a group of which every value is known; of an empty group there are none."""
    if not len(places):
        return {}
    return {
        stat: (_statistic(stat, lows, low_keys, places), _statistic(stat, highs, high_keys, places)) for stat in wanted
    }


def _statistic(stat: str, values: Rationals, keys: Array, places: Array) -> Fraction:
    if stat == "mean":
        return _sum(values, places) / len(places)
    order = places[np.argsort(keys[places], kind="stable")]
    middle = len(order) // 2
    wanted = {"max": [order[-1]], "min": [order[0]]}.get(stat, [order[middle], order[-middle - 1]])
    found = [_at(values, int(place)) for place in wanted]
    return sum(found, Fraction(0)) / len(found)


def _at(values: Rationals, place: int) -> Fraction:
    tops, bottoms = values.top.data, values.bottom.data
    top = tops if isinstance(tops, int) else int(tops[place])
    bottom = bottoms if isinstance(bottoms, int) else int(bottoms[place])
    return values.unit * Fraction(top, bottom)


def _sum(values: Rationals, places: Array) -> Fraction:
    """The exact sum: first of those over the same denominator, then by halves, so that numbers stay small for long."""
    tops = integers.stretch(values.top, len(places)).astype(object)[places]
    bottoms = integers.stretch(values.bottom, len(places))[places]
    distinct, groups = np.unique(bottoms, return_inverse=True)
    sums = [0] * len(distinct)
    for group, top in zip(groups.reshape(-1).tolist(), tops.tolist(), strict=True):
        sums[group] += top
    parts = [Fraction(top, int(bottom)) for top, bottom in zip(sums, distinct.tolist(), strict=True)]
    while len(parts) > 1:
        parts = [sum(parts[n : n + 2], Fraction(0)) for n in range(0, len(parts), 2)]
    return values.unit * parts[0]


# --- places -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many others have a value surely or maybe above or below, or level with, that of each row."""

    others: Array
    silent: Array
    surely_above: Array
    maybe_above: Array
    surely_level: Array
    maybe_level: Array
    surely_below: Array
    maybe_below: Array
    surely_not_above: Array
    maybe_not_above: Array


def look(standing: Standing, value: Span, known: Mask, pool: Pool, rows: int) -> Ahead:
    """Where each row stands among the others of its group; rows without a value or a group get anything."""
    low = standing.keys(value.low, rows)
    high = low if value.low is value.high else standing.keys(value.high, rows)
    member = spread(both(pool.member, known), rows)
    codes = np.full(rows, pool.code) if isinstance(pool.code, int) else pool.code
    found = np.zeros((6, rows), np.int64)
    for code in np.unique(codes[codes >= 0]).tolist():
        here = np.flatnonzero(codes == code) if (codes != code).any() else np.arange(rows)
        group = standing.groups[code]
        found[0, here], found[1, here] = group.known, group.silent
        found[2, here] = np.searchsorted(group.lows, high[here], "left")
        found[3, here] = np.searchsorted(group.lows, high[here], "right")
        found[4, here] = np.searchsorted(group.highs, low[here], "left")
        found[5, here] = np.searchsorted(group.highs, low[here], "right")
    return _without_self(found, member, low == high)


def _without_self(found: Array, member: Array, exact: Array) -> Ahead:
    """A row is not among the others: it takes itself out of the counts."""
    others, silent, below_high, upto_high, below_low, upto_low = found
    below_high, upto_high = below_high - (member & ~exact), upto_high - member
    upto_low = upto_low - (member & exact)
    others = others - member
    return Ahead(
        others=others,
        silent=silent,
        surely_above=others - upto_high,
        maybe_above=others - upto_low,
        surely_level=others - below_high,
        maybe_level=others - below_low,
        surely_below=below_low,
        maybe_below=below_high,
        surely_not_above=upto_low,
        maybe_not_above=upto_high,
    )


def compare_cohort(term: Cohort, own: Answer, frame: Frame) -> Answer:
    """A statistic of the group of each row, or the row's percentile in it."""
    standing, pool = frame.standing(term), frame.pools.get(term.group)
    if frame.sketch:
        return spans.SKETCHED
    if standing is None or pool is None:
        return UNKNOWN
    if term.stat == "percent_rank":
        return _percent_rank(look(standing, own.value, own.known, pool, frame.rows), own, pool)
    found = [_group_stat(group, term.stat) for group in standing.groups]
    if isinstance(pool.code, int):
        return found[pool.code]
    return _by_code(found, pool.code)


def _group_stat(group: Group, stat: str) -> Answer:
    if group.silent:
        return UNKNOWN
    if stat not in group.stats:
        return spans.LAPSED
    low, high = group.stats[stat]
    return Answer(fixed(low) if low == high else between(low, high))


def _by_code(found: list[Answer], codes: Array) -> Answer:
    """The answer of its group for each row; rows without a group have none."""
    known = np.array([each.known for each in found] + [False], dtype=bool)[codes]
    lapsed = np.array([each.lapsed for each in found] + [False], dtype=bool)[codes]
    low, high = (
        _table([getattr(each.value, end).constant or Fraction(0) for each in found] + [Fraction(0)], codes)
        for end in ("low", "high")
    )
    return Answer(Span(low, high), known, lapsed)


def _table(values: list[Fraction], codes: Array) -> Rationals:
    tops = integers.narrow(np.array([each.numerator for each in values], dtype=object))
    bottoms = integers.narrow(np.array([each.denominator for each in values], dtype=object))
    return Rationals(integers.take(tops, codes), integers.take(bottoms, codes))


def _percent_rank(seen: Ahead, own: Answer, pool: Pool) -> Answer:
    """The share of institutions below, those that are level counted half: the median one has 50."""
    twice_low = seen.surely_below + seen.surely_not_above + 1
    twice_high = seen.maybe_below + seen.maybe_not_above + 1 + 2 * seen.silent
    everyone = integers.counted(seen.others + seen.silent + 1)
    low, high = (Rationals(integers.counted(each), everyone, Fraction(50)) for each in (twice_low, twice_high))
    inside = _inside(pool)
    return Answer(Span(low, high), both(own.known, inside), both(own.lapsed, inside))


def _inside(pool: Pool) -> Mask:
    """Rows that belong to a group."""
    return pool.member


# --- ranks --------------------------------------------------------------------------------------


def rank_points(term: Ranked, worth: Fraction, own: Answer, frame: Frame) -> Answer:
    """The points of each row's place in its group."""
    standing, pool = frame.standing(term), frame.pools.get(term.group)
    if frame.sketch and term.table:
        return _sketch(term, worth)
    if not term.table or standing is None or pool is None:
        return Answer(spans.NONE, False, own.lapsed)
    seen = look(standing, own.value, own.known, pool, frame.rows)
    sides = {"high": ("high",), "low": ("low",)}.get(term.best, ("high", "low"))
    points = spans.hull(_place(term, worth, seen, side) for side in sides)
    return Answer(points, both(own.known, _inside(pool)), own.lapsed)


def _sketch(term: Ranked, worth: Fraction) -> Answer:
    if term.ties == "mean":
        return spans.SKETCHED
    some: Mask = np.empty(0, bool)
    return Answer(spans.reach([(some, points) for _, _, points in _segments(term.table, worth)]), some, some)


def _place(term: Ranked, worth: Fraction, seen: Ahead, side: str) -> Span:
    first, last = places(seen, side)
    best, worst = {"best": first, "worst": last}.get(term.ties, (first[0], last[1]))
    table = _segments(term.table, worth)
    reach = spans.reach([(_meets(best, worst, start, end), points) for start, end, points in table])
    if term.ties != "mean":
        return reach
    settled = (first[0] == first[1]) & (last[0] == last[1])
    return spans.choose(settled, _mean(best, worst, table), reach)


def places(seen: Ahead, side: str) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """The best and the worst place that the first, and that the last, of those who are level may have."""
    if side == "high":
        first = (1 + seen.surely_above, 1 + seen.maybe_above + seen.silent)
        return first, (1 + seen.surely_level, 1 + seen.maybe_level + seen.silent)
    first = (1 + seen.surely_below, 1 + seen.maybe_below + seen.silent)
    return first, (1 + seen.surely_not_above, 1 + seen.maybe_not_above + seen.silent)


Segment = tuple[int, int | None, Span]


def _segments(rows: list[RankRow], worth: Fraction) -> list[Segment]:
    """Places from … to … and their points; those beyond the table are not stated."""
    found: list[Segment] = []
    start = 1
    for row in sorted(rows, key=lambda row: row.up_to):
        if row.up_to >= start:
            found.append((start, row.up_to, fixed(Fraction(row.points))))
            start = row.up_to + 1
    return [*found, (start, None, between(Fraction(0), worth))]


def _meets(best: Array, worst: Array, start: int, end: int | None) -> Mask:
    """Rows of which a possible place lies in a segment."""
    return worst >= start if end is None else (worst >= start) & (best <= end)


def _mean(best: Array, worst: Array, table: list[Segment]) -> Span:
    """The mean of the points of all places of a tie."""
    number = integers.counted(np.maximum(worst - best + 1, 1))
    found = spans.NONE
    for start, end, points in table:
        last = worst if end is None else np.minimum(worst, end)
        inside = np.maximum(last - np.maximum(best, start) + 1, 0)
        found = spans.add(found, spans.mul(points, spans.point(Rationals(integers.counted(inside)))))
    share = Rationals(integers.ONE, number)
    return spans.mul(found, spans.point(share))
