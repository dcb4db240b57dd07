"""How the workbook looks: one table of formats, and what drop-downs and limits each kind of answer has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from scorer.domains import Domain
from scorer.observations import CHINESE, limits

FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
EDGE = {"border": 1, "border_color": "#BFBFBF"}
WRAP = {"text_wrap": True}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "plain": {},
    "note": {"font_color": "#595959"},
    "label": {"bold": True, "align": "right"},
    "head": {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "align": "center", **EDGE, **WRAP},
    "band": {"bold": True, "bg_color": "#DDEBF7", "top": 1, "bottom": 1, "border_color": "#9DC3E6"},
    "group": {"bold": True, "bg_color": "#BDD7EE", "font_size": 11, "top": 1, "bottom": 1, "border_color": "#9DC3E6"},
    "band_wrap": {"bold": True, "bg_color": "#DDEBF7", "align": "center", **EDGE, **WRAP},
    "text": {**EDGE, **WRAP},
    "center": {"align": "center", **EDGE, **WRAP},
    "quote": {"font_color": "#595959", "font_size": 9, **EDGE, **WRAP},
    "id": {"font_color": "#A6A6A6", "font_size": 8, **EDGE},
    "input": {"bg_color": "#FFF2CC", "locked": False, "align": "center", **EDGE},
    "date": {"bg_color": "#FFF2CC", "locked": False, "align": "center", "num_format": "yyyy-mm-dd", **EDGE},
    "words": {"bg_color": "#FFF9E5", "locked": False, **EDGE, **WRAP},
    "shut": {"bg_color": "#EDEDED", "font_color": "#7F7F7F", "align": "center", **EDGE},
    "key": {"bold": True, "bg_color": "#F2F2F2", **EDGE, **WRAP, "valign": "top"},
    "said": {**EDGE, **WRAP, "valign": "top"},
}  # fmt: skip
TALLEST = 409  # what a spreadsheet allows
LARGEST = 999_999_999_999_999
LONGEST_LIST = 255  # Excel's limit for a list written into the validation


def make_formats(book: Any) -> dict[str, Any]:
    """The formats of a workbook by name."""
    return {name: book.add_format({**FONT, **changes}) for name, changes in FORMATS.items()}


# --- validation ---------------------------------------------------------------------------------


def status_rule() -> dict[str, Any]:
    """The drop-down of statuses."""
    return {
        "validate": "list", "source": list(CHINESE.values()),
        "input_title": "状态", "input_message": "有数据时可不填。没有数据选“缺失”；本单位不涉及选“不适用”；超出常规但属实选“已核实”并写依据。",
        "error_title": "状态不对", "error_message": "请从下拉列表中选择。",
    }  # fmt: skip


def value_rule(domain: Domain, part: str = "value") -> dict[str, Any] | None:
    """The drop-down or the limits of a value; None where any words may stand."""
    if part in ("numerator", "denominator"):
        return _number(part)
    if part[0] == "p" and part[1:].isdecimal():
        return _count("这一期的次数")
    make = _RULES.get(domain.type)
    return make(domain) if make and not domain.periods else None


def _number(part: str) -> dict[str, Any]:
    name = {"numerator": "分子", "denominator": "分母"}[part]
    return {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST,
        "input_title": name, "input_message": f"填不小于0的数，{name}和另一个都要填；分母为0表示不适用（分子也填0）。填了就不要再填数值。",
        "error_title": f"{name}不对", "error_message": "要填不小于0的数字，不带单位，不加千位分隔符。",
    }  # fmt: skip


def _count(name: str) -> dict[str, Any]:
    return {
        "validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST,
        "input_title": "整数", "input_message": f"{name}，整数，没有发生的填0。",
        "error_title": "要填整数", "error_message": "要填不小于0的整数，不带单位，不加千位分隔符。",
    }  # fmt: skip


def _decimal(domain: Domain) -> dict[str, Any]:
    low = -LARGEST if domain.least is None else float(domain.least)
    high = LARGEST if domain.most is None else float(domain.most)
    between = limits(domain)["limits"] if (domain.least, domain.most) != (None, None) else "任意数字"
    return {
        "validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
        "error_type": "stop" if domain.firm else "warning",
        "input_title": "评分" if domain.firm else "数值", "input_message": _hint(domain, between),
        "error_title": "请核对", "error_message": f"应{between}。" + ("" if domain.firm else "确实如此的，状态选“已核实”并写明依据。"),
    }  # fmt: skip


def _hint(domain: Domain, between: str) -> str:
    if domain.firm:
        return f"分数，{between}。依据一栏写明谁、何时、为何。"
    if domain.scale is not None:
        return f"报表上的数（{domain.unit}），{between}；填了就不要再填分子、分母。不超过1的请写上{domain.unit}。"
    return f"数字，{between}，不带单位。"


def _grades(domain: Domain) -> dict[str, Any] | None:
    listed = list(reversed(domain.grades))
    if not listed or len(",".join(listed)) > LONGEST_LIST:
        return None
    return {
        "validate": "list", "source": listed, "input_title": "等次", "input_message": "从下拉列表中选择（由高到低）。",
        "error_title": "等次不对", "error_message": "请从下拉列表中选择。",
    }  # fmt: skip


def _fact(domain: Domain) -> dict[str, Any]:
    return {
        "validate": "list", "source": ["是", "否"], "input_title": "是或否", "input_message": "从下拉列表中选择。",
        "error_title": "只填是或否", "error_message": "请从下拉列表中选择“是”或“否”。",
    }  # fmt: skip


def _date(domain: Domain) -> dict[str, Any]:
    return {
        "validate": "date", "criteria": "between", "minimum": date(1990, 1, 1), "maximum": date(2099, 12, 31),
        "error_type": "warning", "input_title": "日期", "input_message": "完成的日期，例：2022-10-31。没有完成的填“否”。",
        "error_title": "请核对日期", "error_message": "要填日期（例：2022-10-31）；没有完成的填“否”，可继续。",
    }  # fmt: skip


_RULES: dict[str, Any] = {
    "number": _decimal, "points": _decimal, "grade": _grades, "fact": _fact, "date": _date,
    "count": lambda domain: _count(domain.name[:20]),
}  # fmt: skip


def height(texts: Iterable[tuple[str, float]], least: float = 20) -> float:
    """The height of a row in points, for texts in columns of the given widths (a Han character is two wide)."""
    lines = max((sum(_lines(line, width) for line in text.split("\n")) for text, width in texts), default=1)
    return min(TALLEST, max(least, 14.5 * lines + 5))


def _lines(line: str, width: float) -> int:
    return max(1, -(-round(_width(line)) // max(1, int(width) - 1)))


def _width(text: str) -> float:
    return sum(2 if ord(letter) > 0x2E7F else 1.1 for letter in text)
