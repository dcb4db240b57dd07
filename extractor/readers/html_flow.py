"""Words → lines, as a browser sets them: white space runs together, blocks and breaks end a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.readers.html_tree import LeftOut, Line, Node

_BLANKS = re.compile("[ \t\n\f]+")
# Stand-ins for white space that is kept; the page has no control characters of its own any more.
_KEEP = str.maketrans({" ": "\x01", "\t": "\x02"})
_GIVE_BACK = str.maketrans({"\x01": " ", "\x02": "\t"})
_NUMBER = re.compile(r"[(（]?([0-9]{1,4}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,6})\s*[)）.、．]")


@dataclass(slots=True)
class Flow:
    """One stream of blocks: the body of the page, or a cell."""

    nodes: list[Node] = field(default_factory=list)
    pictures: int = 0
    _words: list[str] = field(default_factory=list)
    _marker: str = ""
    _generated: int = 0
    _linked: int = 0
    _links: int = 0
    _controls: int = 0

    def add(self, text: str, linked: bool = False, control: bool = False) -> None:
        """Words as they stand in the source."""
        if not self._words and text.isspace():
            return
        self._words.append(text)
        if linked:
            self._linked += _size(text)
        if control:
            self._controls += _size(text)

    def add_kept(self, text: str, level: int | None, linked: bool) -> None:
        """Words with their white space: every line feed ends a line."""
        first, *others = text.split("\n")
        self.add(first.translate(_KEEP), linked)
        for line in others:
            self.end_line(level)
            self.add(line.translate(_KEEP), linked)

    def add_generated(self, text: str) -> None:
        """Characters that the source computes."""
        self._words.append(text)
        self._generated += _size(text)

    def mark(self, number: str) -> None:
        """A list number, for the next line that has words."""
        self._marker += f"{number} "

    def link(self) -> None:
        """A link begins."""
        self._links += 1

    def end_line(self, level: int | None = None) -> None:
        """End the line; a blank one is none."""
        if not self._words:
            return
        text = set_line("".join(self._words)).translate(_GIVE_BACK).rstrip()
        if text.strip():
            self._put(text, level)
        self._words = []
        self._generated = self._linked = self._links = self._controls = 0

    def end_item(self, level: int | None = None) -> None:
        """End a list item: one without words still shows its number."""
        self.end_line(level)
        if self._marker:
            self._put("", level)

    def leave_out(self, text: str, reason: str) -> None:
        """Text that does not show."""
        if text.strip():
            self.nodes.append(LeftOut(text, reason))

    def _put(self, text: str, level: int | None) -> None:
        marker = "" if _repeats(self._marker, text) else self._marker
        generated = self._generated + _size(marker)
        self.nodes.append(Line((marker + text).rstrip(), level, generated, self._linked, self._links, self._controls))
        self._marker = ""


def set_line(text: str) -> str:
    """A line with its white space run together."""
    return _BLANKS.sub(" ", text).strip()


def _size(text: str) -> int:
    return len("".join(text.split()))


def _repeats(marker: str, text: str) -> bool:
    """Whether the item states the number itself that its list would give it: such a list shows none."""
    own = _NUMBER.match(text)
    return bool(marker and own and own[1] == marker.strip().rstrip(".、"))
