"""Bytes → text: byte-order mark, then the declared label, then what Chinese files are written in.

A label is believed where the bytes decode under it without a fault and read like writing; else the ladder goes on,
and the difference is told. A few broken bytes are replaced and counted; many are Trouble E220.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from catalog.problems import Trouble
from extractor.document import Notice

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LADDER = ("utf-8", "gb18030", "big5hkscs")
WIDE = ("utf-16-le", "utf-16-be")
NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5", "cp1252": "windows-1252"}
BROKEN = 0.001
PAGE = 200
PLAUSIBLE = 0.8
SAMPLE = 20_000
HEAD = 16_384

# Labels as browsers read them: https://encoding.spec.whatwg.org/#names-and-labels. A label that is not here is ignored.
_FAMILIES = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 unicode utf-16 utf-16le utf-16be",
    "gb18030": "gb18030 gb2312 gbk x-gbk gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 cp936 ms936 gb",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 big5hkscs cp950",
    "cp1252": "ascii us-ascii iso-8859-1 iso8859-1 iso88591 latin1 latin-1 l1 ansi_x3.4-1968 windows-1252 cp1252 x-cp1252",
    "shift_jis": "shift_jis shift-jis sjis x-sjis windows-31j ms932",
    "euc_jp": "euc-jp x-euc-jp",
    "cp949": "euc-kr ks_c_5601-1987 korean windows-949",
    "cp1251": "windows-1251 cp1251",
}
_LABELS = {label: encoding for encoding, labels in _FAMILIES.items() for label in labels.split()}
# A page labelled with an old standard may use letters of a newer one; the label is right only if the old one holds them.
_NARROW = {
    "gb2312": "gb2312",
    "gb_2312": "gb2312",
    "gb_2312-80": "gb2312",
    "gbk": "gbk",
    "x-gbk": "gbk",
    "cp936": "gbk",
}
_DECLARED = re.compile(
    r"""<\?xml[^>]{1,200}?encoding\s*=\s*["']?\s*(?P<xml>[\w.:-]{2,40})"""
    r"""|<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*(?P<meta>[\w.:-]{2,40})"""
    r"""|<%@[^>]{1,400}?(?:pageEncoding\s*=\s*["']|charset=)\s*(?P<page>[\w.:-]{2,40})""",
    re.IGNORECASE,
)


def decode(data: bytes, label: str | None = None) -> tuple[str, list[Notice]]:
    """The text of `data`, and what to say about its encoding. Raises Trouble E220 where it is not text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _told(data[len(mark) :], encoding, label)
    known = encoding_of(label)
    order = tuple(dict.fromkeys((*([known] if known else []), *LADDER)))
    return _told(data, _strict(data, order) or _nearest(data, order), label)


def declared(data: bytes) -> str | None:
    """The encoding that a web page names for itself: XML declaration, meta element or server page directive."""
    head = _without_comments(data[:HEAD].decode("latin-1"))
    match = _DECLARED.search(head)
    return match[match.lastgroup or 0] if match else None


def encoding_of(label: str | None) -> str | None:
    """The encoding that browsers take for a label; None for one that says nothing."""
    return _LABELS.get((label or "").strip().strip("\"'").lower())


def clean(text: str) -> tuple[str, list[Notice]]:
    """One kind of line end, no control characters; direction marks are kept and reported."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned, count = CONTROL.subn("", text)
    notices = [Notice("W221", {"count": str(count)})] if count else []
    if TURNS.search(cleaned):
        notices.append(Notice("E222"))
    return cleaned, notices


def reads_like_writing(text: str) -> bool:
    """Whether the characters beyond ASCII are ones that people write: mojibake is made of rare ones."""
    if text.count("\0", 0, SAMPLE) * 10 > min(len(text), SAMPLE):
        return False
    sample = _beyond_ascii(text)
    return not sample or sum(map(_common().__contains__, sample)) >= PLAUSIBLE * len(sample)


def _told(data: bytes, encoding: str, label: str | None) -> tuple[str, list[Notice]]:
    text = data.decode(encoding, "replace")
    return text, [*_differs(data, encoding, label), *_broken(data, text, encoding)]


