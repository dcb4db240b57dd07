"""Why a page may have no table: its frames are not here, it is a picture, scripts fill it, or the table is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Tag

from extractor.document import Document, Grid, Notice, Paragraph
from extractor.readers.html_style import attribute

NAMED = 3
LONG = 40
# A page with pictures and fewer characters than these is one of pictures.
FEW = 200
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd|csv)(?=$|[?#])", re.IGNORECASE)
_OTHER_SOURCE = re.compile(r"\s*(?:about:|javascript:|data:|$)", re.IGNORECASE)


def why(document: Document, soup: BeautifulSoup, pictures: int) -> list[Notice]:
    """What to say of the page. Frames of a frameset are always told, the rest only where there is no table."""
    frames = _sources(soup, "frame")
    if any(isinstance(block, Grid) for block in document.blocks):
        return [_named("W242", frames)] if frames else []
    frames += _sources(soup, "iframe")
    notices = [_named("W242", frames)] if frames else []
    words = sum(len(block.text) for block in document.blocks if isinstance(block, Paragraph))
    if words < FEW and (pictures or (not document.blocks and soup.find("img") is not None)):
        notices.append(Notice("W234"))
    if not document.blocks and not frames and soup.find("script") is not None:
        notices.append(Notice("W243"))
    if attached := list(_attached(soup)):
        notices.append(_named("W244", attached))
    return notices


def _sources(soup: BeautifulSoup, name: str) -> list[str]:
    """The addresses of frames that could not be filled."""
    addresses = (attribute(tag, "src") for tag in soup.find_all(name))
    return [address for address in addresses if not _OTHER_SOURCE.match(address)]


def _attached(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all("a"):
        if isinstance(tag, Tag) and (_FILE.search(attribute(tag, "href")) or _FILE.search(tag.get_text().strip())):
            yield tag.get_text().strip() or attribute(tag, "href")


def _named(code: str, names: list[str]) -> Notice:
    shown = [name if len(name) <= LONG else name[: LONG - 1] + "…" for name in dict.fromkeys(names)]
    return Notice(code, {"names": "、".join(shown[:NAMED]) + ("…" if len(shown) > NAMED else "")})
