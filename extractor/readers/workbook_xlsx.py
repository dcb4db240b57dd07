"""A look into an .xlsx: number formats, what is hidden, struck out or broken, comments, drawings.

Every part is read under the limits of packages. The library that reads the values gets a small package made anew of
these parts, so that it opens nothing that was not measured, and damage is mended once for both.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import quoteattr

from lxml import etree

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.docx_package import Package, open_package
from extractor.readers.docx_xml import Element
from extractor.readers.workbook_formats import BUILT_IN, GENERAL
from extractor.readers.workbook_tree import (
    MOST_COLUMNS,
    MOST_ROWS,
    At,
    Book,
    Look,
    Seen,
    at_of,
    filled,
    whole,
    without_codes,
)

_BOOK = "xl/workbook.xml"
_ON = ("1", "true")
_NAMES = ("row", "c", "col", "headerFooter")
_TITLES = "_xlnm.Print_Titles"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(slots=True)
class _Strings:
    """The shared strings, as far as the look needs them: which are blank, and what is struck out in each."""

    blank: list[bool] = field(default_factory=list)
    struck: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Styles:
    """Number format and strike-through of each cell style."""

    codes: list[str] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)

    def code(self, style: int) -> str:
        """The format code of a cell style; one that is not there is not understood."""
        if style < len(self.codes):
            return self.codes[style]
        return f"[{style}]" if style else GENERAL


def look(data: bytes, limits: Limits) -> Book:
    """What the package says of its sheets. Trouble E104–E112 where it cannot be read, E211 where a sheet is too large."""
    package = open_package(data, limits)
    name = package.document()
    name = name if name.startswith("xl/") else _BOOK
    root = package.root(name)
    if root is None:
        raise _refusal(package)
    parts = _Parts(package, name, limits)
    looks = list(parts.sheets(root))
    properties = root.find("{*}workbookPr")
    epoch = properties is not None and properties.get("date1904") in _ON
    _note_titles(root, looks)
    return Book(parts.anew(looks, epoch), looks, epoch, package.notices)


def _refusal(package: Package) -> Trouble:
    damage = next((notice.params["detail"] for notice in package.notices if notice.code == "W105"), None)
    return Trouble("E105", detail=damage or _BOOK)


class _Parts:
    """The parts of one package, read sheet by sheet."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._relations = package.relations(name)
        self._styles_root = self._root("styles", "styleSheet")
        self._strings_root = self._root("sharedStrings", "sst")
        self._styles = _read_styles(self._styles_root)
        self._strings = _read_strings(self._strings_root)
        self._data: list[bytes] = []

    def sheets(self, book: Element) -> Iterator[Look]:
        """Each sheet of the workbook; one that is no table of cells (a chart) counts as a picture."""
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            ident = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            kind, target = self._relations.get(ident, ("", ""))
            found = Look(sheet.get("name", ""), sheet.get("state", "visible") != "visible")
            data = self._package.fetch(target) if kind == "worksheet" else None
            found.pictures += kind in ("chartsheet", "dialogsheet")
            self._data.append(self._read(found, target, data) if isinstance(data, bytes) else b"")
            yield found

    def anew(self, looks: list[Look], epoch_1904: bool) -> bytes:
        """A package of the parts that were read, with plain names."""
        out = BytesIO()
        numbers = range(1, len(looks) + 1)
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
            archive.writestr("_rels/.rels", _rels([("officeDocument", _BOOK)]))
            archive.writestr(_BOOK, _workbook(numbers, epoch_1904))
            targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
            archive.writestr("xl/_rels/workbook.xml.rels", _rels(targets))
            for name, root in (("styles", self._styles_root), ("sharedStrings", self._strings_root)):
                if root is not None:
                    archive.writestr(f"xl/{name}.xml", etree.tostring(root))
            for number, data in zip(numbers, self._data, strict=True):
                archive.writestr(f"xl/worksheets/sheet{number}.xml", data or f'<worksheet xmlns="{_MAIN}"/>')
        return out.getvalue()

    def _root(self, kind: str, name: str) -> Element | None:
        """The root of a part that the workbook names; of a broken one there may be something else left."""
        target = next((target for found, target in self._relations.values() if found == kind), None)
        root = None if target is None else self._package.root(target)
        return root if root is not None and etree.QName(root).localname == name else None

    def _read(self, found: Look, name: str, data: bytes) -> bytes:
        """Look at a sheet's cells; returns its XML, mended where it is broken."""
        if any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
            raise Trouble("E112")
        try:
            self._cells(found, data)
        except etree.XMLSyntaxError:
            root = self._package.parsed(name, data)
            data = b"" if root is None else etree.tostring(root)
            found.seen.clear()
            if data:
                self._cells(found, data, recover=True)
        found.measure(self._limits)
        self._beside(found, name)
        return data

    def _cells(self, found: Look, data: bytes, *, recover: bool = False) -> None:
        row = column = -1
        names = [f"{{*}}{name}" for name in _NAMES]
        for event, node in etree.iterparse(
            BytesIO(data), ("start", "end"), tag=names, resolve_entities=False, no_network=True, recover=recover
        ):
            tag = etree.QName(node).localname
            if event == "start":
                row, column = (whole(node.get("r"), row + 2) - 1, -1) if tag == "row" else (row, column)
            elif tag == "c":
                row, column = at = _place(node.get("r"), row, column)
                self._cell(found, at, node)
            else:
                _note(found, tag, node, row)

    def _cell(self, found: Look, at: At, node: Element) -> None:
        """Take down a cell that holds anything."""
        kind, style = node.get("t", "n"), whole(node.get("s"), 0)
        value, formula = node.find("{*}v"), node.find("{*}f")
        text = (value.text or "") if value is not None else ""
        struck = ""
        if kind == "s":
            number = whole(text, len(self._strings.blank))
            if number >= len(self._strings.blank) or self._strings.blank[number]:
                return
            struck = self._strings.struck.get(number, "")
        elif kind == "inlineStr":
            inline = node.find("{*}is")
            text = "" if inline is None else "".join(_shown_text(inline))
        if not text.strip() and (formula is None or kind == "str"):
            return
        whole_cell = style < len(self._styles.struck) and self._styles.struck[style]
        found.note(at, self._seen(kind, style, text, "*" if whole_cell else struck), self._limits)

    def _seen(self, kind: str, style: int, text: str, struck: str) -> Seen:
        if not text.strip():
            return Seen(unsaved=True)
        if kind == "e":
            return Seen(text=text, error=True)
        if kind == "b":
            return Seen(text="TRUE" if text.strip() in _ON else "FALSE")
        return Seen(self._styles.code(style) if kind == "n" else GENERAL, struck=struck)

    def _beside(self, found: Look, name: str) -> None:
        """Comments and drawings of a sheet."""
        for kind, target in dict.fromkeys(self._package.relations(name).values()):
            if kind == "comments" and (root := self._package.root(target)) is not None:
                for comment in root.iter("{*}comment"):
                    text = "".join(_shown_text(comment)).strip()
                    found.comments.append((at_of(comment.get("ref", "")) or (0, 0), text))
            elif kind == "drawing" and (root := self._package.root(target)) is not None:
                found.shapes += filled(_words_of(shape) for shape in root.iter("{*}txBody"))
                found.pictures += sum(1 for _ in root.iter("{*}pic", "{*}graphicFrame"))


