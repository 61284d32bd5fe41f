"""Sections that a kind of plan must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.document import document, main_part
from planlint.facts.endings import break_off
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.roles import family_of, role_of
from planlint.text.spans import Span

_LONGEST_LABEL = 12


@check_kind(
    "genre",
    "section",
    parameters={
        "chapters": ("至少多少章才判断", "from how many chapters on a plan is judged"),
    },
)
class RequiredSectionsCheck(NamedTuple):
    """Reports each group of roles that the plan's genre requires and of which the plan has none (rules/data/sections.yaml).

    A plan of fewer than `chapters` chapters, and one that ends in the middle of a text, is not judged.
    """

    chapters: int = 2

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each missing group, at the title."""
        part = main_part(plan)
        genre = plan.fact(document).genre or ""
        sections = data.load("sections")
        span = part.title_span if part.title else Span(part.content.start, part.content.start)
        for group in sections["required"][family_of(genre)]:
            there = self._has(part, group, deep="overall" in group) or self._in_other_words(part, sections["words"], group)
            if not there and not self._is_labelled(plan, part, group):
                names = "、".join(f"“{sections['names'][role]}”" for role in group[:2])
                yield Match(span, {"genre": genre, "section": names})

    def _has(self, part: Node, group: list[str], *, deep: bool) -> bool:
        """Whether a chapter has one of the roles; directions may also stand one level below."""
        return any(node.role in group for node in part.walk() if 0 < node.level <= 1 + deep)

    def _is_labelled(self, plan: Plan, part: Node, group: list[str]) -> bool:
        """Whether a paragraph outside of all chapters begins with one of the roles and a colon: 总体要求：…."""
        for node in part.children:
            if not node.children:
                label, colon, _ = plan.text_of(node)[:_LONGEST_LABEL].partition("：")
                if colon and role_of(label) in group:
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
        if plan.fact(break_off) is not None:
            return True
        return part.kind is not Kind.PLAN or sum(1 for _ in part.numbered) < self.chapters
