"""A wide Parquet file: which columns belong to which input, and its rows in chunks.

One row for each institution; a column for each input (`<input>`), or a pair (`<input>:numerator`,
`<input>:denominator`), and optionally `<input>:status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from catalog.problems import Trouble
from scorer.bulk import columns, rationals
from scorer.bulk.columns import Column, Words
from scorer.bulk.masks import Array, Mask, both, either, flip, simplify, spread
from scorer.bulk.rationals import ANY, ANYTHING, Rationals
from scorer.domains import Domain
from scorer.observations import STATUSES, reader
from scorer.values import Unreadable

INSTITUTION = ("institution", "机构")
READ = ("numerator", "denominator", "status")
PARTS = (*READ, "evidence")  # evidence is for people: it may stand there and is not read
CELLS = 5_000_000  # of a chunk
MOST_ROWS = 1 << 17
BUFFER = 1 << 16  # of each column: without it a whole row group is read ahead
Fault = tuple[str, str]  # in Chinese, in English
NUMERIC = ("number", "count", "judgement", "points")


Verdict = bool | Fault  # whether a value is within the limits, or why it cannot be read


@dataclass(frozen=True, slots=True)
class Source:
    """The columns of an input: its value or a pair, and its statuses."""

    domain: Domain
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    status: str | None = None
    judged: dict[str, Verdict] = field(default_factory=dict, compare=False)

    def judge(self, text: str) -> Verdict:
        """Whether a text can stand in the column; each is read once."""
        if text not in self.judged:
            self.judged[text] = _judge(text, self.domain)
        return self.judged[text]

    @property
    def names(self) -> list[str]:
        """The columns there are."""
        return [each for each in (self.value, self.numerator, self.denominator, self.status) if each is not None]


def _judge(text: str, domain: Domain) -> Verdict:
    try:
        found = reader(domain)(text)
    except Unreadable as error:
        return error.zh, error.en
    if isinstance(found, list) and len(found) > domain.periods:
        count = len(found)
        return f"逐期填写的有{count}个数，多于{domain.periods}期", f"{count} numbers for {domain.periods} periods"
    return not isinstance(found, Fraction) or domain.holds(found)


@dataclass(frozen=True, slots=True)
class Table:
    """A Parquet file that fits the catalogue."""

    path: Path
    schema: Any
    institution: str
    sources: Mapping[str, Source]

    def chunks(self, names: Iterable[str], rows: int | None = None, beside: int = 0) -> Iterator[Any]:
        """Record batches with these columns, in the order of the file; of a size that suits the memory.

        `beside`: columns that are made of them. Raises Trouble E630 where the file is damaged.
        """
        wanted = list(dict.fromkeys(names))
        rows = rows or min(MOST_ROWS, CELLS // (len(wanted) + beside))
        try:
            with pq.ParquetFile(self.path, buffer_size=BUFFER) as file:
                yield from file.iter_batches(batch_size=rows, columns=wanted)
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(self.path, error) from error

    def needed(self, inputs: Iterable[str]) -> list[str]:
        """The columns of these inputs."""
        return [name for each in inputs if each in self.sources for name in self.sources[each].names]


# --- the header ---------------------------------------------------------------------------------


def open_table(path: Path, known: Mapping[str, Domain], besides: Iterable[str] = ()) -> Table:
    """The file with its columns; raises Trouble E630 where it is no Parquet, E631 with all that is wrong with them."""
    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from error
    faults = list(_header_faults(schema, known, set(besides)))
    if faults:
        chinese, english = zip(*faults, strict=True)
        raise Trouble("E631", name=path.name, detail="；".join(chinese), detail_en="; ".join(english))
    institution = next(name for name in schema.names if name in INSTITUTION)
    return Table(path, schema, institution, _sources(schema, known))


def _unreadable(path: Path, error: Exception) -> Trouble:
    return Trouble("E630", name=path.name, detail=" ".join(str(error).split())[:200])


def _sources(schema: Any, known: Mapping[str, Domain]) -> dict[str, Source]:
    names = set(schema.names)
    found = {}
    for name, domain in known.items():
        parts: dict[str, Any] = {part: f"{name}:{part}" for part in READ if f"{name}:{part}" in names}
        if name in names or "numerator" in parts:
            found[name] = Source(domain, value=name if name in names else None, **parts)
    return found


def _header_faults(schema: Any, known: Mapping[str, Domain], besides: set[str]) -> Iterator[Fault]:
    names: list[str] = schema.names
    if len(set(names)) < len(names):
        twice = "、".join(sorted({name for name in names if names.count(name) > 1}))
        yield f"有重复的列（{twice}）", f"columns given twice ({twice})"
    if not any(name in INSTITUTION for name in names):
        yield "没有institution（机构）列", "there is no column institution"
    for name in besides:
        if name not in names:
            yield f"没有分组列“{name}”", f"there is no column “{name}” of groups"
    for name in names:
        kind = schema.field(names.index(name)).type
        if (name in besides or name in INSTITUTION) and not (_is_text(kind) or pa.types.is_integer(kind)):
            yield f"“{name}”的类型是{kind}，应为文字", f"the type of “{name}” is {kind}, it should be text"
        elif name not in besides and name not in INSTITUTION:
            yield from _column_faults(name, schema, known)


def _column_faults(name: str, schema: Any, known: Mapping[str, Domain]) -> Iterator[Fault]:
    base, _, part = (name, "", "") if name in known else name.rpartition(":")
    domain = known.get(base)
    if domain is None or (part and part not in PARTS):
        yield f"目录里没有“{name}”", f"the catalogue has no “{name}”"
        return
    names = set(schema.names)
    if part in ("numerator", "denominator"):
        other = f"{base}:{'denominator' if part == 'numerator' else 'numerator'}"
        if other not in names:
            yield f"有“{name}”而没有“{other}”", f"“{name}” without “{other}”"
        if base in names:
            yield f"“{base}”与“{name}”只能有一种", f"“{base}” and “{name}” exclude each other"
        if domain.scale is None:
            yield f"“{base}”不是比率，不能分填分子、分母", f"“{base}” is no rate and has no numerator"
    if part == "status" and not names & {base, f"{base}:numerator"}:
        yield f"有“{name}”而没有“{base}”", f"“{name}” without “{base}”"
    kind = schema.field(schema.names.index(name)).type
    if not _fits(kind, domain, part):
        yield (
            f"“{name}”的类型{kind}不能读作{domain.type}",
            f"the type {kind} of “{name}” cannot be read as {domain.type}",
        )


def _is_text(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_number(kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_floating(kind))


def _is_numeric(kind: Any, domain: Domain) -> bool:
    """Whether a column is read as numbers."""
    return _is_number(kind) and not domain.periods and domain.type != "fact"


def _fits(kind: Any, domain: Domain, part: str) -> bool:
    """Whether a column of this type can hold values of the domain."""
    if part in ("status", "evidence"):
        return _is_text(kind) or bool(pa.types.is_null(kind))
    if part:
        return bool(pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_null(kind))
    if _is_text(kind) or pa.types.is_null(kind):
        return True
    if domain.periods:
        return bool(pa.types.is_integer(kind) or _is_counts(kind))
    if pa.types.is_boolean(kind):
        return domain.type in ("fact", "date", "judgement")
    if pa.types.is_date32(kind):
        return domain.type == "date"
    return _is_number(kind) and (domain.type in NUMERIC or (domain.type == "fact" and pa.types.is_integer(kind)))


def _is_counts(kind: Any) -> bool:
    return bool((pa.types.is_list(kind) or pa.types.is_large_list(kind)) and pa.types.is_integer(kind.value_type))


# --- columns ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """A column as it was read, with what has to be checked: rows that hold a value, and those that hold a bad one."""

    column: Column
    present: Mask
    status: Words | None = None
    wrong: Mask = False
    halves: Mask = False
    tops: Any = None


def read_column(batch: Any, source: Source) -> Reading:
    """The column or pair of an input in a chunk."""
    status = _statuses(batch.column(source.status)) if source.status else None
    if source.value is None:
        return _read_pair(batch, source, status)
    array = batch.column(source.value)
    if pa.types.is_null(array.type):
        array = array.cast(pa.string())
    present = columns.valid(array)
    wrong: Mask = False
    numbers, flags, words = None, None, None
    if pa.types.is_boolean(array.type):
        flags = columns.read_flags(array)
    elif _is_numeric(array.type, source.domain):
        numbers, wrong = columns.read_numbers(array)
    else:
        words = columns.read_words(array)
        blank = np.array([not text.strip() for text in words.texts])
        present = both(present, flip(simplify(blank[words.codes]))) if blank.any() else present
    given, lapsed = columns.used(status, present)
    column = Column(given, lapsed, numbers, flags, words)
    return Reading(column, present, status, both(wrong, present))


def _read_pair(batch: Any, source: Source, status: Words | None) -> Reading:
    over, under = (_whole(batch.column(name or "")) for name in (source.numerator, source.denominator))
    filled = [columns.valid(batch.column(name or "")) for name in (source.numerator, source.denominator)]
    present = both(*filled)
    halves = False if filled[0] is True and filled[1] is True else either(*filled)
    top, bottom, unit = _level(over, under)
    numbers, none = columns.paired(top, bottom, (source.domain.scale or 1))
    given, lapsed = columns.used(status, present)
    lapsed = either(lapsed, both(given, none))
    column = Column(both(given, flip(none)), lapsed, numbers, paired=True)
    return Reading(column, present, status, halves=both(halves, flip(present)), tops=(top, bottom, unit))


def _level(over: Rationals, under: Rationals) -> tuple[Any, Any, Any]:
    """Numerator and denominator in one unit."""
    unit = rationals.common_unit([over.unit, under.unit])
    return rationals.in_unit(over, unit), rationals.in_unit(under, unit), unit


def _whole(array: Any) -> Rationals:
    if pa.types.is_null(array.type):
        array = array.cast(pa.int32())
    return columns.read_numbers(array)[0]


def _statuses(array: Any) -> Words:
    """Statuses by their names in the model; unknown ones stay as they are."""
    words = columns.read_words(array)
    shown = [text.strip() for text in words.texts]
    texts = [*(STATUSES.get(text.lower(), text) for text in shown), ""]
    return Words(np.where(spread(columns.valid(array), len(array)), words.codes, len(shown)), texts)


def sketch_column(source: Source, schema: Any) -> Column:
    """A column without rows that may hold anything its type can hold."""
    some: Array = np.empty(0, bool)
    words = Words(np.empty(0, np.int32), [""])
    if source.value is None:
        return Column(some, some, ANYTHING, paired=True)
    kind = schema.field(source.value).type
    if pa.types.is_boolean(kind):
        return Column(some, some, flags=some)
    if not _is_numeric(kind, source.domain):
        return Column(some, some, ANYTHING, words=words)
    places = kind.scale if pa.types.is_decimal(kind) else columns.FLOAT_PLACES if pa.types.is_floating(kind) else 0
    return Column(some, some, Rationals(ANY, unit=Fraction(1, 10 ** max(0, places))), words=words)
