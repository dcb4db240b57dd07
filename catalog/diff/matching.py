"""Two catalogues → which rows belong together: pairs, splits, merges, and pairs that changed their order.

Exchanging the years exchanges the result: between equals, nothing depends on which year is called last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.diff.likeness import Likeness, Row, Weights, rows
from catalog.diff.pairing import Pair, Pairs, pair
from catalog.diff.shares import splits
from catalog.model import Catalogue


@dataclass(frozen=True, slots=True)
class Tie:
    """Rows of both years, by their places, that belong together. `covered`: of a split or merged row, the share of its
    words that are in its pieces."""

    last: tuple[int, ...]
    this: tuple[int, ...]
    likeness: Likeness | None = None
    covered: int | None = None
    rivals: tuple[Pair, ...] = ()
    reordered: bool = False

    def mirrored(self) -> Tie:
        """The same, with the years exchanged."""
        rivals = tuple(sorted((b, a) for a, b in self.rivals))
        return Tie(self.this, self.last, self.likeness, self.covered, rivals, self.reordered)


def match(last: Catalogue, this: Catalogue) -> list[Tie]:
    """Every row of both years, once: paired, split, merged, or alone."""
    before, after = rows(last), rows(this)
    if sorted(map(_key, before)) <= sorted(map(_key, after)):
        return _match(before, after)
    return [tie.mirrored() for tie in _match(after, before)]


def _key(row: Row) -> tuple[str, ...]:
    return row.path, row.name, row.text, *sorted(row.numbers)


def _match(last: Sequence[Row], this: Sequence[Row]) -> list[Tie]:
    weights = Weights([*last, *this])
    found = pair(last, this, weights)
    ties = list(_apart([*_splits(last, this, found, weights), *_merges(last, this, found, weights)]))
    left = set(range(len(last))) - {n for tie in ties for n in tie.last}
    right = set(range(len(this))) - {n for tie in ties for n in tie.this}
    kept = {a: b for a, b in sorted(found.pairs.items()) if a in left and b in right}
    beside = [each for each in found.hints if each[0] in left and each[1] in right]
    ties += _paired(kept, found)
    ties += [Tie((a,), (), rivals=_of(beside, 0, a)) for a in sorted(left - kept.keys())]
    ties += [Tie((), (b,), rivals=_of(beside, 1, b)) for b in sorted(right - set(kept.values()))]
    return ties


def _splits(last: Sequence[Row], this: Sequence[Row], found: Pairs, weights: Weights) -> Iterator[Tie]:
    for each in splits(last, this, found.pairs, found.measured, weights):
        yield Tie((each.whole,), each.pieces, covered=each.covered)


def _merges(last: Sequence[Row], this: Sequence[Row], found: Pairs, weights: Weights) -> Iterator[Tie]:
    """What is split when the years are exchanged."""
    back = {b: a for a, b in found.pairs.items()}
    for each in splits(this, last, back, {(b, a) for a, b in found.measured}, weights):
        yield Tie(each.pieces, (each.whole,), covered=each.covered)


def _paired(kept: Mapping[int, int], found: Pairs) -> Iterator[Tie]:
    moved = _reordered(kept)
    for a, b in kept.items():
        yield Tie((a,), (b,), found.likeness[a, b], None, found.rivals.get((a, b), ()), a in moved)


def _of(pairs: Sequence[Pair], side: int, place: int) -> tuple[Pair, ...]:
    return tuple(each for each in pairs if each[side] == place)


def _apart(ties: Sequence[Tie]) -> Iterator[Tie]:
    """Splits and merges that have no row in common: those that explain more of their row first."""
    last: set[int] = set()
    this: set[int] = set()
    for tie in sorted(ties, key=lambda each: (-(each.covered or 0), each.last, each.this)):
        if last.isdisjoint(tie.last) and this.isdisjoint(tie.this):
            last.update(tie.last)
            this.update(tie.this)
            yield tie


def _reordered(pairs: Mapping[int, int]) -> set[int]:
    """The rows of last year that are not part of the longest run of pairs in unchanged order."""
    ends: list[int] = []  # the smallest place at which a run of each length can end
    held: list[int] = []  # and the row there
    before: dict[int, int | None] = {}
    for a, b in sorted(pairs.items()):
        length = bisect_left(ends, b)
        ends[length:], held[length:] = [b, *ends[length + 1 :]], [a, *held[length + 1 :]]
        before[a] = held[length - 1] if length else None
    at = held[-1] if held else None
    kept: set[int] = set()
    while at is not None:
        kept.add(at)
        at = before[at]
    return pairs.keys() - kept
