"""Broken and hostile Word files: each is refused with its own code, or read as far as it goes and said so."""

from __future__ import annotations

import struct
import time
import zipfile
from io import BytesIO

import pytest

from catalog.problems import Trouble
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.docx import read
from extractor.source import from_bytes
from tests.docx_make import (
    SPACES,
    codes,
    document,
    field,
    flat,
    of,
    p,
    paragraphs,
    r,
    relations,
    root,
    rows,
    run,
    sdt,
    tbl,
    tc,
    tr,
    word,
    word_parts,
    zipped,
)
from tests.docx_make import grids as grids_of

BODY = p("第一条") + tbl(tr("设备", "10分"), tr("人员", "20分")) + p("附则")


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[str, str]:
    """Code and limit of the trouble that reading ends in."""
    with pytest.raises(Trouble) as trouble:
        read(from_bytes("x.docx", data, limits), limits)
    return trouble.value.code, trouble.value.params.get("limit", "")


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped([*((k, v) for k, v in word_parts(BODY).items() if k != name), (name, content)])


# --- packages ----------------------------------------------------------------------------------


def test_strict_files_are_read() -> None:
    strict = {
        name: content.replace(SPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(SPACES["r"], "http://purl.oclc.org/ooxml/officeDocument/relationships")
        .replace(SPACES["m"], "http://purl.oclc.org/ooxml/officeDocument/math")
        for name, content in word_parts(BODY + p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")).items()
    }
    assert "wordprocessingml/2006" not in "".join(strict.values())
    assert document(zipped(strict)).text == of(BODY + p("x")).text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_parts_in_utf_16_are_read(encoding: str) -> None:
    text = word_parts(BODY)["word/document.xml"].replace("UTF-8", "UTF-16")
    mark = "" if encoding == "utf-16" else "\ufeff"
    assert paragraphs(document(with_part("word/document.xml", (mark + text).encode(encoding)))) == ["第一条", "附则"]


def test_strict_parts_in_utf_16_are_read() -> None:
    text = word_parts(BODY)["word/document.xml"].replace("UTF-8", "UTF-16")
    strict = text.replace(SPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert paragraphs(document(with_part("word/document.xml", strict.encode("utf-16")))) == ["第一条", "附则"]


def test_flat_opc_is_read_like_the_zip() -> None:
    parts = word_parts(
        BODY + p(run('<w:footnoteReference w:id="1"/>')), footnotes='<w:footnote w:id="1">' + p("注") + "</w:footnote>"
    )
    assert document(flat(parts)).text == document(zipped(parts)).text


def test_the_main_part_may_have_any_name_and_absolute_targets() -> None:
    parts = word_parts(BODY)
    moved = {
        "_rels/.rels": relations(("a", "officeDocument", "/Main/Text.xml")),
        "Main/Text.xml": parts["word/document.xml"],
    }
    assert paragraphs(document(zipped(moved))) == ["第一条", "附则"]


def test_part_names_ignore_case_and_backslashes() -> None:
    parts = {name.replace("word/document", "Word\\Document"): text for name, text in word_parts(BODY).items()}
    assert paragraphs(document(zipped(parts))) == ["第一条", "附则"]


def test_a_package_without_relationships_is_read() -> None:
    assert paragraphs(document(zipped({"word/document.xml": root("document", f"<w:body>{BODY}</w:body>")})))


def test_names_that_climb_out_reach_nothing() -> None:
    parts = word_parts(BODY)
    parts["word/_rels/document.xml.rels"] = relations(("a", "styles", "../../../../etc/passwd"))
    assert paragraphs(document(zipped(parts))) == ["第一条", "附则"]


@pytest.mark.parametrize("kept", [[], ["[Content_Types].xml"], ["_rels/.rels"]])
def test_a_package_without_main_part(kept: list[str]) -> None:
    parts = {name: text for name, text in word_parts(BODY).items() if name in kept} | {"word/x.xml": "<x/>"}
    assert refused(zipped(parts))[0] == "E108"


@pytest.mark.parametrize("content", ["<x/>", root("document", ""), root("hdr", p("x"))])
def test_a_main_part_without_body(content: str) -> None:
    assert refused(with_part("word/document.xml", content))[0] == "E108"


def test_two_document_parts() -> None:
    parts = list(word_parts(BODY).items())
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped([*parts, ("word/document.xml", root("document", f"<w:body>{p('另一份')}</w:body>"))])
    assert refused(data)[0] == "E111"
    assert refused(zipped([*parts, ("Word/Document.xml", "<x/>")]))[0] == "E111"


def test_two_document_parts_in_flat_opc() -> None:
    data = flat(word_parts(BODY)).decode()
    part = data[data.index('<pkg:part pkg:name="/word/document.xml"') :].split("</pkg:part>")[0] + "</pkg:part>"
    assert refused(data.replace(part, part * 2).encode())[0] == "E111"


def test_an_encrypted_zip_entry() -> None:
    data = bytearray(word(BODY))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    assert refused(bytes(data))[0] == "E104"


# --- damage ------------------------------------------------------------------------------------

LONG = "".join(p(f"第{number}条 考核内容{number * 7919 % 9973}") for number in range(400))


def test_a_file_cut_anywhere_is_refused_or_read_with_a_notice() -> None:
    data = word(LONG)
    outcomes = set()
    for end in range(40, len(data), max(len(data) // 60, 1)):
        try:
            found = document(data[:end])
        except Trouble as trouble:
            assert trouble.code in ("E105", "E108")
            outcomes.add(trouble.code)
        else:
            assert "W105" in codes(found)
            assert paragraphs(found)[0].startswith("第0条")
            outcomes.add("read")
    assert outcomes == {"E105", "read"}


def test_a_cut_directory_leaves_the_whole_text() -> None:
    data = word(LONG)
    found = document(data[: data.rindex(b"PK\x01\x02")])
    assert len(paragraphs(found)) == 400
    assert codes(found) == ["W105"]


def test_a_part_cut_in_the_middle_is_closed_and_read() -> None:
    data = zipped(word_parts(LONG), zipfile.ZIP_STORED)
    found = document(data[: data.index("第200条".encode()) + 3])
    assert paragraphs(found)[199].startswith("第199条")
    assert "W105" in codes(found)


def test_a_damaged_stream_is_read_up_to_the_damage() -> None:
    data = bytearray(word(LONG))
    start = data.index(b"word/document.xml")
    middle = start + (data.index(b"PK\x03\x04", start) - start) * 3 // 4
    data[middle : middle + 8] = b"\xff" * 8
    found = document(bytes(data))
    assert "W105" in codes(found)
    assert paragraphs(found)[0].startswith("第0条")


def test_a_zip_inside_the_file_does_not_pass_for_the_document() -> None:
    inner = word(p("内嵌文件"))
    parts: list[tuple[str, str | bytes]] = [("word/embeddings/a.docx", inner), *word_parts(BODY).items()]
    data = zipped(parts, zipfile.ZIP_STORED)
    assert paragraphs(document(data[: data.rindex(b"PK\x01\x02")]))[0] == "第一条"


def test_a_damaged_side_part_is_told_and_the_rest_read() -> None:
    found = document(zipped(word_parts(BODY, styles="") | {"word/styles.xml": "<w:styles"}))
    assert (paragraphs(found), codes(found)) == (["第一条", "附则"], ["W105"])


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_cut_flat_opc_file(cut: float) -> None:
    data = flat(word_parts(LONG))
    found = document(data[: int(len(data) * cut)])
    assert "W105" in codes(found)
    assert paragraphs(found)[0].startswith("第0条")


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + b"\xff" * 400, b"<?xml version='1.0'?><pkg:package"],
)
def test_rubble_is_refused(data: bytes) -> None:
    assert refused(data)[0] in ("E105", "E108")


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    text = word_parts(BODY)["word/document.xml"].replace("附则", "附则<w:broken")
    found = document(with_part("word/document.xml", text))
    assert (paragraphs(found)[0], codes(found)) == ("第一条", ["W105"])


# --- hostile XML -------------------------------------------------------------------------------

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, XXE, "<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"])
def test_a_doctype_is_refused_in_every_part(doctype: str, encoding: str, part: str) -> None:
    text = word_parts(BODY)[part].replace("UTF-8", encoding.upper())
    declaration, found, rest = text.rpartition("?>")
    data = with_part(part, f"{declaration}{found}{doctype}{rest.replace('第一条', '&e;')}".encode(encoding))
    assert refused(data)[0] == "E112"


def test_a_doctype_in_flat_opc_is_refused() -> None:
    assert refused(flat(word_parts(BODY)).replace(b"?>", b"?><!DOCTYPE x>", 1))[0] == "E112"


def test_words_that_look_like_a_doctype_are_words() -> None:
    assert paragraphs(of(p("<!DOCTYPE html>".replace("<", "&lt;").join(["<w:r><w:t>", "</w:t></w:r>"])))) == [
        "<!DOCTYPE html>"
    ]


@pytest.mark.parametrize(
    "body",
    [
        sdt(p("x"))
        .replace("<w:p>", "<w:sdt><w:sdtContent>" * 110 + "<w:p>")
        .replace("</w:p>", "</w:p>" + "</w:sdtContent></w:sdt>" * 110),
        p("<w:hyperlink>" * 240 + r("x") + "</w:hyperlink>" * 240),
        p("<m:oMath>" + "<m:f><m:num>" * 120 + "<m:r><m:t>x</m:t></m:r>" + "</m:num></m:f>" * 120 + "</m:oMath>"),
        p("<mc:AlternateContent><mc:Choice>" * 115 + r("x") + "</mc:Choice></mc:AlternateContent>" * 115),
        p(
            "<w:r><w:pict><v:textbox><w:txbxContent><w:p>" * 48
            + r("x")
            + "</w:p></w:txbxContent></v:textbox></w:pict></w:r>" * 48
        ),
    ],
    ids=["控件", "链接", "公式", "二选一", "文本框"],
)
def test_as_deep_as_the_parser_allows_is_read_without_recursion_trouble(body: str) -> None:
    assert "x" in of(body).text


def test_deeper_is_refused() -> None:
    assert refused(word(p("<w:hyperlink>" * 300 + r("x") + "</w:hyperlink>" * 300))) == ("E110", "xml_depth")
    assert refused(word(BODY), Limits(xml_depth=4)) == ("E110", "xml_depth")


def test_endless_fields_do_not_eat_time() -> None:
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 20_000
    data = word(
        p(begins + r("字") * 20_000 + ends),
    )
    started = time.perf_counter()
    document(data, Limits(zip_ratio=10_000))
    assert time.perf_counter() - started < 20


def test_nested_fields_are_one_code() -> None:
    inner = field("SEQ x", r("3"))
    body = field(r"EQ \o\ac(○,", None).replace(
        "</w:instrText></w:r>", "</w:instrText></w:r>" + inner + "<w:r><w:instrText>)</w:instrText></w:r>"
    )
    assert paragraphs(of(p(body + r("优")))) == ["③优"]


# --- limits of the zip -------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_by_ratio() -> None:
    data = with_part("word/document.xml", root("document", "<w:body>" + " " * 20_000_000 + "</w:body>"))
    assert len(data) < 100_000
    assert refused(data) == ("E110", "zip_ratio")


def test_a_part_too_large_is_refused_while_unpacking() -> None:
    assert refused(word(LONG), Limits(part_bytes=1_000)) == ("E110", "part_bytes")
    assert refused(word(LONG), Limits(zip_bytes=1_000)) == ("E110", "zip_bytes")


def test_sizes_in_the_headers_are_not_believed() -> None:
    data = bytearray(with_part("word/document.xml", root("document", "<w:body>" + " " * 20_000_000 + "</w:body>")))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset : at + offset + 4] = struct.pack("<I", 100)
            at = data.find(signature, at + 4)
    assert refused(bytes(data))[0] in ("E105", "E108", "E110")


