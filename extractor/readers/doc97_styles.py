"""What modifiers and styles say of paragraphs and characters of an old Word file ([MS-DOC] 2.4.6, 2.9.271)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from extractor.readers.doc97_file import Part, WordFile
from extractor.readers.doc97_sprms import (
    C_AUTHOR,
    C_DATA,
    C_DELETED,
    C_DELETER,
    C_DOUBLE_STRIKE,
    C_FONT,
    C_INSERTED,
    C_OBJECT,
    C_OLE,
    C_OTHER_FONT,
    C_PICTURE,
    C_RAISED,
    C_SPECIAL,
    C_STRIKE,
    C_STYLE,
    C_SYMBOL,
    C_VANISH,
    P_DEPTH,
    P_IN_TABLE,
    P_INNER_CELL,
    P_INNER_ROW_END,
    P_LIST,
    P_LIST_LEVEL,
    P_OUTLINE,
    P_ROW_END,
    P_STYLE,
    Huge,
    Sprm,
    number,
    sprms,
)

_NO_STYLE = 0x0FFF
_BODY_TEXT = 9
_PARAGRAPH, _CHARACTER = 1, 2
_SWITCHES = {
    C_DELETED: "deleted", C_INSERTED: "inserted", C_DATA: "data", C_OBJECT: "object", C_OLE: "object",
    C_STRIKE: "struck", C_DOUBLE_STRIKE: "struck", C_SPECIAL: "special",
}  # fmt: skip
_NUMBERS = {C_AUTHOR: "author", C_DELETER: "deleter", C_STYLE: "style", C_FONT: "font", C_OTHER_FONT: "other_font"}
_PARAGRAPH_SWITCHES = {P_ROW_END: "row_end", P_INNER_CELL: "inner_cell", P_INNER_ROW_END: "row_end"}
_PARAGRAPH_NUMBERS = {P_LIST: "list_use", P_LIST_LEVEL: "list_level", P_OUTLINE: "outline", P_DEPTH: "depth"}


@dataclass(frozen=True, slots=True)
class Look:
    """What the file says of a stretch of characters itself. `vanish`: 0, 1, 0x80 as the style, 0x81 against it."""

    vanish: int | None = None
    style: int | None = None
    deleted: bool = False
    inserted: bool = False
    author: int = 0
    deleter: int = 0
    struck: bool = False
    raised: bool = False
    special: bool = False
    data: bool = False
    object: bool = False
    picture: int | None = None
    font: int | None = None
    other_font: int | None = None
    symbol: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What the file says of a paragraph, with its style; `depth`: how many tables it stands in."""

    style: int = 0
    depth: int = 0
    row_end: bool = False
    inner_cell: bool = False
    list_use: int = 0
    list_level: int = 0
    outline: int = _BODY_TEXT

    @property
    def level(self) -> int | None:
        """The level of a heading from 1, None for body text."""
        return self.outline + 1 if self.outline < _BODY_TEXT else None


@dataclass(frozen=True, slots=True)
class Style:
    """A style as the file states it: its kind, what it is based on, and its modifiers."""

    kind: int = _PARAGRAPH
    base: int = _NO_STYLE
    heading: int | None = None
    paragraph: bytes = b""
    characters: bytes = b""


@dataclass(slots=True)
class Styles:
    """The style sheet; what a style says with all that it is based on is worked out once."""

    styles: dict[int, Style] = field(default_factory=dict)
    _shapes: dict[int, Shape] = field(default_factory=dict)
    _hides: dict[int, bool] = field(default_factory=dict)

    def shape(self, style: int) -> Shape:
        """What a style says of a paragraph."""
        if style not in self._shapes:
            shape = Shape()
            for each in reversed(list(self._chain(style))):
                if each.heading is not None:
                    shape = replace(shape, outline=each.heading)
                shape = shaped(shape, sprms(each.paragraph))
            self._shapes[style] = replace(shape, style=style)
        return self._shapes[style]

    def hides(self, look: Look, paragraph_style: int) -> bool:
        """Whether characters are hidden: their own word counts, else the styles' (two that hide cancel out)."""
        by_style = self._style_hides(paragraph_style) != (look.style is not None and self._style_hides(look.style))
        if look.vanish is None or look.vanish == 0x80:
            return by_style
        return not by_style if look.vanish == 0x81 else bool(look.vanish)

    def _style_hides(self, style: int) -> bool:
        if style not in self._hides:
            words = (read_look(sprms(each.characters)).vanish for each in self._chain(style))
            self._hides[style] = bool(next((word for word in words if word is not None), 0) & 1)
        return self._hides[style]

    def _chain(self, style: int) -> Iterator[Style]:
        """The style and those it is based on, nearest first; a ring of styles ends where it closes."""
        met: set[int] = set()
        while style in self.styles and style not in met and len(met) < _DEEP:
            met.add(style)
            yield self.styles[style]
            style = self.styles[style].base


