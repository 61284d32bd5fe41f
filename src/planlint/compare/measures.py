"""A plan cut into what it asks for: its places in order, the sentences of each, and the measures of the tasks among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from planlint import data
from planlint.compare.likeness import Grams, grams_of
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.targets.running import targets
from planlint.facts.tasks.tabled import listed_tasks
from planlint.facts.tasks.task import Task, number_path
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_READ = frozenset((Kind.HEAD, Kind.PARAGRAPH, Kind.BOX, Kind.TABLE))
_PARTS = frozenset((Kind.CONTENTS, Kind.NOTICE))
_OPENING, _CLOSING = "（(《“‘〈〔", "）)》”’〉〕"
_STOPS, _MARKS = "。；！？;\n", "，：,:"
_LETTER = compiled(r"\p{Han}")
_SHORTEST = 4


class Clause(Record):
    """A clause: its place in the view without the marks around it, and its text without blanks."""

    span: Span
    text: str


class Sentence(Record):
    """A sentence, or its part up to a ；: its place in the view, the grams of its text, and its clauses."""

    span: Span
    text: str
    grams: Grams
    clauses: tuple[Clause, ...]


class Measure(Record):
    """One thing that a task asks for: a clause with what leads over to it. Its place in the view, its text without blanks, and the grams of that.

    `core` is the clause alone.
    """

    span: Span
    text: str
    grams: Grams
    core: str


class Place(Record):
    """A place of a plan: a numbered node with the text that is its own, above the first one below it, or the text outside of all of them.

    `number` counts places from 0; `above` is the place that this one stands in, None at the top. `tasks` are the rows of the task that
    the node is, none where it is none; `measures` what its text asks for, figures to reach left out.
    """

    number: int
    node: Node | None
    path: tuple[str, ...]
    title: str
    above: int | None
    span: Span
    sentences: tuple[Sentence, ...]
    measures: tuple[Measure, ...]
    tasks: tuple[Task, ...]

    @property
    def is_task(self) -> bool:
        """Whether the plan hands something out here."""
        return bool(self.tasks)

    @property
    def is_row(self) -> bool:
        """Whether the place is a row of a table, of which the task is the title and the text alike."""
        return self.node is not None and self.node.kind is Kind.TABLE

    @property
    def label(self) -> str:
        """The place as a reader names it: 三、（十）5.消费品."""
        return "".join(self.path) + self.title


def places(plan: Plan) -> list[Place]:
    """The places of a plan, in order. A fact."""
    return _Cutter(plan).places()


class _Cutter:
    """Cuts the text of a plan, with its lists of agencies left out."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._lists = sorted(found.span for found in plan.fact(agency_lists))
        self._targets = sorted(target.span for target in plan.fact(targets))
        self._tasks: dict[int, list[Task]] = {}
        for task in plan.fact(listed_tasks):
            self._tasks.setdefault(task.node.index, []).append(task)

    def places(self) -> list[Place]:
        has_plan = any(part.kind is Kind.PLAN for part in self._plan.parts)
        leaves: dict[int, list[Node]] = {}
        for leaf in self._plan.leaves:
            if leaf.kind in _READ and not (has_plan and leaf.part.kind in _PARTS):
                holder = next((above for above in leaf.ancestors() if above.ordinal is not None), self._plan.root)
                leaves.setdefault(self._holder(leaf, holder).index, []).append(leaf)
        numbers = {index: number for number, index in enumerate(sorted(leaves))}
        return [self._place(numbers, self._plan.nodes[index], leaves[index]) for index in numbers]

    def _holder(self, leaf: Node, holder: Node) -> Node:
        """The node that a leaf is a place of: itself where it is a row of a table that is a task."""
        return leaf if leaf.index in self._tasks else holder

    def _place(self, numbers: dict[int, int], node: Node, leaves: list[Node]) -> Place:
        tasks = tuple(self._tasks.get(node.index, ()))
        texts = [task.measure for task in tasks] if node.kind is Kind.TABLE else [_behind_number(node, leaf) for leaf in leaves]
        sentences = tuple(sentence for text in texts for sentence in self._sentences(text))
        above = next((numbers[over.index] for over in node.ancestors() if over.index in numbers), None)
        title = tasks[0].title if tasks else node.title
        path = tasks[0].path if tasks else number_path(node)
        span = Span(leaves[0].content.start, leaves[-1].content.stop)
        measures = tuple(self._measures(sentences, node.title_span))
        if tasks and not measures and not any(self._is_target(sentence.span) for sentence in sentences):
            measures = tuple(Measure(sentence.span, sentence.text, sentence.grams, sentence.text) for sentence in sentences[:1])
        return Place(numbers[node.index], node if node is not self._plan.root else None, path, "".join(title.split()), above, span, sentences, measures, tasks)

    def _sentences(self, within: Span) -> Iterator[Sentence]:
        """The sentences of a stretch, without its lists."""
        start = within.start
        for found in (*(span for span in self._lists if within.overlaps(span)), Span(within.stop, within.stop)):
            yield from self._cut(Span(start, max(start, min(found.start, within.stop))))
            start = max(start, found.stop)

    def _cut(self, within: Span) -> Iterator[Sentence]:
        text = self._plan.text
        clauses: list[Clause] = []
        start, depth = within.start, 0
        for at in range(within.start, within.stop + 1):
            mark = text[at] if at < within.stop else "\n"
            depth = min(max(depth + (mark in _OPENING) - (mark in _CLOSING), 0), 3)
            stops = mark in _STOPS and (not depth or mark in "。\n")
            if not stops and (depth or mark not in _MARKS or _is_in_figure(text, at)):
                continue
            clauses += self._clause(Span(start, at))
            start = at + 1
            if stops:
                depth = 0
                if clauses:
                    yield self._sentence(clauses)
                clauses = []

    def _clause(self, span: Span) -> Iterator[Clause]:
        written = span.of(self._plan.text)
        if _LETTER.search(written) is not None:
            start = span.start + len(written) - len(written.lstrip())
            yield Clause(Span(start, start + len(written.strip())), "".join(written.split()))

    def _sentence(self, clauses: list[Clause]) -> Sentence:
        span = Span(clauses[0].span.start, clauses[-1].span.stop)
        text = "".join(span.of(self._plan.text).split())
        return Sentence(span, text, grams_of(text), tuple(clauses))

    def _measures(self, sentences: tuple[Sentence, ...], title: Span) -> Iterator[Measure]:
        """What the sentences behind a title ask for: each clause with those before it that only lead over to it."""
        for sentence in sentences:
            before: list[Clause] = []
            for clause in sentence.clauses:
                if title.overlaps(clause.span) or self._is_target(clause.span):
                    before = []
                elif clause is not sentence.clauses[-1] and _leads_over(clause.text):
                    before.append(clause)
                elif len(clause.text) >= _SHORTEST or before:
                    text = "，".join(part.text for part in (*before, clause))
                    yield Measure(Span((before or [clause])[0].span.start, clause.span.stop), text, grams_of(text), clause.text)
                    before = []

    def _is_target(self, span: Span) -> bool:
        return any(target.overlaps(span) for target in self._targets)


def _behind_number(node: Node, leaf: Node) -> Span:
    """The text of a leaf without the number that it bears."""
    if leaf.kind is not Kind.HEAD or not node.title_span.length or not leaf.content.covers(node.title_span):
        return leaf.content
    return Span(node.title_span.start, leaf.content.stop)


def _is_in_figure(text: str, at: int) -> bool:
    """Whether a mark stands between figures: 1,000 or 12:30."""
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _leads_over(text: str) -> bool:
    return _leading().match(text) is not None


@cache
def _leading() -> regex.Pattern[str]:
    return compiled("|".join(f"(?:{pattern})" for pattern in data.load("measures")["leading"]))
