"""Fields: codes are not shown, results are; some fields are drawn from their code and store no result."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.readers.docx_numerals import FORMATS
from extractor.readers.docx_xml import M_T, Element, T, W, is_on, number, value
from extractor.readers.symbols import sign

FLD_CHAR = W + "fldChar"
_INSTRUCTION = W + "instrText"
_KIND = W + "fldCharType"
_NESTED = 8


@dataclass(slots=True)
class Field:
    """A field's code and whether it stores a result."""

    begin: Element
    code: str = ""
    has_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields of all parts: by their first element, and the text elements that belong to codes."""

    by_begin: dict[Element, Field] = field(default_factory=dict)
    code_text: set[Element] = field(default_factory=set)

    def scan(self, root: Element) -> None:
        """Find the fields of one part. A field that never ends is no field: it would swallow the document."""
        marks = list(root.iter(FLD_CHAR))
        whole = _pairs(marks)
        stack: list[Field] = []
        for element in root.iter(FLD_CHAR, _INSTRUCTION, T, M_T) if marks else ():
            if element.tag != FLD_CHAR:
                self._read(element, stack)
            elif element in whole:
                self._turn(element, stack)

    def _turn(self, mark: Element, stack: list[Field]) -> None:
        kind = mark.get(_KIND)
        if kind == "begin":
            stack.append(Field(mark))
            self.by_begin[mark] = stack[-1]
        elif kind == "separate" and stack:
            stack[-1].has_result = True
        elif kind == "end":
            stack.pop()

    def _read(self, element: Element, stack: list[Field]) -> None:
        # The result of a field inside a code is part of that code; nobody nests more than a few.
        owner = next((opened for opened in stack[: -_NESTED - 1 : -1] if not opened.has_result), None)
        if owner is not None:
            owner.code += element.text or ""
            if element.tag != _INSTRUCTION:
                self.code_text.add(element)


def _pairs(marks: list[Element]) -> set[Element]:
    """The begins and ends that belong together, and all the separators."""
    whole: set[Element] = set()
    open_marks: list[Element] = []
    for mark in marks:
        kind = mark.get(_KIND)
        if kind == "begin":
            open_marks.append(mark)
        elif kind == "end" and open_marks:
            whole.update((open_marks.pop(), mark))
        elif kind == "separate":
            whole.add(mark)
    return whole


def drawn(found: Field) -> tuple[str, str]:
    """What the page shows for a field without result, and what of it could not be drawn ("" where all could)."""
    form = found.begin.find(W + "ffData")
    if found.has_result:
        return "", ""
    if form is not None:
        return _form(form), ""
    name, _, rest = found.code.strip().partition(" ")
    draw = _DRAWN.get(name.upper().split("\\")[0])
    if draw is None:
        return "", found.code.strip() if name.upper() in _SHOWN else ""
    text = draw(rest if "\\" not in name else found.code.strip()[2:])
    return (text, "") if text is not None else ("", found.code.strip())


def _form(form: Element) -> str:
    box = form.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        return "☒" if is_on(state if state is not None else _default(box)) else "☐"
    choices = form.find(W + "ddList")
    if choices is None:
        return ""
    entries = [entry.get(W + "val", "") for entry in choices.findall(W + "listEntry")]
    index = number(value(choices, "result") or value(choices, "default"), 0)
    return entries[index] if 0 <= index < len(entries) else ""


def _default(box: Element) -> Element | None:
    return box.find(W + "default")


def _symbol(code: str) -> str | None:
    match = re.match(r"\s*(0x[0-9a-f]{1,6}|[0-9]{1,7}|\S)", code, re.IGNORECASE)
    font = re.search(r'\\f\s*"?([^"\\]{1,40})', code)
    if match is None:
        return None
    text = match[1]
    number_ = int(text, 0) if re.fullmatch(r"0x[0-9a-f]+|[1-9][0-9]*|0", text, re.IGNORECASE) else ord(text[0])
    return sign(number_, font[1] if font else "")


# --- EQ: the old formula field, still used for fractions and for circled or boxed signs ------------

_SWITCH = re.compile(r"\\([abdfilorsx])(?![a-z])", re.I)
_CIRCLED = {str(n): FORMATS["decimalEnclosedCircle"](n) for n in range(1, 51)}
_OVERSTRIKE = {
    **{(circle, inner): text for circle in "○〇Оo" for inner, text in _CIRCLED.items()},
    **{("□", tick): "☑" for tick in "√✓✔"},
    **{("□", cross): "☒" for cross in "×✗✕Xx"},
}


def _equation(code: str) -> str | None:
    """An EQ code as one line of text; None where it uses what is not known here or does not close."""
    text, rest = _sequence(code.strip(), "", 0)
    return text if not rest and text is not None else None


def _sequence(code: str, stops: str, depth: int) -> tuple[str | None, str]:
    """Text and switches up to one of `stops` (kept in the rest)."""
    out = ""
    while code and code[0] not in stops:
        if code[0] != "\\":
            out, code = out + code[0], code[1:]
            continue
        piece, code = _switch(code, depth)
        if piece is None:
            return None, code
        out += piece
    return out, code


def _switch(code: str, depth: int) -> tuple[str | None, str]:
    if len(code) > 1 and code[1] in "\\(),;":
        return code[1], code[2:]
    match = _SWITCH.match(code)
    draw = None if match is None or depth > 8 else _EQ.get(match[1].lower())
    if match is None or draw is None:
        return None, code
    rest = code[match.end() :].lstrip()
    while (option := _OPTION.match(rest)) is not None:
        rest = rest[option.end() :].lstrip()
    if not rest.startswith("("):
        return None, rest
    operands, rest = _operands(rest, depth)
    return (None if operands is None else draw(operands)), rest


_OPTION = re.compile(
    r"\\(?:a[lcri]|up|di|do|hs|vs|co|[lrb]c|fo|ba|li|in|su|pr|[fv]c|to|bo|le|ri)\s{0,9}(?:[0-9]{1,4}|\\.)?", re.I
)


def _operands(code: str, depth: int) -> tuple[list[str] | None, str]:
    operands: list[str] = []
    while code and code[0] != ")":
        text, code = _sequence(code[1:], ",;)，；", depth + 1)
        if text is None:
            return None, code
        operands.append(text.strip())
    return (operands, code[1:]) if code else (None, "")


def _fraction(operands: list[str]) -> str | None:
    return f"{bracketed(operands[0])}/{bracketed(operands[1])}" if len(operands) == 2 else None


def _root(operands: list[str]) -> str | None:
    if len(operands) == 1:
        return f"√{bracketed(operands[0])}"
    return f"√[{operands[0]}]{bracketed(operands[1])}" if len(operands) == 2 else None


def _overstrike(operands: list[str]) -> str | None:
    return _OVERSTRIKE.get((operands[0], operands[1]), "".join(operands)) if len(operands) == 2 else "".join(operands)


def bracketed(text: str) -> str:
    """`text` in brackets where it is more than one operand."""
    return f"({text})" if is_compound(text) else text


def is_compound(text: str) -> bool:
    """Whether the operand holds an operator or a gap outside brackets, so that a / beside it would be ambiguous."""
    depth = 0
    for char in text.strip():
        depth += (char in "([（［｛{") - (char in ")]）］｝}")
        if depth == 0 and (char.isspace() or char in "+-−–±×÷*∗/·⋅<>=≤≥≠≈,，、;；:：∑∏∫^→"):
            return True
    return False


_EQ: dict[str, Callable[[list[str]], str | None]] = {
    "f": _fraction,
    "r": _root,
    "o": _overstrike,
    "s": lambda operands: "".join(operands),
    "b": lambda operands: f"({','.join(operands)})",
    "l": ",".join,
    "x": "".join,
    "a": ",".join,
}
_DRAWN: dict[str, Callable[[str], str | None]] = {"EQ": _equation, "SYMBOL": _symbol}
# Fields that show something although no result is stored.
_SHOWN = frozenset(("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "MACROBUTTON", "GOTOBUTTON"))
