"""Quantities as notices print them: numbers with units, percentages, ranges, ratios, grades, relations.

All patterns work on normalised text (see `normalize`), so that one sign has one form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.zh.numerals import ARABIC_PATTERN, HAN, NUMBER_PATTERN, number

Relation = Literal[">=", "<=", "=", ">", "<"]

# Longest first: 人次 before 人. Units that measure (a step of them is a deduct_step), then units that count.
MEASURE_UNITS = (
    "个百分点", "百分点", "平方米", "平方公里", "㎡", "m²", "m2", "km²", "㎢", "公里", "小时", "分钟", "工作日", "个工作日", "自然日",
    "万元", "亿元", "千元", "元", "天", "日", "秒", "吨", "亩", "公顷", "倍", "个月", "岁", "年", "周", "级", "米", "分贝", "学时", "学分",
    "课时", "微克/立方米", "毫克/立方米", "毫克/升", "平米", "立方米", "m³", "m3", "公斤", "千克", "毫克", "克", "毫升", "升", "厘米", "毫米", "千米",
    "km", "cm", "mm", "吨标准煤", "千瓦时", "kWh", "千瓦", "℃", "摄氏度", "dB", "Ω", "欧姆", "mg/L", "mg/kg", "μg/m³", "μg/m3", "ppm", "DDDs",
    "DDDS", "DDD", "MPa", "Mpa", "kPa", "Pa", "kg", "mL", "ml", "lx", "km/h", "kV", "kW", "延米", "延长米", "标准差", "GB", "MB", "TB", "档次", "名次", "个小时", "个自然日", "人天", "个学时", "个课时",
)  # fmt: skip
COUNT_UNITS = (
    "人次", "人份", "遍", "例次", "床日", "张床", "批次", "人", "次", "例", "名", "项", "个", "件", "种", "份", "篇", "家", "所", "场", "期", "起",
    "宗", "户", "台", "套", "条", "处", "位", "辆", "门", "节", "部", "张", "本", "册", "支", "只", "届", "轮", "类", "对", "村", "社区",
    "床", "亿", "万", "科", "部门", "单位", "街道", "乡镇", "点", "块", "间", "座", "棵", "头", "幅", "版", "期次", "场次", "台次", "车次", "班次", "户次", "家次", "具", "盏", "株", "枚", "笔", "堂",
    "页", "桌", "根", "桶", "箱", "瓶", "艘", "架", "栋", "幢",
)  # fmt: skip
UNITS = tuple(sorted(MEASURE_UNITS + COUNT_UNITS, key=len, reverse=True))
_UNIT = "|".join(f"{unit}(?![级龄代])" if unit == "年" else unit for unit in UNITS)
_PERIODS = "学年|学期|半年|季度|季|年|月|周|日|天"
_OF = "千人|万人|百人|人次|人|张床|百床|床|平方米|㎡|平米|立方米|公顷|亩|户|村|班|层|所|校|站|家|台|辆|套|件|例|次|万元|元|科室|百元|千克|公斤"
_PER = rf"(?:\s?/\s?(?:{_PERIODS}|[百千万](?:名|人|张|户)[一-鿿]{{1,6}}(?=[，。；、)\s]|\Z)|{_OF}|[一-鿿]{{1,3}}(?=[，。；、)以的及或\s]|\Z)))?"
_DASH = r"\s?(?:-{1,2}|~|至|到)\s?"

PERCENT = rf"(?:{ARABIC_PATTERN}\s?[%‰]|百分之{NUMBER_PATTERN}|千分之{NUMBER_PATTERN})"
_ENDS = r"(?:\((?:含|不含)\))?"
PERCENT_RANGE = rf"{ARABIC_PATTERN}\s?%?{_ENDS}{_DASH}{ARABIC_PATTERN}\s?%"
RATIO = rf"{ARABIC_PATTERN}\s?:\s?{ARABIC_PATTERN}(?![0-9]|:[0-9])"
UNIT_RANGE = rf"{ARABIC_PATTERN}(?:{_UNIT})?{_DASH}{ARABIC_PATTERN}\s?(?:{_UNIT}){_PER}"
PLAIN = rf"{NUMBER_PATTERN}\s?(?:余|多)?(?:[万亿千](?=[^元0-9]))?(?:{_UNIT}){_PER}"
PER_MANY = rf"{ARABIC_PATTERN}\s?/\s?(?:10|十|百|100)?\s?万(?:人口?)?"  # 12/10万
BARE = rf"{ARABIC_PATTERN}(?![0-9A-Za-z%‰.:])"

QUANTITY = re.compile(
    rf"(?P<percent_range>{PERCENT_RANGE})|(?P<percent>{PERCENT})|(?P<ratio>{RATIO})|(?P<per_many>{PER_MANY})"
    rf"|(?P<unit_range>{UNIT_RANGE})|(?P<plain>{PLAIN})|(?P<bare>{BARE}|(?<=为)零(?![一-鿿]))"
)
_PLAIN_PARTS = re.compile(rf"({NUMBER_PATTERN})\s?(?:余|多)?((?:[万亿千](?=[^元0-9]))?(?:{_UNIT}))({_PER})\Z")
_UNIT_AT_END = re.compile(rf"({_UNIT})({_PER})\Z")
_ARABIC = re.compile(ARABIC_PATTERN)
_PERCENT_WORDS = re.compile(r"[%‰\s]|百分之|千分之")
LETTER_GRADE = r"[A-D][+-]{0,2}"
WORD_GRADE = (
    r"[一二三]级[甲乙丙特]等|优秀|优良|良好|优|良|中等|合格|达标|先进|一等|二等|三等|甲级|乙级|甲等|乙等|一类|二类"
)
GRADE = re.compile(
    rf"(?P<open>[\"'‘’]?)(?P<grade>{LETTER_GRADE}|{WORD_GRADE})(?P<close>[\"'‘’]?)(?P<noun>等次|等级|级别|级|档次|档|等)?"
)

# Words before a quantity. A relation that stands in a condition of a deduction is no target; see fields.
PREFIX_RELATIONS: dict[str, Relation] = {
    "≥": ">=", ">=": ">=", "=>": ">=", "大于等于": ">=", "大于或等于": ">=", "不少于": ">=", "不低于": ">=", "不得少于": ">=",
    "不得低于": ">=", "不应低于": ">=", "不能低于": ">=", "不应少于": ">=", "不能少于": ">=", "不小于": ">=", "至少": ">=", "最少": ">=",
    "达到": ">=", "达": ">=", "达成": ">=", "提高到": ">=", "提升到": ">=", "提升至": ">=", "提高至": ">=", "增长到": ">=", "上升到": ">=",
    "保持在": ">=", "稳定在": ">=", "须达": ">=", "突破": ">=", "不下于": ">=", "为": ">=",
    "精确到": "<=", "≤": "<=", "<=": "<=", "=<": "<=", "小于等于": "<=", "小于或等于": "<=", "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=",
    "不得超过": "<=", "不得高于": "<=", "不得多于": "<=", "不应超过": "<=", "不能超过": "<=", "不应高于": "<=", "不能高于": "<=", "最多": "<=",
    "至多": "<=", "控制在": "<=", "降低到": "<=", "降低至": "<=", "降至": "<=", "下降到": "<=", "下降至": "<=", "降到": "<=", "压缩到": "<=", "缩短至": "<=", "压缩至": "<=", "压减至": "<=", "压降至": "<=", "缩短到": "<=", "不超": "<=",
    ">": ">", "大于": ">", "超过": ">", "高于": ">", "多于": ">", "超": ">",
    "<": "<", "小于": "<", "低于": "<", "少于": "<", "不足": "<", "不满": "<", "不到": "<",
    "=": "=", "等于": "=",
}  # fmt: skip
SUFFIX_RELATIONS: dict[str, Relation] = {
    "及以上": ">=", "及其以上": ">=", "或以上": ">=", "以上": ">=", "含以上": ">=",
    "及以下": "<=", "或以下": "<=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=",
}  # fmt: skip
STRIVE = ("力争", "争取", "努力", "逐步", "力求", "鼓励", "积极争创")
MUST = ("确保", "必须", "应当", "应", "须", "需", "要", "均", "都", "原则上", "总体", "平均")

_PREFIX = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, PREFIX_RELATIONS), key=len, reverse=True))})\s?(?:到|为|在)?\s?\Z"
)
_SUFFIX = re.compile(
    rf"(?:\((?P<kind>含|不含)[^()]{{0,6}}\))?\s?(?P<word>{'|'.join(sorted(SUFFIX_RELATIONS, key=len, reverse=True))})"
    r"(?<!(?<![以之])内(?=容|镜|涵|部(?!署)|科(?!室)))"
)
_RELATION_WORD = re.compile(r"(?:到|为|在|\s)+\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at characters `start` to `end`: one value, or `low` and `high`, or a ratio or grade.

    `value` of a percentage is in percent (‰ keeps its own unit). `unit` is without `/年`; that is `per`.
    """

    start: int
    end: int
    kind: Literal["percent", "ratio", "count", "measure", "bare", "grade"]
    unit: str | None
    value: Decimal | str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    per: str | None = None


