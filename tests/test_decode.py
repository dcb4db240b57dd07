"""Bytes → text: marks, labels that are right, labels that lie, broken bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.problems import Trouble, sentence
from extractor.readers.decode import clean, declared, decode

SIMPLIFIED = "2022年度绩效考核评分细则：病床使用率≥85%，每降低1个百分点扣0.5分，扣完为止。"
TRADITIONAL = "教學評分標準，考評項目評分細項及標準備註，學生專題製作獲國際性獎加10分。"
LABELS = [None, "utf-8", "gbk", "gb2312", "GB18030", "big5", "iso-8859-1", "windows-1252", "x-user-nonsense", "utf-16"]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, name) for name in ("utf-8", "big5", "gb18030", "utf-16")),
        (f"<html>\n<p>{SIMPLIFIED}</p>", "utf-16-le"),
    ],
)
def test_the_text_comes_back_whatever_the_label(text: str, encoding: str, label: str | None) -> None:
    assert decode(text.encode(encoding), label)[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "label", "said"),
    [
        (SIMPLIFIED, "utf-8", None, None),
        (SIMPLIFIED, "utf-8", "UTF8", None),
        (SIMPLIFIED, "utf-8-sig", "utf-8", None),
        (SIMPLIFIED, "gb18030", "gb2312", None),
        (SIMPLIFIED, "gb18030", "x-gbk", None),
        (SIMPLIFIED, "utf-16", "utf-16", None),
        (TRADITIONAL, "big5", "Big5", None),
        ("朱镕基300㎡", "gb18030", "gb2312", ("gb2312", "GB18030")),
        ("朱镕基300㎡", "gb18030", "gbk", None),
        ("㳇湾𠮷", "gb18030", "gbk", ("gbk", "GB18030")),
        (SIMPLIFIED, "gb18030", "utf-8", ("utf-8", "GB18030")),
        (SIMPLIFIED, "utf-8", "gbk", ("gbk", "UTF-8")),
        (SIMPLIFIED, "gb18030", "iso-8859-1", ("iso-8859-1", "GB18030")),
        (TRADITIONAL, "big5", "gb2312", ("gb2312", "Big5")),
        (SIMPLIFIED, "gb18030", None, ("—", "GB18030")),
        (SIMPLIFIED, "gb18030", "nonsense", ("—", "GB18030")),
    ],
)
def test_a_difference_from_the_label_is_said(
    text: str, encoding: str, label: str | None, said: tuple[str, str] | None
) -> None:
    decoded, notices = decode(text.encode(encoding), label)
    assert decoded == text
    assert [(n.params["declared"], n.params["encoding"]) for n in notices] == ([said] if said else [])


def test_the_sentence_names_both() -> None:
    (notice,) = decode(SIMPLIFIED.encode("gb18030"), "utf-8")[1]
    assert "声明为utf-8，实际为GB18030" in sentence("W220", notice.params)


def test_a_western_page_stays_western() -> None:
    assert decode("Qualité des soins à l’hôpital: évaluée".encode("cp1252"), "iso-8859-1")[0].startswith("Qualité")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_are_replaced_counted_and_placed(encoding: str) -> None:
    lines = [SIMPLIFIED] * 60
    data = "\n".join(lines).encode(encoding)
    at = len("\n".join(lines[:9]).encode(encoding)) + 1
    text, notices = decode(data[:at] + b"\xff" + data[at:], encoding)
    assert text.replace("\ufffd", "") == "\n".join(lines)
    assert [(n.code, n.params["count"], n.params["lines"]) for n in notices] == [("W223", "1", "10")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_many_broken_bytes_are_refused(mark: bytes) -> None:
    data = mark + (SIMPLIFIED.encode() + b"\xff\xfe\xff") * 50
    with pytest.raises(Trouble) as trouble:
        decode(data, "utf-8")
    assert trouble.value.code == "E220"


def test_a_file_cut_inside_a_character_is_read() -> None:
    data = SIMPLIFIED.encode()[:-1]
    text, notices = decode(data, "utf-8")
    assert text.rstrip("\ufffd") == SIMPLIFIED[:-1]
    assert [n.code for n in notices] == ["W223"]


def test_replacement_characters_of_the_text_itself_are_no_fault() -> None:
    text = SIMPLIFIED + "\ufffd" * 5
    assert decode(text.encode(), "utf-8") == (text, [])


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ('<meta charset="gb2312">', "gb2312"),
        ("<META http-equiv=Content-Type content='text/html; charset=GBK'>", "GBK"),
        ('<?xml version="1.0" encoding="big5"?><html>', "big5"),
        ('<%@ page contentType="text/html;charset=UTF-8" pageEncoding="gb2312"%>', "UTF-8"),
        ('<!-- <meta charset="big5"> --><meta charset="gbk">', "gbk"),
        ("<p>charset=gbk</p>", None),
        ("x" * 20_000 + '<meta charset="gbk">', None),
    ],
)
def test_what_a_page_declares(head: str, label: str | None) -> None:
    assert declared(head.encode()) == label


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ("甲\r\n乙\r丙", "甲\n乙\n丙", []),
        ("甲\x00乙\x07", "甲乙", ["W221"]),
        ("分值\u202e02", "分值\u202e02", ["E222"]),
    ],
)
def test_cleaning(before: str, after: str, codes: list[str]) -> None:
    text, notices = clean(before)
    assert (text, [n.code for n in notices]) == (after, codes)


@given(st.binary(max_size=60), st.sampled_from([*LABELS, "base64", "rot13", "undefined", "unicode_escape", ""]))
def test_any_bytes_are_text_or_refused(data: bytes, label: str | None) -> None:
    try:
        text, _ = decode(data, label)
    except Trouble as trouble:
        assert trouble.code == "E220"
    else:
        assert isinstance(text, str)
