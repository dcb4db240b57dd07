"""Sheets → a Document: lines above and below a table are paragraphs, the table is a grid, nothing is left out.

The name of a sheet heads it, unless it says nothing (Sheet1) or the lines below say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.base import Place
from catalog.problems import Trouble
from extractor import lexicon
from extractor.document import Block, Cell, Document, Doubtful, Furniture, Grid, Notice, Paragraph, Span, Tape
from extractor.limits import Limits
from extractor.readers.decode import TURNS
from extractor.readers.workbook_cells import Box, Laid, Printed, tidy
from extractor.readers.workbook_stories import Story, stories
from extractor.readers.workbook_tree import At, Look, address
from extractor.zh.normalize import normalize

NAMED = 5  # cells that a notice names
QUOTED = 40
_TOLD = {"lost": "W255", "error": "W253", "unsaved": "W254"}


@dataclass(slots=True)
class Layout:
    """Builds a Document sheet by sheet; `visible` counts the characters that the sheets hold."""

    limits: Limits
    notices: list[Notice]
    tape: Tape = field(default_factory=Tape)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    residue: list[tuple[Span, str]] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    tables: int = 0
    visible: int = 0
    removed: int = 0
    pictures: int = 0
    told: set[str] = field(default_factory=set)  # comments

    def sheet(self, look: Look, laid: Laid) -> None:
        """Lay one sheet: its name, its rows, then what nobody sees."""
        self._count(look, laid)
        told = list(stories(laid))
        self._name(look.name, told)
        for margin in look.margins:
            self.furniture.append(Furniture(self._add(margin, Place(sheet=look.name)), "page_header"))
        for story in told:
            for box in story.before:
                self._paragraph(box, look)
            if story.rows:
                self._grid(story, look, laid)
            for box in story.after:
                self._paragraph(box, look)
        self._unseen(look, laid)
        self._beside(look)

    def hidden_sheet(self, look: Look, laid: Laid) -> None:
        """A sheet that is hidden as a whole: its words are kept, and it is told."""
        everything = {box.at: box.printed for box in laid.boxes} | laid.hidden | laid.covered | laid.repeated
        if not everything:
            return
        self._count(look, laid)
        self.furniture.append(Furniture(self._add(look.name, Place(sheet=look.name)), "sheet_name"))
        self._tell("W251", look, [], self._leave_out(look, everything, "hidden"))
        for text in (*look.margins, *look.shapes, *(text for _, text in look.comments)):
            self._residue(text, Place(sheet=look.name), "hidden")

    def document(self, source: str) -> Document:
        """The finished document."""
        text = self.tape.text()
        if self.removed:
            self.notices.append(Notice("W221", {"count": str(self.removed)}))
        if TURNS.search(text):
            self.notices.append(Notice("E222"))
        if self.pictures:
            self.notices.append(Notice("W234"))
        return Document(
            source=source, text=text, pieces=self.tape.pieces, blocks=self.blocks, visible=self.visible,
            furniture=self.furniture, notices=self.notices, residue=self.residue, doubtful=self.doubtful,
        )  # fmt: skip

    def _count(self, look: Look, laid: Laid) -> None:
        """Count what the sheet holds before anything of it is laid."""
        unseen = (*laid.hidden.values(), *laid.covered.values(), *laid.repeated.values())
        printed = (*(box.printed for box in laid.boxes), *unseen)
        beside = (look.name, *look.margins, *look.shapes, *(text for _, text in look.comments))
        self.visible += sum(len("".join(each.text.split())) for each in printed)
        self.visible += sum(len("".join(tidy(text)[0].split())) for text in beside)
        self.removed += laid.removed
        self.pictures += look.pictures

    # --- what is seen --------------------------------------------------------------------------

    def _name(self, name: str, told: list[Story]) -> None:
        name = tidy(name)[0]
        lines = "".join(box.printed.text for story in told[:1] for box in story.before)
        if lexicon.pattern("default_sheet_name").match(normalize(name)) or _bare(name) in _bare(lines) or not told:
            self.furniture.append(Furniture(self._add(name, Place(sheet=name)), "sheet_name"))
        else:
            start = self._add(name, Place(block=len(self.blocks), sheet=name)).start
            self.blocks.append(Paragraph(name, start, 1))

    def _paragraph(self, box: Box, look: Look) -> None:
        place = Place(block=len(self.blocks), sheet=look.name, cell=address(box.at))
        start = self._words(box.printed, place).start
        self.blocks.append(Paragraph(box.printed.text, start))

    def _grid(self, story: Story, look: Look, laid: Laid) -> None:
        """The table of a story, without the columns that only other stories use."""
        used = sorted({box.column for box in story.boxes})
        place_of = {column: at for at, column in enumerate(used)}
        number, rows = self.tables, story.rows
        cells = []
        for (row, column), box in _positions(story, used):
            place = Place(
                block=len(self.blocks), table=number, row=row - rows.start, column=place_of[column],
                sheet=look.name, cell=address((laid.rows[row], laid.columns[column])),
            )  # fmt: skip
            cells.append(self._cell(box, place, used))
        header = sum(laid.rows[row] <= look.title_rows[1] for row in rows) if look.title_rows else 0
        self.blocks.append(Grid(number, len(rows), len(used), cells, header_rows=header))
        self.tables += 1

    def _cell(self, box: Box | None, place: Place, used: list[int]) -> Cell:
        row, column = place.row or 0, place.column or 0
        if box is None:
            return Cell(row, column, "", self._add("", place).start)
        colspan = sum(box.column <= each < box.column + box.colspan for each in used)
        return Cell(row, column, box.printed.text, self._words(box.printed, place).start, box.rowspan, colspan)

    def _words(self, printed: Printed, place: Place) -> Span:
        span = self._add(printed.text, place)
        if printed.doubt is not None:
            self.doubtful.append(Doubtful(span, *printed.doubt))
        if printed.struck:
            words = _quoted(printed.struck)
            self.notices.append(
                Notice("W231", {"what": f"删除线：{words}", "what_en": f"strikethrough: {words}"}, span)
            )
        return span

    # --- what is not ---------------------------------------------------------------------------

    def _unseen(self, look: Look, laid: Laid) -> None:
        """Words in hidden rows and columns and under merged cells; cells that are odd."""
        if laid.hidden:
            self._tell("W252", look, list(laid.hidden), self._leave_out(look, laid.hidden, "hidden"))
        if laid.covered:
            self._tell("W258", look, list(laid.covered), self._leave_out(look, laid.covered, "merged"))
        for at, printed in laid.repeated.items():
            span = self._add(printed.text, Place(sheet=look.name, cell=address(at)))
            self.furniture.append(Furniture(span, "repeated"))
        if laid.overlapping:
            self._tell("W257", look, laid.overlapping)
        for why, cells in laid.odd.items():
            self._tell(_TOLD[why], look, cells)

    def _beside(self, look: Look) -> None:
        """Comments, each wording told once, and words in shapes."""
        for at, text in look.comments:
            span = self._residue(text, Place(sheet=look.name, cell=address(at)), "comment")
            if text not in self.told:
                self.notices.append(Notice("W233", {"text": _quoted(text)}, span))
            self.told.add(text)
        for text in look.shapes:
            span = self._residue(text, Place(sheet=look.name), "图形、文本框里的文字")
            self.notices.append(Notice("W256", {"sheet": look.name, "text": _quoted(text)}, span))

    def _leave_out(self, look: Look, cells: dict[At, Printed], reason: str) -> Span:
        """Keep the words of cells that nobody sees, row by row; returns where the first of them stand."""
        rows: dict[int, list[At]] = {}
        for at in sorted(cells):
            rows.setdefault(at[0], []).append(at)
        spans = [
            self._residue("\t".join(cells[at].text for at in ats), Place(sheet=look.name, cell=address(ats[0])), reason)
            for ats in rows.values()
        ]
        return spans[0]

    def _residue(self, text: str, place: Place, reason: str) -> Span:
        span = self._add(text, place)
        self.residue.append((span, reason))
        return span

    def _tell(self, code: str, look: Look, cells: list[At], span: Span | None = None) -> None:
        self.notices.append(Notice(code, {"sheet": look.name, "cells": _named(cells)}, span))

    def _add(self, text: str, place: Place) -> Span:
        span = self.tape.add(tidy(text)[0], place)
        if span.end - span.start > self.limits.cell_characters:
            raise Trouble("E110", limit="cell_characters", maximum=self.limits.cell_characters)
        if span.end > self.limits.text_characters:
            raise Trouble("E110", limit="text_characters", maximum=self.limits.text_characters)
        return span


def _positions(story: Story, used: list[int]) -> Iterator[tuple[At, Box | None]]:
    """The places of a table in reading order with the cells that begin there, None for a blank one."""
    boxes = {(box.row, box.column): box for box in story.boxes}
    covered: set[At] = set()
    for row in story.rows:
        for column in used:
            box = boxes.get((row, column))
            if box is not None and (box.rowspan, box.colspan) != (1, 1):
                covered |= {(r, c) for r in range(row, row + box.rowspan) for c in range(column, column + box.colspan)}
            if box is not None or (row, column) not in covered:
                yield (row, column), box


def _named(cells: list[At]) -> str:
    return "、".join(map(address, sorted(cells)[:NAMED])) + ("…" if len(cells) > NAMED else "")


def _bare(text: str) -> str:
    """Letters, digits and characters only."""
    return "".join(sign for sign in text if sign.isalnum())


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
