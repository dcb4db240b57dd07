"""The rows of tables in an old Word file: the edges of their cells → columns, as a .docx counts them ([MS-DOC] 2.4.3).

A .doc knows no columns: each row states where its cells begin and end, in twentieths of a point.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.readers.doc97_sprms import (
    T_DEFINE,
    T_DELETE,
    T_HEADER,
    T_INSERT,
    T_MERGE,
    T_SPLIT,
    T_VERTICAL,
    T_WIDTH,
    Sprm,
)

SAME = 140  # edges so near are one: hardly a character is as narrow
_NEAR = 70  # but only while each is so near to the next
_INDENT = 240  # a row may begin so far left or right of the others and still have their columns
_EXACT = 20  # a point: what rounding and the mouse leave
_WIDTH = 1_000  # of a cell that states none
_CELLS = 63  # in a row; Word has no more
_START, _ON = 3, 1


@dataclass(slots=True)
class CellShape:
    """A cell as its row states it: width, whether it is merged to the left or with the one above, and holds anything."""

    width: int = _WIDTH
    across: int = 0
    down: int = 0
    filled: bool = False

    @property
    def merge(self) -> str:
        """The vertical merge as a .docx says it."""
        return {_START: "start", _ON: "on"}.get(self.down, "")


@dataclass(slots=True)
class RowShape:
    """Where a row begins, its cells, and whether it is repeated as a heading."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)
    is_header: bool = False

    def edges(self) -> list[int]:
        """Where the cells begin and end. One that holds something is never too narrow to be a cell."""
        edges = [self.left]
        for cell in self.cells:
            edges.append(edges[-1] + max(cell.width, SAME + 1 if cell.filled else 0))
        return edges


def row_shape(says: Iterable[Sprm]) -> RowShape:
    """What the modifiers at the end of a row say. What of them is cut off says nothing."""
    row = RowShape()
    for code, operand in says:
        change = _CHANGES.get(code)
        if change is not None:
            change(row, operand)
    _settle(row.cells)
    return row


def fill(row: RowShape, filled: list[bool]) -> None:
    """Say of each cell whether it holds anything; the text may have more cells than the row describes."""
    row.cells += [CellShape() for _ in range(len(filled) - len(row.cells))]
    for cell, holds in zip(row.cells, filled, strict=False):
        cell.filled = holds


def columns(rows: list[RowShape]) -> tuple[int, list[list[int]]]:
    """How many columns the table has, and for each row in which of them its cells begin and the last one ends."""
    edges = [row.edges() for row in rows]
    _straighten(edges)
    borders = _borders({edge for row in edges for edge in row})
    return max(len(borders) - 1, 1), [[bisect_right(borders, edge) - 1 for edge in row] for row in edges]


def _straighten(rows: list[list[int]]) -> None:
    """Move the rows that stand a little to the left or right of the others as a whole."""
    ends = Counter((row[0], row[-1]) for row in rows if len(row) > 1)
    if not ends:
        return
    left, right = max(ends, key=lambda each: (ends[each], -each[0]))
    for number, row in enumerate(rows):
        by = row[0] - left
        if _EXACT < abs(by) <= _INDENT and abs(row[-1] - right - by) <= _EXACT:
            rows[number] = [edge - by for edge in row]


def _borders(edges: set[int]) -> list[int]:
    """The borders of the columns: edges that are nearly the same are one."""
    borders: list[int] = []
    last = 0
    for edge in sorted(edges):
        if not borders or edge - last > _NEAR or edge - borders[-1] > SAME:
            borders.append(edge)
        last = edge
    return borders


def _settle(cells: list[CellShape]) -> None:
    """Cells merged across: 1 where one begins, 2 where it goes on.

    The first descriptions of the format and the last give the two numbers the other way round, so the first of a run
    of merged cells is the one that begins, whatever its number, and so is each other of that number.
    """
    begins = 0
    for cell in cells:
        begins = 0 if not cell.across else begins or cell.across
        if cell.across:
            cell.across = 1 if cell.across in (begins, 3) else 2


# --- modifiers -------------------------------------------------------------------------------------


def _define(row: RowShape, operand: bytes) -> None:
    count = operand[0] if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    row.left = edges[0]
    flags = list(_flags(operand[1 + 2 * (count + 1) :], count))
    row.cells = [
        CellShape(end - start, flag & 3, flag >> 5 & 3)
        for start, end, flag in zip(edges, edges[1:], flags, strict=False)
    ]


def _flags(content: bytes, count: int) -> Iterator[int]:
    """What is said of each cell; a writer may leave out what says nothing."""
    for number in range(count):
        yield int.from_bytes(content[20 * number : 20 * number + 2], "little")


def _vertical(row: RowShape, operand: bytes) -> None:
    if len(operand) == 2 and operand[0] < len(row.cells):
        row.cells[operand[0]].down = operand[1]


def _merge(row: RowShape, operand: bytes) -> None:
    for number, cell in enumerate(row.cells[operand[0] : operand[1]]):
        cell.across = 2 if number else 1


def _split(row: RowShape, operand: bytes) -> None:
    for cell in row.cells[operand[0] : operand[1]]:
        cell.across = 0


def _insert(row: RowShape, operand: bytes) -> None:
    at, count, width = struct.unpack("<BBH", operand)
    row.cells[at:at] = [CellShape(width) for _ in range(min(count, _CELLS))]
    del row.cells[_CELLS:]


def _delete(row: RowShape, operand: bytes) -> None:
    del row.cells[operand[0] : operand[1]]


def _width(row: RowShape, operand: bytes) -> None:
    first, last, width = struct.unpack("<BBH", operand)
    for cell in row.cells[first:last]:
        cell.width = width


def _header(row: RowShape, operand: bytes) -> None:
    row.is_header = bool(operand[0])


_CHANGES = {
    T_DEFINE: _define, T_VERTICAL: _vertical, T_MERGE: _merge, T_SPLIT: _split, T_INSERT: _insert,
    T_DELETE: _delete, T_WIDTH: _width, T_HEADER: _header,
}  # fmt: skip
