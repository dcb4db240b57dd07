"""Bad numbers are refused before anything is scored: each is named with its column, row and institution.

The limits are those of `scorer.domains`, the sentences those of `scorer.observations`; the first few of each kind in
a column are told and the rest counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalog.problems import Trouble
from scorer.bulk import integers, rationals
from scorer.bulk.columns import DIGITS, Words, worded
from scorer.bulk.integers import Integers, whole
from scorer.bulk.masks import Array, Mask, both, either, flip, spread
from scorer.bulk.measures import attempt_words
from scorer.bulk.rationals import Rationals, compare, constant
from scorer.bulk.table import Reading, Source, Table, read_column
from scorer.domains import Domain, Pair
from scorer.observations import SILENT, STATUSES, BadObservations, Place, limits, reader
from scorer.sheet import write_exact
from scorer.values import DECIMAL, narrow

SHOWN = 3
Tell = Callable[[int, Place], Trouble]


@dataclass(slots=True)
class Faults:
    """What was found: the first few problems of each kind, and how many there are."""

    told: dict[tuple[str, str], list[Trouble]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, column: str, kind: str, mask: Mask, chunk: Chunk, tell: Tell) -> None:
        """Remember the rows of the mask."""
        if mask is False:
            return
        found = np.flatnonzero(spread(mask, chunk.rows))
        if len(found):
            listed = self.told.setdefault((column, kind), [])
            listed += [tell(row, chunk.place(row, column)) for row in found[: SHOWN - len(listed)].tolist()]
            self.counts[column, kind] = self.counts.get((column, kind), 0) + len(found)

    def merge(self, other: Faults) -> None:
        """Take up what was found in a later chunk."""
        for key, listed in other.told.items():
            own = self.told.setdefault(key, [])
            own += listed[: SHOWN - len(own)]
            self.counts[key] = self.counts.get(key, 0) + other.counts[key]

    def refuse(self) -> None:
        """Raise BadObservations with everything that was found."""
        if self.told:
            raise BadObservations(list(self._list()))

    def _list(self) -> Iterator[Trouble]:
        for key, listed in self.told.items():
            yield from listed
            if self.counts[key] > len(listed):
                yield Trouble("E632", column=key[0], count=self.counts[key], shown=len(listed))


@dataclass(frozen=True, slots=True)
class Chunk:
    """A record batch that begins after `start` rows of its file."""

    batch: Any
    start: int
    institution: str

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return int(self.batch.num_rows)

    @property
    def names(self) -> Any:
        """The institutions, as an arrow array of strings."""
        return self.batch.column(self.institution).cast(pa.string())

    def place(self, row: int, column: str) -> Place:
        """Where a problem is."""
        name = self.batch.column(self.institution)[row].as_py()
        number = self.start + row + 1
        who, who_en = (f"（{name}）", f" ({name})") if name else ("", "")
        return Place(f"第{number}行{who}{column}列", f"Row {number}{who_en}, column {column}")

    def text(self, row: int, column: str) -> str:
        """What stands in a cell."""
        return str(self.batch.column(column)[row].as_py())


# --- columns ------------------------------------------------------------------------------------


def read_chunk(chunk: Chunk, sources: Iterable[Source], faults: Faults) -> dict[str, Reading]:
    """The readings of a chunk, with all that is wrong noted in `faults`."""
    found = {}
    for source in sources:
        reading = read_column(chunk.batch, source)
        Check(reading, source, chunk, faults).run()
        found[source.domain.input] = reading
    return found


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong with one reading; it is noted in `faults`."""

    reading: Reading
    source: Source
    chunk: Chunk
    faults: Faults

    @property
    def name(self) -> str:
        """The column that holds the value or the numerator."""
        return self.source.value or self.source.numerator or ""

    def run(self) -> None:
        """Note everything."""
        if self.reading.status is not None and self.source.status is not None:
            self._status(self.reading.status, self.source.status)
        if self.reading.column.paired:
            self._pair()
        elif self.reading.column.numbers is not None:
            self._numbers(self.reading.column.numbers)
        elif self.reading.column.flags is None:
            self._words()

    def note(self, column: str, mask: Mask, zh: str, en: str) -> None:
        """Rows whose cell in `column` is wrong, and why; {} stands for what is in the cell."""
        chunk = self.chunk

        def tell(row: int, place: Place) -> Trouble:
            text = chunk.text(row, column)
            return place.trouble("E602", detail=zh.format(text), detail_en=en.format(text))

        self.faults.note(column, zh, mask, chunk, tell)

    def _status(self, status: Words, column: str) -> None:
        listed = "、".join(STATUSES)
        unknown = rows_of(status, lambda text: bool(text) and text not in STATUSES)
        self.note(column, unknown, f"状态“{{}}”不认识（{listed}）", f"unknown status “{{}}” ({listed})")
        silent = rows_of(status, lambda text: text in SILENT)
        present = self.reading.present
        self.note(column, both(silent, present), "状态是{}，却填了值", "the status is {}, yet there is a value")
        spoken = rows_of(status, lambda text: text in STATUSES and text not in SILENT)
        self.note(column, both(spoken, flip(present)), "状态是{}，却没有值", "the status is {}, yet no value")

    # --- numbers ---

    def _numbers(self, numbers: Rationals) -> None:
        reading, domain = self.reading, self.source.domain
        self.note(self.name, reading.wrong, "{}不是最多六位小数的数", "{} is no decimal of at most six places")
        huge = either(compare(numbers, ">=", constant(DIGITS)), compare(numbers, "<=", constant(-DIGITS)))
        self.note(self.name, both(huge, reading.present), "{}超过15位数", "{} has more than 15 digits")
        present = both(reading.present, flip(reading.wrong))
        if domain.whole and numbers.unit != 1:
            broken = flip(compare(rationals.down(numbers), "=", numbers))
            self.note(self.name, both(broken, present), "“{}”不是整数", "“{}” is no whole number")
        low = False if domain.least is None else compare(numbers, "<", constant(domain.least))
        high = False if domain.most is None else compare(numbers, ">", constant(domain.most))
        self._outside(both(either(low, high), present))
        if domain.asks_percent:
            small = both(compare(numbers, ">", constant(Fraction(0))), compare(numbers, "<=", constant(Fraction(1))))
            self._doubtful(both(small, present))

    def _doubtful(self, mask: Mask) -> None:
        """A bare 0.95 of a rate: 0.95 % or 95 %? Nobody guesses."""
        domain = self.source.domain

        def tell(row: int, place: Place) -> Trouble:
            value = self.chunk.text(row, self.name)
            return place.trouble("E616", input=domain.input, name=domain.name, value=value, share=_hundredfold(value))

        self.faults.note(self.name, "E616", both(mask, flip(verified(self.reading))), self.chunk, tell)

    def _outside(self, mask: Mask) -> None:
        """Rows outside the limits; those that a person has verified may be where the limits are not firm."""
        domain = self.source.domain
        if mask is not False and not domain.firm:
            mask = both(mask, flip(verified(self.reading)))
        self._limited(mask, "E613" if domain.firm else "E614", lambda row: self.chunk.text(row, self.name))

    def _limited(self, mask: Mask, code: str, text: Callable[[int], str]) -> None:
        domain = self.source.domain

        def tell(row: int, place: Place) -> Trouble:
            return place.trouble(code, input=domain.input, name=domain.name, value=text(row), **limits(domain))

        self.faults.note(self.name, code, mask, self.chunk, tell)

    # --- pairs ---

    def _pair(self) -> None:
        over, under = self.source.numerator or "", self.source.denominator or ""
        self.faults.note(over, "E623", self.reading.halves, self.chunk, _half)
        top, bottom, unit = self.reading.tops
        self._part(over, top, unit)
        self._part(under, bottom, unit)
        present = self.reading.present
        nothing = both(integers.equal(bottom, integers.ZERO), both(integers.above(top, integers.ZERO), present))
        self.note(over, nothing, "“{}/0”的分母为0而分子不为0", "“{}/0”: 0 below, but not above")
        if self.source.domain.most is not None:
            larger = self._larger(top, bottom, self.source.domain.most / (self.source.domain.scale or 1))
            self._limited(larger, "E615", lambda row: f"{self.chunk.text(row, over)}/{self.chunk.text(row, under)}")

    def _part(self, name: str, part: Integers, unit: Fraction) -> None:
        present = self.reading.present
        self.note(name, both(integers.above(integers.ZERO, part), present), "{}小于0", "{} is below 0")
        huge = integers.at_least(part, whole(int(DIGITS / unit)))
        self.note(name, both(huge, present), "{}超过15位数", "{} has more than 15 digits")

    def _larger(self, top: Integers, bottom: Integers, most: Fraction) -> Mask:
        """Rows whose share is above the most that it should be."""
        larger = integers.above(integers.mul(top, whole(most.denominator)), integers.mul(bottom, whole(most.numerator)))
        if larger is False:
            return False
        shared = both(integers.above(bottom, integers.ZERO), self.reading.present)
        return both(both(larger, shared), flip(verified(self.reading)))

    # --- words ---

    def _words(self) -> None:
        """Every distinct text is read once, as the interpreter's reader reads it."""
        words, present = worded(self.reading.column, self.chunk.rows), self.reading.present
        told = {text: self.source.judge(text) for text in words.texts}
        bad = both(rows_of(words, lambda text: isinstance(told[text], tuple)), present)

        def tell(row: int, place: Place) -> Trouble:
            fault = told[words.texts[words.codes[row]]]
            zh, en = fault if isinstance(fault, tuple) else ("", "")
            return place.trouble("E602", detail=zh, detail_en=en)

        self.faults.note(self.name, "unreadable", bad, self.chunk, tell)
        self._outside(both(rows_of(words, lambda text: told[text] is False), present))
        if self.source.domain.asks_percent:
            self._doubtful(both(rows_of(words, _is_small), present))


