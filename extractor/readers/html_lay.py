"""Lines and tables of a page → a Document: every word on the tape, once, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog.base import Place
from catalog.problems import Trouble
from extractor.document import Block, Cell, Change, Document, Furniture, Grid, Notice, Paragraph, Span, Tape
from extractor.limits import Limits
from extractor.readers.html_grid import Box, Laid, lay_out
from extractor.readers.html_tree import LeftOut, Line, Mark, Node, Table, every_node, tables_of

_PARENT = tuple[int, int, int]
QUOTED = 40
# So many rows of a table are named in a notice.
NAMED = 5


@dataclass(slots=True)
class Layout:
    """Builds a Document from top to bottom."""

    limits: Limits
    notices: list[Notice]
    tape: Tape = field(default_factory=Tape)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    residue: list[tuple[Span, str]] = field(default_factory=list)
    generated: int = 0
    tables: int = 0

    def title(self, text: str) -> None:
        """The title of the page, which is no part of it."""
        if text:
            self.furniture.append(Furniture(self._add(text, Place()), "page_title"))

    def story(self, nodes: Iterable[Node]) -> None:
        """Lay blocks one after the other."""
        for node in nodes:
            if isinstance(node, Table):
                self._table(node, None, 1)
            elif isinstance(node, Line):
                self._line(node)
            else:
                self._leave_out(node, Place(block=len(self.blocks)))

    def document(self, source: str) -> Document:
        """The finished document; its visible characters are for somebody else to count."""
        return Document(
            source=source,
            text=self.tape.text(),
            pieces=self.tape.pieces,
            blocks=self.blocks,
            visible=0,
            generated=self.generated,
            furniture=self.furniture,
            notices=self.notices,
            changes=self.changes,
            residue=self.residue,
        )

    def _line(self, line: Line) -> None:
        self.generated += line.generated
        span = self._add(line.text, Place(block=None if line.zone else len(self.blocks)))
        if line.zone:
            self.furniture.append(Furniture(span, line.zone))
        else:
            self.blocks.append(Paragraph(line.text, span.start, line.level))
            self._tell_marks(line.marks, span.start, span.end)

    def _table(self, table: Table, parent: _PARENT | None, depth: int) -> None:
        laid = lay_out(table, self.limits)
        number, place = self.tables, Place(block=len(self.blocks), table=self.tables)
        cells = [self._cell(box, _inside(place, box)) for box in laid.boxes]
        self.tables += 1
        self.blocks.append(Grid(number, laid.rows, laid.columns, cells, header_rows=table.header_rows, parent=parent))
        self._tell(number, laid, cells)
        for box in laid.boxes:
            if box.cell is not None and (len(box.cell.nodes) > 1 or box.cell.inner or not box.cell.size):
                self._beside(box.cell.nodes, (number, box.row, box.column), _inside(place, box), depth)

    def _tell(self, table: int, laid: Laid, cells: list[Cell]) -> None:
        """One word about each kind of problem is enough for a table; it names the first rows."""
        for code, boxes in laid.problems.items():
            cell = next(cell for cell, at in zip(cells, laid.boxes, strict=True) if at is boxes[0])
            rows = sorted({box.row + 1 for box in boxes})
            named = "、".join(map(str, rows[:NAMED])) + ("…" if len(rows) > NAMED else "")
            params = {"table": str(table + 1), "rows": named}
            self.notices.append(Notice(code, params, Span(cell.start, cell.start + len(cell.text))))

    def _tell_marks(self, marks: Iterable[Mark], start: int, end: int) -> None:
        """Changes and notices of the words from `start` to `end`."""
        for mark in marks:
            at = start + mark.at
            if mark.code:
                self.notices.append(Notice(mark.code, {"sign": mark.before}, Span(at, min(at + len(mark.before), end))))
                continue
            span = Span(at, min(at + len(mark.after), end))
            self.changes.append(Change("revision", mark.before, mark.after, "certain", span))
            self._tell_change(mark, span)

    def _tell_change(self, mark: Mark, span: Span) -> None:
        params = {"author": mark.author, "before": _quoted(mark.before), "after": _quoted(mark.after)}
        self.notices.append(Notice("W230", params, span))

    def _cell(self, box: Box, place: Place) -> Cell:
        text, marks = self._words(box.cell.nodes) if box.cell is not None and box.cell.nodes else ("", ())
        if len(text) > self.limits.cell_characters:
            raise Trouble("E110", limit="cell_characters", maximum=self.limits.cell_characters)
        span = self._add(text, place)
        if marks:
            self._tell_marks(marks, span.start, span.end)
        if not text and box.cell is not None and box.cell.pictures:
            self.notices.append(Notice("W234", {}, span))
        return Cell(box.row, box.column, text, span.start, box.rowspan, box.colspan)

    def _words(self, nodes: list[Node]) -> tuple[str, Sequence[Mark]]:
        """The words of a cell, a line feed between its lines, and what is to be said of them."""
        lines = [node for node in nodes if isinstance(node, Line)]
        if len(lines) == 1:
            self.generated += lines[0].generated
            return lines[0].text, lines[0].marks
        self.generated += sum(line.generated for line in lines)
        marks, start = list[Mark](), 0
        for line in lines:
            for mark in line.marks:
                mark.at += start
                marks.append(mark)
            start += len(line.text) + 1
        return "\n".join(line.text for line in lines), marks

    def _beside(self, nodes: list[Node], parent: _PARENT, place: Place, depth: int) -> None:
        """What a cell holds beside its words: tables of its own and hidden text."""
        for node in nodes:
            if isinstance(node, LeftOut):
                self._leave_out(node, place)
        for table in tables_of(nodes):
            if depth < self.limits.nested_tables:
                self._table(table, parent, depth + 1)
            else:
                self._too_deep(table, place)

    def _too_deep(self, table: Table, place: Place) -> None:
        nodes = list(every_node([table]))
        self.generated += sum(node.generated for node in nodes if isinstance(node, Line))
        span = self._leave_out(LeftOut("\n".join(node.text for node in nodes), "nested_too_deep"), place)
        self.notices.append(Notice("E210", {"maximum": str(self.limits.nested_tables)}, span))

    def _leave_out(self, node: LeftOut, place: Place) -> Span:
        span = self._add(node.text, place)
        if node.reason == "struck":
            self.residue.append((span, "hidden"))
            if node.mark is not None and not node.mark.placed:
                self._tell_change(node.mark, span)
            return span
        self.residue.append((span, node.reason))
        if node.reason == "hidden" and not any(notice.code == "W232" for notice in self.notices):
            self.notices.append(Notice("W232", {}, span))
        return span

    def _add(self, text: str, place: Place) -> Span:
        span = self.tape.add(text, place)
        if span.end > self.limits.text_characters:
            raise Trouble("E110", limit="text_characters", maximum=self.limits.text_characters)
        return span


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def _inside(table: Place, box: Box) -> Place:
    return Place(block=table.block, table=table.table, row=box.row, column=box.column)
