"""A ladder in columns: 优秀（100%） | 良好（80%） | 合格（60%） over what each grade asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.document import Cell
from extractor.fields.ladders import Rung
from extractor.fields.rules import RuleReading
from extractor.fields.text import Text
from extractor.zh.normalize import normalize

_SHARE = re.compile(r"(?P<share>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?%")
_RANGE = re.compile(r"[0-9.]+\s?%?\s?[-~]\s?[0-9.]+\s?%|%\s?(?:及|或)?以[上下]|[≥≤<>]")  # 90%-100%: how much is judged
_FACTOR = re.compile(r"\(\s?(?:系数)?(?P<share>0?\.[0-9]{1,2}|1\.0{1,2})\s?\)")  # A（1.0）, B（0.8）
_NOUGHT = re.compile(r"\(\s?0\s?[%分]?\s?\)")
_POINTS = re.compile(r"(?:(?P<low>[0-9.]{1,4})\s?[-~]\s?)?(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?分")


def read_tier_columns(text: Text, tiers: tuple[tuple[Cell, Cell], ...]) -> list[RuleReading]:
    """The one ladder of these (heading, cell) columns; nothing where fewer than two of them say anything."""
    found = list(_steps(text, tiers))
    if len(found) < 2:
        return []
    start, end = found[0][0][0], found[-1][0][1]
    rungs = tuple(_rung(span, heading) for span, heading in found)
    tops = [rung.points for rung in rungs if rung.points is not None]
    item = next((at for at, each in enumerate(text.items) if each.start <= start < each.end), 0)
    top = max(tops) if len(tops) == len(rungs) else None
    return [RuleReading("tiers", start, end, item, (start, end), top, rungs=rungs, outcome=(start, end))]


def _steps(text: Text, tiers: tuple[tuple[Cell, Cell], ...]) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Where each cell of the ladder stands in the text, with its heading."""
    headings = {id(cell): heading for heading, cell in tiers}
    offset = 0
    for cell in text.cells:
        if id(cell) in headings:
            yield (offset, offset + len(cell.text)), headings[id(cell)]
        offset += len(cell.text) + 1


def _rung(span: tuple[int, int], heading: Cell) -> Rung:
    """What a heading gives: a share of the points, points, or nothing that is printed: then a person decides."""
    plain = normalize(heading.text)
    if points := _POINTS.search(plain):
        return Rung(span, Decimal(points["points"]), open=points["low"] is not None)
    if _NOUGHT.search(plain):
        return Rung(span, Decimal(0))
    if factor := _FACTOR.search(plain):
        return Rung(span, None, share=Decimal(factor["share"]))
    if _RANGE.search(plain):
        return Rung(span, None, open=True)
    if share := _SHARE.search(plain):
        return Rung(span, None, share=Decimal(share["share"]) / 100)
    return Rung(span, None, open=True)
