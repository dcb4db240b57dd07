"""Each mutation read anew, and what the tool says of it that it did not say of the sound document.

objected: a new problem or review reason, a sum that no longer balances, words left over, or a refusal.
harmless: the rows are as before; a lost sign may be put back or taken by convention, where the output says so.
silent: the rows are others, and nothing is said. crashed: a bug.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from catalog.model import Catalogue
from catalog.problems import Trouble
from corpus.case import Case, Row, fold
from corpus.gate import rows
from corpus.matching import align
from corpus.mutations.draft import Draft, draft, laid
from corpus.mutations.kinds import ASKED, FURTHER, Kind, Mutation
from extractor import readers
from extractor.document import Document
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import Task
from extractor.source import load

Outcome = Literal["objected", "harmless", "silent", "crashed"]
WORDS = ("lose_sign", "lose_point")  # kinds that change the words of a row and nothing else
VERBATIM = ("measure", "condition", "text", "name", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutation; `said`: the codes that are new, or the error."""

    case: str
    kind: str
    row: str
    what: str
    outcome: Outcome
    said: tuple[str, ...] = ()
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The first source of a case, read soundly."""

    case: str
    document: Document
    task: Task
    blocks: Draft
    sound: Catalogue

    def read(self, blocks: Draft) -> Catalogue:
        """The catalogue of a draft."""
        return self.task.catalogue(laid(self.document, blocks))


def subject(case: Case) -> Subject | None:
    """A case to damage; None where it holds no catalogue."""
    source = load(case.folder / case.about.sources[0], DEFAULT_LIMITS)
    document, reader = readers.read(source, DEFAULT_LIMITS)
    task, blocks = Task(source, reader, DEFAULT_LIMITS, "zh"), draft(document)
    try:
        original = task.catalogue(laid(document, blocks))
    except Trouble:
        return None
    # evidence counts in the text of the layout: the draft that mutations start from has to stand there as well
    document = laid(document, blocks)
    return Subject(case.name, document, task, draft(document), original)


def trials(
    cases: Iterable[Case], samples: int, seed: int, kinds: Sequence[Kind] = (*ASKED, *FURTHER)
) -> Iterator[Trial]:
    """As many mutations of each kind in each case, drawn by a seed: the same ones in every run."""
    for case in cases:
        found = subject(case)
        for kind in kinds if found else ():
            yield from _of_kind(found, kind, samples, seed) if found else ()


def _of_kind(found: Subject, kind: Kind, samples: int, seed: int) -> Iterator[Trial]:
    mutations = list(kind(found.blocks, found.sound))
    drawn = random.Random(f"{seed} {found.case} {kind.__name__}")  # noqa: S311 - a sample, no secret
    chosen = sorted(drawn.sample(range(len(mutations)), min(samples, len(mutations))))
    return (trial(found, mutations[at]) for at in chosen)


def trial(found: Subject, mutation: Mutation) -> Trial:
    """What the tool says of one mutation."""
    outcome, said = _outcome(found, mutation)
    return Trial(found.case, mutation.kind, mutation.row, mutation.what, outcome, said, mutation.blind)


def _outcome(found: Subject, mutation: Mutation) -> tuple[Outcome, tuple[str, ...]]:
    try:
        read = found.read(mutation.make())
    except Trouble as trouble:
        return "objected", (trouble.code,)
    except Exception as error:  # a damaged document must never end in a crash: this is what is looked for
        return "crashed", (f"{type(error).__name__}: {error}",)
    before, after = rows(found.sound), rows(read)
    said = objections(found.sound, read, before, after)
    if said:
        return "objected", said
    bare = _readings if mutation.kind in WORDS else _bare
    return ("harmless" if bare(before) == bare(after) else "silent"), ()


def objections(sound: Catalogue, read: Catalogue, before: Sequence[Row], after: Sequence[Row]) -> tuple[str, ...]:
    """What is said of the damaged document and was not said of the sound one, as codes."""
    new = _problems(read) - _problems(sound)
    new += Counter(code for code in _reviews(before, after))
    left = Counter(r.text.strip() for r in read.residue) - Counter(r.text.strip() for r in sound.residue)
    return tuple(sorted(new)) + (("residue",) if left else ())


def _problems(read: Catalogue) -> Counter[str]:
    return Counter(problem.code for problem in read.problems if problem.severity != "info")


def _reviews(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """The codes of reasons that a row did not carry before."""
    for old, new in align(before, after):
        if new is not None:
            known = Counter(_reason(r) for r in before[old]["review"]) if old is not None else Counter()
            yield from (code for _, code in (Counter(_reason(r) for r in after[new]["review"]) - known).elements())


def _reason(review: Row) -> tuple[str, str]:
    return review["field"], review["code"]


def _bare(rows: Sequence[Row]) -> list[Any]:
    """Rows without what is said of the reading, and without line breaks in the requirement."""
    kept = [{key: held for key, held in row.items() if key not in ("ordinal", "review")} for row in rows]
    return [row | {"requirement": "".join(row["requirement"].split())} for row in kept]


def _readings(rows: Sequence[Row]) -> list[Any]:
    """What is read from the words and not the words themselves: a lost sign is lost in them too.

    How a sign was come by (read, by convention, inferred) is said in the row itself.
    """
    return [_unsigned({key: held for key, held in row.items() if key != "requirement"}) for row in _bare(rows)]


def _unsigned(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: held for key, held in value.items() if key not in ("sign", "inferred")}
        return {key: fold(held) if key in VERBATIM else _unsigned(held) for key, held in kept.items()}
    return [_unsigned(each) for each in value] if isinstance(value, list) else value
