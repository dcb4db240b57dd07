"""A notice and its annexes in one zip: one document over all files that can be read, in the order of reading."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from catalog import wording
from catalog.model import Catalogue
from catalog.problems import Trouble
from extractor import readers
from extractor.document import Document
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.pipeline import extract_source
from extractor.readers.bundle_entries import decoded
from extractor.readers.bundle_order import annex_number
from extractor.readers.bundle_same import repeats, runs_of
from extractor.source import from_bytes
from extractor.verify import verify
from tests.docx_make import p, tbl, tr, word
from tests.reading import document
from tests.workbook_make import compound, sheet, told, xlsx

HEAD = ["考核项目", "考核内容", "分值"]
NOTICE = word(
    "".join(map(p, ["某县卫生健康局文件", "某卫发〔2023〕12号", "关于印发2023年度绩效考核办法的通知", "现将考核办法印发给你们，请遵照执行。", "某县卫生健康局", "2023年3月20日"]))
)  # fmt: skip
SERVICE = [
    ["服务", "及时办结率达到95%以上，每低1个百分点扣1分。", "10"],
    ["质量", "病历合格率≥90%，每发现1份不合格扣2分。", "20"],
]
SAFETY = [["安全", "每季度开展1次安全检查，少1次扣5分。", "30"], ["培训", "全年培训不少于4次，每少1次扣2分。", "40"]]


def table(title: str, rows: list[list[str]]) -> bytes:
    """A Word file with a title and a table."""
    return word(p(title) + tbl(*(tr(*row) for row in [HEAD, *rows])))


def workbook(title: str, rows: list[list[str]]) -> bytes:
    """The same as a workbook."""
    return xlsx(sheet([[title], HEAD, *rows]))


def bundle(files: Iterable[tuple[str, bytes]], encoding: str = "gb18030") -> bytes:
    """A zip whose names are in an encoding of which it says nothing."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (_, data) in enumerate(files):
            archive.writestr(f"{number:04d}", data)
    made = out.getvalue()
    names = {f"{number:04d}".encode(): name.encode(encoding) for number, (name, _) in enumerate(files)}
    return _renamed(made, names)


def _renamed(data: bytes, names: dict[bytes, bytes]) -> bytes:
    """Other names in the headers of a zip, each of its own length."""
    out, central, offsets = bytearray(), bytearray(), {}
    archive = zipfile.ZipFile(BytesIO(data))
    for info in archive.infolist():
        name = names[info.filename.encode()]
        start = info.header_offset + 30 + len(info.filename)
        offsets[info.filename] = len(out)
        out += data[info.header_offset : info.header_offset + 26] + struct.pack("<HH", len(name), 0) + name
        out += data[start : start + info.compress_size]
    at = archive.start_dir
    for info in archive.infolist():
        name = names[info.filename.encode()]
        head = data[at : at + 46]
        central += (
            head[:28]
            + struct.pack("<HH", len(name), 0)
            + head[32:42]
            + struct.pack("<I", offsets[info.filename])
            + name
        )
        at += 46 + len(info.filename)
    count = len(names)
    return bytes(out + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(central), len(out), 0))


