"""The text of an old Word file as stretches: with its looks, without field codes, signs mapped, things hung on it."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.doc97_file import BROKEN, Story, WordFile
from extractor.readers.doc97_pages import Pages
from extractor.readers.doc97_pieces import Pieces
from extractor.readers.doc97_styles import Look, Sheet
from extractor.readers.docx_fields import Field, drawn
from extractor.readers.docx_words import QUOTED, Anchor, Fate, Stretch, computed
from extractor.readers.docx_xml import blank_free
from extractor.readers.symbols import MISSING, is_private, is_sign_font, sign

Item = Stretch | Anchor

BEGIN, RESULT, END = "\x13", "\x14", "\x15"
_PICTURE, _NOTE, _COMMENT, _DRAWN = "\x01", "\x02", "\x05", "\x08"
_HYPHEN = "\x1e"
_SHOWN = {"\t": "\t", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", _HYPHEN: "-"}
_CONTROL = re.compile("([\x00-\x1f])")
_FIELD_MARKS = re.compile(f"[{BEGIN}{RESULT}{END}]")
_NO_SIGN = re.compile("[\x00-\x1f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_CODE = 2_000  # characters of a field's code; longer ones draw nothing
_FORM_HEAD = 68
_FONT_HEAD = 40
_CHECKBOX = 1
_UNSET = 25


@dataclass(frozen=True, slots=True)
class Run:
    """Places `start` to `end` of the text, which look the same."""

    start: int
    end: int
    look: Look


@dataclass(slots=True)
class Fields:
    """What of the text is code, and the codes of fields that store no result, by the place where they end."""

    is_code: bytearray
    drawn: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Text:
    """The text of a file with all that is known of its characters."""

    text: str
    runs: list[Run]
    starts: list[int]
    fields: Fields
    sheet: Sheet
    fonts: list[str]
    authors: list[str]
    data: bytes
    hung: dict[int, Anchor]

    def items(self, start: int, end: int, style: int) -> Iterator[Item]:
        """The stretches and anchors of a part of the text; `style` is that of its paragraph."""
        for run in self.between(start, end):
            yield from self._run(run, style)

    def between(self, start: int, end: int) -> Iterator[Run]:
        """The runs that reach into a part of the text, cut to it."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.runs) and self.runs[index].start < end:
            run = self.runs[index]
            if run.end > start:
                yield Run(max(run.start, start), min(run.end, end), run.look)
            index += 1

    def look(self, place: int) -> Look:
        """How the character at a place looks."""
        return next((run.look for run in self.between(place, place + 1)), Look())

    def author(self, number: int) -> str:
        """The name of somebody who changed something."""
        return self.authors[number] if number < len(self.authors) else ""

    def deleter(self, look: Look) -> str:
        """The name of who took out characters of this look."""
        return self.author(look.deleter or look.author)

    def visible(self) -> int:
        """How many characters of the file are not blank: deleted ones and field codes apart."""
        return sum(self._visible(run) for run in self.runs if not run.look.deleted)

    def _visible(self, run: Run) -> int:
        shown = self.text[run.start : run.end]
        if any(self.fields.is_code[run.start : run.end]):
            places = range(run.start, run.end)
            shown = "".join(char for char, at in zip(shown, places, strict=True) if not self.fields.is_code[at])
        shown = _NO_SIGN.sub("", shown.replace(_HYPHEN, "-"))
        if self._is_signs(shown, run.look):
            shown = "".join(self._glyph(char, run.look)[0] for char in shown)
        return blank_free(shown)

    # --- runs ----------------------------------------------------------------------------------

    def _run(self, run: Run, style: int) -> Iterator[Item]:
        fate, author = self._fate(run.look, style)
        parts = list(self._parts(run))
        if fate == "shown" and run.look.struck and (words := "".join(part for _, part in parts if part >= " ").strip()):
            # Struck out by hand: it stands on the page, yet nobody would count it. A person decides.
            yield Anchor("lost", f"strikethrough: {words[:QUOTED]}")
        for place, part in parts:
            yield from self._part(part, place, run.look, fate, author)

    def _parts(self, run: Run) -> Iterator[tuple[int, str]]:
        """Plain texts and single control characters with their places, without the codes of fields."""
        place = run.start
        for part in _CONTROL.split(self.text[run.start : run.end]):
            if part and not self.fields.is_code[place]:
                yield place, part
            place += len(part)

    def _fate(self, look: Look, style: int) -> tuple[Fate, str | None]:
        if look.deleted:
            return "deleted", self.deleter(look)
        hidden = self.sheet.styles.hides(look, style)
        return "hidden" if hidden else "shown", self.author(look.author) if look.inserted else None

    def _part(self, part: str, place: int, look: Look, fate: Fate, author: str | None) -> Iterator[Item]:
        """Plain text, or one control character."""
        if part in _SHOWN:
            yield Stretch(_SHOWN[part], fate, author)
        elif part == END:
            yield from self._field(place, fate, author)
        elif part < " ":
            yield from self._hanging(part, place, look) if fate == "shown" else ()
        elif fate == "deleted":
            yield Stretch(part, fate, author)
        else:
            yield from self._words(part, look, fate, author)

    def _words(self, part: str, look: Look, fate: Fate, author: str | None) -> Iterator[Item]:
        """Text with the signs of symbol fonts and raised figures made plain characters."""
        if look.raised and part.strip() and not part.strip().strip("0123456789+-−"):
            yield Stretch(part.translate(_SUPERSCRIPT), fate, author, part)
        elif not self._is_signs(part, look):
            yield Stretch(part, fate, author)
        else:
            for char in part:
                shown, stored, lost = self._glyph(char, look)
                if lost and fate == "shown":
                    yield Anchor("lost", lost)
                yield Stretch(shown, fate, author, stored)

    def _is_signs(self, part: str, look: Look) -> bool:
        return look.symbol is not None or is_sign_font(self._font(look)) or bool(_PRIVATE.search(part))

    def _glyph(self, char: str, look: Look) -> tuple[str, str, str]:
        """A character as its font shows it, what the file stores where that differs, and what could not be told."""
        if look.symbol is not None and (look.special or char == "("):
            font, code = self._named(look.symbol[0]), look.symbol[1]
            shown = sign(code, font)
            return shown or MISSING, "", "" if shown else f"{font} {code:04X}"
        code, font = ord(char), self._font(look)
        if not is_private(code) and (code > 0xFF or not is_sign_font(font)):
            return char, "", ""
        shown = " " if code == 0xF020 else sign(code, font)
        if shown is not None:
            return shown, char if shown != char else "", ""
        shown = MISSING if is_private(code) else char
        return shown, char if shown != char else "", f"U+{code:04X} {font}".strip()

    def _font(self, look: Look) -> str:
        """The font, where it is one font for all Latin characters."""
        one = look.other_font in (None, look.font)
        return "" if look.font is None or not one else self._named(look.font)

    def _named(self, font: int) -> str:
        return self.fonts[font] if font < len(self.fonts) else ""

    # --- what hangs on a character -------------------------------------------------------------

    def _hanging(self, char: str, place: int, look: Look) -> Iterator[Item]:
        if char in (_NOTE, _COMMENT) and place in self.hung:
            yield self.hung[place]
        elif char == _DRAWN:
            yield self.hung.get(place, Anchor("picture", "picture"))
        elif char == _PICTURE and look.picture is not None and not look.data:
            yield Anchor("picture", "object" if look.object else "picture")
        elif char == RESULT and look.object:
            # An object of another program: what follows is only its picture.
            yield Anchor("picture", "object")

    def _field(self, place: int, fate: Fate, author: str | None) -> Iterator[Item]:
        """What the page shows for a field without result."""
        code = self.fields.drawn.get(place)
        if code is None or fate != "shown":
            return
        text, lost = self._drawn(code, place)
        if lost:
            yield Anchor("lost", lost[:QUOTED])
        if text:
            yield Stretch(text, "shown", author, computed=computed(text).computed)

    def _drawn(self, code: str, place: int) -> tuple[str, str]:
        name = code.strip().partition(" ")[0].upper()
        if name in ("FORMCHECKBOX", "FORMDROPDOWN"):
            box = self._checkbox(place) if name == "FORMCHECKBOX" else ""
            return box, "" if box else name
        return drawn(Field(etree.Element("field"), code))

    def _checkbox(self, end: int) -> str:
        """A box to tick: its state stands in the binary data of the picture character in front of the field's end."""
        at = self.text.rfind(_PICTURE, max(end - _CODE, 0), end)
        picture = self.look(at).picture if at >= 0 else None
        try:
            return "" if picture is None else _ticked(self.data, picture)
        except BROKEN:
            return ""


