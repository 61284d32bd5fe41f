"""How the lines of a text end changes nothing that is found in it but the places."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from planlint.findings.diagnostic import Diagnostic
from strategies import diagnostics, places, plans, put_in, texts

_FAULTS = (".", ",", " ", " .\n", "。。\n", "（\n", "\n，", "```\n", "\n ", "\n  \n", "<br>\n", '"', "\n1、", "……\n", "@@\n")


def said(found: list[Diagnostic]) -> list[tuple[str, str, int, int]]:
    """What was found, without its places."""
    return [(one.code, one.message, one.occurrences, len(one.fix.edits) if one.fix else 0) for one in found]


def faulty() -> st.SearchStrategy[str]:
    faults = st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=6)
    return st.builds(put_in, plans(line_end="\n").map(lambda plan: plan.text), places(), faults)


@given(faulty() | texts().map(lambda text: text.replace("\r", "")))
@example("指标.\n")
@example("加强管理 \n提升服务。\n```\n")
def test_line_ends_of_windows_change_nothing_that_is_found(text: str) -> None:
    assert said(diagnostics(text.replace("\n", "\r\n"))) == said(diagnostics(text))
