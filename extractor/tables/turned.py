"""A table on its side: indicators stand in columns, what is said of them in rows (指标 | 分值 | 评分标准 one below another)."""

from __future__ import annotations

from dataclasses import replace

from extractor.columns.bands import band_by_content, find_band
from extractor.document import Grid
from extractor.grid import rectangle

FEW = 4  # columns, the headings among them, below which a form is as likely


def upright(grid: Grid) -> Grid:
    """The grid with rows and columns changed over, where headings are known only down its first column; else as it is."""
    if grid.columns < FEW or grid.rows < 2:
        return grid
    table = rectangle(grid)
    if find_band(table) or band_by_content(table):
        return grid
    cells = [
        replace(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
        for cell in sorted(grid.cells, key=lambda cell: (cell.column, cell.row))
    ]
    turned = replace(grid, rows=grid.columns, columns=grid.rows, cells=cells)
    band = find_band(rectangle(turned))
    roles = set(band.roles) if band and band.last == 0 else set()
    return turned if "points" in roles and roles & {"rule", "requirement"} else grid
