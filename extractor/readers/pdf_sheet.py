"""A Page → what stands on it: tables with their cells' texts, and the lines outside of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.readers.pdf_cells import Filled, fill
from extractor.readers.pdf_gaps import gap_tables
from extractor.readers.pdf_lattice import Lattice
from extractor.readers.pdf_lines import Line, line_of, lines_of
from extractor.readers.pdf_page import Glyph, Page
from extractor.readers.pdf_ruled import ruled_tables


@dataclass(slots=True)
class Printed:
    """One page read: tables top to bottom, lines outside of them, and the glyphs that are not of its text."""

    number: int
    width: float
    height: float
    tables: list[tuple[Lattice, list[Filled]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)
    visible: int = 0


def read_sheet(page: Page, before: Lattice | None = None) -> Printed:
    """The tables and lines of a page; `before` is the last table of the page before, which may go on here.

    `visible` counts the glyphs before anything is sorted.
    """
    printed = Printed(page.number, page.width, page.height)
    printed.visible = sum(len("".join(g.text.split())) for g in (*page.glyphs, *page.aside, *page.hidden))
    rest: Sequence[Glyph] = page.glyphs
    for lattice in _lattices(page, before):
        cells, rest = fill(lattice, rest, scanned=page.picture >= 1)
        if any(cell.laid.text for cell in cells):
            printed.tables.append((lattice, cells))
    printed.lines = lines_of(rest)
    printed.aside, printed.hidden = _aside(page.aside), _aside(page.hidden)
    return printed


def _lattices(page: Page, before: Lattice | None) -> list[Lattice]:
    """Tables made by lines, and those told by white gaps where there are none."""
    ruled = [table for table in ruled_tables(page.rulings) if len(table.cells) > 1]
    told = gap_tables(page, [table.box for table in ruled], before if before and not before.ruled else None)
    return sorted([*ruled, *told], key=lambda table: (table.ys[0], table.xs[0]))


def _aside(glyphs: list[Glyph]) -> list[Line]:
    """Glyphs beside the text in one line, in the order in which they were drawn."""
    line = line_of(glyphs)
    if line is None:
        return []
    return [Line([glyph for glyph in glyphs if not glyph.text.isspace()], line.box)]
