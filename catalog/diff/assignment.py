"""The assignment of the greatest gain: each row and each column at most once, exact, over the pairs that are given.

Shortest augmenting paths with potentials (Kuhn and Munkres, Jonker and Volgenant) over a sparse graph: what SciPy's
linear_sum_assignment does over a full matrix. docs/decisions/year-on-year.md says why it is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import TypeVar

T = TypeVar("T")
Step = tuple[int, int, int]  # distance, column, the row it is reached from


def assign(gains: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The columns of the rows that are paired, so that the sum of the gains is as great as can be.

    Pairs without a gain are never made. Of several best assignments the same one comes out every time.
    """
    edges: dict[int, list[tuple[int, int]]] = {}
    for (row, column), gain in sorted(gains.items()):
        if gain > 0:  # a column below zero is the row's own way out: it stays alone, at no gain
            edges.setdefault(row, [(-1 - row, 0)]).append((column, -gain))
    tableau = _Tableau(edges, {row: min(cost for _, cost in ways) for row, ways in edges.items()})
    for row in edges:
        tableau.place(row)
    return {row: column for row, column in tableau.columns.items() if column >= 0}


@dataclass(slots=True)
class _Tableau:
    """Costs, potentials of rows (`low`) and columns (`high`), and who has whom so far.

    cost − low − high is never below zero, and zero for those who are paired: so the pairs are the cheapest.
    """

    edges: dict[int, list[tuple[int, int]]]
    low: dict[int, int]
    high: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)

    def place(self, start: int) -> None:
        """Give a row a column by the cheapest chain of changes."""
        far: dict[int, tuple[int, int]] = {}  # by column: its distance, and the row it was reached from
        heap = self._steps(start, 0)
        heapify(heap)
        while True:
            distance, column, row = heappop(heap)
            if column in far:
                continue
            far[column] = distance, row
            if column not in self.rows:
                break
            for step in self._steps(self.rows[column], distance):
                heappush(heap, step)
        self._settle(start, distance, far)
        self._turn(start, column, far)

    def _steps(self, row: int, distance: int) -> list[Step]:
        low, high = self.low[row], self.high
        return [(distance + cost - low - high.get(column, 0), column, row) for column, cost in self.edges[row]]

    def _settle(self, start: int, distance: int, far: Mapping[int, tuple[int, int]]) -> None:
        for column, (near, _) in far.items():
            self.high[column] = self.high.get(column, 0) - (distance - near)
            if column in self.rows:
                self.low[self.rows[column]] += distance - near
        self.low[start] += distance

    def _turn(self, start: int, column: int, far: Mapping[int, tuple[int, int]]) -> None:
        """Pair along the way back."""
        row = None
        while row != start:
            row = far[column][1]
            before = self.columns.get(row, column)
            self.rows[column], self.columns[row] = row, column
            column = before


def pair_up(last: Sequence[T], this: Sequence[T], like: Callable[[T, T], int]) -> list[tuple[T | None, T | None]]:
    """Two lists as pairs, in the order of `this`, then those of `last` that are left alone; `like` of 0 is no pair.

    Between equals those that stand alike far down the lists are taken, then the first.
    """
    finer = 4 * (len(last) + len(this) + 1) ** 2
    gains = {
        (a, b): value * finer - (a - b) ** 2 * 2 - a - b
        for a, one in enumerate(last)
        for b, other in enumerate(this)
        if (value := like(one, other)) > 0
    }
    found = assign(gains)
    back = {b: a for a, b in found.items()}
    pairs: list[tuple[T | None, T | None]] = [(last[back[b]] if b in back else None, one) for b, one in enumerate(this)]
    return pairs + [(one, None) for a, one in enumerate(last) if a not in found]
