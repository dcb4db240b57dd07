"""Rows and columns told by gaps → cells: what stands for several rows or columns gets its spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.readers.pdf.gap_columns import Area
from extractor.readers.pdf.gap_layout import Entry, Layout, blocks_of, layout_of
from extractor.readers.pdf.gap_rows import Band, Rows, bands_of, head_size, rows_of, spans_of
from extractor.readers.pdf.lattice import Lattice, LatticeCell
from extractor.readers.pdf.page import Box

ROWS = 3  # a table has at least
AT = 0.35  # of an em: how far above its first line a row begins
PAD = 0.25  # of an em: how far the outer borders stand from the text
LEAST = 0.5  # points: the height of a row whose text overlaps that of the next
NEAR = 2.0  # points between a drawn line and where it should stand
LEAD = 0.3  # ems: rows before the first text of a level, which belong to the page before
FAVOUR = 0.3  # ems: how much nearer level texts must come to stand otherwise than the texts of rows
DEAR = 0.5  # a row that costs more is doubtful
Span = tuple[int, int, int, int]  # row, column, rowspan, colspan


def lattice_of(area: Area, rules: Sequence[Box]) -> Lattice | None:
    """The table of an area, if it has rows."""
    layout = layout_of(area)
    drawn = _row_rules(layout, rules)
    rows = rows_of(layout, bands_of(layout), [rule.top for rule in drawn])
    if len(rows.bands) < (1 if area.goes_on else ROWS):
        return None
    ys = _borders(layout, rows, drawn)
    head = head_size(layout, rows.bands)
    sections = _sections(layout, rows, head)
    apart = {index for index, row in enumerate(rows.bands) if row[0].section}
    spans = [*sections, *_levels(layout, rows, ys, rules, range(head, _body_end(layout, rows)), apart)]
    notes = _doubts(layout, rows, head)
    return Lattice(area.xs, ys, _cells(area.xs, ys, spans), area.drawn, not notes, notes)


def _body_end(layout: Layout, rows: Rows) -> int:
    """Up to the last row that is counted: what follows, such as a sum, belongs to no level."""
    counted = [
        index for index, row in enumerate(rows.bands)
        if layout.ordinal and any(column == layout.key and layout.tells(e) for band in row for column, e in band.entries)
    ]  # fmt: skip
    return counted[-1] + 1 if counted else len(rows.bands)


def _row_rules(layout: Layout, rules: Sequence[Box]) -> list[Box]:
    """The lines drawn under all columns but the levels; parts of one line are joined."""
    area = layout.area
    x0, x1 = area.xs[layout.mains[0]] + area.em, area.xs[layout.mains[-1] + 1] - area.em
    joined: list[Box] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        if joined and rule.top - joined[-1].top < NEAR:
            last = joined.pop()
            rule = Box(min(last.x0, rule.x0), last.top, max(last.x1, rule.x1), rule.bottom)
        joined.append(rule)
    return [rule for rule in joined if rule.x0 <= x0 and rule.x1 >= x1]


def _borders(layout: Layout, rows: Rows, drawn: Sequence[Box]) -> list[float]:
    """Between rows: the drawn line, else the white, near to the lower row if text stands at the top of rows."""
    em, strips = layout.area.em, layout.area.strips
    top = min(strip.box.top for strip in strips) - PAD * em
    bottom = max(strip.box.bottom for strip in strips) + PAD * em
    ys = [top]
    for above, below in pairwise(rows.bands):
        end, start = max(band.bottom for band in above), below[0].top
        border = next((r.top for r in drawn if end - NEAR <= r.top <= start + NEAR), None)
        if border is None:
            end, start = _clear(layout, end, start, rows.approach == "middle" and len(ys) == 1)
            middle = (end + start) / 2
            border = max(middle, start - AT * em) if rows.approach == "top" else middle
        ys.append(max(border, ys[-1] + LEAST))
    return [*ys, max(bottom, ys[-1] + LEAST)]


def _clear(layout: Layout, end: float, start: float, under_head: bool) -> tuple[float, float]:
    """The lowest white between two rows that is white in the level columns too.

    Under a heading the widest: level names in the middle of their cells may begin above the first row's text.
    """
    whites = [(end, start)]
    for entry in sorted((e for c in layout.levels for e in layout.columns[c]), key=lambda e: e.box.top):
        low, high = whites[-1]
        if low < entry.box.bottom and entry.box.top < high:
            whites[-1:] = [(low, entry.box.top), (entry.box.bottom, high)]
    whites = [white for white in whites if white[1] - white[0] > LEAST] or [(end, start)]
    widest = max(high - low for low, high in whites) - 0.1 * layout.area.em
    return next(white for white in whites if white[1] - white[0] > widest) if under_head else whites[-1]


def _sections(layout: Layout, rows: Rows, head: int) -> list[Span]:
    """Lines across columns: over the whole width if they stand alone; in a heading beside cells two rows high."""
    found: list[Span] = []
    for index, row in enumerate(rows.bands):
        if row[0].section:
            found += [(index, first, 1, last - first + 1) for first, last in spans_of(layout, row)]
    if head == 2:
        wide = {
            column
            for row, first, _, across in found
            if not row and across > 1
            for column in range(first, first + across)
        }
        found = [span for span in found if span[0] or span[3] > 1]
        found += [(0, column, 2, 1) for column in range(len(layout.columns)) if column not in wide]
    return found


def _levels(
    layout: Layout, rows: Rows, ys: Sequence[float], rules: Sequence[Box], body: range, apart: set[int]
) -> Iterator[Span]:
    """Cells that stand for several rows, each to where the next begins; the heading and sections end them."""
    for column in sorted(layout.levels):
        for first, last in _runs(body, apart):
            starts = _drawn_starts(layout, column, ys[first : last + 1], rules)
            if starts is None:
                starts = _level_starts(layout, column, rows, ys[first : last + 1])
            for a, b in pairwise([*sorted({0, *starts}), last - first]):
                yield first + a, column, b - a, 1


def _runs(rows: range, apart: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of rows without those apart."""
    ends = [row for row in rows if row in apart]
    for start, end in pairwise([rows.start - 1, *ends, rows.stop]):
        if end > start + 1:
            yield start + 1, end


