"""The text layer of a page as PDFium gives it: glyphs with their boxes, set upright.

PDFium joins words with characters of its own (blanks, line ends); these are left out, the layout is read from
the places of the printed glyphs alone.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from extractor.readers.pdf.page import Box, Glyph, Page
from extractor.readers.symbols import is_private, plain_name, sign

ASCENT, DESCENT = 0.88, 0.12  # of an em: where Chinese fonts put their glyphs about the baseline
SOFT_HYPHEN = 2  # what PDFium gives for a hyphen at the end of a line
SLANT = 2.0  # degrees that upright text may lean
FAINT, WHITE = 170, 250  # luminance from which larger letters are a watermark, and from which letters do not show
LARGER = 1.3  # than the usual size: letters of a watermark
BESIDE = 0.07  # of the width: turned text so near the edge of a page is no text of it (装订线)
RECENT = 64  # letters of one kind in a row that are kept in mind
PLACE = 5.0  # points: no Han character of usual size is narrower
ROW = 4.0  # points: letters are looked for in rows of this height
SAME = 0.15  # of an em: how near a letter printed again, to look bold, stands to the first
SMALLEST = 1.0  # points: text of no size has a place, too
UNSEEN = 0.5  # how sure a letter is that is not drawn: scanners lay such text over the picture of a page
_UNMAPPED = "\ufffd"


class TooMany(Exception):
    """A page with more objects or characters than the limit."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned to be read: the visible box in its own space, and degrees clockwise."""

    box: Box  # left, bottom, right, top in the page's space, y upwards
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.box.x1 - self.box.x0, self.box.bottom - self.box.top
        return (height, width) if self.turn % 180 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's space as shown, y downwards."""
        left, bottom, right, top = self.box
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 90:
            return y - bottom, x - left
        return (right - x, y - bottom) if self.turn == 180 else (top - y, right - x)

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's space as shown."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


