"""Small PDF files for tests, written object by object, so that every construct is in plain sight.

A file is `pdf(page(texts=[(72, 720, 12, "考核")], lines=[(72, 700, 300, 700)]), …)`; x and y as in a PDF, from the lower
left, in points. What `page` cannot say goes into `content=`, `resources=` and `more=`, and what a whole file cannot say
is put together from `assemble`, `stream` and the objects of `objects_of`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import md5

Text = tuple[float, float, float, str]  # x, y of the baseline, font size, words
Corners = tuple[float, float, float, float]
Objects = dict[int, bytes]

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
A4 = (0, 0, 595, 842)
IDENTITY = (1, 0, 0, 1, 0, 0)
UPRIGHT = {0: IDENTITY, 90: (0, 1, -1, 0, 595, 0), 180: (-1, 0, 0, -1, 595, 842), 270: (0, -1, 1, 0, 0, 842)}
CATALOG, PAGES, LATIN, HAN, CID, UNICODE, DESCRIPTOR, FILE, MAP, FREE = range(1, 11)


# --- objects -----------------------------------------------------------------------------------


def stream(data: bytes | str, entries: str = "", *, flate: bool = False) -> bytes:
    """A stream object; `entries` are further entries of its dictionary."""
    data = data.encode("latin-1") if isinstance(data, str) else data
    if flate:
        data, entries = zlib.compress(data), f"/Filter /FlateDecode {entries}"
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def assemble(objects: Mapping[int, bytes | str], trailer: str = "", *, after: bytes = HEADER) -> bytes:
    """A file of numbered objects with its cross-reference table; the root is object 1."""
    out = bytearray(after)
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content.encode() if isinstance(content, str) else content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += f"trailer\n<< /Size {size} /Root {CATALOG} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def packed(objects: Mapping[int, bytes]) -> bytes:
    """The same objects as newer programs write them: in an object stream, with a cross-reference stream."""
    loose = {n: content for n, content in objects.items() if b"stream\n" not in content}
    box, table = max(objects) + 1, max(objects) + 2
    places = [sum(len(content) + 1 for content in list(loose.values())[:index]) for index in range(len(loose))]
    head = " ".join(f"{n} {place}" for n, place in zip(loose, places, strict=True)).encode() + b"\n"
    inside = stream(head + b"\n".join(loose.values()), f"/Type /ObjStm /N {len(loose)} /First {len(head)}", flate=True)
    out = bytearray(HEADER)
    rows = {0: (0, 0, 65535)} | {n: (2, box, index) for index, n in enumerate(loose)}
    for number, content in {n: c for n, c in objects.items() if n not in loose}.items() | {box: inside}.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows[table] = (1, len(out), 0)
    numbers = " ".join(f"{n} 1" for n in sorted(rows))
    listed = b"".join(struct.pack(">BIH", *row) for _, row in sorted(rows.items()))
    entries = f"/Type /XRef /Size {table + 1} /W [1 4 2] /Index [{numbers}] /Root {CATALOG} 0 R"
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, stream(listed, entries, flate=True), len(out))
    return bytes(out)


def revised(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    """A file with a revision of some objects behind it, as programs do that save only what was changed."""
    before = data[data.rindex(b"startxref\n") :].split()[1].decode()
    return assemble(objects, f"/Prev {before}", after=data)


# --- fonts -------------------------------------------------------------------------------------


def private_use(character: str) -> str:
    """A table of the private use area: what some printers and fonts of forms write."""
    return chr(0xE000 + ord(character) % 0x1900)


def one_off(character: str) -> str:
    """A scrambled table: every character stands for another one."""
    return chr(ord(character) + 1)


@dataclass
class Font:
    """A Type0 font: two bytes a character, an em wide, half an em for ASCII; every glyph shows the same box.

    `mapping`: what the table to Unicode says of a character; None for a font without that table. Glyphs are numbered
    from `first` in the order of their use. Not `embedded`, they have no outlines at all.
    """

    mapping: Callable[[str], str] | None = str
    first: int = 1
    embedded: bool = True
    glyphs: dict[str, int] = field(default_factory=dict)

    def encode(self, text: str) -> str:
        """The text as a string of the content stream."""
        return f"<{''.join(f'{self.glyphs.setdefault(c, len(self.glyphs) + self.first):04X}' for c in text)}>"

    def objects(self) -> Objects:
        """The objects that the font is made of."""
        unicode_table = f"/ToUnicode {UNICODE} 0 R" if self.mapping else ""
        widths = " ".join(f"{glyph} [500]" for character, glyph in self.glyphs.items() if character < "\x7f")
        system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        made = {
            HAN: f"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
            f"/DescendantFonts [{CID} 0 R] {unicode_table} >>",
            CID: f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song {system} /DW 1000 /W [{widths}] "
            f"/CIDToGIDMap {MAP} 0 R /FontDescriptor {DESCRIPTOR} 0 R >>",
            DESCRIPTOR: "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
            f"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 {f'/FontFile2 {FILE} 0 R' * self.embedded} >>",
        }
        outlines = {FILE: stream(truetype(), flate=True), MAP: stream(b"\0\1" * (self._last() + 1), flate=True)}
        return {n: text.encode() for n, text in made.items()} | outlines | {UNICODE: stream(self._unicode_table())}

    def _last(self) -> int:
        return max(self.glyphs.values(), default=0)

    def _unicode_table(self) -> str:
        rows = [
            f"<{glyph:04X}> <{self.mapping(character).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
            for character, glyph in self.glyphs.items()
            if self.mapping
        ]
        chunks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        blocks = "".join(f"{len(chunk)} beginbfchar\n{chr(10).join(chunk)}\nendbfchar\n" for chunk in chunks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )


def truetype() -> bytes:
    """A TrueType font of two glyphs, both a box: without an outline PDFium leaves out a letter that stands alone."""
    box = struct.pack(">5h2H4B8h", 1, 100, 0, 900, 800, 3, 0, 1, 1, 1, 1, 100, 0, 800, 0, 0, 800, 0, -800)
    box += bytes(-len(box) % 4)
    tables = {
        b"glyf": box * 2,
        b"head": struct.pack(">4I2H2Q4h2H3h", 65536, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 100, 0, 900, 800, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH11hH", 65536, 880, -120, 0, 1000, 100, 100, 900, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hhh", 1000, 100, 100),
        b"loca": struct.pack(">3I", 0, len(box), 2 * len(box)),
        b"maxp": struct.pack(">I14H", 65536, 2, 4, 1, 0, 0, 2, *[0] * 8),
    }
    directory, body = struct.pack(">I4H", 65536, len(tables), 64, 2, 32), b""
    for tag, content in tables.items():
        directory += struct.pack(">4s3I", tag, 0, 12 + 16 * len(tables) + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return directory + body


# --- pages -------------------------------------------------------------------------------------


@dataclass
class Page:
    """What a page draws, and the entries of its dictionary."""

    texts: Sequence[Text] = ()
    lines: Sequence[Corners] = ()
    rects: Sequence[Corners] = ()
    matrix: Sequence[float] = IDENTITY
    content: str | bytes = b""
    entries: str = ""
    resources: str = ""
    flate: bool = False

    def drawn(self, font: Font) -> bytes:
        """The content stream."""
        own = self.content.encode("latin-1") if isinstance(self.content, str) else self.content
        shapes = [f"{a:g} {b:g} m {c:g} {d:g} l S" for a, b, c, d in self.lines]
        shapes += [f"{a:g} {b:g} {c - a:g} {d - b:g} re S" for a, b, c, d in self.rects]
        turned = f"q {' '.join(map(str, self.matrix))} cm"
        return "\n".join([turned, *shapes, *(show(text, font) for text in self.texts), "Q", ""]).encode() + own


def page(
    texts: Sequence[Text] = (),
    lines: Sequence[Corners] = (),
    *,
    rects: Sequence[Corners] = (),
    media: Iterable[float] | None = A4,
    crop: Iterable[float] | None = None,
    rotate: int = 0,
    matrix: Sequence[float] = IDENTITY,
    content: str | bytes = b"",
    resources: str = "",
    entries: str = "",
    flate: bool = False,
) -> Page:
    """A page. `lines` and `rects` are stroked, (x0, y0, x1, y1); `content` is drawn after everything else.

    A page with `rotate=90` shows its content turned; with `matrix=UPRIGHT[90]` too, upright, on a sheet of 842 × 595.
    """
    boxes = {"MediaBox": media, "CropBox": crop}
    entries += "".join(f"/{name} [{' '.join(map(str, box))}]" for name, box in boxes.items() if box is not None)
    entries += f"/Rotate {rotate}" if rotate else ""
    return Page(texts, lines, rects, matrix, content, entries, resources, flate)


def show(text: Text, font: Font) -> str:
    """The operators that show a text: ASCII in Helvetica, anything else in the Chinese font."""
    x, y, size, words = text
    plain = words.isascii() and words.isprintable()
    name = "F1" if plain else "F2"
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{name} {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm {f'({escaped})' if plain else font.encode(words)} Tj ET"


def table(
    rows: Sequence[Sequence[str]], *, left: float = 72, top: float = 760, width: float = 90, height: float = 24,
    size: float = 10,
) -> Page:  # fmt: skip
    """A page with a ruled table: every cell `width` by `height`, one line of text in each."""
    columns = max(map(len, rows))
    right, bottom = left + columns * width, top - len(rows) * height
    across = [(left, top - i * height, right, top - i * height) for i in range(len(rows) + 1)]
    down = [(left + i * width, bottom, left + i * width, top) for i in range(columns + 1)]
    texts = [
        (left + j * width + 4, top - i * height - height / 2 - size / 3, size, words)
        for i, row in enumerate(rows)
        for j, words in enumerate(row)
        if words
    ]
    return page(texts, [*across, *down])


# --- files -------------------------------------------------------------------------------------


def objects_of(
    *pages: Page, font: Font | None = None, more: Mapping[int, bytes] | None = None, catalog: str = ""
) -> Objects:
    """The objects of a file: pages from `FREE`, each before its content. `more` adds objects or replaces some."""
    font = font or Font()
    numbers = range(FREE, FREE + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects: dict[int, bytes] = {
        CATALOG: f"<< /Type /Catalog /Pages {PAGES} 0 R {catalog} >>".encode(),
        PAGES: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        LATIN: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for number, made in zip(numbers, pages, strict=True):
        fonts = f"/Font << /F1 {LATIN} 0 R /F2 {HAN} 0 R >>"
        objects[number] = (
            f"<< /Type /Page /Parent {PAGES} 0 R /Contents {number + 1} 0 R "
            f"/Resources << {fonts} {made.resources} >> {made.entries} >>"
        ).encode()
        objects[number + 1] = stream(made.drawn(font), flate=made.flate)
    return objects | font.objects() | dict(more or {})


def pdf(
    *pages: Page, font: Font | None = None, more: Mapping[int, bytes] | None = None, catalog: str = "",
    passwords: tuple[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A PDF file. `passwords`: (user's, owner's), to encrypt it with."""
    objects = objects_of(*pages, font=font, more=more, catalog=catalog)
    return assemble(objects) if passwords is None else encrypted(objects, *passwords)


