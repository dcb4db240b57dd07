"""Frames → lattices: tables with lines or shades between rows only, however their columns are told.

The lines tell the rows. Columns end where the pieces of the lines meet; where the lines are drawn in one piece, where
white runs down. What stands across the end of a column, or on a shade of its own, stands in a cell over several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from extractor.readers.pdf.frames import NEAR, PLAIN, TOLD, Frame, Level, close
from extractor.readers.pdf.gap_areas import CLOSE, FLUSH, fit_at_edge, is_page_number
from extractor.readers.pdf.gap_columns import TOUCH, Area, Corridor, Piece, Strip, corridors, strip_of, usual_em
from extractor.readers.pdf.lattice import Lattice
from extractor.readers.pdf.lines import Line, lines_of
from extractor.readers.pdf.page import Box, Glyph, Page, around
from extractor.readers.pdf.ruled import ruled_tables
from extractor.readers.pdf.setting import GUESSED, paragraphs
from extractor.readers.pdf.setting import Area as Reach

LEADING = 1.2  # of the usual step from line to line: a larger one parts rows
ROWS = 2  # of a table, at least: headings and a row
SEVERAL = 0.2  # of the rows: where so many hold several rows, their lines do not tell rows
CROSSED = 0.5  # of the rows: a joint that text stands across so often is none
LONE, FILLED = 2, 0.3  # rows with words in several columns: more than so many, and so many of all
PAD = 0.25  # of an em: how far a row without a line keeps from its text


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two lines: printed lines, cut where columns end, and the shades below them."""

    top: float
    bottom: float
    strips: list[Strip]
    shades: list[Box]
    closed: bool = True  # whether there are lines above and below

    def columns(self, area: Area) -> set[int]:
        """The columns in which something stands that does not reach over several."""
        reached = (area.reach(piece) for strip in self.strips for piece in strip.pieces)
        return {first for first, last in reached if first == last}


def framed_tables(frames: Sequence[Frame], page: Page, before: Lattice | None = None) -> list[Lattice]:
    """The tables of frames, top to bottom. `before`: the table at the end of the page before, which may go on here."""
    found: list[Lattice] = []
    for number, frame in enumerate(frames):
        goes_on = before if before and not number and _is_below(frame, before) else None
        if frame.is_table or goes_on:
            room = frame.room
            found += _tables(frame, [g for g in page.glyphs if room.top <= g.middle[1] <= room.bottom], goes_on)
    return found


def _is_below(frame: Frame, before: Lattice) -> bool:
    """Whether lines end, and their pieces meet, where columns of the framed table of the page before do."""
    return before.framed and all(_near(x, before.xs) for x in (frame.box.x0, frame.box.x1, *frame.joints))


def _near(x: float, others: Sequence[float]) -> bool:
    return any(abs(x - other) <= NEAR for other in others)


def _tables(frame: Frame, glyphs: Sequence[Glyph], before: Lattice | None) -> Iterator[Lattice]:
    x0, x1 = (before.xs[0], before.xs[-1]) if before else (frame.box.x0, frame.box.x1)
    strips = [strip_of(line, []) for line in lines_of(g for g in glyphs if x0 <= g.middle[0] <= x1)]
    xs = before.xs if before else _columns(frame, strips)
    if len(xs) < 3 or not strips:
        return
    area = _area(strips, xs)
    ys = _heights(frame, xs)
    bands = [_band(top, bottom, area, frame) for top, bottom in pairwise(ys)]
    for run in _runs(bands, area):
        whole = [*_edge(area, run, bands, glyphs, above=True), *run, *_edge(area, run, bands, glyphs, above=False)]
        if not before and (len(whole) < ROWS or _several(whole, area) > SEVERAL * len(whole)):
            continue
        note = None if frame.joints or before else _doubt(run, area)
        cut = not whole[-1].closed and frame.levels[-1].lined
        yield from (replace(lattice, cut=cut) for lattice in _lattices(frame, whole, area, note))


def _area(strips: Sequence[Strip], xs: Sequence[float]) -> Area:
    area = Area(list(strips), list(xs), usual_em(strips))
    return replace(area, strips=[area.parted(strip) for strip in strips])


