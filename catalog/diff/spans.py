"""Two texts → what is the same, deleted and inserted, in words, numbers and characters that people would mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel

from catalog.diff.glyphs import narrow
from catalog.diff.model import Span

# A number with its sign, a word of Latin letters, or one character, each with the blanks behind it.
_TOKEN = re.compile(r"(?:[0-9]+(?:[.,][0-9]+)*[%‰]?|[A-Za-z]+|\S)\s*|\s+")
Op = Literal["same", "deleted", "inserted", "replaced"]
ISLAND = 2  # so few unchanged characters between two changes are part of the change
LEAST = 4  # texts with less than one in so many characters in common are another text
MOST = 2 * 10**8  # longer texts times each other are not compared word by word


@dataclass(frozen=True, slots=True)
class _Piece:
    op: str
    last: str
    this: str


def mark(last: str, this: str) -> list[Span]:
    """The stretches of both texts. Widths, blanks and variants of signs are no difference."""
    pieces = list(_without_islands(list(_pieces(_tokens(last), _tokens(this)))))
    same = sum(len(each.this) for each in pieces if each.op == "same")
    if same * LEAST < max(len(last), len(this)):
        pieces = [_Piece("changed", last, this)]
    return [Span(op=op, last=a, this=b) for op, a, b in _joined(pieces) if a or b]


def _tokens(text: str) -> list[str]:
    flat = narrow(text)
    return [text[found.start() : found.end()] for found in _TOKEN.finditer(flat)]


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[_Piece]:
    if len(before) * len(after) > MOST:
        yield _Piece("replaced", "".join(before), "".join(after))
        return
    ours, theirs = ([narrow(each).strip() for each in side] for side in (before, after))
    for step in Indel.opcodes(ours, theirs):
        a, b = "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end])
        yield _Piece("same" if step.tag == "equal" else "changed", a, b)


def _without_islands(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """A single character that happens to stand in both between two changes would only disturb the eye."""
    for n, each in enumerate(pieces):
        lone = each.op == "same" and 0 < n < len(pieces) - 1 and len(each.this.strip()) <= ISLAND
        yield _Piece("changed", each.last, each.this) if lone else each


def _joined(pieces: Iterable[_Piece]) -> Iterator[tuple[Op, str, str]]:
    for op, run in groupby(pieces, key=lambda piece: piece.op):
        found = list(run)
        last, this = "".join(each.last for each in found), "".join(each.this for each in found)
        changed: Op = "replaced" if last and this else "deleted" if last else "inserted"
        yield "same" if op == "same" else changed, last, this
