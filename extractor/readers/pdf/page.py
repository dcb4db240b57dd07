"""What a page of a PDF shows, whoever read it: glyphs and ruling lines, in points from the top left.

The text layer (`glyphs`), the second reading (`second`) and the picture of a scan (`scan`) all give a
Page; everything after that works on Pages alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.document import Notice

CERTAIN = 0.9  # a value with a character that was recognised less surely is under review


class Box(NamedTuple):
    """A rectangle on a page, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(slots=True)
class Glyph:
    """One printed character with its advance box, an em high.

    `turn`: degrees (0, 90, 180, 270) that the eye has to turn clockwise to read it. `sure`: 1.0 from a text layer,
    the score of the recognition otherwise.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int = 0
    sure: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        """Where the glyph is: the point that decides which cell holds it."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Its height, which stands for the font size."""
        return self.bottom - self.top


@dataclass(slots=True)
class Page:
    """One page as a reader sees it, upright. `number` from 1; `rulings` are thin boxes, horizontal or vertical lines.

    `aside` are glyphs that are printed across the page and not in its text (watermarks), `hidden` those that do not
    show (outside the page), `white` those of the colour of paper, until it is known whether they stand on a dark ground. `picture`: the share of the page that images cover;
    `grounds`: what is shaded.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Box] = field(default_factory=list)
    aside: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    white: list[Glyph] = field(default_factory=list)
    picture: float = 0.0
    grounds: list[Box] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def around(boxes: Iterable[Box | Glyph]) -> Box:
    """The smallest box around some."""
    found = iter(boxes)
    first = next(found)
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in found:
        x0, top = min(x0, box.x0), min(top, box.top)
        x1, bottom = max(x1, box.x1), max(bottom, box.bottom)
    return Box(x0, top, x1, bottom)
