"""How Chinese text is set in lines: what cannot part, what begins, how wide it is."""

import pytest

from extractor.zh.typesetting import balanced, binds, closed, ems, first_word, inline_items, item, listed, stops


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("加强领导", "加"),
        ("项。下一句", "项。"),
        ("“三位一体”建设", "“三"),
        ("实“一岗双责”", "实“一"),
        ("（试行）落实", "（试"),
        ("100%以上", "100%"),
        ("≥95%，每降", "≥95%，"),
        ("作，2022年度", "作，2022"),
        ("100%。3、按年度", "100%。3、"),
        ("0.1‰（3分）。", "0.1‰（3分）。"),
        ("×100%。", "×100%。"),
        ("——以下", "——"),
        ("", ""),
    ],
)
def test_what_stays_together_at_the_start_of_a_line(text, word):
    assert text[: first_word(text)] == word


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.建立台账", "pointed"), ("12、按时", "pointed"), ("（3）覆盖率", "bracketed"), ("④其他", "circled"),
        ("三、考核内容", "han"), ("（四）信用惠民", "inner"), ("第五条 各单位", "article"),
        ("1.5%以上", None), ("2022年", None), ("一票否决", None), ("第一名", None), ("", None),
    ],
)  # fmt: skip
def test_item_numbers(text, kind):
    assert item(text) == kind


@pytest.mark.parametrize(
    ("text", "rest", "bound"),
    [
        ("落实“", "一岗双责”", True), ("人数/总数", "×100%", True), ("完成任务", "，得满分", True), ("建设（", "试行", True),
        ("http://example.cn/a?", "id=10", True), ("报送材料20", "25年", True),
        ("12", "13", False),
        ("开展监测", "每年两次", False), ("得满分。", "未完成的扣5分", False), ("扣5分；数量为3", "4.按时上报", False),
    ],
)  # fmt: skip
def test_lines_that_cannot_end_or_begin(text, rest, bound):
    assert binds(text, rest) is bound


def test_items_in_sequence_begin_lines():
    lines = ["1.建立台账", "并备案", "2.按时上报", "3.完成整改"]
    assert list(listed(lines)) == ["1.建立台账", "2.按时上报", "3.完成整改"]
    assert list(listed(["2.5万元以上", "1.建立台账"])) == []
    assert list(listed(["1.建立台账", "5.其他"])) == []


def test_items_within_lines():
    assert inline_items("指标：（1）甲；（2）乙") == {"bracketed"}
    assert inline_items("1.甲率。2.乙率") == {"pointed"}
    assert inline_items("达到2.5万元；其他") == set()


@pytest.mark.parametrize(
    ("text", "wide"), [("考核", 2.0), ("95%", 1.5), ("（1）", 2.5), ("≥９５", 3.0), ("", 0.0)]
)  # fmt: skip
def test_widths(text, wide):
    assert ems(text) == wide


@pytest.mark.parametrize(
    ("text", "whole"), [("（700分）", True), ("（700", False), ("“甲”《乙》", True), ("“甲", False), ("分）", True)]
)
def test_brackets(text, whole):
    assert balanced(text) is whole


def test_stops():
    assert closed("完成。") and closed("包括： ") and not closed("完成，") and not closed("完成")
    assert stops("完成，") and not stops("完成") and not stops("")


@pytest.mark.parametrize("hostile", ["（" * 5000, "1" * 5000, "，" * 5000, "1." * 5000, "“" * 5000 + "x"])
def test_hostile_texts_are_short_work(hostile):
    assert first_word(hostile) <= 250
    item(hostile), binds(hostile, hostile), inline_items(hostile), closed(hostile), balanced(hostile)
