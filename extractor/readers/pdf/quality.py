"""Whether the text layer of a page can be used: scans, glyphs without characters, fonts with a scrambled table."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractor import lexicon
from extractor.readers.decode import CONTROL, TURNS
from extractor.readers.pdf.page import Glyph, Page
from extractor.readers.pdf.sheet import Printed

BAD = 0.01  # share of glyphs without a character from which a page is not read
FEW = 5  # glyphs below which a page with a picture is a scan
COVERED = 0.3  # share of the page that a picture has to cover for that
MARGIN = 0.1  # of the height: headers and footers, which writers print on scans, too
PICTURE, WHOLE = 0.15, 0.9  # share of the page of a picture that may hold words, and of one that is a ground
ENOUGH = 60  # Han characters that tell whether a text is Chinese at all
COMMON = 0.25  # share of them that are among the most common ones: official Chinese has 0.5 or more
_HAN = re.compile("[\u4e00-\u9fff]")


def defect(page: Page, drawn: int) -> str | None:
    """Why the text of a page cannot be used: `none`, `unmapped` or `scrambled`; None where it can, or the page is blank.

    `drawn`: how many shapes that are no straight lines the page draws (text as outlines).
    """
    text = "".join(glyph.text for glyph in page.glyphs if not glyph.text.isspace())
    if len(text) < FEW or (page.picture >= COVERED and sum(_in_body(glyph, page) for glyph in page.glyphs) < FEW):
        empty = page.picture >= COVERED or drawn > 100
        return "none" if empty else None
    if sum(map(_unmapped, text)) > BAD * len(text):
        return "unmapped"
    return "scrambled" if _scrambled(text) else None


def _in_body(glyph: Glyph, page: Page) -> bool:
    """Whether a letter stands where no header or footer does."""
    return not glyph.text.isspace() and MARGIN < glyph.middle[1] / page.height < 1 - MARGIN


def pictured(page: Page) -> bool:
    """Whether a page of text has a large picture, whose words are not read; one behind the whole page is a ground."""
    return PICTURE <= page.picture < WHOLE


def cleaned(page: Page) -> int:
    """Take characters out of a page that nobody can see, controls and joiners, and count them."""
    kept = [glyph for glyph in page.glyphs if not _unseen(glyph.text)]
    gone, page.glyphs = len(page.glyphs) - len(kept), kept
    return gone


def _unseen(text: str) -> bool:
    if text.isprintable() or TURNS.search(text):
        return False
    return CONTROL.search(text) is not None or unicodedata.category(text[0]) in ("Cc", "Cf")


def turns(page: Printed) -> bool:
    """Whether a page holds marks that change the direction of writing: what is seen is not what is stored."""
    cells = (cell.laid.text for _, cells in page.tables for cell in cells)
    return any(TURNS.search(text) for text in (*cells, *(line.text for line in page.lines)))


def _unmapped(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff"


def _scrambled(text: str) -> bool:
    """Characters that no Chinese text has: the font's table gives other characters than its glyphs show."""
    han = _HAN.findall(text)
    return len(han) >= ENOUGH and sum(character in _common() for character in han) < COMMON * len(han)


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon.common_characters())
