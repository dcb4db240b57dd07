"""The picture of a scanned page, set straight: margins cleaned, skew taken out, ruling lines found and lifted off.

A picture is a numpy array of grey levels (uint8, rows from the top). numpy and opencv come with the extra `[ocr]`,
so both are imported where they are used. See docs/constructs/pdf-scans.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extractor.readers.pdf.page import Box

Image = Any  # numpy.ndarray of uint8

LEAN = 4.0  # degrees of skew that are looked for
SHORT = 12.0  # points: no ruling is shorter, a stroke of usual print is
LONG = 60.0  # points: what is longer is a ruling even where it meets no other
THICK = 4.0  # points: what is thicker is a bar or a picture
GAP = 7.0  # points that a faint line may be broken for; no column is as narrow
REACH = 5.0  # points within which the end of a line meets a line across it
SPECK = 1.2  # points: ink that is smaller makes no line of text
MOTE = 2.0  # points: ink that is smaller and stands alone is dirt
ALONE = 2.0  # points: a speck that is as far from other ink belongs to no character
CONTRAST = 0.09  # of the contrast of the page: ink is at least as much darker than what is around it
FAINTEST = 6.0
GRAIN = 0.75  # points: ink that is smaller is the noise of the scanner and no speck that reads as a point
SPECKS = 20  # specks on a page from which it is dirty
EDGE = 1.5  # points about a line that its blurred edge takes
BAR, BETWEEN = 0.75, 0.5  # of the darkest row of a sign: a bar, and what parts two bars
SOLID = 12.0  # points: dark areas as thick as this that touch the edge are margin


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture set straight: grey levels without the ruling lines, these, and the pieces of ink; all in pixels.

    `dirty`: whether so many specks lie about that one of them may pass for a point.
    """

    grey: Image
    rulings: tuple[Box, ...]
    blobs: tuple[Box, ...]
    dirty: bool = False


def straighten(grey: Image, scale: float) -> Straight:
    """Takes margin and skew out, and lifts the ruling lines off. `scale`: pixels in a point."""
    grey = without_margin(grey, scale)
    grey = turned(grey, skew(ink_of(grey, scale)))
    across, down = _masks(ink_of(grey, scale), scale)
    flat, upright = _segments(across, scale, flat=True), _segments(down, scale, flat=False)
    rulings = framed(flat, upright, scale)
    clean, specks = swept(lifted(grey, rulings, across | down, scale), scale)
    return Straight(clean, tuple(rulings), tuple(blobs(clean, scale)), dirty=specks > SPECKS)


def greyed(picture: Image) -> Image:
    """Grey levels of a picture that may have colours."""
    import numpy

    if picture.ndim == 3 and picture.shape[2] >= 3:
        return numpy.rint(picture[:, :, :3].astype("float32").mean(axis=2)).astype("uint8")
    return picture.reshape(picture.shape[:2])


def ink_of(grey: Image, scale: float) -> Image:
    """1 where there is ink: darker than the paper around it, so that a shadow is none and a faint line is."""
    import cv2

    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    window = int(8 * scale) | 1
    return cv2.adaptiveThreshold(smooth, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _darker(smooth))


def _darker(grey: Image) -> float:
    """By how many grey levels ink is darker than its surroundings: less where the print is faint."""
    import numpy

    contrast = paper(grey) - float(numpy.percentile(grey[::4, ::4], 0.3))
    return min(max(CONTRAST * contrast, FAINTEST), 18.0)


