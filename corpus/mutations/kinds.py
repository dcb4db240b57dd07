"""What can be damaged: each kind gives every mutation that it finds in a draft, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from catalog.base import Evidence
from catalog.model import Catalogue, Indicator
from corpus.mutations.draft import Draft, Edit, Line, Part, Slot, Table, Words, edited
from corpus.mutations.sites import Body, Extent, body_rows, extents, own, sums_of, weight

LONG = 12  # characters that a text needs to be cut in two
HEADING = 3  # filled cells of a row that can be a heading
_SIGN = re.compile(r"[≥≤≧≦＞＜><](?=\s*[0-9０-９])|(?<=[0-9０-９])[%％‰]|[×÷]|(?<=[0-9０-９%％])[～~—](?=[0-9０-９])")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One damage: in which row, what was done in words, and how to make the damaged draft.

    `blind`: nothing that is printed can contradict it; told apart, so that nobody chases it.
    """

    kind: str
    row: str
    what: str
    make: Callable[[], Draft]
    blind: bool = False


Kind = Callable[[Draft, Catalogue], Iterator[Mutation]]


def drop_row(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """A row is gone."""
    for body in body_rows(blocks, read):
        yield _in_table("drop_row", blocks, body, _without_row)
    for extent in extents(blocks, read):
        yield _in_text("drop_row", blocks, extent.item, "整段", (extent.start, extent.end, ""))


def duplicate_row(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """A row stands twice."""
    for body in body_rows(blocks, read):
        yield _in_table("duplicate_row", blocks, body, _twice)
    for extent in extents(blocks, read):
        line = next((b.words for b in blocks if isinstance(b, Line) and _holds(b.words, extent)), None)
        if line is not None:
            text = line.text[extent.start - line.at : extent.end - line.at]
            yield _in_text("duplicate_row", blocks, extent.item, "整段", (extent.end, extent.end, text))


def cut_row(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """The longest text of a row goes on in a row of its own, as a page turn leaves it."""
    for body in body_rows(blocks, read):
        longest = _longest(_table(blocks, body), body.row)
        if len(longest.words.text) >= LONG:
            yield _in_table("cut_row", blocks, body, _cut, _halves(longest.words.text))
    for extent in extents(blocks, read):
        pieces = extent.item.evidence.get("requirement", [])
        piece = max(pieces, key=lambda each: len(each.quote), default=None)
        if piece is not None and len(piece.quote) >= LONG:
            make = partial(_cut_line, blocks, piece.start + len(piece.quote) // 2)
            yield Mutation("cut_row", _named(extent.item), _halves(piece.quote), make)


def swap_weights(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """The points of two rows change places; below one sum nothing but the rows themselves could tell."""
    weights = [(item, found) for item in read.indicators if (found := weight(item))]
    sums = sums_of(read)
    for (item, first), (other, second) in combinations(weights, 2):
        if first[2] != second[2]:
            blind = sums[item.id] == sums[other.id]
            what = f"{first[2]}分与“{other.name}”的{second[2]}分互换{'（同在一个合计之下）' if blind else ''}"
            edits = (*first[:2], second[2]), (*second[:2], first[2])
            yield _in_text("swap_weights", blocks, item, what, *edits, blind=blind)


def lose_sign(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """A sign is lost: ≥ ≤ ％ ‰ × ÷ ～."""
    yield from _lost("lose_sign", _SIGN, blocks, read)


def lose_point(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """A decimal point is lost: 8.5 becomes 85."""
    yield from _lost("lose_point", _POINT, blocks, read)


def drop_digit(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """The points of a row lose a digit: 15 becomes 1."""
    for item in read.indicators:
        found = weight(item)
        if found and len(found[2]) > 1:
            start, end, number = found
            left = number[:-1].rstrip(".")
            yield _in_text("drop_digit", blocks, item, f"{number}分成了{left}分", (start, end, left))


def blank_points(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """The points of a row are gone."""
    for item in read.indicators:
        found = weight(item)
        if found:
            yield _in_text("blank_points", blocks, item, f"{found[2]}分空缺", (*found[:2], ""))


def shift_column(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """The texts of a row stand one column further, the last one in the first."""
    for body in body_rows(blocks, read):
        if len(_single(_table(blocks, body), body.row)) >= HEADING:
            yield _in_table("shift_column", blocks, body, _turned)


def repeat_header(blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """The heading rows stand again inside the table."""
    first: dict[int, int] = {}
    for body in body_rows(blocks, read):
        first.setdefault(body.block, body.row)
        heading = _heading(_table(blocks, body), first[body.block])
        if heading and body.row > first[body.block]:
            yield _in_table("repeat_header", blocks, body, partial(_headed, heading), f"在{_place(body)}之前")


ASKED: tuple[Kind, ...] = (drop_row, cut_row, swap_weights, lose_sign, lose_point, shift_column, repeat_header)
FURTHER: tuple[Kind, ...] = (drop_digit, blank_points, duplicate_row)
NAMES = {
    "drop_row": "漏一行", "cut_row": "一行断成两行", "swap_weights": "两项分值互换", "lose_sign": "丢失符号",
    "lose_point": "丢失小数点", "shift_column": "一行错列", "repeat_header": "表头重复", "drop_digit": "分值少一位",
    "blank_points": "分值空缺", "duplicate_row": "一行重复",
}  # fmt: skip


# --- tables -----------------------------------------------------------------------------------------


def _in_table(
    kind: str, blocks: Draft, body: Body, change: Callable[[Table, int], Table], what: str | None = None
) -> Mutation:
    def make() -> Draft:
        changed = change(_table(blocks, body), body.row)
        return (*blocks[: body.block], changed, *blocks[body.block + 1 :])

    return Mutation(kind, _named(body.item), what or _place(body), make)


def _named(item: Indicator) -> str:
    return f"第{item.ordinal}项“{item.name}”"


def _place(body: Body) -> str:
    return f"表格第{body.row + 1}行"


def _table(blocks: Draft, body: Body) -> Table:
    block = blocks[body.block]
    assert isinstance(block, Table)
    return block


def _single(table: Table, row: int) -> list[Slot]:
    """The cells that belong to this row alone."""
    return [slot for slot in table.slots if slot.row == row and slot.rowspan == 1]


def _longest(table: Table, row: int) -> Slot:
    return max(_single(table, row), key=lambda slot: len(slot.words.text))


def _fresh(slot: Slot, row: int) -> Slot:
    """The same cell in another row, with words that stood nowhere before."""
    return replace(slot, row=row, words=replace(slot.words, at=-1))


def _twice(table: Table, row: int) -> Table:
    return _below(table, row, [_fresh(slot, row + 1) for slot in _single(table, row)])


def _headed(heading: range, table: Table, row: int) -> Table:
    """The table with its heading rows again before `row`; merged cells stand again below them, as after a page turn."""
    copies = [_fresh(slot, slot.row + row - heading[0]) for slot in table.slots if slot.row in heading]
    slots: list[Slot] = []
    for slot in table.slots:
        above = row - slot.row
        if 0 < above < slot.rowspan:
            slots += (replace(slot, rowspan=above), replace(_fresh(slot, row), rowspan=slot.rowspan - above))
        else:
            slots.append(slot)
    return _inserted(replace(table, slots=tuple(slots)), row, len(heading), copies)


def _turned(table: Table, row: int) -> Table:
    mine = [slot for slot in _single(table, row) if slot.colspan == 1]
    words = [slot.words for slot in mine]
    moved = dict(zip(map(id, mine), words[-1:] + words[:-1], strict=True))
    return replace(table, slots=tuple(replace(s, words=moved.get(id(s), s.words)) for s in table.slots))


def _without_row(table: Table, row: int) -> Table:
    """The table without a row; cells that reach beyond it keep their text."""
    slots = []
    for slot in table.slots:
        if slot.row > row:
            slots.append(replace(slot, row=slot.row - 1))
        elif not slot.covers(row):
            slots.append(slot)
        elif slot.rowspan > 1:
            slots.append(replace(slot, rowspan=slot.rowspan - 1))
    return _resized(table, table.rows - 1, slots, lambda old: old if old < row else old - 1 if old > row else None)


def _inserted(table: Table, row: int, count: int, new: list[Slot]) -> Table:
    """The table with rows put before `row`; cells that reach over that place grow."""
    slots = []
    for slot in table.slots:
        if slot.row >= row:
            slots.append(replace(slot, row=slot.row + count))
        else:
            slots.append(replace(slot, rowspan=slot.rowspan + count) if slot.covers(row) else slot)
    made = sorted([*slots, *new], key=lambda slot: (slot.row, slot.column))
    return _resized(table, table.rows + count, made, lambda old: old if old < row else old + count)


def _resized(table: Table, rows: int, slots: list[Slot], moved: Callable[[int], int | None]) -> Table:
    """With as many rows, and what is known of its lower end moved along."""
    sheet = table.grid.sheet
    if sheet is not None:
        endings = {(at, c): e for (r, c), e in sheet.endings.items() if (at := moved(r)) is not None}
        sheet = replace(sheet, endings=endings)
    return Table(replace(table.grid, sheet=sheet), rows, tuple(slots))


def _cut(table: Table, row: int) -> Table:
    """The longest text of a row ends in a row of its own."""
    long = _longest(table, row)
    words, middle = long.words, len(long.words.text) // 2
    upper, lower = (Words(text, words.place) for text in (words.text[:middle], words.text[middle:]))
    below = [
        replace(s, row=row + 1, words=lower if s is long else Words("", s.words.place)) for s in _single(table, row)
    ]
    above = tuple(replace(slot, words=upper) if slot is long else slot for slot in table.slots)
    return _below(replace(table, slots=above), row, below)


def _below(table: Table, row: int, new: list[Slot]) -> Table:
    """The table with one more row below `row`; merged cells that end there go on beside both."""
    made = _inserted(table, row + 1, 1, new)
    ends = (slot.rowspan > 1 and slot.row + slot.rowspan - 1 == row for slot in made.slots)
    slots = (replace(s, rowspan=s.rowspan + 1) if end else s for s, end in zip(made.slots, ends, strict=True))
    return replace(made, slots=tuple(slots))


def _heading(table: Table, first: int) -> range | None:
    """The rows above the first body row from the first to the last with a few filled cells."""
    filled = [sum(bool(s.words.text.strip()) for s in table.slots if s.row == row) for row in range(first)]
    rows = [row for row, count in enumerate(filled) if count >= HEADING]
    return range(rows[0], rows[-1] + 1) if rows else None


# --- words ------------------------------------------------------------------------------------------


def _halves(text: str) -> str:
    middle = len(text) // 2
    return f"“…{text[max(middle - 8, 0) : middle]}|{text[middle : middle + 8]}…”".replace("\n", "⏎")


def _holds(words: Words, extent: Extent) -> bool:
    return words.at <= extent.start and extent.end <= words.at + len(words.text)


def _in_text(kind: str, blocks: Draft, item: Indicator, what: str, *edits: Edit, blind: bool = False) -> Mutation:
    return Mutation(kind, _named(item), what, partial(edited, blocks, edits), blind)


def _cut_line(blocks: Draft, at: int) -> Draft:
    """The paragraph that holds a character becomes two before it."""
    made: list[Part] = []
    for block in blocks:
        if isinstance(block, Line) and block.words.at <= at < block.words.at + len(block.words.text):
            words, cut = block.words, at - block.words.at
            made += (replace(block, words=Words(text, words.place)) for text in (words.text[:cut], words.text[cut:]))
        else:
            made.append(block)
    return tuple(made)


def _lost(kind: str, what: re.Pattern[str], blocks: Draft, read: Catalogue) -> Iterator[Mutation]:
    """Every match in the words of a row, each once; numbering (2.1) at the start of a text is none."""
    seen: set[int] = set()
    for item in read.indicators:
        for piece in own(item):
            for match in what.finditer(piece.quote):
                at = piece.start + match.start()
                if at not in seen and not _numbers(piece, match.start()):
                    seen.add(at)
                    yield _in_text(kind, blocks, item, _around(piece.quote, match.start()), (at, at + 1, ""))


def _numbers(piece: Evidence, at: int) -> bool:
    return at < 4 and not piece.quote[:at].strip("0123456789. ") and len(piece.quote) > LONG


def _around(text: str, at: int) -> str:
    return f"“{text[max(at - 12, 0) : at]}〔{text[at]}〕{text[at + 1 : at + 9]}”".replace("\n", "⏎")
