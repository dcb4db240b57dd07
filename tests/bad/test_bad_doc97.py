"""Damaged, hostile and foreign .doc files: a document, or a Trouble with a code; never a crash, never without end."""

from __future__ import annotations

import random
import struct
import time

import pytest

from catalog.problems import Trouble, sentence
from extractor import readers
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.doc97_pages import _apart
from extractor.readers.doc97_sprms import Huge, sprms
from extractor.readers.doc97_styles import Shape, Style, Styles, shaped
from extractor.source import from_bytes
from tests.doc97_make import PARAGRAPHS, PIECES, STYLES, compound, doc, opened, para, row, says
from tests.doc97_twins import DATA
from tests.docx_make import check_balance, codes, paragraphs

BODY = [para("甲"), *row("乙", "丙", edges=[0, 1000, 2000]), para("abc", narrow=True)]
REFUSED = [
    ("别的格式", doc(*BODY, ident=0xA5DC), "E103"),
    ("Word 95", doc(*BODY, version=0x69), "E103"),
    ("只有头", compound({"WordDocument": b"\xec\xa5"}), "E103"),
    ("加密", doc(*BODY, flags=0x0100), "E104"),
    ("没有表流", doc(*BODY, without=["1Table"]), "E105"),
    ("没有片段表", doc(*BODY, parts={PIECES: b""}), "E105"),
    ("片段表断开", doc(*BODY, parts={PIECES: b"\x01\xff\xff"}), "E105"),
    ("片段倒退", doc(*BODY, parts={PIECES: struct.pack("<BI3I16x", 2, 28, 0, 9, 4)}), "E105"),
]


def outcome(content: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """The code of the refusal, or "read" of a document whose characters balance."""
    try:
        found, _ = readers.read(from_bytes("旧.doc", content, limits), limits)
    except Trouble as trouble:
        assert sentence(trouble.code, trouble.params)
        return trouble.code
    check_balance(found)
    return "read"


@pytest.mark.parametrize(("content", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refusals(content: bytes, code: str) -> None:
    assert outcome(content) == code


def test_limits() -> None:
    assert outcome(doc(para("字" * 101)), Limits(text_characters=100)) == "E110"
    assert outcome(doc(*row("甲", "乙", edges=[0, 1000, 2000]), para()), Limits(grid_cells=1)) == "E211"
    assert outcome(doc(*row("字" * 101, edges=[0, 1000]), para()), Limits(cell_characters=100)) == "E110"


@pytest.mark.parametrize("name", ["notice", "numbered"])
@pytest.mark.parametrize("seed", range(60))
def test_any_damage_gives_a_document_or_a_code(name: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((DATA / f"{name}.doc").read_bytes())
    if seed % 4 == 0:
        del data[chance.randrange(512, len(data)) :]
    for _ in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(len(data))] = chance.choice([0, 0xFF, chance.randrange(256)])
    assert outcome(bytes(data)) in ("read", "E102", "E103", "E104", "E105", "E110", "E211")


def test_a_text_that_ends_early_is_told() -> None:
    table = struct.pack("<BI2IHIH", 2, 16, 0, 6, 0, 0x7FFF0000, 0)
    found = opened(para("甲乙丙丁戊"), parts={PIECES: table})
    assert (paragraphs(found), set(codes(found))) == ([], {"W105"})


def test_stories_that_are_shorter_than_the_text_are_told() -> None:
    content = bytearray(doc(para("甲乙"), para("丙丁")))
    at = content.index(struct.pack("<H28xH12xI", 14, 22, 6)) + 32 + 12
    content[at : at + 4] = struct.pack("<I", 3)
    found, _ = readers.read(from_bytes("旧.doc", bytes(content), DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert (paragraphs(found), codes(found)) == (["甲乙"], ["W105"])


def test_paragraphs_of_which_nothing_is_said_are_told() -> None:
    found = opened(para("甲"), parts={PARAGRAPHS: b""})
    assert (paragraphs(found), codes(found)) == (["甲"], ["W105"])


def test_a_damaged_style_sheet_is_told() -> None:
    found = opened(para("甲"), parts={STYLES: b"\x02\x00\x05"})
    assert (paragraphs(found), codes(found)) == (["甲"], ["W105"])


def test_styles_in_a_ring_or_a_long_chain_end() -> None:
    ring = Styles({1: Style(base=2, characters=says(0x083C, 1)), 2: Style(base=1)})
    assert ring.shape(1) == Shape(style=1)
    chain = Styles({number: Style(base=number + 1) for number in range(4000)})
    assert chain.shape(0) == Shape()


def test_modifiers_that_are_cut_off_say_nothing() -> None:
    whole = says(0x2416, 1)
    for content in (
        whole,
        whole + b"\x08\xd6\xff",
        whole + b"\x15\xc6\xff",
        whole + b"\x15\xc6\xff\x01",
        whole + b"\x17",
    ):
        assert shaped(Shape(), sprms(content)).depth == 1


def test_modifiers_kept_elsewhere_are_not_read_without_end() -> None:
    huge = Huge(struct.pack("<H", 0xFFF0).ljust(0x10000, b"\0"))
    pointing = says(0x6646, 0)
    with pytest.raises(Trouble) as told:
        for _ in range(100):
            list(huge.all(pointing))
    assert told.value.code == "E105"


def test_stretches_that_lie_over_one_another_are_put_apart() -> None:
    found = list(_apart([(0, 10, b"a"), (5, 8, b"b"), (5, 20, b"c"), (30, 25, b"d")]))
    assert found == [(0, 10, b"a"), (10, 20, b"c")]


def test_time_grows_with_the_text() -> None:
    content = doc(*[para("\x13 A \x14甲\x15", ("乙", says(0x083C, 1)), "丙") for _ in range(4000)])
    start = time.monotonic()
    assert outcome(content) == "read"
    assert time.monotonic() - start < 10
