"""The page's own style sheet, as far as it hides or strikes out: simple selectors only, `.class`, `#id`, `tag.class`.

A class that any rule of the page shows again (`.pane.active {display: block}`) is left alone: what it shows is for
scripts to say. Rules for other media than the screen say nothing.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from extractor.readers.html_style import DISPLAY, VISIBILITY, attribute, hides, strikes

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]*)(\{)|(\})|([^{}]+)")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)", re.IGNORECASE)
_NAMES = re.compile(r"[.#][\w-]+")
_STYLE = re.compile("<style", re.IGNORECASE)
_MEDIA = frozenset(("", "all", "screen"))
_Rules = dict[tuple[str, str], str]


def apply_sheet(soup: BeautifulSoup, text: str) -> None:
    """Write what the page's style sheets hide or strike into the elements' own styles."""
    rules = _rules(soup) if _STYLE.search(text) else {}
    if not rules:
        return
    for tag in soup.find_all(True):
        if isinstance(tag, Tag) and ("class" in tag.attrs or "id" in tag.attrs):
            _apply(tag, rules)


def _apply(tag: Tag, rules: _Rules) -> None:
    found = [*(f".{name}" for name in attribute(tag, "class").split()), f"#{attribute(tag, 'id')}"]
    said = {rules[key] for name in found for key in (("", name), (tag.name, name)) if key in rules}
    own = attribute(tag, "style")
    if "hide" in said and not DISPLAY.search(own) and not VISIBILITY.search(own):
        own = f"display:none;{own}"
    if "strike" in said and "text-decoration" not in own.lower():
        own = f"text-decoration:line-through;{own}"
    if said:
        tag.attrs["style"] = own


def _rules(soup: BeautifulSoup) -> _Rules:
    found: _Rules = {}
    shown: set[str] = set()
    for style in soup.find_all("style"):
        media = attribute(style, "media").strip().lower()
        if media in _MEDIA and style.find_parent("noscript") is None:
            for selectors, body in _top_rules(style.get_text()):
                _read(selectors, body, found, shown)
    return {(tag, name): what for (tag, name), what in found.items() if what == "strike" or name not in shown}


def _read(selectors: str, body: str, found: _Rules, shown: set[str]) -> None:
    what = "hide" if hides(body) else "strike" if strikes(body) else ""
    gives_back = not what and (DISPLAY.search(body) or VISIBILITY.search(body))
    if not what and not gives_back:
        return
    for selector in selectors.split(","):
        simple = _SIMPLE.fullmatch(selector.strip())
        if what and simple:
            found[(simple[1] or "").lower(), simple[2]] = what
        elif gives_back:
            shown.update(_NAMES.findall(selector))


def _top_rules(text: str) -> list[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no @block. Linear."""
    rules: list[tuple[str, str]] = []
    depth, selector, skipped = 0, "", False
    for match in _RULE.finditer(_COMMENT.sub(" ", text)):
        if match[2]:
            depth += 1
            if depth == 1:
                selector = match[1].rpartition(";")[2].strip()
                skipped = selector.startswith("@")
        elif match[3]:
            depth = max(depth - 1, 0)
        elif depth == 1 and not skipped:
            rules.append((selector, match[4]))
    return rules
