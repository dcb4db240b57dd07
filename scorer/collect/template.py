"""The blank workbook: 填报 to fill in, 指标 and 说明 to look things up, and what tells which catalogue it was made for."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.model import Catalogue, Indicator
from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.edition import lines
from scorer.collect.notes import notes
from scorer.collect.questions import Question, asked, column_id, fingerprint, label, parts_of, paths, questions, teller
from scorer.collect.styles import height, make_formats, status_rule, value_rule
from scorer.institutions import is_remark, likeness

MAX_INSTITUTIONS = 5_000
MAX_COLUMNS = 16_000
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
UNLOCKED = {"format_rows": True, "format_columns": True, "format_cells": True, "autofilter": True, "sort": False}


@dataclass(frozen=True, slots=True)
class Paper:
    """What the writers of the sheets work with."""

    book: Any
    formats: dict[str, Any]
    catalogue: Catalogue
    questions: list[Question]
    institutions: Sequence[str]

    @property
    def title(self) -> str:
        """The name of the notice."""
        return self.catalogue.title or self.catalogue.id

    def sheet(self, name: str, *, landscape: bool = True) -> Any:
        """A new sheet that prints on A4, one page wide."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&F　&A&R&8第&P页，共&N页")
        sheet.hide_gridlines(2)
        return sheet


def template(catalogue: Catalogue, institutions: Sequence[str] = (), *, for_many: bool | None = None) -> bytes:
    """The workbook as .xlsx. `for_many` (default: more than one institution) puts institutions in rows.

    Raises Trouble E607 where an institution is named twice or a name is none, and where several are put into a form
    for one; E626 where there are too many of them.
    """
    from xlsxwriter import Workbook

    many = len(institutions) > 1 if for_many is None else for_many
    _check(institutions, many=many)
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        paper = Paper(book, make_formats(book), catalogue, questions(catalogue), institutions)
        for write in _MANY if many else _ONE:
            write(paper)
        _meta(paper, "many" if many else "one")
        book.set_properties({"title": f"{paper.title} 采集表", "created": datetime(2000, 1, 1)})
    return out.getvalue()


def _check(institutions: Sequence[str], *, many: bool) -> None:
    if told := "、".join(f"“{name}”" for name in institutions if is_remark(name)):
        raise Trouble("E607", detail=f"{told}不是机构名称，请从名单里删去", detail_en=f"no institutions: {told}")
    alike = Counter(map(likeness, institutions))
    if told := "、".join(dict.fromkeys(name for name in institutions if alike[likeness(name)] > 1)):
        raise Trouble(
            "E607", detail=f"名单里有重复的机构：{told}，请只留一个", detail_en=f"named twice: {told}; keep one"
        )
    if len(institutions) > 1 and not many:
        detail = "一家一表的采集表只能写一个机构，多家请用--for-many"
        raise Trouble("E607", detail=detail, detail_en="a form for one institution cannot name several; use --for-many")
    if len(institutions) > MAX_INSTITUTIONS:
        limit, limit_en = f"机构数（{MAX_INSTITUTIONS}）", f"institutions ({MAX_INSTITUTIONS})"
        raise Trouble("E626", limit=limit, limit_en=limit_en)


# --- one institution ----------------------------------------------------------------------------

ONE_WIDTHS = (34, 9, 24, 24, 11, 10, 10, 9, 26, 40, 13)


def _fill_one(paper: Paper) -> None:
    sheet, formats = paper.sheet(form.FILL), paper.formats
    for column, width in enumerate(ONE_WIDTHS):
        sheet.set_column(column, column, width, formats["plain"])
    _heading(
        sheet, paper, "填黄色格；率请填分子、分母（优先）或数值，只填一种；没有数据的留空，或在状态栏选“缺失”“不适用”。"
    )
    row, column = form.ONE_INSTITUTION
    sheet.write_string(row, column - 1, "机构名称：", formats["label"])
    sheet.write_string(row, column, paper.institutions[0] if paper.institutions else "", formats["words"])
    for column in range(form.ONE_INSTITUTION[1] + 1, 4):
        sheet.write_blank(row, column, None, formats["words"])
    sheet.set_row(row, 24)
    for column, name in enumerate(form.ONE):
        sheet.write_string(form.ONE_HEADER, column, name, formats["head"])
    sheet.set_row(form.ONE_HEADER, 26)
    last = _rows_one(sheet, paper)
    sheet.freeze_panes(form.ONE_HEADER + 1, 1)
    sheet.repeat_rows(form.ONE_HEADER)
    sheet.print_area(0, 0, last - 1, form.ONE_COLUMN["quote"])
    sheet.protect("", UNLOCKED)
    sheet.set_selection(*form.ONE_INSTITUTION, *form.ONE_INSTITUTION)
    sheet.activate()


