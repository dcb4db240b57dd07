"""The layout of the workbook, known to the writer and to the reader alike: names of sheets, columns, first rows."""

from __future__ import annotations

from typing import Literal

Shape = Literal["one", "many"]

FILL, PERIODS, SPECIAL, RULES, NOTES, META = "填报", "分期填报", "特殊情况", "指标", "说明", "zhibiao"
SHEETS = (FILL, PERIODS, SPECIAL, RULES, NOTES, META)
FORM_VERSION = "2"
META_INPUT, META_INSTITUTION = "input", "institution"
ID_NAME = "输入项编号"
POINTER = "→"  # where the value is asked for in another sheet

# 填报 for one institution: the columns, and which part of an observation each holds.
ONE = {
    "输入项": "name", "单位": "unit", "怎么填": "how", "对照": "aims", "数值": "value", "分子": "numerator", "分母": "denominator",
    "状态": "status", "依据": "evidence", "原文": "quote", "输入项编号": "input",
}  # fmt: skip
ONE_COLUMN = {part: column for column, part in enumerate(ONE.values())}
ONE_ANSWERS = ("value", "numerator", "denominator", "status", "evidence")
ONE_HEADER = 3
ONE_INSTITUTION = (1, 1)

# 分期填报 for one institution: name, unit, a column for each period, id.
PERIOD_HEADER = 1
PERIOD_FIRST = 2
PERIOD_ID = 14

# 填报 for many institutions: a row of ids, rows of words, institutions below; a column for each part of each input.
MANY_IDS, MANY_HOMES, MANY_NAMES, MANY_PARTS, MANY_FIRST = 1, 2, 3, 4, 5
MANY_ID = "institution"
PART_NAMES = {"value": "数值", "numerator": "分子", "denominator": "分母", "status": "状态", "evidence": "依据"}

# 特殊情况 for many institutions: what is out of the ordinary, one line each.
SPECIAL_COLUMNS = {"机构": "institution", "输入项编号": "input", "输入项": "name", "状态": "status", "依据": "evidence"}
SPECIAL_HEADER = 1
SPECIAL_ROWS = 200
