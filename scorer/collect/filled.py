"""A filled workbook → entries. The sheet has to be the one that was written: every header, every id beside its name.

Rows and columns are found by their ids, and each id has to stand beside the name that belongs to it: a column pasted one
place off, or rows sorted without their ids, would else give one institution or input the data of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Book, Sheet
from scorer.collect.cells import BLANK, words_of
from scorer.collect.package import column_letters
from scorer.collect.parts import Parts, Spot, assemble, is_filled
from scorer.collect.questions import Asked, Question, asked, column_id, fingerprint, parts_of, questions
from scorer.observations import Entry, Place

Found = Iterator[Entry | Trouble]
Gathered = dict[tuple[str, str], dict[str, Spot]]
SHOWN = 12
PERIOD_ID_NAME = "输入项编号"  # stands apart from the periods in 分期填报, whose number differs from row to row


@dataclass(frozen=True)
class Form:
    """A workbook that was made from a template, and the catalogue that it is read for."""

    book: Book
    catalogue: Catalogue
    meta: dict[str, str]

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


def meta_of(book: Book) -> dict[str, str] | None:
    """What the template says of itself; None where the workbook was not made from one."""
    sheet = book.sheets.get(form.META)
    if sheet is None:
        return None
    rows = [[str(cell.value or "") for cell in row] for row in sheet.rows]
    return {row[0]: row[1] for row in rows if len(row) > 1}


def read_form(book: Book, meta: dict[str, str], catalogue: Catalogue) -> Found:
    """The entries of a filled workbook and everything that is wrong with it."""
    try:
        _check_edition(meta, catalogue)
        filled = Form(book, catalogue, meta)
        read = {"one": _read_one, "many": _read_many}.get(meta.get("shape", ""))
        if read is None:
            raise Trouble("E611", detail="版式信息缺失", detail_en="it does not say which form it is")
        yield from read(filled)
    except Trouble as trouble:
        yield trouble


# --- the edition --------------------------------------------------------------------------------

FACTS = ("form", "shape", "catalogue", "title", "source", "generator", "fingerprint")


def _check_edition(meta: dict[str, str], catalogue: Catalogue) -> None:
    """Raise Trouble E612 where the workbook asks for other inputs than the catalogue."""
    now = asked(catalogue)
    then: list[Asked] = [_asked(key, text) for key, text in meta.items() if key not in FACTS]
    if meta.get("form") != form.FORM_VERSION:
        raise Trouble("E611", detail=f"版式{meta.get('form')}不认识", detail_en=f"unknown form {meta.get('form')}")
    if fingerprint(then) != fingerprint(now) or meta.get("fingerprint") != fingerprint(now):
        differences = _differences({each[0]: each for each in then}, {each[0]: each for each in now})
        chinese, english = _listed(differences)
        made_for = f"{meta.get('title', '')}（{meta.get('catalogue', '')}）"
        raise Trouble("E612", made_for=made_for, detail=chinese, detail_en=english)


def _asked(key: str, text: str) -> Asked:
    name, kind, unit, periods = [*text.split("\t"), "", "", "", ""][:4]
    return key, name, kind, unit, periods


def _differences(then: Mapping[str, Asked], now: Mapping[str, Asked]) -> list[tuple[str, str]]:
    found = [(f"少了{now[ident][1]}（{ident}）", f"lacks {ident}") for ident in now if ident not in then]
    found += [(f"多了{then[ident][1]}（{ident}）", f"has {ident} besides") for ident in then if ident not in now]
    both = [ident for ident in now if ident in then and now[ident] != then[ident]]
    words = {ident: (" ".join(then[ident][1:4]), " ".join(now[ident][1:4])) for ident in both}
    return found + [
        (f"{i}由“{a.strip()}”变为“{b.strip()}”", f"{i} was {a.strip()}, is {b.strip()}") for i, (a, b) in words.items()
    ]


def _listed(differences: list[tuple[str, str]]) -> tuple[str, str]:
    more = len(differences) - SHOWN
    chinese = "；".join(each[0] for each in differences[:SHOWN]) + (f"；另有{more}处" if more > 0 else "")
    english = "; ".join(each[1] for each in differences[:SHOWN]) + (f"; {more} more" if more > 0 else "")
    return chinese or "版本信息被改动", english or "the information on the edition was changed"


# --- one institution ----------------------------------------------------------------------------


def _read_one(filled: Form) -> Found:
    sheet = filled.sheet(form.FILL)
    heads = dict(enumerate(form.ONE))
    faults = [
        *_headers(sheet, form.ONE_HEADER, heads),
        *_unseen(sheet, form.ONE_HEADER),
        *_merged(sheet, form.ONE_HEADER),
    ]
    if faults:
        yield from faults
        return
    name, place, faults = _institution(sheet)
    gathered: dict[str, dict[str, Spot]] = {}
    yield from [*faults, *_rows_one(sheet, filled, gathered), *_periods_one(filled, gathered)]
    yield from _absent(sheet, filled, gathered)
    known = {(name, ident): {**parts, "institution": Spot(BLANK, place)} for ident, parts in gathered.items()}
    yield from _answers(known, filled, sheet.place(form.ONE_HEADER + 1, form.ONE_COLUMN["value"]))


def _institution(sheet: Sheet) -> tuple[str, Place, list[Trouble]]:
    """The name of the one institution, where it stands and what is wrong with it."""
    spot = _spot(sheet, *form.ONE_INSTITUTION)
    name = _said(spot)
    if isinstance(name, Trouble):
        return "?", spot.place, [name]
    if not name:
        return (
            "?",
            spot.place,
            [spot.place.trouble("E602", detail="没有填机构名称", detail_en="no institution is named")],
        )
    return name, spot.place, []


def _said(spot: Spot) -> str | Trouble:
    """The words in a cell, or what is wrong with it."""
    try:
        return words_of(spot.cell, spot.place)
    except Trouble as trouble:
        return trouble


def _rows_one(sheet: Sheet, filled: Form, gathered: dict[str, dict[str, Spot]]) -> Iterator[Trouble]:
    """Gather the parts of each input; tell rows that do not belong to it."""
    at = form.ONE_COLUMN
    for row in range(form.ONE_HEADER + 1, len(sheet.rows)):
        parts = {
            part: _spot(sheet, row, at[part]) for part in ("value", "numerator", "denominator", "status", "evidence")
        }
        ident = str(sheet.cell(row, at["input"]).value or "").strip()
        if not ident:
            yield from _stray(parts)
            continue
        place = sheet.place(row, at["input"])
        if ident not in filled.asked:
            yield place.trouble("E603", input=ident)
        elif ident in gathered:
            yield place.trouble("E604", institution="填报", input=ident)
        else:
            yield from _misnamed(sheet, row, at["name"], filled.asked[ident].name)
            yield from _misplaced(parts["value"], filled.asked[ident])
            gathered[ident] = _own(parts, filled.asked[ident], place)


def _own(parts: dict[str, Spot], question: Question, place: Place) -> dict[str, Spot]:
    """The parts of the input; where periods are asked for, the value cell only points to their sheet."""
    pointer = question.periods and str(parts["value"].cell.value or "").startswith("→")
    kept = {part: spot for part, spot in parts.items() if part != "value" or not pointer}
    return kept | {"input": Spot(BLANK, place)}


def _misplaced(spot: Spot, question: Question) -> Iterator[Trouble]:
    if question.periods and not spot.cell.blank and not str(spot.cell.value).startswith("→"):
        yield spot.place.trouble(
            "E623",
            detail="这一项要到“分期填报”表逐期填写",
            detail_en="this one is to be filled in by period, in the sheet 分期填报",
        )


def _stray(parts: Parts) -> Iterator[Trouble]:
    for spot in parts.values():
        if not spot.cell.blank:
            yield spot.place.trouble(
                "E619",
                detail="这一行没有输入项编号，却填了内容",
                detail_en="the row has no id of an input, yet something is filled in",
            )


def _misnamed(sheet: Sheet, row: int, column: int, name: str) -> Iterator[Trouble]:
    found = str(sheet.cell(row, column).value or "").strip()
    if found != name.strip():
        yield sheet.place(row, column).trouble(
            "E619",
            detail=f"与编号对应的应是“{name}”，现在是“{found[:40]}”（可能移动或只排序了一部分）",
            detail_en=f"“{name}” belongs to the id, but here is “{found[:40]}” (moved, or sorted in part)",
        )


def _periods_one(filled: Form, gathered: dict[str, dict[str, Spot]]) -> Iterator[Trouble]:
    wanted = {ident: each for ident, each in filled.asked.items() if each.periods}
    if not wanted:
        return
    sheet = filled.sheet(form.PERIODS)
    yield from _unseen(sheet, form.PERIOD_HEADER)
    yield from _merged(sheet, form.PERIOD_HEADER)
    for row in range(form.PERIOD_HEADER, len(sheet.rows)):
        ident = str(sheet.cell(row, form.PERIOD_ID).value or "").strip()
        if ident not in wanted:
            continue
        yield from _misnamed(sheet, row, 0, wanted[ident].name)
        heads = {form.PERIOD_FIRST + number: name for number, name in enumerate(wanted[ident].periods)}
        yield from _headers(sheet, row - 1, heads)
        cells = {f"p{number}": _spot(sheet, row, column) for number, column in enumerate(heads, 1)}
        gathered[ident] = {**gathered.get(ident, {}), **cells}
        del wanted[ident]
    yield from (_lacking(sheet, 0, 0, each) for each in wanted.values())


def _absent(sheet: Sheet, filled: Form, gathered: dict[str, dict[str, Spot]]) -> Iterator[Trouble]:
    column = form.ONE_COLUMN["input"]
    yield from (
        _lacking(sheet, form.ONE_HEADER, column, each) for each in filled.asked.values() if each.id not in gathered
    )


def _lacking(sheet: Sheet, row: int, column: int, question: Question) -> Trouble:
    return sheet.place(row, column).trouble(
        "E619",
        detail=f"缺少输入项“{question.name}”（{question.id}）",
        detail_en=f"the input “{question.name}” ({question.id}) is gone",
    )


# --- many institutions --------------------------------------------------------------------------


def _read_many(filled: Form) -> Found:
    sheet = filled.sheet(form.FILL)
    wanted = {form.MANY_ID: ("机构名称", None, "institution")} | {
        column_id(question, part): (question.title, question, part)
        for question in filled.asked.values()
        for part, _ in parts_of(question)
    }
    columns: dict[int, tuple[Question, str]] = {}
    faults = [*_columns(sheet, wanted, columns), *_unseen(sheet, form.MANY_IDS), *_merged(sheet, form.MANY_IDS)]
    if faults:
        yield from faults
        return
    gathered: Gathered = {}
    names: dict[str, Place] = {}
    yield from _rows_many(sheet, columns, gathered, names)
    yield from _special(filled, gathered, names)
    yield from _answers(gathered, filled, sheet.place(form.MANY_FIRST, 0))


Wanted = Mapping[str, tuple[str, Question | None, str]]


def _columns(sheet: Sheet, wanted: Wanted, columns: dict[int, tuple[Question, str]]) -> Iterator[Trouble]:
    """Find each column by its id and hold its heading against it."""
    width = max((len(row) for row in sheet.rows), default=0)
    seen: dict[str, int] = {}
    for column in range(width):
        ident = str(sheet.cell(form.MANY_IDS, column).value or "").strip()
        place = sheet.place(form.MANY_IDS, column)
        if ident not in wanted:
            filled = any(not sheet.cell(row, column).blank for row in range(form.MANY_IDS, len(sheet.rows)))
            yield from [place.trouble("E627", column=ident or "（空）")] * filled
        elif ident in seen:
            yield place.trouble("E619", detail=f"列“{ident}”重复", detail_en=f"the column “{ident}” stands twice")
        else:
            title, question, part = wanted[ident]
            seen[ident] = column
            yield from _misnamed(sheet, form.MANY_NAMES, column, title)
            if question is not None:
                columns[column] = (question, part)
    for ident in wanted:
        if ident not in seen:
            yield sheet.place(form.MANY_IDS, 0).trouble(
                "E619", detail=f"缺少列“{ident}”", detail_en=f"the column “{ident}” is gone"
            )


def _rows_many(
    sheet: Sheet, columns: Mapping[int, tuple[Question, str]], gathered: Gathered, names: dict[str, Place]
) -> Iterator[Trouble]:
    home = next(column for column in range(len(sheet.rows[form.MANY_IDS])) if _is_name(sheet, column))
    for row in range(form.MANY_FIRST, len(sheet.rows)):
        spots = {column: _spot(sheet, row, column) for column in columns}
        here = _spot(sheet, row, home)
        name = _said(here)
        if isinstance(name, Trouble):
            yield name
        elif not name:
            yield from _nameless(spots, here.place)
        elif name in names:
            yield here.place.trouble("E629", institution=name, first=names[name].zh)
        else:
            names[name] = here.place
            _gather(name, here.place, spots, columns, gathered)


def _gather(
    name: str, place: Place, spots: Mapping[int, Spot], columns: Mapping[int, tuple[Question, str]], gathered: Gathered
) -> None:
    for column, (question, part) in columns.items():
        parts = gathered.setdefault((name, question.id), {"institution": Spot(BLANK, place)})
        parts[part] = spots[column]


def _is_name(sheet: Sheet, column: int) -> bool:
    return str(sheet.cell(form.MANY_IDS, column).value or "").strip() == form.MANY_ID


def _nameless(spots: Mapping[int, Spot], place: Place) -> Iterator[Trouble]:
    if any(not spot.cell.blank for spot in spots.values()):
        yield place.trouble(
            "E602", detail="机构名称为空，这一行却填了数据", detail_en="no institution, yet the row has data"
        )


def _special(filled: Form, gathered: Gathered, names: Mapping[str, Place]) -> Iterator[Trouble]:
    """Statuses and evidence that stand in a sheet of their own."""
    sheet = filled.sheet(form.SPECIAL)
    at = {part: column for column, part in enumerate(form.SPECIAL_COLUMNS.values())}
    yield from _headers(sheet, form.SPECIAL_HEADER, dict(enumerate(form.SPECIAL_COLUMNS)))
    yield from _unseen(sheet, form.SPECIAL_HEADER)
    yield from _merged(sheet, form.SPECIAL_HEADER)
    for row in range(form.SPECIAL_HEADER + 1, len(sheet.rows)):
        spots = {part: _spot(sheet, row, column) for part, column in at.items()}
        if all(spot.cell.blank for spot in spots.values()):
            continue
        yield from _one_special(spots, filled, gathered, names)


def _one_special(
    spots: Mapping[str, Spot], filled: Form, gathered: Gathered, names: Mapping[str, Place]
) -> Iterator[Trouble]:
    name, ident = _said(spots["institution"]), _said(spots["input"])
    if isinstance(name, Trouble) or isinstance(ident, Trouble):
        yield from (each for each in (name, ident) if isinstance(each, Trouble))
    elif name not in names:
        yield spots["institution"].place.trouble(
            "E602", detail=f"“填报”表里没有机构“{name}”", detail_en=f"no institution “{name}” in the sheet 填报"
        )
    elif ident not in filled.asked:
        yield spots["input"].place.trouble("E603", input=ident)
    else:
        yield from _add(gathered[name, ident], spots, name, ident)


def _add(parts: dict[str, Spot], spots: Mapping[str, Spot], name: str, ident: str) -> Iterator[Trouble]:
    if "status" in parts:
        yield spots["input"].place.trouble("E604", institution=name, input=ident)
        return
    parts["status"] = spots["status"]
    if "evidence" not in parts or parts["evidence"].cell.blank:
        parts["evidence"] = spots["evidence"]


# --- for both -----------------------------------------------------------------------------------


def _answers(gathered: Mapping[tuple[str, str], dict[str, Spot]], filled: Form, place: Place) -> Found:
    """An entry for each input of each institution; a form in which nobody wrote anything is told."""
    if not any(is_filled(parts) for parts in gathered.values()):
        yield place.trouble(
            "E602",
            detail="从这里起没有填任何数据，请填好黄色的格子再试",
            detail_en="nothing is filled in from here on; fill in the yellow cells and try again",
        )
        return
    for (name, ident), parts in gathered.items():
        yield from assemble(name, filled.asked[ident].domain, parts)


def _spot(sheet: Sheet, row: int, column: int) -> Spot:
    return Spot(sheet.cell(row, column), sheet.place(row, column))


def _headers(sheet: Sheet, row: int, names: Mapping[int, str]) -> Iterator[Trouble]:
    """Headings that are not what they were, and columns that were added."""
    for column, name in names.items():
        found = str(sheet.cell(row, column).value or "").strip()
        if found != name:
            yield sheet.place(row, column).trouble(
                "E619",
                detail=f"表头应为“{name}”，现在是“{found[:40]}”",
                detail_en=f"the heading should be “{name}”, but is “{found[:40]}”",
            )
    width = len(sheet.rows[row]) if row < len(sheet.rows) else 0
    for column in range(max(names) + 1, width):
        found = str(sheet.cell(row, column).value or "").strip()
        if found and found != PERIOD_ID_NAME:
            yield sheet.place(row, column).trouble("E627", column=found[:40])


def _unseen(sheet: Sheet, header: int) -> Iterator[Trouble]:
    yield from (sheet.place(*at).trouble("E625") for at in sheet.hidden() if at[0] >= header)


def _merged(sheet: Sheet, header: int) -> Iterator[Trouble]:
    """Merged cells in the header or below it; above it they do no harm."""
    for (top, left), (bottom, right) in sheet.look.merged:
        if bottom >= header:
            spread = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            yield sheet.place(top, left).trouble("E624", range=spread)
