"""Catalogue + observations → exact, explained scores that say what is still open."""

from scorer.assess import score
from scorer.observations import BadObservations, Observation, load_observations, read_observations
from scorer.render import render
from scorer.sheet import ScoreSheet

__all__ = [
    "BadObservations",
    "Observation",
    "ScoreSheet",
    "load_observations",
    "read_observations",
    "render",
    "score",
]
