"""What the document says of itself: title, issuer, year, number, date, declared total."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from catalog.base import Evidence
from catalog.model import DocumentFacts
from extractor import lexicon
from extractor.document import Cell, Change, Document, Span
from extractor.metadata import dated, metadata, titled
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

_ANNEX = re.compile(r"\s*附\s?[件表录]\s?[0-9一二三四五六七八九十]{0,2}\s?[:：]\s*(?=\S{4})")
# A document-sharing page names the file: 绩效考核指标.docx.
_SUFFIX = re.compile(r"\.(?:docx?|pdf|wps|xlsx?|pptx?|txt|rtf)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not part of a catalogue's rows: a paragraph, or a cell of a title row."""

    cell: Cell

    @classmethod
    def at(cls, text: str, start: int) -> Line:
        """A line of one piece of the document."""
        return cls(Cell(-1, 0, text, start))

    @property
    def text(self) -> str:
        """The text as printed."""
        return self.cell.text

    @property
    def plain(self) -> str:
        """Normalised, without blank ends."""
        return normalize(self.text).strip()


@dataclass(slots=True)
class Facts:
    """Title, facts and declared totals; `furniture` are lines that carry no content."""

    title: str | None = None
    document: DocumentFacts = field(default_factory=DocumentFacts)
    totals: list[tuple[Decimal, list[Evidence]]] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def read_facts(document: Document, before: list[Line], after: list[Line], read: Set[int] = frozenset()) -> Facts:
    """Read the lines before the first catalogue table and those after it; `read` are the tables of the catalogue."""
    facts = Facts()
    furniture = [line for line in before + after if is_furniture(line.plain)]
    rest = [line for line in before if line not in furniture and line.plain]
    evidence: dict[str, list[Evidence]] = {}
    title = _title(rest)
    issuer = next(
        (line for line in rest if line is not title and _matches("issuer", line.plain) and len(line.plain) <= 30), None
    )
    issuer = issuer or _signed(after)
    issued = _issued(rest)
    if issuer:
        evidence["issuer"] = document.quotes(issuer.cell)
    elif issued:
        evidence["issuer"] = document.quotes(issued[0].cell, *issued[1].span("issuer"))
    if title:
        prefix = _ANNEX.match(title.text)
        named = title.cell.part(prefix.end() if prefix else 0, len(_SUFFIX.sub("", title.text)))
        facts.title = named.text
        evidence["title"] = document.quotes(named)
    facts.document = DocumentFacts(
        issuer=issuer.text.strip().removesuffix("文件") if issuer else issued[1]["issuer"] if issued else None,
        year=_year(document, title, rest, evidence),
        number=_number(document, rest, evidence, facts),
        published=_published(document, rest + [line for line in after if line not in furniture], evidence)
        or _issue_date(document, issued, evidence),
        evidence=evidence,
    )
    _complete(document, facts, read)
    facts.furniture = furniture
    facts.totals = [total for line in rest + after for total in _totals(document, line)]
    return facts


def _complete(document: Document, facts: Facts, read: Set[int]) -> None:
    """What the text does not say itself, from what the page says of it."""
    said = metadata(document, read)
    known: dict[str, str] = {}
    for item in said:
        value, quotes = item.value.text.strip(), document.quotes(item.value)
        if item.fact == "published" and (date := dated(item.value)):
            value, quotes = date[0], document.quotes(item.value, *date[1])
        elif item.fact == "published" or (item.fact == "number" and not re.search(r"[0-9]", value)):
            continue
        fills = item.fact in ("number", "issuer", "published") and getattr(facts.document, item.fact) is None
        if fills and item.fact not in known:
            known[item.fact] = value
            facts.document.evidence[item.fact] = quotes
    facts.document = facts.document.model_copy(update=known)
    page = titled(document) if facts.title is None else None
    if page and page.text.strip():
        facts.title = page.text.strip()
        facts.document.evidence["title"] = document.quotes(page)
        if facts.document.year is None and (match := lexicon.pattern("title_year").search(normalize(page.text))):
            facts.document = facts.document.model_copy(update={"year": int(match["year"])})
            facts.document.evidence["year"] = document.quotes(page, *match.span("year"))


def is_furniture(plain: str) -> bool:
    """Whether a normalised line is furniture: form lines, page numbers, 附件."""
    return any(entry.pattern.fullmatch(plain) for entry in lexicon.entries("furniture"))


