"""Observations in text: CSV and JSON. The content decides which, never the file's name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from catalog.problems import Trouble
from scorer.collect.cells import Cell
from scorer.collect.tables import NOTES, Table, column_of
from scorer.observations import Entry, at, observe, row

SHAPES = "应为[{institution, input, value, status, evidence}, …]或{机构: {输入项: 值}}"
SHAPES_EN = "expected [{institution, input, value, status, evidence}, …] or {institution: {input: value}}"
Cells = dict[str, str]


def decode(data: bytes | str) -> str:
    """UTF-8, with or without a byte-order mark, else GB18030."""
    if isinstance(data, str):
        return _storable(data.removeprefix("\ufeff"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Trouble(
        "E601",
        detail="编码既不是UTF-8也不是GB18030，请另存为UTF-8",
        detail_en="the encoding is neither UTF-8 nor GB18030; save it as UTF-8",
    )


def _storable(text: str) -> str:
    """The text, where it can be written as UTF-8: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        detail = "有无法保存的字符（半个代理对）"
        raise Trouble("E601", detail=detail, detail_en="there is half of a surrogate pair") from error
    return text


def is_json(text: str) -> bool:
    """Whether a text is meant as JSON."""
    return text.lstrip()[:1] in ("[", "{")


# --- CSV ----------------------------------------------------------------------------------------


def csv_table(text: str) -> Table:
    """The table in a CSV, its rows numbered as a spreadsheet numbers them. Raises Trouble E601."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [[Cell(text) for text in cells] for cells in reader]
    except csv.Error as error:
        raise Trouble(
            "E601",
            detail=f"CSV在第{reader.line_num}行读不下去（{error}）",
            detail_en=f"the CSV breaks off in line {reader.line_num} ({error})",
        ) from error
    return Table(rows, lambda number, column: row(number + 1), plain=True)


# --- JSON ---------------------------------------------------------------------------------------


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that a repeated key is not lost."""


def _keep(pairs: list[tuple[str, Any]]) -> _Pairs:
    for word in chain.from_iterable(pairs):
        if isinstance(word, str):
            _storable(word)
    return _Pairs(pairs)


def read_json(text: str) -> Iterator[Entry | Trouble]:
    """The records of a list, or of {institution: {input: value}}, numbered from 1. Raises Trouble E601."""
    try:
        tree = json.loads(text, object_pairs_hook=_keep, parse_float=str, parse_int=str, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Trouble("E601", detail=f"不是有效的JSON（{error}）", detail_en=f"no valid JSON ({error})") from error
    records = _nested(tree) if isinstance(tree, _Pairs) else tree
    for number, record in enumerate(records, 1):
        cells = _record(number, record)
        yield cells if isinstance(cells, Trouble) else observe(cells, at(row(number)))


def _refuse(word: str) -> str:
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
        return row(number).trouble("E602", detail=SHAPES, detail_en=SHAPES_EN)
    columns = [column_of(key) for key, _ in record]
    known = [column for column in columns if column]
    wrong = [key for (key, value), column in zip(record, columns, strict=True) if not _fits(key, column, value)]
    if wrong or len(known) != len(set(known)):
        keys = "、".join(wrong or known)
        return row(number).trouble(
            "E602",
            detail=f"键不认识、重复，或其值不是文字或数字：{keys}",
            detail_en=f"keys that are unknown, repeated or hold neither text nor number: {keys}",
        )
    return {column: _scalar(value) for (_, value), column in zip(record, columns, strict=True) if column}


def _fits(key: str, column: str | None, value: Any) -> bool:
    return not isinstance(value, list) if column else key.strip().lower() in NOTES


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
