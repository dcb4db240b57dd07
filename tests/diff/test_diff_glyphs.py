"""What is no difference between two texts, what is a small one, and how the others are marked."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.diff.glyphs import compare, narrow
from catalog.diff.spans import mark


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("满意率95%以上。", "满意率９５％以上"), ("≧60%", "≥60%"), ("⩾60％", "≥60%"), ("（1）建立制度", "(1)建立制度"), ("比例：1:0.5", "比例:1∶0.5"),
        ("五比五看” 活动", "五比五看”活动"), ("按期完成；\n按时上报", "按期完成; 按时上报"), ("90%～95%", "90%-95%"), ("“双随机”", '"双随机"'), ("一律—律", "一律-律"),
        ("《办法》〔2019〕10号", "《办法》[2019]10号"), ("甲　乙", "甲乙"), ("120㎡", "120m²"),
    ],
)  # fmt: skip
def test_typography_is_no_difference(last, this):
    assert compare(last, this) == "same"
    assert compare(this, last) == "same"


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("建立制度，落实责任", "建立制度、落实责任"),
        ("1.建立台账；2.按月上报", "（1）建立台账。（2）按月上报"),
        ("按《预算法》执行", "按预算法执行"),
    ],
)
def test_punctuation_is_a_small_difference(last, this):
    assert compare(last, this) == "retyped"


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("扣1、2分", "扣12分"), ("占0.5%", "占5%"), ("1:5", "1.5"), ("比例1:5", "比例15"), ("第①项", "第1项"), ("不少于10次", "不少于1次"), ("≥95%", ">95%"), ("≤95%", "≥95%"),
        ("95%", "95‰"), ("10-20", "1020"), ("必须完成", "完成"), ("面积10²", "面积102"),
    ],
)  # fmt: skip
def test_what_changes_the_meaning_is_a_difference(last, this):
    assert compare(last, this, 1) == "different"
    assert compare(this, last, -1) == "different"


@pytest.mark.parametrize(
    ("last", "this", "expected"),
    [
        ("2022年底前", "2023年底前", "rolled"), ("《办法》（2019）要求，2022年12月", "《办法》（2019）要求，2023年12月", "rolled"), ("二〇二二年度", "二〇二三年度", "rolled"),
        ("2022年不少于2022次", "2023年不少于2022次", "rolled"), ("2022年底前", "2024年底前", "different"), ("2022年完成80%", "2023年完成90%", "different"), ("12022号", "12023号", "different"),
    ],
)  # fmt: skip
def test_years_that_moved_on(last, this, expected):
    assert compare(last, this, 1) == expected


def test_years_move_on_only_where_the_catalogues_say_so():
    assert compare("2022年底前", "2023年底前") == "different"


PIECES = st.sampled_from(
    ["回访", "满意率", "95%", "９８％", "以上", "；", "\n", " ", "8.5", "天", "ab", "①", "（", "〔", "\U0001f600", "é"]
)
WORDS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=20)


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_the_stretches_give_both_texts_back(last, this):
    spans = mark(last, this)
    assert "".join(span.last for span in spans) == last
    assert "".join(span.this for span in spans) == this
    for span in spans:
        if span.op == "same":
            assert compare(span.last, span.this) == "same", spans
    assert all(a.op == "same" or b.op == "same" for a, b in pairwise(spans)), "changes that touch are one"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_glyphs_keep_their_places(text):
    assert len(narrow(text)) == len(text)


@pytest.mark.parametrize(
    ("last", "this", "marks"),
    [
        ("回访满意率95%以上。", "回访满意率98%以上。", [("95%", "98%")]),
        ("平均住院日≤8.5天", "平均住院日≤8天", [("8.5", "8")]),
        ("完成率９５％；及时", "完成率95%;及时上报", [("", "上报")]),
        ("积极开展安宁疗护服务", "拓展安宁疗护服务范围", [("积极开", "拓"), ("", "范围")]),
        ("甲", "", [("甲", "")]),
    ],
)
def test_marks_are_those_that_people_would_make(last, this, marks):
    assert [(span.last, span.this) for span in mark(last, this) if span.op != "same"] == marks


def test_texts_that_have_nothing_in_common_are_replaced_whole():
    last, this = "建立健全各项规章制度并上墙公示", "每年引进专业人才不少于二十名"
    assert [span.op for span in mark(last, this)] == ["replaced"]


def test_endless_texts_are_not_compared_by_character():
    spans = mark("甲乙" * 30_000, "丙丁" * 30_000)
    assert [span.op for span in spans] == ["replaced"]
