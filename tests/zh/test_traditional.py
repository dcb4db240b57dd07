"""Traditional characters are matched as simplified ones; lengths and quotes stay."""

import pytest

from extractor.zh.normalize import normalize
from extractor.zh.traditional import SIMPLIFIED


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("考評項目", "考评项目"),
        ("每學分加1分，最高上限5分", "每学分加1分，最高上限5分"),
        ("備註", "备注"),
        ("標準", "标准"),
    ],
)
def test_pairs(text, plain):
    assert normalize(text) == plain
    assert len(normalize(text)) == len(text)


def test_no_simplified_character_is_mapped_on():
    assert not [chr(old) for old, new in SIMPLIFIED.items() if ord(new) in SIMPLIFIED]
