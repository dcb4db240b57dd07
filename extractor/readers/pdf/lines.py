"""Glyphs → printed lines: what stands beside each other, with blanks where gaps stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from extractor.readers.pdf.page import Box, Glyph, around

SAME_LINE = 0.33  # of the smaller height: how far two glyphs of one line overlap at least
# Of an em: a gap that is a blank, wider by this than the usual gap of a stretched line. Writers set Han characters
# and figures a fifth of an em apart without any blank.
BLANK_GAP, BLANK_HAN, BLANK_LATIN = 0.4, 0.27, 0.22
STRETCHED = 0.02  # of an em: the usual gap from which a line was stretched to reach the border
ALIKE = 0.12  # of an em: by how much the gaps of a stretched line differ
RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
SMALLER, HIGHER = 0.8, 0.15  # a raised figure is no larger than this and stands higher by this, of an em


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

    @cached_property
    def gaps(self) -> list[float]:
        """The white before each glyph but the first, in points."""
        return [b.x0 - a.x1 for a, b in pairwise(self.glyphs)]

    @cached_property
    def stretch(self) -> float:
        """The usual gap between Han characters, where several are alike: a line that was stretched to the border."""
        if max(self.gaps, default=0.0) <= STRETCHED * self.em:
            return 0.0
        pairs = zip(pairwise(self.glyphs), self.gaps, strict=True)
        gaps = sorted(gap for (a, b), gap in pairs if _is_han(a.text) and _is_han(b.text))
        usual = gaps[len(gaps) // 2] if gaps else 0.0
        alike = sum(abs(gap - usual) <= ALIKE * self.em for gap in gaps)
        return max(usual, 0.0) if alike > max(1, len(gaps) // 2) else 0.0

    @property
    def stretched(self) -> bool:
        """Whether the line was stretched to reach the border."""
        return self.stretch > STRETCHED * self.em

    def characters(self) -> Iterator[tuple[str, Glyph | None]]:
        """The characters with their glyphs; a blank for a gap has none, a raised figure is one."""
        least = self.stretch + BLANK_LATIN * self.em / 2
        before = self.glyphs[0]
        for glyph, gap in zip(self.glyphs, (0.0, *self.gaps), strict=True):
            if gap > least and gap - self.stretch > _blank(before, glyph):
                yield " ", None
            if glyph.text in RAISED and self._is_raised(glyph):
                yield RAISED[glyph.text], glyph
            elif len(glyph.text) == 1:
                yield glyph.text, glyph
            else:  # a ligature
                yield from ((character, glyph) for character in glyph.text)
            before = glyph

    def _is_raised(self, glyph: Glyph) -> bool:
        """A small figure above the line: 10⁴, m²."""
        small = glyph.bottom - glyph.top <= SMALLER * self.em
        return small and glyph is not self.glyphs[0] and self._foot - glyph.bottom > HIGHER * self.em

    @cached_property
    def _foot(self) -> float:
        return median([glyph.bottom for glyph in self.glyphs if glyph.size > SMALLER * self.em] or [self.box.bottom])


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


def _blank(before: Glyph, glyph: Glyph) -> float:
    """How wide a gap between two glyphs has to be to be a blank, in points."""
    if before.text.isspace() or glyph.text.isspace():
        return float("inf")
    both = before.text + glyph.text
    wide = BLANK_LATIN if is_latin(both) else BLANK_HAN if both.isalpha() and not both.isascii() else BLANK_GAP
    return min(before.size, glyph.size) * wide


def is_latin(text: str) -> bool:
    """Letters and digits, which are set closer than Han characters."""
    return text.isascii() and text.isalnum()


def _is_han(text: str) -> bool:
    return text >= "\u3400" and text.isalpha()


def characters(lines: Sequence[Line]) -> Iterator[tuple[str, Glyph | None]]:
    """The characters of lines that the layout alone broke; a blank printed at a line's end stays."""
    for index, line in enumerate(lines):
        if index and lines[index - 1].blank_end:
            yield " ", None
        yield from line.characters()


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
