"""Many institutions: the points of every group and indicator as columns of codes, without explanations.

A column holds each different value once. The bulk engine makes them where its extra is installed and the
institutions are many; else the interpreter does. Both give the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from catalog.model import Catalogue
from scorer.interval import ZERO
from scorer.observations import Observation
from scorer.profile import Profile
from scorer.report.bars import Bar
from scorer.settle import settle
from scorer.sheet import Score, ScoreSheet, Tally
from scorer.totals import CATALOGUE

T = TypeVar("T", bound=Hashable)
Peers = Mapping[str, Sequence[str]]
FEW = 20  # institutions that the interpreter scores as fast
NO_POINTS = Bar(ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Column:
    """Points of all institutions in one thing: `values[codes[n]]` are those of institution n."""

    values: tuple[Bar, ...]
    codes: tuple[int, ...]

    def __getitem__(self, institution: int) -> Bar:
        return self.values[self.codes[institution]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """All institutions of a run; groups and items in the order of the catalogue. A full of 0: no points."""

    institutions: tuple[str, ...]
    total: Column
    groups: tuple[Column, ...]
    items: tuple[Column, ...]


def scores_of_all(
    catalogue: Catalogue, observations: Sequence[Observation], profile: Profile, peers: Peers | None = None
) -> Crowd:
    """Every institution in the order of the observations, which were checked before. Raises Trouble E642."""
    institutions = tuple(dict.fromkeys(each.institution for each in observations))
    if len(institutions) > FEW and find_spec("numpy") and find_spec("pyarrow"):
        return by_bulk(catalogue, observations, profile, peers or {}, institutions)
    return by_interpreter(catalogue, observations, profile, peers or {})


def correct(crowd: Crowd, sheets: Mapping[str, ScoreSheet]) -> Crowd:
    """The crowd with the points of some institutions as their sheets have them (after appeals)."""
    rows = {number: sheets[name] for number, name in enumerate(crowd.institutions) if name in sheets}

    def column(old: Column, new: Mapping[int, Score | Tally]) -> Column:
        return encode(bar_of(new[n]) if n in new else old[n] for n in range(len(old.codes)))

    def columns(old: Sequence[Column], new: Mapping[int, Sequence[Score | Tally]]) -> tuple[Column, ...]:
        return tuple(column(each, {n: row[at] for n, row in new.items()}) for at, each in enumerate(old))

    return Crowd(
        institutions=crowd.institutions,
        total=column(crowd.total, {n: sheet.total for n, sheet in rows.items()}),
        groups=columns(crowd.groups, {n: sheet.groups for n, sheet in rows.items()}),
        items=columns(crowd.items, {n: sheet.scores for n, sheet in rows.items()}),
    )


def encode(values: Iterable[Bar]) -> Column:
    """A column of the values."""
    seen: dict[Bar, int] = {}
    codes = tuple(seen.setdefault(each, len(seen)) for each in values)
    return Column(tuple(seen), codes)


# --- the interpreter ----------------------------------------------------------------------------


def by_interpreter(catalogue: Catalogue, observations: Iterable[Observation], profile: Profile, peers: Peers) -> Crowd:
    """The explaining interpreter for each, without its explanations."""
    from scorer.assess import assess

    sheets = assess(settle(catalogue, profile), list(observations), None, peers)
    return Crowd(
        institutions=tuple(each.institution for each in sheets),
        total=encode(bar_of(each.total) for each in sheets),
        groups=tuple(encode(map(bar_of, row)) for row in _turned(each.groups for each in sheets)),
        items=tuple(encode(map(bar_of, row)) for row in _turned(each.scores for each in sheets)),
    )


def _turned(rows: Iterable[Sequence[T]]) -> Iterable[tuple[T, ...]]:
    return zip(*rows, strict=True)


def bar_of(found: Score | Tally) -> Bar:
    """The points of a score or a sum."""
    return Bar(found.full or ZERO, found.low or ZERO, found.high or ZERO)


# --- the bulk engine ----------------------------------------------------------------------------


def by_bulk(
    catalogue: Catalogue,
    observations: Sequence[Observation],
    profile: Profile,
    peers: Peers,
    institutions: Sequence[str],
) -> Crowd:
    """The bulk engine, by way of a wide table in a temporary folder."""
    from pyarrow import parquet

    from scorer.bulk import Options, score_table

    settled = settle(catalogue, profile).catalogue
    losses = any(each.applicability for each in settled.indicators)  # what an item stands for then depends on it
    with TemporaryDirectory() as folder:
        source = Path(folder) / "wide.parquet"
        parquet.write_table(_wide(catalogue, observations, institutions), source)
        options = Options(profile=profile, peers=peers, losses=losses, asked=True)
        files = score_table(catalogue, source, Path(folder) / "scores", options).files
        made = {path.stem: parquet.read_table(path) for path in files}
    return _crowd(settled, made)


def _wide(catalogue: Catalogue, observations: Iterable[Observation], institutions: Sequence[str]) -> Any:
    """One row for each institution, a column of texts and one of statuses for each input."""
    import pyarrow as pa

    places = {name: place for place, name in enumerate(institutions)}
    columns: dict[str, list[str | None]] = {"institution": list(institutions)}
    for entry in catalogue.inputs:
        columns[entry.id] = [None] * len(institutions)
        columns[f"{entry.id}:status"] = [None] * len(institutions)
    for each in observations:
        columns[each.input][places[each.institution]] = each.value
        columns[f"{each.input}:status"][places[each.institution]] = each.status
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _crowd(settled: Catalogue, made: Mapping[str, Any]) -> Crowd:
    totals, items, losses = made["totals"], made["items"], made.get("losses")
    scopes = {group.id: f"{group.id}:" for group in settled.groups} | {CATALOGUE: ""}
    sums = {
        scope: _column([totals[f"{prefix}{end}"] for end in ("full", "low", "high")])
        for scope, prefix in scopes.items()
    }
    return Crowd(
        institutions=tuple(totals["institution"].to_pylist()),
        total=sums[CATALOGUE],
        groups=tuple(sums[group.id] for group in settled.groups),
        items=tuple(
            _item(each.id, None if each.points is None else Fraction(each.points), items, losses)
            for each in settled.indicators
        ),
    )


def _item(name: str, points: Fraction | None, items: Any, losses: Any) -> Column:
    """The points of an indicator; where there are losses, its full points are what was won and what was lost."""
    if points is None:
        return Column((NO_POINTS,), (0,) * items.num_rows)
    ends = [items[f"{name}:low"], items[f"{name}:high"]]
    if losses is None:
        found = _column([ends[0], *ends])
        return Column(tuple(Bar(points, each.low, each.high) for each in found.values), found.codes)
    best = [each for each in losses.column_names if each.endswith(":at_best") and _owner(each) == name]
    found_rows = zip(*(_exact(each) for each in (*ends, *(losses[each] for each in best))), strict=True)
    return encode(Bar(high + sum(lost, ZERO), low, high) for low, high, *lost in found_rows)


def _owner(column: str) -> str:
    return column.rpartition(":")[0].partition("#")[0]


def _column(arrays: Sequence[Any]) -> Column:
    """Columns of a table as one of full, low and high points: each combination is made exact once."""
    coded = [each.combine_chunks().dictionary_encode() for each in arrays]
    seen: dict[tuple[int, ...], int] = {}
    rows = zip(*(each.indices.to_pylist() for each in coded), strict=True)
    codes = tuple(seen.setdefault(row, len(seen)) for row in rows)
    values = [[Fraction(value) for value in each.dictionary.to_pylist()] for each in coded]
    made = (Bar(*(column[place] for column, place in zip(values, row, strict=True))) for row in seen)
    return Column(tuple(made), codes)


def _exact(array: Any) -> list[Fraction]:
    coded = array.combine_chunks().dictionary_encode()
    values = [Fraction(value) for value in coded.dictionary.to_pylist()]
    return [values[place] for place in coded.indices.to_pylist()]


# --- all together -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mean:
    """How all institutions together do in one indicator: mean points, and how many have all of them."""

    place: int
    bar: Bar
    whole: int


def means(crowd: Crowd) -> tuple[Mean, ...]:
    """Each indicator that has points, those with the largest mean loss first."""
    found = [_mean(place, column) for place, column in enumerate(crowd.items)]
    return tuple(sorted((each for each in found if each), key=lambda mean: mean.bar.lost, reverse=True))


def _mean(place: int, column: Column) -> Mean | None:
    counts = [0] * len(column.values)
    for code in column.codes:
        counts[code] += 1
    rows = [(count, bar) for count, bar in zip(counts, column.values, strict=True) if bar.full]
    total = sum(count for count, _ in rows)
    if not total:
        return None
    full, low, high = (
        sum((count * end for (count, _), end in zip(rows, ends, strict=True)), ZERO) / total
        for ends in zip(*((bar.full, bar.low, bar.high) for _, bar in rows), strict=True)
    )
    return Mean(place, Bar(full, low, high), sum(count for count, bar in rows if bar.low >= bar.full))
