"""All institutions at a glance, as plain data: a row each, every indicator's points as codes, no explanations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest
from math import lcm
from typing import Any

from catalog.model import Catalogue
from scorer.interval import Interval
from scorer.profile import Profile
from scorer.render import render
from scorer.report.bars import Bar
from scorer.report.many import Crowd, Mean, means
from scorer.report.numbers import span
from scorer.report.peers import Distribution, Named, distribute
from scorer.sheet import Standing, write_exact
from scorer.walk import nodes

MOST_GROUPS = 6
LARGEST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """An institution; `number` is its place in the crowd, `largest` names the indicators in which it loses most.

    `groups`: its points in the groups that have a column; `page`: the address of its full report.
    """

    number: int
    institution: str
    bar: Bar
    groups: tuple[Bar, ...]
    standings: tuple[Standing, ...]
    largest: tuple[str, ...]
    page: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page of all institutions, those with the highest low end first."""

    catalogue: Catalogue
    profile: Profile
    date: str | None
    crowd: Crowd
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    distribution: Distribution
    means: tuple[Mean, ...]
    names: tuple[str, ...]

    @property
    def scored(self) -> bool:
        """Whether there are points at all."""
        return any(bar.full for bar in self.crowd.total.values)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of the institutions beside their points: places, and addresses of full reports."""

    date: str | None
    standings: Mapping[str, tuple[Standing, ...]]
    pages: Mapping[str, str]


def survey(settled: Catalogue, profile: Profile, crowd: Crowd, beside: Beside) -> Overview:
    """All institutions; `settled` is the catalogue under the profile."""
    names = tuple(f"{each.ordinal}. {each.name}" for each in settled.indicators)
    columns = _columns(settled)
    order = sorted(range(len(crowd.institutions)), key=lambda number: _best_first(crowd.total[number]))
    losses = _losses(crowd)
    return Overview(
        catalogue=settled,
        profile=profile,
        date=beside.date,
        crowd=crowd,
        rows=tuple(
            _row(number, crowd, beside, [place for place, _ in columns], names, losses[number]) for number in order
        ),
        columns=tuple(name for _, name in columns),
        distribution=distribution(crowd, None),
        means=means(crowd),
        names=names,
    )


def distribution(crowd: Crowd, own: str | None) -> Distribution:
    """The totals of all, with one to mark."""
    ends = (Interval(bar.low, bar.high) for bar in (crowd.total[number] for number in range(len(crowd.institutions))))
    totals = [Named(name, total) for name, total in zip(crowd.institutions, ends, strict=True)]
    return distribute(totals, own, max(bar.full for bar in crowd.total.values))


def _best_first(bar: Bar) -> tuple[Fraction, Fraction]:
    return -bar.low, -bar.high


def _columns(catalogue: Catalogue) -> list[tuple[int, str]]:
    """The groups that get a column: those of the first level that has several, where they are few."""
    numbered = list(enumerate(catalogue.groups))
    levels = sorted({group.level for _, group in numbered})
    by_level = ([(place, group.name) for place, group in numbered if group.level == level] for level in levels)
    return next((each for each in by_level if 1 < len(each) <= MOST_GROUPS), [])


def _losses(crowd: Crowd) -> list[list[int]]:
    """For each institution the places of the indicators in which it loses most for certain, the largest first."""
    over = lcm(*(bar.lost.denominator for column in crowd.items for bar in column.values))
    scaled = [[int(bar.lost * over) for bar in column.values] for column in crowd.items]
    rows = zip(*(column.codes for column in crowd.items), strict=True)
    return [
        _largest([(lost[code], -place) for place, (lost, code) in enumerate(zip(scaled, row, strict=True))])
        for row in rows
    ]


def _largest(losses: list[tuple[int, int]]) -> list[int]:
    return [-place for lost, place in nlargest(LARGEST, losses) if lost > 0]


def _row(
    number: int, crowd: Crowd, beside: Beside, columns: Sequence[int], names: Sequence[str], largest: list[int]
) -> Row:
    name = crowd.institutions[number]
    return Row(
        number=number,
        institution=name,
        bar=crowd.total[number],
        groups=tuple(crowd.groups[place][number] for place in columns),
        standings=beside.standings.get(name, ()),
        largest=tuple(names[place] for place in largest),
        page=beside.pages.get(name),
    )


# --- for the page -------------------------------------------------------------------------------


def as_data(overview: Overview) -> dict[str, Any]:
    """What the page needs to show one institution on demand; every different value of an indicator stands once.

    {institutions: [name], items: [{name, rule, quotes, values: [[what is lost, shown full, score and lost]], codes:
    [number of its value for each institution]}]}; institutions in the order of the page.
    """
    order = [row.number for row in overview.rows]
    items = [
        {**told, "values": [_value(bar) for bar in column.values], "codes": [column.codes[number] for number in order]}
        for told, column in zip(_told(overview), overview.crowd.items, strict=True)
    ]
    return {"institutions": [row.institution for row in overview.rows], "items": items}


def _told(overview: Overview) -> Iterator[dict[str, Any]]:
    """The words about each indicator."""
    inputs = {each.id: each.name for each in overview.catalogue.inputs}
    names = inputs | {each.id: each.name for each in overview.catalogue.parameters}
    units = {each.id: each.unit for each in overview.catalogue.inputs if each.unit}
    for name, indicator in zip(overview.names, overview.catalogue.indicators, strict=True):
        rule = render(indicator.rule, names, units) if indicator.rule else ""
        yield {"name": name, "rule": rule, "quotes": _quotes(indicator.rule)}


def _quotes(rule: Any) -> list[str]:
    """The sentences of the notice that a rule was read from, without those that are part of another one."""
    found = dict.fromkeys("".join(piece.quote for piece in getattr(node, "evidence", ())) for node in nodes(rule))
    return [each for each in found if each and not any(each in other for other in found if other != each)]


def _value(bar: Bar) -> list[str]:
    if not bar.full and not bar.high:
        return ["0", "", "", ""]
    lost = span(bar.full - bar.high, bar.full - bar.low)
    return [write_exact(bar.lost), span(bar.full, bar.full), span(bar.low, bar.high), lost]
