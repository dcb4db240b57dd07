"""Every entry of the lexicon is held to its own examples and counter-examples."""

import time

import pytest

from extractor import lexicon
from extractor.columns.bands import heading_role
from extractor.zh.normalize import normalize

SEARCHED = ["outcomes", "inert", "sections"]
WHOLE = ["furniture"]
WHOLE_PATTERNS = {
    "total_row",
    "footnote_row",
    "signature_row",
    "title_ending",
    "title_words",
    "generic_title",
    "issuer",
    "document_number",
    "lost_band",
}

cases = [
    *((entry, False) for file in SEARCHED for entry in lexicon.entries(file)),
    *((entry, True) for file in WHOLE for entry in lexicon.entries(file)),
    *((lexicon.entry(name), name in WHOLE_PATTERNS) for name in lexicon.names()),
]


def matches(entry, whole, text):
    text = normalize(text)
    return bool(entry.pattern.fullmatch(text) if whole else entry.pattern.search(text))


@pytest.mark.parametrize(("entry", "whole"), cases, ids=[entry.name for entry, _ in cases])
def test_examples(entry, whole):
    assert entry.examples, "an entry without examples proves nothing"
    assert entry.counters, "an entry without counter-examples proves nothing"
    assert [text for text in entry.examples if not matches(entry, whole, text)] == []
    assert [text for text in entry.counters if matches(entry, whole, text)] == []


@pytest.mark.parametrize("heading", lexicon.headings(), ids=lambda heading: heading.role)
def test_headings(heading):
    assert [text for text in heading.examples if heading_role(text)[0] != heading.role] == []
    assert [text for text in heading.counters if heading_role(text)[0] == heading.role] == []


def test_no_heading_word_has_two_roles():
    owners = {}
    for heading in lexicon.headings():
        for word in heading.words:
            owners.setdefault(word, []).append(heading.role)
    assert {word: roles for word, roles in owners.items() if len(roles) > 1} == {}


@pytest.mark.parametrize("entry", lexicon.counted(), ids=lambda entry: f"{entry.unit}-{entry.type}")
def test_units_of_quantities(entry):
    assert entry.examples
    assert entry.counters
    assert [name for name in entry.examples if lexicon.counted_in(name) != entry] == []
    assert [name for name in entry.counters if lexicon.counted_in(name) == entry] == []


HOSTILE = [
    "扣" * 2000,
    "按" * 2000,
    "(" * 2000,
    "1." * 1000,
    "视情况" * 700,
    "=" * 2000,
    "每" * 2000 + "分",
    "一" * 2000,
    "优1分、" * 500,
    "1分:甲；" * 500,
    "分别加" + "1、" * 1000,
    "由" * 2000 + "评分",
    "按率×" * 700,
    "抽查1份" * 500,
    "不" * 2000 + "奖",
]


@pytest.mark.parametrize(("entry", "whole"), cases, ids=[entry.name for entry, _ in cases])
def test_hostile_text_takes_no_time(entry, whole):
    """Bounded repeats: 2,000 hostile characters cost a pattern far less than a second."""
    started = time.process_time()
    for text in HOSTILE:
        matches(entry, whole, text)
    assert time.process_time() - started < 2
