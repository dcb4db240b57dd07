"""How alike two rows are: name, text, path, numbers and position, each in ten-thousandths, in whole numbers.

Names and texts count for what tells rows apart: a pair of characters that stands in forty rows counts for a
twentieth of one that stands in two. So 孕产妇系统管理率 and 孕产妇健康管理率 are not taken for each other because of
the words that half of the table shares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from catalog import flat
from catalog.base import plain as written
from catalog.diff.glyphs import bare, narrow
from catalog.model import Catalogue, Indicator

WHOLE = 10_000
# Shares of the likeness. Name and text decide whether two rows can be the same, the others only between candidates.
CONTENT, PATH, NUMBERS, POSITION = 85, 8, 5, 2
NAME, TEXT = 40, 60
ENOUGH = 15  # pairs of characters of its own that give a text its full say
LIKE = 3800  # content from which on two rows may be the same
CERTAIN = 6000  # and from which on that is not in doubt
APART = 2000  # up to which texts have next to nothing in common


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator as it is compared. `place`: how far down the catalogue it stands, from 0 to 10,000."""

    name: str
    text: str
    path: str
    numbers: Mapping[str, int]
    name_grams: frozenset[str]
    text_grams: frozenset[str]
    place: int

    @property
    def grams(self) -> frozenset[str]:
        """All pairs of characters of the row."""
        return self.name_grams | self.text_grams


@dataclass(frozen=True, slots=True)
class Likeness:
    """Signals that are independent of each other, and the whole; None where neither row has anything to compare."""

    name: int
    text: int | None
    path: int | None
    numbers: int | None
    position: int
    content: int
    total: int

    @property
    def gain(self) -> int:
        """What pairing the two rows is worth, against leaving both alone."""
        return self.total - CONTENT * LIKE // 100 if self.content >= LIKE else 0


def rows(catalogue: Catalogue) -> list[Row]:
    """The indicators of a catalogue as they are compared."""
    last = max(len(catalogue.indicators) - 1, 1)
    return [_row(catalogue, each, n * WHOLE // last) for n, each in enumerate(catalogue.indicators)]


def _row(catalogue: Catalogue, indicator: Indicator, place: int) -> Row:
    name, text = bare(indicator.name), bare(indicator.requirement)
    path = "/".join(bare(each) for each in flat.path(catalogue, indicator))
    return Row(name, text, path, Counter(_numbers(indicator)), grams(name), grams(text), place)


def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters; a single character stands for itself."""
    return frozenset("".join(pair) for pair in pairwise(text)) if len(text) > 1 else frozenset(text)


def _numbers(indicator: Indicator) -> Iterator[str]:
    if indicator.points is not None:
        yield f"points {written(indicator.points)}"
    for label, points in (indicator.points_by_profile or {}).items():
        yield f"points {narrow(label)} {written(points)}"
    for target in indicator.targets:
        value = target.value if isinstance(target.value, str) else [target.value, target.low, target.high]
        yield f"target {target.relation} {value} {target.unit}"
    for rule in indicator.rules:
        if rule.points is not None:
            yield f"rule {rule.kind} {written(rule.points)}"


class Weights:
    """What a pair of characters tells: the less, the more rows of both years have it."""

    def __init__(self, rows: Iterable[Row]) -> None:
        found = Counter(gram for row in rows for gram in row.grams)
        self._weights = {gram: WHOLE // max(count, 2) for gram, count in found.items()}

    def of(self, grams: Iterable[str]) -> int:
        """The weight of several together."""
        return sum(map(self._weights.__getitem__, grams))

    def rare(self, count: int) -> int:
        """The weight of one that stands in `count` rows."""
        return WHOLE // max(count, 2)


def measure(last: Row, this: Row, weights: Weights) -> Likeness:
    """How alike two rows are."""
    name = _alike(last.name, this.name, last.name_grams, this.name_grams, weights)
    text = _alike(last.text, this.text, last.text_grams, this.text_grams, weights) if last.text or this.text else None
    named = NAME if last.name or this.name else 0
    say = TEXT * min(_say(last, this, weights), WHOLE) // WHOLE if text is not None else 0
    content = (named * name + say * (text or 0)) // max(named + say, 1)
    path = in_order(last.path, this.path) if last.path or this.path else None
    numbers = _shared(last.numbers, this.numbers) if last.numbers or this.numbers else None
    position = WHOLE - (last.place - this.place) ** 2 // WHOLE
    parts = ((CONTENT, content), (PATH, path), (NUMBERS, numbers), (POSITION, position))
    total = sum(share * (WHOLE if value is None else value) for share, value in parts) // 100
    return Likeness(name, text, path, numbers, position, content, total)


def _say(last: Row, this: Row, weights: Weights) -> int:
    """How much the texts tell of which rows they are: all, from so many pairs of characters of their own on."""
    own = weights.of(last.text_grams) + weights.of(this.text_grams)
    return own * WHOLE // (2 * ENOUGH * weights.rare(2))


def _alike(last: str, this: str, grams: frozenset[str], others: frozenset[str], weights: Weights) -> int:
    """What they share by weight, in any order, or what they share in order, if that is less.

    A common pattern makes look-alikes share much in order, the same words in another order much by weight.
    """
    if last == this:
        return WHOLE
    both = weights.of(grams) + weights.of(others)
    shared = 2 * WHOLE * weights.of(grams & others) // both if both else 0
    return min(shared, in_order(last, this))


def in_order(last: str, this: str) -> int:
    """Twice the longest common subsequence over the length of both."""
    return 2 * WHOLE * LCSseq.similarity(last, this) // max(len(last) + len(this), 1) if last != this else WHOLE


def _shared(last: Mapping[str, int], this: Mapping[str, int]) -> int:
    most = sum((Counter(last) | Counter(this)).values())
    return WHOLE * sum((Counter(last) & Counter(this)).values()) // most