def test_too_many_entries_are_refused_before_any_is_read() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"word/{number}", "")
    started = time.perf_counter()
    assert refused(out.getvalue()) == ("E110", "zip_entries")
    assert time.perf_counter() - started < 5


def test_entries_are_counted_before_the_directory_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    source = from_bytes("x", word(BODY), DEFAULT_LIMITS)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(Trouble, match="zip_entries"):
        read(source, Limits(zip_entries=3))


def test_a_part_named_twice_by_relationships_is_read_once() -> None:
    parts = word_parts(BODY, comments='<w:comment w:id="1">' + p("批注") + "</w:comment>")
    parts["word/_rels/document.xml.rels"] = relations(
        ("a", "comments", "comments.xml"), ("b", "comments", "comments.xml")
    )
    assert document(zipped(parts)).text.count("批注") == 1


def test_parts_that_nobody_names_are_not_opened() -> None:
    data = zipped(word_parts(BODY) | {"word/media/bomb.bin": "\0" * 5_000_000})
    assert paragraphs(document(data, Limits(part_bytes=10_000))) == ["第一条", "附则"]


def test_a_plain_file_has_nothing_to_tell() -> None:
    found = of(BODY)
    assert (codes(found), found.residue, found.changes, found.generated) == ([], [], [], 0)
    assert rows(grids_of(found)[0]) == [["设备", "10分"], ["人员", "20分"]]
    assert tc("x").startswith("<w:tc>")
