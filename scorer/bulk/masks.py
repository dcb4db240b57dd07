"""Masks: one truth for each row, or a single one for all rows; constants fold away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Mask = bool | Array


def both(one: Mask, other: Mask) -> Mask:
    """True where both are."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def either(one: Mask, other: Mask) -> Mask:
    """True where one is."""
    if isinstance(one, bool):
        return True if one else other
    if isinstance(other, bool):
        return True if other else one
    return one | other


def flip(mask: Mask) -> Mask:
    """True where the other is not."""
    return not mask if isinstance(mask, bool) else ~mask


def every(masks: Iterable[Mask]) -> Mask:
    """True where all are; of none: True."""
    found: Mask = True
    for each in masks:
        found = both(found, each)
    return found


def some(masks: Iterable[Mask]) -> Mask:
    """True where one is; of none: False."""
    found: Mask = False
    for each in masks:
        found = either(found, each)
    return found


def spread(mask: Mask, rows: int) -> Array:
    """The mask as one truth for each of `rows` rows."""
    return np.full(rows, mask, dtype=bool) if isinstance(mask, bool) else mask


def simplify(mask: Mask) -> Mask:
    """The single truth, where all rows have the same."""
    if isinstance(mask, bool) or not mask.size:
        return mask
    if mask.all():
        return True
    return mask if mask.any() else False
