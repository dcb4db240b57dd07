"""Names of groups and indicators, their numbering and bracketed points; points cells; vetoes in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor import lexicon
from extractor.fields.text import trimmed
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

VetoKind = Literal["veto", "veto_excellence"]
_SINGLE_VETO = re.compile(r"单项否决|直接否决|否决(?:性|项|指标|事项|情形)")
_EDGE = " \t\n。.；;：:，,、"
_SPLIT_WORD = re.compile(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])")
_SPACED = re.compile(r"[ \u3000]*[一-鿿](?:[ \u3000]+[一-鿿]){2,}[ \u3000]*")  # 医 疗 质 量
_LINE_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A name cell read: numbering, bare name, points in it; spans are offsets in the cell's text."""

    number: str | None
    name: str
    points: Decimal | None
    name_span: tuple[int, int]
    points_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Points:
    """A points cell read. `rest` is what the reading could not use; `none` where it says that there are none (加分项)."""

    value: Decimal | None
    span: tuple[int, int] | None
    veto: VetoKind | None
    veto_span: tuple[int, int] | None
    rest: str
    none: bool = False


def heading(text: str) -> Heading:
    """Read a name: "一、组织领导（20分）。" → 一、 | 组织领导 | 20."""
    plain = normalize(text)
    start, end = 0, len(text)
    prefix = lexicon.pattern("number_prefix").match(plain)
    printed = None
    if prefix and prefix.end() < len(plain.rstrip()):
        printed, start = text[prefix.start("number") : prefix.end("number")].rstrip("、.．:："), prefix.end()
    points, points_span, cut = _heading_points(plain, start)
    start, end = trimmed(plain, start, points_span[0] if points_span and cut else end, _EDGE)
    name = text[start:end]
    if points_span and not cut:
        name = text[start : points_span[0]] + text[points_span[1] :]
    return Heading(printed, _one_line(name), points, (start, end), points_span)


def _heading_points(plain: str, start: int) -> tuple[Decimal | None, tuple[int, int] | None, bool]:
    """Points in a name, and whether nothing but blanks follows them."""
    match = lexicon.bracketed_points(plain, start) or lexicon.pattern("share_bracket").search(plain, start)
    tail = lexicon.pattern("points_tail").search(plain, start) or lexicon.pattern("weight_tail").search(plain, start)
    match = match or (tail if tail and tail.start() > start else None)
    if match is None:
        return None, None, True
    return number(match["points"]), match.span(), not plain[match.end() :].strip(_EDGE)


def _one_line(text: str) -> str:
    """Line breaks inside a name are layout: nothing stands for them between Han characters, a blank otherwise."""
    joined = _LINE_BREAK.sub("", _SPLIT_WORD.sub(" ", text)) if "\n" in text else text
    return re.sub(r"[ \u3000]", "", joined).strip(_EDGE) if _SPACED.fullmatch(joined) else joined.strip(_EDGE)


def points(text: str) -> Points:
    """Read a points cell: "一票否决↵30" → 30 and a veto; "2.5分" → 2.5; "10-20" → None with the rest."""
    plain = normalize(text)
    veto, veto_span = veto_in(plain)
    bare = plain if veto_span is None else re.sub(r"\(\s*\)", lambda m: " " * len(m.group()), _blank(plain, *veto_span))
    match = lexicon.pattern("points_cell").search(bare)
    if match is None and lexicon.pattern("no_points_cell").fullmatch(bare):
        return Points(None, (0, len(text)), veto, veto_span, "", none=any(map(str.isalpha, bare)))
    if match is None:
        return Points(None, None, veto, veto_span, "" if not bare.strip(" \n()、/") else text)
    sign = -1 if match["points"][0] == "-" else 1
    value = number(match["points"].lstrip("+-"))
    end = match.end("unit") if match["unit"] else match.end("points")
    return Points(None if value is None else sign * value, (match.start("points"), end), veto, veto_span, "")


def veto_in(plain: str) -> tuple[VetoKind | None, tuple[int, int] | None]:
    """The first veto in a text, normalised or not; 一票否优 is never taken for 一票否决."""
    if "否决" not in plain and "一票否" not in plain:
        return None, None
    if single := _SINGLE_VETO.search(plain):
        return "veto", single.span()
    for entry in lexicon.entries("outcomes"):
        if entry.name in ("veto", "veto_excellence"):
            match = re.search("一票否优" if entry.name == "veto_excellence" else "一票否决", plain)
            if match:
                return ("veto" if entry.name == "veto" else "veto_excellence"), match.span()
    return None, None


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
