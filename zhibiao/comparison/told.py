"""A comparison in sentences, as a clerk would write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from catalog import wording
from catalog.base import plain
from catalog.diff.model import Change, RowChange, RowSide
from zhibiao.comparison.words import known, listed, signed, word

# The kinds of changes of a row in the order in which they are told; the minor ones last.
KINDS = (
    "reweighted", "target", "deadline", "tariff", "veto", "formula", "parts", "applicability", "attribute", "moved",
    "renamed", "reworded",
)  # fmt: skip

TEXTS = ("reworded", "figures", "mended", "rolled", "retyped")  # changes of the requirement, which have its marks
Year = Literal["last", "this"]
Piece = tuple[bool, str]  # a stretch of a text: whether the other year has it otherwise, and its words


# --- a change ---------------------------------------------------------------------------------------


def sentence(change: Change, language: str) -> str:
    """ "分值由10分改为15分（+5）"."""
    key = next((f"{change.kind}_{each}" for each in change.aspects if known(f"{change.kind}_{each}")), change.kind)
    difference = "" if change.difference is None else signed(change.difference)
    return word(
        key, language, subject=_subject(change, language), last=_value(change.last), this=_value(change.this),
        difference=difference, effect=effect(change, language),
    )  # fmt: skip


def _value(text: str | None) -> str:
    return "—" if text is None else " ".join(text.split("\n"))


def _subject(change: Change, language: str) -> str:
    subject = change.subject or ""
    return word(key, language) if known(key := f"column_{subject}") else subject


def effect(change: Change, language: str) -> str:
    """ "，要求提高", or nothing where it cannot be told."""
    if change.effect is None or change.kind == "veto":
        return ""
    return word(key if known(key := f"{change.kind}_{change.effect}") else change.effect, language)


def doubts(change: Change | RowChange, language: str) -> list[str]:
    """Why a change, or a row that is new or gone, may be a misreading."""
    return [
        word(f"doubt_{each.year}", language, field=wording.FIELDS[each.field], code=each.code, message=each.message)
        for each in change.doubts
    ]


# --- a row ------------------------------------------------------------------------------------------


def name_of(side: RowSide) -> str:
    """ "12.信访稳定"."""
    return f"{side.ordinal}.{side.name}"


def points_of(side: RowSide, language: str) -> str:
    """ "10分", with the heading of each column where there are several; nothing where none are printed."""
    if side.points_by_profile:
        found = side.points_by_profile.items()
        return listed(
            [word("label_points", language, label=name, points=plain(each)) for name, each in found], language
        )
    return "" if side.points is None else word("points_of", language, points=plain(side.points))


def path_of(side: RowSide) -> str:
    """The groups above, outermost first."""
    return " / ".join(side.path)


def place_of(side: RowSide) -> str:
    """Where it stands in its notice, in words."""
    return "、".join(side.places)


def pairing(row: RowChange, language: str) -> list[str]:
    """What puts it in doubt that the rows belong together, or that a row stands alone."""
    rivals = listed([f"“{each.name}”" for each in row.rivals[:3]], language)
    total = round(row.likeness.total) if row.likeness else 0
    key = f"hint_{row.kind}" if row.doubt == "hint" else f"pair_{row.doubt}"
    found = [word(key, language, total=total, rivals=rivals)] if row.doubt else []
    return found + doubts(row, language)


def sentences(row: RowChange, language: str) -> list[tuple[str, Change | None]]:
    """Everything that changed in a row, with the change where there is one; of split and merged rows what stayed too."""
    if row.covered is None:
        return [(sentence(each, language), each) for each in row.changes]
    kinds = {each.kind for each in row.changes}
    found: list[tuple[str, Change | None]] = [(word(f"covered_{row.kind}", language, covered=round(row.covered)), None)]
    if "reweighted" not in kinds and any(each.points is not None for each in row.last):
        found.append((word("together_points", language), None))
    for each in row.changes:
        said = sentence(each, language)
        found.append((word("together", language, said=said) if each.kind in TEXTS else said, each))
    return found if kinds & set(TEXTS) else [*found, (word("together_text", language), None)]


def reasons(row: RowChange, language: str) -> str:
    """ "对应依据：名称相同、要求相似96%"."""
    like = row.likeness
    if like is None:
        return ""
    signs = [word(f"sign_{each}", language) for each in row.agrees if each != "position"]
    alike = (("name", like.name), ("text", like.text))
    signs += [
        word("sign_alike", language, what=word(f"what_{name}", language), percent=round(value))
        for name, value in alike
        if value is not None and name not in row.agrees
    ]
    return word("because", language, signs=listed(signs, language))


def texts_of(row: RowChange, year: Year) -> list[tuple[RowSide, list[Piece]]]:
    """One year's rows with their requirements in pieces."""
    sides = row.last if year == "last" else row.this
    spans = next((each.spans for each in row.changes if each.kind in TEXTS), None)
    if spans is None:
        return [(each, [(False, each.requirement)]) for each in sides]
    pieces = [(span.op != "same", span.last if year == "last" else span.this) for span in spans]
    found = []
    for each in sides:  # several requirements were compared as one text, a line break between them
        own, pieces = _cut(pieces, len(each.requirement))
        pieces = _cut(pieces, 1)[1] if each.requirement else pieces
        found.append((each, own))
    return found


def _cut(pieces: Sequence[Piece], length: int) -> tuple[list[Piece], list[Piece]]:
    """The first characters of a text, and the rest."""
    first: list[Piece] = []
    rest: list[Piece] = []
    for changed, text in pieces:
        first.append((changed, text[:length]))
        rest.append((changed, text[length:]))
        length -= min(length, len(text))
    return first, rest


def minor(row: RowChange) -> bool:
    """Whether a row was kept and still is not the same to the letter."""
    return row.kind == "kept" and bool(row.changes)
