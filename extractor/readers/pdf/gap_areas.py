"""Where on a page a table without lines may be: the lines of text that share white corridors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractor.readers.pdf.gap_columns import Area, Corridor, Strip, corridors, places, usual_em
from extractor.readers.pdf.page import Box, around

OPEN = 3  # lines with text on both sides of a corridor, at least
EDGE = 5  # lines at either end of an area that may prove to be no part of it
BRIDGE = 2  # lines across all columns within a table
ATTEMPTS = 12  # places on a page where a table is looked for
LARGE = 1.3  # of the usual size: titles
OFF = 1.5  # ems of white: single lines that stand so far off do not count for corridors
APART = 2.2  # ems of white: what stands alone above or below belongs to the page
INDENT = 2.0  # ems that a paragraph is indented
FLUSH = 0.2  # ems: text that begins where others of its column begin
EDGE_WHITE = 4.0  # ems of white in a row at the edge of a page
CLOSE = 1.3  # ems of white between rows
WALL = 0.5  # of an area: how far a drawn line must run down to part its columns
PAD = 0.25  # of an em: how far the outer borders stand from the text
PAGE_NUMBER = re.compile(r"[-—–－·\s]*第?\s*\d{1,4}\s*页?(?:[/／共,，\s]+\d{1,4}\s*页?)?[-—–－·\s]*")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines on the page outside the tables that are known: vertical and horizontal ones."""

    walls: list[Box]
    rules: list[Box]


def areas_of(strips: Sequence[Strip], drawn: Drawn) -> Iterator[Area]:
    """The stretch around the corridor that most lines have, then what is above and below it."""
    waiting = [(0, len(strips))]
    for _ in range(ATTEMPTS):
        if not waiting:
            return
        low, high = waiting.pop()
        if sum(bool(strip.gaps) for strip in strips[low:high]) < OPEN:
            continue
        start, end, votes = _best_stretch(strips[low:high])
        if votes < OPEN:
            continue
        start, end, found = _trimmed(strips, low + start, low + end, drawn)
        if found:
            area = _area(strips[start:end], found, drawn)
            last = high - is_page_number(strips[-1])
            if high == len(strips) and fit_at_edge(area, strips[end:last]):
                end = last
                area = replace(area, strips=list(strips[start:end]))
            yield area
        waiting += [(low, start), (end, high)]


def _best_stretch(strips: Sequence[Strip]) -> tuple[int, int, int]:
    """The run of lines around the corridor that most of them have; of corridors with as many the widest."""
    tries = [(_stretch(strips, middle), width) for middle, width in places(strips, OPEN)]
    (start, end, votes), _ = max(tries, key=lambda each: (each[0][2], each[1]), default=((0, 0, 0), 0.0))
    return start, end, votes


def _stretch(strips: Sequence[Strip], place: float) -> tuple[int, int, int]:
    """The run with the most open lines that leave a place white; a line or two in its midst may lie across."""
    runs: list[list[int]] = []  # start, end, open lines
    for index, strip in enumerate(strips):
        if any(piece.box.x0 <= place <= piece.box.x1 for piece in strip.pieces):
            continue
        if runs and index == runs[-1][1]:
            runs[-1][1:] = index + 1, runs[-1][2] + _is_open(strip, place)
        else:
            runs.append([index, index + 1, int(_is_open(strip, place))])
    joined: list[list[int]] = []
    for run in runs:
        if joined and joined[-1][2] and run[2] and run[0] - joined[-1][1] <= BRIDGE:
            joined[-1][1:] = run[1], joined[-1][2] + run[2]
        else:
            joined.append(run)
    start, end, votes = max(joined, key=lambda run: run[2])
    return start, end, votes


def _is_open(strip: Strip, place: float) -> bool:
    return any(x0 <= place <= x1 for x0, x1 in strip.gaps)


