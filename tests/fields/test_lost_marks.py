"""Figures that may have lost a sign are asked about; those that are whole are not."""

import pytest
from reading import row

ASKED = [
    ("建档率不低于95%，每低1个百分点扣05分", "R144"),
    ("建档率不低于095%", "R144"),
    ("病历合格率≥95", "R143"),
    ("病床使用率≥95%，每低0.1扣1分", "R143"),
    ("未完成的，未及时的，次扣1分", "R120"),
    ("以目标值为基准，每±0.1个百分点加减0.2分", "R102"),
]


@pytest.mark.parametrize(("text", "code"), ASKED)
def test_a_lost_sign_is_asked_about(text, code):
    assert code in {review.code for review in row(text).review}


@pytest.mark.parametrize(
    "text",
    [
        "建档率不低于95%，每低1个百分点扣0.5分", "床护比达到1:0.4", "投诉率为0", "2024年05月底前完成，逾期扣1分", "有，得10分；无，不得分",
        "平均住院日≤8天，每超0.1天扣1分",
    ],
)  # fmt: skip
def test_a_whole_figure_is_not(text):
    assert not {review.code for review in row(text).review} & {"R143", "R144", "R120", "R102"}
