"""PDF files for tests, read in this process, always through the ledger's balance."""

from extractor.document import Grid, Paragraph
from extractor.ledger import Ledger
from extractor.limits import DEFAULT_LIMITS
from extractor.options import DEFAULT_OPTIONS
from extractor.readers.pdf.reader import Task, read_here
from extractor.source import from_bytes


def document(data, options=DEFAULT_OPTIONS, limits=DEFAULT_LIMITS):
    """The document of a PDF; every character is accounted for."""
    found = read_here(Task(from_bytes("x.pdf", data, limits), limits, options)).document
    Ledger(found).close()
    return found


def blocks(data, **more):
    """The paragraphs of a PDF."""
    return [block for block in document(data, **more).blocks if isinstance(block, Paragraph)]


def grids(data, **more):
    """The tables of a PDF, page by page."""
    return [block for block in document(data, **more).blocks if isinstance(block, Grid)]


def texts(grid):
    """The texts of a table, row by row."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def notices(data, **more):
    """The codes of what the reader has to say."""
    return [notice.code for notice in document(data, **more).notices]