def _heading(sheet: Any, paper: Paper, hint: str) -> None:
    sheet.write_string(0, 0, f"{paper.title} 采集表", paper.formats["title"])
    sheet.set_row(0, 30)
    sheet.write_string(form.ONE_INSTITUTION[0] + 1, 0, hint, paper.formats["note"])


def _rows_one(sheet: Any, paper: Paper) -> int:
    """A line for each group and indicator, and under it its inputs; the row after the last one."""
    above, asked_at = paths(paper.catalogue), _homes(paper.questions)
    row, group = form.ONE_HEADER + 1, ""
    for indicator in paper.catalogue.indicators:
        if above[indicator.id] != group:
            group = above[indicator.id]
            row = _band(sheet, row, group, paper.formats["group"])
        row = _band(sheet, row, label(indicator) + _elsewhere(indicator, paper), paper.formats["band"])
        row = _inputs_one(sheet, row, asked_at.pop(indicator.id, []), paper)
    rest = [question for listed in asked_at.values() for question in listed]
    return _inputs_one(sheet, _band(sheet, row, "其他", paper.formats["band"]) if rest else row, rest, paper)


def _homes(listed: Sequence[Question]) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for question in listed:
        found.setdefault(question.home, []).append(question)
    return found


def _elsewhere(indicator: Indicator, paper: Paper) -> str:
    """Where the data of an indicator stand that has no input of its own."""
    mine = [each for each in paper.questions if label(indicator) in each.users]
    homes = dict.fromkeys(each.users[0] for each in mine)
    return f"　→ 已在“{'”“'.join(homes)}”填报" if homes and label(indicator) not in homes else ""


def _inputs_one(sheet: Any, row: int, listed: Sequence[Question], paper: Paper) -> int:
    for question in listed:
        _row_one(sheet, row, question, paper.formats)
        row += 1
    return row


def _band(sheet: Any, row: int, text: str, style: Any) -> int:
    sheet.write_string(row, 0, text, style)
    for column in range(1, len(form.ONE)):
        sheet.write_blank(row, column, None, style)
    sheet.set_row(row, 22)
    return row + 1


def _row_one(sheet: Any, row: int, question: Question, formats: dict[str, Any]) -> None:
    at = form.ONE_COLUMN
    shared = f"（同时用于：{'、'.join(question.users[1:])}）" if len(question.users) > 1 else ""
    texts = {"name": question.name, "how": question.how, "aims": question.aims + shared, "quote": question.quote}
    for part, text in texts.items():
        sheet.write_string(row, at[part], text, formats["quote" if part == "quote" else "text"])
    sheet.write_string(row, at["unit"], question.unit, formats["center"])
    sheet.write_string(row, at["input"], question.id, formats["id"])
    for part in ("value", "numerator", "denominator"):
        _answer(sheet, row, at[part], question, part, formats)
    sheet.write_blank(row, at["status"], None, formats["input"])
    sheet.data_validation(row, at["status"], row, at["status"], status_rule())
    sheet.write_blank(row, at["evidence"], None, formats["words"])
    sheet.set_row(
        row, height([(text, ONE_WIDTHS[at[part]]) for part, text in (texts | {"unit": question.unit}).items()])
    )


def _answer(sheet: Any, row: int, column: int, question: Question, part: str, formats: dict[str, Any]) -> None:
    """A yellow cell with its limits, or a grey one where nothing is asked for."""
    if part == "value" and question.periods:
        sheet.write_string(row, column, f"{form.POINTER}{form.PERIODS}", formats["shut"])
        return
    if part != "value" and not question.is_rate:
        sheet.write_blank(row, column, None, formats["shut"])
        return
    sheet.write_blank(row, column, None, formats["date" if question.domain.type == "date" else "input"])
    if rule := value_rule(question.domain, part):
        sheet.data_validation(row, column, row, column, rule)


def _periods_one(paper: Paper) -> None:
    wanted = [question for question in paper.questions if question.periods]
    if not wanted:
        return
    sheet, formats = paper.sheet(form.PERIODS), paper.formats
    sheet.write_string(0, 0, "分期填报：每一期填一个整数，没有发生的填0。状态和依据仍填在“填报”表。", formats["note"])
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 7)
    sheet.set_column(2, 13, 8)
    sheet.set_column(form.PERIOD_ID, form.PERIOD_ID, 13)
    row = form.PERIOD_HEADER
    for question in wanted:  # a header above each input: months and quarters have different names
        heads = ["输入项", "单位", *question.periods]
        for column, name in enumerate(heads):
            sheet.write_string(row, column, name, formats["head"])
        sheet.write_string(row, form.PERIOD_ID, form.ID_NAME, formats["head"])
        _period_row(sheet, row + 1, question, formats)
        row += 2
    sheet.freeze_panes(1, 1)
    sheet.protect("", UNLOCKED)


