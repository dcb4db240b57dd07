"""Where properties stand: pages of 512 bytes, each with stretches of the file and what is said of them ([MS-DOC] 2.9.33)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.readers.doc97_file import Part, WordFile, plc

_PAGE = 512

Found = tuple[int, int, bytes]  # from this byte of the file to that one, and the properties
_Read = Callable[[bytes, int], bytes]


@dataclass(frozen=True, slots=True)
class Pages:
    """Stretches of the main stream in their order, none over another."""

    starts: tuple[int, ...]
    found: tuple[Found, ...]

    def at(self, byte: int) -> Found | None:
        """The stretch that holds a byte."""
        index = bisect_right(self.starts, byte) - 1
        return self.found[index] if index >= 0 and byte < self.found[index][1] else None

    def between(self, start: int, end: int) -> Iterator[Found]:
        """The stretches that reach into the bytes from `start` to `end`, cut to them."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.found) and self.found[index][0] < end:
            first, last, says = self.found[index]
            if last > start:
                yield max(first, start), min(last, end), says
            index += 1


def paragraph_pages(file: WordFile) -> Pages:
    """What the file says of its paragraphs: the number of the style and modifiers."""
    return _pages(file, Part.PARAGRAPHS, 13, _paragraph)


def character_pages(file: WordFile) -> Pages:
    """What the file says of its characters: modifiers."""
    return _pages(file, Part.CHARACTERS, 1, _characters)


def _pages(file: WordFile, part: Part, step: int, read: _Read) -> Pages:
    numbers = dict.fromkeys(struct.unpack("<I", item)[0] for _, _, item in plc(file.part(part), 4))
    found: list[Found] = []
    for number in numbers:
        page = file.main[number * _PAGE : (number + 1) * _PAGE]
        found += file.whole(part.name.lower(), lambda page=page: list(_page(page, step, read)), [])  # type: ignore[misc]
    apart = tuple(_apart(sorted(found, key=lambda each: each[0])))
    return Pages(tuple(start for start, _, _ in apart), apart)


def _page(page: bytes, step: int, read: _Read) -> Iterator[Found]:
    """The stretches of one page: how many stands in its last byte."""
    count = page[_PAGE - 1]
    places = struct.unpack_from(f"<{count + 1}I", page)
    once: dict[int, bytes] = {}
    for number in range(count):
        at = 2 * page[4 * (count + 1) + step * number]
        if at not in once:
            once[at] = read(page, at) if at else b""
        yield places[number], places[number + 1], once[at]


def _paragraph(page: bytes, at: int) -> bytes:
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _characters(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]]


def _apart(found: list[Found]) -> Iterator[Found]:
    end = 0
    for first, last, says in found:
        first = max(first, end)
        if last > first:
            yield first, last, says
            end = last
