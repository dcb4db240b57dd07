"""Parquet through pyarrow (the extra `bulk`): the same tables, long or wide, with typed columns."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from catalog.problems import Trouble
from scorer.collect.cells import Cell
from scorer.collect.tables import Table
from scorer.observations import Place

MAGIC = b"PAR1"
MAX_CELLS = 5_000_000


def is_parquet(data: bytes) -> bool:
    """Whether the bytes are a Parquet file."""
    return data[:4] == MAGIC


def parquet_table(data: bytes) -> Table:
    """The table in a Parquet file. Raises Trouble E601 (damaged), E626 (for the bulk engine), E628 (no pyarrow)."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise Trouble("E628") from error
    try:
        file = parquet.ParquetFile(BytesIO(data))
        _check_size(file.metadata.num_rows, file.metadata.num_columns)
        read = file.read()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise Trouble(
            "E601", detail=f"Parquet已损坏（{error}）", detail_en=f"the Parquet file is damaged ({error})"
        ) from error
    names = list(read.column_names)
    columns = [_plain(column) for column in read.columns]
    rows = [[Cell(value) for value in values] for values in zip(*columns, strict=True)]
    return Table([[Cell(name) for name in names], *rows], lambda number, column: _place(names, number, column))


def _check_size(rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise Trouble(
            "E626",
            limit=f"{rows}行×{columns}列，请用zhibiao score --bulk",
            limit_en=f"{rows} × {columns}; use zhibiao score --bulk",
        )


def _plain(column: Any) -> list[Any]:
    """Python values; a 32-bit float as its own shortest decimal, not as that of the 64-bit one."""
    import numpy
    import pyarrow

    values = list(column.to_pylist())
    if not pyarrow.types.is_float32(column.type):
        return values
    return [None if each is None else float(str(numpy.float32(each))) for each in values]


def _place(names: list[str], number: int, column: int) -> Place:
    name = names[column] if column < len(names) else str(column + 1)
    if not number:
        return Place(f"列“{name}”", f"Column “{name}”")
    return Place(f"第{number}行“{name}”", f"Row {number}, “{name}”")
