"""Whether the last row of one page goes on in the first row of the next, told by what each half holds.

The columns that make a row one (number, name, points) decide: a row has each of them once. Where they leave it open,
the text does: a sentence that stops in its middle at the foot of the page goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor import lexicon
from extractor.columns.settle import Columns
from extractor.document import Cell, Certainty, Ending
from extractor.zh.normalize import normalize
from extractor.zh.typesetting import balanced, closed, ems, first_word, item

FOOT = 3.0  # lines of room below a text from which it is not cut by the page
TIGHT = 1.0  # lines of room: nothing more fits
HABIT = 2.0  # em of slack that the last line before a cut may leave
_GOES_ON = re.compile(r"[（(）)、，,。；;：:/%％”》〕]")
_STOPS = re.compile(r"[。；;！!？?]\Z")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`cut`: the two are one row. `why`: which evidence told (a key of `sheets.WHY`)."""

    cut: bool
    grade: Certainty
    why: str


@dataclass(frozen=True, slots=True)
class Halves:
    """The two rows at a page turn: own cells by column, of the upper one with how its texts end."""

    upper: Mapping[int, Cell]
    lower: Mapping[int, Cell]
    endings: Mapping[int, Ending]
    width: int
    over: Mapping[int, Cell] = field(default_factory=dict)  # cells from further above that reach the page's foot
    cut: bool = False  # whether no line stands below the upper row, as below others

    def above(self, column: int) -> str:
        """The upper row's own text in a column."""
        return self.upper[column].text if column in self.upper else ""

    def key(self, column: int) -> str:
        """The number, name or points of the upper row, its own or one that stands for several rows."""
        return self.above(column) or (self.over[column].text if column in self.over else "")

    def full(self, column: int) -> bool:
        """Whether the upper text fills its last line, and the page, so that it may go on."""
        ending, rest = self.endings.get(column), self.below(column)
        return ending is None or (ending.room < FOOT and ending.slack <= ems(rest[: first_word(rest)]) + 0.3)

    def below(self, column: int) -> str:
        """The lower row's own text in a column."""
        return self.lower[column].text if column in self.lower else ""

    def unfinished(self, column: int) -> bool:
        """Whether a text breaks off at the foot of the page and goes on below."""
        text, rest, ending = self.above(column), self.below(column), self.endings.get(column)
        if not text or not rest or closed(text) or (ending and ending.room >= FOOT):
            return False
        return ending is None or ending.slack <= max(HABIT, ems(rest[: first_word(rest)]) + 0.3)


def judge(halves: Halves, columns: Columns | None) -> Verdict:
    """Whether the two are one row that the page cut."""
    if _spread(halves):
        return Verdict(False, "certain", "section")
    if columns is None:
        return _without_roles(halves)
    return _by_keys(halves, columns) or _by_text(halves, columns)


def _spread(halves: Halves) -> bool:
    """A section heading or a total reaches over the columns: such a row is never a half."""
    for cells in (halves.upper, halves.lower):
        spoken = [cell for cell in cells.values() if cell.text]
        if len(spoken) <= 2 and any(cell.colspan * 2 > halves.width for cell in spoken):
            return True
        first = min(spoken, key=lambda cell: cell.column, default=None)
        if first is not None and lexicon.pattern("total_row").fullmatch(normalize(first.text).strip()):
            return True
    return False


def _without_roles(halves: Halves) -> Verdict:
    """A table without headings: a text that breaks off and columns that only the upper row fills."""
    broken = any(halves.unfinished(column) for column in halves.upper)
    blank = sum(bool(halves.above(column)) and not halves.below(column) for column in halves.upper)
    if broken and blank:
        return Verdict(True, "likely", "sentence")
    return Verdict(False, "likely", "new_row")


