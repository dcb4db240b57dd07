"""Plain Chinese → terms: every rendering gives its term back, and nothing else is read."""

from __future__ import annotations

import types
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from scoring_cases import cmp, done, no, obs, term

from catalog.model import Catalogue
from catalog.problems import Trouble
from catalog.rules import Cmp, ItemTerm, Judged, Lit, Loss, Measure, NaIf, Obs, Predicate, Ratio, Sub, Term, Veto
from extractor.pipeline import extract
from scorer.parse import LENGTH, parse
from scorer.render import render
from scorer.vocabulary import disclose, enclose

# --- random terms: from the models themselves, so that a new term or field is in the law at once ----

IDS = ["i1", "i2", "i3", "甲", "i1.［5］", "p1"]
NASTY = [
    "", " ", "甲", "甲乙", "甲不", "甲的", "甲高", "不低于", "甲不低于5", "甲低于90%", "甲（后项÷前项）", "甲（力争）", "（甲）", "甲（乙", "甲）",
    "甲（（乙））", "开展“老年”和“敬老”活动", "“", "”甲“", "“甲“乙”丙”", "〔2015〕94号", "〔", "〕〔", "甲［i1］", "［i1］", "1型糖尿病人数", "0.5", "-3",
    "甲÷乙×100%", "甲＋乙", "甲－乙之差", "甲；乙", "甲，或乙", "或然率", "的，", "未发生", "发生率", "事故发生率", "按照要求管理的人数", "在省级媒体宣传",
    "在院人数在", "甲在全市中的平均值", "全市", "全市中的医院", "在5至6之间", "每1000人口床位", "每1项", "甲每", "扣5分", "扣分", "甲扣", "得满分", "加5分次数",
    "满足〔", "目标：甲", "完成“甲”", "基础分为满分", "其余得5分", "力争", "记入病历数", "以药养医比例", "不足", "该项不得分", "扣完为止", "最低5分", "人工认定：甲",
    "外部参数：甲", "\\", "甲\\", "\\〕", "甲\n乙", " 甲", "甲　", "%", "‰", "项（例、次）", "次", "为5", "为人民服务", "至5", "达到“良”", "名次、分值", "良、优", "：",
    "按要求完成：甲", "甲：甲", "所需数据均不适用（分母为0）", "不适用的分项，按满分计", "中的平均值", "在甲", "高的在前", "2022-10-31", "2022-10-31前", "🙂",
]  # fmt: skip
SIGNS = "甲的不在至每1扣得加为中高低于，；（）“”〔〕［］\\分5.-%按发生未或记入之差名次"
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(SIGNS, max_size=8),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map("".join),
)
numbers = st.one_of(
    st.sampled_from([Decimal(n) for n in ("0", "1", "-1", "5", "100", "1000", "0.5")]),
    st.decimals(-(10**14), 10**14, places=2),
    st.decimals(-1, 1, places=12),
)
SHALLOW = {"obs", "param", "lit", "done", "none", "judged", "judge_loss", "external_loss", "judge", "external"}
REFERENCES = {"input", "parameter"}
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "places": st.integers(0, 6),
    "up_to": st.integers(-3, 10**8),
    "by": st.none() | texts,
}


def drawn(draw: st.DrawFn, annotation: Any, depth: int) -> Any:
    """A value of an annotation of the models."""
    origin = get_origin(annotation)
    if annotation is Decimal:
        return draw(numbers)
    if annotation is bool:
        return draw(st.booleans())
    if annotation is str:
        return draw(texts)
    if annotation is None or annotation is type(None):
        return None
    if origin is Literal:
        return draw(st.sampled_from(get_args(annotation)))
    if origin is Annotated:
        return drawn(draw, get_args(annotation)[0], depth)
    if origin is list:
        return [drawn(draw, get_args(annotation)[0], depth - 1) for _ in range(draw(st.integers(0, 3)))]
    if origin in (Union, types.UnionType):
        return drawn(draw, draw(st.sampled_from(options(annotation, depth))), depth)
    return made(draw, annotation, depth)


