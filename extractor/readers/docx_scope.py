"""The way through wrappers: what applies to an element because of where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.readers.docx_words import Fate
from extractor.readers.docx_xml import ALTERNATE, DELETED, INSERTED, SDT, Element, W, authors, chosen, is_on

# Elements that show their content and nothing of their own.
_OPEN = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent"))
_WRAPPERS = _OPEN | DELETED | INSERTED | {SDT, ALTERNATE}


@dataclass(frozen=True, slots=True)
class Scope:
    """The fate of what is inside, and the author of the tracked change around it."""

    fate: Fate = "shown"
    author: str | None = None

    def within(self, wrapper: Element) -> Scope:
        """The scope inside `wrapper`: what is deleted stays deleted, whatever is inside."""
        if wrapper.tag in DELETED:
            return Scope("deleted", authors(wrapper))
        if self.fate == "deleted":
            return self
        if wrapper.tag in INSERTED:
            return self.inserted(wrapper)
        if wrapper.tag == SDT and is_on(wrapper.find(f"{W}sdtPr/{W}showingPlcHdr")):
            return self.with_fate("placeholder")
        return self

    def inserted(self, change: Element | None) -> Scope:
        """The scope inside something that the tracked `change` inserted."""
        return self if change is None else replace(self, author=authors(change))

    def with_fate(self, fate: Fate) -> Scope:
        """The scope where `fate` holds, unless another than shown was decided already."""
        return replace(self, fate=fate) if self.fate == "shown" else self


def content(parent: Element, scope: Scope) -> Iterator[tuple[Element, Scope]]:
    """The elements inside `parent` with their scopes: wrappers are opened, of alternatives one is taken."""
    for child in parent.iterchildren("*"):
        if child.tag not in _WRAPPERS:
            yield child, scope
            continue
        inner = _inside(child)
        if inner is not None:
            yield from content(inner, scope.within(child))


def _inside(wrapper: Element) -> Element | None:
    if wrapper.tag == SDT:
        return wrapper.find(W + "sdtContent")
    return chosen(wrapper) if wrapper.tag == ALTERNATE else wrapper
