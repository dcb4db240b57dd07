"""The ruling lines of a page: what is drawn as lines, thin rectangles or frames, as thin boxes as shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractor.readers.pdf.glyphs import Frame, TooMany, address
from extractor.readers.pdf.page import Box, around

THIN = 3.0  # points: a filled rectangle no thicker than this is a line
STRAIGHT = 0.8  # points that a line may lean
DOT = 1.5  # points: smaller marks are the joints that some writers put where lines meet
WHITE = 250  # a line of this colour does not show
APART, MANY = 5.0, 8  # points between the dots of a line, and how many make one
DEPTH = 20  # forms inside forms
Point = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """What a page draws beside its text: rulings, the share that pictures cover, and how many shapes are no lines.

    `grounds` are filled areas and pictures, on which white letters show. `lost`: PDFium gave no character of some
    text, whose font is not in the file and not on this machine. `deep`: forms inside forms were left out.
    """

    rulings: list[Box] = field(default_factory=list)
    picture: float = 0.0
    shapes: int = 0
    grounds: list[Box] = field(default_factory=list)
    lost: bool = False
    deep: bool = False


def read_drawing(raw_page: pdfium.FPDF_PAGE, frame: Frame, read: Set[int], most: int) -> Drawing:
    """The drawing of a page. `read`: the text objects whose characters are known. Raises TooMany beyond `most` objects."""
    found, dots = Drawing(), list[Box]()
    width, height = frame.size
    for count, (item, kind, transform) in enumerate(_objects(raw_page)):
        if max(count, len(found.rulings)) > most:
            raise TooMany
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.lost = found.lost or (address(item) not in read and not _embedded(item))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            filled, stroked = _painted(item)
            if not _shows(item, filled, stroked):
                continue
            if pdfium.FPDFPath_CountSegments(item) > most:
                raise TooMany
            clip = _clip(item, frame)
            lines = [cut for line in _lines(item, transform, frame, stroked) if (cut := _cut(line, clip))]
            found.rulings += [line for line in lines if max(line.width, line.height) > DOT]
            dots += [line for line in lines if max(line.width, line.height) <= DOT]
            found.shapes += not lines
            found.grounds += _ground(item, transform, frame) if filled else []
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds([frame.point(*_moved(transform, x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
            found.picture += _picture(box, frame, found.rulings) / (width * height or 1)
            found.grounds.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            found.deep = True
    found.rulings += _dotted(dots)
    return found


def _embedded(text: pdfium.FPDF_PAGEOBJECT) -> bool:
    return bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)) == 1)


def _objects(raw_page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int, pdfium.FS_MATRIX]]:
    """All objects, those inside forms too, each with the matrix to the page's space (of texts, that of their form).

    Forms themselves come only where they lie too deep.
    """
    count = pdfium.FPDFPage_CountObjects(raw_page)
    waiting = [(pdfium.FPDFPage_GetObject(raw_page, index), _IDENTITY, 0) for index in range(count)][::-1]
    while waiting:
        item, outer, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item, kind, outer
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        matrix = _times(matrix, outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM or depth >= DEPTH:
            yield item, kind, matrix
        else:
            inner = range(pdfium.FPDFFormObj_CountObjects(item))
            waiting += [(pdfium.FPDFFormObj_GetObject(item, index), matrix, depth + 1) for index in inner][::-1]


_IDENTITY = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)


def _times(inner: pdfium.FS_MATRIX, outer: pdfium.FS_MATRIX) -> pdfium.FS_MATRIX:
    if outer is _IDENTITY:
        return inner
    return pdfium.FS_MATRIX(
        inner.a * outer.a + inner.b * outer.c, inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c, inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e, inner.e * outer.b + inner.f * outer.d + outer.f,
    )  # fmt: skip


def _painted(path: pdfium.FPDF_PAGEOBJECT) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _colour(colour_of: Any, path: pdfium.FPDF_PAGEOBJECT) -> tuple[int, int] | None:
    """The darkest part of a colour (0 to 255), and how thick it covers; None where it is not known."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = colour_of(path, red, green, blue, alpha)
    return (min(red.value, green.value, blue.value), alpha.value) if known else None


