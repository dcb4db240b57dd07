"""Text without typography: widths, variants of signs, blanks, a closing full stop. And years that only moved on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Likeness = Literal["same", "retyped", "rolled", "different"]

_SIGNS = {
    "≧": "≥", "⩾": "≥", "≩": "≥", "≦": "≤", "⩽": "≤", "≨": "≤", "∶": ":", "︰": ":", "〜": "~", "∼": "~", "～": "~",
    "—": "-", "–": "-", "‐": "-", "−": "-", "―": "-", "─": "-", "✕": "×", "✖": "×", "╳": "×", "÷": "÷", "∕": "/", "⁄": "/",
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "〔": "[", "〕": "]", "【": "[", "】": "]", "٪": "%", "·": "·", "•": "·", "‧": "·", "・": "·",
}  # fmt: skip
_BLANK = re.compile(r"\s+")
_END = "。.;,、:；，："
# Between digits and letters a mark keeps them apart (1、2 is not 12); elsewhere it only sets the text.
_MARKS = r"[。、,;:!?\"'()\[\]{}《》〈〉「」『』·…]|(?<![0-9])\.|\.(?![0-9])"
_MARK = re.compile(_MARKS)
_APART = re.compile(rf"(?<=[0-9A-Za-z%])(?:{_MARKS})+(?=[0-9A-Za-z])")
_RATIO = re.compile(r"(?<=[0-9]):(?=[0-9])")
_HAN_DIGITS = "〇一二三四五六七八九"
_YEAR = re.compile(rf"((?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])|[一二][〇零○九][{_HAN_DIGITS}零○]{{2}}(?=年))")


class _Glyphs(dict[int, str]):
    """One glyph for one meaning, made when a character is first met; the number of characters never changes."""

    def __missing__(self, code: int) -> str:
        glyph = chr(code)
        folded = unicodedata.normalize("NFKC", _SIGNS.get(glyph, glyph))
        listed = unicodedata.decomposition(glyph).startswith(("<circle>", "<fraction>", "<super>", "<sub>"))
        self[code] = _SIGNS.get(folded, folded) if len(folded) == 1 and not listed else glyph
        return self[code]


_GLYPHS = _Glyphs()


def narrow(text: str) -> str:
    """The text with one glyph for one meaning, character by character: （９５％） becomes (95%)."""
    return text.translate(_GLYPHS)


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """What two texts have in common when they differ by typography only."""
    return _BLANK.sub("", narrow(text)).rstrip(_END).replace("~", "-").replace("㎡", "m²")


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """The text without punctuation: what two texts have in common when their words and figures are the same."""
    return _MARK.sub("", _APART.sub("|", _RATIO.sub("∶", plain(text))))


def compare(last: str, this: str, shift: int = 0) -> Likeness:
    """How two texts differ: not at all, in punctuation, in years that moved on by `shift`, or in words and figures."""
    if plain(last) == plain(this):
        return "same"
    if bare(last) == bare(this):
        return "retyped"
    return "rolled" if shift and _rolled(bare(last), bare(this), shift) else "different"


def _rolled(last: str, this: str, shift: int) -> bool:
    before, after = _YEAR.split(last), _YEAR.split(this)
    if len(before) != len(after) or before[::2] != after[::2]:
        return False
    pairs = [(_year(a), _year(b)) for a, b in zip(before[1::2], after[1::2], strict=True)]
    return all(b - a in (0, shift) for a, b in pairs)


def _year(text: str) -> int:
    digits = (str(_HAN_DIGITS.find(each)) if each in _HAN_DIGITS else each for each in text)
    return int("".join(digits).replace("零", "0").replace("○", "0"))


def joined(texts: Sequence[str]) -> str:
    """Several texts as one, each on lines of its own."""
    return "\n".join(text for text in texts if text)
