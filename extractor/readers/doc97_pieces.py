"""The text of an old Word file: pieces, each somewhere in the file, in one byte or two ([MS-DOC] 2.4.1, 2.9.38).

A file that was saved fast keeps old text and says in its piece table what of it counts: only the table is followed.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.doc97_file import BROKEN, Part, WordFile, plc
from extractor.readers.doc97_sprms import short

# What a place of the text holds that shows nothing: the second half of a rare character, a place without bytes.
NOTHING = "\0"
_PRC, _PIECES = 1, 2
_COMPRESSED = 0x40000000
_BYTES = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the text: from byte `at` of the main stream on, `width` bytes each."""

    start: int
    end: int
    at: int
    width: int
    says: bytes = b""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a file in their order, and the text that they make."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    text: str

    def find(self, place: int) -> Piece | None:
        """The piece that holds a place of the text."""
        index = bisect_right(self.starts, place) - 1
        return self.pieces[index] if index >= 0 and place < self.pieces[index].end else None


def read_pieces(file: WordFile, limits: Limits) -> Pieces:
    """The pieces of a file and its text. Trouble E105 without a piece table, E110 where the text is too long."""
    total = sum(file.lengths)
    if total > limits.text_characters:
        raise Trouble("E110", limit="text_characters", maximum=limits.text_characters)
    try:
        table = list(_pieces(file.part(Part.PIECES)))
        pieces = tuple(_in_order(table, total))
    except BROKEN as error:
        raise Trouble("E105", detail="CLX") from error
    if not pieces:
        raise Trouble("E105", detail="CLX")
    if not total <= table[-1].end <= total + 1:
        file.tell_damage("ccp")
    return Pieces(pieces, tuple(piece.start for piece in pieces), _text(file, pieces, total))


def _pieces(content: bytes) -> Iterator[Piece]:
    """The piece table, behind the modifiers that its pieces name."""
    modifiers: list[bytes] = []
    at = 0
    while content[at] == _PRC:
        size = struct.unpack_from("<H", content, at + 1)[0]
        modifiers.append(content[at + 3 : at + 3 + size])
        at += 3 + size
    kind, size = struct.unpack_from("<BI", content, at)
    if kind == _PIECES:
        for start, end, item in plc(content[at + 5 : at + 5 + size], 8):
            place, says = struct.unpack_from("<IH", item, 2)
            yield _piece(start, end, place, _said(says, modifiers))


def _piece(start: int, end: int, place: int, says: bytes) -> Piece:
    if place & _COMPRESSED:
        return Piece(start, end, (place & ~_COMPRESSED & 0x7FFFFFFF) // 2, 1, says)
    return Piece(start, end, place & 0x3FFFFFFF, 2, says)


def _said(says: int, modifiers: list[bytes]) -> bytes:
    if says & 1:
        return modifiers[says >> 1] if says >> 1 < len(modifiers) else b""
    return short(says >> 1 & 0x7F, says >> 8)


def _in_order(pieces: Iterable[Piece], total: int) -> Iterator[Piece]:
    """The pieces up to the end of the text; where one does not begin at the end of the last, the table is broken."""
    place = 0
    for piece in pieces:
        if place >= total:
            return
        if piece.start != place or piece.end <= piece.start:
            raise struct.error("piece")
        end = min(piece.end, total)
        yield Piece(place, end, piece.at, piece.width, piece.says)
        place = end


def _text(file: WordFile, pieces: tuple[Piece, ...], total: int) -> str:
    text = "".join(_decoded(file.main, piece) for piece in pieces).ljust(total, NOTHING)
    if any(piece.at + (piece.end - piece.start) * piece.width > len(file.main) for piece in pieces):
        file.tell_damage("text")
    return text


def _decoded(main: bytes, piece: Piece) -> str:
    """One character for each place, so that places of the file are places of the text."""
    count = piece.end - piece.start
    raw = main[piece.at : piece.at + count * piece.width]
    if piece.width == 1:
        text = raw.decode("latin-1").translate(_TO_WINDOWS)
    else:
        text = "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))
        # A rare character takes two places: it stands at the first.
        text = _PAIR.sub(_paired, text) if _SURROGATE.search(text) else text
    return _SURROGATE.sub("\ufffd", text).ljust(count, NOTHING)


def _paired(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + NOTHING


_TO_WINDOWS = {byte: sign for byte, sign in enumerate(_BYTES) if ord(sign) != byte}
