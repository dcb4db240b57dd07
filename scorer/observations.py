"""Observations: what institutions report for the inputs of a catalogue, and whether it can be used.

Where they come from is `scorer.collect`'s business: a file, a workbook, a program. Here each one is held against the
domain of its input. Every problem is named with its place, all of them at once; nothing is scored where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Literal, get_args

from catalog.base import Model
from catalog.model import Catalogue
from catalog.problems import Language, Trouble
from scorer import values
from scorer.domains import Domain, Pair, domains, pairs
from scorer.institutions import is_remark, likeness
from scorer.sheet import write_exact

ObservationStatus = Literal["ok", "missing", "not_applicable", "estimated", "disputed", "verified"]
SILENT = ("missing", "not_applicable")
DECISIONS = ("judgement", "points")
CHINESE = {
    "ok": "正常", "missing": "缺失", "not_applicable": "不适用", "estimated": "估计", "disputed": "有争议", "verified": "已核实",
}  # fmt: skip
FIELD_NAMES = {"institution": "机构", "input": "输入项", "value": "值"}
STATUSES = {each: each for each in get_args(ObservationStatus)} | {zh: en for en, zh in CHINESE.items()}


class Observation(Model):
    """What an institution reports for one input: a value as text, its status and what proves it.

    `verified` is a value outside its usual range that a person has confirmed.
    """

    institution: str
    input: str
    value: str | None = None
    status: ObservationStatus = "ok"
    evidence: str | None = None


class BadObservations(Trouble):
    """Observations that cannot be used: all problems, each with its place."""

    def __init__(self, problems: list[Trouble]) -> None:
        self.problems = problems
        super().__init__("E601", detail="; ".join(str(each) for each in problems))

    @property
    def exit_code(self) -> int:
        """The highest of all problems."""
        return max(each.exit_code for each in self.problems)

    def say(self, language: Language) -> str:
        """Every problem on a line of its own."""
        return "\n".join(each.say(language) for each in self.problems)


# --- entries ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: “填报!H12”, “第3行”."""

    zh: str
    en: str

    def trouble(self, code: str, **params: object) -> Trouble:
        """A problem at this place."""
        return Trouble(code, place=self.zh, place_en=self.en, **params)


