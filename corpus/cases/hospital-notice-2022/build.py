"""Builds source.docx from source.txt: the Word table that the dump was taken from.

    python corpus/cases/hospital-notice-2022/build.py

Merged parents, a repeated header row, line breaks inside cells. The same bytes every time.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HERE = Path(__file__).parent
LEVELS = 2


def rows(text):
    """The dump's rows: a tab begins a cell, a blank line ends a row."""
    for block in text.split("\n\n"):
        cells = block.lstrip("\n").split("\n\t")
        if cells[0].startswith("\t"):
            yield [cells[0][1:].strip(), *(cell.strip() for cell in cells[1:])]


def fill(cell, text):
    """One paragraph for each line of the source's cell."""
    first, *more = text.split("\n")
    cell.paragraphs[0].text = first
    for line in more:
        cell.add_paragraph(line)


def merge_down(table, column, body):
    """An empty cell continues the merged cell above it."""
    start = 1
    for row in range(2, len(body) + 1):
        if row == len(body) or body[row][column]:
            if row - start > 1:
                table.cell(start, column).merge(table.cell(row - 1, column))
            start = row


def build():
    text = (HERE / "source.txt").read_text("utf-8")
    head, _, body = text.partition("\n\t")
    document = docx.Document()
    for line in filter(str.strip, head.replace("[bookmark: _GoBack]", "").split("\n")):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    cells = list(rows("\n\t" + body))
    table = document.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, content in zip(row.cells, texts, strict=True):
            fill(cell, content)
    for column in range(LEVELS):
        merge_down(table, column, cells)
        drop_blank_paragraphs(table, column)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    return document


def drop_blank_paragraphs(table, column):
    """Merging leaves the blank paragraphs of the merged cells behind."""
    for row in table.rows:
        paragraphs = row.cells[column].paragraphs
        for paragraph in paragraphs[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)


def save(document, path):
    """Fixed dates in the package, so that the file is the same every time."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))


if __name__ == "__main__":
    save(build(), HERE / "source.docx")
