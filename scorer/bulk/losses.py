"""Losses by the row: the meaning is that of `scorer.losses`."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from catalog.rules import DeductEach, DeductOnce, DeductStep, ExternalLoss, JudgeLoss, Loss, ZeroIf
from scorer.bulk import rationals, spans
from scorer.bulk.frame import Frame
from scorer.bulk.masks import Mask, both, either
from scorer.bulk.measures import awarded, measure
from scorer.bulk.predicates import find
from scorer.bulk.rationals import NOUGHT, compare, constant
from scorer.bulk.spans import NONE, Answer, Span, Truth, between, clamp, point
from scorer.losses import most


def cost(loss: Loss, worth: Fraction, frame: Frame) -> Answer:
    """The points that a clause takes from an item of `worth` points."""
    match loss:
        case DeductOnce():
            return grant(find(loss.when, frame), Fraction(loss.points))
        case DeductEach():
            return measure(loss.count, frame).map(lambda count: charge(clamp(count, low=Fraction(0)), loss))
        case DeductStep():
            return _step(loss, frame)
        case ZeroIf():
            return grant(find(loss.when, frame), worth)
        case JudgeLoss():
            return decision(loss.input, Fraction(0), most(loss, worth), frame)
        case ExternalLoss():
            return decision(loss.input, Fraction(0), worth, frame)
        case _:
            assert_never(loss)


def grant(held: Truth, points: Fraction) -> Answer:
    """The points where it holds, 0 where it does not."""
    return Answer(point(rationals.choose(held.yes, constant(points), NOUGHT)), held.known, held.lapsed)


def decision(name: str, low: Fraction, high: Fraction, frame: Frame) -> Answer:
    """Points that a person or another document decides; those outside `low` … `high` are not accepted."""
    found = awarded(name, frame)
    value = found.value.low
    inside = both(compare(value, ">=", constant(low)), compare(value, "<=", constant(high)))
    return Answer(clamp(found.value, low, high), both(found.known, inside), found.lapsed)


def charge(count: Span, loss: DeductEach | DeductStep) -> Span:
    """The points for so many."""
    return clamp(spans.scale(count, Fraction(loss.points)), high=None if loss.cap is None else Fraction(loss.cap))


def _step(loss: DeductStep, frame: Frame) -> Answer:
    found = measure(loss.of, frame)
    if loss.step <= 0:
        return Answer(NONE, False, found.lapsed)
    return found.map(lambda value: charge(count_steps(_steps(value, loss), loss.partial), loss))


def _steps(value: Span, loss: DeductStep) -> Span:
    bound = spans.fixed(Fraction(loss.bound))
    distance = spans.sub(bound, value) if loss.side == "below" else spans.sub(value, bound)
    return spans.scale(clamp(distance, low=Fraction(0)), 1 / Fraction(loss.step))


def count_steps(steps: Span, partial: str) -> Span:
    """How many steps count: an incomplete one in full, not at all, in part, or as yet undecided."""
    if partial == "exact":
        return steps
    if partial in ("ceil", "floor"):
        return spans.both_ends(steps, rationals.up if partial == "ceil" else rationals.down)
    low = rationals.down(steps.low)
    return Span(low, low if steps.low.even and steps.low.unit == 1 and steps.exact else rationals.up(steps.high))


def amount(answer: Answer, highest: Fraction, some_apply: Mask) -> Span:
    """What a clause takes; one that does not apply takes nothing where another one applies."""
    passed = both(answer.lapsed, some_apply)
    return spans.choose(
        either(answer.known, passed), spans.choose(passed, NONE, answer.value), between(Fraction(0), highest)
    )
