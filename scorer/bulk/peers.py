"""Peer groups: named institutions, or a column of the file that says with whom each row compares itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorer.bulk.frame import Pool
from scorer.bulk.masks import simplify
from scorer.bulk.table import Table


@dataclass(frozen=True, slots=True)
class Column:
    """The institutions with the same value in this column are peers."""

    name: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """All institutions of the file are peers."""


Peers = Mapping[str, Sequence[str] | Column | Everyone]


@dataclass(frozen=True, slots=True)
class Circle:
    """A group that terms name: its members (None: all), or the values of its column.

    `absent`: members that are not in the file.
    """

    name: str
    values: Any
    column: str | None = None
    absent: tuple[str, ...] = ()

    @property
    def groups(self) -> list[str]:
        """The names of the groups that do not mix."""
        return [self.name] if self.column is None else [str(each) for each in self.values.to_pylist()]

    def pool(self, batch: Any, institution: str) -> Pool:
        """With which group each row compares itself."""
        if self.values is None:
            return Pool(0, True)
        if self.column is None:
            names = batch.column(institution).cast(pa.string())
            return Pool(0, simplify(pc.is_in(names, value_set=self.values).to_numpy(zero_copy_only=False)))
        found = pc.index_in(batch.column(self.column).cast(pa.string()), value_set=self.values)
        codes = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        return Pool(codes, simplify(codes >= 0))


def gather_circles(peers: Peers, table: Table) -> dict[str, Circle]:
    """The groups with what the file says of them."""
    return {name: _circle(name, given, table) for name, given in peers.items()}


def _circle(name: str, given: Sequence[str] | Column | Everyone, table: Table) -> Circle:
    if isinstance(given, Everyone):
        return Circle(name, None)
    if isinstance(given, Column):
        values: dict[str, None] = {}
        for batch in table.chunks([given.name]):
            values |= dict.fromkeys(pc.unique(batch.column(0).cast(pa.string()).drop_null()).to_pylist())
        return Circle(name, pa.array(list(values), pa.string()), given.name)
    members = list(dict.fromkeys(given))
    listed = pa.array(members, pa.string())
    missing = dict.fromkeys(members)
    for batch in table.chunks([table.institution]):
        names = batch.column(0).cast(pa.string())
        for each in names.filter(pc.is_in(names, value_set=listed)).to_pylist():
            missing.pop(each, None)
    return Circle(name, listed, None, tuple(missing))


def absent_batch(circles: Iterable[Circle], institution: str) -> Any:
    """The members of groups that are not in the file: institutions of which nothing is known."""
    listed = list(circles)
    names = dict.fromkeys(name for each in listed for name in each.absent)
    columns = dict.fromkeys(each.column for each in listed if each.column is not None)
    nothing = pa.nulls(len(names), pa.string())
    return pa.RecordBatch.from_arrays(
        [pa.array(names, pa.string()), *(nothing for _ in columns)], [institution, *columns]
    )
