"""Which row of last year is which row of this year: what is certain first, the rest by one assignment."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from catalog.diff.assignment import assign
from catalog.diff.candidates import candidates
from catalog.diff.likeness import Likeness, Row, Weights, measure

Pair = tuple[int, int]
CLOSE = 500  # where another way to pair rows is worse by less than this, it is told
HINT = 2500  # content from which on a row that was left alone is said to have something in common with another

# What two rows have in common that are certainly the same, where no other row of either year has it.
_SAME: tuple[Callable[[Row], Hashable], ...] = (
    lambda row: (row.path, row.name, row.text),
    lambda row: (row.name, row.text, *sorted(row.numbers)),
    lambda row: (row.name, row.text),
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Places of rows that are the same in both years, and how alike they are.

    `rivals`: other pairs that are nearly as good, by the pair that they put in doubt. `hints`: pairs of a row that
    stays alone with one that it may belong to all the same. `measured`: pairs that were weighed against each other.
    """

    pairs: Mapping[int, int]
    likeness: Mapping[Pair, Likeness]
    rivals: Mapping[Pair, tuple[Pair, ...]] = field(default_factory=dict)
    hints: tuple[Pair, ...] = ()
    measured: frozenset[Pair] = frozenset()


def pair(last: Sequence[Row], this: Sequence[Row], weights: Weights) -> Pairs:
    """The pairs of rows of both years."""
    groups = _alike(last, this)
    certain = _certain(last, this, groups)
    left, right = _rest(last, certain.keys()), _rest(this, certain.values())
    near = candidates([last[n] for n in left], [this[n] for n in right], weights)
    likeness = {(left[a], right[b]): measure(last[left[a]], this[right[b]], weights) for a, b in near}
    found = assign({each: like.gain for each, like in likeness.items()})
    pairs = certain | found
    twins, free = _twins(groups), (set(_rest(last, pairs.keys())), set(_rest(this, pairs.values())))
    hints = {each for others in twins.values() for each in others}
    hints |= {each for each, like in likeness.items() if _may_belong(each, like, *free)}
    known = likeness | {(a, b): measure(last[a], this[b], weights) for a, b in certain.items()}
    return Pairs(pairs, known, _rivals(found, likeness) | twins, tuple(sorted(hints)), frozenset(likeness))


def _rest(rows: Sequence[Row], taken: Iterable[int]) -> list[int]:
    return sorted(set(range(len(rows))) - set(taken))


# --- for certain ------------------------------------------------------------------------------------


def _alike(last: Sequence[Row], this: Sequence[Row]) -> list[tuple[list[int], list[int]]]:
    """Rows that cannot be told apart, of both years."""
    groups: dict[Hashable, tuple[list[int], list[int]]] = {}
    for side, rows in enumerate((last, this)):
        for n, row in enumerate(rows):
            key = row.path, row.name, row.text, *sorted(row.numbers.items())
            groups.setdefault(key, ([], []))[side].append(n)
    return [each for each in groups.values() if all(each)]


def _certain(last: Sequence[Row], this: Sequence[Row], groups: Sequence[tuple[list[int], list[int]]]) -> dict[int, int]:
    """Rows that cannot be told apart, in their order; then those that are the only ones of their name and text."""
    found = {a: b for before, after in groups for a, b in zip(before, after, strict=False)}
    for key in _SAME:
        ours, theirs = _only(last, found.keys(), key), _only(this, found.values(), key)
        found |= {n: theirs[value] for value, n in ours.items() if value in theirs}
    return found


def _only(rows: Sequence[Row], taken: Iterable[int], key: Callable[[Row], Hashable]) -> dict[Hashable, int]:
    """The rows that are left and have a value of `key` that no other has."""
    having: dict[Hashable, list[int]] = {}
    for n in _rest(rows, taken):
        having.setdefault(key(rows[n]), []).append(n)
    return {value: places[0] for value, places in having.items() if len(places) == 1}


def _twins(groups: Sequence[tuple[list[int], list[int]]]) -> dict[Pair, tuple[Pair, ...]]:
    """Of rows that cannot be told apart more in one year than in the other: which of them is gone is open."""
    found: dict[Pair, tuple[Pair, ...]] = {}
    for before, after in groups:
        for a, b in zip(before, after, strict=False):
            others = [(each, b) for each in before[len(after) :]] + [(a, each) for each in after[len(before) :]]
            found |= {(a, b): tuple(others)} if others else {}
    return found


# --- in doubt ---------------------------------------------------------------------------------------


def _may_belong(pair: Pair, like: Likeness, last: Container[int], this: Container[int]) -> bool:
    """Whether a row that stays alone (in `last` or `this`) has much in common with the other of the pair."""
    return (pair[0] in last or pair[1] in this) and like.content >= HINT


def _rivals(found: Mapping[int, int], likeness: Mapping[Pair, Likeness]) -> dict[Pair, tuple[Pair, ...]]:
    """For each pair those that could stand instead: an exchange of partners would lose next to nothing."""
    gain = {each: like.gain for each, like in likeness.items() if like.gain}
    holders = {b: a for a, b in found.items()}
    rivals: dict[Pair, set[Pair]] = {}
    for a, b in gain.keys() - found.items():
        pairs = [(x, y) for x, y in ((a, found.get(a)), (holders.get(b), b)) if x is not None and y is not None]
        crossed = (holders.get(b, -1), found.get(a, -1))
        if sum(gain[each] for each in pairs) - gain[a, b] - gain.get(crossed, 0) < CLOSE:
            for each in pairs:
                rivals.setdefault(each, set()).add((a, b))
    return {each: tuple(sorted(others)) for each, others in rivals.items()}
