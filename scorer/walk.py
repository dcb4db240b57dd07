"""Walking a tree of terms: every node once, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog.base import Model
from catalog.rules import Term


def nodes(tree: Any) -> Iterator[Model]:
    """The models of a tree of models and lists, parents first."""
    if isinstance(tree, list):
        for each in tree:
            yield from nodes(each)
    elif isinstance(tree, Model):
        yield tree
        for name in type(tree).model_fields:
            if name != "evidence":
                yield from nodes(getattr(tree, name))


def inputs_of(tree: Any) -> tuple[str, ...]:
    """The ids of all inputs that a term reads, each once."""
    return tuple(dict.fromkeys(str(node.input) for node in nodes(tree) if hasattr(node, "input")))


def quote_of(term: Term) -> str | None:
    """The words that a term was read from; pieces of a cut row are joined."""
    return "".join(piece.quote for piece in term.evidence) or None