def _is_small(text: str) -> bool:
    """Whether a text is a bare number up to 1."""
    plain = narrow(text)
    return DECIMAL.fullmatch(plain) is not None and 0 < Fraction(plain) <= 1


def _hundredfold(value: str) -> str:
    """0.95 → 95."""
    return write_exact(Fraction(narrow(value)) * 100)


def _half(row: int, place: Place) -> Trouble:
    return place.trouble(
        "E623", detail="分子、分母只填了一个", detail_en="only one of numerator and denominator is given"
    )


def rows_of(words: Words, test: Callable[[str], bool]) -> Mask:
    """Rows whose text passes the test."""
    hits = [test(text) for text in words.texts]
    return np.array(hits)[words.codes] if any(hits) else False


def verified(reading: Reading) -> Mask:
    """Rows whose value a person has confirmed."""
    return False if reading.status is None else rows_of(reading.status, lambda text: text == "verified")


# --- parts and wholes ---------------------------------------------------------------------------


def check_parts(
    readings: Mapping[str, Reading], pairs: Iterable[Pair], table: Table, chunk: Chunk, faults: Faults
) -> None:
    """Parts that are larger than their whole."""
    for pair in pairs:
        if pair.numerator in readings and pair.denominator in readings:
            _check_parts(readings, pair, table, chunk, faults)


