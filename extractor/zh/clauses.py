"""Requirement text → items → sentences → segments, as spans; nothing is copied or moved.

An item begins at a list number (1、 (1) ① 一、 （一） a.) that continues a sequence, or at a line.
A sentence ends at 。； or at the item's end; a segment ends at a comma outside brackets. A line that stops at a comma, or
before （含支管）建设, goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.zh.numerals import HAN, ordinal

_BRACKETED = rf"\((?:[0-9]{{1,2}}|[{HAN}]{{1,3}})\)"
_CIRCLED = "[①-⑳❶-❿]"
_POINTED = r"(?<![0-9.:/])[0-9]{1,2}(?:[、]|\.(?![0-9])|\.(?=[0-9]型))"
_HAN_POINTED = rf"(?<![{HAN}第])[{HAN}]{{1,3}}、(?![{HAN}]{{1,2}}[级类等型期])"  # 三、四级手术 is no list
_LETTERED = r"(?<![A-Za-z0-9.])[a-z][.、](?=\s?[一-鿿])"
_FAMILIES = tuple(map(re.compile, (_BRACKETED, _CIRCLED, _POINTED, _HAN_POINTED, _LETTERED)))
_ANYWHERE = _FAMILIES[:2]
_BOUNDARY = re.compile(r"[。；:：!！\n]\s*\Z|\A\s*\Z")
_SENTENCE_END = re.compile(r"[。；！!\n]")
_COMMA = re.compile(r"[，,](?![0-9]{3}(?![0-9]))|[()]")  # brackets still visible hold a clause of their own
_MASKED = re.compile(r"《[^《》\n]{0,80}》|\([^()\n]{0,80}\)|\"[^\"\n]{0,60}\"")
_SOFT = re.compile(
    r"(?<=[，、])[ \t]*\n(?=[ \t]*[一-鿿(])|(?<=[一-鿿])[ \t]*\n(?=[ \t]*(?:[，、。；)%]|\([一-鿿、]{2,8}\)[一-鿿]{2}))"
)
_OUTCOME_HINT = re.compile(r"扣|得分|加分|得[0-9.]|不得|[0-9]分|满分|酌情|≥|≤|<|>|=")


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters between commas."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters up to 。 or ；. `item` numbers the list item it stands in, from 0."""

    start: int
    end: int
    item: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its number as printed (None for the text before the first), and its text."""

    number: str | None
    start: int
    end: int


def items(text: str) -> list[Item]:
    """Cut a normalised text at list numbers that form a sequence, and at line ends.

    "a：(1)b；(2)c" gives a, (1)b, (2)c. A number that does not continue its family's sequence
    (see (3) below, with no (2) before) is text.
    """
    text = _joined(text)
    numbers = {match.start(): match for match in _sequence(text)}
    cuts = sorted({0, *numbers, *_line_starts(text)})
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        match = numbers.get(start)
        body = match.end() if match else start
        if text[body:end].strip():
            found.append(Item(match.group() if match else None, body, end))
    return found


def sentences(text: str, listed: list[Item] | None = None) -> list[Sentence]:
    """All sentences of a normalised text with their comma segments, in order; `listed` are its items, where known."""
    found = []
    masked = _mask(_joined(text))
    for index, item in enumerate(items(text) if listed is None else listed):
        for start, end in _cut(masked, item.start, item.end, _SENTENCE_END):
            segments = tuple(Segment(s, e) for s, e in _cut(masked, start, end, _COMMA))
            if segments:
                found.append(Sentence(start, end, index, segments))
    return found


def _joined(text: str) -> str:
    """The text with blanks for the line breaks inside a clause; length kept."""
    return _SOFT.sub(lambda match: " " * len(match.group()), text) if "\n" in text else text


def _mask(text: str) -> str:
    """Quoted titles, and brackets without scoring words, blanked so that commas inside do not cut; length kept."""

    def blank(match: re.Match[str]) -> str:
        keep = match.group()[0] == "(" and _OUTCOME_HINT.search(match.group())
        return match.group() if keep else "\x00" * len(match.group())

    return _MASKED.sub(blank, text)


def _cut(masked: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Spans between the separators, without blank ends; empty ones are dropped."""
    marks = [match.span() for match in pattern.finditer(masked, start, end)]
    begins = [start, *(mark[1] for mark in marks)]
    for s, e in zip(begins, [*(mark[0] for mark in marks), end], strict=True):
        while s < e and masked[s].isspace():
            s += 1
        while e > s and masked[e - 1].isspace():
            e -= 1
        if s < e:
            yield s, e


def _line_starts(text: str) -> Iterator[int]:
    return (at + 1 for at, character in enumerate(text) if character == "\n") if "\n" in text else iter(())


def _sequence(text: str) -> list[re.Match[str]]:
    """The list numbers of each family that count 1, 2, 3 …; a later 1 begins a new list."""
    found: list[re.Match[str]] = []
    first = len(text) - len(text.lstrip())
    for family in _FAMILIES:
        expected = 1
        run: list[re.Match[str]] = []
        for match in family.finditer(text):
            if family not in _ANYWHERE and not _BOUNDARY.search(text[max(0, match.start() - 4) : match.start()]):
                continue
            value = ordinal(match.group())
            lone = (
                not run and match.start() <= first and family is _FAMILIES[2]
            )  # rows of one list: 3. alone begins its cell
            if value is not None and (value in (1, expected) or lone):
                run.append(match)
                expected = value + 1
        found += run if _is_list(run, text) else []
    return sorted(found, key=re.Match.start)


def _is_list(run: list[re.Match[str]], text: str) -> bool:
    """One lonely number is a list only where the text begins with it."""
    return len(run) > 1 or (len(run) == 1 and not text[: run[0].start()].strip())
