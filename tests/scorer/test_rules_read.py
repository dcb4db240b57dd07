"""Cases that a jurist can read: facts in, points and ledger out. They stand in rules/*.yaml, see rules/README.md.

A failing case shows the sentence of the notice, the facts, what was expected and what came out.
"""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache, reduce
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter
from scoring_cases import HERE, indicator, veto
from scoring_cases import catalogue as made_of

from catalog.model import Catalogue, Group, Indicator, Input
from catalog.problems import Trouble
from catalog.rules import Cmp, FullIf, ItemTerm, Lit, NaIf, Predicate
from extractor.pipeline import extract
from scorer import Observation, ScoreSheet, score
from scorer.profile import Profile, load_profile

RULES = Path(__file__).parent / "rules"
CORPUS = Path(__file__).parents[2] / "corpus" / "cases"
PROOF = "考核组"
STATUS = {"未报": "missing", "不适用": "not_applicable"}
HAPPENED = {True: "是", False: "否", None: "未定"}
# What the inputs of a term are, where it says so; all others are numbers.
TYPES = {"done": "fact", "judged": "fact", "none": "count", "grade": "grade"}
POINTS = ("judge", "judge_loss", "external", "external_loss")

Written = dict[str, Any]
# What a case may expect, and what cases and blocks may say besides.
EXPECTED = {
    "points",
    "full",
    "status",
    "open",
    "asked",
    "assumed",
    "veto",
    "effect",
    "total",
    "of",
    "outcomes",
    "lost",
    "choices",
}
SETTING = {"base", "profile", "peers", "points_of_item", "rule_with", "reweight", "formula", "equals"}
SMALL = {"worth", "rule", "items", "vetoes", "units", "types", "parameters"}
CASE = EXPECTED | SETTING | {"title", "given", "beside", "others", "scores", "refused", "never_quoted", "why"}
BLOCK = SETTING | SMALL | {"item", "sentence", "cases"}


# --- reading the cases --------------------------------------------------------------------------------


def opened(name: str) -> Written:
    """A file of cases; `like` another one it has that one's source and bases too."""
    file = yaml.safe_load((RULES / name).read_text("utf-8"))
    return {**(opened(file["like"]) if "like" in file else {}), **file}


@cache
def files() -> list[Written]:
    return [opened(path.name) for path in sorted(RULES.glob("*.yaml"))]


def cases() -> Iterator[Any]:
    """Every case with its file and block, under its Chinese title."""
    for file in files():
        for block in file["rules"]:
            for case in block["cases"]:
                yield pytest.param(file, block, case, id=case["title"])


def exact(written: Any) -> Any:
    """YAML as a catalogue writes it: decimals are strings."""
    return json.loads(json.dumps(written, default=str), parse_float=str)


def ends(written: Any) -> tuple[Fraction, Fraction]:
    """5 is [5, 5]."""
    pair = written if isinstance(written, list) else [written, written]
    return Fraction(str(pair[0])), Fraction(str(pair[1]))


# --- the catalogue of a case --------------------------------------------------------------------------


@cache
def read(source: str) -> Catalogue:
    return extract(CORPUS / source)


def inputs_in(rule: Any) -> Iterator[tuple[str, str]]:
    """(input, type) for each input that a term asks for."""
    if isinstance(rule, dict):
        kind = rule.get("kind")
        if kind == "done" and rule.get("by"):
            yield rule["input"], "date"
        elif "input" in rule:
            yield rule["input"], "points" if kind in POINTS else TYPES.get(kind, "number")
        rule = list(rule.values())
    if isinstance(rule, list):
        for each in rule:
            yield from inputs_in(each)


def item(name: str, written: Written) -> Indicator:
    """One indicator of a block: worth (points), rule, group, na_if."""
    rule = TypeAdapter[ItemTerm](ItemTerm).validate_python(exact(written["rule"]))
    applies = written.get("na_if") and NaIf.model_validate(exact(written["na_if"]))
    points = None if written["worth"] is None else str(written["worth"])
    made = indicator(rule, points, group=written.get("group"), applicability=applies)
    return made.model_copy(update={"id": name, "name": name})


