"""Pages as read → Document: furniture, paragraphs and grids over one linear text, page after page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

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
from extractor.readers.pdf_cells import Filled
from extractor.readers.pdf_lattice import Lattice
from extractor.readers.pdf_lines import MEASURED, Area, Line, Setting, characters, paragraphs
from extractor.readers.pdf_margins import Edges, margins
from extractor.readers.pdf_page import Box, Glyph, around
from extractor.readers.pdf_second import Read, is_doubtful
from extractor.readers.pdf_sheet import Printed
from extractor.zh.typesetting import stops

CERTAIN = 0.9  # a character that was recognised less surely is doubtful
LINE = 10  # glyphs from which a line tells how wide the text of a page is
ENOUGH, TOGETHER = 3, 6.0  # lines that end within so many points: there the text of a page ends


def write(source: str, pages: Sequence[Printed], notices: list[Notice], limits: Limits) -> Written:
    """The document of some pages, in order."""
    furniture = margins([Edges(p.height, p.lines, [(t.ys[0], t.ys[-1]) for t, _ in p.tables]) for p in pages])
    writer = _Writer(limits, _areas(pages, furniture))
    for page, aside in zip(pages, furniture, strict=True):
        writer.page(page, aside)
    document = Document(
        source=source, text=writer.tape.text(), pieces=writer.tape.pieces, blocks=writer.blocks,
        visible=sum(page.visible for page in pages), furniture=writer.furniture, notices=notices,
        residue=writer.residue, doubtful=writer.doubtful,
    )  # fmt: skip
    return Written(document, writer.cells)


def _areas(pages: Sequence[Printed], furniture: Sequence[set[int]]) -> dict[tuple[int, int], Area]:
    """Where text may stand from left to right, for each size of page: as far as its longer lines reach."""
    lines: dict[tuple[int, int], list[Line]] = {}
    for page, aside in zip(pages, furniture, strict=True):
        long = [line for index, line in enumerate(page.lines) if index not in aside and len(line.glyphs) >= LINE]
        lines.setdefault(_size(page), []).extend(long)
    return {
        size: Area(
            -_reach([-line.box.x0 for line in found]),
            _reach([line.box.x1 for line in found if not stops(line.text)] or [line.box.x1 for line in found]),
            wrong_by=MEASURED,
        )
        for size, found in lines.items()
        if len(found) >= ENOUGH
    }


def _reach(ends: list[float]) -> float:
    """As far as several lines reach; one alone may hang over."""
    ordered = sorted(ends, reverse=True)
    together = (end for end, third in zip(ordered, ordered[ENOUGH - 1 :], strict=False) if end - third <= TOGETHER)
    return next(together, ordered[0])


def _size(page: Printed) -> tuple[int, int]:
    return round(page.width), round(page.height)


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and its cells with figures, as the second reading wants them."""

    document: Document
    cells: list[Read]


@dataclass(slots=True)
class _Writer:
    limits: Limits
    areas: dict[tuple[int, int], Area]
    tape: Tape = field(default_factory=Tape)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    residue: list[tuple[Span, str]] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    tables: int = 0
    cells: list[Read] = field(default_factory=list)
    open_line: Line | None = None  # the last line of the page before, where a paragraph may go on

    def page(self, page: Printed, furniture: set[int]) -> None:
        """One page: its furniture first, so that a paragraph which the page cut stays in one piece."""
        body = [line for index, line in enumerate(page.lines) if index not in furniture]
        blocks: list[Part] = [*self._paragraphs(page, body), *page.tables]
        blocks.sort(key=_top)
        carried = self._goes_on(page, blocks)
        if carried is not None:
            self._more(page, blocks.pop(0))
        for index in sorted(furniture):
            self._aside(page, page.lines[index], "page_margin")
        for line in page.aside:
            self._aside(page, line, "watermark")
        for line in page.hidden:
            self.residue.append((self._add(page, _plain(line), [line.box]), "off_page"))
        for position, block in enumerate(blocks):
            if isinstance(block, tuple):
                self._grid(page, *block, first=position == 0 and carried is None, last=position == len(blocks) - 1)
            else:
                self._paragraph(page, block)
        final = blocks[-1] if blocks else None
        self.open_line = final[-1] if isinstance(final, list) else None

    def _paragraphs(self, page: Printed, body: list[Line]) -> list[list[Line]]:
        """Paragraphs of the lines outside tables; a table between two lines parts them."""
        borders = sorted(table.ys[0] for table, _ in page.tables)
        bands: dict[int, list[Line]] = {}
        for line in body:
            bands.setdefault(sum(border < line.box.top for border in borders), []).append(line)
        return [part for _, lines in sorted(bands.items()) for part in paragraphs(lines, self._area(page))]

    def _area(self, page: Printed) -> Area:
        return self.areas.get(_size(page), Area(0.0, page.width))

    def _goes_on(self, page: Printed, blocks: list[Part]) -> list[Line] | None:
        """The first paragraph, where it continues the last one of the page before."""
        if self.open_line is None or not blocks or isinstance(blocks[0], tuple):
            return None
        setting = Setting(self._area(page))
        return None if setting.ended(self.open_line, blocks[0][0]) else blocks[0]

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

    def _grid(self, page: Printed, lattice: Lattice, filled: list[Filled], *, first: bool, last: bool) -> None:
        rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
        if rows * columns > self.limits.grid_cells:
            raise Trouble("E211", cells=rows * columns, maximum=self.limits.grid_cells)
        cells = [self._cell(page, cell) for cell in filled]
        self.cells += [_as_read(page, f, c, rows) for f, c in zip(filled, cells, strict=True) if f.laid.text]
        endings = {
            (f.cell.row, f.cell.column): Ending(round(f.laid.slack, 1), round(f.laid.room, 1))
            for f in filled
            if f.cell.row + f.cell.rowspan >= rows and f.laid.text
        }
        sheet = Sheet(page.number, tuple(lattice.xs), first, last, endings, lattice.ruled)
        self.blocks.append(Grid(self.tables, rows, columns, cells, sheet=sheet))
        self.tables += 1

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
    return [Decimal(str(round(value, 1))) for value in box]