@dataclass(slots=True)
class _Raw:
    """A glyph in the page's own space: advance box, baseline, and how its text object is set."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    style: _Style


@dataclass(frozen=True, slots=True)
class _Style:
    em: float
    angle: float  # degrees, counterclockwise in the page's space
    unseen: bool
    white: bool
    owner: pdfium.FPDF_PAGEOBJECT


def read_glyphs(raw_page: pdfium.FPDF_PAGE, number: int, frame: Frame, most: int) -> tuple[Page, Frame, set[int]]:
    """The glyphs of a page, its frame, and the addresses of the text objects that they are of.

    Where most glyphs lie on their side, the page is turned so that they stand. Raises TooMany beyond `most` glyphs.
    """
    found, owners = _raw_glyphs(raw_page, most)
    if _doubled(found):
        found = list(_once(found))
    if found:
        angles = Counter(glyph.style.angle for glyph in found)
        usual_side = next((s for angle, _ in angles.most_common() if (s := _side(angle, frame.turn)) is not None), 0)
        frame = Frame(frame.box, (frame.turn - usual_side) % 360)
    page = Page(number, *frame.size)
    usual = _usual_size(found)
    sides = {angle: _side(angle, frame.turn) for angle in {raw.style.angle for raw in found}}
    for raw in found:
        _sort_in(page, raw, frame, sides[raw.style.angle], usual)
    return page, frame, owners


def _doubled(found: Sequence[_Raw]) -> bool:
    """Whether any Han character stands twice in one place: they are too wide for that by themselves."""
    places = [(raw.text, int(raw.x / PLACE), int(raw.y / PLACE)) for raw in found if raw.text >= "\u3400"]
    return len(set(places)) < len(places)


def _once(found: Sequence[_Raw]) -> Iterator[_Raw]:
    """Each letter once: some writers print a text again, moved a little, to make it bold or to give it a shadow."""
    known: dict[tuple[str, int], deque[_Raw]] = {}
    for raw in found:
        row = raw.y / ROW
        rows = {int(row), int(row - 0.25), int(row + 0.25)}
        if raw.text == " " or not any(_again(raw, known[raw.text, at]) for at in rows if (raw.text, at) in known):
            known.setdefault((raw.text, int(row)), deque(maxlen=RECENT)).append(raw)
            yield raw


def _again(raw: _Raw, others: Iterable[_Raw]) -> bool:
    """Whether another text object has printed a letter there; one glyph may stand for two letters in its own."""
    near = SAME * raw.style.em
    return any(abs(o.x - raw.x) <= near and abs(o.y - raw.y) <= near and o.style is not raw.style for o in others)


def _sort_in(page: Page, raw: _Raw, frame: Frame, side: int | None, usual: float) -> None:
    glyph = _glyph(raw, frame, side or 0)
    x, y = glyph.middle
    if not (-1 <= x <= page.width + 1 and -1 <= y <= page.height + 1):
        page.hidden.append(glyph)
    elif (
        side is None
        or (side and not BESIDE < x / page.width < 1 - BESIDE)
        or (glyph.size > LARGER * usual and _luminance(raw.style.owner) >= FAINT)
    ):
        page.aside.append(glyph)
    elif raw.style.white:
        page.white.append(glyph)
    else:
        page.glyphs.append(glyph)


def _usual_size(found: list[_Raw]) -> float:
    sizes = Counter(round(glyph.style.em, 1) for glyph in found)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _side(angle: float, turn: int) -> int | None:
    """How far a glyph is turned as shown (0, 90, 180, 270 clockwise); None where it lies across."""
    shown = (turn - angle) % 360
    nearest = round(shown / 90) * 90
    return nearest % 360 if abs(shown - nearest) <= SLANT else None


def _glyph(raw: _Raw, frame: Frame, side: int) -> Glyph:
    """The advance box along the text, an em across it: heights from fonts cannot be trusted."""
    sure = UNSEEN if raw.style.unseen else 1.0
    if side == 0 and frame.turn == 0 and raw.style.em:  # nearly all there are
        left, top, em = frame.box.x0, frame.box.bottom - raw.y, max(raw.style.em, SMALLEST)
        return Glyph(raw.text, raw.left - left, top - ASCENT * em, raw.right - left, top + DESCENT * em, 0, sure)
    box = frame.shown(raw.left, raw.bottom, raw.right, raw.top)
    x, y = frame.point(raw.x, raw.y)
    em = max(raw.style.em or box.height, SMALLEST)
    if side == 0:
        return Glyph(raw.text, box.x0, y - ASCENT * em, box.x1, y + DESCENT * em, 0, sure)
    if side == 180:
        box = Box(box.x0, y - DESCENT * em, box.x1, y + ASCENT * em)
    elif side == 90:
        box = Box(x - DESCENT * em, box.top, x + ASCENT * em, box.bottom)
    else:
        box = Box(x - ASCENT * em, box.top, x + DESCENT * em, box.bottom)
    return Glyph(raw.text, *box, turn=side, sure=sure)


def address(item: pdfium.FPDF_PAGEOBJECT) -> int:
    """Which object this is."""
    return ctypes.addressof(item.contents) if item else 0


def _raw_glyphs(raw_page: pdfium.FPDF_PAGE, most: int) -> tuple[list[_Raw], set[int]]:
    text_page = pdfium.FPDFText_LoadPage(raw_page)
    try:
        return _printed(text_page, most) if text_page else ([], set())
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _printed(text_page: pdfium.FPDF_TEXTPAGE, most: int) -> tuple[list[_Raw], set[int]]:
    """The loop over all characters; it is the hottest of the reader, so the calls stand in it by name."""
    code_of, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    object_of, generated = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_IsGenerated
    unmapped = pdfium.FPDFText_HasUnicodeMapError
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    found: list[_Raw] = []
    count = pdfium.FPDFText_CountChars(text_page)
    if count > most:
        raise TooMany
    half = 0  # of a character that PDFium gives as two UTF-16 codes
    for index in range(count):
        code = code_of(text_page, index)
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if half and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        if code <= 32 and code != SOFT_HYPHEN and (generated(text_page, index) == 1 or code in (9, 10, 13)):
            continue
        if not (box_of(text_page, index, box) and origin_of(text_page, index, x, y)):
            continue
        owner = object_of(text_page, index)
        key = address(owner)
        style = styles.get(key) or styles.setdefault(key, _style(owner, text_page, index))
        text = _character(code, owner) if unmapped(text_page, index) != 1 else _UNMAPPED
        found.append(_Raw(text, box.left, box.bottom, box.right, box.top, x.value, y.value, style))
    return found, set(styles)


def _character(code: int, owner: pdfium.FPDF_PAGEOBJECT) -> str:
    if code == SOFT_HYPHEN:
        return "-"
    if is_private(code):
        return sign(code, plain_name(_font_name(owner))) or chr(code)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else _UNMAPPED


def _font_name(owner: pdfium.FPDF_PAGEOBJECT) -> str:
    font, buffer = pdfium.FPDFTextObj_GetFont(owner) if owner else None, ctypes.create_string_buffer(128)
    return buffer.value.decode("latin-1") if font and pdfium.FPDFFont_GetBaseFontName(font, buffer, 128) else ""


def _style(owner: pdfium.FPDF_PAGEOBJECT, text_page: pdfium.FPDF_TEXTPAGE, index: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    em = abs(pdfium.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    return _Style(em, angle, mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, _luminance(owner) >= WHITE, owner)


def _luminance(owner: pdfium.FPDF_PAGEOBJECT) -> float:
    """How pale a text is drawn: 0 for black, 255 for white or what can be seen through."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not owner or not pdfium.FPDFPageObj_GetFillColor(owner, red, green, blue, alpha):
        return 0.0
    pale = 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value
    return 255 - (255 - pale) * alpha.value / 255
