"""Which list numbers count rows and groups, and which are only text."""

import pytest

from extractor.segment.marks import find_marks
from extractor.segment.outline import find_outline

OUTLINES = [
    # families, groups, text → numbers of the outline with their levels; * for repeated ones
    (("pointed",), 0, "1.领导有力。2.制度健全。", ["0:1", "0:2"]),
    (("pointed",), 0, "1.完成率100%2.达标率95%。", ["0:1", "0:2"]),
    (("pointed",), 0, "1.甲率=乙/丙1002.达标。", ["0:1", "0:2"]),  # 1002. is 100 and 2.
    (("pointed",), 0, "1.按第3.1条执行。2.每年2次。", ["0:1", "0:2"]),
    (("pointed", "pointed"), 1, "1.公众评价1.患者评价高。2.职工评价高。2.素养3.知晓率提高。", ["0:1", "1:1", "1:2", "0:2", "1:3"]),
    (("han", "pointed"), 1, "一、组织1.领导有力。2.制度健全。二、业务1.数量足。", ["0:1", "1:1", "1:2", "0:2", "1:1"]),
    (("han", "pointed"), 1, "一、组织1.领导有力。二、业务2.数量足。", ["0:1", "1:1", "0:2", "1:2"]),
    (("pointed", "pointed"), 1, "1.数量1.诊疗达标。(1)增长。1.数量1.诊疗达标(2)稳定。2.床位够。", ["0:1", "1:1", "*0:1", "*1:1", "1:2"]),
    (("paused",), 0, "1、有制度。2、有台账。4、有检查。", ["0:1", "0:2", "0:4"]),  # a number is missing
]  # fmt: skip


@pytest.mark.parametrize(("families", "groups", "text", "expected"), OUTLINES)
def test_outlines(families, groups, text, expected):
    outline = find_outline(text, find_marks(text), families, groups, restarts=True)
    assert [f"{'*' * point.repeated}{point.level}:{point.mark.number}" for point in outline.points] == expected


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1008.孕产妇", {1008: 0, 8: 1}),
        ("10010.高血压", {10: 1}),
        ("2.5分", {}),
        ("第一、二项", {}),
        ("三级医院", {}),
    ],
)
def test_a_run_of_digits_has_several_readings(text, readings):
    found = {mark.number: int(mark.glued) for mark in find_marks(text)}
    assert {number: found.get(number) for number in readings if number < 1000} == {
        number: glued for number, glued in readings.items() if number < 1000
    }
    assert bool(found) == bool(readings)


def test_hostile_numbers_take_linear_work():
    text = "1.2.3." * 3000 + "(1)" * 3000 + "9" * 5000 + "."
    assert find_outline(text, find_marks(text), ("pointed", "pointed"), 1, restarts=True).points is not None
