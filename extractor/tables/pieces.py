"""A piece of a table that a page has cut off: columns that are empty there are gone, or a wide heading covers two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from extractor.columns.bands import Band
from extractor.columns.contents import SHORT, counts_up, is_points, mean_length, own_texts
from extractor.document import Cell, Grid, joined
from extractor.grid import Rectangle, rectangle
from extractor.tables.rows import TableRows
from extractor.zh.typesetting import closed, item

FEW = 2  # columns that a piece needs to be told from anything else
LONG = 12  # characters of what is a text rather than a name


def widened(grid: Grid, band: Band) -> Grid:
    """The piece with its cells in those columns of the table that they fit; the piece itself where they fit none."""
    width = len(band.roles)
    if not FEW <= grid.columns < width:
        return grid
    table = rectangle(grid)
    places = max(_places(table, band), key=lambda at: (_fit(table, band, at), at), default=None)
    if places is None or _fit(table, band, places) <= 0:
        return grid
    return replace(grid, columns=width, cells=[_moved(cell, places) for cell in grid.cells])


def doubled(band: Band, grid: Grid) -> Band:
    """The headings of a table whose body is one column wider: one of them covers two."""
    if grid.columns != len(band.roles) + 1:
        return band
    table = rectangle(grid)
    wider = [_twice(band, at) for at in range(len(band.roles))]
    return max(wider, key=lambda each: _fit(table, each, tuple(range(grid.columns))))


def _twice(band: Band, at: int) -> Band:
    return replace(
        band,
        roles=(*band.roles[: at + 1], *band.roles[at:]),
        labels=(*band.labels[: at + 1], *band.labels[at:]),
    )


def _places(table: Rectangle, band: Band) -> Iterator[tuple[int, ...]]:
    """The columns of the table that those of the piece may be, with its points among them."""
    points = {at for at, role in enumerate(band.roles) if role == "points"}
    for places in combinations(range(len(band.roles)), table.columns):
        if points & set(places) or not points:
            yield places


def _fit(table: Rectangle, band: Band, places: tuple[int, ...]) -> float:
    """How well the contents are what the headings announce; below 0 where points or texts are something else."""
    fits = [_fits(band.roles[at], own_texts(table, range(table.rows), column)) for column, at in enumerate(places)]
    return sum(fits) if min(fits) >= 0 else -1.0


def _fits(role: str | None, cells: list[str]) -> float:
    if not cells:
        return 0.0
    if role == "points":
        return 2.0 if all(map(is_points, cells)) else -1.0
    if role == "number":
        return 1.0 if counts_up(cells) or all(cell.strip().isdecimal() for cell in cells) else -1.0
    if role in ("rule", "requirement"):
        return 1.0 if mean_length(cells) > LONG else 0.2
    if role in ("name", "level"):
        return 0.7 if mean_length(cells) <= SHORT and not all(map(is_points, cells)) else -1.0
    return 0.1


def _moved(cell: Cell, places: tuple[int, ...]) -> Cell:
    last = places[min(cell.column + cell.colspan, len(places)) - 1]
    return replace(cell, column=places[cell.column], colspan=last - places[cell.column] + 1)


def continue_row(table: TableRows, before: TableRows, *, sure: bool) -> None:
    """What stands alone in the first row of a piece is the rest of the texts of the row that the page has cut: `sure`
    where the piece lost columns, else where all rows above have a name and points, or the text above is no whole
    sentence.
    """
    if not (table.rows and before.rows) or (table.band and table.band.last >= 0):
        return
    first, last = table.rows[0], before.rows[-1]
    own = [cell for cell in (first.name, first.number, *(cell for _, cell in first.points)) if cell and cell.text]
    if any(cell not in first.texts for cell in own) or not first.texts:
        return
    keyed = len(before.rows) > 1 and all(row.name and row.points for row in before.rows)
    if not (sure or (keyed and not own) or _is_torn(last.texts, first.texts)):
        return
    before.rows[-1] = replace(last, texts=tuple(_rest(cell, first.texts) for cell in last.texts))
    table.rows = table.rows[1:]


def _is_torn(texts: tuple[Cell, ...], more: tuple[Cell, ...]) -> bool:
    """Whether each text below has one above it that goes on there."""
    above = {cell.column: cell.text.strip() for cell in texts}
    return all((text := above.get(cell.column)) and not closed(text) and not item(cell.text) for cell in more)


def _rest(cell: Cell, more: tuple[Cell, ...]) -> Cell:
    below = [piece for piece in more if piece.column == cell.column]
    return joined(cell.row, cell.column, [(each.text, each.spans()) for each in (cell, *below)]) if below else cell
