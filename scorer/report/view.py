"""One institution's sheet as the page shows it: plain data in reading order, no markup and no words of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from catalog.model import Catalogue, Indicator
from scorer.interval import ZERO
from scorer.observations import Observation
from scorer.render import render
from scorer.report.bars import Bar
from scorer.report.past import Past
from scorer.report.peers import Distribution
from scorer.sheet import Lost, Open, OpenKind, Score, ScoreSheet, Standing, Tally
from scorer.whatif import Lever, WhatIf

Who = Literal["clerk", "assessors", "issuer", "external", "bureau"]
WHO: dict[OpenKind, Who] = {
    "missing": "clerk", "judgement": "assessors", "external": "external", "cohort": "bureau",
    "unspecified": "issuer", "undetermined": "issuer", "parameter": "issuer",
}  # fmt: skip
SPREAD = "spread"
ORDER: tuple[Who, ...] = ("clerk", "assessors", "issuer", "external", "bureau")


@dataclass(frozen=True, slots=True)
class Extras:
    """What a report may show beside the sheet."""

    date: str | None = None
    standings: tuple[Standing, ...] = ()
    peers: Distribution | None = None
    past: Past | None = None
    whatif: WhatIf | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """An input and what was reported for it."""

    id: str
    name: str
    unit: str
    text: str | None
    status: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger with the values that caused it."""

    lost: Lost
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is open, and the inputs that would settle it."""

    open: Open
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator with its score, its rule in words and everything that went into it."""

    indicator: Indicator
    path: str
    score: Score
    bar: Bar | None
    rule: str | None
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    values: tuple[Value, ...]

    @property
    def lost(self) -> Fraction:
        """Points that are lost for certain."""
        return max(self.bar.lost, ZERO) if self.bar else ZERO

    @property
    def certain(self) -> tuple[Line, ...]:
        """The lines that make up what is lost for certain: what is taken, and what is given back (floor, bonus)."""
        return tuple(line for line in self.lines if line.lost.at_best)


