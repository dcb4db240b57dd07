"""Predicates by the row: the meaning is that of `scorer.predicates`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any, assert_never

import numpy as np

from catalog.rules import All, Any_, Cmp, Done, Grade, Judged, NoEvents, Not, PerPeriod, Predicate, Relation, Within
from scorer.bulk.columns import Column, worded
from scorer.bulk.frame import Frame
from scorer.bulk.masks import Mask, both, either, every, flip, simplify, some
from scorer.bulk.measures import measure
from scorer.bulk.rationals import NOUGHT, compare
from scorer.bulk.spans import Span, Truth, fixed

UNDECIDED = Truth(False, False)


def find(term: Predicate, frame: Frame) -> Truth:
    """Where a predicate holds."""
    return frame.once(term, lambda: _striven(term, _find(term, frame)))


def _striven(term: Predicate, found: Truth) -> Truth:
    """力争: a target that is missed leaves it open whether it counts."""
    return replace(found, no=False) if getattr(term, "modality", "must") == "strive" else found


def _find(term: Predicate, frame: Frame) -> Truth:
    match term:
        case Cmp():
            left, right = measure(term.left, frame), measure(term.right, frame)
            known, lapsed = both(left.known, right.known), either(left.lapsed, right.lapsed)
            return _decided(relate(left.value, term.relation, right.value), known, lapsed)
        case Within():
            return _within(term, frame)
        case Grade() | Done() | PerPeriod() | Judged():
            return _reported(term, frame)
        case NoEvents():
            return _none(term, frame)
        case All():
            return _join([find(each, frame) for each in term.of], conjunction)
        case Any_():
            return _join([find(each, frame) for each in term.of], disjunction)
        case Not():
            found = find(term.of, frame)
            return Truth(found.no, found.yes, found.lapsed)
        case _:
            assert_never(term)


# --- numbers ------------------------------------------------------------------------------------


def relate(left: Span, relation: Relation, right: Span) -> Truth:
    """Where the relation holds between all values of both, and where between none."""
    if left.exact and right.exact:
        holds = compare(left.low, relation, right.low)
        return Truth(holds, flip(holds))
    if relation == "=":
        return conjunction([relate(left, ">=", right), relate(left, "<=", right)])
    one, other = compare(left.low, relation, right.high), compare(left.high, relation, right.low)
    return Truth(both(one, other), flip(either(one, other)))


def _decided(found: Truth, known: Mask, lapsed: Mask) -> Truth:
    return Truth(both(known, found.yes), both(known, found.no), lapsed)


def _within(term: Within, frame: Frame) -> Truth:
    found = measure(term.of, frame)
    low, high = fixed(Fraction(term.low)), fixed(Fraction(term.high))
    inside = conjunction([relate(found.value, ">=", low), relate(found.value, "<=", high)])
    return _decided(inside, found.known, found.lapsed)


# --- what was reported --------------------------------------------------------------------------


def _reported(term: Any, frame: Frame) -> Truth:
    """A predicate over one input: the interpreter decides each value that occurs."""
    column = frame.columns.get(term.input)
    if column is None:
        return UNDECIDED
    if column.flags is not None:
        return _flagged(term, column, frame)
    words = worded(column, frame.rows)
    found = [frame.plan.decide(term, text) for text in words.texts]
    yes, no, lapsed = (
        simplify(np.array([test(value, gone) for value, gone in found], dtype=bool)[words.codes])
        for test in (lambda value, _: value is True, lambda value, _: value is False, lambda _, gone: gone)
    )
    return Truth(both(column.given, yes), both(column.given, no), either(column.lapsed, both(column.given, lapsed)))


def _flagged(term: Any, column: Column, frame: Frame) -> Truth:
    held, failed = (frame.plan.decide(term, text)[0] for text in ("是", "否"))
    flags: Mask = column.flags if column.flags is not None else False
    pick: Callable[[Any], Mask] = lambda wanted: either(  # noqa: E731
        both(held is wanted, flags), both(failed is wanted, flip(flags))
    )
    return Truth(both(column.given, pick(True)), both(column.given, pick(False)), column.lapsed)


def _none(term: NoEvents, frame: Frame) -> Truth:
    column = frame.columns.get(term.input)
    if column is None or column.numbers is None or column.paired or column.numbers.unit != 1:
        return _reported(term, frame)
    none, some_events = compare(column.numbers, "=", NOUGHT), compare(column.numbers, ">", NOUGHT)
    return Truth(both(column.given, none), both(column.given, some_events), column.lapsed)


# --- logic --------------------------------------------------------------------------------------


def conjunction(found: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    listed = list(found)
    return Truth(every(each.yes for each in listed), some(each.no for each in listed))


def disjunction(found: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    listed = list(found)
    return Truth(some(each.yes for each in listed), every(each.no for each in listed))


def _join(found: list[Truth], rule: Callable[[Iterable[Truth]], Truth]) -> Truth:
    """The rule over the conditions that apply; where none applies, neither does the whole."""
    if not found:
        return UNDECIDED
    gone = every(each.lapsed for each in found)
    neutral = rule is conjunction
    passed = [
        Truth(either(each.yes, each.lapsed), each.no) if neutral else Truth(each.yes, either(each.no, each.lapsed))
        for each in found
    ]
    joined, asked = rule(passed), flip(gone)
    return Truth(both(asked, joined.yes), both(asked, joined.no), gone)