def items(block: Written) -> dict[str, Written]:
    return block.get("items") or {"本项": block}


def built(block: Written) -> Catalogue:
    """A small catalogue from the rules that the block writes out."""
    rows = items(block)
    vetoes = [strike(each) for each in block.get("vetoes", [])]
    groups = sorted({row["group"] for row in rows.values() if row.get("group")})
    levels = [Group(id=each, number=None, name=each, level=1, parent=None, points=None) for each in groups]
    types = {**dict(inputs_in([list(rows.values()), block.get("vetoes", [])])), **block.get("types", {})}
    made = made_of(
        [item(name, row) for name, row in rows.items()],
        types=types,
        units=block.get("units", {}),
        groups=levels,
        vetoes=vetoes,
        parameters={name: None if value is None else str(value) for name, value in block.get("parameters", {}).items()},
    )
    missing = [Input(id=each, name=each, type=kind) for each, kind in types.items() if each not in ids(made)]
    return made.model_copy(update={"inputs": [*made.inputs, *missing]})


def ids(made: Catalogue) -> set[str]:
    return {each.id for each in made.inputs}


def strike(written: Written) -> Any:
    when = TypeAdapter[Predicate](Predicate).validate_python(exact(written["when"]))
    kind = written.get("kind", "veto")
    return veto(when, written["effect"], indicator=written.get("item", "本项"), kind=kind)


def changed(each: Indicator, block: Written) -> Indicator:
    """The indicator with the points, the rule fields, the re-weighting or the formula that the block puts in."""
    update: dict[str, Any] = {}
    if block.get("points_of_item") is not None:
        update["points"] = Lit.model_validate({"value": str(block["points_of_item"])}).value
    if "rule_with" in block and each.rule:
        whole = {**each.rule.model_dump(mode="json"), **exact(block["rule_with"])}
        update["rule"] = TypeAdapter[ItemTerm](ItemTerm).validate_python(whole)
    if "reweight" in block and each.applicability:
        update["applicability"] = each.applicability.model_copy(update={"reweight": block["reweight"]})
    if "formula" in block:
        update["rule"] = equals(each, block)
        update["applicability"] = None
    return each.model_copy(update=update)


def equals(each: Indicator, block: Written) -> FullIf:
    """Full points where the formula of this name comes to the value of the block."""
    [tree] = [formula.tree for formula in each.formulas if formula.name == block["formula"]]
    assert tree is not None, f"{block['formula']}没有算式"
    return FullIf(when=Cmp(left=tree, relation="=", right=Lit.model_validate({"value": str(block["equals"])})))


def real(file: Written, block: Written) -> Catalogue:
    """The catalogue of the source, with the changes that the block makes to its item."""
    made = read(file["source"])
    rows = [changed(each, block) if each.ordinal == block.get("item") else each for each in made.indicators]
    return made.model_copy(update={"indicators": rows})


# --- the facts of a case ------------------------------------------------------------------------------


def named(made: Catalogue, key: str, owner: str | None) -> str:
    """The input that the words mean: its whole name, or a part of it that only one input of the item has."""
    own = [each for each in made.inputs if owner is None or owner in each.used_by or not each.used_by]
    found = [each.id for each in own if each.name == key] or [each.id for each in own if key in each.name]
    if len(found) != 1:
        pytest.fail(f"“{key}”应当恰好是一个输入项；可用的有：{shown([each.name for each in own])}", pytrace=False)
    return found[0]


def fields_of(written: Any) -> dict[str, Any]:
    """A value, 未报, 不适用, or the fields themselves."""
    if isinstance(written, str) and written in STATUS:
        return {"status": STATUS[written]}
    fields = dict(written) if isinstance(written, dict) else {"value": written}
    return {"evidence": PROOF, **fields, "value": str(fields["value"])}


def observed(made: Catalogue, given: Written, owner: str | None, who: str = HERE) -> dict[str, Observation]:
    """Observations by input; a decision is by PROOF, unless the case writes its own evidence."""
    found = {}
    for key, written in given.items():
        id = named(made, key, owner)
        found[id] = Observation(institution=who, input=id, **fields_of(written))
    return found


