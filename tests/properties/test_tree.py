"""Laws of the tree: it spells its text, has no gaps, and any text at all has one."""

from __future__ import annotations

import itertools

from hypothesis import example, given

from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from strategies import diagnostics, plan_of, texts

_HOSTILE = (
    "",
    "\x00",
    "\ufeff",
    "\n\n\n",
    "\r",
    "\u3000",
    "@@",
    "\ud800",
    "（" * 50,
    "）" * 50,
    "“" * 50 + "\n" + "”" * 50,
    "@" * 99,
    "一、" * 99,
    "一、\n" * 99,
    "1.1.1.1.1 一",
    "一、\u2028（一）",
    "|\n|\n",
    "专栏\n专栏\n1.\n",
    "附件1\n附件1\n附件1",
    "责任单位：",
    "（负责）（负责",
    "9" * 5000,
    "第九千九百九十九章",
    "目录\n目录\n目录",
    "```\n一、\n",
    "---\n---\n一、甲。",
)


def trees(text: str) -> list[Plan]:
    return [plan_of(text), read(Source(text, format="markdown"))]


@given(texts())
@example("")
@example("\n \n")
@example("\r\n一、\r\n\u3000")
@example("@@一@@、@@")
def test_the_leaves_spell_the_text_of_the_view(text: str) -> None:
    for plan in trees(text):
        assert "".join(leaf.span.of(plan.text) for leaf in plan.leaves) == plan.text


@given(texts())
@example("")
@example("\n\n一、\n\n（一）\n\n")
def test_siblings_touch_and_parents_cover_exactly_their_children(text: str) -> None:
    for plan in trees(text):
        assert plan.root.span == (0, len(plan.text))
        for node in plan.nodes:
            bounds = [node.span.start, *(child.span.stop for child in node.children)]
            assert [child.span.start for child in node.children] == bounds[:-1]
            assert bounds[-1] == node.span.stop or not node.children


@given(texts())
@example("\n\n一、甲\n（一）乙。丙\n\n")
def test_the_content_of_a_node_lies_in_its_span_and_its_parent_is_the_one_that_holds_it(text: str) -> None:
    for plan in trees(text):
        for node in plan.nodes:
            assert node.span.covers(node.content)
            assert all(child.parent is node for child in node.children)


@given(texts())
@example("一、甲\n（一）乙\n丙\n")
def test_a_place_is_found_in_the_leaf_that_holds_it(text: str) -> None:
    plan = plan_of(text)
    for before, after in itertools.pairwise(plan.leaves):
        if after.span.length:
            assert plan.leaf_at(after.span.start) is after
        if before.span.length:
            assert plan.leaf_at(before.span.stop - 1) is before


def test_hostile_texts_can_be_read_and_checked() -> None:
    for text in _HOSTILE:
        for plan in trees(text):
            assert "".join(leaf.span.of(plan.text) for leaf in plan.leaves) == plan.text
        assert all(found.span.stop <= len(text) for found in diagnostics(text))


@given(texts())
def test_every_text_can_be_checked_and_findings_are_in_it_and_in_order(text: str) -> None:
    found = diagnostics(text)
    assert [(one.span, one.code) for one in found] == sorted((one.span, one.code) for one in found)
    assert all(place.stop <= len(text) for one in found for place in (one.span, *(other.span for other in one.related)))


@given(texts())
def test_the_edits_of_a_fix_are_in_the_text_in_order_and_apart(text: str) -> None:
    for found in diagnostics(text):
        spans = [edit.span for edit in found.fix.edits] if found.fix else []
        assert all(before.stop <= after.start for before, after in itertools.pairwise(spans))
        assert all(span.stop <= len(text) for span in spans)
