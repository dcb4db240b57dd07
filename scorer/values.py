"""Reported values: text → number, count, fact, date, grade. What cannot be read is `Unreadable`, in both languages.

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
QUOTIENT = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,12})?)/([0-9]{1,15}(?:\.[0-9]{1,12})?)")
GROUPED = re.compile(r"-?[0-9]{1,3}([,，' ][0-9]{3})+(\.[0-9]+)?%?")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BETWEEN_PERIODS = re.compile(r"[;、\s]+")
NARROW = {0x3000: " "} | {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}


class Unreadable(ValueError):
    """A value that is not what its input asks for, told in Chinese (`str`) and English."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(zh)


def narrow(text: str) -> str:
    """Full-width characters as their narrow forms, without white space at the ends."""
    return text.translate(NARROW).strip()


def read_number(text: str, unit: str | None = None) -> Fraction | None:
    """A decimal number, or numerator/denominator scaled to the unit; None where the denominator is 0."""
    plain = narrow(text)
    if quotient := QUOTIENT.fullmatch(plain):
        return _divide(Fraction(quotient[1]), Fraction(quotient[2]), unit)
    sign = narrow(unit or "")
    if plain.endswith(("%", "‰")):
        if plain[-1] != sign:
            raise Unreadable(
                f"“{text}”带有{plain[-1]}，而该输入项的单位是{unit or '（无）'}",
                f"“{text}” has a {plain[-1]}, but the unit of the input is {unit or '(none)'}",
            )
        plain = plain[:-1].rstrip()
    if not DECIMAL.fullmatch(plain):
        raise _no_number(text)
    return Fraction(plain)


def _no_number(text: str) -> Unreadable:
    if GROUPED.fullmatch(narrow(text)):
        return Unreadable(
            f"“{text}”有千位分隔符，请去掉后再填（例：1234）",
            f"“{text}” has thousands separators; leave them out (1234)",
        )
    return Unreadable(
        f"“{text}”不是数字（例：93、93.5、93/100，不加千位分隔符）",
        f"“{text}” is no number (write 93, 93.5 or 93/100, without thousands separators)",
    )


def _divide(numerator: Fraction, denominator: Fraction, unit: str | None) -> Fraction | None:
    if denominator:
        return numerator * SCALES.get(narrow(unit or ""), 1) / denominator
    if numerator:
        raise Unreadable(f"“{numerator}/0”的分母为0而分子不为0", f"“{numerator}/0”: 0 below, but not above")
    return None


def read_count(text: str) -> Fraction:
    """A whole number, not below 0."""
    plain = narrow(text)
    if not re.fullmatch(r"[0-9]{1,15}", plain):
        raise Unreadable(f"“{text}”不是不小于0的整数", f"“{text}” is no whole number of 0 or more")
    return Fraction(plain)


def read_fact(text: str) -> bool:
    """是 or 否 (true, false, 1, 0)."""
    fact = FACTS.get(narrow(text).lower())
    if fact is None:
        raise Unreadable(f"“{text}”不是“是”或“否”", f"“{text}” is neither 是 (yes) nor 否 (no)")
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
        raise Unreadable(
            f"“{text}”不是日期（例：2022-10-31；未完成的填“否”）",
            f"“{text}” is no date (write 2022-10-31, or 否 where it was not done)",
        )
    try:
        return date.fromisoformat(plain)
    except ValueError as error:
        raise Unreadable(f"“{text}”：没有这一天", f"“{text}”: there is no such day") from error


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
        raise Unreadable("等次为空", "the grade is empty")
    return grade


def read_grade_of(text: str, order: list[str]) -> str:
    """A grade that stands in the order, where the order is known."""
    grade = read_grade(text)
    if order and grade not in map(narrow, order):
        raise Unreadable(
            f"“{text}”不在等次{'、'.join(order)}之中", f"“{text}” is none of the grades {'、'.join(order)}"
        )
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
        raise Unreadable(f"“{text}”不是分数（例：8、8.5）", f"“{text}” is no number of points (write 8 or 8.5)")
    return Fraction(plain)