def _title(lines: list[Line]) -> Line | None:
    """The last line before the table that reads like a title; short lines are preferred to sentences."""
    titles = [line for line in lines if _matches("title_ending", line.plain) and len(line.plain) <= 60]
    titles = [line for line in titles if not re.search(r"[。；，:]\Z|^[一二三四五六七八九十]{1,3}[、.]", line.plain)]
    titles = [line for line in titles if not _matches("generic_title", line.plain)] or titles
    if not titles:
        return next((line for line in lines if _matches("title_words", line.plain)), None)
    dated = [line for line in titles if lexicon.pattern("title_year").search(line.plain)]
    return (dated or titles)[-1]


def _year(document: Document, title: Line | None, lines: list[Line], evidence: dict[str, list[Evidence]]) -> int | None:
    for line in [*([title] if title else []), *lines[:12]]:
        match = lexicon.pattern("title_year").search(normalize(line.text))
        if match:
            evidence["year"] = document.quotes(line.cell, *match.span("year"))
            return int(match["year"])
    return None


def _signed(after: list[Line]) -> Line | None:
    """The issuer above the date below the text."""
    for before, line in pairwise([line for line in after if line.plain]):
        date = dated(line.cell) if len(line.plain) <= 16 else None
        if date and _matches("issuer", before.plain) and len(before.plain) <= 30:
            return before
    return None


def _issued(lines: list[Line]) -> tuple[Line, re.Match[str]] | None:
    """2015年12月10日，某委、某部印发…: a sentence that says who issued the notice and when."""
    for line in lines:
        match = lexicon.pattern("issued").search(normalize(line.text))
        if match:
            return line, match
    return None


def _issue_date(
    document: Document, issued: tuple[Line, re.Match[str]] | None, evidence: dict[str, list[Evidence]]
) -> str | None:
    if issued is None or issued[1]["date"] is None:
        return None
    line, match = issued
    evidence["published"] = document.quotes(line.cell, *match.span("date"))
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"


def _number(document: Document, lines: list[Line], evidence: dict[str, list[Evidence]], facts: Facts) -> str | None:
    """The document number on a line of its own, else in the sentence that says who issued it: other sentences name
    other documents. Brackets that were lost are put back.
    """
    for line in lines[:12]:
        match = lexicon.pattern("document_number").fullmatch(line.text.strip())
        if match:
            start = line.text.index(line.text.strip())
            evidence["number"] = document.quotes(line.cell, start, start + len(match.group()))
            return match.group()
    issued = _issued(lines)
    plain = issued[0].text if issued else ""
    match = lexicon.pattern("number_inside").search(plain) or lexicon.pattern("number_bare").search(plain)
    if issued and match:
        quotes = evidence["number"] = document.quotes(issued[0].cell, *match.span("number"))
        return _bracketed(match, quotes, facts)
    return None


def _bracketed(match: re.Match[str], quotes: list[Evidence], facts: Facts) -> str:
    """国卫人发201594号 → 国卫人发〔2015〕94号: four digits are the year; listed as an inferred repair."""
    if "year" not in match.groupdict():
        return match["number"]
    whole = f"{match['organ']}〔{match['year']}〕{match['serial']}号"
    (span, *more) = [Span(quote.start, quote.end) for quote in quotes]
    facts.changes.append(Change("lost_sign", match["number"], whole, "likely", span, tuple(more)))
    return whole


def _published(document: Document, lines: list[Line], evidence: dict[str, list[Evidence]]) -> str | None:
    """A date that stands alone on its line."""
    for line in lines:
        date = dated(line.cell) if len(line.plain) <= 16 else None
        if date and date[1] == (len(line.text) - len(line.text.lstrip()), len(line.text.rstrip())):
            evidence["published"] = document.quotes(line.cell)
            return date[0]
    return None


def _totals(document: Document, line: Line) -> list[tuple[Decimal, list[Evidence]]]:
    """总分100分; and 评估标准（100分） as a title."""
    found = []
    plain = normalize(line.text)
    matches = list(lexicon.pattern("declared_total").finditer(plain))
    bracket = lexicon.pattern("points_bracket").search(plain)
    if not matches and bracket and _matches("title_ending", plain[: bracket.start()].strip()):
        matches = [bracket]
    for match in matches:
        value = number(match["points"])
        alone = not re.sub(r"[\W_]", "", plain[: match.start()] + plain[match.end() :])
        if value is not None:
            found.append((value, document.quotes(line.cell, *((0, len(plain)) if alone else match.span()))))
    return found


def _matches(name: str, plain: str) -> bool:
    return bool(lexicon.pattern(name).fullmatch(plain))
