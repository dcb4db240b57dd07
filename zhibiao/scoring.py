"""The command `score`: figures, profile, peers and appeals → score sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer import ScoreSheet, load_profile, score
from scorer.appeals import Entry, in_force
from scorer.collect import load_observations
from zhibiao.appeals import load_ledger


@dataclass(frozen=True, slots=True)
class Scored:
    """The sheets, and the appeals of institutions that the figures do not have."""

    sheets: list[ScoreSheet]
    elsewhere: tuple[Entry, ...]


def run(
    catalogue: Catalogue,
    observations: Path,
    institution: str | None,
    profile: str,
    peers: Sequence[str],
    appeals: Path | None,
) -> Scored:
    """Score all institutions of a file, or one of them. Raises Trouble for anything that cannot be used.

    `peers` names groups that all institutions of the file belong to.
    """
    given = load_observations(observations, catalogue)
    everyone = tuple(dict.fromkeys(each.institution for each in given))
    if not everyone:
        raise Trouble("E664")
    if institution is not None and institution not in everyone:
        raise Trouble("E662", institution=institution, known="、".join(everyone[:5]))
    settings = load_profile(profile)
    groups: dict[str, Sequence[str]] = {**settings.peer_groups, **dict.fromkeys(filter(None, peers), everyone)}
    entries = load_ledger(appeals) if appeals else ()
    sheets = score(catalogue, given, institution, profile=settings, peers=groups, appeals=entries)
    return Scored(sheets, tuple(each for each in in_force(entries) if each.institution not in everyone))
