"""The name of a measure: the printed noun phrase beside a number, cut at word boundaries."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon, words
from extractor.fields.text import trimmed
from extractor.zh import periods
from extractor.zh.quantities import STRIVE

_EACH_HAS = re.compile(
    r"每(?!年|月|季|周|天|日|半年|学期|学年)[^，。；]{1,10}?(?:配备|设置|设立|设有|配置|安排|建立|掌握|参加)(?=[一-鿿(])"
)
_DATED = re.compile(
    r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月(?:底|末|份|[0-9]{1,2}日)?(?:之前|前)|[一二三四1-4]季度[末底]?前?|[上下]半年|年底前?)"
)
_STOP = re.compile(r"[、，。；(]|(?:和|及|与|并)(?=\s?[0-9])")
BLANK = " \t\n\u3000:：、，,。；;\x00"


def clean_measure(plain: str, start: int, end: int, *, after: bool = False) -> tuple[int, int]:
    """Narrow a stretch to its noun phrase: no periods, list numbers, light verbs or relation words at its ends."""
    start, end = trimmed(plain, start, end, BLANK)
    dated = _DATED.match(plain, start, end)
    if dated and not after:
        start = dated.end()  # 6月底前支出进度, 一季度完成率
    owner = _EACH_HAS.match(plain, start, end)
    if owner and not after:
        start = owner.end()  # 每个网格配备安全员
    asked = plain.rfind("是否", start, end)
    if asked > start and not after:  # 是否设置宣传栏、宣传栏内容是否更换
        start, end = max(start, plain.rfind("、", start, asked) + 1), asked
        start += 2 if plain.startswith("是否", start) else 0
    colon = plain.rfind(":", start, end)
    if not after and colon != -1 and plain[colon + 1 : end].strip(BLANK):
        start = colon + 1
    if after:
        stop = _STOP.search(plain, start, end)
        end = stop.start() if stop else end
        start += 1 if plain[start:end].startswith("的") else 0
    start = _skip_head(plain, *trimmed(plain, start, end, BLANK))
    end = _skip_tail(plain, start, end) if not after else end
    return trimmed(plain, start, end, BLANK)


def _skip_head(plain: str, start: int, end: int) -> int:
    """Skip periods, dates and light verbs, at word boundaries: 组织开展质控活动 → 质控活动, 完成率 stays."""
    light = _light_words()
    period = periods.LEADING.match(plain, start, end)
    while period:
        start, _ = trimmed(plain, period.end(), end, BLANK)
        period = periods.LEADING.match(plain, start, end)
    tokens = words.cut(plain[start:end])
    for word, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if word.strip(BLANK) and (word not in light or (len(word) == 1 and len(following) < 2)):
            return start  # 应 of 应检尽检 and 应急 is no modal: one before a whole word is
        start += len(word)
    return start


@cache
def _light_words() -> frozenset[str]:
    return frozenset((*lexicon.words("light_verbs"), *STRIVE))


@cache
def _tail_words() -> frozenset[str]:
    return frozenset(lexicon.words("tail_words"))


def _skip_tail(plain: str, start: int, end: int) -> int:
    tail = _tail_words()
    for word in reversed(words.cut(plain[start:end])):
        if word not in tail and word.strip(BLANK):
            return end
        end -= len(word)
    return end