def quantities(text: str) -> list[Quantity]:
    """All quantities of a normalised text, left to right."""
    return [quantity for match in QUANTITY.finditer(text) if (quantity := _quantity(match)) is not None]


def grades(text: str) -> list[Quantity]:
    """All grades of a normalised text: B+ and 良 are places in an order, kept as printed."""
    return [
        Quantity(match.start(), match.end(), "grade", None, match["grade"])
        for match in GRADE.finditer(text)
        if len(match["open"]) == len(match["close"]) and not _inside_word(text, match)
    ]


def relation_before(text: str, end: int) -> tuple[int, Relation, str] | None:
    """The relation word that ends at `end`: (its start, the relation, the word), or None."""
    match = _PREFIX.search(text[max(0, end - 10) : end])
    if match is None:
        return None
    word = match.group().strip()
    word = word if word in PREFIX_RELATIONS else _RELATION_WORD.sub("", word)
    return max(0, end - 10) + match.start(), PREFIX_RELATIONS[word], word


def relation_after(text: str, start: int) -> tuple[int, Relation] | None:
    """The relation word that begins at `start`: (its end, the relation), or None."""
    match = _SUFFIX.match(text, start)
    if match is None:
        return None
    relation = SUFFIX_RELATIONS[match["word"]]
    strict: dict[Relation, Relation] = {">=": ">", "<=": "<"}
    return match.end(), strict[relation] if match["kind"] == "不含" else relation