def _heights(frame: Frame, xs: Sequence[float]) -> list[float]:
    """Where rows end: below cells that stand for several rows lines are drawn in a part of the width."""
    ys = sorted(level.top for level in (*frame.levels, *_own_parts(frame, xs)))
    return [y for y, above in zip(ys, [-1e9, *ys], strict=False) if y - above > NEAR]


def _own_parts(frame: Frame, xs: Sequence[float]) -> list[Level]:
    return [part for part in frame.parts if _near(part.x0, xs) and _near(part.x1, xs)]


def _band(top: float, bottom: float, area: Area, frame: Frame) -> Band:
    inside = [strip for strip in area.strips if top < (strip.box.top + strip.box.bottom) / 2 < bottom]
    middle = (top + bottom) / 2
    shades = [s for s in frame.shades if s.top <= middle <= s.bottom and s.height <= bottom - top + 2 * NEAR]
    return Band(top, bottom, inside, shades)


# --- columns ------------------------------------------------------------------------------------------


def _columns(frame: Frame, strips: Sequence[Strip]) -> list[float]:
    """The borders of columns, with the outer ones: the joints, else white that runs down below all headings."""
    box = frame.box
    joints = [x for x in frame.joints if not _is_crossed(x, frame, strips)]
    if joints or len(frame.levels) < PLAIN:
        return [box.x0, *joints, box.x1]
    ys = [level.top for level in frame.levels]
    rows = [[s for s in strips if top < (s.box.top + s.box.bottom) / 2 < bottom] for top, bottom in pairwise(ys)]
    rows = [row for row in rows if any(strip.gaps for strip in row)]
    inside = [strip for row in rows for strip in row]
    if not inside:
        return []
    found = corridors(inside, _ends(frame), usual_em(inside))
    told = [c for c in found if c.lines > 1 or _is_of_head(c, rows[0])]
    return [box.x0, *(c.border for c in told), box.x1]


def _ends(frame: Frame) -> list[float]:
    """Where lines begin that run from within to a side, below cells that stand for several rows."""
    sides = (frame.box.x0, frame.box.x1)
    reaching = [part for part in frame.parts if _near(part.x0, sides) or _near(part.x1, sides)]
    ends = sorted(x for part in reaching for x in (part.x0, part.x1) if not _near(x, sides))
    return [group[0] for group in close(ends) if len(group) >= TOLD]


def _is_of_head(corridor: Corridor, head: Sequence[Strip]) -> bool:
    """Whether the headings tell a border beside a blank column."""
    told = any(x0 <= corridor.border <= x1 for strip in head for x0, x1 in strip.gaps)
    return told and corridor.words


def _is_crossed(x: float, frame: Frame, strips: Sequence[Strip]) -> bool:
    """Whether text stands across a joint in most rows: shades of words, not of cells."""
    crossing = [s.box for s in strips for piece in s.pieces if piece.box.x0 < x - NEAR and piece.box.x1 > x + NEAR]
    crossed = sum(
        any(a.top < (box.top + box.bottom) / 2 < b.top for box in crossing) for a, b in pairwise(frame.levels)
    )
    return crossed > CROSSED * (len(frame.levels) - 1)


def _doubt(run: Sequence[Band], area: Area) -> str | None:
    """White tells columns for sure where each has a heading and nothing but sections stands across."""
    headed = len(run[0].columns(area)) == len(area.xs) - 1
    torn = any(band.columns(area) and any(map(area.crossed, band.strips)) for band in run)
    return None if headed and not torn else "列界由空白推定"


# --- rows ---------------------------------------------------------------------------------------------


def _runs(bands: Sequence[Band], area: Area) -> Iterator[list[Band]]:
    """Rows that follow each other; text between two tables parts them, blank rows at the ends are none."""
    texts = [p.box.x0 for band in bands if len(band.columns(area)) > 1 for s in band.strips for p in s.pieces]
    left = min(texts, default=area.xs[0])
    run: list[Band] = []
    for band in (*bands, None):
        if band and not _is_text(band, area, left):
            run.append(band)
            continue
        while run and not run[-1].strips:
            run.pop()
        while run and not run[0].strips:
            run.pop(0)
        if any(len(band.columns(area)) > 1 for band in run):
            yield run
        run = []


