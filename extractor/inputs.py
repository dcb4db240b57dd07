"""What has to be collected for a catalogue: one entry for each distinct quantity, fact or decision.

A quantity of a formula is the same in every row that names it (抽查处方总数 of two rates is asked for once), unless
its name does not tell what is counted (实际完成数): then it is its row's own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from catalog.model import Input, InputType
from extractor import lexicon
from extractor.zh.normalize import normalize

_Key = tuple[str, str, str]
_EMPTY = re.compile(r"[\s的]|\(\)")
_AVERAGE = re.compile(r"平均|人均|次均|床均|户均|均(?:人|次|床)")


@dataclass(slots=True)
class Inputs:
    """The quantities, facts and decisions to collect, each once: rows that are the same share them, within `catalogue`
    (a form for each of several projects asks for the costs of each).
    """

    catalogue: str | None = None
    entries: dict[_Key, Input] = field(default_factory=dict)
    _users: dict[_Key, dict[str, None]] = field(default_factory=dict)
    _made: Counter[str] = field(default_factory=Counter)

    def add(self, scope: str, name: str, kind: InputType, unit: str | None, user: str) -> str:
        """The id of the input `name`; made on first use. `scope` tells quantities of one name apart."""
        return self._entry((scope, name, kind), name, kind, unit, user).id

    def quantity(self, name: str, user: str, indicator: str) -> Input:
        """The input for a quantity of a formula in the row `user`, whose name is `indicator`."""
        key = quantity_key(name)
        kind, unit = quantity_type(name)
        scope = normalize(indicator) if is_general(key) else ""
        return self._entry((scope, key, "quantity"), " ".join(name.split()), kind, unit, user)

    def _entry(self, key: _Key, name: str, kind: InputType, unit: str | None, user: str) -> Input:
        key = (f"{self.catalogue or ''} {key[0]}", *key[1:])
        if key not in self.entries:
            self._made[user] += 1
            self.entries[key] = Input(id=f"{user}.{self._made[user]}", name=name, unit=unit, type=kind)
        self._users.setdefault(key, {})[user] = None
        return self.entries[key]

    def collect(self, names: dict[str, str]) -> list[Input]:
        """All inputs; a name that several indicators use for different things is told apart by theirs, and by that of
        their catalogue. `names` are those of indicators and catalogues by id.
        """
        shared = Counter(entry.name for entry in self.entries.values())
        found = []
        for key, entry in self.entries.items():
            users = list(self._users[key])
            own = names[users[0]]
            name = f"{own}：{entry.name}" if shared[entry.name] > 1 and own != entry.name else entry.name
            found.append((key[0].partition(" ")[0], entry.model_copy(update={"name": name, "used_by": users})))
        again = Counter(entry.name for _, entry in found)
        return [
            entry.model_copy(update={"name": f"{names[where]}：{entry.name}"})
            if again[entry.name] > 1 and where in names
            else entry
            for where, entry in found
        ]


def quantity_key(name: str) -> str:
    """What two printed names of one quantity have in common: 年度辖区内活产数 and 该地该时间内活产数 are 活产数.

    Widths, blanks and 的 do not count, nor do words of time and scope in front; 上年 and 同期 do.
    """
    key = _EMPTY.sub("", normalize(name))
    stripped = _unscoped(key)
    while stripped != key:
        key, stripped = stripped, _unscoped(stripped)
    return key


def _unscoped(key: str) -> str:
    """The name without the first word of time or scope, where a name is left."""
    word = next((word for word in lexicon.words("scope_words") if key.startswith(word)), "")
    return key[len(word) :] if len(key) - len(word) > 1 else key


def quantity_type(name: str) -> tuple[InputType, str | None]:
    """Type and unit as the end of a name tells them: 人次数 is a count of 人次; an average is no whole number."""
    counted = lexicon.counted_in(re.sub(r"\([^()]*\)", "", normalize(name)).rstrip())
    if counted is None:
        return "number", None
    return ("number" if _AVERAGE.search(name) else counted.type), counted.unit


def is_general(key: str) -> bool:
    """Whether a name is made of general words alone (实际完成数, 患病率), so that each row means its own."""
    reached = {0}
    for at in range(len(key)):
        if at in reached:
            reached |= {at + len(word) for word in lexicon.words("general_quantities") if key.startswith(word, at)}
    return len(key) in reached
