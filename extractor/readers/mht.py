"""Web archives (.mht, .mhtml) and mails that hold a page: the root part, its frames, further sheets → Document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from posixpath import basename
from urllib.parse import unquote

from catalog.problems import Trouble
from extractor.document import Document, Notice
from extractor.limits import Limits
from extractor.readers.decode import declared, decode
from extractor.readers.html import read_page
from extractor.readers.html_count import seen, size
from extractor.readers.html_source import unfinished
from extractor.source import Source

# So many characters outside tags make a page; so many pages are named.
WORDS = 40
NAMED = 5
# The bar with the names of a workbook's sheets, which are links.
TABS = "tabstrip.htm"
_SHEET = re.compile(r"^sheet[0-9]{1,4}\.html?$", re.IGNORECASE)
_TAG = re.compile("<[^<>]*>")
PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Page:
    """A part that is a page: its addresses in the archive, bytes and declared encoding."""

    names: tuple[str, ...]
    data: bytes
    label: str | None


def read(source: Source, limits: Limits) -> Document:
    """The Document of an archive's page. Trouble E113 where it has none, else as for a page."""
    message = message_from_bytes(_unfolded(source.data), policy=policy.compat32)
    pages = [_page(part) for part in message.walk() if part.get_content_type() in PAGES]
    pages = [page for page in pages if page.data.strip()]
    if not pages:
        raise Trouble("E113")
    root = _root(message, pages)
    text, notices = decode(root.data, root.label or declared(root.data))
    parts = _Parts(pages, root, notices)
    return read_page(source.id, text, notices, limits, parts.frame, parts.rest)


def _unfolded(data: bytes) -> bytes:
    """The message without the blank lines that stand before its header."""
    return data.lstrip(b"\xef\xbb\xbf\r\n \t")


def _page(part: Message) -> _Page:
    payload = part.get_payload(decode=True)
    names = (part.get("Content-Location", ""), f"cid:{part.get('Content-ID', '').strip().strip('<>')}")
    return _Page(names, payload if isinstance(payload, bytes) else b"", part.get_content_charset())


def _root(message: Message, pages: list[_Page]) -> _Page:
    """The part that the archive names as its start, else the first page."""
    start = f"cid:{str(message.get_param('start') or '').strip().strip('<>')}"
    return next((page for page in pages if page.names[1] == start != "cid:"), pages[0])


class _Parts:
    """The pages of an archive: which a frame shows, by its address or by its file name, and which none does."""

    def __init__(self, pages: list[_Page], root: _Page, notices: list[Notice]) -> None:
        self._pages, self._notices = pages, notices
        self._shown = [root]

    def frame(self, address: str) -> list[str]:
        """The text of the page that a frame shows. The frame of a workbook shows one sheet after the other: all are read."""
        page = self._find(unquote(address.strip()))
        if page is None:
            return []
        if _file_name(page.names[0]).lower() == TABS:
            self._shown.append(page)
            return [""]
        if not _SHEET.search(_file_name(page.names[0])):
            return [self._text(page)]
        sheets = [sheet for sheet in self._unshown() if _SHEET.search(_file_name(sheet.names[0]))]
        return [self._text(sheet) for sheet in sheets] or [""]

    def rest(self) -> list[str]:
        """The texts of the sheets that no frame showed; other pages are told."""
        sheets = [page for page in self._unshown() if _SHEET.search(_file_name(page.names[0]))]
        texts = [self._text(page) for page in sheets]
        others = [name for page in self._unshown() if (name := _file_name(page.names[0])) and _has_words(page)]
        if others:
            self._notices.append(Notice("W238", {"names": "、".join(others[:NAMED])}))
        return texts

    def _unshown(self) -> list[_Page]:
        return [page for page in self._pages if not any(page is shown for shown in self._shown)]

    def _text(self, page: _Page) -> str:
        self._shown.append(page)
        text, notices = decode(page.data, page.label or declared(page.data))
        self._notices += [*notices, *unfinished(text)]
        return text

    def _find(self, address: str) -> _Page | None:
        if not address:
            return None
        exact = (page for page in self._pages if address in page.names)
        named = (page for page in self._pages if _file_name(page.names[0]) == _file_name(address) != "")
        return next(exact, None) or next(named, None)


def _has_words(page: _Page) -> bool:
    """Whether a page holds words of its own; Word keeps the margins of its pages in one that says so."""
    head = page.data.decode("latin-1")
    return "mso-element:" not in head and size(_TAG.sub("", "".join(seen(head)))) > WORDS


def _file_name(address: str) -> str:
    return basename(unquote(address).replace("\\", "/").partition("?")[0].partition("#")[0])
