"""A look into an old workbook (.xls, .et): number formats, what is hidden, struck out or broken, comments, text boxes.

Only the records that say how a cell is shown are read (BIFF8 of Excel 97 and later, BIFF5 of Excel 95); the values are
for the library to read.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.limits import Limits
from extractor.readers.ole import stream
from extractor.readers.workbook_formats import BUILT_IN, GENERAL
from extractor.readers.workbook_tree import Book, Look, Seen, filled, without_codes

STREAMS = ("Workbook", "Book")
BOF, EOF, CONTINUE, FILEPASS, BOUNDSHEET = 0x0809, 0x000A, 0x003C, 0x002F, 0x0085
CODEPAGE, DATEMODE, FONT, FORMAT, XF = 0x0042, 0x0022, 0x0031, 0x041E, 0x00E0
FORMULA, STRING, BOOLERR, MULRK = 0x0006, 0x0207, 0x0205, 0x00BD
PLAIN_CELLS = (0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6)  # NUMBER, RK, LABELSST, LABEL, RSTRING
ROW, COLINFO, NOTE, OBJ, TXO, HEADER, FOOTER = 0x0208, 0x007D, 0x001C, 0x005D, 0x01B6, 0x0014, 0x0015
NAMED = 5  # damaged sheets that are named
_BIFF8 = 0x0600
_STRUCK, _HIDDEN_ROW, _HIDDEN = 0x0008, 0x20, 0x01
_PICTURE, _COMMENT, _CHART = 0x08, 0x19, 0x02
_NO_NUMBER = b"\xff\xff"  # ends the result of a formula that is no number; its first byte says what it is
_TEXT, _TRUTH, _ERROR = range(3)
_ENCODINGS = {936: "gb18030", 950: "big5", 1252: "cp1252", 1200: "utf-16-le"}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Record = tuple[int, bytes]


@dataclass(slots=True)
class _Globals:
    """What the workbook says for all its sheets."""

    wide: bool = True
    encoding: str = "gb18030"
    epoch_1904: bool = False
    fonts: list[bool] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[tuple[int, int]] = field(default_factory=list)
    sheets: list[tuple[int, Look]] = field(default_factory=list)

    def seen(self, style: int) -> Seen:
        """How a cell of this style is shown."""
        if style >= len(self.styles):
            return Seen(f"[{style}]" if style else GENERAL)
        font, code = self.styles[style]
        font -= font > 4  # there never is a font number 4
        struck = font < len(self.fonts) and self.fonts[font]
        return Seen(self.formats.get(code, f"[{code}]"), struck="*" if struck else "")


def look(data: bytes, limits: Limits) -> Book:
    """What the records say of each sheet. Trouble E104 under a password, E105 on damage, E211 for too many cells."""
    content = stream(data, STREAMS)
    if content is None:
        raise Trouble("E105", detail="Workbook")
    found = _globals(content)
    cut = [sheet.name for at, sheet in found.sheets if not _Sheet(sheet, found, limits).read(content, at)]
    notices = [Notice("W105", {"detail": f"BIFF: {name[:40]}"}) for name in cut[:NAMED]]
    return Book(data, [sheet for _, sheet in found.sheets], found.epoch_1904, notices)


def _records(content: bytes, at: int) -> Iterator[Record]:
    """The records of one part of the stream up to its end; parts within it (charts) are passed over."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += kind == BOF
        if depth == 1 and kind != EOF:
            yield kind, content[at + 4 : at + 4 + size]
        depth -= kind == EOF
        at += 4 + size
        if depth <= 0:
            yield EOF, b""
            return


def _globals(content: bytes) -> _Globals:
    found = _Globals()
    try:
        for kind, body in _records(content, 0):
            _note_global(found, kind, body)
    except (struct.error, IndexError) as error:
        raise Trouble("E105", detail=f"BIFF: {error}") from error
    if not found.sheets:
        raise Trouble("E105", detail="BIFF")
    return found


def _note_global(found: _Globals, kind: int, body: bytes) -> None:
    if kind == FILEPASS:
        raise Trouble("E104")
    if kind == BOF:
        found.wide = struct.unpack_from("<H", body)[0] >= _BIFF8
    elif kind == CODEPAGE:
        found.encoding = _ENCODINGS.get(struct.unpack_from("<H", body)[0], found.encoding)
    elif kind == DATEMODE:
        found.epoch_1904 = body[:1] == b"\1"
    elif kind == FONT:
        found.fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK))
    elif kind == FORMAT:
        found.formats[struct.unpack_from("<H", body)[0]] = _text(found, body[2:], 2 if found.wide else 1)
    elif kind == XF:
        found.styles.append(struct.unpack_from("<HH", body))
    elif kind == BOUNDSHEET:
        at, state, sort = struct.unpack_from("<IBB", body)
        sheet = Look(_text(found, body[6:], 1), is_hidden=bool(state & 3), pictures=int(sort == _CHART))
        found.sheets.append((at, sheet))


