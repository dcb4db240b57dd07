"""A second look into an .xlsx, at what the reader of its values does not tell: formulas, errors, percentages, what is hidden.

python-calamine gives a formula's last result and an empty cell for #DIV/0!, so that neither could be told from a value.
The look also counts before anything large is built: parts, bytes, cells, the rectangle that they span.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from typing import Any

from lxml import etree

from catalog.problems import Trouble

MAX_ENTRIES = 2_000
MAX_PART = 64 << 20
MAX_TOTAL = 256 << 20
MAX_CELLS = 2_000_000
MAX_AREA = 4_000_000
PERCENT_FORMATS = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, KeyError)
At = tuple[int, int]


@dataclass(slots=True)
class Look:
    """What is odd about the cells of one sheet, by (row, column) from 0.

    `filled` are those that hold anything; `hidden`: the sheet itself cannot be seen.
    """

    formulas: set[At] = field(default_factory=set)
    errors: dict[At, str] = field(default_factory=dict)
    percents: set[At] = field(default_factory=set)
    filled: set[At] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[At, At]] = field(default_factory=list)
    hidden: bool = False

    def is_hidden(self, at: At) -> bool:
        """Whether a cell cannot be seen."""
        return at[0] in self.hidden_rows or any(first <= at[1] <= last for first, last in self.hidden_columns)


def look(data: bytes) -> dict[str, Look]:
    """What is odd in each sheet, by its name. Raises Trouble E610 (no .xlsx), E611 (damaged), E626 (too large)."""
    parts = _Parts(data)
    book = parts.root("xl/workbook.xml")
    if book is None:
        raise Trouble("E610", kind="zip", kind_en="zip")
    percents = _percent_styles(parts.root("xl/styles.xml"))
    targets = _targets(parts.root("xl/_rels/workbook.xml.rels"))
    return {
        name: _look(parts.bytes_of(targets[ident]), percents, hidden=hidden)
        for name, ident, hidden in _sheets(book)
        if ident in targets
    }


class _Parts:
    """The parts of the package, each checked against its size and check sum when it is read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            entries = self._archive.infolist()
            if (name := _lengthy(entries)) is not None:
                raise Trouble("E626", limit=name[0], limit_en=name[1])
            self._data = {each.filename: self._archive.read(each) for each in entries if not each.is_dir()}
        except _DAMAGE as error:
            raise damaged(error) from error
        if len(self._data) < sum(not each.is_dir() for each in entries):
            raise damaged("重复的部分")

    def bytes_of(self, name: str) -> bytes:
        data = self._data.get(name, b"")
        if b"<!DOCTYPE" in data:
            raise damaged("DOCTYPE")
        return data

    def root(self, name: str) -> Any:
        """The root element of a part, None where there is none."""
        if not (data := self.bytes_of(name)):
            return None
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise damaged(error) from error


def _lengthy(entries: list[zipfile.ZipInfo]) -> tuple[str, str] | None:
    """The limit that the package breaks; a header that lies about a size fails the check sum later."""
    if len(entries) > MAX_ENTRIES:
        return f"压缩包内的文件数（{MAX_ENTRIES}）", f"parts of the package ({MAX_ENTRIES})"
    sizes = [each.file_size for each in entries]
    if max(sizes, default=0) > MAX_PART or sum(sizes) > MAX_TOTAL:
        return f"解压后的大小（每部分{MAX_PART >> 20} MB）", f"unpacked size ({MAX_PART >> 20} MB a part)"
    return None


def damaged(error: object) -> Trouble:
    """`error` in words where it is of our own; what libraries say is English only."""
    told = f"（{error}）" if isinstance(error, str) else ""
    return Trouble("E611", detail=f"文件已损坏{told}", detail_en=f"the file is damaged ({error})")


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _sheets(book: Any) -> Iterator[tuple[str, str, bool]]:
    """Name, relation and whether it is hidden, of each sheet."""
    for sheet in book.iter("{*}sheet"):
        ident = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        yield sheet.get("name", ""), ident, sheet.get("state", "visible") != "visible"


