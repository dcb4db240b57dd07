"""Which group of last year is which of this year: by the rows that they share, and by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.diff.assignment import pair_up
from catalog.diff.changes import Between, reweighted, text_change
from catalog.diff.glyphs import bare
from catalog.diff.likeness import WHOLE, in_order
from catalog.diff.matching import Tie
from catalog.diff.model import MINOR, Change, GroupChange, GroupKind, GroupSide
from catalog.model import Catalogue, Group

SHARED = 4000  # of the rows of both that are in both
NAMED = 8000  # likeness of the names that is enough by itself


@dataclass(frozen=True, slots=True)
class Tree:
    """The groups of a catalogue: by id, the groups from the outermost down to each, and the rows below it."""

    groups: Mapping[str, Group]
    down: Mapping[str, tuple[Group, ...]]
    rows: Mapping[str, frozenset[int]]

    def path(self, group: str | None) -> list[str]:
        """Names from the outermost down to a group; those of whole catalogues do not show."""
        return [each.name for each in self.down[group] if each.kind == "group"] if group else []


def tree(catalogue: Catalogue) -> Tree:
    """The groups of a catalogue with what is above and below them."""
    groups = {each.id: each for each in catalogue.groups}
    down = {ident: tuple(_down(ident, groups)) for ident in groups}
    rows: dict[str, set[int]] = {ident: set() for ident in groups}
    for place, row in enumerate(catalogue.indicators):
        for each in down[row.group] if row.group else ():
            rows[each.id].add(place)
    return Tree(groups, down, {ident: frozenset(each) for ident, each in rows.items()})


def _down(ident: str, groups: Mapping[str, Group]) -> list[Group]:
    found: list[Group] = []
    at: str | None = ident
    while at is not None:
        found.insert(0, groups[at])
        at = groups[at].parent
    return found


def pair_groups(last: Tree, this: Tree, ties: Iterable[Tie]) -> list[tuple[Group | None, Group | None]]:
    """The groups of both years, in the order of this year, then those that are gone."""
    shared: Counter[tuple[str, str]] = Counter()
    below = _above(last), _above(this)
    for tie in ties:
        for a in tie.last:
            shared.update(
                (one, other) for b in tie.this for one in below[0].get(a, ()) for other in below[1].get(b, ())
            )

    def like(one: Group, other: Group) -> int:
        if one.kind != other.kind:
            return 0
        name = in_order(bare(one.name), bare(other.name))
        both = len(last.rows[one.id]) + len(this.rows[other.id])
        common = min(2 * WHOLE * shared[one.id, other.id] // max(both, 1), WHOLE)
        near = name + 2 * common + 1000 * (one.level == other.level)
        return near if name >= NAMED or common >= SHARED or (name >= WHOLE // 2 and common) else 0

    return pair_up(list(last.groups.values()), list(this.groups.values()), like)


def _above(tree: Tree) -> dict[int, list[str]]:
    """The groups above each row."""
    found: dict[int, list[str]] = {}
    for ident, rows in tree.rows.items():
        for place in rows:
            found.setdefault(place, []).append(ident)
    return found


def compare_groups(
    last: Catalogue,
    this: Catalogue,
    trees: tuple[Tree, Tree],
    pairs: Sequence[tuple[Group | None, Group | None]],
    between: Between,
) -> Iterator[GroupChange]:
    """What changed in each group."""
    for one, other in pairs:
        sides = _side(last, trees[0], one), _side(this, trees[1], other)
        found = [] if one is None or other is None else list(_changes(one, other, between))
        minor = all(each.kind in MINOR for each in found)
        kind: GroupKind = "added" if one is None else "dropped" if other is None else "kept" if minor else "changed"
        yield GroupChange(kind=kind, last=sides[0], this=sides[1], changes=found)


def _changes(one: Group, other: Group, between: Between) -> Iterator[Change]:
    yield from text_change("renamed", one.name, other.name, between.shift)
    if (one.parent and between.groups.get(one.parent)) != other.parent:
        yield Change(
            kind="moved", last=between.last_paths[one.parent] or None, this=between.this_paths[other.parent] or None
        )
    yield from reweighted(_declared(one), _declared(other))
    if bare(one.number or "") != bare(other.number or ""):
        yield Change(kind="renumbered", last=one.number, this=other.number)


def _declared(group: Group) -> dict[str | None, Decimal]:
    return {} if group.points is None else {None: group.points}


def _side(catalogue: Catalogue, tree: Tree, group: Group | None) -> GroupSide | None:
    if group is None:
        return None
    rows = tree.rows[group.id]
    points = [each.points for place in rows if (each := catalogue.indicators[place]).points is not None]
    return GroupSide(
        id=group.id, number=group.number, name=group.name, path=tree.path(group.parent), level=group.level,
        points=group.points, rows=len(rows), row_points=sum(points, Decimal(0)) if points else None,
    )  # fmt: skip
