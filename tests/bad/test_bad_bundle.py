"""Damaged and hostile zips of a notice and its annexes: a document, or a Trouble with a code."""

from __future__ import annotations

import random
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.problems import Trouble, sentence
from extractor import readers
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.source import from_bytes
from tests.docx_make import p, word
from tests.workbook_make import sheet, xlsx, zipped

FILES = {
    "notice.docx": word(p("考核通知") + p("请遵照执行。")),
    "annex1.xlsx": xlsx(sheet([["考核项目", "分值"], ["服务", 10]])),
    "annex2.txt": "说明".encode() * 50,
}
WHOLE = zipped(FILES)


def outcome(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """ "read" with the codes of the notices, or the code of the Trouble."""
    try:
        document, _ = readers.read(from_bytes("通知", data, limits), limits)
    except Trouble as trouble:
        assert trouble.say("zh")
        assert trouble.say("en")
        return f"{trouble.code} {trouble.params.get('limit', '')}".strip()
    shown = sum(len("".join(document.text[p.start : p.end].split())) for p in document.pieces)
    assert shown == document.visible + document.generated
    for notice in document.notices:
        assert sentence(notice.code, notice.params)
        assert sentence(notice.code, notice.params, "en")
    return " ".join(["read", *sorted({notice.code for notice in document.notices})])


def encrypted(data: bytes) -> bytes:
    """The same zip with the mark of a password on every entry."""
    made = bytearray(data)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = made.find(mark)
        while start >= 0:
            made[start + at] |= 1
            start = made.find(mark, start + 4)
    return bytes(made)


def test_a_bundle_under_a_password() -> None:
    assert outcome(encrypted(zipped({"通知.docx": FILES["notice.docx"]}))) == "E104"
    assert outcome(encrypted(WHOLE)) == "E116"


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.95, 0.999])
def test_a_bundle_that_is_cut(share: float) -> None:
    assert outcome(WHOLE[: int(len(WHOLE) * share)]).split()[0] in (
        "E101",
        "E102",
        "E105",
        "E107",
        "E108",
        "E116",
        "read",
    )


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_bytes_of_a_bundle_that_are_changed(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(WHOLE)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert outcome(bytes(data)).split()[0] in (
        "read", "E102", "E104", "E105", "E107", "E108", "E110", "E111", "E116", "E220",
    )  # fmt: skip


def test_bombs_of_every_kind() -> None:
    big = zipped({"notice.txt": b"x" * (70 << 20)})
    assert outcome(big, Limits(zip_ratio=1_000_000)) == "E110 part_bytes"
    assert outcome(zipped({"notice.txt": b"x" * (2 << 20)})) == "E110 zip_ratio"
    many = zipped({f"{number}.txt": "考核".encode() for number in range(300)})
    assert outcome(many) == "E110 bundle_files"
    assert outcome(many, Limits(zip_entries=200)).startswith("E110")
    nested = zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"x" * (30 << 20)})})})
    assert outcome(nested).split()[0] in ("E110", "E116", "E107")


def test_the_zips_of_a_bundle_share_its_limit() -> None:
    limits = Limits(zip_bytes=3_000_000, zip_ratio=100_000)
    text = "考核细则的正文。".encode() * 40_000
    inner = zipped({f"{number}.txt": text for number in range(3)})
    start = time.perf_counter()
    assert outcome(zipped({"a.zip": inner, "b.zip": inner, "c.zip": inner}), limits) == "read W106"
    assert time.perf_counter() - start < 20


def test_two_files_of_one_name() -> None:
    out = BytesIO(WHOLE)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("annex2.txt", "另一份说明")
    assert "W106" in outcome(out.getvalue())


@pytest.mark.parametrize(
    "name", ["", "/", "..", "a/", "a\0b.txt", "附" * 200 + ".txt", "\u202etxt.exe", "CON", "通知.txt/", "._", "~$"]
)
def test_names_that_are_odd(name: str) -> None:
    made = zipped({"notice.txt": "考核".encode()}).replace(
        b"notice.txt", name.encode("gb18030", "ignore")[:10].ljust(10, b"x")
    )
    assert outcome(made).split()[0] in ("read", "E116", "E105", "E101", "E102", "E107")
