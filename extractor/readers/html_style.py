"""What an element's own attributes say about how it shows: hidden, struck, block or inline, kept blanks, list style."""

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
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|text-indent\s*:\s*-(?:9{3}|[0-9]{4})",
    re.IGNORECASE,
)
# Whole parts of a page fade in by script; a word that is transparent is meant not to be seen.
_FADED = re.compile(r"(?<![\w-])opacity\s*:\s*0(?:\.0+)?%?\s*(?:[;!]|$)", re.IGNORECASE)
_WORDS = names("span font p td th b i em strong a li small sup sub label u")
_STRIKING = re.compile(
    r"text-decoration(?:-line)?\s*:[^;]*line-through|text-line-through\s*:\s*(?!none)", re.IGNORECASE
)
_STRUCK = names("del s strike")
_SIZE = re.compile(r"(?:^|;)\s*font(?:-size)?\s*:\s*([^;]*)", re.IGNORECASE)
_NO_SIZE = re.compile(r"(?:^|\s)0(?:\.0+)?(?:p[xt]|r?em|%)?\s*(?:!|/|\s|$)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]*)", re.IGNORECASE)
NO_SIZE, NO_COLOUR = 1, 2
_SHOWN_AGAIN = re.compile(r"visibility\s*:\s*visible", re.IGNORECASE)
DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*([a-z-]+)", re.IGNORECASE)
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)(?!-line)", re.IGNORECASE)
_LIST = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_TABLE_ROLES = {
    "table": "table", "table-row": "tr", "table-cell": "td", "table-caption": "caption",
    "table-header-group": "thead", "table-row-group": "tbody", "table-footer-group": "tfoot",
}  # fmt: skip
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
    if "style" not in attrs:
        return False
    style = attribute(tag, "style")
    return (hides(style) and not _shows_again(tag)) or (tag.name in _WORDS and bool(_FADED.search(style)))


def is_struck(tag: Tag) -> bool:
    """Whether a line is drawn through the content: it has been taken out."""
    if tag.name in _STRUCK:
        return True
    attrs = tag.attrs
    if "class" in attrs and "msodel" in attribute(tag, "class").lower().split():
        return True
    return "style" in attrs and strikes(attribute(tag, "style"))


def is_inserted(tag: Tag) -> bool:
    """Whether the content is marked as put in."""
    return tag.name == "ins" or ("class" in tag.attrs and "msoins" in attribute(tag, "class").lower().split())


def unseen(tag: Tag, inherited: int) -> int:
    """What keeps the words of this element from being seen: letters without size, letters without colour.

    Unlike `is_hidden` an element inside can give either back; a class may do so in a style sheet that is not here.
    """
    attrs = tag.attrs
    if "class" in attrs:
        inherited = 0
    if tag.name == "font":
        inherited &= ~((NO_SIZE if "size" in attrs else 0) | (NO_COLOUR if "color" in attrs else 0))
    if "style" in attrs:
        given, taken = _letters(attribute(tag, "style"))
        return (inherited & ~given) | taken
    return inherited


def display_role(tag: Tag) -> str:
    """The part of a table that an element is by its style, "" for none."""
    if "style" not in tag.attrs:
        return ""
    match = DISPLAY.search(attribute(tag, "style"))
    return _TABLE_ROLES.get(match[1].lower(), "") if match else ""


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
def hides(style: str) -> bool:
    """Whether these declarations hide."""
    return bool(_HIDING.search(style))


@lru_cache(maxsize=4096)
def strikes(style: str) -> bool:
    """Whether these declarations draw a line through the words."""
    return bool(_STRIKING.search(style))


@lru_cache(maxsize=4096)
def _letters(style: str) -> tuple[int, int]:
    """Which of size and colour the style sets, and which of them it takes away."""
    given = taken = 0
    if sizes := _SIZE.findall(style):
        given |= NO_SIZE
        taken |= NO_SIZE if _NO_SIZE.search(sizes[-1].strip()) else 0
    if colours := _COLOUR.findall(style):
        given |= NO_COLOUR
        clear = colours[-1].strip().lower().startswith("transparent") and "background-clip" not in style.lower()
        taken |= NO_COLOUR if clear else 0
    return given, taken


@lru_cache(maxsize=4096)
def _display(style: str) -> bool | None:
    """True for a block, False for inline, None where the style says neither."""
    match = DISPLAY.search(style)
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
