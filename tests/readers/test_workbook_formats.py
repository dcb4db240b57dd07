"""Number formats: a stored number and a code → the characters in the cell."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.workbook_formats import BUILT_IN, exact, shown

SHOWN: list[tuple[Any, str, str]] = [
    (5.0, "", "5"), (5.0, "General", "5"), (0.1 + 0.2, "General", "0.3"), (0.28999999999999998, "", "0.29"),
    (1e-7, "", "0.0000001"), (440306221390300000.0, "", "440306221390300000"), (-2.5, "", "-2.5"),
    (0.3, "0%", "30%"), (0.955, "0.0%", "95.5%"), (1.0, "0%", "100%"), (0.98, '"≥"0%', "≥98%"), (0.005, "0.00%", "0.50%"),
    (3, '0"%"', "3%"), (0.98, '≥0%', "≥98%"), (0.3, BUILT_IN[9], "30%"),
    (5, '0"分"', "5分"), (5, "0分", "5分"), (5, "0\\分", "5分"), (7, "第0名", "第7名"), (5, "[Red]0.0", "5.0"),
    (5, "[$-804]General", "5"), (3, "[$¥-804]0.00", "¥3.00"), (5, "0.0_ ", "5.0"), (-5, "0.0_);[红色]\\(0.0\\)", "(5.0)"),
    (1000, "#,##0", "1,000"), (1234567.5, "#,##0.00", "1,234,567.50"), (0.5, "#.##", ".5"), (2.5, "0.0#", "2.5"), (12, "000", "012"),
    (0, "0;-0;;@", ""), (0, "#", ""), (-1, "0;-0", "-1"), (3, "@", "3"), (3, "G/通用格式", "3"), (3, 'General"分"', "3分"),
    (5, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "5"),
    (45000, "yyyy-mm-dd", "2023-03-15"), (45000, 'yyyy"年"m"月"d"日"', "2023年3月15日"), (45000, "m月d日", "3月15日"),
    (45000, BUILT_IN[31], "2023年3月15日"), (45000.5, "yyyy/m/d h:mm", "2023/3/15 12:00"), (59, "m/d", "2/28"), (61, "m/d", "3/1"),
    (date(2023, 3, 5), "[$-804]yyyy年m月;@", "2023年3月"), (datetime(2023, 3, 5, 9, 5), "yyyy/m/d h:mm;@", "2023/3/5 9:05"),
    (date(2023, 3, 5), "yy/m/d", "23/3/5"), (clock(9, 5), "h:mm", "9:05"), (clock(9, 5, 7), 'h"时"mm"分"ss"秒"', "9时05分07秒"),
    (timedelta(hours=42), "[h]:mm", "42:00"), (1.75, "[h]:mm", "42:00"), (timedelta(hours=26), "h:mm", "2:00"),
]  # fmt: skip
ROUNDED = [(0.955, "0%", "96%"), (1 / 3, "", "0.333333333"), (2.45, "0.0", "2.5"), (5, ";;;", ""), (0.004, "0%", "0%")]
UNKNOWN = [
    (5, "[DBNum1]General", "5"), (5, '[>=60]"合格";"不"', "5"), (0.1, "# ?/?", "0.1"), (12345, "0.00E+00", "12345"), (5, "000-0000", "5"),
    (1500, "0,", "1500"), (date(2023, 3, 5), "mmm-yy", "2023-03-05"), (clock(15, 0), "h:mm AM/PM", "15:00:00"), (float("inf"), "0", "inf"),
    (date(2023, 3, 5), "0.0", "2023-03-05"), (1e9, "yyyy", "1000000000"), (5, "9" * 300, "5"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_what_a_cell_shows(value: Any, code: str, text: str) -> None:
    assert (shown(value, code).text, shown(value, code).why) == (text, None)


@pytest.mark.parametrize(("value", "code", "text"), ROUNDED)
def test_a_format_that_hides_digits_is_told(value: Any, code: str, text: str) -> None:
    assert (shown(value, code).text, shown(value, code).why) == (text, "rounded")


@pytest.mark.parametrize(("value", "code", "text"), UNKNOWN)
def test_a_format_that_is_not_understood_is_told(value: Any, code: str, text: str) -> None:
    assert (shown(value, code).text, shown(value, code).why) == (text, "format")


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert shown(43538, "yyyy-mm-dd", epoch_1904=True).text == "2023-03-15"


@given(st.decimals(-10000, 10000, places=4), st.integers(0, 4))
def test_per_cent_are_rounded_and_nothing_is_hidden_in_silence(value: Decimal, places: int) -> None:
    code = "0" + (f".{'0' * places}" if places else "") + "%"
    found = shown(float(value), code)
    expected = (exact(float(value)) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(found.text.removesuffix("%")) == expected
    assert (found.why is None) == (expected == exact(float(value)) * 100)


@given(st.floats(allow_nan=True), st.text('0#?.,;%"[]\\_*@/eEhmsydAMPG分年-+ $', max_size=20))
def test_no_code_breaks_it(value: float, code: str) -> None:
    assert isinstance(shown(value, code).text, str)


@pytest.mark.parametrize("sign", ["0", "[", '"', ";", "_", "\\", "#,", "y", "E+", "分", "%", "[h]"])
def test_hostile_codes_take_no_time(sign: str) -> None:
    start = time.perf_counter()
    shown(0.5, sign * 50_000)
    shown(0.5, sign * 80)
    assert time.perf_counter() - start < 0.5