def row(number: int) -> Place:
    """The place of a row or record."""
    return Place(f"第{number}行", f"Row {number}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An observation with the place of each of its fields (and of `numerator` and `denominator`).

    `typed`: a person wrote the value, so that 0.95 may stand for 95 %. `name`: what the list calls the input.
    """

    given: Observation
    place: Callable[[str], Place]
    typed: bool = True
    name: str = ""


def check_observations(observations: Iterable[Observation], catalogue: Catalogue) -> None:
    """Raise BadObservations where observations made by a program could not have come from a file."""
    entries = (Entry(each, at(row(number)), typed=False) for number, each in enumerate(observations, 1))
    if problems := screen(entries, catalogue)[1]:
        raise BadObservations(problems)


def at(place: Place) -> Callable[[str], Place]:
    """The same place for every field."""
    return lambda field: place


def observe(cells: Mapping[str, str], place: Callable[[str], Place], *, typed: bool = True) -> Entry | Trouble:
    """An entry from texts: institution, input, value, status, evidence."""
    value, evidence = cells.get("value", "").strip(), cells.get("evidence", "").strip()
    told = cells.get("status", "").strip()
    status = STATUSES.get(told.lower() or ("ok" if value else "missing"))
    if status is None:
        return place("status").trouble("E602", **_unknown_status(told))
    names = {field: cells.get(field, "").strip() for field in ("institution", "input")}
    if empty := [field for field, name in names.items() if not name]:
        told = "、".join(FIELD_NAMES[field] for field in empty)
        return place(empty[0]).trouble("E602", detail=f"没有填{told}", detail_en=f"no {', '.join(empty)}")
    given = {**names, "status": status, "value": value or None, "evidence": evidence or None}
    return Entry(Observation.model_validate(given), place, typed, cells.get("name", "").strip())


def _unknown_status(told: str) -> dict[str, str]:
    return {
        "detail": f"状态“{told}”不认识，应是{'、'.join(CHINESE.values())}之一",
        "detail_en": f"unknown status “{told}” ({', '.join(STATUSES)})",
    }


# --- screening ----------------------------------------------------------------------------------


def screen(entries: Iterable[Entry | Trouble], catalogue: Catalogue) -> tuple[list[Observation], list[Trouble]]:
    """The observations that can be used, and every problem of the others, in order."""
    known = domains(catalogue)
    seen: dict[tuple[str, str], Entry] = {}
    names = Names({}, {})
    problems: list[Trouble] = []
    sound: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        found = [entry] if isinstance(entry, Trouble) else [*_dubious(entry, names), *_faults(entry, known, seen)]
        problems += found
        if isinstance(entry, Entry) and not found:
            sound[entry.given.institution, entry.given.input] = entry
    problems += _mismatched(sound, pairs(catalogue), known)
    return [each.given for each in sound.values()], problems


@dataclass(frozen=True, slots=True)
class Names:
    """The institutions met so far: where each was first named, and which one stands for all that look like it."""

    places: dict[str, Place]
    alike: dict[str, str]


def _dubious(entry: Entry, names: Names) -> Iterator[Trouble]:
    """A name that is none, or that is likely another one written differently; said once for each name."""
    name = entry.given.institution
    if name in names.places:
        return
    place = names.places[name] = entry.place("institution")
    other = names.alike.setdefault(likeness(name), name)
    if is_remark(name):
        yield remark(place, name)
    elif other != name:
        first = names.places[other]
        yield place.trouble("E608", institution=name, other=other, first=first.zh, first_en=first.en)


def remark(place: Place, name: str) -> Trouble:
    """Words in the place of a name that are a sum, a signature or a note."""
    return place.trouble(
        "E609",
        institution=name,
        detail="这是合计、签名或备注的字样。请删去这一行，只留各机构的数据",
        detail_en="these are the words of a sum, a signature or a note. Delete the row: only institutions are asked for",
    )


def _faults(entry: Entry, known: Mapping[str, Domain], seen: dict[tuple[str, str], Entry]) -> Iterator[Trouble]:
    """What is wrong with an entry; remembers it in `seen`."""
    given = entry.given
    key = (given.institution, given.input)
    if (domain := known.get(given.input)) is None:
        yield entry.place("input").trouble("E603", input=given.input)
    elif entry.name and values.narrow(entry.name.removeprefix("'")) != values.narrow(domain.name):
        yield entry.place("input").trouble("E634", input=given.input, name=entry.name, known=domain.name)
    elif key in seen:
        yield entry.place("input").trouble("E604", institution=given.institution, input=given.input)
    elif given.value is None or given.status in SILENT:
        yield from _contradiction(entry)
    else:
        yield from _unproved(entry, domain)
        yield from _unfit(entry, given.value, domain)
    seen.setdefault(key, entry)


def _contradiction(entry: Entry) -> Iterator[Trouble]:
    given = entry.given
    if given.value is not None:
        yield entry.place("status").trouble(
            "E602",
            detail=f"状态是“{CHINESE[given.status]}”，却填了值“{given.value}”",
            detail_en=f"the status is {given.status}, yet there is a value “{given.value}”",
        )
    elif given.status not in SILENT:
        yield entry.place("value").trouble(
            "E602",
            detail=f"状态是“{CHINESE[given.status]}”，却没有值",
            detail_en=f"the status is {given.status}, yet no value",
        )


def _unproved(entry: Entry, domain: Domain) -> Iterator[Trouble]:
    if entry.given.evidence:
        return
    if domain.type in DECISIONS:
        yield entry.place("evidence").trouble(
            "E602",
            detail=f"“{domain.name}”（{domain.input}）是人工认定，依据一栏要写明谁、何时、为何",
            detail_en=f"“{domain.name}” ({domain.input}) is a person's decision: the evidence must say who, when and why",
        )
    elif entry.given.status == "verified":
        yield entry.place("evidence").trouble("E617", input=domain.input)


def _unfit(entry: Entry, value: str, domain: Domain) -> Iterator[Trouble]:
    """A value that cannot be read, or that lies where no value of this input should."""
    try:
        number = reader(domain)(value)
    except values.Unreadable as error:
        yield entry.place("value").trouble("E602", detail=error.zh, detail_en=error.en)
        return
    if isinstance(number, list) and len(number) > domain.periods:
        yield _too_many(entry, len(number), domain)
    if not isinstance(number, Fraction):
        return
    if not domain.holds(number) and (domain.firm or entry.given.status != "verified"):
        yield _outside(entry, value, domain)
    elif _is_doubtful(entry, value, number, domain):
        share = write_exact(number * 100)
        yield entry.place("value").trouble("E616", input=domain.input, name=domain.name, value=value, share=share)


def _too_many(entry: Entry, count: int, domain: Domain) -> Trouble:
    return entry.place("value").trouble(
        "E602",
        detail=f"逐期填写的有{count}个数，多于{domain.periods}期",
        detail_en=f"{count} numbers for {domain.periods} periods",
    )


def _outside(entry: Entry, value: str, domain: Domain) -> Trouble:
    params = {"input": domain.input, "name": domain.name, "value": value, **limits(domain)}
    if "/" in value and domain.most is not None:
        return entry.place("numerator").trouble("E615", **params)
    return entry.place("value").trouble("E613" if domain.firm else "E614", **params)


def _is_doubtful(entry: Entry, value: str, number: Fraction, domain: Domain) -> bool:
    bare = "/" not in value and not values.narrow(value).endswith("%")
    asked = entry.typed and domain.asks_percent and entry.given.status != "verified"
    return asked and bare and 0 < number <= 1


def limits(domain: Domain) -> dict[str, str]:
    """The limits of a domain in words: {limits, limits_en}."""
    unit = domain.unit or ""
    low = None if domain.least is None else write_exact(domain.least)
    high = None if domain.most is None else write_exact(domain.most) + unit
    if low is not None and high is not None:
        return {"limits": f"在{low}至{high}之间", "limits_en": f"between {low} and {high}"}
    if high is not None:
        return {"limits": f"不大于{high}", "limits_en": f"at most {high}"}
    return {"limits": f"不小于{low}{unit}", "limits_en": f"at least {low}{unit}"}


def _mismatched(
    sound: Mapping[tuple[str, str], Entry], wanted: list[Pair], known: Mapping[str, Domain]
) -> Iterator[Trouble]:
    """Parts that are larger than their whole."""
    for institution in dict.fromkeys(institution for institution, _ in sound):
        for pair in wanted:
            part, whole = sound.get((institution, pair.numerator)), sound.get((institution, pair.denominator))
            if part and whole and _is_larger(part, whole, known):
                yield part.place("value").trouble("E618", **_told(pair, part, whole, known))


def _is_larger(part: Entry, whole: Entry, known: Mapping[str, Domain]) -> bool:
    if "verified" in (part.given.status, whole.given.status):
        return False
    left, right = (_number(each, known) for each in (part, whole))
    return left is not None and right is not None and left > right


def _number(entry: Entry, known: Mapping[str, Domain]) -> Fraction | None:
    if entry.given.value is None:
        return None
    number = reader(known[entry.given.input])(entry.given.value)
    return number if isinstance(number, Fraction) else None


def _told(pair: Pair, part: Entry, whole: Entry, known: Mapping[str, Domain]) -> dict[str, str | None]:
    return {
        "name": pair.name,
        "part": known[pair.numerator].name,
        "whole": known[pair.denominator].name,
        "numerator": part.given.value,
        "denominator": whole.given.value,
        "whole_place": whole.place("value").zh,
        "whole_place_en": whole.place("value").en,
    }


# --- values -------------------------------------------------------------------------------------


def reader(domain: Domain) -> Callable[[str], object]:
    """What reads a value of the domain; raises `values.Unreadable`."""
    if domain.periods:
        return values.read_series
    return _READERS[domain.type](domain)


_READERS: dict[str, Callable[[Domain], Callable[[str], object]]] = {
    "number": lambda domain: partial(values.read_number, unit=domain.unit),
    "count": lambda domain: values.read_count,
    "fact": lambda domain: values.read_fact,
    "date": lambda domain: values.read_date,
    "grade": lambda domain: partial(values.read_grade_of, order=list(domain.grades)),
    "judgement": lambda domain: values.read_decision,
    "points": lambda domain: values.read_points,
}
