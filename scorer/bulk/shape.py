"""How points are written to Parquet: as decimals where every possible value is one, else as the texts of a score sheet (536.12, 20/11)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scorer.bulk import integers, rationals
from scorer.bulk.masks import Array
from scorer.bulk.rationals import Rationals
from scorer.sheet import decimal_places, write_exact

DIGITS = 18


@dataclass(frozen=True, slots=True)
class Shape:
    """The type of a column of points: decimals with `places`, or exact texts (None)."""

    places: int | None

    @property
    def type(self) -> Any:
        """The arrow type."""
        return pa.string() if self.places is None else pa.decimal128(DIGITS, self.places)

    def write(self, value: Rationals, rows: int) -> Any:
        """The points of each row as an arrow array."""
        if (fixed := value.constant) is not None and rows:
            return _repeated(self, fixed, rows)
        if self.places is None:
            return _texts(value, rows)
        return _decimals(rationals.in_unit(value, Fraction(1, 10**self.places)), rows, self.places)


@lru_cache(maxsize=64)
def _repeated(shape: Shape, value: Fraction, rows: int) -> Any:
    """One number for all rows, made once."""
    if shape.places is None:
        return pa.repeat(pa.scalar(write_exact(value)), rows)
    return _decimals(integers.whole(int(value * 10**shape.places)), rows, shape.places)


def shape_of(*sketches: Rationals) -> Shape:
    """The shape for everything that looks like these sketches."""
    found = [_places(each) for each in sketches]
    known = [places for places in found if places is not None]
    return Shape(max(known) if len(known) == len(found) else None)


def _places(sketch: Rationals) -> int | None:
    """Decimal places of everything that looks like the sketch; None where there are values without, or too large."""
    if not sketch.even:
        return None
    places = decimal_places(sketch.unit.denominator)
    reach = max(abs(sketch.top.low), abs(sketch.top.high)) * sketch.unit
    return places if places is not None and reach * 10**places < 10**DIGITS else None


def _decimals(numbers: integers.Integers, rows: int, places: int) -> Any:
    words = np.zeros((rows, 2), np.int64)
    words[:, 0] = numbers.data
    if numbers.low < 0:
        words[:, 1] = words[:, 0] >> 63
    return pa.Array.from_buffers(pa.decimal128(DIGITS, places), rows, [None, pa.py_buffer(words)])


def _texts(value: Rationals, rows: int) -> Any:
    """The texts of a score sheet, 536.12 or 20/11: each different fraction is written once."""
    top = integers.mul(value.top, integers.whole(value.unit.numerator))
    bottom = integers.mul(value.bottom, integers.whole(value.unit.denominator))
    lowest = rationals.reduced(
        Rationals(top, integers.Integers(integers.stretch(bottom, rows), bottom.low, bottom.high))
    )
    over, under = (_words(integers.stretch(each, rows)) for each in (lowest.top, lowest.bottom))
    whole = pc.equal(under, "1")
    told = pc.if_else(whole, over, pc.binary_join_element_wise(over, under, "/")).dictionary_encode()
    written = [write_exact(Fraction(each)) for each in told.dictionary.to_pylist()]
    return pa.array(written, pa.string()).take(told.indices)


def _words(numbers: Array) -> Any:
    if numbers.dtype == object:
        return pa.array([str(each) for each in numbers], pa.string())
    return pa.array(numbers).cast(pa.string())