def owner_of(made: Catalogue, ordinal: int | None) -> str | None:
    return None if ordinal is None else next(each.id for each in made.indicators if each.ordinal == ordinal)


def facts(made: Catalogue, file: Written, block: Written, case: Written) -> list[Observation]:
    """The base of the file where the case asks for it, then what is given for other items, then for its own."""
    mine = observed(made, case.get("given", {}), owner_of(made, block.get("item")))
    base = file.get(case.get("base", block.get("base")), {})
    beside = [*base.items(), *case.get("beside", {}).items()]
    sets = [observed(made, given, owner_of(made, ordinal)) for ordinal, given in beside]
    here: dict[str, Observation] = reduce(lambda all, each: {**all, **each}, [*sets, mine])
    there = [
        each
        for who, given in case.get("others", {}).items()
        for each in observed(made, given, owner_of(made, block.get("item")), who).values()
    ]
    return [*here.values(), *there]


def options(block: Written, case: Written) -> Written:
    """What else is handed to the scorer: peers, and a profile, shipped (its name) or written out in the block."""
    peers = case.get("peers", block.get("peers"))
    found: Written = {"peers": peers} if peers else {}
    if profile := case.get("profile", block.get("profile")):
        found["profile"] = load_profile(profile) if isinstance(profile, str) else Profile.model_validate(exact(profile))
    return found


# --- what came out ------------------------------------------------------------------------------------


def lines(found: Any) -> list[tuple[str, str, Fraction, Fraction]]:
    """The ledger: kind, words, lost at best and at worst; lines of nothing are left out."""
    return [
        (each.kind, each.quote or each.text, each.at_best, each.at_worst)
        for each in found.lost
        if each.at_best or each.at_worst
    ]


def same_ledger(expected: list[Written], got: list[tuple[str, str, Fraction, Fraction]]) -> bool:
    """Each expected line is one line of the ledger, and there are no others."""
    rest = list(got)
    for line in expected:
        for each in rest:
            if (
                line.get("kind", each[0]) == each[0]
                and line.get("quote", "") in each[1]
                and ends(line["points"]) == each[2:]
            ):
                rest.remove(each)
                break
        else:
            return False
    return not rest


def conserved(found: Any) -> bool:
    """full − Σ lost = score, at both ends."""
    if found.full is None:
        return True
    best, worst = (sum(getattr(each, end) for each in found.lost) for end in ("at_best", "at_worst"))
    return (found.full - worst, found.full - best) == (found.low, found.high)


def got(sheet: ScoreSheet, found: Any) -> dict[str, Any]:
    """Everything that a case may expect, under its key."""
    return {
        "points": (found.low, found.high),
        "full": found.full,
        "status": found.status,
        "open": {each.kind for each in found.open},
        "asked": {input for each in found.open for input in each.inputs},
        "assumed": {each.code for each in sheet.assumptions},
        "veto": next((HAPPENED[each.happened] for each in sheet.vetoes if each.indicator == found.indicator), None),
        "effect": next((each.effect for each in sheet.vetoes if each.indicator == found.indicator), None),
        "total": (sheet.total.low, sheet.total.high),
        "of": sheet.total.full,
        "outcomes": {each.reading: (each.low, each.high) for each in sheet.outcomes},
        "lost": lines(found),
        "choices": {each.kind: each.at_stake for each in sheet.choices if each.indicator == found.indicator},
    }


READ = {
    "points": ends,
    "total": ends,
    "full": lambda each: Fraction(str(each)),
    "of": lambda each: Fraction(str(each)),
    "open": set,
    "asked": set,
    "choices": lambda each: {kind: Fraction(str(points)) for kind, points in each.items()},
    "outcomes": lambda each: {name: ends(points) for name, points in each.items()},
}


