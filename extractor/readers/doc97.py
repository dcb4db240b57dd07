"""Word files of 1997 to 2003 (.doc, and .wps of Kingsoft in the same format): bytes → Document.

Text, tables, lists and changes come out as they do from a .docx of the same content: from the walk on, all is shared.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from catalog.base import Place
from extractor.document import Document, Notice
from extractor.limits import Limits
from extractor.readers.doc97_file import Part, Story, WordFile, open_file, plc
from extractor.readers.doc97_lists import read_lists
from extractor.readers.doc97_pages import character_pages, paragraph_pages
from extractor.readers.doc97_pieces import Pieces, read_pieces
from extractor.readers.doc97_sprms import Huge
from extractor.readers.doc97_styles import Sheet, read_styles
from extractor.readers.doc97_text import Text, read_fields, read_fonts, read_names, runs
from extractor.readers.doc97_tree import Forest
from extractor.readers.doc97_walk import Walk
from extractor.readers.docx_lay import Layout
from extractor.readers.docx_words import Anchor, AnchorKind
from extractor.source import Source

_SEPARATORS = 6  # the first margins are the lines above notes
_OF_A_SECTION = 6  # then for each section: headers of even and odd pages, footers, those of its first page
_KINDS = ("page_header", "page_header", "page_footer", "page_footer", "page_header", "page_footer")
_NOTE, _COMMENT, _BOX, _SHAPE = 2, 30, 22, 26  # sizes of items
_NOTES: tuple[tuple[Part, Part, Story, AnchorKind], ...] = (
    (Part.FOOTNOTE_MARKS, Part.FOOTNOTES, Story.FOOTNOTES, "footnote"),
    (Part.ENDNOTE_MARKS, Part.ENDNOTES, Story.ENDNOTES, "endnote"),
)
_DRAWINGS = ("\x01", "\x08")


def read(source: Source, limits: Limits) -> Document:
    """The Document of an old Word file; Trouble E103–E105 where it cannot be read, E110 and E211 for limits."""
    file = open_file(source.data)
    pieces = read_pieces(file, limits)
    walk = _walk(file, pieces, limits)
    layout = Layout(limits, comments=_comments(file, walk), notices=file.notices)
    layout.story(walk.story(0, file.lengths[Story.BODY]))
    layout.story(node for start, end in _boxes(file, walk) for node in walk.story(start, end))
    for start, end, kind in _margins(file):
        layout.margin(walk.story(start, end), kind)
    for text in walk.unread(len(pieces.text)):
        layout.leave_out(text, "unread", Place())
    document = layout.document(source.id, walk.text.visible())
    if not document.visible and any(sign in pieces.text for sign in _DRAWINGS):
        document.notices.append(Notice("W234"))
    return document


def _walk(file: WordFile, pieces: Pieces, limits: Limits) -> Walk:
    sheet = Sheet(read_styles(file), Huge(file.data))
    found = list(runs(pieces, character_pages(file), sheet))
    text = Text(
        pieces.text,
        found,
        [run.start for run in found],
        read_fields(file, pieces.text),
        sheet,
        file.whole("SttbfFfn", lambda: list(read_fonts(file.part(Part.FONTS))), []),
        file.whole("SttbfRMark", lambda: list(read_names(file.part(Part.AUTHORS))), []),
        file.data,
        _hung(file),
    )
    return Walk(text, Forest(file, pieces, paragraph_pages(file), sheet), read_lists(file), limits)


# --- notes, comments, boxes, margins ---------------------------------------------------------------


def _ranges(file: WordFile, part: Part, size: int, story: Story) -> Iterator[tuple[int, int, bytes]]:
    """The stretches of a story that a part names, each behind the one before; what lies is left."""
    start, last = file.start(story), 0
    for first, end, item in plc(file.part(part), size):
        first, end = max(first, last), min(end, file.lengths[story])
        yield start + first, start + max(end, first), item
        last = max(end, first)


def _marks(file: WordFile, part: Part, size: int) -> list[int]:
    """The places in the body on which something hangs; one outside of it hangs nothing."""
    body = file.lengths[Story.BODY]
    return [place if place < body else -1 for place, _, _ in plc(file.part(part), size)]


def _hung(file: WordFile) -> dict[int, Anchor]:
    """The notes, comments and text boxes by the places in the body on which they hang."""
    hung = {
        place: Anchor("comment", str(number)) for number, place in enumerate(_marks(file, Part.COMMENT_MARKS, _COMMENT))
    }
    for marks, notes, story, kind in _NOTES:
        ranges = [(start, end) for start, end, _ in _ranges(file, notes, 0, story)]
        hung |= {place: Anchor(kind, at) for place, at in zip(_marks(file, marks, _NOTE), ranges, strict=False)}
    boxes = {number: (start, end) for start, end, number in _box_ranges(file)}
    for place, (_, _, shape) in zip(
        _marks(file, Part.SHAPES, _SHAPE), plc(file.part(Part.SHAPES), _SHAPE), strict=True
    ):
        number = struct.unpack_from("<i", shape)[0]
        if number in boxes:
            hung[place] = Anchor("box", boxes.pop(number))
    hung.pop(-1, None)
    return hung


def _box_ranges(file: WordFile) -> Iterator[tuple[int, int, int]]:
    """The text boxes of the body and the shapes that show them; the last entry is no box."""
    found = list(_ranges(file, Part.BOXES, _BOX, Story.BOXES))
    for start, end, item in found[:-1]:
        is_free, shape = struct.unpack_from("<8xh4xi", item)
        if not is_free:
            yield start, end, shape


def _boxes(file: WordFile, walk: Walk) -> Iterator[tuple[int, int]]:
    """The text boxes that hang on no character of the body: those of a drawing with several."""
    read = set(walk.read)
    for start, end, _ in _box_ranges(file):
        if (start, end) not in read:
            yield start, end


def _comments(file: WordFile, walk: Walk) -> dict[str, str]:
    texts = {}
    for number, (start, end, _) in enumerate(_ranges(file, Part.COMMENTS, 0, Story.COMMENTS)):
        walk.read.append((start, end))
        texts[str(number)] = walk.plain(start, end)
    return texts


def _margins(file: WordFile) -> Iterator[tuple[int, int, str]]:
    """Page headers and footers, section after section, and the text boxes in them."""
    for number, (start, end, _) in enumerate(_ranges(file, Part.MARGINS, 0, Story.MARGINS)):
        if number >= _SEPARATORS:
            yield start, end, _KINDS[(number - _SEPARATORS) % _OF_A_SECTION]
    start = file.start(Story.MARGIN_BOXES)
    yield start, start + file.lengths[Story.MARGIN_BOXES], "page_header"
