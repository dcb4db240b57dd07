"""The flat view: one JSON object for each indicator, in document order, exactly as other programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from catalog.base import plain
from catalog.model import Catalogue, Formula, Indicator, Part, RuleClause, Target

KEYS = (
    "ordinal", "number", "path", "name", "points", "points_by_profile", "parts", "veto", "requirement", "targets",
    "rules", "formulas", "review",
)  # fmt: skip


def rows(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Flat objects with numbers as int or float-free JSON numbers (see `dumps`)."""
    for indicator in catalogue.indicators:
        yield {
            "ordinal": indicator.ordinal,
            "number": indicator.number,
            "path": path(catalogue, indicator),
            "name": indicator.name,
            "points": _number(indicator.points),
            "points_by_profile": _profiles(indicator),
            "parts": [_part(part) for part in indicator.parts],
            "veto": indicator.veto,
            "requirement": indicator.requirement,
            "targets": [_target(target) for target in indicator.targets],
            "rules": [_rule(rule) for rule in indicator.rules],
            "formulas": [_formula(formula) for formula in indicator.formulas],
            "review": [{"field": r.field, "code": r.code, "message": r.message} for r in indicator.review],
        }


def jsonl(catalogue: Catalogue) -> str:
    """The flat view as JSON Lines."""
    return "".join(dumps(row) + "\n" for row in rows(catalogue))


def path(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """Names of the groups above an indicator, outermost first; a catalogue group does not show."""
    groups = {group.id: group for group in catalogue.groups}
    names: list[str] = []
    at = indicator.group
    while at is not None:
        if groups[at].kind == "group":
            names.insert(0, groups[at].name)
        at = groups[at].parent
    return names


class _Exact(float):
    """A decimal on its way to JSON: written as its own digits, never computed with."""

    def __new__(cls, value: Decimal) -> _Exact:
        made = super().__new__(cls, value)
        made.digits = plain(value)
        return made

    digits: str

    def __repr__(self) -> str:
        return self.digits


def dumps(row: dict[str, Any]) -> str:
    """One line of JSON; 0.5 stays 0.5 and 20-digit numbers keep their digits."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else _Exact(value)


def _profiles(indicator: Indicator) -> dict[str, Any] | None:
    if indicator.points_by_profile is None:
        return None
    return {label: _number(points) for label, points in indicator.points_by_profile.items()}


def _part(part: Part) -> dict[str, Any]:
    return {"number": part.number, "text": part.text, "points": _number(part.points)}


def _target(target: Target) -> dict[str, Any]:
    value = target.value if isinstance(target.value, str) else _number(target.value)
    return {
        "measure": target.measure, "relation": target.relation, "value": value, "low": _number(target.low),
        "high": _number(target.high), "unit": target.unit, "modality": target.modality, "per": target.per,
        "deadline": target.deadline, "sign": target.sign,
    }  # fmt: skip


def _rule(rule: RuleClause) -> dict[str, Any]:
    return {
        "kind": rule.kind, "points": _number(rule.points), "step": _number(rule.step), "condition": rule.condition,
        "cap": _number(rule.cap),
    }  # fmt: skip


def _formula(formula: Formula) -> dict[str, Any]:
    return {
        "name": formula.name, "numerator": formula.numerator, "denominator": formula.denominator,
        "scale": int(formula.scale), "inferred": formula.inferred,
    }  # fmt: skip
