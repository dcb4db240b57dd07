"""What stands in the columns of a table, whatever their headings say: numbers, points, tariffs, long texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from extractor import lexicon
from extractor.grid import Rectangle
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

SHORT = 40
WHOLES = (Decimal(100), Decimal(1000))
SUMS = 4  # numbers below which a word among them is no sum
POINTS = 16  # characters of the longest points: +12345.6789 分
_MARK = re.compile(r"\s*[—–\-－/／\\×xX*·~～]{1,4}\s*|\s*无\s*")
_NAMED = re.compile(r"[一-鿿]{3}")
_SCORES = re.compile(r"得[0-9.]+分|扣[0-9.]+分|不得分|[0-9]分")


def own_texts(table: Rectangle, body: Iterable[int], column: int) -> list[str]:
    """The texts of the cells that begin in these rows of a column, without the empty ones."""
    cells = [(row, table.at[row][column]) for row in body]
    return [cell.text for row, cell in cells if cell and (cell.row, cell.column) == (row, column) and cell.text]


def figures(cells: list[str]) -> list[str]:
    """The cells without the marks that stand for nothing: — for a kind of institution that is not asked."""
    return [cell for cell in cells if not _MARK.fullmatch(cell)]


def is_points(text: str) -> bool:
    """Whether a text is a number of points and nothing else."""
    return len(text.strip()) <= POINTS and bool(lexicon.pattern("points_cell").search(normalize(text)))


def is_share(text: str, heading: str) -> bool:
    """Whether points are a share of a whole: 15%, 0.15, or 15 below 权重(%)."""
    value = points_value(text)
    return value is not None and ("%" in normalize(text + heading) or 0 < value < 1)


def points_value(text: str) -> Decimal | None:
    """The number in a cell of points and nothing else; None for any other text."""
    match = lexicon.pattern("points_cell").search(normalize(text))
    return number(match["points"].lstrip("+-")) if match else None


def pointlike(text: str) -> bool:
    """Whether a text may be a cell of points: it begins with the number, says 分, or holds a veto."""
    plain = normalize(text).strip()
    begins = re.match(r"\(?[+\-±≤<]?\s?[0-9]", plain) or (re.search(r"[0-9]\s?分", plain) and len(plain) <= POINTS)
    numbered = lexicon.pattern("number_prefix").match(plain) or lexicon.pattern("points_bracket").search(plain)
    named = numbered and _NAMED.search(re.sub(r"\([^()]*\)", "", plain))  # 1.组织生活(10分)
    return bool(begins and len(plain) <= 24 and not named) or is_points(text) or "否决" in text


def mean_length(cells: list[str]) -> float:
    """Characters per cell."""
    return sum(map(len, cells)) / max(len(cells), 1)


def scoring_share(cells: list[str]) -> float:
    """The share of cells that speak of points won or lost."""
    speak = sum("分" in cell and bool(_SCORES.search(normalize(cell))) for cell in cells)
    return speak / max(len(cells), 1)


def states(cells: list[str]) -> bool:
    """Whether cells hold numbers or signs besides list numbers and points in brackets: then they state something."""
    bracket, prefix = lexicon.pattern("points_bracket"), lexicon.pattern("number_prefix")
    return any(re.search(r"[0-9≥≤]", prefix.sub("", bracket.sub("", normalize(cell)))) for cell in cells)


def counts_up(cells: list[str]) -> bool:
    """Whether cells are the numbers of rows: 1, 2, 2, 3 …; a sum below them may have a word there."""
    bare = [text.strip(" ()（）") for text in cells]
    values = [int(text) for text in bare if text.isdecimal()]
    rising = len(values) > 1 and values[-1] > values[0]
    whole = len(values) == len(cells) or (len(values) > SUMS and len(cells) - len(values) <= 1)
    return rising and whole and all(b - a in (0, 1) for a, b in pairwise(values))
