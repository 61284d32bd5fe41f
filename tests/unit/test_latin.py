"""Latin prose that names Chinese things is no Chinese text."""

from __future__ import annotations

import pytest

from planlint.phrases.latin import is_latin, latin_stretches
from planlint.rulebook.store import load_rules
from planlint.session import Repair, Session
from planlint.settings.selection import selected_rules
from planlint.text.spans import Span

RULES = selected_rules(load_rules(cached=False))


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("A table of the bodies: 民政局, 教育局 (and their offices).", True),
        ("支持GPU,CPU,DRAM等产品研发。", False),
        ("推广《The Silk Road Initiative》等丛书，丰富群众精神文化生活，提升服务能力。", False),
        ("run --all", False),
    ],
)
def test_latin_prose_has_more_of_its_words_than_chinese(text: str, latin: bool) -> None:
    assert is_latin(text, 0, len(text)) is latin


def test_latin_stretches_are_told_apart_by_lines_or_by_paragraphs() -> None:
    text = "what a plan says of 民政局,\nof 教育局, too\n\n落实责任,加强管理。\n"
    assert latin_stretches(text) == [Span(0, 24)]
    assert latin_stretches(text, gap="\n\n") == [Span(0, 36)]


def test_marks_and_spaces_of_latin_prose_are_its_own() -> None:
    text = "# 云溪市方案\n\nThe plan names its bodies (民政局, 教育局) and what they do, by 2027 年 …\n\n落实责任,加强管理。\n"
    repair = Session(RULES).fix("plan.md", text.encode())
    assert isinstance(repair, Repair)
    assert repair.result.source.text == text.replace("责任,", "责任，")
