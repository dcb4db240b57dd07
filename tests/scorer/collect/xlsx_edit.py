"""Filling in a workbook as a spreadsheet program would: cells of an .xlsx changed in its XML, everything else left alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Q = f"{{{NS}}}"


@dataclass(frozen=True)
class Formula:
    text: str
    result: str | None = None


@dataclass(frozen=True)
class Error:
    text: str


@dataclass(frozen=True)
class Styled:
    """A number shown in a number format: 10 is 0.00%, 14 is a date."""

    value: float
    format: int


PERCENT, DATE = 10, 14


def percent(value: float) -> Styled:
    return Styled(value, PERCENT)


def day(serial: float) -> Styled:
    return Styled(serial, DATE)


@dataclass
class Workbook:
    """The parts of an .xlsx, to be changed and written again."""

    parts: dict[str, bytes]
    _roots: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Workbook:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({each: archive.read(each) for each in archive.namelist()})

    def root(self, name: str) -> Any:
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self.parts[name])
        return self._roots[name]

    def sheets(self) -> dict[str, str]:
        """Sheet names → parts."""
        rels = {each.get("Id"): each.get("Target") for each in self.root("xl/_rels/workbook.xml.rels")}
        found = self.root("xl/workbook.xml").iter(f"{Q}sheet")
        return {each.get("name"): f"xl/{rels[each.get(REL)]}" for each in found}

    def sheet(self, name: str) -> Any:
        return self.root(self.sheets()[name])

    def save(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                root = self._roots.get(name)
                archive.writestr(
                    name, data if root is None else etree.tostring(root, xml_declaration=True, encoding="UTF-8")
                )
        return out.getvalue()

    # --- edits ----------------------------------------------------------------------------------

    def set(self, sheet: str, at: str, value: Any) -> None:
        cell = self._cell(sheet, at)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        _write(cell, value, self)

    def _cell(self, sheet: str, at: str) -> Any:
        _letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", at).groups()  # type: ignore[union-attr]
        data = self.sheet(sheet).find(f"{Q}sheetData")
        row = next((each for each in data if each.get("r") == digits), None)
        if row is None:
            row = etree.Element(f"{Q}row", r=digits)
            data.insert(sum(int(each.get("r")) < int(digits) for each in data), row)
        cell = next((each for each in row if each.get("r") == at), None)
        if cell is None:
            cell = etree.Element(f"{Q}c", r=at)
            row.insert(sum(_order(each.get("r")) < _order(at) for each in row), cell)
        return cell

    def style(self, number_format: int) -> str:
        """The index of a new cell format."""
        formats = self.root("xl/styles.xml").find(f"{Q}cellXfs")
        etree.SubElement(formats, f"{Q}xf", numFmtId=str(number_format), fontId="0", fillId="0", borderId="0", xfId="0")
        return str(len(formats) - 1)

    def hide_row(self, sheet: str, number: int) -> None:
        row = next(each for each in self.sheet(sheet).find(f"{Q}sheetData") if each.get("r") == str(number))
        row.set("hidden", "1")

    def hide_column(self, sheet: str, number: int) -> None:
        columns = self.sheet(sheet).find(f"{Q}cols")
        etree.SubElement(columns, f"{Q}col", min=str(number), max=str(number), width="5", hidden="1")

    def hide_sheet(self, sheet: str) -> None:
        found = self.root("xl/workbook.xml").iter(f"{Q}sheet")
        next(each for each in found if each.get("name") == sheet).set("state", "hidden")

    def add_sheet(self, sheet: str, like: str) -> None:
        """A copy of a sheet under another name."""
        listed, rels = self.root("xl/workbook.xml").find(f"{Q}sheets"), self.root("xl/_rels/workbook.xml.rels")
        part = f"worksheets/sheet{len(listed) + 1}.xml"
        self.parts[f"xl/{part}"] = etree.tostring(self.sheet(like))
        etree.SubElement(listed, f"{Q}sheet", {"name": sheet, "sheetId": str(len(listed) + 1), REL: "rId99"})
        etree.SubElement(rels, rels[0].tag, Id="rId99", Type=rels[0].get("Type"), Target=part)

    def insert_row(self, sheet: str, number: int) -> None:
        """An empty row; those from `number` on move down."""
        for row in self.sheet(sheet).find(f"{Q}sheetData"):
            if (at := int(row.get("r"))) >= number:
                row.set("r", str(at + 1))
                for cell in row:
                    cell.set("r", re.sub("[0-9]+", str(at + 1), cell.get("r")))

    def merge(self, sheet: str, span: str) -> None:
        root = self.sheet(sheet)
        merged = root.find(f"{Q}mergeCells")
        if merged is None:
            merged = etree.Element(f"{Q}mergeCells")
            root.find(f"{Q}sheetData").addnext(merged)
        etree.SubElement(merged, f"{Q}mergeCell", ref=span)

    def rename(self, sheet: str, name: str) -> None:
        next(each for each in self.root("xl/workbook.xml").iter(f"{Q}sheet") if each.get("name") == sheet).set(
            "name", name
        )

    def drop(self, sheet: str) -> None:
        found = next(each for each in self.root("xl/workbook.xml").iter(f"{Q}sheet") if each.get("name") == sheet)
        found.getparent().remove(found)

    def drop_row(self, sheet: str, number: int) -> None:
        """Delete a row; those below move up."""
        data = self.sheet(sheet).find(f"{Q}sheetData")
        for row in list(data):
            at = int(row.get("r"))
            if at == number:
                data.remove(row)
            elif at > number:
                row.set("r", str(at - 1))
                for cell in row:
                    cell.set("r", re.sub("[0-9]+", str(at - 1), cell.get("r")))

    def text(self, sheet: str, at: str) -> str:
        """The text of a cell (shared or inline)."""
        cell = self._cell(sheet, at)
        if cell.get("t") == "s":
            return "".join(list(self.root("xl/sharedStrings.xml"))[int(cell.findtext(f"{Q}v"))].itertext())
        return "".join(cell.itertext())


def _order(reference: str) -> tuple[int, str]:
    letters = re.sub("[0-9]", "", reference)
    return len(letters), letters


def _write(cell: Any, value: Any, book: Workbook) -> None:
    match value:
        case None:
            return
        case bool():
            cell.set("t", "b")
            etree.SubElement(cell, f"{Q}v").text = str(int(value))
        case int() | float():
            etree.SubElement(cell, f"{Q}v").text = repr(value)
        case str():
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{Q}is"), f"{Q}t")
            text.text = value
        case Styled():
            cell.set("s", book.style(value.format))
            etree.SubElement(cell, f"{Q}v").text = repr(value.value)
        case Error():
            cell.set("t", "e")
            etree.SubElement(cell, f"{Q}v").text = value.text
        case Formula():
            etree.SubElement(cell, f"{Q}f").text = value.text
            if value.result is not None:
                etree.SubElement(cell, f"{Q}v").text = value.result


def edited(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    """The workbook after a change."""
    book = Workbook.of(data)
    change(book)
    return book.save()
