"""Web pages (also .xls files that are HTML inside): bytes → Document, with what a person sees in the browser."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from catalog.problems import Trouble
from extractor.document import Document, Notice
from extractor.limits import Limits
from extractor.readers.decode import declared, decode
from extractor.readers.html_count import lost, size, title_of, written
from extractor.readers.html_lay import Layout
from extractor.readers.html_source import Fetch, cleaned, no_frames, parse, uninterrupted
from extractor.readers.html_walk import Walk
from extractor.readers.html_zones import mark_furniture
from extractor.source import Source

_TITLE = re.compile("<title", re.IGNORECASE)


def read(source: Source, limits: Limits) -> Document:
    """The Document of a page; Trouble E220 where it is no text, E223 where it has none, E110 and E211 for limits."""
    text, notices = decode(source.data, declared(source.data))
    return read_page(source.id, text, notices, limits)


def read_page(source: str, text: str, notices: list[Notice], limits: Limits, fetch: Fetch = no_frames) -> Document:
    """The Document of a decoded page. `fetch` gives the text of a frame that the source holds beside the page."""
    text, more = cleaned(text)
    with uninterrupted():
        soup = parse(text, limits, fetch)
        title = title_of(soup) if _TITLE.search(text) else ""
        document = _document(soup, title, Layout(limits, [*notices, *more]), source)
        content = "\n".join(written(soup))
    document.visible = size(title) + size(content)
    _check(document, soup, lost(text, content))
    return document


def _document(soup: BeautifulSoup, title: str, layout: Layout, source: str) -> Document:
    nodes = Walk(layout.limits).read(soup)
    mark_furniture(nodes)
    layout.title(title)
    layout.story(nodes)
    return layout.document(source)


def _check(document: Document, soup: BeautifulSoup, missing: int) -> None:
    """Say what was not read: text that broken tags took, and words in pictures."""
    if not document.visible:
        raise Trouble("E105", detail="标签或注释未闭合") if missing else Trouble("E223")
    if missing:
        document.notices.append(Notice("W235", {"count": str(missing)}))
    if not document.blocks and soup.find("img") is not None:
        document.notices.append(Notice("W234"))
