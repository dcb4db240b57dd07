"""Builds the printed pages of the notice from source.txt: one PDF for each way an office may print the same table.

    python corpus/cases/hospital-notice-2022/pdf.py

Needs LibreOffice (soffice), fontconfig and poppler on the path, the fonts AR PL UMing CN and WenQuanYi Zen Hei, and reportlab,
pikepdf and Pillow, which the tool itself does without. Dates and identifiers are fixed.
"""

import io
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import docx
import pikepdf
from build import LEVELS, drop_blank_paragraphs, fill, merge_down, rows
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
TITLE = "2022年度服务高质量发展绩效考核工作任务要点"
ALL = ("top", "left", "bottom", "right", "insideH", "insideV")
CLOSING, OPENING = "，。；、：）》”〕％%～.,;", "（《“〔"
SONG, HEI = "AR PL UMing CN", "WenQuanYi Zen Hei"


@dataclass(frozen=True)
class Look:
    """One way to print the table. Widths in cm, left to right."""

    widths: tuple[float, ...]
    font: str = SONG
    size: float = 10
    rulings: tuple[str, ...] = ALL
    header_repeated: bool = True
    page_header: str = ""
    landscape: bool = False
    row_spacing: float = 1
    spacing: float = 1
    centred: bool = True


LOOKS = {
    "ruled.pdf": Look((1.6, 1.9, 3.1, 8.4, 2.0), SONG, 10.5, spacing=1.45, row_spacing=3),
    "plain-header.pdf": Look((1.9, 1.6, 3.5, 8.4, 1.6), HEI, 9, spacing=1.35, header_repeated=False, page_header=TITLE),
    "landscape.pdf": Look((2.2, 2.6, 5.2, 13.1, 2.2), SONG, 10.5, spacing=1.3, row_spacing=3, landscape=True),
    "borderless.pdf": Look((1.8, 2.0, 3.3, 7.9, 2.0), SONG, 9.5, spacing=1.4, rulings=(), row_spacing=3, centred=False),
    "rules-only.pdf": Look(
        (1.7, 2.0, 3.4, 8.0, 1.9), HEI, 9.5, spacing=1.2, rulings=("top", "insideH", "bottom"), row_spacing=2
    ),
}


def source():
    """The lines above the table, and the table's rows."""
    head, _, body = (HERE / "source.txt").read_text("utf-8").partition("\n\t")
    lines = [line.strip() for line in head.replace("[bookmark: _GoBack]", "").split("\n")]
    return [line for line in lines if line], list(rows("\n\t" + body))


def notice(look):
    """The notice as a Word document."""
    head, cells = source()
    document = docx.Document()
    set_font(document, look)
    set_page(document, look)
    for number, line in enumerate(head):
        paragraph = document.add_paragraph(line)
        if 0 < number < 3:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].font.size = Pt(16)
    table = document.add_table(rows=len(cells), cols=len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, content in zip(row.cells, texts, strict=True):
            fill(cell, content)
    style(table, look)
    for column in range(LEVELS):
        merge_down(table, column, cells)
        drop_blank_paragraphs(table, column)
    if look.header_repeated:
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
    return document


def set_font(document, look):
    font = document.styles["Normal"].font
    font.name, font.size = look.font, Pt(look.size)
    font.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    document.styles["Normal"].paragraph_format.line_spacing = look.spacing


def set_page(document, look):
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if look.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.4)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    field(footer.add_run(), "PAGE")
    footer.add_run(" —")
    if look.page_header:
        section.header.paragraphs[0].text = look.page_header
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def field(run, name):
    for kind, text in (("begin", None), (None, name), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)


def style(table, look):
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    borders = OxmlElement("w:tblBorders")
    for side in look.rulings:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
    for column, width in zip(table.columns, look.widths, strict=True):
        column.width = Cm(width)
    for number, row in enumerate(table.rows):
        for column, (cell, width) in enumerate(zip(row.cells, look.widths, strict=True)):
            cell.width = Cm(width)
            if look.centred:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = Pt(0)
                if number == 0 or column == len(look.widths) - 1:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            cell.paragraphs[0].paragraph_format.space_before = Pt(look.row_spacing)
            cell.paragraphs[-1].paragraph_format.space_after = Pt(look.row_spacing)


