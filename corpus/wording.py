"""What the gate says, in Chinese that a clerk reads: measures, rates and differences."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from catalog import wording
from catalog.base import Model
from catalog.model import Formula, RuleClause, Target
from corpus.measures import ASKED, ROWS, Difference, Result, Tally

MEASURES = {
    "rows": "行", "name": "名称", "number": "编号", "path": "路径", "points": "分值", "parts": "分项", "requirement": "要求",
    "veto": "否决", "targets": "目标", "rules": "规则", "formulas": "公式", "asked": "应提示", "refused": "拒读",
    "silent": "无声差错", "needless": "多余提示",
}  # fmt: skip
NEAR = 12  # characters that are shown on each side of where two texts part
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SAYS: dict[str, tuple[type[Model], Any]] = {
    "targets": (Target, wording.target), "rules": (RuleClause, wording.rule), "formulas": (Formula, wording.formula),
}  # fmt: skip


def per_cent(share: Fraction) -> str:
    """One digit behind the point, never rounded up to 100."""
    thousandths = int(share * 1000)
    return f"{thousandths // 10}.{thousandths % 10}" if share != 1 else "100"


def rates(tally: Tally) -> str:
    """ "精确率100% 召回率95.0%（19/20）"."""
    counts = f"对{tally.right}，应有{tally.expected}，读出{tally.found}"
    return f"精确率{per_cent(tally.precision)}% 召回率{per_cent(tally.recall)}%（{counts}）"


def where(result: Result) -> str:
    """The case and the source."""
    return f"{result.case}/{result.source}"


def difference(item: Difference) -> str:
    """ "第3项“床位使用率”分值（无提示）：应为 5，读成 6"."""
    row = f"第{item.row}项" if item.row is not None else "多出的一项"
    if item.measure == ASKED:
        return f"{row}“{item.name}”{MEASURES[str(item.expected)]}：应当提示核对，没有提示"
    told = "有提示" if item.doubted else "无提示"
    return clean(f"{row}“{item.name}”{MEASURES[item.measure]}（{told}）：{_both(item)}")


def _both(item: Difference) -> str:
    if item.measure == ROWS:
        return "原文有，没有读出" if item.found is None else f"原文没有，读出了{_quoted(str(item.found)[:60])}"
    if isinstance(item.expected, str) and isinstance(item.found, str):
        return "应为 {}，读成 {}".format(*map(_quoted, _parting(item.expected, item.found)))
    said = [value(item.measure, each) for each in (item.expected, item.found)]
    if said[0] == said[1]:  # they differ in what the wording leaves out
        said = [_plain(item.expected), _plain(item.found)]
    return f"应为 {said[0]}，读成 {said[1]}"


def value(measure: str, held: Any) -> str:
    """A value as a clerk would say it; nothing is 无."""
    if held is None or held == []:
        return "无"
    if isinstance(held, list) and measure in _SAYS:
        return "；".join(_object(measure, each) for each in held)
    return _quoted(held) if isinstance(held, str) else _plain(held)


def _object(measure: str, held: Any) -> str:
    model, say = _SAYS[measure]
    try:
        given = held | {"id": "", "expression": "", "scale": str(held["scale"])} if model is Formula else held
        given = held | {"id": ""} if model is Target else given
        return _quoted(say(model.model_validate(given)))
    except (ValidationError, TypeError, KeyError):  # typed by hand and not of the kind that it should be
        return _plain(held)


def _plain(held: Any) -> str:
    return json.dumps(held, ensure_ascii=False, default=_number)


def _number(held: Any) -> float | str:
    return float(held) if isinstance(held, Decimal) else str(held)


def _quoted(text: str) -> str:
    return f"“{text}”".replace("\n", "⏎")


def _parting(first: str, second: str) -> tuple[str, str]:
    """Two texts cut to where they part: what both begin and end with is left out but for some characters."""
    limit = min(len(first), len(second))
    begin = next((i for i in range(limit) if first[i] != second[i]), limit)
    end = next((i for i in range(limit - begin) if first[-1 - i] != second[-1 - i]), limit - begin)
    return _cut(first, begin, len(first) - end), _cut(second, begin, len(second) - end)


def _cut(text: str, begin: int, end: int) -> str:
    start, stop = max(begin - NEAR, 0), min(end + NEAR, len(text))
    return ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")


def clean(text: str) -> str:
    """Text on one line, without control characters and halves of characters."""
    return _CONTROL.sub("", text.replace("\n", "⏎"))
