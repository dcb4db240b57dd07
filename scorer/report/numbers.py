"""Exact points for the eye, and lengths for drawings. Text is cleaned of control characters on its way out."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import count

from scorer.interval import round_to
from scorer.sheet import write_exact

PLACES = 2
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MINUS = "−"


def clean(text: str) -> str:
    """The text without control characters and without marks that turn the direction of writing."""
    return UNSEEN.sub("", text)


def amount(value: Fraction) -> str:
    """Exact as a decimal; ≈ with two places where no finite decimal is exact, with more where two would show 0."""
    text = write_exact(value)
    if "/" in text:
        rounded = (round_to(value, places, "half_up") for places in count(PLACES))
        text = f"≈{write_exact(next(each for each in rounded if each))}"
    return text.replace("-", MINUS)


def fraction(value: Fraction) -> str | None:
    """The fraction that stands behind a ≈, else None."""
    text = write_exact(value)
    return text if "/" in text else None


def span(low: Fraction, high: Fraction) -> str:
    """ "8～10", or "10" where settled."""
    return amount(low) if low == high else f"{amount(low)}～{amount(high)}"


def length(value: Fraction) -> str:
    """A length in a drawing, to a thousandth."""
    return write_exact(round_to(value, 3, "half_up"))
