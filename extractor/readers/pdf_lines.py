"""Glyphs → printed lines, and lines → text: line ends that only the layout made vanish, the author's stay.

A line that ends although the next word would have fitted was ended by its author; so was one before an item number,
an indent or a larger gap. See docs/constructs/pdf-line-ends.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.readers.pdf_page import Box, Glyph, around
from extractor.zh.typesetting import closed, first_word, inline_items, item, stops

SAME_LINE = 0.33  # of the smaller height: how far two glyphs of one line overlap at least
# Of an em: a gap that is a blank, wider by this than the usual gap of a justified line. Writers set Han characters
# and figures a fifth of an em apart without any blank.
BLANK_GAP, BLANK_HAN, BLANK_LATIN = 0.4, 0.27, 0.22

JUSTIFIED = 6  # gaps that tell whether a line was stretched to the border


@dataclass
class Line:
    """Glyphs that stand beside each other, left to right, without blanks at the ends."""

    glyphs: list[Glyph]
    box: Box
    blank_end: bool = False  # whether a blank was printed behind it

    @cached_property
    def em(self) -> float:
        """The usual glyph height."""
        return max(median([glyph.bottom - glyph.top for glyph in self.glyphs]), 1.0)

    @cached_property
    def text(self) -> str:
        """The characters, with a blank where a gap stands without one."""
        return "".join([text for text, _ in self.characters()])

    def characters(self) -> Iterator[tuple[str, Glyph | None]]:
        """The characters with their glyphs; a blank for a gap has none."""
        gaps = [glyph.x0 - before.x1 for before, glyph in pairwise(self.glyphs)]
        usual = max(median(gaps), 0.0) if len(gaps) >= JUSTIFIED else 0.0
        least = usual + BLANK_LATIN * self.em / 2
        before = self.glyphs[0]
        yield from _texts(before)
        for glyph, gap in zip(self.glyphs[1:], gaps, strict=True):
            if gap > least and gap - usual > _blank(before, glyph):
                yield " ", None
            yield from _texts(glyph)
            before = glyph


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom. Raised or smaller glyphs belong to the line that they overlap."""
    rows: list[tuple[Glyph, list[Glyph]]] = []  # each with its tallest glyph, which says how far the line reaches
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom, g.x0)):
        if not (rows and _overlap(rows[-1][0], glyph)):
            rows.append((glyph, [glyph]))
            continue
        tallest, held = rows[-1]
        held.append(glyph)
        if glyph.size > tallest.size:
            rows[-1] = (glyph, held)
    return [line for _, held in rows if (line := line_of(held))]


def _overlap(a: Glyph, b: Glyph) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared >= SAME_LINE * min(a.bottom - a.top, b.bottom - b.top)


def line_of(glyphs: list[Glyph]) -> Line | None:
    """One line; None where all is blank."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.x0 + glyph.x1)
    blank_end = bool(ordered) and ordered[-1].text.isspace()
    while ordered and ordered[-1].text.isspace():
        ordered.pop()
    while ordered and ordered[0].text.isspace():
        ordered.pop(0)
    return Line(ordered, around(ordered), blank_end) if ordered else None


def _texts(glyph: Glyph) -> Iterator[tuple[str, Glyph]]:
    if len(glyph.text) == 1:
        yield glyph.text, glyph
    else:  # a ligature
        for character in glyph.text:
            yield character, glyph


def _blank(before: Glyph, glyph: Glyph) -> float:
    """How wide a gap between two glyphs has to be to be a blank, in points."""
    if before.text.isspace() or glyph.text.isspace():
        return float("inf")
    both = before.text + glyph.text
    wide = BLANK_LATIN if _latin(both) else BLANK_HAN if both.isalpha() and not both.isascii() else BLANK_GAP
    return min(before.size, glyph.size) * wide


def _latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


# --- lines → text -----------------------------------------------------------------------------------

# Of an em: what a border may be wrong by, guessed from others, measured on lines that reach it, seen in a scan.
GUESSED, MEASURED, SCANNED = 0.3, -0.02, 0.9
SCRIPTS = 0.25  # em: the space that writers put between Han characters and figures
INDENT, FAR = 1.5, 4.0  # em: what begins a paragraph, and what is set aside from the left border
CENTRED = 0.6  # of an em: how alike the margins of a line in the middle are
LEADING = 1.4  # of the usual distance of lines: a larger one parts paragraphs


class Area(NamedTuple):
    """From where to where lines may reach, and what that may be wrong by, in em."""

    left: float
    right: float
    wrong_by: float = GUESSED


@dataclass(slots=True)
class Laid:
    """A text with the glyph of each character (None for line feeds and gaps).

    `slack`: the room behind the last line, in em; `room`: how many further lines would fit below it.
    """

    text: str = ""
    glyphs: list[Glyph | None] = field(default_factory=list)
    slack: float = 0.0
    room: float = 0.0


def lay(lines: Sequence[Line], area: Area) -> Laid:
    """The text of lines in their area: a line feed where the author ended a line."""
    laid = Laid()
    for index, part in enumerate(paragraphs(lines, area)):
        if index:
            laid.text += "\n"
            laid.glyphs.append(None)
        pairs = list(characters(part))
        laid.text += "".join([character for character, _ in pairs])
        laid.glyphs += [glyph for _, glyph in pairs]
    if lines:
        laid.slack = Setting(area).slack(lines[-1]) / lines[-1].em
    return laid


def characters(lines: Sequence[Line]) -> Iterator[tuple[str, Glyph | None]]:
    """The characters of lines that the layout alone broke; a blank printed at a line's end stays."""
    for index, line in enumerate(lines):
        if index and lines[index - 1].blank_end:
            yield " ", None
        yield from line.characters()


