"""The grammar of formulas: a normalised right side → its normal form, and numerators, denominators, scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.zh.formulas import leaves, parse, quotient, written
from extractor.zh.normalize import normalize


def split(text):
    parts = quotient(parse(text))
    return parts and (
        [text[n.start : n.end] for n in parts.over],
        [text[n.start : n.end] for n in parts.under],
        parts.scale,
    )


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("甲／乙×100％", "甲÷乙×100%"), ("[(甲-乙)/乙]*100%", "((甲-乙)÷乙)×100%"), ("甲 / 乙 x 100", "甲÷乙×100"), ("甲除以乙乘以100%", "甲÷乙×100%"),
        ("甲数×60%+乙数×40%", "甲数×60%+乙数×40%"), ("|甲-乙|/乙", "|甲-乙|÷乙"), ("甲/乙/250天(法定工作日)", "甲÷乙÷250天(法定工作日)"),
        ("0-6岁儿童数/65岁及以上人数", "0-6岁儿童数÷65岁及以上人数"), ("(同期)出院人数/甲和/或乙人数", "(同期)出院人数÷甲和/或乙人数"),
        ("(120-100)/100", "(120-100)÷100"), ("∑(单价×数量)/总数", "∑(单价×数量)÷总数"),
    ],
)  # fmt: skip
def test_normal_form(printed, form):
    text = normalize(printed)
    assert written(parse(text), text) == form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲/乙×100%", (["甲"], ["乙"], "100")), ("100%×甲/乙", (["甲"], ["乙"], "100")), ("甲×100%/乙", (["甲"], ["乙"], "100")),
        ("100/乙×100%", (["100"], ["乙"], "100")), ("甲/乙/丙", (["甲"], ["乙", "丙"], "1")), ("(甲/乙×1000‰)", (["甲"], ["乙"], "1000")),
        ("甲/乙×100000/10万", (["甲"], ["乙"], "100000")), ("甲/乙×10000/万", (["甲"], ["乙"], "10000")), ("甲/乙×60%", (["甲", "60%"], ["乙"], "1")),
        ("甲×乙", None), ("甲+乙/丙", None), ("甲", None), ("100%", None),
    ],
)  # fmt: skip
def test_quotient(text, expected):
    assert split(text) == expected


@pytest.mark.parametrize(
    "text", ["", "甲//乙", "/乙", "甲/", "(甲/乙", "甲)/乙", "甲=乙", "甲(/乙", "×" * 50, "甲" * 700, "甲+" * 60 + "乙"]
)
def test_what_is_no_formula(text):
    assert parse(text) is None


@given(st.text(alphabet="甲乙数(0-6岁)+-×/÷%.1 []|（）万", max_size=60))
def test_leaves_lie_inside_the_text_in_order(printed):
    text = normalize(printed)
    node, end = parse(text), 0
    for leaf in leaves(node) if node else ():
        assert end <= leaf.start < leaf.end <= len(text)
        end = leaf.end
