"""Rows of a table without lines between them: which lines of its columns belong together.

Each column wraps on its own. Every way to part the page into rows has a price; the cheapest is taken. Prices are
about as many signs as speak against a way: 1 is one sign, a weaker one counts less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from extractor.readers.pdf.gap_columns import Strip
from extractor.readers.pdf.gap_layout import FIGURE, Entry, Layout, group_of
from extractor.readers.pdf.page import Box
from extractor.zh.typesetting import balanced, closed, ems, first_word

OVERLAP = 0.15  # of an em: lines that overlap less follow each other
SAME_STEP = 1.12  # of the leading: a line no further down goes on
HOLE = 1.6  # of the leading: no step within a cell is as large
NEAR = 0.4  # of an em: text stands at the top or in the middle of its row
SLACK = 0.08  # of an em: white beyond the usual that means nothing
NARROW = 10  # ems: in a narrower column many a line is full by chance
LONGEST = 150  # bands of one row
HEAD = 3  # bands of a heading whose columns stand at different heights
REMAINDER = 2  # characters on the last line of a heading that did not fit
RULED = 4  # rows with lines between them, from which on no other sign is looked for
FINER = 1.6  # unless the text tells that many times more
CUT = 0.7  # of the price of odd places, in a row that the page before may have cut
EACH = 0.05  # the price of any row
APPROACHES = ("top", "middle")  # where short texts stand in their rows


@dataclass(slots=True)
class Band:
    """Lines of several columns that overlap, so that no row can end between them."""

    top: float
    bottom: float
    entries: list[tuple[int, Entry]] = field(default_factory=list)
    section: bool = False  # a line across the columns

    def of(self, column: int) -> list[Entry]:
        """The lines of one column."""
        return [entry for at, entry in self.entries if at == column]

    def fills(self, columns: Sequence[int]) -> bool:
        """Whether there is a line in each of some columns."""
        held = {column for column, _ in self.entries}
        return all(column in held for column in columns)


@dataclass(frozen=True, slots=True)
class Rows:
    """The bands of each row; where short texts stand in their rows; what the rows cost."""

    bands: list[list[Band]]
    approach: str
    cost: float


def bands_of(layout: Layout) -> list[Band]:
    """Lines that overlap, those of levels left out: they stand beside several rows."""
    entries = [(entry, column) for column in layout.mains for entry in layout.columns[column]]
    bands: list[Band] = []
    for entry, column in sorted(entries, key=lambda item: item[0].box.top):
        if not bands or entry.box.top > bands[-1].bottom - OVERLAP * layout.area.em:
            bands.append(Band(entry.box.top, entry.box.bottom))
        bands[-1].bottom = max(bands[-1].bottom, entry.box.bottom)
        bands[-1].entries.append((column, entry))
    bands += [Band(strip.box.top, strip.box.bottom, section=True) for strip in layout.sections]
    return sorted(bands, key=lambda band: band.top)


def rows_of(layout: Layout, bands: Sequence[Band], rules: Sequence[float]) -> Rows:
    """The rows that cost least. Where lines are drawn between many, these alone tell."""
    between = [_between(layout, above, below, rules) for above, below in pairwise(bands)]
    _weigh(layout, bands, between)
    head = head_end(layout, bands)
    if 0 <= head < len(between):
        between[head].none += 1.2 if layout.key is None else 2.0
        between[head].end = min(between[head].end, 0.2)
    tries = [(*_Search(layout, bands, between, head, approach).cheapest(), approach) for approach in APPROACHES]
    cost, starts, approach = min(tries)
    ruled = [0, *(index for index, place in enumerate(between, 1) if place.forced)]
    sections = sum(above.section or below.section for above, below in pairwise(bands))
    if len(ruled) - sections >= RULED and len(starts) <= FINER * len(ruled):
        starts = ruled
    return Rows([list(bands[a:b]) for a, b in pairwise([*starts, len(bands)])], approach, cost)


# --- what speaks for a border between two bands, and against it ----------------------------------------


@dataclass(slots=True)
class _Between:
    """The place between two bands: must a row end there, what it costs if one does or does not."""

    forced: bool
    end: float
    none: float
    fresh: bool  # texts begin in all columns below
    after_full: bool  # and all had text above
    white: float  # beyond the usual, in ems


def _between(layout: Layout, above: Band, below: Band, rules: Sequence[float]) -> _Between:
    forced = above.section or below.section or any(above.bottom - 2 <= y <= below.top + 2 for y in rules)
    going_on = [_goes_on(layout, above, below, column) for column in layout.mains]
    slack = (below.top - above.bottom - layout.leading) / layout.area.em + 1
    fresh = 2 * sum(price > 0.5 for price in going_on) < len(going_on) and below.fills(layout.mains)
    none = min(max(slack - SLACK, 0) * 8, 1.5)
    return _Between(forced, sum(going_on), none, fresh, above.fills(layout.mains), slack)


def _weigh(layout: Layout, bands: Sequence[Band], between: Sequence[_Between]) -> None:
    """White that is more frequent than rows, such as that between paragraphs, says less; two keys need a border."""
    keyed = [_keys(layout, band) > 0 for band in bands]
    for place, (above, below) in zip(between, pairwise(keyed), strict=True):
        alike = sum(other.white > place.white - SLACK for other in between)
        place.none *= min(1.0, (sum(keyed) + 1) / alike) if any(keyed) else 1.0
        place.end = 0.0 if above and below else place.end


def _goes_on(layout: Layout, above: Band, below: Band, column: int) -> float:
    """The price of parting two lines of a column: high where the upper is full and ends no sentence."""
    upper, lower = above.of(column), below.of(column)
    if not upper or not lower or lower[0].is_number:
        return 0.0
    last, first = upper[-1], lower[0]
    if first.box.bottom - last.box.bottom > SAME_STEP * layout.leading:
        return 0.0
    if not balanced(last.text):
        return 2.0
    if not _is_full(layout, column, last.box, ems(first.text[: first_word(first.text)])):
        return 0.05
    if closed(last.text):
        return 0.3
    return 0.8 if layout.width(column) < NARROW * layout.area.em else 1.5


def _is_full(layout: Layout, column: int, box: Box, following: float) -> bool:
    """Whether a line, indented or not, reaches so far that what follows it, in ems, had no room."""
    right, em = layout.rights[column], layout.area.em
    left = box.x0 - min(entry.box.x0 for entry in layout.columns[column])
    return right is not None and right - box.x1 <= (following + 0.3) * em and not 0.5 * em <= left <= 1.6 * em


def head_end(layout: Layout, bands: Sequence[Band]) -> int:
    """The last band of a heading, -1 if there is none: words in all columns, or across some, and no figure."""
    columns: set[int] = set()
    for end, band in enumerate(bands[:HEAD]):
        more = {column for column, _ in band.entries}
        if any(entry.is_number for _, entry in band.entries) or (end and band.section) or columns & more:
            return -1
        columns |= more
        if columns.issuperset(layout.mains) or (end and bands[0].section):
            break
    else:
        return -1
    while end < len(bands) - 2 and _is_more_of_head(layout, bands[: end + 1], bands[end + 1]):
        end += 1
    return end


def _is_more_of_head(layout: Layout, head: Sequence[Band], below: Band) -> bool:
    """Narrow columns may need several lines for their headings."""
    columns, em = {column for column, _ in below.entries}, layout.area.em
    if layout.widest in columns or below.section or 2 * len(columns) > len(layout.columns):
        return False
    if any(entry.is_number or len(entry.text) > REMAINDER for _, entry in below.entries):
        return False
    if all(_goes_on(layout, head[-1], below, column) > 0.5 for column in columns):
        return True
    above = [(column, entry) for band in head for column, entry in band.entries if column in columns]
    close = below.top - head[-1].bottom <= SAME_STEP * layout.leading - em
    return close and bool(above) and all(e.box.width > layout.width(c) - 2.2 * em for c, e in above)


# --- the cheapest rows ------------------------------------------------------------------------------


class _Search:
    """Finds the cheapest rows, if short texts stand where `approach` says."""

    def __init__(
        self, layout: Layout, bands: Sequence[Band], between: Sequence[_Between], head: int, approach: str
    ) -> None:
        self.layout, self.bands, self.head, self.approach = layout, bands, head, approach
        self.between = between
        self.keys = [_keys(layout, band) for band in bands]
        self.figures = [_figures(bands, column) for column in layout.figured if column != layout.key]

    def cheapest(self) -> tuple[float, list[int]]:
        """The price and where rows begin."""
        best: list[tuple[float, int]] = [(0.0, 0)]  # for the first so many bands: the price, where the last row begins
        for stop in range(1, len(self.bands) + 1):
            best.append(min(self._last_rows(stop, best)))
        starts: list[int] = []
        stop = len(self.bands)
        while stop:
            stop = best[stop][1]
            starts.insert(0, stop)
        return best[-1][0], starts

    def _last_rows(self, stop: int, best: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
        """Each row that may end at a place, with the price of all rows to there."""
        found: list[tuple[float, int]] = []
        inner, keys, place = 0.0, 0, _Place(len(self.layout.columns), HOLE * self.layout.leading)
        for start in range(stop - 1, max(-1, stop - 1 - LONGEST), -1):
            if start < stop - 1:
                if self.between[start].forced or keys > 3:
                    break
                inner += self._unparted(self.between[start])
            inner += place.add(self.bands[start])
            keys += self.keys[start]
            before = self.between[start - 1] if start else None
            border = before.end if before and not before.forced else 0.0
            row = 0.0 if self.bands[start].section else self._row(start, stop, keys, place)
            found.append((best[start][0] + border + inner + row + EACH, start))
        return found

    def _unparted(self, place: _Between) -> float:
        """In the middle approach a line may have text in all columns because it is the middle one."""
        return place.none + (place.fresh and (self.approach == "top" or place.after_full))

    def _twice(self, start: int, stop: int) -> int:
        """How many figures too many a row has in columns that have one in each row."""
        return sum(max(0, counted[stop] - counted[start] - 1) for counted in self.figures)

    def _row(self, start: int, stop: int, keys: int, place: _Place) -> float:
        """What is odd about a row in itself."""
        last = stop == len(self.bands)
        price = self._key_price(start, last, keys, place) + 2.0 * self._twice(start, stop)
        if stop - 1 > self.head:
            misfit = place.price(self.layout.area.em, self.approach, cut=last)
            price += misfit * (CUT if start == self.head + 1 else 1)
        return price

    def _key_price(self, start: int, last: bool, keys: int, place: _Place) -> float:
        """One figure for each row; none before the first: the heading, and the rest of a row of the page before."""
        layout = self.layout
        if layout.key is None:
            return 0.7 * (len(layout.mains) - place.filled) if start > self.head + 1 else 0.0
        sure = 2.0 if layout.ordinal else 1.0
        words = place.spans[layout.key] is not None
        alone = 1.0 if words and place.filled == 1 else 0.0
        if keys:
            return alone + 3.0 * sure * (keys - 1)
        if start <= self.head + 1:
            return alone + 0.2 * sure
        if place.filled == 1 and not words:  # paragraphs of the row above
            return 4.0 * sure
        return alone + sure * (0.5 if words or last else 1.5)


def _keys(layout: Layout, band: Band) -> int:
    """How many figures of a band stand for rows."""
    return 0 if layout.key is None else sum(layout.tells(entry) for entry in band.of(layout.key))


def _figures(bands: Sequence[Band], column: int) -> list[int]:
    """How many figures of a column stand above each band."""
    return [0, *accumulate(sum(bool(FIGURE.fullmatch(e.text)) for e in band.of(column)) for band in bands)]


class _Place:
    """Where the text of each column begins and ends in a row, while bands are added from below."""

    def __init__(self, columns: int, hole: float) -> None:
        self.top = self.bottom = 0.0
        self.hole = hole
        self.spans: list[list[float] | None] = [None] * columns

    def add(self, band: Band) -> int:
        """Takes a band in. In how many columns this leaves a hole, which the text of one cell has not."""
        self.top, holes = band.top, 0
        self.bottom = self.bottom or band.bottom
        for column, entry in reversed(band.entries):
            span = self.spans[column]
            if span is None:
                self.spans[column] = [entry.box.top, entry.box.bottom]
            else:
                holes += span[0] - entry.box.top > self.hole
                span[0] = min(span[0], entry.box.top)
        return holes

    @property
    def filled(self) -> int:
        """How many columns have text."""
        return sum(span is not None for span in self.spans)

    def price(self, em: float, approach: str, *, cut: bool) -> float:
        """For columns whose text stands neither at the top nor in the middle, as that of others does."""
        near, middle, price = NEAR * em, (self.top + self.bottom) / 2, 0.0
        for span in self.spans:
            if span is None:
                continue
            at_top = span[0] - self.top < near
            central = abs((span[0] + span[1]) / 2 - middle) < near
            if not at_top and (approach == "top" or not central):
                price += 1.5
            elif not central and approach == "middle" and not cut:
                price += 0.5
        return price


# --- the heading --------------------------------------------------------------------------------------


def head_size(layout: Layout, rows: Sequence[Sequence[Band]]) -> int:
    """How many rows from the top are the heading: two under headings over several columns, else one or none."""
    if len(rows) < 2 or any(entry.is_number for band in rows[0] for _, entry in band.entries):
        return 0
    if not rows[0][0].section:
        return int(all(_beside(layout, rows[0], column) for column in range(len(layout.columns))))
    spans = spans_of(layout, rows[0])
    under = [column for first, last in spans if first < last for column in range(first, last + 1)]
    texts = [_beside(layout, rows[1], column) for column in under]
    whole = spans == [(0, len(layout.columns) - 1)]
    return 2 if not whole and all(texts) and not any(e.is_number for band in rows[1] for _, e in band.entries) else 1


def _beside(layout: Layout, row: Sequence[Band], column: int) -> list[Entry]:
    """The lines of a column beside a row."""
    reach = 0.9 * layout.area.em
    top, bottom = row[0].top - reach, max(band.bottom for band in row) + reach
    return [entry for entry in layout.columns[column] if top < entry.middle < bottom]


def spans_of(layout: Layout, row: Sequence[Band]) -> list[tuple[int, int]]:
    """First and last column of what stands on a line across columns; what stands alone runs over all."""
    strip = next(strip for strip in layout.sections if strip.box.top == row[0].top)
    if strip is layout.area.strips[0] and (groups := _groups(layout, strip)):
        return groups
    spans: list[tuple[int, int]] = []
    for first, last in (layout.area.reach(piece) for piece in strip.pieces):
        if spans and first <= spans[-1][1]:
            first, last = spans[-1][0], max(last, spans.pop()[1])
        spans.append((first, last))
    return spans if len(spans) > 1 else [(0, len(layout.columns) - 1)]


def _groups(layout: Layout, strip: Strip) -> list[tuple[int, int]]:
    """The columns under each heading of the first line, if one stands over columns of figures that have headings."""
    spans = [group_of(layout.area, piece, layout.figured) for piece in strip.pieces]
    under = [column for first, last in spans if first < last for column in range(first, last + 1)]
    heads = [layout.columns[column][0] for column in under if layout.columns[column]]
    named = layout.figured.issuperset(under) and not any(entry.is_number for entry in heads)
    return spans if heads and named else []
