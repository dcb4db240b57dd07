"""Number formats of workbooks: a stored number and its format code → the characters that a person sees in the cell.

A workbook stores 0.3 where the cell shows 30%, and 45000 where it shows 2023-03-15. What is shown counts; where the
format hides digits, or is not understood, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite
from typing import Literal

Value = float | int | date | datetime | time | timedelta
Why = Literal["rounded", "format"]

GENERAL = "General"
WIDTH = 11  # characters that a cell shows of a number without a format
LONGEST = 255  # characters of a format code
# The formats that files name by number only, as Chinese editions show them.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00', 8: '"¥"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: '"¥"#,##0', 43: "#,##0.00", 44: '"¥"#,##0.00', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)  # no spreadsheet knows more digits
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>[Gg]eneral|GENERAL|G/通用格式)|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)"
    r"|(?P<date>[Yy]+|[Mm]+|[Dd]+|[Hh]+|[Ss]+)|(?P<odd>[EeAaBb@/](?=[+\-Aa0#?])|AM/PM|上午/下午)|(?P<plain>.)",
    re.DOTALL,
)
_COLOUR = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|黑色|蓝色|青色|绿色|洋红|红色|白色|黄色|(?:color|颜色)\s?[0-9]{1,2})", re.IGNORECASE)  # fmt: skip
_ELAPSED = re.compile(r"(?:h{1,2}|m{1,2}|s{1,2})", re.IGNORECASE)
_LOCALE = re.compile(r"\$(?P<sign>[^-]*)(?:-[0-9A-Fa-f]{1,8})?")


@dataclass(frozen=True, slots=True)
class Shown:
    """The characters in the cell; `why` they do not tell all: digits are hidden, or the format is not understood."""

    text: str
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class _Unknown(Exception):
    """A format code that is not understood."""


def shown(value: Value, code: str, epoch_1904: bool = False) -> Shown:
    """What a cell with this number and format code shows."""
    try:
        if isinstance(value, (int, float)):
            if not isfinite(value):
                return Shown(str(value), "format")
            return _number(exact(value), code, epoch_1904)
        return Shown(_moment(value, _tokens(_sections(code)[0])))
    except _Unknown:
        return Shown(_plainly(value), "format")


def exact(value: float) -> Decimal:
    """The decimal number that a spreadsheet means by a stored one: 0.29 for 0.28999999999999998."""
    return _FIFTEEN.create_decimal(repr(value))


def plainly(value: Decimal) -> str:
    """All digits, no exponent, no zeros behind: 5.0 → 5."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _plainly(value: Value) -> str:
    if isinstance(value, (int, float)):
        return plainly(exact(value))
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ", "seconds")
    if isinstance(value, timedelta):
        return _elapsed(value, "h", 1) + value_minutes(value)
    return value.isoformat() if not isinstance(value, datetime) else value.date().isoformat()


def value_minutes(value: timedelta) -> str:
    """The minutes and seconds of a length of time: :30:00."""
    seconds = int(value.total_seconds())
    return f":{seconds // 60 % 60:02d}:{seconds % 60:02d}"


# --- format codes ----------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    """A code's sections, for positive, negative, zero and text: 0.00;-0.00;0;@"""
    if len(code) > LONGEST:
        raise _Unknown
    parts, quoted, bracketed, escaped = [""], False, False, False
    for sign in code:
        if sign == ";" and not (quoted or bracketed or escaped):
            parts.append("")
            continue
        quoted ^= sign == '"' and not escaped and not bracketed
        bracketed = sign == "[" or (bracketed and sign != "]") if not quoted and not escaped else bracketed
        escaped = sign in "\\_*" and not escaped and not quoted
        parts[-1] += sign
    return tuple(parts)


@lru_cache(maxsize=1024)
def _tokens(section: str) -> tuple[_Token, ...]:
    return tuple(_read(section))


