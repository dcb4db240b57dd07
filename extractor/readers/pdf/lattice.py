"""A table on one page as a lattice: cells in rows and columns with their boxes, from whatever told where they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.readers.pdf.page import Box


@dataclass(frozen=True, slots=True)
class LatticeCell:
    """A cell with its place and spans in the lattice, and its box on the page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(slots=True)
class Lattice:
    """One table on one page. `xs` and `ys` are the borders of columns and rows, ascending.

    `ruled`: whether lines were drawn between its columns; `certain`: False where columns or rows were told by gaps
    and a person should look. `framed`: whether lines or shades were drawn between its rows, and none between columns;
    `cut`: whether there is no line below its last row, as there is below others.
    """

    xs: list[float]
    ys: list[float]
    cells: list[LatticeCell]
    ruled: bool = True
    certain: bool = True
    notes: list[str] = field(default_factory=list)
    framed: bool = False
    cut: bool = False

    @property
    def box(self) -> Box:
        """The whole table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
