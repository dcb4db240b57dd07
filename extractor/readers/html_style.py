"""What an element's own attributes say about how it shows: hidden, block or inline, kept white space, list style."""

from __future__ import annotations

import re
from functools import lru_cache

from bs4.element import Tag


def names(text: str) -> frozenset[str]:
    """The names of elements in a text."""
    return frozenset(text.split())


BLOCK = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "search section summary ul listing xmp plaintext marquee table caption tr td th thead tbody tfoot"
)
# Elements whose text no person ever sees.
NEVER = names(
    "head title script style template noscript noframes noembed iframe object embed applet audio video canvas "
    "datalist colgroup col rp map area xml annotation annotation-xml desc metadata defs input select meta link base "
    "param source track basefont bgsound img frame"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
KEPT = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_SHOWN_AGAIN = re.compile(r"visibility\s*:\s*visible", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)(?!-line)", re.IGNORECASE)
_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_LEADING = re.compile(r"\s*([+-]?[0-9]{1,18})")


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute, "" where the element has none."""
    value = tag.attrs.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def whole(tag: Tag, name: str) -> int | None:
    """The whole number that an attribute begins with, as browsers read 100% as 100."""
    match = _LEADING.match(attribute(tag, name))
    return int(match[1]) if match else None


def is_hidden(tag: Tag) -> bool:
    """Whether the element says that its content does not show."""
    attrs = tag.attrs
    if not attrs:
        return False
    if "hidden" in attrs or (tag.name == "dialog" and "open" not in attrs):
        return True
    return "style" in attrs and _hides(attribute(tag, "style")) and not _shows_again(tag)


def is_block(tag: Tag) -> bool:
    """Whether the element begins and ends lines."""
    if "style" in tag.attrs:
        display = _display(attribute(tag, "style"))
        if display is not None:
            return display
    return tag.name in BLOCK


def keeps_blanks(tag: Tag) -> bool:
    """Whether white space shows as it is written."""
    return tag.name in KEPT or ("style" in tag.attrs and bool(_KEPT.search(attribute(tag, "style"))))


def list_style(tag: Tag) -> str | None:
    """The list style that the element itself names."""
    match = _LIST.search(attribute(tag, "style"))
    return match[1].strip().lower() if match else None


@lru_cache(maxsize=4096)
def _hides(style: str) -> bool:
    return bool(_HIDING.search(style))


@lru_cache(maxsize=4096)
def _display(style: str) -> bool | None:
    """True for a block, False for inline, None where the style says neither."""
    match = _DISPLAY.search(style)
    if match is None:
        return None
    value = match[1].lower()
    if value in ("block", "flex", "grid", "list-item", "table", "table-row"):
        return True
    return False if value in ("inline", "inline-block", "inline-flex", "contents") else None


def _shows_again(tag: Tag) -> bool:
    """visibility can be given back inside; display cannot."""
    style = attribute(tag, "style")
    if "visibility" not in style.lower() or re.search(r"display\s*:\s*none|mso-hide", style, re.IGNORECASE):
        return False
    return tag.find(style=_SHOWN_AGAIN) is not None
