"""What was changed in reading, with the words before and after: joins, signs put back, errata."""

from __future__ import annotations

from catalog import wording
from catalog.model import Correction, Indicator
from extractor.document import Document
from extractor.facts import Facts
from extractor.fields.damage import restore
from extractor.fields.items import weakest


def read_corrections(document: Document, facts: Facts, indicators: list[Indicator]) -> list[Correction]:
    """All corrections of a catalogue, those of the document first, then row by row."""
    found = [
        Correction(
            kind=change.kind, before=change.before, after=change.after, certainty=change.certainty,
            evidence=[document.evidence(span.start, span.end) for span in (change.span, *change.more)],
        )
        for change in [*document.changes, *facts.changes]
    ]  # fmt: skip
    for indicator in indicators:
        found += [
            Correction(kind="erratum", before=s.text, after=s.replaced_by, certainty="likely", evidence=s.evidence)
            for s in indicator.superseded
        ]
        found += _lost_signs(indicator)
    return found


def _lost_signs(indicator: Indicator) -> list[Correction]:
    """The printed words before and after: they differ by the signs put back, and by nothing else."""
    mended = [(f.evidence, f.repairs) for f in indicator.formulas if f.repairs]
    mended += [(t.evidence, t.repairs) for t in indicator.targets if t.repairs]
    return [
        Correction(
            kind="lost_sign", before=wording.quoted(evidence), after=wording.mended(evidence, repairs),
            certainty=weakest(repairs), evidence=evidence,
        )
        for evidence, repairs in mended
    ] + _lost_in_name(indicator)  # fmt: skip


def _lost_in_name(indicator: Indicator) -> list[Correction]:
    """A ～ put back into the name: 036个月儿童."""
    evidence = indicator.evidence.get("name", [])
    before = wording.quoted(evidence)
    after = restore(before)
    if not after.repairs:
        return []
    return [Correction(kind="lost_sign", before=before, after=after.text, certainty="review", evidence=evidence)]