def _targets(rels: Any) -> dict[str, str]:
    found = (
        {} if rels is None else {each.get("Id", ""): each.get("Target", "") for each in rels.iter("{*}Relationship")}
    )
    return {ident: normpath(to.lstrip("/") if to.startswith("/") else join("xl", to)) for ident, to in found.items()}


def _percent_styles(styles: Any) -> frozenset[int]:
    """The cell formats that show a percent sign, by their index."""
    if styles is None:
        return frozenset()
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
    formats = [each for group in styles.iter("{*}cellXfs") for each in group.iter("{*}xf")]
    return frozenset(number for number, each in enumerate(formats) if _is_percent(each.get("numFmtId", "0"), codes))


def _is_percent(ident: str, codes: dict[str | None, str]) -> bool:
    if ident in codes:
        return "%" in _LITERAL.sub("", codes[ident])
    return ident.isdecimal() and int(ident) in PERCENT_FORMATS


# --- one sheet ----------------------------------------------------------------------------------


def _look(data: bytes, percents: frozenset[int], *, hidden: bool) -> Look:
    found = Look(hidden=hidden)
    row = -1
    try:
        for event, node in etree.iterparse(
            BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True
        ):
            tag = str(node.tag).rsplit("}", 1)[-1]
            if event == "start" and tag == "row":
                row = _row(node, row, found)
            elif event == "end":
                _note(tag, node, row, percents, found)
    except (etree.XMLSyntaxError, ValueError, TypeError) as error:
        raise damaged(error) from error
    _measure(found)
    return found


def _row(node: Any, before: int, found: Look) -> int:
    row = int(node.get("r", before + 2)) - 1
    if node.get("hidden") in ("1", "true"):
        found.hidden_rows.add(row)
    return row


def _note(tag: str, node: Any, row: int, percents: frozenset[int], found: Look) -> None:
    """Take what an element tells, then let it go."""
    match tag:
        case "c":
            _cell(node, row, percents, found)
        case "row":
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
        case "mergeCell":
            found.merged.append(_span(node.get("ref", "A1")))
        case "col" if node.get("hidden") in ("1", "true"):
            found.hidden_columns.append((int(node.get("min")) - 1, int(node.get("max")) - 1))


def _cell(node: Any, row: int, percents: frozenset[int], found: Look) -> None:
    at = _at(node.get("r") or "", row, node)
    formula, value = node.find("{*}f"), node.find("{*}v")
    if formula is None and value is None and node.find("{*}is") is None:
        return
    found.filled.add(at)
    if len(found.filled) > MAX_CELLS:
        raise Trouble("E626", limit=f"单元格数（{MAX_CELLS}）", limit_en=f"cells ({MAX_CELLS})")
    if formula is not None:
        found.formulas.add(at)
    if node.get("t") == "e":
        found.errors[at] = (value.text if value is not None else None) or "#N/A"
    elif int(node.get("s", 0)) in percents and node.get("t", "n") == "n":
        found.percents.add(at)


def _at(reference: str, row: int, node: Any) -> At:
    """(row, column) of “H12”; a cell without a reference follows the one before."""
    if match := re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference):
        return int(match[2]) - 1, column_number(match[1])
    return row, sum(1 for _ in node.itersiblings("{*}c", preceding=True))


def _span(reference: str) -> tuple[At, At]:
    first, _, last = reference.partition(":")
    return _at(first, 0, None), _at(last or first, 0, None)


def _measure(found: Look) -> None:
    """The rectangle from A1 to the last cell, which the reader of values builds in full."""
    height = max((row for row, _ in found.filled), default=0) + 1
    width = max((column for _, column in found.filled), default=0) + 1
    if height * width > MAX_AREA:
        raise Trouble(
            "E626", limit=f"表格范围（{height}行×{width}列）", limit_en=f"range of the sheet ({height} × {width})"
        )


def column_number(letters: str) -> int:
    """ "A" → 0, "AA" → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """The inverse of `column_number`."""
    letters, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
