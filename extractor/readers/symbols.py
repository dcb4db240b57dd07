"""Signs stored as codes of a symbol font: Symbol 0xB3 is ≥, Wingdings 0xFE is a ticked box."""

from __future__ import annotations

import re

# The mark that Chinese and Japanese printers set where a glyph is missing; no document uses it as a sign.
MISSING = "〓"

_SYMBOL_20 = " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_A0 = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_SYMBOL_F1 = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"


def _row(first: int, signs: str) -> dict[int, str]:
    return {first + step: sign for step, sign in enumerate(signs)}


_WINGDINGS = {
    0x20: " ",
    0x22: "✂",
    0x28: "☎",
    0x29: "✆",
    0x2A: "✉",
    0x36: "⌛",
    0x3F: "✍",
    0x41: "✌",
    0x45: "☜",
    0x46: "☞",
    0x47: "☝",
    0x48: "☟",
    0x4A: "☺",
    0x4C: "☹",
    0x52: "☼",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "◆",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x78: "☒",
    0x80: "⓪",
    **_row(0x81, "①②③④⑤⑥⑦⑧⑨⑩"),
    0x8B: "⓿",
    **_row(0x8C, "❶❷❸❹❺❻❼❽❾❿"),
    0x9E: "·",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "○",
    0xA2: "○",
    0xA3: "○",
    0xA4: "◉",
    0xA5: "◎",
    0xA7: "▪",
    0xA8: "☐",
    0xAA: "✦",
    0xAB: "★",
    0xAC: "✶",
    0xAD: "✴",
    0xAE: "✹",
    0xB5: "✪",
    0xB6: "✰",
    0xD8: "➢",
    **_row(0xDF, "←→↑↓↖↗↙↘"),
    **_row(0xE7, "←→↑↓↖↗↙↘"),
    **_row(0xEF, "⇦⇨⇧⇩"),
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x20: " ",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x69: "⓪",
    **_row(0x6A, "①②③④⑤⑥⑦⑧⑨⑩"),
    0x74: "⓿",
    **_row(0x75, "❶❷❸❹❺❻❼❽❾❿"),
    **_row(0x95, "•●●●"),
    **_row(0x9F, "■■■■□"),
    0xAE: "◆",
    0xAF: "◇",
}
_WEBDINGS = {0x20: " ", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}

FONTS: dict[str, dict[int, str]] = {
    "symbol": {**_row(0x20, _SYMBOL_20), **_row(0xA0, _SYMBOL_A0), **_row(0xF1, _SYMBOL_F1)},
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
}


def sign(code: int, font: str) -> str | None:
    """The character that `font` shows for `code` (with or without the 0xF000 of Word); None where not known.

    A font that is no symbol font shows the code itself, unless that is a private one.
    """
    table = FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(code & 0xFF) if code < 0x100 or 0xF000 <= code <= 0xF0FF else chr(code)
    return None if not 0x20 <= code <= 0x10FFFF or is_private(code) or 0xD800 <= code < 0xE000 else chr(code)


def plain_name(font: str) -> str:
    """The name of a font in a PDF as Word says it: ABCDEF+Wingdings2 → wingdings 2, SymbolMT → symbol."""
    bare = re.sub(r"^[A-Z]{6}\+|-?(?:Regular|MT)$", "", font).lower()
    return re.sub(r"(?<=[a-z])-?(?=[0-9])", " ", bare)


def is_private(code: int) -> bool:
    """Whether the code means nothing without its font."""
    return 0xE000 <= code <= 0xF8FF


def is_sign_font(font: str) -> bool:
    """Whether the characters of `font` are signs whatever their codes say."""
    return font.strip().lower() in FONTS
