"""Ledger lines: what a term takes or leaves unawarded, its words, and what its measures came to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from catalog.rules import Term
from scorer.facts import Facts
from scorer.measures import measure
from scorer.sheet import Lost, Measured
from scorer.walk import quote_of


def lines_of(
    term: Term,
    at_best: Fraction,
    at_worst: Fraction,
    facts: Facts,
    *,
    within: Term | None = None,
    alone: Term | None = None,
) -> tuple[Lost, ...]:
    """One line, or none where nothing can be lost. `within` lends its quote; `alone` is the part that speaks."""
    if facts.silent or (not at_best and not at_worst):
        return ()
    told = facts.book.tell(term, alone)
    line = Lost(
        kind=str(getattr(term, "kind", "")),
        inputs=told.inputs,
        at_best=at_best,
        at_worst=at_worst,
        text=told.text,
        quote=told.quote or (quote_of(within) if within else None),
        measured=tuple(_measured(term, facts)),
    )
    return (line,)


def _measured(term: Term, facts: Facts) -> Iterator[Measured]:
    """What the computed measures of a term came to, where that is known."""
    for text, unit, each in facts.book.tell(term).computed:
        found = measure(each, facts).value
        if found is not None:
            yield Measured(text=text, unit=unit, low=found.low, high=found.high)
