"""The words of a comparison in Chinese and English, and figures as people write them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from catalog.base import plain
from scorer.report.numbers import clean


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """All words: {key: {zh, en}}."""
    return tomllib.loads(files("zhibiao.comparison").joinpath("words.toml").read_text("utf-8"))


def word(key: str, language: str, **given: object) -> str:
    """Words in one language, with what is filled in cleaned of control characters."""
    return words()[key][language].format_map({name: clean(str(each)) for name, each in given.items()})


def known(key: str) -> bool:
    """Whether there are words for a key."""
    return key in words()


def amount(value: Decimal) -> str:
    """A number with a minus sign that people read as one."""
    return plain(value).replace("-", "−")


def signed(value: Decimal) -> str:
    """A difference with its sign: +5, −5, ±0."""
    return f"+{amount(value)}" if value > 0 else amount(value) if value else "±0"


def listed(parts: list[str], language: str) -> str:
    """Several parts of a sentence in a row."""
    return ("、" if language == "zh" else ", ").join(parts)
