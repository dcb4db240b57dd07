"""Views → a workbook. Words are written as words, so nothing can become a formula; points are numbers where exact."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

import xlsxwriter

from scorer.report.numbers import amount, clean, span
from scorer.report.overview import Overview
from scorer.report.page import word
from scorer.report.view import Report, Value
from scorer.sheet import write_exact
from scorer.whatif import Lever

Cell = str | int | Fraction | None
DIGITS = 15  # that a number in a workbook keeps
LONGEST = 32_000  # characters of a cell
FIXED = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet: headings with their widths, and rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_book(report: Report) -> bytes:
    """The workbook of one institution."""
    return _write(tables(report))


def write_overview_book(view: Overview) -> bytes:
    """The workbook of all institutions: totals, and every indicator of each."""
    if not view.scored:
        said = word("no_points", "zh")
        rows = tuple((row.institution, said) for row in view.rows)
        return _write([Table("各机构", (("机构", 36), ("得分", 40)), rows)])
    return _write([_institutions(view), _points(view)])


def _write(sheets: Iterable[Table]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED})
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D5DAE1"})
        for each in sheets:
            _sheet(book.add_worksheet(each.name), each, head, wrap)
    return out.getvalue()


def _sheet(sheet: Any, table: Table, head: Any, wrap: Any) -> None:
    for column, (title, width) in enumerate(table.columns):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for row, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells):
            _cell(sheet, row, column, cell, wrap)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(sheet: Any, row: int, column: int, cell: Cell, wrap: Any) -> None:
    if cell is None or isinstance(cell, str):
        sheet.write_string(row, column, clean(cell or "")[:LONGEST], wrap)
        return
    text = write_exact(Fraction(cell))
    short = "/" not in text and len(text.replace("-", "").replace(".", "")) <= DIGITS
    if short:  # the file holds the decimal digits themselves
        sheet.write_number(row, column, float(text), wrap)
    else:
        sheet.write_string(row, column, text, wrap)


# --- one institution ----------------------------------------------------------------------------


def tables(report: Report) -> list[Table]:
    """The sheets of one institution's workbook; those that would be empty are left out."""
    made = [
        Table("总览", (("项目", 24), ("内容", 80)), tuple(_summary(report))),
        Table("各部分", (("部分", 40), *_POINTS), tuple(_groups(report))),
        Table("失分", (("指标", 36), ("本项共失", 9), ("此行至少失", 11), ("此行至多失", 11), ("原文", 60), ("计分规则", 60), ("数据", 40)), tuple(_losses(report))),
        Table("未定", (("由谁定", 30), ("指标", 36), ("未定分数", 9), ("原因", 70)), tuple(_open(report))),
        Table("未定读法", (("指标", 36), ("未定之处", 50), ("各种读法的得分", 50), ("未定分数", 9)), tuple(_choices(report))),
        Table("可多得分", (("输入项", 50), ("指标", 36), ("现值", 14), ("目标值", 14), ("最低分增加", 11), ("最高分增加", 11), ("说明", 40)), tuple(_offers(report))),
        Table("其他机构", (("机构", 40), ("最低分", 10), ("最高分", 10)), tuple(_peers(report))),
        Table("上年", (("指标", 36), ("上年满分", 10), ("上年最低", 10), ("上年最高", 10), ("今年最低", 10), ("今年最高", 10)), tuple(_past(report))),
        Table("假定", (("代码", 16), ("假定", 70), ("用到的指标", 60)), tuple(_assumptions(report))),
        Table("全部指标", (("部分", 28), ("指标", 36), ("满分", 8), ("最低分", 8), ("最高分", 8), ("状态", 9), ("要求", 60), ("计分规则", 60)), tuple(_items(report))),
        Table("分数账", (("指标", 36), ("依据", 60), ("至少失", 9), ("至多失", 9), ("原文", 60)), tuple(_ledger(report))),
        Table("数据", (("指标", 36), ("输入项", 14), ("名称", 50), ("值", 14), ("单位", 8), ("状态", 9), ("依据", 50)), tuple(_data(report))),
    ]  # fmt: skip
    return [each for each in made if each.rows]


_POINTS = (("满分", 10), ("最低分", 10), ("最高分", 10), ("未定", 10), ("已失", 10))
Rows = Iterator[tuple[Cell, ...]]


def _summary(report: Report) -> Rows:
    sheet, extras = report.sheet, report.extras
    yield "通知", sheet.title
    yield "机构", sheet.institution
    yield "日期", extras.date or "未注明"
    yield "计分方案", f"{sheet.profile.title}（{sheet.profile.id}，版本{sheet.profile.version}）"
    yield from _doubts(report)
    if sheet.total.scored:
        yield from (("满分", sheet.total.full), ("最低分", sheet.total.low), ("最高分", sheet.total.high))
    else:
        yield "总分", word("no_points", "zh")
    for each in extras.standings:
        ends = "至".join(dict.fromkeys((write_exact(each.best), write_exact(each.worst))))
        yield f"名次（{each.group}）", f"第{ends}名，共{each.of}家"
    if sheet.grade:
        yield "等次", "～".join(dict.fromkeys((sheet.grade.worst, sheet.grade.best)))


