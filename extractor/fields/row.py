"""One Row → one Reading: every field with its evidence, and a review reason for every doubt."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice

from catalog.base import Evidence
from catalog.model import (
    Deadline,
    Indicator,
    Part,
    Review,
    ReviewField,
    RuleClause,
    RuleKind,
    Superseded,
    Target,
)
from catalog.problems import Language, sentence
from extractor import lexicon, words
from extractor.document import Cell, Change, Document, Doubtful
from extractor.fields import damage, headings, items
from extractor.fields.claims import claimed_from, held, last_segment, spans_of_rules, taken_from
from extractor.fields.conditions import without_stated
from extractor.fields.consistency import (
    awards,
    beside_points,
    implausible,
    inferred,
    lacks_percent,
    of_score,
    restated,
    sums,
)
from extractor.fields.damage import Damage
from extractor.fields.duties import offence, open_duties, tells_fault
from extractor.fields.formulas import FormulaReading, assess, read_formulas
from extractor.fields.leftovers import Doubt, leftovers, list_doubts, measure_doubts
from extractor.fields.levels import read_levels
from extractor.fields.lost_marks import lost_marks
from extractor.fields.numbers import read_numbers
from extractor.fields.parts import part_text, read_parts
from extractor.fields.row_facts import RowFacts
from extractor.fields.rules import RuleReading, read_rules
from extractor.fields.targets import Around, TargetReading, read_targets, read_value
from extractor.fields.text import Spans, Text
from extractor.fields.tier_columns import read_tier_columns
from extractor.sections import effect
from extractor.tables.rows import Row
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number
from extractor.zh.quantities import UNITS

_STATED = re.compile(r"[0-9]")
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(slots=True)
class Reading:
    """An indicator without its scoring term, and what `terms` needs to compose it.

    `computed` tells for each target of the indicator which formula of the row computes its measure.
    """

    indicator: Indicator
    text: Text
    targets: list[TargetReading]
    rules: list[RuleReading]
    formulas: list[FormulaReading]
    computed: list[int | None]


@dataclass(frozen=True)
class RowReader:
    """Reads rows of one document. `year` dates a deadline without a year."""

    document: Document
    year: int | None
    language: Language = "zh"
    nested: frozenset[tuple[int, int, int]] = frozenset()

    def read(self, row: Row, ident: str, ordinal: int, group: str | None) -> Reading:
        """Read one row into an indicator (its `rule` still empty)."""
        name, doubts = self._name(row)
        points, by_profile, veto, points_evidence, doubted = self._points(row, name)
        values = [cell for role, cell in row.attributes if role == "target_value"]
        text = Text.of(row.texts, self.document)
        if points is None and not row.points and (told := _stated_points(text)):
            points, points_evidence["points"] = told[0], text.evidence(*told[1])
        facts = self._facts(row, text, points, values)
        veto = veto or next((r.kind for r in facts.rules if r.kind in ("veto", "veto_excellence")), None)
        veto = veto or self._veto_above(row, points_evidence)
        valued = self._value_targets(ident, len(facts.targets), row, name.name, facts)
        valued += self._name_targets(ident, len(facts.targets) + len(valued), row, facts)
        targets = self._targets(ident, facts, name.name) + valued
        formulas = items.formula_items(ident, facts.text, facts.formulas, name.name)
        links = items.computed(targets, facts.formulas, name.name)
        if points is None and not row.points and awards(facts) and not beside_points(row):
            doubted = doubted or [Doubt("points", "R106", ())]
        doubts += (
            doubted + self._row_doubts(row, name, facts, valued) + self._doubts(facts, points, weighted=row.weighted)
        )
        pointed = points is not None or bool(by_profile)
        clauses = self._rules(facts, veto, points_evidence.get("veto", []), pointed=pointed)
        evidence = self._evidence(row, name, facts) | points_evidence
        number = name.number or self._number(row) or (None if name.name else _first_number(facts.text))
        indicator = Indicator(
            id=ident, ordinal=ordinal, number=number, name=name.name or self._first_clause(facts.text), group=group,
            requirement=facts.text.raw, attributes=_by_role(row),
            points=points, points_by_profile=by_profile, veto=veto,
            measures=items.measure_items(ident, targets, formulas, links, name.name), targets=targets,
            formulas=formulas, rules=clauses, parts=self._parts(facts),
            deadlines=self._deadlines(facts), superseded=facts.errata, review=self._reviews(doubts, facts.text),
            evidence=evidence,
        )  # fmt: skip
        return Reading(indicator, facts.text, facts.targets, facts.rules, facts.formulas, links)

    @cached_property
    def harm(self) -> Damage:
        """Which signs the document lost, as a whole."""
        return assess(normalize(self.document.text))

    def _name(self, row: Row) -> tuple[headings.Heading, list[Doubt]]:
        """The heading in the name cell, a lost ～ put back (036个月儿童 is 0～36个月儿童)."""
        heading = headings.heading(row.name.text if row.name else "")
        mended = damage.restore(heading.name)
        if not mended.repairs:
            return heading, []
        return replace(heading, name=mended.text), [Doubt("name", "R111", (("text", heading.name[:40]),))]

    # --- requirement -----------------------------------------------------------------------------

    def _facts(self, row: Row, whole: Text, points: Decimal | None, values: list[Cell]) -> RowFacts:
        errata, text = self._errata(whole)
        numbers = read_numbers(text, self.year)
        losses = _spans_of(text, row.losses)
        tariff = read_rules(text, points, losses, _spans_of(text, row.gains))
        columns = read_tier_columns(text, row.tiers) or read_levels(text)
        rules = [*(rule for rule in tariff.rules if not any(_touches(rule, each) for each in columns)), *columns]
        tariffs = tuple((rule.start, rule.end) for rule in rules if rule.kind == "pro_rata")
        formulas, unread = read_formulas(text, self.harm, tariffs)
        taken = [(f.start, f.end) for f in formulas] + unread
        named = tuple(((f.start, f.end), f.named) for f in formulas)
        won = Spans(rule.condition for rule in rules if rule.kind == "full_if" and rule.condition)
        targets = read_targets(
            text, numbers, Around(Spans(spans_of_rules(rules, text) + taken + tariff.noted), named, self.harm, won)
        )
        ruled = [(last_segment(rule, text), rule.end) for rule in rules]
        is_value = bool(whole.cells) and all(cell in values for cell in whole.cells)
        if is_value:
            targets = []  # the requirement is the target column, which is read with its unit
        shared = [(last_segment(rule, text), rule.outcome[0]) for rule in rules if rule.kind == "pro_rata"]
        spoken, claimed = Spans(taken + shared), Spans(taken + ruled)
        rated = Spans(taken + [(claimed_from(rule, text), rule.end) for rule in rules])
        targets = [t for t in targets if not held(t, spoken, rated, claimed).touch(*t.quantity)]
        stated = Spans([t.quantity for t in targets] + taken)
        rules, before = [without_stated(rule, text, stated) for rule in rules], rules
        claimed = Spans((a.start, a.end) for a, b in zip(rules, before, strict=True) if a.start > b.start)
        targets = [t for t in targets if not claimed.touch(*t.quantity)]  # 满意度≥90%，达到95%得满分
        kept = [] if tells_fault(rules, text) else _once(targets, text, won)
        again = [(t.start, t.end) for t in targets if t not in kept]
        graded = Spans([rule.outcome for rule in tariff.rules if rule.kind == "tiers"])
        parts = [part for part in read_parts(text, points) if not graded.touch(*part.bracket)]
        parts = [part for part in parts if not (losses and losses.touch(*part.bracket))]
        gained = bool(row.gains) or any(effect(level.text) == "bonus" for level in row.levels)
        noted = [*tariff.noted, *again]
        return RowFacts(text, numbers, rules, noted, kept, formulas, unread, parts, errata, is_value, gained)

    def _errata(self, whole: Text) -> tuple[list[Superseded], Text]:
        """Text before ”更正为“ is kept and never scored; the opening quote may be lost."""
        match = lexicon.pattern("erratum").search(whole.plain) if '"' in whole.plain else None
        if match is None:
            return [], whole
        old, new = match.span("old"), match.span("new")
        superseded = Superseded(
            text=whole.raw[slice(*old)], replaced_by=whole.raw[slice(*new)], evidence=whole.evidence(*old)
        )
        return [superseded], whole.without([(match.start(), new[0])])

    # --- fields ----------------------------------------------------------------------------------

    def _points(
        self, row: Row, name: headings.Heading
    ) -> tuple[
        Decimal | None, dict[str, Decimal] | None, headings.VetoKind | None, dict[str, list[Evidence]], list[Doubt]
    ]:
        """Points from the points cells, else from brackets in the name; a veto may stand beside them."""
        read = [(label, cell, headings.points(cell.text)) for label, cell in row.points]
        veto = next((p.veto for _, _, p in read if p.veto), None)
        evidence: dict[str, list[Evidence]] = {}
        for _, cell, p in read:
            _note(evidence, "points", self._cell(cell, p.span))
            _note(evidence, "veto", self._cell(cell, p.veto_span))
        doubts = [Doubt("points", "R105", (("text", cell.text),)) for _, cell, p in read if p.rest]
        if len(read) > 1:
            return None, {str(k): p.value for k, _, p in read if p.value is not None}, veto, evidence, doubts
        value = read[0][2].value if read else name.points
        if row.name and name.points is not None and (not read or read[0][2].value is None):
            value = name.points
            _note(evidence, "points", self._cell(row.name, name.points_span))
        told = bool(read) and read[0][2].none
        if read and value is None and not doubts and not veto and not told and not beside_points(row):
            doubts.append(Doubt("points", "R106", ()))
        return value, None, veto, evidence, doubts

    def _veto_above(self, row: Row, evidence: dict[str, list[Evidence]]) -> headings.VetoKind | None:
        """A group 一票否决项, or a name with 一票否决 in it, makes its rows vetoes."""
        for cell in [*([row.name] if row.name else []), *reversed(row.levels)]:
            kind, span = headings.veto_in(cell.text)
            if kind:
                _note(evidence, "veto", self._cell(cell, span))
                return kind
        return None

    def _evidence(self, row: Row, name: headings.Heading, facts: RowFacts) -> dict[str, list[Evidence]]:
        evidence: dict[str, list[Evidence]] = {}
        if row.name and row.name.text:
            _note(evidence, "name", self._cell(row.name, name.name_span))
        for cell in row.texts:
            _note(evidence, "requirement", self._cell(cell, (0, len(cell.text))))
        for level in row.levels:
            _note(evidence, "path", self._cell(level, (0, len(level.text))))
        if row.number and row.number.text:
            _note(evidence, "number", self._cell(row.number, (0, len(row.number.text))))
        for role, cell in row.attributes:
            _note(evidence, role, self._cell(cell, (0, len(cell.text))))
        return evidence

    def _cell(self, cell: Cell, span: tuple[int, int] | None) -> list[Evidence]:
        return self.document.quotes(cell, *span) if span else []

    def _number(self, row: Row) -> str | None:
        return (row.number.text.strip().rstrip("、.．") or None) if row.number else None

    def _first_clause(self, text: Text) -> str:
        sentences = text.sentences
        return text.raw[sentences[0].segments[0].start : sentences[0].segments[0].end][:40] if sentences else ""

    def _targets(self, ident: str, facts: RowFacts, name: str) -> list[Target]:
        text = facts.text
        return [
            _target(
                f"{ident}.t{index}", text, t, _measure(text, t.measure) or name, _printed_unit(text, t),
                base=_slice(text, t.base),
            )
            for index, t in enumerate(facts.targets, 1)
        ]  # fmt: skip

    def _value_targets(self, ident: str, count: int, row: Row, name: str, facts: RowFacts) -> list[Target]:
        """A target column (目标值) speaks of the indicator itself; a unit column completes it."""
        cells = _firsts(row)
        if "target_value" not in cells:
            return []
        unit = cells["unit"].text.strip() if "unit" in cells else _unit_in(name)
        found: list[Target] = []
        first = cells["target_value"]
        for cell in dict.fromkeys((first, *row.hoped)):
            read = self._column_targets(f"{ident}.t", count + len(found), cell, unit, name, facts)
            hoped = {"modality": "strive"} if cell in row.hoped else {}
            found += [target.model_copy(update=hoped) for target in read]
        return found

    def _column_targets(
        self, prefix: str, count: int, cell: Cell, unit: str | None, name: str, facts: RowFacts
    ) -> list[Target]:
        """The targets of one cell of a target column."""
        text = Text.of([cell], self.document)
        around = Around(Spans([]), harm=self.harm)
        readings = read_targets(text, read_numbers(text, self.year), around) or read_value(text)
        readings = [_by_tariff(t, facts) if t.sign == "convention" and t.relation == ">=" else t for t in readings]
        readings = [t for t in readings if not _said_of(replace(t, unit=t.unit or unit), name, facts)]
        return [
            _target(f"{prefix}{count + index}", text, t, _slice(text, t.measure) or name, t.unit or unit)
            for index, t in enumerate(readings, 1)
        ]

    def _name_targets(self, ident: str, count: int, row: Row, facts: RowFacts) -> list[Target]:
        """A name that is a requirement, 用户满意度达到90%（5分）, with the tariff beside it."""
        if row.name is None or row.name in row.texts or not _STATED.search(normalize(row.name.text)):
            return []
        text = Text.of([row.name], self.document)
        brackets = [match.span() for match in lexicon.pattern("points_bracket").finditer(text.plain)]
        found = read_targets(text, read_numbers(text, self.year), Around(Spans(brackets), harm=self.harm))
        said = {(_slice(facts.text, t.measure), t.value) for t in facts.targets}
        found = [
            t for t in found if t.measure and t.sign != "inferred" and (_slice(text, t.measure), t.value) not in said
        ]
        return [
            _target(f"{ident}.t{count + index}", text, t, _measure(text, t.measure) or "", t.unit)
            for index, t in enumerate(found, 1)
        ]

    def _rules(
        self, facts: RowFacts, veto: str | None, veto_evidence: list[Evidence], *, pointed: bool
    ) -> list[RuleClause]:
        """Clauses as printed; one `unspecified` first where duties have no tariff (a veto is none)."""
        found = [
            RuleClause(
                kind=r.kind, points=r.points, step=r.step, cap=r.cap, condition=_slice(facts.text, r.condition),
                evidence=facts.text.evidence(r.start, r.end),
            )
            for r in facts.rules
        ]  # fmt: skip
        case = None
        if veto_evidence and veto in ("veto", "veto_excellence") and not any(r.kind == veto for r in found):
            case = None if found or pointed else offence(facts.text)
            told = [*veto_evidence, *(facts.text.evidence(*case) if case else [])]
            kind: RuleKind = "veto" if veto == "veto" else "veto_excellence"
            found.append(RuleClause(kind=kind, condition=_slice(facts.text, case), evidence=told))
        if case is not None or not open_duties(facts, pointed=pointed):
            return found
        return [RuleClause(kind="unspecified"), *found]

    def _parts(self, facts: RowFacts) -> list[Part]:
        return [
            Part(number=p.number, text=part_text(facts.text, p), points=p.points, evidence=facts.text.evidence(*p.text))
            for p in facts.parts
        ]

    def _deadlines(self, facts: RowFacts) -> list[Deadline]:
        return [
            Deadline(date=d.date, text=facts.text.raw[d.start : d.end], evidence=facts.text.evidence(d.start, d.end))
            for d in facts.numbers.deadlines
        ]

    # --- doubts ----------------------------------------------------------------------------------

    def _row_doubts(self, row: Row, name: headings.Heading, facts: RowFacts, valued: list[Target]) -> list[Doubt]:
        doubts = [Doubt(f, code, params) for f, code, params in row.doubts]
        if not name.name:
            doubts.append(Doubt("name", "R107", ()))
        doubts += implausible(row, name.name)
        doubts += self._source_doubts(row) + measure_doubts(facts.text, facts.targets, name.name)
        falling = lexicon.words("falling_measures")
        doubts += [
            Doubt("targets", "R111", (("text", t.evidence[0].quote[:40]),))
            for t in valued
            if t.repairs or (t.sign == "convention" and t.relation == ">=" and t.measure.endswith(falling))
        ]
        doubts += [Doubt("targets", "R143", (("text", t.evidence[0].quote[:40]),)) for t in valued if lacks_percent(t)]
        values = [
            cell.text
            for role, cell in row.attributes
            if role == "target_value" and cell not in row.hoped and _DIGIT.search(cell.text)
        ]
        for value in values if not valued else values[1:]:  # 基本值 | 挑战值: the first column is read
            doubts.append(Doubt("targets", "R101", (("text", value[:40]),)))
        if row.stated and not facts.text.raw.strip():
            doubts.append(Doubt("requirement", "R109", ()))
        return doubts

    def _source_doubts(self, row: Row) -> list[Doubt]:
        """What the source did to a cell: tracked changes, and tables inside it."""
        doubts = []
        for name, cell in _cells(row):
            for change in self._revised(cell):
                doubts.append(Doubt(name, "R118", (("before", change.before[:40]), ("after", change.after[:40]))))
            if (row.table, cell.row, cell.column) in self.nested:
                doubts.append(Doubt(name, "R117", ()))
        doubts += self._unsure(row)
        if not any(doubt.code == "R117" for doubt in doubts) and (row.table, row.row) in self.nesting:
            doubts.append(Doubt("requirement", "R117", ()))  # a cell with nothing but a table
        return doubts

    def _unsure(self, row: Row) -> list[Doubt]:
        """What the reader was not sure of; from a requirement everything else of the row is read."""
        found: dict[tuple[ReviewField, str], Doubt] = {}
        fields = [*_cells(row), *(("path", level) for level in row.levels)]
        for name, cell in fields:
            field: ReviewField = "row" if name == "requirement" else name
            for doubt in self._doubtful(cell):
                found.setdefault((field, doubt.code), Doubt(field, doubt.code, doubt.params))
        return list(found.values())

    @cached_property
    def unsure(self) -> list[Doubtful]:
        """What the reader was not sure of, by its place."""
        return sorted(self.document.doubtful, key=lambda doubt: doubt.span.start)

    def _doubtful(self, cell: Cell) -> Iterator[Doubtful]:
        """What shares characters with a cell. Doubts are of whole pieces, so their ends are in order, too."""
        for span in cell.spans() if self.unsure else ():
            first = bisect_right(self.unsure, span.start, key=lambda doubt: doubt.span.end)
            last = bisect_left(self.unsure, span.end, key=lambda doubt: doubt.span.start)
            yield from self.unsure[first:last]

    @cached_property
    def revisions(self) -> list[Change]:
        """Tracked and struck changes by their place."""
        revised = [change for change in self.document.changes if change.kind == "revision"]
        return sorted(revised, key=lambda change: change.span.start)

    def _revised(self, cell: Cell) -> Iterator[Change]:
        """Changes inside a cell."""
        for span in cell.spans() if self.revisions else ():
            at = bisect_left(self.revisions, span.start, key=lambda change: change.span.start)
            for change in islice(self.revisions, at, None):
                if change.span.start > span.end:
                    break
                yield change

    @cached_property
    def nesting(self) -> frozenset[tuple[int, int]]:
        """Rows with a table in one of their cells."""
        return frozenset((table, row) for table, row, _ in self.nested)

    def _doubts(self, facts: RowFacts, points: Decimal | None, *, weighted: bool) -> list[Doubt]:
        text = facts.text
        brackets = ([p.bracket for p in facts.parts] or restated(text, points)) + facts.noted
        scored = [
            (r.start if r.kind in ("tiers", "rank") or r.unit == "分" or of_score(r, text) else r.outcome[0], r.end)
            for r in facts.rules
        ] + brackets
        scored += [(t.start, t.end) for t in facts.targets] + facts.unread_formulas
        scored += [(f.start, f.end) for f in facts.formulas]
        taken = [
            *((min(taken_from(r, text), claimed_from(r, text)), r.end) for r in facts.rules), *brackets, *((t.start, t.end) for t in facts.targets), *((f.start, f.end) for f in facts.formulas),
            *((d.start, d.end) for d in facts.numbers.deadlines), *facts.unread_formulas,
        ]  # fmt: skip
        doubts = list_doubts(text, facts.targets)
        doubts += [] if facts.is_value else leftovers(text, facts.numbers, taken, scored)
        doubts += [Doubt("formulas", "R110", (("text", text.raw[s:e][:40]),), (s, e)) for s, e in facts.unread_formulas]
        doubts += inferred(facts)
        doubts += lost_marks(text, facts.targets, facts.rules)
        if facts.errata:
            doubts.append(Doubt("rules", "R115", ()))
        return doubts + sums(facts, points, weighted=weighted)

    def _reviews(self, doubts: list[Doubt], text: Text) -> list[Review]:
        """The reasons in words, each once."""
        told = {(d.field, d.code, d.params): d for d in reversed(doubts)}
        return [
            review(d.field, d.code, dict(d.params), self.language, text.evidence(*d.span) if d.span else [])
            for d in doubts
            if told[d.field, d.code, d.params] is d
        ]


def _stated_points(text: Text) -> tuple[Decimal, tuple[int, int]] | None:
    """基准分8分。 in the text of a row that has points nowhere else."""
    found = list(lexicon.pattern("stated_points").finditer(text.plain))
    value = number(found[0]["points"]) if len(found) == 1 else None
    return (value, found[0].span()) if value is not None else None


def _first_number(text: Text) -> str | None:
    """The list number in front of the words that name a row: 1、按时参加会议。"""
    first = text.items[0].number if text.items else None
    return first.strip().rstrip("、.．") if first else None


def _spans_of(text: Text, cells: tuple[Cell, ...]) -> Spans | None:
    """Where some of the cells of a text stand in it; None for none of them."""
    found, offset = [], 0
    for cell in text.cells:
        found += [(offset, offset + len(cell.text))] if cell in cells else []
        offset += len(cell.text) + 1
    return Spans(found) if found else None


def _touches(rule: RuleReading, other: RuleReading) -> bool:
    return rule.start < other.end and other.start < rule.end


def _cells(row: Row) -> list[tuple[ReviewField, Cell]]:
    """The cells of a row with the field that each one feeds."""
    found: list[tuple[ReviewField, Cell]] = [("requirement", cell) for cell in row.texts]
    found += [("points", cell) for _, cell in row.points]
    if row.name:
        found.append(("name", row.name))
    return found


def _target(
    ident: str, text: Text, reading: TargetReading, measure: str, unit: str | None, *, base: str | None = None
) -> Target:
    """A reading as a target of the catalogue; `text` is where it was read."""
    return Target(
        id=ident, measure=measure, relation=reading.relation, value=reading.value, low=reading.low, high=reading.high,
        unit=unit, modality=reading.modality, per=reading.per, deadline=reading.deadline, base=base, sign=reading.sign,
        repairs=items.repairs(text, reading.repairs, reading.start), evidence=text.evidence(reading.start, reading.end),
    )  # fmt: skip


def _firsts(row: Row) -> dict[str, Cell]:
    """The first cell of each role."""
    return dict(reversed(row.attributes))


def _by_role(row: Row) -> dict[str, str]:
    """The texts of each role; those of several columns in lines."""
    texts: dict[str, list[str]] = {}
    for role, cell in row.attributes:
        texts.setdefault(role, []).append(cell.text)
    return {role: "\n".join(each) for role, each in texts.items()}


def _unit_in(name: str) -> str | None:
    """The unit behind a name: 资产负债率（%）."""
    match = re.search(r"\(([^()]{1,6})\)\s*\Z", normalize(name))
    return match[1] if match and match[1] in ("%", "‰", *UNITS) else None


def _by_tariff(target: TargetReading, facts: RowFacts) -> TargetReading:
    """A bare number of a target column: no case at all is asked by 0; where points are lost for more, it is the most."""
    if target.value == 0:
        return replace(target, relation="=")
    lost = [_slice(facts.text, r.condition) or "" for r in facts.rules if r.kind in ("deduct_step", "deduct_each")]
    more = [bool(lexicon.pattern("lost_for_more").search(each)) for each in lost]
    less = [bool(lexicon.pattern("lost_for_less").search(each)) for each in lost]
    return replace(target, relation="<=") if any(more) and not any(less) else target


def _once(targets: list[TargetReading], text: Text, won: Spans) -> list[TargetReading]:
    """Each target once: the condition of an award says it again, in the same words or shorter (增速达到7%得满分)."""
    found: list[TargetReading] = []
    for target in targets:
        same = [t for t in found if _figures(t) == _figures(target)]
        name = _slice(text, target.measure) or ""
        again = any((_slice(text, t.measure) or "").endswith(name) for t in same)
        if not (same and target.period is None and (again or (name and won.touch(*target.quantity)))):
            found.append(target)
    return found


def _said_of(target: TargetReading, name: str, facts: RowFacts) -> bool:
    """Whether the requirement says the target of the column again: 油料支出 | ≤9万元 | 油料支出≤9万元."""
    again = [_slice(facts.text, t.measure) or name for t in facts.targets if _figures(t) == _figures(target)]
    return any(words.bag(measure) & words.bag(name) for measure in again)


def _figures(target: TargetReading) -> tuple[object, ...]:
    return (target.relation, target.value, target.low, target.high, target.unit)


def review(
    name: ReviewField, code: str, params: dict[str, str], language: Language, evidence: list[Evidence] | None = None
) -> Review:
    """A worded review reason."""
    return Review(field=name, code=code, message=sentence(code, params, language), evidence=evidence or [])


def _note(evidence: dict[str, list[Evidence]], name: str, found: list[Evidence]) -> None:
    if found:
        evidence.setdefault(name, []).extend(found)


def _printed_unit(text: Text, target: TargetReading) -> str | None:
    """The unit in the characters of the source: 小時."""
    unit, end = target.unit, target.quantity[1]
    start = end - len(unit or "")
    if not unit or text.plain[start:end] != unit:
        return unit
    printed = text.raw[start:end]
    return printed if printed.isalpha() else unit


def _measure(text: Text, span: tuple[int, int] | None) -> str | None:
    """The printed noun phrase with a lost ～ put back (036个月儿童…率)."""
    words = _slice(text, span)
    return damage.restore(words).text if words else None


def _slice(text: Text, span: tuple[int, int] | None) -> str | None:
    return text.raw[span[0] : span[1]].strip() if span else None