def read(files: Iterable[tuple[str, bytes]], limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a bundle."""
    found, reader = readers.read(from_bytes("通知.zip", bundle(list(files)), limits), limits)
    assert reader == "bundle"
    return found


def names(found: Document) -> list[str]:
    """The files of a document in order."""
    return [file.name for file in found.files]


def catalogue(*files: tuple[str, bytes]) -> Catalogue:
    """The catalogue of a bundle."""
    return extract_source(from_bytes("通知.zip", bundle(files), DEFAULT_LIMITS))


# --- one catalogue over all files --------------------------------------------------------------


def test_the_notice_gives_the_facts_and_the_annex_the_indicators() -> None:
    found = catalogue(
        ("附件/附件1.xlsx", workbook("2023年度考核细则", SERVICE)), ("关于印发考核办法的通知.docx", NOTICE)
    )
    assert (found.document.issuer, found.document.number, found.document.year) == (
        "某县卫生健康局",
        "某卫发〔2023〕12号",
        2023,
    )
    assert (found.document.published, found.title) == ("2023-03-20", "2023年度考核细则")
    assert [indicator.name for indicator in found.indicators] == ["服务", "质量"]
    assert [(s.id, s.name, s.reader) for s in found.sources] == [
        ("s1", "通知.zip", "bundle"), ("s2", "关于印发考核办法的通知.docx", "docx"), ("s3", "附件1.xlsx", "workbook"),
    ]  # fmt: skip


def test_evidence_says_which_file() -> None:
    found = catalogue(
        ("附件1.xlsx", workbook("2023年度考核细则", SERVICE)),
        ("通知.docx", NOTICE),
        ("附件2.docx", table("安全考核细则", SAFETY)),
    )
    points = [indicator.evidence["points"][0] for indicator in found.indicators]
    assert [(e.source, e.quote) for e in points] == [("s3", "10"), ("s3", "20"), ("s4", "30"), ("s4", "40")]
    assert wording.place(points[0].place) == "附件1.xlsx 工作表“Sheet1”C3"
    assert wording.place(points[2].place) == "附件2.docx 第1个表第2行第3列"
    assert found.document.evidence["number"][0].source == "s2"


def test_every_quote_stands_in_the_bundle(tmp_path: Path) -> None:
    path = tmp_path / "通知.zip"
    path.write_bytes(
        bundle(
            [
                ("附件2.docx", table("安全考核细则", SAFETY)),
                ("附件1.xlsx", workbook("考核细则", SERVICE)),
                ("通知.docx", NOTICE),
            ]
        )
    )
    verify(extract_source(from_bytes("通知.zip", path.read_bytes(), DEFAULT_LIMITS)), path)


def test_a_file_without_a_catalogue_is_left_with_a_reason() -> None:
    roster = xlsx(sheet([["序号", "姓名", "联系电话"], [1, "某甲", "略"], [2, "某乙", "略"]]))
    found = catalogue(("附件1.xlsx", workbook("2023年度考核细则", SERVICE)), ("附件2 联络员名单.xlsx", roster))
    assert [indicator.name for indicator in found.indicators] == ["服务", "质量"]
    assert "W305" in {problem.code for problem in found.problems}


# --- order -------------------------------------------------------------------------------------


def test_the_notice_comes_first_then_the_annexes_by_number() -> None:
    files = [
        "附件10.txt",
        "附件2：名单.txt",
        "附件一.txt",
        "考核方案.txt",
        "说明.txt",
        "关于考核的通知.txt",
        "附表3.txt",
    ]
    found = read([(name, f"{name}的正文".encode()) for name in files])
    assert names(found) == [
        "关于考核的通知.txt",
        "考核方案.txt",
        "说明.txt",
        "附件一.txt",
        "附件2：名单.txt",
        "附表3.txt",
        "附件10.txt",
    ]


def test_where_the_name_has_no_number_the_first_line_tells() -> None:
    texts = {"b.txt": "附件1\n甲表", "a.txt": "附件2\n乙表", "c.txt": "各单位：\n见附件3"}
    found = read([(name, text.encode()) for name, text in texts.items()])
    assert names(found) == ["c.txt", "b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("附件2 考核表", 2),
        ("附件十二", 12),
        ("附件:考核表", 0),
        ("附1", 1),
        ("附二院考核表", None),
        ("考核表", None),
        ("附2023年结果", None),
    ],
)
def test_the_number_of_an_annex(text: str, number: int | None) -> None:
    assert annex_number(text) == number


def test_a_name_heads_its_file_unless_it_says_nothing() -> None:
    found = read(
        [
            ("附件1.txt", "甲表\n第一条".encode()),
            ("附件2 乙表.txt", "乙表\n第一条".encode()),
            ("丙表.txt", "第一条".encode()),
        ]
    )
    heads = [block.text for block in found.blocks if getattr(block, "level", None) == 1]
    assert heads == ["丙表.txt"]


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "big5"])
@pytest.mark.parametrize("name", ["附件1考核細則.txt", "附件一：評分標準.txt"])
def test_names_in_any_encoding(encoding: str, name: str) -> None:
    data = bundle([(name, "考核".encode())], encoding)
    assert [decoded(info) for info in zipfile.ZipFile(BytesIO(data)).infolist()] == [name]


def test_names_with_a_flag_or_a_field_that_says_utf_8() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("附件1.txt", "考核")
        other = zipfile.ZipInfo("fujian.txt")
        raw = "附件2.txt".encode()
        other.extra = struct.pack("<HHBI", 0x7075, 5 + len(raw), 1, zlib.crc32(b"fujian.txt")) + raw
        archive.writestr(other, "考核")
        stale = zipfile.ZipInfo("other.txt")
        stale.extra = struct.pack("<HHBI", 0x7075, 5 + len(raw), 1, 7) + raw
        archive.writestr(stale, "考核")
    found = [decoded(info) for info in zipfile.ZipFile(out).infolist()]
    assert found == ["附件1.txt", "附件2.txt", "other.txt"]


@pytest.mark.parametrize("name", ["../../附件1.txt", "/etc/附件1.txt", "C:\\temp\\附件1.txt", "甲/乙/附件1.txt"])
def test_names_are_labels(name: str) -> None:
    assert names(read([(name, "考核".encode())])) == ["附件1.txt"]


def test_files_of_one_name_in_two_folders_are_told_apart() -> None:
    found = read([("甲院/细则.txt", "甲院的考核细则".encode()), ("乙院/细则.txt", "乙院的考核细则".encode())])
    assert sorted(names(found)) == sorted(["甲院›细则.txt", "乙院›细则.txt"])


# --- the same again ----------------------------------------------------------------------------


def test_the_same_annex_in_two_forms_is_read_once() -> None:
    rows = [[f"项目{n}", f"按照规定完成第{n}项工作任务，未完成的扣{n}分。", str(n)] for n in range(10, 30)]
    found = read(
        [
            ("附件1.xlsx", workbook("年度考核细则", rows)),
            ("附件1.docx", table("年度考核细则", rows)),
            ("通知.docx", NOTICE),
        ]
    )
    assert names(found) == ["通知.docx", "附件1.docx"]
    assert "“附件1.xlsx”" in told(found)["W107"]


def test_a_table_that_differs_in_figures_is_another_table() -> None:
    words = "按照规定完成各项工作任务并及时报送材料，未完成的扣"
    county = [[f"项目{n}", f"{words}{n}分。", str(n)] for n in range(10, 30)]
    town = [[f"项目{n}", f"{words}{n + 1}分。", str(n + 1)] for n in range(10, 30)]
    found = read([("附件1.docx", table("考核细则", county)), ("附件2.docx", table("考核细则", town))])
    assert names(found) == ["附件1.docx", "附件2.docx"]


def test_nearly_the_same_is_told_for_review() -> None:
    text = [f"第{n}项工作由各科室按照年度计划组织实施并按期报送" for n in range(40)]
    whole = runs_of(document(*text))
    assert repeats(runs_of(document(*text[3:36])), [whole]) == 1
    assert repeats(runs_of(document(*text[:39], "另外一句")), [whole]) not in (None, 1)
    assert repeats(whole, [runs_of(document(*text[:20]))]) is None
    assert repeats(runs_of(document("短")), [whole]) is None


# --- what cannot be read -----------------------------------------------------------------------


def test_what_cannot_be_read_is_told_by_name() -> None:
    files = [
        ("通知.docx", NOTICE), ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(99)), ("旧版.doc", compound("WordDocument", b"x")), ("空.txt", b""),
        ("损坏.docx", NOTICE[:300]), ("程序.exe", b"MZ" + bytes(range(256))), ("__MACOSX/._通知.docx", b"x"), ("附件/.DS_Store", b"x"),
        ("~$通知.docx", b"x"), ("附件/Thumbs.db", b"x"),
    ]  # fmt: skip
    found = read(files)
    assert names(found) == ["通知.docx"]
    refused = {n.params["name"]: n.params["why"].partition(" ")[0] for n in found.notices if n.code == "W106"}
    assert refused == {
        "照片.jpg": "E107",
        "旧版.doc": "E103",
        "空.txt": "E101",
        "损坏.docx": "E105",
        "程序.exe": "E102",
    }
    assert all(name in told(found)["W109"] for name in ("__MACOSX", ".DS_Store", "~$通知.docx", "Thumbs.db"))


def test_a_zip_in_the_zip_is_opened_and_one_further_in_is_told() -> None:
    deepest = bundle([("更深.txt", "更深的正文".encode())])
    inner = bundle([("附件1.txt", "附件的正文".encode()), ("更深.zip", deepest)])
    found = read([("附件.zip", inner), ("通知.txt", "通知的正文".encode())])
    assert names(found) == ["通知.txt", "附件1.txt"]
    assert "“更深.zip”" in told(found)["W106"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([("旧.doc", compound("WordDocument", b"x"))], "E103"), ([("旧.doc", compound("WordDocument", b"x")), ("图.jpg", b"\xff\xd8\xff")], "E116"),
        ([("__MACOSX/x", b"x")], "E116"), ([("a.txt", b"")], "E101"),
    ],
)  # fmt: skip
def test_where_nothing_can_be_read_it_says_why(files: list[tuple[str, bytes]], code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read(files)
    assert trouble.value.code == code


def test_an_empty_zip() -> None:
    with pytest.raises(Trouble, match="E116"):
        read([])
