"""The structure of a plan for an editor: its outline, what can be folded, and where its references lead."""

from __future__ import annotations

from lsprotocol import types

from planlint.facts.references.inside import references
from planlint.reporters.escape import visible
from planlint.server.positions import range_of
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_TEXT = 30
_UNNAMED = "…"
_PARTS = {Kind.NOTICE: "通知", Kind.PLAN: "正文", Kind.ANNEX: "附件"}
_KINDS = {
    Kind.NOTICE: types.SymbolKind.Module,
    Kind.PLAN: types.SymbolKind.Module,
    Kind.ANNEX: types.SymbolKind.Module,
    Kind.BOX: types.SymbolKind.Object,
}
_FOLDED = (Kind.TABLE, Kind.CODE, Kind.CONTENTS)


def symbols(plan: Plan) -> list[types.DocumentSymbol]:
    """The parts of a plan and its numbered lines, each inside the one it belongs to."""
    return _symbols(plan, plan.root)


def flat(symbols: list[types.DocumentSymbol], uri: str, above: str | None = None) -> list[types.SymbolInformation]:
    """The same for an editor that shows no tree."""
    found: list[types.SymbolInformation] = []
    for symbol in symbols:
        found.append(types.SymbolInformation(types.Location(uri, symbol.range), symbol.name, symbol.kind, container_name=above))
        found += flat(list(symbol.children or ()), uri, symbol.name)
    return found


def folds(plan: Plan) -> list[types.FoldingRange]:
    """The stretches of lines that can be folded, each once, in the order of the text."""
    found: dict[tuple[int, int], types.FoldingRange] = {}
    for node in plan.nodes[1:]:
        if not node.children and node.kind not in _FOLDED:
            continue
        place = range_of(plan.view.source, plan.view.locate(node.content))
        if place.start.line < place.end.line:
            lines = (place.start.line, place.end.line)
            found.setdefault(lines, types.FoldingRange(*lines, kind=types.FoldingRangeKind.Region))
    return list(found.values())


def target_at(plan: Plan, offset: int) -> tuple[Span, Span] | None:
    """The reference at an offset and the place that it points at, all in the source; None where there is none."""
    at = plan.view.find(offset)
    for reference in plan.fact(references):
        if reference.target is not None and reference.span.start <= at <= reference.span.stop:
            return plan.view.locate(reference.span), plan.view.locate(reference.target)
    return None


def _symbols(plan: Plan, above: Node) -> list[types.DocumentSymbol]:
    found: list[types.DocumentSymbol] = []
    for node in above.children:
        below = _symbols(plan, node)
        if node.ordinal is None and node.kind not in _KINDS and node.kind is not Kind.HEADING:
            found += below
            continue
        source = plan.view.source
        place = range_of(source, plan.view.locate(node.content))
        head = range_of(source, plan.view.locate(node.children[0].content if node.children else node.content))
        kind = _KINDS.get(node.kind, types.SymbolKind.Namespace if below else types.SymbolKind.String)
        found.append(types.DocumentSymbol(_name(plan, node), kind, place, head, children=below))
    return found


def _name(plan: Plan, node: Node) -> str:
    """The number and title of a node; an annex goes by its label and title (附件1 任务清单), what has no title by how it begins."""
    first = plan.text_of(node.children[0] if node.children else node)
    number = node.ordinal.text if node.ordinal is not None else ""
    if node.kind is Kind.ANNEX and node.title not in first and len(first) < _TEXT // 2:
        number = f"{first} "
    name = visible(f"{number}{node.title or _PARTS.get(node.kind, first)}".strip()) or _UNNAMED
    return name if len(name) <= _TEXT else name[: _TEXT - 1] + "…"
