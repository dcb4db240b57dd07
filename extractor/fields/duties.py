"""What a row asks for that no tariff speaks of, and what stands below a veto: cases that must not happen."""

from __future__ import annotations

from extractor import lexicon
from extractor.fields.row_facts import RowFacts
from extractor.fields.rules import RuleReading
from extractor.fields.text import Spans, Text
from extractor.zh.clauses import Sentence

MIN_DUTY = 8


def tells_fault(rules: list[RuleReading], text: Text) -> bool:
    """Whether a veto falls on the case the other words describe (…超过5%。出现该情形的，单项否决): its figures ask nothing."""
    back = lexicon.pattern("case_above")
    told = (rule.condition for rule in rules if rule.kind in ("veto", "veto_excellence"))
    return len(rules) == 1 and any(span and back.search(text.plain[slice(*span)]) for span in told)


def open_duties(facts: RowFacts, *, pointed: bool) -> bool:
    """Whether something is asked that no tariff speaks of.

    A tariff on 未完成 or 任一项 speaks of all duties; one on an event (发生1例…) only of the event.
    """
    tariffs = [rule for rule in facts.rules if rule.kind not in ("veto", "veto_excellence", "not_applicable")]
    plain = facts.text.plain
    if not pointed and tells_fault(facts.rules, facts.text):
        return False
    if not tariffs:
        return pointed or not facts.rules or bool(duties(facts))  # points to be won by something that is not said
    if facts.gained and not pointed and all(rule.kind == "bonus" for rule in tariffs):
        return False  # 受到表彰 | 每次加1分
    if all(rule.kind == "bonus" and not rule.own for rule in tariffs):
        won = Spans([*((rule.start, rule.end) for rule in tariffs), *facts.noted])
        if any(not won.touch(*target.quantity) for target in facts.targets):
            return True  # 手术占比不低于20%，较上年提高的加1分: what a miss costs is not said
        free = [s for s in facts.text.sentences if not won.touch(s.start, s.end) and s.end - s.start >= MIN_DUTY]
        return any(not plain.endswith("情况", s.start, s.end) for s in free)  # 获得表彰的情况: what is looked at
    events = all(rule.condition and lexicon.pattern("event").search(plain[slice(*rule.condition)]) for rule in tariffs)
    return events and bool(duties(facts))


def duties(facts: RowFacts) -> list[Sentence]:
    """Sentences that no rule speaks of, long enough to ask for something; events that must not happen ask for nothing."""
    ruled = Spans((rule.start, rule.end) for rule in facts.rules)
    free = [s for s in facts.text.sentences if not ruled.touch(s.start, s.end) and s.end - s.start >= MIN_DUTY]
    vetoed = all(rule.kind in ("veto", "veto_excellence", "not_applicable") for rule in facts.rules)
    bare = vetoed and any(rule.condition is None for rule in facts.rules)  # 无证上岗。 | 一票否决。
    plain = facts.text.plain
    return [s for s in free if not (vetoed and _is_case(plain[s.start : s.end], bare=bare))]


def _is_case(plain: str, *, bare: bool = False) -> bool:
    """发生重大事故, 未按要求完成, 瞒报事故的: what must not happen, no duty; beside a `bare` 一票否决 all that asks nothing."""
    if bare and not lexicon.pattern("duty").search(plain):
        return True
    return any(lexicon.pattern(name).search(plain.strip()) for name in ("event", "offence"))


def offence(text: Text) -> tuple[int, int] | None:
    """The whole text of a row below a veto, where it tells nothing but what must not happen."""
    sentences = text.sentences
    if not sentences or not all(_is_case(text.plain[s.start : s.end]) for s in sentences):
        return None
    return sentences[0].start, sentences[-1].end
