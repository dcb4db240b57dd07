"""The columns of a table without lines, read: which column tells the rows, which hold levels, how lines follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.readers.pdf.gap_columns import TOUCH, Area, Piece, Strip
from extractor.readers.pdf.lines import lines_of
from extractor.readers.pdf.page import Box, Glyph
from extractor.zh.numerals import ordinal

BLOCK = 1.25  # of the leading: a line further down than that begins something new
LEVEL = 0.7  # of the rows: a column with words beside fewer of them holds levels
BESIDE = 0.75  # of the leading between the middles of two texts of one row
TELLING = 0.6  # of the lines of a column: figures that tell rows
HEAD = 2  # lines of a heading that are no figures
COUNTING = 0.8  # of the steps from number to number: one more, or one again
FIGURE = re.compile(r"[（(]?[-+]?\d+(?:\.\d+)?[)）]?\s*(?:分|%|％)?")
LIST_NUMBER = 6  # characters of a number in a list, at most


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed line within a column."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def counts(self) -> int | None:
        """The value of a list number that stands alone."""
        return ordinal(self.text) if len(self.text) <= LIST_NUMBER else None

    @property
    def is_number(self) -> bool:
        """A figure, points or a list number."""
        return bool(FIGURE.fullmatch(self.text)) or self.counts is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """An area with its columns read: lines, the usual step between them, the column that tells rows, and levels."""

    area: Area
    columns: list[list[Entry]]
    sections: list[Strip]  # lines across columns
    leading: float
    key: int | None
    ordinal: bool  # whether the key column counts its rows
    levels: frozenset[int]
    rights: list[float | None]  # where the lines of each column are broken, None where none is
    figured: frozenset[int]  # columns of figures

    @property
    def mains(self) -> list[int]:
        """The columns that are no levels."""
        return [column for column in range(len(self.columns)) if column not in self.levels]

    @property
    def widest(self) -> int:
        """The column of long texts."""
        return max(self.mains, key=self.width)

    def width(self, column: int) -> float:
        """From border to border."""
        return self.area.xs[column + 1] - self.area.xs[column]

    def tells(self, entry: Entry) -> bool:
        """Whether a line of the key column stands for a row."""
        return entry.counts is not None if self.ordinal else bool(FIGURE.fullmatch(entry.text))


def layout_of(area: Area) -> Layout:
    """Reads the columns of an area."""
    area = replace(area, strips=[area.parted(strip) for strip in area.strips])
    sections = [strip for strip in area.strips if area.crossed(strip)]
    columns = _columns(area, sections)
    figured = _figured(columns)
    if over := _heading_over(area, columns, figured):
        sections = [over, *sections]
        columns = _columns(area, sections)
    leading = _leading(columns, area.em)
    key, counts = _key(columns, figured)
    levels, rights = _levels(columns, key, leading), _rights(columns, area.em)
    return Layout(area, columns, sections, leading, key, counts, levels, rights, figured)


def _columns(area: Area, sections: Sequence[Strip]) -> list[list[Entry]]:
    """The lines of each column, without those that run across."""
    glyphs: list[list[Glyph]] = [[] for _ in area.xs[1:]]
    across = {id(strip) for strip in sections}
    for strip in area.strips:
        for piece in strip.pieces if id(strip) not in across else ():
            glyphs[area.reach(piece)[0]] += piece.glyphs
    return [[Entry(line.text, line.box) for line in lines_of(held)] for held in glyphs]


def _heading_over(area: Area, columns: Sequence[Sequence[Entry]], figured: frozenset[int]) -> Strip | None:
    """The line with a heading that stands over three columns, in the middle, and so seems to stand in one of them."""
    for strip in area.strips[:HEAD]:
        for piece in strip.pieces:
            first, last = group_of(area, piece, figured)
            heads = [columns[column][0].box for column in range(first, last + 1)]
            lower = [box for box in heads if box.top > piece.box.bottom - TOUCH * area.em]
            if last - first > 1 and not area.crossed(strip) and len(lower) == len(heads) - 1:
                return strip
    return None


def group_of(area: Area, piece: Piece, figured: frozenset[int]) -> tuple[int, int]:
    """The columns that a heading stands over: as many columns of figures as it is in the middle of."""
    first, last = area.reach(piece)
    middle = piece.box.x0 + piece.box.x1
    for wide in range(min(first, len(area.xs) - 2 - last), 0, -1):
        a, b = first - wide, last + wide
        if figured.issuperset(range(a, b + 1)) and abs(area.xs[a] + area.xs[b + 1] - middle) < 2 * area.em:
            return a, b
    return first, last


def _leading(columns: Sequence[Sequence[Entry]], em: float) -> float:
    """The least step from line to line that is usual."""
    steps = Counter(round((b.box.bottom - a.box.bottom) * 2) / 2 for entries in columns for a, b in pairwise(entries))
    close = {step: count for step, count in steps.items() if 0.9 * em < step < 2.4 * em}
    least = 0.05 * sum(close.values())
    usual = [step for step, count in close.items() if count >= least and (count > 1 or least < 1)]
    return min(usual, default=1.3 * em)


def _key(columns: Sequence[Sequence[Entry]], figured: frozenset[int]) -> tuple[int | None, bool]:
    """The column whose figures tell rows apart, and whether it counts them."""
    for column, entries in enumerate(columns[:3]):
        if _is_counting(entries):
            return column, True
    best = max(range(len(columns)), key=lambda column: _figures(columns[column]))
    return (best if best in figured else None), False


def _figured(columns: Sequence[Sequence[Entry]]) -> frozenset[int]:
    """The columns of figures."""
    return frozenset(c for c, held in enumerate(columns) if _figures(held) >= max(1, TELLING * (len(held) - HEAD)))


def _figures(entries: Sequence[Entry]) -> int:
    return sum(bool(FIGURE.fullmatch(entry.text)) for entry in entries)


def _is_counting(entries: Sequence[Entry]) -> bool:
    """1, 2, 3 …, also beginning again."""
    numbers = [number for entry in entries if (number := entry.counts) is not None]
    if len(set(numbers)) < 3 or len(numbers) < TELLING * len(entries):
        return False
    steps = [b - a == 1 or b == 1 for a, b in pairwise(numbers)]
    return sum(steps) >= COUNTING * len(steps)


def _levels(columns: Sequence[Sequence[Entry]], key: int | None, leading: float) -> frozenset[int]:
    """Columns from the left with words beside only some rows."""
    if key is None:
        marks = max(([block[0] for block in blocks_of(entries, leading)] for entries in columns), key=len)
        fewest = 0.5  # a sign that is less sure
    else:
        marks, fewest = [entry for entry in columns[key] if entry.is_number], LEVEL
    found: set[int] = set()
    for column, entries in enumerate(columns[:-2]):
        if column != key and not _holds_levels(entries, marks, leading, fewest):
            break
        found.add(column)
    return frozenset(found - {key})


def _holds_levels(entries: Sequence[Entry], marks: Sequence[Entry], leading: float, fewest: float) -> bool:
    """Whether few rows have a text in a column; one that runs on beside several rows counts once."""
    beside = [[e for e in entries if abs(e.middle - mark.middle) <= BESIDE * leading] for mark in marks]
    if not marks or sum(map(bool, beside)) < fewest * len(marks):
        return bool(marks)
    lacking = sum(not held for held in beside)
    width = max((entry.box.width for entry in entries), default=0.0)
    body = [entry for entry in entries if entry.middle > marks[0].middle - 1.4 * leading]
    starts = [block[0] for block in blocks_of(body, leading)]
    starts += [b for a, b in pairwise(body) if a.box.width < 0.75 * width and b not in starts]
    return lacking >= 0.2 * len(marks) and len(starts) < fewest * len(marks)


def blocks_of(entries: Sequence[Entry], leading: float) -> list[list[Entry]]:
    """Lines that follow each other closely."""
    blocks: list[list[Entry]] = []
    for entry in entries:
        if not blocks or entry.box.bottom - blocks[-1][-1].box.bottom > BLOCK * leading:
            blocks.append([])
        blocks[-1].append(entry)
    return blocks


def _rights(columns: Sequence[Sequence[Entry]], em: float) -> list[float | None]:
    """Where a column wraps, several of its lines end together, or as near to the next column as any text does."""
    ends = [max((entry.box.x1 for entry in entries), default=0.0) for entries in columns]
    starts = [min((entry.box.x0 for entry in entries), default=0.0) for entries in columns]
    whites = [start - end for end, start in zip(ends, starts[1:], strict=False)]
    least = min(whites, default=0.0)
    rights: list[float | None] = []
    for entries, start, end, white in zip(columns, starts, ends, [*whites, least], strict=True):
        reached = sum(end - entry.box.x1 < 0.6 * em for entry in entries)
        wraps = end - start > 2.4 * em and (reached >= 3 or white < least + 0.8 * em)
        rights.append(end if wraps else None)
    return rights
