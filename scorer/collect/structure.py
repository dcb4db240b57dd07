"""The structure of a form: whether a sheet is still the one that was written, and can be seen in full.

What went wrong once is said once: a hidden row, a header that moved, a copy of a sheet, each with its range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Book, Sheet
from scorer.collect.cells import words_of
from scorer.collect.edition import Edition
from scorer.collect.package import At, column_letters
from scorer.collect.parts import Spot
from scorer.collect.questions import Question, questions
from scorer.observations import Place

SEARCHED = 30  # how far down a header that moved is looked for
NOTE_IT = {
    "advice": "请删去这一列；要说明的话，写在“依据”栏",
    "advice_en": "Delete it; what there is to say belongs into the column 依据 (evidence)",
}
RESTORE_IT = {
    "advice": "请删去这一列；如果是第2行的编号被改动，请从原表恢复",
    "advice_en": "Delete it; if an id in row 2 was changed, restore it from the original",
}


@dataclass(frozen=True)
class Form:
    """A workbook that was made from a template, and the catalogue that it is read for."""

    book: Book
    catalogue: Catalogue
    edition: Edition

    @cached_property
    def asked(self) -> dict[str, Question]:
        """The questions by the id of their input."""
        return {each.id: each for each in questions(self.catalogue)}

    def sheet(self, name: str) -> Sheet:
        """A sheet of the form; raises Trouble E611 where it was deleted or renamed."""
        if name not in self.book.sheets:
            raise Trouble(
                "E611",
                detail=f"没有工作表“{name}”（被删除或改名）",
                detail_en=f"no sheet “{name}” (deleted or renamed)",
            )
        return self.book.sheets[name]


# --- cells --------------------------------------------------------------------------------------


def spot(sheet: Sheet, row: int, column: int) -> Spot:
    """A cell with its place."""
    return Spot(sheet.cell(row, column), sheet.place(row, column))


def text(sheet: Sheet, row: int, column: int) -> str:
    """The text of a heading, a name or an id."""
    return str(sheet.cell(row, column).value or "").strip()


def said(where: Spot) -> str | Trouble:
    """The words in a cell, or what is wrong with it."""
    try:
        return words_of(where.cell, where.place)
    except Trouble as trouble:
        return trouble


def area(sheet: Sheet, cells: Iterable[At]) -> Place:
    """The range from the first to the last of some cells: “填报!A7:K9”."""
    rows, columns = zip(*cells, strict=True)
    first, last = (f"{column_letters(end(columns))}{end(rows) + 1}" for end in (min, max))
    where = f"{sheet.name}!{first}" + (f":{last}" if last != first else "")
    return Place(where, where)


# --- headings -----------------------------------------------------------------------------------


def misnamed(sheet: Sheet, row: int, column: int, *names: str) -> Iterator[Trouble]:
    """A name that does not belong to the id beside it (any of `names` does)."""
    found = text(sheet, row, column)
    if found not in [name.strip() for name in names]:
        yield sheet.place(row, column).trouble(
            "E619",
            detail=f"与编号对应的应是“{names[0]}”，现在是“{found[:40]}”（可能移动或只排序了一部分）",
            detail_en=f"“{names[0]}” belongs to the id, but here is “{found[:40]}” (moved, or sorted in part)",
        )


def headings(sheet: Sheet, row: int, names: Mapping[int, str]) -> Iterator[Trouble]:
    """Headings that are not what they were; one problem where none is, for then the whole row has moved."""
    wrong = {column: name for column, name in names.items() if text(sheet, row, column) != name.strip()}
    if len(wrong) > 2 and len(wrong) == len(names):
        yield moved(sheet, row, names)
        return
    for column, name in wrong.items():
        found = text(sheet, row, column)
        yield sheet.place(row, column).trouble(
            "E619",
            detail=f"表头应为“{name}”，现在是“{found[:40]}”",
            detail_en=f"the heading should be “{name}”, but is “{found[:40]}”",
        )


def moved(sheet: Sheet, row: int, names: Mapping[int, str]) -> Trouble:
    """A row of headings that stands elsewhere, or nowhere."""
    rows = range(min(SEARCHED, len(sheet.rows)))
    found = next((at for at in rows if all(text(sheet, at, c) == name.strip() for c, name in names.items())), None)
    told, told_en = ("找不到了", "is gone") if found is None else (f"移到了第{found + 1}行", f"is in row {found + 1}")
    return sheet.place(row, min(names)).trouble(
        "E619",
        detail=f"第{row + 1}行的表头{told}（可能插入或删除了行、列）",
        detail_en=f"the header of row {row + 1} {told_en} (rows or columns were inserted or deleted)",
    )


def added(sheet: Sheet, row: int, width: int) -> Iterator[Trouble]:
    """Columns beside the form: those with a heading, and those that have only content."""
    below = [at for at in sorted(sheet.look.filled) if at[0] >= row and at[1] >= width and not sheet.cell(*at).blank]
    for column in sorted({column for _, column in below}):
        if head := text(sheet, row, column):
            yield sheet.place(row, column).trouble("E627", column=head[:40], **NOTE_IT)
            continue
        yield area(sheet, (at for at in below if at[1] == column)).trouble(
            "E619", detail="表格以外的列有内容", detail_en="there is something in a column beside the form"
        )


# --- what cannot be seen, or is ambiguous -------------------------------------------------------


def unseen(sheet: Sheet, header: int = 0) -> Iterator[Trouble]:
    """What is hidden and holds something: the sheet, runs of rows, runs of columns."""
    if sheet.look.hidden:
        yield Place(sheet.name, sheet.name).trouble("E625", detail="整张工作表", detail_en="the whole sheet")
        return
    cells = [at for at in sheet.hidden() if at[0] >= header]
    by_row = [at for at in cells if at[0] in sheet.look.hidden_rows]
    by_column = [at for at in cells if at[0] not in sheet.look.hidden_rows]
    for first, last in _runs(row for row, _ in by_row):
        here = area(sheet, (at for at in by_row if first <= at[0] <= last))
        yield here.trouble("E625", **_lines("第{}行", "row {}", "第{}至{}行", "rows {}–{}", first + 1, last + 1))
    for first, last in _runs(column for _, column in by_column):
        here = area(sheet, (at for at in by_column if first <= at[1] <= last))
        ends = (column_letters(first), column_letters(last))
        yield here.trouble("E625", **_lines("{}列", "column {}", "{}至{}列", "columns {}–{}", *ends))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbours: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    listed = set(numbers)
    firsts = sorted(each for each in listed if each - 1 not in listed)
    lasts = sorted(each for each in listed if each + 1 not in listed)
    return zip(firsts, lasts, strict=True)


def _lines(one: str, one_en: str, several: str, several_en: str, first: object, last: object) -> dict[str, str]:
    zh, en = (one, one_en) if first == last else (several, several_en)
    return {"detail": zh.format(first, last), "detail_en": en.format(first, last)}


def merged(sheet: Sheet, header: int) -> Iterator[Trouble]:
    """Merged cells in the header or below it; above it they do no harm."""
    for (top, left), (bottom, right) in sheet.look.merged:
        if bottom >= header:
            spread = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            yield sheet.place(top, left).trouble("E624", range=spread)


def copies(book: Book) -> Iterator[Trouble]:
    """Sheets that look like copies of those that are read: people may have filled in the wrong one."""
    for name, sheet in book.sheets.items():
        if name not in form.SHEETS and any(_has_ids(sheet, row) for row in range(form.ONE_HEADER + 2)):
            yield Place(name, name).trouble(
                "E619",
                detail=f"这张工作表像是填报表的副本，程序只读“{form.FILL}”等原来的表；请核对数据填在哪张，再删去副本",
                detail_en=f"a copy of a sheet of the form; only {form.FILL} and its like are read: see which one is "
                "filled in, then delete the copy",
            )


def _has_ids(sheet: Sheet, row: int) -> bool:
    width = len(sheet.rows[row]) if row < len(sheet.rows) else 0
    return any(text(sheet, row, column) in (form.MANY_ID, form.ID_NAME) for column in range(width))
