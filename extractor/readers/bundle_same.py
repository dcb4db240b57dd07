"""Whether a file of a bundle only repeats others: the same annex as Word and PDF, or once more inside the notice.

Compared are runs of a few characters. Figures count apart: two tables of the same words with other points are two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from extractor.document import Document, Paragraph

RUN = 8  # characters that are compared at once
LEAST = 100  # characters: shorter files say too little
ALIKE, ALIKE_FIGURES = 0.95, 0.95


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of characters of one or more texts."""

    runs: frozenset[str]

    def within(self, other: Runs) -> tuple[float, float]:
        """How much of these runs, and of those with figures in them, the other texts hold too."""
        figures = {run for run in self.runs if any(sign.isdecimal() for sign in run)}
        return _share(self.runs, other.runs), _share(figures, other.runs)


def runs_of(document: Document) -> Runs:
    """The runs of a document's words, without page headers, blanks and signs."""
    text = "".join(sign for sign in normalize("NFKC", "".join(_texts(document))) if sign.isalnum())
    return Runs(frozenset(text[at : at + RUN] for at in range(max(len(text) - RUN + 1, 1))))


def repeats(runs: Runs, kept: Iterable[Runs]) -> float | None:
    """The share of a file that the files kept so far hold already, where that is nearly all of it."""
    others = Runs(frozenset().union(*(other.runs for other in kept)))
    words, figures = runs.within(others)
    return words if len(runs.runs) >= LEAST and words >= ALIKE and figures >= ALIKE_FIGURES else None


def _share(part: Iterable[str], other: frozenset[str]) -> float:
    held = list(part)
    return sum(run in other for run in held) / len(held) if held else 1.0


def _texts(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)
