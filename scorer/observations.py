"""Observations: what institutions report for the inputs of a catalogue, read from CSV or JSON.

Every problem is named with its row, all of them at once; nothing is scored from a file that has one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

from catalog.base import Model
from catalog.model import Catalogue, Input
from catalog.problems import Language, Trouble
from catalog.rules import Grade, PerPeriod
from scorer import values
from scorer.walk import nodes

ObservationStatus = Literal["ok", "missing", "not_applicable", "estimated", "disputed"]
MAX_BYTES = 50 * 1024 * 1024
DECISIONS = ("judgement", "points")

COLUMNS = {
    "institution": "institution", "机构": "institution",
    "input": "input", "输入项": "input",
    "value": "value", "值": "value",
    "status": "status", "状态": "status",
    "evidence": "evidence", "依据": "evidence",
}  # fmt: skip
NOTES = {"name", "名称", "unit", "单位", "indicator", "指标", "note", "备注"}
Cells = dict[str, str]
REQUIRED = ("institution", "input", "value")
STATUSES = {each: each for each in get_args(ObservationStatus)} | {
    "正常": "ok", "缺失": "missing", "不适用": "not_applicable", "估计": "estimated", "有争议": "disputed",
}  # fmt: skip
SHAPES = "应为[{institution, input, value, status, evidence}, …]或{机构: {输入项: 值}}"


class Observation(Model):
    """What an institution reports for one input: a value as text, its status and what proves it."""

    institution: str
    input: str
    value: str | None = None
    status: ObservationStatus = "ok"
    evidence: str | None = None


class BadObservations(Trouble):
    """Observations that cannot be used: all problems, each with its row."""

    def __init__(self, problems: list[Trouble]) -> None:
        self.problems = problems
        super().__init__("E601", detail="; ".join(str(each) for each in problems))

    def say(self, language: Language) -> str:
        """Every problem on a line of its own."""
        return "\n".join(each.say(language) for each in self.problems)


def load_observations(source: Path | bytes | str, catalogue: Catalogue) -> list[Observation]:
    """Read a file, its bytes or its text; raise BadObservations with all problems."""
    data = _open(source) if isinstance(source, Path) else source
    observations, problems = read_observations(data, catalogue)
    if problems:
        raise BadObservations(problems)
    return observations


def _open(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Trouble("E106", detail=f"{path.name}: {error.strerror}") from error


def read_observations(data: bytes | str, catalogue: Catalogue) -> tuple[list[Observation], list[Trouble]]:
    """The observations that can be used, and every problem of the others."""
    try:
        text = decode(data)
        rows = list(_json_rows(text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text))
    except Trouble as trouble:
        return [], [trouble]
    return _screen([(number, _observe(number, cells)) for number, cells in rows], catalogue)


def check_observations(observations: Iterable[Observation], catalogue: Catalogue) -> None:
    """Raise BadObservations where observations made by a program could not have come from a file."""
    if problems := _screen(list(enumerate(observations, 1)), catalogue)[1]:
        raise BadObservations(problems)


# --- text ---------------------------------------------------------------------------------------


def decode(data: bytes | str) -> str:
    """UTF-8, with or without a byte-order mark, else GB18030."""
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="observations", maximum=f"{MAX_BYTES >> 20} MB")
    if isinstance(data, str):
        return _storable(data.removeprefix("\ufeff"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Trouble("E601", detail="编码既不是UTF-8也不是GB18030，请另存为UTF-8")


def _storable(text: str) -> str:
    """The text, where it can be written as UTF-8: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Trouble("E601", detail="有无法保存的字符（半个代理对）") from error
    return text


def _csv_rows(text: str) -> Iterator[tuple[int, Cells | Trouble]]:
    """The rows below the header, numbered as a spreadsheet numbers them."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = _header(next(reader, []))
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                yield number, _cells(number, header, cells)
    except csv.Error as error:
        raise Trouble("E601", detail=f"CSV在第{reader.line_num}行读不下去（{error}）") from error


def _header(cells: list[str]) -> list[str | None]:
    names = [cell.strip().lower() for cell in cells]
    columns = [COLUMNS.get(name) for name in names]
    known = [column for column in columns if column]
    wrong = [name or "（空）" for name, column in zip(names, columns, strict=True) if not column and name not in NOTES]
    lacking = [column for column in REQUIRED if column not in known]
    if wrong or lacking or len(known) != len(set(known)):
        raise Trouble("E601", detail=_header_detail(wrong, lacking))
    return columns


def _header_detail(wrong: list[str], lacking: list[str]) -> str:
    told = [f"缺少列：{'、'.join(lacking)}"] * bool(lacking) + [f"不认识的列：{'、'.join(wrong)}"] * bool(wrong)
    hint = "首行应为institution,input,value,status,evidence（或机构,输入项,值,状态,依据）"
    return "；".join([*(told or ["有重复的列"]), hint])


def _cells(number: int, header: list[str | None], cells: list[str]) -> Cells | Trouble:
    if any(cell.strip() for cell in cells[len(header) :]):
        return Trouble("E602", row=number, detail=f"有{len(cells)}格，表头只有{len(header)}格（值里有逗号的要加引号）")
    return {column: cell for column, cell in zip(header, cells, strict=False) if column}


# --- JSON ---------------------------------------------------------------------------------------


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that a repeated key is not lost."""


def _keep(pairs: list[tuple[str, Any]]) -> _Pairs:
    for word in chain.from_iterable(pairs):
        if isinstance(word, str):
            _storable(word)
    return _Pairs(pairs)


