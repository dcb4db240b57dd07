"""The corpus gate's result for people: a table per source and field, then each difference in Chinese."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.gate import FIELDS, Result
from zhibiao.show import clean


def gate(results: list[Result], console: Console) -> None:
    """Print rows, right fields and silent errors of each source, then the differences."""
    table = Table(title="语料检验", title_justify="left")
    for title in ("案例", "来源", "行", *FIELDS, "无声错误"):
        table.add_column(title)
    for result in results:
        rows = f"{result.rows}/{result.expected_rows}"
        table.add_row(
            result.case, result.source, rows, *(str(result.right[name]) for name in FIELDS), str(result.silent)
        )
    console.print(table)
    for result in results:
        if result.problem:
            console.print(Text(f"{result.case}/{result.source}: {clean(result.problem)}", style="red"))
        for d in result.differences:
            mark = "有提示" if d.doubted else "无提示"
            line = f"{result.case}/{result.source} 第{d.ordinal}项 {d.field}（{mark}）：应为 {d.expected!r}，读成 {d.found!r}"
            console.print(Text(clean(line), style="yellow" if d.doubted else "red"))
