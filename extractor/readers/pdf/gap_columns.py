"""White corridors that run down between columns of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.readers.pdf.lines import Line
from extractor.readers.pdf.page import Box, Glyph, around

GAP = 0.5  # of an em: the least white between two columns; the padding of two cells is rarely less
STRETCH = 1.3  # of the gaps within a piece: one that is about as wide is one of them
BRACKETS = dict(zip("（(《“〔[", "）)》”〕]", strict=True))
BLANK_GAP = 0.75  # the same where a blank is printed, which may be a blank between words
PLACES = 24  # that are looked at for a corridor
# How many lines may lie across a corridor (sections, headings over several columns): of all, of those with a gap there.
FEW, FEWER = 0.12, 0.4
TOUCHING = 0.15  # of an em: lines with less white between them stand beside each other
TOUCH = 0.2  # of an em: text that reaches so far over a border lies across it


class Corridor(NamedTuple):
    """The white between two columns; `border` is where a line stands or would stand."""

    x0: float
    x1: float
    border: float
    lines: int  # that have text on both sides
    words: bool  # whether somewhere there are words on both sides, not single characters that were set apart


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on one line without a wide gap."""

    glyphs: list[Glyph]
    box: Box

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs).strip()


@dataclass(frozen=True, slots=True)
class Strip:
    """A printed line as pieces, left to right, with the ends of each gap between them."""

    pieces: list[Piece]
    gaps: list[tuple[float, float]]
    box: Box
    em: float


def strip_of(line: Line, walls: Sequence[Box]) -> Strip:
    """Cuts a line at wide gaps, and where a drawn line stands."""
    em, middle = line.em, (line.box.top + line.box.bottom) / 2
    standing = [wall.x0 for wall in walls if wall.top <= middle <= wall.bottom]
    printed = [(at, glyph) for at, glyph in enumerate(line.glyphs) if not glyph.text.isspace()]
    cuts: list[int] = []
    gaps: list[tuple[float, float]] = []
    piece = _Growing()
    for (before, left), (at, right) in pairwise(printed):
        gap, least = right.x0 - left.x1, (GAP if at - before == 1 else BLANK_GAP) * em
        piece.take(left)
        if (gap >= least and not piece.goes_on(right, gap)) or (standing and _walled(standing, left, right)):
            cuts.append(at)
            gaps.append((left.x1, right.x0))
            piece = _Growing()
        elif at - before == 1:
            piece.stretch = max(piece.stretch, gap)
    if not gaps:
        return Strip([Piece(line.glyphs, line.box)], [], line.box, em)
    return Strip([_piece(line.glyphs[start:end]) for start, end in pairwise([0, *cuts, None])], gaps, line.box, em)


@dataclass(slots=True)
class _Growing:
    """What is known of a piece so far. A justified line of few characters is drawn apart: its gaps are no columns."""

    length: int = 0
    stretch: float = 0.0  # the widest gap in it
    closing: set[str] = field(default_factory=set)  # what would close its brackets
    last: str = ""

    def take(self, glyph: Glyph) -> None:
        self.length, self.last = self.length + 1, glyph.text
        self.closing = (self.closing | {BRACKETS.get(glyph.text, "")}) - {glyph.text}

    def goes_on(self, glyph: Glyph, gap: float) -> bool:
        """Whether a glyph behind a gap belongs to it all the same."""
        if self.last in BRACKETS or glyph.text in self.closing:
            return True
        alone = self.length == 1 and not self.last.isascii()
        alike = self.stretch < STRETCH * gap < STRETCH**2 * self.stretch
        return gap < BLANK_GAP * glyph.size and (alone or alike)


def _piece(glyphs: list[Glyph]) -> Piece:
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    return Piece(glyphs, around(printed))


def beside(strips: Sequence[Strip]) -> list[Strip]:
    """Lines of centred cells stand half a line lower than their neighbours: gaps are those of both together."""
    seen = list(strips)
    for index, (above, below) in enumerate(pairwise(strips)):
        if below.box.top - above.box.bottom < TOUCHING * above.em:
            gaps = _gaps([piece.box for piece in (*above.pieces, *below.pieces)], above.em)
            seen[index] = replace(above, gaps=gaps)
    return seen


