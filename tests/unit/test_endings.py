"""Where a text breaks off, and what only stands below it."""

from __future__ import annotations

import pytest

from planlint.facts.endings import break_off
from planlint.syntax import read
from planlint.text.source import Source

_ABOVE = "云溪市节水工作实施方案\n\n一、推广器具\n\n建设节水型社区，方便群众。\n\n"


def broken_off(last: str) -> str | None:
    plan = read(Source(f"{_ABOVE}{last}\n"))
    found = plan.fact(break_off)
    return None if found is None else plan.text_of(found)


@pytest.mark.parametrize("last", ["云溪融媒体中心发布", "云溪融媒体中心\n\n宣传科发布", "2026年3月5日", "推广节水器具和再生水利用。"])
def test_a_short_line_below_a_finished_paragraph_is_no_end(last: str) -> None:
    assert broken_off(last) is None


@pytest.mark.parametrize(
    "last",
    [
        "二、加强宣传\n\n推广节水器具和再生水",
        "推广节水器具，建设再生水厂，完善",
        "推广节水器具（含阀门、水表、喷头",
        "推广节水器具。" + "建设再生水厂和配套管网" * 4,
    ],
)
def test_a_sentence_without_its_end_is_where_the_text_breaks_off(last: str) -> None:
    assert broken_off(last) == last.rpartition("\n")[2]
