"""Levels that build on each other: 【C】… 【B】符合“C”，并… 【A】符合“B”，并…: a ladder of grades, as reviews of hospitals have them."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.ladders import Rung
from extractor.fields.rules import RuleReading
from extractor.fields.text import Text, trimmed

_GRADE = re.compile(
    r"(?:\A|(?<=\n)|(?<=[。；]))[ \t]*(?P<grade>优秀?|良好?|中等?|一般|及格|合格|较好|较差|差|不合格|不及格|[A-EＡ-Ｅ]级?)"
    r"\s?\((?:(?P<low>[0-9.]{1,4})\s?[-~—]\s?)?(?P<points>[0-9.]{1,4})\s?分\)\s?[:]?"
)
_MARK = re.compile(r"(?:\A|(?<=\n))[ \t]*[【\[(](?P<grade>[A-D])[】\])]")


def read_levels(text: Text) -> list[RuleReading]:
    """The one ladder of a text that is parted into grades (【C】…, 优（9-10分）：…); which of them is reached a person says."""
    graded = list(_GRADE.finditer(text.plain))
    marks = graded if len(graded) > 1 else list(_MARK.finditer(text.plain))
    if len({mark["grade"] for mark in marks}) < 2 or len(marks) != len({mark["grade"] for mark in marks}):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text.plain)]
    spans = [trimmed(text.plain, mark.start(), end, " \n。") for mark, end in zip(marks, ends, strict=True)]
    whole = spans[0][0], spans[-1][1]
    points = [Decimal(mark["points"]) if marks is graded else None for mark in marks]
    rungs = tuple(Rung(span, amount, open=True) for span, amount in zip(spans, points, strict=True))
    top = max((amount for amount in points if amount is not None), default=None)
    item = next((at for at, each in enumerate(text.items) if each.start <= whole[0] < each.end), 0)
    return [RuleReading("tiers", *whole, item, whole, top, rungs=rungs, outcome=whole)]