def _doubts(report: Report) -> Rows:
    """What is to be known of last year's scores before they are compared."""
    past = report.extras.past
    if report.profiles:
        yield "上年计分方案", word("past_profile", "zh", before=report.profiles[0], now=report.profiles[1])
    if past and past.sums:
        total = past.sheet.total
        sums = span(past.sums.low, past.sums.high)
        yield "上年得分", word("past_sums", "zh", total=span(total.low, total.high), sums=sums)
    if past and past.too_high:
        total = past.sheet.total
        told = {"total": span(total.low, total.high), "full": amount(total.full)}
        yield "上年得分", word("past_too_high", "zh", **told)


def _groups(report: Report) -> Rows:
    for each in report.branches:
        bar = each.bar
        if not each.tally.scored:
            yield each.tally.name, word("status_no_points", "zh")
            continue
        yield each.tally.name, bar.full, bar.low, bar.high, bar.open, bar.lost


def _losses(report: Report) -> Rows:
    for item in report.losses:
        for line in item.certain:  # what a floor gives back is negative, so that the lines sum up to the loss
            quote = line.lost.quote or item.indicator.requirement
            data = "\n".join(map(_value, line.values))
            name = report.names[item.indicator.id]
            yield name, item.lost, line.lost.at_best, line.lost.at_worst, quote, line.lost.text, data


def _value(value: Value) -> str:
    told = value.text if value.text is not None else word(f"obs_{value.status}", "zh")
    return f"{value.name}：{told}"


def _open(report: Report) -> Rows:
    for matter in report.matters:
        for each in matter.items:
            why = "\n".join(reason.open.text for reason in each.reasons)
            yield (
                word(f"who_{matter.who}", "zh"),
                report.names[each.item.indicator.id],
                each.at_stake if report.scored else None,
                why,
            )


def _choices(report: Report) -> Rows:
    for each in report.sheet.choices:
        ways = "\n".join(f"{way.text}：{span(way.low, way.high)}" for way in each.options)
        yield report.names.get(each.indicator, each.indicator), each.text, ways, each.at_stake


def _offers(report: Report) -> Rows:
    for offer in report.offers:
        yield (
            "\n".join(move.value.name for move in offer.moves),
            "\n".join(report.names[each] for each in offer.lever.indicators),
            "\n".join(move.value.text or word(f"obs_{move.value.status}", "zh") for move in offer.moves),
            "\n".join(move.wanted for move in offer.moves),
            offer.lever.gain_low,
            offer.lever.gain_high,
            "；".join(_remarks(offer.lever)),
        )


def _remarks(lever: Lever) -> Iterator[str]:
    if lever.lifts:
        yield word("whatif_lifts", "zh")
    if lever.waits and lever.freed_low == lever.freed_high:
        yield word("whatif_freed", "zh", points=amount(lever.freed_low))
    elif lever.waits:
        yield word("whatif_freed_ends", "zh", low=amount(lever.freed_low), high=amount(lever.freed_high))
    if lever.idle:
        yield word("whatif_knot", "zh")
    if not lever.adds:
        yield word("whatif_single", "zh")


def _peers(report: Report) -> Rows:
    for each in report.extras.peers.everyone if report.extras.peers else ():
        yield each.institution, each.total.low, each.total.high


def _past(report: Report) -> Rows:
    bars = {item.indicator.id: item.bar for item in report.items}
    for each in report.extras.past.pairs if report.extras.past else ():
        if bar := bars[each.indicator]:
            before = each.before
            yield report.names[each.indicator], each.full_before, before.low, before.high, bar.low, bar.high


def _assumptions(report: Report) -> Rows:
    for each in report.sheet.assumptions:
        yield each.code, each.text, "\n".join(report.names.get(user, user) for user in each.used_by)


def _items(report: Report) -> Rows:
    for item in report.items:
        bar, status = item.bar, word(f"status_{item.score.status}", "zh")
        ends = (bar.full, bar.low, bar.high) if bar else (None, None, None)
        yield item.path, report.names[item.indicator.id], *ends, status, item.indicator.requirement, item.rule


def _ledger(report: Report) -> Rows:
    for item in report.items:
        for line in item.lines:
            lost = line.lost
            yield report.names[item.indicator.id], lost.text, lost.at_best, lost.at_worst, lost.quote


def _data(report: Report) -> Rows:
    for item in report.items:
        for each in item.values:
            status = word(f"obs_{each.status}", "zh")
            yield report.names[item.indicator.id], each.id, each.name, each.text, each.unit, status, each.evidence


# --- all institutions ---------------------------------------------------------------------------


def _institutions(view: Overview) -> Table:
    columns = (("机构", 36), ("名次（最好）", 10), ("名次（最差）", 10), *_POINTS, ("失分最多", 60))
    return Table("各机构", columns, tuple(_institution_rows(view)))


def _institution_rows(view: Overview) -> Rows:
    for row in view.rows:
        bar, place = row.bar, next(iter(row.standings), None)
        ends = (place.best, place.worst) if place else (None, None)
        yield row.institution, *ends, bar.full, bar.low, bar.high, bar.open, bar.lost, "；".join(row.largest)


def _points(view: Overview) -> Table:
    heads = [(f"{name}（{end}）", 12) for name in view.names for end in ("最低", "最高")]
    rows = tuple((row.institution, *_every_item(view, row.number)) for row in view.rows)
    return Table("各项得分", (("机构", 36), *heads), rows)


def _every_item(view: Overview, number: int) -> Iterator[Cell]:
    for column in view.crowd.items:
        bar = column[number]
        yield from (bar.low, bar.high) if bar.full or bar.high else (None, None)
