"""Page headers, footers and page numbers: lines at the edge of a page that other pages repeat, or that only count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.pdf_lines import Line

DEPTH = 3  # lines from the edge that may be a header or footer
EDGE = 0.1  # of the height: what stands further in repeats a title, and its first copy is read
NEAR = 8.0  # points by which the place may differ
SHARE = 0.3  # of the pages
_COUNTER = re.compile(
    r"[-—–－─·•~〜\s]*(?:第\s*)?(?:[0-9０-９]{1,4}|[IVXivx]{1,6}|[一二三四五六七八九十百]{1,5})\s*(?:页)?"
    r"(?:\s*[/／,，|of共\s]+\s*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?)?[-—–－─·•~〜\s]*"
)


@dataclass(frozen=True, slots=True)
class Edges:
    """The lines of one page outside its tables, top to bottom, and its height."""

    height: float
    lines: Sequence[Line]
    tables: Sequence[tuple[float, float]]  # top and bottom of each


def margins(pages: Sequence[Edges]) -> list[set[int]]:
    """For each page the indexes of its lines that are header, footer or page number."""
    seen: dict[tuple[bool, str], list[tuple[int, int, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for index, top in _outermost(page):
            line = page.lines[index]
            seen[top, _key(line)].append((number, index, line.box.top if top else page.height - line.box.bottom))
    found: list[set[int]] = [set() for _ in pages]
    for (_, key), copies in seen.items():
        for number, index in _repeated(copies, pages, key):
            found[number].add(index)
    return found


def _outermost(page: Edges) -> Iterator[tuple[int, bool]]:
    """Indexes of the first and last lines, no table beyond them: (index, whether at the top)."""
    first = min((top for top, _ in page.tables), default=page.height)
    last = max((bottom for _, bottom in page.tables), default=0.0)
    count = len(page.lines)
    for index in range(min(DEPTH, count)):
        if page.lines[index].box.bottom <= first + 2:
            yield index, True
    for index in range(max(count - DEPTH, 0), count):
        if page.lines[index].box.top >= last - 2:
            yield index, False


def _key(line: Line) -> str:
    return re.sub(r"[0-9０-９]+", "#", re.sub(r"\s", "", line.text))


def _repeated(copies: list[tuple[int, int, float]], pages: Sequence[Edges], key: str) -> Iterator[tuple[int, int]]:
    """The copies that are furniture: at the edge and alike on many pages, or page numbers at the very edge."""
    alike = [c for c in copies if sum(abs(c[2] - other[2]) <= NEAR for other in copies) > 1]
    enough = len({number for number, _, _ in alike}) >= max(2, SHARE * len(pages))
    body = [c for c in alike if c[2] > EDGE * pages[c[0]].height]
    for number, index, distance in copies:
        counts = _COUNTER.fullmatch(pages[number].lines[index].text) is not None
        at_edge = index in (0, len(pages[number].lines) - 1) and distance <= EDGE * 1.5 * pages[number].height
        again = enough and (number, index, distance) in alike and (not body or (number, index, distance) != alike[0])
        if (counts and at_edge) or (again and len(key) > 0):
            yield number, index
