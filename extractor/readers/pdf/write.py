"""Pages as read → Document: furniture, paragraphs and grids over one linear text, page after page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from catalog.base import Place
from catalog.problems import Trouble
from extractor.document import (
    Block,
    Cell,
    Document,
    Doubtful,
    Ending,
    Furniture,
    Grid,
    Notice,
    Paragraph,
    Sheet,
    Span,
    Tape,
)
from extractor.limits import Limits
from extractor.readers.pdf.areas import text_areas
from extractor.readers.pdf.cells import Filled
from extractor.readers.pdf.lattice import Lattice
from extractor.readers.pdf.lines import Line, characters
from extractor.readers.pdf.page import CERTAIN, Box, Glyph, around
from extractor.readers.pdf.second import Read, is_doubtful
from extractor.readers.pdf.setting import Area, Setting, paragraphs
from extractor.readers.pdf.sheet import Printed


def write(source: str, pages: Sequence[Printed], notices: list[Notice], limits: Limits) -> Written:
    """The document of some pages, in order."""
    writer = _Writer(limits)
    bodies = [page.lines for page in pages]
    for page, area in zip(pages, text_areas(pages, bodies), strict=True):
        writer.page(page, area)
    document = Document(
        source=source, text=writer.tape.text(), pieces=writer.tape.pieces, blocks=writer.blocks,
        visible=sum(page.visible for page in pages), furniture=writer.furniture, notices=notices,
        residue=writer.residue, doubtful=writer.doubtful,
    )  # fmt: skip
    return Written(document, writer.cells)


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and its cells with figures, as the second reading wants them."""

    document: Document
    cells: list[Read]


