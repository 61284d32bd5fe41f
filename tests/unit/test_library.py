"""`import planlint`: what it names, what it costs, and what it gives."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import planlint

ROOT = Path(__file__).resolve().parents[2]
DRAFT = """临江市供水保障实施方案

根据《江东省供水保障行动方案》（江政发〔2024〕3号）和《中华人民共和国水法》，制定本方案。

一、主要目标
到2027年，公共供水普及率达到95%，供水管网漏损率控制在8%以内。
二、重点任务
（一）更新管网。改造老旧管网120@@公里，2026年底前完成。（市住房城乡建设局牵头，市水务局配合）
（二）保障应急。建设应急水源2处。（市水务局负责）
"""
SURFACE = {
    "Citation": ("document", "citation", "node", "title", "document_number", "superior", "start", "stop", "line", "page"),
    "Document": (
        *("document", "path", "sha256", "format", "encoding", "title", "genre", "issuers", "region", "region_id", "level", "date", "document_number"),
        *("period_start", "period_end", "characters", "damaged", "scanned", "structured", "error", "reason"),
    ),
    "Finding": (
        *("document", "finding", "node", "code", "name", "severity", "confidence", "message", "excerpt", "occurrences", "fix", "edits", "suppressed"),
        *("fingerprint", "start", "stop", "line", "page"),
    ),
    "Section": ("document", "node", "parent", "kind", "level", "number", "value", "title", "role", "text", "start", "stop", "line", "page"),
    "Target": (
        *("document", "target", "node", "kind", "indicator_id", "indicator", "subject", "year", "period", "base_year", "base", "comparator", "change"),
        *("low", "high", "value_text", "unit", "binding", "cumulative", "text", "start", "stop", "line", "page"),
    ),
    "Task": (
        *("document", "task", "node", "number_path", "title", "role", "row", "rows", "measure", "lead", "responsible", "supporting", "collective"),
        *("inherited_from", "deadline", "deadline_text", "ongoing", "start", "stop", "line", "page"),
    ),
    "TaskBody": ("document", "task", "node", "body_id", "name", "role", "region", "region_id", "implied", "start", "stop", "line", "page"),
}


def draft(text: str = DRAFT, name: str = "a.txt") -> planlint.Plan:
    return planlint.read(text.encode(), name=name)


def test_the_package_names_what_the_page_describes_and_nothing_else() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert planlint.__all__ == ["Citation", "Document", "Finding", "Outline", "Plan", "Rows", *planlint.__all__[6:]]
    assert planlint.__all__[6:] == ["Section", "Target", "Task", "TaskBody", "Unreadable", "UserError", "__version__", "read"]
    for name in planlint.__all__:
        assert f"`{name}`" in page or f"planlint.{name}" in page or f"{name}[" in page or name == "__version__", name
    with pytest.raises(AttributeError, match="parse"):
        _ = planlint.parse


@pytest.mark.parametrize("name", SURFACE)
def test_records_have_the_columns_that_they_had(name: str) -> None:
    assert getattr(planlint, name)._fields == SURFACE[name]


def test_a_plan_has_the_attributes_that_the_page_describes() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    public = {name for name in vars(planlint.Plan) if not name.startswith("_")}
    assert public == {*("path", "document", "tree", "sections", "tasks", "task_bodies", "targets", "figures", "citations", "text", "markdown", "check")}
    assert all(f"| `{name}" in page for name in public)
    assert str(inspect.signature(planlint.read)).startswith("(source: 'bytes | str | os.PathLike[str]', *, name: 'str | None' = None")
    assert list(inspect.signature(planlint.Plan.check).parameters) == ["self", "select", "ignore", "language", "edits"]


def test_importing_the_package_imports_nothing_of_it() -> None:
    program = "import sys, planlint; print(sorted(name for name in sys.modules if name.startswith('planlint')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['planlint']"


def test_a_plan_tells_of_itself_and_of_what_it_carries_out() -> None:
    plan = draft()
    assert (plan.document.title, plan.document.genre, plan.document.level) == ("临江市供水保障实施方案", "实施方案", "county")
    assert plan.document.structured
    assert 0 < plan.document.damaged < 0.1
    assert [(cited.title, cited.document_number, cited.superior) for cited in plan.citations] == [
        ("江东省供水保障行动方案", "江政发〔2024〕3号", True),
        ("中华人民共和国水法", None, False),
    ]


def test_tasks_and_targets_join_with_the_sections_they_stand_in() -> None:
    plan = draft()
    sections = {section.node: section for section in plan.sections}
    assert [(sections[task.node].number, task.title, task.lead, task.responsible, task.supporting, task.deadline, task.line) for task in plan.tasks] == [
        ("（一）", "更新管网", ("市住房城乡建设局",), (), ("市水务局",), "2026-12", 8),
        ("（二）", "保障应急", (), ("市水务局",), (), None, 9),
    ]
    assert [(sections[target.node].title, target.year, target.low, target.high, target.unit) for target in plan.targets][:2] == [
        ("主要目标", 2027, 95.0, 95.0, "%"),
        ("主要目标", 2027, None, 8.0, "%"),
    ]
    assert [(body.task, body.name, body.role) for body in plan.task_bodies] == [
        (1, "市住房城乡建设局", "lead"),
        (1, "市水务局", "supporting"),
        (2, "市水务局", "responsible"),
    ]
    assert {row.document for rows in (plan.sections, plan.tasks, plan.targets, plan.citations, plan.check()) for row in rows} == {plan.document.document}


def test_the_tree_nests_as_the_numbers_do() -> None:
    labels = [[outline.label, [below.label for below in outline.children]] for outline in draft().tree.walk() if outline.children]
    assert labels == [
        ["", ["临江市供水保障实施方案"]],
        ["临江市供水保障实施方案", ["一、主要目标", "二、重点任务"]],
        ["二、重点任务", ["（一）更新管网", "（二）保障应急"]],
    ]


def test_the_text_is_seen_through_its_damage_a_paragraph_a_line() -> None:
    plan = draft(DRAFT.replace("\n", "\r\n"))
    assert plan.text.splitlines() == [line for line in DRAFT.replace("@@", "").splitlines() if line]
    assert plan.sections[3].text == "" and plan.sections[4].text.startswith("改造老旧管网120公里")


def test_markdown_has_headings_and_tables() -> None:
    table = "<table><tr><th>指标</th><th>2027年</th></tr><tr><td>漏损率</td><td>8%以内</td></tr></table>"
    page = f"<h1>临江市供水保障实施方案</h1><h2>一、主要目标</h2><p>指标见下表。</p>{table}<h2>二、重点任务</h2><p>1. 更新管网。改造老旧管网。</p>"
    assert (
        draft(page, "a.html").markdown
        == """# 临江市供水保障实施方案

