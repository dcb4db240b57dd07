"""Runs and pages made by code, shared by the tests of the report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from facts_made import all_facts
from scoring_cases import catalogue, cmp, indicator, none, obs, term, veto

from catalog.model import Catalogue, Group
from extractor.pipeline import extract
from scorer import Observation, load_profile
from scorer.report import Run

CASES = Path(__file__).parents[3] / "corpus" / "cases"
FILES = {"hospital": "hospital-notice-2022/source.docx", "primary": "primary-care-2015/page.html"}
TARGET = {"kind": "unspecified"}


@cache
def notice(name: str) -> Catalogue:
    return extract(CASES / FILES[name])


def known_in_part(made: Catalogue, institution: str, random: Random, share: float) -> list[Observation]:
    """A random `share` of all facts; at least one, so that the institution is there."""
    given = all_facts(made, institution, random)
    kept = [each for each in given if random.random() < share]
    return kept or given[:1]


def run(made: Catalogue, given: list[Observation], profile: str = "strict", **options: object) -> Run:
    return Run(made, given, load_profile(profile), load_profile(profile).peer_groups, **options)  # type: ignore[arg-type]


def small() -> Catalogue:
    """Two groups, four indicators: a step, a conjunction, a count with a veto of everything, a judgement."""
    groups = [_group("g1", "医疗质量", "60"), _group("g2", "安全", "40")]
    step = {"kind": "deduct_step", "of": obs("rate"), "side": "below", "bound": "90", "step": "1", "points": "5"}
    rows = [
        indicator(term(kind="from_full", losses=[step], floor_stated=True), "20", id="i001", group="g1"),
        indicator(
            term(**TARGET, when={"kind": "all", "of": [cmp("a", ">=", "95"), cmp("b", ">=", "90")]}),
            "40", id="i002", group="g1",
        ),
        indicator(term(**TARGET, when=none("accidents")), "30", id="i003", group="g2"),
        indicator(term(kind="judge", input="points", text="酌情评分"), "10", id="i004", group="g2"),
    ]  # fmt: skip
    return catalogue(
        rows,
        types={"rate": "number", "a": "number", "b": "number", "accidents": "count", "points": "points"},
        units={"rate": "%", "a": "%", "b": "%", "accidents": "次", "points": "分"},
        groups=groups,
        vetoes=[veto({"kind": "not", "of": none("accidents")}, "total_zero", indicator="i003")],  # type: ignore[arg-type]
        total="100",
    )


def _group(identity: str, name: str, points: str) -> Group:
    fields = {"id": identity, "number": None, "name": name, "level": 1, "parent": None, "points": points}
    return Group.model_validate(fields)


def facts(given: Mapping[str, str], institution: str = "市立医院") -> list[Observation]:
    return [
        Observation(institution=institution, input=key, value=value, evidence="考核组，2026-12-30")
        for key, value in given.items()
    ]


class Page(HTMLParser):
    """What a page is made of: tags with their attributes in order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def text(self) -> str:
        return "".join(self.texts)