def _is_text(band: Band, area: Area, left: float) -> bool:
    """Whether what stands across the columns begins further left than cells do."""
    crossed = any(map(area.crossed, band.strips))
    return crossed and not band.shades and min(strip.box.x0 for strip in band.strips) < left - FLUSH * area.em


def _several(run: Sequence[Band], area: Area) -> int:
    """In how many bands several rows seem to stand: below a paragraph of the first column another begins, and beside it."""
    rights = _rights(area)
    return sum(_holds_several(band, area, rights) for band in run)


def _rights(area: Area) -> list[float]:
    """How far text may reach in each column: as near to the border as it begins, or as it does."""
    lefts = _lefts(area)
    padding = min((lefts[c] - x for c, x in enumerate(area.xs[:-1]) if lefts[c] < 1e9), default=0.0)
    rights = [x - max(padding, 0.0) for x in area.xs[1:]]
    for strip in area.strips:
        for piece in strip.pieces:
            first, last = area.reach(piece)
            rights[first] = max(rights[first], piece.box.x1) if first == last else rights[first]
    return rights


def _holds_several(band: Band, area: Area, rights: Sequence[float]) -> bool:
    """Whether paragraphs begin beside each other twice; or once, with more white above than lines have."""
    held: dict[int, list[Line]] = {}
    for strip in band.strips:
        for piece in strip.pieces:
            first, last = area.reach(piece)
            if first == last:
                held.setdefault(first, []).append(Line(piece.glyphs, piece.box))
    if len(held) < 2 or len(band.strips) < 2:
        return False
    names, *others = [_starts(lines, area.xs[column], rights[column]) for column, lines in sorted(held.items())]
    both = [step for top, step in names if any(abs(top - y) < area.em / 2 for starts in others for y, _ in starts)]
    usual = min((b.box.top - a.box.top for a, b in pairwise(area.strips) if b.box.top > a.box.bottom), default=0.0)
    return len(both) > 1 or any(step > LEADING * usual for step in both)


def _starts(lines: Sequence[Line], left: float, right: float) -> list[tuple[float, float]]:
    """Where paragraphs but the first begin, and how far below the line before."""
    parts = paragraphs(lines, Reach(left, right, GUESSED))
    return [(below[0].box.top, below[0].box.top - above[-1].box.top) for above, below in pairwise(parts)]


def _edge(
    area: Area, run: Sequence[Band], bands: Sequence[Band], glyphs: Sequence[Glyph], *, above: bool
) -> list[Band]:
    """The row at the edge of a page, which is cut and so has no line there, or the last one, which has no shade."""
    outer = bands[0] if above else bands[-1]
    if run[0 if above else -1] is not outer:
        return []
    rest = [g for g in glyphs if (g.middle[1] < outer.top if above else g.middle[1] > outer.bottom)]
    strips = [area.parted(strip_of(line, [])) for line in lines_of(rest)]
    known = replace(area, strips=[strip for band in run for strip in band.strips])
    if not strips or not (fit_at_edge(known, strips) or all(_is_in_columns(known, strip) for strip in strips)):
        zebra = outer.shades and len(run) > 1 and not run[-2].shades
        strips = _headings(known, strips, outer.top) if above else _unshaded(known, strips) if zebra else []
    if not strips:
        return []
    box = around(strip.box for strip in strips)
    pad = PAD * area.em
    top, bottom = (box.top - pad, outer.top) if above else (outer.bottom, box.bottom + pad)
    return [Band(top, bottom, strips, [], closed=False)]


def _unshaded(area: Area, strips: Sequence[Strip]) -> list[Strip]:
    """The last row of a table of which every other row is shaded."""
    return list(takewhile(lambda strip: _is_in_columns(area, strip), strips))


def _headings(area: Area, strips: Sequence[Strip], line: float) -> list[Strip]:
    """Headings that have a line below them only: words close above it, in half of the columns at least."""
    found: list[Strip] = []
    for strip in reversed(strips):
        within = area.xs[0] - 1 < strip.box.x0 and strip.box.x1 < area.xs[-1] + 1
        if not within or area.crossed(strip) or line - strip.box.bottom > CLOSE * area.em:
            break
        found.insert(0, strip)
        line = strip.box.top
    headed = {area.reach(piece)[0] for strip in found for piece in strip.pieces}
    return found if len(headed) >= max(2, len(area.xs) / 2) else []