def _gaps(boxes: Iterable[Box], em: float) -> list[tuple[float, float]]:
    gaps: list[tuple[float, float]] = []
    end: float | None = None
    for box in sorted(boxes):
        if end is not None and box.x0 - end >= GAP * em:
            gaps.append((end, box.x0))
        end = box.x1 if end is None else max(end, box.x1)
    return gaps


def _walled(standing: Sequence[float], left: Glyph, right: Glyph) -> bool:
    return any(left.middle[0] < x < right.middle[0] for x in standing)


def _profile(strips: Iterable[Strip]) -> Iterator[tuple[float, float, int, int]]:
    """From left to right: x0, x1, how many lines have text there, how many have a gap there between two pieces."""
    events: list[tuple[float, int, int]] = []
    for strip in strips:
        for piece in strip.pieces:
            events += ((piece.box.x0, 1, 0), (piece.box.x1, -1, 0))
        for x0, x1 in strip.gaps:
            if x1 > x0:
                events += ((x0, 0, 1), (x1, 0, -1))
    events.sort()
    covered = parted = 0
    for (x, text, gap), (following, _, _) in pairwise([*events, (events[-1][0], 0, 0)]):
        covered, parted = covered + text, parted + gap
        if following > x:
            yield x, following, covered, parted


def places(strips: Sequence[Strip], least: int) -> list[tuple[float, float]]:
    """Middle and width of the stretches that most lines have a gap over, at least so many."""
    found = [(parted, x1 - x0, (x0 + x1) / 2) for x0, x1, _, parted in _profile(strips) if parted >= least]
    return [(middle, width) for _, width, middle in sorted(found, reverse=True)[:PLACES]]


def corridors(strips: Sequence[Strip], walls: Sequence[float], em: float) -> list[Corridor]:
    """What is white on all lines but a few that lie right across; drawn lines part columns at any width."""
    found: list[Corridor] = []
    for x0, x1 in _whites(strips):
        inside = [p.box for strip in strips for p in strip.pieces if p.box.x1 > x0 and p.box.x0 < x1]
        for left, right in _narrowed(x0, x1, inside, em):
            border = next((x for x in walls if left - TOUCH * em <= x <= right + TOUCH * em), (left + right) / 2)
            support = [strip for strip in strips if any(gap[0] <= border <= gap[1] for gap in strip.gaps)]
            if support:
                found.append(Corridor(left, right, border, len(support), any(_words(s, border) for s in support)))
    found += [Corridor(x, x, x, len(strips), True) for x in walls if not any(c.border == x for c in found)]
    return _beside(strips, sorted(found), walls, em)


def _words(strip: Strip, border: float) -> bool:
    """Whether what stands on either side of a border next to it is longer than a character."""
    left = max((p for p in strip.pieces if p.box.x1 <= border), key=lambda p: p.box.x1, default=None)
    right = min((p for p in strip.pieces if p.box.x0 >= border), key=lambda p: p.box.x0, default=None)
    return (left is None or len(left.text) > 1) and (right is None or len(right.text) > 1)


def _beside(strips: Sequence[Strip], found: Sequence[Corridor], walls: Sequence[float], em: float) -> list[Corridor]:
    """Without corridors on whose sides text never stands beside text.

    A heading may stand in the middle of a column whose lines are all short, or over two columns between which there
    is much white: then the corridor is that on both its sides.
    """
    kept: list[Corridor] = []
    waiting = list(found)
    while waiting:
        corridor = waiting.pop(0)
        start, end = (kept[-1].border if kept else -1e9), (waiting[0].border if waiting else 1e9)
        right = _heights(strips, corridor.border, end)
        if _is_lone(strips, corridor.border, end) and corridor.border not in walls:
            continue
        if corridor.border in walls or _meet(_heights(strips, start, corridor.border), right, em):
            kept.append(corridor)
        elif waiting and waiting[0].border not in walls:
            beyond = _heights(strips, end, waiting[1].border if len(waiting) > 1 else 1e9)
            if not _meet(right, beyond, em):
                waiting[0] = corridor._replace(x1=waiting[0].x1, border=(corridor.x0 + waiting[0].x1) / 2)
    return kept


