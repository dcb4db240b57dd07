"""Grid → Rows: one Row for each indicator, its cells by role; nothing is read from the words of a row here.

Which column is what is settled in `columns`; the words are read in `fields`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from extractor import lexicon
from extractor.columns.bands import Band, band_by_content, find_band
from extractor.columns.contents import is_points, is_share
from extractor.columns.settle import Columns, find_columns
from extractor.document import Cell, Grid
from extractor.grid import Rectangle, rectangle
from extractor.tables.blanks import is_form, without_blanks
from extractor.tables.cuts import with_more_text
from extractor.tables.ends import close_table
from extractor.tables.heads import Head, head_of, heading_head
from extractor.tables.kinds import (
    Layout,
    is_heading,
    is_margin,
    is_note,
    is_total,
    repeats_band,
    total_label,
)
from extractor.tables.rows import Row, RowDoubt, TableRows, section_family
from extractor.tables.units import Units
from extractor.zh.normalize import normalize

_SECTIONS = {"part", "section", "han", "bracketed"}
_DITTO = re.compile(r"同上|[〃″“”]|〝|\"|续上|(?:续|接)上(?:页|表)")  # the level above goes on

# --- rows -------------------------------------------------------------------------------------------


def read_table(
    grid: Grid, inherited: Band | None, sections: tuple[Cell, ...] = (), before: TableRows | None = None
) -> TableRows:
    """All rows of a table. `inherited` are the headings of the table before it, for one without its own;
    `sections` are headings with points that stand above the table; `before` is the table that one without
    headings continues, with its open parents.
    """
    grid, blanks = without_blanks(grid)
    table = rectangle(grid)
    band = find_band(table)
    columns = None
    if band is None and inherited and len(inherited.roles) == table.columns:
        band = inherited.above()
        columns = _same_columns(before, table)
    band = band or band_by_content(table)
    columns = columns or (find_columns(table, band) if band else None)
    result = TableRows(grid.table, columns=columns, band=band, furniture=blanks)
    result.spoken = any(cell.text for cell in grid.cells)
    if columns is None or band is None:
        result.left = "no_header"
        return result
    above = [cell for row in range(band.first) for cell in table.own(row) if cell.text]
    heads = [cell for cell in above[-1:] if is_heading(cell)]
    result.titles = [cell for cell in above if cell not in heads]
    sections = (*sections, *heads)
    result.headings = [cell for row in range(band.first, band.last + 1) for cell in table.own(row)]
    reader = _Reader(Layout(table, columns, band), result, list(sections))
    result.above = sections
    if before is not None and _continues(result, before):
        reader.current, reader.sections = dict(before.open), before.sections
        reader.carried = set(map(id, before.open.values()))
    elif before is not None and _repeats(result, before):
        reader.current = dict(before.open)
        reader.carried = set(map(id, before.open.values()))
    if band.last >= 0 and (head := heading_head(reader.layout, band.last)):
        result.headings = [cell for cell in result.headings if cell is not head.cell]
        reader.sections = [*reader.sections, head.cell]
    reader.read(band.last + 1)
    result.open, result.sections = reader.current, reader.sections
    result.left = None if result.rows else "no_rows"
    return result


def _same_columns(before: TableRows | None, table: Rectangle) -> Columns | None:
    """The columns of a table of which this one is the rest."""
    settled = before.columns if before and before.rows else None
    return settled if settled and settled.width == table.columns else None


def _continues(result: TableRows, before: TableRows) -> bool:
    """A table without headings of its own, the same levels, and no new heading between the two."""
    if not (result.band and result.band.last < 0 and result.columns and before.columns):
        return False
    return before.above == result.above and before.columns.levels == result.columns.levels


def _repeats(result: TableRows, before: TableRows) -> bool:
    """A table with the headings of the one before it again, and no new heading between the two."""
    same = result.band and before.band and result.band.labels == before.band.labels
    return bool(same and before.left is None and before.above == result.above and result.columns == before.columns)


@dataclass
class _Reader:
    layout: Layout
    result: TableRows
    sections: list[Cell] = field(default_factory=list)
    current: dict[int, Cell] = field(default_factory=dict)
    carried: set[int] = field(default_factory=set)
    section_points: list[tuple[Cell, Cell]] = field(default_factory=list)
    families: dict[int, str] = field(default_factory=dict)
    opened: list[Cell] = field(default_factory=list)

    @property
    def table(self) -> Rectangle:
        return self.layout.table

    @property
    def columns(self) -> Columns:
        return self.layout.columns

    @cached_property
    def units(self) -> Units:
        """What names the rows."""
        return Units(self.table, self.columns)

    def read(self, start: int) -> None:
        for row in range(start, self.table.rows):
            self._row(row)
        held = {id(level) for row in self.result.rows for level in row.levels}
        self.result.notes += [cell for cell in self.opened if id(cell) not in held and _speaks(cell)]
        close_table(self.result, self.columns)

    def _row(self, row: int) -> None:
        cells = [cell for cell in self.table.own(row) if cell.text]
        if not cells:
            return
        if head := heading_head(self.layout, row):
            self._repeated(head, row)
        elif repeats_band(self.layout, row):
            self.result.furniture += self.table.own(row)
        elif is_note(self.layout, row, cells):
            self.result.notes += cells
        elif all(is_form(cell) for cell in cells):
            self.result.furniture += cells
        elif is_total(cells):
            self._total(cells)
        elif is_margin(self.layout, row, cells):
            self._margin(cells[0])
        elif head := head_of(self.layout, row):
            self._open_head(head, row)
        else:
            self._data(row)

    def _total(self, cells: list[Cell]) -> None:
        label = total_label(cells) or cells[0]
        self.result.furniture += cells[: cells.index(label)]
        cells = cells[cells.index(label) :]
        by_column = {column: label for label, column in self.columns.points}
        numbers = [cell for cell in cells[1:] if is_points(cell.text) and cell.column in by_column]
        numbers = numbers if len(numbers) > 1 else [c for c in cells[1:] if is_points(c.text)][:1] or cells[:1]
        for number in numbers:
            self.result.totals.append((cells[0], number))
            if len(numbers) > 1:
                self.result.total_of[id(number)] = by_column[number.column]
        self.result.furniture += [cell for cell in cells[1:] if cell not in numbers]

    def _open_head(self, head: Head, row: int) -> None:
        """A row that heads others opens a section; its points and number are accounted for there."""
        self.families[id(head.cell)] = head.family
        self.section_points += [(head.cell, head.points)] if head.points else []
        self.result.marks += [head.mark] if head.mark else []
        kept = (head.cell, head.points, head.mark)
        self.result.furniture += [c for c in self.table.own(row) if c.column in self.columns.blanks and c not in kept]
        self._open_section(head.cell)

    def _repeated(self, head: Head, row: int) -> None:
        """A head in a row of headings; the headings beside it are said again."""
        self.result.furniture += [cell for cell in self.table.own(row) if cell is not head.cell]
        self._open_section(head.cell)

    def _margin(self, cell: Cell) -> None:
        plain = normalize(cell.text).strip()
        if lexicon.pattern("footnote_row").match(plain):
            self.result.notes.append(cell)
        elif lexicon.pattern("signature_row").fullmatch(plain) or any(
            entry.pattern.fullmatch(plain) for entry in lexicon.entries("furniture")
        ):
            self.result.furniture.append(cell)
        elif len(plain) <= 80:
            self._open_section(cell)
        else:
            self.result.notes.append(cell)

    def _open_section(self, cell: Cell) -> None:
        """A section replaces the one of its own numbering family, with all below it."""
        family = self._family(cell)
        at = next((i for i, open_ in enumerate(self.sections) if self._family(open_) == family), None)
        self.sections = [*(self.sections if at is None else self.sections[:at]), cell]
        self.opened.append(cell)
        self.current.clear()

    def _family(self, cell: Cell) -> str:
        return self.families.get(id(cell)) or section_family(cell.text)

    def _close_section(self, row: int) -> None:
        """A row that is numbered as the open section is (三、 below 二、) stands beside it, not in it."""
        numbers = [self._cell(row, column) for column in (self.columns.number, self.columns.name) if column is not None]
        own = {section_family(cell.text) for cell in numbers if cell and cell.row == row} & _SECTIONS
        at = next((i for i, open_ in enumerate(self.sections) if self._family(open_) in own), None)
        self.sections = self.sections if at is None else self.sections[:at]

    def _data(self, row: int) -> None:
        self._close_section(row)
        levels = self._levels(row)
        if not any(cell.text for column in (*self.columns.keys, *self._scores) if (cell := self._cell(row, column))):
            return  # a group without anything in it yet
        name, texts = self._name(row), self._texts(row)
        name = name if name or self.columns.name is not None else _lead(texts)
        if self._says_none(row, name):
            return
        if self._is_more_text(row, name, texts):
            self.result.rows[-1] = with_more_text(self.result.rows[-1], row, texts)
            return
        points = tuple((label, cell) for label, column in self.columns.points if (cell := self._cell(row, column)))
        doubts = self._doubts(row, name, levels)
        attributes = tuple(
            (role, c) for role, column in self.columns.attributes if (c := self._cell(row, column)) and c.text
        )
        attributes += self._heading_unit(attributes)
        of_level = tuple(
            (owner, cell)
            for level, column in self.columns.level_points
            if (owner := self.current.get(level)) and (cell := self._cell(row, column)) and cell.text
        )
        of_level += tuple(pair for pair in self.section_points if pair[0] in self.sections)
        number = self._number(row, name)
        self.result.furniture += [
            cell for column in self.columns.blanks if (cell := self._cell(row, column)) and cell.row == row
        ]
        self.result.rows.append(
            Row(
                self.result.table,
                row,
                levels,
                name,
                number,
                texts,
                points,
                attributes,
                of_level,
                doubts,
                stated=bool(self.columns.texts),
                tiers=self._tiers(texts),
                losses=self._under("loss_heading", texts),
                gains=self._under("gain_heading", texts),
                hoped=self._under("hoped_heading", tuple(cell for role, cell in attributes if role == "target_value")),
                weighted=any(is_share(cell.text, self._heading(cell)) for _, cell in points),
            )
        )

    def _says_none(self, row: int, name: Cell | None) -> bool:
        """不适用 in the place of a name, and nothing but that beside it: a form says that here is no indicator."""
        none = lexicon.pattern("none_cell")
        own = [cell for cell in self.table.own(row) if cell.text and cell.column not in self.columns.levels]
        if (
            name is None
            or not none.fullmatch(name.text.strip())
            or not all(none.fullmatch(c.text.strip()) for c in own)
        ):
            return False
        self.result.furniture += own
        return True

    @cached_property
    def _scores(self) -> tuple[int, ...]:
        return tuple(column for _, column in self.columns.points)

    def _heading(self, cell: Cell) -> str:
        return normalize(self.layout.band.labels[cell.column])

    def _heading_unit(self, attributes: tuple[tuple[str, Cell], ...]) -> tuple[tuple[str, Cell], ...]:
        """The unit that a heading prints for the figures of its column: 目标值（%）."""
        roles = {role for role, _ in attributes}
        column = next((column for role, column in self.columns.attributes if role == "target_value"), None)
        if "target_value" not in roles or "unit" in roles or column is None or self.layout.band.last < 0:
            return ()
        heading = self.table.at[self.layout.band.last][column]
        found = lexicon.pattern("unit_bracket").search(normalize(heading.text)) if heading else None
        return (("unit", heading.part(*found.span("unit"))),) if heading and found else ()

    def _under(self, heading: str, texts: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(cell for cell in texts if lexicon.pattern(heading).search(self._heading(cell)))

    def _tiers(self, texts: tuple[Cell, ...]) -> tuple[tuple[Cell, Cell], ...]:
        """The rungs of a ladder in columns, each with its heading."""
        headings = {column: self.table.at[self.layout.band.last][column] for column in self.columns.tiers}
        rungs = ((headings.get(cell.column), cell) for cell in texts)
        return tuple((heading, cell) for heading, cell in rungs if heading is not None)

    def _number(self, row: int, name: Cell | None) -> Cell | None:
        """The number cell; one that covers several names numbers their group and is accounted for there."""
        cell = self._cell(row, self.columns.number) if self.columns.number is not None else None
        if cell and name and cell.rowspan > name.rowspan:
            self.result.marks += [cell] if cell.row == row else []
            return None
        return cell

    def _cell(self, row: int, column: int) -> Cell | None:
        return self.table.at[row][column]

    def _levels(self, row: int) -> tuple[Cell, ...]:
        """The parents of a row. A new cell at one level closes all levels below it."""
        for position, column in enumerate(self.columns.levels):
            cell = self.table.at[row][column]
            if cell is None or not cell.text or cell is self.current.get(column):
                continue
            if column in self.current and _DITTO.fullmatch(cell.text.strip()):
                self.result.furniture += [cell] if cell.row == row else []
                continue
            for deeper in self.columns.levels[position:]:
                self.current.pop(deeper, None)
            self.current[column] = cell
        name = self.units.name(row)
        found: list[Cell] = []
        for column in self.columns.levels:
            held = self.current.get(column)
            if held and held is not name and held not in found:
                found.append(held)
        own = self.units.over(row)
        beside = own is not None and name is not None and own is not name and own.column < name.column
        return (*self.sections, *found, *([own] if own and beside else []))

    def _name(self, row: int) -> Cell | None:
        """The name cell; an empty one under a text dump may continue the name above."""
        cell = self.units.name(row)
        if self.columns.name is None:
            return cell
        if (cell is None or not cell.text) and self.result.rows and self.result.rows[-1].name:
            before = self.result.rows[-1]
            return before.name if self._has_content(row) and not self._new_level(row) else cell
        return cell

    def _new_level(self, row: int) -> bool:
        return any(cell.column in self.columns.levels and cell.text for cell in self.table.own(row))

    def _has_content(self, row: int) -> bool:
        return any(cell.text for cell in self._texts(row))

    def _texts(self, row: int) -> tuple[Cell, ...]:
        found: list[Cell] = []
        name = self.units.name(row)
        columns = self.columns.texts
        lines = self._cell(row, self.columns.name) if self.columns.name is not None else None
        if (
            self.columns.name is not None
            and name
            and lines is not name
            and name.column < self.columns.name not in columns
        ):
            columns = (self.columns.name, *columns)  # the lines of a wider name
        for column in columns:
            cell = self._cell(row, column)
            own = column == self.columns.name or (name and name.column > (self.columns.name or 0))
            if cell and cell.text and (own or cell is not name) and cell not in found:
                found.append(cell)  # a column that names the row and states numbers is both
        if not found and name and name.text and any(self._cell(row, column) is name for column in self.columns.texts):
            found.append(name)  # one cell over the name and text columns is both
        return tuple(found)

    def _is_more_text(self, row: int, name: Cell | None, texts: tuple[Cell, ...]) -> bool:
        """Whether a row only adds text to the indicator above: same name, no points of its own."""
        rows = self.result.rows
        if not rows or name is None or rows[-1].name is not name or not texts:
            return False
        if not self.columns.points:
            return name.rowspan > 1 and any(text in rows[-1].texts for text in texts)
        before = dict(rows[-1].points)
        return all(
            (cell := self._cell(row, column)) is None or not cell.text or cell is before.get(label)
            for label, column in self.columns.points
        )

    def _doubts(self, row: int, name: Cell | None, levels: tuple[Cell, ...]) -> tuple[RowDoubt, ...]:
        """Parents carried over from the table before; a blank name that no merge and no weight explains."""
        found: list[RowDoubt] = []
        carried = [level for level in levels if id(level) in self.carried]
        if carried:
            found.append(("path", "R108", (("text", carried[-1].text[:20]),)))
        own = self.units.name(row)
        if name and name.text and own is not None and own is not name and not own.text and not self.columns.points:
            found.append(("row", "R121", ()))
        return tuple(found)


def _speaks(cell: Cell) -> bool:
    """Whether a text that heads no rows says how points are won or lost: 一票否决：发生重大事故的，评定为不合格."""
    return bool(lexicon.pattern("speaks_of_points").search(normalize(cell.text)))


def _lead(texts: tuple[Cell, ...]) -> Cell | None:
    """What the text of a row begins with, where no column names it: 安全管理（20分）：…"""
    match = lexicon.pattern("lead_with_points").match(normalize(texts[0].text)) if texts else None
    return texts[0].part(match.start(), match.end()) if match else None
