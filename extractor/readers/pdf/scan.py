"""Pages without a text layer: the picture is read, and gives the same kind of Page that a text layer gives.

Three things are added to what the models of `recognition` do: text boxes are cut at the ruling lines, ink that was
passed over is read too, and a character is doubted where the ink and the reading do not tally. See
docs/constructs/pdf-scans.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from extractor.readers.pdf.doubts import (
    Line,
    blanks,
    brackets,
    checked,
    is_wide,
    own_em,
    printed_widths,
    score,
    units,
    with_bars,
)
from extractor.readers.pdf.page import CERTAIN, Box, Glyph, Page
from extractor.readers.pdf.picture import Image, Straight, bars, greyed, quarter_turned, straighten
from extractor.readers.pdf.recognition import Read, available, detected, recognised
from extractor.readers.pdf.strips import grown, middle, strips_of, usual

__all__ = ["CERTAIN", "DPI", "available", "read_scan", "scale_of"]

DPI = 200  # at which a page is to be rendered: a higher one takes longer and reads no better
PAPER, LARGEST = 842.0, 1300.0  # points: the long side of A4, and more than the long side of A3
UPRIGHT = 0.8  # mean score of a page below which it may stand on its head
UP, ASIDE = 0.15, 0.3  # of an em: the margin about a line that the recogniser sees
SAMPLE = 6  # lines that tell which way up a page is
HAIR = 0.25  # points: half the thickness of a ruling
OPENING, CLOSING = "（《“‘【〔〈「『", "，。；：、！？）》”’】〕〉」』"
BEARING = 0.03  # of an em: between the ink of a character and its box
NARROW = dict(zip(",:;!?()", "，：；！？（）", strict=True))
WIDE = {wide: narrow for narrow, wide in (*NARROW.items(), ("%", "％"))}
DASHES = "—一－-–―_"
NO_WIDTHS: Mapping[int, bool] = {}
GAP = 0.9  # of an em beyond the usual step: two characters so far apart have a gap between them


@dataclass(frozen=True, slots=True)
class View:
    """A picture set straight and where text was detected on it."""

    sheet: Straight
    boxes: list[Box]


def read_scan(picture: Image, number: int, width: float, height: float) -> Page:
    """What the rendered picture of a page says. A page that lies on its side or stands on its head is turned."""
    scale = picture.shape[1] / width
    grey, print_scale = greyed(picture), scale * oversize(width, height)
    view = _viewed(grey, print_scale)
    if lies(view.boxes):
        width, height = height, width
        grey = quarter_turned(grey)
        view = max(_viewed(grey, print_scale), _viewed(_half_turned(grey), print_scale), key=_sampled)
        lines = _lines(view, print_scale)
    else:
        view, lines = _upright(view, grey, print_scale)
    rulings = [_in_points(line, scale) for line in view.sheet.rulings]
    return Page(number, width, height, list(_glyphs(lines, scale)), rulings, picture=1.0)


def scale_of(width: float, height: float) -> float:
    """Pixels in a point at which a page is to be rendered."""
    return DPI / 72 / oversize(width, height)


def oversize(width: float, height: float) -> float:
    """How much larger than paper a page is: some scanners write a point for every pixel."""
    longest = max(width, height)
    return longest / PAPER if longest > LARGEST else 1.0


def lies(boxes: Iterable[Box]) -> bool:
    """Whether lines of text run up or down the page: then most text boxes are tall."""
    leaning = [box.height - box.width for box in boxes if max(box.width, box.height) > 2 * min(box.width, box.height)]
    return sum(leaning) > 0


def _upright(view: View, grey: Image, scale: float) -> tuple[View, list[Line]]:
    """The lines of a page that may stand on its head: what reads badly is read the other way up too."""
    lines = _lines(view, scale)
    if not lines or score(lines) >= UPRIGHT:
        return view, lines
    turned = _viewed(_half_turned(grey), scale)
    return max((view, lines), (turned, _lines(turned, scale)), key=lambda found: score(found[1]))


def _viewed(grey: Image, scale: float) -> View:
    sheet = straighten(grey, scale)
    return View(sheet, detected(sheet.grey))


def _half_turned(grey: Image) -> Image:
    return quarter_turned(quarter_turned(grey))


def _sampled(view: View) -> float:
    """How surely the longest lines read, which tells whether a page stands on its head."""
    longest = sorted(view.boxes, key=lambda box: box.width)[-SAMPLE:]
    scores = [read.sure for reads in recognised(view.sheet.grey, longest) for read in reads]
    return sum(scores) / len(scores) if scores else 0.0


def _lines(view: View, scale: float) -> list[Line]:
    sheet = view.sheet
    strips = strips_of(view.boxes, sheet.rulings, sheet.blobs, scale)
    em = usual(strip.ink for strip in strips)
    crops = [_within(grown(strip.ink, UP * em, ASIDE * em)) for strip in strips]
    readings = recognised(sheet.grey, crops)
    lines = [Line(strip, placed(reads, crop)) for strip, crop, reads in zip(strips, crops, readings, strict=True)]
    kept = [line for each in lines if (line := checked(each, sheet.rulings, em, sheet.dirty))]
    return [with_bars(line, own_em(line.strip.ink.height, em), partial(bars, sheet.grey)) for line in kept]


def _within(box: Box) -> Box:
    return Box(max(0.0, box.x0), max(0.0, box.top), box.x1, box.bottom)


def placed(reads: Iterable[Read], crop: Box) -> tuple[Read, ...]:
    """Readings with the place of each on the page instead of in its crop, and without blanks: these show in the places."""
    return tuple(replace(read, along=crop.x0 + read.along * crop.width) for read in reads if not read.text.isspace())


# --- characters to glyphs --------------------------------------------------------------------------------------------


def _in_points(line: Box, scale: float) -> Box:
    box = Box(*(edge / scale for edge in line))
    return grown(box, HAIR, 0) if box.width >= box.height else grown(box, 0, HAIR)


def _glyphs(lines: Iterable[Line], scale: float) -> Iterator[Glyph]:
    lines = list(lines)
    em = usual(line.strip.ink for line in lines)
    for line in lines:
        widths = printed_widths(line, own_em(line.strip.ink.height, em))
        for glyph in set_out(Line(line.strip, dashed(widened(line.reads, widths))), em):
            x0, top, x1, bottom = (edge / scale for edge in (glyph.x0, glyph.top, glyph.x1, glyph.bottom))
            yield Glyph(glyph.text, x0, top, x1, bottom, sure=round(glyph.sure, 4))


def set_out(line: Line, usual_em: float) -> list[Glyph]:
    """The characters of a line in their places, between one gap and the next spread over the ink by their widths."""
    em = own_em(line.strip.ink.height, usual_em)
    white = blanks(line, em)
    glyphs: list[Glyph] = []
    for first, end in pairwise(_cuts(line.reads, em, white)):
        piece = line.reads[first:end]
        left, right = _edges(line, first, end, em)
        left, right = white.get(first, (0, left))[1], white.get(end, (right, 0))[0]
        before = 0.5 if piece[0].text in OPENING else BEARING
        after = 0.5 if piece[-1].text in CLOSING else BEARING
        glyphs += _spread(piece, left - before * em, right + after * em, middle(line.strip.ink)[1], em)
    return glyphs


def _edges(line: Line, first: int, end: int, em: float) -> tuple[float, float]:
    """From where to where some characters of a line reach."""
    (a, b), ink = (line.reads[first], line.reads[end - 1]), line.strip.ink
    left = a.along - em * units(a.text) / 2 if first else ink.x0
    return left, b.along + em * units(b.text) / 2 if end < len(line.reads) else ink.x1


def _cuts(reads: Sequence[Read], em: float, white: Container[int]) -> list[int]:
    """Where pieces of a line begin and end: at its ends, at gaps and at blanks."""
    inner = [
        at
        for at, (before, read) in enumerate(pairwise(reads), 1)
        if at in white or read.along - before.along > em * ((units(before.text) + units(read.text)) / 2 + GAP)
    ]
    return [0, *inner, len(reads)]


def _spread(reads: Sequence[Read], start: float, end: float, y: float, em: float) -> Iterator[Glyph]:
    unit = (end - start) / sum(units(read.text) for read in reads)
    for read in reads:
        step = unit * units(read.text)
        yield Glyph(read.text, start, y - em / 2, start + step, y + em / 2, sure=read.sure)
        start += step


def widened(reads: Sequence[Read], printed: Mapping[int, bool] = NO_WIDTHS) -> tuple[Read, ...]:
    """Punctuation in the width that the ink has (`printed`), or else in that of its neighbours.

    The recogniser cannot tell （ from ( well, and official print in Chinese has its punctuation in full width. So a narrow
    , : ; ! ? in a line with wide characters is given in full width unless it stands between figures (`1:2`, `3,000`), and
    so are brackets that hold or touch a wide character and those whose other half stands on another line; `(a)` stays.
    The ink takes full width away and gives it to ％ only: a blank behind a narrow mark is as white as a full width.
    Straight quotes become “ and ” in turn.
    """
    texts = [read.text for read in reads]
    straight = [at for at, text in enumerate(texts) if text == '"']
    forms = {at: NARROW[texts[at]] for at in _narrow_among_wide(texts)}
    forms |= {at: "“”"[n % 2] for n, at in enumerate(straight)}
    forms |= {at: WIDE.get(texts[at], texts[at]) for at, wide in printed.items() if not wide}
    forms |= {at: "％" for at, wide in printed.items() if wide and texts[at] == "%"}
    return tuple(replace(read, text=forms.get(at, read.text)) for at, read in enumerate(reads))


def dashed(reads: Sequence[Read]) -> tuple[Read, ...]:
    """Dashes beside figures, which the recogniser takes for the numeral 一: page numbers `— 2 —` and spans `2022—2025`."""
    texts = [read.text for read in reads]
    if len(texts) > 2 and {texts[0], texts[-1]} <= set(DASHES) and all(map(str.isdigit, texts[1:-1])):
        dashes = {0, len(texts) - 1}
    else:
        dashes = {
            at for at in range(1, len(texts) - 1) if texts[at] == "一" and (texts[at - 1] + texts[at + 1]).isdigit()
        }
    return tuple(replace(read, text="—") if at in dashes else read for at, read in enumerate(reads))


def _narrow_among_wide(texts: Sequence[str]) -> Iterator[int]:
    """The narrow punctuation among wide characters."""
    partners = brackets(texts)
    wide = [is_wide(text) for text in texts]
    for at, text in enumerate(texts):
        first, last = sorted((at, partners.get(at, at)))
        if text in "()":
            among = at not in partners or any(wide[max(0, first - 1) : last + 2])
        else:
            among = any(wide) and not _between_figures(texts, at)
        if among and text in NARROW:
            yield at


def _between_figures(texts: Sequence[str], at: int) -> bool:
    beside = texts[max(0, at - 1)] + texts[min(at + 1, len(texts) - 1)]
    return beside.isascii() and beside.isalnum()
