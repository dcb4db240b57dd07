"""The order of an old Word file: paragraphs, and tables of rows of cells, as their end marks part the text.

A table has no element of its own: its paragraphs say how deep they stand, cells and rows end with marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.readers.doc97_file import WordFile
from extractor.readers.doc97_pages import Pages
from extractor.readers.doc97_pieces import Pieces
from extractor.readers.doc97_sprms import Sprm
from extractor.readers.doc97_styles import Shape, Sheet

_ENDS = re.compile("[\r\x07\x0c]")
CELL, PAGE = "\x07", "\x0c"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A paragraph: places `start` to `end` of the text, its end mark apart, and its shape."""

    start: int
    end: int
    shape: Shape
    mark: str = "\r"
    said: bytes = b""


@dataclass(slots=True)
class CellTree:
    """The paragraphs and tables of a cell."""

    nodes: list[StoryNode] = field(default_factory=list)


@dataclass(slots=True)
class RowTree:
    """A row: its cells, what the file says of it, and where it ends."""

    cells: list[CellTree] = field(default_factory=list)
    says: tuple[Sprm, ...] = ()
    end: int = -1


@dataclass(slots=True)
class TableTree:
    """A table: its rows."""

    rows: list[RowTree] = field(default_factory=list)


@dataclass(slots=True)
class Deep:
    """Text of tables that are nested too deep to be read."""

    start: int
    end: int


StoryNode = Stroke | TableTree | Deep


@dataclass(slots=True)
class Forest:
    """Where the paragraphs of a file end, and what is said of them."""

    file: WordFile
    pieces: Pieces
    pages: Pages
    sheet: Sheet

    def grow(self, start: int, end: int, deepest: int) -> list[StoryNode]:
        """The paragraphs and tables of a part of the text; `deepest`: so many tables one in another."""
        growth = _Growth(self, deepest)
        for stroke in self.strokes(start, end):
            growth.add(stroke)
        return growth.done()

    def strokes(self, start: int, end: int) -> Iterator[Stroke]:
        """The paragraphs, one after the other."""
        text = self.pieces.text
        for match in _ENDS.finditer(text, start, end):
            place = match.start()
            found = self._said(place)
            if match[0] != PAGE or found[2]:
                yield Stroke(start, place, found[0], match[0], found[1])
                start = place + 1
        if start < end:
            yield Stroke(start, end, self._said(end - 1)[0])

    def _said(self, place: int) -> tuple[Shape, bytes, bool]:
        """What is said of the paragraph that a mark ends, and whether the file agrees that it ends one."""
        piece = self.pieces.find(place)
        if piece is None:
            return Shape(), b"", False
        at = piece.at + (place - piece.start) * piece.width
        found = self.pages.at(at)
        if found is None:
            self.file.tell_damage("PAPX")
        said = b"" if found is None else found[2]
        ends = found is not None and found[1] == at + piece.width
        return self.sheet.shape(said, piece.says), said, ends


@dataclass(slots=True)
class _Level:
    """A table that is open: its row and its cell."""

    table: TableTree = field(default_factory=TableTree)
    row: RowTree = field(default_factory=RowTree)
    cell: CellTree = field(default_factory=CellTree)

    def end_cell(self) -> None:
        self.row.cells.append(self.cell)
        self.cell = CellTree()

    def end_row(self, says: tuple[Sprm, ...], end: int) -> None:
        self.row.says, self.row.end = says, end
        self.table.rows.append(self.row)
        self.row = RowTree()


@dataclass(slots=True)
class _Growth:
    forest: Forest
    deepest: int
    nodes: list[StoryNode] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)

    def add(self, stroke: Stroke) -> None:
        shape = stroke.shape
        self._go_to(min(shape.depth, self.deepest))
        if shape.depth > self.deepest:
            self._add_deep(stroke)
        elif shape.depth and shape.row_end:
            self._end_row(stroke)
        else:
            self._here().append(stroke)
            if shape.depth and (shape.inner_cell or stroke.mark == CELL):
                self.levels[-1].end_cell()
            elif stroke.mark == CELL:
                # The end of a cell where no table is said to be: what is said of the paragraphs is lost.
                self.forest.file.tell_damage("PAPX")

    def done(self) -> list[StoryNode]:
        """All nodes, with every table closed."""
        self._go_to(0)
        return self.nodes

    def _here(self) -> list[StoryNode]:
        return self.levels[-1].cell.nodes if self.levels else self.nodes

    def _go_to(self, depth: int) -> None:
        while len(self.levels) > depth:
            self._close()
        while len(self.levels) < depth:
            self.levels.append(_Level())

    def _close(self) -> None:
        level = self.levels.pop()
        if level.cell.nodes:
            level.end_cell()
        if level.row.cells:
            # A row without an end: nobody knows how wide its cells are.
            self.forest.file.tell_damage("TTP")
            level.end_row((), -1)
        self._here().append(level.table)

    def _end_row(self, stroke: Stroke) -> None:
        level = self.levels[-1]
        if level.cell.nodes or stroke.end > stroke.start:
            level.cell.nodes.append(stroke)
            level.end_cell()
        level.end_row(tuple(self.forest.sheet.modifiers(stroke.said)), stroke.end)

    def _add_deep(self, stroke: Stroke) -> None:
        nodes = self._here()
        if nodes and isinstance(nodes[-1], Deep):
            nodes[-1].end = stroke.end
        else:
            nodes.append(Deep(stroke.start, stroke.end))
