"""Site furniture on a page, told by evidence: containers, links, known lines. Content is never furniture.

A container counts by its element or by words in its class and id; what stands in it decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bs4.element import Tag

from extractor import lexicon
from extractor.readers.chrome import spread, telling
from extractor.readers.html_style import attribute
from extractor.readers.html_tree import Line, Node, Table, every_node
from extractor.zh.normalize import normalize

_ELEMENTS = {"nav": "menu", "header": "header", "footer": "footer", "aside": "sidebar"}
_ROLES = {
    "navigation": "menu",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "search": "form",
}
_WORDS = {
    "menu": "nav navbar navigation menu menus submenu topmenu mainnav topnav subnav dropdown tabbar",
    "breadcrumb": "breadcrumb breadcrumbs crumb crumbs position location weizhi dqwz",
    "header": "header head topbar top masthead banner logo",
    "footer": "footer foot bottom copyright copy beian friendlink friendlinks",
    "sidebar": "sidebar aside side sidenav rightbar leftbar",
    "share": "share bdshare jiathis bshare sharebox qrcode ewm weixin",
    "related": "recommend recommended recommends related relate hot hotlist rank ranking guess like more prevnext",
    "form": "login logon signin register search searchbox toolbar tools toolbox pagination pager pages",
    "popup": "popup modal dialog toast mask tips tip vip",
    "comments": "comments comment reply feedback",
    "advert": "ad ads advert advertisement guanggao",
}
_KIND = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_POINTS = re.compile(r"[0-9一二三四五六七八九十]\s*分(?!钟|享|类)")
EVIDENCE = ("考核", "指标", "评分", "得分", "扣分", "分值", "评价")
NOTES = ("注:", "注 ", "备注", "说明:", "附件", "附:", "附表")
LONG = 40
RUN = 3
CAPTION = 8


def zone_of(tag: Tag) -> str | None:
    """The kind of site furniture that a container says it is."""
    name = tag.name
    if name in _ELEMENTS:
        return _ELEMENTS[name]
    attrs = tag.attrs
    if not attrs or not ("class" in attrs or "id" in attrs or "role" in attrs):
        return None
    return _ROLES.get(attribute(tag, "role")) or _kind_of_names(f"{attribute(tag, 'class')} {attribute(tag, 'id')}")


@lru_cache(maxsize=8192)
def _kind_of_names(names: str) -> str | None:
    found = (_KIND.get(part.lower()) for name in names.split() for part in _PARTS.findall(name))
    return next(filter(None, found), None)


def mark_zone(nodes: list[Node], start: int, kind: str) -> None:
    """Mark the lines that a container of this kind gave, from `start` on, unless they are content."""
    inside = nodes[start:]
    if any(isinstance(node, Table) and _is_data(node) for node in inside):
        return
    lines = [node for node in every_node(inside) if isinstance(node, Line)]
    if any(_is_long_evidence(line) for line in lines):
        return
    for line in lines:
        if not _keeps_out(line):
            line.zone = line.zone or kind


def mark_furniture(nodes: list[Node]) -> None:
    """Mark lines of the page that no container gave away: menus, known lines, and what lies beyond them."""
    lines = [node for node in nodes if isinstance(node, Line)]
    for line in lines:
        line.zone = line.zone or _kind_of_line(line)
    _mark_link_runs(nodes)
    texts = [node.text if isinstance(node, Line) else "" for node in nodes]
    known = [isinstance(node, Line) and node.zone is not None for node in nodes]
    fixed = [isinstance(node, Table) or (isinstance(node, Line) and bool(node.level)) for node in nodes]
    for node, is_chrome in zip(nodes, spread(texts, known, fixed), strict=True):
        if isinstance(node, Line) and is_chrome:
            node.zone = node.zone or "site"


def _kind_of_line(line: Line) -> str | None:
    if line.controls and line.controls >= 0.8 * line.size:
        return "control"
    if line.links >= RUN and line.linked >= 0.6 * line.size and not _has_points(line.text):
        return "links"
    return telling(line.text)


def _mark_link_runs(nodes: list[Node]) -> None:
    """Several short lines below each other that are nothing but links are a list of links, with its heading."""
    run: list[Line] = []
    heading: Line | None = None
    for node in [*nodes, None]:
        if isinstance(node, Line) and node.links and node.linked >= 0.8 * node.size and not _has_points(node.text):
            run.append(node)
            continue
        if len(run) >= RUN:
            for line in [*run, *([heading] if heading is not None else [])]:
                line.zone = line.zone or "links"
        run, heading = [], node if isinstance(node, Line) and _is_caption(node) else None


def _is_caption(line: Line) -> bool:
    return line.size <= CAPTION and line.level not in (1, 2) and not _has_points(line.text)


def _is_data(table: Table) -> bool:
    filled = sum(bool(cell.size) for row in table.rows for cell in row.cells)
    return len(table.rows) > 1 and filled > 3


def _is_long_evidence(line: Line) -> bool:
    long = line.size > LONG and line.linked < 0.5 * line.size
    return long and telling(line.text) is None and _is_evidence(line.text)


def _keeps_out(line: Line) -> bool:
    """Whether a line in a container of furniture is content all the same: a title, a heading, a rule with points."""
    if line.links and line.linked >= 0.8 * line.size:
        return False
    plain = normalize(line.text).strip()
    named = any(lexicon.pattern(name).fullmatch(plain) for name in ("title_ending", "issuer", "document_number"))
    content = named or line.level in (1, 2) or _has_points(plain) or plain.startswith(NOTES)
    return content and telling(line.text) is None


def _is_evidence(text: str) -> bool:
    return any(word in text for word in EVIDENCE) or _has_points(text)


def _has_points(text: str) -> bool:
    return bool(_POINTS.search(text))
