"""The tree of a plan: what its nodes are, and how to move about in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from planlint.damage.damage import Damage
from planlint.enums import StrEnum
from planlint.limits import OutOfTime
from planlint.phrases.ordinals import Ordinal
from planlint.text.spans import Span
from planlint.text.view import View
from planlint.typed import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from planlint.clock import Clock

_Fact = TypeVar("_Fact")


class Kind(StrEnum):
    """What a node is. Parts stand at the top; leaves hold the text."""

    DOCUMENT = "document"
    NOTICE = "notice"
    PLAN = "plan"
    ANNEX = "annex"
    CONTENTS = "contents"
    TITLE = "title"
    FRONT = "front"
    HEADING = "heading"
    HEAD = "head"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    BOX = "box"
    CODE = "code"


class Node:
    """A part of the tree.

    `span` holds the whole node with the blank lines after it, `content` the text alone, both in the view.
    A numbered node has an `ordinal`; its first child is a HEAD leaf with the line that bears the number.
    `title` is the title of a part or heading without its number; `run_in` tells that the body goes on in the same line.
    `level` counts numbered nodes from 1; 0 means that the node bears no number. `is_item` tells that it is an item of a list in the body
    beside headings that the file marks.
    """

    __slots__ = ("children", "content", "index", "is_item", "kind", "level", "ordinal", "parent", "role", "run_in", "span", "title", "title_span")

    def __init__(self, kind: Kind, span: Span, content: Span) -> None:
        self.kind = kind
        self.span = span
        self.content = content
        self.children: list[Node] = []
        self.parent: Node | None = None
        self.index = 0
        self.ordinal: Ordinal | None = None
        self.level = 0
        self.title = ""
        self.title_span = Span(content.start, content.start)
        self.role: str | None = None
        self.run_in = False
        self.is_item = False

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """The nodes above this one, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def part(self) -> Node:
        """The notice, plan or annex that the node stands in; the document itself outside of them."""
        node = self
        while node.parent is not None and node.parent.kind is not Kind.DOCUMENT:
            node = node.parent
        return node

    @property
    def numbered(self) -> Iterator[Node]:
        """The numbered nodes among the children."""
        return (child for child in self.children if child.ordinal is not None)

    @property
    def short_title(self) -> str:
        """The title, cut to 30 characters."""
        return self.title if len(self.title) <= 30 else self.title[:29] + "…"

    @property
    def label(self) -> str:
        """The node as a reader names it: its number and title, cut to 30 characters."""
        number = self.ordinal.text if self.ordinal is not None else ""
        return number + self.short_title

    def __repr__(self) -> str:
        return f"<{self.kind.value} {self.label} {self.span.start}–{self.span.stop}>"


class Plan:
    """A parsed text. The leaves of `root`, in order, spell the text of the view.

    `nodes` are all nodes in reading order; `leaves` those without children; `damage` is what was healed or found, in the source.
    """

    def __init__(self, view: View, root: Node) -> None:
        self.view = view
        self.root = root
        self.nodes = list(root.walk())
        for index, node in enumerate(self.nodes):
            node.index = index
        self.leaves = [node for node in self.nodes if not node.children]
        self._leaf_starts = [leaf.span.start for leaf in self.leaves]
        self.damage: tuple[Damage, ...] = ()
        self.clock: Clock | None = None
        self._facts: dict[Callable[[Plan], Any], Any] = {}
        self._late: set[Callable[[Plan], Any]] = set()

    @property
    def text(self) -> str:
        """The text of the view."""
        return self.view.text

    @property
    def parts(self) -> list[Node]:
        """The notices, plans and annexes, in order."""
        return [node for node in self.root.children if node.kind in (Kind.NOTICE, Kind.PLAN, Kind.ANNEX)]

    def leaf_at(self, offset: int) -> Node:
        """The leaf that holds an offset of the view; the last one at the end of the text."""
        return self.leaves[max(bisect_right(self._leaf_starts, offset) - 1, 0)]

    def leaves_before(self, offset: int) -> Iterator[Node]:
        """The leaves before the one that holds an offset of the view, the nearest first."""
        at = max(bisect_right(self._leaf_starts, offset) - 1, 0)
        return (self.leaves[before] for before in range(at - 1, -1, -1))

    def section(self, offset: int) -> tuple[str, ...]:
        """The labels of the numbered nodes that hold an offset of the view, outermost first."""
        leaf = self.leaf_at(offset)
        above = [node.label for node in leaf.ancestors() if node.ordinal is not None]
        return tuple(reversed(above))

    def text_of(self, node: Node) -> str:
        """The text of a node without the blank lines around it."""
        return node.content.of(self.view.text)

    def fact(self, compute: Callable[[Plan], _Fact]) -> _Fact:
        """What the function says of this plan, computed once. Raises OutOfTime where it has taken too long, and each time after that at once."""
        if compute in self._late:
            raise OutOfTime
        if compute not in self._facts:
            try:
                self._facts[compute] = compute(self) if self.clock is None else self.clock.measured(f"fact {compute.__name__}", lambda: compute(self))
            except (OutOfTime, TimeoutError):
                self._late.add(compute)
                raise
        found: _Fact = self._facts[compute]
        return found
