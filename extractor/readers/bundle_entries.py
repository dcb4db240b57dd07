"""The entries of a zip: names as their author saw them, contents under the limits of packages.

Chinese systems write names in GBK and say nothing of it; zip itself would show them in the letters of old DOS.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.limits import Limits
from extractor.readers.decode import reads_like_writing
from extractor.readers.docx_package import Package, open_package
from extractor.source import sniff

DEPTH = 1  # zips inside the zip that are opened
_UTF8, _UNICODE_PATH = 0x800, 0x7075
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs")
_SYSTEM = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_LOCKS = ("~$", ".~", "._")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a zip: its path as a label, its bytes, or why it cannot be had.

    `is_system`: what a system or program leaves behind and nobody put there.
    """

    path: str
    data: bytes = b""
    trouble: Trouble | None = None
    is_system: bool = False
    notices: tuple[Notice, ...] = ()


def entries(data: bytes, limits: Limits) -> list[Entry]:
    """All files of a zip and of the zips in it. Trouble E105 for damage, E110 for limits."""
    found = list(_entries(data, limits, "", 0))
    if sum(not entry.is_system for entry in found) > limits.bundle_files:
        raise Trouble("E110", limit="bundle_files", maximum=limits.bundle_files)
    return found


def _entries(data: bytes, limits: Limits, folder: str, depth: int) -> Iterator[Entry]:
    package, spent = open_package(data, limits), 0
    for info in _infos(data):
        path = folder + decoded(info)
        if info.is_dir() or path.endswith("/"):
            continue
        if _is_system(path):
            yield Entry(path, is_system=True)
            continue
        entry = _fetched(package, info.filename, path)
        found = [entry]
        if entry.trouble is None and sniff(entry.data) == "zip" and depth < DEPTH:
            left = max(limits.zip_bytes - spent - len(entry.data), 0)
            found = _inner(entry, replace(limits, zip_bytes=left), depth + 1)
        spent += len(entry.data) + sum(len(each.data) for each in found if each is not entry)
        yield from found


def _infos(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise Trouble("E105", detail=f"zip: {error}") from error


def _inner(entry: Entry, limits: Limits, depth: int) -> list[Entry]:
    """The files of a zip in the zip."""
    try:
        return list(_entries(entry.data, limits, f"{entry.path}/", depth))
    except Trouble as trouble:
        return [Entry(entry.path, trouble=trouble)]


def _fetched(package: Package, name: str, path: str) -> Entry:
    """One file; only what breaks a limit ends the reading of the others."""
    told = len(package.notices)
    try:
        data = package.fetch(name)
    except Trouble as trouble:
        if trouble.code == "E110":
            raise
        return Entry(path, trouble=trouble)
    notices = tuple(_renamed(notice, name, path) for notice in package.notices[told:])
    if not isinstance(data, bytes) or not data:
        return Entry(path, trouble=_why_empty(notices))
    return Entry(path, data, notices=notices)


def _why_empty(notices: tuple[Notice, ...]) -> Trouble:
    damage = next((notice.params["detail"] for notice in notices if notice.code == "W105"), None)
    return Trouble("E101") if damage is None else Trouble("E105", detail=damage)


def _renamed(notice: Notice, name: str, path: str) -> Notice:
    return replace(notice, params={key: text.replace(name, path) for key, text in notice.params.items()})


def _is_system(path: str) -> bool:
    parts = [part.lower() for part in PurePosixPath(path).parts]
    return any(part in _SYSTEM for part in parts) or parts[-1].startswith(_LOCKS)


# --- names -----------------------------------------------------------------------------------------


def decoded(info: zipfile.ZipInfo) -> str:
    """The path of an entry as its author saw it: by its flag, by its Unicode field, else by how it reads."""
    if info.flag_bits & _UTF8:
        return info.filename
    raw = _raw(info)
    if raw is None:
        return info.filename
    return (_unicode_path(info.extra, raw) or _read(raw)).replace("\\", "/").partition("\0")[0]


def _raw(info: zipfile.ZipInfo) -> bytes | None:
    try:
        return info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that newer programs put beside the old one, where it belongs to it."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and field[:1] == b"\1" and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "replace")
        at += 4 + size
    return None


def _read(raw: bytes) -> str:
    fitting = []
    for encoding in _ENCODINGS:
        try:
            fitting.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    likely = [text for text in fitting if reads_like_writing(text)]
    return next(iter(likely or fitting), raw.decode("cp437"))