def _trimmed(strips: Sequence[Strip], start: int, end: int, drawn: Drawn) -> tuple[int, int, list[Corridor]]:
    """Without the lines at the ends that hide corridors, stand apart or are no part of a table."""
    start, end = _near(strips, start, end)
    start, end, best = _clearest(strips, start, end, drawn)
    if not best:
        return start, end, best
    first, last = core(_area(strips[start:end], best, drawn))
    return start + first, start + last, _found(strips[start + first : start + last], drawn)


def _near(strips: Sequence[Strip], start: int, end: int) -> tuple[int, int]:
    """Without single lines at the ends that stand off: heads and feet of the page."""
    whites = _whites(strips[start:end]) or [0.0]
    apart = max(OFF * usual_em(strips[start:end]), 2 * median(whites))
    if len(strips[start].pieces) == 1 and whites[0] > apart:
        start += 1
    if whites[-1] > apart and (len(strips[end - 1].pieces) == 1 or is_page_number(strips[end - 1])):
        end -= 1
    return start, max(start, end)


def _clearest(strips: Sequence[Strip], start: int, end: int, drawn: Drawn) -> tuple[int, int, list[Corridor]]:
    """Without those lines at the ends but for which there are more corridors."""
    best = _found(strips[start:end], drawn)
    for first in range(start + 1, min(start + EDGE, end)):
        if len(strips[first - 1].pieces) > 2:
            break
        if len(more := _found(strips[first:end], drawn)) > len(best):
            start, best = first, more
    for last in range(end - 1, max(end - EDGE, start), -1):
        if len(strips[last].pieces) > 2:
            break
        if len(more := _found(strips[start:last], drawn)) > len(best):
            end, best = last, more
    return start, end, best


def _found(strips: Sequence[Strip], drawn: Drawn) -> list[Corridor]:
    """The corridors of some lines; one that one line alone shows only beside others, wide and between words."""
    if not strips:
        return []
    em = usual_em(strips)
    found = corridors(strips, _walls(strips, drawn), em)
    sure = [corridor for corridor in found if corridor.lines >= 2]
    return [c for c in found if c.lines >= 2 or (c.words and c.x1 - c.x0 >= em)] if len(sure) >= 2 else sure


def _walls(strips: Sequence[Strip], drawn: Drawn) -> list[float]:
    """Where drawn lines run down an area, at its sides too."""
    box = around(strip.box for strip in strips)
    places: list[float] = []
    for x, reach in _reaches(drawn.walls, box):
        if reach >= WALL * box.height:
            places.append(x)
    return [x for x in places if box.x0 < x < box.x1]


def _reaches(walls: Sequence[Box], box: Box) -> Iterator[tuple[float, float]]:
    """For each place with drawn lines, how far they run down beside a box."""
    at, reach = -1e9, 0.0
    for wall in sorted(walls):
        if wall.x0 - at > 2:
            if reach:
                yield at, reach
            at, reach = wall.x0, 0.0
        reach += max(0.0, min(wall.bottom, box.bottom) - max(wall.top, box.top))
    if reach:
        yield at, reach


def _area(strips: Sequence[Strip], found: Sequence[Corridor], drawn: Drawn) -> Area:
    box = around(strip.box for strip in strips)
    em = usual_em(strips)
    pad = PAD * em
    inner = sorted(corridor.border for corridor in found)
    return Area(list(strips), [box.x0 - pad, *inner, box.x1 + pad], em, bool(_walls(strips, drawn)))


