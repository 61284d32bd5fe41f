"""Places where a pattern is found in running text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from planlint.check import Match, check_kind
from planlint.facts.terms.forms import holds_any
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

TIME_LIMIT = 2.0
_REFERENCE = compiled(r"\\(?:g<(\w+)>|(\d+))")


@check_kind(
    "text",
    "replacement",
    repairs=True,
    parameters={
        "find": ("要查找的匹配式；名为mark的编组是报告的位置", "the pattern to search for; a group named “mark” is the place reported"),
        "replace": ("改成什么，可用\\g<编组名>", "what takes its place, with \\g<name> for groups"),
        "by_group": ("合于某个编组时改成什么", "what takes its place when the named group matched"),
        "needs": ("全文至少有其中之一才查找", "texts of which one must occur for the search to be made"),
        "unless": ("与它相交的不算", "a pattern that excuses what it overlaps"),
        "settled": ("全文有两处合于它的，就不报告", "a pattern that excuses the whole text where it is found twice"),
    },
)
class PatternCheck(Record):
    """`find` is searched in the selected nodes; a group named “mark” is the place reported, else the whole match.

    `replace` is what takes its place (with \\g<name> for groups), `by_group` what takes it when the named group matched; `needs` are texts of which one must occur for the search to
    be worth its time; a match that overlaps one of `unless` is none, and there is none in a text that has `settled` in two places. Raises TimeoutError after 2 seconds.
    """

    find: regex.Pattern[str]
    replace: str | None = None
    by_group: Mapping[str, str] = {}
    needs: tuple[str, ...] = ()
    unless: regex.Pattern[str] | None = None
    settled: regex.Pattern[str] | None = None

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """The matches in the selected nodes."""
        text = plan.text
        if self.needs and not holds_any(plan, self.needs):
            return
        wanted: set[int] | None = None
        for found in self.find.finditer(text, timeout=TIME_LIMIT):
            if wanted is None:
                if self._is_settled(text):
                    return
                wanted = {node.index for node in nodes}
            span = self._reported_span(found)
            if plan.leaf_at(span.start).index in wanted and not self._excused(text, span):
                yield self._match(found, span)

    def unknown_group(self) -> str | None:
        """The first group that a replacement speaks of and the pattern does not have, or None."""
        templates = (self.replace or "", *self.by_group.values())
        referred = [named or numbered for template in templates for named, numbered in _REFERENCE.findall(template)]
        for name in (*self.by_group, *referred):
            if name not in self.find.groupindex and not (name.isdigit() and int(name) <= self.find.groups):
                return str(name)
        return None

    def _reported_span(self, found: regex.Match[str]) -> Span:
        marked = "mark" in self.find.groupindex and found["mark"] is not None
        return Span(*(found.span("mark") if marked else found.span()))

    def _is_settled(self, text: str) -> bool:
        if self.settled is None:
            return False
        return sum(1 for _ in itertools.islice(self.settled.finditer(text, timeout=TIME_LIMIT), 2)) == 2

    def _excused(self, text: str, span: Span) -> bool:
        if self.unless is None:
            return False
        start = text.rfind("\n", 0, span.start) + 1
        stop = text.find("\n", span.stop)
        around = self.unless.finditer(text, max(start, span.start - 60), min(stop if stop >= 0 else len(text), span.stop + 60), timeout=TIME_LIMIT)
        return any(m.start() < span.stop and span.start < m.end() for m in around)

    def _match(self, found: regex.Match[str], span: Span) -> Match:
        template = next((new for group, new in self.by_group.items() if found[group] is not None), self.replace)
        if template is None:
            return Match(span, {"text": span.of(found.string).strip() or span.of(found.string), "replacement": ""})
        new = _expanded(found, template)
        return Match(span, {"text": span.of(found.string), "replacement": new}, edits=tuple(_edits(found, template, span)))


def _expanded(found: regex.Match[str], template: str) -> str:
    """What the template says of the match. For more than references regex loads what it compiles with."""
    if _is_escaped(template):
        return found.expand(template)
    return _REFERENCE.sub(lambda reference: found[reference[1] or int(reference[2])] or "", template)


def _is_escaped(template: str) -> bool:
    """Whether a template has more than references to groups."""
    return "\\" in _REFERENCE.sub("", template)


def _edits(found: regex.Match[str], template: str, span: Span) -> Iterator[Edit]:
    """The edits that make of the span what the template says: groups of the match that stand in order in both are not written again."""
    if _is_escaped(template):
        yield Edit(span, _expanded(found, template))
        return
    at, written = span.start, ""
    last = 0
    for reference in _REFERENCE.finditer(template):
        written += template[last : reference.start()]
        last = reference.end()
        start, stop = found.span(reference[1] or int(reference[2]))
        if at <= start < stop <= span.stop:
            yield from _edit(found.string, Span(at, start), written)
            at, written = stop, ""
        else:
            written += found.string[start:stop] if start >= 0 else ""
    yield from _edit(found.string, Span(at, span.stop), written + template[last:])


def _edit(text: str, span: Span, new: str) -> Iterator[Edit]:
    if span.of(text) != new:
        yield Edit(span, new)
