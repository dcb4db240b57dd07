"""A workbook as sheets of cells: values by python-calamine, the rest by a second look into the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from catalog.problems import Trouble
from scorer.collect.cells import BLANK, Cell, Raw
from scorer.collect.package import At, Look, column_letters, damaged, look
from scorer.observations import Place

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows of cells from A1."""

    name: str
    rows: list[list[Cell]]
    look: Look

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place, blank where the sheet has none."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else BLANK

    def place(self, row: int, column: int) -> Place:
        """“填报!H12”."""
        where = f"{self.name}!{column_letters(column)}{row + 1}"
        return Place(where, where)

    def hidden(self) -> Iterator[At]:
        """Cells that hold something and cannot be seen."""
        return (at for at in sorted(self.look.filled) if self.look.is_hidden(at))


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook by name, in its order."""

    sheets: dict[str, Sheet]


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a spreadsheet, or something else in a package or compound file."""
    return data.startswith((b"PK", OLE))


def open_book(data: bytes) -> Book:
    """Read an .xlsx. Raises Trouble E610 (another kind of file), E611 (damaged), E626 (too large)."""
    if data.startswith(OLE):
        raise _compound(data)
    if b"mimetypeapplication/vnd.oasis" in data[:100]:
        raise Trouble("E610", kind="OpenDocument（.ods）", kind_en="OpenDocument (.ods)")
    looks = look(data)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return Book({name: _sheet(book, name, found) for name, found in looks.items()})
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(error) from error


def _compound(data: bytes) -> Trouble:
    """What a compound file is: a workbook under a password, an old .xls or .et, something else."""
    if _ENCRYPTED in data:
        return Trouble("E610", kind="有密码保护的工作簿", kind_en="workbook under a password")
    if any(name in data for name in _WORKBOOKS):
        return Trouble("E610", kind="旧版表格（.xls、.et）", kind_en="old spreadsheet (.xls, .et)")
    return Trouble("E610", kind="旧版Office", kind_en="old Office file")


def _sheet(book: CalamineWorkbook, name: str, found: Look) -> Sheet:
    values = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if found.filled else []
    height = max((row for row, _ in found.filled), default=-1) + 1
    rows = [[_cell(value, (r, c), found) for c, value in enumerate(row)] for r, row in enumerate(values[:height])]
    return Sheet(name, _with_marks(rows, found), found)


def _cell(value: Raw, at: At, found: Look) -> Cell:
    if at not in found.filled:
        return BLANK
    return Cell(value, at in found.percents, at in found.formulas, found.errors.get(at))


def _with_marks(rows: list[list[Cell]], found: Look) -> list[list[Cell]]:
    """Room for errors and formulas without a result, which the reader of values leaves out at the ends."""
    for row, column in sorted(found.formulas | found.errors.keys()):
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [BLANK] * (column + 1 - len(rows[row]))
        rows[row][column] = _cell(rows[row][column].value, (row, column), found)
    return rows
