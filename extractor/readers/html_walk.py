"""One pass over the tree of a page, without recursion: elements open and close lines, cells, lists and zones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.html_count import BUTTONS, chosen, input_text, stated, written
from extractor.readers.html_flow import UNKNOWN_SIGN, Flow
from extractor.readers.html_layout import is_layout, plain_cell, summed
from extractor.readers.html_lists import Counter
from extractor.readers.html_math import linear
from extractor.readers.html_style import (
    HEADINGS,
    NEVER,
    attribute,
    display_role,
    is_block,
    is_hidden,
    is_inserted,
    is_struck,
    keeps_blanks,
    names,
    unseen,
    whole,
)
from extractor.readers.html_tree import Node, Table, TableCell, TableRow
from extractor.readers.html_zones import mark_zone, zone_of

_RANKS = {"thead": 0, "tbody": 1, "tfoot": 2}
# Elements that may be a zone of the page; looking at the names of every cell and span would take long.
_ZONES = names("nav header footer aside div section ul ol dl form table p center")
_TICKS = {True: "☑", False: "☐"}
_ENOUGH_PICTURE = 40
# A picture so small holds nothing, not even a sign.
_DOT = 2
_SIGNS = frozenset("≤≥×÷％%±～~＜＞<>＝=≠≈≦≧＋－")
_CELLS = names("td th")
_ROW_PARTS = names("table tr thead tbody tfoot caption")
_EXPONENT = re.compile(r"[+\-−－]?[0-9]{1,6}|[a-zA-Z]")
_RAISED = str.maketrans("0123456789+-−－", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789+-−－", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
# Zones in zones are each judged by all they hold: a few levels are real, thousands are an attack.
ZONES_DEEP = 12

Leave = Callable[[], None]


@dataclass(slots=True)
class _Scope:
    """What is inherited: white space kept, inside a link, on a button, the level of a heading, words put in.

    `unseen`: letters without size or colour.
    """

    kept: bool = False
    linked: bool = False
    control: bool = False
    level: int | None = None
    inserted: bool = False
    unseen: int = 0


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read; what stands in it but in no cell, in `outside`, is shown before it."""

    tag: Tag
    outside: Flow
    table: Table = field(default_factory=Table)
    row: TableRow | None = None
    section: int = 0
    rank: int = 1

    def new_row(self) -> TableRow:
        """Begin a row."""
        self.row = TableRow(self.section, self.rank)
        self.table.rows.append(self.row)
        return self.row


@dataclass(slots=True)
class _Open:
    children: Iterator[PageElement]
    scope: _Scope
    leave: Leave | None