def _json_rows(text: str) -> Iterator[tuple[int, Cells | Trouble]]:
    """The records of a list, or of {institution: {input: value}}, numbered from 1."""
    try:
        tree = json.loads(
            text, object_pairs_hook=_keep, parse_float=str, parse_int=str, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError) as error:
        raise Trouble("E601", detail=f"不是有效的JSON（{error}）") from error
    records = _nested(tree) if isinstance(tree, _Pairs) else tree
    for number, record in enumerate(records, 1):
        yield number, _record(number, record)


def _refuse_constant(word: str) -> str:
    raise ValueError(f"{word} is not a number")


def _nested(tree: _Pairs) -> Iterator[Any]:
    for institution, inputs in tree:
        if not isinstance(inputs, _Pairs):
            yield inputs
            continue
        for name, value in inputs:
            pairs = value if isinstance(value, _Pairs) else [("value", value)]
            yield _Pairs([("institution", institution), ("input", name), *pairs])


def _record(number: int, record: Any) -> Cells | Trouble:
    if not isinstance(record, _Pairs):
        return Trouble("E602", row=number, detail=SHAPES)
    columns = [COLUMNS.get(key.strip().lower()) for key, _ in record]
    known = [column for column in columns if column]
    wrong = [key for (key, value), column in zip(record, columns, strict=True) if not _fits(key, column, value)]
    if wrong or len(known) != len(set(known)):
        return Trouble("E602", row=number, detail=f"键不认识、重复，或其值不是文字或数字：{'、'.join(wrong or known)}")
    return {column: _scalar(value) for (_, value), column in zip(record, columns, strict=True) if column}


def _fits(key: str, column: str | None, value: Any) -> bool:
    return not isinstance(value, list) if column else key.strip().lower() in NOTES


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


# --- rows ---------------------------------------------------------------------------------------


def _observe(number: int, cells: Cells | Trouble) -> Observation | Trouble:
    if isinstance(cells, Trouble):
        return cells
    cell = {column: cells.get(column, "").strip() for column in COLUMNS.values()}
    status = STATUSES.get(cell["status"] or ("ok" if cell["value"] else "missing"))
    if status is None:
        return Trouble("E602", row=number, detail=f"状态“{cell['status']}”不认识（{'、'.join(STATUSES)}）")
    if empty := [column for column in ("institution", "input") if not cell[column]]:
        return Trouble("E602", row=number, detail=f"{'、'.join(empty)}为空")
    return Observation.model_validate(
        cell | {"status": status, "value": cell["value"] or None, "evidence": cell["evidence"] or None}
    )


def _screen(
    rows: list[tuple[int, Observation | Trouble]], catalogue: Catalogue
) -> tuple[list[Observation], list[Trouble]]:
    """The good rows and the problems of the others."""
    forms = _forms(catalogue)
    seen: set[tuple[str, str]] = set()
    good: list[Observation] = []
    problems: list[Trouble] = []
    for number, row in rows:
        trouble = row if isinstance(row, Trouble) else _trouble(number, row, forms, seen)
        if trouble:
            problems.append(trouble)
        elif isinstance(row, Observation):
            good.append(row)
    return good, problems


@dataclass(frozen=True, slots=True)
class Form:
    """What a value of an input has to look like."""

    read: Callable[[str], object]
    decision: bool


def _trouble(number: int, given: Observation, forms: Mapping[str, Form], seen: set[tuple[str, str]]) -> Trouble | None:
    """What is wrong with an observation; remembers it in `seen`."""
    if (form := forms.get(given.input)) is None:
        return Trouble("E603", row=number, input=given.input)
    if (key := (given.institution, given.input)) in seen:
        return Trouble("E604", row=number, institution=given.institution, input=given.input)
    seen.add(key)
    detail = _fault(given, form)
    return Trouble("E602", row=number, detail=detail) if detail else None


def _fault(given: Observation, form: Form) -> str | None:
    silent = given.status in ("missing", "not_applicable")
    if silent or given.value is None:
        return _contradiction(given, silent)
    if form.decision and not given.evidence:
        return f"“{given.input}”是人工认定，依据一栏要写明谁、何时、为何"
    try:
        form.read(given.value)
    except ValueError as error:
        return str(error)
    return None


def _contradiction(given: Observation, silent: bool) -> str | None:
    if silent:
        return f"状态是{given.status}，却填了值“{given.value}”" if given.value is not None else None
    return f"状态是{given.status}，却没有值"


def _forms(catalogue: Catalogue) -> dict[str, Form]:
    """The form of each input, by its type and by the rules that read it."""
    terms = list(nodes([[each.rule, each.applicability] for each in catalogue.indicators]))
    terms += nodes([veto.rule for veto in catalogue.vetoes])
    series = {term.input for term in terms if isinstance(term, PerPeriod)}
    orders = {term.input: term.order for term in terms if isinstance(term, Grade)}
    return {
        each.id: Form(_reader(each, each.id in series, orders.get(each.id, [])), each.type in DECISIONS)
        for each in catalogue.inputs
    }


def _reader(item: Input, series: bool, order: list[str]) -> Callable[[str], object]:
    if series and item.type in ("number", "count"):
        return values.read_series
    readers: dict[str, Callable[[str], object]] = {
        "number": partial(values.read_number, unit=item.unit),
        "count": values.read_count,
        "fact": values.read_fact,
        "date": values.read_date,
        "grade": partial(values.read_grade_of, order=order),
        "judgement": values.read_decision,
        "points": values.read_points,
    }
    return readers[item.type]
