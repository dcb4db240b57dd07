"""Targets: measure, relation, quantity, as printed. 达到95%以上, ≤8.5天, 90%-95%, 每月至少安排1次专题学习."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import takewhile
from typing import Literal

from extractor import lexicon
from extractor.fields import damage
from extractor.fields.damage import Damage, Repair
from extractor.fields.measures import BLANK, clean_measure, says_nothing
from extractor.fields.numbers import Numbers
from extractor.fields.text import Spans, Text
from extractor.zh import periods, quantities
from extractor.zh.clauses import Segment, Sentence
from extractor.zh.numerals import ARABIC_PATTERN, number
from extractor.zh.periods import Period
from extractor.zh.quantities import STRIVE, Quantity, Relation

Sign = Literal["read", "convention", "inferred"]
PERCENT = 100
_TIMES = ("次", "场", "场次", "期", "轮", "遍", "天", "小时", "学时", "课时")
_DEGREES = ("℃", "摄氏度")
_EXTENTS = ("平方米", "㎡", "m²", "m2", "平方公里", "亩", "公顷", "公里")
_REACH = 120  # characters behind a number in which the name of what it counts stands
_SEVERAL = 4  # numbers that no name of a measure holds
_NONE = (-1, -1)  # no measure can be named
_COUNTED_NOUN = re.compile(r"的[一-鿿()]{2,24}")  # 播放不少于6种的音像材料: what is counted, no condition
_AND_NOT = re.compile(r"[，,]?\s?(?:且|并且|而|又)(?:未|没|不|无)")  # 低于80分，且未按期补考的: a case
_AT_LEAST = re.compile(r"(?:至少|最少)(?P<deed>[一-鿿]{2,4})\Z")  # 每季度至少干预1次
_WHOM_AT = re.compile(r"[对向]")
_REGULAR_ACT = re.compile(rf"(?:{periods.LEADING.pattern})(?P<act>[一-鿿]{{2,6}})\Z")
_WHOM_EACH = re.compile(rf"(?:{periods.LEADING.pattern})[对向]|[对向][^，。；、]{{1,24}}(?:{periods.LEADING.pattern})")
_EACH_ONE = re.compile(r"每一?(?:名|个|人|位|所|户|家|村|校|班|支|科室|单位)[一-鿿]{0,8}")  # 每名学生至少掌握1项特长
_PERIODIC = re.compile(rf"(?:每(?:学?年|季度?|月|周|日|天)|{periods.OTHER.pattern})(?:至少|不少于)?\Z")
_EACH_BEFORE = re.compile(r"每[一-鿿]{1,3}\Z")
_PER_MANY = re.compile(r"每[百千万][一-鿿]{1,2}(?=[0-9])")
_ENDS = re.compile(r"\s?(?:[，。；、)\n]|(?:及|或)?以[上下内]|的?[得计记]|\Z)")
_LENGTHS = ("年", "周", "天", "日", "小时", "分钟", "秒", "个月", "工作日", "自然日")  # 15天 alone may be most or least
_AMOUNTS = "|".join(unit for unit in quantities.UNITS if not unit.endswith(_LENGTHS) and unit not in ("级", "点"))
_VALUE_CELL = re.compile(
    rf"(?P<sign>≥|≤|>|<|=|不少于|不低于|不超过|不高于)?\s?(?P<value>{ARABIC_PATTERN})\s?"
    rf"(?P<unit>{_AMOUNTS})?(?P<suffix>及?以上|及?以下|以内)?\Z"
)
_SIGN_AFTER = re.compile(r"[ \t]?[≥≤<>]")  # in the same line
_YEAR_ONLY = re.compile(r"(?:20[0-9]{2}年(?:度)?|其中|较.{1,6}|比.{1,8})(?:增长|下降|提高|降低|压减|减少|增加)?\Z")
_COUNTED = re.compile(r"[0-9]\s?(?:%|个(?!工作日|自然日|月|小时)|[次项例人期场篇件份名户张条])")
_NO_GRADE = re.compile(r"[0-9]|不得|不能|不予")
_SIGNED = re.compile(r"[≥≤<>]|分值|权重分")
_PAID = re.compile(r"[扣得加分%]")
_ORIGIN = re.compile(r"(?:由|从)[^，]{0,12}\Z")
_NO_NAME = re.compile(r"扣分|加分|\A为|\A(?:得分|最高|最多|最低|上限)\Z|[0-9]\s?[类种]\Z")
_OUTCOME = re.compile(r"(?:不?得|计|扣|加|记)(?:[0-9满]|分\Z)")  # ≤40DDDs得满分
_BOUND = re.compile(r"[≥≤<>]|不(?:得|应)?(?:少于|低于|超过|高于)")  # 不少于每公里
_BY_WORD = ("为", "=")
_HELD_IN = ("控制在", "保持在", "稳定在", "提高到")
_STRICT_WORDS = ("超", "超过", "大于", "高于", "多于", "小于", "低于", "少于", "不足", "不满", "不到")
_NOUN_BEHIND = re.compile(r"(?!以|及|或|且|并|均|都|为|，|。|；)[一-鿿]")
_GRADED_NOUN = re.compile(rf"(?:{quantities.WORD_GRADE})(?:及|或)?以上(?:[一-鿿]{{0,8}})(?:率|比例|占比|数|人|单位)")
_SINCE = re.compile(r"(?:之日起|日起|时起|之日|后|之后)\Z")  # 收到投诉之日起5个工作日内办结
_GOAL = re.compile(r"(?:目标值|指标值|标准值|计划值|目标|指标)(?:为|是)?\s?:?\s?\Z")
_AT_ZERO = ("", "为", "达到", "达", "保持在", "稳定在", "=")
_BAND = re.compile(r"(?:且|并|而)\s?(?:≥|≤|<|>|大于|小于|高于|低于|不低于|不高于|不少于|不超过)")
_OF_BASE = re.compile(
    r"(?P<of>控制在|不超过|不高于|不低于|不少于|达到|不得超过)(?P<base>[一-鿿]{1,20}?)的\Z"
)  # 控制在预算的105%以内
_MEMBER = re.compile(r"(?:[^、和及与]|及(?=[时格])){2,}")
_NOUN = re.compile(r"[^，。；、]{1,20}?(?=用于|用来|作为|投入|，|。|；|\Z)")


@dataclass(frozen=True, slots=True)
class TargetReading:
    """A target with spans in the requirement: `start`..`end` covers measure, relation and quantity.

    A measure of None is the indicator itself (the requirement is only "≥95%"). `listed` is set for a
    declared list that names fewer (等14项具体措施): how many it names. `period` is one that `per` has no name for
    (每学期). `repairs` are signs that the source lost.
    """

    measure: tuple[int, int] | None
    relation: Relation | Literal["between"]
    value: Decimal | str | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    modality: Literal["must", "strive"]
    per: Period | None
    deadline: str | None
    base: tuple[int, int] | None
    sign: Sign
    start: int
    end: int
    quantity: tuple[int, int]
    listed: int | None = None
    split: bool = False
    period: str | None = None
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stated:
    """The relation of a quantity and where its words begin and end."""

    relation: Relation | None
    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class _Based:
    """A share of a base: the spans of base and noun, and the relation before the base."""

    base: tuple[int, int]
    noun: tuple[int, int]
    stated: _Stated


@dataclass(frozen=True, slots=True)
class Around:
    """What targets are read among: spans whose numbers are conditions of points lost, formulas with the spans of
    their names, what the document lost, and the conditions of points won.
    """

    conditions: Spans
    formulas: tuple[tuple[tuple[int, int], tuple[int, int] | None], ...] = ()
    harm: Damage = Damage()
    won: Spans = Spans([])


def read_targets(text: Text, numbers: Numbers, around: Around) -> list[TargetReading]:
    """All targets of a requirement."""
    found: list[TargetReading] = []
    for sentence in text.sentences:
        earlier: list[TargetReading] = []
        for segment in sentence.segments:
            earlier += _Segment(text, numbers, around, sentence, segment, earlier).targets()
        found += earlier
    named = {(t.value, t.low, t.unit) for t in found if t.measure}
    found = [t for t in found if t.measure or (t.value, t.low, t.unit) not in named]
    return sorted(found + list(_open_lists(text)), key=lambda target: target.start)


def read_value(text: Text) -> list[TargetReading]:
    """A cell of a target column that holds one number: 5000以上, ≤35, 300, 18家; its unit may have a column."""
    match = _VALUE_CELL.match(text.plain.strip())
    value = number(match["value"]) if match else None
    if match is None or value is None:
        return []
    word = match["sign"] or match["suffix"]
    relation = quantities.PREFIX_RELATIONS.get(match["sign"] or "") or quantities.SUFFIX_RELATIONS.get(
        match["suffix"] or ""
    )
    span = (0, len(text.raw))
    return [
        TargetReading(
            None, relation or ">=", value, None, None, match["unit"], "must", None, None, None,
            "read" if word else "convention", *span, span,
        )
    ]  # fmt: skip


def _open_lists(text: Text) -> Iterator[TargetReading]:
    """等14项具体措施 after six named ones: at least that many. A list that names them all is no number to reach."""
    for match in lexicon.pattern("list_size").finditer(text.plain):
        sentence = text.sentence(match.start())
        listed = text.plain[sentence.start : match.start()].count("、") + 1 if sentence else 1
        if listed < int(match["size"]):
            yield TargetReading(
                match.span("what"), ">=", Decimal(match["size"]), None, None, match["unit"], "must", None, None, None,
                "convention", match.start("size"), match.end(), (match.start("size"), match.end("unit")), listed,
            )  # fmt: skip


@cache
def _light_verbs() -> tuple[str, ...]:
    verbs = (lexicon.words(name) for name in ("achieving_verbs", "making_verbs", "light_verbs", "acts"))
    return tuple(sorted({verb for each in verbs for verb in each}, key=len, reverse=True))


@cache
def _sized() -> re.Pattern[str]:
    """5000万元以上(的)|工业项目: the number is the size of a thing."""
    return re.compile(rf"的?[一-鿿]{{0,6}}?(?:{'|'.join(lexicon.words('sized_things'))})(?![一-鿿]*(?:率|比例|占比))")


@cache
def _name_goes_on() -> re.Pattern[str]:
    """逾期90天以上|贷款占比不超过1.2%: the number belongs to the name of what is measured."""
    relations = "|".join(word for word in quantities.PREFIX_RELATIONS if len(word) > 1)
    names = "|".join(lexicon.words("rate_names"))
    return re.compile(rf"(?!的|为|，|得|内)[一-鿿()]{{2,20}}?(?:{names})\s?(?:[≥≤<>=]|[应须均]?(?:{relations})|[0-9])")


@cache
def _achieving() -> tuple[str, ...]:
    return (*lexicon.words("achieving_verbs"), *lexicon.words("making_verbs"))


@dataclass(slots=True)
class _Segment:
    text: Text
    numbers: Numbers
    around: Around
    sentence: Sentence
    segment: Segment
    earlier: list[TargetReading]

    def targets(self) -> list[TargetReading]:
        start, found = self.segment.start, []
        pending = self._quantities()
        unread: list[int] = []
        while pending:
            quantity, *pending = pending
            reading = self._target(quantity, max(self._item(start, quantity), self._formula_end(quantity)))
            if reading is None:
                unread.append(quantity.end)
                start = max(start, unread[-_SEVERAL] if len(unread) >= _SEVERAL else start)  # no name holds so many
                continue
            shared = self._respectively(reading, pending)
            found += _pair(self.text.plain, reading, shared) if shared else _each_named(self.text.plain, reading)
            pending = pending[len(shared) :]
            start = max(start, shared[-1].end if shared else reading.end)
        return found

    def _item(self, start: int, quantity: Quantity) -> int:
        """Where the item of a list begins that a number opens: 15分钟内响应、2小时内恢复."""
        plain = self.text.plain
        opens = start > self.segment.start and plain[start : quantity.start].rstrip().endswith("、")
        return quantity.start if opens else start

    def _formula_end(self, quantity: Quantity) -> int:
        """Where a formula before the quantity ends: …×100%≥95%, …应接种人数100某种疫苗接种率85%."""
        ends = (span[1] for span, _ in self.around.formulas if self.segment.start < span[1] <= quantity.start)
        return max(ends, default=0)

    def _quantities(self) -> list[Quantity]:
        plain, segment = self.text.plain, self.segment
        first = bisect_left(self.numbers.quantities, segment.start, key=lambda quantity: quantity.start)
        following = takewhile(lambda quantity: quantity.start < segment.end, self.numbers.quantities[first:])
        inside = [quantity for quantity in following if quantity.end <= segment.end]
        graded = [
            Quantity(g.start + segment.start, g.end + segment.start, "grade", None, g.value)
            for g in self._grades(plain[segment.start : segment.end])
        ]
        graded = [g for g in graded if not any(q.start < g.end and g.start < q.end for q in inside)]
        return sorted([*inside, *graded], key=lambda quantity: quantity.start)

    def _grades(self, plain: str) -> list[Quantity]:
        """Grades with a relation: 为“良”及以上, ≥B+等次, 等次为优秀."""
        loose = quantities.GRADE.finditer(plain)
        at_end = [
            Quantity(m.start(), m.end(), "grade", None, m["grade"])
            for m in loose
            if m.end() == len(plain) and quantities.relation_before(plain, m.start())
        ]
        strict = quantities.grades(plain)
        both = strict + [g for g in at_end if all(g.start != s.start for s in strict)]
        return [
            g for g in both if quantities.relation_before(plain, g.start) or quantities.relation_after(plain, g.end)
        ]

    def _respectively(self, reading: TargetReading, pending: list[Quantity]) -> list[Quantity]:
        """甲率、乙率分别达到90%、95%: the quantities that follow the first one, with nothing but 、 between."""
        plain = self.text.plain
        if reading.measure is None or "分别" not in plain[reading.measure[0] : reading.quantity[0]]:
            return []
        end, shared = reading.quantity[1], []
        for quantity in pending:
            if plain[end : quantity.start] not in ("、", "和", "，", "及"):
                break
            shared.append(quantity)
            end = quantity.end
        return shared

    def _target(self, quantity: Quantity, left: int) -> TargetReading | None:
        quantity, repairs = self._whole(self._below_zero(self._either_way(self._scored(quantity))), left)
        stated = self._relation(quantity, left)
        base = self._base(quantity, left, stated)
        if not self._is_target(quantity, stated, left) or (base is None and self._is_condition(quantity, stated, left)):
            return None
        base = base or self._of_base(stated, left)
        if base is not None:
            stated = base.stated
        measure = base.noun if base else self._computed(left, stated) or self._measure(quantity, left, stated)
        if measure is None and base is None:
            measure = self._inherited(quantity, stated, left)
        if measure == _NONE or (base is None and not self._bound(quantity, stated, measure)):
            return None
        relation, value, low, high, sign = _value(quantity, stated)
        if repairs or (sign == "convention" and self._lost_relation(quantity)):
            sign = "inferred"
            repairs += () if relation == "between" else (Repair(quantity.start, "≥"),)
        spans = [(stated.start, stated.end), (quantity.start, quantity.end), *([measure] if measure else [])]
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        before = self.text.plain[left : quantity.start]
        strive = any(word in before for word in STRIVE)
        return TargetReading(
            measure, relation, value, low, high, quantity.unit, "strive" if strive else "must",
            self._per(quantity, before, based=base is not None), self._deadline(quantity), base.base if base else None, sign, start, end, (quantity.start, quantity.end),
            period=self._period(quantity, before), repairs=repairs, split=self._runs_together(measure),
        )  # fmt: skip

    def _runs_together(self, measure: tuple[int, int] | None) -> bool:
        """主任每月、护士长每周查房: two periods in one measure are two targets for a person to part."""
        return measure is not None and len(periods.LEADING.findall(self.text.plain, *measure)) > 1

    def _period(self, quantity: Quantity, before: str) -> str | None:
        """每学期, 次/学期: a period that a target has no word for."""
        many = _PER_MANY.search(before + self.text.plain[quantity.start])
        word = many or (periods.OTHER.search(before) if quantity.kind in ("count", "measure") else None)
        slashed = (
            quantity.per
            if quantity.per and periods.per(quantity.per) is None and "/" not in (quantity.unit or "")
            else None
        )
        return word.group() if word else slashed

    def _scored(self, quantity: Quantity) -> Quantity:
        """≥90分: points as a unit of a measure, where no rule took them."""
        plain = self.text.plain
        if quantity.kind == "bare" and plain[quantity.end : quantity.end + 1] == "分":
            return Quantity(quantity.start, quantity.end + 1, "measure", "分", quantity.value)
        return quantity

    def _either_way(self, quantity: Quantity) -> Quantity:
        """±5%以内 is from −5% to 5%."""
        before = self.text.plain[: quantity.start].rstrip()
        if not before.endswith("±") or not isinstance(quantity.value, Decimal):
            return quantity
        at = len(before) - 1
        return replace(quantity, start=at, value=None, low=-quantity.value, high=quantity.value)

    def _below_zero(self, quantity: Quantity) -> Quantity:
        """冷冻温度≤-18℃, 增幅不低于-5%: a minus sign, not the dash of a range."""
        plain, at = self.text.plain, quantity.start - 1
        before = plain[:at].rstrip()
        if at < 0 or plain[at] != "-" or not isinstance(quantity.value, Decimal) or not before:
            return quantity
        signed = quantity.unit in _DEGREES or quantities.relation_before(plain, at)
        if not signed or (before[-1].isascii() and before[-1] not in "<>="):
            return quantity
        return replace(quantity, start=at, value=-quantity.value)

    def _whole(self, quantity: Quantity, left: int) -> tuple[Quantity, tuple[Repair, ...]]:
        """The quantity with its lost signs: 9095% is 90%～95%; 接种率85 at a segment's end is 85%, where signs are lost."""
        plain = self.text.plain
        digits = plain[quantity.start : quantity.end].rstrip("% ")
        between = damage.band(digits) if quantity.kind == "percent" and quantity.unit == "%" else None
        if between and not quantities.relation_before(plain, quantity.start):
            at = quantity.start + len(str(between[0]))
            low, high = map(Decimal, between)
            return replace(quantity, value=None, low=low, high=high), (Repair(at, "%"), Repair(at, "～"))
        bare = quantity.kind == "bare" and self.around.harm.relations and quantity.end == self.segment.end
        if bare and plain[left : quantity.start].rstrip().endswith("率") and Decimal(str(quantity.value)) <= PERCENT:
            return replace(quantity, kind="percent", unit="%"), (Repair(quantity.end, "%"),)
        return quantity, ()

    def _lost_relation(self, quantity: Quantity) -> bool:
        """Whether ≥ was printed before a bare percentage; 100% needs none, also on paper."""
        return self.around.harm.relations and quantity.kind == "percent" and quantity.value != PERCENT

    def _computed(self, left: int, stated: _Stated) -> tuple[int, int] | None:
        """The name of the formula right before the relation: 合格率=甲/乙×100%≥95%, 合格率=甲/乙×100%，目标≥95%."""
        words = self.text.plain[left : stated.start].strip(BLANK)
        if not says_nothing(words):
            return None
        alone = [name for span, name in self.around.formulas if span[1] <= left]
        if not words and len(alone) == len(self.around.formulas) == 1 and left == self.sentence.start:
            return alone[0]  # 执行率=甲÷乙×100%。等于100%的得5分
        since = self.sentence.start if left == self.segment.start else left
        before = [name for span, name in self.around.formulas if since <= span[1] <= left]
        return before[0] if len(before) == 1 else None

    def _relation(self, quantity: Quantity, left: int) -> _Stated:
        """The relation before, the one after, or none; light verbs may stand between (至少安排1次)."""
        plain = self.text.plain
        start = quantity.start
        each = _EACH_BEFORE.search(plain, left, start)
        reached = quantities.relation_before(plain, each.start()) if each else None
        if each and reached and reached[2] in ("达到", "达"):
            start = each.start()  # 达到每千人1.5批次
        prefix = quantities.relation_before(plain, start) if start > left else None
        if prefix is None and quantity.unit in _TIMES and (deed := _AT_LEAST.search(plain, left, start)):
            start = deed.start("deed")
            prefix = quantities.relation_before(plain, start)
        if prefix is None and quantity.kind in ("count", "measure"):
            start = self._before_light_verb(left, start)
            prefix = quantities.relation_before(plain, start) if start > left else None
        if prefix and prefix[0] < left:
            prefix = None
        suffix = quantities.relation_after(plain, quantity.end)
        if suffix and (
            prefix is None or prefix[2] in ("达到", "达", "为", "在", "保持在", "稳定在", "提高到", "控制在")
        ):
            word = prefix[2] if prefix and prefix[2] in _HELD_IN else "以上"
            return _Stated(suffix[1], prefix[0] if prefix else quantity.start, suffix[0], word)
        if prefix:
            return _Stated(prefix[1], prefix[0], suffix[0] if suffix else quantity.end, prefix[2])
        return _Stated(None, quantity.start, quantity.end, "")

    def _before_light_verb(self, left: int, end: int) -> int:
        plain, verbs = self.text.plain, _light_verbs()
        if not plain.endswith(verbs, left, end):
            return end
        return end - len(next(verb for verb in verbs if plain.endswith(verb, left, end)))

    def _is_target(self, quantity: Quantity, stated: _Stated, left: int) -> bool:
        """No target: a condition of loss, a negated relation, a Chinese numeral or bare number without a sign."""
        plain = self.text.plain
        if self.around.conditions.touch(quantity.start, quantity.end):
            return False
        if plain[left : stated.start].endswith(("未", "没有", "不能", "未能", "未在", "未于", "不在")):
            return False
        if (
            plain.startswith(("未", "没有", "不能", "无法", "不合格", "不达标", "不称职", "被"), stated.end)
            and stated.word == "以上"
        ):
            return False  # 电梯困人30分钟内未解救
        if _SIGN_AFTER.match(plain, quantity.end) or _BAND.match(plain, stated.end):
            return False
        either_way = quantity.high is not None and quantity.low == -quantity.high
        if quantity.low is not None and not either_way and quantities.relation_after(plain, quantity.end):
            return False  # 95%-98%以上: a band and a bound contradict each other
        if quantity.kind == "grade" and _NO_GRADE.search(plain, self.segment.start, quantity.start):
            return False  # 85%以上为合格, 不得评为优秀
        if quantity.kind == "bare" and not _ENDS.match(plain, quantity.end):
            return False  # 8℃, 12/10万, 5 000万元: half a number
        zero = quantity.value == 0 and stated.word == "为"
        if quantity.kind == "bare" and (
            stated.relation is None or (stated.word in ("为", "达", "超", "=", "至少", "以上") and not zero)
        ):
            return False
        if quantities.is_han_number(plain[quantity.start : quantity.end]) and not zero:
            spoken = stated.relation is not None and stated.word not in ("为", "达", "超", "=")
            before = plain[left : self._before_light_verb(left, quantity.start)]  # 每月召开一次例会
            regular = _PERIODIC.search(before) or (
                quantity.unit in _TIMES and (_WHOM_EACH.search(before) or _routine(plain[left : quantity.start]))
            )
            return spoken or (quantity.kind == "count" and bool(regular))
        told = stated.word == "=" and _ENDS.match(plain, stated.end) is not None  # =42座
        return told or not (stated.word in _BY_WORD and quantity.kind in ("count", "measure"))

    def _is_condition(self, quantity: Quantity, stated: _Stated, left: int) -> bool:
        """人数＜200的，…; 200≤人数<500: which case is meant, not what is to be reached."""
        plain = self.text.plain
        rest = plain[stated.end : self.segment.end]
        signs = _SIGNED.search(plain, left, stated.start)
        span = plain[stated.start : stated.end].endswith("内") and re.search(r"率.{0,12}[0-9]", rest)
        if self.around.won.touch(stated.start, stated.end) and re.match(r"的?(?:，|得|计|\Z)", rest) and not signs:
            return False  # 结转结余率≤5%的，得满分
        counted = _COUNTED_NOUN.fullmatch(rest.strip(BLANK)) and not _PAID.search(plain, stated.start, self.segment.end)
        case = _name_goes_on().match(rest) is not None and quantity.kind in ("count", "measure")
        case = case or (stated.word == "以上" and quantity.kind == "measure" and _sized().match(rest) is not None)
        case = case or (stated.word in _STRICT_WORDS and _AND_NOT.match(plain, self.segment.end) is not None)
        case = case or (rest.startswith("之间") and stated.word not in _HELD_IN)  # 满意度在80%-95%之间，得分=…
        case = case or bool(_GRADED_NOUN.match(plain, stated.start, self.segment.end))  # 中等以上比例不低于75%
        case = case or (stated.word in _STRICT_WORDS and _NOUN_BEHIND.match(rest) is not None)  # 住院超30天患者
        return (rest.startswith(("的", "者", "左右", "上下")) and not counted) or bool(
            signs or span or case
        )  # 2周内随访率≥90%

    def _bound(self, quantity: Quantity, stated: _Stated, measure: tuple[int, int] | None) -> bool:
        """Without a sign a number is a target only after a rate, an achieving verb, or as a range or ratio."""
        if stated.relation is not None or (measure is None and quantity.kind in ("percent", "ratio")):
            return True
        if measure is None:
            return False
        plain = self.text.plain
        name = plain[measure[0] : measure[1]]
        if quantity.kind in ("percent", "ratio"):
            ends = name.rstrip(")").endswith(lexicon.words("rate_endings")) or name.endswith(")")
            return measure[1] <= quantity.start and (ends or quantity.low is not None)
        before = plain[self.segment.start : quantity.start]
        if quantity.unit == "百分点" or before.endswith(lexicon.words("change_words")):
            return before.endswith(lexicon.words("change_words"))
        if quantity.kind == "count" and (_PERIODIC.search(before) or (quantity.unit in _TIMES and _routine(before))):
            return True
        if (quantity.unit or "").endswith("元") and name.endswith(lexicon.words("money_nouns")):
            return self._ends_or_names(quantity, measure)
        achieved = any(verb in before for verb in _achieving()) or _GOAL.search(before) or quantity.value == 0
        if _counts_things(quantity) or (quantity.unit or "").endswith("元"):
            return bool(achieved) and self._ends_or_names(quantity, measure)
        return quantity.low is not None

    def _ends_or_names(self, quantity: Quantity, measure: tuple[int, int]) -> bool:
        """…项目2-4项, 组织2次演练, not 培训3人小组: the count ends the segment or its noun does."""
        after = self.text.plain[quantity.end : self.segment.end].strip(BLANK)
        follows = self.text.plain[quantity.end : quantity.end + 1]
        return not after or measure[0] >= quantity.end or after.startswith(("以上", "/")) or follows == "、"

    def _base(self, quantity: Quantity, left: int, stated: _Stated) -> _Based | None:
        """不少于年业务收入1.5%的经费: what the share is of, and the noun after 的."""
        plain = self.text.plain
        if quantity.kind != "percent" or stated.relation or plain[quantity.end : quantity.end + 1] != "的":
            return None
        noun = _NOUN.match(plain, quantity.end + 1, self.segment.end)
        for end in range(quantity.start - 1, left, -1):
            relation = quantities.relation_before(plain, end)
            if noun and relation and relation[0] >= left and relation[2] not in ("为", "达", "超"):
                return _Based(
                    (end, quantity.start), noun.span(), _Stated(relation[1], relation[0], quantity.end, relation[2])
                )
        return None

    def _of_base(self, stated: _Stated, left: int) -> _Based | None:
        """费用控制在预算的105%以内, 经费不低于公用经费总额的5%: the measure, what it is a share of, and the relation before that."""
        of = _OF_BASE.search(self.text.plain, left, stated.start)
        noun = clean_measure(self.text.plain, left, of.start()) if of else (0, 0)
        if of is None or noun[0] >= noun[1] or _NO_NAME.search(self.text.plain[slice(*noun)]):
            return None
        relation = stated.relation or quantities.PREFIX_RELATIONS[of["of"]]
        return _Based(of.span("base"), noun, replace(stated, relation=relation, start=of.start()))

    def _measure(self, quantity: Quantity, left: int, stated: _Stated) -> tuple[int, int] | None:
        """The noun phrase before the relation; where only verbs and periods stand there, the one after."""
        reach = min(self.segment.end, stated.end + _REACH)
        counted = _counts_things(quantity) or quantity.unit in _TIMES
        before = whole = clean_measure(self.text.plain, left, stated.start)
        if counted:
            before = clean_measure(self.text.plain, left, stated.start, counted=True)
            whole = before if _WHOM_AT.match(self.text.plain, *whole) else whole
        if quantity.kind == "count" and stated.relation and _PERIODIC.search(self.text.plain[left : stated.start]):
            after = clean_measure(self.text.plain, stated.end, reach, after=True)
            before = after if after[0] < after[1] else before  # 党支部每季度不少于2次集中学习
        after = (0, 0)
        if quantity.kind in ("count", "measure"):
            after = clean_measure(self.text.plain, stated.end, reach, after=True)
            after = (0, 0) if _OUTCOME.match(self.text.plain, after[0], after[1]) else after
        deed = self._deed(quantity, stated)
        if deed and (before[0] >= before[1] or _PERIODIC.search(self.text.plain[left : stated.start])):
            return deed
        own = self.text.plain[slice(*before)]
        verb = (
            own in (*lexicon.words("achieving_verbs"), "具有", "具备", "拥有", "持有") or _EACH_ONE.fullmatch(own)
        ) and after[0] < after[1]
        if before[0] < before[1] and not verb:
            return self._sound(before, quantity)  # but 选派不少于5名主治医师: the noun comes after
        if after[0] < after[1]:
            return self._sound(after, quantity)
        return self._sound(whole, quantity) if whole[0] < whole[1] else self._earlier()

    def _deed(self, quantity: Quantity, stated: _Stated) -> tuple[int, int] | None:
        """每月至少走访1次: the act between the relation and how often it is done."""
        start = stated.start + len(stated.word)
        words = self.text.plain[start : quantity.start].strip()
        least = stated.word in ("至少", "最少") and len(words) > 1
        made = words in (*lexicon.words("making_verbs"), *lexicon.words("achieving_verbs"))
        deed = words in lexicon.words("acts") or (least and not made)
        return (start, quantity.start) if quantity.unit in _TIMES and deed else None

    def _sound(self, span: tuple[int, int], quantity: Quantity) -> tuple[int, int] | None:
        """The span as a measure: none of a number's words, no bare verb; 目标值 is the indicator itself."""
        plain = self.text.plain[slice(*span)]
        origin = _ORIGIN.search(plain)
        if origin and origin.start() and re.search(r"[0-9]", origin.group()):
            return span[0], span[0] + origin.start()
        if plain in lexicon.words("generic_measures"):
            return None
        goal = _GOAL.search(plain)
        if goal and goal.start() > 1:
            span, plain = (span[0], span[0] + goal.start()), plain[: goal.start()]  # 新客户开发数量目标值20家
        bare = plain in lexicon.words("achieving_verbs") and not _is_act(plain, quantity)
        if (self.earlier and bare) or _YEAR_ONLY.match(plain):
            return _NONE
        if (
            _BOUND.search(plain)
            or lexicon.pattern("two_bounds").search(plain)
            or plain in lexicon.words("change_words")
            or _COUNTED.search(plain)
            or _NO_NAME.search(plain)
            or plain.count("(") != plain.count(")")
            or plain.endswith(("前", "第", "排名", "排序", "位列", "位居"))
            or plain in ("得", "计", "扣", "加", "记")
            or _SINCE.search(plain)
        ):
            return _NONE
        return span

    def _inherited(self, quantity: Quantity, stated: _Stated, left: int) -> tuple[int, int] | None:
        """每月不少于1次，每年不少于12次: the measure before, where the units agree; else only the row itself is left."""
        if not self.earlier or left > self.segment.start:
            return _NONE if self.earlier or left > self.segment.start else None
        last = self.earlier[-1]
        return last.measure if last.unit == quantity.unit and stated.relation else _NONE

    def _earlier(self) -> tuple[int, int] | None:
        """A segment that begins with its relation takes the segment before it: 来访群众满意度，达到95%."""
        earlier = [s for s in self.sentence.segments if s.end <= self.segment.start]
        if not earlier or any(earlier[-1].start <= q.start < earlier[-1].end for q in self.numbers.quantities):
            return None
        if lexicon.pattern("trend").fullmatch(self.text.plain[earlier[-1].start : earlier[-1].end].strip(BLANK)):
            return None
        span = clean_measure(self.text.plain, earlier[-1].start, earlier[-1].end)
        return span if 0 < span[1] - span[0] <= 24 else None

    def _per(self, quantity: Quantity, before: str, *, based: bool) -> Period | None:
        """每年, 年内 before a count; a rate is no count a year (全年增长6.5%), a share spent each year is."""
        match = periods.LEADING.search(before) if based or quantity.kind in ("count", "measure") else None
        return periods.per(quantity.per) or (periods.per(match.group()) if match else None)

    def _deadline(self, quantity: Quantity) -> str | None:
        """The last deadline before the quantity that stands in its segment or alone in an earlier one."""
        for deadline in reversed(self.numbers.deadlines):
            inside = self.segment.start <= deadline.start < quantity.start
            alone = any(
                s.end <= self.segment.start and s.start == deadline.start and s.end - deadline.end <= 1
                for s in self.sentence.segments
            )
            if inside or alone:
                return deadline.date
        return None


