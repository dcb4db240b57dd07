"""The one door for bytes: open a file safely, and tell by its content what it is, never by its name."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal, get_args

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.limits import Limits

Kind = Literal[
    "docx",
    "flat-opc",
    "doc",
    "wps",
    "wordml",
    "encrypted",
    "xls",
    "xlsx",
    "xlsb",
    "spreadsheetml",
    "pptx",
    "ppt",
    "odt",
    "ods",
    "pdf",
    "html",
    "mht",
    "rtf",
    "ofd",
    "zip",
    "rar",
    "7z",
    "image",
    "text",
    "unknown",
]

MEDIA_TYPES: dict[Kind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "flat-opc": "application/vnd.ms-word.document.flat+xml",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "wordml": "application/vnd.ms-word.2003+xml",
    "encrypted": "application/x-ole-storage",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "spreadsheetml": "application/vnd.ms-excel.2003+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ppt": "application/vnd.ms-powerpoint",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
    "html": "text/html",
    "mht": "multipart/related",
    "rtf": "application/rtf",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "image": "image/*",
    "text": "text/plain",
    "unknown": "application/octet-stream",
}

# The suffixes that people give to a kind; anything else is worth a word (W102).
SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "docx": (".docx", ".docm", ".dotx", ".dotm", ".wps"),
    "flat-opc": (".xml",),
    "doc": (".doc", ".dot", ".wps", ".wpt"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".et", ".ett"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "ods": (".ods", ".ots"),
    "html": (".html", ".htm", ".xhtml", ".jsp", ".shtml", ".asp", ".php"),
    "mht": (".mht", ".mhtml"),
    "text": (".txt", ".md", ".csv", ".tsv", ".log"),
    "image": (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
}

HEAD = 4096
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file read once into memory. `name` is a label only: the base name, never a path."""

    id: str
    name: str
    data: bytes
    sha256: str
    media_type: str


def load(path: str | Path, limits: Limits) -> Source:
    """Read the regular file at `path`; a folder, pipe or device is E106, an empty file E101, a big one E110."""
    try:
        data = _read_regular(os.fspath(path), limits.file_bytes)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Trouble("E106", detail=f"{_label(path)}: {reason}") from error
    return from_bytes(os.fspath(path), data, limits)


def from_bytes(name: str, data: bytes, limits: Limits) -> Source:
    """A source from bytes that are already in memory, under the same limits as a file."""
    if not data:
        raise Trouble("E101")
    if len(data) > limits.file_bytes:
        raise Trouble("E110", limit="file_bytes", maximum=limits.file_bytes)
    return Source("s1", _label(name), data, sha256(data).hexdigest(), MEDIA_TYPES[sniff(data)])


