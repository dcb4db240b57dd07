"""Small tables for tests: rows of texts → a catalogue, without a file."""

from catalog.base import Place
from catalog.model import SourceFile
from extractor.build import build
from extractor.document import Cell, Document, Grid, Paragraph, Tape
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import document_facts
from extractor.pipes import with_pipe_tables
from extractor.tables.document import read_tables

FILE = SourceFile(id="s1", name="test", media_type="text/plain", sha256="0", bytes=0, reader="test")


def document(*blocks, states_merges=True, spans=None):
    """A document of paragraphs (str) and tables (lists of rows). `spans` maps (table, row, column) to (rows, columns)."""
    tape, built, tables = Tape(), [], 0
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            built.append(Paragraph(block, tape.add(block, Place(block=index)).start))
            continue
        cells = []
        for row, texts in enumerate(block):
            for column, text in enumerate(texts):
                if text is None:
                    continue
                start = tape.add(text, Place(block=index, table=tables, row=row, column=column)).start
                rowspan, colspan = (spans or {}).get((tables, row, column), (1, 1))
                cells.append(Cell(row, column, text, start, rowspan, colspan))
        built.append(Grid(tables, len(block), max(map(len, block)), cells, states_merges))
        tables += 1
    text = tape.text()
    visible = sum(len("".join(text[p.start : p.end].split())) for p in tape.pieces)
    return Document("s1", text, tape.pieces, built, visible)


def catalogue(*blocks, **options):
    """The catalogue of a document made of paragraphs and tables."""
    made = with_pipe_tables(document(*blocks, **options))
    tables = read_tables(made)
    return build(made, tables, document_facts(made, tables), FILE, DEFAULT_LIMITS, "zh")


def laid(*blocks):
    """Tables drawn as text (a line a row, | between cells, ^ merged with the cell above, < with the one on the left, ⏎ a line
    break) and paragraphs → blocks and spans for `catalogue`.
    """
    parts, spans, table = [], {}, 0
    for block in blocks:
        if "|" not in block:
            parts.append(block)
            continue
        drawn = [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] for line in block.strip().split("\n")]
        for y, line in enumerate(drawn):
            for x, cell in enumerate(line):
                if cell not in ("^", "<"):
                    spans[(table, y, x)] = _span(drawn, y, x)
        parts.append([[None if cell in ("^", "<") else cell for cell in line] for line in drawn])
        table += 1
    return parts, spans


def _span(drawn, y, x):
    """How many rows and columns a cell covers."""
    high = wide = 1
    while y + high < len(drawn) and x < len(drawn[y + high]) and drawn[y + high][x] == "^":
        high += 1
    while x + wide < len(drawn[y]) and drawn[y][x + wide] == "<":
        wide += 1
    return high, wide


def row(requirement, points="10", name="指标甲"):
    """The indicator that one row with this requirement gives."""
    table = [["指标名称", "考核内容", "分值"], [name, requirement, points], ["指标乙", "按要求完成", "10"]]
    return catalogue("2022年度考核细则", table).indicators[0]


__all__ = ["catalogue", "document", "laid", "row"]