@dataclass(slots=True)
class _Writer:
    limits: Limits
    tape: Tape = field(default_factory=Tape)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    residue: list[tuple[Span, str]] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    tables: int = 0
    cells: list[Read] = field(default_factory=list)
    open_line: tuple[Line, Area] | None = None  # the last line of the page before, where a paragraph may go on

    def page(self, page: Printed, area: Area) -> None:
        """One page: its furniture first, so that a paragraph which the page cut stays in one piece."""
        blocks: list[Part] = [*self._paragraphs(page, area), *page.tables]
        blocks.sort(key=_top)
        if self._goes_on(area, blocks):
            self._more(page, blocks.pop(0))
        for line in page.margin:
            self._aside(page, line, "page_margin")
        for line in page.aside:
            self._aside(page, line, "watermark")
        for line in page.hidden:
            self.residue.append((self._add(page, _plain(line), [line.box]), "off_page"))
        for block in blocks:
            if isinstance(block, tuple):
                self._grid(page, *block)
            else:
                self._paragraph(page, block)
        final = blocks[-1] if blocks else None
        self.open_line = (final[-1], area) if isinstance(final, list) else None

    def _paragraphs(self, page: Printed, area: Area) -> list[list[Line]]:
        """Paragraphs of the lines outside tables; a table between two lines parts them."""
        borders = sorted(table.ys[0] for table, _ in page.tables)
        bands: dict[int, list[Line]] = {}
        for line in page.lines:
            bands.setdefault(sum(border < line.box.top for border in borders), []).append(line)
        return [part for _, lines in sorted(bands.items()) for part in paragraphs(lines, area)]

    def _goes_on(self, area: Area, blocks: list[Part]) -> bool:
        """Whether the first paragraph continues the last one of the page before."""
        if self.open_line is None or not blocks or isinstance(blocks[0], tuple):
            return False
        line, before = self.open_line
        first = blocks[0][0]
        moved = before.left - area.left
        first = replace(first, box=first.box._replace(x0=first.box.x0 + moved, x1=first.box.x1 + moved))
        return not Setting(before).ended(line, first)

    def _more(self, page: Printed, lines: Part) -> None:
        before = self.blocks[-1]
        assert isinstance(before, Paragraph) and isinstance(lines, list)
        text, glyphs = _text(lines)
        span = self._add(page, text, [line.box for line in lines], glued=True)
        self._doubt(glyphs, span)
        self.blocks[-1] = Paragraph(before.text + text, before.start, before.level)

    def _paragraph(self, page: Printed, lines: list[Line]) -> None:
        text, glyphs = _text(lines)
        span = self._add(page, text, [line.box for line in lines])
        self._doubt(glyphs, span)
        self.blocks.append(Paragraph(text, span.start))

    def _aside(self, page: Printed, line: Line, kind: str) -> None:
        self.furniture.append(Furniture(self._add(page, _plain(line), [line.box]), kind))

    def _add(self, page: Printed, text: str, boxes: list[Box], *, glued: bool = False) -> Span:
        place = Place(block=len(self.blocks) - glued, page=page.number, boxes=[_box(around(boxes))] if boxes else [])
        return self.tape.add(text, place, glued=glued)

    def _grid(self, page: Printed, lattice: Lattice, filled: list[Filled]) -> None:
        rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
        if rows * columns > self.limits.grid_cells:
            raise Trouble("E211", cells=rows * columns, maximum=self.limits.grid_cells)
        cells = [self._cell(page, cell) for cell in filled]
        if not lattice.certain:
            self._doubt_rows(cells, "；".join(lattice.notes))
        self.cells += [_as_read(page, f, c, rows) for f, c in zip(filled, cells, strict=True) if f.laid.text]
        endings = {
            (f.cell.row, f.cell.column): Ending(round(f.laid.slack, 1), round(f.laid.room, 1))
            for f in filled
            if f.cell.row + f.cell.rowspan >= rows and f.laid.text
        }
        sheet = Sheet(page.number, tuple(lattice.xs), endings, lattice.ruled, lattice.cut)
        self.blocks.append(Grid(self.tables, rows, columns, cells, sheet=sheet))
        self.tables += 1

    def _doubt_rows(self, cells: list[Cell], why: str) -> None:
        """Each row of a table whose rows or columns are not clear asks to be looked at, by its longest text."""
        longest: dict[int, Cell] = {}
        for cell in cells:
            if cell.text and len(cell.text) > len(longest.get(cell.row, cell).text) - (cell.row not in longest):
                longest[cell.row] = cell
        for cell in longest.values():
            self.doubtful.append(Doubtful(Span(cell.start, cell.start + len(cell.text)), "R134", (("why", why),)))

    def _cell(self, page: Printed, filled: Filled) -> Cell:
        cell, text = filled.cell, filled.laid.text
        place = Place(
            block=len(self.blocks), table=self.tables, row=cell.row, column=cell.column, page=page.number,
            boxes=[_box(filled.ink or cell.box)],
        )  # fmt: skip
        span = self.tape.add(text, place)
        self._doubt(filled.laid.glyphs, span)
        return Cell(cell.row, cell.column, text, span.start, cell.rowspan, cell.colspan)

    def _doubt(self, glyphs: list[Glyph | None], span: Span) -> None:
        """A text in which a character was not recognised surely is doubtful as a whole: it says what to look at."""
        unsure = "".join(glyph.text for glyph in glyphs if glyph is not None and glyph.sure < CERTAIN)
        if unsure:
            self.doubtful.append(Doubtful(span, "R132", (("text", unsure[:20]),)))


def _as_read(page: Printed, filled: Filled, cell: Cell, rows: int) -> Read:
    at_foot = cell.row + cell.rowspan >= rows
    span = Span(cell.start, cell.start + len(cell.text))
    return Read(page.number, filled.cell.box, cell.text, span, is_doubtful(filled.laid, at_foot))


Part = list[Line] | tuple[Lattice, list[Filled]]  # a paragraph or a table of a page


def _top(block: Part) -> tuple[float, float]:
    box = block[0].box
    return box.top, box.x0


def _text(lines: list[Line]) -> tuple[str, list[Glyph | None]]:
    """The text of the lines of one paragraph, which the page alone broke."""
    pairs = list(characters(lines))
    return "".join(text for text, _ in pairs), [glyph for _, glyph in pairs]


def _plain(line: Line) -> str:
    return "".join(glyph.text for glyph in line.glyphs)


def _box(box: Box) -> list[Decimal]:
    return [_tenths(round(value, 1)) for value in box]


@lru_cache(maxsize=4096)
def _tenths(value: float) -> Decimal:
    return Decimal(str(value))  # cells of a table share their borders
