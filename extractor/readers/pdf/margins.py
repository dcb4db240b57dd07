"""Page headers, footers and page numbers: lines at the edge of a page that other pages repeat, or that only count.

They are taken off before tables are looked for, so that a table without lines does not swallow them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.pdf.lines import Line, lines_of
from extractor.readers.pdf.page import Box, Page

DEPTH = 3  # lines from the edge that may be a header or footer
ZONE = 0.16  # of the height: how far a margin reaches into the page
EDGE = 0.1  # of the height: what stands further in repeats a title, and its first copy is read
NEAR = 8.0  # points by which the place may differ
SHARE = 0.3  # of the pages
WHITE = 0.5  # of an em: what stands closer to the text below is part of it
_COUNTER = re.compile(
    r"[-—–－─·•~〜\s]*(?:第\s*)?(?:[0-9０-９]{1,4}|[IVXivx]{1,6}|[一二三四五六七八九十百]{1,5})\s*(?:页)?"
    r"(?:\s*[/／,，|of共\s]+\s*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?)?[-—–－─·•~〜\s]*"
)


@dataclass(slots=True)
class _Line:
    """A line near an edge of a page, counted from there; `distance` from the edge, `white` to what comes next."""

    page: int
    rank: int
    line: Line
    distance: float
    white: float
    far: float  # the distance from which it is no page header

    @property
    def counts(self) -> bool:
        """Whether it is the outermost line and nothing but a page number."""
        return self.rank == 0 and self.distance <= 1.5 * self.far and _COUNTER.fullmatch(self.line.text) is not None


def take_margins(pages: Sequence[Page], tables: Sequence[Sequence[Box]]) -> list[list[Line]]:
    """Take headers, footers and page numbers off the pages; `tables` are the boxes of ruled tables on each."""
    taken: list[list[Line]] = [[] for _ in pages]
    for top in (True, False):
        lines = [
            list(_outermost(page, number, boxes, top))
            for number, (page, boxes) in enumerate(zip(pages, tables, strict=True))
        ]
        repeated = _repeated([line for found in lines for line in found], len(pages))
        for found in lines:
            for line in _block(found, repeated):
                taken[line.page].append(line.line)
    for page, margin in zip(pages, taken, strict=True):
        gone = {id(glyph) for line in margin for glyph in line.glyphs}
        page.glyphs = [glyph for glyph in page.glyphs if id(glyph) not in gone] if gone else page.glyphs
    return taken


def _outermost(page: Page, number: int, tables: Sequence[Box], top: bool) -> list[_Line]:
    """The lines nearest to one edge of a page, from the edge inwards; none beyond a table."""
    zone = ZONE * page.height
    near = [g for g in page.glyphs if (g.bottom < zone if top else g.top > page.height - zone)]
    lines = lines_of(near)[: DEPTH + 1] if top else lines_of(near)[-DEPTH - 1 :][::-1]
    borders = [box.top if top else page.height - box.bottom for box in tables]
    found: list[_Line] = []
    for rank, line in enumerate(lines):
        start, end = (
            (line.box.top, line.box.bottom) if top else (page.height - line.box.bottom, page.height - line.box.top)
        )
        if any(border < end - 2 for border in borders):
            break
        if found:
            found[-1].white = start - (found[-1].distance + found[-1].line.box.height)
        found.append(_Line(number, rank, line, start, min([zone, *borders]) - end, EDGE * page.height))
    return found[:DEPTH]


def _key(line: Line) -> str:
    return re.sub(r"[0-9０-９]+", "#", re.sub(r"\s", "", line.text))


def _repeated(lines: Sequence[_Line], pages: int) -> set[int]:
    """The lines that stand alike on many pages, by identity; of a title further in the first copy is none."""
    alike: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        alike[_key(line.line)].append(line)
    found: set[int] = set()
    for copies in alike.values():
        near = [c for c in copies if sum(abs(c.distance - other.distance) <= NEAR for other in copies) > 1]
        if len({line.page for line in near}) >= max(2, SHARE * pages):
            inner = any(line.distance > line.far for line in near)
            found |= {id(line) for line in near[inner:]}
    return found


def _block(lines: Sequence[_Line], repeated: set[int]) -> list[_Line]:
    """The lines from the edge inwards that are furniture, as far as white parts them from the text."""
    count = 0
    while count < len(lines) and (id(lines[count]) in repeated or lines[count].counts):
        count += 1
    while count and not (lines[count - 1].counts or lines[count - 1].white >= WHITE * lines[count - 1].line.em):
        count -= 1
    return list(lines[:count])