def _shows(path: pdfium.FPDF_PAGEOBJECT, filled: bool, stroked: bool) -> bool:
    """Whether a path is painted, in a colour that can be seen on paper."""
    if not (filled or stroked):
        return False
    colour = _colour(pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor, path)
    return colour is None or (colour[0] < WHITE and colour[1] > 0)


def _lines(path: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX, frame: Frame, stroked: bool) -> Iterator[Box]:
    for points in _subpaths(path, matrix, frame):
        whole = _bounds(points)
        if min(whole.width, whole.height) <= THIN:
            yield whole
        elif stroked:
            yield from _sides(points)


def _sides(points: list[Point]) -> Iterator[Box]:
    """The straight sides of a polygon."""
    for (xa, ya), (xb, yb) in pairwise(points):
        side = Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        if min(side.width, side.height) <= STRAIGHT and max(side.width, side.height) > DOT:
            yield side


def _moved(matrix: pdfium.FS_MATRIX, x: float, y: float) -> Point:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _subpaths(path: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX, frame: Frame) -> Iterator[list[Point]]:
    """The points of each part of a path, as shown; curves end the part, they are no lines."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        a, b = x.value, y.value
        points.append(frame.point(*_moved(matrix, a, b)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _picture(box: Box, frame: Frame, rulings: list[Box]) -> float:
    """The area that a picture covers; one that is thin as a line is a ruling."""
    if min(box.width, box.height) <= THIN < max(box.width, box.height):
        rulings.append(box)
    shown = _cut(box, Box(0.0, 0.0, *frame.size))
    return shown.width * shown.height if shown else 0.0


def _ground(path: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX, frame: Frame) -> list[Box]:
    """What a filled path covers, unless it is as white as paper."""
    colour = _colour(pdfium.FPDFPageObj_GetFillColor, path)
    if colour is None or colour[0] >= WHITE:
        return []
    boxes = (_bounds(points) for points in _subpaths(path, matrix, frame))
    return [box for box in boxes if min(box.width, box.height) > THIN]


def _clip(item: pdfium.FPDF_PAGEOBJECT, frame: Frame) -> Box:
    """What of an object shows: within the page and within the boxes of its clip paths."""
    shown: Box | None = Box(0.0, 0.0, *frame.size)
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points: list[Point] = []
        for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            points.append(frame.point(x.value, y.value))
        shown = _cut(shown, _bounds(points)) if points and shown else shown
    return shown or Box(-1.0, -1.0, -1.0, -1.0)


def _cut(box: Box, by: Box) -> Box | None:
    """The part of a box within another."""
    cut = Box(max(box.x0, by.x0), max(box.top, by.top), min(box.x1, by.x1), min(box.bottom, by.bottom))
    return cut if cut.width >= 0 and cut.height >= 0 else None


def _bounds(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _dotted(dots: Sequence[Box]) -> Iterator[Box]:
    """Lines of dots: many in a row at small distances, across or down."""
    for turned in (False, True):
        rows: dict[int, list[Box]] = {}
        for dot in dots:
            rows.setdefault(round(dot.x0 if turned else dot.top), []).append(dot)
        for row in rows.values():
            yield from _runs(sorted(row, key=lambda dot: dot.top if turned else dot.x0), turned)


def _runs(row: Sequence[Box], turned: bool) -> Iterator[Box]:
    run: list[Box] = []
    for dot in (*row, None):
        if dot and run and (dot.top - run[-1].top if turned else dot.x0 - run[-1].x0) <= APART:
            run.append(dot)
            continue
        if len(run) >= MANY:
            yield around(run)
        run = [dot] if dot else []
