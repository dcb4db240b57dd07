"""Word equations (OMML) as one line of text: a fraction is a/b, with brackets where an operand is compound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.docx_fields import is_compound
from extractor.readers.docx_leaves import LEAVES, leaf_text, leaves
from extractor.readers.docx_xml import DELETED, M_T, Element, M, T, blank_free, text_of

_VAL = M + "val"


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a formula; `added` of its characters are brackets and operators that the file does not store."""

    text: str = ""
    added: int = 0

    def __add__(self, other: Line) -> Line:
        """The two pieces side by side."""
        return Line(self.text + other.text, self.added + other.added)


Shape = Callable[[Element, dict[Element, Line]], Line]


def linear(math: Element) -> tuple[Line, bool]:
    """The formula as one line, and whether all of it could be laid out.

    Works from the innermost element outwards, without recursion. A formula that would lose characters
    is given as its bare characters instead.
    """
    lines: dict[Element, Line] = {}
    for element in reversed(list(math.iter("*"))):
        lines[element] = _line(element, lines)
    line = lines[math]
    stored = "".join(leaf_text(leaf) for leaf in leaves(math))
    if blank_free(line.text) - line.added == blank_free(stored):
        return line, True
    return Line(stored), False


def _line(element: Element, lines: dict[Element, Line]) -> Line:
    if element.tag in LEAVES:
        return Line(leaf_text(element))
    if element.tag in DELETED:
        return Line()
    shape = SHAPES.get(element.tag)
    if shape is None:
        return _joined([lines[child] for child in element.iterchildren("*")])
    return shape(element, lines)


def _joined(parts: Sequence[Line], between: str = "") -> Line:
    gaps = blank_free(between) * max(len(parts) - 1, 0)
    return Line(between.join(part.text for part in parts), sum(part.added for part in parts) + gaps)


def _sign(text: str) -> Line:
    return Line(text, blank_free(text))


def _part(element: Element, lines: dict[Element, Line], name: str) -> Line:
    found = element.find(M + name)
    return Line() if found is None else lines[found]


def _parts(element: Element, lines: dict[Element, Line], name: str) -> Iterator[Line]:
    return (lines[child] for child in element.iterchildren(M + name))


def _atom(line: Line) -> Line:
    return _sign("(") + line + _sign(")") if is_compound(line.text) else line


def _property(element: Element, name: str, default: str) -> str:
    """A sign named in the element's properties: present without a value means no sign at all."""
    found = element.find(f"{element.tag}Pr/{M}{name}")
    return default if found is None else found.get(_VAL, "")


def _fraction(element: Element, lines: dict[Element, Line]) -> Line:
    bar = {"noBar": ",", "skw": "/", "lin": "/"}.get(_property(element, "type", "bar"), "/")
    line = _atom(_part(element, lines, "num")) + _sign(bar) + _atom(_part(element, lines, "den"))
    return _sign("(") + line + _sign(")") if bar == "," or _touches_an_operand(element) else line


def _touches_an_operand(element: Element) -> bool:
    """Whether a figure or word stands right beside the fraction: 2½ is not 21/2."""
    before, after = element.getprevious(), element.getnext()
    left = "" if before is None else text_of(before, M_T, T)
    right = "" if after is None else text_of(after, M_T, T)
    return left[-1:].isalnum() or right[:1].isalnum()


def _scripts(element: Element, lines: dict[Element, Line]) -> Line:
    line = _part(element, lines, "e")
    base = line if element.tag == M + "sPre" else _atom(line)
    return base + _script(element, lines, "sub", "_") + _script(element, lines, "sup", "^")


def _script(element: Element, lines: dict[Element, Line], name: str, mark: str) -> Line:
    script = _part(element, lines, name)
    return _sign(mark) + _atom(script) if script.text.strip() else script


def _nary(element: Element, lines: dict[Element, Line]) -> Line:
    operator = _sign(_property(element, "chr", "∫"))
    limits = _script(element, lines, "sub", "_") + _script(element, lines, "sup", "^")
    return operator + limits + _sign("(") + _part(element, lines, "e") + _sign(")")


def _radical(element: Element, lines: dict[Element, Line]) -> Line:
    degree, under = _part(element, lines, "deg"), _atom(_part(element, lines, "e"))
    index = _sign("[") + degree + _sign("]") if degree.text.strip() else degree
    return _sign("√") + index + under


def _delimited(element: Element, lines: dict[Element, Line]) -> Line:
    inside = _joined(list(_parts(element, lines, "e")), _property(element, "sepChr", "|"))
    return _sign(_property(element, "begChr", "(")) + inside + _sign(_property(element, "endChr", ")"))


def _function(element: Element, lines: dict[Element, Line]) -> Line:
    return _part(element, lines, "fName") + _sign("(") + _part(element, lines, "e") + _sign(")")


def _limit(element: Element, lines: dict[Element, Line]) -> Line:
    mark = "_" if element.tag == M + "limLow" else "^"
    return _part(element, lines, "e") + _script(element, lines, "lim", mark)


def _accent(element: Element, lines: dict[Element, Line]) -> Line:
    default = {M + "acc": "\u0302", M + "bar": "\u0305"}.get(element.tag, "")
    return _part(element, lines, "e") + _sign(_property(element, "chr", default))


def _rows(element: Element, lines: dict[Element, Line]) -> Line:
    return _joined(list(_parts(element, lines, "e")), "\n")


def _matrix(element: Element, lines: dict[Element, Line]) -> Line:
    rows = [_joined(list(_parts(row, lines, "e")), ",") for row in element.iterchildren(M + "mr")]
    return _sign("[") + _joined(rows, ";") + _sign("]")


def _formulas(element: Element, lines: dict[Element, Line]) -> Line:
    parts = [lines[child] for child in element.iterchildren("*")]
    return _joined([part for part in parts if part.text.strip()], "\n")


SHAPES: dict[str, Shape] = {
    M + "f": _fraction,
    M + "sSup": _scripts,
    M + "sSub": _scripts,
    M + "sSubSup": _scripts,
    M + "sPre": _scripts,
    M + "nary": _nary,
    M + "rad": _radical,
    M + "d": _delimited,
    M + "func": _function,
    M + "limLow": _limit,
    M + "limUpp": _limit,
    M + "acc": _accent,
    M + "bar": _accent,
    M + "groupChr": _accent,
    M + "eqArr": _rows,
    M + "m": _matrix,
    M + "oMathPara": _formulas,
}
