"""The walk over a story of an old Word file: its tree → paragraphs and tables as those of a .docx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.doc97_rows import CellShape, RowShape, columns, fill, row_shape
from extractor.readers.doc97_text import Item, Text
from extractor.readers.doc97_tree import CellTree, Deep, Forest, RowTree, StoryNode, Stroke, TableTree
from extractor.readers.docx_numbering import Numbering
from extractor.readers.docx_styles import ListLink
from extractor.readers.docx_tree import Line, Node, Table, TableCell, TableRow, Taken, Unread
from extractor.readers.docx_words import Anchor, Mark, Stretch, Words, assemble, computed, join

_LAST_LIST = 0x07FE
_OLD_LIST = 0x07FF  # numbered the way of Word 6, by modifiers of its own


@dataclass(slots=True)
class Walk:
    """All that the walk needs to know, and which parts of the text it has read."""

    text: Text
    forest: Forest
    numbering: Numbering
    limits: Limits
    read: list[tuple[int, int]] = field(default_factory=list)

    def story(self, start: int, end: int) -> list[Node]:
        """The blocks of a part of the text."""
        self.read.append((start, end))
        return self._nodes(self.forest.grow(start, end, self.limits.nested_tables + 1))

    def plain(self, start: int, end: int) -> str:
        """The stored text of a part, hidden or not, as it is where nothing is laid out."""
        found = (
            stretch.text
            for stroke in self.forest.strokes(start, end)
            for stretch in [*self._shown(self.text.items(stroke.start, stroke.end, stroke.shape.style)), Stretch("\n")]
        )
        return "".join(found).strip("\n")

    def unread(self, total: int) -> Iterator[str]:
        """What holds text and was not walked."""
        place = 0
        for start, end in [*sorted(self.read), (total, total)]:
            if start > place:
                yield self.plain(place, start)
            place = max(place, end)

    def _shown(self, items: Iterable[Item]) -> Iterator[Stretch]:
        for item in items:
            if isinstance(item, Stretch) and item.fate != "deleted" and not item.computed:
                yield item

    # --- paragraphs ----------------------------------------------------------------------------

    def _nodes(self, tree: Iterable[StoryNode]) -> list[Node]:
        nodes: list[Node] = []
        carried: list[Item] = []
        for node in tree:
            if isinstance(node, Stroke):
                items = self._items(node, carried)
                carried = items if self._joins_next(node) else []
                if not carried:
                    nodes.append(self._hung(assemble(items), node.shape.level))
                continue
            nodes += self._flushed(carried)
            carried = []
            nodes.append(self._table(node) if isinstance(node, TableTree) else self._deep(node))
        return nodes + self._flushed(carried)

    def _items(self, stroke: Stroke, carried: list[Item]) -> list[Item]:
        items = list(self.text.items(stroke.start, stroke.end, stroke.shape.style))
        gone = self._joins_next(stroke) or self.text.sheet.styles.hides(self.text.look(stroke.end), stroke.shape.style)
        bare = _has_shown(carried) or (gone and not _has_shown(items))
        label = [] if bare else self._label(stroke)
        look = self.text.look(stroke.end)
        ending: list[Item] = [Stretch("\n", "deleted", self.text.deleter(look))] if self._joins_next(stroke) else []
        return carried + label + items + ending

    def _joins_next(self, stroke: Stroke) -> bool:
        """Whether a tracked change took out the end of the paragraph."""
        return stroke.mark == "\r" and not stroke.shape.inner_cell and self.text.look(stroke.end).deleted

    def _label(self, stroke: Stroke) -> list[Item]:
        use = stroke.shape.list_use
        if use == _OLD_LIST:
            return [Anchor("lost", "sprmPAnld")]
        link = ListLink(str(use), stroke.shape.list_level)
        label = self.numbering.next(link, None) if 0 < use <= _LAST_LIST else None
        if label is None:
            return []
        lost: list[Item] = [Anchor("lost", f"numFmt {label.unknown}")] if label.unknown else []
        return [*lost, computed(label.text)]

    def _hung(self, words: Words, level: int | None = None) -> Line:
        line = Line(words, level)
        for anchor in words.anchors:
            if anchor.kind == "box":
                line.boxes += self.story(*anchor.content)
            elif anchor.kind in ("footnote", "endnote"):
                line.notes += self.story(*anchor.content)
        return line

    def _flushed(self, carried: list[Item]) -> list[Node]:
        return [self._hung(assemble(carried))] if carried else []

    def _deep(self, node: Deep) -> Unread:
        maximum = str(self.limits.nested_tables)
        return Unread(self.plain(node.start, node.end), "nested_too_deep", "E210", {"maximum": maximum})

    # --- tables --------------------------------------------------------------------------------

    def _table(self, tree: TableTree) -> Table:
        cells = sum(len(row.cells) for row in tree.rows)
        if cells > self.limits.grid_cells:
            raise Trouble("E211", cells=cells, maximum=self.limits.grid_cells)
        rows = [row for row in tree.rows if row.cells]
        shapes = [row_shape(row.says) for row in rows]
        for row, shape in zip(rows, shapes, strict=True):
            fill(shape, [not _is_empty(cell) for cell in row.cells])
        count, places = columns(shapes)
        table = Table(columns=count)
        for row, shape, place in zip(rows, shapes, places, strict=True):
            self._add_row(table, row, shape, place)
        return table

    def _add_row(self, table: Table, row: RowTree, shape: RowShape, places: list[int]) -> None:
        taken = self._taken(row)
        if taken is not None:
            table.taken.append(Taken(len(table.rows), *taken))
            return
        cells: list[TableCell] = []
        trees = row.cells + [CellTree()] * (len(shape.cells) - len(row.cells))
        for number, (tree, cell) in enumerate(zip(trees, shape.cells, strict=True)):
            # An empty cell between two edges that are one is a gap.
            if span := places[number + 1] - places[number]:
                self._add_cell(table, tree, cell, cells, span)
        table.rows.append(TableRow(cells, places[0], table.columns - places[-1], shape.is_header))

    def _add_cell(self, table: Table, tree: CellTree, shape: CellShape, cells: list[TableCell], span: int) -> None:
        swallowed = "" if not (shape.merge == "on" or shape.across == 2) else self._swallowed(tree)
        if shape.merge == "on" and not swallowed.strip():
            # The rest of a merged cell shows nothing, not even a list number.
            cells.append(TableCell(Words(), span, "on"))
        elif shape.across == 2 and cells:
            cells[-1].span += span
            table.left_out.append((swallowed, "merged"))
        else:
            read = self._cell(self._nodes(tree.nodes), table)
            read.span, read.merge = span, shape.merge
            cells.append(read)

    def _swallowed(self, tree: CellTree) -> str:
        bounds = [(node.start, node.end) for node in strokes(tree.nodes)]
        return "\n".join(self.plain(start, end) for start, end in bounds)

    def _cell(self, nodes: list[Node], table: Table) -> TableCell:
        cell = TableCell(Words())
        words: list[Words] = []
        for node in nodes:
            words += self._sorted(node, cell, table)
        cell.words = join(words).stripped()
        for node in nodes:
            if isinstance(node, Unread):
                cell.words = _with_unread(cell.words, node)
        return cell

    def _sorted(self, node: Node, cell: TableCell, table: Table) -> Iterator[Words]:
        """The words of a paragraph of a cell, and of its text boxes; tables and notes go where those of the cell go."""
        if isinstance(node, Line):
            yield node.words
            table.notes += node.notes
            for box in node.boxes:
                yield from self._sorted(box, cell, table)
        elif isinstance(node, Table):
            cell.tables.append(node)

    def _taken(self, row: RowTree) -> tuple[str, str] | None:
        """Who took out a row, and its text; None where anything of it still stands."""
        look = self.text.look(row.end) if row.end >= 0 else None
        if look is None or not look.deleted:
            return None
        items = [
            item
            for cell in row.cells
            for node in strokes(cell.nodes)
            for item in self.text.items(node.start, node.end, node.shape.style if isinstance(node, Stroke) else 0)
        ]
        if any(not isinstance(item, Stretch) or item.fate != "deleted" for item in items):
            return None
        return self.text.deleter(look), "".join(item.text for item in items if isinstance(item, Stretch))


def strokes(nodes: Iterable[StoryNode]) -> Iterator[Stroke | Deep]:
    """The paragraphs of nodes and of the tables among them."""
    for node in nodes:
        if isinstance(node, TableTree):
            for row in node.rows:
                for cell in row.cells:
                    yield from strokes(cell.nodes)
        else:
            yield node


def _is_empty(cell: CellTree) -> bool:
    return all(node.start == node.end for node in strokes(cell.nodes))


def _has_shown(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Stretch) and item.fate == "shown" and item.text.strip() for item in items)


def _with_unread(words: Words, node: Unread) -> Words:
    mark = Mark("notice", 0, len(words.text), before=node.params["maximum"], code=node.code)
    return replace(words, marks=(*words.marks, mark), residue=(*words.residue, (node.text, node.reason)))