def _period_row(sheet: Any, row: int, question: Question, formats: dict[str, Any]) -> None:
    sheet.write_string(row, 0, question.name, formats["text"])
    sheet.write_string(row, 1, question.unit, formats["center"])
    sheet.write_string(row, form.PERIOD_ID, question.id, formats["id"])
    sheet.set_row(row, height([(question.name, 34)]))
    for number in range(len(question.periods)):
        column = form.PERIOD_FIRST + number
        sheet.write_blank(row, column, None, formats["input"])
        sheet.data_validation(row, column, row, column, value_rule(question.domain, f"p{number + 1}"))


# --- many institutions --------------------------------------------------------------------------


def _fill_many(paper: Paper) -> None:
    sheet = paper.sheet(form.FILL)
    columns = [(question, part, name) for question in paper.questions for part, name in parts_of(question)]
    if len(columns) >= MAX_COLUMNS:
        raise Trouble("E626", limit=f"列数（{MAX_COLUMNS}）", limit_en=f"columns ({MAX_COLUMNS})")
    last = form.MANY_FIRST + max(len(paper.institutions), 30) - 1
    _heads_many(sheet, paper)
    for column, (question, part, name) in enumerate(columns, 1):
        _column(sheet, column, question, part, name, paper)
        if rule := value_rule(question.domain, part) if part != "evidence" else None:
            sheet.data_validation(form.MANY_FIRST, column, last, column, rule)
    _institutions(sheet, paper, columns, last)
    _page_many(sheet)


def _heads_many(sheet: Any, paper: Paper) -> None:
    """The title, the first column's headings, the heights of the heading rows."""
    formats = paper.formats
    told = f"{paper.title} 采集表（每家机构一行；率填分子、分母或数值，只填一种；其他状态写在“特殊情况”表）"
    sheet.set_column(0, 0, 26, formats["plain"])
    sheet.write_string(0, 0, told, formats["title"])
    sheet.set_row(0, 30)
    heads = {form.MANY_IDS: form.MANY_ID, form.MANY_HOMES: "指标", form.MANY_NAMES: "机构名称", form.MANY_PARTS: ""}
    for row, text in heads.items():
        sheet.write_string(row, 0, text, formats["id" if row == form.MANY_IDS else "head"])
    for row, tall in ((form.MANY_IDS, 12), (form.MANY_HOMES, 62), (form.MANY_NAMES, 76), (form.MANY_PARTS, 20)):
        sheet.set_row(row, tall)


def _page_many(sheet: Any) -> None:
    sheet.freeze_panes(form.MANY_FIRST, 1)
    sheet.repeat_rows(form.MANY_HOMES, form.MANY_PARTS)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(0, 0)
    sheet.set_print_scale(60)
    sheet.protect("", UNLOCKED | {"insert_rows": True, "delete_rows": True})
    sheet.activate()


def _column(sheet: Any, column: int, question: Question, part: str, name: str, paper: Paper) -> None:
    formats = paper.formats
    sheet.set_column(column, column, _width(question, part), formats["plain"])
    sheet.write_string(form.MANY_IDS, column, column_id(question, part), formats["id"])
    sheet.write_string(form.MANY_HOMES, column, question.users[0] if question.users else "", formats["head"])
    sheet.write_string(form.MANY_NAMES, column, question.title, formats["band_wrap"])
    sheet.write_string(form.MANY_PARTS, column, name, formats["center"])


def _width(question: Question, part: str) -> int:
    if part == "evidence":
        return 22
    wide = question.domain.type in ("fact", "points", "judgement") or len(question.title) > 12
    return 15 if wide and part == "value" else 10


def _institutions(sheet: Any, paper: Paper, columns: list[tuple[Question, str, str]], last: int) -> None:
    names = list(paper.institutions) + [""] * (last - form.MANY_FIRST + 1 - len(paper.institutions))
    styles = [_style(question, part, paper.formats) for question, part, _ in columns]
    for row, name in enumerate(names, form.MANY_FIRST):
        sheet.write_string(row, 0, name, paper.formats["words"])
        sheet.set_row(row, 20)
        for column, style in enumerate(styles, 1):
            sheet.write_blank(row, column, None, style)


def _style(question: Question, part: str, formats: dict[str, Any]) -> Any:
    return formats["words" if part == "evidence" else "date" if question.domain.type == "date" else "input"]