def options(annotation: Any, depth: int) -> list[Any]:
    """The members of a union; deep down only those that end."""
    every = list(get_args(annotation))
    shallow = [each for each in every if each is type(None) or kind_of(each) in SHALLOW]
    return shallow if depth <= 0 and shallow else every


def kind_of(model: Any) -> str | None:
    field = getattr(model, "model_fields", {}).get("kind")
    return field.default if field else None


@cache
def hints(model: type[BaseModel]) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(model).items() if name in model.model_fields}


def made(draw: st.DrawFn, model: type[BaseModel], depth: int) -> Any:
    values = {}
    for name, annotation in hints(model).items():
        if name in REFERENCES:
            values[name] = draw(st.sampled_from(IDS))
        elif name in SPECIAL:
            values[name] = draw(SPECIAL[name])
        elif name not in ("evidence", "kind"):
            values[name] = drawn(draw, annotation, depth - 1)
    return model(**values)


ROOTS = [NaIf, Veto, ItemTerm, Loss, Predicate, Measure]


@st.composite
def terms(draw: st.DrawFn) -> Term:
    found: Term = drawn(draw, draw(st.sampled_from(ROOTS)), draw(st.integers(1, 6)))
    return found


dictionaries = st.fixed_dictionaries(dict.fromkeys(IDS, texts))
unit_maps = st.dictionaries(st.sampled_from(IDS), texts)


@settings(max_examples=600, deadline=None)
@given(terms(), dictionaries, unit_maps)
def test_rendering_and_reading_give_the_same_term(tree: Term, names: dict[str, str], units: dict[str, str]) -> None:
    assert parse(render(tree, names, units), names, units) == tree


@settings(max_examples=300, deadline=None)
@given(terms())
def test_two_terms_never_have_the_same_words_even_without_names(tree: Term) -> None:
    """Inputs that nobody named stand with their ids; only decisions need ［id］ for it."""
    assert parse(render(tree, {}), {}) == tree


@given(st.text(), st.sampled_from(["“”", "〔〕", "［］"]))
def test_what_is_enclosed_is_disclosed(text: str, brackets: str) -> None:
    assert disclose(enclose(text, brackets)) == text


# --- the notices of the corpus --------------------------------------------------------------------