def _drawn_starts(layout: Layout, column: int, ys: Sequence[float], rules: Sequence[Box]) -> list[int] | None:
    """Rows above which a line runs through a level column; None where rows are not ruled."""
    x = layout.area.xs[column] + layout.area.em
    above = [[rule for rule in rules if abs(rule.top - y) < NEAR] for y in ys[1:-1]]
    if sum(map(bool, above)) * 2 < len(above) or not above:
        return None
    return [row for row, parts in enumerate(above, 1) if any(rule.x0 <= x <= rule.x1 for rule in parts)]


def _level_starts(layout: Layout, column: int, rows: Rows, ys: Sequence[float]) -> list[int]:
    """The rows with which cells of a level begin: its texts stand at the top of their cells or in their middle."""
    entries = [entry for entry in layout.columns[column] if ys[0] <= entry.middle <= ys[-1]]
    blocks = blocks_of(entries, layout.leading)
    if not blocks:
        return []
    tops = [_row_at(ys, block[0].middle) for block in blocks]
    off_top = sum(block[0].box.top - ys[row] for block, row in zip(blocks, tops, strict=True)) / layout.area.em
    middles, off_middle = _centred(blocks, ys, layout.area.em)
    favour = -FAVOUR if rows.approach == "top" else FAVOUR
    return middles if off_middle < off_top + favour * len(blocks) else tops


def _row_at(ys: Sequence[float], y: float) -> int:
    return max(0, sum(border <= y for border in ys[:-1]) - 1)


def _centred(blocks: Sequence[Sequence[Entry]], ys: Sequence[float], em: float) -> tuple[list[int], float]:
    """The starts of cells in whose middles the texts stand, and how far off they are, in ems."""
    best: dict[int, tuple[float, list[int]]] = {row: (LEAD * bool(row), []) for row in range(len(ys) - 1)}
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        longer: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, starts) in best.items():
            for end in [len(ys) - 1] if last else range(start + 1, len(ys) - 1):
                if ys[start] <= block[0].middle and block[-1].middle <= ys[end]:
                    price = cost + _off_middle(block, ys[start], ys[end], cut=last) / em
                    longer[end] = min(longer.get(end, (1e9, [])), (price, [*starts, start]))
        best = longer
    cost, starts = min(best.values(), default=(1e9, []))
    return starts, cost


def _off_middle(block: Sequence[Entry], top: float, bottom: float, *, cut: bool) -> float:
    """How far a text is from the middle of its cell; in one that the page cuts it may stand at the top."""
    off = abs(top + bottom - block[0].box.top - block[-1].box.bottom) / 2
    return min(off, 1.5 * (block[0].box.top - top)) if cut else off


def _cells(xs: Sequence[float], ys: Sequence[float], spans: Sequence[Span]) -> list[LatticeCell]:
    held = {
        (r, c)
        for row, column, down, across in spans
        for r in range(row, row + down)
        for c in range(column, column + across)
    }
    singles = [(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(len(xs) - 1) if (r, c) not in held]
    return [
        LatticeCell(r, c, down, across, Box(xs[c], ys[r], xs[c + across], ys[r + down]))
        for r, c, down, across in sorted([*spans, *singles])
    ]


def _doubts(layout: Layout, rows: Rows, head: int) -> list[str]:
    """What a person should look at."""
    notes = []
    if layout.key is None:
        notes.append("无序号列和分值列，行界由空白推定")
    if rows.cost > DEAR * len(rows.bands):
        notes.append("行界不够清楚")
    if any(_is_torn(layout, above, below) for above, below in pairwise(rows.bands)):
        notes.append("有单元格括号不成对，行界可疑")
    if any(_is_now_and_then(rows.bands[head:], layout, column) for column in layout.mains if column > layout.widest):
        notes.append("右侧有列只在部分行有字，可能是合并单元格")
    return notes


def _is_now_and_then(body: Sequence[Sequence[Band]], layout: Layout, column: int) -> bool:
    """Whether only some rows have words in a column: a cell merged over several rows looks the same."""
    if column in layout.figured or column == layout.key:
        return False
    full = [row for row in body if layout.key is None or any(band.of(layout.key) for band in row)]
    words = [any(band.of(column) for band in row) for row in full]
    return any(words) and not all(words[:-1])


def _is_torn(layout: Layout, above: Sequence[Band], below: Sequence[Band]) -> bool:
    """Whether a cell opens a bracket that the cell below it closes."""
    return any(_open(above, column) > 0 > _open(below, column) for column in layout.mains)


def _open(row: Sequence[Band], column: int) -> int:
    """How many brackets a cell opens and does not close."""
    text = "".join(entry.text for band in row for entry in band.of(column))
    return sum(map(text.count, "（(")) - sum(map(text.count, "）)"))
