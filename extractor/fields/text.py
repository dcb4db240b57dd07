"""The requirement of a row: texts of its cells, joined by a line feed, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from catalog.base import Evidence
from extractor.document import Cell, Document
from extractor.zh import clauses
from extractor.zh.normalize import normalize


@dataclass(frozen=True)
class Text:
    """Raw text, its normal form (same offsets), and the cells it was joined from."""

    raw: str
    cells: tuple[Cell, ...]
    document: Document
    blanked: tuple[tuple[int, int], ...] = ()
    _quoted: dict[tuple[int, int], list[Evidence]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, cells: Iterable[Cell], document: Document) -> Text:
        """Join the texts of `cells`."""
        kept = tuple(cells)
        return cls("\n".join(cell.text for cell in kept), kept, document)

    @cached_property
    def plain(self) -> str:
        """The normalised text, blanked stretches (superseded text) as spaces."""
        plain = normalize(self.raw)
        for start, end in self.blanked:
            plain = plain[:start] + " " * (end - start) + plain[end:]
        return plain

    def without(self, spans: Iterable[tuple[int, int]]) -> Text:
        """The same text, with `spans` hidden from every reading."""
        return Text(self.raw, self.cells, self.document, tuple(spans))

    @cached_property
    def sentences(self) -> list[clauses.Sentence]:
        """Sentences with segments."""
        return clauses.sentences(self.plain, self.items)

    def sentence(self, at: int) -> clauses.Sentence | None:
        """The sentence that holds the character at `at`, None between sentences."""
        index = bisect_right(self.sentences, at, key=lambda sentence: sentence.start) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and at < found.end else None

    @cached_property
    def items(self) -> list[clauses.Item]:
        """List items."""
        return clauses.items(self.plain)

    def evidence(self, start: int, end: int) -> list[Evidence]:
        """Evidence for characters of the joined text: one for each cell it touches. A clause, its rule and its term
        share theirs.
        """
        if (start, end) not in self._quoted:
            self._quoted[start, end] = self._evidence(start, end)
        return self._quoted[start, end]

    def _evidence(self, start: int, end: int) -> list[Evidence]:
        found: list[Evidence] = []
        offset = 0
        for cell in self.cells:
            found += self.document.quotes(cell, max(start - offset, 0), min(end - offset, len(cell.text)))
            offset += len(cell.text) + 1
        return found


class Spans:
    """A set of spans that answers quickly whether another span touches one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []  # the furthest end so far, so that one look decides
        for start, end in sorted(spans):
            self._starts.append(start)
            self._ends.append(max(end, self._ends[-1] if self._ends else end))

    def touch(self, start: int, end: int) -> bool:
        """Whether any span shares a character with [start, end)."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def trimmed(plain: str, start: int, end: int, edge: str, left: str | None = None) -> tuple[int, int]:
    """The span without characters of `edge` at its ends (`left`: other characters at its beginning)."""
    while start < end and plain[start] in (left or edge):
        start += 1
    while end > start and plain[end - 1] in edge:
        end -= 1
    return start, end
