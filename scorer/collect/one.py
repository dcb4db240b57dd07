"""The filled form of one institution: a row for each input, and the sheet of its periods."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Sheet
from scorer.collect.cells import BLANK
from scorer.collect.parts import Parts, Spot
from scorer.collect.questions import Question
from scorer.collect.structure import Form, added, headings, merged, misnamed, said, spot, text, unseen
from scorer.observations import Place

Inputs = dict[str, dict[str, Spot]]


def gather_one(filled: Form, gathered: dict[tuple[str, str], dict[str, Spot]]) -> Iterator[Trouble]:
    """Gather the parts of each input, by (institution, input); everything that is wrong with the form."""
    sheet = filled.sheet(form.FILL)
    faults = list(_structure(sheet))
    yield from faults
    if faults:
        return
    here = spot(sheet, *form.ONE_INSTITUTION)
    name = said(here)
    if isinstance(name, Trouble):
        yield name
    elif not name:
        yield here.place.trouble("E602", detail="没有填机构名称", detail_en="no institution is named")
    inputs: Inputs = {}
    yield from _rows(sheet, filled, inputs)
    yield from _periods(filled, inputs)
    yield from _absent(sheet, filled, inputs)
    known = name if isinstance(name, str) and name else "?"
    gathered |= {(known, ident): {**parts, "institution": Spot(BLANK, here.place)} for ident, parts in inputs.items()}


def _structure(sheet: Sheet) -> Iterator[Trouble]:
    yield from headings(sheet, form.ONE_HEADER, dict(enumerate(form.ONE)))
    yield from added(sheet, form.ONE_HEADER, len(form.ONE))
    yield from unseen(sheet, form.ONE_HEADER)
    yield from merged(sheet, form.ONE_HEADER)


def _rows(sheet: Sheet, filled: Form, inputs: Inputs) -> Iterator[Trouble]:
    """Gather the parts of each input; tell rows that do not belong to it."""
    at = form.ONE_COLUMN
    for row in range(form.ONE_HEADER + 1, len(sheet.rows)):
        parts = {part: spot(sheet, row, at[part]) for part in form.ONE_ANSWERS}
        ident = text(sheet, row, at["input"])
        faults = list(_known(ident, parts, sheet.place(row, at["input"]), filled, inputs))
        yield from faults
        if ident and not faults:
            question = filled.asked[ident]
            yield from misnamed(sheet, row, at["name"], question.name)
            yield from _misplaced(parts["value"], question)
            inputs[ident] = _own(parts, question, sheet.place(row, at["input"]))


def _known(ident: str, parts: Parts, place: Place, filled: Form, inputs: Inputs) -> Iterator[Trouble]:
    """A row without an id yet with data, with one that is not asked for, or with one that stood before."""
    if not ident:
        yield from _stray(parts)
    elif ident not in filled.asked:
        yield place.trouble("E603", input=ident)
    elif ident in inputs:
        yield place.trouble("E604", institution=form.FILL, input=ident)


def _stray(parts: Parts) -> Iterator[Trouble]:
    for each in parts.values():
        if not each.cell.blank:
            yield each.place.trouble(
                "E619",
                detail="这一行没有输入项编号，却填了内容",
                detail_en="the row has no id of an input, yet something is filled in",
            )


def _own(parts: dict[str, Spot], question: Question, place: Place) -> dict[str, Spot]:
    """The parts of the input; where periods are asked for, the value cell only points to their sheet."""
    pointer = question.periods and _points(parts["value"])
    kept = {part: each for part, each in parts.items() if part != "value" or not pointer}
    return kept | {"input": Spot(BLANK, place)}


def _points(value: Spot) -> bool:
    return str(value.cell.value or "").startswith(form.POINTER)


def _misplaced(value: Spot, question: Question) -> Iterator[Trouble]:
    if question.periods and not value.cell.blank and not _points(value):
        yield value.place.trouble(
            "E623",
            detail="这一项要到“分期填报”表逐期填写",
            detail_en="this one is to be filled in by period, in the sheet 分期填报",
        )


# --- periods ------------------------------------------------------------------------------------


def _periods(filled: Form, inputs: Inputs) -> Iterator[Trouble]:
    wanted = {ident: each for ident, each in filled.asked.items() if each.periods}
    if not wanted:
        return
    sheet = filled.sheet(form.PERIODS)
    yield from added(sheet, form.PERIOD_HEADER, form.PERIOD_ID + 1)
    yield from unseen(sheet, form.PERIOD_HEADER)
    yield from merged(sheet, form.PERIOD_HEADER)
    seen: Inputs = {}
    for row in range(form.PERIOD_HEADER, len(sheet.rows)):
        yield from _period_row(sheet, row, wanted, seen)
    for ident, parts in seen.items():
        inputs[ident] = inputs.get(ident, {}) | parts
    yield from (lacking(sheet.place(0, 0), each) for ident, each in wanted.items() if ident not in seen)


def _period_row(sheet: Sheet, row: int, wanted: dict[str, Question], seen: Inputs) -> Iterator[Trouble]:
    """The numbers of one input, by period; a row that belongs to none, or to one that stood before."""
    cells = {column: spot(sheet, row, column) for column in range(form.PERIOD_FIRST, form.PERIOD_ID)}
    ident, place = text(sheet, row, form.PERIOD_ID), sheet.place(row, form.PERIOD_ID)
    if ident == form.ID_NAME:
        return
    if not ident:
        yield from _stray({str(column): each for column, each in cells.items()})
    elif ident not in wanted:
        yield place.trouble("E603", input=ident)
    elif ident in seen:
        yield place.trouble("E604", institution=form.PERIODS, input=ident)
    else:
        heads = dict(enumerate(wanted[ident].periods, form.PERIOD_FIRST))
        yield from misnamed(sheet, row, 0, wanted[ident].name)
        yield from headings(sheet, row - 1, heads)
        yield from _outside(each for column, each in cells.items() if column not in heads)
        seen[ident] = {f"p{number}": cells[column] for number, column in enumerate(heads, 1)}


def _outside(cells: Iterator[Spot]) -> Iterator[Trouble]:
    for each in cells:
        if not each.cell.blank:
            yield each.place.trouble("E619", detail="这一格没有对应的期", detail_en="no period belongs to this cell")


# --- what is gone -------------------------------------------------------------------------------


def _absent(sheet: Sheet, filled: Form, inputs: Inputs) -> Iterator[Trouble]:
    place = sheet.place(form.ONE_HEADER, form.ONE_COLUMN["input"])
    yield from (lacking(place, each) for each in filled.asked.values() if each.id not in inputs)


def lacking(place: Place, question: Question) -> Trouble:
    """An input whose row is gone."""
    return place.trouble(
        "E619",
        detail=f"缺少输入项“{question.name}”（{question.id}）",
        detail_en=f"the input “{question.name}” ({question.id}) is gone",
    )
