"""Readings → scoring terms: composes an indicator's clauses and targets into one term of the algebra.

Nothing is added that the clauses do not say: a target without a tariff becomes `unspecified`, a
condition that only a person can tell becomes a fact to collect under its printed words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from catalog import rules as r
from catalog.base import Evidence, plain
from catalog.model import Formula, Indicator, Input, InputType, Target, VetoItem
from extractor import lexicon
from extractor.computation import compute, scaled
from extractor.fields.duties import MIN_DUTY
from extractor.fields.formulas import same_name
from extractor.fields.headings import VetoKind
from extractor.fields.ladders import Rung
from extractor.fields.row import Reading
from extractor.fields.rules import RuleReading
from extractor.fields.targets import TargetReading
from extractor.inputs import Inputs
from extractor.zh.normalize import normalize

_SHARE = re.compile(r"[按以]([^，。；]{2,30}?)(?:按|的)?(?:比例|百分比)")  # 按签约项目规模、数量按比例得分
LADDERS = {
    "letters": ["D", "C", "C+", "C++", "B", "B+", "B++", "A", "A+", "A++"],
    "words": ["不合格", "差", "合格", "中等", "中", "良", "良好", "优", "优秀"],
}


@dataclass(slots=True)
class Composer:
    """Composes the terms of one indicator."""

    reading: Reading
    inputs: Inputs
    trees: list[r.Measure | None] = field(init=False)

    def __post_init__(self) -> None:
        self.trees = [compute(formula, self._ask) for formula in self.reading.formulas]

    def formulas(self) -> list[Formula]:
        """The formulas of the indicator with their terms."""
        return [
            formula.model_copy(update={"tree": tree})
            for formula, tree in zip(self.indicator.formulas, self.trees, strict=True)
        ]

    def rule(self) -> r.ItemTerm:
        """The item's term, from its clauses; without a tariff it is unspecified."""
        rules = [rule for rule in self.reading.rules if rule.kind not in ("veto", "veto_excellence", "not_applicable")]
        rules = [rule for before, rule in pairwise([None, *rules]) if rule and not self._other_side(before, rule)]
        bonus = [rule for rule in rules if rule.kind == "bonus"]
        rest = [rule for rule in rules if rule.kind != "bonus"]
        if rest and any(rule.own for rule in bonus):
            return self._mixed(rules)
        base: r.ItemTerm | None = self._base(rest) if rest else self._unspecified()
        return self._with_bonuses(None if bonus and all(rule.own for rule in bonus) else base, bonus)

    def _with_bonuses(self, base: r.ItemTerm | None, bonus: list[RuleReading]) -> r.ItemTerm:
        """Bonuses on top of the base; those that share their cap are one sum of points."""
        for pool in _pooled(bonus):
            first = pool[0]
            points = first.points if len(pool) == 1 else Decimal(1)
            base = r.BonusEach(
                base=base, count=self._count(first) if len(pool) == 1 else self._sum(pool), points=points,
                cap=self._room(first), evidence=[e for rule in pool for e in self._evidence(rule)],
            )  # fmt: skip
        return base or self._unspecified()

    def _room(self, rule: RuleReading) -> Decimal | None:
        """The cap of a bonus; 最多得4分 is the most of the item, of which the bonus has what the award leaves."""
        said = self._words((rule.outcome[1], rule.end))
        won = [r.points for r in self.reading.rules if r.kind in ("tiers", "full_if") and r.points is not None]
        if rule.cap is None or rule.own or "得" not in said or "加" in said or not won:
            return rule.cap
        return max(rule.cap - max(won), Decimal(0)) if max(won) < rule.cap else rule.cap

    def _other_side(self, before: RuleReading | None, rule: RuleReading) -> bool:
        """有…得2分，否则不得分: what is won there is not won otherwise, and the award says so by itself."""
        if rule.kind != "zero" or before is None or before.kind != "full_if" or before.item != rule.item:
            return False
        return before.points is not None and self._words(rule.condition).startswith(lexicon.words("other_side"))

    def applicability(self) -> r.NaIf | None:
        """没有病床的机构不考核此项."""
        for rule in self.reading.rules:
            if rule.kind == "not_applicable":
                when = self._when(rule.condition, scope="")  # a fact of the institution, the same for every indicator
                return r.NaIf(when=when, evidence=self._evidence(rule))
        return None

    def vetoes(self) -> list[VetoItem]:
        """Vetoes of the row, from a clause or from the points cell."""
        ident = self.indicator.id
        clauses = [c for c in self.indicator.rules if c.kind in ("veto", "veto_excellence")]
        read = [rule for rule in self.reading.rules if rule.kind in ("veto", "veto_excellence")]
        found = []
        for index, clause in enumerate(clauses, 1):
            spoken = read[index - 1] if index <= len(read) else None
            when = self._when(spoken.condition) if spoken and spoken.condition else self._veto_events()
            effect: r.VetoEffect = "bar_top_grade" if clause.kind == "veto_excellence" else "undetermined"
            kind: VetoKind = "veto" if clause.kind == "veto" else "veto_excellence"
            rule = r.Veto(when=when, effect=effect, evidence=clause.evidence)
            found.append(
                VetoItem(id=f"{ident}.v{index}", indicator=ident, kind=kind, rule=rule, evidence=clause.evidence)
            )
        return found

    # --- item scores -----------------------------------------------------------------------------

    @property
    def indicator(self) -> Indicator:
        """The indicator that is composed."""
        return self.reading.indicator

    def _base(self, rules: list[RuleReading]) -> r.ItemTerm:
        if not rules:
            return self._unspecified()
        full = self.indicator.points
        losses = [rule for rule in rules if self._loses(rule)]
        awards = [rule for rule in rules if rule not in losses]
        if losses and all(rule.kind == "full_if" and rule.points in (None, full) for rule in awards):
            awards = []  # 达到85%得满分；每降低1%扣0.5分: full points are where the losses start
        if not awards:
            return r.FromFull(
                losses=[*self._losses(losses), *self._untold()],
                floor_stated=any(rule.floor for rule in rules),
                evidence=[e for rule in losses for e in self._evidence(rule)],
            )
        if losses:
            return self._mixed(rules)
        if len(awards) == 1 and awards[0].kind == "full_if" and self._is_part(awards[0]):
            rows = [r.TierRow(when=self._when(awards[0].condition), points=awards[0].points or Decimal(0))]
            return r.Tiers(rows=rows, otherwise=Decimal(0), evidence=self._evidence(awards[0]))
        return self._award(awards[0]) if len(awards) == 1 else self._awards(awards)

    def _is_part(self, award: RuleReading) -> bool:
        """Whether an award is worth less than the item, whose rest is won by other rules: 得1分；…的加1分."""
        full, beside = self.indicator.points, any(rule.kind == "bonus" for rule in self.reading.rules)
        return beside and full is not None and award.points is not None and award.points < full

    def _untold(self) -> list[r.Loss]:
        """Duties beside a tariff that speaks only of an event: what neglecting them costs is not said."""
        if not any(clause.kind == "unspecified" for clause in self.indicator.rules):
            return []
        text = "其余要求未做到的（扣多少分原文未写）"
        return [r.JudgeLoss(input=self._input("points", f"其余要求扣分：{self.indicator.name}", "分"), text=text)]

    def _mixed(self, rules: list[RuleReading]) -> r.ItemTerm:
        """Points won and points lost in one row without an order between them: a person settles it."""
        text = "；".join(self._words((rule.start, rule.end)) for rule in rules)
        ident = self._input("points", text[:60], "分")
        return r.Judge(input=ident, text=text, evidence=[e for rule in rules for e in self._evidence(rule)])

    def _awards(self, awards: list[RuleReading]) -> r.ItemTerm:
        """Awards that add up are parts; awards on exclusive conditions are branches."""
        amounts = [rule.points for rule in awards]
        if all(amount is not None for amount in amounts):
            shares = [
                r.Share(name=self._words(rule.condition)[:40], points=rule.points, term=self._award(rule))
                for rule in awards
            ]
            return r.Split(parts=shares, evidence=[e for rule in awards for e in self._evidence(rule)])
        ordered = _narrow_first([(self._words(rule.condition).removesuffix("的"), rule) for rule in awards])
        rows = [r.FirstRow(when=self._when(rule.condition), then=self._award(rule, branch=True)) for rule in ordered]
        return r.First(rows=rows, evidence=[e for rule in awards for e in self._evidence(rule)])

    def _award(self, rule: RuleReading, *, branch: bool = False) -> r.ItemTerm:
        evidence = self._evidence(rule)
        words = self._words((rule.start, rule.end))
        if rule.kind == "tiers":
            return self._tiers(rule)
        if rule.kind == "judgement":
            return r.Judge(
                input=self._input("points", words, "分"), text=words, high=rule.most or rule.cap, evidence=evidence
            )
        if rule.kind == "external":
            return r.External(input=self._input("points", words, "分"), document=words, evidence=evidence)
        if rule.kind == "pro_rata":
            share = _SHARE.match(self._words(rule.outcome))
            name = share[1] if share else f"完成比例：{self.indicator.name}"
            return r.ProRata(
                of=self._known(name) or r.Obs(input=self._input("number", name, None)), base=None, evidence=evidence
            )
        if rule.kind == "rank":
            of = self._known(self.indicator.name) or r.Obs(input=self._input("number", self.indicator.name, None))
            return r.Ranked(of=of, group="同类机构", best=_best(words), evidence=evidence)
        return r.FullIf(when=self._when(rule.condition), evidence=evidence)

    def _tiers(self, rule: RuleReading) -> r.ItemTerm:
        """A ladder with its points; a person places on one that leaves a choice (优8-10分) or prints no conditions."""
        amounts = [self._rung(rung) for rung in rule.rungs]
        spans = [rung.condition for rung in rule.rungs if rung.condition]
        if None in amounts or any(rung.open for rung in rule.rungs) or len(set(spans)) < len(spans):
            words = self._words((rule.start, rule.end))
            ident = self._input("points", words[:60], "分")
            return r.Judge(input=ident, text=words, high=rule.points, evidence=self._evidence(rule))
        rows = [
            r.TierRow(when=self._when(rung.condition), points=points)
            for rung, points in zip(rule.rungs, amounts, strict=True)
            if points
        ]
        zero = any(points == 0 for points in amounts)
        return r.Tiers(rows=rows, otherwise=Decimal(0) if zero else None, evidence=self._evidence(rule))

    def _rung(self, rung: Rung) -> Decimal | None:
        """The points of a rung; 满分 and 一半 are of the item's, None where it has none."""
        if rung.points is not None:
            return rung.points
        return _part(self.indicator.points, rung.share)

    def _unspecified(self) -> r.ItemTerm:
        predicates = [self._target(at) for at in range(len(self.indicator.targets))]
        predicates += self._events()
        if not predicates or self._has_duties():
            predicates.append(
                r.Judged(
                    input=self._input("fact", f"按要求完成：{self.indicator.name}", None), text=self.indicator.name
                )
            )
        when = predicates[0] if len(predicates) == 1 else r.All(of=predicates)
        return r.Unspecified(when=when)

    # --- losses ----------------------------------------------------------------------------------

    def _loses(self, rule: RuleReading) -> bool:
        if rule.kind in ("judgement", "external", "pro_rata"):
            return "扣" in self._words(rule.outcome)
        return rule.kind in ("deduct_once", "deduct_each", "deduct_step", "zero")

    def _losses(self, rules: list[RuleReading]) -> list[r.Loss]:
        """The losses of an item; those that share their cap are one sum of points."""
        found: list[r.Loss] = []
        for pool in _pooled(rules):
            if len(pool) > 1 and all(rule.points is not None for rule in pool):
                evidence = [e for rule in pool for e in self._evidence(rule)]
                found.append(r.DeductEach(count=self._sum(pool), points=Decimal(1), cap=pool[0].cap, evidence=evidence))
            else:
                found += [loss for rule in pool for loss in self._loss(rule)]
        return found

    def _loss(self, rule: RuleReading) -> list[r.Loss]:
        evidence = self._evidence(rule)
        points = rule.points if rule.share is None else _part(self.indicator.points, rule.share)
        words = self._words((rule.start, rule.end))
        if rule.kind == "zero":
            return [r.ZeroIf(when=self._when(rule.condition), evidence=evidence)]
        if rule.kind == "deduct_once" and points is not None:
            return [r.DeductOnce(when=self._until(rule), points=points, evidence=evidence)]
        if rule.kind == "deduct_each" and points is not None:
            return [r.DeductEach(count=self._count(rule), points=points, cap=rule.cap, evidence=evidence)]
        if rule.kind == "deduct_step" and points is not None:
            return self._steps(rule, points)
        if rule.kind == "external":
            return [r.ExternalLoss(input=self._input("points", words, "分"), document=words, evidence=evidence)]
        return [
            r.JudgeLoss(
                input=self._input("points", words, "分"), text=words, high=rule.most or rule.cap, evidence=evidence
            )
        ]

    def _until(self, rule: RuleReading) -> r.Predicate:
        """When a loss is due: up to the next step of its ladder (一次扣1分，两次扣3分), where it is on one."""
        when = self._when(rule.condition)
        if not rule.yields:
            return when
        following = self.reading.rules[self.reading.rules.index(rule) + 1]
        return r.All(of=[when, r.Not(of=self._when(following.condition))])

    def _steps(self, rule: RuleReading, points: Decimal) -> list[r.Loss]:
        """A step needs the bound it is counted from: the target in its condition. Without one, steps are counted."""
        found = self._stepped(rule)
        if not found or rule.step is None:
            each = r.DeductEach(count=self._count(rule), points=points, cap=rule.cap, evidence=self._evidence(rule))
            return [each]
        return [self._step(rule, at, rule.step, points) for at in found]

    def _step(self, rule: RuleReading, at: int, step: Decimal, points: Decimal) -> r.Loss:
        target = self.indicator.targets[at]
        bound = target.value if isinstance(target.value, Decimal) else Decimal(0)
        return r.DeductStep(
            of=self._measured(at), side="above" if target.relation in ("<=", "<") else "below",
            bound=bound, step=step, points=points, cap=rule.cap, evidence=self._evidence(rule),
        )  # fmt: skip

    def _stepped(self, rule: RuleReading) -> list[int]:
        """The targets a step is counted from: in the clause, named by it, all in front of it that it is for, or the only
        one of the row; else none.
        """
        words = self._words((rule.start, rule.end))
        numeric = [t for t in self.reading.targets if isinstance(t.value, Decimal)]
        inside = [t for t in numeric if rule.start <= t.start < rule.end]
        named = [t for t in numeric if t.measure and self._words(t.measure) in words]
        several = [t for t in numeric if rule.covers and rule.covers[0] <= t.start < rule.covers[1]]
        found = several or inside or named or numeric
        rising = any(word in words for word in ("超", "高", "增", "上升", "延"))
        fit = [t for t in found if (t.relation in ("<=", "<")) == rising and _in_unit_of(t, rule.unit)]
        whole = len(fit) == len(found) and (several or len(found) == 1)
        return [self.reading.targets.index(t) for t in fit] if whole and not (several and rule.cap) else []

    def _sum(self, pool: list[RuleReading]) -> r.Measure:
        """Points of several rules that share a cap: what each counts, times its points."""
        return r.Add(of=[r.Mul(of=[self._count(rule), r.Lit(value=rule.points or Decimal(0))]) for rule in pool])

    def _count(self, rule: RuleReading) -> r.Measure:
        name = self._words(rule.condition) or self._words(rule.outcome)
        if sum(other.condition == rule.condition for other in self.reading.rules) > 1 and rule.points is not None:
            name = f"{name}（{plain(rule.points)}分）"  # 国家级、省级表彰分别加5分、3分
        if rule.step not in (None, 1):
            return r.Obs(input=self._input("count", f"{name}（满几级填几）", "级"))
        return r.Obs(input=self._input("count", name, "项（例、次）"))

    # --- predicates ------------------------------------------------------------------------------

    def _target(self, at: int) -> r.Predicate:
        target = self.indicator.targets[at]
        evidence, modality = target.evidence, target.modality
        if target.relation == "between":
            low, high = target.low or Decimal(0), target.high or Decimal(0)
            return r.Within(of=self._measured(at), low=low, high=high, modality=modality, evidence=evidence)
        if isinstance(target.value, str) and ":" not in target.value:
            ident = self._target_input(target)
            return r.Grade(
                input=ident, at_least=target.value, order=_order(target.value), modality=modality, evidence=evidence
            )
        bound = _bound(target.value)
        if target.per in ("month", "quarter", "week", "day"):
            ident = self._target_input(target)
            return r.PerPeriod(input=ident, at_least=bound, period=target.per, modality=modality, evidence=evidence)
        right = r.Lit(value=bound)
        return r.Cmp(
            left=self._measured(at), relation=target.relation, right=right, modality=modality, evidence=evidence
        )

    def _measured(self, at: int) -> r.Measure:
        """What a target is held against: its row's formula, computed from what it is made of, else a reported value."""
        link, target = self.reading.computed[at], self.indicator.targets[at]
        tree = self.trees[link] if link is not None else None
        return scaled(tree, target.unit) if tree else r.Obs(input=self._target_input(target))

    def _known(self, name: str) -> r.Measure | None:
        """The formula of the row that a rule names (得分按完成率…), if there is one."""
        names = [same_name(formula.name) for formula in self.indicator.formulas]
        return self.trees[names.index(same_name(name))] if names.count(same_name(name)) == 1 else None

    def _ask(self, name: str) -> Input:
        return self.inputs.quantity(name, self.indicator.id, self.indicator.name)

    def _target_input(self, target: Target) -> str:
        name = target.measure or self.indicator.name
        if isinstance(target.value, str) and ":" in target.value:
            return self._input("number", f"{name}（后项÷前项）", None)
        if isinstance(target.value, str):
            return self._input("grade", name, None)
        periods = {"month": "逐月填写", "quarter": "逐季度填写", "week": "逐周填写", "day": "逐日填写"}
        name = f"{name}（{periods[target.per]}）" if target.per in periods else name
        return self._input("number", name, target.unit)

    def _events(self) -> list[r.Predicate]:
        """全年不发生…: a count that has to be 0."""
        text = self.reading.text
        found: list[r.Predicate] = []
        for match in lexicon.pattern("no_event").finditer(text.plain):
            group = next(name for name in ("what", "what2", "what3") if match[name])
            name = f"{text.raw[slice(*match.span(group))]}（发生次数）"
            found.append(r.NoEvents(input=self._input("count", name, "次"), evidence=text.evidence(*match.span())))
        return found

    def _veto_events(self) -> r.Predicate:
        events = self._events()
        if len(events) == 1:
            return r.Not(of=events[0])
        text = f"出现一票否决情形：{self.indicator.name}"
        return r.Judged(input=self._input("fact", text, None), text=text)

    def _when(self, span: tuple[int, int] | None, scope: str | None = None) -> r.Predicate:
        """A printed condition: a fact that is collected under its own words."""
        words = self._words(span) or self.indicator.name
        evidence = self.reading.text.evidence(*span) if span else []
        return r.Judged(input=self._input("fact", words, None, scope), text=words, evidence=evidence)

    def _has_duties(self) -> bool:
        """Whether something is asked for beside targets and events: a segment, or a formula that no target bounds."""
        if len({link for link in self.reading.computed if link is not None}) < len(self.reading.formulas):
            return True
        events = [match.span() for match in lexicon.pattern("no_event").finditer(self.reading.text.plain)]
        spans = [(t.start, t.end) for t in self.reading.targets] + events
        spans += [(f.start, f.end) for f in self.reading.formulas]
        segments = [s for sentence in self.reading.text.sentences for s in sentence.segments]
        return any(
            s.end - s.start >= MIN_DUTY and not any(a < s.end and s.start < b for a, b in spans) for s in segments
        )

    # --- words -----------------------------------------------------------------------------------

    def _words(self, span: tuple[int, int] | None) -> str:
        return self.reading.text.raw[span[0] : span[1]].strip() if span else ""

    def _evidence(self, rule: RuleReading) -> list[Evidence]:
        return self.reading.text.evidence(rule.start, rule.end)

    def _input(self, kind: InputType, name: str, unit: str | None, scope: str | None = None) -> str:
        scope = normalize(self.indicator.name) if scope is None else scope
        return self.inputs.add(scope, " ".join(name.split()), kind, unit, self.indicator.id)


