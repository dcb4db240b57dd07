"""What a page says of its document: 索引号 tables, lines of labels, the page's title, a signature below."""

import pytest

from extractor import lexicon
from extractor.document import Cell
from extractor.limits import Limits
from extractor.metadata import dated
from extractor.pipeline import extract_source
from extractor.source import from_bytes

TABLE = "<table><tr><th>序号</th><th>考核指标</th><th>评分标准</th><th>分值</th></tr><tr><td>1</td><td>巡查</td><td>每少1次扣2分。</td><td>20</td></tr><tr><td>2</td><td>档案</td><td>每缺1份扣1分。</td><td>20</td></tr></table>"


def read(before="", after="", head=""):
    page = f'<html><head><meta charset="utf-8">{head}</head><body>{before}{TABLE}{after}</body></html>'
    return extract_source(from_bytes("页面.html", page.encode(), Limits()))


def facts(catalogue):
    document = catalogue.document
    return document.issuer, document.number, document.published


H1 = "<h1>2023年度考核评分表</h1>"
PAGES = [
    ("<table><tr><td>索引号：</td><td>K1</td><td>文号：</td><td>甲卫发〔2023〕12号</td></tr><tr><td>发布机构：</td><td>甲县卫生健康局</td>"
     "<td>发布日期：</td><td>2023-03-20</td></tr></table>" + H1, ""),
    (H1 + "<p>文号：甲卫发〔2023〕12号　发布机构：甲县卫生健康局　发布日期：2023年3月20日</p>", ""),
    (H1 + "<p>发文机关：甲县卫生健康局　　发文字号：甲卫发〔2023〕12号</p>", "<p>甲县卫生健康局</p><p>二〇二三年三月二十日</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PAGES)
def test_labels_fill_what_the_text_does_not_say(before, after):
    catalogue = read(before, after)
    assert facts(catalogue) == ("甲县卫生健康局", "甲卫发〔2023〕12号", "2023-03-20")
    assert catalogue.title == "2023年度考核评分表"
    assert "W305" not in {problem.code for problem in catalogue.problems}


def test_every_fact_points_to_its_words():
    catalogue = read(PAGES[0][0])
    quotes = {name: "".join(e.quote for e in found) for name, found in catalogue.document.evidence.items()}
    assert (quotes["issuer"], quotes["number"], quotes["published"]) == (
        "甲县卫生健康局",
        "甲卫发〔2023〕12号",
        "2023-03-20",
    )


def test_a_signature_below_the_table():
    assert facts(read(H1, "<p>甲县人民政府办公室</p><p>2023年4月1日</p>")) == ("甲县人民政府办公室", None, "2023-04-01")


def test_the_title_of_the_page_is_the_last_resort():
    catalogue = read(head="<title>2022年度卫生院考核评分标准_甲县人民政府</title>")
    assert (catalogue.title, catalogue.document.year) == ("2022年度卫生院考核评分标准", 2022)


def test_the_word_annex_is_no_part_of_the_title():
    assert read("<p>附件：2023年度考核评分表</p>").title == "2023年度考核评分表"


@pytest.mark.parametrize("entry", list(lexicon.load("metadata")))
def test_examples(entry):
    found = lexicon.load("metadata")[entry]
    label = {example.split(":")[0] for example in found["examples"]}
    assert label <= set(found["words"])
    assert not {counter.split(":")[0] for counter in found["counters"]} & set(found["words"])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-03-20", "2023-03-20"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("2023年13月1日", None),
        ("2023年度", None),
    ],
)
def test_dates(text, date):
    found = dated(Cell(0, 0, text, 0))
    assert (found[0] if found else None) == date


def test_headings_of_the_catalogue_are_no_labels():
    table = "<table><tr><th>名称</th><th>评分标准</th><th>分值</th><th>发布单位</th><th>考核时间</th></tr><tr><td>巡查</td><td>少1次扣2分。</td><td>20</td><td>甲科</td><td>年底</td></tr><tr><td>档案</td><td>缺1份扣1分。</td><td>20</td><td>乙科</td><td>年底</td></tr></table>"
    page = f"<html><body><h1>2023年度考核评分表</h1>{table}</body></html>"
    assert extract_source(from_bytes("页面.html", page.encode(), Limits())).document.issuer is None
