"""Words of a paragraph or a cell: text with what happened to it, put together from single stretches.

Pure data: the walk over the XML yields stretches and anchors, `assemble` makes them one text in which
every tracked change, mapped sign and notice knows its place. No XML from here on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from extractor.readers.docx_xml import blank_free

# Messages quote this much; a change itself keeps all.
QUOTED = 40

# What becomes of a stretch: on the page, or why not. All but shown and deleted end up in the residue.
Fate = Literal["shown", "deleted", "hidden", "placeholder", "field", "ruby"]
AnchorKind = Literal["box", "footnote", "endnote", "comment", "picture", "lost"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters with one fate. `author`: of the tracked insertion or deletion they stand in.

    `stored`: what the file holds where `text` is a mapped sign; `computed`: the text is not stored at all.
    """

    text: str
    fate: Fate = "shown"
    author: str | None = None
    stored: str = ""
    computed: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that hangs on a place in the text: a text box, a note, a comment, or a word to say about it."""

    kind: AnchorKind
    content: Any


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to tell about the characters `start` to `end`: a tracked change, a mapped sign or a notice."""

    kind: Literal["revision", "glyph", "notice"]
    start: int
    end: int
    before: str = ""
    after: str = ""
    author: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Text, how much of it is computed, what to tell about it, what is left out of it and what hangs on it."""

    text: str = ""
    computed: int = 0
    marks: tuple[Mark, ...] = ()
    residue: tuple[tuple[str, str], ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen."""
        return not self.text.strip()

    def stripped(self) -> Words:
        """Without the blanks at both ends."""
        text = self.text.strip()
        if text == self.text:
            return self
        lead = len(self.text) - len(self.text.lstrip())
        return replace(self, text=text, marks=tuple(_moved(mark, -lead, len(text)) for mark in self.marks))


@dataclass(slots=True)
class _Revision:
    """A tracked change while it grows."""

    author: str
    start: int
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Assembly:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    computed: int = 0
    marks: list[Mark] = field(default_factory=list)
    residue: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    revision: _Revision | None = None

    def add(self, item: Stretch | Anchor) -> None:
        if isinstance(item, Anchor):
            self._hang(item)
        elif item.fate == "deleted":
            self._revised(item).before += item.text
        elif item.fate == "shown":
            self._show(item)
        else:
            self._leave_out(item)

    def close(self) -> None:
        """End the tracked change that is open."""
        revision, self.revision = self.revision, None
        if revision is not None and (revision.before or revision.after):
            self.marks.append(
                Mark("revision", revision.start, self.length, revision.before, revision.after, revision.author)
            )

    def _show(self, stretch: Stretch) -> None:
        if stretch.author is not None:
            self._revised(stretch).after += stretch.text
        elif stretch.text:
            self.close()
        if stretch.stored:
            end = self.length + len(stretch.text)
            self.marks.append(Mark("glyph", self.length, end, stretch.stored, stretch.text))
        self.parts.append(stretch.text)
        self.length += len(stretch.text)
        self.computed += stretch.computed

    def _revised(self, stretch: Stretch) -> _Revision:
        author = stretch.author or ""
        if self.revision is None or self.revision.author != author:
            self.close()
            self.revision = _Revision(author, self.length)
        return self.revision

    def _leave_out(self, stretch: Stretch) -> None:
        if self.residue and self.residue[-1][1] == stretch.fate:
            self.residue[-1] = (self.residue[-1][0] + stretch.text, stretch.fate)
        elif stretch.text.strip():
            self.residue.append((stretch.text, stretch.fate))
        self.computed += stretch.computed

    def _hang(self, anchor: Anchor) -> None:
        if anchor.kind == "lost":
            self.marks.append(Mark("notice", self.length, self.length, before=str(anchor.content), code="W231"))
        else:
            self.anchors.append(anchor)


def assemble(items: Iterable[Stretch | Anchor]) -> Words:
    """One paragraph's stretches and anchors, in order, as Words.

    A deletion and an insertion side by side by one author are one change.
    """
    assembly = _Assembly()
    for item in items:
        assembly.add(item)
    assembly.close()
    return Words(
        "".join(assembly.parts),
        assembly.computed,
        tuple(assembly.marks),
        tuple(assembly.residue),
        tuple(assembly.anchors),
    )


def join(lines: Sequence[Words]) -> Words:
    """Several Words as one, line under line."""
    if len(lines) == 1:
        return lines[0]
    marks: list[Mark] = []
    offset = 0
    for line in lines:
        marks += (_moved(mark, offset, None) for mark in line.marks)
        offset += len(line.text) + 1
    return Words(
        "\n".join(line.text for line in lines),
        sum(line.computed for line in lines),
        tuple(marks),
        tuple(left for line in lines for left in line.residue),
        tuple(anchor for line in lines for anchor in line.anchors),
    )


def computed(text: str) -> Stretch:
    """Text that the page shows and the file does not store: a list number, a ticked form box."""
    return Stretch(text, computed=blank_free(text))


def _moved(mark: Mark, by: int, maximum: int | None) -> Mark:
    start, end = max(mark.start + by, 0), max(mark.end + by, 0)
    if maximum is not None:
        start, end = min(start, maximum), min(end, maximum)
    return replace(mark, start=start, end=end)
