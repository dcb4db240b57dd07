"""All readings of one requirement, before they become an indicator."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.model import Superseded
from extractor.fields.formulas import FormulaReading
from extractor.fields.numbers import Numbers
from extractor.fields.parts import PartReading
from extractor.fields.rules import RuleReading
from extractor.fields.targets import TargetReading
from extractor.fields.text import Text


@dataclass(slots=True)
class RowFacts:
    """All readings of one requirement; `gained` where the row stands among bonuses, so that it tells what wins them."""

    text: Text
    numbers: Numbers
    rules: list[RuleReading]
    noted: list[tuple[int, int]]
    targets: list[TargetReading]
    formulas: list[FormulaReading]
    unread_formulas: list[tuple[int, int]]
    parts: list[PartReading]
    errata: list[Superseded]
    is_value: bool
    gained: bool = False
