"""Shared bases of the catalogue's models: strict, closed, with exact numbers.

Points and other decimals are `Decimal` in memory and decimal strings in JSON, never binary floats
and never with an exponent, so that what one program writes another reads to the last digit.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

DECIMAL_PATTERN = r"^-?[0-9]{1,15}(\.[0-9]{1,12})?$"
_TOO_LARGE = Decimal(10) ** 15


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros: Decimal("30.00") → "30"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Any) -> Decimal:
    """Read a decimal from a decimal string, an int or a Decimal; floats and NaN are refused."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise ValueError('a decimal is written as a string, for example "0.5"')
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"not a decimal number: {value!r}") from error
    if not number.is_finite() or abs(number) >= _TOO_LARGE:
        raise ValueError(f"out of range: {value!r}")
    return number


Number = Annotated[
    Decimal,
    BeforeValidator(exact),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": DECIMAL_PATTERN}),
]


# The sets of field names that records were given; pydantic copies one before it changes it.
_GIVEN: dict[frozenset[str], set[str]] = {}


class Model(BaseModel):
    """A strict record: unknown keys are errors, values are never coerced, instances never change."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)

    def model_post_init(self, context: Any, /) -> None:
        """Records that were given the same fields share one set of their names: it would be half of a catalogue."""
        given = _GIVEN.setdefault(frozenset(self.__pydantic_fields_set__), self.__pydantic_fields_set__)
        object.__setattr__(self, "__pydantic_fields_set__", given)


class Place(Model):
    """Where in a source: a cell of a table, a paragraph, a line of text, a cell of a sheet, or boxes on a page."""

    block: int | None = Field(None, description="Index of the block (paragraph or table) in the document, from 0.")
    table: int | None = Field(None, description="Index of the table in the document, from 0.")
    row: int | None = Field(None, description="Row of the table, from 0.")
    column: int | None = Field(None, description="Column of the table, from 0.")
    page: int | None = Field(None, description="Page, from 1.")
    boxes: list[list[Number]] = Field(default_factory=list, description="Boxes x0, top, x1, bottom in points.")
    line: int | None = Field(None, description="Line of a text file, from 1.")
    file: str | None = Field(None, description="Name of the file, in a bundle of several.")
    sheet: str | None = Field(None, description="Name of the sheet, in a workbook.")
    cell: str | None = Field(None, description="Address in the sheet (C5), in a workbook.")


class Evidence(Model):
    """The words a value came from. `quote` is exactly the source's characters from `start` to `end`."""

    source: str = Field(description="Id of the source in `sources`.")
    place: Place
    """Where in the source the words stand."""
    start: int = Field(
        ge=0,
        description="First character in the linear text of the source; in a bundle, of all its files one after the other.",
    )
    end: int = Field(ge=0, description="One past the last character in the same text.")
    quote: str = Field(description="The source's characters, verbatim.")
