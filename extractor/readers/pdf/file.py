"""A PDF file opened by PDFium: passwords, page counts, and one page after the other, each given back."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.options import Options
from extractor.readers.pdf.glyphs import UNSEEN, Frame, TooMany, read_glyphs
from extractor.readers.pdf.page import Box, Page
from extractor.readers.pdf.quality import COVERED
from extractor.readers.pdf.rulings import Drawing, read_drawing

LARGEST = 14_400.0  # points: no page is larger by the standard
_PASSWORD = 4  # FPDF_ERR_PASSWORD


class BadPage(Exception):
    """A page that cannot be read; the others can."""


@contextmanager
def opened(data: bytes, options: Options) -> Iterator[pypdfium2.PdfDocument]:
    """The document. Raises Trouble E104 without the right password, E105 for a damaged file, E216 without pages."""
    try:
        document = _open(data, options.password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise Trouble("E104") from error
        raise Trouble("E216" if error.err_code == pdfium.FPDF_ERR_SUCCESS else "E105", detail="PDF") from error
    try:
        yield document
    finally:
        document.close()


def is_cut(data: bytes) -> bool:
    """Whether a file ends before its end, or within what was added to it last: then something is lost."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:]


def _open(data: bytes, password: str | None) -> pypdfium2.PdfDocument:
    """Without a password first: PDFium refuses a wrong one even where none is needed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code != _PASSWORD or password is None:
                raise
            return pypdfium2.PdfDocument(data, password=password)


def page_numbers(document: pypdfium2.PdfDocument, limits: Limits, options: Options) -> range:
    """The pages to read, from 1. Raises Trouble E114 for more than the limit, or for pages that are not there."""
    first, last = options.pages or (1, len(document))
    last = min(last, len(document))
    if last - first + 1 > limits.pdf_pages:
        raise Trouble("E114", pages=last - first + 1, maximum=limits.pdf_pages)
    if first > last:
        raise Trouble("E115", pages=len(document), first=first)
    return range(first, last + 1)


def read_page(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> tuple[Page, Drawing]:
    """Glyphs and rulings of a page, and what else it draws. Raises BadPage where it cannot be read."""
    with loaded(document, number) as raw_page:
        try:
            page, frame, owners = read_glyphs(raw_page.raw, number, frame_of(raw_page), limits.page_characters)
            drawing = read_drawing(raw_page.raw, frame, owners, limits.page_objects)
        except TooMany as error:
            raise BadPage from error
        page.rulings, page.picture, page.grounds = drawing.rulings, drawing.picture, drawing.grounds
        for glyph in page.white:
            shows = any(ground.holds(*glyph.middle) for ground in drawing.grounds)
            (page.glyphs if shows else page.hidden).append(glyph)
        if page.picture < COVERED:
            page.hidden += [glyph for glyph in page.glyphs if glyph.sure == UNSEEN]
            page.glyphs = [glyph for glyph in page.glyphs if glyph.sure != UNSEEN]
        return page, drawing


@contextmanager
def loaded(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """One page, given back afterwards. Raises BadPage where PDFium cannot load it."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise BadPage from error
    try:
        yield page
    finally:
        page.close()


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The part of a page that shows, and how it is turned. Raises BadPage for a size that no page has."""
    left, bottom, right, top = page.get_bbox()
    if not (1 <= right - left <= LARGEST and 1 <= top - bottom <= LARGEST):
        raise BadPage
    return Frame(Box(left, bottom, right, top), page.get_rotation() % 360)


def picture(document: pypdfium2.PdfDocument, number: int, scale: float) -> Any:
    """A page as it shows, as an array of grey values (rows, columns), so many pixels to a point."""
    with loaded(document, number) as raw_page:
        image = raw_page.render(scale=scale, grayscale=True).to_numpy()
        return image[:, :, 0] if image.ndim == 3 else image