def _is_in_columns(area: Area, strip: Strip) -> bool:
    """Whether each piece of a line begins where others of its column do, or stands in its middle."""
    if area.crossed(strip) or is_page_number(strip):
        return False
    lefts = _lefts(area)
    for piece in strip.pieces:
        column = area.reach(piece)[0]
        flush = abs(piece.box.x0 - lefts[column]) < FLUSH * area.em
        if not flush and not _is_in_middle(area, piece):
            return False
    return True


def _lefts(area: Area) -> dict[int, float]:
    """Where the text of each column begins."""
    lefts = dict.fromkeys(range(len(area.xs) - 1), 1e9)
    for strip in area.strips:
        for piece in strip.pieces:
            first, last = area.reach(piece)
            lefts[first] = min(lefts[first], piece.box.x0) if first == last else lefts[first]
    return lefts


# --- cells --------------------------------------------------------------------------------------------


def _lattices(frame: Frame, bands: Sequence[Band], area: Area, note: str | None) -> Iterator[Lattice]:
    """The cells between the lines that are drawn and those that are not."""
    top, bottom = bands[0].top - NEAR, bands[-1].bottom + NEAR
    levels = (*frame.levels, *_own_parts(frame, area.xs))
    across = [Box(level.x0, level.top, level.x1, level.top) for level in levels if top <= level.top <= bottom]
    across += [Box(area.xs[0], y, area.xs[-1], y) for y in (bands[0].top, bands[-1].bottom)]
    for lattice in ruled_tables([*across, *_walls(bands, area)]):
        notes = [note] if note else []
        yield replace(lattice, ruled=False, framed=True, certain=not notes, notes=notes)


def _walls(bands: Sequence[Band], area: Area) -> Iterator[Box]:
    """The borders of columns down each row, but where something stands across them."""
    shaded = _shades_tell(bands, area)
    lone = _names_sections(bands, area)
    for band in bands:
        section = _is_section(band, area, lone and band.closed)
        for x in area.xs:
            if x in area.inner and (section or _across(band, x, area) or (shaded and _over(band.shades, x))):
                continue
            yield Box(x, band.top, x, band.bottom)


def _is_section(band: Band, area: Area, lone: bool) -> bool:
    """Whether a row has nothing but what begins at its left and stands across columns, or in the middle of all.

    `lone`: whether one line in the first column is a section, too.
    """
    pieces = [piece for strip in band.strips for piece in strip.pieces]
    reached = [area.reach(piece) for piece in pieces]
    if not any(first for first, _ in reached) and (any(last for _, last in reached) or (lone and len(pieces) == 1)):
        return True
    return len(pieces) == 1 and _is_middle(pieces[0], area.xs[0], area.xs[-1]) and not _is_in_middle(area, pieces[0])


def _names_sections(bands: Sequence[Band], area: Area) -> bool:
    """Whether a line alone in the first column is a section: in a form to be filled in most rows have no more."""
    full = sum(len(band.columns(area)) > 1 for band in bands)
    return full > LONE and full >= FILLED * sum(bool(band.strips) for band in bands)


def _across(band: Band, x: float, area: Area) -> bool:
    reach = TOUCH * area.em
    return any(p.box.x0 < x - reach and p.box.x1 > x + reach for strip in band.strips for p in strip.pieces)


def _is_in_middle(area: Area, piece: Piece) -> bool:
    column = area.reach(piece)[0]
    return _is_middle(piece, area.xs[column], area.xs[column + 1])


def _is_middle(piece: Piece, x0: float, x1: float) -> bool:
    return abs(piece.box.x0 + piece.box.x1 - x0 - x1) < NEAR


def _over(shades: Sequence[Box], x: float) -> bool:
    return any(shade.x0 < x - NEAR and shade.x1 > x + NEAR for shade in shades)


def _shades_tell(bands: Sequence[Band], area: Area) -> bool:
    """Whether each shade is that of a cell: text does not stand in two columns on any."""
    return not any(len(band.columns(area)) > 1 and any(_over(band.shades, x) for x in area.inner) for band in bands)