def _place(reference: str | None, row: int, column: int) -> At:
    """Where a cell stands: as it says, else beside the one before. Nothing stands outside of the largest sheet."""
    at = (row, column + 1) if reference is None else at_of(reference)
    if at is None or not (0 <= at[0] < MOST_ROWS and at[1] < MOST_COLUMNS):
        raise Trouble("E105", detail=f"cell {reference or row + 1}"[:40])
    return at


def _note(found: Look, tag: str, node: Element, row: int) -> None:
    """What an element beside the cells says; rows are let go when they are read."""
    if tag == "row":
        found.hidden_rows |= {row} if node.get("hidden") in _ON else set()
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]
    elif tag == "col" and node.get("hidden") in _ON:
        found.hidden_columns.append((whole(node.get("min"), 1) - 1, whole(node.get("max"), 1) - 1))
    elif tag == "headerFooter":
        found.margins += filled(without_codes("".join(map(str, part.itertext()))) for part in node)


def _note_titles(book: Element, looks: list[Look]) -> None:
    """The rows that every printed page repeats: 'Sheet 1'!$1:$3."""
    for name in book.iterfind("{*}definedNames/{*}definedName"):
        sheet = whole(name.get("localSheetId"), len(looks))
        rows = (name.text or "").rpartition("!")[2].replace("$", "").partition(":")
        if name.get("name") == _TITLES and sheet < len(looks) and rows[0].isdecimal() and rows[2].isdecimal():
            looks[sheet].title_rows = whole(rows[0], 1) - 1, whole(rows[2], 1) - 1


def _read_styles(root: Element | None) -> _Styles:
    if root is None:
        return _Styles()
    own = {whole(each.get("numFmtId"), 0): each.get("formatCode", "") for each in root.iterfind("{*}numFmts/{*}numFmt")}
    codes = {**BUILT_IN, **own}
    fonts = [_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    styles = _Styles()
    for each in root.iterfind("{*}cellXfs/{*}xf"):
        ident, font = whole(each.get("numFmtId"), 0), whole(each.get("fontId"), 0)
        styles.codes.append(codes.get(ident, f"[{ident}]"))
        styles.struck.append(font < len(fonts) and fonts[font])
    return styles


def _read_strings(root: Element | None) -> _Strings:
    strings = _Strings()
    for number, item in enumerate([] if root is None else root.iterfind("{*}si")):
        strings.blank.append(not any(text.strip() for text in _shown_text(item)))
        struck = "".join("".join(_shown_text(run)) for run in item.iterfind("{*}r") if _is_struck(run.find("{*}rPr")))
        if struck.strip():
            strings.struck[number] = struck.strip()
    return strings


def _shown_text(item: Element) -> Iterator[str]:
    """The texts of a string, without the reading aids of phonetic runs."""
    for node in item.iter("{*}t"):
        parent = node.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            yield node.text or ""


def _is_struck(font: Element | None) -> bool:
    strike = None if font is None else font.find("{*}strike")
    return strike is not None and strike.get("val", "1") in _ON


def _words_of(shape: Element) -> str:
    lines = ("".join(node.text or "" for node in line.iter("{*}t")) for line in shape.iter("{*}p"))
    return "\n".join(filled(lines))


def _rels(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _workbook(numbers: range, epoch_1904: bool) -> str:
    sheets = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    properties = f'<workbookPr date1904="{int(epoch_1904)}"/>'
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}<sheets>{sheets}</sheets></workbook>'
