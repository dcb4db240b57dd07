"""Runs: the smallest pieces of a paragraph, each turned into stretches of text and anchors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from extractor.readers.docx_fields import FLD_CHAR, Field, Fields, drawn
from extractor.readers.docx_leaves import HYPHEN, SYM, TEXT_PATH, is_gone, leaf_text, leaves, sym_text
from extractor.readers.docx_math import linear
from extractor.readers.docx_scope import Scope, content
from extractor.readers.docx_styles import Styles, is_struck, is_superscript, sign_font
from extractor.readers.docx_words import QUOTED, Anchor, AnchorKind, Stretch, computed
from extractor.readers.docx_xml import R_NS, Element, M, R, T, V, W, text_of
from extractor.readers.symbols import MISSING, is_private, is_sign_font, sign

Item = Stretch | Anchor

_TEXT_BOX = W + "txbxContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_GRAPHIC_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_PICTURE_URIS = ("/chart", "/diagram")


@dataclass(slots=True)
class Ground:
    """What runs are read on: styles, fields, and the leaves that have been read."""

    styles: Styles
    fields: Fields = field(default_factory=Fields)
    seen: set[Element] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what it stands on, what applies to it, and how its characters look."""

    ground: Ground
    scope: Scope
    font: str = ""
    raised: bool = False

    def stretch(self, text: str, stored: str = "") -> Stretch:
        """`text` with the fate of this run."""
        return Stretch(text, self.scope.fate, self.scope.author, stored)


def inline(parent: Element, scope: Scope, ground: Ground, style_id: str | None) -> Iterator[Item]:
    """The stretches and anchors of a paragraph (or of anything that holds runs) of the given style."""
    for element, inner in content(parent, scope):
        if element.tag == R:
            yield from _run(element, inner, ground, style_id)
        elif element.tag in (M + "oMath", M + "oMathPara"):
            yield from _math(element, Run(ground, inner))
        elif element.tag in _READ:
            # A run's content without a run: some programs write it.
            yield from _READ[element.tag](element, Run(ground, inner))


def _run(run: Element, scope: Scope, ground: Ground, style_id: str | None) -> Iterator[Item]:
    properties = run.find(W + "rPr")
    if ground.styles.hidden(properties, style_id):
        scope = scope.with_fate("hidden")
    state = Run(ground, scope, sign_font(properties), is_superscript(properties))
    if scope.fate == "shown" and is_struck(properties) and (words := text_of(run, T).strip()):
        # Struck out by hand: it stands on the page, yet nobody would count it. A person decides.
        yield Anchor("lost", f"strikethrough: {words[:QUOTED]}")
    for element, inner in content(run, scope):
        read = _READ.get(element.tag)
        if read is not None:
            yield from read(element, state if inner is scope else Run(ground, inner, state.font, state.raised))


def _text(element: Element, run: Run) -> Iterator[Item]:
    run.ground.seen.add(element)
    text = re.sub(r"[\r\n]+", " ", element.text or "")
    if element.get(_SPACE) != "preserve":
        # As Word shows it: blanks at the ends count only where the file says so.
        text = text.strip(" \t")
    if element in run.ground.fields.code_text:
        yield Run(run.ground, run.scope.with_fate("field")).stretch(text)
    else:
        yield from _glyphs(text, run)


def _glyphs(text: str, run: Run) -> Iterator[Item]:
    """Text with the signs of symbol fonts and raised figures made plain characters."""
    if run.raised and text.strip() and not text.strip().strip("0123456789+-−"):
        yield run.stretch(text.translate(_SUPERSCRIPT), stored=text)
    elif is_sign_font(run.font) or _PRIVATE.search(text):
        for char in text:
            yield from _glyph(char, run)
    elif text:
        yield run.stretch(text)


def _glyph(char: str, run: Run) -> Iterator[Item]:
    code = ord(char)
    if not is_private(code) and (code > 0xFF or not is_sign_font(run.font)):
        yield run.stretch(char)
        return
    shown = sign(code, run.font)
    if shown is None and code == 0xF020:
        shown = " "
    if shown is None:
        yield from _unknown(code, run, MISSING if is_private(code) else char)
    else:
        yield run.stretch(shown, stored=char if shown != char else "")


def _unknown(code: int, run: Run, text: str) -> Iterator[Item]:
    if run.scope.fate == "shown":
        yield Anchor("lost", f"U+{code:04X} {run.font}".strip())
    yield run.stretch(text, stored=chr(code) if text != chr(code) else "")