def _check_parts(readings: Mapping[str, Reading], pair: Pair, table: Table, chunk: Chunk, faults: Faults) -> None:
    part, entire = table.sources[pair.numerator], table.sources[pair.denominator]
    (left, left_known), (right, right_known) = (
        _amounts(readings[each.domain.input], each.domain) for each in (part, entire)
    )
    lifted = either(verified(readings[pair.numerator]), verified(readings[pair.denominator]))
    mask = both(both(compare(left, ">", right), both(left_known, right_known)), flip(lifted))
    over, under = (each.value or each.numerator or "" for each in (part, entire))

    def tell(row: int, place: Place) -> Trouble:
        return place.trouble(
            "E618", name=pair.name, part=part.domain.name, whole=entire.domain.name, whole_place=under,
            numerator=chunk.text(row, over), denominator=chunk.text(row, under),
        )  # fmt: skip

    faults.note(over, "E618", mask, chunk, tell)


def _amounts(reading: Reading, domain: Domain) -> tuple[Rationals, Mask]:
    """The numbers that were given, whatever their status, and where."""
    if reading.column.numbers is not None:
        return reading.column.numbers, both(reading.present, flip(reading.wrong))
    if reading.column.words is None:
        return rationals.NOUGHT, False
    numbers, outcome = attempt_words(reading.column.words, reader(domain))
    return numbers, both(reading.present, outcome == 1)


