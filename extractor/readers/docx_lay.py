"""Plain paragraphs and tables → a Document: every word on the tape, every block, notice and change with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.base import Place
from catalog.problems import Trouble
from extractor.document import Block, Cell, Change, Document, Furniture, Grid, Notice, Paragraph, Span, Tape
from extractor.limits import Limits
from extractor.readers.docx_grid import Box, Rectangle, header_rows, lay_out
from extractor.readers.docx_tree import Line, Node, Table, Taken
from extractor.readers.docx_words import QUOTED, Mark, Words

_PARAMETER = {"W231": "what", "E210": "maximum"}
# Why text is left out → what to say about it.
_REASONS = {"hidden": "W232", "merged": "W232", "unread": "W231", "comment": "W233"}


@dataclass(slots=True)
class Layout:
    """Builds a Document from top to bottom."""

    limits: Limits
    comments: dict[str, str] = field(default_factory=dict)
    tape: Tape = field(default_factory=Tape)
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    residue: list[tuple[Span, str]] = field(default_factory=list)
    generated: int = 0
    tables: int = 0

    def story(self, nodes: Iterable[Node]) -> None:
        """Lay blocks one after the other."""
        for node in nodes:
            if isinstance(node, Line):
                self._line(node)
            elif isinstance(node, Table):
                self._table(node, None)
            else:
                span = self.leave_out(node.text, node.reason, Place(block=len(self.blocks)), told=True)
                self.notices.append(Notice(node.code, node.params, span))

    def margin(self, nodes: Iterable[Node], kind: str) -> None:
        """Lay a page header or footer: pieces of their own, in no block."""
        for node in nodes:
            if isinstance(node, Line):
                self._margin_words(node.words, kind)
                self.margin([*node.boxes, *node.notes], kind)
            elif isinstance(node, Table):
                for row in node.rows:
                    for cell in row.cells:
                        self._margin_words(cell.words, kind)
                        self.margin(cell.tables, kind)
                for text, reason in node.left_out:
                    self.leave_out(text, reason, Place())
                self.margin(node.notes, kind)
            else:
                self.leave_out(node.text, node.reason, Place())

    def leave_out(self, text: str, reason: str, place: Place, told: bool = False) -> Span:
        """Keep text that is no content as residue, and say so unless that is `told` already."""
        if not text.strip():
            return self._here()
        span = self._add(text, place)
        self.residue.append((span, reason))
        code = _REASONS.get(reason)
        if code and not told:
            params = {"W233": {"text": _quoted(text)}, "W231": {"what": reason}}.get(code, {})
            self.notices.append(Notice(code, params, span))
        return span

    def document(self, source: str, visible: int) -> Document:
        """The finished document."""
        for text in self.comments.values():
            self.leave_out(text, "comment", Place())
        return Document(
            source=source,
            text=self.tape.text(),
            pieces=self.tape.pieces,
            blocks=self.blocks,
            visible=visible,
            generated=self.generated,
            furniture=self.furniture,
            notices=self.notices,
            changes=self.changes,
            residue=self.residue,
        )

    # --- paragraphs ----------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        place = Place(block=len(self.blocks))
        if line.words.is_blank:
            self._tell(line.words.marks, self._here())
        else:
            span = self._words(line.words, place)
            self.blocks.append(Paragraph(line.words.text, span.start, line.level))
        if any(anchor.content == "object" for anchor in line.words.anchors):
            self.notices.append(Notice("W234", {}, self._here()))
        self._aside(line.words, place)
        self.story(line.boxes)
        self.story(line.notes)

    def _words(self, words: Words, place: Place) -> Span:
        span = self._add(words.text, place)
        self.generated += words.computed
        self._tell(words.marks, span)
        return span

    def _margin_words(self, words: Words, kind: str) -> None:
        if not words.is_blank:
            self.furniture.append(Furniture(self._words(words, Place()), kind))
        self._aside(words, Place())

    def _aside(self, words: Words, place: Place) -> None:
        """What belongs to these words but not into them: hidden text, comments."""
        for text, reason in words.residue:
            self.leave_out(text, reason, place)
        for anchor in words.anchors:
            if anchor.kind == "comment":
                self.leave_out(self.comments.pop(str(anchor.content), ""), "comment", place)

    # --- tables --------------------------------------------------------------------------------

    def _table(self, table: Table, parent: tuple[int, int, int] | None) -> None:
        rectangle = lay_out(table, self.limits)
        number = self.tables
        place = Place(block=len(self.blocks), table=number)
        cells = self._cells(rectangle, place)
        if table.rows:
            self.tables += 1
            rows, header = len(table.rows), header_rows(table)
            self.blocks.append(Grid(number, rows, rectangle.columns, cells, header_rows=header, parent=parent))
        self._beside(table, rectangle, cells, place)
        for box in rectangle.boxes + rectangle.merged_away:
            for inner in box.cell.tables:
                self._table(inner, (number, box.row, box.column))
        self.story(table.notes)

    def _cells(self, rectangle: Rectangle, place: Place) -> list[Cell]:
        spans: dict[int, Span] = {}
        cells = []
        for box in rectangle.boxes:
            span = self._cell(box, _inside(place, box))
            spans[id(box)] = span
            cells.append(Cell(box.row, box.column, box.cell.words.text, span.start, box.rowspan, box.colspan))
        # One word about padded rows is enough for a table, and one about each broken merge.
        once = {(code, 0 if code == "W213" else id(box)): (code, box) for code, box in rectangle.problems}
        for code, box in once.values():
            self.notices.append(Notice(code, {}, spans.get(id(box))))
        return cells

    def _beside(self, table: Table, rectangle: Rectangle, cells: list[Cell], place: Place) -> None:
        """What belongs to a table but not into its cells, laid after the last of them."""
        self._taken(table.taken, {cell.row: cell.start for cell in reversed(cells)})
        for text, reason in table.left_out:
            self.leave_out(text, reason, place)
        for box in rectangle.boxes:
            if box.cell.words.residue or box.cell.words.anchors:
                self._aside(box.cell.words, _inside(place, box))
        for box in rectangle.merged_away:
            words = box.cell.words
            self.generated += words.computed if not words.is_blank else 0
            self.leave_out(words.text, "merged", _inside(place, box))
            self._aside(words, _inside(place, box))

    def _cell(self, box: Box, place: Place) -> Span:
        words = box.cell.words
        if len(words.text) > self.limits.cell_characters:
            raise Trouble("E110", limit="cell_characters", maximum=self.limits.cell_characters)
        span = self._words(words, place)
        if any(anchor.kind == "picture" for anchor in words.anchors):
            self.notices.append(Notice("W234", {}, span))
        return span

    def _taken(self, taken: Iterable[Taken], starts: dict[int, int]) -> None:
        for gone in taken:
            if gone.text:
                at = starts.get(gone.row, self._here().start)
                self._tell([Mark("revision", 0, 0, before=gone.text, author=gone.author)], Span(at, at))

    # --- the tape ------------------------------------------------------------------------------

    def _add(self, text: str, place: Place) -> Span:
        span = self.tape.add(text, place)
        if span.end > self.limits.text_characters:
            raise Trouble("E110", limit="text_characters", maximum=self.limits.text_characters)
        return span

    def _here(self) -> Span:
        """The place after the last piece, for things that have no characters of their own."""
        end = self.tape.pieces[-1].end if self.tape.pieces else 0
        return Span(end, end)

    def _tell(self, marks: Iterable[Mark], span: Span) -> None:
        for mark in marks:
            start, end = min(span.start + mark.start, span.end), min(span.start + mark.end, span.end)
            self._tell_one(mark, Span(start, end))

    def _tell_one(self, mark: Mark, span: Span) -> None:
        if mark.kind == "notice":
            self.notices.append(Notice(mark.code, {_PARAMETER[mark.code]: mark.before}, span))
            return
        self.changes.append(Change(mark.kind, mark.before, mark.after, "certain", span))
        if mark.kind == "revision":
            params = {"author": mark.author, "before": _quoted(mark.before), "after": _quoted(mark.after)}
            self.notices.append(Notice("W230", params, span))


def _inside(table: Place, box: Box) -> Place:
    return Place(block=table.block, table=table.table, row=box.row, column=box.column)


def _quoted(text: str) -> str:
    text = text.strip("\n").replace("\n", "↵") or ("↵" if text else "")
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