def _ticked(data: bytes, at: int) -> str:
    bits = struct.unpack_from("<H", data, at + _FORM_HEAD + 4)[0]
    if bits & 3 != _CHECKBOX:
        return ""
    name = struct.unpack_from("<H", data, at + _FORM_HEAD + 10)[0]
    default = struct.unpack_from("<H", data, at + _FORM_HEAD + 12 + 2 * name + 2)[0]
    result = bits >> 2 & 0x1F
    return "☒" if (default if result == _UNSET else result) else "☐"


# --- from the file ---------------------------------------------------------------------------------


def runs(pieces: Pieces, pages: Pages, sheet: Sheet) -> Iterator[Run]:
    """The runs of the whole text: for each piece what is said of its bytes, gaps with the look of the style."""
    for piece in pieces.pieces:
        place = piece.start
        plain = sheet.look(b"", piece.says)
        for first, last, says in pages.between(piece.at, piece.at + (piece.end - piece.start) * piece.width):
            start, end = (piece.start + (at - piece.at) // piece.width for at in (first, last))
            if start > place:
                yield Run(place, start, plain)
            if end > max(start, place):
                yield Run(max(start, place), end, sheet.look(says, piece.says))
            place = max(place, end)
        if place < piece.end:
            yield Run(place, piece.end, plain)


def read_fields(file: WordFile, text: str) -> Fields:
    """The fields of all stories. A field that never ends in its story is no field: it would swallow the document."""
    fields = Fields(bytearray(len(text)))
    for story in Story:
        start = file.start(story)
        _fields(text, start, start + file.lengths[story], fields)
    return fields


def _fields(text: str, start: int, end: int, fields: Fields) -> None:
    marks = [(match.start(), match[0]) for match in _FIELD_MARKS.finditer(text, start, end)]
    whole = _whole(marks)
    opened: list[_Open] = []
    last, coding = start, 0
    for place, mark in marks:
        if place not in whole:
            continue
        if coding:
            fields.is_code[last:place] = b"\1" * (place - last)
        last = place + 1
        has_result = bool(opened) and opened[-1].result
        coding += _turn(mark, opened)
        if mark == END and not coding:
            _note_drawn(text, place, whole[place], has_result, fields)


@dataclass(slots=True)
class _Open:
    """A field that has begun; `result`: whether its result has."""

    result: bool = False


def _turn(mark: str, opened: list[_Open]) -> int:
    """How many more fields are in their code behind a mark."""
    if mark == BEGIN:
        opened.append(_Open())
        return 1
    was_code = bool(opened) and not opened[-1].result
    if mark == END:
        opened.pop()
    elif opened:
        opened[-1].result = True
    return -1 if was_code else 0


def _note_drawn(text: str, place: int, begin: int, has_result: bool, fields: Fields) -> None:
    """Keep the code of a field that is drawn from it: one without result, or a box of a form."""
    code = text[begin + 1 : min(place, begin + _CODE)]
    if not has_result or code.lstrip().startswith(("FORMCHECKBOX", "FORMDROPDOWN")):
        fields.drawn[place] = _CONTROL.sub("", code.partition(RESULT)[0] if has_result else code)


def _whole(marks: list[tuple[int, str]]) -> dict[int, int]:
    """The marks of fields that begin and end, each with the begin of its field."""
    whole: dict[int, int] = {}
    opened: list[int] = []
    for place, mark in marks:
        if mark == BEGIN:
            opened.append(place)
        elif opened and mark == RESULT:
            whole[place] = opened[-1]
        elif opened:
            begin = opened.pop()
            whole |= {begin: begin, place: begin}
    return {place: begin for place, begin in whole.items() if begin in whole}


# --- tables of names -------------------------------------------------------------------------------


def read_fonts(content: bytes) -> Iterator[str]:
    """The names of the fonts, in their order."""
    at = 4
    for _ in range(struct.unpack_from("<H", content)[0] if content else 0):
        name = content[at + _FONT_HEAD : at + 1 + content[at]]
        yield name[: len(name) // 2 * 2].decode("utf-16-le", "replace").partition("\0")[0]
        at += 1 + content[at]


def read_names(content: bytes) -> Iterator[str]:
    """The names of the people who changed something, in their order."""
    at = 6
    for _ in range(struct.unpack_from("<H", content, 2)[0] if content else 0):
        size = struct.unpack_from("<H", content, at)[0]
        yield content[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
        at += 2 + 2 * size
