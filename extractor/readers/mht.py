"""Web archives (.mht, .mhtml) and mails that hold a page: the root part and its frames → Document."""

from __future__ import annotations

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
from extractor.source import Source

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
    return read_page(source.id, text, notices, limits, _Frames(pages, notices))


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


class _Frames:
    """Finds the page of a frame among the parts, by its address or by its file name."""

    def __init__(self, pages: list[_Page], notices: list[Notice]) -> None:
        self._pages, self._notices = pages, notices

    def __call__(self, address: str) -> str | None:
        page = self._find(unquote(address.strip()))
        if page is None:
            return None
        text, notices = decode(page.data, page.label or declared(page.data))
        self._notices += notices
        return text

    def _find(self, address: str) -> _Page | None:
        if not address:
            return None
        exact = (page for page in self._pages if address in page.names)
        named = (page for page in self._pages if _file_name(page.names[0]) == _file_name(address) != "")
        return next(exact, None) or next(named, None)


def _file_name(address: str) -> str:
    return basename(unquote(address).replace("\\", "/").partition("?")[0].partition("#")[0])
