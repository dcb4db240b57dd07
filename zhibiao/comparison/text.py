"""A comparison for the terminal: the summary, then what is new, gone, split, merged and changed, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from catalog.diff.model import Change, Diff, RowChange, RowSide, Span
from scorer.report.numbers import clean
from zhibiao.comparison.summary import summary
from zhibiao.comparison.told import (
    TEXTS,
    doubts,
    minor,
    name_of,
    pairing,
    path_of,
    place_of,
    points_of,
    sentence,
    sentences,
)
from zhibiao.comparison.words import word

AROUND = 12  # characters of unchanged text that are shown before and behind a change
LONG = 80  # characters of a requirement that are shown
PLACES = ("renumbered", "reordered")
LISTED = ("added", "dropped", "split", "merged", "changed")


def lines(diff: Diff, language: str) -> Iterator[Text]:
    """The comparison line by line."""
    for year, edition in (("last", diff.last), ("this", diff.this)):
        yield Text(word(f"edition_{year}", language, title=edition.title or word("untitled", language)), style="bold")
    for said in summary(diff, language):
        yield Text(clean(said), style="yellow" if any(said == each.message for each in diff.problems) else "")
    for kind in LISTED:
        yield from _list(f"list_{kind}", [each for each in diff.rows if each.kind == kind], language)
    yield from _list("list_minor", [each for each in diff.rows if minor(each)], language)
    same = [each.this[0].ordinal for each in diff.rows if each.kind == "kept" and not each.changes]
    if same:
        yield Text("")
        yield Text(word("list_kept", language, n=len(same), places=_runs(same)), style="dim")


def _list(key: str, rows: Sequence[RowChange], language: str) -> Iterator[Text]:
    if rows:
        yield Text("")
        yield Text(word(key, language, n=len(rows)), style="bold cyan")
        for row in rows:
            yield from _row(row, language)


def _row(row: RowChange, language: str) -> Iterator[Text]:
    if row.kind == "kept" and all(each.kind in PLACES for each in row.changes):
        said = "，".join(sentence(each, language) for each in row.changes)
        yield Text(clean(f"  {name_of(row.this[0])}：{said}"))
        return
    yield Text(clean(f"  {_heading(row, language)}"), style="bold" if row.kind != "kept" else "")
    for said in pairing(row, language):
        yield Text(clean(f"      {said}"), style="yellow")
    if row.kind in ("added", "dropped") and (text := _flat((row.this or row.last)[0].requirement)):
        yield Text(f"      {text[:LONG]}…" if len(text) > LONG else f"      {text}", style="dim")
    for said, change in sentences(row, language):
        yield from _change(said, change, language)


def _heading(row: RowChange, language: str) -> str:
    """ "3.建设标准化中医药科室（去年第3项）", with points and place where there is one side only."""
    if row.kind in ("added", "dropped"):
        side = (row.this or row.last)[0]
        return f"{_full(side, language)}  {path_of(side)}  {place_of(side)}"
    if row.kind in ("split", "merged"):
        return (
            "、".join(_full(each, language) for each in row.last)
            + " → "
            + "、".join(_full(each, language) for each in row.this)
        )
    return f"{name_of(row.this[0])}（{word('last_place', language, n=row.last[0].ordinal)}）  {place_of(row.this[0])}"


def _full(side: RowSide, language: str) -> str:
    points = points_of(side, language)
    return f"{name_of(side)}（{points}）" if points else name_of(side)


def _change(said: str, change: Change | None, language: str) -> Iterator[Text]:
    yield Text(clean(f"      {said}"))
    if change is not None and change.spans and change.kind in TEXTS:
        yield Text("        ") + marked(change.spans)
    for doubt in doubts(change, language) if change is not None else ():
        yield Text(clean(f"        {doubt}"), style="yellow")


def marked(spans: Sequence[Span]) -> Text:
    """The changed places of a text with some words around: …满意率〔-95%〕〔+98%〕以上…"""
    found = Text()
    for n, span in enumerate(spans):
        if span.op == "same":
            found += Text(_short(_flat(span.this), first=n == 0, last=n == len(spans) - 1), style="dim")
            continue
        if span.last:
            found += Text(f"〔-{_flat(span.last)}〕", style="red strike")
        if span.this:
            found += Text(f"〔+{_flat(span.this)}〕", style="green underline")
    return found


def _flat(text: str) -> str:
    return clean(text.replace("\n", " "))


def _short(text: str, *, first: bool, last: bool) -> str:
    """Unchanged words: only those near a change."""
    head, tail = ("" if first else text[:AROUND]), ("" if last else text[-AROUND:])
    return text if len(text) <= len(head) + len(tail) + 1 else f"{head}…{tail}"


def _runs(numbers: Sequence[int]) -> str:
    """1, 2, 3, 5 as 1～3、5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}～{run[-1]}" for run in found)
