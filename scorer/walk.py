"""Walking a tree of terms: every node once, in the order in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from catalog.base import Model
from catalog.rules import Term

T = TypeVar("T")


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


def outermost(tree: Any, kinds: tuple[type, ...]) -> Iterator[Any]:
    """The nodes of these kinds that do not stand inside another one."""
    if isinstance(tree, kinds):
        yield tree
    elif isinstance(tree, list):
        for each in tree:
            yield from outermost(each, kinds)
    elif isinstance(tree, Model):
        for name in type(tree).model_fields:
            if name != "evidence":
                yield from outermost(getattr(tree, name), kinds)


def rebuild(tree: T, change: Callable[[Any], Any]) -> T:
    """The same tree with `change` made to every node, children first; what is as it was is not copied."""
    if isinstance(tree, list):
        parts = [rebuild(each, change) for each in tree]
        return tree if all(new is old for new, old in zip(parts, tree, strict=True)) else parts  # type: ignore[return-value]
    if not isinstance(tree, Model):
        return tree
    changed = {}
    for name in type(tree).model_fields:
        value = getattr(tree, name)
        if name != "evidence" and isinstance(value, list | Model) and (after := rebuild(value, change)) is not value:
            changed[name] = after
    return change(tree.model_copy(update=changed) if changed else tree)  # type: ignore[no-any-return]


def inputs_of(tree: Any) -> tuple[str, ...]:
    """The ids of all inputs that a term reads, each once."""
    return tuple(dict.fromkeys(str(node.input) for node in nodes(tree) if hasattr(node, "input")))


def quote_of(term: Term) -> str | None:
    """The words that a term was read from; pieces of a cut row are joined."""
    return "".join(piece.quote for piece in term.evidence) or None
