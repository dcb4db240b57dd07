"""All tables of a document → which of them are the catalogue, what stands above each, and which belong together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractor.columns.bands import Band, find_band
from extractor.document import Cell, Document, Grid, Paragraph
from extractor.facts import Line, is_furniture
from extractor.grid import rectangle
from extractor.lexicon import bracketed_points, pattern
from extractor.metadata import is_metadata
from extractor.tables.elsewhere import ask_about_rules_elsewhere
from extractor.tables.joins import join_tables
from extractor.tables.parting import parted
from extractor.tables.pieces import continue_row, doubled, widened
from extractor.tables.read import read_table
from extractor.tables.rows import TableRows, section_family
from extractor.tables.turned import upright
from extractor.tables.verdict import leave_unscored, verdict

RUNNING = 3  # how often a line stands that belongs to the pages


def read_tables(document: Document) -> list[TableRows]:
    """All tables; one without headings takes the columns of the catalogue table before it.

    A table that a title announces, after a catalogue has begun, opens a further catalogue.
    """
    tables: list[TableRows] = []
    band: Band | None = None
    title: Line | None = None
    sections: tuple[Cell, ...] = ()
    close, running = False, _running(document)
    sheet: Line | None = None
    head: Cell | None = None
    heads: dict[int, Cell] = {}
    starts = {file.start for file in document.files}
    for block in [part for b in document.blocks for part in (parted(b) if isinstance(b, Grid) else [b])]:
        if isinstance(block, Paragraph):
            line = Line.at(block.text, block.start)
            if block.start in starts or _names_sheet(document, block):
                band, title, sections, close = None, line if block.level else None, (), False
                sheet = line if block.level else None
                continue
            title = line if _announces(line) else title
            head = line.cell if _heads(line) else head if not line.plain or is_furniture(line.plain) else None
            sections = _sections(sections, line)
            close = close and (line.text in running or not line.plain or is_furniture(line.plain))
            continue
        table = _read(block, band, sections, tables[-1] if tables else None, close)
        close = True
        head, own = None, _own_head(table) or head
        heads |= {block.table: own} if own is not None and table.headings else {}
        table.spoken = table.spoken and (table.left is None or not is_metadata(block))
        if table.left is None and tables and tables[-1].left == "no_rows" and band is not None and not table.headings:
            tables[-1].left = "headings"
        band = table.band if table.left in (None, "no_rows") else None
        if table.left is None:
            table.title, table.sheet, title = title or _own_title(table), sheet, None
        tables.append(table)
    join_tables(tables)
    leave_unscored(tables)
    _put_under(tables, heads)
    ask_about_rules_elsewhere(document, tables)
    return _opened(document, tables)


def _read(
    grid: Grid, band: Band | None, sections: tuple[Cell, ...], before: TableRows | None, close: bool
) -> TableRows:
    """One table. One without headings that stands right (`close`) below another may be a piece of it: its columns are
    fitted in, and it goes on where that one ends.
    """
    grid = upright(grid)
    piece = band is not None and close and find_band(rectangle(grid)) is None
    fitted = widened(grid, band) if piece and band else grid
    table = read_table(fitted, doubled(band, fitted) if piece and band else band, sections, before)
    table.left = table.left or verdict(table)
    if piece and before is not None and before.left is None and table.left is None:
        continue_row(table, before, sure=fitted is not grid)
    return table


def _names_sheet(document: Document, block: Paragraph) -> bool:
    """The name of a sheet of a workbook: what stands before it has ended."""
    place = document.place(block.start)
    return block.level is not None and place.sheet is not None and place.cell is None


def _running(document: Document) -> frozenset[str]:
    """What stands again and again: the head lines of pages."""
    lines = Counter(block.text for block in document.blocks if isinstance(block, Paragraph))
    return frozenset(text for text, times in lines.items() if times >= RUNNING)


def _opened(document: Document, tables: list[TableRows]) -> list[TableRows]:
    """A titled table with headings of its own opens a further catalogue, where one has begun before it. Sheets that are
    forms of one title are told apart by their own names.
    """
    kept = [table for table in tables if table.left is None]
    titles = Counter(table.title.text.strip() for table in kept if table.title)
    for table in kept[1:]:
        title = table.title
        if title and table.sheet and titles[title.text.strip()] > 1:
            title = table.sheet
        if title and table.headings:
            table.opens = (title.text.strip(), document.quotes(title.cell))
    return tables


def _heads(line: Line) -> bool:
    """一、党政综合办公室: a short numbered line that may head the table below it."""
    numbered = section_family(line.text) in ("han", "bracketed", "section", "part")
    return numbered and len(line.plain) <= 20 and not pattern("general_heading").search(line.plain)


def _own_head(table: TableRows) -> Cell | None:
    """市容管理科（100分） in a row of its own above the headings."""
    above = table.titles[-1:]
    return next((cell for cell in above if len(cell.text) <= 20 and bracketed_points(Line(cell).plain)), None)


def _put_under(tables: list[TableRows], heads: dict[int, Cell]) -> None:
    """Several tables with headings of their own, each below a line of the same kind: these lines are groups."""
    kept = [table for table in tables if table.left is None]
    own = [table for table in kept if table.headings]
    texts = {heads[table.table].text for table in own if table.table in heads}
    families = {section_family(text) for text in texts}
    if len(own) < 2 or len(texts) < len(own) or len(families) > 1 or any(table.above for table in own):
        return
    head: Cell | None = None
    for table in kept:
        head = heads.get(table.table, head)
        table.titles = [cell for cell in table.titles if cell is not head]
        if head is not None:
            table.rows = [replace(row, levels=(head, *row.levels)) for row in table.rows]


def _announces(line: Line) -> bool:
    plain = line.plain
    return len(plain) <= 60 and not is_furniture(plain) and bool(pattern("title_ending").fullmatch(plain))


def _sections(held: tuple[Cell, ...], line: Line) -> tuple[Cell, ...]:
    """A short paragraph with points in brackets is a heading of the tables below it: 二、服务管理（30分）."""
    scored = bracketed_points(line.plain)
    again = (
        held
        and len(line.plain) <= 20
        and section_family(line.text) in {section_family(c.text) for c in held} - {"plain"}
    )
    if not again and (not scored or len(line.plain) > 40 or _is_whole(line.plain, scored.start(), scored.end())):
        return held
    family = section_family(line.text)
    at = next((i for i, old in enumerate(held) if section_family(old.text) == family), len(held))
    return (*held[:at], line.cell)


def _is_whole(plain: str, start: int, end: int) -> bool:
    """督导评估标准（100分）, （满分470分）: the points of the whole document, or text after them."""
    name, bracket = plain[:start].strip(), plain[start:end]
    titled = pattern("title_ending").fullmatch(name) and not pattern("number_prefix").match(name)
    whole = any(word in bracket for word in ("满分", "总", "共", "合计"))
    return bool(titled or whole or not name or plain[end:].strip("。:"))


def _own_title(table: TableRows) -> Line | None:
    lines = [Line(cell) for cell in table.titles]
    return next((line for line in lines if _announces(line)), None)
