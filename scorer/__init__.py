"""Catalogue + observations → exact, explained scores that say what is still open."""

from typing import TYPE_CHECKING, Any

from scorer.assess import score
from scorer.observations import BadObservations, Observation
from scorer.profile import Profile, load_profile
from scorer.render import render
from scorer.sheet import ScoreSheet

if TYPE_CHECKING:
    from scorer.collect import load_observations as load_observations
    from scorer.parse import parse as parse

_LATER = {"load_observations": "scorer.collect", "parse": "scorer.parse"}
__all__ = [
    "BadObservations",
    "Observation",
    "Profile",
    "ScoreSheet",
    "load_observations",
    "load_profile",
    "parse",
    "render",
    "score",
]


def __getattr__(name: str) -> Any:
    """Import at first use what reads files and grammars, so that scoring alone costs neither."""
    from importlib import import_module

    if name not in _LATER:
        raise AttributeError(f"module 'scorer' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
