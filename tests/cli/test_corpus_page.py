"""docs/corpus.md: its queries run over what extract writes, and answer what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "corpus.md"
QUERIES = regex.findall(r"^```sql\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), regex.MULTILINE | regex.DOTALL)
SUPERIOR = "江东省供水保障行动方案"
PLAN = """{city}供水保障实施方案

根据《江东省供水保障行动方案》（江政发〔2024〕3号），制定本方案。

一、主要目标
到2027年，供水管网漏损率控制在{share}%以内。
二、重点任务
（一）更新管网。2026年底前改造老旧管网。（市水务局牵头，市财政局配合）
（二）保障应急。建设应急水源。（市水务局负责）
"""


@pytest.fixture
def answers(run) -> list[list[tuple[object, ...]]]:
    for at, city in enumerate(("甲乙市", "甲丙市", "甲丁市")):
        Path(f"{at}.txt").write_text(PLAN.format(city=city, share=7 + at), encoding="utf-8")
    Path("9.txt").write_text("只有一段@@@@@@文字。\n", encoding="utf-8")
    assert run("extract", ".", "-o", "out", "--isolated", "--quiet").code == 0
    return [duckdb.sql(query).fetchall() for query in QUERIES]


def test_five_questions_are_answered(answers: list[list[tuple[object, ...]]]) -> None:
    leads, indicator, due, superiors, quality = answers
    assert [(name, tasks, plans) for _, name, tasks, plans in leads] == [("市水务局", 1, 1)] * 3 or [row[1:] for row in leads] == [("市水务局", 3, 3)]
    assert sorted((row[1], row[3], row[4], row[6]) for row in indicator) == [(2027, 7.0, "%", 6), (2027, 8.0, "%", 6), (2027, 9.0, "%", 6)]
    assert [row[1:] for row in due] == [("重点任务", "更新管网", ["市水务局"], "2026-12")] * 3
    assert superiors == [(SUPERIOR, "江政发〔2024〕3号", 3, None)]
    assert quality[0][:5] == (4, 0, 0.25, 0.0, 0.25)
    assert any(str(finding).startswith("TXT001: ") for finding in quality[0][5])
