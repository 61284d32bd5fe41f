"""Sections that a kind of plan must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.document import document, main_part
from planlint.facts.endings import break_off, ends_with_empty_section
from planlint.messages import listed
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.roles import family_of
from planlint.text.spans import Span

_BY_YEAR = compiled(r"到[ ]?20\d\d[ ]?年")
_TELLING = 4


@check_kind(
    "genre",
    "section",
    parameters={
        "chapters": ("至少多少章才判断", "from how many chapters on a plan is judged"),
    },
)
class RequiredSectionsCheck(Record):
    """Reports each group of roles that the plan's genre requires and of which the plan has none (rules/data/sections.yaml).

    A plan of fewer than `chapters` chapters, and one that ends in the middle of a text or in a heading, is not judged.
    """

    chapters: int = 2

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each missing group, at the title."""
        part = main_part(plan)
        genre = plan.fact(document).genre or ""
        sections = data.load("sections")
        span = part.title_span if part.title else Span(part.content.start, part.content.start)
        for group in sections["required"][family_of(genre)]:
            directs = "overall" in group
            if self._has(part, group, deep=directs) or self._in_other_words(part, sections["words"], group):
                continue
            if not (directs and self._in_preamble(plan, part, [name for role in group for name in sections["roles"][role]])):
                names = listed(f"“{sections['names'][role]}”" for role in group[:2])
                yield Match(span, {"genre": genre, "section": names})

    def _has(self, part: Node, group: list[str], *, deep: bool) -> bool:
        """Whether a chapter has one of the roles; directions may also stand one level below."""
        return any(node.role in group for node in part.walk() if 0 < node.level <= 1 + deep)

    def _in_preamble(self, plan: Plan, part: Node, names: list[str]) -> bool:
        """Whether the text before the first chapter gives directions without a heading: 总体要求：…, 到2030年….

        Names shorter than four characters say too little there.
        """
        for child in part.children:
            if child.ordinal is not None:
                return False
            written = plan.text_of(child) if child.kind in (Kind.PARAGRAPH, Kind.FRONT) else ""
            if _BY_YEAR.search(written) or any(name in written for name in names if len(name) >= _TELLING):
                return True
        return False

    def _in_other_words(self, part: Node, words: dict[str, list[str]], group: list[str]) -> bool:
        """Whether a chapter speaks of the role in words that no alias holds."""
        return any(word in chapter.title for chapter in part.numbered for role in group for word in words.get(role, ()))

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the genre requires nothing, or the plan is too short or not whole enough to tell."""
        genre = plan.fact(document).genre
        if genre is None or family_of(genre) not in data.load("sections")["required"]:
            return True
        part = main_part(plan)
        if plan.fact(break_off) is not None or ends_with_empty_section(plan):
            return True
        return part.kind is not Kind.PLAN or sum(1 for _ in part.numbered) < self.chapters