def _symbol(element: Element, run: Run) -> Iterator[Item]:
    run.ground.seen.add(element)
    shown, name = sym_text(element), f"{element.get(W + 'font', '')} {element.get(W + 'char', '')}"
    if shown is None and run.scope.fate == "shown":
        yield Anchor("lost", name)
    yield run.stretch(shown or MISSING)


def _elsewhere(element: Element, run: Run) -> Iterator[Item]:
    yield Anchor("lost", "subDoc")


def _hyphen(element: Element, run: Run) -> Iterator[Item]:
    run.ground.seen.add(element)
    yield run.stretch("-")


def _blank(text: str) -> Callable[[Element, Run], Iterator[Item]]:
    def read(element: Element, run: Run) -> Iterator[Item]:
        yield run.stretch(text)

    return read


def _deleted_text(element: Element, run: Run) -> Iterator[Item]:
    yield Stretch(element.text or "", "deleted", run.scope.author)


def _field(element: Element, run: Run) -> Iterator[Item]:
    found: Field | None = run.ground.fields.by_begin.get(element)
    if found is None or run.scope.fate != "shown":
        return
    text, lost = drawn(found)
    if lost:
        yield Anchor("lost", lost[:40])
    if text:
        item = computed(text)
        yield Stretch(text, "shown", run.scope.author, computed=item.computed)


def _math(element: Element, run: Run) -> Iterator[Item]:
    run.ground.seen.update(leaves(element))
    line, whole = linear(element)
    if not whole:
        yield Anchor("lost", "OMML")
    if run.scope.fate == "deleted":
        yield Stretch(line.text, "deleted", run.scope.author)
    else:
        yield Stretch(line.text, run.scope.fate, run.scope.author, computed=line.added)


def _ruby(element: Element, run: Run) -> Iterator[Item]:
    for name, scope in (("rubyBase", run.scope), ("rt", run.scope.with_fate("ruby"))):
        found = element.find(W + name)
        if found is not None:
            yield from inline(found, scope, run.ground, None)


def _reference(kind: AnchorKind) -> Callable[[Element, Run], Iterator[Item]]:
    def read(element: Element, run: Run) -> Iterator[Item]:
        if run.scope.fate != "deleted":
            yield Anchor(kind, element.get(W + "id", ""))

    return read


def _drawing(element: Element, run: Run) -> Iterator[Item]:
    """Text boxes, words drawn along a path, and pictures, whose words cannot be read."""
    if run.scope.fate != "shown":
        return
    for box in _outermost_boxes(element):
        yield Anchor("box", box)
    for path in element.iter(TEXT_PATH):
        if path not in run.ground.seen:
            run.ground.seen.add(path)
            yield run.stretch(leaf_text(path))
    if _is_picture(element):
        yield Anchor("picture", "object" if element.find(f".//{_OLE}") is not None else "picture")


def _outermost_boxes(drawing: Element) -> Iterator[Element]:
    for box in drawing.iter(_TEXT_BOX):
        around = takewhile(lambda element: element is not drawing, box.iterancestors())
        if not any(element.tag == _TEXT_BOX or is_gone(element) for element in around):
            yield box


def _is_picture(element: Element) -> bool:
    if next(element.iter(_PICTURE, _OLE), None) is not None:
        return True
    if any(data.get(f"{{{R_NS}}}id") for data in element.iter(V + "imagedata")):
        return True
    return any(data.get("uri", "").endswith(_PICTURE_URIS) for data in element.iter(_GRAPHIC_DATA))


_READ: dict[str, Callable[[Element, Run], Iterator[Item]]] = {
    T: _text,
    W + "delText": _deleted_text,
    SYM: _symbol,
    HYPHEN: _hyphen,
    W + "tab": _blank("\t"),
    W + "ptab": _blank("\t"),
    W + "br": _blank("\n"),
    W + "cr": _blank("\n"),
    FLD_CHAR: _field,
    W + "ruby": _ruby,
    W + "footnoteReference": _reference("footnote"),
    W + "endnoteReference": _reference("endnote"),
    W + "commentReference": _reference("comment"),
    W + "drawing": _drawing,
    W + "pict": _drawing,
    W + "object": _drawing,
    M + "oMath": _math,
    M + "oMathPara": _math,
    W + "subDoc": _elsewhere,
}