def _strict(data: bytes, order: Iterable[str]) -> str | None:
    """The first encoding that fits without a fault and reads like writing, else the first that fits."""
    fitting = None
    for encoding in (*order, *WIDE):
        text = _fits(data, encoding)
        if text is not None and reads_like_writing(text):
            return encoding
        if text is not None and encoding not in WIDE:
            fitting = fitting or encoding
    return fitting


def _fits(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # A cut file may end in the middle of a character.
        at_end = len(data) > 3 and error.start >= len(data) - 3
        return data[: error.start].decode(encoding) if at_end and error.start else None


def _cut(data: bytes, encoding: str) -> bool:
    """Whether the only fault is that the file ends in the middle of a character."""
    return _fits(data, encoding) is not None


def _nearest(data: bytes, order: Iterable[str]) -> str:
    """The encoding with the fewest faults, for a text with a few broken bytes."""
    texts = {encoding: data.decode(encoding, "replace") for encoding in order}
    faults = {encoding: _faults(data, text, encoding) for encoding, text in texts.items()}
    readable = [encoding for encoding in texts if faults[encoding] <= _bearable(texts[encoding])]
    if not readable:
        raise Trouble("E220")
    likely = [encoding for encoding in readable if reads_like_writing(texts[encoding])]
    return min(likely or readable, key=faults.__getitem__)


def _faults(data: bytes, text: str, encoding: str) -> int:
    """Replacement characters that decoding put in; the text may hold some of its own."""
    own = "\ufffd".encode(encoding, "ignore")
    return text.count("\ufffd") - (data.count(own) if own else 0) if "\ufffd" in text else 0


def _bearable(text: str) -> float:
    """How many faults a text of this length may have: one in a thousand, and one in any page."""
    return max(BROKEN * len(text), 1 if len(text) >= PAGE else 0)


def _differs(data: bytes, encoding: str, label: str | None) -> list[Notice]:
    name = (label or "").strip().lower()
    told = encoding_of(name)
    narrow = _NARROW.get(name) if told == encoding else None
    wide = encoding in WIDE and name.startswith("utf-16")
    if wide or ((told or "utf-8") == encoding and (narrow is None or _fits(data, narrow) is not None)):
        return []
    shown = NAMES.get(encoding, encoding.upper())
    return [Notice("W220", {"declared": label if label and told else "—", "encoding": shown})]


def _broken(data: bytes, text: str, encoding: str) -> list[Notice]:
    count = _faults(data, text, encoding)
    if count <= 0:
        return []
    if count > _bearable(text) and not _cut(data, encoding):
        raise Trouble("E220")
    at = [match.start() for match in re.finditer("\ufffd", text)][:5]
    lines = "、".join(str(text.count("\n", 0, place) + 1) for place in at)
    return [Notice("W223", {"count": str(count), "lines": lines})]


def _without_comments(text: str) -> str:
    parts, start = [], 0
    while (begin := text.find("<!--", start)) >= 0:
        parts.append(text[start:begin])
        end = text.find("-->", begin)
        start = len(text) if end < 0 else end + 3
    return "".join(parts) + text[start:]


def _beyond_ascii(text: str) -> str:
    found, size = [], 0
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        found.append(match.group())
        size += len(found[-1])
        if size >= SAMPLE:
            break
    return "".join(found)


@cache
def _common() -> frozenset[str]:
    """The first level of both Chinese standards, their punctuation, and the signs of tables and formulas."""
    simplified = bytes(byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    traditional = bytes(
        byte
        for lead in range(0xA4, 0xC7)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        for byte in (lead, trail)
    )
    signs = [*range(0x2010, 0x2313), *range(0x2460, 0x2600), *range(0x3000, 0x3040), *range(0xFF01, 0xFF5F)]
    han = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    return frozenset(han) | set(map(chr, signs)) | set("\xa0·×÷°±§©®　㎡㎏㎎㎝㎞㏄²³αβγδμπσ￥\u200b\ufeff")
