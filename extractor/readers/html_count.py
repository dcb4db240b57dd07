"""The second reading of a page, for the ledger: its text counted without laying anything out.

It knows only which elements hold text that nobody sees; lines, tables, hidden parts and furniture are none of its
business. `lost` is a third look, at the characters of the file before any parser had them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from extractor.readers.html_style import NEVER, attribute, names

SHOWN_VALUES = frozenset(("", "text", "search", "tel", "url", "email", "number", "range", "date", "month", "week"))
BUTTONS = frozenset(("submit", "button", "reset"))
FEW = 20
_HAN = re.compile("[\u3400-\u9fff]+")
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>")
_UNSEEN = names(
    "script style noscript template title iframe noframes noembed object audio video canvas datalist select xml"
)
_OPENING = re.compile(rf"<(!--|(?:{'|'.join(sorted(_UNSEEN))})(?=[\s>/]))", re.IGNORECASE)


def written(root: Tag) -> Iterator[str]:
    """Every text inside `root` that a page can show, in order. Does not recurse."""
    element: PageElement | None = root.contents[0] if root.contents else None
    end = after(root)
    while element is not None and element is not end:
        if isinstance(element, Tag):
            if element.name in NEVER:
                yield from stated(element)
                element = after(element)
                continue
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            yield element
        element = element.next_element


def title_of(root: Tag) -> str:
    """The title of the page, on one line."""
    title = next((tag for tag in root.descendants if isinstance(tag, Tag) and tag.name == "title"), None)
    return " ".join(title.get_text().split()) if title is not None and title.find_parent("svg") is None else ""


def after(tag: Tag) -> PageElement | None:
    """The first node behind everything that `tag` holds."""
    node: PageElement | None = tag
    while node is not None and node.next_sibling is None:
        node = node.parent
    return node.next_sibling if node is not None else None


def stated(tag: Tag) -> Iterator[str]:
    """Text that stands in attributes or in a choice."""
    if tag.name == "input":
        yield input_text(tag)
    elif tag.name == "select":
        yield from chosen(tag)


def input_text(tag: Tag) -> str:
    """What an input field shows of its value."""
    kind = attribute(tag, "type").strip().lower()
    known = kind in SHOWN_VALUES or kind in BUTTONS or kind.startswith("date")
    return attribute(tag, "value") if known else ""


def chosen(select: Tag) -> list[str]:
    """The texts of a list's chosen options; the first option where none is marked."""
    options = select.find_all("option")
    marked = [option for option in options if "selected" in option.attrs]
    several = "multiple" in select.attrs
    picked = marked if several else (marked[-1:] or options[:1])
    return [" ".join(option.get_text().split()) for option in picked]


def size(text: str) -> int:
    """Non-blank characters."""
    return len("".join(text.split()))


def lost(source: str, content: str) -> int:
    """Han characters that stand outside tags in the file and that the parsed page does not hold.

    Zero where the difference is small: an attribute with > in it and half a tag at the end are no loss.
    """
    inside = _han(content)
    if _han(source) - inside <= FEW:
        return 0
    outside = _han(_TAG.sub("", "".join(seen(source))))
    missing = outside - inside
    return missing if missing > FEW and missing > 0.02 * outside else 0


def _han(text: str) -> int:
    return sum(map(len, _HAN.findall(text)))


def seen(source: str) -> Iterator[str]:
    """The source without comments and without elements that nobody sees; linear, also where nothing is ever closed."""
    at, endless = 0, set[str]()
    while (match := _OPENING.search(source, at)) is not None:
        yield source[at : match.start()]
        at = _behind(source, match, endless)
    yield source[at:]


def _behind(source: str, opening: re.Match[str], endless: set[str]) -> int:
    """Where the text goes on. A comment or script that never ends takes the rest of the page: that is text lost."""
    name = opening[1].lower()
    if name not in endless:
        closing = re.compile("-->" if name == "!--" else f"</{name}", re.IGNORECASE)
        if match := closing.search(source, opening.end()):
            return match.end()
        endless.add(name)
    return opening.end()