# --- institutions -------------------------------------------------------------------------------


@dataclass(slots=True)
class Names:
    """Every row has an institution, and none stands twice.

    Names in rising order are seen to be different as they pass. Otherwise the column is read again and 8 bytes are
    kept for each (its hash); where two are the same, it is read once more and the names themselves are compared.
    """

    rising: bool = True
    last: bytes = b""

    def watch(self, chunk: Chunk, faults: Faults) -> None:
        """The names of the next chunk."""
        names = chunk.names
        nameless = names.null_count > 0 or pc.min(pc.binary_length(names)).as_py() == 0 if len(names) else False
        if nameless:
            empty = pc.fill_null(pc.equal(names, ""), True).to_numpy(zero_copy_only=False)
            faults.note(chunk.institution, "empty", empty, chunk, _nameless)
        padded = pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(names), names), False)
        if pc.any(padded).as_py():
            faults.note(chunk.institution, "padded", padded.to_numpy(zero_copy_only=False), chunk, _padded)
        self.rising = self.rising and not nameless and _rises(names, self.last)
        self.last = (names[-1].as_py() or "").encode() if len(names) else self.last

    def check(self, table: Table, faults: Faults) -> None:
        """Note the names that stand twice."""
        if not self.rising:
            _check_twice(table, faults)


def name_chunks(table: Table) -> Iterator[Chunk]:
    """The column of institutions."""
    start = 0
    for batch in table.chunks([table.institution]):
        yield Chunk(batch, start, table.institution)
        start += batch.num_rows


def _padded(row: int, place: Place) -> Trouble:
    return place.trouble(
        "E602", detail="机构名称前后有空格，请去掉", detail_en="blanks around the name: take them away"
    )


def _nameless(row: int, place: Place) -> Trouble:
    return place.trouble("E602", detail="没有写机构", detail_en="no institution")


def _rises(names: Any, last: bytes) -> bool:
    if not len(names):
        return True
    inside = len(names) == 1 or pc.all(pc.less(names[:-1], names[1:])).as_py()
    return bool(inside and last < names[0].as_py().encode())


def _check_twice(table: Table, faults: Faults) -> None:
    hashes = np.concatenate([_hashes(chunk.names) for chunk in name_chunks(table)])
    ordered = np.sort(hashes)
    doubtful = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    first: dict[str, Place] = {}
    for chunk in name_chunks(table) if len(doubtful) else ():
        suspects = np.flatnonzero(np.isin(hashes[chunk.start :][: chunk.rows], doubtful))
        _note_twice(chunk, suspects.tolist(), first, faults)


def _note_twice(chunk: Chunk, suspects: list[int], first: dict[str, Place], faults: Faults) -> None:
    again = np.zeros(chunk.rows, bool)
    for row in suspects:
        name = chunk.text(row, chunk.institution)
        again[row] = name in first
        first.setdefault(name, chunk.place(row, chunk.institution))

    def tell(row: int, place: Place) -> Trouble:
        name = chunk.text(row, chunk.institution)
        return place.trouble("E629", institution=name, first=first[name].zh, first_en=first[name].en)

    faults.note(chunk.institution, "twice", again, chunk, tell)


def _hashes(names: Any) -> Array:
    return np.fromiter(map(hash, names.to_pylist()), np.int64, len(names))
