"""Losses: what a clause takes from full points."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from catalog.base import Number, plain
from catalog.rules import DeductEach, DeductOnce, DeductStep, ExternalLoss, JudgeLoss, Loss, Partial, ZeroIf
from scorer.answers import Answer, Why, unknown
from scorer.facts import Facts
from scorer.interval import ZERO, Interval, hull, point
from scorer.measures import Quantity, measure
from scorer.predicates import find
from scorer.sheet import Open, write_exact
from scorer.values import read_points


def cost(loss: Loss, worth: Fraction, facts: Facts) -> Quantity:
    """The points that a clause takes from an item of `worth` points."""
    match loss:
        case DeductOnce():
            return find(loss.when, facts).map(lambda held: point(Fraction(loss.points) if held else ZERO))
        case DeductEach():
            return measure(loss.count, facts).map(lambda count: _charge(count.clamp(low=ZERO), loss))
        case DeductStep():
            return _step(loss, facts)
        case ZeroIf():
            return find(loss.when, facts).map(lambda held: point(worth if held else ZERO))
        case JudgeLoss():
            awaited = Open(kind="judgement", text=f"扣多少分有待人工认定：{loss.text}", inputs=(loss.input,))
            return decision(loss.input, Interval(ZERO, most(loss, worth)), awaited, facts)
        case ExternalLoss():
            awaited = Open(kind="external", text=f"扣多少分由〔{loss.document}〕决定", inputs=(loss.input,))
            return decision(loss.input, Interval(ZERO, worth), awaited, facts)
        case _:
            assert_never(loss)


def most(loss: Loss, worth: Fraction, lowest: Fraction = ZERO) -> Fraction:
    """The most that a clause can take from an item that falls to `lowest`, while it is not known what it takes."""
    match loss:
        case DeductOnce():
            return Fraction(loss.points)
        case DeductEach() | DeductStep():
            return worth - lowest if loss.cap is None else Fraction(loss.cap)
        case JudgeLoss():
            return worth if loss.high is None else Fraction(loss.high)
        case _:
            return worth


def decision(identity: str, span: Interval, awaited: Open, facts: Facts) -> Quantity:
    """Points that a person or another document decides, within `span`."""
    return facts.read(identity, within(span), awaited).map(point)


def within(span: Interval) -> Callable[[str], Fraction]:
    """A reader of points that refuses those outside `span`."""

    def read(text: str) -> Fraction:
        points = read_points(text)
        if points not in span:
            raise ValueError(f"{text}分不在{write_exact(span.low)}至{write_exact(span.high)}分之间")
        return points

    return read


def _charge(count: Interval, loss: DeductEach | DeductStep) -> Interval:
    return count.scale(Fraction(loss.points)).clamp(high=_optional(loss.cap))


def _optional(number: Number | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _step(loss: DeductStep, facts: Facts) -> Quantity:
    found = measure(loss.of, facts)
    if found.value is None:
        return found
    if loss.step <= 0:
        return unknown(Open(kind="unspecified", text="每多少扣分，原文未定"))
    steps = _steps(found.value, loss)
    unsure = loss.partial == "undetermined" and steps.exact and steps.low.denominator != 1
    why = Why((Open(kind="undetermined", text=unfinished(loss)),) * unsure)
    return Answer(_charge(count_steps(steps, loss.partial), loss), why=found.why | why)


def unfinished(loss: DeductStep) -> str:
    """What is open about an incomplete step."""
    return f"不足{plain(loss.step)}的部分如何扣分，原文未定"


def _steps(value: Interval, loss: DeductStep) -> Interval:
    bound = point(Fraction(loss.bound))
    distance = bound - value if loss.side == "below" else value - bound
    return distance.clamp(low=ZERO).scale(1 / Fraction(loss.step))


def count_steps(steps: Interval, partial: Partial) -> Interval:
    """How many steps count: an incomplete one in full, not at all, in part, or as yet undecided."""
    if partial == "exact":
        return steps
    low = ceil(steps.low) if partial == "ceil" else floor(steps.low)
    high = floor(steps.high) if partial == "floor" else ceil(steps.high)
    return hull([point(low), point(high)])
