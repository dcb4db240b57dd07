"""Small .doc files for tests, written as bytes: no library writes them, and so every construct is in plain sight.

Each paragraph is a piece of its own, so that the text may lie in the file in any order and in one byte or two.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.document import Document
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.doc97 import read
from extractor.source import from_bytes
from tests.docx_make import check_balance

_TEXT = 0x400
_PAGE = 512
_FIB = 0x9A
STYLES, CHARACTERS, PARAGRAPHS, FONTS, PIECES, AUTHORS, LISTS, LIST_USES = 1, 12, 13, 15, 33, 51, 73, 74
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)


@dataclass(frozen=True)
class Para:
    """A paragraph: runs of text with their modifiers, its own, its mark, and whether a byte holds a character."""

    runs: tuple[tuple[str, bytes], ...]
    says: bytes = b""
    mark: str = "\r"
    mark_says: bytes = b""
    narrow: bool = False
    style: int = 0
    piece_says: int = 0

    def text(self) -> str:
        """All its characters."""
        return "".join(text for text, _ in self.runs) + self.mark

    def stretches(self) -> list[tuple[str, bytes]]:
        """Its characters with what is said of them."""
        return [*self.runs, (self.mark, self.mark_says)]


def para(*runs: str | tuple[str, bytes], **more: object) -> Para:
    """A paragraph of plain texts and of runs with modifiers."""
    pairs = tuple((run, b"") if isinstance(run, str) else run for run in runs)
    return replace(Para(pairs), **more)  # type: ignore[arg-type]


def says(code: int, *numbers: int) -> bytes:
    """A modifier whose operand is of the size that its code tells."""
    form = {0: "B", 1: "B", 2: "H", 3: "I", 4: "H", 5: "H"}[code >> 13]
    return struct.pack(f"<H{form}", code, *numbers)


def row(*cells: str, edges: Sequence[int], flags: Sequence[int] = (), more: bytes = b"", count: int = -1) -> list[Para]:
    """A row of a table: its cells, and the mark that says where their edges are."""
    number = len(edges) - 1
    cell = struct.Struct("<HH16x")
    flags = [*flags, *[0] * (number - len(flags))]
    definition = struct.pack(f"<B{number + 1}h", number, *edges) + b"".join(cell.pack(flag, 0) for flag in flags)
    shape = struct.pack("<HH", 0xD608, len(definition) + 1) + definition
    texts = [para(text, says=IN_TABLE, mark="\x07") for text in cells]
    return [*texts, para(says=ROW_END + shape + more, mark="\x07")]


def doc(
    *paragraphs: Para, order: Sequence[int] | None = None, parts: Mapping[int, bytes] | None = None, data: bytes = b"",
    ident: int = 0xA5EC, version: int = 0xC1, flags: int = 0, without: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """A Word file with these paragraphs as its body; `order`: in which of them the text lies in the file."""
    places = _placed(paragraphs, order or range(len(paragraphs)))
    text = b"".join(_raw(paragraphs[at]) for at in order or range(len(paragraphs)))
    first = -(-(_TEXT + len(text)) // _PAGE)
    spans = sorted((places[at], places[at] + len(_raw(each)), each) for at, each in enumerate(paragraphs))
    paragraph_pages = [
        _page([(a, b, _papx(p)) for a, b, p in spans[at : at + 3]], 13) for at in range(0, len(spans), 3)
    ]
    looks = [stretch for start, _, each in spans for stretch in _looks(start, each)]
    look_pages = [_page(looks[at : at + 10], 1) for at in range(0, len(looks), 10)]
    found = {
        PIECES: _clx(paragraphs, places),
        PARAGRAPHS: _bins(first, len(paragraph_pages)),
        CHARACTERS: _bins(first + len(paragraph_pages), len(look_pages)),
        **(parts or {}),
    }
    table, directory = _table(found)
    length = sum(_width(each) for each in paragraphs)
    fib = struct.pack("<HH6xH", ident, version, 0x1200 | flags).ljust(0x20, b"\0") + struct.pack("<H28xH", 14, 22)
    fib += struct.pack("<12xI72x", length) + struct.pack("<H", 93) + directory
    main = (fib.ljust(_TEXT, b"\0") + text).ljust(first * _PAGE, b"\0") + b"".join(paragraph_pages + look_pages)
    streams = {"WordDocument": main, "1Table": table, "Data": data}
    return compound({name: held for name, held in streams.items() if held and name not in without})


def opened(*paragraphs: Para, limits: Limits = DEFAULT_LIMITS, **more: object) -> Document:
    """What the reader makes of a file with these paragraphs; the characters must balance."""
    return document(doc(*paragraphs, **more), limits)  # type: ignore[arg-type]


def document(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """What the reader makes of the bytes."""
    found = read(from_bytes("试.doc", content, limits), limits)
    check_balance(found)
    return found


def fonts(*names: str) -> bytes:
    """The table of fonts."""
    entries = [bytes(39) + (name + "\0").encode("utf-16-le") for name in names]
    return struct.pack("<HH", len(names), 0) + b"".join(bytes([len(entry)]) + entry for entry in entries)


def authors(*names: str) -> bytes:
    """The table of people who changed something."""
    entries = [struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in names]
    return struct.pack("<HHH", 0xFFFF, len(names), 0) + b"".join(entries)


# --- the file ---------------------------------------------------------------------------------------


def _raw(each: Para) -> bytes:
    return each.text().encode("cp1252" if each.narrow else "utf-16-le")


def _width(each: Para) -> int:
    return len(_raw(each)) // (1 if each.narrow else 2)


def _placed(paragraphs: Sequence[Para], order: Sequence[int]) -> dict[int, int]:
    places, at = {}, _TEXT
    for number in order:
        places[number] = at
        at += len(_raw(paragraphs[number]))
    return places


def _clx(paragraphs: Sequence[Para], places: Mapping[int, int]) -> bytes:
    ends = [0]
    items = b""
    for number, each in enumerate(paragraphs):
        ends.append(ends[-1] + _width(each))
        place = places[number] * 2 | 0x40000000 if each.narrow else places[number]
        items += struct.pack("<HIH", 0, place, each.piece_says)
    table = struct.pack(f"<{len(ends)}I", *ends) + items
    return struct.pack("<BI", 2, len(table)) + table


def _papx(each: Para) -> bytes:
    content = struct.pack("<H", each.style) + each.says
    return (
        bytes([0, len(content) // 2]) + content if len(content) % 2 == 0 else bytes([len(content) // 2 + 1]) + content
    )


def _looks(start: int, each: Para) -> list[tuple[int, int, bytes]]:
    found = []
    for text, modifiers in each.stretches():
        end = start + len(text.encode("cp1252" if each.narrow else "utf-16-le"))
        if end > start:
            found.append((start, end, bytes([len(modifiers)]) + modifiers if modifiers else b""))
        start = end
    return found


def _page(stretches: Sequence[tuple[int, int, bytes]], step: int) -> bytes:
    """A page of stretches: where they begin, where what is said of them stands, and that from the end backwards."""
    count, end = len(stretches), _PAGE - 1
    places = [start for start, _, _ in stretches] + [stretches[-1][1]]
    page = bytearray(struct.pack(f"<{count + 1}I", *places).ljust(_PAGE, b"\0"))
    for number, (_, _, content) in enumerate(stretches):
        if content:
            end = (end - len(content)) // 2 * 2
            page[end : end + len(content)] = content
            page[4 * (count + 1) + step * number] = end // 2
    page[_PAGE - 1] = count
    assert end >= (4 + step) * count + 4, "the page is full"
    return bytes(page)


def _bins(first: int, count: int) -> bytes:
    return struct.pack(f"<{count + 1}I{count}I", *range(count + 1), *range(first, first + count))


def _table(parts: Mapping[int, bytes]) -> tuple[bytes, bytes]:
    content, directory = b"", bytearray(93 * 8)
    for number, part in sorted(parts.items()):
        struct.pack_into("<II", directory, 8 * number, len(content), len(part))
        content += part
    return content, bytes(directory)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams."""
    contents = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    sizes = {name: -(-len(content) // _PAGE) for name, content in contents.items()}
    tables = sum(sizes.values()) // 120 + 1
    numbers = [0xFFFFFFFD] * tables + [tables + 1, 0xFFFFFFFE]
    entries, at = _entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0), tables + 2
    for order, (name, content) in enumerate(contents.items(), 1):
        following = order + 1 if order < len(contents) else 0xFFFFFFFF
        entries += _entry(name, 2, 0xFFFFFFFF, following, at, len(content))
        numbers += [*range(at + 1, at + sizes[name]), 0xFFFFFFFE]
        at += sizes[name]
    numbers += [0xFFFFFFFF] * (tables * 128 - len(numbers))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(tables), *([0xFFFFFFFF] * (109 - tables)))
    body = b"".join(content.ljust(sizes[name] * _PAGE, b"\0") for name, content in contents.items())
    return header + struct.pack(f"<{len(numbers)}I", *numbers) + entries.ljust(2 * _PAGE, b"\0") + body


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return entry + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, size)
