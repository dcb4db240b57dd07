"""Ruling lines → lattices, by the table finder of pdfplumber.

Lines that end in the open (a row that a page cuts, a table without outer borders) are closed before it looks. The
cells between crossings are those that its own search gives, which takes time with the square of their number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pdfplumber.table import edges_to_intersections, merge_edges

from extractor.readers.pdf.lattice import Lattice, LatticeCell
from extractor.readers.pdf.page import Box

NEAR = 3.0  # points: pdfplumber's own tolerance for what meets
CLOSE = 2.0  # points between borders that are one
ENOUGH = 2  # lines that end together
SHORTEST = 3.0
Edge = dict[str, Any]
Corners = tuple[float, float, float, float]
Crossings = Mapping[tuple[float, float], Mapping[str, list[Edge]]]


def ruled_tables(rulings: Sequence[Box]) -> list[Lattice]:
    """All tables of a page that lines make, top to bottom and left to right; a frame around text is none."""
    edges = [edge for edge in _merged([_edge(ruling) for ruling in rulings]) if edge["length"] >= SHORTEST]
    edges = _merged(edges + _closings(edges))
    crossings = edges_to_intersections(edges, NEAR, NEAR)
    found = [_lattice(cells) for cells in _tables(_cells(crossings))]
    return sorted((table for table in found if len(table.xs) > 2), key=lambda table: (table.ys[0], table.xs[0]))


def _edge(line: Box) -> Edge:
    if line.width >= line.height:
        y = (line.top + line.bottom) / 2
        return _horizontal(line.x0, line.x1, y)
    return _vertical((line.x0 + line.x1) / 2, line.top, line.bottom)


def _horizontal(x0: float, x1: float, y: float) -> Edge:
    return {"x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0, "orientation": "h"}


def _vertical(x: float, top: float, bottom: float) -> Edge:
    return {"x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0, "height": bottom - top, "orientation": "v"}


def _merged(edges: list[Edge]) -> list[Edge]:
    merged: list[Edge] = merge_edges(edges, NEAR, NEAR, NEAR, NEAR)
    for edge in merged:
        edge["length"] = edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"]
    return merged


# --- open ends --------------------------------------------------------------------------------------


def _closings(edges: list[Edge]) -> list[Edge]:
    """Borders that are not drawn: at least two lines end together in the open, beyond all that cross them."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    sides = [_vertical(at, first, last) for end in _ENDS["x"] for at, first, last in _open_ends(across, down, *end)]
    down += sides
    return sides + [
        _horizontal(first, last, at) for end in _ENDS["y"] for at, first, last in _open_ends(down, across, *end)
    ]


# The end of a line, where lines across it stand, from where to where these reach, and which of several is outermost.
_ENDS: dict[str, list[tuple[str, str, str, str, Any]]] = {
    "x": [("x0", "x0", "top", "bottom", min), ("x1", "x0", "top", "bottom", max)],
    "y": [("top", "top", "x0", "x1", min), ("bottom", "top", "x0", "x1", max)],
}


def _open_ends(
    lines: list[Edge], others: list[Edge], end: str, side: str, start: str, stop: str, outer: Any
) -> Iterable[tuple[float, float, float]]:
    """(where, first, last) of ends that lie together, with no line there, beyond the lines that cross them."""
    for group in _together(lines, end):
        crossing = [other for other in others if any(_cross(other, line) for line in group)]
        where, met = outer(line[end] for line in group), [other[side] for other in crossing]
        beyond = met and abs(outer([*met, where]) - outer(met)) > NEAR
        if len(group) >= ENOUGH and beyond:
            reach = [*crossing, *group]
            yield where, min(line[start] for line in reach), max(line[stop] for line in reach)


def _cross(a: Edge, b: Edge) -> bool:
    """Whether two lines meet."""
    beside = a["x0"] - NEAR <= b["x1"] and b["x0"] - NEAR <= a["x1"]
    return bool(beside and a["top"] - NEAR <= b["bottom"] and b["top"] - NEAR <= a["bottom"])


def _together(lines: list[Edge], end: str) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for line in sorted(lines, key=lambda line: line[end]):
        if groups and line[end] - groups[-1][-1][end] <= NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


