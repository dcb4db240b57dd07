"""Automatic numbers: computed as Word shows them, and counted as computed, not as stored."""

from __future__ import annotations

import pytest

from extractor.readers.docx_numerals import written
from tests.docx_make import codes, grids, in_list, level, lists, of, p, paragraphs, rows, tbl, tc, tr

WRITTEN = [
    ("decimal", 12, "12"),
    ("decimalZero", 3, "03"),
    ("decimalFullWidth", 12, "１２"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircleChinese", 20, "⑳"),
    ("decimalEnclosedCircle", 36, "㊱"),
    ("decimalEnclosedCircle", 51, "51"),
    ("decimalEnclosedParen", 2, "⑵"),
    ("decimalEnclosedFullstop", 3, "⒊"),
    ("upperLetter", 1, "A"),
    ("upperLetter", 26, "Z"),
    ("lowerLetter", 27, "aa"),
    ("lowerLetter", 0, "0"),
    ("upperRoman", 1994, "MCMXCIV"),
    ("lowerRoman", 4, "iv"),
    ("upperRoman", 0, "0"),
    ("chineseCounting", 1, "一"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 21, "二十一"),
    ("chineseCounting", 100, "一○○"),
    ("chineseCountingThousand", 10, "十"),
    ("chineseCountingThousand", 12, "十二"),
    ("chineseCountingThousand", 20, "二十"),
    ("chineseCountingThousand", 100, "一百"),
    ("chineseCountingThousand", 101, "一百零一"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 1001, "一千零一"),
    ("chineseCountingThousand", 1010, "一千零一十"),
    ("chineseCountingThousand", 10001, "一万零一"),
    ("chineseCountingThousand", 100000, "十万"),
    ("chineseLegalSimplified", 1, "壹"),
    ("chineseLegalSimplified", 12, "壹拾贰"),
    ("ideographLegalTraditional", 6, "陸"),
    ("ideographTraditional", 1, "甲"),
    ("ideographTraditional", 11, "甲"),
    ("ideographZodiac", 12, "亥"),
    ("ideographDigital", 20, "二〇"),
    ("ideographEnclosedCircle", 3, "㊂"),
    ("numberInDash", 5, "- 5 -"),
    ("ordinal", 22, "22nd"),
    ("ordinal", 11, "11th"),
    ("none", 4, ""),
]


@pytest.mark.parametrize(("style", "number", "text"), WRITTEN)
def test_a_number_is_written_as_word_does(style: str, number: int, text: str) -> None:
    assert written(number, style) == text


def test_an_unknown_format_is_written_in_figures_and_told() -> None:
    found = of(p("甲", in_list(1)), numbering=lists(level(0, "hebrew1", "%1.")))
    assert (paragraphs(found), codes(found)) == (["1. 甲"], ["W231"])


CHINESE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def test_levels_count_on_and_restart_under_a_higher_one() -> None:
    steps = [0, 1, 1, 2, 2, 1, 2, 0, 1]
    found = of("".join(p("x", in_list(1, step)) for step in steps), numbering=lists(CHINESE))
    assert [text.split(" ")[0] for text in paragraphs(found)] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "（三）",
        "1.",
        "二、",
        "（一）",
    ]
    assert found.generated == sum(len(text) - 2 for text in paragraphs(found))


