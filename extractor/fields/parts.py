"""Scored sub-items inside one cell: （1）…（2分）; （2）…（3分）."""

from __future__ import annotations

from collections.abc import Iterator
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


def read_parts(text: Text, full: Decimal | None = None) -> list[PartReading]:
    """Parts with points in brackets; one bracket alone in a text without list numbers is no part. Else parts with points
    behind them, ①成立机构1分；②制定方案2分, in each item of a list or adding up to the `full` points.
    """
    found = [part for item in _whole(text) for part in _bracketed(text, item)]
    if found:
        return found if len(found) > 1 or any(part.number for part in found) else []
    bare = [part for item in text.items for part in _behind(text, item)]
    listed = sum(item.number is not None for item in text.items)
    told = sum((part.points for part in bare), Decimal(0)) == full
    return bare if len(bare) > 1 and (told or sum(part.number is not None for part in bare) == listed > 1) else []


def _whole(text: Text) -> Iterator[Item]:
    """The list items, one that has no points yet with the lines that go on with it: 1.生活污水\\n处理率达标（5分）."""
    bracket = lexicon.pattern("points_bracket")
    held: Item | None = None
    for item in text.items:
        if held and held.number and not item.number and not bracket.search(text.plain, held.start, held.end):
            held = Item(held.number, held.start, item.end)
            continue
        if held:
            yield held
        held = item
    if held:
        yield held


def _bracketed(text: Text, item: Item) -> Iterator[PartReading]:
    start = item.start
    for match in lexicon.pattern("points_bracket").finditer(text.plain, item.start, item.end):
        following = match.end() if _closes(text.plain, match.end(), item.end) else item.end
        points = number(match["points"])
        if points is not None:
            yield PartReading(_number(text, item, start), (start, following), points, match.span())
        start = following


def _behind(text: Text, item: Item) -> Iterator[PartReading]:
    """有领导小组1分，有专职人员2分: segments that end with points and say nothing else about points."""
    start = item.start
    for match in lexicon.pattern("points_behind").finditer(text.plain, item.start, item.end):
        points = number(match["points"])
        if points and text.plain[start : match.start()].strip(" ，、；。"):
            yield PartReading(_number(text, item, start), (start, match.end()), points, match.span())
        start = match.end() + 1


def _number(text: Text, item: Item, start: int) -> str | None:
    """The list number as printed; only the first part of an item has one."""
    if item.number is None or start != item.start:
        return None
    return text.raw[item.start - len(item.number) : item.start].strip().rstrip("、.．")


def part_text(text: Text, part: PartReading) -> str:
    """The part's text as printed, without the bracketed points and closing punctuation."""
    start, end = part.text
    s, e = part.bracket
    return (text.raw[start:s] + text.raw[e:end]).replace("\n", "").strip(" \t。；;，,、：:")


def _closes(plain: str, at: int, end: int) -> bool:
    """Whether the bracket ends its part: only punctuation, or another sentence, follows."""
    rest = plain[at:end].lstrip(" ")
    return not rest or rest[0] in "。；，,\n"