def _text(found: _Globals, body: bytes, width: int) -> str:
    """A string with its length before it; in BIFF8 a flag says whether each character takes one byte or two."""
    length = int.from_bytes(body[:width], "little")
    if not found.wide:
        return body[width : width + length].decode(found.encoding, "replace")
    return _characters(body[width:], length)


def _characters(body: bytes, length: int) -> str:
    if body[:1] and body[0] & 1:
        return body[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return body[1 : 1 + length].decode("latin-1")


class _Sheet:
    """Looks at the records of one sheet."""

    def __init__(self, look: Look, book: _Globals, limits: Limits) -> None:
        self._look, self._book, self._limits = look, book, limits
        self._formula: tuple[int, int] | None = None
        self._object = 0
        self._text_follows = 0
        self._comments: list[tuple[int, int]] = []
        self._comment_texts: list[str] = []
        self._takes: dict[int, Callable[[bytes], None]] = {
            **dict.fromkeys(PLAIN_CELLS, self._plain), MULRK: self._several, FORMULA: self._formula_cell,
            STRING: self._formula_text, BOOLERR: self._truth, ROW: self._row, COLINFO: self._columns, OBJ: self._begin,
            TXO: self._announce, CONTINUE: self._words, NOTE: self._comment, HEADER: self._margin, FOOTER: self._margin,
        }  # fmt: skip

    def read(self, content: bytes, at: int) -> bool:
        """Read all records; False where the sheet breaks off."""
        ended = False
        for kind, body in _records(content, at):
            ended = kind == EOF
            try:
                self._takes.get(kind, _pass_over)(body)
            except (struct.error, IndexError):
                return False
        self._look.measure(self._limits)
        pairs = dict(zip(self._comments, self._comment_texts, strict=False))
        self._look.comments = [(at, pairs.get(at, "")) for at in self._comments]
        return ended

    def _note(self, row: int, column: int, seen: Seen) -> None:
        self._look.note((row, column), seen, self._limits)

    def _plain(self, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self._note(row, column, self._book.seen(style))

    def _several(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            style = struct.unpack_from("<H", body, 4 + 6 * number)[0]
            self._note(row, first + number, self._book.seen(style))

    def _formula_cell(self, body: bytes) -> None:
        row, column, style, kind, value = struct.unpack_from("<HHHBxB", body)
        self._formula = None
        if body[12:14] != _NO_NUMBER:
            self._note(row, column, self._book.seen(style))
        elif kind == _TEXT:
            self._formula = row, column
        elif kind == _TRUTH:
            self._note(row, column, Seen(text=_truth(value)))
        elif kind == _ERROR:
            self._note(row, column, _error(value))

    def _formula_text(self, body: bytes) -> None:
        text = _text(self._book, body, 2)
        if self._formula is not None and text.strip():
            self._note(*self._formula, Seen(text=text))

    def _truth(self, body: bytes) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", body)
        self._note(row, column, _error(value) if is_error else Seen(text=_truth(value)))

    def _row(self, body: bytes) -> None:
        if body[12] & _HIDDEN_ROW:
            self._look.hidden_rows.add(struct.unpack_from("<H", body)[0])

    def _columns(self, body: bytes) -> None:
        first, last, _, _, flags = struct.unpack_from("<5H", body)
        if flags & _HIDDEN:
            self._look.hidden_columns.append((first, last))

    def _begin(self, body: bytes) -> None:
        """A drawn object: what kind it is stands in its first record."""
        self._object = struct.unpack_from("<H", body, 4)[0]
        self._look.pictures += self._object == _PICTURE

    def _announce(self, body: bytes) -> None:
        """The text of an object follows in the next record."""
        self._text_follows = struct.unpack_from("<H", body, 10)[0]

    def _words(self, body: bytes) -> None:
        if not self._text_follows:
            return
        words = _characters(body, self._text_follows)
        self._text_follows = 0
        if self._object == _COMMENT:
            self._comment_texts.append(words.strip())
        else:
            self._look.shapes += filled([words])

    def _comment(self, body: bytes) -> None:
        self._comments.append(struct.unpack_from("<HH", body))

    def _margin(self, body: bytes) -> None:
        if body:
            self._look.margins += filled([without_codes(_text(self._book, body, 2 if self._book.wide else 1))])


def _error(value: int) -> Seen:
    return Seen(text=_ERRORS.get(value, "#?"), error=True)


def _truth(value: int) -> str:
    return "TRUE" if value else "FALSE"


def _pass_over(_body: bytes) -> None:
    return None
