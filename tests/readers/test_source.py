"""The door: regular files only, and what they are by their content."""

from __future__ import annotations

import os
import signal
import struct
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from catalog.problems import Trouble
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.source import MEDIA_TYPES, Kind, from_bytes, load, misnamed, sniff
from tests.docx_make import flat, p, relations, root, word, word_parts, zipped


def trouble_of(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(Trouble) as trouble:
        load(path, limits)
    return trouble.value.code


# --- opening -----------------------------------------------------------------------------------


def test_a_file_is_read_once_with_its_hash_and_base_name(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes("考核".encode())
    source = load(path, DEFAULT_LIMITS)
    assert (source.id, source.name, source.data, source.media_type) == ("s1", "通知.txt", "考核".encode(), "text/plain")
    assert source.sha256 == sha256("考核".encode()).hexdigest()


@pytest.mark.parametrize("name", ["../../etc/x.docx", "C:\\temp\\x.docx", "/x.docx", "x.docx"])
def test_a_name_is_a_label_and_never_a_path(name: str) -> None:
    assert from_bytes(name, b"x", DEFAULT_LIMITS).name == "x.docx"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert trouble_of(tmp_path / "x") == "E101"


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"0123456789")
    assert load(tmp_path / "x", Limits(file_bytes=10)).data == b"0123456789"
    assert trouble_of(tmp_path / "x", Limits(file_bytes=9)) == "E110"


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    assert trouble_of(tmp_path) == "E106"
    assert trouble_of(tmp_path / "missing") == "E106"
    assert trouble_of("nul\0byte") == "E106"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    signal.alarm(10)
    try:
        assert trouble_of(tmp_path / "x") == "E106"
    finally:
        signal.alarm(0)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_an_endless_device() -> None:
    assert trouble_of("/dev/zero") == "E106"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_ring_of_links(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert trouble_of(tmp_path / "a") == "E106"


# --- telling kinds apart -----------------------------------------------------------------------

WORD_CLASS = bytes.fromhex("0609020000000000c000000000000046")
EXCEL_CLASS = bytes.fromhex("2008020000000000c000000000000046")


def ole(*names: str, class_id: bytes = bytes(16)) -> bytes:
    """An OLE2 file with a directory of these streams and no content."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[0x1E:0x20] = struct.pack("<H", 9)
    directory = b""
    for index, name in enumerate(("Root Entry", *names)):
        raw = name.encode("utf-16-le")
        entry = bytearray(raw.ljust(64, b"\0") + struct.pack("<H", len(raw) + 2) + bytes(62))
        if index == 0:
            entry[0x50:0x60] = class_id
        directory += bytes(entry)
    return bytes(header) + directory


def archive(**entries: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def other_main_part(space: str, name: str) -> bytes:
    content = f'<x:{name} xmlns:x="http://schemas.openxmlformats.org/{space}/2006/main"/>'
    return zipped({"_rels/.rels": relations(("a", "officeDocument", "main.xml")), "main.xml": content})


KINDS: list[tuple[str, bytes, Kind]] = [
    ("docx", word(p("x")), "docx"),
    ("docx另名", other_main_part("wordprocessingml", "document"), "docx"),
    ("xlsx另名", other_main_part("spreadsheetml", "workbook"), "xlsx"),
    ("docx截断", word(p("x" * 5000))[:900], "docx"),
    ("docx只剩开头", word(p("x"))[:60], "docx"),
    ("flat-opc", flat(word_parts(p("x"))), "flat-opc"),
    ("flat-opc带BOM", b"\xef\xbb\xbf" + flat(word_parts(p("x"))), "flat-opc"),
    ("doc", ole("WordDocument", "1Table"), "doc"),
    ("doc内嵌表", ole("Workbook", "WordDocument", class_id=WORD_CLASS), "doc"),
    ("xls内嵌doc", ole("WordDocument", "Workbook", class_id=EXCEL_CLASS), "xls"),
    ("xls旧", ole("Book"), "xls"),
    ("ppt", ole("PowerPoint Document"), "ppt"),
    ("加密", ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    ("ole其他", ole("Contents"), "unknown"),
    ("ole截断", ole("WordDocument")[:16], "unknown"),
    ("xlsx", archive(xl__workbook_xml="<x/>"), "xlsx"),
    ("pptx", archive(ppt__presentation_xml="<x/>"), "pptx"),
    ("odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ("ods", archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    ("ofd", archive(OFD_xml="<x/>"), "ofd"),
    ("zip", archive(a_txt="x"), "zip"),
    ("rar", b"Rar!\x1a\x07\x00", "rar"),
    ("7z", b"7z\xbc\xaf\x27\x1c", "7z"),
    ("pdf", b"%PDF-1.4\n", "pdf"),
    ("pdf前有杂字", b"\r\n junk %PDF-1.4\n", "pdf"),
    ("rtf", b"{\\rtf1\\ansi}", "rtf"),
    ("html", "<!DOCTYPE html><html>考核".encode(), "html"),
    ("html无头", "<table><tr><td>考核</td></tr></table>".encode("gb18030"), "html"),
    ("html在jsp里", b'<%@ page language="java" %><html>', "html"),
    ("xhtml", b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">', "html"),
    ("html大写", b"<HTML><BODY>", "html"),
    ("html utf-16", "<html>考核".encode("utf-16"), "html"),
    ("html坏字节", b"<html><body>\xff\xff\xfe\xfe\xff</body>", "html"),
    ("mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "mht"),
    (
        "word2003",
        b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
        "wordml",
    ),
    (
        "excel2003",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "spreadsheetml",
    ),
    ("xml", b'<?xml version="1.0"?><x/>', "text"),
    ("png", b"\x89PNG\r\n\x1a\n", "image"),
    ("jpeg", b"\xff\xd8\xff\xe0", "image"),
    ("webp", b"RIFF\x00\x00\x00\x00WEBP", "image"),
    ("bmp", b"BM" + struct.pack("<I", 64) + bytes(58), "image"),
    ("BM开头的文字", "BMI达标率不低于百分之九十的单位得满分".encode(), "text"),
    ("utf-8", "一、组织管理（30分）\n".encode() * 500, "text"),
    ("gb18030", "一、组织管理（30分）\n".encode("gb18030") * 500, "text"),
    ("big5", "一、組織管理（30分）\n".encode("big5") * 500, "text"),
    ("utf-16", "一、组织管理".encode("utf-16"), "text"),
    ("utf-16无标记", "一、组织管理（30分）\n二、制度建设".encode("utf-16-le"), "text"),
    ("utf-16大端无标记", "<html>考核".encode("utf-16-be"), "html"),
    ("夹控制字符", "甲\x00乙\x07".encode(), "text"),
    ("乱字节", bytes(range(256)) * 4, "unknown"),
    ("零字节", bytes(100), "unknown"),
]


def test_a_cut_word_file_does_not_pass_for_the_sheet_inside_it() -> None:
    sheet = archive(xl__workbook_xml="<x/>")
    data = zipped([*word_parts(p("x")).items(), ("word/embeddings/a.xlsx", sheet)], zipfile.ZIP_STORED)
    assert sniff(data) == "docx"
    assert sniff(data[: data.rindex(b"PK\x01\x02")]) == "docx"


@pytest.mark.parametrize(("data", "kind"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_a_kind_is_told_by_content(data: bytes, kind: Kind) -> None:
    assert sniff(data) == kind
    assert from_bytes("x", data, DEFAULT_LIMITS).media_type == MEDIA_TYPES[kind]


def test_a_character_cut_at_the_end_of_the_look_is_no_evidence() -> None:
    for shift in range(4):
        assert sniff(b"x" * shift + "考".encode() * 3_000) == "text"


@pytest.mark.parametrize("data", [row[1] for row in KINDS], ids=[row[0] for row in KINDS])
def test_no_cut_makes_the_look_fail(data: bytes) -> None:
    for end in range(min(len(data), 200)):
        assert sniff(data[:end]) in MEDIA_TYPES


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("a.docx", "docx", False),
        ("a.DOCM", "docx", False),
        ("a", "docx", False),
        ("a.doc", "docx", True),
        ("a.docx", "flat-opc", True),
        ("a.xls", "html", True),
        ("a.pdf", "pdf", False),
        ("a.txt", "text", False),
    ],
)
def test_a_wrong_suffix_is_told(name: str, kind: Kind, told: bool) -> None:
    notice = misnamed(name, kind)
    assert (notice is not None) == told
    assert notice is None or (notice.code, notice.params["kind"]) == ("W102", kind)


def test_the_builder_writes_real_word_files() -> None:
    assert root("document", "").startswith("<?xml")
