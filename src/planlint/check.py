"""What a kind of check is: typed parameters and one run over a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from planlint.damage.residue import Residue
from planlint.messages import Words
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span
from planlint.typed import ClassVar, Protocol, TypeVar

_Kind = TypeVar("_Kind")
_NOTHING: Mapping[str, str | Words] = {}
_NO_WORDS: Mapping[str, tuple[str, str]] = {}

Need = Callable[[Plan], object]
"""What a check judges by, as a fact of a plan: where it is empty or None there is nothing to judge."""


class Match(Record):
    """One place where a check found what it looks for.

    `span`, `related` and `edits` are places of the plan's view, or of its source when `in_source` is true.
    `values` fill the placeholders of the rule's message, and `related` says what stands elsewhere: texts that are no words of the document have both languages. Matches of one `group` are reported as one.
    The edits of a `doubtful` one are no safe fix, whatever the rule says. `residue` is the class of what the edits take out that is no text
    of the plan; without it they keep every letter and digit, or are not made without asking. `number` says how many places it stands for.
    """

    span: Span
    values: Mapping[str, str | Words] = _NOTHING
    related: tuple[tuple[Span, str | Words], ...] = ()
    edits: tuple[Edit, ...] = ()
    group: str | None = None
    in_source: bool = False
    doubtful: bool = False
    residue: Residue | None = None
    number: int = 1


class Check(Protocol):
    """A kind of check with its parameters set. It knows no rule, no severity and no file.

    `placeholders` are the names that messages may use; `repairs` tells whether matches bring edits (see check_kind, which also
    gives `not_applicable` to a kind that has none of its own).
    """

    placeholders: ClassVar[frozenset[str]]
    repairs: ClassVar[bool]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """The matches among the nodes that the rule selects, in any order."""
        ...

    def not_applicable(self, plan: Plan) -> bool:
        """Whether this plan has nothing the check could judge."""
        ...


def check_kind(
    *placeholders: str, repairs: bool = False, needs: Need | None = None, parameters: Mapping[str, tuple[str, str]] = _NO_WORDS
) -> Callable[[type[_Kind]], type[_Kind]]:
    """Describe a kind of check: the placeholders that messages of its rules may use, and whether its matches bring edits.

    A plan without what the check `needs` is none for it; a kind whose parameters decide on that has a `not_applicable` of its own. `parameters` says of each parameter what it is, in Chinese and in English, for the pages of rules and for editors.
    """

    def described(kind: type[_Kind]) -> type[_Kind]:
        # a Record takes every annotated name in its body for a field
        setattr(kind, "placeholders", frozenset(placeholders))  # noqa: B010 (mypy refuses the plain assignment)
        setattr(kind, "repairs", repairs)  # noqa: B010 (as above)
        setattr(kind, "parameter_words", parameters)  # noqa: B010 (as above)
        if not hasattr(kind, "not_applicable"):
            setattr(kind, "not_applicable", _without(needs))  # noqa: B010 (as above)
        return kind

    return described


def _without(needs: Need | None) -> Callable[[object, Plan], bool]:
    """The method that tells whether a plan does not have what a check needs; it is asked of each rule in each file."""
    if needs is None:
        return lambda check, plan: False
    return lambda check, plan: not plan.fact(needs)
