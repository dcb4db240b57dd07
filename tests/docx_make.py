"""Small Word files for tests, written as XML so that every construct is in plain sight."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from catalog.problems import sentence
from extractor.document import Cell, Document, Grid, Paragraph
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.docx import read
from extractor.source import from_bytes

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = f"{_PACKAGE}/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def root(name: str, content: str) -> str:
    """A part's root element with all the namespaces."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{name} {spaces}>{content}</w:{name}>'


def relations(*entries: tuple[str, str, str]) -> str:
    """A relationships part of (id, kind, target)."""
    rows = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in entries)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def content_types(stories: Iterable[str]) -> str:
    """The part that names the kind of each part, without which no office program opens the file."""
    rows = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    for story in ("document", *stories):
        kind = "document.main" if story == "document" else story.rstrip("0123456789")
        rows += f'<Override PartName="/word/{story}.xml" ContentType="{_WORD}.{kind}+xml"/>'
    return f'<Types xmlns="{_TYPES}">{rows}</Types>'


def word_parts(body: str, **stories: str) -> dict[str, str]:
    """The parts of a Word file: `styles=`, `numbering=`, `footnotes=`, `endnotes=`, `comments=`, `header1=`, …"""
    names = {"header": "hdr", "footer": "ftr"}
    parts = {
        "[Content_Types].xml": content_types(stories),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
    }
    entries = []
    for story, content in stories.items():
        kind = story.rstrip("0123456789")
        parts[f"word/{story}.xml"] = root(names.get(kind, kind), content)
        entries.append((story, kind, f"{story}.xml"))
    parts["word/_rels/document.xml.rels"] = relations(*entries)
    return parts


def zipped(parts: Mapping[str, str] | Iterable[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip; a list may hold one name twice."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def word(body: str, **stories: str) -> bytes:
    """A Word file."""
    return zipped(word_parts(body, **stories))


def flat(parts: dict[str, str]) -> bytes:
    """The same parts as Flat OPC XML."""
    inner = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content.split("?>")[-1]}</pkg:xmlData></pkg:part>'
        for name, content in parts.items()
        if name.endswith((".xml", ".rels")) and not name.startswith("[")
    )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{inner}</pkg:package>'.encode()


def t(text: str) -> str:
    """A text element, blanks kept."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return run(t(text), properties)


def run(content: str, properties: str = "") -> str:
    """A run of anything."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    content = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; plain text becomes a paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; plain texts become cells."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, columns: int = 0) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def inserted(content: str, author: str = "甲") -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="{author}">{content}</w:ins>'


def deleted(text: str, author: str = "甲") -> str:
    """A tracked deletion."""
    return f'<w:del w:id="2" w:author="{author}"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def field(code: str, result: str | None = None) -> str:
    """A field, with or without a stored result."""
    shown = "" if result is None else '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawn_box(content: str) -> str:
    """A text box as Word writes it: the drawing, and the old form of the same beside it."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback>{old_box(content, bare=True)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(content: str, bare: bool = False) -> str:
    """A text box in the old form."""
    box = f"<v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"
    return f"<w:pict>{box}</w:pict>" if bare else f"<w:r><w:pict>{box}</w:pict></w:r>"


def math(content: str) -> str:
    """An equation."""
    return f"<m:oMath>{content}</m:oMath>"


def mr(text: str) -> str:
    """A run of an equation."""
    return f"<m:r><m:t>{escape(text)}</m:t></m:r>"


def fraction(above: str, below: str) -> str:
    """A fraction."""
    return f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def in_list(number: int, level: int = 0) -> str:
    """Paragraph properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(index: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    counting = f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
    return f'<w:lvl w:ilvl="{index}">{counting}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*definitions: str) -> str:
    """A numbering part: list 1 has the levels of the first definition, and so on."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels}</w:abstractNum>' for index, levels in enumerate(definitions)
    )
    nums = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(len(definitions))
    )
    return abstract + nums


def document(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """What the reader makes of the bytes; the characters must balance, whatever else a test looks at."""
    found = read(from_bytes("试.docx", data, limits), limits)
    check_balance(found)
    return found


def check_balance(found: Document) -> None:
    """Counted in the source = on the tape, less what the reader computed; and every text stands where it says."""
    on_tape = sum(len("".join(found.text[piece.start : piece.end].split())) for piece in found.pieces)
    assert found.visible == on_tape - found.generated, (found.visible, on_tape, found.generated, found.text)
    for block in found.blocks:
        for part in [block] if isinstance(block, Paragraph) else block.cells:
            assert found.text[part.start : part.start + len(part.text)] == part.text
    for notice in found.notices:
        assert sentence(notice.code, notice.params)
        assert notice.span is None or 0 <= notice.span.start <= notice.span.end <= len(found.text)
    for change in found.changes:
        if change.kind == "revision" and change.after.strip():
            assert change.after.strip() in found.text[change.span.start : change.span.end] or found.residue


def of(body: str, **stories: str) -> Document:
    """The Document of a Word file with this body."""
    return document(word(body, **stories))


def paragraphs(found: Document) -> list[str]:
    """The texts outside tables."""
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def grids(found: Document) -> list[Grid]:
    """The tables."""
    return [block for block in found.blocks if isinstance(block, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a table's anchors, row by row."""
    texts: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        texts[cell.row].append(cell.text)
    return texts


def shape(grid: Grid) -> list[tuple[int, int, int, int]]:
    """Row, column, rowspan and colspan of each cell."""
    return [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


def cell(found: Document, row: int = 0, column: int = 0) -> Cell:
    """A cell of the first table."""
    return next(c for c in grids(found)[0].cells if (c.row, c.column) == (row, column))


def codes(found: Document) -> list[str]:
    """The codes of all notices."""
    return [notice.code for notice in found.notices]


def left_out(found: Document) -> list[tuple[str, str]]:
    """Texts of the residue with their reasons."""
    return [(found.text[span.start : span.end], reason) for span, reason in found.residue]
