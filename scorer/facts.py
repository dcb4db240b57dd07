"""What is known of one institution: its observations, the parameters and its peers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from catalog.model import Input, Parameter
from scorer.answers import Answer, Why, lapse, unknown
from scorer.observations import Observation
from scorer.sheet import Open

T = TypeVar("T")
Reported = Mapping[str, Observation]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a term may ask for."""

    institution: str
    everyone: Mapping[str, Reported]
    inputs: Mapping[str, Input] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Names of inputs and parameters, for rendering."""
        inputs = {each.id: each.name for each in self.inputs.values()}
        return inputs | {each.id: each.name for each in self.parameters.values()}

    @property
    def units(self) -> dict[str, str]:
        """Units of inputs, for rendering."""
        return {each.id: each.unit for each in self.inputs.values() if each.unit}

    def name(self, identity: str) -> str:
        """What a person calls an input."""
        return self.inputs[identity].name if identity in self.inputs else identity

    def at(self, institution: str) -> Facts:
        """The same for another institution."""
        return replace(self, institution=institution)

    def read(self, identity: str, parse: Callable[[str], T | None], awaited: Open | None = None) -> Answer[T]:
        """The value reported for an input; `parse` gives None where the value says not applicable."""
        given = self.everyone.get(self.institution, {}).get(identity)
        reason = awaited or Open(kind="missing", text=f"缺少“{self.name(identity)}”的数据", inputs=(identity,))
        if given is not None and given.status == "not_applicable":
            return lapse()
        if given is None or given.status == "missing" or given.value is None:
            return unknown(reason)
        if given.status == "disputed":
            return unknown(_refused(reason, f"“{self.name(identity)}”有争议，暂不采用"))
        try:
            value = parse(given.value)
        except ValueError as error:
            return unknown(_refused(reason, f"“{self.name(identity)}”不能采用：{error}"))
        assumed = ("A-ESTIMATED",) if given.status == "estimated" else ()
        return lapse() if value is None else Answer(value, why=Why(assumed=assumed))


def _refused(reason: Open, text: str) -> Open:
    return Open(kind=reason.kind, text=text, inputs=reason.inputs)