def core(area: Area) -> tuple[int, int]:
    """The lines of an area that belong to the table: from its first and last row outwards as far as they fit."""
    strips = area.strips
    half = 2 if area.goes_on else max(2, len(area.xs) // 2)
    rows = [
        index for index, strip in enumerate(strips)
        if len(strip.pieces) >= (max(half, 3) if area.crossed(strip) else half) and not is_page_number(strip)
    ]  # fmt: skip
    if not rows:
        return 0, 0
    whites = _whites(strips)
    end = rows[-1] + 1
    while end < len(strips) and whites[end - 1] <= _apart(area) and _fits_below(area, strips[end], whites[end - 1]):
        end += 1
    return upwards(area, rows[0], end), end


def upwards(area: Area, start: int, end: int) -> int:
    """The first line that belongs to a table, of which the lines from `start` to `end` are known."""
    lefts, whites = _lefts(area, start), _whites(area.strips[:end])
    usual = sorted(whites[start:]) or [0.0]
    apart = max(CLOSE * area.em, 1.3 * usual[int(0.75 * len(usual))])
    for index in range(start - 1, -1, -1):
        strip = area.strips[index]
        if whites[index] > apart or strip.em > LARGE * area.em or area.crossed(strip):
            break
        if _fits_above(area, strip, whites[index], lefts):
            start = index
    return start


def _whites(strips: Sequence[Strip]) -> list[float]:
    return [max(0.0, below.box.top - above.box.bottom) for above, below in pairwise(strips)]


def _apart(area: Area) -> float:
    """White that parts what stands above or below from the table."""
    return max(APART * area.em, 3 * median(_whites(area.strips) or [0.0]))


def _lefts(area: Area, start: int) -> list[float]:
    """Where the text of each column begins, from some line on."""
    lefts = [1e9] * (len(area.xs) - 1)
    for strip in area.strips[start:]:
        for piece in strip.pieces:
            column = area.reach(piece)[0]
            lefts[column] = min(lefts[column], piece.box.x0)
    return lefts


def _fits_above(area: Area, strip: Strip, white: float, lefts: Sequence[float]) -> bool:
    """The rest of a row that the page before cut, or part of a heading; not a title, a date or a unit of measure."""
    if any(piece.box.x0 < lefts[area.reach(piece)[0]] - FLUSH * area.em for piece in strip.pieces):
        return False
    if white < 0.3 * area.em:
        return True
    widest = max(range(len(lefts)), key=lambda c: area.xs[c + 1] - area.xs[c])
    for piece in strip.pieces:
        column = area.reach(piece)[0]
        indent = (piece.box.x0 - lefts[column]) / area.em
        if column == widest and (area.goes_on or indent < FLUSH or abs(indent - INDENT) < FLUSH):
            return True
        if column and indent < FLUSH and white < CLOSE * area.em:
            return True
    return False


def _fits_below(area: Area, strip: Strip, white: float) -> bool:
    """The last lines of a row; not a note, a date or a page number."""
    if strip.em > LARGE * area.em or area.crossed(strip):
        return False
    return white < area.em or not is_page_number(strip)


def fit_at_edge(area: Area, strips: Sequence[Strip]) -> bool:
    """Whether all lines between a table and the edge of the page begin where its text does: a row that pages cut."""
    if not strips:
        return False
    lefts, ordered = _lefts(area, 0), sorted([*area.strips, *strips], key=lambda strip: strip.box.top)
    between = ordered[: len(strips) + 1] if strips[0] is ordered[0] else ordered[-len(strips) - 1 :]
    return max(_whites(between)) < EDGE_WHITE * area.em and all(_is_flush(area, strip, lefts) for strip in strips)


def _is_flush(area: Area, strip: Strip, lefts: Sequence[float]) -> bool:
    """Whether a line stands within columns, and begins where their text begins or a paragraph would."""
    widest = max(range(len(lefts)), key=lambda c: area.xs[c + 1] - area.xs[c])
    offs = [(area.reach(piece)[0], (piece.box.x0 - lefts[area.reach(piece)[0]]) / area.em) for piece in strip.pieces]
    flush = all(abs(off) < FLUSH or (column == widest and abs(off - INDENT) < FLUSH) for column, off in offs)
    inside = strip.box.x1 <= area.xs[-1] + FLUSH * area.em
    return flush and inside and not area.crossed(strip) and any(column == widest for column, _ in offs)


def is_page_number(strip: Strip) -> bool:
    """A number alone, between dashes or as 第3页, 3/8."""
    return bool(PAGE_NUMBER.fullmatch("".join(piece.text for piece in strip.pieces)))
