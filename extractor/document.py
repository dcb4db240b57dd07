"""The one tree that every reader gives: blocks of text and grids over one linear text.

The linear text is what a person sees on the page, block after block, cell after cell, verbatim; every
piece of it knows its place, so that any span can be turned into evidence. Nothing here knows Chinese.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from catalog.base import Evidence, Place

Certainty = Literal["certain", "likely", "review"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the document's linear text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside any table. `level` is the outline level of a heading, from 1, else None."""

    text: str
    start: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its top left position.

    Paragraphs and author's line breaks inside the cell are separated by a line feed in `text`. `joints` are
    (offset in `text`, offset in the document) where a further piece of a text begins that pages cut in two.
    """

    row: int
    column: int
    text: str
    start: int
    rowspan: int = 1
    colspan: int = 1
    joints: tuple[tuple[int, int], ...] = ()

    def spans(self, start: int = 0, end: int | None = None) -> list[Span]:
        """Where the characters `start` to `end` of the text stand in the document, one span for each piece."""
        length = len(self.text)
        start, end = max(start, 0), length if end is None else min(end, length)
        if self.joints:
            return list(self._pieces(start, end))
        return [Span(self.start + start, self.start + end)] if start < end else []

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        pieces = [(0, self.start), *self.joints, (len(self.text), 0)]
        for (offset, at), (following, _) in pairwise(pieces):
            first, last = max(start, offset), min(end, following)
            if first < last:
                yield Span(at + first - offset, at + last - offset)

    def part(self, start: int, end: int) -> Cell:
        """The characters `start` to `end` as a cell of their own, without blanks at the ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        pieces = self.spans(start, end) or [Span(self.start, self.start)]
        return joined(self.row, self.column, [(self.text[start:end], pieces)])


def joined(row: int, column: int, parts: Iterable[tuple[str, Iterable[Span]]]) -> Cell:
    """One cell of several texts that belong together, with the places of each in the document."""
    text, places = "", []
    for words, spans in parts:
        offset = len(text)
        for span in spans:
            places.append((offset, span.start))
            offset += span.end - span.start
        text += words
    (_, start), *joints = places or [(0, 0)]
    return Cell(row, column, text, start, joints=tuple(joints))


@dataclass(frozen=True, slots=True)
class Ending:
    """How the text of a cell stands at its lower end, in em: `slack` behind the last line, `room` below it."""

    slack: float
    room: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a table stands on its page, for pages that cut tables.

    `xs`: the borders of its columns in points; `endings`: of the filled cells that reach its lowest row, by row and column; `ruled`: lines part its columns;
    `cut`: no line stands below its last row, as below others.
    """

    page: int
    xs: tuple[float, ...]
    endings: dict[tuple[int, int], Ending]
    ruled: bool = True
    cut: bool = False


@dataclass(slots=True)
class Grid:
    """A table as stated by its source: cells at their anchors, spans not yet laid out.

    `states_merges`: False where an empty cell may be the continuation of the one above (text dumps).
    `header_rows`: rows that the source itself marks as header, 0 where it says nothing.
    `parent`: table, row and column of the cell that holds this table, for nested tables.
    `sheet`: its page, where the source has pages.
    """

    table: int
    rows: int
    columns: int
    cells: list[Cell]
    states_merges: bool = True
    header_rows: int = 0
    parent: tuple[int, int, int] | None = None
    sheet: Sheet | None = None


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader has to say: a problem code, its parameters and where it is."""

    code: str
    params: dict[str, str] = field(default_factory=dict)
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something a reader changed: a tracked change taken as accepted, a glyph mapped, …"""

    kind: Literal["glyph", "revision", "chunk_joined", "row_joined", "heading_repeated", "lost_sign"]
    before: str
    after: str
    certainty: Certainty
    span: Span
    more: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Characters that a reader is not sure of: the review code for each field read from them, and its parameters."""

    span: Span
    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters that belong to the page and not to its content: headers, page numbers, form lines."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class File:
    """A file of a bundle: what it is, which reader read it, and where its words begin in the linear text."""

    id: str
    name: str
    media_type: str
    sha256: str
    bytes: int
    reader: str
    start: int


class Tape:
    """Builds the linear text. Pieces are separated by a line feed that belongs to no piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.pieces: list[_Piece] = []

    def add(self, text: str, place: Place, *, glued: bool = False) -> Span:
        """Append `text` as one piece and return where it stands; `glued` to the piece before it where pages cut a text."""
        if glued:
            self._parts.pop()
            self._length -= 1
        span = Span(self._length, self._length + len(text))
        self._parts += (text, "\n")
        self._length = span.end + 1
        self.pieces.append(_Piece(span.start, span.end, place))
        return span

    def text(self) -> str:
        """The whole linear text."""
        return "".join(self._parts)


@dataclass(slots=True)
class Document:
    """What a reader returns.

    `visible`: non-blank characters that the reader counted in the source by a way of its own; the
    ledger compares it with the characters of the pieces, so that a lost one stops the run.
    `generated`: non-blank characters of the pieces that the source computes instead of storing
    (automatic list numbers); `residue`: source text that no piece shows (hidden text), with a reason.
    `files`: those of a bundle, one after the other; nothing where the source is a file by itself.
    """

    source: str
    text: str
    pieces: list[_Piece]
    blocks: list[Block]
    visible: int
    generated: int = 0
    furniture: list[Furniture] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    residue: list[tuple[Span, str]] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    files: tuple[File, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._starts = [piece.start for piece in self.pieces]

    @property
    def sheets(self) -> bool:
        """Whether any table has a page of its own: then pages may have cut it."""
        return any(isinstance(block, Grid) and block.sheet is not None for block in self.blocks)

    def place(self, offset: int) -> Place:
        """The place of the piece that holds the character at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self.pieces[max(index, 0)].place

    def quotes(self, cell: Cell, start: int = 0, end: int | None = None) -> list[Evidence]:
        """Evidence for characters of a cell's text, one for each piece of it."""
        return [self.evidence(span.start, span.end) for span in cell.spans(start, end)]

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for the characters from `start` to `end`, which lie in one piece."""
        return Evidence(
            source=self.source_at(start), place=self.place(start), start=start, end=end, quote=self.text[start:end]
        )

    def source_at(self, offset: int) -> str:
        """The id of the source, or of the file of a bundle, that holds the character at `offset`."""
        held = [file.id for file in self.files if file.start <= offset]
        return held[-1] if held else self.source
