"""The ruling lines of a page: what is drawn as lines, thin rectangles or frames, as thin boxes as shown."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from extractor.readers.pdf.glyphs import Frame, TooMany, address
from extractor.readers.pdf.page import Box

THIN = 3.0  # points: a filled rectangle no thicker than this is a line
STRAIGHT = 0.8  # points that a line may lean
DOT = 1.5  # points: smaller marks are the joints that some writers put where lines meet
WHITE = 250  # a line of this colour does not show
DEPTH = 20  # forms inside forms
Point = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """What a page draws beside its text: rulings, the share that pictures cover, and how many shapes are no lines.

    `lost`: PDFium gave no character of some text, whose font is not in the file and not on this machine. `deep`: forms
    inside forms were left out.
    """

    rulings: list[Box] = field(default_factory=list)
    picture: float = 0.0
    shapes: int = 0
    lost: bool = False
    deep: bool = False


def read_drawing(raw_page: pdfium.FPDF_PAGE, frame: Frame, read: Set[int], most: int) -> Drawing:
    """The drawing of a page. `read`: the text objects whose characters are known. Raises TooMany beyond `most` objects."""
    found = Drawing()
    width, height = frame.size
    for count, (item, kind, transform) in enumerate(_objects(raw_page)):
        if max(count, len(found.rulings)) > most:
            raise TooMany
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.lost = found.lost or (address(item) not in read and not _embedded(item))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _shows(item):
            if pdfium.FPDFPath_CountSegments(item) > most:
                raise TooMany
            lines = [line for line in _lines(item, transform, frame) if _within(line, frame)]
            found.rulings += lines
            found.shapes += not lines
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.picture += _picture(item, transform, frame, found.rulings) / (width * height or 1)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            found.deep = True
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


def _shows(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether a path is painted, in a colour that can be seen on paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return False
    colour_of = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = colour_of(path, red, green, blue, alpha)
    return not known or (min(red.value, green.value, blue.value) < WHITE and alpha.value > 0)


def _lines(path: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX, frame: Frame) -> Iterator[Box]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _subpaths(path, matrix, frame):
        whole = Box(
            min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
        )
        if min(whole.width, whole.height) <= THIN:
            if max(whole.width, whole.height) > DOT:
                yield whole
        elif stroke.value:
            yield from _sides(points)


def _sides(points: list[Point]) -> Iterator[Box]:
    """The straight sides of a polygon."""
    for (xa, ya), (xb, yb) in pairwise(points):
        side = Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        if min(side.width, side.height) <= STRAIGHT and max(side.width, side.height) > DOT:
            yield side


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
        points.append(frame.point(matrix.a * a + matrix.c * b + matrix.e, matrix.b * a + matrix.d * b + matrix.f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _picture(item: pdfium.FPDF_PAGEOBJECT, matrix: pdfium.FS_MATRIX, frame: Frame, rulings: list[Box]) -> float:
    """The area that a picture covers; one that is thin as a line is a ruling."""
    corners = [
        frame.point(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
        for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))
    ]
    box = Box(
        min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
    )
    if min(box.width, box.height) <= THIN < max(box.width, box.height):
        rulings.append(box)
    width, height = frame.size
    wide = max(0.0, min(box.x1, width) - max(box.x0, 0.0))
    return wide * max(0.0, min(box.bottom, height) - max(box.top, 0.0))


def _within(line: Box, frame: Frame) -> bool:
    width, height = frame.size
    return line.x1 >= 0 and line.bottom >= 0 and line.x0 <= width and line.top <= height
