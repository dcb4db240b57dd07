"""The numbers of a requirement that say something: all quantities but years, ages, titles, list numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor import lexicon
from extractor.fields.text import Spans, Text
from extractor.zh import periods, quantities
from extractor.zh.quantities import Quantity

_LOOSE = re.compile(r"(?:\A|[。；:\n])\s*(?P<number>\([0-9]{1,2}\))")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the number readings of one requirement share."""

    quantities: list[Quantity]
    deadlines: list[periods.Deadline]
    inert: list[tuple[int, int]]


def read_numbers(text: Text, year: int | None) -> Numbers:
    """Quantities, deadlines and the spans in which a number says nothing about a target."""
    deadlines, listed = periods.deadlines(text.plain, year), _list_numbers(text)
    inert = [(d.start, d.end) for d in deadlines] + listed
    inert += [match.span() for match in periods.OTHER.finditer(text.plain)]
    for entry in lexicon.entries("inert"):
        inert += [match.span() for match in entry.pattern.finditer(text.plain)]
    silent = Spans(inert)
    found = [
        q
        for q in quantities.quantities(_masked(text.plain, listed))
        if not (silent.touch(q.start, q.end) and _inert(q, inert, text.plain))
    ]
    return Numbers(found, deadlines, inert)


def _masked(plain: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        plain = plain[:start] + "\x00" * (end - start) + plain[end:]
    return plain


def _list_numbers(text: Text) -> list[tuple[int, int]]:
    """Numbers of list items; a bracketed one that begins a sentence is one even where the count before it is broken."""
    loose = [match.span("number") for match in _LOOSE.finditer(text.plain)]
    return [(item.start - len(item.number), item.start) for item in text.items if item.number] + loose


def _inert(quantity: Quantity, inert: list[tuple[int, int]], plain: str) -> bool:
    """Inside an inert span, unless a relation sign stands before it (应用水平达到5级 is no hospital grade)."""
    relation = quantities.relation_before(plain, quantity.start)
    covered = any(s <= quantity.start and quantity.end <= e for s, e in inert)
    return covered or relation is None