def sniff(data: bytes) -> Kind:
    """What `data` is, told by its content alone. Never raises; `unknown` where nothing fits."""
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or _is_bitmap(data)):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image"
    if data.startswith(_OLE2):
        return _ole_kind(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    return "pdf" if b"%PDF-" in data[:1024] else _text_kind(data)


def misnamed(name: str, kind: Kind) -> Notice | None:
    """The notice W102 where the suffix of `name` promises something else than `kind`."""
    suffix = PurePosixPath(_label(name)).suffix.lower()
    if not suffix or suffix in SUFFIXES.get(kind, (f".{kind}",)):
        return None
    return Notice("W102", {"suffix": suffix, "kind": kind})


def _read_regular(path: str, maximum: int) -> bytes:
    # Without O_NONBLOCK the open itself would wait for the other end of a FIFO.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("not a regular file")
        return file.read(maximum + 1)


def _label(path: str | Path) -> str:
    # Names come from people and uploads: both kinds of slashes part folders, whatever system we run on.
    return PureWindowsPath(os.fspath(path)).name or "?"


def _is_bitmap(data: bytes) -> bool:
    return len(data) > 26 and int.from_bytes(data[2:6], "little") in (0, len(data))


def _ole_kind(data: bytes) -> Kind:
    # The root entry's class tells apart a .doc with an embedded sheet and a sheet with an embedded .doc.
    classes: dict[int, Kind] = {0x06: "doc", 0x07: "doc", 0x10: "xls", 0x20: "xls"}
    names: tuple[tuple[str, Kind], ...] = (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
        ("WpsContent", "wps"),
    )
    has = [kind for name, kind in names if _ole_entry(name) in data]
    if "encrypted" in has:
        return "encrypted"
    start = (int.from_bytes(data[0x30:0x34], "little") + 1) << int.from_bytes(data[0x1E:0x20], "little") % 32
    class_id = data[start + 0x50 : start + 0x60]
    known = classes.get(class_id[0]) if class_id[1:4] == b"\x09\x02\x00" or class_id[1:4] == b"\x08\x02\x00" else None
    return known if known in has else next(iter(has), "unknown")


def _ole_entry(name: str) -> bytes:
    # A directory entry: the name in UTF-16, padded to 64 bytes, then its length in bytes.
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + (len(raw) + 2).to_bytes(2, "little")


def _zip_kind(data: bytes) -> Kind:
    try:
        # Bounds the time for hostile archives; a real document has far fewer entries.
        if data.count(b"PK\x01\x02") > 50_000:
            return _cut_zip_kind(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _archive_kind(archive) if is_whole(archive) else _cut_zip_kind(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return _cut_zip_kind(data)


def is_whole(archive: zipfile.ZipFile) -> bool:
    """Whether the directory is that of the file itself: of a cut file, zipfile takes the one of an embedded zip."""
    return not archive.infolist() or any(info.header_offset == 0 for info in archive.infolist())


def _archive_kind(archive: zipfile.ZipFile) -> Kind:
    names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    if "mimetype" in names:
        return _open_document_kind(_head_of(archive, "mimetype"))
    if "ofd.xml" in names:
        return "ofd"
    for name, kind in _main_parts(archive, names):
        if name in names:
            return kind
    return "zip"


def _open_document_kind(mimetype: bytes) -> Kind:
    kinds: tuple[Kind, ...] = ("odt", "ods")
    return next((kind for kind in kinds if MEDIA_TYPES[kind].encode() in mimetype), "zip")


def _main_parts(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, Kind]]:
    yield "word/document.xml", "docx"
    yield "xl/workbook.xml", "xlsx"
    yield "xl/workbook.bin", "xlsb"
    yield "ppt/presentation.xml", "pptx"
    if "_rels/.rels" in names:
        # A main part of another name: its relationship points to it, its root element says what it is.
        for target in re.findall(rb'Target\s*=\s*["\']/?([^"\']+)["\']', _head_of(archive, "_rels/.rels")):
            name = target.decode("utf-8", "replace")
            head = _head_of(archive, name)
            if b"wordprocessingml" in head and b"document" in head:
                yield name.lower(), "docx"
            elif b"spreadsheetml" in head and b"workbook" in head:
                yield name.lower(), "xlsx"


def _head_of(archive: zipfile.ZipFile, name: str) -> bytes:
    for info in archive.infolist():
        if info.filename.replace("\\", "/").lstrip("/").lower() == name.lower():
            try:
                with archive.open(info) as part:
                    return part.read(HEAD * 4)
            except Exception:  # a damaged entry raises whatever its decompressor likes; the reader names it
                return b""
    return b""


def _cut_zip_kind(data: bytes) -> Kind:
    # The directory stands at the end, so a cut file has none: go by the names in the local headers.
    folders: tuple[tuple[bytes, Kind], ...] = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"))
    met = [(data.index(name), kind) for name, kind in folders if name in data]
    if met and b"xml" in data:
        return min(met)[1]
    # Nothing but the package's first entry is left: most likely a Word file; its reader says that it is damaged.
    return "docx" if b"[Content_Types].xml" in data or b"_rels/.rels" in data else "zip"


def _text_kind(data: bytes) -> Kind:
    text = _decode_head(data)
    if text is None:
        return "unknown"
    head = text.lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<?xml", "<pkg:", "<w:")):
        return _xml_kind(head)
    if re.match(r"(from |mime-version:|content-type:|subject:|snapshot-content-location:)", head) and (
        "multipart/related" in head or "text/html" in head
    ):
        return "mht"
    return "html" if _HTML.search(head) else "text"


# What people write: letters, figures and signs of these two worlds, and the blanks between them.
_WRITTEN = re.compile("[\\s\\x20-\\x7e\u2010-\u2312\u2460-\u25ff\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_HTML = re.compile(r"<(!doctype html|html|head|body|meta|table|title|div|%@)\b|<%@")


def _xml_kind(head: str) -> Kind:
    if "schemas.microsoft.com/office/2006/xmlpackage" in head or "<pkg:package" in head:
        return "flat-opc"
    if "schemas.microsoft.com/office/word/2003/wordml" in head:
        return "wordml"
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "spreadsheetml"
    return "html" if _HTML.search(head) else "text"


def _decode_head(data: bytes) -> str | None:
    """The first characters, or None where they are not text in any encoding that we meet."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) / max(len(head), 1)
    for encoding, tolerated in (("utf-8", 0.3), ("gb18030", 0.01), ("big5", 0.01)):
        try:
            # The cut may fall inside a character: up to three bytes at the end are no evidence.
            text = head.decode(encoding) if len(data) <= HEAD else _decode_cut(head, encoding)
        except UnicodeDecodeError:
            continue
        if controls <= tolerated:
            return text
    return _decode_unmarked(head)


def _decode_unmarked(head: bytes) -> str | None:
    """UTF-16 without its mark, or HTML with broken bytes in it."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(encoding, "replace")
        if text and len(_WRITTEN.findall(text)) > 0.9 * len(text):
            return text
    text = head.decode("latin-1")
    return text if _HTML.search(text.lower()) else None


def _decode_cut(head: bytes, encoding: str) -> str:
    try:
        return head.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            raise
        return head[: error.start].decode(encoding)


assert set(MEDIA_TYPES) == set(get_args(Kind)), "every kind has a media type"