# --- the standard security handler, revision 2: RC4 with 40 bits --------------------------------

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))
_ALLOWED = -4


def encrypted(objects: Mapping[int, bytes], user: str, owner: str) -> bytes:
    """The same file, its streams encrypted. An empty user password opens in every viewer."""
    entry = rc4(_key_of(_padded(owner or user)), _padded(user))
    key = _key_of(_padded(user) + entry + _ALLOWED.to_bytes(4, "little", signed=True) + _ID)
    number = max(objects) + 1  # the handler itself is not encrypted
    handler = (
        f"<< /Filter /Standard /V 1 /R 2 /P {_ALLOWED} /O <{entry.hex()}> /U <{rc4(key, _PADDING).hex()}> >>"
    ).encode()
    locked = {
        n: _locked(content, md5(key + n.to_bytes(3, "little") + b"\0\0").digest()[:10])
        for n, content in objects.items()
    }
    return assemble(locked | {number: handler}, f"/Encrypt {number} 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]")


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4, which is its own inverse."""
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PADDING)[:32]


def _key_of(seed: bytes) -> bytes:
    return md5(seed).digest()[:5]


def _locked(content: bytes, key: bytes) -> bytes:
    """The data of a stream encrypted; there is no secret in the few names that strings hold."""
    head, marker, rest = content.partition(b"\nstream\n")
    if not marker:
        return content
    return head + marker + rc4(key, rest.removesuffix(b"\nendstream")) + b"\nendstream"
