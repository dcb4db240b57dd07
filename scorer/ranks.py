"""Ranks: the place of an institution among its peers, and the points of that place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from catalog.rules import Ranked
from scorer.answers import Answer, Why, reasons
from scorer.facts import Facts
from scorer.interval import ZERO, Interval, hull, point
from scorer.measures import Quantity, incomplete, measure, no_cohort, others, outsider
from scorer.sheet import Open

ONE_WAY = Open(kind="undetermined", text="数值高的在前还是低的在前，原文未定")
TIED = Open(kind="undetermined", text="并列名次如何计分，原文未定")
BEYOND = Open(kind="unspecified", text="名次在对照表之外时得多少分，原文未定")
SIDES = {"high": ("high",), "low": ("low",), "undetermined": ("high", "low")}
Prize = Callable[[int], Interval]


def rank_points(term: Ranked, worth: Fraction, facts: Facts) -> Quantity:
    """The points of the institution's place among its peers."""
    own = measure(term.of, facts)
    group = facts.peers.get(term.group)
    if not term.table:
        untold = Why((Open(kind="unspecified", text="名次与分值的对照表，原文未给"),))
        return Answer(None, own.lapsed, own.why | untold)
    if own.value is None or group is None:
        return Answer(None, own.lapsed, own.why | Why((no_cohort(term.group),) * (group is None)))
    if facts.institution not in group:
        return Answer(None, why=own.why | Why((outsider(term.group),)))
    peers = others(term.of, group, facts)
    ways = [
        _place(term, worth, _turn(own.value, side), [each.map(partial(_turn, side=side)) for each in peers])
        for side in SIDES[term.best]
    ]
    return _either(ways).because(own.why)


def _turn(value: Interval, side: str) -> Interval:
    """The value so that the best is the highest."""
    return value if side == "high" else value.scale(Fraction(-1))


def _either(ways: list[Quantity]) -> Quantity:
    """The points of one way of ranking, or what two ways allow."""
    spans = [each.value for each in ways if each.value is not None]
    told = reasons(each.why for each in ways)
    reach = hull(spans)
    return Answer(reach, why=told | Why((ONE_WAY,) * any(span != reach for span in spans)))


def prizes(term: Ranked, worth: Fraction) -> Interval:
    """All points that some place may get."""
    return hull([Interval(ZERO, worth), *(point(Fraction(row.points)) for row in term.table)])


def _place(term: Ranked, worth: Fraction, own: Interval, peers: list[Quantity]) -> Quantity:
    """Peers surely ahead, surely or maybe level with us, and those without a value make a span of places."""
    values = [each.value for each in peers if each.value is not None]
    silent = len(peers) - len(values)
    first = (1 + sum(each.low > own.high for each in values), 1 + sum(each.high > own.low for each in values) + silent)
    last = (1 + sum(each.low >= own.high for each in values), 1 + sum(each.high >= own.low for each in values) + silent)
    points, tie = _shared_place(term, first, last, lambda place: _prize(term, worth, place))
    waiting = (incomplete(term.group, silent),) * bool(silent)
    return Answer(points, why=Why(waiting + tie))


def _shared_place(
    term: Ranked, first: tuple[int, int], last: tuple[int, int], prize: Prize
) -> tuple[Interval, tuple[Open, ...]]:
    """The points where the best place of the tie lies within `first` and its worst within `last`."""
    spans = {"best": first, "worst": last}
    low, high = spans.get(term.ties, (first[0], last[1]))
    places = [prize(place) for place in range(low, high + 1)]
    known = first[0] == first[1] and last[0] == last[1]
    untold = (BEYOND,) * any(not each.exact for each in places)
    if term.ties == "mean" and known:
        return sum(places, start=point(ZERO)).scale(Fraction(1, len(places))), untold
    tied = term.ties == "undetermined" and known and low < high
    return hull(places), (TIED,) * tied + untold


def _prize(term: Ranked, worth: Fraction, place: int) -> Interval:
    """The points of a place; those beyond the table are not stated."""
    rows = sorted(term.table, key=lambda row: row.up_to)
    stated = next((row.points for row in rows if place <= row.up_to), None)
    return Interval(ZERO, worth) if stated is None else point(Fraction(stated))