def _by_keys(halves: Halves, columns: Columns) -> Verdict | None:
    """What number, name and points say; None where they leave it open."""
    keys = [column for column in (columns.number, *(at for _, at in columns.points)) if column is not None]
    if any(halves.key(column) and halves.below(column) and not _figure_cut(halves, column) for column in keys):
        return Verdict(False, "certain", "own_keys")
    names = [] if columns.name is None else [columns.name]
    above = [column for column in (*keys, *names) if halves.key(column)]
    below = [column for column in (*keys, *names) if halves.below(column)]
    broken = any(halves.unfinished(column) for column in (*columns.texts, *_attributes(columns)))
    if not below:
        return _only_text_below(halves, columns, broken)
    if not above:
        return Verdict(True, "certain" if broken else "likely", "keys_below")
    return _keys_on_both(halves, columns, keys, broken)


def _figure_cut(halves: Halves, column: int) -> bool:
    """2. at the foot of a page and 5 on the next."""
    return halves.above(column)[-1:] in (".", "．") and halves.below(column)[:1].isdigit()


def _only_text_below(halves: Halves, columns: Columns, broken: bool) -> Verdict | None:
    """Nothing but text below: the rest of the row, or a further row of a name that reaches over several."""
    if not any(halves.below(column) for column in (*columns.texts, *_attributes(columns))):
        return Verdict(True, "certain", "blank") if not _any_text(halves) else None
    if broken:
        return Verdict(True, "certain", "sentence")
    several = columns.name is not None and columns.name in halves.over
    if (columns.points or columns.number is not None) and not several:
        return Verdict(True, "certain", "no_keys")
    if halves.cut and not several:
        return Verdict(True, "likely", "no_line")
    return Verdict(False, "review", "open") if columns.name is not None else None


def _any_text(halves: Halves) -> bool:
    return any(cell.text for cell in halves.lower.values())


def _keys_on_both(halves: Halves, columns: Columns, keys: list[int], broken: bool) -> Verdict | None:
    """The keys are shared out between the halves: number above, points below; or a name is cut itself."""
    name = columns.name
    named = name is not None and bool(halves.key(name)) and bool(halves.below(name))
    if named and name is not None and not _name_cut(halves, name):
        bare = bool(keys) and not any(halves.below(column) for column in keys)
        if bare and not any(halves.below(column) for column in columns.texts if column != name):
            return Verdict(True, "review", "no_keys")
        rest = broken and bare
        return Verdict(rest, "likely" if rest else "certain" if not broken else "review", "sentence")
    if broken:
        return Verdict(True, "certain", "sentence")
    return Verdict(True, "review" if named else "likely", "shared_keys")


def _name_cut(halves: Halves, name: int) -> bool:
    """A name stops at the foot of the page where the line was full, and a new one does not begin."""
    text, rest = halves.above(name), halves.below(name)
    if not text:
        return False
    if not balanced(text) or _GOES_ON.match(rest):
        return True
    return halves.full(name) and not _STOPS.search(text)


def _by_text(halves: Halves, columns: Columns) -> Verdict:
    """Number, name and points are blank on both sides, or not there at all."""
    broken = any(halves.unfinished(column) for column in (*columns.texts, *_attributes(columns)))
    if broken:
        return Verdict(True, "likely", "sentence")
    return Verdict(False, "likely", "new_row")


def _attributes(columns: Columns) -> tuple[int, ...]:
    return tuple(column for _, column in columns.attributes)


def goes_on(text: str, rest: str, ending: Ending | None) -> Certainty | None:
    """How surely the heading of a group breaks off at the foot of a page; None where it does not.

    A bracket is open, or what follows cannot begin anything: likely. A full line with no room below: to be looked at.
    """
    if ending is not None and ending.room >= FOOT:
        return None
    if not balanced(text) or _GOES_ON.match(rest):
        return "likely"
    full = ending is not None and ending.room < TIGHT and ending.slack <= ems(rest[: first_word(rest)]) + 0.3
    return "review" if full and text[-1:] not in tuple("）)】。") and item(rest) is None else None


def glue(text: str, rest: str, ending: Ending | None) -> str:
    """What stands between the halves of a text: nothing where the page broke the line, else the author's line end."""
    if not text or not rest:
        return ""
    full = ending is None or ending.slack <= ems(rest[: first_word(rest)]) + 0.3
    return "" if full and not (item(rest) and closed(text)) else "\n"
