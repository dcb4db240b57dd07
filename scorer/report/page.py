"""Views → one self-contained page. Everything from outside is escaped; nothing is fetched; scripts are named by hash."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from base64 import b64encode
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from catalog.problems import Language
from scorer.report import numbers
from scorer.report.bars import Bar
from scorer.report.overview import Overview, as_data
from scorer.report.ticks import ticks
from scorer.report.view import Report

# What must not stand in a script element: "<" ends it, the line separators end lines of older scripts.
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
ONE = re.compile(r"(?<![\w.,～−≈+])1 (point|indicator|institution)s\b")
TAGS = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The style and the script of a page, which are the same for all."""

    style: str
    script: str

    @property
    def policy(self) -> str:
        """The content security policy: nothing from anywhere, and only this script."""
        digest = b64encode(hashlib.sha256(self.script.encode()).digest()).decode()
        return (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
            f"script-src 'sha256-{digest}'"
        )


def write_page(report: Report, language: Language = "zh") -> str:
    """The page of one institution, opened in `language`."""
    whatif = report.extras.whatif
    data = {"ticks": ticks(whatif, whatif.sums)} if whatif and whatif.sums else {}
    return _write("institution.html.j2", language, report=report, data=data)


def write_overview(view: Overview, language: Language = "zh") -> str:
    """The page of all institutions, opened in `language`."""
    return _write("overview.html.j2", language, view=view, data={"all": as_data(view)} if view.scored else {})


def _write(template: str, language: Language, **given: Any) -> str:
    return _environment().get_template(template).render(language=language, parts=_parts(), **given)


@cache
def _parts() -> Parts:
    folder = files("scorer.report").joinpath("templates")
    return Parts(folder.joinpath("style.css").read_text("utf-8"), folder.joinpath("page.js").read_text("utf-8"))


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of the interface: {key: {zh, en}}."""
    return tomllib.loads(files("scorer.report").joinpath("words.toml").read_text("utf-8"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("scorer.report"), autoescape=True, undefined=StrictUndefined, finalize=_clean,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"t": say, "word": word, "spell": spell, "points": points, "span": span}
    environment.globals |= {"signed": signed, "json": as_json, "drawn": drawn}
    environment.filters |= {"length": numbers.length, "amount": numbers.amount}
    return environment


def _clean(value: Any) -> Any:
    """Every text on its way into the page; what is markup already has been cleaned."""
    return numbers.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def word(key: str, language: str, **given: object) -> str:
    """Words of the interface in one language."""
    text = words()[key][language].format_map({name: numbers.clean(str(each)) for name, each in given.items()})
    return ONE.sub(r"1 \1", text) if language == "en" else text


@lru_cache(maxsize=4096)
def say(key: str, **given: Hashable) -> Markup:
    """Words of the interface in both languages; the page shows one."""
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(
        word(key, "zh", **given), word(key, "en", **given)
    )


def spell(attribute: str, language: str, key: str, **given: object) -> Markup:
    """An attribute in the language of the page, with both beside it for the switch."""
    return Markup('{}="{}" data-{}-zh="{}" data-{}-en="{}"').format(
        attribute, word(key, language, **given), attribute, word(key, "zh", **given), attribute,
        word(key, "en", **given),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def points(value: Any) -> Markup:
    """Points; a fraction without a finite decimal has it in its tooltip."""
    told = numbers.fraction(value)
    if told is None:
        return Markup('<span class="n">{}</span>').format(numbers.amount(value))
    return Markup('<abbr class="n" title="{}">{}</abbr>').format(told, numbers.amount(value))


def span(low: Any, high: Any) -> Markup:
    """Points from low to high, or one number where they are settled."""
    return points(low) if low == high else Markup("{}～{}").format(points(low), points(high))


PIECE = Markup('<rect class="{}" x="{}%" width="{}%" height="{}"/>')
HATCH = Markup('<rect x="{}%" width="{}%" height="{}" fill="url(#hatch)"/>')
DRAWING = Markup('<svg class="bar" height="{}" aria-hidden="true" focusable="false">{}</svg>')


@lru_cache(maxsize=4096)
def drawn(bar: Bar, height: int = 14) -> Markup:
    """A bar as a drawing; what is open is hatched, so that colour is not all that tells it."""
    parts = []
    for piece in bar.pieces():
        start, width = numbers.length(piece.start), numbers.length(piece.width)
        parts.append(PIECE.format(piece.kind, start, width, height))
        if piece.kind == "open":
            parts.append(HATCH.format(start, width, height))
    return DRAWING.format(height, Markup("").join(parts))


def signed(low: Any, high: Any) -> Markup:
    """A change, with its sign."""
    plus = [Markup("+{}").format(points(each)) if each > 0 else points(each) for each in (low, high)]
    return plus[0] if low == high else Markup("{}～{}").format(*plus)


def as_json(data: Any) -> Markup:
    """Data for a script element of type application/json."""
    text = json.dumps(_cleaned(data), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.translate(UNSAFE))  # noqa: S704 - "<", ">" and "&" are written as escapes of JSON


def _cleaned(data: Any) -> Any:
    """The data with every text cleaned; lists of numbers, which may be long, stay as they are."""
    if isinstance(data, str):
        return numbers.clean(data)
    if isinstance(data, Mapping):
        return {numbers.clean(key): _cleaned(value) for key, value in data.items()}
    texts = isinstance(data, list | tuple) and not (data and isinstance(data[0], int))
    return [_cleaned(each) for each in data] if texts else data
