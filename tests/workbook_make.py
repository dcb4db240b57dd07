"""Small workbooks for tests: .xlsx by XlsxWriter or from XML in plain sight, .ods as content.xml, .xls record by record."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from catalog.problems import sentence
from extractor.document import Cell, Document, Grid, Paragraph
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.workbook import read
from extractor.source import from_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Sheet:
    """A sheet to write: values by (row, column), number formats, merged ranges (first and last row and column)."""

    cells: Mapping[tuple[int, int], Any]
    name: str = "Sheet1"
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Iterable[tuple[int, int, int, int]] = ()
    hidden: bool = False
    hidden_rows: Iterable[int] = ()
    hidden_columns: Iterable[int] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


def sheet(rows: Iterable[Iterable[Any]], **options: Any) -> Sheet:
    """A sheet from rows of values; None leaves a cell out."""
    cells = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None}
    return Sheet(cells, **options)


def opened(data: bytes, limits: Limits = DEFAULT_LIMITS, name: str = "表.xlsx") -> Document:
    """The document of a workbook's bytes."""
    return read(from_bytes(name, data, limits), limits)


def lines(document: Document) -> list[str]:
    """The paragraphs of a document."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    """The tables of a document."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows_of(grid: Grid) -> list[list[str]]:
    """The texts of a table by row; a cell that spans stands once."""
    found: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        found[cell.row].append(cell)
    return [[cell.text for cell in row] for row in found]


def told(document: Document) -> dict[str, str]:
    """The sentences of the notices by their codes."""
    return {notice.code: sentence(notice.code, notice.params) for notice in document.notices}


# --- .xlsx -----------------------------------------------------------------------------------------


def xlsx(*sheets: Sheet, **options: Any) -> bytes:
    """A workbook as XlsxWriter writes it; `options` are those of its constructor."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        for each in sheets:
            _write(book, each)
    return out.getvalue()


def _write(book: Any, each: Sheet) -> None:
    page = book.add_worksheet(each.name)
    styles = {code: book.add_format({"num_format": code}) for code in sorted(set(each.formats.values()))}
    for (row, column), value in each.cells.items():
        style = styles.get(each.formats.get((row, column), ""))
        (page.write_string if isinstance(value, str) else page.write)(row, column, value, style)
    for first_row, first_column, last_row, last_column in each.merged:
        page.merge_range(first_row, first_column, last_row, last_column, each.cells.get((first_row, first_column), ""))
    for row in each.hidden_rows:
        page.set_row(row, None, None, {"hidden": True})
    for column in each.hidden_columns:
        page.set_column(column, column, None, None, {"hidden": True})
    for (row, column), text in each.comments.items():
        page.write_comment(row, column, text)
    if each.hidden:
        page.hide()


def package(
    data: str, *, strings: str = "", styles: str = "", before: str = "", after: str = "", book: str = "", **parts: str
) -> bytes:
    """An .xlsx whose one sheet holds the rows `data`; `before` and `after` them whatever stands there."""
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets><sheet name="表" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        **parts,
    }
    return zipped({name: text.encode() for name, text in texts.items()})


def rels(*targets: tuple[str, str]) -> str:
    """A part of relationships, rId1 and so on."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def inline(reference: str, text: str) -> str:
    """A cell with its words in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


# --- .ods ------------------------------------------------------------------------------------------

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def ods(*tables: str, styles: str = "", manifest: str = "") -> bytes:
    """A spreadsheet of tables written as XML (see `ods_table`)."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def ods_table(each: Sheet, attributes: str = "") -> str:
    """The XML of a sheet: words as shown, spans, covered cells."""
    height = max((row for row, _ in each.cells), default=-1) + 1
    width = max((column for _, column in each.cells), default=-1) + 1
    spans = {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for r0, c0, r1, c1 in each.merged}
    rows = "".join(
        f"<table:table-row>{''.join(_ods_cell(each, spans, row, column) for column in range(width))}</table:table-row>"
        for row in range(height)
    )
    return f"<table:table table:name={quoteattr(each.name)} {attributes}>{rows}</table:table>"


