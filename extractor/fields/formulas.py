"""Formulas where an = is printed: name, numerator, denominator, scale; a lost × is restored as inferred."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.fields.text import Text

Scale = Literal["1", "100", "1000", "10000", "100000"]
NAME = 120  # characters before = in which a formula's name is looked for
_EQUALS = re.compile(r"(?<![<>=≥≤])=(?![<>=])")
_LEFT = re.compile(r"[，。；:\n\x00]|\)(?=[^=]*\Z)")
_SCALE = re.compile(
    r"\s*(?P<sign>[×*xX·]?)\s*(?P<scale>1000|10000|10万|100000|100)\s*(?P<per>%|‰|/10万|/万)?\s*(?:\([^()]*\)\s*)?\Z"
)
_SCALES: dict[str, Scale] = {"100": "100", "1000": "1000", "10000": "10000", "10万": "100000", "100000": "100000"}
_DIVISION = re.compile(r"[/÷]")


@dataclass(frozen=True, slots=True)
class FormulaReading:
    """A formula with its spans in the requirement; numerator and denominator are printed characters.

    A name of None is the indicator itself: the cell holds only the right side (甲/乙×100%).
    """

    name: tuple[int, int] | None
    numerator: str
    denominator: str
    scale: Scale
    repairs: tuple[str, ...]
    start: int
    end: int
    expression: str


def read_formulas(text: Text) -> tuple[list[FormulaReading], list[tuple[int, int]]]:
    """Formulas that are ratios, and the spans of = signs whose right side was not understood."""
    found, unread = [], []
    for match in _EQUALS.finditer(text.plain):
        span = _around(text, match.start())
        reading = _formula(text.plain, span, match.start()) if span else None
        if reading:
            found.append(reading)
        else:
            unread.append(span or match.span())
    for sentence in text.sentences:
        if not _EQUALS.search(text.plain, sentence.start, sentence.end):
            reading = _nameless(text.plain, sentence.start, sentence.end)
            found += [reading] if reading else []
    return found, unread


def _nameless(plain: str, start: int, end: int) -> FormulaReading | None:
    """A sentence that is a division with a printed scale, and nothing else."""
    body, scale, repairs = _scale(plain[start:end])
    cut = _division(body)
    if cut is None or scale == "1" or repairs or re.search(r"[，。；:≥≤<>]", body):
        return None
    numerator, denominators = cut
    expression = f"{numerator}÷{'÷'.join(denominators)}×{scale}"
    return FormulaReading(None, numerator, "×".join(denominators), scale, (), start, end, expression)


def _around(text: Text, at: int) -> tuple[int, int] | None:
    sentence = text.sentence(at)
    if sentence is None:
        return None
    left = [m.end() for m in _LEFT.finditer(text.plain, max(sentence.start, at - NAME), at)]
    segment = next((s for s in sentence.segments if s.start <= at < s.end), sentence.segments[-1])
    return max([sentence.start, *left]), segment.end


def _formula(plain: str, span: tuple[int, int], at: int) -> FormulaReading | None:
    start, end = span
    while start < at and plain[start].isspace():
        start += 1
    body, scale, repairs = _scale(plain[at + 1 : end].strip())
    cut = _division(body)
    if not plain[start:at].strip() or cut is None:
        return None
    numerator, denominators = cut
    denominator = "×".join(denominators)
    expression = f"{plain[start:at].strip()}={numerator}÷{'÷'.join(denominators)}" + (
        f"×{scale}" if scale != "1" else ""
    )
    name_end = at
    while name_end > start and plain[name_end - 1].isspace():
        name_end -= 1
    return FormulaReading((start, name_end), numerator, denominator, scale, repairs, start, end, expression)


def _scale(body: str) -> tuple[str, Scale, tuple[str, ...]]:
    """Cut the scale off: "甲/乙×100%" → 甲/乙, 100; "甲/乙100%" → the same, with the lost × as repair."""
    match = _SCALE.search(body)
    if match is None or (not match["sign"] and re.search(r"[0-9.]\Z", body[: match.start()])):
        return body, "1", ()
    repairs: tuple[str, ...] = () if match["sign"] else ("×",)
    repairs += ("%",) if not match["per"] and not match["sign"] else ()
    return body[: match.start()].strip(), _SCALES[match["scale"]], repairs


def _division(body: str) -> tuple[str, list[str]] | None:
    """Split at / or ÷ outside brackets; a/b/c is a over b×c."""
    cuts, depth = [-1], 0
    body = _unwrap(body)
    for at, character in enumerate(body):
        depth += (character in "([") - (character in ")]")
        if depth == 0 and _DIVISION.match(character):
            cuts.append(at)
    parts = [_unwrap(body[a + 1 : b].strip()) for a, b in zip(cuts, [*cuts[1:], len(body)], strict=True)]
    return (parts[0], parts[1:]) if len(parts) > 1 and all(parts) else None


def _unwrap(text: str) -> str:
    """Drop one pair of brackets that encloses everything."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and at < len(text) - 1:
            return text
    return text[1:-1].strip()
