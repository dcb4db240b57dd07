"""Rows of a wide table as observations, so that the interpreter can explain any one institution on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from catalog.base import plain
from catalog.model import Catalogue
from scorer.assess import assess
from scorer.bulk.engine import Options
from scorer.bulk.table import Source, Table, open_table
from scorer.domains import domains
from scorer.observations import STATUSES, Observation
from scorer.profile import load_profile
from scorer.settle import settle
from scorer.sheet import ScoreSheet


def explain(
    catalogue: Catalogue, source: Path, institutions: Iterable[str], options: Options | None = None
) -> list[ScoreSheet]:
    """The explained sheets of some institutions of a wide Parquet file that was scored; groups given by a column or
    by members outside `institutions` stay open."""
    chosen = options or Options()
    profile = chosen.profile or load_profile("strict")
    wanted = list(institutions)
    table = open_table(source, domains(catalogue), list(_columns(chosen)))
    rows = pq.read_table(source, filters=[(table.institution, "in", wanted)]).to_pylist()
    given = [each for row in rows for each in observe(row, table)]
    settled = settle(catalogue, profile)
    return [assess(settled, given, each, {})[0] for each in wanted]


def _columns(options: Options) -> Iterator[str]:
    yield from (each.name for each in options.peers.values() if hasattr(each, "name"))


def observe(row: Mapping[str, Any], table: Table) -> Iterator[Observation]:
    """The observations of one row, as {column: value}."""
    for name, source in table.sources.items():
        value, told = _value(row, source), row.get(source.status or "")
        status = STATUSES.get((told or "").strip().lower()) or ("ok" if value else "missing")
        given = {"institution": str(row[table.institution]), "input": name, "value": value, "status": status}
        yield Observation.model_validate({**given, "evidence": table.path.name})


def _value(row: Mapping[str, Any], source: Source) -> str | None:
    if source.value is not None:
        return _text(row[source.value])
    above, below = _text(row[source.numerator or ""]), _text(row[source.denominator or ""])
    return None if above is None or below is None else f"{above}/{below}"


def _text(value: Any) -> str | None:
    """A value as a clerk would write it."""
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case float():
            return plain(Decimal(repr(value)))
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case list():
            return ";".join(map(str, value))
        case _:
            return str(value).strip() or None
