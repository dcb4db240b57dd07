"""Sums of scores by group and overall: not-applicable items first, then groups, then vetoes of everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from catalog.base import Number
from catalog.model import Catalogue, Group, Indicator
from scorer.interval import ZERO, Interval, hull, point, total
from scorer.items import rounding_line
from scorer.profile import Places
from scorer.sheet import Lost, Score, Tally, VetoFinding
from scorer.vetoes import Readings, veto_line

CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Sum:
    """Points of a branch of the catalogue; `spread`: points that still look for items to go to."""

    printed: Fraction = ZERO
    full: Fraction = ZERO
    points: Interval = point(0)
    spread: Fraction = ZERO
    scored: int = 0
    unscored: int = 0
    lost: tuple[Lost, ...] = ()


def add_up(parts: Iterable[Sum]) -> Sum:
    """The parts together."""
    found = list(parts)
    return Sum(
        printed=sum((each.printed for each in found), ZERO),
        full=sum((each.full for each in found), ZERO),
        points=total(each.points for each in found),
        spread=sum((each.spread for each in found), ZERO),
        scored=sum(each.scored for each in found),
        unscored=sum(each.unscored for each in found),
        lost=tuple(chain.from_iterable(each.lost for each in found)),
    )


@dataclass(frozen=True, slots=True)
class Tree:
    """The catalogue as branches: groups by parent, scores by group; None is the catalogue itself.

    `factors`: what a point inside a group is worth outside; `caps`: the most that a group of bonuses brings.
    """

    groups: Mapping[str | None, list[Group]]
    leaves: Mapping[str | None, list[Sum]]
    factors: Mapping[str | None, Fraction]
    caps: Mapping[str | None, Fraction]


def tally(
    catalogue: Catalogue,
    scores: Iterable[Score],
    vetoes: Iterable[VetoFinding],
    open_to: Mapping[str, Readings],
    rounding: Places | None = None,
) -> tuple[Tally, tuple[Tally, ...]]:
    """The total of the catalogue and the sums of its groups; further catalogues in the file stand apart."""
    tree = _plant(catalogue, scores)
    struck = list(vetoes)
    roots = roots_of(catalogue)
    totals = [
        _tally(
            group.id,
            group.name,
            group.points if group.weight is None else group.weight,
            _rounded(_strike(group.id, gather(tree, group.id), struck, open_to, roots), rounding),
        )
        for group in catalogue.groups
    ]
    whole = _rounded(_strike(None, gather(tree, None), struck, open_to, roots), rounding)
    return _tally(CATALOGUE, catalogue.title, catalogue.total_points, whole), tuple(totals)


def _plant(catalogue: Catalogue, scores: Iterable[Score]) -> Tree:
    known = {group.id for group in catalogue.groups}
    groups: dict[str | None, list[Group]] = {}
    leaves: dict[str | None, list[Sum]] = {}
    for group in catalogue.groups:
        groups.setdefault(group.parent if group.parent in known else None, []).append(group)
    for indicator, score in zip(catalogue.indicators, scores, strict=True):
        leaves.setdefault(indicator.group if indicator.group in known else None, []).append(_leaf(indicator, score))
    return Tree(groups, leaves, factors(catalogue), caps(catalogue))


def factors(catalogue: Catalogue) -> dict[str | None, Fraction]:
    """By group: weight / points printed below it, where a group with a weight is a whole of its own (权重30%，各项合计100)."""
    printed: dict[str | None, Fraction] = {}
    above = {group.id: group.parent for group in catalogue.groups}
    for indicator in catalogue.indicators:
        scope = indicator.group
        while scope is not None and indicator.points is not None:
            printed[scope] = printed.get(scope, ZERO) + Fraction(indicator.points)
            scope = above.get(scope)
    weighed = ((group.id, group.weight, printed.get(group.id)) for group in catalogue.groups)
    return {name: Fraction(weight) / whole for name, weight, whole in weighed if weight is not None and whole}


def caps(catalogue: Catalogue) -> dict[str | None, Fraction]:
    """By group of bonuses: the most that its items bring together, where its heading prints it."""
    return {g.id: Fraction(g.cap) for g in catalogue.groups if g.cap is not None and g.effect == "bonus"}


def _leaf(indicator: Indicator, score: Score) -> Sum:
    if indicator.points is None or score.full is None or score.low is None or score.high is None:
        return Sum(unscored=1)
    printed = Fraction(indicator.points)
    leaving = "A-SPREAD" in score.assumed and score.status == "not_applicable"
    return Sum(printed, score.full, Interval(score.low, score.high), printed if leaving else ZERO, scored=1)


def gather(tree: Tree, scope: str | None) -> Sum:
    """The sum of a group, or of the catalogue without the further ones that stand beside it."""
    branches = (group for group in tree.groups.get(scope, []) if scope or group.kind != CATALOGUE)
    parts: Iterator[Sum] = (gather(tree, group.id) for group in branches)
    return _weigh(
        _capped(_spread(add_up([*tree.leaves.get(scope, []), *parts])), tree.caps.get(scope)), tree.factors.get(scope)
    )


def _capped(found: Sum, cap: Fraction | None) -> Sum:
    """What the items of a group of bonuses bring beyond its cap is not counted."""
    if cap is None:
        return found
    full, points = min(found.full, cap), found.points.clamp(high=cap)
    before, after = found.points, points
    line = Lost(
        kind="cap", at_best=full - after.high - (found.full - before.high),
        at_worst=full - after.low - (found.full - before.low), text="加分项合计超过上限的部分不计",
    )  # fmt: skip
    unchanged = line.at_best == line.at_worst == ZERO
    return replace(found, full=full, points=points, lost=found.lost if unchanged else (*found.lost, line))


def _weigh(found: Sum, factor: Fraction | None) -> Sum:
    """Points inside a group as points of the whole: 30% × 20%."""
    if factor is None:
        return found
    lost = tuple(
        line.model_copy(update={"at_best": line.at_best * factor, "at_worst": line.at_worst * factor})
        for line in found.lost
    )
    return replace(
        found, printed=found.printed * factor, full=found.full * factor, points=found.points.scale(factor),
        spread=found.spread * factor, lost=lost,
    )  # fmt: skip


def _spread(found: Sum) -> Sum:
    """Points of items that do not apply go to the others in proportion; a uniform percentage stays what it is.

    What is beyond the full points, or below 0, is not multiplied: no more is given than was there to give.
    """
    if not found.spread or not found.full:
        return found
    gained = found.points.clamp(ZERO, found.full).scale(found.spread / found.full)
    line = Lost(
        kind="spread",
        at_best=found.spread - gained.high,
        at_worst=found.spread - gained.low,
        text="不适用项的分值按比例分给其余各项，随之增加的失分",
    )
    return replace(
        found,
        full=found.full + found.spread,
        points=found.points + gained,
        spread=ZERO,
        lost=found.lost if gained == point(found.spread) else (*found.lost, line),
    )


def roots_of(catalogue: Catalogue) -> dict[str, str | None]:
    """For each indicator the further catalogue in which it stands, None for the main one."""
    groups = {group.id: group for group in catalogue.groups}
    return {each.id: _root(each.group, groups) for each in catalogue.indicators}


def _root(scope: str | None, groups: Mapping[str, Group]) -> str | None:
    passed: list[Group] = []
    while (group := groups.get(scope or "")) and group not in passed:
        passed.append(group)
        scope = group.parent
    return passed[-1].id if passed and passed[-1].kind == CATALOGUE else None


def _strike(
    scope: str | None,
    found: Sum,
    vetoes: list[VetoFinding],
    open_to: Mapping[str, Readings],
    roots: Mapping[str, str | None],
) -> Sum:
    """The sum of a whole catalogue after the vetoes that strike everything."""
    for veto in vetoes:
        if roots.get(veto.indicator) == scope and "total_zero" in open_to[veto.id]:
            after = point(0) if open_to[veto.id] == ("total_zero",) else hull([point(0), found.points])
            found = replace(found, points=after, lost=found.lost + veto_line(veto, found.points, after))
    return found


def _rounded(found: Sum, rule: Places | None) -> Sum:
    if rule is None:
        return found
    after = found.points.rounded(rule.places, rule.mode)
    return replace(found, points=after, lost=found.lost + rounding_line(found.points, after, rule))


def _tally(scope: str, name: str | None, declared: Number | None, found: Sum) -> Tally:
    return Tally(
        scope=scope,
        name=name,
        declared=None if declared is None else Fraction(declared),
        balanced=declared is None or Fraction(declared) == found.printed,
        scored=found.scored,
        unscored=found.unscored,
        full=found.full,
        low=found.points.low,
        high=found.points.high,
        lost=found.lost,
    )
