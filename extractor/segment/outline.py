"""List numbers → outline: which numbers count the rows, which the groups above them, and which are only text.

A path through all readings is searched for in which every level counts 1, 2, 3 …; a number that a page repeats
at its top is the same number again, one that is missing leaves a gap. The cheapest path wins (beam search).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations

from extractor.segment.marks import RANK, Mark

SHARED = ("pointed", "paused")  # families that may count two levels
WIDTH = 32
GAP = 4  # numbers that may be missing in one place
FAR = 20  # the same where the number stands free
_NO_HEADING = re.compile(r"[。；，,=/×÷:]|\([0-9一二三四五六七八九十]\)|[0-9][.、](?![0-9])|[①-⑳]")
HEADING = 30
_HEAD = re.compile(r"[一-鿿]{2,30}?(?=[一二三四五六七八九十]、|[0-9(])")  # a name up to the next number
SAME = 3  # characters after a repeated number that have to be the same


@dataclass(frozen=True, slots=True)
class Point:
    """A list number of the outline: its level from 0, and whether a page repeats it."""

    mark: Mark
    level: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """List numbers in order with their levels, the families of the levels, and what the reading costs."""

    families: tuple[str, ...]
    points: tuple[Point, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    counts: tuple[int, ...]
    fresh: tuple[bool, ...]
    at: tuple[Mark | None, ...]  # the last number of each level, for comparing repeats
    last: Point | None = None
    before: _Path | None = field(default=None, compare=False, repr=False)


def find_outline(
    plain: str,
    marks: list[Mark],
    families: tuple[str, ...],
    groups: int,
    *,
    restarts: bool,
    titled: frozenset[int] = frozenset(),
) -> Outline:
    """The cheapest reading of `marks` as an outline of these families.

    `groups`: how many of the levels are groups, whose text up to the next number is a heading and nothing
    more. `restarts`: whether numbers may begin again at 1 without a visible group above them; `titled` are
    the starts of marks before which a group without a number may stand.
    """
    size = len(families)
    paths = [_Path(0.0, (0,) * size, (True,) * size, (None,) * size)]
    for mark in marks:
        levels = [level for level, family in enumerate(families) if family == mark.family]
        if levels:
            paths = _step(
                plain, paths, mark, levels, groups, restarts=restarts and bool(mark.boundary or mark.start in titled)
            )
    best = min(paths, key=lambda path: path.cost + (3.0 if path.last and path.last.level < groups else 0.0))
    return Outline(families, tuple(_points(best)), best.cost)


def _step(plain: str, paths: list[_Path], mark: Mark, levels: list[int], groups: int, *, restarts: bool) -> list[_Path]:
    found: dict[tuple[object, ...], _Path] = {}
    for path in paths:
        for following in _following(plain, path, mark, levels, groups, restarts=restarts):
            key = (following.counts, following.fresh, following.last)
            if key not in found or following.cost < found[key].cost:
                found[key] = following
    return sorted(found.values(), key=lambda path: path.cost)[:WIDTH]


def _following(
    plain: str, path: _Path, mark: Mark, levels: list[int], groups: int, *, restarts: bool
) -> Iterator[_Path]:
    """The path without the mark, and with the mark at each level where it fits."""
    expected = any(path.counts[level] + 1 == mark.number for level in levels) and not mark.glued
    skipped = (
        (0.4, 0.9, 1.5)[mark.boundary] if expected and mark.end > mark.start else 0.02 if mark.end > mark.start else 0.0
    )
    yield _Path(path.cost + skipped, path.counts, path.fresh, path.at, path.last, path)
    if path.last is not None and (mark.start < path.last.mark.end or mark.start == path.last.mark.start):
        return
    for level in levels:
        fit = _fit(plain, path, mark, level, restarts=restarts)
        gap = _gap(plain, path, mark, level, groups)
        if fit is None or gap is None:
            continue
        cost, repeated = fit
        counts = (*path.counts[:level], mark.number, *path.counts[level + 1 :])
        below = path.fresh[level + 1 :] if repeated else tuple(True for _ in path.counts[level + 1 :])
        fresh = (*path.fresh[:level], False, *below)
        at = (*path.at[:level], mark, *path.at[level + 1 :])
        glue = (
            (0.3 if mark.boundary == 0 else 0.0)
            + (0.2 if mark.glued else 0.0)
            + (0.95 if mark.end == mark.start else 0.0)
        )
        if repeated and level < groups:
            gap = 0.0
        yield _Path(path.cost + cost + gap + glue - 1, counts, fresh, at, Point(mark, level, repeated), path)


def _fit(plain: str, path: _Path, mark: Mark, level: int, *, restarts: bool) -> tuple[float, bool] | None:
    """What it costs to read `mark` as the next number of `level`, and whether it repeats the last one."""
    count = path.counts[level]
    if mark.number == count + 1 or (mark.number == 1 and path.fresh[level]):
        return (0.0, False)
    if mark.number == count and _same(plain, path.at[level], mark):
        return (0.5, True)
    if count < mark.number <= count + (GAP if mark.glued else FAR):
        price = 2.2 if mark.glued else 0.9 if mark.boundary or path.fresh[level] else 1.6
        return (min(price * (mark.number - count - 1), 1.8 + 0.05 * mark.number), False)
    if path.fresh[level] and 1 < mark.number <= GAP and not mark.glued:
        return (0.9 * (mark.number - 1), False)
    if mark.number == 1 and restarts and level == len(path.counts) - 1:
        return (1.5, False)
    return None


def _same(plain: str, before: Mark | None, mark: Mark) -> bool:
    """Whether the same words follow both numbers."""
    if before is None:
        return False
    first, second = plain[before.end : before.end + 40].lstrip(), plain[mark.end : mark.end + 40].lstrip()
    heads = [_HEAD.match(text) for text in (first, second)]
    named = heads[0] and heads[1] and heads[0].group() == heads[1].group()
    return bool(named) or (first[:SAME] == second[:SAME] and len(first) >= SAME)


def _gap(plain: str, path: _Path, mark: Mark, level: int, groups: int) -> float | None:
    """What the text between the last number and this one costs: after a group's number only a heading may stand."""
    last = path.last
    if last is None or last.level >= groups:
        return 0.0
    text = plain[last.mark.end : mark.start].strip()
    if last.repeated and last.level <= level:
        return 0.0
    if not text or len(text) > HEADING or _NO_HEADING.search(text):
        return None
    return 0.0 if level > last.level else 3.0


