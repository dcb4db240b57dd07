"""The tree of a printed formula → a measure term over inputs, which the scorer computes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from catalog import rules as r
from catalog.model import Input
from extractor.fields.formulas import FormulaReading, same_name
from extractor.zh import formulas as grammar
from extractor.zh.formulas import Node

LARGEST = Decimal(10) ** 12
HUNDRED = Decimal(100)
PERCENT = {"%": Decimal(100), "‰": Decimal(1000)}
Ask = Callable[[str], Input]


def compute(reading: FormulaReading, ask: Ask) -> r.Measure | None:
    """The term of a formula; `ask` gives the input for a name. None where no term fits (|甲-乙|).

    Every name is asked for, in the order of print, also where no term fits.
    """
    inputs = {
        leaf: ask(reading.right[leaf.start : leaf.end].strip())
        for leaf in grammar.leaves(reading.tree)
        if isinstance(leaf, grammar.Quantity)
    }
    terms = _Terms(reading.right, inputs)
    parts = grammar.quotient(reading.tree)
    try:
        return terms.ratio(parts) if parts else terms.node(reading.tree)
    except _NoTerm:
        return None


def scaled(term: r.Measure, unit: str | None) -> r.Measure:
    """The measure in the unit of its target: 85% asks a ratio in percent, also where no ×100% is printed."""
    scale = PERCENT.get(unit or "")
    if scale is None or not isinstance(term, r.Ratio | r.Growth):
        return term
    return term.model_copy(update={"scale": scale})


class _NoTerm(Exception):
    """A node that the algebra has no term for."""


class _Terms:
    """Nodes of one right side → terms."""

    def __init__(self, right: str, inputs: dict[grammar.Quantity, Input]) -> None:
        self.right = right
        self.inputs = inputs

    def ratio(self, parts: grammar.Quotient) -> r.Measure:
        """甲/乙×100; (甲-乙)/乙 is a growth, which is not applicable where there was nothing before."""
        scale = Decimal(parts.scale)
        over = grammar.bare(parts.over[0])
        if len(parts.over) == len(parts.under) == 1 and isinstance(over, grammar.Operation) and over.sign == "-":
            before, under = grammar.bare(over.right), grammar.bare(parts.under[0])
            if self._name(before) == self._name(under):
                return r.Growth(current=self.node(over.left), previous=self.node(under), scale=scale)
        return r.Ratio(numerator=self._product(parts.over), denominator=self._product(parts.under), scale=scale)

    def node(self, node: Node) -> r.Measure:
        """Any node."""
        match node:
            case grammar.Quantity():
                return r.Obs(input=self.inputs[node].id)
            case grammar.Constant():
                return _literal(node)
            case grammar.Group(absolute=True):
                raise _NoTerm
            case grammar.Group():
                return self.node(node.body)
            case grammar.Operation():
                return self._operation(node)

    def _operation(self, node: grammar.Operation) -> r.Measure:
        if parts := grammar.quotient(node):
            return self.ratio(parts)
        if node.sign == "×":
            return self._product(tuple(_operands(node, "×")))
        if node.sign == "+":
            return r.Add(of=[self.node(each) for each in _operands(node, "+")])
        return r.Sub(left=self.node(node.left), right=self.node(node.right))

    def _product(self, nodes: tuple[Node, ...]) -> r.Measure:
        """A product; a rate among other factors is reported in percent and counts by the hundred."""
        flat = [each for node in nodes for each in _operands(grammar.bare(node), "×")]
        if len(flat) == 1:
            return self.node(flat[0])
        return r.Mul(of=[self._factor(each) for each in flat])

    def _factor(self, node: Node) -> r.Measure:
        inside = grammar.bare(node)
        term = self.node(inside)
        if isinstance(inside, grammar.Quantity) and self.inputs[inside].unit == "%":
            return r.Ratio(numerator=term, denominator=r.Lit(value=HUNDRED), scale=Decimal(1))
        return term

    def _name(self, node: Node) -> str:
        return same_name(self.right[node.start : node.end])


def _literal(node: grammar.Constant) -> r.Lit:
    """250天 is 250, 60% is 0.6."""
    if node.value >= LARGEST:
        raise _NoTerm
    return r.Lit(value=(node.value / PERCENT.get(node.unit, Decimal(1))).normalize() + 0)


def _operands(node: Node, sign: str) -> list[Node]:
    """甲+乙+丙 → its three operands."""
    found: list[Node] = []
    while isinstance(node, grammar.Operation) and node.sign == sign:
        found.insert(0, node.right)
        node = node.left
    return [node, *found]
