"""Lines and shades across a page that stand above each other: they frame a table that has no lines down.

Many writers draw the line below a row cell by cell, and shade a row cell by cell. The lines run on, but where one piece
ends and the next begins a column ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.readers.pdf.page import Box

NEAR = 3.0  # points: what ends so near to each other ends together
LOW = 8.0  # points: a shade that is lower is no row
SHORT = 6.0  # points: a narrower piece is no cell
WIDE = 120.0  # points: a narrower frame is no table
JOINTED, PLAIN = 2, 5  # levels of a table, with joints and without
MOST = 1500  # lines and edges: a page with more is a drawing
TOLD = 2  # lines that have the same joint


@dataclass(frozen=True, slots=True)
class Level:
    """What is drawn at one height without a break: from x0 to x1, with the places where its pieces meet.

    `lined`: whether there is a line, and not only the edge of a shade.
    """

    top: float
    x0: float
    x1: float
    joints: tuple[float, ...]
    lined: bool = True

    def is_as_wide(self, other: Level) -> bool:
        """Whether both begin and end at the same places."""
        return abs(self.x0 - other.x0) <= NEAR and abs(self.x1 - other.x1) <= NEAR


@dataclass(frozen=True, slots=True)
class Frame:
    """Levels of one width, from top to bottom; `parts` are not as wide; `shades` are filled.

    `room`: up and down to the next frames.
    """

    levels: list[Level]
    parts: list[Level]
    shades: list[Box]
    room: Box

    @property
    def box(self) -> Box:
        """From the first level to the last."""
        first = self.levels[0]
        return Box(first.x0, first.top, first.x1, self.levels[-1].top)

    @property
    def is_table(self) -> bool:
        """Whether there are enough levels to stand for themselves: fewer go on from the page before, or are none."""
        return len(self.levels) >= (JOINTED if self.joints else PLAIN)

    @property
    def joints(self) -> list[float]:
        """The places where pieces meet at several heights."""
        met = sorted(x for level in (*self.levels, *self.parts) for x in level.joints)
        return [sum(group) / len(group) for group in close(met) if len(group) >= TOLD]


def frames_of(rulings: Sequence[Box], grounds: Sequence[Box], taken: Sequence[Box]) -> list[Frame]:
    """The frames outside the tables that are known, from top to bottom; what stands in none is left out."""
    lines = [line for line in rulings if line.width > line.height and not _within(line, taken)]
    shades = [ground for ground in grounds if ground.height >= LOW and not _within(ground, taken)]
    if not TOLD <= len(lines) + 2 * len(shades) <= MOST:
        return []
    levels = list(_levels(_strokes(lines, shades)))
    groups = [group for like in _alike(levels) for group in _parted(like) if group[0].x1 - group[0].x0 >= WIDE]
    wholes = [group for group in groups if not any(_holds(other, group) for other in groups)]
    wholes.sort(key=lambda group: group[0].top)
    return [_frame(group, wholes, levels, shades) for group in wholes]


def _within(box: Box, taken: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return any(
        table.x0 - NEAR <= x <= table.x1 + NEAR and table.top - NEAR <= y <= table.bottom + NEAR for table in taken
    )


class Stroke(NamedTuple):
    """A piece of a line, or the upper or lower edge of a shade."""

    x0: float
    x1: float
    y: float
    lined: bool


def _strokes(lines: Sequence[Box], shades: Sequence[Box]) -> Iterator[Stroke]:
    yield from (Stroke(line.x0, line.x1, (line.top + line.bottom) / 2, True) for line in lines)
    for shade in shades:
        yield from (Stroke(shade.x0, shade.x1, y, False) for y in (shade.top, shade.bottom))


def _levels(strokes: Iterable[Stroke]) -> Iterator[Level]:
    """Lines at one height, those that touch joined; two that are doubled are one."""
    held: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.y):
        if held and stroke.y - held[-1].y > NEAR:
            yield from _row(held)
            held = []
        held.append(stroke)
    if held:
        yield from _row(held)


def _row(strokes: Sequence[Stroke]) -> Iterator[Level]:
    """The levels at one height: of its lines, where there are none of the edges of shades."""
    lines = [stroke for stroke in strokes if stroke.lined]
    for run in _runs(lines or strokes):
        yield _level(run, strokes, bool(lines))


def _runs(strokes: Iterable[Stroke]) -> Iterator[list[Stroke]]:
    """Pieces that touch."""
    run: list[Stroke] = []
    end = 0.0
    for stroke in sorted(strokes):
        if run and stroke.x0 > end + NEAR:
            yield run
            run = []
        end = max(end, stroke.x1) if run else stroke.x1
        run.append(stroke)
    yield run


def _level(run: Sequence[Stroke], beside: Sequence[Stroke], lined: bool) -> Level:
    """The joints of a run are where a piece, of a shade as well, ends and another begins."""
    x0, x1 = min(piece.x0 for piece in run), max(piece.x1 for piece in run)
    pieces = [piece for piece in beside if piece.x1 - piece.x0 >= SHORT]
    ends, starts = sorted({round(piece.x1, 1) for piece in pieces}), sorted({round(piece.x0, 1) for piece in pieces})
    joints = [(end + start) / 2 for end in ends for start in starts if abs(end - start) <= NEAR]
    inner = tuple(group[0] for group in close(joints) if x0 + NEAR < group[0] < x1 - NEAR)
    ys = [piece.y for piece in run]
    return Level((min(ys) + max(ys)) / 2, x0, x1, inner, lined)


def close(values: Sequence[float]) -> list[list[float]]:
    """Ascending values in groups that lie close together."""
    groups: list[list[float]] = []
    for value in values:
        if groups and value - groups[-1][-1] <= NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def _alike(levels: Sequence[Level]) -> list[list[Level]]:
    """Levels that are as wide as each other."""
    found: list[list[Level]] = []
    for level in levels:
        for like in found:
            if like[0].is_as_wide(level):
                like.append(level)
                break
        else:
            found.append([level])
    return found


def _parted(like: Sequence[Level]) -> Iterator[list[Level]]:
    """Levels whose pieces meet at other places are those of another table."""
    held: list[Level] = []
    joints: tuple[float, ...] = ()
    for level in like:
        if held and not (_among(joints, level.joints) or _among(level.joints, joints)):
            yield held
            held, joints = [], ()
        held.append(level)
        joints = max(joints, level.joints, key=len)
    yield held


def _among(some: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(x - other) <= NEAR for other in others) for x in some)


def _holds(whole: Sequence[Level], part: Sequence[Level]) -> bool:
    """Whether levels run below some columns only of a wider frame: beside a cell that stands for several rows."""
    if not _is_part(part[0], whole[0]):
        return False
    sides = (whole[0].x0, whole[0].x1)
    borders = [*sides, *(x for level in whole for x in level.joints)]
    between = whole[0].top < part[0].top and part[-1].top < whole[-1].top
    ends = [_among((x,), borders) for x in (part[0].x0, part[0].x1)]
    return all(ends) or (between and _among((part[0].x0,), sides) != _among((part[0].x1,), sides))


def _frame(own: Sequence[Level], all_: Sequence[list[Level]], levels: Sequence[Level], shades: Sequence[Box]) -> Frame:
    """A frame with what stands in it, down to the next frame and up to the one before."""
    first, last = own[0], own[-1]
    others = [other for other in all_ if other is not own and other[0].x0 < first.x1 and other[0].x1 > first.x0]
    above = max((other[-1].top for other in others if other[-1].top < first.top), default=0.0)
    below = min((other[0].top for other in others if other[0].top > last.top), default=1e9)
    lined = any(level.lined for level in own)
    parts = [v for v in levels if above < v.top < below and v.lined >= lined and _is_part(v, first)]
    inside = [
        s for s in shades if above < s.bottom and s.top < below and s.x0 >= first.x0 - NEAR and s.x1 <= first.x1 + NEAR
    ]
    return Frame(list(own), parts, inside, Box(first.x0, above, first.x1, below))


def _is_part(level: Level, whole: Level) -> bool:
    return not level.is_as_wide(whole) and level.x0 >= whole.x0 - NEAR and level.x1 <= whole.x1 + NEAR
