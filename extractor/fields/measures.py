"""The name of a measure: the printed noun phrase beside a number, cut at word boundaries."""

from __future__ import annotations

import re
from functools import cache

from extractor import lexicon, words
from extractor.fields.text import trimmed
from extractor.zh import periods
from extractor.zh.quantities import STRIVE

_EACH = r"每(?!年|月|季|周|天|日|半年|学期|学年)"
_PERIOD = rf"(?:{periods.LEADING.pattern})(?!度)"
_NAMED = re.compile(r"(?:(?:\"[^\"]{1,20}\"|“[^”]{1,20}”|《[^》]{1,40}》)[、和及与]?){1,12}等")
_DATED = re.compile(
    r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月(?:底|末|份|[0-9]{1,2}日)?(?:之前|前)|[一二三四1-4]季度[末底]?前?|[上下]半年|年底前?)"
)
# a list goes on to what its members share (食品、药品等专项检查), unless a count or a duty of its own follows
_STOP = re.compile(
    r"[，。；]|、(?=\s?(?:[0-9一二两三四五六七八九十每]|开展|组织|完成|建立|制定|召开))|\((?![一-鿿]{1,2}\))|(?:和|及|与|并)(?=\s?[0-9])"
)
_PLACES = "社区|单位|部门|街道|网格|科室|乡镇|楼层|车间|村|户|班(?!次)|校|家|所|站|镇|园|层|楼"
_OTHER_PERIOD = re.compile(
    rf"(?:{periods.OTHER.pattern}|每个?(?:{_PLACES}|人|点|乡|县|区|科|组|队|名|位|床))\Z"
)  # 教师继续教育每5年, 宣传标语每村
_EACH_PLACE = re.compile(rf"每个?(?:{_PLACES})(?=[一-鿿]{{2}})")  # 每班活动区, not 每班人数
_TOLD = re.compile(r"可[一-鿿]{1,4}(?:、可?[一-鿿]{1,4}){1,3}的")  # 1项可复制、可推广的改革经验
_LABEL = re.compile(r"[A-Z][0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\s+|\(?[0-9]{1,2}\)\s?(?=[一-鿿])|[0-9]{1,2}、\s?(?=[一-鿿])")
# 对脱贫户每月走访, 对村卫生室督导: whom, up to a period or all of it
_WHOM = re.compile(rf"(?:{_PERIOD})?[对向](?:[^，。；、:]{{1,24}}?{_PERIOD}|[^，。；:]{{1,24}}\Z)(?:各|均|都|应|须)?")
_AS_AGREED = re.compile(r"按照?[^，。；、0-9]{1,8}?(?:约定|要求|规定|标准|计划|合同)(?=[一-鿿])")
BLANK = " \t\n\u3000:：、，,。；;\x00"


def clean_measure(plain: str, start: int, end: int, *, after: bool = False, counted: bool = False) -> tuple[int, int]:
    """Narrow a stretch to its noun phrase: no periods, list numbers, light verbs or relation words at its ends;
    where it is counted, neither who brings it about nor the verb for it.
    """
    start, end = trimmed(plain, start, end, BLANK)
    label = _LABEL.match(plain, start, end)
    start = label.end() if label and not after else start
    dated = _DATED.match(plain, start, end)
    if dated and not after:
        start = dated.end()  # 6月底前支出进度, 一季度完成率
    start = start if after else _skip_owner(plain, start, end, counted)
    asked = plain.rfind("是否", start, end)
    if asked > start and not after:  # 是否设置宣传栏、宣传栏内容是否更换
        start, end = max(start, plain.rfind("、", start, asked) + 1), asked
        start += 2 if plain.startswith("是否", start) else 0
    colon = plain.rfind(":", start, end)
    if not after and colon != -1 and plain[colon + 1 : end].strip(BLANK):
        start = colon + 1
    if after:
        told = _TOLD.match(plain, start, end)
        start = told.end() if told else start
        stop = _STOP.search(plain, start, end)
        end = stop.start() if stop else end
        start += 1 if plain[start:end].startswith("的") else 0
    start = _skip_head(plain, *trimmed(plain, start, end, BLANK), counted, after)
    named = _NAMED.match(plain, start, end) if counted else None
    start = named.end() if named and named.end() < end else start  # “甲”“乙”等应用场景
    end = _skip_tail(plain, start, end, counted) if not after else end
    return trimmed(plain, start, end, BLANK)


def _skip_owner(plain: str, start: int, end: int, counted: bool) -> int:
    """Skip who has or does it, with the verb: 每个网格配备安全员; counted, also 乡镇每年组织文体活动, 社区建有活动室."""
    agreed = _AS_AGREED.match(plain, start, end) if counted else None
    start = agreed.end() if agreed else start  # 按合同约定配备保洁员
    if counted and (whom := _WHOM.match(plain, start, end)):
        start = _deed(plain, start, end) if not plain[whom.end() : end].strip(BLANK) else whom.end()
    owner = _each_has().match(plain, start, end)
    if owner:
        return owner.end()
    does = _does().match(plain, start, end) if counted else None
    if does and _leaves_thing(plain[does.end() : end]):
        return does.end()
    regular = _regularly().match(plain, start, end) if counted else None
    place = _EACH_PLACE.match(plain, start, end) if counted and not regular else None
    if place and _leaves_thing(plain[place.end() : end]):
        return place.end()
    return regular.end() if regular else start


