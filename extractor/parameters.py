"""What a notice leaves to others: 具体按省规定 becomes a named parameter without a value, never a number of ours.

One parameter for each measure that has no printed number, and one for the ranking table that a rank refers to.
"""

from __future__ import annotations

import re

from catalog.base import Evidence
from catalog.model import Indicator, Parameter, Problem
from catalog.problems import Language, problem
from extractor import lexicon
from extractor.fields.row import Reading
from extractor.fields.text import Text

_RANKED = "名次与得分对照"


def read_parameters(reading: Reading, known: int) -> list[Parameter]:
    """The parameters of a row, numbered on from the `known` ones: p1, p2 … in document order."""
    phrase = _phrase(reading)
    if phrase is None:
        return []
    text, evidence = phrase
    return [
        Parameter(id=f"p{number}", name=name, source=text, used_by=[reading.indicator.id], evidence=evidence)
        for number, name in enumerate(_names(reading.indicator), known + 1)
    ]


def parameter_problems(parameters: list[Parameter], indicators: list[Indicator], language: Language) -> list[Problem]:
    """One word for each indicator that cannot be scored until a local profile gives its parameters."""
    names = {indicator.id: indicator.name for indicator in indicators}
    first = {parameter.used_by[0]: parameter for parameter in reversed(parameters)}
    return [
        problem(
            "W312", {"name": names[ident], "text": parameter.source}, subject=ident, evidence=parameter.evidence,
            language=language,
        )
        for ident, parameter in sorted(first.items(), key=lambda pair: list(names).index(pair[0]))
    ]  # fmt: skip


def _phrase(reading: Reading) -> tuple[str, list[Evidence]] | None:
    """The words that refer to a rule elsewhere, where they stand for a number: alone in their clause, or 具体按…."""
    text, indicator = reading.text, reading.indicator
    measured = bool(indicator.formulas) or any(rule.kind == "rank" for rule in indicator.rules)
    measured = measured or indicator.name.endswith(lexicon.words("rate_endings"))
    for match in lexicon.pattern("outside_parameter").finditer(text.plain):
        if measured or match["detail"] or match["standard"] or _alone(text, match):
            return text.raw[slice(*match.span())], text.evidence(*match.span())
    return None


def _alone(text: Text, match: re.Match[str]) -> bool:
    sentence = text.sentence(match.start())
    return sentence is not None and (sentence.start, sentence.end) == match.span()


def _names(indicator: Indicator) -> list[str]:
    """What is open: the bound of each measure without a printed one, or of the indicator itself."""
    bound = {target.measure for target in indicator.targets}
    names = [_full(indicator, formula.name) for formula in indicator.formulas if formula.name not in bound]
    if any(rule.kind == "rank" for rule in indicator.rules):
        return [f"{indicator.name}：{_RANKED}"]
    return [f"{name}：标准" for name in names] or ([] if indicator.formulas else [f"{indicator.name}：标准"])


def _full(indicator: Indicator, name: str) -> str:
    return name if name == indicator.name else f"{indicator.name}·{name}"
