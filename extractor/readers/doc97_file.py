"""Old Word files as bytes: the streams, the file information block and the parts it points to ([MS-DOC] 2.5)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.readers.ole import stream

_WORD_97 = 0xA5EC
_FIRST_VERSION = 0xC0  # Word 97; all before are of another build
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_STORIES = 8  # lengths of the stories, from the fourth number of their block on
BROKEN = (struct.error, IndexError)  # what the reading of bytes raises where they end or lie

A = TypeVar("A")


class Part(IntEnum):
    """The parts that are read, by their number in the block."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTES = 3
    COMMENT_MARKS = 4
    COMMENTS = 5
    MARGINS = 11
    CHARACTERS = 12
    PARAGRAPHS = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    ENDNOTE_MARKS = 46
    ENDNOTES = 47
    AUTHORS = 51
    BOXES = 56
    LISTS = 73
    LIST_USES = 74


class Story(IntEnum):
    """The stories of a document, in the order in which the file holds them."""

    BODY = 0
    FOOTNOTES = 1
    MARGINS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6
    MARGIN_BOXES = 7


@dataclass(slots=True)
class WordFile:
    """The streams of a file, the lengths of its stories, where its parts lie, and what is to be told of it."""

    main: bytes
    table: bytes
    data: bytes
    lengths: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    notices: list[Notice] = field(default_factory=list)

    def part(self, part: Part) -> bytes:
        """The bytes of a part; none where the file has no such part."""
        at, size = self.places[part] if part < len(self.places) else (0, 0)
        return self.table[at : at + size]

    def after(self, part: Part) -> bytes:
        """All that follows a part: some parts do not count what belongs to them."""
        return self.table[sum(self.places[part]) :]

    def start(self, story: Story) -> int:
        """Where a story begins, counted in characters from the begin of the first."""
        return sum(self.lengths[:story])

    def whole(self, what: str, work: Callable[[], A], otherwise: A) -> A:
        """What `work` gives; where the bytes are damaged, `otherwise` and a word about it (W105)."""
        try:
            return work()
        except BROKEN:
            self.tell_damage(what)
            return otherwise

    def tell_damage(self, what: str) -> None:
        """Say once that something of the file is damaged."""
        notice = Notice("W105", {"detail": what})
        if notice not in self.notices:
            self.notices.append(notice)


def open_file(content: bytes) -> WordFile:
    """Open a file of Word 97 to 2003. Trouble: E103 older, E104 with a password, E105 damaged."""
    main = stream(content, ["WordDocument"]) or b""
    if len(main) < 4 or struct.unpack_from("<H", main)[0] != _WORD_97:
        raise Trouble("E103")
    try:
        return _opened(content, main)
    except BROKEN as error:
        raise Trouble("E105", detail="FIB") from error


def _opened(content: bytes, main: bytes) -> WordFile:
    version, flags = struct.unpack_from("<2xH6xH", main)
    if version < _FIRST_VERSION:
        raise Trouble("E103")
    if flags & _ENCRYPTED:
        raise Trouble("E104")
    table = stream(content, ["1Table" if flags & _TABLE_1 else "0Table"])
    if table is None:
        raise Trouble("E105", detail="Table")
    lengths, places = _directory(main)
    return WordFile(main, table, stream(content, ["Data"]) or b"", lengths, places)


def _directory(main: bytes) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The lengths of the stories, and where the parts lie: both behind blocks that state their own sizes."""
    at = 0x20
    at += 2 + 2 * int(struct.unpack_from("<H", main, at)[0])
    lengths = struct.unpack_from(f"<{_STORIES}i", main, at + 2 + 3 * 4)
    at += 2 + 4 * int(struct.unpack_from("<H", main, at)[0])
    count = min(struct.unpack_from("<H", main, at)[0], max(Part) + 1)
    numbers = struct.unpack_from(f"<{2 * count}I", main, at + 2)
    if lengths[0] <= 0 or min(lengths) < 0:
        raise Trouble("E105", detail="FIB")
    return lengths, tuple(zip(numbers[::2], numbers[1::2], strict=True))


def plc(content: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """A part that is a row of places and then of items of `size` bytes between each two: (from, to, item)."""
    count = max(len(content) - 4, 0) // (4 + size)
    places = struct.unpack_from(f"<{count + 1}I", content) if count else ()
    for number in range(count):
        at = 4 * (count + 1) + number * size
        yield places[number], places[number + 1], content[at : at + size]
