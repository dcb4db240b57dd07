"""PDF: pages of glyphs and lines, drawn for the eye, → Document.

PDFium reads the characters and the ruling lines, the table finder of pdfplumber makes cells of the lines, white gaps
make them where there are none, and what is left is text. A page without usable text is read from its picture, if the
`ocr` extra is installed. Each page is read by itself; tables that pages cut are joined later, in `extractor.sheets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2

from catalog.problems import Trouble
from extractor import child
from extractor.document import Document, Notice
from extractor.limits import Limits
from extractor.options import DEFAULT_OPTIONS, Options
from extractor.readers.pdf.file import BadPage, is_cut, opened, page_numbers, picture, read_page
from extractor.readers.pdf.lattice import Lattice
from extractor.readers.pdf.page import Page
from extractor.readers.pdf.quality import cleaned, defect, pictured, turns
from extractor.readers.pdf.recognition import available
from extractor.readers.pdf.second import differences, page_glyphs
from extractor.readers.pdf.sheet import Printed, read_sheet, ruled, without_margins
from extractor.readers.pdf.write import write
from extractor.source import Source

TOGETHER = 100  # pages that are compared for what they repeat; more would only take more memory
# Why the text of a page cannot be used, as the end of a sentence about the page.
WHY = {
    "none": ("是图片（扫描件）", "a picture (a scan)"),
    "unmapped": ("的字体没有文字对照表", "a font without a table of characters"),
    "scrambled": ("的字体编码错乱，取出的文字与页面不符", "a font whose table gives other characters than it shows"),
}


def read(source: Source, limits: Limits, options: Options = DEFAULT_OPTIONS) -> Document:
    """Read a PDF in a child process: native code that hangs or dies takes nothing else with it.

    Raises Trouble E104, E105, E114, E115, E120, E214, E215 or E216.
    """
    task = Task(source, limits, options)
    reading = _in_child(task, limits.child_seconds, limits.child_bytes)
    if reading.unread and options.recognise and available():
        task = Task(source, limits, options, recognise=True)
        seconds = limits.child_seconds + limits.scan_seconds * len(reading.unread)
        reading = _in_child(task, seconds, limits.scan_bytes)
    if reading.unread and not reading.document.pieces:
        raise next(Trouble(n.code, **n.params) for n in reading.document.notices if n.code == "E215")
    return reading.document


def _in_child(task: Task, seconds: float, bytes_: int) -> Reading:
    """Where the file is too much for the second reading, the first one alone."""
    try:
        return child.run(read_here, task, seconds=seconds, bytes_=bytes_)
    except Trouble as trouble:
        if trouble.code != "E120" or task.options.second_reading == "never":
            raise
        alone = replace(task, options=replace(task.options, second_reading="never"))
        return child.run(read_here, alone, seconds=seconds, bytes_=bytes_)


@dataclass(frozen=True, slots=True)
class Task:
    """What to read and how; with `recognise`, pages without usable text are read from their picture."""

    source: Source
    limits: Limits
    options: Options
    recognise: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and the pages that have no usable text."""

    document: Document
    unread: list[int]


def read_here(task: Task) -> Reading:
    """Read a PDF in this process."""
    found = _Pages()
    with opened(task.source.data, task.options) as document:
        for numbers in batched(page_numbers(document, task.limits, task.options), TOGETHER):
            found.add([page for number in numbers if (page := _read_page(document, number, task, found))])
    if found.bad and not (found.printed or found.unread):
        raise Trouble("E214", pages=ranges(found.bad))
    notices = [*found.notices(), *([Notice("W105", {"detail": "PDF结尾缺失"})] if is_cut(task.source.data) else [])]
    written = write(task.source.id, found.printed, notices, task.limits)
    again = [cell for cell in written.cells if cell.doubtful or task.options.second_reading == "always"]
    if again and task.options.second_reading != "never":
        written.document.doubtful += differences(task.source.data, task.options.password, again)
    return Reading(written.document, [page for pages in found.unread.values() for page in pages])


class _Pages:
    """What was read of the pages, and which were not."""

    def __init__(self) -> None:
        self.printed: list[Printed] = []
        self.bad: list[int] = []
        self.recognised: list[int] = []
        self.unread: dict[str, list[int]] = {}
        self.deep: list[int] = []
        self.pictured: list[int] = []
        self.cleaned = 0  # control characters that were taken out

    def add(self, pages: list[Page]) -> None:
        """Some pages that follow each other; a table without lines may go on from page to page."""
        together = [ruled(page) for page in pages]
        without_margins(together)
        for each in together:
            self.printed.append(read_sheet(each, self._last_table(each.page.number)))

    def _last_table(self, number: int) -> Lattice | None:
        before = self.printed[-1] if self.printed and self.printed[-1].number == number - 1 else None
        return before.tables[-1][0] if before and before.tables else None

    def notices(self) -> list[Notice]:
        """What is to be said of the pages."""
        told = [Notice("E214", {"pages": ranges(self.bad)})] if self.bad else []
        told += [Notice("W248", {"pages": ranges(self.deep)})] if self.deep else []
        told += [Notice("W249", {"pages": ranges(self.pictured)})] if self.pictured else []
        told += [Notice("W221", {"count": str(self.cleaned)})] if self.cleaned else []
        told += [Notice("E222")] if any(turns(page) for page in self.printed) else []
        told += [Notice("W245", {"pages": ranges(self.recognised)})] if self.recognised else []
        return told + [_unusable(why, pages) for why, pages in self.unread.items()]


def _unusable(why: str, pages: list[int]) -> Notice:
    chinese, english = WHY[why]
    return Notice("E215", {"pages": ranges(pages), "why": chinese, "why_en": english})


def _read_page(document: pypdfium2.PdfDocument, number: int, task: Task, found: _Pages) -> Page | None:
    """The page, None where it cannot be read or has no usable text."""
    try:
        page, drawing = read_page(document, number, task.limits)
    except BadPage:
        found.bad.append(number)
        return None
    if drawing.lost:
        page.glyphs = page_glyphs(task.source.data, task.options.password, number) or page.glyphs
    found.cleaned += cleaned(page)
    found.deep += [number] * drawing.deep
    why = defect(page, drawing.shapes)
    if why is None:
        found.pictured += [number] * pictured(page)
        return page
    if task.recognise:
        found.recognised.append(number)
        return _recognised(document, page)
    found.unread.setdefault(why, []).append(number)
    return None


def _recognised(document: pypdfium2.PdfDocument, page: Page) -> Page:
    """A page read from its picture."""
    from extractor.readers.pdf.scan import read_scan, scale_of

    shown = picture(document, page.number, scale_of(page.width, page.height))
    try:
        return read_scan(shown, page.number, page.width, page.height)
    except Exception as error:
        if "alloc" in str(error).lower():  # what the recognition's native code says for want of memory
            raise MemoryError(str(error)) from error
        raise


def batched(numbers: range, size: int) -> Iterator[range]:
    """The pages in runs of at most `size`."""
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def ranges(pages: list[int]) -> str:
    """1、3～5 for [1, 3, 4, 5]."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}～{run[-1]}" for run in runs)
