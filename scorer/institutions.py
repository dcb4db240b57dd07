"""Names of institutions: when two are likely one, and when the words are a remark on the form and no name."""

from __future__ import annotations

import re
import unicodedata

from scorer.values import narrow

REMARK = re.compile("合计|小计|总计|平均|填报|填表|制表|审核|备注|注:")


def likeness(name: str) -> str:
    """What is left of a name without blanks, invisible characters and full widths: alike for two ways to write one."""
    return "".join(each for each in narrow(name) if not each.isspace() and unicodedata.category(each) != "Cf")


def is_remark(name: str) -> bool:
    """Whether the words are a sum, a signature or a note: 合 计, 填报人：李四, 注：…"""
    return REMARK.match(likeness(name)) is not None
