"""Points as lengths: what is drawn, as plain data. Lengths run from 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scorer.interval import ZERO

WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Bar:
    """Points of something: `got` is sure, `open` may come or not, `lost` is gone. got + open + lost = full."""

    full: Fraction
    low: Fraction
    high: Fraction

    @property
    def got(self) -> Fraction:
        """Points that are sure."""
        return self.low

    @property
    def open(self) -> Fraction:
        """Points that are neither won nor lost yet."""
        return self.high - self.low

    @property
    def lost(self) -> Fraction:
        """Points that are lost for certain; negative where a bonus goes beyond full points."""
        return self.full - self.high

    @property
    def scale(self) -> Fraction:
        """What the whole length stands for."""
        return max(self.full, self.high, Fraction(1, 10**9))

    def pieces(self) -> tuple[Piece, ...]:
        """The bar as pieces that lie side by side."""
        unit = WHOLE / self.scale
        sure, reach = max(self.low, ZERO) * unit, max(self.high, ZERO) * unit
        end = max(self.full * unit, reach)
        pieces = (Piece("got", ZERO, sure), Piece("open", sure, reach - sure), Piece("lost", reach, end - reach))
        return tuple(piece for piece in pieces if piece.width > 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar."""

    kind: str
    start: Fraction
    width: Fraction
