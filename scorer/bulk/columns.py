"""Columns of a Parquet file as exact arrays: numbers, yes and no, or words with a code for each row.

Nothing is copied where arrow's memory serves. What stands in the rows without a value is never looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalog.base import plain
from scorer.bulk import integers, rationals
from scorer.bulk.integers import Integers, counted
from scorer.bulk.masks import Array, Mask, both, simplify, spread
from scorer.bulk.rationals import Rationals

FLOAT_PLACES = 6
MILLION = 10**FLOAT_PLACES
DIGITS = 10**15


@dataclass(frozen=True, slots=True)
class Words:
    """Texts: the distinct ones, and for each row the place of its own among them."""

    codes: Array
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """What the rows report for one input.

    `given`: rows whose value is used; `lapsed`: rows to which the input does not apply. The values are numbers
    (`paired`: made of a numerator and a denominator), flags or words.
    """

    given: Mask
    lapsed: Mask
    numbers: Rationals | None = None
    flags: Array | None = None
    words: Words | None = None
    paired: bool = False


def valid(array: Any) -> Mask:
    """Rows that are not null."""
    if not array.null_count:
        return True
    bits = array.buffers()[0]
    if bits is None:  # an array of type null
        return False
    start = array.offset // 8
    end = -(-(array.offset + len(array)) // 8)
    unpacked = np.unpackbits(np.frombuffer(bits, np.uint8)[start:end], bitorder="little")
    return unpacked[array.offset % 8 : array.offset % 8 + len(array)].view(bool)


def read_words(array: Any) -> Words:
    """Strings, dates and lists as words; a list is written 1;1;0;2."""
    kind = array.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        joined = pc.binary_join(array.cast(pa.list_(pa.string())), ";")
        broken = pc.and_(pc.is_null(joined), pc.is_valid(array))  # a list with a gap in it, which no reader takes
        array = pc.if_else(broken, "空", joined)
    elif not pa.types.is_dictionary(kind):
        array = array.cast(pa.string())
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    codes = _codes(coded.indices)
    texts = coded.dictionary.cast(pa.string()).to_pylist()
    return Words(codes, ["" if text is None else text for text in texts] or [""])


def _codes(indices: Any) -> Array:
    """The places of the words; 0 in rows without one."""
    if not len(indices):
        return np.empty(0, np.int32)
    codes = np.frombuffer(indices.buffers()[1], indices.type.to_pandas_dtype())[indices.offset :][: len(indices)]
    filled = valid(indices)
    return codes if filled is True else np.where(spread(filled, len(indices)), codes, 0)


def read_flags(array: Any) -> Array:
    """A column of type bool."""
    bits = array.buffers()[1]
    start = array.offset // 8
    end = -(-(array.offset + len(array)) // 8)
    unpacked = np.unpackbits(np.frombuffer(bits, np.uint8)[start:end], bitorder="little")
    return unpacked[array.offset % 8 : array.offset % 8 + len(array)].view(bool)


def read_numbers(array: Any) -> tuple[Rationals, Mask]:
    """Integers, decimals or floats as exact numbers, and the rows that are none.

    A float stands for the decimal with at most six places that it is nearest to, where there is one.
    """
    kind = array.type
    if pa.types.is_decimal(kind):
        return Rationals(_decimals(array), unit=Fraction(1, 10**kind.scale) * 10 ** max(0, -kind.scale)), False
    if pa.types.is_floating(kind):
        return _floats(array) if pa.types.is_float64(kind) else _short_floats(array)
    return Rationals(_integers(array)), False


def _integers(array: Any) -> Integers:
    if not len(array):
        return Integers(np.empty(0, np.int32), 0, 0)
    values = np.frombuffer(array.buffers()[1], array.type.to_pandas_dtype())[array.offset :][: len(array)]
    found = counted(values)
    if values.dtype in (np.int32, np.int64):
        return found
    return integers.narrow(values.astype(object) if values.dtype == np.uint64 else values)


def _decimals(array: Any) -> Integers:
    """The digits of a column of decimals, without their point."""
    if pa.types.is_decimal128(array.type) and array.type.precision <= 18 and len(array):
        pairs = np.frombuffer(array.buffers()[1], np.int64).reshape(-1, 2)
        return integers.narrow(np.ascontiguousarray(pairs[array.offset : array.offset + len(array), 0]))
    scale = max(0, array.type.scale)
    digits = [0 if each is None else int(each.scaleb(scale)) for each in array.to_pylist()]
    return integers.narrow(np.array(digits, dtype=object))


def _floats(array: Any) -> tuple[Rationals, Mask]:
    if not len(array):
        return Rationals(Integers(np.empty(0, np.int32), 0, 0), unit=Fraction(1, MILLION)), False
    values = np.frombuffer(array.buffers()[1], np.float64)[array.offset :][: len(array)]
    values = np.where(spread(valid(array), len(array)), values, 0)
    small = np.abs(values) < 2**53 / MILLION
    digits = np.rint(np.where(small, values, 0) * MILLION).astype(np.int64)
    wrong = digits / MILLION != values  # the division is rounded correctly: equal is the shortest decimal itself
    if not small.all():
        digits = digits.astype(object)
        for row in np.flatnonzero(~small):
            exact = _decimal(float(values[row]))
            digits[row], wrong[row] = exact or 0, exact is None
    return Rationals(integers.narrow(digits), unit=Fraction(1, MILLION)), simplify(wrong)


def _short_floats(array: Any) -> tuple[Rationals, Mask]:
    """Floats of 32 or 16 bits: each stands for its own shortest decimal, not for that of the 64-bit one."""
    values = np.where(spread(valid(array), len(array)), array.to_numpy(zero_copy_only=False), 0)
    distinct, places = np.unique(values.astype(array.type.to_pandas_dtype()), return_inverse=True)
    found = [_decimal(float(str(each))) for each in distinct]
    digits = integers.narrow(np.array([each or 0 for each in found], dtype=object))
    wrong = np.array([each is None for each in found], dtype=bool)[places.reshape(-1)]
    return Rationals(integers.take(digits, places.reshape(-1)), unit=Fraction(1, MILLION)), simplify(wrong)


def _decimal(value: float) -> int | None:
    """Millionths of a float as it is written, None where it is no decimal of at most six places."""
    written = Decimal(repr(value))
    if not written.is_finite() or abs(written) >= DIGITS:
        return None
    digits = Fraction(written) * MILLION
    return digits.numerator if digits.denominator == 1 else None


def paired(numerator: Integers, denominator: Integers, scale: int) -> tuple[Rationals, Mask]:
    """numerator ÷ denominator × scale, and the rows whose denominator is 0."""
    none: Mask = False if denominator.low > 0 else simplify(denominator.data == 0)
    bottom = denominator if denominator.low > 0 else integers.most(denominator, integers.ONE)
    return Rationals(numerator, bottom, Fraction(scale)), none


def worded(column: Column, rows: int) -> Words:
    """Any column as words, written as a clerk would write them."""
    if column.words is not None:
        return column.words
    if column.flags is not None:
        return Words(column.flags.view(np.uint8), ("否", "是"))
    assert column.numbers is not None
    return _written(column.numbers, column.paired, column.given, rows)


def _written(numbers: Rationals, is_pair: bool, given: Mask, rows: int) -> Words:
    if is_pair:
        found = rationals.fractions(numbers, rows)
        texts = [f"{each.numerator}/{each.denominator}" for each in found]
        return read_words(pa.array(texts, pa.string()))
    tops = np.where(spread(given, rows), integers.stretch(numbers.top, rows), 0)
    distinct, codes = np.unique(tops, return_inverse=True)
    return Words(codes.reshape(-1), [write(int(each) * numbers.unit) for each in distinct.tolist()])


def write(value: Fraction) -> str:
    """A decimal without exponent."""
    return plain(Decimal(value.numerator) / Decimal(value.denominator))


def used(status: Words | None, present: Mask) -> tuple[Mask, Mask]:
    """Rows whose value is used, and rows that do not apply, by the column of statuses."""
    if status is None:
        return present, False
    usable = np.array([text in ("", "ok", "estimated", "verified") for text in status.texts])[status.codes]
    lapsed = np.array([text == "not_applicable" for text in status.texts])[status.codes]
    return both(present, simplify(usable)), simplify(lapsed)
