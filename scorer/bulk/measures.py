"""Measures by the row: the meaning is that of `scorer.measures`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import assert_never

import numpy as np

from catalog.rules import Add, Cohort, Growth, Lit, Measure, Mul, Obs, Param, Ratio, Rounded, Sub
from scorer.bulk import integers, rationals, spans
from scorer.bulk.cohorts import compare_cohort
from scorer.bulk.columns import Column, Words
from scorer.bulk.frame import Frame
from scorer.bulk.masks import Array, both, either, simplify
from scorer.bulk.rationals import Rationals, printed
from scorer.bulk.spans import UNKNOWN, Answer, combine, fixed, point, quotient
from scorer.values import read_number, read_points

MOST_BELOW = 10**12


def measure(term: Measure, frame: Frame) -> Answer:
    """The value of a measure in each row."""
    return frame.once(term, lambda: _measure(term, frame))


def _measure(term: Measure, frame: Frame) -> Answer:
    match term:
        case Obs():
            return observed(term.input, frame)
        case Param():
            value = frame.constant(term.parameter)
            return UNKNOWN if value is None else Answer(fixed(value))
        case Lit():
            return Answer(point(printed(term.value)))
        case Ratio():
            return quotient(measure(term.numerator, frame), measure(term.denominator, frame), Fraction(term.scale))
        case Mul():
            return combine(spans.mul, [measure(each, frame) for each in term.of])
        case Add():
            return combine(spans.add, [measure(each, frame) for each in term.of])
        case Sub():
            return combine(spans.sub, [measure(term.left, frame), measure(term.right, frame)])
        case Growth():
            return _growth(term, frame)
        case Cohort():
            return compare_cohort(term, measure(term.of, frame), frame)
        case Rounded():
            return measure(term.of, frame).map(lambda found: _rounded(found, term))
        case _:
            assert_never(term)


def _rounded(found: spans.Span, term: Rounded) -> spans.Span:
    return spans.both_ends(found, lambda end: rationals.rounded(end, term.places, term.mode))


def _growth(term: Growth, frame: Frame) -> Answer:
    previous = measure(term.previous, frame)
    rise = combine(spans.sub, [measure(term.current, frame), previous])
    return quotient(rise, previous, Fraction(term.scale))


# --- reported numbers ---------------------------------------------------------------------------


def observed(name: str, frame: Frame) -> Answer:
    """The number reported for an input."""
    column = frame.columns.get(name)
    unit = frame.plan.inputs[name].unit if name in frame.plan.inputs else None
    return UNKNOWN if column is None else _read(column, lambda text: read_number(text, unit))


def awarded(name: str, frame: Frame) -> Answer:
    """The points that somebody awarded under an input."""
    column = frame.columns.get(name)
    if column is None:
        return UNKNOWN
    return Answer(spans.NONE, False, column.lapsed) if column.paired else _read(column, read_points)


def _read(column: Column, parse: Callable[[str], object]) -> Answer:
    if column.numbers is not None:
        return Answer(point(column.numbers), column.given, column.lapsed)
    if column.words is None:  # 是 and 否 are no numbers
        return Answer(spans.NONE, False, column.lapsed)
    numbers, readable = attempt_words(column.words, parse)
    return numbers_of(column, numbers, readable)


def numbers_of(column: Column, numbers: Rationals, outcome: Array) -> Answer:
    """An answer from words that were read: outcome 1 is a number, 0 unreadable, −1 not applicable."""
    known = both(column.given, simplify(outcome == 1))
    gone = both(column.given, simplify(outcome == -1))
    return Answer(point(numbers), known, either(column.lapsed, gone))


def attempt_words(words: Words, parse: Callable[[str], object]) -> tuple[Rationals, Array]:
    """Words as numbers, and how the reading went."""
    found = [_attempt(text, parse) for text in words.texts]
    values = [value for value, _ in found]
    below = lcm(*(value.denominator for value in values))
    outcome = np.array([how for _, how in found])[words.codes]
    if below <= MOST_BELOW:
        tops = integers.narrow(np.array([int(value * below) for value in values], dtype=object))
        return Rationals(integers.take(tops, words.codes), unit=Fraction(1, below)), outcome
    tops, bottoms = (
        integers.narrow(np.array(each, dtype=object)) for each in zip(*(_parts(v) for v in values), strict=True)
    )
    return Rationals(integers.take(tops, words.codes), integers.take(bottoms, words.codes)), outcome


def _parts(value: Fraction) -> tuple[int, int]:
    return value.numerator, value.denominator


def _attempt(text: str, parse: Callable[[str], object]) -> tuple[Fraction, int]:
    try:
        value = parse(text)
    except ValueError:
        return Fraction(0), 0
    return (value, 1) if isinstance(value, Fraction) else (Fraction(0), -1 if value is None else 0)
