"""Numbers of ordered lists: computed as a browser does, from type, start, value and direction."""

from __future__ import annotations

from bs4.element import Tag

from extractor.readers.docx_numerals import written
from extractor.readers.html_style import attribute, list_style, whole

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand", "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified", "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-decimal": "ideographDigital", "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_UNNUMBERED = frozenset(("none", "disc", "circle", "square"))
LARGEST = 10**6


class Counter:
    """The numbers of one list; of an unordered one there are none."""

    def __init__(self, tag: Tag) -> None:
        self.ordered = tag.name == "ol"
        self._style = _style(tag) or "decimal"
        self._step = -1 if "reversed" in tag.attrs else 1
        start = whole(tag, "start")
        if start is None:
            start = 1 if self._step == 1 else sum(isinstance(c, Tag) and c.name == "li" for c in tag.contents)
        self._next = start

    def number(self, item: Tag) -> str:
        """The number before this item, "" where none shows."""
        if not self.ordered:
            return ""
        value = whole(item, "value")
        number = self._next if value is None else value
        self._next = number + self._step
        style = _style(item) or self._style
        if style in _UNNUMBERED or not -LARGEST < number < LARGEST:
            return ""
        text = written(number, style) or str(number)
        return text + ("、" if style.startswith(("chinese", "ideograph")) else ".")


def _style(tag: Tag) -> str | None:
    """Our name of the list style that the element names; unknown ones are counted in figures."""
    words = (list_style(tag) or "").split()
    if "none" in words:
        return "none"
    named = next((word for word in words if word in _STYLES or word in _UNNUMBERED), None)
    if named is not None:
        return _STYLES.get(named, named)
    return _TYPES.get(attribute(tag, "type"))
