"""Modifiers of properties: what a file says of its characters, paragraphs and rows ([MS-DOC] 2.2.5, 2.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.problems import Trouble

Sprm = tuple[int, bytes]  # its code and its operand, without the count in front of it

C_DELETED, C_INSERTED, C_DATA, C_OLE, C_VANISH = 0x0800, 0x0801, 0x0806, 0x080A, 0x083C
C_STRIKE, C_DOUBLE_STRIKE, C_SPECIAL, C_OBJECT, C_RAISED = 0x0837, 0x2A53, 0x0855, 0x0856, 0x2A48
C_AUTHOR, C_DELETER, C_STYLE, C_FONT, C_OTHER_FONT = 0x4804, 0x4863, 0x4A30, 0x4A4F, 0x4A51
C_PICTURE, C_SYMBOL = 0x6A03, 0x6A09
P_STYLE, P_IN_TABLE, P_ROW_END, P_DEPTH, P_INNER_CELL, P_INNER_ROW_END = 0x4600, 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
P_LIST, P_LIST_LEVEL, P_OUTLINE, P_HUGE, P_TABLE = 0x460B, 0x260A, 0x2640, 0x6646, 0x646B
T_DEFINE, T_HEADER, T_VERTICAL, T_MERGE, T_SPLIT = 0xD608, 0x3404, 0xD62B, 0x5624, 0x5625
T_INSERT, T_DELETE, T_WIDTH = 0x7621, 0x5622, 0x7623
_TABS = 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
# What a piece may say in short, by number.
_SHORT = {
    0x0C: P_LIST_LEVEL, 0x18: P_IN_TABLE, 0x19: P_ROW_END, 0x41: C_DELETED, 0x42: C_INSERTED, 0x47: C_DATA,
    0x4B: C_OLE, 0x57: C_STRIKE, 0x5C: C_VANISH, 0x68: C_RAISED, 0x73: C_DOUBLE_STRIKE, 0x75: C_SPECIAL,
    0x76: C_OBJECT, 0x78: P_OUTLINE,
}  # fmt: skip


def sprms(content: bytes) -> Iterator[Sprm]:
    """The modifiers in a run of bytes; what is cut off at its end is left."""
    at = 0
    while at + 2 < len(content):
        code = int.from_bytes(content[at : at + 2], "little")
        start, end = _operand(code, content, at + 2)
        if end > len(content):
            return
        yield code, content[start:end]
        at = end


def _operand(code: int, content: bytes, at: int) -> tuple[int, int]:
    size = _SIZES.get(code >> 13)
    if size is not None:
        return at, at + size
    if code == T_DEFINE:
        return at + 2, at + 1 + max(int.from_bytes(content[at : at + 2], "little"), 1)
    if code == _TABS and content[at] == 255:
        # More tabs than a byte can count: those taken out (four bytes each), then those put in (three).
        middle = at + 2 + 4 * content[at + 1] if at + 1 < len(content) else len(content)
        return at + 1, middle + 1 + 3 * (content[middle] if middle < len(content) else 0)
    return at + 1, at + 1 + content[at]


def short(number: int, value: int) -> bytes:
    """The modifier that a piece states by a short number, as the bytes of a plain one."""
    code = _SHORT.get(number)
    return b"" if code is None else struct.pack("<HB", code, value)


def number(operand: bytes) -> int:
    """The operand as a whole number."""
    return int.from_bytes(operand, "little")


@dataclass(slots=True)
class Huge:
    """Modifiers too long for their page, kept in a stream of their own.

    No file has more of them than that stream holds: `left` keeps one that says so from being read without end.
    """

    data: bytes
    left: int = field(init=False)
    _read: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.left = 2 * len(self.data) + 0x10000

    def all(self, content: bytes) -> Iterator[Sprm]:
        """The modifiers with those that they point to."""
        for code, operand in sprms(content):
            if code in (P_HUGE, P_TABLE):
                yield from sprms(self._at(number(operand)))
            else:
                yield code, operand

    def _at(self, place: int) -> bytes:
        if place not in self._read:
            size = number(self.data[place : place + 2])
            self._read[place] = self.data[place + 2 : place + 2 + size]
        self.left -= len(self._read[place])
        if self.left < 0:
            raise Trouble("E105", detail="PrcData")
        return self._read[place]
