"""Whether a file may be replaced by a blank form: only another blank form may, for what people typed cannot be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Book, Sheet, open_book
from scorer.collect.cells import Cell
from scorer.collect.edition import Edition, edition_of
from scorer.observations import Place

IsTyped = Callable[[Sheet, int, int, Edition], bool]


def check_target(path: Path) -> None:
    """Raise Trouble E606 where a file stands that is no blank form, E106 where it cannot be read."""
    if not path.is_file():
        return
    try:
        book = open_book(path.read_bytes())
    except OSError as error:
        raise Trouble("E106", detail=f"{path.name}: {error.strerror}") from error
    except Trouble:
        book = Book({})
    edition = edition_of(book)
    if edition is None:
        raise Trouble("E606", name=path.name, detail="不是空白的采集表", detail_en="it is no blank form")
    if typed := list(_typed(book, edition)):
        told = f"已有填报的内容（{typed[0].zh}等{len(typed)}格）"
        raise Trouble(
            "E606", name=path.name, detail=told, detail_en=f"{len(typed)} cells are filled in ({typed[0].en} …)"
        )


def _typed(book: Book, edition: Edition) -> Iterator[Place]:
    """Every cell that a person filled in."""
    shape = edition.facts.get("shape", "")
    for sheet in book.sheets.values():
        is_typed = _TYPED.get((shape, sheet.name), _anything)
        for row, column in sorted(sheet.look.filled):
            if not sheet.cell(row, column).blank and is_typed(sheet, row, column, edition):
                yield sheet.place(row, column)


def _anything(sheet: Sheet, row: int, column: int, edition: Edition) -> bool:
    return sheet.name not in form.SHEETS


def _in_one(sheet: Sheet, row: int, column: int, edition: Edition) -> bool:
    cell = sheet.cell(row, column)
    if (row, column) == form.ONE_INSTITUTION:
        return _is_new(cell, edition)
    answer = column >= len(form.ONE) or column in [form.ONE_COLUMN[part] for part in form.ONE_ANSWERS]
    return row > form.ONE_HEADER and answer and not str(cell.value).startswith(form.POINTER)


def _in_periods(sheet: Sheet, row: int, column: int, edition: Edition) -> bool:
    head = sheet.cell(row, form.PERIOD_ID).value == form.ID_NAME
    return row >= form.PERIOD_HEADER and not head and column >= form.PERIOD_FIRST and column != form.PERIOD_ID


def _in_many(sheet: Sheet, row: int, column: int, edition: Edition) -> bool:
    return row >= form.MANY_FIRST and (column > 0 or _is_new(sheet.cell(row, column), edition))


def _in_special(sheet: Sheet, row: int, column: int, edition: Edition) -> bool:
    return row > form.SPECIAL_HEADER


def _is_new(cell: Cell, edition: Edition) -> bool:
    """A name that the template did not write."""
    return str(cell.value).strip() not in edition.institutions


_TYPED: dict[tuple[str, str], IsTyped] = {
    ("one", form.FILL): _in_one, ("one", form.PERIODS): _in_periods,
    ("many", form.FILL): _in_many, ("many", form.SPECIAL): _in_special,
}  # fmt: skip