def without_margin(grey: Image, scale: float) -> Image:
    """White instead of the solid dark areas that touch the edge: the lid of the scanner, shadows of the fold."""
    import cv2
    import numpy

    size = int(SOLID * scale)
    dark = (grey < 110).astype("uint8")
    solid = cv2.morphologyEx(
        cv2.copyMakeBorder(dark, size, size, size, size, cv2.BORDER_REPLICATE),
        cv2.MORPH_OPEN,
        numpy.ones((size, size), "uint8"),
    )
    _, labels = cv2.connectedComponents(solid[size:-size, size:-size])
    edge = numpy.unique(numpy.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    margin = numpy.isin(labels, edge[edge > 0]).astype("uint8")
    if not margin.any():
        return grey
    around = cv2.dilate(margin, numpy.ones((9, 9), "uint8"))
    return numpy.where(around > 0, numpy.uint8(255), grey)


def skew(ink: Image) -> float:
    """Degrees that a page leans, counterclockwise, by the angle at which rows and columns of ink are sharpest."""
    import numpy

    ys, xs = numpy.nonzero(ink)
    step = max(1, len(ys) // 120_000)
    ys, xs = ys[::step].astype("float32"), xs[::step].astype("float32")
    if len(ys) < 50:
        return 0.0
    best = 0.0
    for reach, pace, bin_width in ((LEAN, 0.5, 4), (0.5, 0.1, 2), (0.1, 0.02, 1)):
        angles = [best + pace * number for number in range(-round(reach / pace), round(reach / pace) + 1)]
        best = max(angles, key=lambda angle: (_sharpness(xs, ys, angle, bin_width), -abs(angle)))
    return best


def _sharpness(xs: Image, ys: Image, angle: float, bin_width: int) -> float:
    import numpy

    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    total = 0.0
    for profile in (ys * cosine + xs * sine, xs * cosine - ys * sine):
        bins = numpy.bincount(((profile - profile.min()) / bin_width).astype("int64")).astype("float64")
        total += float((numpy.diff(bins) ** 2).sum())
    return total


def quarter_turned(grey: Image) -> Image:
    """The picture turned clockwise by 90 degrees."""
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(grey, -1))


def turned(grey: Image, angle: float) -> Image:
    """The picture turned clockwise about its middle by some degrees, white where nothing was."""
    import cv2

    if abs(angle) < 0.01:
        return grey
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _masks(ink: Image, scale: float) -> tuple[Image, Image]:
    """Where ink runs on, across and down, short breaks bridged."""
    import numpy

    across = _running(ink, numpy.ones((3, 1), "uint8"), (1, int(SHORT * scale)), (1, int(GAP * scale)))
    down = _running(ink, numpy.ones((1, 3), "uint8"), (int(SHORT * scale), 1), (int(GAP * scale), 1))
    return across, down


def _running(ink: Image, lean: Image, run: tuple[int, int], gap: tuple[int, int]) -> Image:
    """A line that still leans a little leaves its row of pixels: three rows are looked at as one (`lean`)."""
    import cv2
    import numpy

    lines = cv2.morphologyEx(cv2.dilate(ink, lean), cv2.MORPH_OPEN, numpy.ones(run, "uint8"))
    return cv2.morphologyEx(lines, cv2.MORPH_CLOSE, numpy.ones(gap, "uint8"))


def _segments(mask: Image, scale: float, flat: bool) -> list[Box]:
    """The lines of a mask as boxes in pixels, without what is too thick for a line."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = []
    for left, top, width, height, area in stats[1:].tolist():
        length, across = (width, height) if flat else (height, width)
        if length >= SHORT * scale and area / length <= THICK * scale and across <= 2 * THICK * scale:
            boxes.append(Box(left, top, left + width, top + height))
    return boxes


def lifted(grey: Image, rulings: Iterable[Box], mask: Image, scale: float) -> Image:
    """The picture with paper where the ruling lines were; strokes of the text beside them stay."""
    import cv2
    import numpy

    keep = numpy.zeros_like(mask)
    for box in rulings:
        keep[int(box.top) : int(box.bottom) + 1, int(box.x0) : int(box.x1) + 1] = 1
    edge = 2 * int(EDGE * scale) + 1
    lines = cv2.dilate(mask & keep, numpy.ones((edge, edge), "uint8"))
    return numpy.where(lines > 0, numpy.uint8(paper(grey)), grey)


def paper(grey: Image) -> int:
    """The grey level of most of the page."""
    import numpy

    return int(numpy.median(grey))


def swept(grey: Image, scale: float) -> tuple[Image, int]:
    """The picture without the specks that stand alone, and their number; few of them may be points of an ellipsis and stay."""
    import cv2
    import numpy

    _, labels, stats, centres = cv2.connectedComponentsWithStats(ink_of(grey, scale), connectivity=8)
    small = stats[:, 2:4].max(axis=1) < MOTE * scale
    large = (~small[labels] & (labels > 0)).astype("uint8")
    near = cv2.dilate(large, numpy.ones((2 * int(ALONE * scale) + 1,) * 2, "uint8"))
    alone = small & (near[centres[:, 1].astype("int64"), centres[:, 0].astype("int64")] == 0)
    count = int((alone & (stats[:, 2:4].min(axis=1) >= GRAIN * scale)).sum())
    if count <= SPECKS:
        return grey, count
    gone = cv2.dilate(alone[labels].astype("uint8"), numpy.ones((5, 5), "uint8"))
    return numpy.where((gone > 0) & (large == 0), numpy.uint8(paper(grey)), grey), count


def blobs(grey: Image, scale: float) -> list[Box]:
    """Every connected piece of ink that is no speck."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(grey, scale), connectivity=8)
    boxes = [Box(x, y, x + width, y + height) for x, y, width, height, _ in stats[1:].tolist()]
    return [box for box in boxes if max(box.width, box.height) >= SPECK * scale]


def framed(flat: Sequence[Box], upright: Sequence[Box], scale: float) -> list[Box]:
    """The lines that rule a table or a heading: long ones, and short ones between them; ends brought to the crossings.

    A stroke of a large letter is as long as the side of a small cell; only what hangs together with a long line counts.
    """
    lines = [
        *(line for line in flat if line.width >= LONG * scale),
        *(line for line in upright if line.height >= LONG * scale),
    ]
    rest = [line for line in (*flat, *upright) if line not in set(lines)]
    while fitting := [line for line in rest if _held(line, lines, scale)]:
        lines += fitting
        rest = [line for line in rest if line not in set(fitting)]
    return [_snapped(line, lines, scale) for line in lines]


def _held(line: Box, lines: Iterable[Box], scale: float) -> bool:
    """Whether both ends of a line meet lines across it."""
    return None not in _ends(line, lines, REACH * scale)


def _snapped(line: Box, lines: Iterable[Box], scale: float) -> Box:
    """A line as thin as a hair in the middle of its ink, from crossing to crossing."""
    start, end = _ends(line, lines, REACH * scale)
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    if _flat(line):
        return Box(line.x0 if start is None else start, y, line.x1 if end is None else end, y)
    return Box(x, line.top if start is None else start, x, line.bottom if end is None else end)


def _ends(line: Box, lines: Iterable[Box], reach: float) -> tuple[float | None, float | None]:
    """Where the lines stand that a line starts and ends at."""
    if not _flat(line):
        return _ends(_mirrored(line), [_mirrored(other) for other in lines], reach)
    y = (line.top + line.bottom) / 2
    crossing = [(o.x0 + o.x1) / 2 for o in lines if not _flat(o) and o.top - reach <= y <= o.bottom + reach]
    start = min(crossing, key=lambda x: abs(x - line.x0), default=math.inf)
    end = min(crossing, key=lambda x: abs(x - line.x1), default=math.inf)
    return (start if abs(start - line.x0) <= reach else None), (end if abs(end - line.x1) <= reach else None)


def _flat(line: Box) -> bool:
    return line.width >= line.height


def _mirrored(line: Box) -> Box:
    return Box(line.top, line.x0, line.bottom, line.x1)


def bars(grey: Image, box: Box) -> int:
    """How many flat bars a sign has: rows that are dark from side to side, apart by paler ones."""
    import numpy

    part = grey[int(box.top) : int(box.bottom) + 1, int(box.x0) : int(box.x1) + 1].astype("float32")
    rows = numpy.clip(paper(grey) - part, 0, None).mean(axis=1)
    dark, pale = rows > BAR * rows.max(), rows < BETWEEN * rows.max()
    marks = ["bar" if bar else "between" for bar, gap in zip(dark, pale, strict=True) if bar or gap]
    return sum(mark == "bar" for mark, _ in groupby(marks))
