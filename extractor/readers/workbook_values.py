"""The values of a workbook's cells, by python-calamine, in a child process: native code that dies takes nothing with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from catalog.problems import Trouble
from extractor import child
from extractor.limits import Limits
from extractor.readers.workbook_tree import At, Range, Stored


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells of one sheet store, and which are merged (nothing where the format does not tell)."""

    cells: dict[At, Stored] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)


def read_values(data: bytes, wanted: tuple[bool, ...], limits: Limits) -> list[Values]:
    """The values of each sheet that is wanted. Trouble E104 under a password, E105 on damage, E120 for a limit."""
    return child.run(_read, (data, wanted), seconds=limits.child_seconds, bytes_=limits.child_bytes)


def _read(task: tuple[bytes, tuple[bool, ...]]) -> list[Values]:
    data, wanted = task
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            kinds = [sheet.typ for sheet in book.sheets_metadata]
            if len(kinds) != len(wanted):
                raise Trouble("E105", detail=f"{len(kinds)} / {len(wanted)} sheets")
            return [
                _values(book.get_sheet_by_index(number)) if is_wanted and kind == SheetTypeEnum.WorkSheet else Values()
                for number, (is_wanted, kind) in enumerate(zip(wanted, kinds, strict=True))
            ]
    except (MemoryError, Trouble):
        raise
    except PasswordError as error:
        raise Trouble("E104") from error
    except BaseException as error:  # the library's own panics are no Exceptions
        raise Trouble("E105", detail=str(error)[:200] or type(error).__name__) from error


def _values(sheet: CalamineSheet) -> Values:
    """Rows come from the first of the sheet on, columns from the first that is filled."""
    left = sheet.start[1] if sheet.start else 0
    cells = {
        (row, left + column): value
        for row, line in enumerate(sheet.iter_rows())
        if any(value != "" for value in line)
        for column, value in enumerate(line)
        if not (isinstance(value, str) and not value.strip())
    }
    return Values(cells, [(*first, *last) for first, last in sheet.merged_cell_ranges or ()])
