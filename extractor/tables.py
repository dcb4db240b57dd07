"""Grid → Rows: one Row for each indicator, its cells by role; nothing is read from the words of a row here.

Which column is what is settled in `columns`; the words are read in `fields`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from catalog.base import Evidence
from catalog.model import ReviewField
from extractor import lexicon
from extractor.columns import ENOUGH, SHORT, Band, Columns, find_band, find_columns, heading_role, is_points
from extractor.document import Cell, Grid, joined
from extractor.grid import Rectangle, rectangle
from extractor.zh.normalize import normalize

# A review reason that the table itself gives: field, code, parameters.
RowDoubt = tuple[ReviewField, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as the table states it: cells by role, not yet read.

    `levels` are the parents, outermost first; `points` cells by profile label; `doubts` are review
    codes with the field they doubt and their parameters.
    """

    table: int
    row: int
    levels: tuple[Cell, ...]
    name: Cell | None
    number: Cell | None
    texts: tuple[Cell, ...]
    points: tuple[tuple[str | None, Cell], ...]
    attributes: tuple[tuple[str, Cell], ...]
    level_points: tuple[tuple[Cell, Cell], ...] = ()
    doubts: tuple[RowDoubt, ...] = ()


@dataclass(slots=True)
class TableRows:
    """What a table gave: its rows, the cells of totals, notes and furniture, and why it was left, if so."""

    table: int
    rows: list[Row] = field(default_factory=list)
    headings: list[Cell] = field(default_factory=list)
    titles: list[Cell] = field(default_factory=list)
    totals: list[tuple[Cell, Cell]] = field(default_factory=list)
    total_of: dict[int, str | None] = field(default_factory=dict)  # of which points column a total's figure is, by cell
    notes: list[Cell] = field(default_factory=list)
    marks: list[Cell] = field(default_factory=list)
    furniture: list[Cell] = field(default_factory=list)
    shared_points: list[tuple[Cell, int]] = field(default_factory=list)
    columns: Columns | None = None
    band: Band | None = None
    left: str | None = None
    opens: tuple[str, list[Evidence]] | None = None
    open: dict[int, Cell] = field(default_factory=dict)
    above: tuple[Cell, ...] = ()
    sections: list[Cell] = field(default_factory=list)
    spoken: bool = True
    text_before: list[Cell] = field(default_factory=list)
    text_after: list[Cell] = field(default_factory=list)


# --- rows -------------------------------------------------------------------------------------------


def read_table(
    grid: Grid, inherited: Band | None, sections: tuple[Cell, ...] = (), before: TableRows | None = None
) -> TableRows:
    """All rows of a table. `inherited` are the headings of the table before it, for one without its own;
    `sections` are headings with points that stand above the table; `before` is the table that one without
    headings continues, with its open parents.
    """
    grid, blanks = _without_blanks(grid)
    table = rectangle(grid)
    band = find_band(table)
    if band is None and inherited and len(inherited.roles) == table.columns:
        band = inherited.above()
    columns = find_columns(table, band) if band else None
    result = TableRows(grid.table, columns=columns, band=band, furniture=blanks)
    result.spoken = any(cell.text for cell in grid.cells)
    if columns is None or band is None:
        result.left = "no_header"
        return result
    result.titles = [cell for row in range(band.first) for cell in table.own(row) if cell.text]
    result.headings = [cell for row in range(band.first, band.last + 1) for cell in table.own(row)]
    reader = _Reader(table, columns, band, result, list(sections))
    result.above = sections
    if before is not None and _continues(result, before):
        reader.current, reader.sections = dict(before.open), before.sections
        reader.carried = set(map(id, before.open.values()))
    reader.read(band.last + 1)
    result.open, result.sections = reader.current, reader.sections
    if not is_catalogue(result):
        result.left = "no_rows" if not result.rows else "not_scored"
    return result


def _continues(result: TableRows, before: TableRows) -> bool:
    """A table without headings of its own, the same levels, and no new heading between the two."""
    if not (result.band and result.band.last < 0 and result.columns and before.columns):
        return False
    return before.above == result.above and before.columns.levels == result.columns.levels


