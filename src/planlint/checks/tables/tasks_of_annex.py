"""Tasks that a table hands out in another way than the text does, or that one of both does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.identities import Identity, identified
from planlint.facts.agencies.registry import registry
from planlint.facts.tasks.pairs import Pair, pairs, untabled
from planlint.facts.tasks.task import Task, plain_name
from planlint.messages import said
from planlint.phrases.bodies import Body, Duty
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span
from planlint.typed import Literal


@check_kind(
    "task",
    "table",
    "text",
    needs=pairs,
    parameters={
        "report": (
            "核对什么：责任单位（bodies）、时限（deadline）、表中有而正文没有的任务（missing）、正文有而表中没有的任务（unlisted）",
            "what to hold against the text: bodies, deadlines, rows that it does not have (missing), its tasks without a row (unlisted)",
        ),
        "share": ("至少百分之多少的任务两处都有，才报告只有一处有的", "the percentage of tasks that both must have before others are missing in one of them"),
        "several": ("至少多少项任务两处都有", "how many tasks both must have"),
    },
)
class TasksOfAnnexCheck(Record):
    """Reports a row of a task table whose bodies or deadline are others than those of the task in the text that bears the same title.

    Those who lead are held against those who lead; other bodies only where neither names all that the other does. A row without
    a task in the text is reported where at least `share` percent of the rows, `several` or more, have one, and a task of the text without a
    row where as many of the tasks of its sections have one.
    """

    report: Literal["bodies", "deadline", "missing", "unlisted"]
    share: int = 75
    several: int = 3

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such row, in its cell."""
        found = plan.fact(pairs)
        match self.report:
            case "bodies":
                identity = identified(plan, registry(()))
                for pair in found:
                    yield from self._bodies(pair, identity)
            case "deadline":
                for pair in found:
                    yield from self._deadline(plan, pair)
            case "missing":
                yield from self._missing(found)
            case "unlisted":
                yield from self._unlisted(plan, found)

    def _bodies(self, pair: Pair, identity: Callable[[Body], Identity]) -> Iterator[Match]:
        tabled, written = pair.tabled, pair.one
        if written is None or tabled.collective or written.collective:
            return
        leads = (_with(tabled, Duty.LEAD), _with(written, Duty.LEAD))
        mine, theirs = leads if all(leads) else (list(tabled.bodies), list(written.bodies))
        ids = [{identity(body).id or plain_name(body) for body in bodies} for bodies in (mine, theirs)]
        differ = ids[0] != ids[1] if all(leads) else not (ids[0] <= ids[1] or ids[1] <= ids[0])
        if mine and theirs and differ:
            words = ["、".join(dict.fromkeys(plain_name(body) for body in bodies)) for bodies in (mine, theirs)]
            values = {"task": tabled.title[:30], "table": words[0], "text": words[1]}
            yield Match(mine[0].span, values, ((theirs[0].span, said("tasks-of-annex.text")),))

    def _deadline(self, plan: Plan, pair: Pair) -> Iterator[Match]:
        tabled, written = pair.tabled, pair.one
        if written is None or tabled.due is None or written.due is None or tabled.deadline is None or written.deadline is None:
            return
        if not (tabled.deadline.startswith(written.deadline) or written.deadline.startswith(tabled.deadline)):
            words = [due.words.of(plan.text) for due in (tabled.due, written.due)]
            values = {"task": tabled.title[:30], "table": words[0], "text": words[1]}
            yield Match(tabled.due.words, values, ((written.due.words, said("tasks-of-annex.text")),))

    def _missing(self, found: Sequence[Pair]) -> Iterator[Match]:
        there = sum(bool(pair.written) for pair in found)
        if self._is_table_of(there, len(found)):
            for pair in found:
                if not pair.is_told:
                    yield Match(pair.tabled.measure, {"task": pair.tabled.title[:30], "table": "", "text": ""})

    def _unlisted(self, plan: Plan, found: Sequence[Pair]) -> Iterator[Match]:
        lacking = plan.fact(untabled)
        listed = {task.node.index for pair in found for task in pair.written}
        if self._is_table_of(len(listed), len(listed) + len(lacking)):
            for task in lacking:
                ordinal = task.node.ordinal
                start = ordinal.span.start if ordinal is not None else task.node.content.start
                span = Span(start, max(task.node.title_span.stop, start))
                yield Match(span, {"task": "".join(task.path[-1:]) + task.title[:30], "table": "", "text": ""})

    def _is_table_of(self, there: int, of: int) -> bool:
        """Whether enough tasks are in both, so that one stands for the other."""
        return there >= self.several and there * 100 >= self.share * of


def _with(task: Task, duty: Duty) -> list[Body]:
    return [body for body in task.bodies if body.duty is duty]