@dataclass(slots=True)
class Walk:
    """Reads a tree into nodes. Trouble E110 where elements are nested deeper than the limit."""

    limits: Limits
    _flows: list[Flow] = field(default_factory=lambda: [Flow()])
    _tables: list[_OpenTable] = field(default_factory=list)
    _lists: list[Counter] = field(default_factory=list)
    _scope: _Scope = field(default_factory=_Scope)
    _zones: int = 0

    def read(self, root: Tag) -> list[Node]:
        """The nodes of everything inside `root`."""
        stack = [_Open(iter(root.contents), self._scope, None)]
        while stack:
            child = next(stack[-1].children, None)
            if child is None:
                self._close(stack.pop())
            elif isinstance(child, Tag):
                self._enter_into(child, stack)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(child)
        self._flow.end_item()
        return self._flows[0].nodes

    def _enter_into(self, tag: Tag, stack: list[_Open]) -> None:
        opened = self._open(tag)
        if opened is not None:
            stack.append(opened)
            if len(stack) > self.limits.html_depth:
                raise Trouble("E110", limit="html_depth", maximum=self.limits.html_depth)

    @property
    def pictures(self) -> int:
        """Pictures in the text of the page, outside its tables and its furniture."""
        return self._flows[0].pictures

    @property
    def _flow(self) -> Flow:
        return self._flows[-1]

    def _text(self, text: str) -> None:
        scope = self._scope
        if scope.unseen:
            self._flow.leave_out(text, "hidden")
        elif scope.kept:
            self._flow.add_kept(text, scope.level, scope.linked)
        else:
            self._flow.add(text, scope.linked, scope.control)

    def _open(self, tag: Tag) -> _Open | None:
        """Enter an element; None where nothing inside it is to be walked."""
        name = tag.name
        if name == "td" and not tag.attrs and self._tables and self._take_plain(tag):
            return None
        if is_hidden(tag):
            self._flow.leave_out(_gathered(tag), "hidden")
            if name == "tr":
                self._row_gone()
            return None
        if is_struck(tag):
            self._strike(tag)
            return None
        if name in NEVER or name in _SPECIAL:
            _SPECIAL.get(name, _nothing)(self, tag)
            return None
        if name == "td" and tag.attrs and self._tables and self._take_plain(tag):
            return None
        if name in ("sup", "sub") and self._take_script(tag):
            return None
        scope = self._scope
        leave = self._enter(tag)
        return _Open(iter(tag.contents), scope, leave)

    def _close(self, opened: _Open) -> None:
        if opened.leave is not None:
            opened.leave()
        self._scope = opened.scope

    # --- elements ------------------------------------------------------------------------------

    def _enter(self, tag: Tag) -> Leave | None:
        name = self._role(tag)
        if name in _CELLS and self._tables:
            return self._enter_cell(tag)
        if name == "tr" and self._tables:
            return self._enter_row(tag)
        if name in _RANKS and self._tables:
            return self._enter_section(name)
        if name == "table":
            return self._enter_table(tag)
        return self._enter_block(tag) if is_block(tag) else self._enter_inline(tag)

    def _role(self, tag: Tag) -> str:
        """The name of the element, or of the part of a table that it is by its style."""
        role = display_role(tag) if tag.attrs and tag.name not in _CELLS and tag.name not in _ROW_PARTS else ""
        if not role or role == "table":
            return role or tag.name
        styled = self._tables and self._tables[-1].tag.name != "table" and self._flow is self._tables[-1].outside
        return role if styled else tag.name

    def _enter_inline(self, tag: Tag) -> Leave | None:
        self._inherit(tag)
        return None

    def _inherit(self, tag: Tag) -> None:
        """What the content of this element has from it."""
        name, scope = tag.name, self._scope
        linked = name == "a" and "href" in tag.attrs
        if linked:
            self._flow.link()
        kept, level = keeps_blanks(tag), HEADINGS.get(name)
        inserted = is_inserted(tag) and not scope.inserted
        if inserted:
            self._flow.insert(_gathered(tag), _author(tag))
        letters = unseen(tag, scope.unseen) if tag.attrs else scope.unseen
        if linked or kept or level or name == "button" or inserted or letters != scope.unseen:
            self._scope = _Scope(
                scope.kept or kept,
                scope.linked or linked,
                scope.control or name == "button",
                level or scope.level,
                scope.inserted or inserted,
                letters,
            )

    def _strike(self, tag: Tag) -> None:
        """Text with a line through it has been taken out; a cell that held it stays, a row does not."""
        text, author = _gathered(tag), _author(tag)
        if tag.name in _CELLS and self._tables:
            row = self._tables[-1].row or self._tables[-1].new_row()
            flow = Flow(in_cell=True)
            flow.strike(text, author, in_line=True)
            row.cells.append(summed(TableCell(flow.nodes, *_spans(tag)), flow))
            return
        self._flow.strike(text, author, in_line=tag.name not in _ROW_PARTS)
        if tag.name == "tr":
            self._row_gone()

    def _row_gone(self) -> None:
        if self._tables:
            self._tables[-1].new_row().is_gone = True
            self._tables[-1].row = None

    def _take_script(self, tag: Tag) -> bool:
        """A figure that is raised or lowered right behind a figure: 10⁴ is not 104."""
        text = _only_text(tag)
        if not _EXPONENT.fullmatch(text) or self._scope.unseen or not self._flow.ends_in_figure():
            return False
        raised = tag.name == "sup"
        if text[0].isalpha():
            self._flow.add_generated("^" if raised else "_")
        self._flow.add(text.translate(_RAISED if raised else _LOWERED), self._scope.linked)
        return True

    def _enter_block(self, tag: Tag) -> Leave:
        self._flow.end_line(self._scope.level)
        zone = self._zone(tag)
        self._inherit(tag)
        level = self._scope.level
        end = self._enter_list(tag)

        def leave() -> None:
            end(level)
            zone()

        return leave

    def _enter_list(self, tag: Tag) -> Callable[[int | None], None]:
        """Count the items of lists; returns what ends the block."""
        flow = self._flow
        if tag.name in ("ol", "ul", "menu", "dir"):
            self._lists.append(Counter(tag))
            return self._leave_list
        if tag.name == "li" and self._lists:
            if number := self._lists[-1].number(tag):
                flow.mark(number)
            return flow.end_item
        return flow.end_line

    def _leave_list(self, level: int | None) -> None:
        self._flow.end_line(level)
        self._lists.pop()

    def _zone(self, tag: Tag) -> Leave:
        """A container of site furniture: its lines are marked when it ends."""
        kind = zone_of(tag) if tag.name in _ZONES and self._zones < ZONES_DEEP else None
        if kind is None:
            return _done
        nodes, start = self._flow.nodes, len(self._flow.nodes)
        self._zones += 1

        def leave() -> None:
            self._zones -= 1
            mark_zone(nodes, start, kind)

        return leave

    # --- tables --------------------------------------------------------------------------------

    def _enter_table(self, tag: Tag) -> Leave:
        self._flow.end_line(self._scope.level)
        self._end_unclosed()
        zone = self._zone(tag)
        outside = Flow()
        self._tables.append(_OpenTable(tag, outside))
        lists, self._lists = self._lists, []
        self._scope = _Scope()
        self._flows.append(outside)

        def leave() -> None:
            outside.end_item()
            self._flows.pop()
            self._flow.nodes += outside.nodes
            self._finish_table(self._tables.pop())
            self._lists = lists
            zone()

        return leave

    def _end_unclosed(self) -> None:
        """A table that begins in another one, but in no cell of it, ends that one, as in browsers: order is kept."""
        opened = self._tables[-1] if self._tables else None
        if opened is None or self._flow is not opened.outside or not opened.table.rows:
            return
        outside = self._flows.pop()
        outside.end_item()
        self._flow.nodes += outside.nodes
        self._finish_table(opened)
        outside.nodes = []
        self._flows.append(outside)
        opened.table, opened.row = Table(), None

    def _finish_table(self, opened: _OpenTable) -> None:
        table = opened.table
        table.rows = sorted(filter(_shows, table.rows), key=lambda row: row.rank)
        if is_layout(table, attribute(opened.tag, "role")):
            self._flow.nodes += [node for row in table.rows for cell in row.cells for node in cell.nodes]
        else:
            self._flow.nodes.append(table)

    def _enter_section(self, name: str) -> Leave:
        table = self._tables[-1]
        before = table.rank
        table.section += 1
        first_head = name != "thead" or not any(row.rank == 0 for row in table.table.rows)
        table.rank = _RANKS[name] if first_head else 1

        def leave() -> None:
            table.section += 1
            table.rank = before

        return leave

    def _enter_row(self, tag: Tag) -> Leave | None:
        opened, flow = self._tables[-1], self._flow
        opened.new_row().is_ruler = whole(tag, "height") == 0

        def leave() -> None:
            flow.end_line()
            opened.row = None

        return leave

    def _take_plain(self, tag: Tag) -> bool:
        """Read a cell that holds one text and nothing else, as most do, without any ceremony."""
        contents = tag.contents
        if len(contents) != 1 or type(contents[0]) is not NavigableString:
            return False
        if tag.attrs and (keeps_blanks(tag) or unseen(tag, 0)):
            return False
        row = self._tables[-1].row or self._tables[-1].new_row()
        row.cells.append(plain_cell(contents[0], *_spans(tag)))
        return True

    def _enter_cell(self, tag: Tag) -> Leave:
        flow, lists = Flow(in_cell=True), self._lists
        row = self._tables[-1].row or self._tables[-1].new_row()
        self._flows.append(flow)
        self._lists = []
        self._scope = _Scope(kept=keeps_blanks(tag), unseen=unseen(tag, 0)) if tag.attrs else _Scope()
        rowspan, colspan = _spans(tag)

        def leave() -> None:
            flow.end_item()
            self._flows.pop()
            self._lists = lists
            row.cells.append(summed(TableCell(flow.nodes, rowspan, colspan), flow))

        return leave

    # --- elements without content of their own -------------------------------------------------

    def break_line(self, tag: Tag) -> None:
        """<br>."""
        self._flow.end_line(self._scope.level)

    def picture(self, tag: Tag) -> None:
        """An image: a sign that its alternative text names, or perhaps one, or large enough to hold words."""
        sizes = [size for name in ("width", "height") if (size := whole(tag, name)) is not None]
        flow, alternative = self._flow, (attribute(tag, "alt") or attribute(tag, "title")).strip()
        if alternative in _SIGNS:
            flow.note("W240", alternative)
            flow.add_generated(alternative)
            return
        if not alternative and flow.in_cell and min(sizes, default=_ENOUGH_PICTURE) > _DOT:
            flow.note(UNKNOWN_SIGN)
        if min(sizes, default=_ENOUGH_PICTURE) >= _ENOUGH_PICTURE and (flow.in_cell or not self._zones):
            flow.pictures += 1

    def formula(self, tag: Tag) -> None:
        """<math>."""
        text, generated = linear(tag)
        if self._scope.unseen:
            self._flow.leave_out(_gathered(tag), "hidden")
        else:
            self._flow.add_made(text, generated)

    def field(self, tag: Tag) -> None:
        """<input>: its value, or the state of a box."""
        kind = attribute(tag, "type").strip().lower()
        if kind in ("checkbox", "radio"):
            self._flow.add_generated(_TICKS["checked" in tag.attrs])
        else:
            self._flow.add(input_text(tag), control=kind in BUTTONS)

    def choice(self, tag: Tag) -> None:
        """<select>: what is chosen."""
        self._flow.add(" ".join(chosen(tag)))

    def reading(self, tag: Tag) -> None:
        """<rt>: the reading above a word."""
        self._flow.leave_out(_gathered(tag), "ruby")


