"""Whole numbers by the row, with the bounds between which all of them lie.

Every operation knows from the bounds of its operands how large its results can be, and takes the narrowest of
int16, int32, int64 and Python's own integers that provably holds all of them. The last are slow and never wrong; how
often they were needed is counted in `WIDENED`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

from scorer.bulk.masks import Array, Mask

WIDENED: ContextVar[list[int]] = ContextVar("WIDENED")
KINDS: tuple[tuple[Any, int], ...] = ((np.int16, 2**15 - 1), (np.int32, 2**31 - 1), (np.int64, 2**63 - 1))
BEYOND = object
NARROW = (np.int16, np.int32)
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Integers:
    """Whole numbers: an array with one for each row, or a single one for all rows; all within low … high."""

    data: Array | int
    low: int
    high: int

    @property
    def single(self) -> bool:
        """Whether one number stands for all rows."""
        return isinstance(self.data, int)

    def only(self, number: int) -> bool:
        """Whether this number stands for all rows."""
        return isinstance(self.data, int) and self.data == number


def whole(number: int) -> Integers:
    """One number for all rows."""
    return Integers(number, number, number)


ZERO, ONE = whole(0), whole(1)


def counted(data: Array) -> Integers:
    """An array of whole numbers with the bounds that its values have."""
    if not data.size:
        return Integers(data, 1, 1)  # anything is true of no rows, and denominators must be above 0
    return Integers(data, int(data.min()), int(data.max()))


def narrow(data: Array) -> Integers:
    """An array in the narrowest kind that holds its values."""
    found = counted(data)
    return Integers(_as(data, _kind(found.low, found.high)), found.low, found.high)


def tighten(numbers: Integers) -> Integers:
    """The same with the bounds that the values have."""
    return numbers if isinstance(numbers.data, int) or not numbers.data.size else narrow(numbers.data)


# --- kinds --------------------------------------------------------------------------------------


def _kind(low: int, high: int) -> Any:
    """The narrowest kind of array that holds everything from `low` to `high`."""
    reach = high if high > -low else -low - 1
    for kind, most in KINDS:
        if reach <= most:
            return kind
    return BEYOND


def _as(data: Array | int, kind: Any) -> Any:
    return data if isinstance(data, int) or data.dtype == kind else data.astype(kind)


def _reach(result: Bounds, a: Integers, b: Integers) -> Any:
    """The kind in which an operation can be done: it holds operands and result, and spares conversions."""
    kind = _kind(min(result[0], a.low, b.low), max(result[1], a.high, b.high))
    if kind is BEYOND:
        return kind
    width = np.dtype(kind).itemsize
    for data in (a.data, b.data):
        if isinstance(data, np.ndarray) and data.dtype != BEYOND and data.itemsize > width:
            kind, width = data.dtype.type, data.itemsize
    return kind


def _operate(
    operation: Callable[[Any, Any], Any], limits: Callable[[Integers, Integers], Bounds], a: Integers, b: Integers
) -> Integers:
    """An operation on two operands, wide enough to be exact."""
    if isinstance(a.data, int) and isinstance(b.data, int):
        return whole(int(operation(a.data, b.data)))
    reach = limits(a, b)
    kind = _reach(reach, a, b)
    if kind is BEYOND:
        a, b = tighten(a), tighten(b)
        reach = limits(a, b)
        kind = _reach(reach, a, b)
    if kind is BEYOND:
        _note()
    found = operation(_as(a.data, kind), _as(b.data, kind))
    if kind is BEYOND and _kind(*reach) is not BEYOND:
        found = found.astype(_kind(*reach))
    return Integers(found, *reach)


def _note() -> None:
    counter = WIDENED.get(None)
    if counter is not None:
        counter[0] += 1


# --- arithmetic ---------------------------------------------------------------------------------


def add(a: Integers, b: Integers) -> Integers:
    """a + b."""
    if a.only(0) or b.only(0):
        return b if a.only(0) else a
    return _operate(operator.add, lambda a, b: (a.low + b.low, a.high + b.high), a, b)


def sub(a: Integers, b: Integers) -> Integers:
    """a − b."""
    return _operate(operator.sub, lambda a, b: (a.low - b.high, a.high - b.low), a, b)


def mul(a: Integers, b: Integers) -> Integers:
    """a × b."""
    if a.only(1) or b.only(1):
        return b if a.only(1) else a
    return _operate(operator.mul, lambda a, b: _corners(operator.mul, a, b), a, b)


def divide_down(a: Integers, b: Integers) -> Integers:
    """a ÷ b without the rest, towards −∞; b is above 0."""
    if b.only(1):
        return a
    return _operate(operator.floordiv, lambda a, b: _corners(operator.floordiv, a, b), a, b)


def least(a: Integers, b: Integers) -> Integers:
    """The smaller of the two."""
    if a.high <= b.low or b.high <= a.low:
        return a if a.high <= b.low else b
    return _operate(np.minimum, lambda a, b: (min(a.low, b.low), min(a.high, b.high)), a, b)


def most(a: Integers, b: Integers) -> Integers:
    """The larger of the two."""
    if a.low >= b.high or b.low >= a.high:
        return a if a.low >= b.high else b
    return _operate(np.maximum, lambda a, b: (max(a.low, b.low), max(a.high, b.high)), a, b)


def negative(a: Integers) -> Integers:
    """−a."""
    return sub(ZERO, a)


def _corners(operation: Callable[[int, int], int], a: Integers, b: Integers) -> Bounds:
    found = [operation(one, other) for one in (a.low, a.high) for other in (b.low, b.high)]
    return min(found), max(found)


def choose(mask: Mask, a: Integers, b: Integers) -> Integers:
    """a where the mask is true, else b."""
    if isinstance(mask, bool):
        return a if mask else b
    if a is b:
        return a
    low, high = min(a.low, b.low), max(a.high, b.high)
    kind = _reach((low, high), a, b)
    if isinstance(a.data, int) and isinstance(b.data, int) and _kind(a.data - b.data, b.data - a.data) in NARROW:
        return Integers(_either(mask, a.data, b.data), low, high)
    return Integers(np.where(mask, _typed(a.data, kind), _typed(b.data, kind)), low, high)


def _either(mask: Array, a: int, b: int) -> Array:
    """One of two numbers; a product is five times as fast as numpy.where."""
    kind = _kind(min(a, b, a - b), max(a, b, a - b))
    found: Array = mask * kind(a - b)
    return found + kind(b) if b else found


def _typed(data: Array | int, kind: Any) -> Any:
    """For numpy.where, which would take a bare int for an int64."""
    if not isinstance(data, int):
        return _as(data, kind)
    return np.array(data, dtype=kind)


def take(numbers: Integers, places: Array) -> Integers:
    """The numbers at these places."""
    if isinstance(numbers.data, int):
        return numbers
    return Integers(numbers.data[places], numbers.low, numbers.high)


def stretch(numbers: Integers, rows: int) -> Array:
    """The numbers as an array with one for each row."""
    if isinstance(numbers.data, int):
        return np.full(rows, numbers.data, dtype=_kind(numbers.low, numbers.high))
    return numbers.data


# --- comparison ---------------------------------------------------------------------------------


def above(a: Integers, b: Integers) -> Mask:
    """a > b."""
    if a.low > b.high or a.high <= b.low:
        return a.low > b.high
    return _truth(operator.gt(*_alike(a, b)))


def at_least(a: Integers, b: Integers) -> Mask:
    """a ≥ b."""
    if a.low >= b.high or a.high < b.low:
        return a.low >= b.high
    return _truth(operator.ge(*_alike(a, b)))


def equal(a: Integers, b: Integers) -> Mask:
    """a = b."""
    if a.low > b.high or a.high < b.low:
        return False
    if a.low == a.high == b.low == b.high:
        return True
    return _truth(operator.eq(*_alike(a, b)))


def _alike(a: Integers, b: Integers) -> tuple[Any, Any]:
    kind = _reach((0, 0), a, b)
    return _as(a.data, kind), _as(b.data, kind)


def _truth(found: Any) -> Mask:
    return found.astype(bool) if isinstance(found, np.ndarray) else bool(found)
