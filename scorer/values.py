"""Reported values: text → number, count, fact, date, grade. What cannot be read is a ValueError in Chinese.

Nothing is guessed: no thousands separators, no years without days, a percent sign only where the unit is %.
Full-width digits and signs are read as their narrow forms.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

SCALES = {"%": 100, "‰": 1000, "/万": 10_000, "/10万": 100_000}
FACTS = {"是": True, "true": True, "1": True, "否": False, "false": False, "0": False}
WORDS = {word: fact for word, fact in FACTS.items() if word not in "10"}
DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
QUOTIENT = re.compile(r"([0-9]{1,15})/([0-9]{1,15})")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BETWEEN_PERIODS = re.compile(r"[;、\s]+")
NARROW = {0x3000: " "} | {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}


def narrow(text: str) -> str:
    """Full-width characters as their narrow forms, without white space at the ends."""
    return text.translate(NARROW).strip()


def read_number(text: str, unit: str | None = None) -> Fraction | None:
    """A decimal number, or numerator/denominator scaled to the unit; None where the denominator is 0."""
    plain = narrow(text)
    if quotient := QUOTIENT.fullmatch(plain):
        return _divide(int(quotient[1]), int(quotient[2]), unit)
    sign = narrow(unit or "")
    if plain.endswith(("%", "‰")):
        if plain[-1] != sign:
            raise ValueError(f"“{text}”带有{plain[-1]}，而该输入项的单位是{unit or '（无）'}")
        plain = plain[:-1].rstrip()
    if not DECIMAL.fullmatch(plain):
        raise ValueError(f"“{text}”不是数字（例：93、93.5、93/100，不加千位分隔符）")
    return Fraction(plain)


def _divide(numerator: int, denominator: int, unit: str | None) -> Fraction | None:
    if denominator:
        return Fraction(numerator * SCALES.get(narrow(unit or ""), 1), denominator)
    if numerator:
        raise ValueError(f"“{numerator}/0”的分母为0而分子不为0")
    return None


def read_count(text: str) -> Fraction:
    """A whole number, not below 0."""
    plain = narrow(text)
    if not re.fullmatch(r"[0-9]{1,15}", plain):
        raise ValueError(f"“{text}”不是不小于0的整数")
    return Fraction(plain)


def read_fact(text: str) -> bool:
    """是 or 否 (true, false, 1, 0)."""
    fact = FACTS.get(narrow(text).lower())
    if fact is None:
        raise ValueError(f"“{text}”不是“是”或“否”")
    return fact


def read_events(text: str) -> Fraction:
    """How many events happened: a count; 否 is none, 是 at least one."""
    plain = narrow(text).lower()
    return Fraction(FACTS[plain]) if plain in FACTS else read_count(text)


def read_date(text: str) -> date | bool:
    """An ISO date; or 是 (done, the day is not known) and 否 (not done)."""
    plain = narrow(text)
    if plain.lower() in WORDS:
        return WORDS[plain.lower()]
    if not ISO_DATE.fullmatch(plain):
        raise ValueError(f"“{text}”不是日期（例：2022-10-31；未完成的填“否”）")
    try:
        return date.fromisoformat(plain)
    except ValueError as error:
        raise ValueError(f"“{text}”：没有这一天") from error


def read_done(text: str) -> date | bool:
    """A fact, or the date on which the thing was done."""
    plain = narrow(text).lower()
    return FACTS[plain] if plain in FACTS else read_date(text)


def read_series(text: str) -> bool | list[Fraction]:
    """One count for each period (1;1;0;2), or 是 and 否 for all periods together."""
    plain = narrow(text)
    if plain.lower() in WORDS:
        return WORDS[plain.lower()]
    return [read_count(each) for each in BETWEEN_PERIODS.split(plain)]


def read_grade(text: str) -> str:
    """A grade as printed."""
    if not (grade := narrow(text)):
        raise ValueError("等次为空")
    return grade


def read_grade_of(text: str, order: list[str]) -> str:
    """A grade that stands in the order, where the order is known."""
    grade = read_grade(text)
    if order and grade not in map(narrow, order):
        raise ValueError(f"“{text}”不在等次{'、'.join(order)}之中")
    return grade


def read_decision(text: str) -> str:
    """A person's decision: points, or 是 and 否. Which one, the rule that uses it says."""
    if narrow(text).lower() not in FACTS:
        read_points(text)
    return narrow(text)


def read_points(text: str) -> Fraction:
    """Points: a decimal number."""
    plain = narrow(text)
    if not DECIMAL.fullmatch(plain):
        raise ValueError(f"“{text}”不是分数（例：8、8.5）")
    return Fraction(plain)