def _routine(before: str) -> bool:
    """每月全盘, 每周抽盘 in front of how often: an act of its own, no incident."""
    found = _REGULAR_ACT.search(before)
    return found is not None and not any(word in found["act"] for word in lexicon.words("incidents"))


def _counts_things(quantity: Quantity) -> bool:
    """建成厂房2万平方米 counts 厂房 as 组建队伍2支 counts 队伍; hours and sums of money do not."""
    return quantity.kind == "count" or (quantity.unit or "").endswith(_EXTENTS)


def _is_act(name: str, quantity: Quantity) -> bool:
    """培训2次, 学习40学时: the act is what is counted; 培训30人 counts whom it reaches."""
    return name in lexicon.words("acts") and quantity.unit in _TIMES


def _value(
    quantity: Quantity, stated: _Stated
) -> tuple[Relation | Literal["between"], Decimal | str | None, Decimal | None, Decimal | None, Sign]:
    """1-2次 to do is a lower bound, 90%-95% a band, a number without a sign ≥ by convention."""
    if quantity.low is not None:
        if quantity.kind == "count" and stated.relation in (None, ">="):
            return ">=", quantity.low, None, None, "convention"
        return "between", None, quantity.low, quantity.high, "read"
    if quantity.value == 0 and stated.word in _AT_ZERO and stated.relation in (None, ">=", "="):
        return "=", quantity.value, None, None, "read" if stated.relation else "convention"  # 投诉率为0
    return stated.relation or ">=", quantity.value, None, None, "read" if stated.relation else "convention"


