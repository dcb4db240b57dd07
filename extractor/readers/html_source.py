"""The text of a web page → a tree: server-side code taken out, control references dropped, frames filled, styles applied."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.limits import Limits
from extractor.readers.decode import CONTROL, clean
from extractor.readers.html_builder import Element, PlainBuilder
from extractor.readers.html_count import seen
from extractor.readers.html_sheet import apply_sheet
from extractor.readers.html_style import attribute

FRAMES_DEEP = 3
# Half a tag at the end of a page is looked for in so many characters.
HALF = 500
# Opening and closing of code that a server would have run: it is no text of the page.
DIRECTIVES = (("<%", "%>"), ("<?php", "?>"), ("<?=", "?>"), ("<? ", "?>"))
# Excel keeps the sheets that it hides.
_HIDDEN_SHEET = re.compile("<x:Visible>Sheet(?:Very)?Hidden</x:Visible>", re.IGNORECASE)
_FRAME = re.compile(r"<i?frame[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX]0{0,6}([0-9a-fA-F]{1,2})(?:;|(?![0-9a-fA-F]))|0{0,6}([0-9]{1,3})(?:;|(?![0-9])))")
# Zero-width characters alone between two tags: editors leave them in cells that are empty to the eye.
_THIN = re.compile(r"[\u200b-\u200d\u2060\ufeff]|&#8203;|&#x200b;|&ZeroWidthSpace;|&#65279;", re.IGNORECASE)
_NOTHING = re.compile(
    rf"(?<=>)(?:[ \t\n]|&nbsp;)*+(?:(?:{_THIN.pattern})(?:[ \t\n]|&nbsp;)*+)++(?=<)",
    re.IGNORECASE,
)

_TABLE = re.compile("<(/?)table(?![a-z0-9-])", re.IGNORECASE)
_HALF_TAG = re.compile(r"</?[a-zA-Z][^<>]*\Z")

Fetch = Callable[[str], list[str]]


def no_frames(source: str) -> list[str]:
    """Nothing outside the page itself is ever fetched."""
    return []


def unfinished(text: str) -> list[Notice]:
    """What to say of a page in which a table does not end, or that ends in the middle of a tag."""
    if not _HALF_TAG.search(text[-HALF:]) and not _open_tables(text):
        return []
    count = _open_tables("".join(seen(text)))
    if count:
        return [Notice("W236", {"count": str(count)})]
    return [Notice("W237")] if _HALF_TAG.search(text[-HALF:]) else []


def _open_tables(text: str) -> int:
    count = 0
    for match in _TABLE.finditer(text):
        count = max(count - 1, 0) if match[1] else count + 1
    return count


def cleaned(text: str) -> tuple[str, list[Notice]]:
    """The page without server-side code and control characters, written or referred to."""
    text, notices = clean(text)
    for opening, closing in DIRECTIVES:
        text = _without(text, opening, closing)
    text = _DECLARATION.sub("", text)
    text = _REFERENCE.sub(_spared, text) if "&#" in text else text
    return _NOTHING.sub("", text) if _THIN.search(text) else text, notices


def parse(text: str, limits: Limits, fetch: Fetch = no_frames, depth: int = 0) -> BeautifulSoup:
    """The tree of a page, its frames filled with what they hold. Trouble E110 for too many tags."""
    if text.count("<") > limits.html_tags:
        raise Trouble("E110", limit="html_tags", maximum=limits.html_tags)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(text, builder=PlainBuilder())
    apply_sheet(soup, text)
    for frame in soup.find_all(["iframe", "frame"]) if _FRAME.search(text) else ():
        _fill(frame, limits, fetch, depth)
    return soup


def add_pages(soup: BeautifulSoup, pages: list[str], limits: Limits, fetch: Fetch) -> None:
    """Further pages of the source, each behind all that came before."""
    for text in pages:
        division = Element("div", {})
        soup.append(division)
        _put(division, text, limits, fetch, 0)


def _fill(frame: Tag, limits: Limits, fetch: Fetch, depth: int) -> None:
    if depth >= FRAMES_DEEP:
        return
    stated = attribute(frame, "srcdoc")
    pages = [stated] if stated.strip() else fetch(attribute(frame, "src"))
    if pages and not any(page.strip() for page in pages):
        frame.extract()
    elif pages:
        frame.clear()
        # No longer an element whose text nobody sees.
        frame.name = "div"
        for page in pages:
            division = Element("div", {})
            frame.append(division)
            _put(division, page, limits, fetch, depth + 1)


def _put(division: Tag, text: str, limits: Limits, fetch: Fetch, depth: int) -> None:
    if _HIDDEN_SHEET.search(text):
        division.attrs["hidden"] = ""
    children: list[PageElement] = list(parse(cleaned(text)[0], limits, fetch, depth).contents)
    for child in children:
        division.append(child)


def _without(text: str, opening: str, closing: str) -> str:
    """`text` without all that stands between these two; an opening that is never closed stays."""
    parts, start = [], 0
    while (begin := text.find(opening, start)) >= 0 and (end := text.find(closing, begin)) >= 0:
        parts.append(text[start:begin])
        start = end + len(closing)
    return "".join(parts) + text[start:] if parts else text


def _spared(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if code < 128 and CONTROL.match(chr(code)) else match[0]


@contextmanager
def uninterrupted() -> Iterator[None]:
    """No garbage collection while a million small objects are made: none of them is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
