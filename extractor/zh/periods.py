"""Periods (每年, 每季度, 次/月) and deadlines (10月底前, 2022年12月31日前)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

from extractor.zh.numerals import number

Period = Literal["year", "quarter", "month", "week", "day"]

_PER: dict[str, Period] = {
    "每年度": "year", "每年": "year", "年内": "year", "全年": "year", "每一年": "year", "一年": "year", "年度内": "year", "本年度": "year", "年": "year",
    "每季度": "quarter", "每季": "quarter", "季度": "quarter", "季": "quarter",
    "每月": "month", "每个月": "month", "月": "month",
    "每周": "week", "每星期": "week", "周": "week", "每日": "day", "每天": "day", "日": "day", "天": "day",
    "每学年": "year", "学年": "year",
}  # fmt: skip
OTHER = re.compile(
    r"每(?:半年|学期|半个?月|半天|旬|届|班次(?=[一-鿿])|(?:小时|分钟)"
    r"|(?:[两二三四五六七八九十]|[1-9][0-9]?)\s?(?:年|个?月|周|个?星期|个?季度|天|日|个?小时|分钟|个?工作日|个?班次?)"
    r"|(?:周|星期)[一二三四五六日天](?:[、及和至][一二三四五六日天])*|[日天](?:早中晚|早晚|上午?[、和]?下午?)各?)"
)  # periods that have no name of their own
LEADING = re.compile(
    "|".join(
        [
            OTHER.pattern,
            *(
                rf"{word}(?!以[上内下])" if word[0] == "一" else word
                for word in sorted(_PER, key=len, reverse=True)
                if len(word) > 1 and word not in ("季度", "学年")
            ),
        ]
    )
)
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_BEFORE = r"(?:之前|以前|前|内|止)"
_DATE = re.compile(
    rf"(?P<every>每年)?(?:(?P<year>20[0-9]{{2}})年|(?P<this>当年|本年|今年|年内))?"
    rf"(?:(?P<month>{_MONTH})月(?:(?P<day>{_DAY})[日号]|(?P<end>底|末|份)|(?P<part>上旬|中旬|下旬))?"
    rf"|(?P<quarter>[1-4一二三四])季度[末底]?|(?P<half>上半年)|(?P<yearend>年?底|末))(?P<before>{_BEFORE})?"
)
_YEAR = re.compile(r"(?:截至|到|至)?(?P<year>20[0-9]{2})年(?P<end>底|末)(?P<before>前)?")
_CALENDAR = re.compile(r"[年季月底末]")  # no date does without
_YEAR_END = re.compile(r"年底(?:之前|以前|前)|年末前")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something is due, with where it is printed."""

    start: int
    end: int
    date: str


def per(word: str | None) -> Period | None:
    """The period that a word names: 每季度 → quarter, 年 (of 次/年) → year; None for others."""
    return None if word is None else _PER.get(word)


def deadlines(text: str, year: int | None) -> list[Deadline]:
    """All deadlines of a normalised text. A date without a year is in `year`; without one it is skipped."""
    found: list[Deadline] = []
    if not _CALENDAR.search(text):
        return found
    for pattern in (_DATE, _YEAR, _YEAR_END):
        said = year
        for match in pattern.finditer(text):
            own = match.groupdict().get("year")
            said = int(own) if own and year is None else said  # 2023年10月底前…，12月20日前…
            date = _date(match, said)
            if date and not any(d.start < match.end() and match.start() < d.end for d in found):
                found.append(Deadline(match.start(), match.end(), date))
    return sorted(found, key=lambda deadline: deadline.start)


def _date(match: re.Match[str], year: int | None) -> str | None:
    groups = match.groupdict()
    own = groups.get("year")
    chosen = int(own) if own else year
    if chosen is None or not _is_due(match, groups):
        return None
    month, day = _month_day(chosen, groups)
    return f"{chosen:04d}-{month:02d}-{day:02d}"


def _is_due(match: re.Match[str], groups: dict[str, str | None]) -> bool:
    """A date is a deadline when 前 or an end (底, 末) says so."""
    return bool(groups.get("before") or groups.get("end") in ("底", "末") or match.re is _YEAR_END) and bool(
        groups.get("month") or groups.get("quarter") or groups.get("half") or match.re is not _DATE
    )


def _month_day(year: int, groups: dict[str, str | None]) -> tuple[int, int]:
    if groups.get("half"):
        return 6, 30
    if quarter := groups.get("quarter"):
        month = 3 * int(number(quarter) or 4)
        return month, calendar.monthrange(year, month)[1]
    month = int(number(groups.get("month") or "12") or 12)
    if day := groups.get("day"):
        return month, min(int(day), calendar.monthrange(year, month)[1])
    parts = {"上旬": 10, "中旬": 20}
    return month, parts.get(groups.get("part") or "", calendar.monthrange(year, month)[1])
