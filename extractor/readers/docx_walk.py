"""The walk over a Word story: elements in the order of the page → paragraphs and tables as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.docx_leaves import gathered, is_deleted_cell, is_deleted_row, leaves
from extractor.readers.docx_numbering import Numbering
from extractor.readers.docx_runs import Ground, Item, inline
from extractor.readers.docx_scope import Scope, content
from extractor.readers.docx_tree import Line, Node, Table, TableCell, TableRow, Taken, Unread
from extractor.readers.docx_words import Anchor, Mark, Stretch, Words, assemble, computed, join
from extractor.readers.docx_xml import DELETED, TBL, TC, TR, Element, P, T, W, authors, is_on, number, text_of, value

_ALT_CHUNK = W + "altChunk"
_ROOT_SCOPE = Scope()


@dataclass(slots=True)
class Walk:
    """Everything the walk needs to know, and the notes that no reference has called for yet."""

    ground: Ground
    numbering: Numbering
    limits: Limits
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)

    def story(self, parent: Element, depth: int = 0, scope: Scope = _ROOT_SCOPE) -> list[Node]:
        """The blocks inside `parent`; `depth` counts the tables around it."""
        nodes: list[Node] = []
        carried: list[Item] = []
        for element, inner in content(parent, scope):
            if element.tag == P:
                items = self._items(element, inner, carried)
                carried = items if _joins_next(element) else []
                if not carried:
                    nodes.append(self._line(element, items, depth))
            elif element.tag in (TBL, _ALT_CHUNK):
                nodes += self._flushed(carried, depth)
                carried = []
                nodes.append(self._table_node(element, depth, inner) if element.tag == TBL else _chunk())
        return nodes + self._flushed(carried, depth)

    # --- paragraphs ----------------------------------------------------------------------------

    def _items(self, paragraph: Element, scope: Scope, carried: list[Item]) -> list[Item]:
        properties = paragraph.find(W + "pPr")
        style_id = self.ground.styles.of(properties)
        items = list(inline(paragraph, scope, self.ground, style_id))
        mark = None if properties is None else properties.find(W + "rPr")
        if _has_shown(carried) or (_mark_is_gone(mark) and not _has_shown(items)):
            label: list[Item] = []
        else:
            label = self._label(properties, style_id)
        ending: list[Item] = [] if mark is None else [Stretch("\n", "deleted", name) for name in _mark_deleters(mark)]
        return carried + label + items + ending

    def _label(self, properties: Element | None, style_id: str | None) -> list[Item]:
        link = self.ground.styles.list_link(properties)
        label = None if link is None else self.numbering.next(link, style_id)
        if label is None:
            return []
        lost: list[Item] = [Anchor("lost", f"numFmt {label.unknown}")] if label.unknown else []
        return [*lost, computed(label.text)]

    def _line(self, paragraph: Element, items: list[Item], depth: int) -> Line:
        line = self._hung(assemble(items), depth)
        line.level = self.ground.styles.level(paragraph)
        return line

    def _hung(self, words: Words, depth: int) -> Line:
        """The line with what hangs on it: text boxes and notes; comments and pictures are looked at later."""
        line = Line(words)
        for anchor in words.anchors:
            if anchor.kind == "box":
                line.boxes += self.story(anchor.content, depth)
            elif anchor.kind in ("footnote", "endnote"):
                note = self.notes.pop((anchor.kind, str(anchor.content)), None)
                line.notes += [] if note is None else self.story(note, depth)
        return line

    def _flushed(self, carried: list[Item], depth: int) -> list[Node]:
        return [self._hung(assemble(carried), depth)] if carried else []

    # --- tables --------------------------------------------------------------------------------

    def _table_node(self, element: Element, depth: int, scope: Scope) -> Node:
        maximum = self.limits.nested_tables
        if depth > maximum:
            return Unread(self._swallowed(element), "nested_too_deep", "E210", {"maximum": str(maximum)})
        cells = sum(1 for _ in element.iter(TC))
        if cells > self.limits.grid_cells:
            raise Trouble("E211", cells=cells, maximum=self.limits.grid_cells)
        return self._table(element, depth, scope)

    def _table(self, element: Element, depth: int, scope: Scope) -> Table:
        table = Table(columns=len(element.findall(f"{W}tblGrid/{W}gridCol")))
        for row, inner in content(element, scope):
            if row.tag != TR:
                continue
            if is_deleted_row(row):
                table.taken.append(_taken(row, len(table.rows), row.find(f"{W}trPr/{W}del")))
            elif is_on(row.find(f"{W}trPr/{W}hidden")):
                table.left_out.append((self._swallowed(row), "hidden"))
            else:
                table.rows.append(self._row(row, table, depth, inner.inserted(row.find(f"{W}trPr/{W}ins"))))
        return table

    def _row(self, row: Element, table: Table, depth: int, scope: Scope) -> TableRow:
        properties = row.find(W + "trPr")
        cells: list[TableCell] = []
        for cell, inner in content(row, scope):
            if cell.tag != TC:
                continue
            if is_deleted_cell(cell):
                table.taken.append(_taken(cell, len(table.rows), cell.find(f"{W}tcPr/{W}cellDel")))
            else:
                self._cell(cell, cells, table, depth, inner)
        return TableRow(
            cells,
            before=max(number(value(properties, "gridBefore"), 0), 0),
            after=max(number(value(properties, "gridAfter"), 0), 0),
            is_header=properties is not None and is_on(properties.find(W + "tblHeader")),
        )

    def _cell(self, cell: Element, cells: list[TableCell], table: Table, depth: int, scope: Scope) -> None:
        properties = cell.find(W + "tcPr")
        span = max(number(value(properties, "gridSpan"), 1), 1)
        merge = _vertical_merge(properties)
        if merge == "on" and not _first_words(cell):
            # The rest of a merged cell: Word shows nothing of it, not even a list number.
            cells.append(TableCell(Words(), span, merge))
            return
        if cells and _continues_left(properties):
            cells[-1].span += span
            table.left_out.append((self._swallowed(cell), "merged"))
            return
        scope = scope.inserted(None if properties is None else properties.find(W + "cellIns"))
        read = self._read_cell(self.story(cell, depth + 1, scope), table)
        read.span, read.merge = span, merge
        cells.append(read)

    def _read_cell(self, nodes: list[Node], table: Table) -> TableCell:
        lines = [node for node in nodes if isinstance(node, Line)]
        found = TableCell(Words())
        words = [line.words for line in lines]
        for line in lines:
            words += self._sorted_box(line.boxes, found, table)
            table.notes += line.notes
        found.tables += (node for node in nodes if isinstance(node, Table))
        found.words = join(words).stripped()
        for node in nodes:
            if isinstance(node, Unread):
                found.words = _with_unread(found.words, node)
        return found

    def _sorted_box(self, nodes: list[Node], cell: TableCell, table: Table) -> Iterator[Words]:
        """The words of a text box in a cell; its tables and notes go where the cell's own go."""
        for node in nodes:
            if isinstance(node, Line):
                yield node.words
                table.notes += node.notes
                yield from self._sorted_box(node.boxes, cell, table)
            elif isinstance(node, Table):
                cell.tables.append(node)
            else:
                table.left_out.append((node.text, node.reason))

    def _swallowed(self, element: Element) -> str:
        """The text of something that is not walked; it counts as read."""
        found = list(leaves(element))
        self.ground.seen.update(found)
        return gathered(found)


