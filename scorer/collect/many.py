"""The filled form of many institutions: a row for each, a column for each part of each input, a sheet of special cases.

What stands in the column of names is an institution only where that is certain: a sum, a signature or a note under the
table would otherwise be an institution that reported nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Sheet
from scorer.collect.cells import BLANK
from scorer.collect.parts import Spot, is_filled
from scorer.collect.questions import Question, column_id, parts_of
from scorer.collect.structure import (
    RESTORE_IT,
    Form,
    added,
    headings,
    merged,
    misnamed,
    moved,
    said,
    spot,
    text,
    unseen,
)
from scorer.institutions import is_remark
from scorer.observations import Place, remark

Gathered = dict[tuple[str, str], dict[str, Spot]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column of the form: what it is called above and below, and which part of which input it holds."""

    title: str
    label: str
    question: Question
    part: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: that of the names, and those of the inputs."""

    home: int
    inputs: Mapping[int, Wanted]


@dataclass(frozen=True, slots=True)
class Rows:
    """What was gathered: the parts of each (institution, input), and where each institution stands."""

    parts: Gathered
    names: dict[str, Place] = field(default_factory=dict)


def gather_many(filled: Form, gathered: Gathered) -> Iterator[Trouble]:
    """Gather the parts of each input of each institution; everything that is wrong with the form."""
    sheet = filled.sheet(form.FILL)
    wanted = _wanted(filled)
    at = {text(sheet, form.MANY_IDS, column): column for column in reversed(range(_width(sheet)))}
    columns = Columns(at.get(form.MANY_ID, 0), {at[ident]: each for ident, each in wanted.items() if ident in at})
    faults = [
        *_columns(sheet, wanted, at, columns),
        *unseen(sheet, form.MANY_IDS),
        *merged(sheet, form.MANY_IDS),
    ]
    yield from faults
    if faults:
        return
    rows = Rows(gathered)
    yield from _rows(sheet, columns, rows)
    yield from _special(filled, rows)
    yield from _idle(filled, rows)


def _wanted(filled: Form) -> dict[str, Wanted]:
    return {
        column_id(question, part): Wanted(question.title, label, question, part)
        for question in filled.asked.values()
        for part, label in parts_of(question)
    }


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


# --- columns ------------------------------------------------------------------------------------


def _columns(sheet: Sheet, wanted: Mapping[str, Wanted], at: Mapping[str, int], columns: Columns) -> Iterator[Trouble]:
    """Columns are found by their ids; the words below have to be those of the id."""
    if not columns.inputs and form.MANY_ID not in at:
        yield moved(sheet, form.MANY_IDS, {columns.home: form.MANY_ID})
        return
    ids = {column: text(sheet, form.MANY_IDS, column) for column in range(_width(sheet))}
    for column, ident in ids.items():
        yield from _foreign(sheet, column, ident, ident in wanted or ident == form.MANY_ID)
        if ident and at[ident] != column:
            yield sheet.place(form.MANY_IDS, column).trouble(
                "E619", detail=f"列“{ident}”重复", detail_en=f"the column “{ident}” stands twice"
            )
    yield from _gone(sheet, {form.MANY_ID: "机构名称"} | {i: f"{w.title}{w.label}" for i, w in wanted.items()}, at)
    yield from _words(sheet, columns)


def _foreign(sheet: Sheet, column: int, ident: str, known: bool) -> Iterator[Trouble]:
    """A column that is not of the form, yet holds something."""
    filled = any(not sheet.cell(row, column).blank for row in range(form.MANY_IDS, len(sheet.rows)))
    if filled and not known:
        yield sheet.place(form.MANY_IDS, column).trouble("E627", column=ident or "（空）", **RESTORE_IT)


def _gone(sheet: Sheet, wanted: Mapping[str, str], at: Mapping[str, int]) -> Iterator[Trouble]:
    gone = [ident for ident in wanted if ident not in at]
    if gone:
        zh, en = "、".join(f"“{wanted[ident]}”（{ident}）" for ident in gone), ", ".join(gone)
        yield sheet.place(form.MANY_IDS, 0).trouble("E619", detail=f"缺少列{zh}", detail_en=f"columns are gone: {en}")


def _words(sheet: Sheet, columns: Columns) -> Iterator[Trouble]:
    """The names of the inputs; where they are right, what is asked for below them (分子, 分母, 1月)."""
    titles = {columns.home: "机构名称"} | {column: each.title for column, each in columns.inputs.items()}
    faults = list(headings(sheet, form.MANY_NAMES, titles))
    labels = {column: each.label for column, each in columns.inputs.items()}
    yield from faults or headings(sheet, form.MANY_PARTS, labels)


# --- rows ---------------------------------------------------------------------------------------


def _rows(sheet: Sheet, columns: Columns, rows: Rows) -> Iterator[Trouble]:
    for row in range(form.MANY_FIRST, len(sheet.rows)):
        spots = {column: spot(sheet, row, column) for column in columns.inputs}
        here = spot(sheet, row, columns.home)
        name = said(here)
        faults = [name] if isinstance(name, Trouble) else list(_unfit(name, here.place, spots, rows.names))
        yield from faults
        if name and not faults and isinstance(name, str):
            rows.names[name] = here.place
            _gather(name, here.place, spots, columns, rows.parts)


def _unfit(name: str, place: Place, spots: Mapping[int, Spot], names: Mapping[str, Place]) -> Iterator[Trouble]:
    """What cannot be the name of another institution."""
    if not name and any(not each.cell.blank for each in spots.values()):
        yield place.trouble(
            "E602", detail="机构名称为空，这一行却填了数据", detail_en="no institution, yet the row has data"
        )
    elif is_remark(name):
        yield remark(place, name)
    elif name in names:
        yield place.trouble("E629", institution=name, first=names[name].zh)


def _gather(name: str, place: Place, spots: Mapping[int, Spot], columns: Columns, parts: Gathered) -> None:
    for column, each in columns.inputs.items():
        mine = parts.setdefault((name, each.question.id), {"institution": Spot(BLANK, place)})
        mine[each.part] = spots[column]


def _idle(filled: Form, rows: Rows) -> Iterator[Trouble]:
    """Names that nobody announced, in rows that hold nothing: perhaps no institutions at all."""
    reporting = {name for (name, _), parts in rows.parts.items() if is_filled(parts)}
    for name, place in rows.names.items():
        if name not in reporting and name not in filled.edition.institutions:
            for ident in filled.asked:
                rows.parts.pop((name, ident), None)
            yield place.trouble("E609", institution=name, **_IDLE)


_IDLE = {
    "detail": "这一行没有填任何数据，生成采集表时的名单里也没有它。不是机构的请删去；是机构而没有数据的，"
    "在“特殊情况”表为它写一行“缺失”",
    "detail_en": "the row is empty, and the form was not made for it. Delete it; or, if it is an institution without "
    "data, give it a line 缺失 (missing) in the sheet 特殊情况",
}


# --- special cases ------------------------------------------------------------------------------


def _special(filled: Form, rows: Rows) -> Iterator[Trouble]:
    """Statuses and evidence that stand in a sheet of their own."""
    sheet = filled.sheet(form.SPECIAL)
    at = {part: column for column, part in enumerate(form.SPECIAL_COLUMNS.values())}
    yield from headings(sheet, form.SPECIAL_HEADER, dict(enumerate(form.SPECIAL_COLUMNS)))
    yield from added(sheet, form.SPECIAL_HEADER, len(at))
    yield from unseen(sheet, form.SPECIAL_HEADER)
    yield from merged(sheet, form.SPECIAL_HEADER)
    for row in range(form.SPECIAL_HEADER + 1, len(sheet.rows)):
        spots = {part: spot(sheet, row, column) for part, column in at.items()}
        if any(not each.cell.blank for each in spots.values()):
            yield from _line(sheet, row, spots, filled, rows)


def _line(sheet: Sheet, row: int, spots: Mapping[str, Spot], filled: Form, rows: Rows) -> Iterator[Trouble]:
    name, ident = said(spots["institution"]), said(spots["input"])
    if isinstance(name, Trouble) or isinstance(ident, Trouble):
        yield from (each for each in (name, ident) if isinstance(each, Trouble))
    elif name not in rows.names:
        yield spots["institution"].place.trouble("E602", **_stranger(name))
    elif not ident:
        yield spots["input"].place.trouble("E602", detail="没有填输入项编号", detail_en="no id of an input")
    elif ident not in filled.asked:
        yield spots["input"].place.trouble("E603", input=ident)
    else:
        yield from _belongs(sheet, row, spots["name"], filled.asked[ident])
        yield from _add(rows.parts[name, ident], spots, name, ident)


def _stranger(name: str) -> dict[str, str]:
    if not name:
        return {"detail": "没有填机构", "detail_en": "no institution is named"}
    return {"detail": f"“填报”表里没有机构“{name}”", "detail_en": f"no institution “{name}” in the sheet 填报"}


def _belongs(sheet: Sheet, row: int, name: Spot, question: Question) -> Iterator[Trouble]:
    """The name beside the id has to be its own; it may be left out, for the id says enough."""
    if not name.cell.blank:
        column = list(form.SPECIAL_COLUMNS.values()).index("name")
        yield from misnamed(sheet, row, column, question.name, question.title)


def _add(parts: dict[str, Spot], spots: Mapping[str, Spot], name: str, ident: str) -> Iterator[Trouble]:
    if "status" in parts:
        yield spots["input"].place.trouble("E604", institution=name, input=ident)
        return
    parts["status"] = spots["status"]
    if spots["status"].cell.blank:
        yield spots["status"].place.trouble(
            "E602", detail="这一行没有选状态", detail_en="no status is chosen in this line"
        )
    before = parts.get("evidence")
    if before is None or before.cell.blank:
        parts["evidence"] = spots["evidence"]
    elif not spots["evidence"].cell.blank and said(before) != said(spots["evidence"]):
        yield spots["evidence"].place.trouble("E602", **_two_proofs(before.place))


def _two_proofs(before: Place) -> dict[str, str]:
    return {
        "detail": f"依据与{before.zh}写的不同，请只留一处，或写成一样",
        "detail_en": f"the evidence differs from that in {before.en}; keep one, or make them the same",
    }
