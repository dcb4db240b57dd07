"""XML of Word files: a safe parser, the names of the elements, and the choices that the markup leaves open."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from catalog.problems import Trouble
from extractor.limits import Limits

Element: TypeAlias = etree._Element

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS = "urn:schemas-microsoft-com:vml"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
W = f"{{{W_NS}}}"
M = f"{{{M_NS}}}"
V = f"{{{V_NS}}}"
VAL = W + "val"
P, R, T, TBL, TR, TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
M_T = M + "t"
SDT = W + "sdt"
ALTERNATE = f"{{{MC_NS}}}AlternateContent"
CHOICE = f"{{{MC_NS}}}Choice"
FALLBACK = f"{{{MC_NS}}}Fallback"
DELETED = frozenset((W + "del", W + "moveFrom"))
INSERTED = frozenset((W + "ins", W + "moveTo"))

# ISO Strict files name the same elements in other namespaces: rewritten before parsing, one set of names serves both.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W_NS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M_NS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R_NS.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A_NS.encode()),
)
_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#(?:x0{0,8}(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0{0,8}(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_EXCESSIVE_DEPTH = "Excessive depth"


class Damaged(Exception):
    """The XML cannot be parsed as it stands."""

    def __init__(self, detail: str, root: Element | None) -> None:
        """`detail` says what is wrong; `root` is what could be read nevertheless."""
        super().__init__(detail)
        self.root = root


def parse(data: bytes, limits: Limits) -> tuple[Element, int]:
    """The root element and the number of control characters removed.

    A DOCTYPE is refused before parsing (E112), too deep a nesting is E110, broken XML raises Damaged.
    """
    _refuse_doctype(data)
    data = _transitional(data)
    try:
        return _checked(data, limits), 0
    except etree.XMLSyntaxError as error:
        if _EXCESSIVE_DEPTH in str(error):
            raise Trouble("E110", limit="xml_depth", maximum=limits.xml_depth) from error
        return _second_try(data, limits, str(error))


def chosen(alternate: Element) -> Element | None:
    """The one branch of mc:AlternateContent that counts: the choice, or the fallback where only that has text."""
    choice, fallback = alternate.find(CHOICE), alternate.find(FALLBACK)
    if choice is None or (fallback is not None and not _has_text(choice) and _has_text(fallback)):
        return fallback
    return choice


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is present and on."""
    return element is not None and element.get(VAL, "true") not in ("0", "false", "off")


def value(parent: Element | None, name: str) -> str | None:
    """The w:val of the child `name` of `parent`."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def number(text: str | None, default: int) -> int:
    """`text` as a whole number, `default` where it is none."""
    return int(text) if text is not None and re.fullmatch(r"[+-]?[0-9]{1,12}", text.strip()) else default


def authors(element: Element) -> str:
    """Who made the tracked change `element`."""
    return str(element.get(W + "author", ""))


def blank_free(text: str) -> int:
    """How many characters of `text` are not blank."""
    return len("".join(text.split()))


def text_of(element: Element, *tags: str) -> str:
    """All the text that stands in elements of these names."""
    return "".join(found.text or "" for found in element.iter(*tags))


def _has_text(element: Element) -> bool:
    return any(leaf.text for leaf in element.iter(T, M_T, f"{{{A_NS}}}t"))


def _refuse_doctype(data: bytes) -> None:
    if any("<!DOCTYPE".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise Trouble("E112")


def _transitional(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        data = re.sub(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')", r"\1", text).encode("utf-8")
    if b"purl.oclc.org" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    return data


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _checked(data: bytes, limits: Limits) -> Element:
    root = etree.fromstring(data, _parser(recover=False))
    if root.getroottree().docinfo.doctype:
        raise Trouble("E112")
    if limits.xml_depth < 256 and root.xpath(f"boolean({'/*' * (limits.xml_depth + 1)})"):
        raise Trouble("E110", limit="xml_depth", maximum=limits.xml_depth)
    return root


def _second_try(data: bytes, limits: Limits, detail: str) -> tuple[Element, int]:
    # Control characters are the usual reason, and dropping them loses nothing that a person sees.
    cleaned, removed = _CONTROL.subn(b"", data)
    try:
        if removed:
            return _checked(cleaned, limits), removed
    except etree.XMLSyntaxError as error:
        detail = str(error)
    raise Damaged(detail, _recovered(cleaned))


def _recovered(data: bytes) -> Element | None:
    try:
        return etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
