"""Glyphs → the text of each cell of a lattice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.pdf.lattice import Lattice, LatticeCell
from extractor.readers.pdf.lines import Line, lines_of, upright
from extractor.readers.pdf.page import Box, Glyph, around
from extractor.readers.pdf.ruled import position
from extractor.readers.pdf.setting import GUESSED, MEASURED, SCANNED, Area, Laid, lay

WIDE = 0.75  # of a column: lines that reach so far show where lines break
PADDING = (0.5, 8.0)  # points between a border and the text that are believable


@dataclass(slots=True)
class Filled:
    """A cell of a lattice with its text; `ink` is the box of what is printed, None for an empty cell."""

    cell: LatticeCell
    laid: Laid
    ink: Box | None


def fill(lattice: Lattice, glyphs: Sequence[Glyph], *, scanned: bool = False) -> tuple[list[Filled], list[Glyph]]:
    """All cells with their texts, and the glyphs that are in no cell. `scanned`: places are as good as a picture's."""
    held, rest = _sort(lattice, glyphs)
    lines = {index: _lines(inside) for index, inside in held.items()}
    areas = _areas(lattice, lines, SCANNED if scanned else MEASURED)
    filled = [_filled(cell, *lines.get(index, ([], False)), areas) for index, cell in enumerate(lattice.cells)]
    return filled, rest


def _sort(lattice: Lattice, glyphs: Sequence[Glyph]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    covered = {
        (row, column): index
        for index, cell in enumerate(lattice.cells)
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    held: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    for glyph in glyphs:
        at = position(lattice, *glyph.middle)
        index = covered.get(at) if at else None
        if index is None:
            rest.append(glyph)
        else:
            held.setdefault(index, []).append(glyph)
    return held, rest


def _lines(glyphs: list[Glyph]) -> tuple[list[Line], bool]:
    """The lines of a cell, and whether its text lies on its side (then it is turned to be read)."""
    if not any(glyph.turn for glyph in glyphs):
        return lines_of(glyphs), False
    (side, _), *_ = Counter(glyph.turn for glyph in glyphs).most_common(1)
    return lines_of(upright(glyphs, side)), side != 0


def _areas(
    lattice: Lattice, lines: dict[int, tuple[list[Line], bool]], tolerance: float
) -> dict[tuple[int, int], Area]:
    """Where text may stand in each column: within the padding, and where lines are wide, no wider than they are.

    Lines of a narrow column set in the middle never come near the padding; the widest of them tells where they break.
    """
    padding, guess = _padding(lattice, lines), max(tolerance, GUESSED)
    found: dict[tuple[int, int], Area] = {}
    printed: dict[tuple[int, int], list[Box]] = {}
    for index, cell in enumerate(lattice.cells):
        key = (cell.column, cell.colspan)
        found.setdefault(key, Area(cell.box.x0 + padding, cell.box.x1 - padding, guess))
        inside, turned = lines.get(index, ([], False))
        printed.setdefault(key, []).extend([] if turned else [line.box for line in inside])
    for key, boxes in printed.items():
        area, widest = found[key], around(boxes) if boxes else None
        if widest and widest.width >= WIDE * (area.right - area.left):
            wrong_by = tolerance if widest.x1 <= area.right else guess
            found[key] = Area(max(area.left, widest.x0), min(area.right, widest.x1), wrong_by)
    return found


def _padding(lattice: Lattice, lines: dict[int, tuple[list[Line], bool]]) -> float:
    """How far text keeps from the borders: the least distance anywhere in the table."""
    gaps = [
        line.box.x0 - lattice.cells[index].box.x0 for index, (found, turned) in lines.items() if not turned for line in found
    ]  # fmt: skip
    least, most = PADDING
    return min(max(min(gaps, default=least), least), most)


def _filled(cell: LatticeCell, lines: list[Line], turned: bool, areas: dict[tuple[int, int], Area]) -> Filled:
    if not lines:
        return Filled(cell, Laid(), None)
    ink = around([line.box for line in lines])
    if turned:
        return Filled(cell, lay(lines, Area(ink.x0, ink.x1)), cell.box)
    laid = lay(lines, areas[cell.column, cell.colspan])
    laid.room = (cell.box.bottom - ink.bottom) / max(lines[-1].em, 1.0)
    return Filled(cell, laid, ink)
