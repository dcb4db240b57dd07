"""Sums by group and overall, row by row. The meaning is that of `scorer.totals`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from catalog.model import Catalogue
from scorer.bulk import rationals, spans
from scorer.bulk.items import Item, Struck, round_span, strike_total
from scorer.bulk.masks import Mask, both, flip
from scorer.bulk.rationals import NOUGHT, Rationals, compare, constant
from scorer.bulk.spans import NONE, Span
from scorer.profile import Places
from scorer.totals import CATALOGUE, caps, factors, roots_of


@dataclass(frozen=True, slots=True)
class Sum:
    """Points of a branch of the catalogue; `spread`: points that still look for items to go to."""

    full: Rationals = NOUGHT
    points: Span = NONE
    spread: Rationals = NOUGHT


@dataclass(frozen=True, slots=True)
class Tree:
    """Groups by parent, items by group; None is the catalogue itself."""

    groups: dict[str | None, list[tuple[str, str]]]
    leaves: dict[str | None, list[Sum]]
    factors: dict[str | None, Fraction]
    caps: dict[str | None, Fraction]


def tally(catalogue: Catalogue, items: Iterable[Item], vetoes: list[Struck], rounding: Places | None) -> dict[str, Sum]:
    """The sum of the catalogue (`catalogue`) and of each group."""
    tree, roots = _plant(catalogue, items), roots_of(catalogue)
    gathered: dict[str | None, Sum] = {}
    gather(tree, None, gathered)
    found = {}
    for scope in (None, *(group.id for group in catalogue.groups)):
        whole = gather(tree, scope, gathered)
        own = (veto for veto in vetoes if roots.get(veto.veto.indicator, "") == scope)
        points = strike_total(whole.points, own)
        found[scope or CATALOGUE] = replace(whole, points=round_span(points, rounding) if rounding else points)
    return found


def _plant(catalogue: Catalogue, items: Iterable[Item]) -> Tree:
    known = {group.id for group in catalogue.groups}
    groups: dict[str | None, list[tuple[str, str]]] = {}
    leaves: dict[str | None, list[Sum]] = {}
    for group in catalogue.groups:
        groups.setdefault(group.parent if group.parent in known else None, []).append((group.id, group.kind))
    for item in items:
        scope = item.indicator.group
        leaves.setdefault(scope if scope in known else None, []).append(_leaf(item))
    return Tree(groups, leaves, factors(catalogue), caps(catalogue))


def _leaf(item: Item) -> Sum:
    return Sum(item.full, item.points, rationals.choose(item.leaving, constant(item.worth), NOUGHT))


def gather(tree: Tree, scope: str | None, known: dict[str | None, Sum]) -> Sum:
    """The sum of a group, or of the catalogue without the further ones that stand beside it; kept in `known`."""
    if scope not in known:
        branches = (name for name, kind in tree.groups.get(scope, []) if scope or kind != CATALOGUE)
        found = _total([*tree.leaves.get(scope, []), *(gather(tree, name, known) for name in branches)])
        known[scope] = _weigh(_capped(found, tree.caps.get(scope)), tree.factors.get(scope))
    return known[scope]


def _capped(found: Sum, cap: Fraction | None) -> Sum:
    if cap is None:
        return found
    return replace(found, full=rationals.least(found.full, constant(cap)), points=spans.clamp(found.points, high=cap))


def _weigh(found: Sum, factor: Fraction | None) -> Sum:
    if factor is None:
        return found
    scaled = (
        rationals.scale(found.full, factor),
        spans.scale(found.points, factor),
        rationals.scale(found.spread, factor),
    )
    return Sum(*scaled)


def _total(parts: list[Sum]) -> Sum:
    return _spread(
        Sum(
            rationals.total(each.full for each in parts),
            spans.total(each.points for each in parts),
            rationals.total(each.spread for each in parts),
        )
    )


def _spread(found: Sum) -> Sum:
    """Points of items that do not apply go to the others in proportion; what is beyond the full points does not grow."""
    moves = both(_some(found.spread), _some(found.full))
    if moves is False:
        return found
    factor = rationals.mul(found.spread, rationals.inverse(found.full))
    points = spans.both_ends(found.points, lambda end: rationals.add(end, _gained(end, found.full, factor)))
    return Sum(
        rationals.choose(moves, rationals.add(found.full, found.spread), found.full),
        spans.choose(moves, points, found.points),
        rationals.choose(moves, NOUGHT, found.spread),
    )


def _gained(points: Rationals, full: Rationals, factor: Rationals) -> Rationals:
    return rationals.mul(rationals.least(rationals.most(points, NOUGHT), full), factor)


def _some(value: Rationals) -> Mask:
    return flip(compare(value, "=", NOUGHT))
