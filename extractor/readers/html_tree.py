"""What a web page shows, in order: lines, tables, and text that is left out. The walk builds it, the layout lays it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Mark:
    """Something to say about a place in a line: a change (without `code`), or a notice.

    `at`: while the line is read how many of its words stand before, then the character of its text.
    `placed`: whether a line has it.
    """

    at: int
    before: str = ""
    after: str = ""
    author: str = ""
    code: str = ""
    placed: bool = False


@dataclass(slots=True)
class Line:
    """A line as a person sees it. `generated`: non-blank characters that no source character stands for.

    `linked`, `controls`: non-blank characters inside links and on buttons; `links`: how many links there are.
    `zone`: the kind of site furniture around it, where its container is one.
    """

    text: str
    level: int | None = None
    generated: int = 0
    linked: int = 0
    links: int = 0
    controls: int = 0
    zone: str | None = None
    marks: Sequence[Mark] = ()

    @property
    def size(self) -> int:
        """Non-blank characters."""
        return len("".join(self.text.split()))


@dataclass(slots=True)
class LeftOut:
    """Text that the page holds but does not show; `mark` where it was struck out."""

    text: str
    reason: str
    mark: Mark | None = None


@dataclass(slots=True)
class TableCell:
    """A cell with its spans as written (0 rows: down to the end of its section).

    `size`, `inner`, `linked`: its non-blank characters, those of them in tables, those of them in links.
    `is_area`: it holds a whole part of a page.
    """

    nodes: list[Node]
    rowspan: int = 1
    colspan: int = 1
    pictures: int = 0
    size: int = 0
    inner: int = 0
    linked: int = 0
    links: int = 0
    is_area: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the cell holds what cells of data hold: some words, and neither tables nor menus."""
        menu = self.links > 2 and self.linked > 0.6 * self.size
        return bool(self.size) and not (self.inner or self.is_area or menu)


@dataclass(slots=True)
class TableRow:
    """A row; `section` tells apart the groups that no span crosses, `rank` orders head, bodies and foot.

    `is_ruler`: the source gives it no height; such rows only set the widths of columns. `is_gone`: it is hidden or
    struck out; spans of rows may have been written with it in mind.
    """

    section: int
    rank: int
    is_ruler: bool = False
    is_gone: bool = False
    cells: list[TableCell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table. `header_rows`: rows that the source itself marks as head."""

    rows: list[TableRow] = field(default_factory=list)

    @property
    def header_rows(self) -> int:
        """How many rows stand in the head, 0 where that is all of them: such a mark says nothing."""
        rows = [row for row in self.rows if row.cells]
        head = sum(row.rank == 0 for row in rows)
        return head if head < len(rows) else 0


Node = Line | Table | LeftOut


def lines_of(nodes: list[Node]) -> Iterator[Line]:
    """The lines that stand in these nodes themselves, without those of their tables."""
    return (node for node in nodes if isinstance(node, Line))


def tables_of(nodes: list[Node]) -> Iterator[Table]:
    """The tables that stand in these nodes themselves."""
    return (node for node in nodes if isinstance(node, Table))


def every_node(nodes: list[Node]) -> Iterator[Line | LeftOut]:
    """All lines and left-out texts in reading order, however deep in tables. Does not recurse."""
    stack = [iter(nodes)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif isinstance(node, Table):
            stack.append(iter([n for row in node.rows for cell in row.cells for n in cell.nodes]))
        else:
            yield node
