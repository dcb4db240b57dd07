"""MathML as one line of text, as Word's equations are: a fraction is a/b, with brackets where an operand is compound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from extractor.readers.docx_fields import is_compound
from extractor.readers.html_count import size, written
from extractor.readers.html_style import NEVER, attribute

# Larger than any formula of an assessment; what is larger is given as its bare characters.
LARGEST = 2000


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a formula; `added` of its characters are brackets and operators that the page does not store."""

    text: str = ""
    added: int = 0

    def __add__(self, other: _Part) -> _Part:
        return _Part(self.text + other.text, self.added + other.added)


_Lines = dict[int, _Part]
_Shape = Callable[[Tag, list[_Part]], _Part]


def linear(math: Tag) -> tuple[str, int]:
    """The formula as one line, and how many of its characters are computed.

    From the innermost element outwards, without recursion. A formula that would lose a character is given as it stands.
    """
    elements = [math, *(node for node in math.descendants if isinstance(node, Tag))]
    stored = "".join(written(math))
    if len(elements) <= LARGEST:
        lines: _Lines = {}
        for element in reversed(elements):
            lines[id(element)] = _line(element, lines)
        line = lines[id(math)]
        if size(line.text) - line.added == size(stored):
            return line.text, line.added
    return " ".join(stored.split()), 0


def _line(element: Tag, lines: _Lines) -> _Part:
    if element.name in NEVER:
        return _Part()
    shape = _SHAPES.get(element.name)
    if shape is None:
        return _joined([_of(child, lines) for child in element.contents])
    return shape(element, [lines[id(child)] for child in element.contents if isinstance(child, Tag)])


def _of(child: PageElement, lines: _Lines) -> _Part:
    if isinstance(child, Tag):
        return lines[id(child)]
    if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
        return _Part(" ".join(child.split()))
    return _Part()


def _joined(parts: Sequence[_Part], between: str = "") -> _Part:
    gaps = size(between) * max(len(parts) - 1, 0)
    return _Part(between.join(part.text for part in parts), sum(part.added for part in parts) + gaps)


def _sign(text: str) -> _Part:
    return _Part(text, size(text))


def _atom(part: _Part) -> _Part:
    return _sign("(") + part + _sign(")") if is_compound(part.text) else part


def _fraction(element: Tag, parts: list[_Part]) -> _Part:
    if len(parts) != 2:
        return _joined(parts)
    line = _atom(parts[0]) + _sign("/") + _atom(parts[1])
    return _sign("(") + line + _sign(")") if _touches_an_operand(element) else line


def _touches_an_operand(element: Tag) -> bool:
    """Whether a figure or word stands right beside the fraction: 2½ is not 21/2."""
    before, after = element.find_previous_sibling(True), element.find_next_sibling(True)
    left = before.get_text().strip() if isinstance(before, Tag) else ""
    right = after.get_text().strip() if isinstance(after, Tag) else ""
    return left[-1:].isalnum() or right[:1].isalnum()


def _script(*marks: str) -> _Shape:
    def shape(element: Tag, parts: list[_Part]) -> _Part:
        if len(parts) != len(marks) + 1:
            return _joined(parts)
        line = _atom(parts[0])
        for mark, part in zip(marks, parts[1:], strict=True):
            line = line + (_sign(mark) + _atom(part) if part.text else part)
        return line

    return shape


def _square_root(element: Tag, parts: list[_Part]) -> _Part:
    return _sign("√") + _atom(_joined(parts))


def _root(element: Tag, parts: list[_Part]) -> _Part:
    if len(parts) != 2:
        return _joined(parts)
    return _sign("√[") + parts[1] + _sign("]") + _atom(parts[0])


def _fenced(element: Tag, parts: list[_Part]) -> _Part:
    attrs = element.attrs
    opening = attribute(element, "open").strip() if "open" in attrs else "("
    closing = attribute(element, "close").strip() if "close" in attrs else ")"
    between = attribute(element, "separators").strip()[:1] if "separators" in attrs else ","
    return _sign(opening) + _joined(parts, between) + _sign(closing)


def _table(element: Tag, parts: list[_Part]) -> _Part:
    return _sign("[") + _joined(parts, ";") + _sign("]")


def _table_row(element: Tag, parts: list[_Part]) -> _Part:
    return _joined(parts, ",")


_SHAPES: dict[str, _Shape] = {
    "mfrac": _fraction,
    "msup": _script("^"),
    "msub": _script("_"),
    "msubsup": _script("_", "^"),
    "mover": _script("^"),
    "munder": _script("_"),
    "munderover": _script("_", "^"),
    "msqrt": _square_root,
    "mroot": _root,
    "mfenced": _fenced,
    "mtable": _table,
    "mtr": _table_row,
}
