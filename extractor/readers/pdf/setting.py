"""Lines → text: line ends that only the layout made vanish, the author's stay.

A line that ends although the next word would have fitted was ended by its author; so was one before an item number,
an indent or a larger gap. See docs/constructs/pdf-line-ends.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.readers.pdf.lines import Line, characters, is_latin
from extractor.readers.pdf.page import Glyph
from extractor.zh.typesetting import binds, closed, first_word, inline_items, item, listed

# Of an em: what a border may be wrong by, guessed from others, measured on lines that reach it, seen in a scan.
GUESSED, MEASURED, SCANNED = 0.3, -0.02, 0.9
SCRIPTS = 0.25  # em: the space that writers put between Han characters and figures
INDENT, FAR = 1.5, 4.0  # em: what begins a paragraph, and what is set aside from the left border
CENTRED = 0.6  # of an em: how alike the margins of a line in the middle are
LEADING = 1.4  # of the usual distance of lines: a larger one parts paragraphs
SIZES = 1.15  # lines whose sizes differ more are not of one text
SHORT_OF = 0.2  # of an em: a line of stretched text that ends earlier was ended by its author
HEADS = ("han", "article")  # items that always begin a paragraph of a page: 一、 第三条


class Area(NamedTuple):
    """From where to where lines may reach, and what that may be wrong by, in em. `page`: outside of tables."""

    left: float
    right: float
    wrong_by: float = GUESSED
    page: bool = False


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
        for character, glyph in characters(part):
            laid.text += character
            laid.glyphs.append(glyph)
    if lines:
        laid.slack = Setting(area, middle=_all_in_middle(lines, area)).slack(lines[-1]) / lines[-1].em
    return laid


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
    """How lines are set.

    `pitch`: how far apart they usually are; `stacked`: one character below the other; `middle`: all in the middle;
    `stretched`: to the border; `inline`: kinds of items that do not begin lines; `items`: lines that begin one of
    several items in sequence, by their text.
    """

    area: Area
    pitch: float | None = None
    stacked: bool = False
    middle: bool = False
    stretched: bool = False
    inline: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lines: Sequence[Line], area: Area) -> Setting:
        """The setting of lines of one text."""
        pitches = [below.box.bottom - line.box.bottom for line, below in pairwise(lines)]
        area = area._replace(left=min([area.left, *(line.box.x0 for line in lines)]))
        texts = [line.text for line in lines]
        inline = frozenset(kind for text in texts for kind in inline_items(text))
        return cls(
            area,
            pitch=median(pitches) if len(pitches) > 1 else None,
            stacked=len(lines) > 1 and all(len(t) == 1 and not t.isdigit() for t in texts),
            middle=_all_in_middle(lines, area),
            stretched=sum(line.stretched and abs(area.right - line.box.x1) < 1 for line in lines) > 1,
            inline=inline,
            items=frozenset(listed(texts) if not inline else ()),
        )

    def slack(self, line: Line) -> float:
        """The room that a line leaves, in points; of a line set in the middle or to the right, on both sides."""
        before, behind = line.box.x0 - self.area.left, self.area.right - line.box.x1
        return before + behind if self.middle or before > FAR * line.em else behind

    def ended(self, line: Line, below: Line) -> bool:
        """Whether the author ended a line: the next word would have fitted, or what follows begins anew."""
        if self.stacked or binds(line.text, below.text):
            return False
        if self.pitch is not None and below.box.bottom - line.box.bottom > LEADING * self.pitch:
            return True
        if below.text in self.items or (closed(line.text) and item(below.text) not in (None, *self.inline)):
            return True
        return self._indented(line, below) or (self.area.page and self._apart(line, below)) or self._fits(line, below)

    def _fits(self, line: Line, below: Line) -> bool:
        """Whether the first word of a line had room behind the one above."""
        slack = self.slack(line)
        if self.stretched and not self.middle and slack > SHORT_OF * line.em and not line.stretched:
            return True
        needed = _first_word(below) + self.area.wrong_by * line.em
        needed += SCRIPTS * line.em * (is_latin(line.glyphs[-1].text) != is_latin(below.glyphs[0].text))
        return slack > needed

    def _indented(self, line: Line, below: Line) -> bool:
        """Whether a line begins further in than the one above; the second line of a list item does, too."""
        hangs = item(line.text) is not None and item(below.text) is None
        flush = line.box.x0 - self.area.left < 0.5 * line.em
        if hangs or not flush or _in_middle(below, self.area):
            return False
        return INDENT * below.em < below.box.x0 - self.area.left < FAR * below.em

    def _apart(self, line: Line, below: Line) -> bool:
        """On a page: lines of two sizes, a title above or below other text, a new main item."""
        sizes = max(line.em, below.em) > SIZES * min(line.em, below.em)
        titles = [_is_title(each, self.area) for each in (line, below)]
        return sizes or titles[0] != titles[1] or item(below.text) in HEADS


def _all_in_middle(lines: Sequence[Line], area: Area) -> bool:
    """Whether the lines of a cell are set in the middle: all have the same white on both sides, and one has some."""
    if area.page or not all(_in_middle(line, area) for line in lines):
        return False
    return any(line.box.x0 - area.left > 0.5 * line.em for line in lines)


def _in_middle(line: Line, area: Area) -> bool:
    before, behind = line.box.x0 - area.left, area.right - line.box.x1
    return abs(before - behind) < CENTRED * line.em


def _is_title(line: Line, area: Area) -> bool:
    """A line in the middle with white on both sides."""
    return _in_middle(line, area) and line.box.x0 - area.left > FAR * line.em


def _first_word(line: Line) -> float:
    """How wide the first word of a line is, with the signs that cannot part from it."""
    last = min(first_word("".join(glyph.text[:1] for glyph in line.glyphs)), len(line.glyphs))
    return line.glyphs[last - 1].x1 - line.glyphs[0].x0
