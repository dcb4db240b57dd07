"""The lists of an old Word file, as those of a .docx: levels, how they count and what they write ([MS-DOC] 2.4.6.3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.readers.doc97_file import Part, WordFile
from extractor.readers.doc97_sprms import C_VANISH, sprms
from extractor.readers.docx_numbering import LEVELS, Level, ListDefinition, Numbering

# Word's numbers of formats, from 0 on.
_FORMATS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip
_NONE = 255
_SUFFIXES = {0: "tab", 1: "space", 2: "nothing"}
_LEGAL, _NO_RESTART = 0x04, 0x08
_STARTS, _FORMATTED = 0x10, 0x20


@dataclass(slots=True)
class _Bytes:
    """Bytes that are read from front to back."""

    content: bytes
    at: int = 0

    def take(self, form: str) -> tuple[int, ...]:
        """The next numbers of this form."""
        found = struct.unpack_from(form, self.content, self.at)
        self.at += struct.calcsize(form)
        return found

    def run(self, size: int) -> bytes:
        """The next bytes."""
        self.at += size
        if self.at > len(self.content):
            raise struct.error("run")
        return self.content[self.at - size : self.at]


@dataclass(slots=True)
class _Lists:
    """The lists by their ids, and how paragraphs use them."""

    levels: dict[int, dict[int, Level]] = field(default_factory=dict)
    uses: dict[str, ListDefinition] = field(default_factory=dict)


def read_lists(file: WordFile) -> Numbering:
    """The lists of a file, by the number that paragraphs use; of damaged ones what can be read, and that is told."""
    lists = _Lists()
    file.whole("PlfLst", lambda: _read_levels(file, lists), None)
    file.whole("PlfLfo", lambda: _read_uses(file.part(Part.LIST_USES), lists), None)
    return Numbering(lists.uses)


def _read_levels(file: WordFile, lists: _Lists) -> None:
    heads = _Bytes(file.part(Part.LISTS))
    if not heads.content:
        return
    # What the lists count by stands behind the part, one list after the other.
    levels = _Bytes(file.after(Part.LISTS))
    for _ in range(heads.take("<H")[0]):
        (number,) = heads.take("<i")
        flags = heads.run(24)[22]
        lists.levels[number] = {level: _read_level(levels) for level in range(1 if flags & 1 else LEVELS)}


def _read_level(bytes_: _Bytes) -> Level:
    start, form, flags = bytes_.take("<iBB")
    bytes_.run(9)
    (follows,) = bytes_.take("<B")
    bytes_.run(8)
    characters, paragraph, after, _ = bytes_.take("<BBBB")
    bytes_.run(paragraph)
    vanish = [operand[0] for code, operand in sprms(bytes_.run(characters)) if code == C_VANISH]
    (length,) = bytes_.take("<H")
    return Level(
        start=start,
        style=_format(form),
        text="".join(_template(bytes_.run(2 * length).decode("utf-16-le", "replace"))),
        suffix=_SUFFIXES.get(follows, "tab"),
        restarts_after=after if flags & _NO_RESTART else None,
        legal=bool(flags & _LEGAL),
        shown=not any(vanish),
    )


def _format(number: int) -> str:
    """The format as a .docx names it."""
    known = _FORMATS[number] if number < len(_FORMATS) else f"nfc {number}"
    return "none" if number == _NONE else known


def _template(text: str) -> Iterator[str]:
    """The text of a level with %1 where the file holds the bare number of a level."""
    for char in text:
        yield f"%{ord(char) + 1}" if ord(char) < LEVELS else char


def _read_uses(content: bytes, lists: _Lists) -> None:
    if not content:
        return
    heads = _Bytes(content)
    (count,) = heads.take("<I")
    details = _Bytes(content, 4 + 16 * count)
    for use in range(1, count + 1):
        (number,) = heads.take("<i")
        overrides = heads.run(12)[8]
        levels = dict(lists.levels.get(number, {}))
        starts = dict(_overridden(details, overrides, levels))
        if number in lists.levels:
            lists.uses[str(use)] = ListDefinition(str(number), levels, starts)


def _overridden(details: _Bytes, count: int, levels: dict[int, Level]) -> Iterator[tuple[int, int]]:
    """The levels that a use starts anew; those that it writes in another way are put into `levels`."""
    details.run(4)
    for _ in range(count):
        start, flags = details.take("<iI")
        level = flags & 0xF
        if flags & _FORMATTED:
            levels[level] = _read_level(details)
            start = levels[level].start
        if flags & _STARTS:
            yield level, start
