"""Answers that may be unknown or not applicable, each with the reasons why.

Not applicable keeps the range that unknown has: the notice seldom says what becomes of the points. What
makes it different is that a clause which does not apply is passed over where another one applies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from scorer.sheet import Open

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons that keep a result open, and the assumptions that it used."""

    open: tuple[Open, ...] = ()
    assumed: tuple[str, ...] = ()

    def __or__(self, other: Why) -> Why:
        return Why(_once(self.open + other.open), _once(self.assumed + other.assumed))

    def settled(self) -> Why:
        """The same without reasons: nothing is open any more."""
        return replace(self, open=())


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A value, or None where it is unknown; `lapsed` says that the question does not apply."""

    value: T | None
    lapsed: bool = False
    why: Why = Why()

    @property
    def applies(self) -> bool:
        """Whether it is certain that the question applies."""
        return self.value is not None

    def map(self, change: Callable[[T], U]) -> Answer[U]:
        """The answer with its value changed, where there is one."""
        return Answer(None if self.value is None else change(self.value), self.lapsed, self.why)

    def because(self, why: Why) -> Answer[T]:
        """The answer with further reasons."""
        return replace(self, why=self.why | why)


def unknown(reason: Open) -> Answer[T]:
    """An answer that is still to come."""
    return Answer(None, why=Why((reason,)))


def lapse() -> Answer[T]:
    """An answer that is not asked for."""
    return Answer(None, lapsed=True)


def reasons(whys: Iterable[Why]) -> Why:
    """All reasons, each once, in order."""
    return reduce(or_, whys, Why())


def _once(items: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
