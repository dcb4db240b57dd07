"""Readable Chinese for values of a catalogue: what a clerk reads in tables, workbooks and on the screen."""

from __future__ import annotations

import re

from catalog.base import Evidence, Place, plain
from catalog.model import Formula, Repair, RuleClause, Target

_COMPOUND = re.compile(r"[+＋×*÷/／]|(?<![0-9])[-－](?![0-9])")
SIGNS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}
PERIODS = {"year": "每年", "quarter": "每季度", "month": "每月", "week": "每周", "day": "每日"}
RULES = {
    "zero": "不得分", "deduct_each": "每项（次、例）扣", "deduct_step": "每级扣", "deduct_once": "扣", "tiers": "分档得分",
    "full_if": "得满分", "pro_rata": "按比例得分", "rank": "按排名得分", "bonus": "加分", "judgement": "酌情（人工评分）",
    "external": "按另外的办法", "not_applicable": "不考核此项", "veto": "一票否决", "veto_excellence": "一票否优",
    "unspecified": "原文未写如何得分扣分",
}  # fmt: skip
FIELDS = {
    "row": "整行", "name": "名称", "points": "分值", "path": "上级栏目", "requirement": "要求", "targets": "目标",
    "rules": "规则", "formulas": "公式",
}  # fmt: skip
CORRECTIONS = {
    "lost_sign": "补回符号", "chunk_joined": "接上分段", "row_joined": "接上断行", "heading_repeated": "去掉重复栏目",
    "erratum": "更正", "glyph": "字形", "revision": "修订",
}  # fmt: skip
CERTAINTIES = {"certain": "确定", "likely": "推断", "review": "待核对"}
VETOES = {"veto": "一票否决", "veto_excellence": "一票否优"}


def target(item: Target) -> str:
    """ "办结及时率 ≥ 100%（常规读法）"."""
    if item.relation == "between":
        amount = f"{plain(item.low) if item.low is not None else ''}～{plain(item.high) if item.high is not None else ''}{item.unit or ''}"
    else:
        value = item.value if isinstance(item.value, str) else plain(item.value) if item.value is not None else ""
        amount = f"{SIGNS[item.relation]} {value}{item.unit or ''}"
    notes = [PERIODS[item.per]] if item.per else []
    notes += ["力争"] if item.modality == "strive" else []
    notes += [f"{item.deadline}前"] if item.deadline else []
    notes += {"read": [], "convention": ["符号按惯例"], "inferred": ["符号为推断"]}[item.sign]
    return f"{item.measure} {amount}" + (f"（{'，'.join(notes)}）" if notes else "")


def rule(item: RuleClause) -> str:
    """ "未完成1项：每项（次、例）扣 5 分"."""
    words = "得" if item.kind == "full_if" and item.points is not None else RULES[item.kind]
    if item.kind == "deduct_step" and item.step is not None:
        words = f"每一级（步长 {plain(item.step)}）扣"
    if item.points is not None:
        words += f" {plain(item.points)} 分"
    if item.cap is not None:
        words += f"（上限 {plain(item.cap)} 分）"
    return f"{item.condition}：{words}" if item.condition else words


def formula(item: Formula) -> str:
    """ "甲率＝甲÷乙×100"; operands with signs of their own stand in brackets."""
    scale = f"×{item.scale}" if item.scale != "1" else ""
    below = f"÷{_operand(item.denominator)}" if item.denominator is not None else ""
    above = _operand(item.numerator) if below else item.numerator
    return f"{item.name}＝{above}{below}{scale}" + ("（有推断的符号）" if item.inferred else "")


def _operand(text: str) -> str:
    return f"（{text}）" if _COMPOUND.search(text) else text


def quoted(evidence: list[Evidence]) -> str:
    """The printed words, the pieces of a cut row joined."""
    return "".join(piece.quote for piece in evidence)


def mended(evidence: list[Evidence], repairs: list[Repair], mark: str = "{}") -> str:
    """The printed words with the lost signs put back; `mark` shows them: "〔{}〕" gives 总数〔×〕100〔%〕."""
    waiting = sorted(repairs, key=lambda repair: repair.at)
    parts: list[str] = []
    for piece in evidence:
        done = piece.start
        while waiting and waiting[0].at <= piece.end:
            repair = waiting.pop(0)
            parts += (piece.quote[done - piece.start : repair.at - piece.start], mark.format(repair.sign))
            done = max(done, repair.at)
        parts.append(piece.quote[done - piece.start :])
    return "".join(parts)


def place(item: Place) -> str:
    """ "第1个表第8行第5列", "第4段", "第3页", "工作表“表2”C5", "附件2.docx 第4段"."""
    inside = f"工作表“{item.sheet}”{item.cell or ''}" if item.sheet is not None else _on_page(item)
    return f"{item.file} {inside}".strip() if item.file is not None else inside


def _on_page(item: Place) -> str:
    parts = []
    if item.page is not None:
        parts.append(f"第{item.page}页")
    if item.page is not None and item.row is not None and item.column is not None:
        parts.append(f"表格第{item.row + 1}行第{item.column + 1}列")
    elif item.table is not None and item.row is not None and item.column is not None:
        parts.append(f"第{item.table + 1}个表第{item.row + 1}行第{item.column + 1}列")
    elif item.block is not None and item.page is None:
        parts.append(f"第{item.block + 1}段")
    if item.line is not None:
        parts.append(f"（文本第{item.line}行）")
    return "".join(parts)
