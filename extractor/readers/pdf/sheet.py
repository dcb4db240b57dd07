"""A Page → what stands on it: tables with their cells' texts, and the lines outside of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.readers.pdf.cells import Filled, fill
from extractor.readers.pdf.framed import framed_tables
from extractor.readers.pdf.frames import Frame, frames_of
from extractor.readers.pdf.gaps import gap_tables
from extractor.readers.pdf.lattice import Lattice
from extractor.readers.pdf.lines import Line, line_of, lines_of
from extractor.readers.pdf.margins import take_margins
from extractor.readers.pdf.page import Box, Glyph, Page
from extractor.readers.pdf.ruled import ruled_tables


@dataclass(slots=True)
class Ruled:
    """A page with the tables that its lines make; `margin` are the lines of its header and footer, once known."""

    page: Page
    tables: list[Lattice]
    visible: int
    frames: list[Frame]
    margin: list[Line] = field(default_factory=list)


def ruled(page: Page) -> Ruled:
    """The tables of a page that are made by lines. `visible` counts its glyphs before anything is sorted."""
    visible = sum(len(g.text) for g in (*page.glyphs, *page.aside, *page.hidden) if not g.text.isspace())
    tables = [table for table in ruled_tables(page.rulings) if len(table.cells) > 1]
    return Ruled(page, tables, visible, frames_of(page.rulings, page.grounds, [table.box for table in tables]))


def without_margins(pages: Sequence[Ruled]) -> None:
    """Take headers and footers off some pages that belong together."""
    found = take_margins([each.page for each in pages], [_boxes(each) for each in pages])
    for each, margin in zip(pages, found, strict=True):
        each.margin = margin


def _boxes(each: Ruled) -> list[Box]:
    """Where no header or footer is: a framed table may repeat its heading at the head of each page."""
    return [*(table.box for table in each.tables), *(frame.box for frame in each.frames if frame.is_table)]


@dataclass(slots=True)
class Printed:
    """One page read: tables top to bottom, lines outside of them, and the glyphs that are not of its text."""

    number: int
    width: float
    height: float
    visible: int
    margin: list[Line]
    tables: list[tuple[Lattice, list[Filled]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    hidden: list[Line] = field(default_factory=list)


def read_sheet(found: Ruled, before: Lattice | None = None) -> Printed:
    """The tables and lines of a page; `before` is the last table of the page before, which may go on here."""
    page = found.page
    printed = Printed(page.number, page.width, page.height, found.visible, found.margin)
    rest = _fill(printed, found.tables, page.glyphs, page)
    framed = framed_tables(found.frames, replace(page, glyphs=rest), before)
    rest = _fill(printed, framed, rest, page)
    taken = [table.box for table in (*found.tables, *framed)]
    told = gap_tables(replace(page, glyphs=rest), taken, before if before and not before.ruled else None)
    rest = _fill(printed, told, rest, page)
    printed.tables.sort(key=lambda table: (table[0].ys[0], table[0].xs[0]))
    printed.lines = lines_of(rest)
    printed.aside, printed.hidden = _aside(page.aside), _aside(page.hidden)
    return printed


def _fill(printed: Printed, tables: Sequence[Lattice], glyphs: list[Glyph], page: Page) -> list[Glyph]:
    """Put glyphs into tables; what no cell holds is left."""
    for lattice in tables:
        cells, glyphs = fill(lattice, glyphs, scanned=page.picture >= 1)
        if any(cell.laid.text for cell in cells):
            printed.tables.append((lattice, cells))
    return glyphs


def _aside(glyphs: list[Glyph]) -> list[Line]:
    """Glyphs beside the text in one line, in the order in which they were drawn."""
    line = line_of(glyphs)
    if line is None:
        return []
    return [Line([glyph for glyph in glyphs if not glyph.text.isspace()], line.box)]
