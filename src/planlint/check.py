"""What a kind of check is: typed parameters and one run over a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple, Protocol

from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_NOTHING: Mapping[str, str] = {}


class Match(NamedTuple):
    """One place where a check found what it looks for.

    `span`, `related` and `edits` are places of the plan's view, or of its source when `in_source` is true.
    `values` fill the placeholders of the rule's message. Matches of one `group` are reported as one.
    """

    span: Span
    values: Mapping[str, str] = _NOTHING
    related: tuple[tuple[Span, str], ...] = ()
    edits: tuple[Edit, ...] = ()
    group: str | None = None
    in_source: bool = False


class Check(Protocol):
    """A kind of check with its parameters set. It knows no rule, no severity and no file."""

    placeholders: ClassVar[frozenset[str]]
    repairs: ClassVar[bool]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """The matches among the nodes that the rule selects, in any order."""
        ...

    def not_applicable(self, plan: Plan) -> bool:
        """Whether this plan has nothing the check could judge."""
        ...
