"""Paragraphs → running text: the marks of page chunks taken out, words that they cut in two joined again.

A chunk mark is no list number: marks count 1, 2, 3 … at the beginning of long paragraphs that end in mid-sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from extractor import lexicon
from extractor.document import Cell, Change, Document, Paragraph, Span, joined
from extractor.facts import is_furniture
from extractor.zh.normalize import normalize

_ENDS = "。；！？!?;:：…"
_OPENS_BADLY = "、，。；：)）%％/÷×=~～」》"
_NUMBERED = re.compile(
    r"[0-9]{1,3}[.、](?![0-9])|\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳]|[A-Z][0-9]"
)
_PICTURE = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?[ \t]*")
LONG = 60
CUT = 0.4


@dataclass(frozen=True, slots=True)
class Mark:
    """A page mark at the beginning of a paragraph: its shape, number, and where the text after it begins."""

    shape: str
    number: int
    end: int


@dataclass(frozen=True)
class Flow:
    """Running text in lines. `lines` are the paragraphs, pieces joined; `text` joins them with line feeds.

    `furniture` are page marks, `changes` the joins; `chunked` says whether page chunks were found.
    """

    lines: tuple[Cell, ...]
    furniture: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    chunked: bool = False

    @cached_property
    def text(self) -> str:
        """All lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def starts(self) -> list[int]:
        """The offset in `text` where each line begins."""
        found, at = [], 0
        for line in self.lines:
            found.append(at)
            at += len(line.text) + 1
        return found

    def cells(self, start: int, end: int) -> list[Cell]:
        """The characters `start` to `end` of `text`, one cell for each line that they touch, blanks left out."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        found = []
        for index in range(first, last):
            line, at = self.lines[index], self.starts[index]
            cell = line.part(max(start - at, 0), min(end - at, len(line.text)))
            found += [cell] if cell.text else []
        return found

    def cell(self, start: int, end: int) -> Cell:
        """The characters `start` to `end` as one cell; lines are joined with nothing between them."""
        cells = self.cells(start, end)
        return glued(cells) if cells else Cell(-1, 0, "", 0)

    def spans(self, start: int, end: int) -> list[Span]:
        """Where these characters stand in the document."""
        return [span for cell in self.cells(start, end) for span in cell.spans()]


def glued(cells: Iterable[Cell]) -> Cell:
    """Several cells as one text with nothing between them."""
    return joined(-1, 0, [(cell.text, cell.spans()) for cell in cells])


def read_flow(document: Document) -> Flow:
    """The paragraphs of a document as running text; those that the reader furnished are left out."""
    taken = sorted((f.span.start, f.span.end) for f in document.furniture)
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph) and block.text.strip()]
    cells = [Cell(-1, 0, p.text, p.start) for p in paragraphs if not _covered(taken, p)]
    adorned = [(cell, _picture(cell.text)) for cell in cells]
    flow = _joined(_chunks([cell.part(end, len(cell.text)) if end else cell for cell, end in adorned]))
    spans = [span for cell, end in adorned if end for span in cell.spans(0, end)]
    return replace(flow, furniture=(*flow.furniture, *spans))


def _picture(text: str) -> int:
    """How many characters a picture before a list number takes: 📌一、…."""
    match = _PICTURE.match(text)
    return match.end() if match and _NUMBERED.match(normalize(text[match.end() :])) else 0


def _covered(taken: list[tuple[int, int]], paragraph: Paragraph) -> bool:
    at = bisect_right(taken, (paragraph.start, 1 << 60)) - 1
    return at >= 0 and taken[at][1] >= paragraph.start + len(paragraph.text) > taken[at][0]


# --- chunks -----------------------------------------------------------------------------------------


def _chunks(cells: list[Cell]) -> Flow:
    """Runs of chunks become one line each."""
    lines: list[Cell] = []
    furniture: list[Span] = []
    changes: list[Change] = []
    at = 0
    while at < len(cells):
        run = _run(cells, at)
        bodies = [cell.part(mark.end if mark else 0, len(cell.text)) for cell, mark in run]
        if len(run) > 1:
            for cell, mark in run:
                furniture += cell.spans(0, mark.end) if mark else []
            changes += [_join(a, b, cell) for (a, b), (cell, _) in zip(pairwise(bodies), run[1:], strict=True)]
            lines.append(glued(bodies))
        else:
            lines.append(cells[at])
        at += max(len(run), 1)
    return Flow(tuple(lines), tuple(furniture), tuple(changes), bool(changes))


def _run(cells: list[Cell], start: int) -> list[tuple[Cell, Mark | None]]:
    """The chunks that begin at `start`: marks that count up from 1, or from 2 after a chunk without one."""
    first = _mark(cells[start].text)
    expected, shape = (2, None) if first is None else (first.number + 1, first.shape)
    if first is not None and first.number != 1:
        return [(cells[start], None)]
    run: list[tuple[Cell, Mark | None]] = [(cells[start], first)]
    for cell in cells[start + 1 :]:
        mark = _mark(cell.text, shape)
        if mark is None or mark.number != expected or shape not in (None, mark.shape):
            break
        run.append((cell, mark))
        expected, shape = expected + 1, mark.shape
    return run if _are_chunks(run) else run[:1]


def _mark(text: str, shape: str | None = None) -> Mark | None:
    plain = normalize(text)
    for entry in lexicon.entries("chunks"):
        match = entry.pattern.match(plain) if shape in (None, entry.name) else None
        if match:
            return Mark(entry.name, int(match["number"]), match.end())
    return None


def _are_chunks(run: list[tuple[Cell, Mark | None]]) -> bool:
    """Paragraphs cut in mid-sentence; list items end where their sentences end."""
    if len(run) < 2 or not any(len(cell.text) >= LONG for cell, _ in run):
        return False
    bodies = [cell.text[mark.end if mark else 0 :].strip() for cell, mark in run]
    torn = sum(_is_torn(before, after) for before, after in pairwise(bodies))
    return torn >= CUT * (len(run) - 1) and torn >= (1 if all(mark for _, mark in run) else 2) - (len(run) == 2)


def _is_torn(before: str, after: str) -> bool:
    if not before or not after:
        return False
    long = len(before) >= LONG and before[-1] not in _ENDS
    return (
        long or after[0] in _OPENS_BADLY or bool(_NUMBERED.match(normalize(after)))
    )  # 2、3.应急: a mark before a number


def _join(before: Cell, after: Cell, whole: Cell) -> Change:
    printed = f"{before.text[-8:]}⏎{whole.text[: len(whole.text) - len(after.text)]}{after.text[:8]}"
    tail = list(before.spans(max(len(before.text) - 8, 0)))
    head = list(after.spans(0, 8))
    (span, *more) = [*tail, *head]
    return Change("chunk_joined", printed, before.text[-8:] + after.text[:8], "certain", span, tuple(more))


# --- pages ------------------------------------------------------------------------------------------


def _joined(flow: Flow) -> Flow:
    """Lines that are page marks go out; where the sentence goes on after one, the two lines become one."""
    lines: list[Cell] = []
    furniture, changes = list(flow.furniture), list(flow.changes)
    torn = False
    for line in flow.lines:
        if _is_page_mark(line):
            furniture += line.spans()
            torn = bool(lines)
        elif torn and _is_torn(lines[-1].text, line.text):
            changes.append(_join(lines[-1], line, line))
            lines[-1], torn = glued([lines[-1], line]), False
        else:
            lines.append(line)
            torn = False
    return Flow(tuple(lines), tuple(furniture), tuple(changes), len(changes) > 1 or flow.chunked)


def _is_page_mark(line: Cell) -> bool:
    plain = normalize(line.text).strip()
    return len(plain) <= 24 and bool(re.search(r"[0-9]", plain)) and is_furniture(plain)


def without(flow: Flow, spans: Iterable[tuple[int, int]]) -> Flow:
    """The flow without these characters of its text; what stood before and after them is joined."""
    gone = sorted(spans)
    lines: list[Cell] = []
    for line, at in zip(flow.lines, flow.starts, strict=True):
        kept = [line.part(a - at, b - at) for a, b in _kept(at, at + len(line.text), gone)]
        kept = [cell for cell in kept if cell.text]
        lines += [glued(kept)] if kept else []
    furniture = [span for a, b in gone for span in flow.spans(a, b)]
    return Flow(tuple(lines), (*flow.furniture, *furniture), flow.changes, flow.chunked)


def _kept(start: int, end: int, gone: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for a, b in gone:
        if start < b and a < end:
            yield start, max(a, start)
            start = max(b, start)
    yield start, end
