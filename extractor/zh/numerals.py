"""Numerals: Arabic and Chinese, exact."""

from __future__ import annotations

import re
from decimal import Decimal

HAN = "零〇一二两三四五六七八九十百千万亿"
ARABIC_PATTERN = r"[0-9]{1,12}(?:,[0-9]{3}){0,4}(?:\.[0-9]{1,8})?"
HAN_PATTERN = rf"[{HAN}]{{1,12}}(?:点[零〇一二三四五六七八九]{{1,6}})?"
NUMBER_PATTERN = rf"(?:{ARABIC_PATTERN}|{HAN_PATTERN})"
CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}

_ARABIC = re.compile(rf"{ARABIC_PATTERN}\Z")
_HAN = re.compile(rf"{HAN_PATTERN}\Z")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}


def number(text: str) -> Decimal | None:
    """The value of one numeral, or None: "1,000" → 1000, "九十五" → 95, "零点五" → 0.5, "两" → 2."""
    text = text.strip()
    if _ARABIC.match(text):
        return Decimal(text.replace(",", ""))
    if _HAN.match(text):
        whole, _, places = text.partition("点")
        value = _han(whole)
        if value is not None and places:
            return Decimal(f"{value}.{''.join(str(_DIGITS[digit]) for digit in places)}")
        return None if value is None else Decimal(value)
    return None


def ordinal(text: str) -> int | None:
    """The value of a list number: "12" → 12, "（三）" → 3, "①" → 1, "十一、" → 11, "b." → 2; None where it is none."""
    bare = text.strip(" \t()（）[]、.．:：")
    if bare in CIRCLED:
        return CIRCLED[bare]
    if bare != text.strip() and len(bare) == 1 and "a" <= bare <= "z":
        return ord(bare) - ord("a") + 1
    value = number(bare)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _han(text: str) -> int | None:
    """Chinese integer; digit strings such as 二〇二二 are read digit by digit."""
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            if section + digit == 0 and total == 0:
                return None
            total = (total + section + digit) * _BIG[character]
            section = digit = 0
    return total + section + digit
