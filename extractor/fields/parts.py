"""Scored sub-items inside one cell: （1）…（2分）; （2）…（3分）."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor import lexicon
from extractor.fields.text import Text
from extractor.zh.clauses import Item
from extractor.zh.numerals import number


@dataclass(frozen=True, slots=True)
class PartReading:
    """A part: its list number, the span of its text and of its bracketed points."""

    number: str | None
    text: tuple[int, int]
    points: Decimal
    bracket: tuple[int, int]


def read_parts(text: Text) -> list[PartReading]:
    """Parts with points in brackets; one bracket alone in a text without list numbers is no part."""
    found: list[PartReading] = []
    for item in text.items:
        matches = list(lexicon.pattern("points_bracket").finditer(text.plain, item.start, item.end))
        start = item.start
        for match in matches:
            following = match.end() if _closes(text.plain, match.end(), item.end) else item.end
            points = number(match["points"])
            if points is not None:
                found.append(PartReading(_number(text, item, start), (start, following), points, match.span()))
            start = following
    return found if len(found) > 1 or any(part.number for part in found) else []


def _number(text: Text, item: Item, start: int) -> str | None:
    """The list number as printed; only the first part of an item has one."""
    if item.number is None or start != item.start:
        return None
    return text.raw[item.start - len(item.number) : item.start]


def part_text(text: Text, part: PartReading) -> str:
    """The part's text as printed, without the bracketed points and closing punctuation."""
    start, end = part.text
    s, e = part.bracket
    return (text.raw[start:s] + text.raw[e:end]).strip(" \n\t。；;，,：:")


def _closes(plain: str, at: int, end: int) -> bool:
    """Whether the bracket ends its part: only punctuation, or another sentence, follows."""
    rest = plain[at:end].lstrip(" ")
    return not rest or rest[0] in "。；，,\n"
