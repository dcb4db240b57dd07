"""Where the rows of a catalogue stand in a draft: told by the evidence of the sound reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalog.base import Evidence
from catalog.model import Catalogue, Indicator
from corpus.mutations.draft import Draft, Line, Slot, Table

OWN = ("number", "name", "points", "requirement")  # the evidence that is a row's own; levels are shared
BEFORE = 6  # characters of numbering that may stand before the first words of a paragraph


@dataclass(frozen=True, slots=True)
class Body:
    """A row of a table that holds words of an indicator."""

    block: int
    row: int
    item: Indicator


@dataclass(frozen=True, slots=True)
class Extent:
    """The characters of an indicator in running text."""

    start: int
    end: int
    item: Indicator


def body_rows(blocks: Draft, catalogue: Catalogue) -> list[Body]:
    """Every table row with an indicator's own words, in order, each once."""
    slots = sorted(_slots(blocks), key=lambda held: held[1].words.at)
    starts = [slot.words.at for _, slot in slots]
    found: dict[tuple[int, int], Body] = {}
    for item in catalogue.indicators:
        for piece in own(item):
            block, slot = slots[bisect_right(starts, piece.start) - 1] if slots else (0, None)
            if slot and slot.rowspan == 1 and 0 <= piece.start - slot.words.at < len(slot.words.text):
                found.setdefault((block, slot.row), Body(block, slot.row, item))
    return [found[place] for place in sorted(found)]


def _slots(blocks: Draft) -> Iterator[tuple[int, Slot]]:
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from ((at, slot) for slot in block.slots if slot.words.text)


def sums_of(catalogue: Catalogue) -> dict[str, set[str]]:
    """The groups with a declared sum above each indicator."""
    parents = {group.id: group.parent for group in catalogue.groups}
    summed = {total.scope for total in catalogue.totals}
    found: dict[str, set[str]] = {}
    for item in catalogue.indicators:
        at, found[item.id] = item.group, set()
        while at is not None:
            found[item.id] |= {at} & summed
            at = parents[at]
    return found


def own(item: Indicator) -> list[Evidence]:
    """The evidence of what belongs to this indicator alone."""
    return [piece for name in OWN for piece in item.evidence.get(name, ())]


def extents(blocks: Draft, catalogue: Catalogue) -> list[Extent]:
    """From where to where each indicator of running text reaches; those that overlap are left out."""
    lines = [block.words for block in blocks if isinstance(block, Line)]
    found = []
    for item in catalogue.indicators:
        pieces = own(item)
        start, end = min(p.start for p in pieces), max(p.end for p in pieces)
        home = next((w for w in lines if w.at <= start < w.at + len(w.text)), None)
        if home is not None:
            found.append(Extent(home.at if start - home.at <= BEFORE else start, end, item))
    found.sort(key=lambda extent: extent.start)
    return _apart(found)


def _apart(found: Sequence[Extent]) -> list[Extent]:
    clash = {id(each) for pair in pairwise(found) if pair[0].end > pair[1].start for each in pair}
    return [extent for extent in found if id(extent) not in clash]


def weight(item: Indicator) -> tuple[int, int, str] | None:
    """Where the number of an indicator's points stands, and the number; None where it stands in no one place."""
    pieces = item.evidence.get("points", [])
    for piece in pieces[:1]:
        at = [
            i
            for i, character in enumerate(piece.quote)
            if character.isascii() and (character.isdigit() or character == ".")
        ]
        if at and at == list(range(at[0], at[-1] + 1)):
            return piece.start + at[0], piece.start + at[-1] + 1, piece.quote[at[0] : at[-1] + 1]
    return None
