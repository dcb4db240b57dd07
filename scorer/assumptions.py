"""The named assumptions: what the notice does not say and the scorer had to decide. Each has a decision page."""

from __future__ import annotations

from collections.abc import Iterable

from scorer.profile import Profile
from scorer.sheet import Assumption, Score

TEXTS = {
    "A-BONUS-CAP": "加分上限原文未定：加分以本项分值为限。",
    "A-ESTIMATED": "使用了估计值。",
    "A-FLOOR": "原文没有写“扣完为止”：扣分以本项分值为限，不出现负分。",
    "A-NA-CONDITION": "并列的几个条件中，不适用的（分母为0，或填报为不适用）不计，按其余条件判断。",
    "A-NA-LOSS": "不适用的扣分或加分条款不扣分、不加分。",
    "A-PRO-RATA-CAP": "按比例得分的，超额完成以满分为限。",
    "A-SPLIT-SUM": "各部分分值合计与本项分值不符：按各部分的分值计。",
    "A-SPREAD": "不适用项的分值，按比例分给同一栏目内的其余各项；栏目内没有其余项的，分给上一级。",
    "A-VETO-ITEM": "一票否决的范围原文未定（本项或全部）：无论哪种，本项都不得分。",
}


def list_assumptions(scores: Iterable[Score], profile: Profile) -> tuple[Assumption, ...]:
    """Every convention that the scores used, with the indicators that used it; a floor that the profile settles is its own."""
    used: dict[str, list[str]] = {}
    for score in scores:
        for code in score.assumed:
            if code == "A-FLOOR" and profile.floor != "undetermined":
                continue
            used.setdefault(code, []).append(score.indicator)
    return tuple(Assumption(code=code, text=TEXTS[code], used_by=tuple(used[code])) for code in sorted(used))
