"""The ledger: every character of the source is used by a field, is furniture, or is residue.

It is kept in every run and raises when the counts do not add up: that would be a bug of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog.base import Evidence
from catalog.model import LedgerCount, Residue
from extractor.document import Cell, Document

# Why text is residue, for a clerk.
REASONS = {
    "unread": "未归入任何字段", "paragraph": "表外段落", "table": "没有认作指标目录的表格", "nested": "单元格里嵌入的表格",
    "hidden": "隐藏文字", "comment": "批注", "placeholder": "未填写的占位文字", "merged": "被合并单元格盖住的文字",
    "field": "域代码", "ruby": "注音", "nested_too_deep": "嵌套过深的表格",
    "off_page": "页面之外或不显示的文字",
}  # fmt: skip
FREE, USED, FURNITURE, RESIDUE = 0, 1, 2, 3


class LedgerError(AssertionError):
    """The characters of a source do not add up; never the user's fault."""


@dataclass(slots=True)
class Ledger:
    """Marks over the linear text of one document."""

    document: Document
    _marks: bytearray = field(init=False)
    _reasons: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._marks = bytearray(len(self.document.text))
        for furniture in self.document.furniture:
            self.furnish(furniture.span.start, furniture.span.end)
        for span, reason in self.document.residue:
            self.leave(span.start, span.end, reason)

    def use(self, start: int, end: int) -> None:
        """A field took these characters."""
        self._mark(start, end, USED)

    def take(self, evidence: list[Evidence]) -> None:
        """A field took the characters of this evidence."""
        for item in evidence:
            self.use(item.start, item.end)

    def furnish(self, start: int, end: int) -> None:
        """These characters are furniture: headings of columns, page headers, form lines."""
        self._mark(start, end, FURNITURE)

    def use_cell(self, cell: Cell) -> None:
        """A field took the whole cell."""
        for span in cell.spans():
            self.use(span.start, span.end)

    def furnish_cell(self, cell: Cell) -> None:
        """The whole cell is furniture."""
        for span in cell.spans():
            self.furnish(span.start, span.end)

    def leave(self, start: int, end: int, reason: str) -> None:
        """These characters go to residue, for `reason`."""
        self._mark(start, end, RESIDUE)
        self._reasons.append((start, end, reason))

    def free(self, start: int, end: int) -> bool:
        """Whether none of these characters is accounted for yet."""
        return not any(self._marks[start:end])

    def close(self) -> tuple[LedgerCount, list[Residue]]:
        """Count everything; what is left over and not blank becomes residue.

        Raises LedgerError when a character of the source is in none of the three books.
        """
        counts = [0, 0, 0, 0]
        residue: list[Residue] = []
        for piece in self.document.pieces:
            self._close_piece(piece.start, piece.end, residue)
            marks = self._marks[piece.start : piece.end]
            for mark in (FREE, USED, FURNITURE, RESIDUE):
                counts[mark] += marks.count(mark)
        characters = sum(piece.end - piece.start for piece in self.document.pieces)
        self._check(characters, counts)
        count = LedgerCount(
            characters=characters, used=counts[USED], furniture=counts[FURNITURE], residue=counts[RESIDUE]
        )
        return count, residue

    def _mark(self, start: int, end: int, mark: int) -> None:
        self._marks[start:end] = bytes([mark]) * (end - start)

    def _close_piece(self, start: int, end: int, residue: list[Residue]) -> None:
        for run_start, run_end, mark in self._runs(start, end):
            text = self.document.text[run_start:run_end]
            if mark == FREE and not text.strip():
                self.furnish(run_start, run_end)
            elif mark in (FREE, RESIDUE):
                reason = self._reason(run_start)
                self._mark(run_start, run_end, RESIDUE)
                residue.append(Residue(text=text, place=self.document.place(run_start), reason=reason))

    def _runs(self, start: int, end: int) -> list[tuple[int, int, int]]:
        runs, marks = [], self._marks
        while start < end:
            stop = start + len(marks[start:end]) - len(marks[start:end].lstrip(marks[start : start + 1]))
            runs.append((start, stop, marks[start]))
            start = stop
        return runs

    def _reason(self, offset: int) -> str:
        named = [reason for start, end, reason in self._reasons if start <= offset < end]
        return REASONS.get(named[-1], named[-1]) if named else REASONS["unread"]

    def _check(self, characters: int, counts: list[int]) -> None:
        if counts[FREE] or characters != sum(counts):
            raise LedgerError(f"ledger: {characters} characters, {counts} booked")
        shown = sum(len("".join(self.document.text[p.start : p.end].split())) for p in self.document.pieces)
        if shown != self.document.visible + self.document.generated:
            raise LedgerError(
                f"reader: {self.document.visible} visible + {self.document.generated} generated characters "
                f"in the source, {shown} in the document"
            )
