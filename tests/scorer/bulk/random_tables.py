"""Wide tables of random institutions for a catalogue: typed columns, values near what they are compared with."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa

from catalog.model import Catalogue
from scorer.domains import Domain, Pair, domains, pairs

GRADES = ["A", "B+", "B", "良", "优", "中"]
STATUSES = ["ok", "estimated", "disputed", None]
SILENT = ["missing", "not_applicable", None]


def random_table(catalogue: Catalogue, rows: int, seed: int) -> pa.Table:
    """A table with every kind of column; a tenth of the inputs have no value, some have a status of their own."""
    luck = random.Random(seed)
    columns: dict[str, Any] = {"institution": pa.array([f"机构{number:05d}" for number in range(rows)], pa.string())}
    known = {name: domain for number, (name, domain) in enumerate(domains(catalogue).items()) if number % 17 != 16}
    gone = {name: [luck.random() < 0.1 for _ in range(rows)] for name in known}
    values = {
        name: [None if out else KINDS[each.type](luck, each) for out in gone[name]] for name, each in known.items()
    }
    _fit_parts(values, pairs(catalogue))
    for number, (name, domain) in enumerate(known.items()):
        if domain.scale and number % 3:
            columns |= _pair(name, luck, gone[name])
        else:
            columns[name] = _typed(values[name], _type(domain, number))
        if number % 5 == 0:
            columns[f"{name}:status"] = [luck.choice(SILENT if out else STATUSES) for out in gone[name]]
    return pa.table(columns)


def _fit_parts(values: dict[str, list[Any]], wanted: list[Pair]) -> None:
    """No part is larger than its whole."""
    for pair in wanted * 3:
        if pair.numerator in values and pair.denominator in values:
            parts, wholes = values[pair.numerator], values[pair.denominator]
            values[pair.numerator] = [
                whole if None not in (part, whole) and part > whole else part
                for part, whole in zip(parts, wholes, strict=True)
            ]


def _typed(values: list[Any], kind: Any) -> Any:
    if pa.types.is_floating(kind):
        values = [None if each is None else float(each) for each in values]
    return pa.array(values, kind)


def _pair(name: str, luck: random.Random, gone: list[bool]) -> dict[str, Any]:
    below = [None if out else luck.choice([0, 1, 20, 21, luck.randint(0, 500)]) for out in gone]
    above = [None if each is None else max(0, each - luck.choice([0, 0, 1, 2])) for each in below]
    return {f"{name}:numerator": pa.array(above, pa.int32()), f"{name}:denominator": pa.array(below, pa.int64())}


def _number(luck: random.Random, domain: Domain) -> Any:
    if domain.periods:
        return ";".join(str(luck.choice([0, 1, 1, 1, 2])) for _ in range(luck.choice([domain.periods, 3])))
    most = int(domain.most) if domain.most is not None else 50
    return Decimal(luck.choice([most * 10, most * 9, luck.randint(11, most * 10)])) / 10


def _points(luck: random.Random, domain: Domain) -> Decimal:
    most = 10 if domain.most is None else int(domain.most)
    return Decimal(luck.choice([0, 0, 5, most * 10, luck.randint(0, most * 10)])) / 10


KINDS: dict[str, Callable[[random.Random, Domain], Any]] = {
    "number": _number,
    "count": lambda luck, domain: luck.choice([0, 0, 0, 1, 2, 40]),
    "fact": lambda luck, domain: luck.random() < 0.8,
    "date": lambda luck, domain: luck.choice(["2022-10-31", "2022-11-01", "是", "否"]),
    "grade": lambda luck, domain: luck.choice(domain.grades or GRADES),
    "judgement": lambda luck, domain: luck.choice(["是", "否"]),
    "points": _points,
}


def _type(domain: Domain, number: int) -> Any:
    if domain.type == "number" and not domain.periods:
        return pa.decimal128(12, 2) if number % 2 else pa.float64()
    return {"fact": pa.bool_(), "count": pa.int32(), "points": pa.decimal128(9, 1)}.get(domain.type, pa.string())