def _spans(tag: Tag) -> tuple[int, int]:
    """Rows and columns that a cell asks for."""
    if not tag.attrs:
        return 1, 1
    rowspan, colspan = whole(tag, "rowspan"), whole(tag, "colspan")
    return 1 if rowspan is None else rowspan, colspan or 1


def _only_text(tag: Tag) -> str:
    """The text of an element that holds one text and nothing else, perhaps inside an element or two."""
    for _ in range(3):
        if len(tag.contents) != 1:
            return ""
        child = tag.contents[0]
        if isinstance(child, Tag):
            if is_hidden(child) or is_struck(child) or child.name in NEVER or child.name in _SPECIAL:
                return ""
            tag = child
        else:
            return child.strip() if type(child) is NavigableString else ""
    return ""


def _author(tag: Tag) -> str:
    """Who made a change, where the page says so."""
    return attribute(tag, "cite").removeprefix("mailto:").strip() or "—"


def _shows(row: TableRow) -> bool:
    """Whether a row is one for a person; one without cells of its own still counts for the spans that cross it."""
    return not (row.is_ruler and not any(cell.nodes for cell in row.cells))


def _done() -> None:
    """Nothing is left to do."""


def _nothing(walk: Walk, tag: Tag) -> None:
    """An element whose text nobody sees."""


def _gathered(tag: Tag) -> str:
    """All text that an element holds, each run of white space as one blank; its own value for a field."""
    texts = stated(tag) if tag.name in NEVER else written(tag)
    return " ".join("".join(texts).split())


_SPECIAL: dict[str, Callable[[Walk, Tag], None]] = {
    "br": Walk.break_line,
    "img": Walk.picture,
    "math": Walk.formula,
    "input": Walk.field,
    "select": Walk.choice,
    "rt": Walk.reading,
}
