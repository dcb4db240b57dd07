"""Tables without ruling lines, or with some only: told by white corridors that run down through many lines.

`gap_areas` looks for places with corridors, `gap_rows` and `gap_cells` make rows and cells of them; here
is decided what is a table. See docs/constructs/pdf-no-lines.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from extractor.readers.pdf.gap_areas import OPEN, Drawn, areas_of, core, fit_at_edge, is_page_number, upwards
from extractor.readers.pdf.gap_cells import lattice_of
from extractor.readers.pdf.gap_columns import Area, Piece, Strip, beside, strip_of, usual_em
from extractor.readers.pdf.gap_layout import FIGURE
from extractor.readers.pdf.lattice import Lattice
from extractor.readers.pdf.lines import lines_of
from extractor.readers.pdf.page import Box, Page, around
from extractor.zh.typesetting import closed

MOST = 600  # lines: no page of print has more
WIDE = 0.5  # of the width of the page's text
LONG = 8  # characters: a column of sentences has such lines
ROUGH = 9.0  # points by which the same border is told differently on two pages
SET_OFF = 90.0  # points by which a page may be set off to the side
ANNEX = re.compile(r"附\s*[件表]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")
ABOVE = 3  # lines of a page's head above a table that goes on


def gap_tables(page: Page, taken: Sequence[Box] = (), before: Lattice | None = None) -> list[Lattice]:
    """Tables told by gaps, from top to bottom. `before`: the table at the end of the page before, which may go on."""
    free = [glyph for glyph in page.glyphs if not _inside(glyph.middle, taken)] if taken else page.glyphs
    drawn = _drawn(page.rulings, taken)
    strips = beside([strip_of(line, drawn.walls) for line in lines_of(free)])
    if not 0 < len(strips) <= MOST:
        return []
    width = around(strip.box for strip in strips).width
    found: list[Lattice] = []
    for number, stretch in enumerate(_stretches(strips, taken)):
        areas = [area for area in areas_of(stretch, drawn) if _may_be_table(area, width, drawn)]
        if before and not number and not any(box.top < strips[0].box.top for box in taken):
            areas = _going_on(stretch, areas, before)
        found += [lattice for area in areas if (lattice := lattice_of(area, drawn.rules))]
    return sorted(found, key=lambda lattice: lattice.ys[0])


def _going_on(strips: Sequence[Strip], areas: Sequence[Area], before: Lattice) -> list[Area]:
    """The areas, the first of them with the columns of the table before if its text has a place in them."""
    frame = Area([], before.xs, usual_em(strips), before.ruled, goes_on=True)
    ordered = sorted(areas, key=lambda area: area.strips[0].box.top)
    first, others = (ordered[0] if ordered else None), ordered[1:]
    above = [strip for strip in strips if not first or strip.box.top < first.strips[0].box.top]
    for xs in _frames(first, before.xs) if first else ():
        same = replace(frame, xs=xs)
        if first and all(_has_place(s, same) or first.crossed(s) for s in first.strips):
            whole = replace(same, strips=first.strips, drawn=first.drawn)
            if fit_at_edge(whole, above):
                return [_around(replace(whole, strips=[*above, *first.strips])), *others]
            if len(above) <= ABOVE:
                return [_joined(above, whole), *others]
    for skipped in range(min(ABOVE, len(above))):
        if run := _run(above[skipped:], frame):
            end = core(replace(frame, strips=run))[1] or len(run) * _is_all(run, above[skipped:], frame)
            return [*([_around(replace(frame, strips=run[:end]))] if end else []), *areas]
    return list(areas)


def _frames(area: Area, before: list[float]) -> Iterator[list[float]]:
    """The columns before; those of the area if they are the same; those before, moved: pages may be set off in turn."""
    yield before
    off = [x - other for x, other in zip(area.xs, before, strict=False)]
    if len(area.xs) == len(before) and max(off) - min(off) <= ROUGH:
        yield area.xs
    moves = {x - other for x in area.xs for other in before if ROUGH < abs(x - other) <= SET_OFF}
    offs = {move: sum(min(ROUGH, *(abs(x - move - y) for y in before)) for x in area.xs) for move in moves}
    yield from ([x + move for x in before] for move in sorted(moves, key=lambda move: (offs[move], abs(move))))


def _joined(above: Sequence[Strip], area: Area) -> Area:
    """An area in the columns of the table before, with what belongs to it above."""
    rest = _run(above[::-1], area)[::-1]
    more = replace(area, strips=[*rest, *area.strips])
    start = upwards(more, len(rest), len(more.strips))
    while start and more.strips[start - 1].box.bottom > more.strips[start].box.top:
        start -= 1  # a line that stands beside it: the first of a heading in the middle of its cell
    return _around(replace(more, strips=more.strips[start:]))


def _around(area: Area) -> Area:
    """The area with its outer borders around all its text."""
    box = around(strip.box for strip in area.strips)
    first, *inner, last = area.xs
    return replace(area, xs=[min(first, box.x0 - 1), *inner, max(last, box.x1 + 1)])


def _is_all(run: Sequence[Strip], strips: Sequence[Strip], frame: Area) -> bool:
    """Whether a page holds nothing but the rest of one text of a table, and its page number."""
    widest = max(range(len(frame.xs) - 1), key=lambda c: frame.xs[c + 1] - frame.xs[c])
    rest = all(frame.reach(piece) == (widest, widest) for strip in run for piece in strip.pieces)
    return rest and all(map(is_page_number, strips[len(run) :]))


def _run(strips: Sequence[Strip], frame: Area) -> list[Strip]:
    run = list(takewhile(lambda strip: _has_place(strip, frame), strips))
    return run[:-1] if run and run[-1] is strips[-1] and is_page_number(run[-1]) else run


def _has_place(strip: Strip, frame: Area) -> bool:
    """Whether a line stands within the columns of a table."""
    beyond = strip.box.x0 < frame.xs[0] - frame.em or strip.box.x1 > frame.xs[-1] + frame.em
    return not beyond and not frame.crossed(strip)


def _inside(point: tuple[float, float], boxes: Sequence[Box]) -> bool:
    return any(box.holds(*point) for box in boxes)


def _drawn(rulings: Sequence[Box], taken: Sequence[Box]) -> Drawn:
    free = [r for r in rulings if not _inside(((r.x0 + r.x1) / 2, (r.top + r.bottom) / 2), taken)]
    return Drawn([r for r in free if r.height > r.width], [r for r in free if r.width > r.height])


def _stretches(strips: Sequence[Strip], taken: Sequence[Box]) -> Iterator[list[Strip]]:
    """The lines between the known tables; with an annex begins a table of its own."""
    held: list[Strip] = []
    for strip in strips:
        parted = any(held[-1].box.bottom <= (b.top + b.bottom) / 2 <= strip.box.top for b in taken if held)
        if held and (parted or ANNEX.fullmatch("".join(piece.text for piece in strip.pieces))):
            yield held
            held = []
        held.append(strip)
    yield held


def _may_be_table(area: Area, width: float, drawn: Drawn) -> bool:
    """Whether columns look like those of a table and not like columns of prose, lists or names."""
    columns = _pieces(area)
    if area.xs[-1] - area.xs[0] < WIDE * width or not all(columns):
        return False
    if _ruled_rows(area, drawn) >= OPEN:
        return True
    texts = [[piece.text for piece in column] for column in columns]
    figures = [sum(bool(FIGURE.fullmatch(text)) for text in column) > 0.5 * len(column) for column in texts]
    if len(columns) == 2:
        return figures[1] and len(columns[1]) >= OPEN and not _is_contents(texts)
    sentences = any(sum(len(text) >= LONG for text in column) >= OPEN for column in texts)
    return (any(figures) or (sentences and not _is_prose(columns))) and not _is_contents(texts)


def _pieces(area: Area) -> list[list[Piece]]:
    """What stands in each column, line by line, without what lies across."""
    columns: list[list[Piece]] = [[] for _ in area.xs[1:]]
    for strip in area.strips:
        for piece in strip.pieces:
            first, last = area.reach(piece)
            if first == last:
                columns[first].append(piece)
    return columns


def _ruled_rows(area: Area, drawn: Drawn) -> int:
    """How many lines are drawn right across an area."""
    top, bottom, x0, x1 = area.strips[0].box.top, area.strips[-1].box.bottom, area.xs[0], area.xs[-1]
    reach = 2 * area.em
    return sum(rule.x0 < x0 + reach and rule.x1 > x1 - reach and top < rule.top < bottom for rule in drawn.rules)


def _is_prose(columns: Sequence[Sequence[Piece]]) -> bool:
    """Columns of running text: all have as many lines, and most lines fill them."""
    return min(map(len, columns)) > 0.7 * max(map(len, columns)) and all(
        2 * sum(piece.box.width > 0.8 * max(p.box.width for p in column) for piece in column) > len(column)
        for column in columns
    )


def _is_contents(columns: Sequence[Sequence[str]]) -> bool:
    """Titles with page numbers on the right: figures that never fall, nearly all different, under one word at most."""
    pages = [int(text) for text in columns[-1] if text.isdecimal()]
    if len(pages) < max(3, len(columns[-1]) - 1) or len(set(pages)) < 0.8 * len(pages):
        return False
    sentences = any(closed(text) for column in columns[:-1] for text in column)
    return not sentences and all(a <= b for a, b in pairwise(pages))
