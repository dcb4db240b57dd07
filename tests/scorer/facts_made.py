"""Everything that a catalogue asks for, made up at random but possible."""

from __future__ import annotations

from random import Random

from catalog.model import Catalogue
from scorer import Observation
from scorer.domains import Domain, Pair, domains, pairs

DEFAULT_GRADES = ("C", "B", "B+", "A", "良")


def all_facts(catalogue: Catalogue, institution: str, random: Random) -> list[Observation]:
    """A value for each input: within its limits, and no part above its whole."""
    asked = domains(catalogue)
    values = {name: _value(domain, random) for name, domain in asked.items()}
    _fit(values, pairs(catalogue), random)
    return [
        Observation(institution=institution, input=name, value=value, evidence="考核组，2026-12-30")
        for name, value in values.items()
    ]


def _value(domain: Domain, random: Random) -> str:
    if domain.periods:
        return ";".join(str(random.choice((0, 1, 1, 1, 2))) for _ in range(domain.periods))
    if domain.type == "grade":
        return random.choice(domain.grades or DEFAULT_GRADES)
    if domain.type in ("fact", "judgement"):
        return random.choice(("是", "否"))
    if domain.type == "date":
        return random.choice(("2026-09-30", "2026-12-31", "否"))
    return _number(domain, random)


def _number(domain: Domain, random: Random) -> str:
    least = 0 if domain.least is None else int(domain.least)
    most = 120 if domain.most is None else int(domain.most)
    if domain.whole:
        return str(random.choice((least, random.randint(least, most), random.randint(least, min(most, least + 3)))))
    return f"{random.randint(least * 10, most * 10) / 10:.1f}"


def _fit(values: dict[str, str], limits: list[Pair], random: Random) -> None:
    """Lower the parts until none is above its whole."""
    while over := [each for each in limits if float(values[each.numerator]) > float(values[each.denominator])]:
        for each in over:
            values[each.numerator] = str(random.randint(0, int(float(values[each.denominator]))))
