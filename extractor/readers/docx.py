"""Word files (.docx and its kin, Flat OPC): bytes → Document, with everything that a person sees on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from catalog.base import Place
from catalog.problems import Trouble
from extractor.document import Document, Notice
from extractor.limits import Limits
from extractor.readers.docx_lay import Layout
from extractor.readers.docx_leaves import count, gathered, leaves
from extractor.readers.docx_numbering import read_numbering
from extractor.readers.docx_package import Package, open_package
from extractor.readers.docx_runs import Ground
from extractor.readers.docx_styles import read_styles
from extractor.readers.docx_walk import Walk
from extractor.readers.docx_xml import R_NS, Element, W
from extractor.source import Source

_REFERENCE = f"{{{R_NS}}}id"


@dataclass(slots=True)
class Parts:
    """The parts of a Word file that hold words."""

    body: Element
    main: Element
    styles: Element | None
    numbering: Element | None
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    comments: list[Element] = field(default_factory=list)
    margins: list[tuple[str, Element]] = field(default_factory=list)
    others: list[Element] = field(default_factory=list)

    def roots(self) -> Iterator[Element]:
        """Every part once, the main one first."""
        # In Flat OPC two names may lead to one element.
        yield from dict.fromkeys((self.main, *self.others, *(root for _, root in self.margins)))


def read(source: Source, limits: Limits) -> Document:
    """The Document of a Word file; Trouble E104–E112 where it cannot be read, E211 where a table is too large."""
    package = open_package(source.data, limits)
    parts = _find_parts(package)
    walk = _walk(parts, limits)
    layout = Layout(limits, comments=_comment_texts(parts.comments, walk.ground), notices=package.notices)
    layout.story(walk.story(parts.body))
    for kind, root in parts.margins:
        layout.margin(walk.story(root), kind)
    _sweep(parts, walk.ground, layout)
    document = layout.document(source.id, sum(map(count, parts.roots())))
    if not document.visible:
        _explain_silence(document, parts.main)
    return document


def _find_parts(package: Package) -> Parts:
    name = package.document()
    main = package.root(name)
    body = None if main is None else main.find(f"{W}body")
    if main is None or body is None:
        raise _refusal(package.notices, name)
    related = _Related(package, name)
    parts = Parts(body, main, related.first("styles"), related.first("numbering"))
    for kind in ("footnote", "endnote"):
        for root in related.all(f"{kind}s"):
            parts.others.append(root)
            parts.notes.update(((kind, note.get(W + "id", "")), note) for note in root.iter(W + kind))
    for root in related.all("comments"):
        parts.others.append(root)
        parts.comments += root.iter(W + "comment")
    parts.margins += related.margins(main)
    return parts


def _refusal(notices: list[Notice], name: str) -> Trouble:
    """Why there are no words: damage (E105) where damage was seen, else a package without main text (E108)."""
    damage = next((notice.params["detail"] for notice in notices if notice.code == "W105"), None)
    return Trouble("E108", detail=name) if damage is None else Trouble("E105", detail=damage)


class _Related:
    """The parts that the main part names."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._relations = package.relations(name)

    def all(self, kind: str) -> Iterator[Element]:
        for target in dict.fromkeys(target for found, target in self._relations.values() if found == kind):
            root = self._package.root(target)
            if root is not None:
                yield root

    def first(self, kind: str) -> Element | None:
        return next(self.all(kind), None)

    def margins(self, main: Element) -> list[tuple[str, Element]]:
        """Page headers and footers that a section uses, each once."""
        found: dict[str, str] = {}
        for reference in main.iter(W + "headerReference", W + "footerReference"):
            kind, target = self._relations.get(reference.get(_REFERENCE, ""), ("", ""))
            if kind in ("header", "footer"):
                found.setdefault(target, f"page_{kind}")
        roots = ((kind, self._package.root(target)) for target, kind in found.items())
        return [(kind, root) for kind, root in roots if root is not None]


def _walk(parts: Parts, limits: Limits) -> Walk:
    styles = read_styles(parts.styles)
    ground = Ground(styles)
    for root in parts.roots():
        ground.fields.scan(root)
    return Walk(ground, read_numbering(parts.numbering, styles), limits, dict(parts.notes))


def _comment_texts(comments: Iterable[Element], ground: Ground) -> dict[str, str]:
    texts: dict[str, str] = {}
    for comment in comments:
        found = [leaf for leaf in leaves(comment) if leaf not in ground.seen]
        ground.seen.update(found)
        # Two comments of one number: broken, but no reason to lose one.
        number = comment.get(W + "id", "")
        texts[number] = "\n".join(filter(None, (texts.get(number), gathered(found))))
    return texts


def _sweep(parts: Parts, ground: Ground, layout: Layout) -> None:
    """Whatever holds text and was not walked becomes residue: nothing vanishes."""
    for root in parts.roots():
        layout.leave_out(gathered(leaf for leaf in leaves(root) if leaf not in ground.seen), "unread", Place())


def _explain_silence(document: Document, main: Element) -> None:
    """No words at all: damage took them, or they stand in pictures (a scan saved as a Word file)."""
    if any(notice.code == "W105" for notice in document.notices):
        raise _refusal(document.notices, "")
    if next(main.iter(W + "drawing", W + "pict", W + "object"), None) is not None:
        document.notices.append(Notice("W234"))