# --- crossings → cells ------------------------------------------------------------------------------


def _cells(crossings: Crossings) -> Iterator[Corners]:
    """For each crossing the smallest cell of which it is the upper left corner."""
    down: dict[float, list[float]] = {}
    across: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        down.setdefault(x, []).append(y)
        across.setdefault(y, []).append(x)
    lines = {point: tuple({id(e) for e in met[way]} for way in "vh") for point, met in crossings.items()}
    for x, y in sorted(crossings):
        below = down[x][bisect_right(down[x], y) :]
        right = across[y][bisect_right(across[y], x) :]
        if corner := _corner(lines, x, y, below, right):
            yield x, y, *corner


def _corner(
    lines: dict[tuple[float, float], tuple[set[int], ...]], x: float, y: float, below: list[float], right: list[float]
) -> tuple[float, float] | None:
    """The lower right corner nearest to a crossing to which lines lead both ways."""
    for bottom in below:
        if lines[x, y][0].isdisjoint(lines[x, bottom][0]):
            continue
        for x1 in right:
            far = lines.get((x1, bottom))
            if far is None or lines[x, y][1].isdisjoint(lines[x1, y][1]):
                continue
            if not far[0].isdisjoint(lines[x1, y][0]) and not far[1].isdisjoint(lines[x, bottom][1]):
                return x1, bottom
    return None


def _tables(cells: Iterable[Corners]) -> list[list[Corners]]:
    """Cells that share a corner, however far, are one table."""
    owner: dict[tuple[float, float], list[Corners]] = {}
    for cell in cells:
        table = [cell]
        for corner in _corners(cell):
            other = owner.get(corner)
            if other is not None and other is not table:
                table, gone = (other, table) if len(other) >= len(table) else (table, other)
                table += gone
                owner |= {c: table for member in gone if member is not cell for c in _corners(member)}
        for corner in _corners(cell):
            owner[corner] = table
    return list({id(table): table for table in owner.values()}.values())


def _corners(cell: Corners) -> tuple[tuple[float, float], ...]:
    x0, top, x1, bottom = cell
    return (x0, top), (x1, top), (x0, bottom), (x1, bottom)


# --- cells → lattice --------------------------------------------------------------------------------


def _lattice(cells: Sequence[Corners]) -> Lattice:
    xs, column = _borders({x for x0, _, x1, _ in cells for x in (x0, x1)})
    ys, row = _borders({y for _, top, _, bottom in cells for y in (top, bottom)})
    placed = [
        LatticeCell(
            row[top],
            column[x0],
            max(row[bottom] - row[top], 1),
            max(column[x1] - column[x0], 1),
            Box(x0, top, x1, bottom),
        )
        for x0, top, x1, bottom in cells
    ]
    return Lattice(xs, ys, sorted([*placed, *_holes(placed, xs, ys)], key=lambda cell: (cell.row, cell.column)))


def _holes(cells: list[LatticeCell], xs: list[float], ys: list[float]) -> list[LatticeCell]:
    """Cells with a side missing, which the finder leaves out: what no cell covers, down each column."""
    covered = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    found: list[LatticeCell] = []
    for column in range(len(xs) - 1):
        open_rows = [row for row in range(len(ys) - 1) if (row, column) not in covered]
        for first, last in _runs(open_rows):
            box = Box(xs[column], ys[first], xs[column + 1], ys[last + 1])
            found.append(LatticeCell(first, column, last - first + 1, 1, box))
    return found


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First and last of each run of successive numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _borders(values: Iterable[float]) -> tuple[list[float], dict[float, int]]:
    """Values that are far enough apart to be borders, and which of these each value is."""
    found: list[float] = []
    index: dict[float, int] = {}
    for value in sorted(values):
        if not found or value - found[-1] > CLOSE:
            found.append(value)
        index[value] = len(found) - 1
    return found, index


def position(lattice: Lattice, x: float, y: float) -> tuple[int, int] | None:
    """Row and column of a point; None outside the table."""
    row, column = bisect_right(lattice.ys, y) - 1, bisect_right(lattice.xs, x) - 1
    inside = 0 <= row < len(lattice.ys) - 1 and 0 <= column < len(lattice.xs) - 1
    return (row, column) if inside else None