def _is_lone(strips: Sequence[Strip], x0: float, x1: float) -> bool:
    """Whether nothing but one character stands between two borders: a justified line was drawn apart."""
    texts = [piece.text for strip in strips for piece in strip.pieces if piece.box.x0 >= x0 and piece.box.x1 <= x1]
    return len(texts) == 1 and len(texts[0]) == 1 and not texts[0].isascii()


def _meet(some: Sequence[float], others: Sequence[float], em: float) -> bool:
    return any(abs(a - b) < em for a in some for b in others)


def _heights(strips: Sequence[Strip], x0: float, x1: float) -> list[float]:
    return [
        (strip.box.top + strip.box.bottom) / 2
        for strip in strips if any(piece.box.x0 >= x0 and piece.box.x1 <= x1 for piece in strip.pieces)
    ]  # fmt: skip


def _whites(strips: Sequence[Strip]) -> Iterator[tuple[float, float]]:
    """Stretches that few lines cover, and some lines have between two pieces."""
    few = max(1.0, FEW * len(strips))
    start: float | None = None
    end = 0.0
    for x0, x1, covered, parted in _profile(strips):
        if parted and covered <= max(few, FEWER * parted):
            start, end = (x0 if start is None else start), x1
        elif start is not None:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _narrowed(x0: float, x1: float, boxes: Sequence[Box], em: float) -> list[tuple[float, float]]:
    """The white parts of a stretch that few lines cover.

    Text within it that leaves room on both sides is a sparse column; text that comes in from a side makes the stretch
    narrower; what would leave too little lies across and does not count.
    """
    least, parts = GAP * em, [(x0, x1)]
    for left, right in _clusters(box for box in boxes if box.x0 >= x0 and box.x1 <= x1):
        start, end = parts[-1]
        if left - start >= least and end - right >= least:
            parts[-1:] = [(start, left), (right, end)]
    for box in boxes:
        if box.x0 < x0 and parts[0][1] - box.x1 >= least:
            parts[0] = (max(parts[0][0], box.x1), parts[0][1])
        elif box.x1 > x1 and box.x0 - parts[-1][0] >= least:
            parts[-1] = (parts[-1][0], min(parts[-1][1], box.x0))
    return [(start, end) for start, end in parts if end - start >= least]


def _clusters(boxes: Iterable[Box]) -> list[tuple[float, float]]:
    """Where boxes stand above each other, from left to right."""
    found: list[tuple[float, float]] = []
    for box in sorted(boxes):
        if found and box.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], box.x1))
        else:
            found.append((box.x0, box.x1))
    return found


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table is: its lines, and the borders of its columns, ascending, with the outer ones."""

    strips: list[Strip]
    xs: list[float]
    em: float
    drawn: bool = False  # whether some of the borders are lines
    goes_on: bool = False  # whether its columns are those of a table on the page before

    @property
    def inner(self) -> list[float]:
        """Borders between columns."""
        return self.xs[1:-1]

    def column(self, x: float) -> int:
        """The column at a place."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def reach(self, piece: Piece) -> tuple[int, int]:
        """The first and last column that a piece covers."""
        touch = TOUCH * self.em
        first = sum(border <= piece.box.x0 + touch for border in self.inner)
        return first, max(first, sum(border < piece.box.x1 - touch for border in self.inner))

    def parted(self, strip: Strip) -> Strip:
        """A line whose pieces end where there is white over a border, however they seemed to belong together."""
        pieces = [part for piece in strip.pieces for part in self._parts(piece)]
        return replace(strip, pieces=pieces) if len(pieces) > len(strip.pieces) else strip

    def _parts(self, piece: Piece) -> list[Piece]:
        first, last = self.reach(piece)
        cuts = [
            at + 1 for at, (left, right) in enumerate(pairwise(piece.glyphs))
            if first < last and right.x0 - left.x1 >= GAP * self.em and not (left.text + right.text).isspace()
            and any(left.x1 <= border <= right.x0 for border in self.inner)
        ]  # fmt: skip
        return [_piece(piece.glyphs[a:b]) for a, b in pairwise([0, *cuts, None])] if cuts else [piece]

    def crossed(self, strip: Strip) -> bool:
        """Whether a piece of a line covers more than one column."""
        return any(first != last for first, last in map(self.reach, strip.pieces))


def usual_em(strips: Sequence[Strip]) -> float:
    """The usual size of the text."""
    return median(strip.em for strip in strips)
