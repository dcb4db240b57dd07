"""The better values that a rule names: targets, bounds, no events, 是, full points of a judgement.

A wish is what the rule asks for and nothing more: 95 where the notice says 不低于95%, never 96.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from catalog.base import Number
from catalog.model import Input
from catalog.rules import (
    Add,
    All,
    Any_,
    BonusEach,
    Cmp,
    Cohort,
    DeductEach,
    DeductOnce,
    DeductStep,
    Done,
    External,
    ExternalLoss,
    First,
    FromFull,
    FullIf,
    Grade,
    Growth,
    ItemTerm,
    Judge,
    Judged,
    JudgeLoss,
    Linear,
    Lit,
    Loss,
    Measure,
    Mul,
    NoEvents,
    Not,
    Obs,
    PerPeriod,
    Predicate,
    ProRata,
    Ranked,
    Ratio,
    Relation,
    Rounded,
    Split,
    Sub,
    Tiers,
    Unspecified,
    Veto,
    Within,
    ZeroIf,
)
from scorer.observations import Observation
from scorer.sheet import write_exact
from scorer.values import read_number

PLACES = 6  # of a value that no finite decimal gives
OPPOSITES: dict[Relation, tuple[Relation, ...]] = {
    ">=": ("<",), "<=": (">",), ">": ("<=",), "<": (">=",), "=": (),
}  # fmt: skip
Reported = Mapping[str, Observation]


@dataclass(frozen=True, slots=True)
class Move:
    """An input and the value that it is to have, written as observations are."""

    input: str
    value: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Moves that belong together: one, or numerator and denominator of a rate of which neither is known."""

    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The inputs of the catalogue and what one institution reports for them."""

    inputs: Mapping[str, Input]
    own: Reported

    def number(self, identity: str) -> Fraction | None:
        """The number reported for an input, None where there is none that can be used."""
        given = self.own.get(identity)
        if given is None or given.value is None or given.status in ("missing", "not_applicable", "disputed"):
            return None
        unit = self.inputs[identity].unit if identity in self.inputs else None
        try:
            return read_number(given.value, unit)
        except ValueError:
            return None

    def kind(self, identity: str) -> str:
        """The type of an input."""
        return self.inputs[identity].type if identity in self.inputs else "number"


def wishes(rule: ItemTerm, worth: Fraction, inputs: Mapping[str, Input], own: Reported) -> Iterator[Wish]:
    """What would win points under the rule of an item of `worth` points."""
    yield from _item(rule, worth, Known(inputs, own))


def wishes_of_veto(rule: Veto, inputs: Mapping[str, Input], own: Reported) -> Iterator[Wish]:
    """What keeps a veto from happening."""
    yield from _hold(rule.when, False, Known(inputs, own))


def _one(identity: str, value: str) -> Iterator[Wish]:
    yield Wish((Move(identity, value),))


# --- items --------------------------------------------------------------------------------------


def _item(term: ItemTerm, worth: Fraction, known: Known) -> Iterator[Wish]:
    match term:
        case FullIf() | Unspecified():
            yield from _hold(term.when, True, known)
        case FromFull():
            for loss in term.losses:
                yield from _avoid(loss, known)
        case Tiers():
            yield from _tiers(term, known)
        case Linear():
            side: Relation = ">=" if term.low <= term.high else "<="
            yield from _reach(term.of, side, Fraction(term.high), known)
        case ProRata():
            if term.base is not None:
                yield from _reach(Sub(left=term.of, right=term.base), ">=", Fraction(0), known)
        case Ranked():
            return  # a place depends on what the others do; the rule names no value
        case Split():
            for part in term.parts:
                yield from _item(part.term, worth if part.points is None else Fraction(part.points), known)
        case First():
            for row in term.rows:
                yield from _hold(row.when, True, known)
                yield from _item(row.then, worth, known)
        case BonusEach():
            yield from _bonus(term, worth, known)
        case Judge():
            yield from _one(term.input, write_exact(_most(term.high, worth)))
        case External():
            yield from _one(term.input, write_exact(worth))
        case _:
            assert_never(term)


def _most(high: Number | None, worth: Fraction) -> Fraction:
    return worth if high is None else Fraction(high)


def _tiers(term: Tiers, known: Known) -> Iterator[Wish]:
    for row in sorted(term.rows, key=lambda row: row.points, reverse=True):
        yield from _hold(row.when, True, known)
    if term.otherwise is not None and all(row.points < term.otherwise for row in term.rows):
        for row in term.rows:
            yield from _hold(row.when, False, known)


def _bonus(term: BonusEach, worth: Fraction, known: Known) -> Iterator[Wish]:
    if term.base is not None:
        yield from _item(term.base, worth, known)
    if term.points is not None and term.points > 0:
        yield from _reach(term.count, ">=", Fraction(ceil(_most(term.cap, worth) / Fraction(term.points))), known)


def _avoid(loss: Loss, known: Known) -> Iterator[Wish]:
    match loss:
        case DeductOnce() | ZeroIf():
            yield from _hold(loss.when, False, known)
        case DeductEach():
            yield from _reach(loss.count, "<=", Fraction(0), known)
        case DeductStep():
            yield from _reach(loss.of, ">=" if loss.side == "below" else "<=", Fraction(loss.bound), known)
        case JudgeLoss() | ExternalLoss():
            yield from _one(loss.input, "0")
        case _:
            assert_never(loss)


# --- predicates ---------------------------------------------------------------------------------


def _hold(term: Predicate, truth: bool, known: Known) -> Iterator[Wish]:
    """What makes a predicate true, or false."""
    match term:
        case Cmp():
            for relation in (term.relation,) if truth else OPPOSITES[term.relation]:
                yield from _reach(Sub(left=term.left, right=term.right), relation, Fraction(0), known)
        case Within():
            for bound in (term.low, term.high) if truth else ():
                yield from _reach(term.of, "=", Fraction(bound), known)
        case Grade():
            for grade in dict.fromkeys([term.at_least, *term.order[-1:]]) if truth else ():
                yield from _one(term.input, grade)
        case Done():
            yield from _one(term.input, (term.by or "是") if truth else "否")
        case NoEvents():
            if truth:
                yield from _one(term.input, "否" if known.kind(term.input) == "fact" else "0")
        case PerPeriod() | Judged():
            yield from _one(term.input, "是" if truth else "否")
        case All() | Any_():
            for each in term.of:
                yield from _hold(each, truth, known)
        case Not():
            yield from _hold(term.of, not truth, known)
        case _:
            assert_never(term)


# --- measures: solving for one input ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """(a·x + b) ÷ (c·x + d): a measure as a function of one input, all others as reported."""

    a: Fraction
    b: Fraction
    c: Fraction = Fraction(0)
    d: Fraction = Fraction(1)

    @property
    def still(self) -> bool:
        """Whether it does not depend on the input."""
        return not self.a and not self.c


def _reach(term: Measure, relation: Relation, bound: Fraction, known: Known) -> Iterator[Wish]:
    """For each input of a measure the value that brings the measure to the bound."""
    names = dict.fromkeys(_observed(term))
    for name in names:
        line = _line(term, name, known)
        if line is not None and (value := _solve(line, relation, bound, known.kind(name))) is not None:
            yield from _one(name, value)
    yield from _rate(term, bound, known)


def _observed(term: Measure) -> Iterator[str]:
    """The inputs that the institution itself reports, without those of its peers."""
    match term:
        case Obs():
            yield term.input
        case Cohort():
            return
        case Rounded():
            yield from _observed(term.of)
        case Add() | Mul():
            for each in term.of:
                yield from _observed(each)
        case Ratio():
            yield from _observed(term.numerator)
            yield from _observed(term.denominator)
        case Sub():
            yield from _observed(term.left)
            yield from _observed(term.right)
        case Growth():
            yield from _observed(term.current)
            yield from _observed(term.previous)
        case _:
            return


def _solve(line: Line, relation: Relation, bound: Fraction, kind: str) -> str | None:
    """x where the line meets the bound, moved to the side that the relation asks for."""
    slope = line.a - bound * line.c
    if not slope or line.still:
        return None
    x = (bound * line.d - line.b) / slope
    if line.c * x + line.d == 0 or x < 0:
        return None
    rising = (line.a * line.d - line.b * line.c > 0) == (relation in (">=", ">", "="))
    return _write(x, up=rising, strict=relation in (">", "<"), whole=kind == "count")


def _write(x: Fraction, *, up: bool, strict: bool, whole: bool) -> str | None:
    """x as a decimal that is on the wanted side of it."""
    unit = Fraction(1) if whole else Fraction(1, 100) if strict else Fraction(1, 10**PLACES)
    if not strict and (x.denominator == 1 or (not whole and "/" not in write_exact(x))):
        return write_exact(x)
    steps = ceil(x / unit) if up else floor(x / unit)
    if strict and steps * unit == x:
        steps += 1 if up else -1
    return write_exact(steps * unit) if steps >= 0 else None


def _line(term: Measure, name: str, known: Known) -> Line | None:
    """A measure as a function of the input `name`; None where another part of it is not known."""
    match term:
        case Lit():
            return Line(Fraction(0), Fraction(term.value))
        case Obs():
            if term.input == name:
                return Line(Fraction(1), Fraction(0))
            value = known.number(term.input)
            return None if value is None else Line(Fraction(0), value)
        case Rounded():
            return _line(term.of, name, known)
        case Add() | Mul():
            return _fold(term, name, known)
        case Sub():
            return _sum(_line(term.left, name, known), _scale(_line(term.right, name, known), Fraction(-1)))
        case Ratio():
            quotient = _divide(_line(term.numerator, name, known), _line(term.denominator, name, known))
            return _scale(quotient, Fraction(term.scale))
        case Growth():
            previous = _line(term.previous, name, known)
            rise = _sum(_line(term.current, name, known), _scale(previous, Fraction(-1)))
            return _scale(_divide(rise, previous), Fraction(term.scale))
        case _:
            return None


def _fold(term: Add | Mul, name: str, known: Known) -> Line | None:
    lines = [_line(each, name, known) for each in term.of]
    found = lines[0] if lines else None
    for each in lines[1:]:
        found = _sum(found, each) if isinstance(term, Add) else _multiply(found, each)
    return found


def _scale(line: Line | None, factor: Fraction) -> Line | None:
    return line and Line(line.a * factor, line.b * factor, line.c, line.d)


def _sum(left: Line | None, right: Line | None) -> Line | None:
    """Both over one denominator; None where they have different ones."""
    if left is None or right is None:
        return None
    if (left.c, left.d) == (right.c, right.d):
        return Line(left.a + right.a, left.b + right.b, left.c, left.d)
    if right.c == 0 and right.a == 0:
        value = right.b / right.d
        return Line(left.a + value * left.c, left.b + value * left.d, left.c, left.d)
    return _sum(right, left) if left.c == 0 and left.a == 0 else None


def _multiply(left: Line | None, right: Line | None) -> Line | None:
    if left is None or right is None:
        return None
    if right.still:
        return _scale(left, right.b / right.d)
    return _scale(right, left.b / left.d) if left.still else None


def _divide(left: Line | None, right: Line | None) -> Line | None:
    """Of lines without denominators of their own."""
    if left is None or right is None or left.c or right.c or not (right.a or right.b):
        return None
    return Line(left.a * right.d, left.b * right.d, right.a * left.d, right.b * left.d)


def _rate(term: Measure, bound: Fraction, known: Known) -> Iterator[Wish]:
    """A rate of which neither part is known is wished for as a whole, in the smallest numbers that give it."""
    if isinstance(term, Sub) and isinstance(term.right, Lit) and not bound:
        yield from _rate(term.left, Fraction(term.right.value), known)
    if not (isinstance(term, Ratio) and isinstance(term.numerator, Obs) and isinstance(term.denominator, Obs)):
        return
    parts = (term.numerator.input, term.denominator.input)
    private = all(len(known.inputs[each].used_by) == 1 for each in parts if each in known.inputs)
    if private and bound >= 0 and not any(known.own.get(each) and known.own[each].value for each in parts):
        share = bound / Fraction(term.scale)
        numbers = (str(share.numerator), str(share.denominator))
        yield Wish(tuple(Move(name, number) for name, number in zip(parts, numbers, strict=True)))
