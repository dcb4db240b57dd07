"""Measures: exact rationals. A denominator of 0 makes a measure not applicable, never 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from operator import add, mul, sub
from statistics import mean, median
from typing import assert_never

from catalog.rules import Add, Cohort, Growth, Lit, Measure, Mul, Obs, Param, Ratio, Rounded, Sub
from scorer.answers import Answer, Why, lapse, reasons, unknown
from scorer.facts import Facts
from scorer.interval import Interval, point
from scorer.sheet import Open

Quantity = Answer[Interval]
Statistic = Callable[[list[Fraction]], Fraction]
STATISTICS: dict[str, Statistic] = {"mean": mean, "median": median, "max": max, "min": min}
HALF = Fraction(1, 2)


def measure(term: Measure, facts: Facts) -> Quantity:
    """The value of a measure for the institution of `facts`."""
    match term:
        case Obs():
            return facts.number(term.input).map(point)
        case Param():
            return _param(term, facts)
        case Lit():
            return Answer(point(Fraction(term.value)))
        case Ratio():
            return divide(measure(term.numerator, facts), measure(term.denominator, facts), Fraction(term.scale))
        case Mul():
            return combine(mul, (measure(each, facts) for each in term.of))
        case Add():
            return combine(add, (measure(each, facts) for each in term.of))
        case Sub():
            return combine(sub, (measure(term.left, facts), measure(term.right, facts)))
        case Growth():
            return _growth(term, facts)
        case Cohort():
            return _cohort(term, facts)
        case Rounded():
            return measure(term.of, facts).map(lambda found: found.rounded(term.places, term.mode))
        case _:
            assert_never(term)


def _param(term: Param, facts: Facts) -> Quantity:
    parameter = facts.parameters.get(term.parameter)
    if parameter is None or parameter.value is None:
        name = parameter.name if parameter else term.parameter
        return unknown(Open(kind="parameter", text=f"外部参数“{name}”没有给出数值"))
    return Answer(point(Fraction(parameter.value)))


def combine(operation: Callable[..., Interval], operands: Iterable[Quantity]) -> Quantity:
    """`operation` over the operands: not applicable where one is, else unknown where one is."""
    listed = list(operands)
    if not listed:
        return unknown(Open(kind="unspecified", text="没有列出算什么"))
    why = reasons(each.why for each in listed)
    values = [each.value for each in listed if each.value is not None]
    if any(each.lapsed for each in listed):
        return Answer(None, lapsed=True, why=why)
    return Answer(reduce(operation, values) if len(values) == len(listed) else None, why=why)


def divide(numerator: Quantity, denominator: Quantity, scale: Fraction) -> Quantity:
    """numerator ÷ denominator × scale; a denominator of 0 makes it not applicable, one that may be 0 leaves it open."""
    if denominator.value == point(0):
        return Answer(None, lapsed=True, why=numerator.why | denominator.why)
    if denominator.value is not None and Fraction(0) in denominator.value:
        return Answer(None, why=numerator.why | denominator.why)
    return combine(lambda left, right: (left / right).scale(scale), (numerator, denominator))


def _growth(term: Growth, facts: Facts) -> Quantity:
    previous = measure(term.previous, facts)
    rise = combine(sub, (measure(term.current, facts), previous))
    return divide(rise, previous, Fraction(term.scale))


# --- cohorts ------------------------------------------------------------------------------------


def no_cohort(group: str) -> Open:
    """The reason that keeps a comparison open."""
    return Open(kind="cohort", text=f"没有给出“{group}”包括哪些机构，无从比较")


def outsider(group: str) -> Open:
    """The reason where an institution is ranked in a group to which it does not belong."""
    return Open(kind="cohort", text=f"不在“{group}”的名单里，无从比较")


def others(term: Measure, group: tuple[str, ...], facts: Facts) -> list[Quantity]:
    """The measure of every other institution of the group, without those to which it does not apply."""
    found = [of_peer(term, each, facts) for each in group if each != facts.institution]
    return [each for each in found if not each.lapsed]


def of_peer(term: Measure, institution: str, facts: Facts) -> Quantity:
    """The measure of an institution of the run, worked out once for all that compare themselves with it."""
    return facts.compare(term, institution, lambda peer: measure(term, peer))


def _cohort(term: Cohort, facts: Facts) -> Quantity:
    group = facts.peers.get(term.group)
    if group is None:
        return unknown(no_cohort(term.group))
    if term.stat == "percent_rank" and facts.institution not in group:
        return unknown(outsider(term.group))
    if term.stat == "percent_rank":
        return _percent_rank(measure(term.of, facts), others(term.of, group, facts), term.group)
    found = [each for each in (of_peer(term.of, each, facts) for each in group) if not each.lapsed]
    return _statistic(STATISTICS[term.stat], found, term.group) if found else lapse()


def _statistic(statistic: Statistic, found: list[Quantity], group: str) -> Quantity:
    values = [each.value for each in found if each.value is not None]
    if len(values) < len(found):
        return unknown(incomplete(group, len(found) - len(values)))
    low, high = statistic([each.low for each in values]), statistic([each.high for each in values])
    return Answer(Interval(low, high), why=reasons(each.why for each in found))


def _percent_rank(own: Quantity, peers: list[Quantity], group: str) -> Quantity:
    """The share of institutions below, those that are level counted half: the median one has 50."""
    if own.value is None:
        return own
    shares = [_below(each.value, own.value) for each in peers]
    reach = sum(shares, start=point(HALF)).scale(Fraction(100, len(peers) + 1))
    silent = sum(each.value is None for each in peers)
    return Answer(reach, why=own.why | Why((incomplete(group, silent),) * bool(silent)))


def _below(peer: Interval | None, own: Interval) -> Interval:
    """1 where the peer is below, 1/2 where it is level, 0 where it is above."""
    if peer is None:
        return Interval(Fraction(0), Fraction(1))
    return Interval(_step(peer.high, own.low), _step(peer.low, own.high))


def _step(peer: Fraction, own: Fraction) -> Fraction:
    return Fraction(1) if peer < own else HALF if peer == own else Fraction(0)


def incomplete(group: str, silent: int) -> Open:
    """The reason where some institutions of a group have no value yet."""
    return Open(kind="cohort", text=f"“{group}”中有{silent}家机构缺数据")