LISTS = [
    (
        "多级编号",
        level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"),
        [0, 1, 1, 0, 1],
        ["1", "1.1", "1.2", "2", "2.1"],
    ),
    ("跳过上级", level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"), [1, 1, 0], ["1.1", "1.2", "1"]),
    (
        "法律体",
        level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        [0, 0, 1],
        ["I", "II", "2.1"],
    ),
    (
        "不随上级",
        level(0, "decimal", "%1") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'),
        [0, 1, 0, 1],
        ["1", "(1)", "2", "(2)"],
    ),
    (
        "只随首级",
        level(0, "decimal", "%1")
        + level(1, "decimal", "%2)")
        + level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>'),
        [0, 1, 2, 1, 2, 0, 1, 2],
        ["1", "1)", "(1)", "2)", "(2)", "2", "1)", "(1)"],
    ),
    ("从5起", level(0, "decimal", "%1.", start=5), [0, 0], ["5.", "6."]),
    ("从0起", level(0, "decimal", "%1.", start=0), [0, 0], ["0.", "1."]),
    ("项目符号不留", level(0, "bullet", "\uf0b7") + level(1, "decimal", "%2."), [0, 1], ["x", "1."]),
    ("隐藏的编号", level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"), [0], ["x"]),
    ("空的编号文字", level(0, "decimal", ""), [0], ["x"]),
    ("没有这一级", level(0, "decimal", "%1."), [3], ["x"]),
]


@pytest.mark.parametrize(("levels", "steps", "labels"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_lists_count_as_in_word(levels: str, steps: list[int], labels: list[str]) -> None:
    found = of("".join(p("x", in_list(1, step)) for step in steps), numbering=lists(levels))
    assert [text.split(" ")[0] for text in paragraphs(found)] == labels


def test_two_lists_of_one_definition_share_its_counters_unless_one_starts_anew() -> None:
    numbering = lists(level(0, "decimal", "%1.")) + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(p("x", in_list(number)) for number in (1, 2, 3, 3, 1))
    assert paragraphs(of(body, numbering=numbering)) == ["1. x", "2. x", "1. x", "2. x", "3. x"]


def test_an_override_may_replace_the_level() -> None:
    numbering = lists(level(0, "decimal", "%1.")) + (
        '<w:num w:numId="9"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>'
    )
    assert paragraphs(of(p("x", in_list(9)), numbering=numbering)) == ["A) x"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_styles_number_paragraphs_and_numid_0_takes_the_number_away() -> None:
    levels = level(0, "decimal", "%1.", '<w:pStyle w:val="A"/>') + level(1, "decimal", "%1.%2", '<w:pStyle w:val="C"/>')
    styled = [p("x", f'<w:pStyle w:val="{style}"/>') for style in "ABC"]
    body = "".join(styled) + p("x", '<w:pStyle w:val="A"/>' + in_list(0))
    assert paragraphs(of(body, numbering=lists(levels), styles=STYLES)) == ["1. x", "2. x", "2.1 x", "x"]


def test_a_list_may_name_a_list_style() -> None:
    numbering = lists(level(0, "decimal", "第%1条")) + (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert paragraphs(of(p("x", in_list(5)), numbering=numbering, styles=STYLES)) == ["第1条 x"]


@pytest.mark.parametrize(("suffix", "text"), [("tab", "1. 5%"), ("space", "1. 5%"), ("nothing", "1.5%")])
def test_what_follows_the_number(suffix: str, text: str) -> None:
    numbering = lists(level(0, "decimal", "%1.", f'<w:suff w:val="{suffix}"/>'))
    assert paragraphs(of(p("5%", in_list(1)), numbering=numbering)) == [text]


def test_an_empty_numbered_paragraph_shows_its_number() -> None:
    found = of(tbl(*[tr(tc(p("", in_list(1))), name) for name in "甲乙"]), numbering=lists(level(0, "decimal", "%1")))
    assert rows(grids(found)[0]) == [["1", "甲"], ["2", "乙"]]
    assert found.generated == 2


def test_a_hidden_paragraph_takes_no_number() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        p("甲", in_list(1))
        + p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>", in_list(1) + hidden)
        + p("丙", in_list(1))
    )
    assert paragraphs(of(body, numbering=lists(level(0, "decimal", "%1.")))) == ["1. 甲", "2. 丙"]


def test_a_newer_format_beside_its_fallback() -> None:
    new = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = lists(f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{new}<w:lvlText w:val="%1."/></w:lvl>')
    assert paragraphs(of(p("x", in_list(1)), numbering=numbering)) == ["01. x"]
