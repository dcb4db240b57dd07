"""How places change with the weights: the totals under many weight vectors, exactly, and the places that follow.

A weight is new points for an indicator; its score scales with them, and sums, spreads and vetoes follow as ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.bulk import integers, rationals, spans
from scorer.bulk.checks import Faults, Names, check_parts, read_chunk
from scorer.bulk.cohorts import join_rationals
from scorer.bulk.engine import Job, Options, chunks_of, prepare
from scorer.bulk.items import Item, Struck, score_items
from scorer.bulk.masks import Array
from scorer.bulk.places import Field, find_places, halved
from scorer.bulk.rationals import Rationals
from scorer.bulk.spans import Span
from scorer.bulk.sums import tally
from scorer.standing import PlaceTies
from scorer.totals import CATALOGUE

KEPT = 1 << 25  # totals kept at a time: rows × weight vectors
Weights = Mapping[str, Decimal | Fraction | int]


@dataclass(slots=True)
class Outcome:
    """What is known of each row after some vectors: its best and worst place (twice), and how often it is on top."""

    best: Array
    worst: Array
    surely: Array
    maybe: Array


@dataclass(slots=True)
class Ends:
    """The totals under one vector, chunk after chunk."""

    lows: list[Rationals] = field(default_factory=list)
    highs: list[Rationals] = field(default_factory=list)

    def field(self) -> Field:
        """The totals as whole numbers in their order."""
        unit = rationals.common_unit(each.unit for each in [*self.lows, *self.highs])
        low, high = (join_rationals(each, unit) for each in (self.lows, self.highs))
        largest = max(low.bottom.high, high.bottom.high)
        keys = [rationals.order_keys(each, largest, np.size(each.top.data), unit) for each in (low, high)]
        return Field(keys[0], keys[1])


def sensitivity(
    catalogue: Catalogue,
    source: Path,
    weights: Sequence[Weights],
    *,
    top: int = 10,
    ties: PlaceTies = "best",
    options: Options | None = None,
) -> pa.Table:
    """The places of all institutions of a wide Parquet file under many weight vectors.

    weights: new points by indicator id; indicators that a vector leaves out keep theirs. Gives a table: institution,
    best and worst place under any vector, and under how many of them it is surely, or may be, among the first `top`.
    Raises Trouble E630, E631, E633, BadObservations. The file is read once for so many vectors that `KEPT` totals
    are enough.
    """
    job = prepare(catalogue, source, options or Options())
    _check(catalogue, weights)
    names, outcome = _names(job), None
    waiting = iter(weights)
    while batch := list(islice(waiting, max(1, KEPT // max(1, len(names))))):
        for ends in _totals(job, batch):
            outcome = _meet(outcome, ends.field(), top, ties)
    return _table(names, outcome)


def _check(catalogue: Catalogue, weights: Sequence[Weights]) -> None:
    scored = {each.id for each in catalogue.indicators if each.points}
    for number, vector in enumerate(weights, 1):
        wrong = [name for name, weight in vector.items() if name not in scored or weight < 0]
        if wrong:
            raise Trouble("E633", number=number, names="、".join(wrong))


def _names(job: Job) -> Any:
    """The institutions, once they are known to be sound."""
    faults, names = Faults(), Names()
    found = [pa.array([], pa.string())]
    for chunk in chunks_of(job, job.table.sources):
        readings = read_chunk(chunk, job.table.sources.values(), faults)
        check_parts(readings, job.pairs, job.table, chunk, faults)
        names.watch(chunk, faults)
        found.append(chunk.names)
    names.check(job.table, faults)
    faults.refuse()
    return pa.concat_arrays(found)


def _totals(job: Job, weights: list[Weights]) -> list[Ends]:
    """The totals of all rows under each vector."""
    found = [Ends() for _ in weights]
    for chunk in chunks_of(job, job.table.sources):
        readings = read_chunk(chunk, job.table.sources.values(), Faults())
        frame = job.frame(chunk.batch, {name: each.column for name, each in readings.items()})
        items, vetoes = score_items(frame)
        for ends, vector in zip(found, weights, strict=True):
            total = _total(job, items, vetoes, vector)
            ends.lows.append(_stretched(total.low, chunk.rows))
            ends.highs.append(_stretched(total.high, chunk.rows))
    return found


def _total(job: Job, items: list[Item], vetoes: list[Struck], vector: Weights) -> Span:
    weighed = [_weigh(item, vector) for item in items]
    plan = job.plan
    return tally(plan.catalogue, weighed, vetoes, plan.profile.rounding.total)[CATALOGUE].points


def _weigh(item: Item, vector: Weights) -> Item:
    """The item with other points; its score scales with them."""
    if item.indicator.id not in vector or not item.worth:
        return item
    worth = Fraction(vector[item.indicator.id])
    factor = worth / item.worth
    return replace(item, worth=worth, points=spans.scale(item.points, factor), full=rationals.scale(item.full, factor))


def _stretched(value: Rationals, rows: int) -> Rationals:
    top, bottom = (integers.stretch(each, rows) for each in (value.top, value.bottom))
    return Rationals(integers.counted(top), integers.counted(bottom), value.unit)


def _meet(known: Outcome | None, ends: Field, top: int, ties: PlaceTies) -> Outcome:
    """What is known after one more vector."""
    best, worst = find_places(ends, ties)
    surely, maybe = (worst <= 2 * top).astype(np.int64), (best <= 2 * top).astype(np.int64)
    if known is None:
        return Outcome(best, worst, surely, maybe)
    return Outcome(
        np.minimum(known.best, best), np.maximum(known.worst, worst), known.surely + surely, known.maybe + maybe
    )


def _table(names: Any, outcome: Outcome | None) -> pa.Table:
    nothing = np.zeros(len(names), np.int64)
    found = outcome or Outcome(nothing, nothing, nothing, nothing)
    return pa.table({
        "institution": names, "best": halved(found.best), "worst": halved(found.worst),
        "surely_top": found.surely, "maybe_top": found.maybe,
    })  # fmt: skip
