"""Rows that were split in several, or merged from several: told by the words that went from one to the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, MatchingBlock

from catalog.diff.likeness import WHOLE, Row, Weights
from catalog.diff.pairing import Pair

BLOCK = 4  # characters in a row that count as taken over
TAKEN = 5000  # of a piece's words that come from the whole
KEPT = 3000  # the same for the piece that goes on in the place of the whole
NEW = 6000  # of what a piece takes over that no other piece has
COVERED = 5000  # of the whole's words that are in its pieces
MOST = 10_000  # characters of a text that are looked through
LEAST = 5  # pairs of characters of its own that a piece takes over


@dataclass(frozen=True, slots=True)
class Split:
    """A row (`whole`) and those that it became, in the order of its words; `covered` of its words are in them."""

    whole: int
    pieces: tuple[int, ...]
    covered: int


def splits(
    wholes: Sequence[Row],
    pieces: Sequence[Row],
    pairs: Mapping[int, int],
    measured: Set[Pair],
    weights: Weights,
) -> Iterator[Split]:
    """Rows of `wholes` whose words are found in several of `pieces`, among the pairs that were measured."""
    paired = set(pairs.values())
    origin: dict[int, tuple[int, int]] = {}
    for a, b in sorted(measured):
        if b not in paired and (share := _share(pieces[b], wholes[a], weights)) >= TAKEN:
            origin[b] = max(origin.get(b, (0, 0)), (share, -a))
    of: dict[int, list[int]] = {}
    for b, (_, a) in origin.items():
        of.setdefault(-a, []).append(b)
    for a, found in sorted(of.items()):
        if a in pairs and (a, pairs[a]) in measured and _share(pieces[pairs[a]], wholes[a], weights) >= KEPT:
            found.append(pairs[a])
        split = _split(a, wholes[a], {b: pieces[b] for b in sorted(found)}, weights) if len(found) > 1 else None
        if split and (a not in pairs or pairs[a] in split.pieces):
            yield split


def _share(piece: Row, whole: Row, weights: Weights) -> int:
    """How much of the words of a piece stand in the whole, by their weight."""
    own = weights.of(_grams(piece))
    if weights.of(_grams(piece) & _grams(whole)) * WHOLE < KEPT * own:
        return 0  # told at once, without looking for runs
    ours = _words(piece)
    taken = {ours[n : n + 2] for run in _runs(piece, whole) for n in range(run.a, run.a + run.size - 1)}
    return weights.of(taken) * WHOLE // max(own, 1)


def _words(row: Row) -> str:
    return row.text or row.name


def _grams(row: Row) -> frozenset[str]:
    return row.text_grams or row.name_grams


def _runs(piece: Row, whole: Row) -> list[MatchingBlock]:
    """The runs of characters of some length that a piece takes over from the whole, in order."""
    ours, theirs = _words(piece)[:MOST], _words(whole)[:MOST]
    return [run for run in LCSseq.opcodes(ours, theirs).as_matching_blocks() if run.size >= BLOCK]


def _split(whole: int, row: Row, pieces: Mapping[int, Row], weights: Weights) -> Split | None:
    """The pieces that share the words of the whole out among them, where they do."""
    words = _words(row)
    worth = [weights.of([words[n : n + 2]]) for n in range(len(words) - 1)]
    places = {
        b: {n for run in _runs(piece, row) for n in range(run.b, run.b + run.size - 1)} for b, piece in pieces.items()
    }

    def weight(found: Set[int]) -> int:
        return sum(worth[n] for n in found)

    covered: set[int] = set()
    kept: list[int] = []
    for b in sorted(places, key=lambda each: (-weight(places[each]), each)):
        new = weight(places[b] - covered)
        if new >= LEAST * weights.rare(2) and new * WHOLE >= NEW * weight(places[b]):
            kept.append(b)
            covered |= places[b]
    share = weight(covered) * WHOLE // max(sum(worth), 1)
    kept.sort(key=lambda each: (min(places[each]), each))
    return Split(whole, tuple(kept), share) if len(kept) > 1 and share >= COVERED else None