def _part(points: Decimal | None, share: Decimal) -> Decimal | None:
    """A part of the points of an item; None where it has none."""
    return None if points is None else points * share


def _pooled(rules: list[RuleReading]) -> list[list[RuleReading]]:
    """Rules that share a cap together, each other one alone, in order."""
    found: list[list[RuleReading]] = []
    for rule in rules:
        if rule.pool is not None and found and found[-1][-1].pool == rule.pool:
            found[-1].append(rule)
        else:
            found.append([rule])
    return found


def _in_unit_of(target: TargetReading, unit: str | None) -> bool:
    """Whether a step is counted in what the target is: 0.1‰ is no step of a target in percent."""
    same = {"百分点": "%", "百分之": "%", "千分之": "‰"}
    step, own = ((each or "").removeprefix("个") for each in (unit, target.unit))
    return unit is None or same.get(step, step) == same.get(own, own)


def _narrow_first(branches: list[tuple[str, RuleReading]]) -> list[RuleReading]:
    """Branches as printed, but 未签约未开工 before 未开工: who fits the narrower one fits the wider one too."""
    ordered: list[tuple[str, RuleReading]] = []
    for words, rule in branches:
        at = next((n for n, (wider, _) in enumerate(ordered) if wider and _holds(words, wider)), len(ordered))
        ordered.insert(at, (words, rule))
    return [rule for _, rule in ordered]


def _holds(words: str, wider: str) -> bool:
    """Whether the wider condition is said in the words; 未开工 does not say 开工."""
    return re.search(rf"(?<![未不非没无]){re.escape(wider)}", words) is not None


def _best(words: str) -> r.Side:
    """Which end of a ranking comes first, where its words say so."""
    if any(word in words for word in lexicon.words("rank_low_first")):
        return "low"
    return "high" if any(word in words for word in lexicon.words("rank_high_first")) else "undetermined"


def _order(grade: str) -> list[str]:
    """The order a grade belongs to, worst first; an unknown grade has none and stays open."""
    return next((order for order in LADDERS.values() if grade in order), [])


def _bound(value: Decimal | str | None) -> Decimal:
    """1:0.5 under 床护比 is nurses ÷ beds ≥ 0.5: the second term over the first."""
    if isinstance(value, str):
        first, second = (Decimal(part) for part in value.split(":"))
        return (second / first).quantize(Decimal("0.000001")).normalize() if first else Decimal(0)
    return value or Decimal(0)