def paragraphs(lines: Sequence[Line], area: Area) -> list[list[Line]]:
    """Lines put together as their author wrote them."""
    if len(lines) < 2:
        return [list(lines)] if lines else []
    found: list[list[Line]] = []
    setting = Setting.of(lines, area)
    for line in lines:
        if found and not setting.ended(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines are set: between which borders, how far apart, and whether one character stands below the other."""

    area: Area
    pitch: float | None = None
    stacked: bool = False
    inline: frozenset[str] = frozenset()  # kinds of items that do not begin lines of their own

    @classmethod
    def of(cls, lines: Sequence[Line], area: Area) -> Setting:
        """The setting of lines of one text."""
        pitches = [below.box.bottom - line.box.bottom for line, below in pairwise(lines)]
        stacked = len(lines) > 1 and all(len(line.glyphs) == 1 for line in lines)
        area = area._replace(left=min([area.left, *(line.box.x0 for line in lines)]))
        inline = frozenset(kind for line in lines for kind in inline_items(line.text))
        return cls(area, median(pitches) if len(pitches) > 1 else None, stacked, inline)

    def slack(self, line: Line) -> float:
        """The room that a line leaves, in points; of a line set in the middle or to the right, on both sides."""
        before, behind = line.box.x0 - self.area.left, self.area.right - line.box.x1
        aside = self._centred(line) or before > FAR * line.em
        return before + behind if aside else behind

    def _centred(self, line: Line) -> bool:
        before, behind = line.box.x0 - self.area.left, self.area.right - line.box.x1
        return abs(before - behind) < CENTRED * line.em

    def ended(self, line: Line, below: Line) -> bool:
        """Whether the author ended a line: the next word would have fitted, or what follows begins anew."""
        if self.stacked or stops(below.text[:1]) or below.text[0] in "）)”’》〕】":
            return False
        if self.pitch is not None and below.box.bottom - line.box.bottom > LEADING * self.pitch:
            return True
        begins = closed(line.text) and item(below.text) not in (None, *self.inline)
        needed = _first_word(below) + self.area.wrong_by * line.em
        needed += SCRIPTS * line.em * (_latin(line.glyphs[-1].text) != _latin(below.glyphs[0].text))
        fits = self.slack(line) > needed
        return begins or fits or self._indented(line, below)

    def _indented(self, line: Line, below: Line) -> bool:
        """Whether a line begins further in than the one above; the second line of a list item does, too."""
        hangs = item(line.text) is not None and item(below.text) is None
        flush = line.box.x0 - self.area.left < 0.5 * line.em
        if hangs or not flush or self._centred(below):
            return False
        return INDENT * below.em < below.box.x0 - self.area.left < FAR * below.em


def _first_word(line: Line) -> float:
    """How wide the first word of a line is, with the signs that cannot part from it."""
    last = min(first_word("".join(glyph.text[:1] for glyph in line.glyphs)), len(line.glyphs))
    return line.glyphs[last - 1].x1 - line.glyphs[0].x0


def upright(glyphs: Sequence[Glyph], turn: int) -> list[Glyph]:
    """Glyphs turned so that those that lie at `turn` stand: for text on its side in a cell."""
    turned = {
        90: lambda g: (g.top, -g.x1, g.bottom, -g.x0),
        180: lambda g: (-g.x1, -g.bottom, -g.x0, -g.top),
        270: lambda g: (-g.bottom, g.x0, -g.top, g.x1),
    }.get(turn)
    if turned is None:
        return list(glyphs)
    return [replace(g, x0=b[0], top=b[1], x1=b[2], bottom=b[3]) for g in glyphs for b in (turned(g),)]