def _with_unread(words: Words, node: Unread) -> Words:
    before = node.params.get("what", node.params.get("maximum", ""))
    mark = Mark("notice", 0, len(words.text), before=before, code=node.code)
    return replace(words, marks=(*words.marks, mark), residue=(*words.residue, (node.text, node.reason)))


def _chunk() -> Unread:
    return Unread("", "unread", "W231", {"what": "altChunk"})


def _taken(element: Element, row: int, change: Element | None) -> Taken:
    return Taken(row, "" if change is None else authors(change), text_of(element, T, W + "delText"))


def _has_shown(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Stretch) and item.fate == "shown" and item.text.strip() for item in items)


def _mark_deleters(mark: Element) -> list[str]:
    return [authors(change) for change in mark.iterchildren(*DELETED)]


def _mark_is_gone(mark: Element | None) -> bool:
    """Whether the paragraph's own end is deleted or hidden: with no text left, the whole paragraph is gone."""
    return mark is not None and (bool(_mark_deleters(mark)) or is_on(mark.find(W + "vanish")))


def _joins_next(paragraph: Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and bool(_mark_deleters(mark))


def _vertical_merge(properties: Element | None) -> str:
    found = None if properties is None else properties.find(W + "vMerge")
    if found is not None:
        return "start" if found.get(W + "val") == "restart" else "on"
    changed = None if properties is None else properties.find(W + "cellMerge")
    return {None: "", "rest": "start", "cont": "on"}.get(None if changed is None else changed.get(W + "vMerge"), "")


def _continues_left(properties: Element | None) -> bool:
    found = None if properties is None else properties.find(W + "hMerge")
    return found is not None and found.get(W + "val") != "restart"


def _first_words(cell: Element) -> bool:
    return next(leaves(cell), None) is not None
