"""The package around a Word document: named parts out of a zip or a Flat OPC file, under limits, nothing unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import IO

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.limits import Limits
from extractor.readers.docx_xml import Damaged, Element, parse
from extractor.source import is_whole

DOCUMENT = "word/document.xml"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_CHUNK = 4096
_LOCAL = b"PK\x03\x04"
# One bit too few, a wrong check sum, an unknown method: what zipfile and zlib raise on damage.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error)


@dataclass(slots=True)
class Package:
    """Parts by name: `fetch` gives a part's bytes or its root element, None where there is no such part."""

    fetch: Callable[[str], bytes | Element | None]
    limits: Limits
    notices: list[Notice] = field(default_factory=list)

    def root(self, name: str) -> Element | None:
        """The root element of the part `name`; damage is noted (W105), a broken document part is E105."""
        found = self.fetch(name)
        return self.parsed(name, found) if isinstance(found, bytes) else found

    def parsed(self, name: str, data: bytes) -> Element | None:
        """The root element in `data`; what had to be mended or left out is noted."""
        try:
            root, removed = parse(data, self.limits)
        except Damaged as damaged:
            self.notices.append(Notice("W105", {"detail": f"{name}: {damaged}"[:200]}))
            return damaged.root
        if removed:
            self.notices.append(Notice("W221", {"count": str(removed)}))
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of the part `name`: {id: (last word of the type, target's name)}."""
        folder = dirname(name)
        root = self.root(join(folder, "_rels", f"{name[len(folder) :].lstrip('/')}.rels"))
        return {} if root is None else dict(_relations(root, folder))

    def document(self) -> str:
        """The name of the main part: where the package's relationship points, else the usual name."""
        targets = [target for kind, target in self.relations("").values() if kind == "officeDocument"]
        return targets[0] if targets else DOCUMENT


def open_package(data: bytes, limits: Limits) -> Package:
    """The package in `data`: a zip, a zip whose end is missing, or Flat OPC XML."""
    if data.startswith(b"PK"):
        return _zip_package(data, limits)
    return _flat_package(data, limits)


def _relations(root: Element, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for relation in root.iter("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            yield relation.get("Id", ""), (kind, _resolved(folder, relation.get("Target", "")))


def _resolved(folder: str, target: str) -> str:
    # A part name is only ever a key: "../../x" cannot reach anything.
    target = target.replace("\\", "/")
    return normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))


def _key(name: str) -> str:
    """Part names are the same whatever their case and slashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _zip_package(data: bytes, limits: Limits) -> Package:
    # Counted before zipfile builds an object for each of them.
    if data.count(b"PK\x01\x02") > limits.zip_entries:
        raise Trouble("E110", limit="zip_entries", maximum=limits.zip_entries)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        if not is_whole(archive):
            raise zipfile.BadZipFile("no directory at the end")
    except _DAMAGE as error:
        package = Package(_Salvage(data, limits).fetch, limits)
        package.notices.append(Notice("W105", {"detail": f"zip: {error}"}))
        return package
    if len(archive.infolist()) > limits.zip_entries:
        raise Trouble("E110", limit="zip_entries", maximum=limits.zip_entries)
    reader = _Archive(archive, data, limits)
    package = Package(reader.fetch, limits)
    reader.notices = package.notices
    return package


class _Budget:
    """Counts what is really unpacked: the sizes in a zip's headers are claims."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._total = 0

    def take(self, size: int, unpacked: int, packed: int) -> None:
        """Account for `size` more bytes of a part that has grown to `unpacked` out of `packed` bytes."""
        limits = self._limits
        self._total += size
        if unpacked > limits.part_bytes:
            raise Trouble("E110", limit="part_bytes", maximum=limits.part_bytes)
        if self._total > limits.zip_bytes:
            raise Trouble("E110", limit="zip_bytes", maximum=limits.zip_bytes)
        if unpacked > limits.zip_ratio_above and unpacked > limits.zip_ratio * max(packed, 1):
            raise Trouble("E110", limit="zip_ratio", maximum=limits.zip_ratio)


class _Archive:
    """Parts of a whole zip."""

    def __init__(self, archive: zipfile.ZipFile, data: bytes, limits: Limits) -> None:
        self._archive = archive
        self._data = data
        self._limits = limits
        self._budget = _Budget(limits)
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        self.notices: list[Notice] = []
        for info in archive.infolist():
            self._entries.setdefault(_key(info.filename), []).append(info)

    def fetch(self, name: str) -> bytes | None:
        """The bytes of the part; two parts of one name are E111, an encrypted one E104."""
        found = self._entries.get(_key(name), [])
        if len(found) > 1:
            raise Trouble("E111", name=name)
        if not found:
            return None
        if found[0].flag_bits & 1:
            raise Trouble("E104")
        return self._read(found[0], name)

    def _read(self, info: zipfile.ZipInfo, name: str) -> bytes | None:
        try:
            with self._archive.open(info) as part:
                return b"".join(self._chunks(part, info.compress_size))
        except _DAMAGE as error:
            self.notices.append(Notice("W105", {"detail": f"{name}: {error}"[:200]}))
            return _Salvage(self._data, self._limits).fetch(name)

    def _chunks(self, part: IO[bytes], packed: int) -> Iterator[bytes]:
        unpacked = 0
        while chunk := part.read(1 << 16):
            unpacked += len(chunk)
            self._budget.take(len(chunk), unpacked, packed)
            yield chunk


class _Salvage:
    """Parts of a zip whose directory is gone: found by the header in front of each, unpacked as far as it goes."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._budget = _Budget(limits)
        self._entries = dict(reversed(list(_local_entries(data, limits))))

    def fetch(self, name: str) -> bytes | None:
        """What can be unpacked of the part, None where nothing can."""
        entry = self._entries.get(_key(name))
        return b"".join(self._unpacked(*entry)) or None if entry else None

    def _unpacked(self, method: int, start: int, size: int) -> Iterator[bytes]:
        end = min(start + size, len(self._data)) if size else len(self._data)
        if method == zipfile.ZIP_STORED:
            yield self._data[start:end]
        elif method == zipfile.ZIP_DEFLATED:
            yield from self._inflated(start, end)

    def _inflated(self, start: int, end: int) -> Iterator[bytes]:
        inflater, unpacked = zlib.decompressobj(-zlib.MAX_WBITS), 0
        for offset in range(start, end, _CHUNK):
            try:
                chunk = inflater.decompress(self._data[offset : min(offset + _CHUNK, end)])
            except zlib.error:
                return
            unpacked += len(chunk)
            self._budget.take(len(chunk), unpacked, offset + _CHUNK - start)
            yield chunk
            if inflater.eof:
                return


def _local_entries(data: bytes, limits: Limits) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Name → compression method, start and packed size (0: unknown) of each local header."""
    offset = data.find(_LOCAL)
    for _ in range(limits.zip_entries):
        if offset < 0 or offset + 30 > len(data):
            return
        flags, method = struct.unpack_from("<HH", data, offset + 6)
        size, _unpacked, name_length, extra_length = struct.unpack_from("<IIHH", data, offset + 18)
        start = offset + 30 + name_length + extra_length
        known = 0 if flags & 8 else size
        yield _key(data[offset + 30 : offset + 30 + name_length].decode("utf-8", "replace")), (method, start, known)
        # Past the content, so that a zip stored inside this one does not pass for it.
        offset = data.find(_LOCAL, start + known)


def _flat_package(data: bytes, limits: Limits) -> Package:
    parts: dict[str, Element] = {}
    package = Package(lambda name: parts.get(_key(name)), limits)
    root = package.parsed("pkg:package", data)
    for part in [] if root is None else root.findall(_PKG + "part"):
        name, content = _key(part.get(_PKG + "name", "")), part.find(_PKG + "xmlData")
        if content is not None and len(content):
            if name in parts:
                raise Trouble("E111", name=name)
            parts[name] = content[0]
    return package