def _without_blanks(grid: Grid) -> tuple[Grid, list[Cell]]:
    """Cells that only hold a template field or a line to write on are empty; their characters are furniture."""
    blanks = [cell for cell in grid.cells if _is_blank(cell.text)]
    gone = {id(cell) for cell in blanks}
    cells = [replace(cell, text="") if id(cell) in gone else cell for cell in grid.cells]
    return replace(grid, cells=cells), blanks


def _is_blank(text: str) -> bool:
    """A template field has a $; a line to write on begins, as it ends, with no letter, digit or character."""
    if not text or len(text) >= 80 or (text[0].isalnum() and "$" not in text):
        return False
    plain = normalize(text)
    return any(entry.pattern.fullmatch(plain) for entry in _furniture("template_field", "placeholder"))


@cache
def _furniture(*names: str) -> tuple[lexicon.Entry, ...]:
    return tuple(entry for entry in lexicon.entries("furniture") if entry.name in names)


def is_catalogue(result: TableRows) -> bool:
    """Whether the rows are indicators: levels, names, requirements and points or rules must come together."""
    columns, rows = result.columns, [row for row in result.rows if row.texts or (row.name and row.name.text)]
    if columns is None or not rows:
        return False
    content = " ".join(cell.text for row in rows[:60] for cell in row.texts)
    evidence = 2 * any(is_points(cell.text) for row in rows for _, cell in row.points)
    evidence += len(columns.levels) + bool(columns.texts)
    evidence += 2 * bool(re.search(r"扣[^。；]{0,8}分|得[^。；]{0,6}分|加[^。；]{0,6}分|一票否", content))
    evidence += bool(result.band and any("指标" in label or "考核" in label for label in result.band.labels))
    evidence += bool(re.search(r"[≥≤≧％%]|不少于|不低于", content))
    evidence += any(role == "target_value" and cell.text for row in rows for role, cell in row.attributes)
    evidence += any(lexicon.pattern("points_bracket").search(normalize(c.text)) for row in rows for c in row.levels)
    return evidence >= ENOUGH


