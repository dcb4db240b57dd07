"""The golden documents written as workbooks give the same catalogues, row by row and field by field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalog import flat
from extractor import readers
from extractor.document import Document, Grid, Paragraph
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.source import from_bytes, load
from tests.workbook_make import Sheet, ods, ods_table, xls, xlsx

CASES = Path("corpus/cases")
SOURCES = (
    "hospital-notice-2022/source.docx", "township-centre-2023/source.docx", "primary-care-2015/table.html",
    "two-row-header/source.html", "word-html/source.htm", "gb18030-page/source.html",
)  # fmt: skip
FORMS = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": lambda sheet: ods(ods_table(sheet)),
}


def as_sheet(document: Document, *, with_numbers: bool) -> Sheet:
    """All paragraphs and tables of a document below each other; figures as numbers with the format that shows them."""
    found = Sheet({}, name="考核")
    cells, formats, merged, row = {}, {}, [], 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            cells[row, 0] = block.text
            row += 1
            continue
        for cell in block.cells:
            at = row + cell.row, cell.column
            if cell.text:
                cells[at], code = number(cell.text) if with_numbers else (cell.text, None)
                formats |= {at: code} if code else {}
            if cell.rowspan * cell.colspan > 1:
                merged.append((*at, at[0] + cell.rowspan - 1, at[1] + cell.colspan - 1))
        row += block.rows + 1
    found.cells, found.formats, found.merged = cells, formats, merged
    return found


def number(text: str) -> tuple[float | str, str | None]:
    """5 → 5.0, 95% → 0.95 shown by 0%; other words stay words."""
    if re.fullmatch(r"[1-9][0-9]{0,3}(?:\.[0-9])?", text):
        return float(text), "General"
    if re.fullmatch(r"[1-9][0-9]?%", text):
        return int(text[:-1]) / 100, "0%"
    return text, None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SOURCES)
def test_a_document_as_workbook_gives_the_same_rows(name: str, form: str) -> None:
    source = load(CASES / name, DEFAULT_LIMITS)
    document, _ = readers.read(source, DEFAULT_LIMITS)
    assert any(isinstance(block, Grid) for block in document.blocks)
    data = FORMS[form](as_sheet(document, with_numbers=form != "ods"))
    written = extract_source(from_bytes(f"考核.{form}", data, DEFAULT_LIMITS))
    assert written.sources[0].reader == "workbook"
    assert list(flat.rows(written)) == list(flat.rows(extract_source(source)))
    assert [total.balanced for total in written.totals] == [total.balanced for total in extract_source(source).totals]
