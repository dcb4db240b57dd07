"""A document as plain blocks of words that can be edited, and laid out again as a document.

Every text remembers where it stood (`at`), so that evidence of the sound reading finds its words in the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from catalog.base import Place
from extractor.document import Block, Cell, Document, File, Furniture, Grid, Paragraph, Span, Tape

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text, its place, and where it stood in the document; -1 for text that was changed or made."""

    text: str
    place: Place
    at: int = -1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    words: Words
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell."""

    row: int
    column: int
    words: Words
    rowspan: int = 1
    colspan: int = 1

    def covers(self, row: int) -> bool:
        """Whether the cell reaches into a row."""
        return self.row <= row < self.row + self.rowspan


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `grid` holds what is said of it beside its cells."""

    grid: Grid
    rows: int
    slots: tuple[Slot, ...]


Part = Line | Table
Draft = tuple[Part, ...]
T = TypeVar("T")


def draft(document: Document) -> Draft:
    """The blocks of a document as editable words."""

    def words(text: str, start: int) -> Words:
        return Words(text, document.place(start), start)

    def part(block: Block) -> Part:
        if isinstance(block, Paragraph):
            return Line(words(block.text, block.start), block.level)
        slots = (Slot(c.row, c.column, words(c.text, c.start), c.rowspan, c.colspan) for c in block.cells)
        return Table(block, block.rows, tuple(slots))

    return tuple(part(block) for block in document.blocks)


def texts(blocks: Iterable[Part]) -> Iterator[Words]:
    """All words in order."""
    for block in blocks:
        yield from (slot.words for slot in block.slots) if isinstance(block, Table) else (block.words,)


# --- editing ----------------------------------------------------------------------------------------


def edited(blocks: Draft, edits: Sequence[Edit]) -> Draft:
    """The draft with the characters from `start` to `end` of the document replaced; emptied paragraphs go."""

    def changed(words: Words) -> Words:
        return _edited(words, edits)

    made = (_mapped(block, changed) for block in blocks)
    return tuple(block for block in made if isinstance(block, Table) or block.words.text.strip())


def _mapped(block: Part, change: Callable[[Words], Words]) -> Part:
    if isinstance(block, Line):
        return replace(block, words=change(block.words))
    return replace(block, slots=tuple(replace(slot, words=change(slot.words)) for slot in block.slots))


def _edited(words: Words, edits: Sequence[Edit]) -> Words:
    length, text = len(words.text), words.text
    for start, end, new in sorted(edits, reverse=True):
        first, last = max(start - words.at, 0), min(end - words.at, length)
        if words.at >= 0 and (first < last or first == last == start - words.at):
            text = text[:first] + new + text[last:]
    return words if text == words.text else Words(text, words.place)


# --- laying out -------------------------------------------------------------------------------------


def laid(document: Document, blocks: Draft) -> Document:
    """The draft as a document: new linear text and offsets; what was said of words that are unchanged goes with them."""
    layout = _Layout(Tape(), {})
    made = [layout.block(block) for block in blocks]
    text = layout.tape.text()
    furniture = [
        Furniture(span, item.kind) for item in document.furniture if (span := layout.moved(item.span)) is not None
    ]
    shown = sum(len("".join(text[p.start : p.end].split())) for p in layout.tape.pieces)
    return replace(
        document, text=text, pieces=layout.tape.pieces, blocks=made, visible=shown, generated=0, furniture=furniture,
        notices=[], changes=[], residue=[], doubtful=[], files=tuple(layout.file(file) for file in document.files),
    )  # fmt: skip


@dataclass(slots=True)
class _Layout:
    """A new linear text; `starts`: where each unchanged text begins now, by where it stood, with its length."""

    tape: Tape
    starts: dict[int, tuple[int, int]]

    def block(self, block: Part) -> Block:
        if isinstance(block, Line):
            return Paragraph(block.words.text, self._start(block.words), block.level)
        cells = [
            Cell(slot.row, slot.column, slot.words.text, self._start(slot.words), slot.rowspan, slot.colspan)
            for slot in block.slots
        ]
        return replace(block.grid, rows=block.rows, cells=cells)

    def moved(self, span: Span) -> Span | None:
        """Where characters stand now; None where their text was changed or is in no block."""
        for at, (start, length) in self.starts.items():
            if at <= span.start and span.end <= at + length:
                return Span(span.start - at + start, span.end - at + start)
        return None

    def file(self, file: File) -> File:
        """A file of a bundle, from where the first of its words begins now."""
        after = [start for at, (start, _) in self.starts.items() if at >= file.start]
        return replace(file, start=min(after, default=len(self.tape.text())))

    def _start(self, words: Words) -> int:
        start = self.tape.add(words.text, words.place).start
        if words.at >= 0:
            self.starts[words.at] = (start, len(words.text))
        return start
