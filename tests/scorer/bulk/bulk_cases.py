"""Wide tables made by code, and the comparison of both engines on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.model import Catalogue
from scorer import Observation, ScoreSheet, score
from scorer.bulk import Options, Summary, score_table
from scorer.domains import pairs
from scorer.observations import Entry, row, screen
from scorer.profile import Profile

Rows = Mapping[str, Mapping[str, Observation]]


def by_institution(observations: Sequence[Observation], institutions: Sequence[str]) -> Rows:
    found: dict[str, dict[str, Observation]] = {name: {} for name in institutions}
    for each in observations:
        found[each.institution][each.input] = each
    return found


def sound(catalogue: Catalogue, observations: Sequence[Observation]) -> list[Observation]:
    """Those that may be scored at all."""
    entries = [Entry(each, lambda _: row(1), typed=False) for each in observations]
    kept, problems = screen(entries, catalogue)
    parts = {pair.numerator for pair in pairs(catalogue)} if any(each.code == "E618" for each in problems) else set()
    return [each for each in kept if each.input not in parts]


def texts(catalogue: Catalogue, rows: Rows) -> pa.Table:
    """Every value as text, with a column of statuses for each input."""
    columns: dict[str, list[str | None]] = {"institution": list(rows)}
    for item in catalogue.inputs:
        given = [row.get(item.id) for row in rows.values()]
        columns[item.id] = [each.value if each else None for each in given]
        columns[f"{item.id}:status"] = [each.status if each else None for each in given]
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def run(
    catalogue: Catalogue, table: pa.Table, folder: Path, *, row_group_size: int | None = None, **options: Any
) -> tuple[Summary, dict[str, pa.Table]]:
    """The bulk engine over a table: its summary and the tables that it wrote."""
    source = folder / "wide.parquet"
    pq.write_table(table, source, row_group_size=row_group_size)
    summary = score_table(catalogue, source, folder / "out", Options(**{"asked": True, **options}))
    return summary, {path.stem: pq.read_table(path) for path in summary.files}


def exact(value: Any) -> Fraction:
    return Fraction(value) if isinstance(value, Decimal | str) else Fraction(int(value))


def column(table: pa.Table, name: str) -> list[Fraction]:
    return [exact(each) for each in table.column(name).to_pylist()]


def assert_same(sheets: Sequence[ScoreSheet], written: Mapping[str, pa.Table]) -> None:
    """Every total, group and item of the interpreter's sheets stands in the tables to the last digit."""
    totals, items = written["totals"], written["items"]
    assert totals.column("institution").to_pylist() == [each.institution for each in sheets]
    for place, scope in [("", None), *((f"{each.scope}:", each.scope) for each in sheets[0].groups)]:
        found = [next(t for t in (s.total, *s.groups) if scope is None or t.scope == scope) for s in sheets]
        for end in ("low", "high", "full"):
            wanted = [getattr(each, end) for each in found]
            assert column(totals, place + end) == wanted, place + end
    for number, first in enumerate(sheets[0].scores):
        if first.low is not None:
            for end in ("low", "high"):
                wanted = [getattr(each.scores[number], end) for each in sheets]
                assert column(items, f"{first.indicator}:{end}") == wanted, f"{first.indicator}:{end}"
    _assert_conserved(sheets, written["losses"])


def _assert_conserved(sheets: Sequence[ScoreSheet], losses: pa.Table) -> None:
    """full − what was lost = score, at both ends."""
    for number, first in enumerate(sheets[0].scores):
        if first.full is None:
            continue
        names = [name for name in losses.column_names if name.rpartition(":")[0].partition("#")[0] == first.indicator]
        for end, lost in (("high", "at_best"), ("low", "at_worst")):
            columns = [column(losses, name) for name in names if name.endswith(lost)]
            left = [
                each.scores[number].full - sum(lines)
                for each, lines in zip(sheets, zip(*columns, strict=True), strict=True)
            ]
            assert left == [getattr(each.scores[number], end) for each in sheets]


def compare(
    catalogue: Catalogue,
    rows: Rows,
    table: pa.Table,
    folder: Path,
    *,
    profile: Profile | None = None,
    peers: Mapping[str, Sequence[str]] | None = None,
) -> Summary:
    """Both engines over the same reports."""
    given = [each for row in rows.values() for each in row.values()]
    named = peers or {}
    sheets = {each.institution: each for each in score(catalogue, given, profile=profile, peers=peers)}
    missing = [name for name in rows if name not in sheets]
    sheets |= {name: score(catalogue, given, name, profile=profile, peers=peers)[0] for name in missing}
    summary, written = run(catalogue, table, folder, profile=profile, peers=named)
    assert_same([sheets[name] for name in rows], written)
    return summary