@dataclass(frozen=True, slots=True)
class Branch:
    """A group and its points."""

    tally: Tally
    level: int
    bar: Bar


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line of the total, and the group in whose sum it arises (None: the total itself)."""

    group: str | None
    lost: Lost


@dataclass(frozen=True, slots=True)
class Open_:
    """An indicator that somebody has to settle."""

    item: Item
    reasons: tuple[Reason, ...]
    at_stake: Fraction


@dataclass(frozen=True, slots=True)
class Matter:
    """What one kind of person has to settle; points of an indicator count once."""

    who: Who
    items: tuple[Open_, ...]
    at_stake: Fraction


@dataclass(frozen=True, slots=True)
class Move:
    """A value to achieve."""

    value: Value
    wanted: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A lever of the what-if with the names of what it moves; `known`: some of it is reported already."""

    lever: Lever
    moves: tuple[Move, ...]
    items: tuple[Item, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator whose points are not those of last year."""

    item: Item
    before: Bar


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page of one institution."""

    catalogue: Catalogue
    sheet: ScoreSheet
    bar: Bar
    branches: tuple[Branch, ...]
    items: tuple[Item, ...]
    losses: tuple[Item, ...]
    matters: tuple[Matter, ...]
    offers: tuple[Offer, ...]
    names: Mapping[str, str]
    total_lines: tuple[SumLine, ...] = ()
    extras: Extras = field(default_factory=Extras)

    @property
    def scored(self) -> bool:
        """Whether there are points at all."""
        return self.sheet.total.scored > 0

    @property
    def profiles(self) -> tuple[str, str] | None:
        """The profiles of last year and of this year, where they are not the same."""
        if self.extras.past is None:
            return None
        then, now = self.extras.past.sheet.profile, self.sheet.profile
        same = then.title == now.title
        told = (f"{each.title}（{each.id}，{each.version}）" if same else each.title for each in (then, now))
        return None if (then.id, then.version) == (now.id, now.version) else (next(told), next(told))

    @property
    def changes(self) -> tuple[Change, ...]:
        """The indicators whose points differ from last year's."""
        bars = {item.indicator.id: item for item in self.items if item.bar}
        pairs = self.extras.past.pairs if self.extras.past else ()
        made = (
            Change(bars[each.indicator], Bar(each.full_before, each.before.low, each.before.high))
            for each in pairs
            if each.indicator in bars
        )
        return tuple(each for each in made if each.before != each.item.bar)


def lay_out(
    catalogue: Catalogue, observations: Iterable[Observation], sheet: ScoreSheet, extras: Extras | None = None
) -> Report:
    """The report of one institution. `observations` may hold others too; the catalogue is the one that was scored."""
    given = {each.input: each for each in observations if each.institution == sheet.institution}
    desk = Desk(catalogue, given)
    items = tuple(
        desk.item(indicator, score) for indicator, score in zip(catalogue.indicators, sheet.scores, strict=True)
    )
    known = extras or Extras()
    return Report(
        catalogue=catalogue,
        sheet=sheet,
        bar=_bar(sheet.total),
        branches=_branches(catalogue, sheet),
        items=items,
        losses=tuple(sorted((each for each in items if each.lost), key=lambda item: item.lost, reverse=True)),
        matters=_matters(items),
        offers=_offers(desk, items, known.whatif),
        names={each.id: f"{each.ordinal}. {each.name}" for each in catalogue.indicators},
        total_lines=tuple(_total_lines(catalogue, sheet)),
        extras=known,
    )


class Desk:
    """Where indicators, inputs and observations are looked up."""

    def __init__(self, catalogue: Catalogue, given: Mapping[str, Observation]) -> None:
        self.given = given
        self.inputs = {each.id: each for each in catalogue.inputs}
        self.names = {each.id: each.name for each in catalogue.inputs}
        self.names |= {each.id: each.name for each in catalogue.parameters}
        self.units = {each.id: each.unit for each in catalogue.inputs if each.unit}
        self.groups = {each.id: each for each in catalogue.groups}
        self.used: dict[str, list[str]] = {}
        for entry in catalogue.inputs:
            for user in entry.used_by:
                self.used.setdefault(user, []).append(entry.id)

    def item(self, indicator: Indicator, score: Score) -> Item:
        """An indicator with all that is to be shown of it."""
        return Item(
            indicator=indicator,
            path=" / ".join(self._path(indicator.group)),
            score=score,
            bar=_bar(score) if score.full is not None else None,
            rule=render(indicator.rule, self.names, self.units) if indicator.rule else None,
            lines=tuple(Line(each, self.values(each.inputs)) for each in score.lost),
            reasons=tuple(Reason(each, self.values(each.inputs)) for each in score.open),
            values=self.values(self.used.get(indicator.id, ())),
        )

    def _path(self, identity: str | None) -> list[str]:
        found: list[str] = []
        while (group := self.groups.get(identity or "")) and len(found) < len(self.groups):
            found.insert(0, group.name)
            identity = group.parent
        return found

    def values(self, identities: Iterable[str]) -> tuple[Value, ...]:
        """Inputs with what was reported for them."""
        return tuple(self.value(each) for each in identities)

    def value(self, identity: str) -> Value:
        """An input with what was reported for it; what was not reported is missing."""
        given = self.given.get(identity)
        return Value(
            id=identity,
            name=self.names.get(identity, identity),
            unit=self.units.get(identity, "") or "",
            text=given.value if given else None,
            status=given.status if given else "missing",
            evidence=given.evidence if given else None,
        )


def _bar(found: Score | Tally) -> Bar:
    return Bar(found.full or ZERO, found.low or ZERO, found.high or ZERO)


def _branches(catalogue: Catalogue, sheet: ScoreSheet) -> tuple[Branch, ...]:
    levels = {each.id: each.level for each in catalogue.groups}
    return tuple(Branch(tally, levels.get(tally.scope, 1), _bar(tally)) for tally in sheet.groups)


def _total_lines(catalogue: Catalogue, sheet: ScoreSheet) -> Iterator[SumLine]:
    """The lines of the total; points that were spread, each with the group within which they were."""
    tallies = {each.scope: each for each in sheet.groups}
    for group in catalogue.groups:
        if (tally := tallies.get(group.id)) and tally.lost:
            below = [tallies[each.id] for each in catalogue.groups if each.parent == group.id and each.id in tallies]
            yield from (SumLine(group.name, line) for line in _own(tally, below) if line in sheet.total.lost)
    top = [tallies[each.id] for each in catalogue.groups if each.parent not in tallies and each.id in tallies]
    yield from (SumLine(None, line) for line in _own(sheet.total, top))
    yield from (SumLine(None, line) for line in sheet.total.lost if line.kind != SPREAD)


def _own(tally: Tally, below: Iterable[Tally]) -> list[Lost]:
    """The lines of spread points that arise in a sum, not in those below it."""
    lines = [line for line in tally.lost if line.kind == SPREAD]
    for line in (line for each in below for line in each.lost if line.kind == SPREAD):
        if line in lines:
            lines.remove(line)
    return lines


def _matters(items: Sequence[Item]) -> tuple[Matter, ...]:
    """The open indicators by who has to settle them, those with most points first."""
    found: dict[Who, list[Open_]] = {}
    for item in items:
        for who in dict.fromkeys(WHO[each.open.kind] for each in item.reasons):
            reasons = tuple(each for each in item.reasons if WHO[each.open.kind] == who)
            found.setdefault(who, []).append(Open_(item, reasons, item.bar.open if item.bar else ZERO))
    return tuple(_matter(who, found[who]) for who in ORDER if who in found)


def _matter(who: Who, items: list[Open_]) -> Matter:
    ordered = tuple(sorted(items, key=lambda each: each.at_stake, reverse=True))
    return Matter(who, ordered, sum((each.at_stake for each in ordered), ZERO))


def _offers(desk: Desk, items: Sequence[Item], whatif: WhatIf | None) -> tuple[Offer, ...]:
    by_id = {item.indicator.id: item for item in items}
    return tuple(_offer(desk, by_id, lever) for lever in (whatif.levers if whatif else ()))


def _offer(desk: Desk, items: Mapping[str, Item], lever: Lever) -> Offer:
    moves = tuple(Move(desk.value(each.input), each.value) for each in lever.moves)
    known = any(each.value.text is not None for each in moves)
    return Offer(lever, moves, tuple(items[each] for each in lever.indicators), known)