def differences(case: Written, sheet: ScoreSheet, found: Any) -> Iterator[tuple[str, Any, Any]]:
    """(what, expected, got) for all that is not as the case says."""
    result = got(sheet, found)
    for key in result.keys() & case.keys() - {"lost", "assumed"}:
        expected = READ.get(key, lambda each: each)(case[key])
        if expected != result[key]:
            yield key, expected, result[key]
    if "lost" in case and not same_ledger(case["lost"], result["lost"]):
        yield "lost", case["lost"], result["lost"]
    if not set(case.get("assumed", [])) <= result["assumed"]:
        yield "assumed", case["assumed"], result["assumed"]
    if case.get("never_quoted") and case["never_quoted"] in found.model_dump_json():
        yield "never_quoted", case["never_quoted"], "出现在得分中"
    yield from (("full − Σ lost", "平", each.indicator) for each in sheet.scores if not conserved(each))


def scored(made: Catalogue, name: Any, sheet: ScoreSheet) -> Any:
    id = owner_of(made, name) if isinstance(name, int) else name
    return next(each for each in sheet.scores if each.indicator == id)


def compared(file: Written, block: Written, case: Written) -> list[tuple[str, Any, Any]]:
    made = real(file, {**file, **block, **case}) if "source" in file else built({**block, **case})
    try:
        given = facts(made, file, block, case)
        [sheet] = score(made, given, HERE, **options(block, case))
    except Trouble as trouble:
        return [] if case.get("refused") else [("refused", False, trouble.say("zh"))]
    if case.get("refused"):
        return [("refused", True, "没有拒绝")]
    first = block.get("item", made.indicators[0].id)
    found = list(differences(case, sheet, scored(made, first, sheet)))
    for name, expected in case.get("scores", {}).items():
        here = scored(made, name, sheet)
        if (here.low, here.high) != ends(expected):
            found.append((str(name), ends(expected), (here.low, here.high)))
    return found


# --- saying it ----------------------------------------------------------------------------------------


def shown(value: Any) -> str:
    """Points without Fraction(…), and [low, high] where they differ."""
    if isinstance(value, tuple) and len(value) == 2:
        return shown(value[0]) if value[0] == value[1] else f"[{shown(value[0])}, {shown(value[1])}]"
    if isinstance(value, Mapping):
        return "{" + "，".join(f"{key}：{shown(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple, set)):
        return "；".join(shown(each) for each in (sorted(value) if isinstance(value, set) else value)) or "无"
    return str(value)


def said(block: Written, case: Written, found: list[tuple[str, Any, Any]]) -> str:
    """The case in Chinese, without a trace."""
    facts = {**case.get("given", {}), **{f"（{who}）": each for who, each in case.get("others", {}).items()}}
    told = [case["title"], f"  原文：{block['sentence']}", f"  数据：{shown(facts)}"]
    told += [f"  {what}：应为 {shown(expected)}\n  {what}：实为 {shown(result)}" for what, expected, result in found]
    return "\n".join([*told, f"  说明：{case['why']}" if "why" in case else ""]).rstrip()


@pytest.mark.parametrize(("file", "block", "case"), list(cases()))
def test_the_notice_is_scored_as_it_reads(file: Written, block: Written, case: Written) -> None:
    if found := compared(file, block, case):
        pytest.fail(said(block, case, found), pytrace=False)


def test_sentences_are_those_of_the_source() -> None:
    """No quote, no value: the sentence above the cases of a real catalogue stands in the item's requirement."""
    for file in files():
        for block in file["rules"]:
            if "source" in file and "item" in block:
                row = next(each for each in read(file["source"]).indicators if each.ordinal == block["item"])
                assert block["sentence"] in row.requirement, block["item"]


def test_no_key_is_misspelt() -> None:
    """A key that nobody reads would be an expectation that nobody checks."""
    for file in files():
        for block in file["rules"]:
            assert block.keys() <= BLOCK, (block["sentence"], block.keys() - BLOCK)
            for case in block["cases"]:
                assert case.keys() <= CASE, (case["title"], case.keys() - CASE)


def test_titles_are_names() -> None:
    """A case is found by its title."""
    titles = [each.id for each in cases()]
    assert sorted(titles) == sorted(set(titles))
