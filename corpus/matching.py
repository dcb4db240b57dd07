"""Which found row is which expected one: an alignment that keeps the order of the document.

One row that was missed or invented costs itself and not all the rows after it. The alignment with the highest
likeness is taken; of two that are as good, the one that pairs rows earlier, so that every run says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

Row = dict[str, Any]
Pair = tuple[int | None, int | None]
# How much each key tells of whether two rows are one. What both leave empty tells nothing.
WEIGHTS = {"name": 40, "requirement": 35, "number": 10, "points": 10, "path": 5}
LEAST = 0.55  # two rows of one document that are not the same share a path, points and some characters


def align(expected: Sequence[Row], found: Sequence[Row]) -> list[Pair]:
    """Pairs of indexes in the order of the document; None stands where the other side has no such row."""
    likeness = [[alike(want, got) for got in found] for want in expected]
    return _walk(likeness, _best(likeness, len(found)))


def alike(want: Row, got: Row) -> float:
    """How alike two rows are, from 0 to 1."""
    telling = {key: weight for key, weight in WEIGHTS.items() if want[key] or got[key]}
    whole = sum(telling.values())
    return sum(weight * _same(want[key], got[key]) for key, weight in telling.items()) / whole if whole else 1.0


def _same(want: Any, got: Any) -> float:
    if want == got:
        return 1.0
    both_text = isinstance(want, str) and isinstance(got, str)
    return fuzz.ratio(want, got) / 100 if both_text else 0.0


def _best(likeness: list[list[float]], width: int) -> list[list[float]]:
    """The highest sum of likenesses that the rows from each place on can reach."""
    best = [[0.0] * (width + 1) for _ in range(len(likeness) + 1)]
    for i in reversed(range(len(likeness))):
        for j in reversed(range(width)):
            best[i][j] = max(_paired(likeness, best, i, j), best[i + 1][j], best[i][j + 1])
    return best


def _paired(likeness: list[list[float]], best: list[list[float]], i: int, j: int) -> float:
    return likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= LEAST else -1.0


def _walk(likeness: list[list[float]], best: list[list[float]]) -> list[Pair]:
    pairs: list[Pair] = []
    i = j = 0
    height, width = len(best) - 1, len(best[0]) - 1
    while i < height and j < width:
        if best[i][j] == _paired(likeness, best, i, j):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs + [(k, None) for k in range(i, height)] + [(None, k) for k in range(j, width)]
