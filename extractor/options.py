"""What a person may ask of a reading, beside the limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SecondReading = Literal["always", "auto", "never"]


@dataclass(frozen=True, slots=True)
class Options:
    """`password` opens a locked PDF; `pages` (first, last, from 1) reads only some of its pages.

    `second_reading`: whether a PDF is read again by pdfminer: every cell, only doubtful cells and tables whose sums do
    not balance, or never. `recognise`: pages without usable text are read from their picture where the extra is there.
    """

    password: str | None = None
    pages: tuple[int, int] | None = None
    second_reading: SecondReading = "auto"
    recognise: bool = True


DEFAULT_OPTIONS = Options()
