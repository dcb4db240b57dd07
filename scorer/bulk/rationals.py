"""Exact rationals by the row: unit × top ÷ bottom, where `bottom` is above 0.

What is the same for all rows stays out of the arrays: 93.5 is 1/10 × 935, a rate in % is 100 × numerator ÷ denominator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, reduce
from math import gcd
from typing import Literal

import numpy as np

from scorer.bulk import integers
from scorer.bulk.integers import ONE, Integers, whole
from scorer.bulk.masks import Array, Mask, both

Relation = Literal[">=", "<=", "=", ">", "<"]
MIRRORED: dict[Relation, Relation] = {">=": "<=", "<=": ">=", "=": "=", ">": "<", "<": ">"}
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Rationals:
    """Exact numbers, one for each row or one for all rows: unit × top ÷ bottom."""

    top: Integers
    bottom: Integers = ONE
    unit: Fraction = WHOLE
    value: Fraction | None = None

    @property
    def constant(self) -> Fraction | None:
        """The number, where all rows have the same."""
        if self.value is not None:
            return self.value
        if isinstance(self.top.data, int) and isinstance(self.bottom.data, int):
            return self.unit * self.top.data / self.bottom.data
        return None

    @property
    def even(self) -> bool:
        """Whether all numbers are whole multiples of `unit`."""
        return self.bottom.only(1)


def constant(value: Fraction | int) -> Rationals:
    """One number for all rows."""
    exact = value if isinstance(value, Fraction) else Fraction(value)
    unit = WHOLE if exact.denominator == 1 else Fraction(1, exact.denominator)
    return Rationals(whole(exact.numerator), ONE, unit, exact)


@lru_cache(maxsize=4096)
def printed(number: Decimal) -> Rationals:
    """A number that the notice prints."""
    return constant(Fraction(number))


NOUGHT, UNITY = constant(0), constant(1)
ANY = Integers(np.empty(0, np.int64), -(10**15), 10**15)
ANYTHING = Rationals(ANY, Integers(np.empty(0, np.int64), 1, 10**15))


# --- a common measure ---------------------------------------------------------------------------


def common_unit(units: Iterable[Fraction]) -> Fraction:
    """The largest unit of which all these are whole multiples."""
    return reduce(_common, units)


def _common(one: Fraction, other: Fraction) -> Fraction:
    if one == other:
        return one
    below = one.denominator * other.denominator
    return Fraction(gcd(one.numerator * other.denominator, other.numerator * one.denominator), below)


def in_unit(number: Rationals, unit: Fraction) -> Integers:
    """The top in a finer unit; a unit that does not divide its own is a ValueError."""
    if number.unit is unit or number.unit == unit:
        return number.top
    factor = number.unit / unit
    if factor.denominator != 1:
        raise ValueError(f"{number.unit} is no multiple of {unit}")
    return integers.mul(number.top, whole(factor.numerator))


def _aligned(a: Rationals, b: Rationals) -> tuple[Integers, Integers, Fraction]:
    """Both tops in one unit; nought has any unit."""
    if a.unit is b.unit or a.unit == b.unit:
        return a.top, b.top, a.unit
    if a.top.only(0):
        return integers.ZERO, b.top, b.unit
    if b.top.only(0):
        return a.top, integers.ZERO, a.unit
    unit = _common(a.unit, b.unit)
    return in_unit(a, unit), in_unit(b, unit), unit


def _same(a: Integers, b: Integers) -> bool:
    return a.data is b.data or (a.single and b.single and a.data == b.data)


def _cross(a: Rationals, b: Rationals) -> tuple[Integers, Integers, Integers, Fraction]:
    """Both tops over one bottom and in one unit."""
    one, other, unit = _aligned(a, b)
    if _same(a.bottom, b.bottom):
        return one, other, a.bottom, unit
    below = integers.mul(a.bottom, b.bottom)
    return integers.mul(one, b.bottom), integers.mul(other, a.bottom), below, unit


def reduced(number: Rationals) -> Rationals:
    """In lowest terms, row by row."""
    rows = max(np.size(number.top.data), np.size(number.bottom.data))
    if number.even or not rows:
        return number
    top, bottom = integers.stretch(number.top, rows), integers.stretch(number.bottom, rows)
    factor = np.gcd(top, bottom)
    return Rationals(integers.narrow(top // factor), integers.narrow(bottom // factor), number.unit)


def _slim(number: Rationals) -> Rationals:
    """In lowest terms where products with it threaten to outgrow int64."""
    large = max(abs(number.top.low), abs(number.top.high), number.bottom.high)
    return reduced(number) if large >= 2**31 else number


# --- arithmetic ---------------------------------------------------------------------------------


def add(a: Rationals, b: Rationals) -> Rationals:
    """a + b."""
    if a.top.only(0) or b.top.only(0):
        return b if a.top.only(0) else a
    one, other, below, unit = _cross(a, b)
    return _slim(Rationals(integers.add(one, other), below, unit))


def sub(a: Rationals, b: Rationals) -> Rationals:
    """a − b."""
    return add(a, negative(b))


def mul(a: Rationals, b: Rationals) -> Rationals:
    """a × b."""
    if (factor := b.constant) is not None:
        return scale(a, factor)
    if (factor := a.constant) is not None:
        return scale(b, factor)
    found = Rationals(integers.mul(a.top, b.top), integers.mul(a.bottom, b.bottom), a.unit * b.unit)
    return _slim(found)


def scale(a: Rationals, factor: Fraction) -> Rationals:
    """a × factor."""
    if (value := a.constant) is not None:
        return constant(value * factor)
    if not factor:
        return NOUGHT
    return Rationals(a.top if factor > 0 else integers.negative(a.top), a.bottom, a.unit * abs(factor))


def negative(a: Rationals) -> Rationals:
    """−a."""
    return scale(a, Fraction(-1))


def inverse(a: Rationals) -> Rationals:
    """1 ÷ a; rows where a is 0 get some number that nobody asks for."""
    if value := a.constant:
        return constant(1 / value)
    if a.constant == 0:
        return UNITY
    below = integers.choose(integers.equal(a.top, integers.ZERO), ONE, a.top)
    sign = integers.choose(integers.above(integers.ZERO, below), whole(-1), ONE)
    return Rationals(integers.mul(a.bottom, sign), integers.most(integers.mul(below, sign), ONE), 1 / a.unit)


def choose(mask: Mask, a: Rationals, b: Rationals) -> Rationals:
    """a where the mask is true, else b."""
    if isinstance(mask, bool):
        return a if mask else b
    if a is b:
        return a
    one, other, unit = _aligned(a, b)
    return Rationals(integers.choose(mask, one, other), integers.choose(mask, a.bottom, b.bottom), unit)


def least(a: Rationals, b: Rationals) -> Rationals:
    """The smaller of the two."""
    if a is b:
        return a
    if _same(a.bottom, b.bottom):
        one, other, unit = _aligned(a, b)
        return Rationals(integers.least(one, other), a.bottom, unit)
    return choose(compare(a, "<=", b), a, b)


def most(a: Rationals, b: Rationals) -> Rationals:
    """The larger of the two."""
    if a is b:
        return a
    if _same(a.bottom, b.bottom):
        one, other, unit = _aligned(a, b)
        return Rationals(integers.most(one, other), a.bottom, unit)
    return choose(compare(a, ">=", b), a, b)


def total(numbers: Iterable[Rationals]) -> Rationals:
    """The sum; of none: 0."""
    return reduce(add, numbers, NOUGHT)


# --- whole parts --------------------------------------------------------------------------------


def down(a: Rationals) -> Rationals:
    """The largest whole number that is not above."""
    top = integers.mul(a.top, whole(a.unit.numerator))
    bottom = integers.mul(a.bottom, whole(a.unit.denominator))
    return Rationals(integers.divide_down(top, bottom))


def up(a: Rationals) -> Rationals:
    """The smallest whole number that is not below."""
    return negative(down(negative(a)))


def rounded(a: Rationals, places: int, mode: str) -> Rationals:
    """With `places` decimal places; halves go up, or to the even digit."""
    if a.even and (a.unit * 10**places).denominator == 1:
        return a
    doubled = down(add(scale(a, Fraction(2 * 10**places)), UNITY))
    found = down(scale(doubled, Fraction(1, 2)))
    if mode == "half_even":
        tie = compare(sub(scale(found, Fraction(2)), UNITY), "=", scale(a, Fraction(2 * 10**places)))
        odd = compare(scale(down(scale(found, Fraction(1, 2))), Fraction(2)), "<", found)
        found = choose(both(tie, odd), sub(found, UNITY), found)
    return scale(found, Fraction(1, 10**places))


# --- comparison ---------------------------------------------------------------------------------


def compare(a: Rationals, relation: Relation, b: Rationals) -> Mask:
    """Whether the relation holds, row by row."""
    if (bound := b.constant) is not None:
        return _against(a, relation, bound if a.unit is WHOLE else bound / a.unit)
    if a.constant is not None:
        return compare(b, MIRRORED[relation], a)
    one, other, _, _ = _cross(a, b)
    return _hold(one, relation, other)


def _hold(one: Integers, relation: Relation, other: Integers) -> Mask:
    match relation:
        case ">=":
            return integers.at_least(one, other)
        case "<=":
            return integers.at_least(other, one)
        case ">":
            return integers.above(one, other)
        case "<":
            return integers.above(other, one)
        case _:
            return integers.equal(one, other)


def _against(a: Rationals, relation: Relation, bound: Fraction) -> Mask:
    """top ÷ bottom against one number.

    A number with a larger denominator than any row has lies between two of the fractions that rows can have, so
    the nearer of them decides as well as the number itself, with smaller products.
    """
    if bound.denominator > a.bottom.high:
        below, beyond = neighbours(bound, a.bottom.high)
        if relation == "=":
            return False
        bound, relation = (beyond, ">=") if relation in (">=", ">") else (below, "<=")
    left, right = integers.mul(a.top, whole(bound.denominator)), integers.mul(a.bottom, whole(bound.numerator))
    return _hold(left, relation, right)


def neighbours(value: Fraction, largest: int) -> tuple[Fraction, Fraction]:
    """The nearest fractions below and above `value` whose denominators are at most `largest`; its own is larger."""
    near = value.limit_denominator(largest)
    p, q = near.numerator, near.denominator
    sign = 1 if near < value else -1
    # Neighbours p/q and p'/q' have |p q' − q p'| = 1; the wanted q' is the largest that is allowed (Farey).
    start = -sign * pow(p, -1, q) % q if q > 1 else 0
    below = largest - (largest - start) % q
    other = Fraction((sign + p * below) // q, below)
    return (near, other) if sign == 1 else (other, near)


def order_keys(number: Rationals, largest: int, rows: int, unit: Fraction) -> Array:
    """Whole numbers in the order of these rationals, equal where they are: ⌊top × largest² ÷ bottom⌋ in `unit`.

    Two different fractions with denominators up to `largest` lie at least 1/largest² apart.
    """
    top = in_unit(number, unit) if number.constant != 0 else integers.ZERO
    if largest == 1:
        return integers.stretch(top, rows)
    scaled = integers.mul(top, whole(largest * largest))
    return integers.stretch(integers.divide_down(scaled, number.bottom), rows)


def fractions(number: Rationals, rows: int) -> list[Fraction]:
    """One Fraction for each row."""
    if (value := number.constant) is not None:
        return [value] * rows
    tops, bottoms = integers.stretch(number.top, rows).tolist(), integers.stretch(number.bottom, rows).tolist()
    unit = number.unit
    return [unit * Fraction(top, bottom) for top, bottom in zip(tops, bottoms, strict=True)]
