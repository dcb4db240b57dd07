"""The bundled notice, damaged on purpose: the tool must say so."""

from pathlib import Path

import pytest

from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.source import from_bytes

SOURCE = (Path(__file__).parent.parent / "corpus/cases/hospital-notice-2022/source.txt").read_text("utf-8")


def read(text):
    return extract_source(from_bytes("notice.txt", text.encode(), DEFAULT_LIMITS))


def changed(before, after, count=1):
    assert before in SOURCE, "the mutation must change something"
    return read(SOURCE.replace(before, after, count))


def codes(made):
    return {problem.code for problem in made.problems} | {r.code for i in made.indicators for r in i.review}


def test_the_sound_notice_balances():
    assert all(total.balanced for total in read(SOURCE).totals)
    assert "E301" not in codes(read(SOURCE))


def test_a_lost_row_unbalances_the_sum():
    start = SOURCE.index("\t\n\t\n\t信访稳定")
    made = read(SOURCE[:start] + SOURCE[SOURCE.index("\t\n\t\n\t市长热线") :])
    assert len(made.indicators) == 52
    assert "E301" in codes(made)


def test_a_changed_weight_unbalances_the_sum():
    assert "E301" in codes(changed("\t25\n", "\t52\n"))


def test_a_lost_weight_is_said():
    made = changed("强化综合扶持措施，提升帮扶工作成效。\n\t25", "强化综合扶持措施，提升帮扶工作成效。\n\t")
    assert {"E301", "R106"} <= codes(made)


def test_a_lost_relation_sign_keeps_the_rate_but_says_convention():
    made = changed("急危重症抢救成功率≥80%", "急危重症抢救成功率80%")
    target = next(t for i in made.indicators for t in i.targets if t.measure == "急危重症抢救成功率")
    assert target.sign == "convention"


def test_a_lost_relation_sign_without_a_rate_is_asked_about():
    assert "R101" in codes(changed("平均住院日≤8.5天", "平均住院日8.5天"))


def test_one_of_two_duplicates_cut_unbalances():
    made = changed("\t加强预决算管理\n", "\t年度预算编制与执行监督\n")
    assert len(made.duplicates) == 1


def test_a_duplicate_that_breaks_the_sum_is_asked_about():
    row = SOURCE[SOURCE.index("\t\n\t\n\t“西医学中医”培训") : SOURCE.index("\t\n\t\n\t加强中医药质量管理")]
    made = read(SOURCE.replace(row, row + row))
    assert [d.decision for d in made.duplicates].count("ask") >= 1
    assert {"E301", "R116"} <= codes(made)


@pytest.mark.parametrize("glyph", ["≧", "⩾", "＞＝"])
def test_glyph_variants_are_read_and_quoted_as_printed(glyph):
    made = changed("甲级病案率≥90%", f"甲级病案率{glyph}90%")
    found = [t for i in made.indicators for t in i.targets if t.measure == "甲级病案率"]
    assert [(t.relation, glyph in t.evidence[0].quote) for t in found] == [(">=", True)]


def test_every_quote_stands_at_its_place():
    from extractor import readers
    from extractor.verify import evidences

    source = from_bytes("notice.txt", SOURCE.encode(), DEFAULT_LIMITS)
    document, _ = readers.read(source, DEFAULT_LIMITS)
    found = list(evidences(read(SOURCE), "$"))
    assert len(found) > 300
    assert [path for path, e in found if document.text[e.start : e.end] != e.quote] == []
