"""The second reading of a PDF: pdfminer reads the cells again, and where it reads otherwise a person should look.

Two readers that share no code seldom lose the same decimal point. Cells are compared without blanks and in their
normal forms; a glyph that pdfminer has no character for says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO

import pdfplumber
from pdfplumber.page import Page as PlumberPage

from extractor.document import Doubtful, Span
from extractor.readers.pdf.lines import lines_of
from extractor.readers.pdf.page import Box, Glyph
from extractor.readers.pdf.setting import Laid
from extractor.zh.normalize import normalize

ALONE = 6  # characters: a figure alone in its cell is whole
LEANING = 0.05  # a glyph that leans no more than this stands
AROUND = 6  # characters shown about a difference
_CID = re.compile(r"\(cid:[0-9]+\)")
_FIGURE = re.compile(r"[0-9０-９]")
_SIGN = re.compile(r"[.．%％‰≤≥≦≧<>＜＞±~～\-+×÷/／]")
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Read:
    """A cell as first read: its page, box and text, and whether it may have lost something."""

    page: int
    box: Box
    text: str
    span: Span
    doubtful: bool


def is_doubtful(laid: Laid, at_foot: bool) -> bool:
    """Whether figures of a cell should be read again: uneven gaps, heights or places in a number, or a page's edge.

    `at_foot`: the cell reaches the lower end of its page, where a number may be cut.
    """
    pairs = list(zip(laid.glyphs, laid.glyphs[1:], strict=False))
    uneven = any(_uneven(a, b) for a, b in pairs if a and b and _in_number(a.text) and _in_number(b.text))
    cut = at_foot and len(laid.text) > ALONE and _in_number(laid.text[-1])
    return uneven or cut or _UNKNOWN in laid.text


def _in_number(text: str) -> bool:
    return bool(_FIGURE.match(text) or _SIGN.match(text))


def _uneven(a: Glyph, b: Glyph) -> bool:
    """A gap in which a point may be lost, an overlap, a change of height: 8 5, 10²."""
    em = max(a.size, b.size)
    if abs(a.bottom - b.bottom) > em / 2:
        return False  # on two lines
    gap = b.x0 - a.x1
    raised = abs(a.bottom - b.bottom) > 0.15 * em or abs(a.size - b.size) > 0.15 * em
    return raised or gap > 0.15 * em or gap < -0.3 * em


def page_glyphs(data: bytes, password: str | None, number: int) -> list[Glyph] | None:
    """The characters of one page as pdfminer reads it, for a page on which PDFium has no glyph for some of them.

    None where pdfminer cannot read it.
    """
    return next((glyphs for _, glyphs in _pages(data, password, [number])), None)


def differences(data: bytes, password: str | None, cells: Sequence[Read]) -> list[Doubtful]:
    """The cells that pdfminer reads otherwise, each with both readings; nothing of pages that it cannot read."""
    by_page: dict[int, list[Read]] = {}
    for cell in cells:
        by_page.setdefault(cell.page, []).append(cell)
    return [
        doubt
        for number, glyphs in _pages(data, password, sorted(by_page))
        for cell in by_page[number]
        if (doubt := _compared(cell, glyphs))
    ]


def _pages(data: bytes, password: str | None, numbers: list[int]) -> Iterator[tuple[int, list[Glyph]]]:
    """The glyphs of some pages. On a broken file pdfminer raises whatever it likes; then there is no second reading."""
    try:
        with pdfplumber.open(BytesIO(data), password=password or "", pages=numbers) as document:
            for page in document.pages:
                yield page.page_number, _glyphs(page)
                page.close()
    except Exception:
        return


def _glyphs(page: PlumberPage) -> list[Glyph]:
    """The characters as pdfminer places them, from the top left of what shows."""
    left, top, _, _ = page.cropbox
    return [
        Glyph(_CID.sub(_UNKNOWN, c["text"]), c["x0"] - left, c["top"] - top, c["x1"] - left, c["bottom"] - top)
        for c in page.chars
        if _is_straight(*map(abs, c["matrix"][:2]))
    ]


def _is_straight(along: float, across: float) -> bool:
    """Whether a glyph stands or lies, by two numbers of its matrix; one across the page is of a watermark."""
    return min(along, across) <= LEANING * max(along, across)


def _compared(cell: Read, glyphs: Iterable[Glyph]) -> Doubtful | None:
    inside = [glyph for glyph in glyphs if cell.box.holds(*glyph.middle) and not glyph.text.isspace()]
    other = "".join(glyph.text for line in lines_of(inside) for glyph in line.glyphs)
    first, second = _bare(cell.text), _bare(other)
    if first == second or not second:
        return None
    changed = sorted(_changes(first, second), key=lambda change: not (_SIGN.search(change[0] + change[1])))
    if not changed:
        return None
    return Doubtful(cell.span, "R131", (("first", changed[0][2]), ("second", changed[0][3])))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", normalize(text))


def _changes(first: str, second: str) -> Iterable[tuple[str, str, str, str]]:
    """(one reading, the other, each with its surroundings) of what differs; an unread glyph is no difference."""
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        unread = second[c:d] and set(second[c:d]) == {_UNKNOWN}
        if tag != "equal" and not unread:
            near = slice(max(a - AROUND, 0), b + AROUND), slice(max(c - AROUND, 0), d + AROUND)
            yield first[a:b], second[c:d], first[near[0]], second[near[1]]
