"""A .zip of a notice with its annexes: bytes → one Document over all files that can be read.

Every file is read by the reader of its kind. What cannot be read, what only repeats another file and what a system left
behind is told by name; nothing is unpacked to disk, and names are labels only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath

from catalog.problems import Trouble
from extractor import readers
from extractor.document import Document, File, Notice
from extractor.limits import Limits
from extractor.options import DEFAULT_OPTIONS, Options
from extractor.readers.bundle_entries import Entry, entries
from extractor.readers.bundle_join import joined
from extractor.readers.bundle_order import order
from extractor.readers.bundle_same import Runs, repeats, runs_of
from extractor.source import Source, from_bytes, sniff

# Of two files that say the same, the one of the earlier kind is read: it states more of its tables.
_KINDS = ("docx", "flat-opc", "doc", "xlsx", "xls", "ods", "html", "mht", "text", "pdf")
NAMED = 5


@dataclass(frozen=True, slots=True)
class _Read:
    """A file of the bundle that was read."""

    label: str
    path: str
    source: Source
    document: Document
    reader: str


def read(source: Source, limits: Limits, options: Options = DEFAULT_OPTIONS) -> Document:
    """The Document of a bundle. Trouble E105 for damage, E110 for limits, E116 where no file of it can be read."""
    found = entries(source.data, limits)
    notices = _system(found)
    files, refused = _files([entry for entry in found if not entry.is_system], limits, options)
    if not files:
        raise _nothing(refused)
    notices += [
        Notice("W106", {"name": name, "why": trouble.say("zh"), "why_en": trouble.say("en")})
        for name, trouble in refused
    ]
    files, repeated = _without_repeats(files)
    files.sort(key=lambda file: order(file.path, file.document))
    document = joined(source.id, [(_entry(number, file), file.document) for number, file in enumerate(files, 2)])
    document.notices[:0] = notices + repeated
    if len(document.text) > limits.text_characters:
        raise Trouble("E110", limit="text_characters", maximum=limits.text_characters)
    return document


def _system(found: list[Entry]) -> list[Notice]:
    names = [entry.path for entry in found if entry.is_system]
    listed = "、".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
    return [Notice("W109", {"names": listed})] if names else []


def _files(found: list[Entry], limits: Limits, options: Options) -> tuple[list[_Read], list[tuple[str, Trouble]]]:
    """The files that can be read, and the others by name with the reason."""
    read: list[_Read] = []
    refused: list[tuple[str, Trouble]] = []
    bases = Counter(PurePosixPath(entry.path).name for entry in found)
    for entry in found:
        base = PurePosixPath(entry.path).name
        label = base if bases[base] == 1 else entry.path.replace("/", "›")
        try:
            read.append(_read(label, entry, limits, options))
        except Trouble as trouble:
            refused.append((label, trouble))
    return read, refused


def _read(label: str, entry: Entry, limits: Limits, options: Options) -> _Read:
    if entry.trouble is not None:
        raise entry.trouble
    source = from_bytes(label, entry.data, limits)
    if sniff(entry.data) == "zip":
        raise Trouble("E107", kind="zip", kinds=readers.READABLE)
    document, reader = readers.read(source, limits, options)
    document.notices[:0] = entry.notices
    return _Read(label, entry.path, source, document, reader)


def _nothing(refused: list[tuple[str, Trouble]]) -> Trouble:
    """Why nothing can be read: the reason itself where there is one file only."""
    if len(refused) == 1:
        return refused[0][1]
    names = "、".join(f"{name}（{trouble.code}）" for name, trouble in refused[:NAMED])
    return Trouble("E116", names=names or "—", kinds=readers.READABLE)


def _without_repeats(files: list[_Read]) -> tuple[list[_Read], list[Notice]]:
    """The files that say something of their own, and a word about each that does not."""
    kept: list[tuple[_Read, Runs]] = []
    notices = []
    for file in sorted(files, key=lambda each: (_KINDS.index(sniff(each.source.data)), -len(each.document.text))):
        runs = runs_of(file.document)
        share = repeats(runs, (other for _, other in kept))
        if share is None:
            kept.append((file, runs))
            continue
        others = [other.label for other, held in kept if runs.runs & held.runs]
        params = {"name": file.label, "others": "、".join(others[:NAMED]), "share": f"{share:.0%}"}
        notices.append(Notice("W107" if share == 1 else "W108", params))
    return [file for file, _ in kept], notices


def _entry(number: int, file: _Read) -> File:
    source = file.source
    return File(f"s{number}", file.label, source.media_type, source.sha256, len(source.data), file.reader, 0)
