"""Tables of one catalogue that speak of the same rows: joined by number or name, and not counted twice.

Indicators and their points may stand in one table and the rules in another; a summary may give the points of the
groups; an annex may print a table again. Two tables are taken together only where (nearly) all rows of one find
theirs in the other, so that catalogues which merely share names stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from extractor import lexicon
from extractor.columns.contents import points_value
from extractor.document import Cell
from extractor.tables.rows import Row, TableRows
from extractor.zh.normalize import normalize

FEW = 2  # rows below which two tables tell nothing of each other
MOST = 40  # tables that are compared
Key = Callable[[Row], str]


def join_tables(tables: list[TableRows]) -> None:
    """Join the tables that speak of the rows of another one to it; `left` then says how."""
    read = [table for table in tables if table.left is None]
    if len(read) > MOST:
        return
    for short, long in permutations(read, 2):
        if short.left is None and long.left is None:
            _join(short, long, tables.index(short) < tables.index(long))
    for short in read:
        _sum_up(short, [table for table in read if table is not short and table.left is None and _stated(table)])


def _join(short: TableRows, long: TableRows, before: bool) -> None:
    """`short` gives names and points and no text; `long` gives the texts of the same rows, or of rows in its groups."""
    if len(short.rows) < FEW or len(long.rows) < FEW:
        return
    if _stated(short):
        if not before and _again(short, long) and _same_title(short, long):
            _leave(short, long, "repeats")
        return
    if not _stated(long):
        return
    key = _common_key(short, long)
    if key is None and len(short.rows) > FEW and _within(short, long) and _agree(short, long, _name):
        _leave(short, long, "repeats")
    elif key and not _scored(long):
        _give_texts(short, long, key)
    elif key and _agree(short, long, key):
        _give_attributes(short, long, key)
        _leave(short, long, "repeats")


def _leave(table: TableRows, other: TableRows, why: str) -> None:
    """The words of a table that another one says as well are used; its total is one for the other, too."""
    table.left = why
    table.furniture += [table.title.cell] if table.title else []
    if not other.totals:
        other.totals += [pair for pair in table.totals if "小" not in pair[0].text]
    for row in table.rows:
        table.marks += [cell for cell in (row.name, row.number, *row.levels, *row.texts) if cell]
        table.marks += [cell for _, cell in (*row.points, *row.attributes)]


# --- what a row is known by -------------------------------------------------------------------------


def _number(row: Row) -> str:
    return re.sub(r"[\s、.()]", "", normalize(row.number.text)) if row.number else ""


def _name(row: Row) -> str:
    return _bare(row.name) if row.name else ""


def _bare(cell: Cell) -> str:
    """A name without numbering, points in brackets and blanks."""
    plain = lexicon.pattern("number_prefix").sub("", normalize(cell.text))
    points = lexicon.bracketed_points(plain) or lexicon.pattern("share_bracket").search(plain)
    return re.sub(r"[\s。:]", "", plain[: points.start()] + plain[points.end() :] if points else plain)


def _common_key(short: TableRows, long: TableRows) -> Key | None:
    """By name where both have names, else by number where the rows of the longer table have none of their own."""
    if _found(short, long, _name):
        return _name
    nameless = long.columns is not None and long.columns.name is None
    return _number if nameless and _found(short, long, _number) else None


def _found(short: TableRows, long: TableRows, key: Key) -> bool:
    """Whether the keys of the short table are all different, and nearly all rows of both find each other."""
    theirs, ours = [key(row) for row in short.rows], {key(row) for row in long.rows}
    both = set(theirs) & ours - {""}
    return len(set(theirs)) == len(theirs) and len(both) * 5 >= 4 * max(len(theirs), len(ours))


def _within(short: TableRows, long: TableRows) -> bool:
    """Whether every row of a short table stands in the long one by its name, points and all."""
    ours = {_name(row) for row in long.rows}
    return all(_name(row) in ours and any(_points(row)) for row in short.rows)


# --- what a table says ------------------------------------------------------------------------------


def _stated(table: TableRows) -> bool:
    return any(cell.text and cell is not row.name for row in table.rows for cell in row.texts)


def _scored(table: TableRows) -> bool:
    return any(cell.text for row in table.rows for _, cell in row.points)


def _points(row: Row) -> tuple[Decimal | None, ...]:
    return tuple(points_value(cell.text) for _, cell in row.points)


def _agree(short: TableRows, long: TableRows, key: Key) -> bool:
    """Whether the points of the two tables are the same, where the short one gives any."""
    ours = {key(row): _points(row) for row in long.rows}
    return all(not any(_points(row)) or ours.get(key(row), _points(row)) == _points(row) for row in short.rows)


def _again(table: TableRows, before: TableRows) -> bool:
    """Whether every row stands in an earlier table with the same name, points and no other text."""
    earlier = {(_name(row), _points(row)): _words(row) for row in before.rows}
    found = [earlier.get((_name(row), _points(row)), "") for row in table.rows]
    return all(words and _words(row) in words for row, words in zip(table.rows, found, strict=True))


def _same_title(table: TableRows, before: TableRows) -> bool:
    """Whether the headings of two tables are no reason to keep them apart (小学组, 初中组): the same, none, or an annex."""
    if table.title is None or before.title is None:
        return True
    ours, theirs = table.title.plain, before.title.plain
    return ours == theirs or bool(lexicon.pattern("annex").match(ours))


def _words(row: Row) -> str:
    return "".join(normalize("".join(cell.text for cell in row.texts)).split())


# --- joining ----------------------------------------------------------------------------------------


def _give_texts(short: TableRows, long: TableRows, key: Key) -> None:
    """The rows of the short table with the texts of the long one; rows of the long one without a partner follow."""
    partners: dict[str, list[Row]] = {}
    for row in long.rows:
        partners.setdefault(key(row), []).append(row)
    rows = [_with_texts(row, partners.pop(key(row), [])) for row in short.rows]
    short.rows = rows + [row for rest in partners.values() for row in rest]
    short.marks += [cell for row in long.rows for cell in (row.name, row.number, *row.levels) if cell]
    short.notes += long.notes
    long.furniture += [long.title.cell] if long.title else []
    long.left, long.rows = "joined", []


def _with_texts(row: Row, partners: list[Row]) -> Row:
    texts = (*row.texts, *(cell for partner in partners for cell in partner.texts))
    attributes = dict(row.attributes)
    for partner in partners:
        attributes = dict(partner.attributes) | attributes
    levels = row.levels or next((partner.levels for partner in partners if partner.levels), ())
    return replace(row, texts=texts, attributes=tuple(attributes.items()), levels=levels)


def _give_attributes(short: TableRows, long: TableRows, key: Key) -> None:
    """What only the short table says of a row (who is responsible) goes to the row of the long one."""
    given = {key(row): row.attributes for row in short.rows}
    long.rows = [
        replace(row, attributes=tuple((dict(given.get(key(row), ())) | dict(row.attributes)).items()))
        for row in long.rows
    ]


# --- a summary of the groups ------------------------------------------------------------------------


def _sum_up(short: TableRows, tables: list[TableRows]) -> None:
    """A table without texts whose rows are the groups of the others, with their points: it gives them to those that print
    none themselves.
    """
    given = {_name(row): next((cell for _, cell in row.points), None) for row in short.rows}
    if short.left is not None or len(short.rows) < FEW or _stated(short) or not _are_groups(given, tables):
        return
    for table in tables:
        table.rows = [replace(row, level_points=(*row.level_points, *_of_groups(row, given))) for row in table.rows]
    _leave(short, tables[0], "repeats")


def _are_groups(given: dict[str, Cell | None], tables: list[TableRows]) -> bool:
    """Whether the names are those of all groups, and the points what the groups print or what their rows add up to."""
    worth: dict[str, set[Decimal | None]] = {}
    for table in tables:
        for level in {row.levels[0] for row in table.rows if row.levels}:
            below = [row for row in table.rows if row.levels[:1] == (level,)]
            total = sum((value for row in below for value in _points(row) if value), Decimal(0))
            worth.setdefault(_bare(level), {None, _printed(level)}).add(total)
    values = {name: points_value(cell.text) if cell else None for name, cell in given.items()}
    return set(values) == set(worth) and all(value in worth[name] for name, value in values.items())


def _printed(level: Cell) -> Decimal | None:
    points = lexicon.bracketed_points(normalize(level.text))
    return points_value(points["points"]) if points else None


def _of_groups(row: Row, given: dict[str, Cell | None]) -> Iterator[tuple[Cell, Cell]]:
    known = {id(level) for level, _ in row.level_points}
    for level in row.levels[:1]:
        cell = given.get(_bare(level))
        if cell is not None and id(level) not in known and _printed(level) is None:
            yield level, cell
