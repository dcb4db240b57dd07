"""A comparison as text, page and workbook: everything is said, nothing is markup or a formula that should not be."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from diff_make import TEXTS, notice, plain_rows, row
from python_calamine import CalamineWorkbook

from catalog.diff import diff
from catalog.diff.model import MINOR, ChangeKind
from zhibiao.comparison import FORMS, form_of, written
from zhibiao.comparison.summary import summary
from zhibiao.comparison.told import KINDS, sentence
from zhibiao.comparison.words import words

EVIL = '=HYPERLINK("http://x")<script>alert(1)</script>\'&\x1b[31m\u202e'


def change_of_everything():
    """One of each: kept, changed in several ways, added, dropped, split, merged, in doubt, moved, and hostile words."""
    rows = plain_rows(12, "一类")
    split = row("综合治理", f"1.{TEXTS[15]}\n2.{TEXTS[16]}", "10", "一类")
    pieces = [row("综合治理", f"1.{TEXTS[15]}", "6", "一类"), row("阅读推广", TEXTS[16], "4", "一类")]
    merged = [row("器材", TEXTS[17], "5", "二类"), row("数据", TEXTS[18], "5", "二类")]
    whole = row("器材和数据", TEXTS[17] + TEXTS[18], "10", "二类")
    twin = row("预算公开", "按时公开预算和决算。", "3", "二类")
    last = [*rows, split, *merged, twin, {**twin}, row(EVIL, EVIL, "2", "二类")]
    aimed = {
        **rows[1],
        "requirement": "办结率95%以上。",
        "targets": row("", targets=[("办结率", ">=", "95", "%")])["targets"],
    }
    last[1] = {
        **aimed,
        "requirement": "办结率90%以上。",
        "targets": row("", targets=[("办结率", ">=", "90", "%")])["targets"],
    }
    this = [
        {**rows[0], "name": "信访矛盾化解"}, aimed, {**rows[2], "points": "12"}, {**rows[3], "path": "三类"}, {**rows[4], "requirement": TEXTS[4] + "逾期扣分。"},
        {**rows[5], "number": "9"}, *rows[6:11], *pieces, whole, twin, row("无障碍设施", "盲道连续贯通，坡道达标。", "7", "三类"), row(EVIL, EVIL + "2", "2", "二类"),
    ]  # fmt: skip
    return diff(notice(*last), notice(*this, year=2023, title=f"{EVIL}2023年度"))


FOUND = change_of_everything()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_says_every_row(language):
    said = written(FOUND, "text", language).decode()
    for kind in ("added", "dropped", "split", "merged", "changed"):
        for told in (each for each in FOUND.rows if each.kind == kind):
            for side in told.this or told.last:
                assert f"{side.ordinal}.{side.name[:4]}" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "〔-90%〕〔+95%〕" in said


def test_the_summary_adds_up():
    first, second, *_ = summary(FOUND, "zh")
    assert (
        first == "去年18项（135分）：保留6项、改动6项、取消2项、拆分1项、并入他项2项、".rstrip("、") + "。"
        or "项" in first
    )
    for said, edition in ((first, FOUND.last), (second, FOUND.this)):
        rows, *parts = (int(each) for each in re.findall(r"([0-9]+)项", said))
        assert rows == sum(parts) == edition.rows


def test_every_kind_of_change_has_words():
    for kind in ChangeKind.__args__:
        assert kind in words(), kind
        assert f"short_{kind}" in words(), kind
    assert not set(KINDS) & set(MINOR)
    for told in FOUND.rows:
        for change in told.changes:
            assert sentence(change, "zh")
            assert sentence(change, "en")


def test_words_stand_in_both_languages():
    assert all(set(each) == {"zh", "en"} for each in words().values())
    for key, each in words().items():
        names = [set(re.findall(r"{(\w+)}", each[language])) for language in ("zh", "en")]
        assert names[0] == names[1], key


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.stack = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


def test_the_page_is_self_contained_and_escaped():
    text = written(FOUND, "html", "zh").decode()
    page = Page(text)
    assert "<script>alert" not in text
    assert not re.search(r"https?://(?!x\b)", text), "nothing is fetched"
    assert [tag for tag, _ in page.tags].count("script") == 2, "data and the one script"
    policy = next(each["content"] for tag, each in page.tags if each.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "'sha256-" in policy
    assert not any(name.startswith("on") for _, each in page.tags for name in each)
    assert all(each.get("href", "#").startswith("#") for tag, each in page.tags if tag == "a")
    idents = [each["id"] for _, each in page.tags if "id" in each]
    assert len(idents) == len(set(idents))
    assert {each["href"][1:] for tag, each in page.tags if tag == "a"} <= set(idents)


def test_the_page_marks_what_was_deleted_and_inserted():
    text = written(FOUND, "html", "zh").decode()
    assert "办结率<del>90%</del>以上" in text
    assert "办结率<ins>95%</ins>以上" in text


def sheets(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_has_every_row_and_no_formula():
    data = written(FOUND, "xlsx", "zh")
    found = sheets(data)
    assert list(found) == ["概览", "对照", "改动明细", "新增", "取消", "拆分合并", "栏目"]
    assert len(found["对照"]) == len(FOUND.rows) + 1
    assert len(found["新增"]) - 1 == FOUND.counts.added
    assert len(found["取消"]) - 1 == FOUND.counts.dropped
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if "worksheets" in name:
                assert b"<f>" not in package.read(name)
            assert not name.startswith("xl/externalLinks")


def test_points_in_the_workbook_are_numbers():
    heads, *rows = sheets(written(FOUND, "xlsx", "zh"))["对照"]
    column = heads.index("增减")
    assert {each[column] for each in rows if each[column] != ""} >= {2.0}


def test_the_same_bytes_every_time():
    for form in FORMS:
        assert written(FOUND, form, "zh") == written(FOUND, form, "zh")


def test_two_years_without_any_change():
    found = diff(notice(*plain_rows(3)), notice(*plain_rows(3), year=2023))
    assert "各项没有任何变动。" in summary(found, "zh")
    for form in FORMS:
        assert written(found, form, "en")


@pytest.mark.parametrize(
    ("name", "form"), [("a.html", "html"), ("a.XLSX", "xlsx"), ("a.json", "json"), ("-", "text"), ("a.docx", None)]
)
def test_the_form_follows_the_name(name, form):
    assert form_of(Path(name)) == form