CASES = Path(__file__).parents[2] / "corpus" / "cases"
SOURCES = sorted(each for each in CASES.glob("*/source.*") if each.suffix in (".docx", ".html", ".htm", ".txt"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.parent.name}{source.suffix}")
def test_every_rule_of_the_corpus_reads_back(source: Path) -> None:
    try:
        made = extract(source)
    except Trouble:
        pytest.skip("a case without a catalogue")
    names = {each.id: each.name for each in [*made.inputs, *made.parameters]}
    units = {each.id: each.unit for each in made.inputs if each.unit}
    for tree in rules_of(made):
        words = render(tree, names, units)
        assert parse(words, names, units) == bare(tree), words
        assert "\\" not in words


def rules_of(made: Catalogue) -> list[Term]:
    found = [each.rule for each in made.vetoes]
    for each in made.indicators:
        found += [each.rule, each.applicability, *(formula.tree for formula in each.formulas)]
    return [each for each in found if each is not None]


def bare(tree: Term) -> Term:
    """The term without its evidence."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(each) for key, each in value.items() if key != "evidence"}
        return [strip(each) for each in value] if isinstance(value, list) else value

    return type(tree).model_validate(strip(tree.model_dump()))


# --- anything else is refused, with its place -----------------------------------------------------

NAMES = {"a": "满意率", "b": "满意率", "c": "次数", "d": "部署应用", "j": "按要求完成：甲", "k": "乙"}
UNITS = {"c": "次", "k": "%"}
PIECES = [
    *NASTY,
    *"〔〕（）“”［］；，÷×＋－、：0123456789.-%",
    "不低于",
    "目标：",
    "的，",
    "；〔未达标如何扣分，原文未定〕",
    "满足〔",
    "每1",
    "扣5分",
    "次数",
    "乙",
]
sentences = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


@settings(max_examples=500, deadline=2000)
@given(sentences)
def test_arbitrary_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text, NAMES, UNITS)
    except Trouble as trouble:
        assert trouble.code in ("E670", "E671", "E672", "E673", "E674")
        assert trouble.say("zh") and trouble.say("en")
    else:
        assert render(found, NAMES, UNITS) == text.strip()


@settings(max_examples=300, deadline=None)
@given(terms(), dictionaries, st.data())
def test_a_rendering_with_a_slip_is_never_read_as_if_it_had_none(tree: Term, names: dict[str, str], data: Any) -> None:
    words = render(tree, names)
    place = data.draw(st.integers(0, len(words) - 1))
    slipped = words[:place] + data.draw(st.sampled_from(["", *"的不，；〔〕（）“”5甲"])) + words[place + 1 :]
    try:
        assert render(parse(slipped, names), names) == slipped.strip()
    except Trouble as trouble:
        assert trouble.code.startswith("E67")


REFUSED = [
    ("乙大于5%", "E672", "乙大于5%"),
    ("丙不低于5", "E672", "丙"),
    ("满意率不低于5", "E673", "［a］、［b］"),
    ("〔人工认定：丁〕", "E672", "丁"),
    ("乙不低于90次", "E674", "乙不低于90%"),
    ("（乙）不低于90%", "E674", "乙不低于90%"),
    ("“乙”不低于90%", "E674", "从第1字起"),
    ("k［k］", "E674", "乙"),
    ("未发生", "E670", "应为名称"),
    ("目标：乙不低于90%", "E670", "第11字起“（句末）”"),
    ("乙不低于", "E670", "数"),
    ("", "E670", "第1字"),
    ("次数低于5次，每超过1次扣1分（不足一次的：不计）", "E674", "每降低1次"),
    ("次数低于乙，每降低1次扣1分（不足一次的：不计）", "E674", "次数低于0次"),
    ("第1234567890123456789不低于1", "E672", "相近的有：（无）"),
    ("次数不低于1234567890123456789", "E670", ""),
    ("甲" * (LENGTH + 1), "E671", "20000字"),
    ("（" * 5000 + "乙" + "）" * 5000, "E674", "乙"),
    ("不满足〔" * 3000 + "乙不低于5%" + "〕" * 3000, "E671", "嵌套"),
    ("乙÷" * 5000 + "乙", "E671", "嵌套"),
    ("乙" + "在全市中的平均值" * 2000, "E671", "嵌套"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "told"), REFUSED, ids=range(len(REFUSED)))
def test_refused(text: str, code: str, told: str) -> None:
    with pytest.raises(Trouble) as caught:
        parse(text, NAMES, UNITS)
    assert caught.value.code == code
    assert told in caught.value.say("zh")


# --- what used to look the same -------------------------------------------------------------------

RATE = Ratio.model_validate({"numerator": obs("c"), "denominator": obs("k"), "scale": "100"})
RISE = Sub(left=obs("c"), right=obs("k"))
PAIRS: list[tuple[Any, Any]] = [
    (no(cmp("k", ">=", "90")), cmp("k", "<", "90")),
    (no(no(done("d"))), done("d")),
    (obs("a"), obs("b")),
    (Judged(input="j", text="甲"), Judged(input="k", text="甲")),
    (done("d"), Judged(input="d", text="部署应用")),
    (term(kind="from_full", losses=[]), term(kind="from_full", losses=[], floor_stated=True)),
    (
        Ratio.model_validate({"numerator": RISE, "denominator": obs("k"), "scale": "100"}),
        "（次数－乙）÷乙×100%",
    ),
    (NaIf(when=None), NaIf(when=done("d"))),
    (Cmp(left=RATE, relation=">=", right=Lit(value=Decimal(1))), Cmp(left=Obs(input="c"), relation=">=", right=RATE)),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_different_terms_have_different_words(one: Term, other: Term | str) -> None:
    words = other if isinstance(other, str) else render(other, NAMES, UNITS)
    assert render(one, NAMES, UNITS) != words
    assert parse(words, NAMES, UNITS) != one
    assert parse(render(one, NAMES, UNITS), NAMES, UNITS) == one
