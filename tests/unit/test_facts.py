"""What is read from the tree: numbering, agencies, dates, pairs, and what a document says of itself."""

from __future__ import annotations

import pytest

from planlint.facts.agencies.coordination import coordinations
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.aims import aims
from planlint.facts.document import document, year_of
from planlint.facts.numbering.sequences import Mode, faults, sequences
from planlint.facts.pairs import unpaired
from planlint.phrases.ordinals import Family
from planlint.phrases.times import periods_in
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span


def _plan(text: str) -> Plan:
    return read(Source(text))


def _numbered(*chapters: tuple[str, ...]) -> Plan:
    lines = [line for at, sections in enumerate(chapters) for line in ("一二三四五"[at] + "、甲乙丙丁", *(f"（{n}）做好工作。抓好落实。" for n in sections))]
    return _plan("\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("chapters", "mode", "found"),
    [
        ((("一", "二"), ("三", "四"), ("五",)), Mode.CONTINUOUS, []),
        ((("一", "二"), ("一", "二"), ("一", "二")), Mode.RESTARTING, []),
        ((("一", "二"), ("三", "五"), ("六",)), Mode.CONTINUOUS, [("gap", "（五）", "（四）")]),
        ((("一", "二"), ("一", "三"), ("一", "二")), Mode.RESTARTING, [("gap", "（三）", "（二）")]),
        ((("一", "二"), ("一", "一"), ("一", "二")), Mode.RESTARTING, [("duplicate", "（一）", "（二）")]),
        ((("一", "三", "二", "四"), ("一", "二")), Mode.RESTARTING, [("order", "（三）", "（二）")]),
    ],
)
def test_faults_are_judged_in_the_mode_of_the_plan(chapters: tuple[tuple[str, ...], ...], mode: Mode, found: list[tuple[str, str, str]]) -> None:
    plan = _numbered(*chapters)
    assert {sequence.mode for sequence in sequences(plan) if sequence.family is Family.HAN_BRACKET} == {mode}
    assert [(fault.kind.value, fault.node.ordinal.text if fault.node.ordinal else "", fault.expected) for fault in faults(plan)] == found


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("建设冷库。（市商务局、市财政局按职责分工负责）", ["市商务局", "市财政局"]),
        ("建设冷库。〔省发展改革委（省能源局）、省商务厅负责〕", ["省发展改革委", "省能源局", "省商务厅"]),
        ("建设冷库。（市商务局牵头，市财政局、市水利局配合）", ["市商务局", "市财政局", "市水利局"]),
        ("建设冷库。（责任单位：市商务局、市财政局；完成时限：2025年12月底前）", ["市商务局", "市财政局"]),
        ("责任单位：市商务局、各县（市、区）人民政府", ["市商务局", "各县（市、区）人民政府"]),
        ("建设冷库。（市商务局负责。各项任务均需各县〔区、市〕人民政府贯彻落实，以下不再列出）", ["市商务局"]),
    ],
)
def test_agency_lists_are_read_in_every_form(text: str, bodies: list[str]) -> None:
    [found] = agency_lists(_plan(f"一、重点任务\n{text}\n"))
    assert [body.name for body in found.bodies] == bodies


@pytest.mark.parametrize("text", ["发展新产业（新能源产业、氢能产业）。", "推广新模式（以下简称“新模式”）。", "压减产能（含改建）、（套）、（5G）。"])
def test_brackets_with_other_things_are_no_agency_lists(text: str) -> None:
    assert agency_lists(_plan(f"一、重点任务\n{text}\n")) == []


def test_a_list_whose_bracket_was_lost_still_counts() -> None:
    [found] = agency_lists(_plan("一、重点任务\n建设冷库。（市商务局、市财政局负责\n"))
    assert [body.name for body in found.bodies] == ["市商务局", "市财政局"]


def test_a_five_year_plan_is_read_at_its_longest() -> None:
    text = "“十五五”期间和“十五”期间，2026—2030年"
    assert [(period.name, period.years) for period in periods_in(text, Span(0, len(text)))] == [
        ("十五五", (2026, 2030)), ("十五", (2001, 2005)), (None, (2026, 2030)),
    ]  # fmt: skip


def test_baselines_cited_titles_and_looks_back_are_no_aims() -> None:
    plan = _plan("一、主要目标\n截至2020年底，已建成5座。落实《到2025年发展规划》。到2027年，建成10座；2030年前完成改造。\n")
    assert [aim.year for aim in aims(plan)] == [2027, 2030]


def test_a_document_states_its_facts() -> None:
    plan = _plan(
        "关于印发《云溪市“十五五”冷链物流发展规划》的通知\n云政发〔2026〕3号\n各县（市、区）人民政府：\n现印发给你们，请认真执行。\n云溪市人民政府\n2026年2月3日\n云溪市“十五五”冷链物流发展规划\n一、总体要求\n坚持统筹。\n"
    )
    assert document(plan) == ("云溪市“十五五”冷链物流发展规划", "发展规划", ("云溪市人民政府",), "云政发〔2026〕3号", "2026-02-03", (2026, 2030))


def test_the_year_of_issue_falls_back_on_the_documents_cited() -> None:
    assert year_of(_plan("为落实《意见》（国发〔2021〕4号）和《方案》（国发〔2023〕7号），制定本方案。\n")) == 2023


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("建设冷库（含改建。", ["（"]),
        ("落实“一库一策要求。", ["“"]),
        ("转发《规定》》。", ["》"]),
        ("1）建设；2）运营（含乡镇（街道））。", []),
        ("称为“‘一库一策’方案”，the plan’s aim。", []),
    ],
)
def test_marks_without_counterpart_are_found_in_their_paragraph(text: str, marks: list[str]) -> None:
    assert [mark.mark for mark in unpaired(_plan(f"一、重点任务\n{text}\n"))] == marks


def test_coordinations_leave_agency_lists_out() -> None:
    plan = _plan("一、重点任务\n建设产地冷库、销地冷库、中央厨房。（市商务局、市财政局、市水利局负责）\n")
    assert [clause.of(plan.text) for clause in coordinations(plan)] == ["建设产地冷库、销地冷库、中央厨房"]
