"""A comparison as one self-contained page, in the style of the reports. Everything from outside is escaped; nothing is
fetched; the one script is named by its hash, and nothing needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from catalog import wording
from catalog.diff.model import Diff, RowChange, RowSide
from catalog.problems import Language
from scorer.report.numbers import clean
from scorer.report.page import Parts, as_json
from zhibiao.comparison import told
from zhibiao.comparison.summary import group, shown, summary
from zhibiao.comparison.told import KINDS
from zhibiao.comparison.words import amount, signed, word

ROWS = ("different", "changed", "added", "dropped", "split", "merged", "kept", "doubtful")
BOTH = Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>')


def write_page(diff: Diff, language: Language = "zh") -> str:
    """The page, opened in `language`; a button switches to the other."""
    kinds = [shown(row) for row in diff.rows]
    counts = {name: sum(name in each for each in kinds) for name in (*ROWS, *KINDS)}
    template = _environment().get_template("comparison.html.j2")
    rows = list(zip(diff.rows, range(1, len(kinds) + 1), kinds, strict=True))
    return template.render(diff=diff, rows=rows, counts=counts, language=language, parts=_parts(), data={})


@cache
def _parts() -> Parts:
    """The style of the reports with what a comparison adds to it, and a script of its own."""
    own, reports = (files(package).joinpath("templates") for package in ("zhibiao.comparison", "scorer.report"))
    style = reports.joinpath("style.css").read_text("utf-8") + own.joinpath("comparison.css").read_text("utf-8")
    return Parts(style, own.joinpath("comparison.js").read_text("utf-8"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("zhibiao.comparison"), PackageLoader("scorer.report")]),
        autoescape=True, undefined=StrictUndefined, finalize=_clean, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {"t": say, "word": word, "spell": spell, "json": as_json, "both": both, "told": told}
    environment.globals |= {"summary": _summary, "group": group, "texts_of": texts_of, "changes_of": changes_of}
    environment.globals |= {"kinds": KINDS, "row_kinds": ROWS, "doubts_of": doubts_of, "fields": wording.FIELDS}
    environment.filters |= {"amount": amount, "signed": signed}
    return environment


def _clean(value: Any) -> Any:
    """Every text on its way into the page; what is markup already has been cleaned."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def say(key: str, **given: object) -> Markup:
    """Words in both languages; the page shows one."""
    return BOTH.format(word(key, "zh", **given), word(key, "en", **given))


def both(make: Callable[..., str], *given: object) -> Markup:
    """What `make` says in either language."""
    return BOTH.format(clean(make(*given, "zh")), clean(make(*given, "en")))


def spell(attribute: str, language: str, key: str, **given: object) -> Markup:
    """An attribute in the language of the page, with both beside it for the switch."""
    return Markup('{}="{}" data-{}-zh="{}" data-{}-en="{}"').format(
        attribute, word(key, language, **given), attribute, word(key, "zh", **given), attribute,
        word(key, "en", **given),
    )  # fmt: skip


def _summary(diff: Diff) -> list[Markup]:
    return [_pair(*each) for each in zip(summary(diff, "zh"), summary(diff, "en"), strict=True)]


def changes_of(row: RowChange) -> list[tuple[Markup, Any]]:
    """What changed in a row, in both languages, each with its change."""
    pairs = zip(told.sentences(row, "zh"), told.sentences(row, "en"), strict=True)
    return [(_pair(zh, en), change) for (zh, change), (en, _) in pairs]


def doubts_of(row: RowChange) -> list[Markup]:
    """What puts the pairing in doubt, in both languages."""
    return [_pair(*each) for each in zip(told.pairing(row, "zh"), told.pairing(row, "en"), strict=True)]


def _pair(zh: str, en: str) -> Markup:
    return BOTH.format(clean(zh), clean(en))


def texts_of(row: RowChange, year: told.Year) -> list[tuple[RowSide, Markup]]:
    """One year's rows with their requirements, in which what the other year does not have is `del` or `ins`."""
    tag = "del" if year == "last" else "ins"
    return [(side, _marked(pieces, tag)) for side, pieces in told.texts_of(row, year)]


def _marked(pieces: Sequence[told.Piece], tag: str) -> Markup:
    marks = Markup("<{0}>{1}</{0}>"), Markup("{1}")
    return Markup("").join(marks[not changed].format(tag, clean(text)) for changed, text in pieces if text)
