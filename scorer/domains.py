"""What values an input may have, read off the catalogue: pure data, the same for the reader and for the bulk engine.

`domains(catalogue)` gives each input its `Domain`, `pairs(catalogue)` the inputs of which one is a part of the other.
Limits are of two kinds. Firm ones follow from the type: no count is below 0, no points above those of the indicator.
The others are what is usual (a rate of 101 % is most likely a slip); the status `verified` (已核实) lifts them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from catalog.model import Catalogue, Indicator, Input, InputType
from catalog.rules import Cmp, DeductStep, Grade, Judge, JudgeLoss, Lit, Obs, Period, PerPeriod, Ratio, Within
from scorer.values import SCALES, narrow
from scorer.walk import nodes

MAX_PLACES = 6
SMALL = Fraction(5)
ZERO = Fraction(0)
NUMERIC = ("number", "count")
SHARES = (100, 1000, 10_000, 100_000)
PERIODS: dict[Period, int] = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}


@dataclass(frozen=True, slots=True)
class Domain:
    """What a value of one input may be. `least` and `most` belong to it; None is no limit on that side.

    `firm`: nobody can confirm a value outside. `scale`: numerator ÷ denominator × scale is the value (None: no such
    pair is asked for). `periods`: one count for each period (1;1;0;2) is asked for, so many; 0: a single value.
    `asks_percent`: a bare number up to 1 may be a share by mistake (0.95 for 95 %), so a person is asked.
    `grades`: from worst to best, empty where the order is not known.
    """

    input: str
    name: str
    type: InputType
    unit: str | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    whole: bool = False
    firm: bool = False
    scale: int | None = None
    periods: int = 0
    period: Period | None = None
    asks_percent: bool = False
    grades: tuple[str, ...] = ()

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies within the limits."""
        return (self.least is None or self.least <= value) and (self.most is None or value <= self.most)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two inputs of which the first is a part of the second: numerator ≤ denominator, unless one is verified.

    `name` is the rate that they make.
    """

    name: str
    numerator: str
    denominator: str


# --- domains ------------------------------------------------------------------------------------


def domains(catalogue: Catalogue) -> dict[str, Domain]:
    """The domain of each input, by its id, in the order of the catalogue."""
    terms = _Terms(catalogue)
    return {item.id: _domain(item, terms) for item in catalogue.inputs}


class _Terms:
    """What the rules of a catalogue say of its inputs."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.worth = {each.id: each.points for each in catalogue.indicators}
        listed = list(nodes([[each.rule, each.applicability] for each in catalogue.indicators]))
        listed += nodes([each.rule for each in catalogue.vetoes])
        self.series = {term.input: term.period for term in listed if isinstance(term, PerPeriod)}
        self.grades = {term.input: tuple(term.order) for term in listed if isinstance(term, Grade)}
        self.compared: dict[str, tuple[Fraction, ...]] = {}
        for name, aims in _compared(listed):
            self.compared[name] = self.compared.get(name, ()) + aims
        self.awards = {
            term.input: (Fraction(getattr(term, "low", None) or 0), None if term.high is None else Fraction(term.high))
            for term in listed
            if isinstance(term, Judge | JudgeLoss)
        }


def _compared(terms: Iterable[Any]) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
    """The numbers that an input is compared with."""
    for term in terms:
        match term:
            case Cmp(left=Obs(input=name), right=Lit(value=value)):
                yield name, (Fraction(value),)
            case DeductStep(of=Obs(input=name), bound=bound):
                yield name, (Fraction(bound),)
            case Within(of=Obs(input=name), low=low, high=high):
                yield name, (Fraction(low), Fraction(high))


def _domain(item: Input, terms: _Terms) -> Domain:
    make = _DOMAINS.get(item.type, _plain)
    return make(item, terms)


def _plain(item: Input, terms: _Terms) -> Domain:
    return Domain(item.id, item.name, item.type, item.unit)


def _grade(item: Input, terms: _Terms) -> Domain:
    return Domain(item.id, item.name, item.type, item.unit, grades=terms.grades.get(item.id, ()))


def _count(item: Input, terms: _Terms) -> Domain:
    period = terms.series.get(item.id)
    return Domain(
        item.id, item.name, item.type, item.unit, least=ZERO, whole=True, firm=True,
        periods=PERIODS[period] if period else 0, period=period,
    )  # fmt: skip