def counts(unit: str | None) -> bool:
    """Whether a unit counts things (次, 例, 项) instead of measuring (百分点, 天, 元)."""
    return unit in COUNT_UNITS


def _quantity(match: re.Match[str]) -> Quantity | None:
    kind, text = match.lastgroup or "bare", match.group()
    start, end = match.span()
    if kind == "percent":
        return Quantity(start, end, "percent", "‰" if text[-1] == "‰" or text[0] == "千" else "%", _percent(text))
    if kind == "ratio":
        return Quantity(start, end, "ratio", None, re.sub(r"\s", "", text))
    if kind == "per_many":
        value, _, of = re.sub(r"\s", "", text).partition("/")
        return Quantity(start, end, "measure", f"/{of}", number(value))
    if kind == "bare":
        return Quantity(start, end, "bare", None, number(text))
    if kind == "plain":
        return _plain(start, end, text)
    return _range(start, end, text, "%" if kind == "percent_range" else None)


def _percent(text: str) -> Decimal | None:
    return number(_PERCENT_WORDS.sub("", text))


def _plain(start: int, end: int, text: str) -> Quantity | None:
    match = _PLAIN_PARTS.match(text)
    value = number(match[1]) if match else None
    if match is None or value is None:
        return None
    unit = match[2] if match[2] in ("个", "个月") else match[2].removeprefix("个")
    per = _per(match[3])
    whole = unit if per is None or per in _PERIODS.split("|") else f"{unit}/{per}"  # 元/人 is one unit, 次/年 is not
    return Quantity(start, end, "count" if counts(unit) else "measure", whole, value, per=per)


def _range(start: int, end: int, text: str, unit: str | None) -> Quantity | None:
    low, high = _ARABIC.findall(text)[:2]
    match = _UNIT_AT_END.search(text)
    unit = unit or (match[1] if match else None)
    kind: Literal["percent", "count", "measure"] = "percent" if unit == "%" else "count" if counts(unit) else "measure"
    per = _per(match[2]) if match else None
    return Quantity(start, end, kind, unit, None, number(low), number(high), per)


def _per(text: str) -> str | None:
    return text.strip(" /") or None


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """B超, ABC and 优势 hold no grade: a letter must stand alone, a word must be quoted or followed by a noun."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if match["grade"][0] in "ABCD":
        return bool(re.match(r"[A-Za-z0-9]", before) or re.match(r"[A-Za-z0-9超型区类]", after))
    return not (match["open"] or match["noun"] or re.match(r"(?:及|或)?以上", text[match.end() :]))


def is_han_number(text: str) -> bool:
    """Whether the quantity is written in Chinese numerals, which also stand in names (十项制度)."""
    return text[:1] in HAN
