"""Words → lines, as a browser sets them: white space runs together, blocks and breaks end a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.readers.html_tree import LeftOut, Line, Mark, Node

_BLANKS = re.compile("[ \t\n\f]+")
# A line of the source that ends between two of these goes on without a blank: CSS Text, segment break transformation.
_WIDE = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff“”‘’…—·"
_SEGMENT = re.compile(f"(?<=[{_WIDE}])[ \\t\\f]*\\n[ \\t\\n\\f]*(?=[{_WIDE}])")
_FIGURE = re.compile("[0-9０-９]")
_COUNTED = re.compile(r"[0-9０-９]{1,3}(?:[、)）]|[.．](?![0-9０-９]))")
UNKNOWN_SIGN = "W241"
# Stand-ins for white space that is kept; the page has no control characters of its own any more.
_KEEP = str.maketrans({" ": "\x01", "\t": "\x02"})
_GIVE_BACK = str.maketrans({"\x01": " ", "\x02": "\t"})
_NUMBER = re.compile(r"[(（]?([0-9]{1,4}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,6})\s*[)）.、．]")


@dataclass(slots=True)
class Flow:
    """One stream of blocks: the body of the page, or a cell."""

    nodes: list[Node] = field(default_factory=list)
    pictures: int = 0
    in_cell: bool = False
    _words: list[str] = field(default_factory=list)
    _marker: str = ""
    _generated: int = 0
    _linked: int = 0
    _links: int = 0
    _controls: int = 0
    _marks: list[Mark] = field(default_factory=list)

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

    def add_made(self, text: str, generated: int) -> None:
        """Words of the source together with so many characters that it computes."""
        self._words.append(text)
        self._generated += generated

    def ends_in_figure(self) -> bool:
        """Whether the last character so far is a digit."""
        return bool(self._words and _FIGURE.match(self._words[-1][-1:]))

    def strike(self, text: str, author: str, in_line: bool) -> None:
        """Text that was struck out; `in_line`: here, among the words of a line."""
        if not text.strip():
            return
        mark = Mark(len(self._words), before=text, author=author)
        self.nodes.append(LeftOut(text, "struck", mark))
        if in_line:
            self._marks.append(mark)

    def insert(self, text: str, author: str) -> None:
        """Text that was put in follows, perhaps for the text just struck out."""
        if not text.strip():
            return
        last = self._marks[-1] if self._marks else None
        if last is not None and last.before and not last.after and last.at == len(self._words):
            last.after = text
        else:
            self._marks.append(Mark(len(self._words), after=text, author=author))

    def note(self, code: str, text: str = "") -> None:
        """Something to say about this place in the line."""
        self._marks.append(Mark(len(self._words), before=text, code=code))

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
        if self._marks:
            self._keep_marks()
        self._words = []
        self._generated = self._linked = self._links = self._controls = 0

    def end_item(self, level: int | None = None) -> None:
        """End a list item: one without words still shows its number."""
        self.end_line(level)
        if self._marker:
            self._put("", level)
        if self._marks:
            self._hand_back()

    def leave_out(self, text: str, reason: str) -> None:
        """Text that does not show."""
        if text.strip():
            self.nodes.append(LeftOut(text, reason))

    def _put(self, text: str, level: int | None) -> None:
        marker = "" if _repeats(self._marker, text) else self._marker
        generated = self._generated + _size(marker)
        line = Line((marker + text).rstrip(), level, generated, self._linked, self._links, self._controls)
        if self._marks:
            line.marks = self._placed(line.text, len(marker))
        self.nodes.append(line)
        self._marker = ""

    def _placed(self, text: str, behind: int) -> list[Mark]:
        """The marks of this line, each at its character."""
        starts = [at for at, sign in enumerate(text) if at >= behind and not sign.isspace()]
        word = count = 0
        for mark in self._marks:
            count += _size("".join(self._words[word : mark.at]).translate(_GIVE_BACK))
            word = mark.at
            mark.at, mark.placed = starts[count] if count < len(starts) else len(text), True
        marks, self._marks = self._marks, []
        return [mark for mark in marks if mark.code != UNKNOWN_SIGN or self._may_be_a_sign(text, mark.at)]

    def _may_be_a_sign(self, text: str, at: int) -> bool:
        """Whether a picture stands in a cell before a number, where ≥ or ≤ would."""
        after = text[at:].lstrip()
        return self.in_cell and bool(_FIGURE.match(after)) and not (at == 0 and _COUNTED.match(after))

    def _keep_marks(self) -> None:
        """The line had no words: its marks wait for the next one of the cell. Outside cells they stand alone."""
        self._marks = [mark for mark in self._marks if self.in_cell and not mark.code]
        for mark in self._marks:
            mark.at = 0

    def _hand_back(self) -> None:
        """Marks behind the last line of a cell belong to its end."""
        line = next((node for node in reversed(self.nodes) if isinstance(node, Line)), None) if self.in_cell else None
        waiting, self._marks = [mark for mark in self._marks if not mark.code], []
        if line is not None:
            for mark in waiting:
                mark.at, mark.placed = len(line.text), True
            line.marks = [*line.marks, *waiting]


def set_line(text: str) -> str:
    """A line with its white space run together."""
    text = text.strip()
    if "\n" in text:
        text = _SEGMENT.sub("", text)
    elif " " not in text and "\t" not in text and "\f" not in text:
        return text
    return _BLANKS.sub(" ", text)


def _size(text: str) -> int:
    return len("".join(text.split()))


def _repeats(marker: str, text: str) -> bool:
    """Whether the item states the number itself that its list would give it: such a list shows none."""
    own = _NUMBER.match(text)
    return bool(marker and own and own[1] == marker.strip().rstrip(".、"))
