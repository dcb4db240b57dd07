"""What a picture reads against the ink that is there: characters that were dropped, raised figures, per mille signs, widths.

The recogniser is sure of itself where it is wrong in these ways, so its score does not tell; the ink does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from extractor.readers.pdf.lines import RAISED
from extractor.readers.pdf.page import Box, around
from extractor.readers.pdf.recognition import Read
from extractor.readers.pdf.strips import Strip, in_cell, middle
from extractor.readers.symbols import MISSING

DOUBT = 0.5  # the score of a character that the ink speaks against
STRAY = 0.6  # ink outside of tables that is read less surely than this is a stain
FAR, FAR_FIGURE = 0.65, 0.45  # of an em: ink that is as far from every character, or from a figure, was not read
SPECK = 0.15  # of an em: smaller ink says nothing
BROAD = 0.95  # of an em: a percent sign is not as broad, a per mille sign is
RING, RINGS = 0.7, 0.48  # a ring is lower than this share of its sign; two are broader than this share of an em
LOW = 0.75  # of the figure before: a raised figure is no higher
HIGHER = 1.25  # of the usual em: a heading
SIGNS = "≥≤≧≦><=≠±+-×÷%‰."
TWO_BARS = {"≥": "≧", "≤": "≦"}
POINTS = ".·•"
MARKS = "，：；！？（）,:;!?()"
PERCENT = "%％"
PAIRS = 3  # pairs of Han characters that tell how a line is set
# In pitches of the Han characters of a line: a mark in half width takes 0.25 to 0.6, one in full width 0.8 or more; a mark
# beside it may hold up to `FACING` of white; ink that is broader than `STROKE` is not a mark's alone.
NARROWER, WIDER, FACING, STROKE = 0.68, 0.78, 0.6, 0.42
FIGURE = 0.52  # of a pitch: a figure between brackets
NARROW_PAIR = (1.3, 1.75)  # in pitches: two narrow brackets take no more, by the number of marks beside them
WIDE_PERCENT, HIGH_PERCENT = (0.91, 1.0), 0.85  # in pitches: the ink of ％
BLANK = 0.4  # of a pitch beyond the usual white: a printed blank
CLOSERS, CLOSING_WHITE = "”’）》】〕", 0.5  # marks that fill half their em; of a pitch: the white behind them
WIDE = "“”‘’…—×÷±≥≤≧≦℃①②③④⑤⑥⑦⑧⑨⑩→√□"


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


# --- widths and blanks by the ink ------------------------------------------------------------------------------------


class Pace(NamedTuple):
    """How the Han characters of a line are set: from one to the next, and the white between their ink, in pixels."""

    pitch: float
    white: float


def ink_boxes(line: Line, em: float) -> list[Box | None]:
    """The ink of each character as one box."""
    return [around(ink) if ink else None for ink in _inks(line, em)]


def pace(reads: Sequence[Read], inks: Sequence[Box | None]) -> Pace | None:
    """None for a line with too few Han characters beside each other; the usual em says nothing of a line in small print."""
    beside = [
        (a, b)
        for (left, a), (right, b) in pairwise(zip(reads, inks, strict=True))
        if a and b and is_han(left.text) and is_han(right.text)
    ]
    if len(beside) < PAIRS:
        return None
    paced = Pace(median(middle(b)[0] - middle(a)[0] for a, b in beside), median(b.x0 - a.x1 for a, b in beside))
    return paced if paced.pitch > 0 else None  # ink that went to the wrong characters


def printed_widths(line: Line, em: float) -> dict[int, bool]:
    """Which marks are printed in full width (True) and which in half (False), as far as the ink tells.

    The ink of the neighbours stands an em farther apart where a mark in full width is between them, and half an em or less
    for one in half width, wherever in its em the font puts it.
    """
    inks = ink_boxes(line, em)
    paced = pace(line.reads, inks)
    if paced is None:
        return {}
    texts = [read.text for read in line.reads]
    known = _percents(texts, inks, paced.pitch) | _told(texts, inks, paced, {})
    partners = brackets(texts)
    known |= _pairs(texts, inks, paced, known)
    known |= {at: known[other] for at, other in partners.items() if at not in known and other in known}
    return _told(texts, inks, paced, known) | known  # what is beside a bracket may be told now


def _percents(texts: Sequence[str], inks: Sequence[Box | None], pitch: float) -> dict[int, bool]:
    """Percent signs in full width. ％ is as high as it is broad; what is broader still has ink of its neighbours."""
    found = [(at, ink) for at, ink in enumerate(inks) if ink and texts[at] in PERCENT]
    (low, high), tall = WIDE_PERCENT, HIGH_PERCENT
    return {at: True for at, ink in found if low <= ink.width / pitch <= high and ink.height >= tall * pitch}


def _pairs(texts: Sequence[str], inks: Sequence[Box | None], paced: Pace, known: Mapping[int, bool]) -> dict[int, bool]:
    """Narrow brackets about figures, whose ink may be one with theirs: a pair in full width takes more than an em more."""
    told: dict[int, bool] = {}
    for start, end in brackets(texts).items():
        before, after = inks[start - 1] if start else None, inks[end + 1] if start < end < len(inks) - 1 else None
        inner = "".join(texts[start + 1 : end])
        if before and after and inner.isascii() and inner.isalnum() and not known.keys() & {start, end}:
            both = (after.x0 - before.x1 - paced.white) / paced.pitch - FIGURE * len(inner)
            facing = [plain(texts[beside]) for beside in (start - 1, end + 1)].count(False)
            if facing < len(NARROW_PAIR) and both <= NARROW_PAIR[facing]:
                told |= {start: False, end: False}
    return told


def _told(texts: Sequence[str], inks: Sequence[Box | None], paced: Pace, known: Mapping[int, bool]) -> dict[int, bool]:
    """What the neighbours of each mark tell; of a neighbour whose own width is not `known` nobody knows how much white it has."""
    told = {}
    for at in range(1, len(texts) - 1):
        before, ink, after = inks[at - 1 : at + 2]
        if texts[at] in MARKS and before and ink and after and ink.width <= STROKE * paced.pitch:
            advance = (after.x0 - before.x1 - paced.white) / paced.pitch
            facing = FACING * sum(
                not (plain(texts[beside]) or known.get(beside) is False) for beside in (at - 1, at + 1)
            )
            if advance - facing >= WIDER:
                told[at] = True
            elif advance <= NARROWER and not facing:  # beside a mark, one in full width may be set close
                told[at] = False
    return told


def blanks(line: Line, em: float) -> dict[int, tuple[float, float]]:
    """The characters before which a blank is printed, half an em between Han characters, with where its white begins and ends.

    The white is taken between pieces of ink: what was assigned to the wrong character leaves none.
    """
    paced = pace(line.reads, ink_boxes(line, em))
    if paced is None:
        return {}
    found = {}
    for white in whites(line.strip.blobs):
        at = next((at for at, read in enumerate(line.reads) if read.along > middle(white)[0]), 0)
        if at and white.width > BLANK * paced.pitch + _usual_white(line.reads[at - 1].text, line.reads[at].text, paced):
            found[at] = white.x0, white.x1
    return found


def _usual_white(before: str, text: str, paced: Pace) -> float:
    """Between Han characters, and a closing mark and one; nothing is said of others."""
    if not is_han(text) or not (is_han(before) or before in CLOSERS):
        return inf
    return paced.white + CLOSING_WHITE * paced.pitch * (before in CLOSERS)


def whites(blobs: Iterable[Box]) -> Iterator[Box]:
    """What no piece of ink of a line stands above or below of."""
    end: Box | None = None
    for blob in sorted(blobs):
        if end and blob.x0 > end.x1:
            yield Box(end.x1, end.top, blob.x0, end.bottom)
        if end is None or blob.x1 > end.x1:
            end = blob


def with_bars(line: Line, em: float, bars: Callable[[Box], int]) -> Line:
    """≧ for a ≥ with two bars (`bars` counts them in the ink of a box): the recogniser knows one form."""
    inks = ink_boxes(line, em)
    reads = [
        replace(read, text=TWO_BARS[read.text]) if ink and read.text in TWO_BARS and bars(ink) == 2 else read
        for read, ink in zip(line.reads, inks, strict=True)
    ]
    return replace(line, reads=tuple(reads))


def plain(text: str) -> bool:
    """Whether the ink of a character fills its box from side to side, more or less."""
    return text.isalnum() or text in PERCENT


def brackets(texts: Sequence[str]) -> dict[int, int]:
    """Where the other half of each bracket stands."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for at, text in enumerate(texts):
        if text in "(（":
            opened.append(at)
        elif text in ")）" and opened:
            start = opened.pop()
            partners |= {start: at, at: start}
    return partners


def is_han(text: str) -> bool:
    """Whether a character is a Han character."""
    return "\u3400" <= text <= "\u9fff"