def says_nothing(stretch: str) -> bool:
    """Whether words name nothing: they are of scope, or stand between a measure and its relation (，月度应, 目标为)."""
    known = {*lexicon.words("generic_measures"), *_tail_words(), *_light_words(), "为", "是"}
    return all(word in known or not word.strip(BLANK) for word in words.cut(stretch))


def _deed(plain: str, start: int, end: int) -> int:
    """Where what is done begins behind whom it is done to: 对村卫生室督导考核 → 督导考核; the end where nothing is said."""
    deeds, at = lexicon.words("acts"), end
    for word in reversed(words.cut(plain[start:end])):
        if word not in deeds:
            return at
        at -= len(word)
    return at


def _skip_head(plain: str, start: int, end: int, counted: bool, after: bool = False) -> int:
    """Skip periods, dates and light verbs, at word boundaries: 组织开展质控活动 → 质控活动, 完成率 stays; behind a number
    only verbs (1次全面风险辨识).
    """
    light, making = _light_words(), lexicon.words("making_verbs")
    light = light - frozenset(lexicon.words("manners")) if after else light
    period = periods.LEADING.match(plain, start, end)
    while period:
        start, _ = trimmed(plain, period.end(), end, BLANK)
        start += 1 if plain.startswith("各", start) and start + 1 < end else 0
        period = periods.LEADING.match(plain, start, end)
    tokens = words.cut(plain[start:end])
    for word, following in zip(tokens, [*tokens[1:], ""], strict=False):
        made = counted and word in making and _leaves_thing(plain[start + len(word) : end])
        if word.strip(BLANK) and not made and (word not in light or (len(word) == 1 and len(following) < 2)):
            return start  # 应 of 应检尽检 and 应急 is no modal: one before a whole word is
        start += len(word)
    return start


def _leaves_thing(rest: str) -> bool:
    """Whether behind a verb things are named, not how many they are (the verb of 组建数量 and 组建率 belongs to them),
    or nothing, since they follow the number.
    """
    ends = (*lexicon.words("count_endings"), *lexicon.words("rate_names"))
    return not rest or (len(rest) > 1 and not rest.endswith(ends))


def _any(name: str) -> str:
    return "|".join(map(re.escape, lexicon.words(name)))


@cache
def _actor() -> str:
    return rf"[^，。；、]{{0,12}}?(?<![进下入驻到赴向对为厕网])(?:{_any('actors')})(?:\x00|\([^()]{{1,8}}\))*"


@cache
def _each_has() -> re.Pattern[str]:
    return re.compile(rf"{_EACH}[^，。；]{{1,10}}?(?:{_any('having_verbs')})(?=[一-鿿(])")


@cache
def _does() -> re.Pattern[str]:
    """每村建有…, 主要负责人每月召开…: who, when, and the verb."""
    who = rf"(?:{_EACH}[^，。；、]{{1,10}}?|{_any('short_actors')}|{_actor()})"
    when = rf"(?:{_PERIOD}|{_any('manner_words')})"
    return re.compile(rf"{who}{when}{{0,3}}(?:{_any('making_verbs')})(?=[一-鿿(\"“《]|\Z)")


@cache
def _regularly() -> re.Pattern[str]:
    """村医每月入户随访: a period parts who does it from what is counted."""
    manner = _any("manner_words")
    return re.compile(rf"(?:{_EACH}[^，。；、]{{0,8}}?)?{_actor()}(?:{manner})?{_PERIOD}(?=[一-鿿(])")


@cache
def _regularly_done() -> re.Pattern[str]:
    """宣传栏每季度更换: the period and the verb behind what is counted."""
    verbs = "|".join((_any("achieving_verbs"), _any("making_verbs")))
    return re.compile(rf"{_PERIOD}(?:{_any('manner_words')})?(?:{verbs})\Z")


@cache
def _light_words() -> frozenset[str]:
    return frozenset((*lexicon.words("light_verbs"), *STRIVE))


@cache
def _holding_verbs() -> frozenset[str]:
    return frozenset(lexicon.words("holding_verbs"))


@cache
def _tail_words() -> frozenset[str]:
    return frozenset(lexicon.words("tail_words"))


def _skip_tail(plain: str, start: int, end: int, counted: bool) -> int:
    """Skip relation words, and behind a counted name the verb: 应急演练开展 → 应急演练, 宣传栏每季度更换 → 宣传栏."""
    period = _OTHER_PERIOD.search(plain, start, end)
    end = period.start() if period and period.start() > start else end  # 教师继续教育每5年
    done = _regularly_done().search(plain, start, end) if counted else None
    end = done.start() if done and done.start() - start > 1 else end
    tail = _tail_words() | (_holding_verbs() if counted else frozenset())
    for word in reversed(words.cut(plain[start:end])):
        if word not in tail and word.strip(BLANK):
            return end
        end -= len(word)
    return end