def _each_named(plain: str, reading: TargetReading) -> list[TargetReading]:
    """办复率、面商率均达100%: one target for each rate that is named in full; 产前、术前筛查率 is one name."""
    if reading.measure is None:
        return [reading]
    offset = reading.measure[0]
    names = list(_MEMBER.finditer(plain[slice(*reading.measure)]))
    if len(names) < 2 or not all(name.group().endswith(lexicon.words("rate_names")) for name in names):
        return [reading]
    return [replace(reading, measure=(offset + name.start(), offset + name.end())) for name in names]


def _pair(plain: str, first: TargetReading, shared: list[Quantity]) -> list[TargetReading]:
    """One target for each measure and value; where their counts differ each value keeps the whole phrase."""
    if not shared or first.measure is None:
        return [first]
    offset = first.measure[0]
    names = [
        (offset + m.start(), offset + m.end())
        for m in re.finditer(r"(?:[^、和及与]|及(?=[时格]))+", plain[slice(*first.measure)])
    ]
    names = names if len(names) == len(shared) + 1 else [first.measure] * (len(shared) + 1)
    rest = [
        replace(
            first, measure=name, value=q.value, low=q.low, high=q.high, unit=q.unit, end=max(first.end, q.end),
            quantity=(q.start, q.end),
        )
        for name, q in zip(names[1:], shared, strict=True)
    ]  # fmt: skip
    rated = plain[slice(*names[0])].endswith(lexicon.words("rate_endings")) or names[0] == first.measure
    return [replace(first, measure=names[0], split=not rated), *(replace(t, split=not rated) for t in rest)]
