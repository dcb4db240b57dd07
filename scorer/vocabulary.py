"""The words of rendered terms, once for writing (`scorer.render`) and reading (`scorer.parse`).

Names stand bare in a sentence where a reader of the sentence, man or machine, finds their two ends; elsewhere
they stand in quotation marks. `TOKENS` are the signs of the language of terms; `terms.lark` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from catalog.base import plain
from catalog.rules import Partial, Relation, Reweight, Rounding, Side, Ties, VetoEffect
from catalog.wording import PERIODS

Statistic = Literal["mean", "median", "percent_rank", "max", "min"]
Absent = Literal["spread", "full", "undetermined"]

RELATIONS: dict[Relation, str] = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "=": "等于"}
FALLS = {"below": ("低于", "降低"), "above": ("高于", "超过")}
STATISTICS: dict[Statistic, str] = {
    "mean": "平均值", "median": "中位值", "max": "最高值", "min": "最低值", "percent_rank": "百分位",
}  # fmt: skip
SCALES = {"1": "", "100": "×100%", "1000": "×1000‰"}
SIGNS = {"100": "%", "1000": "‰"}
STEPS = {"%": "个百分点", "‰": "个千分点"}
ROUNDINGS: dict[Rounding, str] = {"half_up": "四舍五入", "half_even": "四舍六入五成双"}
PARTIALS: dict[Partial, str] = {"ceil": "按一步计", "floor": "不计", "exact": "按比例计", "undetermined": "原文未定"}
TIES: dict[Ties, str] = {
    "best": "并列取前",
    "worst": "并列取后",
    "mean": "并列取平均",
    "undetermined": "并列如何计分，原文未定",
}
BEST: dict[Side, str] = {"high": "高的在前", "low": "低的在前", "undetermined": "高的在前还是低的在前，原文未定"}
REWEIGHTS: dict[Reweight, str] = {
    "drop": "其分值不计", "spread": "其分值分给其余指标", "full": "按满分计",
    "undetermined": "其余指标如何折算，原文未定",
}  # fmt: skip
EFFECTS: dict[VetoEffect, str] = {
    "item_zero": "一票否决（本项不得分）",
    "total_zero": "一票否决（全部不得分）",
    "grade_cap": "降低考核等次（不影响得分）",
    "bar_top_grade": "一票否优（不得评为优秀，不影响得分）",
    "undetermined": "一票否决（否决范围原文未定：本项或全部）",
}
COUNTED = "项（例、次）"  # the unit of what a clause counts, where the notice prints none
NO_TABLE = "名次—分值对照表原文未给"
NO_BASE = "（比例基数原文未给）"
WON_UNSTATED = "加分（加多少分，原文未定）"
NONE_FITS = "；都不符合的〔得多少分，原文未定〕"
REST_UNSTATED = "其余〔得多少分，原文未定〕"
LOSS_UNSTATED = "；〔未达标如何扣分，原文未定〕"
ABSENT: dict[Absent, str] = {
    "spread": "；不适用的分项，其分值分给其余分项",
    "full": "；不适用的分项，按满分计",
    "undetermined": "",
}
NOTHING_APPLIES = "所需数据均不适用（分母为0）"
NO_PARTS, NO_BRANCHES = "〔没有分项〕", "〔没有分支〕"


# --- texts between brackets -----------------------------------------------------------------------


def enclose(text: str, brackets: str = "“”") -> str:
    r"""Text between brackets: 〔国卫〔2015〕94号〕. Brackets in it that do not pair off have a \ before them."""
    marks = r"\\" if re.fullmatch(_paired(brackets), text) else rf"[\\{brackets}]"
    return brackets[0] + re.sub(marks, r"\\\g<0>", text) + brackets[1]


def disclose(text: str) -> str:
    """The text that stands between the brackets at its ends."""
    return re.sub(r"\\([\s\S])", r"\1", text[1:-1])


def _paired(brackets: str) -> str:
    opening, closing = brackets[0], brackets[1]
    return rf"(?:[^{brackets}]|{opening}[^{brackets}]*{closing})*"


def _enclosed(brackets: str = "“”", before: str = "") -> str:
    opening, closing = brackets[0], brackets[1]
    plainly = rf"[^{brackets}\\]|\\[\s\S]"
    return rf"{opening}{before}(?:{plainly}|{opening}(?:{plainly})*{closing})*{closing}"


# --- the signs of the language --------------------------------------------------------------------


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]+)?"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_OPEN = "[“［]"  # what a name in marks begins with
_CLOSED = "“”〔〕［］（）；，×÷＋－"  # what no bare word holds, but for （…） inside a name
_BARE_GROUP = rf"(?:(?!中的|^[ 　]|[ 　]$)[^在\\{_CLOSED}\r\n])+"
_BARE_GRADE = r"[^、（）“”\\]+"
_GROUP = f"(?:{_enclosed()}|{_BARE_GROUP})"
_GRADE = f"(?:{_enclosed()}|{_BARE_GRADE})"
_STATISTIC = _either(STATISTICS.values())

TOKENS = {
    "QUOTED": _enclosed(),
    "ID": _enclosed("［］"),
    "NUMBER": NUMBER,
    # measures
    "_PLUS": "＋",
    "_MINUS": "－",
    "_TIMES": "×",
    "_DIVIDED": "÷",
    "SCALE": _either(filter(None, SCALES.values())),
    "_OPENS": "（",
    "_CLOSES": "）",
    "_DIFFERENCE": "之差）",
    "_PARAMETER": "〔外部参数：",
    "_SUM": "〔相加：",
    "_PRODUCT": "〔相乘：",
    "ROUND": rf"，{_either(ROUNDINGS.values())}到[0-6]位小数〕",
    "COHORT": rf"在{_GROUP}中的{_STATISTIC}",
    # predicates
    "RELATION": _either(RELATIONS.values()),
    "_UNEQUAL": "不等于",
    "STRIVE": "（力争）",
    "_IN": "在(?=-?[0-9])",
    "_TO": "至(?=-?[0-9])",
    "_BETWEEN": "之间",
    "_REACHES": "达到(?=“)",
    "_OR_BETTER": "及以上",
    "ORDER": rf"（等次由低到高：{_GRADE}(?:、{_GRADE})*）",
    "DONE": rf"未?(?:于(?:{_DATE}|{_enclosed()})前)?完成(?={_OPEN})",
    "_NONE": "未发生",
    "_SOME": "发生",
    "PERIOD": rf"{_either(PERIODS.values())}(?={_OPEN})",
    "_AT_LEAST": "均不少于",
    "JUDGED": _enclosed("〔〕", "人工认定："),
    "_FALSE": "不成立",
    "_NOT": "不满足〔",
    "_ALL": "全部满足〔",
    "_ANY": "任一满足〔",
    "_OR": "，或",
    "_LEFT": "〔",
    "_RIGHT": "〕",
    "_SEMI": "；",
    "_COMMA": "，",
    "_RECORDED": "（记入",
    # losses
    "_WHEN": "的，",
    "LOST": f"扣{NUMBER}分",
    "MOST_LOST": f"，最多扣{NUMBER}分",
    "_EACH": "每1(?![0-9.])",
    "_STEP": f"，每{_either(words for _, words in FALLS.values())}(?=-?[0-9])",
    "_SHORT_OF_ONE": "（不足一",
    "_SHORT_OF": "（不足(?=-?[0-9])",
    "PARTIAL": f"的：{_either(PARTIALS.values())}）",
    "_ZERO": "，该项不得分",
    "_JUDGE_LOSS": "〔人工评分〕酌情扣分：",
    "DOCUMENT_LOSS": f"按{_enclosed('〔〕')}扣分",
    # item scores
    "_MET": "满足(?=〔)",
    "_FULL": "得满分，否则该项不得分",
    "_FROM_FULL": "基础分为满分",
    "FLOOR": rf"，扣完为止(?:（原文未写）|（最低{NUMBER}分）)?",
    "LEAST": f"，最低{NUMBER}分",
    "MOST": f"，最高{NUMBER}分",
    "GOT": f"得{NUMBER}分",
    "REST": f"；?(?:其余得{NUMBER}分|{re.escape(REST_UNSTATED)})",
    "_IS": "为(?=-?[0-9])",
    "_LINEAR": "得满分，其间按比例得分",
    "_BY": "按",
    "_PRO_RATA": "的比例得分",
    "_NO_BASE": NO_BASE,
    "_BASE": "（以",
    "_AS_FULL": "为满分）",
    "RANKED": rf"在{_GROUP}中的名次得分（[^（）]*）",
    "SHARE": f"（(?:{NUMBER}分|分值原文未定)）：",
    "NO_PARTS": NO_PARTS,
    "ABSENT": _either(filter(None, ABSENT.values())),
    "_ELSE": "；否则，",
    "NO_BRANCHES": NO_BRANCHES,
    "NO_FIT": f"；都不符合的，得{NUMBER}分|{re.escape(NONE_FITS)}",
    "WON": f"加{NUMBER}分|{re.escape(WON_UNSTATED)}",
    "MOST_WON": f"，最多加{NUMBER}分",
    "_JUDGE": "〔人工评分〕酌情得分：",
    "DOCUMENT": f"按{_enclosed('〔〕')}得分",
    "_TARGET": "目标：",
    "_UNSPECIFIED": LOSS_UNSTATED,
    # institution
    "_NOTHING_APPLIES": NOTHING_APPLIES,
    "NOT_ASSESSED": f"不考核此项（{_either(REWEIGHTS.values())}）",
    "EFFECT": _either(EFFECTS.values()),
}

# The pieces of those signs that hold several.
PIECES = {
    "ROUND": rf"，({_either(ROUNDINGS.values())})到([0-6])位小数〕",
    "COHORT": rf"在({_GROUP})中的({_STATISTIC})",
    "ORDER": r"（等次由低到高：([\s\S]*)）",
    "GRADE": _GRADE,
    "DONE": rf"(未)?(?:于({_DATE}|{_enclosed()})前)?完成",
    "RANKED": rf"在({_GROUP})中的名次得分（([^（）]*)）",
    "RANK": f"第(-?[0-9]{{1,9}})名及以前得({NUMBER})分",
}

# What a bare name may not hold, since it may stand behind one, and what it may not begin with, since a sign would
# begin there: of the sign itself, or of one that begins with the ，〔 or （ before the name.
_BEHIND = "|".join(
    TOKENS[name]
    for name in (
        "RELATION", "_UNEQUAL", "_IN", "_TO", "_BETWEEN", "_REACHES", "_DIFFERENCE", "COHORT", "RANKED", "STRIVE",
        "_RECORDED", "_WHEN", "LOST", "_EACH", "PARTIAL", "GOT", "WON", "_IS", "_LINEAR", "_PRO_RATA", "_AS_FULL",
    )
) + f"|中的(?:{_STATISTIC}|名次得分)"  # fmt: skip
_BEFORE = "|".join(
    ["[-.0-9]", *TOKENS.values()]
    + [pattern[1:] for name, pattern in TOKENS.items() if pattern[0] in "，〔（" and len(pattern) > 1]
)
NAME = rf"(?!{_BEFORE})(?:(?!{_BEHIND})(?:[^\\{_CLOSED}\r\n]|（[^（）\r\n]*）))+"

_NAME = re.compile(NAME)
# Whatever may stand behind a name: a bare one must end before each of them.
_FOLLOWERS = (
    "", *RELATIONS.values(), "不等于", "在5至", "至5", "之间", "达到“", "之差）", "在甲中的平均值", "在甲中的名次得分（）",
    "在“甲”中的平均值", "（力争）", "（记入", "的，", "扣5分", "每1项", "的：不计）", "得5分", "加5分", WON_UNSTATED, "为5", "得满分，其间按比例得分",
    "的比例得分", "为满分）", "，", "；", "〕", "）", "［", *"＋－×÷",
)  # fmt: skip


@lru_cache(maxsize=4096)
def bare(name: str) -> bool:
    """Whether a name may stand without marks: the sentence shows where it begins and ends."""
    if name != name.strip():
        return False
    ends = (_NAME.match(name + follower) for follower in _FOLLOWERS)
    return all(found and found.end() == len(name) for found in ends)


def marked(name: str) -> str:
    """A name, in quotation marks where it cannot stand bare."""
    return name if bare(name) else enclose(name)


@dataclass(frozen=True, slots=True)
class Words:
    """Names and units of inputs and parameters by their ids, and the ids by name."""

    names: Mapping[str, str]
    units: Mapping[str, str]
    ids: Mapping[str, tuple[str, ...]]

    def named(self, identity: str, *, quoted: bool = False) -> str:
        """The name of an input or parameter, its id behind it where others share the name, the id alone if it has none."""
        if identity not in self.names:
            return enclose(identity, "［］")
        name = self.names[identity]
        shown = enclose(name) if quoted else marked(name)
        return shown if len(self.ids[name]) == 1 else shown + enclose(identity, "［］")

    def recorded(self, text: str) -> list[str]:
        """The inputs that a decision about `text` is recorded under: their names are the text, or end with ：text."""
        return [each for name, ids in self.ids.items() if name == text or name.endswith(f"：{text}") for each in ids]


def words_of(names: Mapping[str, str], units: Mapping[str, str] | None = None) -> Words:
    """The words of a catalogue from {id: name} and {id: unit}."""
    ids: dict[str, tuple[str, ...]] = {}
    for identity, name in names.items():
        ids[name] = (*ids.get(name, ()), identity)
    return Words(names, units or {}, ids)


def group_words(group: str) -> str:
    """A group of institutions behind 在, before 中的."""
    return group if re.fullmatch(_BARE_GROUP, group) else enclose(group)


def grade_words(grade: str) -> str:
    """A grade in a list of grades."""
    return grade if re.fullmatch(_BARE_GRADE, grade) else enclose(grade)


def date_words(date: str) -> str:
    """A date before 前."""
    return date if re.fullmatch(_DATE, date) else enclose(date)


def amount(value: object, unit: str = "") -> str:
    """A number with its unit behind it."""
    return f"{plain(value) if isinstance(value, Decimal) else value}{marked(unit) if unit else ''}"


# How the signs are told to people who wrote something else; a sign of one word tells itself.
_TOLD = {
    "NAME": ("名称", "a name"), "QUOTED": ("“…”", "“…”"), "ID": ("［编号］", "［id］"), "NUMBER": ("数", "a number"),
    "$END": ("句末", "the end"),
}  # fmt: skip


def shown(signs: Set[str]) -> list[tuple[str, str]]:
    """Signs as people read them, in Chinese and in English, names first."""
    found = [_TOLD[sign] for sign in _TOLD if sign in signs]
    return found + [
        (words, words) for words in (_plainly(TOKENS[sign]) for sign in TOKENS if sign in signs and sign not in _TOLD)
    ]


def _plainly(pattern: str) -> str:
    """A pattern as people read it: 扣…分, 不低于/不高于."""
    for inner in (_GROUP, _GRADE, NUMBER, _enclosed(), _enclosed("〔〕")[1:-1], "[^（）]*", "[0-6]"):
        pattern = pattern.replace(inner, "…")
    return re.sub(r"\(\?[=!].*?\)|\(\?:|[()?*\\]", "", pattern).replace("|", "/")
