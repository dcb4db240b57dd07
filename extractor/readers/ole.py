"""Compound files (OLE), the package around old Office files: one stream out of many, by its name.

Sizes and chains of a damaged or hostile file lie: no chain is followed further than the file has sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from catalog.problems import Trouble

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_IN_HEADER = 109  # sectors of the allocation table that the header itself names
_LAST = 0xFFFFFFFA  # numbers from here on are marks and no sectors


def stream(data: bytes, names: Sequence[str]) -> bytes | None:
    """The first of these streams in the root of a compound file; None where there is none. Trouble E105 on damage."""
    try:
        return _File(data).stream(names)
    except (struct.error, IndexError, OverflowError) as error:
        raise Trouble("E105", detail=f"OLE: {error}") from error


class _File:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 0x1E)
        if shift not in (9, 12) or small_shift != 6:
            raise Trouble("E105", detail="OLE: sector size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        _tables, directory, _, self._cutoff, small, _small_count, more, _more_count = struct.unpack_from(
            "<II4sIIIII", data, 0x2C
        )
        self._table = self._numbers(self._tables(more))
        self._directory = self._joined(directory)
        self._small_table = self._numbers(self._chain(small, self._table))
        root = self._directory[:_ENTRY]
        self._small = self._joined(struct.unpack_from("<I", root, 0x74)[0])

    def stream(self, names: Sequence[str]) -> bytes | None:
        """The content of the first stream of these names."""
        places = list(self._in_root()) or range(0, len(self._directory) - _ENTRY + 1, _ENTRY)
        for name in names:
            for at in places:
                if _is_named(self._directory[at : at + _ENTRY], name):
                    return self._content(*struct.unpack_from("<II", self._directory, at + 0x74))
        return None

    def _in_root(self) -> Iterator[int]:
        """Where the entries of the root stand, which are a tree: a file inside this one may have the same names."""
        met = {0xFFFFFFFF}
        waiting = [struct.unpack_from("<I", self._directory, 0x4C)[0]]
        while waiting:
            number = waiting.pop()
            if number not in met and (number + 1) * _ENTRY <= len(self._directory):
                met.add(number)
                yield number * _ENTRY
                waiting += struct.unpack_from("<II", self._directory, number * _ENTRY + 0x44)

    def _content(self, start: int, size: int) -> bytes:
        if size >= self._cutoff:
            return self._joined(start)[:size]
        step, small = self._small_size, self._small
        chain = self._chain(start, self._small_table)
        return b"".join(small[at * step : (at + 1) * step] for at in chain)[:size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._table)))

    def _chain(self, start: int, table: Sequence[int]) -> Iterator[int]:
        """The sectors of a chain in order, none of them twice."""
        met: set[int] = set()
        while start < min(_LAST, len(table)) and start not in met:
            met.add(start)
            yield start
            start = table[start]

    def _tables(self, more: int) -> Iterator[int]:
        """The sectors that hold the allocation table: some in the header, the rest in a chain of their own."""
        yield from struct.unpack_from(f"<{_IN_HEADER}I", self._data, 0x4C)
        met: set[int] = set()
        while more < _LAST and more not in met:
            met.add(more)
            *numbers, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            yield from numbers

    def _numbers(self, sectors: Iterator[int]) -> Sequence[int]:
        words = b"".join(self._sector(number) for number in sectors if number < _LAST)
        return struct.unpack(f"<{len(words) // 4}I", words[: len(words) // 4 * 4])


def _is_named(entry: bytes, name: str) -> bool:
    length = struct.unpack_from("<H", entry, 0x40)[0]
    return entry[0x42] == 2 and entry[: max(length - 2, 0)].decode("utf-16-le", "replace") == name