def print_pdf(document, path):
    """Through LibreOffice. The date and the identifiers that it writes are replaced, length by length."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder, path.with_suffix(".docx").name)
        document.save(word)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        path.write_bytes(dateless(word.with_suffix(".pdf").read_bytes()))


def dateless(pdf):
    pdf = re.sub(rb"/CreationDate\(D:[0-9]{14}", b"/CreationDate(D:20220101000000", pdf)
    for key in (rb"/DocChecksum /[0-9A-F]{32}", rb"/ID \[ <[0-9A-F]{32}>\s*<[0-9A-F]{32}>"):
        pdf = re.sub(key, lambda found: re.sub(rb"[0-9A-F](?=[0-9A-F]*(?:>|$))", b"0", found[0]), pdf)
    return pdf


def rotate(landscape, path):
    """The same pages as a portrait MediaBox, content turned, /Rotate 90."""
    with pikepdf.open(landscape) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(value) for value in page.mediabox)
            page.contents_add(f"q 0 1 -1 0 {top + bottom} {-left} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, top - bottom, right - left]
            page.rotate(90, relative=False)
        pdf.save(path, deterministic_id=True)


def scan(pdf, path):
    """Grey pictures of the pages, askew by one degree, without any text."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-gray", str(pdf), str(Path(folder, "page"))], check=True)
        pages = [
            Image.open(page).rotate(1, Image.Resampling.BICUBIC, fillcolor=255)
            for page in sorted(Path(folder).iterdir())
        ]
        raw = io.BytesIO()
        first, *more = pages
        first.save(raw, "PDF", save_all=True, append_images=more, resolution=150, quality=60)
    with pikepdf.open(raw) as scanned:
        del scanned.trailer["/Info"]
        scanned.save(path, deterministic_id=True)


def typeface(name):
    """Registers a font of the system for drawing. Collections hold several: fontconfig knows which."""
    command = ["fc-match", "--format", "%{file}|%{index}", name]
    file, index = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("|")
    pdfmetrics.registerFont(TTFont(name, file, subfontIndex=int(index)))
    return name


