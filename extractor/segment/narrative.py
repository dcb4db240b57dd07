"""A notice written as numbered paragraphs → Rows: 一、组织领导（20分） （一）… 1.…（5分）.

The numbering gives a tree. A paragraph with points of its own is a row, unless paragraphs below it have theirs: then
it is a group. Scored items （1） ① inside a row are its parts and stay in its text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.document import Cell
from extractor.sections import effect
from extractor.segment.endings import ended, loose_ends
from extractor.segment.flow import Flow
from extractor.segment.marks import PICTURE, RANK
from extractor.segment.names import find_border
from extractor.segment.paragraphs import ABOUT, ENOUGH, OPEN, Node, read_points, read_tree
from extractor.tables.rows import Row, RowDoubt, TableRows
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

_PARTS = ("bracketed_digit", "half_bracketed", "circled")
_REPORT = re.compile(r"(?:总结|通报|报告|简报|纪要|公示|情况|大纲|提纲|试卷|试题)(?:\([^()]{1,8}\))?\s*\Z")
_CONTENTS = re.compile(
    r"(?:考核|考评|评价|评分|评估|指标|检查)[^。；]{0,8}(?:内容|指标|标准|项目|分值|细则|要求)|内容及|分值"
)
_NUMBERED = re.compile(r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、)]|[①-⑳])")
_NOTES = re.compile(r"(?m)^[ \t]*(?:备\s?注|说\s?明|附注|注|(?:有关|其他|几点)说明|附则)[ \t]*:?[ \t]*$")
_SENTENCE = re.compile(r"[。；!?]")
_LEAD = re.compile(
    r"\s*(?P<name>[^。；，,:\n0-9]{2,14})[。:]\s*(?=[^\s(])"
)  # 火灾起数。森林火灾起数控制在2起以内（12分）
HEADING = 20  # characters of a heading of bonuses or vetoes
SENTENCE = 60  # characters of a sentence that names a row by itself
_SCORING = re.compile(
    r"[扣得加减计][除为]?\s?(?:[0-9.]{1,5}|[一二三四五六七八九十]{1,3})\s?分|一票否决|不得分|酌情[扣加]分|得满分"
)


def read_narrative(flow: Flow) -> TableRows | None:
    """The rows of a notice in numbered paragraphs, or None where too few paragraphs are scored."""
    plain = normalize(flow.text)
    nodes, notes = _without_notes(plain, read_tree(plain, read_points(flow, plain)))
    tops = [node for node in nodes if _pointed(node)]
    tops = [node for node in nodes if node in tops or (tops and _beside(plain, node))]
    if sum(node.points is not None for top in tops for node in top.whole()) < ENOUGH:
        tops = [node for node in nodes if any(_tariff(plain, n) for n in node.whole())]
        if sum(_tariff(plain, n) for top in tops for n in top.whole()) < ENOUGH:
            return None
    reader = _Reader(flow, plain)
    for top in tops:
        reader.visit(top, shown=_shown(plain, top, tops, nodes))
    result = reader.result(tops, [*nodes, *notes])
    return result if len(result.rows) >= ENOUGH and _is_catalogue(plain, result, tops) else None


def _without_notes(plain: str, nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """The tree up to a line 说明： below which nothing has points of its own, and what is numbered below that line."""
    pointed = [node.mark.start for top in nodes for node in top.whole() if node.points is not None]
    at = next(
        (found.start() for found in _NOTES.finditer(plain) if found.start() > max(pointed, default=len(plain))), None
    )
    if at is None:
        return nodes, []
    left = [node for node in nodes if node.mark.start > at]
    for node in [node for top in nodes for node in top.whole() if node.mark.start < at]:
        left += [child for child in node.children if child.mark.start > at]
        node.children = [child for child in node.children if child.mark.start < at]
        node.end, node.own_end = min(node.end, at), min(node.own_end, at)
    return [node for node in nodes if node.mark.start < at], left


def _is_catalogue(plain: str, result: TableRows, tops: list[Node]) -> bool:
    """Whether the text before the rows, or their headings, speak of assessment, and the rows of points won and lost
    or of numbers that add up: an outline of a report gives points too.
    """
    heads = [cell.text for row in result.rows for cell in row.levels]
    if not ABOUT.search("\n".join([*(cell.text for cell in result.text_before), *heads])):
        return False
    if any(_REPORT.search(cell.text) and len(cell.text) <= 40 for cell in result.text_before[:4]):
        return False
    pointed = any(node.points for top in tops for node in top.whole())
    if not pointed and sum(row.name is None for row in result.rows) * 2 > len(result.rows) and not _scored(result):
        return False  # sentences that speak of points, as laws do
    texts = ["\n".join(cell.text for cell in row.texts) for row in result.rows]
    scored = sum(bool(_SCORING.search(normalize(text))) for text in texts)
    return scored * (4 if pointed else 2) >= len(texts) or any(
        _adds_up(plain, node) for top in tops for node in top.whole()
    )


def _scored(result: TableRows) -> bool:
    """Whether most rows say what they win: 得10分 beside what has to be done."""
    won = [row for row in result.rows if any(re.search(r"得\s?[0-9.]{1,5}\s?分", cell.text) for cell in row.texts)]
    return len(won) * 2 > len(result.rows)


def _adds_up(plain: str, node: Node) -> bool:
    """Whether the points of the paragraphs below make up those of their heading."""
    own = [_value(plain, child) for child in node.children if child.points]
    return len(own) > 1 and node.points is not None and sum(own, Decimal(0)) == _value(plain, node)


def _value(plain: str, node: Node) -> Decimal:
    match = re.match(r"[0-9.]+|[一二三四五六七八九十百]+", plain[slice(*node.points)]) if node.points else None
    return (number(match.group()) if match else None) or Decimal(0)


def _pointed(node: Node) -> bool:
    return node.points is not None or any(child.points is not None for child in node.below())


def _beside(plain: str, node: Node) -> bool:
    """Whether a heading announces bonuses, deductions or vetoes, and what stands below it brings or costs points."""
    line = plain[node.start : node.own_end].strip().split("\n")[0]
    announced = len(line) <= HEADING and (effect(line) is not None or "否决" in line)
    return announced and bool(node.children) and all(_tariff(plain, child) for child in node.children)


def _tariff(plain: str, node: Node) -> bool:
    return bool(_SCORING.search(plain, node.start, node.own_end))


def _shown(plain: str, top: Node, tops: list[Node], nodes: list[Node]) -> bool:
    """Whether a heading of the first level is a group: not where it only says that the indicators follow (三、考核内容)."""
    if len(tops) > 1 or len(nodes) == 1 or not top.children:
        return True
    return top.points is not None and not _CONTENTS.search(plain, top.start, top.points[0])


class _Reader:
    """Walks the tree and collects rows."""

    def __init__(self, flow: Flow, plain: str) -> None:
        self.flow, self.plain = flow, plain
        self.rows: list[Row] = []
        self.notes: list[Cell] = []
        self.marks: list[Cell] = []
        self.ends: list[int] = []
        self.signs: list[Cell] = []
        self.totals: list[tuple[Cell, Cell]] = []

    def visit(self, node: Node, levels: tuple[Cell, ...] = (), *, shown: bool = True) -> None:
        """Read a node as a group with rows below it, or as a row."""
        if not self._is_group(node):
            self._row(node, levels)
            return
        heading = self._heading(node)
        rest = self.flow.cells(heading[1], node.own_end)
        self.notes += rest
        cell = self.flow.cell(node.mark.start, heading[1])
        if shown:
            levels = (*levels, cell)
        elif node.points:
            self.totals.append((cell, self.flow.cell(*node.points)))
        else:
            self.marks.append(cell)
        scored = [child for child in node.children if _pointed(child)]
        for child in node.children:
            if _pointed(child) or not scored or len(scored) * 2 >= len(node.children) or _tariff(self.plain, child):
                self.visit(child, levels)
            else:
                self.notes += self.flow.cells(child.mark.start, child.end)

    def _is_group(self, node: Node) -> bool:
        """Whether paragraphs below have points of their own; items （1） ① count only right below a heading."""
        rows = [n for n in node.below() if n.points is not None]
        outer = RANK[node.mark.family] < RANK["A"]
        rows = [n for n in rows if n.mark.family not in _PARTS or (outer and n in node.children)]
        if rows:
            return True
        return node.points is None and sum(_tariff(self.plain, child) for child in node.children) > 1

    def _heading(self, node: Node) -> tuple[int, int]:
        """Where the heading of a group stands: up to its points, else to the end of its line or first sentence."""
        start, end = node.start, node.own_end
        if node.points:
            return start, node.points[1]
        line = self.plain.find("\n", start, end)
        end = line if line >= 0 else end
        stop = _SENTENCE.search(self.plain, start, end)
        return start, stop.start() if stop else end

    def _row(self, node: Node, levels: tuple[Cell, ...]) -> None:
        end = self._end(node)
        doubts: list[RowDoubt] = [] if node.points else [("points", "R123", (("text", self._short(node)),))]
        if node.points:
            name, texts, points = self._pointed_name(node, end)
        else:
            name, texts = self._plain_name(node, end)
            points = ()
        inner = [n for n in node.below() if n.points is not None and n.mark.family not in _PARTS]
        own = re.findall(
            r"(?:\A|\n|。)\s*(?:[0-9]{1,2}[.、])?[一-鿿]{2,12}\([0-9.]{1,4}分\)", self.plain[node.start : end]
        )
        if inner or len(own) > 1:
            doubts.append(("row", "R128", (("text", (own or [self._short(node)])[0].strip()[:16]),)))
        if node.mark.end == node.mark.start:
            doubts.append(("row", "R126", (("number", "1"),)))
        number = self.flow.cell(node.mark.start, node.mark.end)
        if node.mark.family == "bullet":
            self.marks.append(number)
            number = self.flow.cell(node.mark.end, node.mark.end)
        self.ends.append(end)
        self.rows.append(Row(-1, len(self.rows), levels, name, number, texts, points, (), (), tuple(doubts)))

    def _short(self, node: Node) -> str:
        return self.plain[node.start : min(node.start + 24, node.own_end)].strip()

    def _pointed_name(
        self, node: Node, end: int
    ) -> tuple[Cell | None, tuple[Cell, ...], tuple[tuple[str | None, Cell], ...]]:
        """The words before the points name the row; a whole sentence there is its requirement too."""
        first, last = node.points or (node.start, node.start)
        open_ = OPEN.search(self.plain, node.start, last + 1)
        if open_ and open_.start("points") == first:
            amount = self.flow.cell(first, open_.end("points"))
            return self.flow.cell(node.start, open_.start()), tuple(self._texts(open_.start(), end)), ((None, amount),)
        if "\n" in self.plain[node.start : first]:
            name, texts = self._plain_name(node, end)  # 分值：10分 on a line of its own
            return name, texts, ((None, self.flow.cell(first, last)),)
        before = self.plain[node.start : first].rstrip("([【 ").removesuffix("分值").rstrip("([【:")
        if len(before.strip()) <= SENTENCE and not _SENTENCE.search(before):
            name = self.flow.cell(node.start, last)
            texts = tuple(self._texts(last, end))
            return name, texts or tuple(self.flow.cells(node.start, node.start + len(before))), ()
        lead = _LEAD.match(self.plain, node.start, first)
        digits = re.match(r"[0-9.一二三四五六七八九十百]+", self.plain[first:last])
        points = self.flow.cell(first, first + (digits.end() if digits else 0))
        if lead:
            return self.flow.cell(*lead.span("name")), tuple(self._texts(lead.end(), end)), ((None, points),)
        return None, tuple(self.flow.cells(node.start, end)), ((None, points),)

    def _plain_name(self, node: Node, end: int) -> tuple[Cell | None, tuple[Cell, ...]]:
        """A row without points: a short heading before a colon or line end names it."""
        border = find_border(self.plain[node.start : node.own_end])
        if not border.sure:
            return None, tuple(self.flow.cells(node.start, end))
        name = self.flow.cell(node.start, node.start + border.end)
        texts = tuple(self._texts(node.start + border.start, end))
        return name, texts or (name,)

    def _texts(self, start: int, end: int) -> list[Cell]:
        """The text after a heading, without the sign that parts them."""
        first = start
        while start < end and self.plain[start] in " \t\n。：:，,；.":
            start += 1
        self.signs += self.flow.cells(first, start)
        return self.flow.cells(start, end)

    def _end(self, node: Node) -> int:
        """Where a row ends: before lines that close the notice (a date, a signature, 来源：…)."""
        at = node.start
        for line in self.plain[node.start : node.end].split("\n"):
            if at > node.start and (ended(line) or (node.mark.family == "bullet" and PICTURE.match(line))):
                return at  # below a list with signs, a picture begins something else: 🏆结果怎么用？
            at += len(line) + 1
        return node.end

    def _trim(self) -> None:
        """Lines without a number below the last row, where no other row has such lines, are no part of it."""
        last, others = self.rows[-1], self.rows[:-1]
        plain_lines = [[c for c in row.texts if not _NUMBERED.match(normalize(c.text))] for row in self.rows]
        if len(others) < ENOUGH or any(len(lines) > 1 for lines in plain_lines[:-1]) or len(plain_lines[-1]) < 2:
            return
        cut = next((at for at, cell in enumerate(last.texts) if at and cell in plain_lines[-1]), len(last.texts))
        self.notes += last.texts[cut:]
        self.rows[-1] = replace(last, texts=last.texts[:cut])

    def result(self, tops: list[Node], nodes: list[Node]) -> TableRows:
        """The rows with what stands before and after them."""
        self._trim()
        start, end = tops[0].mark.start, max(self.ends)
        left = [node for node in nodes if node not in tops and any(_tariff(self.plain, n) for n in node.whole())]
        self.notes += [cell for node in left for cell in self.flow.cells(node.mark.start, node.end)]
        result = TableRows(
            -1, rows=loose_ends(self.rows), notes=self.notes, marks=self.marks, furniture=self.signs, totals=self.totals
        )
        result.text_before = self.flow.cells(0, start)
        result.text_after = self.flow.cells(end, len(self.plain))
        return result