## 一、主要目标

指标见下表。

| 指标 | 2027年 |
| --- | --- |
| 漏损率 | 8%以内 |

## 二、重点任务

### 1. 更新管网

改造老旧管网。
"""
    )


def test_nothing_of_a_document_is_markup_where_it_is_shown() -> None:
    plan = draft("甲市<script>alert(1)</script>实施方案\n\n一、总体要求\n1<x>2[链接](http://x)|抓紧落实。\n")
    shown = [plan._repr_html_(), plan.tree._repr_html_(), plan.sections._repr_html_(), plan.check()._repr_html_()]
    assert all("<script" not in html and "<x" not in html for html in shown)
    assert "1&lt;x&gt;2" in plan.sections._repr_html_()
    assert "\\[链接\\](http" in plan.markdown and "<script" not in plan.markdown.replace("\\<", "")


def test_findings_come_with_their_edits_when_they_are_asked_for() -> None:
    plan = draft()
    (found,) = plan.check(select=["TXT001"])
    assert (found.code, found.line, found.excerpt, found.fix, found.edits) == ("TXT001", 8, "@@", "safe", None)
    (with_edits,) = plan.check(select=["TXT001"], edits=True)
    assert with_edits.edits == f'[[{found.start}, {found.stop}, ""]]'
    assert [row.code for row in plan.check(select=["TXT001"], ignore=["TXT"])] == ["TXT001"]
    with pytest.raises(planlint.UserError):
        plan.check(select=["XYZ999"])


def test_rows_are_a_sequence_of_records() -> None:
    tasks = draft().tasks
    assert tasks[-1].title == "保障应急"
    assert tasks[:1].to_dicts()[0]["lead"] == ("市住房城乡建设局",)
    assert tasks.columns == SURFACE["Task"]
    assert tasks == draft().tasks and hash(tasks) == hash(draft().tasks)


def test_any_bytes_give_a_plan_or_say_why_not(tmp_path: Path) -> None:
    assert len(planlint.read(b"").sections) == 1
    broken = draft("一、总体要求\n").document
    assert broken.title is None
    with pytest.raises(planlint.Unreadable):
        planlint.read(b"%PDF-1.4 broken", name="a.pdf")
    with pytest.raises(planlint.Unreadable):
        planlint.read(tmp_path / "none.txt")
    lone = planlint.read((DRAFT + "各区要认真落实。\n" * 300).encode().replace("更新管网".encode(), "更新管".encode() + b"\xe7", 1), name="a.txt")
    assert [row.title for row in lone.tasks] == ["更新管\ufffd", "保障应急"]
    assert "更新管\ufffd" in lone.text and "更新管\ufffd" in lone.markdown
