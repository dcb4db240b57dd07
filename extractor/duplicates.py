"""Duplicate rows: candidates share words, likeness comes from rapidfuzz, and arithmetic decides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from catalog.model import Indicator
from extractor import lexicon, words

LIKE_NAME = 90
LIKE_TEXT = 80
COMMON = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that look the same; indexes into the list of indicators."""

    first: int
    second: int
    likeness: Decimal
    differs: tuple[str, ...]


def likely_pairs(indicators: list[Indicator]) -> list[Pair]:
    """Pairs with like names and like texts. Only rows that share a rare word are compared: linear in rows."""
    pairs = []
    for first, second in sorted(_candidates(indicators)):
        pair = _compare(indicators[first], indicators[second], first, second)
        if pair:
            pairs.append(pair)
    return pairs


def _candidates(indicators: list[Indicator]) -> set[tuple[int, int]]:
    """Rows of the same name, and rows that share words that few other rows have."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, indicator in enumerate(indicators):
        by_key[f"={indicator.name}"].append(index)
        for word in words.bag(indicator.name):
            if word not in lexicon.words("duplicates_stop"):
                by_key[word].append(index)
    found: set[tuple[int, int]] = set()
    for key, rows in by_key.items():
        if key.startswith("="):
            found.update(pairwise(rows))
        elif 1 < len(rows) <= COMMON:
            found.update(combinations(rows, 2))
    return found


def _compare(a: Indicator, b: Indicator, first: int, second: int) -> Pair | None:
    name = fuzz.ratio(a.name, b.name)
    if name < LIKE_NAME:
        return None
    text = fuzz.ratio(a.requirement, b.requirement)
    if text < LIKE_TEXT:
        return None
    fields = ("name", "requirement", "points", "group")
    differs = tuple(field for field in fields if getattr(a, field) != getattr(b, field))
    return Pair(first, second, Decimal(round(min(name, text))), differs)
