"""Documents of several files → one, their words one after the other; every piece keeps its place in its own file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog.base import Place
from extractor import lexicon
from extractor.document import Block, Cell, Change, Document, File, Furniture, Grid, Paragraph, Span, Tape
from extractor.zh.normalize import normalize

HEAD = 400  # characters in which a file says what it is


def joined(source: str, parts: Iterable[tuple[File, Document]]) -> Document:
    """One document of all files. `source` is the id of the bundle itself."""
    whole = Document(source, "", [], [], 0)
    texts: list[str] = []
    length = tables = 0
    for file, document in parts:
        head = _head(file, document)
        shifts = (
            (head, _Shift(length, tables, file.name)),
            (document, _Shift(length + len(head.text), tables, file.name)),
        )
        whole.files += (replace(file, start=length),)
        for part, shift in shifts:
            _add(whole, part, shift)
            texts.append(part.text)
            length += len(part.text)
        tables += sum(isinstance(block, Grid) for block in document.blocks)
    return replace(whole, text="".join(texts))


def _head(file: File, document: Document) -> Document:
    """The name of a file, which heads it unless it says nothing (附件2) or its first words say the same.

    A paragraph stands between two files in any case: no table goes on from one into the next.
    """
    tape = Tape()
    span = tape.add(file.name, Place())
    stem = normalize(file.name.rpartition(".")[0] or file.name)
    title = lexicon.pattern("annex_label").sub("", stem, count=1)
    is_told = _bare(title) in _bare(normalize(document.text[:HEAD])) or lexicon.pattern("notice_file").search(stem)
    furniture = [Furniture(span, "file_name")] if is_told else []
    heading = Paragraph("", span.end) if is_told else Paragraph(file.name, span.start, 1)
    return Document("", tape.text(), tape.pieces, [heading], len("".join(file.name.split())), furniture=furniture)


@dataclass(frozen=True, slots=True)
class _Shift:
    """By how much a document moves, and the name of its file."""

    characters: int
    tables: int
    file: str

    def span(self, span: Span) -> Span:
        return Span(span.start + self.characters, span.end + self.characters)

    def cell(self, cell: Cell) -> Cell:
        joints = tuple((offset, at + self.characters) for offset, at in cell.joints)
        return replace(cell, start=cell.start + self.characters, joints=joints)

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, start=block.start + self.characters)
        parent = (block.parent[0] + self.tables, *block.parent[1:]) if block.parent else None
        return replace(block, table=block.table + self.tables, cells=list(map(self.cell, block.cells)), parent=parent)

    def change(self, change: Change) -> Change:
        return replace(change, span=self.span(change.span), more=tuple(map(self.span, change.more)))


def _add(whole: Document, document: Document, shift: _Shift) -> None:
    """Put a document behind those that are there already."""
    for piece in document.pieces:
        place = piece.place.model_copy(update={"file": shift.file})
        span = shift.span(Span(piece.start, piece.end))
        whole.pieces.append(replace(piece, start=span.start, end=span.end, place=place))
    whole.blocks += map(shift.block, document.blocks)
    whole.visible += document.visible
    whole.generated += document.generated
    whole.furniture += [replace(each, span=shift.span(each.span)) for each in document.furniture]
    whole.notices += [replace(each, span=shift.span(each.span) if each.span else None) for each in document.notices]
    whole.changes += map(shift.change, document.changes)
    whole.residue += [(shift.span(span), reason) for span, reason in document.residue]
    whole.doubtful += [replace(each, span=shift.span(each.span)) for each in document.doubtful]


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