_DEEP = 50  # styles based on one another; Word itself stops much earlier


def read_look(modifiers: Iterable[Sprm]) -> Look:
    """What modifiers of characters say."""
    said: dict[str, object] = {}
    for code, operand in modifiers:
        if code in _SWITCHES:
            said[_SWITCHES[code]] = operand[0] == 1
        elif code in _NUMBERS:
            said[_NUMBERS[code]] = number(operand)
        elif code == C_VANISH:
            said["vanish"] = operand[0]
        elif code == C_RAISED:
            said["raised"] = operand[0] == 1
        elif code == C_PICTURE:
            said["picture"] = number(operand)
        elif code == C_SYMBOL:
            said["symbol"] = number(operand[:2]), number(operand[2:])
    return Look(**said)  # type: ignore[arg-type]


def shaped(shape: Shape, modifiers: Iterable[Sprm]) -> Shape:
    """A paragraph's shape as the modifiers change it."""
    said: dict[str, object] = {}
    in_table = shape.depth > 0
    for code, operand in modifiers:
        if code in _PARAGRAPH_SWITCHES:
            said[_PARAGRAPH_SWITCHES[code]] = bool(operand[0])
        elif code in _PARAGRAPH_NUMBERS:
            said[_PARAGRAPH_NUMBERS[code]] = number(operand)
        elif code == P_IN_TABLE:
            in_table = bool(operand[0])
    # Word 97 knows no depth: a paragraph is in a table or not.
    said["depth"] = said.get("depth") or int(in_table)
    return replace(shape, **said)  # type: ignore[arg-type]


# --- the style sheet -------------------------------------------------------------------------------


def read_styles(file: WordFile) -> Styles:
    """The style sheet of a file; one that is damaged says nothing, and that is told."""
    return Styles(file.whole("STSH", lambda: dict(_sheet(file.part(Part.STYLES))), {}))


def _sheet(content: bytes) -> Iterator[tuple[int, Style]]:
    if not content:
        return
    header, count, fixed = struct.unpack_from("<HHH", content)
    at = 2 + header
    for style in range(count):
        size = struct.unpack_from("<H", content, at)[0]
        if size:
            yield style, _style(content[at + 2 : at + 2 + size], fixed)
        at += 2 + size


def _style(content: bytes, fixed: int) -> Style:
    built_in, kind_and_base, parts = struct.unpack_from("<HHH", content)
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    built_in &= 0x0FFF
    at = fixed + 2 + 2 * struct.unpack_from("<H", content, fixed)[0] + 2
    said = list(_said(content, at, parts & 0xF))
    heading = built_in - 1 if 1 <= built_in <= 9 else None
    if kind == _PARAGRAPH:
        return Style(kind, base, heading, *[part[skip:] for part, skip in zip(said, (2, 0), strict=False)])
    return Style(kind, base, None, b"", said[0] if kind == _CHARACTER and said else b"")


def _said(content: bytes, at: int, count: int) -> Iterator[bytes]:
    """The runs of modifiers of a style, each at an even place."""
    for _ in range(count):
        at += at % 2
        size = struct.unpack_from("<H", content, at)[0]
        yield content[at + 2 : at + 2 + size]
        at += 2 + size


# --- what the text needs --------------------------------------------------------------------------


@dataclass(slots=True)
class Sheet:
    """Shapes and looks of a file by the bytes that state them, each read once."""

    styles: Styles
    huge: Huge
    _shapes: dict[tuple[bytes, bytes], Shape] = field(default_factory=dict)
    _looks: dict[tuple[bytes, bytes], Look] = field(default_factory=dict)

    def shape(self, said: bytes, piece: bytes) -> Shape:
        """The shape of a paragraph: its style, what is said of itself, and what its piece says."""
        key = said, piece
        if key not in self._shapes:
            start = self.styles.shape(_style_of(said))
            self._shapes[key] = shaped(start, [*self.modifiers(said), *sprms(piece)])
        return self._shapes[key]

    def modifiers(self, said: bytes) -> Iterator[Sprm]:
        """What is said of a paragraph itself, behind the number of its style."""
        return self.huge.all(said[2:])

    def look(self, said: bytes, piece: bytes) -> Look:
        """The look of characters."""
        key = said, piece
        if key not in self._looks:
            self._looks[key] = read_look(chain(sprms(said), sprms(piece)))
        return self._looks[key]


def _style_of(said: bytes) -> int:
    """The paragraph's style; a modifier may name another than the number in front."""
    named = [number(operand) for code, operand in sprms(said[2:]) if code == P_STYLE]
    return named[-1] if named else number(said[:2])
