"""What styles say about a paragraph or a run: hidden or not, heading level, list, font of signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.readers.docx_xml import VAL, Element, W, is_on, number, value

_VANISH = W + "vanish"
_RPR = W + "rPr"
_PPR = W + "pPr"
_NUM_PR = W + "numPr"
_BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class ListLink:
    """A paragraph's tie to a list: number id and level; the level is None where only a style names the list."""

    num_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says with all that it is based on."""

    hides: bool = False
    level: int = _BODY_TEXT
    num_id: str | None = None
    list_level: str | None = None


@dataclass(slots=True)
class Styles:
    """The style sheet: styles by id, the default paragraph style, and whether all text is hidden."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default: str | None = None
    hidden_by_default: bool = False
    _read: dict[str | None, Style] = field(default_factory=dict)

    def style(self, style_id: str | None) -> Style:
        """The style as its nearest ancestor that has a say has it; each is worked out once."""
        if style_id not in self._read:
            self._read[style_id] = _resolved(list(self._chain(style_id)))
        return self._read[style_id]

    def hidden(self, run_properties: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run is hidden: its own word counts, else the styles' (two that hide cancel out, as in Word)."""
        own = None if run_properties is None else run_properties.find(_VANISH)
        if own is not None:
            return is_on(own)
        hides = self.style(paragraph_style).hides != self.style(value(run_properties, "rStyle")).hides
        return self.hidden_by_default or hides

    def level(self, paragraph: Element) -> int | None:
        """Heading level from 1, None for body text."""
        properties = paragraph.find(_PPR)
        level = number(value(properties, "outlineLvl"), self.style(self.of(properties)).level)
        return level + 1 if 0 <= level < _BODY_TEXT else None

    def list_link(self, properties: Element | None) -> ListLink | None:
        """The list that the paragraph belongs to, by its own properties or its style's."""
        own = None if properties is None else properties.find(_NUM_PR)
        num_id, level = value(own, "numId"), value(own, "ilvl")
        if num_id is None:
            style = self.style(self.of(properties))
            num_id, level = style.num_id, style.list_level if level is None else level
        if num_id is None or num_id == "0":
            return None
        return ListLink(num_id, None if level is None else number(level, 0))

    def of(self, properties: Element | None) -> str | None:
        """The id of the paragraph's style."""
        return value(properties, "pStyle") or self.default

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        """The style and those it is based on, nearest first; a ring of styles ends where it closes."""
        met: set[str] = set()
        while style_id is not None and style_id not in met and (style := self.by_id.get(style_id)) is not None:
            met.add(style_id)
            yield style
            style_id = value(style, "basedOn")


def _resolved(chain: list[Element]) -> Style:
    vanish = _nearest(style.find(f"{_RPR}/{_VANISH}") for style in chain)
    outline = _nearest(style.find(f"{_PPR}/{W}outlineLvl") for style in chain)
    # A list tie without a number only moves the level of a list that some other style names.
    links = (style.find(f"{_PPR}/{_NUM_PR}") for style in chain)
    link = _nearest(link for link in links if value(link, "numId") is not None)
    level = _BODY_TEXT if outline is None else number(outline.get(VAL), _BODY_TEXT)
    return Style(is_on(vanish), level, value(link, "numId"), value(link, "ilvl"))


def _nearest(found: Iterable[Element | None]) -> Element | None:
    return next((element for element in found if element is not None), None)


def read_styles(root: Element | None) -> Styles:
    """The style sheet of a styles part; without one, nothing is styled."""
    if root is None:
        return Styles()
    by_id = {style.get(W + "styleId", ""): style for style in root.findall(W + "style")}
    default = next((key for key, style in by_id.items() if _is_default_paragraph(style)), None)
    return Styles(by_id, default, is_on(root.find(f"{W}docDefaults/{W}rPrDefault/{_RPR}/{_VANISH}")))


def _is_default_paragraph(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")


def sign_font(run_properties: Element | None) -> str:
    """The run's font where it is one font for all Latin characters, else ""."""
    fonts = None if run_properties is None else run_properties.find(W + "rFonts")
    if fonts is None:
        return ""
    ascii_font = fonts.get(W + "ascii", "")
    return ascii_font if fonts.get(W + "hAnsi", ascii_font) == ascii_font else ""


def is_struck(run_properties: Element | None) -> bool:
    """Whether the run is struck out."""
    if run_properties is None:
        return False
    return is_on(run_properties.find(W + "strike")) or is_on(run_properties.find(W + "dstrike"))


def is_superscript(run_properties: Element | None) -> bool:
    """Whether the run stands above the line."""
    align = None if run_properties is None else run_properties.find(W + "vertAlign")
    return align is not None and align.get(VAL) == "superscript"
