"""What a row of a table is besides an indicator: headings again, a note, a sum, a section."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property

from extractor import lexicon
from extractor.columns.bands import Band, heading_role
from extractor.columns.contents import SHORT, figures, is_points
from extractor.columns.settle import Columns
from extractor.document import Cell
from extractor.grid import Rectangle
from extractor.zh.normalize import normalize


@dataclass(frozen=True)
class Layout:
    """A table with its headings and what its columns are."""

    table: Rectangle
    columns: Columns
    band: Band

    @cached_property
    def band_texts(self) -> list[list[str]]:
        """The texts of the heading rows, without blanks."""
        return [self.row_texts(row) for row in range(self.band.first, self.band.last + 1)]

    def row_texts(self, row: int) -> list[str]:
        """The texts of a row, without blanks."""
        return ["".join(cell.text.split()) for cell in self.table.distinct(row)]

    def cell(self, row: int, column: int | None) -> Cell | None:
        """The cell at a position; None for no column."""
        return None if column is None else self.table.at[row][column]


def repeats_band(layout: Layout, row: int) -> bool:
    """A heading row that a page repeats. Compared by text, so that a real row is never taken for it."""
    texts = layout.row_texts(row)
    if texts in layout.band_texts:
        return True
    filled = [text for text in texts if text]
    if len(filled) < 3 or any(len(text) > 12 or is_points(text) for text in filled):
        return False
    said = [text in {*layout.band.labels, *itertools.chain(*layout.band_texts)} for text in filled]
    known = [own or heading_role(text)[1] == 2 for own, text in zip(said, filled, strict=True)]
    return sum(known) >= max(3, len(filled) - 1)  # 维修数量 | 12台套 | 大修台数 only end like headings


def is_note(layout: Layout, row: int, cells: list[Cell]) -> bool:
    """备注 and what stands beside it; a note may be repeated in every cell of its row. 分值构成 of a tender is one too."""
    first = cells[0].text.strip()
    headed = re.fullmatch(r"备\s*注|说\s*明|注", first) and (len(cells) <= 2 or len(cells) < len(layout.table.own(row)))
    spread = re.match(r"(?:备\s*注|说\s*明|注)\s*[:：]", first) and not any(is_points(cell.text) for cell in cells)
    framed = any(lexicon.pattern("frame_row").match(normalize(cell.text).strip()) for cell in cells[:3])
    return bool(headed or spread or framed)


def is_total(cells: list[Cell]) -> bool:
    """合计 and its sums."""
    return total_label(cells) is not None and all(len(c.text) <= SHORT for c in cells)


def total_label(cells: list[Cell]) -> Cell | None:
    """The cell that says 合计: the first, or the first beside a mark or a number."""
    named = [cell for cell in cells[:3] if not is_points(cell.text) and figures([cell.text])]
    total = lexicon.pattern("total_row").fullmatch(normalize(named[0].text).strip()) if named else None
    return named[0] if total else None


def is_margin(layout: Layout, row: int, cells: list[Cell]) -> bool:
    """A row that is one text: a section heading, a note, a line for signatures."""
    others = [cell for cell in cells[1:] if not is_points(cell.text)]
    wide = cells[0].colspan >= max(2, layout.table.columns // 2) or len(layout.table.own(row)) > 1
    own_columns = {cell.column for cell in cells}
    alone = not others and (len(cells) == 1 or is_section(cells[0])) and wide
    keys = layout.columns.keys[:1] if layout.columns.name is not None or cells[0].colspan > 1 else ()
    if not alone or cells[0].column not in (0, *layout.columns.levels, *keys):
        return False
    if layout.columns.number is not None and cells[0].column == layout.columns.number and len(own_columns) > 1:
        return False
    merged_above = any(cell and cell.row < row and cell.text for cell in layout.table.at[row])
    return not merged_above and not _only_level(cells[0])


def _only_level(cell: Cell) -> bool:
    """A level cell that merges down over later rows opens a group; its row is a row of the table."""
    return cell.rowspan > 1


def is_heading(cell: Cell) -> bool:
    """Whether a text above the headings of a table is that of a group: 一、日常管理（50分）."""
    plain = normalize(cell.text)
    numbered = re.match(r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))", plain)
    return bool(numbered) and len(plain) <= SHORT


def is_section(cell: Cell) -> bool:
    """Whether a text is numbered like a heading, or has points in brackets."""
    plain = normalize(cell.text)
    if re.match(r"\A\s*[0-9]{1,3}\s*\Z", plain):
        return False
    numbered = re.match(
        r"\s*(?:第?[一二三四五六七八九十]{1,3}[、部章节.]|\([一二三四五六七八九十]{1,3}\)|[A-Z][.、])", plain
    )
    return bool(numbered or lexicon.pattern("points_bracket").search(plain)) and len(plain) <= 60
