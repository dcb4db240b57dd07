"""Places of the totals within peer groups: totals are intervals, so a place is a range; exact, n log n.

The meaning is that of `scorer.standing`: the best and the worst place that an institution may have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from scorer.bulk import columns, integers, rationals
from scorer.bulk.cohorts import join_rationals
from scorer.bulk.masks import Array, spread
from scorer.bulk.measures import attempt_words
from scorer.bulk.peers import Circle
from scorer.bulk.rationals import Rationals
from scorer.bulk.shape import Shape
from scorer.standing import PlaceTies

Twice = tuple[Array, Array]  # twice the best and twice the worst place, for means of two places may be halves
SCHEMA = pa.schema([
    ("institution", pa.string()), ("group", pa.string()), ("of", pa.int64()),
    ("best", pa.decimal128(18, 1)), ("worst", pa.decimal128(18, 1)),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """The totals of a group as whole numbers in their order; `silent`: members without a total."""

    lows: Array
    highs: Array
    silent: int = 0


def find_places(field: Field, ties: PlaceTies) -> Twice:
    """Twice the best and the worst place of each total; the highest is first."""
    return PLACES[ties](field)


def _above(ends: Array, points: Array) -> Array:
    """How many ends are above each."""
    return len(ends) - np.searchsorted(np.sort(ends), points, "right")


def _upward(ends: Array, points: Array) -> Array:
    """How many ends are above or level with each."""
    return len(ends) - np.searchsorted(np.sort(ends), points, "left")


def _first(field: Field) -> Twice:
    opened = field.lows < field.highs
    return (
        2 * (1 + _above(field.lows, field.highs)),
        2 * (1 + _above(field.highs, field.lows) - opened + field.silent),
    )


def _last(field: Field) -> Twice:
    exact = field.lows == field.highs
    return 2 * (1 + _upward(field.lows, field.highs) - exact), 2 * (_upward(field.highs, field.lows) + field.silent)


def _mean(field: Field) -> Twice:
    (first, tied_first), (last, tied_last) = zip(_first(field), _last(field), strict=True)
    return (first + tied_first) // 2, (last + tied_last) // 2


def _either(field: Field) -> Twice:
    return _first(field)[0], _last(field)[1]


def _dense(field: Field) -> Twice:
    """One more than the different values above: as few as can hold what is surely above, or as many as may be."""
    opened = field.lows < field.highs
    settled = np.unique(field.lows[~opened])
    apart = _above(field.highs[opened], field.lows) - opened + _above(settled, field.lows)
    steps = np.array(_steps(field))
    return 2 * (1 + steps[_above(field.lows, field.highs)]), 2 * (1 + apart + field.silent)


def _steps(field: Field) -> list[int]:
    """For k = 0, 1, …: how few different values can hold the k spans with the highest low ends."""
    steps, lowest = [0], None
    for place in np.argsort(field.lows, kind="stable")[::-1].tolist():
        apart = lowest is None or field.highs[place] < lowest
        lowest = field.lows[place] if apart else lowest
        steps.append(steps[-1] + bool(apart))
    return steps


PLACES: Mapping[PlaceTies, Callable[[Field], Twice]] = {
    "best": _first, "worst": _last, "mean": _mean, "dense": _dense, "undetermined": _either,
}  # fmt: skip


# --- of a file of totals ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ranks:
    """The places within one circle: for each row of the file, −1 where it belongs to no group of it."""

    circle: Circle
    codes: Array
    of: Array
    twice: Twice


def write_places(totals: Path, target: Path, circles: Mapping[str, Circle], ties: PlaceTies) -> None:
    """totals.parquet → places.parquet: a row for each institution and circle: its group, size, best and worst place."""
    lows, highs = read_keys(totals)
    ranks = [rank_circle(circle, _codes(totals, circle), lows, highs, ties) for circle in circles.values()]
    with pq.ParquetWriter(target, SCHEMA, store_decimal_as_integer=True) as writer:
        start = 0
        for batch in _batches(totals, ["institution"]):
            for each in ranks:
                writer.write_batch(_rows(batch.column(0), each, start))
            start += batch.num_rows


def rank_circle(circle: Circle, codes: Array, lows: Array, highs: Array, ties: PlaceTies) -> Ranks:
    """The places of all rows within the groups of a circle."""
    best, worst, of = (np.zeros(len(codes), np.int64) for _ in range(3))
    order = np.argsort(codes, kind="stable")
    edges = np.searchsorted(codes[order], np.arange(len(circle.groups) + 1))
    for start, end in pairwise(edges.tolist()):
        rows = order[start:end]
        best[rows], worst[rows] = find_places(Field(lows[rows], highs[rows], len(circle.absent)), ties)
        of[rows] = len(rows) + len(circle.absent)
    return Ranks(circle, codes, of, (best, worst))


def read_keys(totals: Path) -> tuple[Array, Array]:
    """The low and the high ends of all totals as whole numbers in their order."""
    lows, highs = [], []
    for batch in _batches(totals, ["low", "high"]):
        lows.append(_read(batch.column("low")))
        highs.append(_read(batch.column("high")))
    unit = rationals.common_unit(each.unit for each in [*lows, *highs]) if lows else rationals.WHOLE
    ends = [join_rationals(each, unit) for each in (lows, highs)]
    largest = max(each.bottom.high for each in ends)
    low, high = (rationals.order_keys(each, largest, np.size(each.top.data), unit) for each in ends)
    return low, high


def _read(array: Any) -> Rationals:
    if pa.types.is_decimal(array.type):
        return columns.read_numbers(array)[0]
    return attempt_words(columns.read_words(array), Fraction)[0]


def _batches(totals: Path, names: list[str]) -> Iterator[Any]:
    with pq.ParquetFile(totals) as file:
        yield from file.iter_batches(columns=names)


def _codes(totals: Path, circle: Circle) -> Array:
    """The group of each row, −1 where it belongs to none."""
    names = ["institution", *([circle.column] if circle.column else [])]
    found = [np.empty(0, np.int64)]
    for batch in _batches(totals, names):
        pool = circle.pool(batch, "institution")
        codes = np.full(batch.num_rows, pool.code) if isinstance(pool.code, int) else pool.code
        found.append(np.where(spread(pool.member, batch.num_rows), codes, -1))
    return np.concatenate(found)


def _rows(names: Any, ranks: Ranks, start: int) -> Any:
    """The rows of one batch that belong to a group."""
    here = slice(start, start + len(names))
    inside = ranks.codes[here] >= 0
    groups = pa.array(ranks.circle.groups, pa.string()).take(pa.array(ranks.codes[here][inside]))
    halves = (halved(each[here][inside]) for each in ranks.twice)
    return pa.RecordBatch.from_arrays(
        [names.filter(pa.array(inside)), groups, pa.array(ranks.of[here][inside]), *halves], schema=SCHEMA
    )


def halved(twice: Array) -> Any:
    """Half of whole numbers, as decimals."""
    return Shape(1).write(Rationals(integers.counted(twice * 5), unit=Fraction(1, 10)), len(twice))
