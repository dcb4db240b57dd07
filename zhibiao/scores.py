"""A score sheet for people at a terminal, and the blank list of observations to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.base import plain
from catalog.model import Catalogue
from scorer import ScoreSheet
from scorer.appeals import Entry
from scorer.sheet import Lost, Score, write_exact
from zhibiao.show import clean
from zhibiao.tables import safe

STATUS = {"settled": "已定", "open": "未定", "not_applicable": "不适用", "no_points": "无分值"}
TYPES = {
    "number": "数值", "count": "个数", "fact": "是/否", "date": "日期", "grade": "等次", "judgement": "认定", "points": "评分（分）",
}  # fmt: skip
APPEALED = ("appeal", "appeal_limit")
_PLACES = 2


def sheet(catalogue: Catalogue, result: ScoreSheet, console: Console) -> None:
    """Print the total, the groups, each indicator, what was lost and what is still open."""
    console.print(Text(clean(f"计分方案：{result.profile.title}（{result.profile.id} {result.profile.version}）")))
    if result.total.full:
        _sums(result, console)
    else:
        told = f"{result.institution}：原文没有标分值，不能计分"
        console.print(Text(clean(told), style="bold"))
    names = {indicator.id: f"{indicator.ordinal}.{indicator.name}" for indicator in catalogue.indicators}
    console.print(_scores(result, names))
    for veto in result.vetoes:
        happened = {True: "已发生", False: "未发生", None: "待查明"}[veto.happened]
        console.print(Text(clean(f"否决  {names[veto.indicator]}：{veto.text}（{happened}）"), style="yellow"))
    for outcome in result.outcomes:
        console.print(Text(clean(f"  {outcome.text}：{interval(outcome.low, outcome.high)}分")))
    _choices(result, names, console)
    if result.assumptions:
        console.print(Text("用到的假定（原文没有写明）", style="bold"))
    for assumption in result.assumptions:
        console.print(Text(clean(f"  {assumption.code} {assumption.text}（{len(assumption.used_by)}项）")))


def elsewhere(entries: Sequence[Entry], console: Console) -> None:
    """Appeals of institutions that were not scored now."""
    if entries:
        names = "、".join(dict.fromkeys(each.institution for each in entries))
        console.print(Text(clean(f"申诉台账里有{len(entries)}条是这次没有计分的机构的，没有用到：{names}")))


def _choices(result: ScoreSheet, names: dict[str, str], console: Console) -> None:
    """What the notice leaves open, with the points that hang on it."""
    if result.choices:
        console.print(Text("原文没有写明、影响得分的（由方案或发文单位定）", style="bold"))
    for choice in result.choices:
        ways = "；".join(f"{each.text}：{interval(each.low, each.high)}分" for each in choice.options)
        told = f"  {names[choice.indicator]}：{choice.text}，相差{amount(choice.at_stake)}分" + (
            f"（{ways}）" if ways else ""
        )
        console.print(Text(clean(told)))


def _sums(result: ScoreSheet, console: Console) -> None:
    """The total and the groups."""
    total = f"{result.institution}：{interval(result.total.low, result.total.high)} / {amount(result.total.full)}分"
    console.print(Text(clean(total), style="bold"))
    for standing in result.standings:
        console.print(
            Text(clean(f"  {standing.group}：第{interval(standing.best, standing.worst)}名，共{standing.of}家"))
        )
    if grade := result.grade:
        console.print(Text(clean(f"  等次：{grade.best if grade.settled else f'{grade.worst}～{grade.best}'}")))
    for problem in result.problems:
        console.print(Text(clean(f"  {problem.code} {problem.message}"), style="yellow"))
    for tally in result.groups:
        console.print(Text(clean(f"  {tally.name}：{interval(tally.low, tally.high)} / {amount(tally.full)}分")))


def _scores(result: ScoreSheet, names: dict[str, str]) -> Table:
    table = Table(title="各项得分", title_justify="left", show_lines=False)
    for title, justify in (
        ("指标", "left"),
        ("满分", "right"),
        ("得分", "right"),
        ("状态", "left"),
        ("失分与未定的原因", "left"),
    ):
        table.add_column(title, justify="right" if justify == "right" else "left", overflow="fold")
    for score in result.scores:
        full = "" if score.full is None else amount(score.full)
        style = {"settled": "", "open": "yellow", "not_applicable": "dim", "no_points": "dim"}[score.status]
        table.add_row(
            Text(clean(names[score.indicator])),
            full,
            _points(score),
            STATUS[score.status],
            Text(clean(_why(score))),
            style=style,
        )
    return table


def _points(score: Score) -> str:
    return "" if score.low is None or score.high is None else interval(score.low, score.high)


def _why(score: Score) -> str:
    """What was lost; where that is open, what keeps it open; what an appeal changed is always said."""
    lost = [_line(line) for line in score.lost if line.at_worst and (not score.open or line.kind in APPEALED)]
    return "；".join([*lost, *(reason.text for reason in score.open)])


def _line(line: Lost) -> str:
    """失5分：…, or 还回430分：扣完为止 where a line gives points back."""
    low, high = sorted((abs(line.at_best), abs(line.at_worst)))
    back = max(line.at_best, line.at_worst) <= 0
    words = (
        line.text
        if line.kind in APPEALED
        else f"{'还回' if back else '失'}{interval(low, high)}分：{line.quote or line.text}"
    )
    return words + _found(line)


def _found(line: Lost) -> str:
    """What the measures of a line came to."""
    told = "；".join(f"{interval(each.low, each.high)}{each.unit}" for each in line.measured)
    return f"（算得{told}）" if told else ""


def interval(low: Fraction, high: Fraction) -> str:
    """ "8～10", or "10" where settled."""
    return amount(low) if low == high else f"{amount(low)}～{amount(high)}"


def amount(value: Fraction) -> str:
    """Exact where that is short, else two places with ≈ (only for the eye; files keep the fraction)."""
    text = write_exact(value)
    return text if "/" not in text else f"≈{round(float(value), _PLACES)}"


def blank(catalogue: Catalogue, institution: str) -> bytes:
    """All inputs of a catalogue as a CSV that `zhibiao score` reads once the values are filled in."""
    names = {indicator.id: f"{indicator.ordinal}.{indicator.name}" for indicator in catalogue.indicators}
    points = {i.id: "" if i.points is None else f"（{plain(i.points)}分）" for i in catalogue.indicators}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("机构", "输入项", "值", "状态", "依据", "名称", "单位", "指标", "备注"))
    for entry in catalogue.inputs:
        used = "；".join(names[user] + points[user] for user in entry.used_by)
        words = (entry.name, entry.unit or "", used, TYPES[entry.type])
        writer.writerow((safe(institution), entry.id, "", "", "", *map(safe, words)))
    return b"\xef\xbb\xbf" + out.getvalue().encode()
