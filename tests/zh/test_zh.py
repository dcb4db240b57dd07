"""Text tools, table-driven: text → value. The quote is never touched, so lengths stay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.zh import clauses, periods
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number, ordinal
from extractor.zh.quantities import grades, quantities, relation_after, relation_before


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("９５％", "95%"),
        ("≧60", "≥60"),
        ("⩾", "≥"),
        ("﹥", ">"),
        ("１：０．５", "1:0.5"),
        ("（一）", "(一)"),
        ("⼈员、停⻋", "人员、停车"),
        ("Ｂ＋", "B+"),
        ("8—10", "8-10"),
    ],
)
def test_normalize(text, plain):
    assert normalize(text) == plain


@given(st.text())
def test_normalize_keeps_every_offset(text):
    assert len(normalize(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95", "95"), ("1,000", "1000"), ("8.5", "8.5"), ("九十五", "95"), ("十五", "15"), ("三", "3"), ("两", "2"), ("一百二十", "120"),
        ("二〇二二", "2022"), ("一万", "10000"), ("零点五", "0.5"), ("三千零五", "3005"), ("一亿", "100000000"), ("二十万", "200000"),
        ("", None), ("甲", None), ("1.", None), ("亿", None),
    ],
)  # fmt: skip
def test_number(text, value):
    assert number(text) == (None if value is None else Decimal(value))


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_round_trip(value):
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    text, places = "", str(value)
    for at, digit in enumerate(places):
        text += digits[int(digit)] + (units[len(places) - at - 1] if digit != "0" else "")
    while "零零" in text:
        text = text.replace("零零", "零")
    assert number(text.rstrip("零") or "零") == value


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("（三）", 3), ("①", 1), ("⑳", 20), ("十一、", 11), ("2.", 2), ("a", None)]
)
def test_ordinal(text, value):
    assert ordinal(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95%", [("percent", "%", "95")]),
        ("3‰", [("percent", "‰", "3")]),
        ("百分之九十五", [("percent", "%", "95")]),
        ("90%-95%", [("percent", "%", "90~95")]),
        ("90～95%", [("percent", "%", "90~95")]),
        ("8.5天", [("measure", "天", "8.5")]),
        ("2次/年", [("count", "次", "2")]),
        ("30人次", [("count", "人次", "30")]),
        ("1-2次", [("count", "次", "1~2")]),
        ("1:0.5", [("ratio", None, "1:0.5")]),
        ("2个百分点", [("measure", "百分点", "2")]),
        ("一个百分点", [("measure", "百分点", "1")]),
        ("十项", [("count", "项", "10")]),
        ("没有数字", []),
    ],
)
def test_quantities(text, expected):
    def shown(q):
        return f"{q.low}~{q.high}" if q.low is not None else str(q.value)

    assert [(q.kind, q.unit, shown(q)) for q in quantities(normalize(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥B+等次", ["B+"]),
        ('为"良"及以上', ["良"]),
        ("达到优秀等次", ["优秀"]),
        ("B超检查", []),
        ("甲级病案率", []),
        ("优势", []),
        ("良好作风", []),
    ],
)
def test_grades(text, expected):
    assert [grade.value for grade in grades(text)] == expected


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("不少于", ">="),
        ("不得低于", ">="),
        ("达到", ">="),
        ("≤", "<="),
        ("控制在", "<="),
        ("不超过", "<="),
        ("超过", ">"),
        ("低于", "<"),
        ("满意度", None),
    ],
)
def test_relation_before(text, relation):
    found = relation_before(text + "90%", len(text))
    assert (found[1] if found else None) == relation


@pytest.mark.parametrize(
    ("text", "relation"), [("以上", ">="), ("及以上", ">="), ("以下", "<="), ("以内", "<="), ("左右", None)]
)
def test_relation_after(text, relation):
    found = relation_after(f"90%{text}", 3)
    assert (found[1] if found else None) == relation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲：(1)乙；(2)丙。", [None, "(1)", "(2)"]),
        ("1、甲；\n2、乙。", ["1、", "2、"]),
        ("1、甲。2、乙。3、丙", ["1、", "2、", "3、"]),
        ("①甲②乙", ["①", "②"]),
        ("见(3)条规定", [None]),
        ("达到2.5天，0.5分", [None]),
        ("甲\n乙", [None, None]),
    ],
)
def test_items(text, expected):
    assert [item.number for item in clauses.items(text)] == expected


def test_a_line_that_stops_inside_a_clause_goes_on_in_the_next():
    texts = [
        "桥梁检测、\n养护到位",
        "按期完成道路\n（含支路）改造",
        "完成得5分\n未完成不得分",
        "甲：\n（一）组织领导",
    ]
    assert [len(clauses.sentences(normalize(text))) for text in texts] == [1, 1, 2, 2]


def test_sentences_do_not_cut_inside_titles_and_brackets():
    text = normalize("严格执行《办法（试行），暂行》，乙肝疫苗（首针，卡介苗）接种率100%；完成。")
    cut = [[text[s.start : s.end] for s in sentence.segments] for sentence in clauses.sentences(text)]
    assert cut == [["严格执行《办法(试行)，暂行》", "乙肝疫苗(首针，卡介苗)接种率100%"], ["完成"]]


@given(st.text(alphabet="甲乙，。；：（）()1234567890、.\n％≥《》“”扣分", max_size=80))
def test_segments_lie_inside_their_sentence_and_in_order(text):
    end = 0
    for sentence in clauses.sentences(normalize(text)):
        assert end <= sentence.start <= sentence.end <= len(text)
        for segment in sentence.segments:
            assert sentence.start <= segment.start < segment.end <= sentence.end
        end = sentence.end


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("确保10月底前完成", ["2022-10-31"]), ("2023年底，达到", ["2023-12-31"]), ("12月31日前", ["2022-12-31"]), ("年底前", ["2022-12-31"]),
        ("第三季度末前", ["2022-09-30"]), ("上半年前", ["2022-06-30"]), ("2月底前", ["2022-02-28"]), ("10月份开展", []), ("全年", []),
    ],
)  # fmt: skip
def test_deadlines(text, dates):
    assert [deadline.date for deadline in periods.deadlines(text, 2022)] == dates


def test_a_deadline_without_any_year_is_not_guessed():
    assert periods.deadlines("10月底前", None) == []
