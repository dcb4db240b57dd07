"""Web pages (also .xls files that are HTML inside): bytes → Document, with what a person sees in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup

from catalog.problems import Trouble
from extractor.document import Document, Notice
from extractor.limits import Limits
from extractor.readers.decode import declared, decode
from extractor.readers.html_count import lost, size, title_of, written
from extractor.readers.html_lay import Layout
from extractor.readers.html_source import Fetch, add_pages, cleaned, no_frames, parse, unfinished, uninterrupted
from extractor.readers.html_walk import Walk
from extractor.readers.html_why import why
from extractor.readers.html_zones import mark_furniture
from extractor.source import Source

Rest = Callable[[], list[str]]
_TITLE = re.compile("<title", re.IGNORECASE)


def no_pages() -> list[str]:
    """A page alone."""
    return []


def read(source: Source, limits: Limits) -> Document:
    """The Document of a page; Trouble E220 where it is no text, E223 where it has none, E110 and E211 for limits."""
    text, notices = decode(source.data, declared(source.data))
    return read_page(source.id, text, notices, limits)


def read_page(
    source: str, text: str, notices: list[Notice], limits: Limits, fetch: Fetch = no_frames, rest: Rest = no_pages
) -> Document:
    """The Document of a decoded page.

    `fetch` gives the texts of a frame that the source holds beside the page; `rest` the pages that no frame showed.
    `notices` may grow until all of them are read.
    """
    text, more = cleaned(text)
    with uninterrupted():
        soup = parse(text, limits, fetch)
        add_pages(soup, rest(), limits, fetch)
        title = title_of(soup) if _TITLE.search(text) else ""
        walk = Walk(limits)
        document = _document(soup, walk, title, Layout(limits, [*notices, *more, *unfinished(text)]), source)
        content = "\n".join(written(soup))
    document.visible = size(title) + size(content)
    _check(document, soup, lost(text, content))
    document.notices += why(document, soup, walk.pictures)
    return document


def _document(soup: BeautifulSoup, walk: Walk, title: str, layout: Layout, source: str) -> Document:
    nodes = walk.read(soup)
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
