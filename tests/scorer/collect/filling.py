"""Answers that fit every input of a catalogue, and a workbook filled in with them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from xlsx_edit import Workbook

from catalog.model import Catalogue
from extractor.pipeline import extract
from scorer import Observation
from scorer.collect import form, template
from scorer.collect.book import open_book
from scorer.collect.package import column_letters
from scorer.collect.questions import Question, questions

CASES = Path(__file__).parents[3] / "corpus" / "cases"
SOURCES = {"notice": "hospital-notice-2022/source.docx", "care": "primary-care-2015/page.html"}
PROOF = "统计报表，2022-12-31，张三"


@cache
def catalogue(name: str) -> Catalogue:
    return extract(CASES / SOURCES[name])


@cache
def blank(name: str, *institutions: str) -> bytes:
    return template(catalogue(name), institutions)


def answer(question: Question, number: int) -> dict[str, Any]:
    """The parts of an answer, as a person would type them."""
    domain = question.domain
    if question.periods:
        return {f"p{each}": each % 3 for each in range(1, len(question.periods) + 1)}
    if question.is_rate and number % 2:
        return {"numerator": 90 + number % 10, "denominator": 100}
    if domain.type == "grade":
        return {"value": domain.grades[-1] if domain.grades else "良"}
    if domain.type == "points":
        return {"value": 1.5, "evidence": PROOF}
    return {"value": {"fact": "是", "count": 7, "number": 92.5, "date": "2022-10-31", "judgement": "是"}[domain.type]}


def expected(question: Question, parts: dict[str, Any], institution: str) -> Observation:
    value = str(parts.get("value", ""))
    if "numerator" in parts:
        value = f"{parts['numerator']}/{parts['denominator']}"
    elif question.periods:
        value = ";".join(str(each) for each in parts.values())
    return Observation(
        institution=institution, input=question.id, value=value, evidence=parts.get("evidence"), status="ok"
    )


def cells_of(data: bytes, name: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    """(institution, input, part) → (sheet, cell) of every cell to fill."""
    book = open_book(data)
    sheet = book.sheets[form.FILL]
    asked = {each.id: each for each in questions(catalogue(name))}
    if sheet.cell(form.MANY_IDS, 0).value == form.MANY_ID:
        return dict(_many(sheet))
    found = {}
    for row in range(form.ONE_HEADER + 1, len(sheet.rows)):
        ident = str(sheet.cell(row, form.ONE_COLUMN["input"]).value or "")
        if ident in asked:
            for part in _parts(asked[ident]):
                found["", ident, part] = (form.FILL, f"{column_letters(form.ONE_COLUMN[part])}{row + 1}")
    return found | dict(_periods(book, asked))


def _parts(question: Question) -> list[str]:
    value = [] if question.periods else ["numerator", "denominator", "value"] if question.is_rate else ["value"]
    return [*value, "status", "evidence"]


def _periods(book: Any, asked: dict[str, Question]) -> Any:
    sheet = book.sheets.get(form.PERIODS)
    for row in range(len(sheet.rows) if sheet else 0):
        ident = str(sheet.cell(row, form.PERIOD_ID).value or "")
        if ident in asked:
            for number in range(1, len(asked[ident].periods) + 1):
                at = f"{column_letters(form.PERIOD_FIRST + number - 1)}{row + 1}"
                yield ("", ident, f"p{number}"), (form.PERIODS, at)


def _many(sheet: Any) -> Any:
    names = {row: str(sheet.cell(row, 0).value or "") for row in range(form.MANY_FIRST, len(sheet.rows))}
    for column in range(1, len(sheet.rows[form.MANY_IDS])):
        ident, _, part = str(sheet.cell(form.MANY_IDS, column).value or "").partition(":")
        for row, name in names.items():
            if name:
                yield (name, ident, part or "value"), (form.FILL, f"{column_letters(column)}{row + 1}")


@cache
def filled(name: str, *institutions: str) -> tuple[bytes, tuple[Observation, ...]]:
    """A workbook with an answer to every question, and the observations that it holds."""
    data = blank(name, *institutions)
    book, cells = Workbook.of(data), cells_of(data, name)
    hoped = []
    for place, institution in enumerate(institutions):
        for number, question in enumerate(questions(catalogue(name))):
            parts = answer(question, number + place)
            for part, value in parts.items():
                book.set(*cells[institution if len(institutions) > 1 else "", question.id, part], value)
            hoped.append(expected(question, parts, institution))
    return book.save(), tuple(hoped)