def _special_many(paper: Paper) -> None:
    sheet, formats = paper.sheet(form.SPECIAL), paper.formats
    told = "与“正常”不同的情况，一行一条：缺失、不适用、估计、有争议、已核实（超出常规但属实，依据必填）。没有就不填。"
    sheet.write_string(0, 0, told, formats["note"])
    for column, (name, width) in enumerate(zip(form.SPECIAL_COLUMNS, (26, 16, 40, 10, 50), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(form.SPECIAL_HEADER, column, name, formats["head"])
    first, last = form.SPECIAL_HEADER + 1, form.SPECIAL_HEADER + form.SPECIAL_ROWS
    for row in range(first, last + 1):
        for column in range(len(form.SPECIAL_COLUMNS)):
            sheet.write_blank(row, column, None, formats["words"])
    sheet.data_validation(first, 3, last, 3, status_rule())
    sheet.freeze_panes(first, 0)
    sheet.repeat_rows(form.SPECIAL_HEADER)


# --- for both -----------------------------------------------------------------------------------

RULE_COLUMNS = {
    "序号": 6,
    "栏目": 22,
    "指标": 26,
    "分值": 7,
    "要求（原文）": 56,
    "计分办法（程序的读法）": 50,
    "需要的输入项": 34,
    "原文未定": 30,
}


def _rules(paper: Paper) -> None:
    sheet, formats = paper.sheet(form.RULES), paper.formats
    for column, (name, width) in enumerate(RULE_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, formats["head"])
    tell = _teller(paper)
    for row, indicator in enumerate(paper.catalogue.indicators, 1):
        texts = tell(indicator)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, formats["center" if column in (0, 3) else "said"])
        sheet.set_row(row, height(zip(texts, RULE_COLUMNS.values(), strict=True)))
    sheet.freeze_panes(1, 3)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(paper.catalogue.indicators), len(RULE_COLUMNS) - 1)


def _teller(paper: Paper) -> Callable[[Indicator], list[str]]:
    """What is told of an indicator, one text for each column."""
    above = paths(paper.catalogue)
    say = teller(paper.catalogue)

    def tell(indicator: Indicator) -> list[str]:
        terms = [term for term in (indicator.rule, indicator.applicability) if term]
        wanted = [each.name for each in paper.catalogue.inputs if indicator.id in each.used_by]
        points = label(indicator).rpartition("（")[2].removesuffix("分）") if indicator.points is not None else ""
        said = "。\n".join(say(term) for term in terms)
        lacking = [
            f"外部标准：{each.name}"
            for each in paper.catalogue.parameters
            if indicator.id in each.used_by and each.value is None
        ]
        opened = [*dict.fromkeys(_open(said)), *lacking]
        asked_for = "\n".join(f"{number}. {name}" for number, name in enumerate(wanted, 1))
        return [
            str(indicator.ordinal),
            above[indicator.id],
            indicator.name,
            points,
            indicator.requirement,
            said,
            asked_for,
            "\n".join(opened),
        ]

    return tell


def _open(said: str) -> Iterator[str]:
    """What the words of a rule say that the notice leaves open."""
    if "人工" in said:
        yield "要由人认定或评分"
    if "未达标如何扣分，原文未定" in said:
        yield "未达标如何扣分"
    if "不足" in said and "原文未定" in said:
        yield "不足一步的如何扣"
    if "（扣多少分原文未写）" in said or "原文未给" in said:
        yield "扣分或得分的标准"


def _notes(paper: Paper) -> None:
    sheet, formats = paper.sheet(form.NOTES, landscape=False), paper.formats
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 92)
    sheet.write_string(0, 0, "填报说明", formats["title"])
    sheet.set_row(0, 30)
    for row, (key, text) in enumerate(notes(paper.catalogue, fingerprint(asked(paper.catalogue))), 1):
        sheet.write_string(row, 0, key, formats["key"])
        sheet.write_string(row, 1, text, formats["said"])
        sheet.set_row(row, height([(text, 92)], 22))


def _meta(paper: Paper, shape: form.Shape) -> None:
    """What the reader recognises the workbook by; hidden from people, who find the same in 说明."""
    sheet = paper.book.add_worksheet(form.META)
    catalogue, listed = paper.catalogue, asked(paper.catalogue)
    source = catalogue.sources[0].sha256 if catalogue.sources else ""
    facts = {
        "form": form.FORM_VERSION, "shape": shape, "catalogue": catalogue.id, "title": paper.title, "source": source,
        "generator": catalogue.generator.version, "fingerprint": fingerprint(listed),
    }  # fmt: skip
    for row, words in enumerate(lines(facts, listed, [each.strip() for each in paper.institutions])):
        for column, text in enumerate(words):
            sheet.write_string(row, column, text)
    sheet.very_hidden()


Writer = Callable[[Paper], None]
_ONE: tuple[Writer, ...] = (_fill_one, _periods_one, _rules, _notes)
_MANY: tuple[Writer, ...] = (_fill_many, _special_many, _rules, _notes)
