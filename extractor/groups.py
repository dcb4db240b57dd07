"""The groups above the indicators: known by their parent and their words, with points, effect and cap as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from catalog.base import Evidence
from catalog.model import Group
from extractor.document import Cell, Document
from extractor.fields import headings
from extractor.sections import cap, effect
from extractor.tables.rows import Row

_CONTINUED = re.compile(
    r"\s*[(（](?:续|续上|续上页|续前|接上页|接上|续表)[)）]\s*\Z|\A\s*续\s?[:：]\s*"
)  # the group goes on


@dataclass(slots=True)
class Groups:
    """The tree of groups. A group is known by its parent and its cell, or by the same name under the same parent."""

    document: Document
    found: list[Group] = field(default_factory=list)
    _keys: dict[tuple[str | None, str], str] = field(default_factory=dict)
    _words: dict[tuple[str | None, str], str] = field(default_factory=dict)
    _levels: dict[str, int] = field(default_factory=dict)
    _children: dict[str | None, int] = field(default_factory=dict)
    catalogue: str | None = None

    def open_catalogue(self, title: str | None, evidence: list[Evidence]) -> None:
        """A further catalogue in the same file: an outermost group that does not show in paths."""
        self.catalogue = self._add(None, None, title or "", None, "catalogue", evidence)

    def path(self, row: Row) -> str | None:
        """The id of the innermost group of a row."""
        parent = self.catalogue
        points = {id(level): cell for level, cell in row.level_points}
        for cell in row.levels:
            parent = self._group(parent, cell, points.get(id(cell)))
        return parent

    def _group(self, parent: str | None, cell: Cell, points_cell: Cell | None) -> str:
        """The group of a level cell; the same words below the same parent are the same group."""
        words = (parent, cell.text)
        if words not in self._words:
            self._words[words] = self._read(parent, cell, points_cell)
        return self._words[words]

    def _read(self, parent: str | None, cell: Cell, points_cell: Cell | None) -> str:
        text = _CONTINUED.sub("", cell.text)
        limit = cap(text)
        read = headings.heading(text[: limit[1][0]] + text[limit[1][1] :] if limit else text)
        key = (parent, f"{read.number}|{read.name}")
        if key not in self._keys:
            evidence = self.document.quotes(cell)
            points = read.points
            if points_cell is not None and points is None:
                points = headings.points(points_cell.text).value
                evidence += self.document.quotes(points_cell)
            ident = self._keys[key] = self._add(parent, read.number, read.name, points, "group", evidence)
            self._mark(ident, parent, read.name, limit[0] if limit else None)
        return self._keys[key]

    def _mark(self, ident: str, parent: str | None, name: str, limit: Decimal | None) -> None:
        """Bonus and penalty groups pass their effect on to the groups inside them; a cap is the group's own."""
        above = next((group.effect for group in self.found if group.id == parent), None)
        self.found[-1] = self.found[-1].model_copy(update={"effect": effect(name) or above, "cap": limit})

    def _add(
        self,
        parent: str | None,
        number: str | None,
        name: str,
        points: Decimal | None,
        kind: Literal["group", "catalogue"],
        evidence: list[Evidence],
    ) -> str:
        self._children[parent] = self._children.get(parent, 0) + 1
        ident = f"{parent}-{self._children[parent]}" if parent else f"g{self._children[parent]}"
        level = self._levels[ident] = 1 if parent is None else 1 + self._levels[parent]
        self.found.append(
            Group(
                id=ident,
                number=number,
                name=name,
                level=level,
                parent=parent,
                points=points,
                kind=kind,
                evidence=evidence,
            )
        )
        return ident
