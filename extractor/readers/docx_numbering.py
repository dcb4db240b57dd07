"""Automatic numbers: 一、 （二） 1.2 ③ that Word computes from numbering.xml and no text stores."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from extractor.readers.docx_numerals import written
from extractor.readers.docx_styles import ListLink, Styles
from extractor.readers.docx_xml import Element, W, is_on, number, value

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, how the label is built and what follows it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None
    legal: bool = False
    shown: bool = True
    paragraph_style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A computed number: its text with what follows it, and a format that could not be written (or "")."""

    text: str
    unknown: str = ""


@dataclass(slots=True)
class ListDefinition:
    """One w:num: the counters it shares (by abstract list), its levels, and levels that it starts anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, ListDefinition] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, link: ListLink, style_id: str | None) -> Label | None:
        """Count one paragraph of the list `link` and return its label; None for bullets and unknown lists."""
        definition = self.lists.get(link.num_id)
        level = None if definition is None else _level(definition, link, style_id)
        if definition is None or level not in definition.levels:
            return None
        self._count(link.num_id, definition, level)
        return _label(definition.levels, level, self._counts[definition.counters])

    def _count(self, num_id: str, definition: ListDefinition, level: int) -> None:
        counts = self._counts[definition.counters]
        first_use = (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        if first_use and level in definition.starts:
            counts[level] = definition.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else definition.levels[level].start
        for deeper in [key for key in counts if key > level]:
            if _restarts(definition.levels.get(deeper), deeper, level):
                del counts[deeper]


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists that a numbering part defines."""
    if root is None:
        return Numbering()
    abstracts = {item.get(W + "abstractNumId", ""): item for item in root.findall(W + "abstractNum")}
    nums = {item.get(W + "numId", ""): item for item in root.findall(W + "num")}
    lists = {}
    for num_id, num in nums.items():
        abstract_id = _linked(value(num, "abstractNumId"), abstracts, nums, styles)
        if abstract_id in abstracts:
            lists[num_id] = _definition(abstract_id, abstracts[abstract_id], num)
    return Numbering(lists)


def _linked(abstract_id: str | None, abstracts: dict[str, Element], nums: dict[str, Element], styles: Styles) -> str:
    """The abstract list that really holds the levels: a list may only name a list style that names another list."""
    abstract_id = abstract_id or ""
    style = styles.by_id.get(value(abstracts.get(abstract_id), "numStyleLink") or "")
    target = None if style is None else value(style.find(f"{W}pPr/{W}numPr"), "numId")
    return value(nums.get(target or ""), "abstractNumId") or abstract_id


def _definition(abstract_id: str, abstract: Element, num: Element) -> ListDefinition:
    levels = {number(item.get(W + "ilvl"), 0): _read_level(item) for item in abstract.findall(W + "lvl")}
    starts = {}
    for override in num.findall(W + "lvlOverride"):
        level = number(override.get(W + "ilvl"), 0)
        own = override.find(W + "lvl")
        if own is not None:
            levels[level] = _read_level(own)
        start = value(override, "startOverride")
        if start is not None:
            starts[level] = number(start, 1)
    return ListDefinition(abstract_id, levels, starts)


def _read_level(item: Element) -> Level:
    restart = value(item, "lvlRestart")
    return Level(
        start=number(value(item, "start"), 0 if item.find(W + "start") is None else 1),
        style=_number_format(item),
        text=value(item, "lvlText") or "",
        suffix=value(item, "suff") or "tab",
        restarts_after=None if restart is None else number(restart, 0),
        legal=is_on(item.find(W + "isLgl")),
        shown=not is_on(item.find(f"{W}rPr/{W}vanish")),
        paragraph_style=value(item, "pStyle"),
    )


def _number_format(item: Element) -> str:
    # Newer formats stand in a choice beside a fallback (mc:AlternateContent): the last one named is the fallback.
    formats = [found.get(W + "val", "decimal") for found in item.iter(W + "numFmt")]
    known = [name for name in formats if name != "custom"]
    return known[-1] if known else "decimal"


def _level(definition: ListDefinition, link: ListLink, style_id: str | None) -> int:
    if link.level is not None:
        return min(max(link.level, 0), LEVELS - 1)
    return next((key for key, level in definition.levels.items() if style_id and level.paragraph_style == style_id), 0)


def _restarts(level: Level | None, index: int, used: int) -> bool:
    """Whether the counter of level `index` starts anew once the higher level `used` has counted."""
    after = None if level is None else level.restarts_after
    return used < (index if after is None else after)


def _label(levels: dict[int, Level], current: int, counts: dict[int, int]) -> Label | None:
    level = levels[current]
    if level.style == "bullet" or not level.shown:
        return None
    unknown = ""

    def figure(match: re.Match[str]) -> str:
        nonlocal unknown
        index = int(match[1]) - 1
        source = levels.get(index, Level())
        count = counts.get(index, source.start)
        style = "decimal" if level.legal and source.style != "decimalZero" else source.style
        text = written(count, style)
        unknown = unknown if text is not None else style
        return str(count) if text is None else text

    text = re.sub(r"%([1-9])", figure, level.text)
    return Label(text + _gap(level.suffix), unknown) if text.strip() else None


def _gap(suffix: str) -> str:
    # A tab or a space on the page: without one, "1." before "5%" would read as 1.5%.
    return "" if suffix == "nothing" else " "
