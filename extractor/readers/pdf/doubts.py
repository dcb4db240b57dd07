"""What a picture reads against the ink that is there: characters that were dropped, raised figures, per mille signs.

The recogniser is sure of itself where it is wrong in these ways, so its score does not tell; the ink does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.readers.pdf.page import Box, around
from extractor.readers.pdf.recognition import Read
from extractor.readers.pdf.strips import Strip, in_cell, middle

MISSING = "〓"  # the printers' mark for a missing glyph: ink in a cell that could not be read
DOUBT = 0.5  # the score of a character that the ink speaks against
STRAY = 0.6  # ink outside of tables that is read less surely than this is a stain
FAR, FAR_FIGURE = 0.65, 0.45  # of an em: ink that is as far from every character, or from a figure, was not read
SPECK = 0.15  # of an em: smaller ink says nothing
BROAD = 0.95  # of an em: a percent sign is not as broad, a per mille sign is
RING, RINGS = 0.7, 0.48  # a ring is lower than this share of its sign; two are broader than this share of an em
LOW = 0.75  # of the figure before: a raised figure is no higher
HIGHER = 1.25  # of the usual em: a heading
SIGNS = "≥≤><=≠±+-×÷%‰."
POINTS = ".·•"
RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
WIDE = "“”‘’…—×÷±≥≤℃①②③④⑤⑥⑦⑧⑨⑩→√□"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print and what it reads; the places of the characters are pixels of the page."""

    strip: Strip
    reads: tuple[Read, ...]


def checked(line: Line, rulings: Iterable[Box], em: float, dirty: bool = False) -> Line | None:
    """A line whose reading tallies with its ink; ink in a cell that reads as nothing stays as 〓, a stain goes."""
    if in_cell(line.strip.ink, rulings):
        return tallied(line, em, dirty) if line.reads else _missing(line.strip)
    return tallied(line, em, dirty) if score([line]) >= STRAY else None


def _missing(strip: Strip) -> Line:
    return Line(strip, (Read(MISSING, 0.0, middle(strip.ink)[0]),))


def score(lines: Iterable[Line]) -> float:
    """How surely lines were read: the mean over their characters."""
    scores = [read.sure for line in lines for read in line.reads]
    return sum(scores) / len(scores) if scores else 0.0


def tallied(line: Line, em: float, dirty: bool = False) -> Line:
    """A line with doubts and raised figures as the ink has them. On a `dirty` page every point may be a speck."""
    em = own_em(line.strip.ink.height, em)
    inks = _inks(line, em)
    reads = [_broad(read, ink, em) for read, ink in zip(_dropped(line, em), inks, strict=True)]
    reads = [reads[0], *(_raised(pair, inks[at : at + 2]) for at, pair in enumerate(pairwise(reads)))]
    return replace(line, reads=tuple(_strict(read) for read in _points(_per_mille(reads), dirty)))


def _inks(line: Line, em: float) -> list[list[Box]]:
    """The ink of each character: the pieces whose middle is nearest to its own."""
    held: list[list[Box]] = [[] for _ in line.reads]
    for blob in line.strip.blobs:
        held[_nearest(line.reads, blob, em)].append(blob)
    return held


def _nearest(reads: Sequence[Read], blob: Box, em: float) -> int:
    return min(
        range(len(reads)), key=lambda at: abs(reads[at].along - middle(blob)[0]) - em * units(reads[at].text) / 2
    )


def _dropped(line: Line, em: float) -> list[Read]:
    """The characters next to ink that no character stands for are doubted: one may have been dropped there."""
    reads = list(line.reads)
    for blob in line.strip.blobs:
        at = min(range(len(reads)), key=lambda at: abs(reads[at].along - middle(blob)[0]))
        far = FAR_FIGURE if reads[at].text.isdigit() else FAR
        if abs(reads[at].along - middle(blob)[0]) > far * em and max(blob.width, blob.height) > SPECK * em:
            reads[at] = doubted(reads[at])
    return reads


def doubted(read: Read) -> Read:
    """A character that the ink speaks against."""
    return replace(read, sure=min(read.sure, DOUBT))


def _broad(read: Read, ink: Sequence[Box], em: float) -> Read:
    """A percent sign as broad as a per mille sign, or with two rings at its foot, may be one: ‰ is read as % without a doubt."""
    if read.text not in "%％" or not ink:
        return read
    whole = around(ink)
    rings = [blob for blob in ink if blob.height < RING * whole.height and middle(blob)[1] > middle(whole)[1]]
    broad = around(rings).width >= RINGS * em if rings else whole.width >= BROAD * em
    return doubted(read) if broad else read


def _raised(pair: tuple[Read, Read], inks: Sequence[Sequence[Box]]) -> Read:
    """A small figure high up behind a figure or a letter is an exponent: 10⁴ must not read as 104."""
    before, read = pair
    if not (all(inks) and read.text in RAISED and _figure(before.text)):
        return read
    base, ink = around(inks[0]), around(inks[1])
    small = ink.height <= LOW * base.height and ink.bottom <= (base.top + 2 * base.bottom) / 3
    return doubted(replace(read, text=RAISED[read.text])) if small else read


def _per_mille(reads: Sequence[Read]) -> list[Read]:
    """`%0` is ‰: no figure stands behind a percent sign."""
    kept: list[Read] = []
    for read in reads:
        if kept and kept[-1].text == "%" and read.text in "0oO₀°":
            kept[-1] = doubted(replace(kept[-1], text="‰"))
        else:
            kept.append(read)
    return kept


def _strict(read: Read) -> Read:
    """A figure or a sign decides a score, so half a doubt about it is a whole one."""
    return replace(read, sure=max(0.0, 2 * read.sure - 1)) if read.text.isdigit() or read.text in SIGNS else read


def _points(reads: Sequence[Read], dirty: bool) -> list[Read]:
    """A point may be a speck where none is to be expected, and anywhere on a dirty page."""
    texts = [read.text for read in reads]
    return [
        doubted(read) if read.text in POINTS and (dirty or not _expected(texts, at)) else read
        for at, read in enumerate(reads)
    ]


def _expected(texts: Sequence[str], at: int) -> bool:
    """Points stand between figures, and behind the number that a line begins with."""
    before, after = at > 0 and _figure(texts[at - 1]), at + 1 < len(texts) and _figure(texts[at + 1])
    return before and (after or (at <= 2 and at + 1 < len(texts)))


def _figure(text: str) -> bool:
    return text.isascii() and text.isalnum()


def own_em(height: float, em: float) -> float:
    """The em of a line: lines of figures or a dash are lower than theirs, so only what is clearly higher has another."""
    return em if height <= HIGHER * em else height


def units(text: str) -> float:
    """How many ems a character takes in Chinese print."""
    return 1.0 if is_wide(text) else 0.5


def is_wide(text: str) -> bool:
    """Whether a character takes an em in Chinese print."""
    return text >= "\u2e80" or text in WIDE
