"""Which pairs of rows are worth measuring: those that share what few rows have. All pairs would be a square."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from catalog.diff.likeness import Row, Weights

MOST = 12  # candidates of a row
READ = 2_000  # entries of the index that are read for a row
NEAR = 200  # of the rows that share one pair of characters, the nearest


def candidates(last: Sequence[Row], this: Sequence[Row], weights: Weights) -> list[tuple[int, int]]:
    """For each row of either year those of the other that have its name or its text, or share most with it; as places
    in `last` and `this`."""
    forth = (_closest(last, this, weights), _same(last, this, _name), _same(last, this, _text))
    back = (_closest(this, last, weights), _same(this, last, _name), _same(this, last, _text))
    return sorted({*chain(*forth), *((a, b) for b, a in chain(*back))})


def _name(row: Row) -> str:
    return row.name


def _text(row: Row) -> str:
    return row.text


def _same(rows: Sequence[Row], others: Sequence[Row], key: Callable[[Row], str]) -> Iterator[tuple[int, int]]:
    """The nearest rows with the same words."""
    index: dict[str, list[int]] = {}
    for place, other in enumerate(others):
        index.setdefault(key(other), []).append(place)
    for place, row in enumerate(rows):
        level = place * len(others) // max(len(rows), 1)
        having = index.get(key(row), []) if key(row) else []
        yield from ((place, other) for other in _near(having, level, MOST))


def _closest(rows: Sequence[Row], others: Sequence[Row], weights: Weights) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = {}
    for place, other in enumerate(others):
        for gram in other.grams:
            index.setdefault(gram, []).append(place)
    for place, row in enumerate(rows):
        level = place * len(others) // max(len(rows), 1)
        shared = _shared(row, index, level, weights)
        best = sorted((-weight, abs(other - level), other) for other, weight in shared.items())
        yield from ((place, other) for _, _, other in best[:MOST])


def _shared(row: Row, index: dict[str, list[int]], level: int, weights: Weights) -> Counter[int]:
    """The weight of what each other row shares with `row`, by what is rarest first."""
    found: Counter[int] = Counter()
    read = 0
    for gram in sorted(row.grams & index.keys(), key=lambda each: (len(index[each]), each)):
        having = _near(index[gram], level, NEAR)
        weight = weights.of([gram])
        for other in having:
            found[other] += weight
        read += len(having)
        if read > READ:
            break
    return found


def _near(places: list[int], level: int, most: int) -> list[int]:
    """The places nearest to one, where there are many."""
    if len(places) <= most:
        return places
    start = min(max(bisect(places, level) - most // 2, 0), len(places) - most)
    return places[start : start + most]