def _number(item: Input, terms: _Terms) -> Domain:
    if item.id in terms.series:
        return _count(item, terms)
    aims = terms.compared.get(item.id, ())
    free = may_be_negative(item.name) or any(each < 0 for each in aims)
    return Domain(
        item.id, item.name, item.type, item.unit,
        least=None if free else ZERO, most=_most(item, aims),
        scale=SCALES.get(narrow(item.unit or "")), asks_percent=_asks(item, aims),
    )  # fmt: skip


def _asks(item: Input, aims: tuple[Fraction, ...]) -> bool:
    """Whether 0.95 is more likely 95 % than 0.95 %."""
    return narrow(item.unit or "") == "%" and not is_small(item.name) and all(each > SMALL for each in aims)


def _most(item: Input, aims: tuple[Fraction, ...]) -> Fraction | None:
    """No share is more than the whole, in the unit of its scale."""
    whole = SCALES.get(narrow(item.unit or ""))
    if whole is None or may_exceed(item.name) or any(each > whole for each in aims):
        return None
    return Fraction(whole)


def _points(item: Input, terms: _Terms) -> Domain:
    """From 0, or what the clause gives at least, to its cap, or what the indicator is worth."""
    worths = [Fraction(worth) for user in item.used_by if (worth := terms.worth.get(user)) is not None]
    least, most = terms.awards.get(item.id, (ZERO, None))
    most = max(worths, default=None) if most is None else most
    return Domain(item.id, item.name, item.type, item.unit, least=least, most=most, firm=True)


_DOMAINS: dict[InputType, Callable[[Input, _Terms], Domain]] = {
    "number": _number, "count": _count, "grade": _grade, "judgement": _points, "points": _points,
}  # fmt: skip


# --- pairs --------------------------------------------------------------------------------------


def pairs(catalogue: Catalogue) -> list[Pair]:
    """The inputs of which one is a part of the other, in the order of the notice, each two once."""
    items = {each.id: each for each in catalogue.inputs}
    found: dict[tuple[str, str], Pair | None] = {}
    for indicator in catalogue.indicators:
        for (part, whole), (name, ratio) in _ratios(indicator).items():
            fits = _is_share(name, ratio, items[part], items[whole])
            known = found.get((part, whole), Pair(name, part, whole))
            found[part, whole] = known if fits else None
    return [each for each in found.values() if each]


def _ratios(indicator: Indicator) -> dict[tuple[str, str], tuple[str, Ratio]]:
    """Every ratio of two inputs, with the name of the rate: that of its formula, else the indicator's."""
    named = [(indicator.name, [indicator.rule, indicator.applicability])]
    found: dict[tuple[str, str], tuple[str, Ratio]] = {}
    for name, tree in [*named, *((each.name, [each.tree]) for each in indicator.formulas)]:
        for term in nodes(tree):
            match term:
                case Ratio(numerator=Obs(input=part), denominator=Obs(input=whole)):
                    found[part, whole] = (name, term)
    return found


def _is_share(name: str, ratio: Ratio, part: Input, whole: Input) -> bool:
    counted = part.type in NUMERIC and whole.type in NUMERIC
    alike = part.unit == whole.unit or None in (part.unit, whole.unit)
    rated = ratio.scale in SHARES or name.endswith(("率", "比例"))
    return counted and alike and rated and not may_exceed(name)


# --- words --------------------------------------------------------------------------------------


@cache
def ranges() -> dict[str, dict[str, list[str]]]:
    """The words of ranges.yaml: {beyond_hundred | below_zero | small_rates: {words, examples, counters}}."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(files("scorer").joinpath("ranges.yaml").read_text("utf-8"))
    return found


def may_exceed(name: str) -> bool:
    """Whether a rate of this name can be more than 100 %."""
    return _told("beyond_hundred", name)


def is_small(name: str) -> bool:
    """Whether a rate of this name is often 1 % or less."""
    return _told("small_rates", name)


def may_be_negative(name: str) -> bool:
    """Whether a quantity of this name can be less than 0."""
    return _told("below_zero", name)


def _told(kind: str, name: str) -> bool:
    plain = narrow(name)
    return any(word in plain for word in ranges()[kind]["words"])
