"""Kleene's strong three-valued logic: True, False and None for unknown."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def conjunction(operands: Iterable[Truth]) -> Truth:
    """False where one operand is false, True where all are true, else unknown."""
    listed = list(operands)
    if False in listed:
        return False
    return None if None in listed else True


def disjunction(operands: Iterable[Truth]) -> Truth:
    """True where one operand is true, False where all are false, else unknown."""
    listed = list(operands)
    if True in listed:
        return True
    return None if None in listed else False


def negation(operand: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return None if operand is None else not operand
