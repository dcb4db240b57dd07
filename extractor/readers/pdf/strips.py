"""Where the lines of text of a picture stand: the detector's boxes cut at the ruling lines, and the ink that it passed over.

Plain boxes in pixels; nothing here looks at the picture itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.readers.pdf.page import Box, around

RESIDUE, NEAR = 2.2, 3.0  # points: what lifting leaves of a ruling line is no thicker, and no farther from it
BLANK = 0.8  # of an em: ink that stands closer than this goes on with a line
LEAST = 0.45  # of an em: ink that is neither as high nor as wide is no figure and no dash
LARGEST = 2.0  # of an em: ink that is larger is a seal or a picture
PRINT = 10.5  # points: the em of a page on which nothing was detected
PILE = 1.6  # of an em: higher strips may be several lines
WHOLE = 1.1  # of an em: no character is higher
TALLER = 1.2  # of the text box: ink that is taller only runs through it


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line within one cell: a box close around its ink, and the pieces of that ink."""

    ink: Box
    blobs: tuple[Box, ...]


def strips_of(boxes: Iterable[Box], rulings: Sequence[Box], blobs: Iterable[Box], scale: float) -> list[Strip]:
    """The lines of text: first those that were detected, then those that were passed over."""
    found = [blob for blob in blobs if not on_ruling(blob, rulings, scale)]
    strips, left = shared_out([piece for box in boxes for piece in cut(box, rulings)], found)
    em = usual(strip.ink for strip in strips) if strips else PRINT * scale
    return [line for strip in strips for line in unpiled(strip, em)] + passed_over(left, rulings, em)


def cut(box: Box, rulings: Iterable[Box]) -> list[Box]:
    """A text box parted at the ruling lines that run through it: the detector sees no cells."""
    pieces = [box]
    for line in rulings:
        pieces = [part for piece in pieces for part in _parted(piece, line)]
    return pieces


def _parted(box: Box, line: Box) -> list[Box]:
    (x, y), (across, down) = middle(line), middle(box)
    if line.height > line.width and line.top <= down <= line.bottom and box.x0 < x < box.x1:
        return [box._replace(x1=x), box._replace(x0=x)]
    if line.width > line.height and line.x0 <= across <= line.x1 and box.top < y < box.bottom:
        return [box._replace(bottom=y), box._replace(top=y)]
    return [box]


def shared_out(boxes: Iterable[Box], blobs: Iterable[Box]) -> tuple[list[Strip], list[Box]]:
    """Each piece of ink to the text box that holds its middle, and what no box holds."""
    left = list(blobs)
    strips = []
    for box in boxes:
        held = {blob for blob in left if box.holds(*middle(blob)) and blob.height <= TALLER * box.height}
        if held:
            strips.append(_strip(held))
            left = [blob for blob in left if blob not in held]
    return strips, left


def _strip(blobs: Iterable[Box]) -> Strip:
    ordered = tuple(sorted(blobs))
    return Strip(around(ordered), ordered)


def unpiled(strip: Strip, em: float) -> list[Strip]:
    """The lines of a strip that is several: in a narrow column the detector takes a pile of characters for one box."""
    if strip.ink.height < PILE * em:
        return [strip]
    rows: list[Box] = []
    for blob in sorted(strip.blobs, key=lambda blob: blob.top):
        if rows and blob.top < rows[-1].bottom:
            rows[-1] = around([rows[-1], blob])
        else:
            rows.append(blob)
    rows = _whole(rows, em)
    return [_strip(blob for blob in strip.blobs if row.top <= middle(blob)[1] <= row.bottom) for row in rows]


def _whole(rows: list[Box], em: float) -> list[Box]:
    """Rows of ink joined to characters, the nearest first: 二 and 言 are several."""
    gaps = sorted((below.top - above.bottom, at) for at, (above, below) in enumerate(pairwise(rows)))
    for _, at in gaps:
        both = around(rows[at : at + 2])
        if both.height <= WHOLE * em:
            return _whole([*rows[:at], both, *rows[at + 2 :]], em)
    return rows


def passed_over(left: Iterable[Box], rulings: Sequence[Box], em: float) -> list[Strip]:
    """Ink that no text box holds, joined to lines within their cells: a lone weight is easily missed by the detector."""
    lines: list[list[Box]] = []
    for blob in sorted(blob for blob in left if _like_print(blob, em)):
        held = next((line for line in lines if _goes_on(around(line), blob, em, rulings)), None)
        if held is None:
            lines.append([blob])
        else:
            held.append(blob)
    return [_strip(line) for line in lines if max(around(line).width, around(line).height) >= LEAST * em]


def _like_print(blob: Box, em: float) -> bool:
    return 0.3 * em <= max(blob.width, blob.height) <= LARGEST * em


def _goes_on(line: Box, blob: Box, em: float, rulings: Sequence[Box]) -> bool:
    """Whether ink stands on a line, not far behind its end and in the same cell."""
    both = around([line, blob])
    level = min(line.bottom, blob.bottom) > max(line.top, blob.top) and both.height <= 1.5 * em
    return level and blob.x0 - line.x1 <= BLANK * em and len(cut(both, rulings)) == 1


def on_ruling(blob: Box, rulings: Iterable[Box], scale: float) -> bool:
    """Whether ink is what the lifting left of a ruling line."""
    if min(blob.width, blob.height) > RESIDUE * scale:
        return False
    reach = NEAR * scale
    return any(grown(line, reach, reach).holds(*middle(blob)) for line in rulings)


def usual(inks: Iterable[Box]) -> float:
    """The usual height of a line of ink, which stands for the em; lines of a few figures are lower."""
    boxes = list(inks)
    return median([box.height for box in boxes if box.width > 2 * box.height] or [box.height for box in boxes] or [1.0])


def in_cell(box: Box, rulings: Iterable[Box]) -> bool:
    """Whether there is a ruling line on every side of a box."""
    x, y = middle(box)
    lines = list(rulings)
    across = [line.top for line in lines if line.width > line.height and line.x0 <= x <= line.x1]
    down = [line.x0 for line in lines if line.height > line.width and line.top <= y <= line.bottom]
    return bool(across and down) and min(across) < y < max(across) and min(down) < x < max(down)


def middle(box: Box) -> tuple[float, float]:
    """The point that decides what holds a box."""
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def grown(box: Box, up: float, aside: float) -> Box:
    """A box with a margin."""
    return Box(box.x0 - aside, box.top - up, box.x1 + aside, box.bottom + up)
