"""The right side of a printed formula → a small tree: 甲/乙×100%, (甲-乙)/乙×100%, 甲/乙/250天, 甲×60%+乙×40%.

The grammar stands in formula.lark; it is LALR, so reading is linear, and it is built at first use. Nodes hold
offsets into the text that was read, so that every name is the printed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Scale = Literal["1", "100", "1000", "10000", "100000"]
Sign = Literal["+", "-", "×", "÷"]

LENGTH = 600  # characters of a right side
OPERATORS = 48  # signs and brackets of a right side: a formula that people read has few
_SIGNS: dict[str, Sign] = {
    "×": "×",
    "*": "×",
    "x": "×",
    "X": "×",
    "·": "×",
    "乘以": "×",
    "÷": "÷",
    "/": "÷",
    "除以": "÷",
}
_COUNTED = re.compile(r"[+\-×*÷/(\[{【〔|｜]|[乘除]以")
_NUMBER = re.compile(r"(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?|(?=万))\s?(?P<big>[万亿]?)\s?(?P<unit>[^()]*)")
_BIG = {"": 1, "万": 10_000, "亿": 100_000_000}
_SCALE_UNITS: dict[str, tuple[Scale, ...]] = {
    "": ("100", "1000", "10000", "100000"), "%": ("100",), "‰": ("1000",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A noun phrase: something that is counted or measured."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A printed number: 250天(法定工作日), 60%, 1000‰. `unit` is what stands behind it, without notes."""

    start: int
    end: int
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Group:
    """A sum or product in brackets, or between bars (`absolute`)."""

    start: int
    end: int
    body: Node
    absolute: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and the sign between them."""

    start: int
    end: int
    sign: Sign
    left: Node
    right: Node


Node = Quantity | Constant | Group | Operation


@dataclass(frozen=True, slots=True)
class Quotient:
    """A product with a division: factors above the line, factors below it, and the scale (×100%).

    `mixed` is set where a factor follows a divisor (甲/乙×丙): by the rules of arithmetic it belongs above the
    line, but clerks write 甲/(乙×丙) so, too.
    """

    over: tuple[Node, ...]
    under: tuple[Node, ...]
    scale: Scale
    mixed: bool


def parse(plain: str) -> Node | None:
    """The tree of a normalised right side, None where it is no formula: 综合评定（优/良） or 甲//乙."""
    if len(plain) > LENGTH or len(_COUNTED.findall(plain)) > OPERATORS:
        return None
    from lark.exceptions import LarkError

    try:
        node: Node = _grammar().parse(plain)
    except LarkError:
        return None
    return node


def quotient(node: Node) -> Quotient | None:
    """Numerators, denominators and scale of a tree; None for sums and for products without a division.

    a/b/c is a over b×c. The scale is a factor 100%, 1000‰, 10000 … beside others; brackets round all of the
    rest are dropped: [(甲-乙)/乙]×100%.
    """
    scale: Scale | None = None
    signed = _factors(bare(node))
    while True:
        at = _scale_at(signed) if scale is None else None
        if at is not None:
            found = signed.pop(at)[1]
            scale = scale_of(found)
        inside = bare(signed[0][1])
        if len(signed) > 1 or not isinstance(inside, Operation) or inside.sign in "+-":
            break
        signed = _factors(inside)
    over = tuple(each for sign, each in signed if sign == "×")
    under = tuple(each for sign, each in signed if sign == "÷")
    first = next((index for index, (sign, _) in enumerate(signed) if sign == "÷"), len(signed))
    mixed = any(sign == "×" for sign, _ in signed[first:])
    return Quotient(over, under, scale or "1", mixed) if over and under else None


def bare(node: Node) -> Node:
    """The node without the brackets that enclose it; bars (|甲-乙|) mean something and stay."""
    while isinstance(node, Group) and not node.absolute:
        node = node.body
    return node


def leaves(node: Node) -> Iterator[Quantity | Constant]:
    """Quantities and numbers, as printed from left to right."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Group):
            waiting.append(at.body)
        elif isinstance(at, Operation):
            waiting += (at.right, at.left)
        else:
            yield at


def scale_of(node: Node) -> Scale | None:
    """100%, 100, 1000‰, 10000, 100000/10万 as a scale; None for 60%, 250天 and whatever is no number."""
    if not isinstance(node, Constant):
        return None
    per = "" if node.unit.startswith("/") else node.unit
    return next((each for each in _SCALE_UNITS.get(per, ()) if Decimal(each) == node.value), None)


def written(node: Node, text: str) -> str:
    """The normal form: printed names, × and ÷ as signs, brackets as printed."""
    match node:
        case Operation():
            return f"{written(node.left, text)}{node.sign}{written(node.right, text)}"
        case Group():
            opened, closed = "||" if node.absolute else "()"
            return f"{opened}{written(node.body, text)}{closed}"
        case _:
            return text[node.start : node.end]


def _factors(node: Node) -> list[tuple[Sign, Node]]:
    """甲÷乙×100 → [(×, 甲), (÷, 乙), (×, 100)]; anything but a product is one factor."""
    found: list[tuple[Sign, Node]] = []
    while isinstance(node, Operation) and node.sign in "×÷":
        found.insert(0, (node.sign, node.right))
        node = node.left
    return [("×", node), *found]


def _scale_at(signed: list[tuple[Sign, Node]]) -> int | None:
    """The last factor above the line that is a scale, where another one is left."""
    if sum(sign == "×" for sign, _ in signed) < 2:
        return None
    places = [at for at, (sign, each) in enumerate(signed) if sign == "×" and scale_of(each)]
    return places[-1] if places else None


# --- the grammar --------------------------------------------------------------------------------


@cache
def _grammar() -> Any:
    """The parser; building it costs some ten milliseconds, once."""
    from lark import Lark, Transformer, v_args

    @v_args(inline=True)
    class Builder(Transformer[Any, Any]):
        """Tokens and nodes → nodes."""

        def start(self, node: Node) -> Node:
            return node

        def quantity(self, token: Any) -> Quantity:
            return Quantity(token.start_pos, token.start_pos + len(token.rstrip()))

        def number(self, token: Any) -> Constant:
            return _constant(str(token).rstrip(), token.start_pos)

        def group(self, opened: Any, body: Node, closed: Any) -> Group:
            return Group(opened.start_pos, closed.start_pos + 1, body, opened.type == "BAR")

        def operation(self, left: Node, sign: Any, right: Node) -> Operation:
            return Operation(left.start, right.end, _SIGNS.get(str(sign)) or sign.value, left, right)

    grammar = files("extractor.zh").joinpath("formula.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", transformer=Builder(), maybe_placeholders=False)


def _constant(text: str, start: int) -> Constant:
    """A NUMBER or SCALE token, whose shape the grammar has settled."""
    value, big, unit = _NUMBER.findall(text)[0]
    return Constant(start, start + len(text), Decimal(value.replace(",", "") or 1) * _BIG[big], unit.strip())
