"""Equal shares of an item among its targets, exact to the last unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from catalog.rules import All, FullIf, Predicate, Share, Split, Unspecified

UNIT = Decimal("0.01")
Namer = Callable[[Predicate], str]


def equal_split(term: Unspecified, worth: Decimal, unit: Decimal = UNIT, name: Namer = lambda _: "") -> FullIf | Split:
    """Each condition of a target with its share of the points; a single one is won or lost as a whole."""
    wanted = conditions(term.when)
    if len(wanted) == 1:
        return FullIf(when=term.when, evidence=term.evidence)
    parts = [
        Share(name=name(each), points=points, term=FullIf(when=each, evidence=each.evidence or term.evidence))
        for each, points in zip(wanted, shares_of(worth, len(wanted), unit), strict=True)
    ]
    return Split(parts=parts, evidence=term.evidence)


def shares_of(worth: Decimal, count: int, unit: Decimal) -> list[Decimal]:
    """Equal shares in whole units that sum to `worth`; what is left over goes to the first ones."""
    units, rest = divmod(worth, unit)
    each, extra = divmod(int(units), count)
    shares = [(each + (number < extra)) * unit for number in range(count)]
    return [shares[0] + rest, *shares[1:]]


def conditions(term: Predicate) -> list[Predicate]:
    """The conditions that all have to hold, without nesting."""
    if not isinstance(term, All) or not term.of:
        return [term]
    return [inner for each in term.of for inner in conditions(each)]