def _points(path: _Path) -> list[Point]:
    found: list[Point] = []
    at: _Path | None = path
    while at is not None:
        if at.last is not None and (not found or found[-1] is not at.last):
            found.append(at.last)
        at = at.before
    return found[::-1]


def hypotheses(marks: list[Mark], deepest: int) -> list[tuple[str, ...]]:
    """Families that could number the levels, outermost first, at most `deepest` of them.

    Two levels may share a family (1. for groups and 1. for rows, both counting through).
    """
    usable = usable_families(marks)
    found = [
        order
        for size in range(1, deepest + 1)
        for order in permutations(usable, size)
        if [RANK[f] for f in order] == sorted(RANK[f] for f in order)
    ]
    twice = [(*order[:-1], order[-1], order[-1]) for order in found if len(order) < deepest and order[-1] in SHARED]
    return found + twice


def usable_families(marks: list[Mark]) -> list[str]:
    """Families that count: two of 1 to 4 are there, or or 1 alone above others (one （一） in each group, 一、 at the top); outermost first."""
    counted: dict[str, list[int]] = {}
    for mark in marks:
        counted.setdefault(mark.family, []).append(mark.number)
    first = marks[0].family if marks else None
    counts = {
        f: len({1, 2, 3, 4} & set(ns)) > 1 or (set(ns) == {1} and RANK[f] < RANK["A"] and (len(ns) > 1 or f == first))
        for f, ns in counted.items()
    }
    return sorted((family for family, counting in counts.items() if counting), key=RANK.__getitem__)


def passed_over(outline: Outline, marks: list[Mark]) -> float:
    """What it costs that a family which usually stands above those of the outline counts on unread: 一、 above （1）."""
    deepest = RANK[outline.families[-1]]
    count = 0
    for family in {mark.family for mark in marks} - set(outline.families):
        following = 1
        for mark in marks:
            if mark.family == family and RANK[family] < deepest and mark.number == following and not mark.glued:
                following += 1
        count += following - 1 if following > 2 else 0
    return 3.0 * count
