"""A comparison as a workbook for the clerk's desk. Words are written as words, so nothing can become a formula; points
are numbers. In the requirements what was deleted is struck through and what was inserted underlined."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter

from catalog.diff.model import Change, Diff, GroupChange, RowChange, RowSide
from scorer.collect.styles import height
from scorer.report.numbers import clean
from zhibiao.comparison.summary import group, summary
from zhibiao.comparison.told import doubts, effect, name_of, pairing, path_of, place_of, points_of, sentences, texts_of
from zhibiao.comparison.words import word

LONGEST = 32_000  # characters of a cell
MOST_PIECES = 500  # stretches of a cell with formats of their own
LINE = 16  # points: the height of a row of one line
DIGITS = 15  # that a number in a workbook keeps
FIXED = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text of one year, in pieces: whether each changed, and its words."""

    pieces: tuple[tuple[bool, str], ...]
    year: Literal["last", "this"]


Cell = str | Decimal | int | Marked | None
Rows = Iterator[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet: headings by their words, with widths, and rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    kept: int = 1  # columns that stay in view


def write_book(diff: Diff, language: str) -> bytes:
    """The workbook; sheets that would be empty are left out."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED})
        formats = _formats(book)
        for table in tables(diff, language):
            _sheet(book.add_worksheet(word(table.name, language)), table, formats, language)
    return out.getvalue()


# --- what stands in the sheets --------------------------------------------------------------------


def tables(diff: Diff, language: str) -> list[Table]:
    """The sheets in the order in which they are read."""
    by_kind = {kind: [each for each in diff.rows if each.kind == kind] for kind in ("added", "dropped")}
    parts = [each for each in diff.rows if each.kind in ("split", "merged")]
    one = (
        ("col_number", 7),
        ("indicator", 34),
        ("group", 30),
        ("points", 9),
        ("text_of", 70),
        ("col_place", 20),
        ("col_check", 40),
    )
    made = [
        Table("sheet_overview", (("item", 18), ("content", 110)), tuple(_overview(diff, language))),
        Table("sheet_rows", (("category", 6), ("col_last_number", 5), ("col_last_name", 18), ("col_last_points", 6), ("col_this_number", 5), ("col_this_name", 18), ("col_this_points", 6), ("difference", 6), ("col_what", 36), ("col_last_text", 42), ("col_this_text", 42), ("group", 18), ("col_check", 24)), tuple(_rows(diff, language)), 3),
        Table("sheet_changes", (("category", 12), ("col_this_number", 7), ("indicator", 30), ("item", 26), ("col_last_value", 44), ("col_this_value", 44), ("difference", 7), ("col_effect", 8), ("col_check", 40)), tuple(_changes(diff, language)), 3),
        Table("sheet_added", one, tuple(_singles(by_kind["added"], language)), 2),
        Table("sheet_dropped", one, tuple(_singles(by_kind["dropped"], language)), 2),
        Table("sheet_parts", (("category", 8), ("last", 40), ("col_last_points", 9), ("this", 40), ("col_this_points", 9), ("col_what", 50), ("col_last_text", 50), ("col_this_text", 50)), tuple(_parts(parts, language))),
        Table("sheet_groups", (("category", 8), ("col_last_group", 34), ("col_this_group", 34), ("col_last_rows", 9), ("col_this_rows", 9), ("col_last_points", 9), ("col_this_points", 9), ("col_what", 60)), tuple(_groups(diff, language))),
    ]  # fmt: skip
    return [each for each in made if each.rows]


def _overview(diff: Diff, language: str) -> Rows:
    for year, edition in (("last", diff.last), ("this", diff.this)):
        files = "、".join(edition.sources)
        title = edition.title or word("untitled", language)
        yield word(year, language), f"{title}\n{files}" if files else title
    for n, said in enumerate(summary(diff, language)):
        yield word("summary", language) if n == 0 else "", said
    for bridge in diff.points:
        label = f"{bridge.profile} " if bridge.profile else ""
        steps = (("last", bridge.last), ("added", bridge.added), ("dropped", -bridge.dropped), ("raised", bridge.raised),
                 ("lowered", -bridge.lowered), ("regrouped", bridge.regrouped), ("this", bridge.this))  # fmt: skip
        for name, value in steps:
            if value or name in ("last", "this"):
                yield label + word(f"bridge_row_{name}", language), value


def _rows(diff: Diff, language: str) -> Rows:
    for row in diff.rows:
        before, after = _points(row.last), _points(row.this)
        difference = after - before if isinstance(before, Decimal) and isinstance(after, Decimal) else None
        yield (
            word(f"kind_{row.kind}", language),
            _lines(str(each.ordinal) for each in row.last), _lines(each.name for each in row.last), before,
            _lines(str(each.ordinal) for each in row.this), _lines(each.name for each in row.this), after,
            difference or None, "\n".join(said for said, _ in sentences(row, language)),
            _text(row, "last"), _text(row, "this"), _lines(dict.fromkeys(map(path_of, row.this or row.last))),
            "\n".join(_checks(row, language)),
        )  # fmt: skip


def _changes(diff: Diff, language: str) -> Rows:
    for row in diff.rows:
        name = "、".join(map(name_of, row.this or row.last))
        places = _lines(str(each.ordinal) for each in row.this)
        for change in row.changes:
            yield _change(change, places, name, language)


def _change(change: Change, places: str, name: str, language: str) -> tuple[Cell, ...]:
    kind, told = word(f"short_{change.kind}", language), effect(change, language).lstrip("，, ")
    last: Cell = change.last
    this: Cell = change.this
    if change.spans:
        last = Marked(tuple((each.op != "same", each.last) for each in change.spans), "last")
        this = Marked(tuple((each.op != "same", each.this) for each in change.spans), "this")
    return kind, places, name, change.subject, last, this, change.difference, told, "\n".join(doubts(change, language))


def _singles(rows: Sequence[RowChange], language: str) -> Rows:
    for row in rows:
        side = (row.this or row.last)[0]
        checks = "\n".join(pairing(row, language))
        points = side.points if side.points is not None else points_of(side, language)
        yield side.ordinal, side.name, path_of(side), points, side.requirement, place_of(side), checks


def _parts(rows: Sequence[RowChange], language: str) -> Rows:
    for row in rows:
        yield (
            word(f"kind_{row.kind}", language), _lines(map(name_of, row.last)), _points(row.last),
            _lines(map(name_of, row.this)), _points(row.this),
            "\n".join(said for said, _ in sentences(row, language)), _text(row, "last"), _text(row, "this"),
        )  # fmt: skip


def _groups(diff: Diff, language: str) -> Rows:
    for each in diff.groups:
        said = group(each, language) if each.kind == "changed" else ""
        rows = [None if side is None else side.rows for side in (each.last, each.this)]
        yield word(f"kind_{each.kind}", language), *_group_names(each), *rows, *_group_points(each), said


def _group_names(change: GroupChange) -> list[str]:
    return [" / ".join([*side.path, side.name]) if side else "" for side in (change.last, change.this)]


def _group_points(change: GroupChange) -> list[Decimal | None]:
    sides = [change.last, change.this]
    return [None if side is None else side.row_points if side.points is None else side.points for side in sides]


def _checks(row: RowChange, language: str) -> list[str]:
    return pairing(row, language) + [said for change in row.changes for said in doubts(change, language)]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _points(sides: Sequence[RowSide]) -> Cell:
    """The points of one side: a number, of several rows their sum, or the words of several columns."""
    if any(each.points_by_profile for each in sides):
        return "\n".join(points_of(each, "zh") for each in sides)
    found = [each.points for each in sides if each.points is not None]
    return sum(found, Decimal(0)) if found else None


def _text(row: RowChange, year: Literal["last", "this"]) -> Cell:
    """The requirements of one side with their marks, a line between several."""
    found: list[tuple[bool, str]] = []
    for _, pieces in texts_of(row, year):
        found += [*([(False, "\n\n")] if found else []), *pieces]
    return Marked(tuple(found), year)


# --- how it is written ------------------------------------------------------------------------------


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D5DAE1"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}),
        "wrap": book.add_format(wrap),
        "number": book.add_format({**wrap, "align": "center", "num_format": "0.############"}),
        "left": book.add_format({**wrap, "align": "left", "num_format": "0.############"}),
        "gain": book.add_format({**wrap, "align": "center", "num_format": "+0.############;-0.############;0"}),
        "last": book.add_format({"font_strikeout": True, "font_color": "#8A1C1C"}),
        "this": book.add_format({"underline": 1, "font_color": "#14532D"}),
        "whole_last": book.add_format({**wrap, "font_strikeout": True, "font_color": "#8A1C1C"}),
        "whole_this": book.add_format({**wrap, "underline": 1, "font_color": "#14532D"}),
        "plain": book.add_format({}),
    }


def _sheet(sheet: Any, table: Table, formats: dict[str, Any], language: str) -> None:
    for column, (key, width) in enumerate(table.columns):
        sheet.write_string(0, column, word(key, language), formats["head"])
        sheet.set_column(column, column, width)
    looks = {"difference": "gain", "content": "left"}
    for row, cells in enumerate(table.rows, 1):
        widths = (width for _, width in table.columns)
        sheet.set_row(row, height(zip(map(_words, cells), widths, strict=True), LINE))
        for column, cell in enumerate(cells):
            _cell(sheet, row, column, cell, formats, looks.get(table.columns[column][0], "number"))
    sheet.set_row(0, 2 * LINE)
    sheet.freeze_panes(1, table.kept)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _words(cell: Cell) -> str:
    return "".join(piece for _, piece in cell.pieces) if isinstance(cell, Marked) else str(cell or "")


def _cell(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any], number: str) -> None:
    if isinstance(cell, Marked):
        _marked(sheet, row, column, cell, formats)
    elif isinstance(cell, int | Decimal) and len(str(cell)) <= DIGITS:
        sheet.write_number(row, column, float(cell), formats[number])  # the file holds the decimal digits themselves
    else:
        sheet.write_string(row, column, clean(str(cell if cell is not None else ""))[:LONGEST], formats["wrap"])


def _marked(sheet: Any, row: int, column: int, cell: Marked, formats: dict[str, Any]) -> None:
    """A text with its marks; plain where it has none, or where a cell could not hold them."""
    pieces = [(changed, text) for changed, piece in cell.pieces if (text := clean(piece))]
    whole = "".join(text for _, text in pieces)
    if len(pieces) < 2 or len(pieces) > MOST_PIECES or len(whole) > LONGEST:
        every = len(pieces) == 1 and pieces[0][0]
        sheet.write_string(
            row, column, whole[:LONGEST], formats["wrap"] if not every else formats[f"whole_{cell.year}"]
        )
        return
    parts = [part for changed, text in pieces for part in (formats[cell.year if changed else "plain"], text)]
    sheet.write_rich_string(row, column, *parts, formats["wrap"])
