"""Number formats of automatic lists: a whole number and Word's name of the format → what the page shows."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def written(number: int, style: str) -> str | None:
    """`number` in Word's number format `style`; None for a format that is not known here."""
    write = FORMATS.get(style)
    return None if write is None else write(number)


def chinese(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千", bare_ten: bool = True) -> str:
    """A Chinese numeral below 100 million: 12 → 十二, 105 → 一百零五 (or with legal digits 壹拾贰)."""
    if not 0 <= number < 10**8:
        return str(number)
    if number == 0:
        return digits[0]
    high, low = divmod(number, 10_000)
    text = f"{_below_10000(high, digits, units)}万" if high else ""
    text += digits[0] if high and 0 < low < 1000 else ""
    text += _below_10000(low, digits, units)
    return text[1:] if bare_ten and text.startswith(digits[1] + units[0]) else text


def _below_10000(number: int, digits: str, units: str) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = digit == 0
    return text


def _counting(number: int) -> str:
    """The short form: as people count up to 99, digit by digit from 100 on."""
    return chinese(number) if 0 < number < 100 else _digit_by_digit(number, "○一二三四五六七八九")


def _digit_by_digit(number: int, digits: str) -> str:
    return "".join(digits[int(figure)] for figure in str(abs(number)))


def _letters(number: int) -> str:
    """a, b, … z, aa, bb, …: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for size, sign in _ROMAN:
        text += sign * (number // size)
        number %= size
    return text


def _one_of(signs: str) -> Callable[[int], str]:
    """A short row of signs; past its end Word goes on in plain figures."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _again_and_again(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _range(first: str, count: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(count))


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _legal_simplified(number: int) -> str:
    return chinese(number, _LEGAL_SIMPLIFIED, "拾佰仟", bare_ten=False)


def _legal_traditional(number: int) -> str:
    return chinese(number, _LEGAL_TRADITIONAL, "拾佰仟", bare_ten=False).replace("万", "萬")


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


_CIRCLED = _range("①", 20) + _range("㉑", 15) + _range("㊱", 15)

FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedFullstop": _one_of(_range("⒈", 20)),
    "decimalEnclosedParen": _one_of(_range("⑴", 20)),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseDigital": lambda number: _digit_by_digit(number, "○一二三四五六七八九"),
    "japaneseDigitalTenThousand": lambda number: _digit_by_digit(number, _DIGITS),
    "ideographDigital": lambda number: _digit_by_digit(number, _DIGITS),
    "chineseLegalSimplified": _legal_simplified,
    "ideographLegalTraditional": _legal_traditional,
    "ideographEnclosedCircle": _one_of(_range("㊀", 10)),
    "ideographTraditional": _again_and_again("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _again_and_again("子丑寅卯辰巳午未申酉戌亥"),
}
