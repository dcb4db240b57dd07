"""What a workbook holds, before it is laid out: sheets of cells, and how the file itself shows each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.problems import Trouble
from extractor.document import Notice
from extractor.limits import Limits
from extractor.readers.workbook_formats import GENERAL, Value

At = tuple[int, int]  # row and column, from 0
Range = tuple[int, int, int, int]  # first row and column, last row and column
Stored = Value | str | bool
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Seen:
    """How a filled cell is shown: its number format, or its `text` where the file itself says what is shown.

    `error`: #REF! and the like. `unsaved`: a formula without a saved result. `struck`: words that are struck out.
    """

    code: str = GENERAL
    text: str | None = None
    error: bool = False
    unsaved: bool = False
    struck: str = ""


@dataclass(slots=True)
class Look:
    """One sheet as its file describes it; the values of its cells are for the library to read.

    `comments` and `shapes` hold the words of each; `margins` those of page headers and footers.
    """

    name: str
    is_hidden: bool = False
    seen: dict[At, Seen] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[At, str]] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    title_rows: tuple[int, int] | None = None
    pictures: int = 0

    def note(self, at: At, seen: Seen, limits: Limits) -> None:
        """Take down a filled cell; more than the limit, or cells too far apart to be laid out, are E211."""
        self.seen[at] = seen
        if len(self.seen) > limits.grid_cells:
            raise Trouble("E211", cells=len(self.seen), maximum=limits.grid_cells)

    def measure(self, limits: Limits) -> None:
        """Refuse a sheet whose last cell is so far out that a reader of values would ask for all memory."""
        area = (max(row for row, _ in self.seen) + 1) * (max(at for _, at in self.seen) + 1) if self.seen else 0
        if area > limits.sheet_area:
            raise Trouble("E211", cells=area, maximum=limits.sheet_area)


@dataclass(slots=True)
class Book:
    """The sheets of a workbook in order; `data` is what the library reads the values from, sheet for sheet."""

    data: bytes
    sheets: list[Look]
    epoch_1904: bool = False
    notices: list[Notice] = field(default_factory=list)


def at_of(reference: str) -> At | None:
    """(row, column) of “H12”; None where it is none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    at = int(match[2]) - 1, column_number(match[1])
    return at if 0 <= at[0] < MOST_ROWS and at[1] < MOST_COLUMNS else None


def address(at: At) -> str:
    """ "C5" for (4, 2)."""
    return f"{column_letters(at[1])}{at[0] + 1}"


def column_number(letters: str) -> int:
    """ "A" → 0, "AA" → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """The inverse of `column_number`."""
    letters, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def whole(text: str | None, default: int) -> int:
    """`text` as a whole number from 0, `default` where it is none."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else default


def without_codes(margin: str) -> str:
    """The words of a page header or footer: &C第&P页 → 第 页."""
    text = re.sub(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&[0-9]{1,3}|&[A-Za-z]', " ", margin.replace("&&", "＆"))
    return " ".join(text.split())


def filled(texts: Iterable[str]) -> list[str]:
    """The texts that are not blank."""
    return [text for text in texts if text.strip()]
