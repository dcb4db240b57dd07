"""What the schema cannot say: ids exist and are unique, groups form a tree, the ledger balances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from catalog.base import Model
from catalog.model import Catalogue
from catalog.problems import Trouble


def check(catalogue: Catalogue) -> None:
    """Raise Trouble E505–E510 at the first thing that does not hold together."""
    _unique(catalogue)
    _references(catalogue)
    _tree(catalogue)
    _terms(catalogue)
    book = catalogue.ledger
    if book.characters != book.used + book.furniture + book.residue:
        raise Trouble("E506", **book.model_dump())
    if sum(len(residue.text) for residue in catalogue.residue) != book.residue:
        raise Trouble("E506", **book.model_dump())


def _terms(catalogue: Catalogue) -> None:
    """What a scoring term asks for must be listed among the inputs or parameters: nobody could report it else."""
    known = {entry.id for entry in catalogue.inputs} | {entry.id for entry in catalogue.parameters}
    for n, indicator in enumerate(catalogue.indicators):
        for ident in (*_asked(indicator.rule), *_asked(indicator.applicability)):
            if ident not in known:
                raise Trouble("E505", path=f"indicators.{n}.rule", id=ident)
        for ident in _asked(indicator.formulas):
            if ident not in known:
                raise Trouble("E505", path=f"indicators.{n}.formulas", id=ident)
    for n, veto in enumerate(catalogue.vetoes):
        for ident in _asked(veto.rule):
            if ident not in known:
                raise Trouble("E505", path=f"vetoes.{n}.rule", id=ident)


def _asked(value: object) -> Iterator[str]:
    """All inputs and parameters that a term names, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from _asked(item)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name in ("input", "parameter") and isinstance(held, str):
                yield held
            elif name != "evidence":
                yield from _asked(held)


def _unique(catalogue: Catalogue) -> None:
    ids = [*(g.id for g in catalogue.groups), *(i.id for i in catalogue.indicators), *(i.id for i in catalogue.inputs)]
    for ident, count in Counter(ids).items():
        if count > 1:
            raise Trouble("E507", id=ident)


def _references(catalogue: Catalogue) -> None:
    known = {g.id for g in catalogue.groups} | {i.id for i in catalogue.indicators} | {"catalogue"}
    for path, ident in _named(catalogue):
        if ident not in known:
            raise Trouble("E505", path=path, id=ident)


def _named(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every id that something refers to, with the path of the reference."""
    for n, group in enumerate(catalogue.groups):
        if group.parent is not None:
            yield f"groups.{n}.parent", group.parent
    for n, indicator in enumerate(catalogue.indicators):
        if indicator.group is not None:
            yield f"indicators.{n}.group", indicator.group
        own = {formula.id for formula in indicator.formulas}
        meant = [measure.formula for measure in indicator.measures if measure.formula]
        yield from ((f"indicators.{n}.measures", ident) for ident in meant if ident not in own)
    for n, duplicate in enumerate(catalogue.duplicates):
        yield from ((f"duplicates.{n}.members", member) for member in duplicate.members)
    for n, total in enumerate(catalogue.totals):
        yield f"totals.{n}.scope", total.scope
    for n, veto in enumerate(catalogue.vetoes):
        yield f"vetoes.{n}.indicator", veto.indicator
    for n, entry in enumerate(catalogue.inputs):
        yield from ((f"inputs.{n}.used_by", user) for user in entry.used_by)


def _tree(catalogue: Catalogue) -> None:
    """Follow parents without recursion; a group that is met twice on its own way up is a ring."""
    parents = {group.id: group.parent for group in catalogue.groups}
    settled: set[str] = set()
    for start in parents:
        ring: list[str] = []
        at: str | None = start
        while at is not None and at not in settled:
            if at in ring:
                raise Trouble("E510", ring=" → ".join([*ring[ring.index(at) :], at]))
            ring.append(at)
            at = parents[at]
        settled.update(ring)