@dataclass
class _Reader:
    table: Rectangle
    columns: Columns
    band: Band
    result: TableRows
    sections: list[Cell] = field(default_factory=list)
    current: dict[int, Cell] = field(default_factory=dict)
    carried: set[int] = field(default_factory=set)
    section_points: list[tuple[Cell, Cell]] = field(default_factory=list)

    def read(self, start: int) -> None:
        for row in range(start, self.table.rows):
            self._row(row)
        self._share_points()

    def _row(self, row: int) -> None:
        cells = [cell for cell in self.table.own(row) if cell.text]
        if not cells:
            return
        if self._repeats_band(row):
            self.result.furniture += self.table.own(row)
        elif self._is_note(row, cells):
            self.result.notes += cells
        elif all(_is_form(cell) for cell in cells):
            self.result.furniture += cells
        elif self._is_total(row, cells):
            self._total(cells)
        elif self._is_margin(row, cells):
            self._margin(cells[0])
        elif section := self._numbered_section(row):
            self._open_section(section)
        else:
            self._data(row)

    def _repeats_band(self, row: int) -> bool:
        """A heading row that a page repeats. Compared by text, so that a real row is never taken for it."""
        texts = self._row_texts(row)
        if texts in self.band_texts:
            return True
        filled = [text for text in texts if text]
        if len(filled) < 3 or any(len(text) > 12 or is_points(text) for text in filled):
            return False
        return sum(heading_role(text)[1] > 0 for text in filled) >= max(3, len(filled) - 1)

    @cached_property
    def band_texts(self) -> list[list[str]]:
        """The texts of the heading rows, without blanks."""
        return [self._row_texts(row) for row in range(self.band.first, self.band.last + 1)]

    def _row_texts(self, row: int) -> list[str]:
        return ["".join(cell.text.split()) for cell in self.table.distinct(row)]

    def _is_note(self, row: int, cells: list[Cell]) -> bool:
        """备注 and what stands beside it; a note may be repeated in every cell of its row."""
        first = cells[0].text.strip()
        headed = re.fullmatch(r"备\s*注|说\s*明|注", first) and (
            len(cells) <= 2 or len(cells) < len(self.table.own(row))
        )
        spread = re.match(r"(?:备\s*注|说\s*明|注)\s*[:：]", first) and not any(is_points(cell.text) for cell in cells)
        return bool(headed or spread)

    def _is_total(self, row: int, cells: list[Cell]) -> bool:
        first = normalize(cells[0].text)
        return bool(lexicon.pattern("total_row").fullmatch(first.strip())) and all(len(c.text) <= SHORT for c in cells)

    def _total(self, cells: list[Cell]) -> None:
        by_column = {column: label for label, column in self.columns.points}
        numbers = [cell for cell in cells[1:] if is_points(cell.text) and cell.column in by_column]
        numbers = numbers if len(numbers) > 1 else [c for c in cells[1:] if is_points(c.text)][:1] or cells[:1]
        for number in numbers:
            self.result.totals.append((cells[0], number))
            if len(numbers) > 1:
                self.result.total_of[id(number)] = by_column[number.column]
        self.result.furniture += [cell for cell in cells[1:] if cell not in numbers]

    def _is_margin(self, row: int, cells: list[Cell]) -> bool:
        """A row that is one text: a section heading, a note, a line for signatures."""
        others = [cell for cell in cells[1:] if not is_points(cell.text)]
        wide = cells[0].colspan >= max(2, self.table.columns // 2) or len(self.table.own(row)) > 1
        own_columns = {cell.column for cell in cells}
        alone = not others and (len(cells) == 1 or self._is_section(cells[0])) and wide
        if not alone or cells[0].column not in (0, *self.columns.levels, *self.columns.keys[:1]):
            return False
        if self.columns.number is not None and cells[0].column == self.columns.number and len(own_columns) > 1:
            return False
        merged_above = any(cell and cell.row < row and cell.text for cell in self.table.at[row])
        return not merged_above and not self._only_level(cells[0])

    def _only_level(self, cell: Cell) -> bool:
        """A level cell that merges down over later rows opens a group; its row is a row of the table."""
        return cell.rowspan > 1

    def _numbered_section(self, row: int) -> Cell | None:
        """一、 | 通用项目 | 40 with nothing to fulfil beside it: a section whose number and points have cells of their own."""
        if self.columns.number is None or self.columns.name is None or not self.columns.texts:
            return None
        number, name = self._cell(row, self.columns.number), self._cell(row, self.columns.name)
        stated = any((cell := self._cell(row, column)) and cell.text for column in self.columns.texts)
        if not (number and name and number.row == name.row == row and name.text) or stated:
            return None
        if not re.fullmatch(
            r"第?[一二三四五六七八九十]{1,3}[、.部]?(?:分)?|\([一二三四五六七八九十]{1,3}\)", normalize(number.text)
        ):
            return None
        section = name
        if number.text[-1] in "、.．）)":
            section = joined(row, name.column, [(number.text, number.spans()), (name.text, name.spans())])
        else:
            self.result.marks.append(number)
        points = [cell for _, at in self.columns.points if (cell := self._cell(row, at)) and is_points(cell.text)]
        self.section_points += [(section, points[0])] if len(points) == 1 else []
        self.result.furniture += [c for c in self.table.own(row) if c.column in self.columns.blanks and c.text]
        return section

    def _is_section(self, cell: Cell) -> bool:
        plain = normalize(cell.text)
        if re.match(r"\A\s*[0-9]{1,3}\s*\Z", plain):
            return False
        numbered = re.match(
            r"\s*(?:第?[一二三四五六七八九十]{1,3}[、部章节.]|\([一二三四五六七八九十]{1,3}\)|[A-Z][.、])", plain
        )
        return bool(numbered or lexicon.pattern("points_bracket").search(plain)) and len(plain) <= 60

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
        family = section_family(cell.text)
        at = next((i for i, open_ in enumerate(self.sections) if section_family(open_.text) == family), None)
        self.sections = [*(self.sections if at is None else self.sections[:at]), cell]
        self.current.clear()

    def _data(self, row: int) -> None:
        levels = self._levels(row)
        name, texts = self._name(row), self._texts(row)
        if self._is_more_text(row, name, texts):
            self._add_text(texts)
            return
        points = tuple((label, cell) for label, column in self.columns.points if (cell := self._cell(row, column)))
        doubts = self._doubts(row, name, levels)
        attributes = tuple(
            (role, c) for role, column in self.columns.attributes if (c := self._cell(row, column)) and c.text
        )
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
            Row(self.result.table, row, levels, name, number, texts, points, attributes, of_level, doubts)
        )

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
            for deeper in self.columns.levels[position:]:
                self.current.pop(deeper, None)
            self.current[column] = cell
        name = self._cell(row, self.columns.name) if self.columns.name is not None else None
        found: list[Cell] = []
        for column in self.columns.levels:
            held = self.current.get(column)
            if held and held is not name and held not in found:
                found.append(held)
        return (*self.sections, *found)

    def _name(self, row: int) -> Cell | None:
        """The name cell; an empty one under a text dump may continue the name above."""
        if self.columns.name is None:
            return None
        cell = self._cell(row, self.columns.name)
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
        name = self._cell(row, self.columns.name) if self.columns.name is not None else None
        for column in self.columns.texts:
            cell = self._cell(row, column)
            own = column == self.columns.name  # a column that names the row and states numbers is both
            if cell and cell.text and (own or cell is not name) and cell not in found:
                found.append(cell)
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

    def _add_text(self, texts: tuple[Cell, ...]) -> None:
        last = self.result.rows[-1]
        more = tuple(cell for cell in texts if cell not in last.texts)
        self.result.rows[-1] = replace(last, texts=(*last.texts, *more))

    def _doubts(self, row: int, name: Cell | None, levels: tuple[Cell, ...]) -> tuple[RowDoubt, ...]:
        """Parents carried over from the table before; a blank name that no merge and no weight explains."""
        found: list[RowDoubt] = []
        carried = [level for level in levels if id(level) in self.carried]
        if carried:
            found.append(("path", "R108", (("text", carried[-1].text[:20]),)))
        own = self._cell(row, self.columns.name) if self.columns.name is not None else None
        if name and name.text and own is not None and own is not name and not own.text and not self.columns.points:
            found.append(("row", "R121", ()))
        return tuple(found)

    def _share_points(self) -> None:
        """A points cell that covers several indicators belongs to none of them alone."""
        owners = Counter(id(cell) for row in self.result.rows for _, cell in row.points)
        for index, row in enumerate(self.result.rows):
            shared = [cell for _, cell in row.points if owners[id(cell)] > 1 and cell.text]
            if not shared:
                continue
            doubt: RowDoubt = ("points", "R112", (("rows", str(owners[id(shared[0])])),))
            kept = tuple(pair for pair in row.points if pair[1] not in shared)
            self.result.rows[index] = replace(row, points=kept, doubts=(*row.doubts, doubt))
            if all(cell is not shared[0] for cell, _ in self.result.shared_points):
                self.result.shared_points.append((shared[0], index))


def _is_form(cell: Cell) -> bool:
    """A line to fill in or sign: 考核人员签字：, 被考核单位："""
    plain = normalize(cell.text).strip()
    forms = (lexicon.pattern("signature_row"), *(entry.pattern for entry in _furniture("form_line")))
    return any(form.fullmatch(plain) for form in forms)


def section_family(text: str) -> str:
    """The numbering family of a heading: 一、 → han, （一） → bracketed, 1. → pointed, else plain."""
    plain = normalize(text).strip()
    families = {
        "part": r"第[一二三四五六七八九十]{1,3}[部章]", "section": r"第[一二三四五六七八九十]{1,3}节",
        "han": r"[一二三四五六七八九十]{1,3}[、.:]", "bracketed": r"\([一二三四五六七八九十]{1,3}\)",
        "letter": r"[A-Z][.、]", "pointed": r"[0-9]{1,2}[、.]", "bracketed_digit": r"\([0-9]{1,2}\)",
    }  # fmt: skip
    return next((name for name, pattern in families.items() if re.match(pattern, plain)), "plain")
