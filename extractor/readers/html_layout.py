"""Is a table a table, or only the frame of a page? Decided by evidence, when all of it has been read.

A table of data has rows in which several cells stand side by side with words of their own. In the frame of a page
the words stand below each other, or in tables and whole page areas inside the cells. docs/constructs/html-layout-tables.md
"""

from __future__ import annotations

from extractor.readers.html_flow import Flow, set_line
from extractor.readers.html_tree import Line, Node, Table, TableCell, lines_of, tables_of

AREA_LINES = 30
MENU_LINKS = 4


def summed(cell: TableCell, flow: Flow) -> TableCell:
    """The cell with the sums that tell frames from tables."""
    lines = list(lines_of(cell.nodes))
    cell.inner = sum(inner.size for table in tables_of(cell.nodes) for row in table.rows for inner in row.cells)
    cell.size = cell.inner + sum(line.size for line in lines)
    cell.linked = sum(line.linked for line in lines)
    cell.links = sum(line.links for line in lines)
    cell.is_area = len(lines) >= AREA_LINES or (len(lines) > 2 and any(line.level for line in lines))
    cell.pictures = flow.pictures
    return cell


def plain_cell(text: str, rowspan: int, colspan: int) -> TableCell:
    """The cell of one text, as `summed` would give it."""
    words = set_line(text)
    line = [Line(words)] if words else []
    return TableCell(list[Node](line), rowspan, colspan, size=len("".join(words.split())))


def is_layout(table: Table, role: str = "") -> bool:
    """Whether the table is only the frame of a page or a menu."""
    rows = [[cell for cell in row.cells if cell.size] for row in table.rows]
    if max(map(len, rows), default=0) < 2:
        return True
    pairs = sum(_side_by_side(row) for row in rows)
    if role.strip().lower() in ("presentation", "none") and pairs < 3:
        return True
    return _frames(rows, pairs) or _is_menu(rows)


def _side_by_side(row: list[TableCell]) -> bool:
    return sum(cell.is_plain for cell in row) > 1


def _frames(rows: list[list[TableCell]], pairs: int) -> bool:
    """Whether the words stand in tables or page areas, and those not in rows of data."""
    if pairs < 2:
        return any(cell.inner or cell.is_area for row in rows for cell in row)
    framed = sum(cell.inner for row in rows if not _side_by_side(row) for cell in row)
    return framed * 2 > sum(cell.size for row in rows for cell in row)


def _is_menu(rows: list[list[TableCell]]) -> bool:
    cells = [cell for row in rows for cell in row]
    linked, links = sum(cell.linked for cell in cells), sum(cell.links for cell in cells)
    return links >= MENU_LINKS and linked >= 0.9 * sum(cell.size for cell in cells)
