"""One glyph for one meaning, without moving a character: offsets in the result are offsets in the source."""

from __future__ import annotations

import re
import unicodedata

from extractor.zh.traditional import SIMPLIFIED

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_SIGNS = {
    "≧": "≥", "⩾": "≥", "≩": "≥", "≦": "≤", "⩽": "≤", "≨": "≤",
    "﹥": ">", "＞": ">", "﹤": "<", "＜": "<", "＝": "=", "﹦": "=",
    "％": "%", "﹪": "%", "٪": "%", "∶": ":", "：": ":", "︰": ":", "．": ".",
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "［": "[", "］": "]", ";": "；",
    "～": "~", "〜": "~", "∼": "~", "—": "-", "–": "-", "‐": "-", "－": "-", "−": "-", "―": "-", "─": "-",
    "＋": "+", "／": "/", "∕": "/", "⁄": "/", "✕": "×", "✖": "×", "╳": "×", "＊": "*", "＂": '"',
    "“": '"', "”": '"', "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
}  # fmt: skip
# PDF programs write 人, 车 as the radicals ⼈, ⻋: the first have a normal form in Unicode, these do not.
_RADICALS = dict(
    zip(
        "⺟⺠⺬⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民示虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_THOUSANDS = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_TABLE: dict[int, int | str] = {
    **SIMPLIFIED, **_FULL, **{code: SIMPLIFIED.get(ord(plain), plain) for code, plain in _KANGXI.items()},
    **{ord(glyph): plain for glyph, plain in {**_SIGNS, **_RADICALS}.items()},
}  # fmt: skip
_VARIANT = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


def normalize(text: str) -> str:
    """Map widths and glyph variants to one form, character by character (len is kept).

    Traditional characters become simplified, radicals (⼈) characters (人), full-width digits, letters and signs become ASCII, ≧ ⩾ become ≥, ； ; become ；, dashes become -.
    A comma between Han characters is a clause end, so ASCII ',' is mapped by `clauses`, not here.
    """
    if _VARIANT.search(text):
        text = text.translate(_TABLE)
    return _THOUSANDS.sub(",", text) if "，" in text else text