def _ods_cell(each: Sheet, spans: Mapping[tuple[int, int], tuple[int, int]], row: int, column: int) -> str:
    down, across = spans.get((row, column), (1, 1))
    text = each.cells.get((row, column))
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(text).split("\n")) if text is not None else ""
    kind = 'office:value-type="string"' if words else ""
    span = f'table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if down * across > 1 else ""
    return f"<table:table-cell {kind} {span}>{words}</table:table-cell>"


# --- .xls ------------------------------------------------------------------------------------------


def record(kind: int, body: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def wide(text: str, width: int = 2) -> bytes:
    """A string of BIFF8 with its length before it."""
    return len(text).to_bytes(width, "little") + b"\1" + text.encode("utf-16-le")


def xls(*sheets: Sheet, in_globals: bytes = b"", in_sheet: bytes = b"") -> bytes:
    """A workbook of Excel 97: numbers and words as records, with the number formats and merges of the sheets."""
    codes = sorted({code for each in sheets for code in each.formats.values()})
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)) + in_globals
    head += b"".join(record(0x041E, struct.pack("<H", 164 + at) + wide(code)) for at, code in enumerate(codes))
    head += record(0x00E0, struct.pack("<HH", 0, 0) + bytes(16))
    head += b"".join(record(0x00E0, struct.pack("<HH", 0, 164 + at) + bytes(16)) for at in range(len(codes)))
    bodies = [_xls_sheet(each, codes, in_sheet) for each in sheets]
    size = len(head) + sum(len(record(0x0085, bytes(6) + wide(each.name, 1))) for each in sheets) + 4
    bounds = b""
    for each, body in zip(sheets, bodies, strict=True):
        bounds += record(0x0085, struct.pack("<IBB", size, int(each.hidden), 0) + wide(each.name, 1))
        size += len(body)
    return compound("Workbook", head + bounds + record(0x000A) + b"".join(bodies))


def _xls_sheet(each: Sheet, codes: list[str], more: bytes) -> bytes:
    parts = [record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)), more]
    parts += [record(0x0208, struct.pack("<8H", row, 0, 1, 255, 0, 0, 0x20, 0)) for row in each.hidden_rows]
    parts += [record(0x007D, struct.pack("<6H", at, at, 10, 0, 1, 0)) for at in each.hidden_columns]
    for (row, column), value in each.cells.items():
        code = each.formats.get((row, column))
        head = struct.pack("<HHH", row, column, 0 if code is None else codes.index(code) + 1)
        words = isinstance(value, str)
        parts.append(
            record(0x0204, head + wide(value)) if words else record(0x0203, head + struct.pack("<d", float(value)))
        )
    parts += [record(0x00E5, struct.pack("<5H", 1, r0, r1, c0, c1)) for r0, c0, r1, c1 in each.merged]
    return b"".join([*parts, record(0x000A)])


def compound(name: str, content: bytes) -> bytes:
    """A compound file with one stream in sectors of 512 bytes."""
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // 512)
    tables = -(-(sectors + 1) // 127)  # each table names 128 sectors, itself among them
    first = tables + 1
    numbers = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [first + at + 1 for at in range(sectors - 1)] + [0xFFFFFFFE]
    numbers += [0xFFFFFFFF] * (tables * 128 - len(numbers))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(tables), *([0xFFFFFFFF] * (109 - tables)))
    directory = _directory("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _directory(name, 2, 0xFFFFFFFF, first, len(content))
    body = (
        struct.pack(f"<{len(numbers)}I", *numbers) + directory.ljust(512, b"\0") + content.ljust(sectors * 512, b"\0")
    )
    return header + body


def _directory(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return entry + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) + struct.pack("<IQ", start, size)
