"""Typed problems: a code, a severity and a sentence in Chinese and English, all from problems.toml.

A sentence says what is wrong, where, and what to do next. `Trouble` is the one exception that the
project raises for bad input; everything else is a bug of ours (exit code 70).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from catalog.base import Evidence
from catalog.model import Problem, Severity

Language = Literal["zh", "en"]


@cache
def table() -> dict[str, dict[str, str]]:
    """All problem codes: {code: {severity, exit, zh, en}}."""
    return tomllib.loads(files("catalog").joinpath("problems.toml").read_text("utf-8"))


def sentence(code: str, params: dict[str, str] | None = None, language: Language = "zh") -> str:
    """The message of `code` in `language`, with its parameters filled in.

    A parameter that is words itself may have its English in one named the same with `_en` behind.
    """
    given = params or {}
    if language == "en":
        given = given | {name.removesuffix("_en"): words for name, words in given.items() if name.endswith("_en")}
    return table()[code][language].format_map(given)


def problem(
    code: str,
    params: dict[str, str] | None = None,
    *,
    subject: str | None = None,
    evidence: list[Evidence] | None = None,
    language: Language = "zh",
) -> Problem:
    """A catalogue problem with the severity that problems.toml gives the code."""
    severity = cast(Severity, table()[code]["severity"])
    return Problem(
        code=code,
        severity=severity,
        subject=subject,
        message=sentence(code, params, language),
        evidence=evidence or [],
    )


class Trouble(Exception):
    """Input that cannot be used: carries the code, its parameters and the exit code to end with."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = {key: str(value) for key, value in params.items()}
        super().__init__(f"{code} {sentence(code, self.params, 'en')}")

    @property
    def exit_code(self) -> int:
        """2 bad input, 3 a limit was hit, 4 invalid catalogue."""
        return int(table()[self.code].get("exit", "2"))

    def say(self, language: Language) -> str:
        """Code and sentence in `language`."""
        return f"{self.code} {sentence(self.code, self.params, language)}"