class Sheet:
    """A table drawn by hand: a row is a pile of lines, and a page takes as many as it holds.

    `centred` columns stand in the middle of their row, also where a page cuts the row. `outer` draws the outer verticals,
    `closed` a ruling where a page cuts a row. An empty cell in a column of `levels` continues the cell above, None the cell
    to the left. `whole` keeps figures and Latin words on one line.
    """

    def __init__(self, path, widths, font, size, leading, **options):
        self.canvas = Canvas(str(path), pagesize=options.get("page", (595, 842)), invariant=1)
        self.font, self.size, self.leading = typeface(font), size, leading
        self.left, self.top, self.bottom = options.get("area", (57, 770, 75))
        self.edges = [self.left + sum(widths[:column]) for column in range(len(widths) + 1)]
        self.levels, self.centred = options.get("levels", ()), options.get("centred", ())
        self.outer, self.closed, self.whole = (
            options.get("outer", True),
            options.get("closed", True),
            options.get("whole", True),
        )
        self.furniture = options.get("furniture", lambda canvas, page: None)
        self.page, self.y, self.ruling = 1, self.top, False
        self.cut = None  # top and inner edges of the row that is being drawn

    def line(self, text, size=None, align="left"):
        """A line above or below the table."""
        self.canvas.setFont(self.font, size or self.size)
        self.y -= 1.7 * (size or self.size)
        left, right = self.edges[0], self.edges[-1]
        if align == "centre":
            self.canvas.drawCentredString((left + right) / 2, self.y, text)
        elif align == "right":
            self.canvas.drawRightString(right, self.y, text)
        else:
            self.canvas.drawString(left, self.y, text)

    def paragraph(self, text):
        for line in self.wrap("　　" + text, self.edges[-1] - self.edges[0]):
            if self.y - self.leading < self.bottom:
                self.turn()
            self.y -= self.leading
            self.canvas.setFont(self.font, self.size)
            self.canvas.drawString(self.edges[0], self.y, line)

    def table(self, cells):
        self.y -= 6
        self.ruling = True
        self.rule(range(len(self.edges) - 1))
        for number, row in enumerate(cells):
            self.row(row, centred=range(len(row)) if number == 0 or None in row else self.centred)
            below = cells[number + 1] if number + 1 < len(cells) else row
            self.rule(
                column for column in range(len(row)) if column not in self.levels or below[column] != "" or below is row
            )
        self.ruling = False

    def row(self, row, centred):
        ends = [
            next((end for end in range(column + 1, len(row)) if row[end] is not None), len(row))
            for column in range(len(row))
        ]
        cells = [
            (self.edges[at], self.edges[ends[at]], text, at in centred)
            for at, text in enumerate(row)
            if text is not None
        ]
        piles = [
            [part for line in text.split("\n") for part in self.wrap(line, right - left - 8)]
            for left, right, text, _ in cells
        ]
        if self.y - self.leading - 4 < self.bottom:
            self.turn()
        self.cut = self.y, [left for left, *_ in cells[1:]]
        self.y -= 3
        height = max(map(len, piles))
        for slot in range(height):
            if self.y - self.leading < self.bottom:
                self.turn()
                self.y -= 3
            self.y -= self.leading
            for (left, right, _, middle), pile in zip(cells, piles, strict=True):
                at = slot - ((height - len(pile)) // 2 if middle else 0)
                if 0 <= at < len(pile):
                    self.put(left, right, pile[at], middle)
        self.y -= 4
        self.verticals()
        self.cut = None

    def put(self, left, right, text, middle):
        self.canvas.setFont(self.font, self.size)
        y = self.y + (self.leading - self.size) / 2
        if middle:
            self.canvas.drawCentredString((left + right) / 2, y, text)
        else:
            self.canvas.drawString(left + 4, y, text)

    def wrap(self, text, width):
        """Lines of a paragraph: no closing mark begins a line, no opening mark ends one."""
        lines, line = [], ""
        for piece in re.findall(r"[0-9A-Za-z.%:]+|.", text) if self.whole else text:
            if line and pdfmetrics.stringWidth(line + piece, self.font, self.size) > width:
                at = len(line)
                while at > 1 and ((line + piece)[at] in CLOSING or line[at - 1] in OPENING):
                    at -= 1
                lines.append(line[:at])
                line = line[at:]
            line += piece
        return [*lines, line]

    def rule(self, columns):
        self.canvas.setLineWidth(0.5)
        for column in columns:
            self.canvas.line(self.edges[column], self.y, self.edges[column + 1], self.y)

    def verticals(self):
        top, inner = self.cut
        for x in [*inner, *([self.edges[0], self.edges[-1]] if self.outer else [])]:
            self.canvas.line(x, top, x, self.y)

    def turn(self):
        """The next page; a row that goes on is ruled to the end of this one."""
        closed = self.closed and self.ruling
        if self.cut:
            self.verticals()
        if closed:
            self.rule(range(len(self.edges) - 1))
        self.finish()
        self.y = self.top
        if self.cut:
            self.cut = self.y, self.cut[1]
        if closed:
            self.rule(range(len(self.edges) - 1))

    def finish(self):
        self.canvas.setFont(self.font, 9)
        self.furniture(self.canvas, self.page)
        self.canvas.showPage()
        self.page += 1

    def save(self):
        self.finish()
        self.canvas.save()


def open_sheet(path):
    """No outer verticals, no ruling where a page cuts a row, weights in the middle of the whole row."""
    head, cells = source()
    sheet = Sheet(
        path, (48, 54, 94, 228, 56), SONG, 10, 16, levels=range(LEVELS), centred=(2, 4), outer=False, closed=False,
        furniture=lambda canvas, page: canvas.drawCentredString(297, 40, f"- {page} -"),
    )  # fmt: skip
    for number, line in enumerate(head):
        sheet.line(line, *((15, "centre") if 0 < number < 3 else ()))
    sheet.table(cells)
    sheet.save()


if __name__ == "__main__":
    for name, look in LOOKS.items():
        print_pdf(notice(look), HERE / name)
    rotate(HERE / "landscape.pdf", HERE / "rotated.pdf")
    scan(HERE / "ruled.pdf", HERE / "scan.pdf")
    open_sheet(HERE / "open.pdf")