def _read(section: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "plain", match[match.lastgroup or 0]
        if kind == "bracket":
            yield from _bracket(text)
        elif kind == "odd":
            raise _Unknown
        elif kind == "blank":
            yield _Token("literal", " ")
        elif kind == "plain" and text == "%":
            yield _Token("percent", text)
        elif kind != "fill":
            yield _Token("literal" if kind in ("quoted", "escaped", "plain") else kind, text)


def _bracket(text: str) -> Iterator[_Token]:
    """[Red] colours, [$¥-804] is a sign of money, [h] counts hours beyond a day; conditions and numerals are not known."""
    if _ELAPSED.fullmatch(text):
        yield _Token("elapsed", text.lower())
    elif locale := _LOCALE.fullmatch(text):
        yield _Token("literal", locale["sign"])
    elif not _COLOUR.fullmatch(text):
        raise _Unknown


# --- numbers ---------------------------------------------------------------------------------------


def _number(value: Decimal, code: str, epoch_1904: bool) -> Shown:
    if not code or _GENERAL.fullmatch(code):
        return _general(value)
    section, value = _section(value, _sections(code))
    tokens = _tokens(section)
    kinds = {token.kind for token in tokens}
    if kinds & {"date", "elapsed"}:
        moment: Value = timedelta(days=float(value)) if "elapsed" in kinds else _moment_of(value, epoch_1904)
        return Shown(_moment(moment, tokens))
    if "general" in kinds:
        general = _general(value)
        return Shown(_joined(tokens, {"general": general.text}), general.why)
    if any(token.text == "@" for token in tokens):
        return _general(value)
    return _figures(value, tokens)


def _section(value: Decimal, sections: tuple[str, ...]) -> tuple[str, Decimal]:
    """The section for this number; one of its own for negative numbers says itself where the sign goes."""
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _general(value: Decimal) -> Shown:
    """A number without a format: all digits, as far as eleven characters go."""
    text = plainly(value)
    whole = len(text.lstrip("-").partition(".")[0])
    if "." not in text or len(text.lstrip("-")) <= WIDTH:
        return Shown(text)
    places = max(WIDTH - whole - 1, 0)
    return Shown(plainly(_rounded(value, places)), "rounded")


def _figures(value: Decimal, tokens: tuple[_Token, ...]) -> Shown:
    """0.00%, #,##0, 0"分": digits at one place, with words around them."""
    runs = [token.text for token in tokens if token.kind == "digits"]
    if len(runs) > 1:
        raise _Unknown
    if not runs:
        return Shown(_joined(tokens, {}), None if value == 0 else "rounded")
    value *= Decimal(100) ** sum(token.kind == "percent" for token in tokens)
    pattern, _, decimals = runs[0].partition(".")
    if pattern.endswith(",") or "." in decimals:
        raise _Unknown
    rounded = _rounded(value, len(decimals))
    digits = _digits(abs(rounded), pattern, decimals)
    text = _joined(tokens, {"digits": digits, "percent": "%"})
    return Shown(f"-{text}" if rounded < 0 else text, None if rounded == value else "rounded")


def _digits(value: Decimal, pattern: str, decimals: str) -> str:
    whole, _, rest = format(value, "f").partition(".")
    least = len(decimals.rstrip("#?"))
    rest = rest[:least] + rest[least:].rstrip("0")
    whole = whole.lstrip("0").rjust(sum(sign == "0" for sign in pattern), "0")
    if "," in pattern:
        whole = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+\Z)", ",", whole)
    return f"{whole}.{rest}" if rest else whole


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=400))


def _joined(tokens: tuple[_Token, ...], filled: dict[str, str]) -> str:
    """The words of a section with the figures put in."""
    return "".join(token.text if token.kind == "literal" else filled.get(token.kind, "") for token in tokens).strip()


# --- dates -----------------------------------------------------------------------------------------


def _moment_of(serial: Decimal, epoch_1904: bool) -> datetime:
    """The day that a serial number is; spreadsheets believe in a 29 February 1900."""
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 if serial >= 60 else 31)
    try:
        return start + timedelta(seconds=round(float(serial) * 86400))
    except (OverflowError, ValueError) as error:
        raise _Unknown from error


def _moment(value: Value, tokens: tuple[_Token, ...]) -> str:
    """A date or time in the words of its format."""
    if any(token.kind in ("digits", "percent", "general") for token in tokens):
        raise _Unknown
    if not any(token.kind in ("date", "elapsed") for token in tokens):
        return _plainly(value)
    return "".join(_part(value, tokens, at) for at in range(len(tokens))).strip()


def _part(value: Value, tokens: tuple[_Token, ...], at: int) -> str:
    token = tokens[at]
    if token.kind not in ("date", "elapsed"):
        return token.text
    if isinstance(value, timedelta):
        if token.kind == "elapsed":
            return _elapsed(value, token.text[0], len(token.text))
        value = (datetime.min + value % timedelta(days=1)).time()
    letter, width = token.text[0].lower(), len(token.text)
    name = "minute" if letter == "m" and _is_minute(tokens, at) else _NAMES[letter]
    number = getattr(value, name, None)
    if number is None or width > (4 if letter == "y" else 2):
        raise _Unknown
    return f"{number % 100:02d}" if letter == "y" and width <= 2 else f"{number:0{width}d}"


_NAMES = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}


def _is_minute(tokens: tuple[_Token, ...], at: int) -> bool:
    """An m behind hours or before seconds counts minutes."""
    before = next((t.text[0].lower() for t in reversed(tokens[:at]) if t.kind in ("date", "elapsed")), "")
    after = next((t.text[0].lower() for t in tokens[at + 1 :] if t.kind in ("date", "elapsed")), "")
    return before == "h" or after == "s"


def _elapsed(value: timedelta, letter: str, width: int) -> str:
    """All hours, minutes or seconds of a length of time, beyond a day too."""
    each = {"h": 3600, "m": 60, "s": 1}[letter]
    return f"{int(value.total_seconds()) // each:0{width}d}"
