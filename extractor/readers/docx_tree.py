"""What the walk gives: paragraphs and tables as plain values, still without an offset."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.readers.docx_words import Words


@dataclass(slots=True)
class Line:
    """A paragraph, with the blocks of its text boxes and of its footnotes."""

    words: Words
    level: int | None = None
    boxes: list[Node] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class TableCell:
    """A cell as its row states it. `merge`: "" for none, "start" or "on" for a vertical merge."""

    words: Words
    span: int = 1
    merge: str = ""
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class TableRow:
    """A row: its cells, and the columns left free before and after them."""

    cells: list[TableCell]
    before: int = 0
    after: int = 0
    is_header: bool = False


@dataclass(slots=True)
class Taken:
    """A row or cell that a tracked change took out, in front of row `row`."""

    row: int
    author: str
    text: str


@dataclass(slots=True)
class Table:
    """A table as its source states it. `columns`: how many it declares; `left_out`: text not shown, with a reason."""

    columns: int
    rows: list[TableRow] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Unread:
    """Something that is not laid out, and the code that says why; its text becomes residue."""

    text: str
    reason: str
    code: str
    params: dict[str, str] = field(default_factory=dict)


Node = Line | Table | Unread
