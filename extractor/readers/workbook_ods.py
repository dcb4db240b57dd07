"""A look into an .ods: the file itself holds the words that each cell shows, its spans, and what is hidden or struck out.

The library that reads values gives neither merges nor the shown form of numbers for this format, so that here the words
of the file come first; the library only tells whether a cell was missed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.docx_package import Package, open_package
from extractor.readers.docx_xml import Element
from extractor.readers.workbook_tree import MOST_COLUMNS, MOST_ROWS, Book, Look, Seen, filled

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ANNOTATION = f"{_OFFICE}annotation"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/></manifest:manifest>'
)


def look(data: bytes, limits: Limits) -> Book:
    """What content.xml says of each sheet. Trouble E104 under a password, E105 on damage, E211 for too many cells."""
    package = open_package(data, limits)
    manifest = package.fetch("META-INF/manifest.xml")
    if isinstance(manifest, bytes) and b"encryption-data" in manifest:
        raise Trouble("E104")
    root = package.root(_CONTENT)
    book = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if root is None or book is None:
        raise _refusal(package)
    styles = _Styles(root)
    looks = [_Sheet(table, styles, limits).read() for table in book.iterfind(f"{_TABLE}table")]
    return Book(_anew(root), looks, notices=package.notices)


def _refusal(package: Package) -> Trouble:
    damage = next((notice.params["detail"] for notice in package.notices if notice.code == "W105"), None)
    return Trouble("E105", detail=damage or _CONTENT)


def _anew(root: Element) -> bytes:
    """A package of the one part that was read."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _MIMETYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr(_CONTENT, etree.tostring(root))
    return out.getvalue()


class _Styles:
    """Which styles strike out, and which tables are not displayed."""

    def __init__(self, root: Element) -> None:
        self.struck: set[str] = set()
        self.hidden: set[str] = set()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            for properties in style:
                if any(
                    properties.get(f"{_STYLE}text-line-through-{what}", "none") != "none" for what in ("style", "type")
                ):
                    self.struck.add(name)
                if properties.get(f"{_TABLE}display") == "false":
                    self.hidden.add(name)


class _Sheet:
    """Looks at one table of the spreadsheet."""

    def __init__(self, table: Element, styles: _Styles, limits: Limits) -> None:
        self._table, self._styles, self._limits = table, styles, limits
        is_hidden = table.get(f"{_TABLE}style-name", "") in styles.hidden
        self._look = Look(table.get(f"{_TABLE}name", ""), is_hidden)

    def read(self) -> Look:
        """Its rows and columns, and what is drawn on it."""
        self._columns()
        row = 0
        for node in self._table.iter(f"{_TABLE}table-row"):
            row = self._row(node, row)
        for shape in self._table.iterfind(f"{_TABLE}shapes"):
            self._drawn(shape)
        self._look.measure(self._limits)
        return self._look

    def _columns(self) -> None:
        column = 0
        for node in self._table.iter(f"{_TABLE}table-column"):
            times = _times(node, "number-columns-repeated")
            if _is_gone(node):
                self._look.hidden_columns.append((column, column + times - 1))
            column += times

    def _row(self, node: Element, row: int) -> int:
        """Take down a row; a repeated one as often as it is shown, unless it is blank. Returns the next row."""
        times = _times(node, "number-rows-repeated")
        cells = list(self._cells(node))
        for again in range(times if cells else 0):
            if row + again >= MOST_ROWS:
                break
            for column, cell in cells:
                self._cell(row + again, column, cell)
        if _is_gone(node):
            self._look.hidden_rows.update(range(row, min(row + times, MOST_ROWS)) if cells else ())
        if (parent := node.getparent()) is not None and parent.tag == f"{_TABLE}table-header-rows":
            first = row if self._look.title_rows is None else self._look.title_rows[0]
            self._look.title_rows = first, row + times - 1
        return row + times

    def _cells(self, node: Element) -> Iterator[tuple[int, Element]]:
        """The cells of a row that hold or span something, each as often as it is repeated."""
        column = 0
        for cell in node.iterchildren(*_CELLS):
            times = _times(cell, "number-columns-repeated")
            if len(cell) or _spans(cell) != (1, 1):
                yield from ((at, cell) for at in range(column, min(column + times, MOST_COLUMNS)))
            column += times

    def _cell(self, row: int, column: int, cell: Element) -> None:
        down, across = _spans(cell)
        if down > 1 or across > 1:
            self._look.merged.append((row, column, row + down - 1, column + across - 1))
        paragraphs = [child for child in cell if child.tag in _PARAGRAPHS]
        text = "\n".join("".join(_words(paragraph)) for paragraph in paragraphs)
        if text.strip():
            error = cell.get(f"{_CALC}value-type") == "error"
            self._look.note((row, column), Seen(text=text, error=error, struck=self._struck(cell)), self._limits)
        elif cell.get(f"{_TABLE}formula") and cell.get(f"{_OFFICE}value-type") is None:
            self._look.note((row, column), Seen(unsaved=True), self._limits)
        for comment in cell.iterchildren(_ANNOTATION):
            self._look.comments.append(((row, column), _lines(comment)))
        self._drawn(cell)

    def _struck(self, cell: Element) -> str:
        """What is struck out in a cell, "*" for all of it."""
        if cell.get(f"{_TABLE}style-name", "") in self._styles.struck:
            return "*"
        spans = [span for span in cell.iter(f"{_TEXT}span") if span.get(f"{_TEXT}style-name") in self._styles.struck]
        return "".join(part for span in spans for part in _words(span)).strip()

    def _drawn(self, parent: Element) -> None:
        for shape in parent.iterchildren():
            if isinstance(shape.tag, str) and shape.tag.startswith(_DRAW):
                self._look.shapes += filled([_lines(shape)])
                self._look.pictures += sum(1 for _ in shape.iter(f"{_DRAW}image", f"{_DRAW}object"))


def _is_gone(node: Element) -> bool:
    return node.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _times(node: Element, name: str) -> int:
    text = node.get(f"{_TABLE}{name}", "1")
    return min(max(int(text), 1), MOST_ROWS) if text.isdecimal() and len(text) < 10 else 1


def _spans(cell: Element) -> tuple[int, int]:
    return _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")


def _lines(node: Element) -> str:
    return "\n".join(filled("".join(_words(paragraph)) for paragraph in node.iter(*_PARAGRAPHS)))


def _words(node: Element) -> Iterator[str]:
    """The words of a paragraph, without those of comments and drawings in it."""
    yield node.text or ""
    for child in node:
        if child.tag == f"{_TEXT}s":
            yield " " * _times_of_blank(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[str(child.tag)]
        elif isinstance(child.tag, str) and child.tag != _ANNOTATION and not child.tag.startswith(_DRAW):
            yield from _words(child)
        yield child.tail or ""


def _times_of_blank(node: Element) -> int:
    text = node.get(f"{_TEXT}c", "1")
    return int(text) if text.isdecimal() and len(text) < 4 else 1
