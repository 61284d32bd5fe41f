"""Marks without counterpart."""

from __future__ import annotations

import pytest

from planlint.facts.pairs import Unpaired, unpaired
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span

_LAST = "按期完成各项任务。\n"


def plan_of(*paragraphs: str) -> Plan:
    """A plan whose last paragraph is whole: a text that breaks off is told of as such and not for its marks."""
    return read(Source("一、重点任务\n" + "".join(f"{paragraph}\n" for paragraph in paragraphs) + _LAST))


def marks(*paragraphs: str) -> list[str]:
    return [found.mark for found in unpaired(plan_of(*paragraphs))]


@pytest.mark.parametrize(
    "paragraph",
    [
        "建设水库（含改建）。",
        "建设水库(含改建）。",
        "落实“一库一策”“一渠一策”要求。",
        "落实《水法》〈实施细则〉和【要点】〔附表〕。",
        "称为“‘一库一策’方案”。",
        "称为「一库『一策』」。",
        "印发《关于贯彻〈水法〉的通知》。",
        "建设水库（县水务局（含下属单位）负责）。",
        "1）建设；2）运营；a）管护；三）监督。",
        "the plan’s aim and farmers’ needs。",
        "温度保持在20′以内。",
    ],
)
def test_pairs_that_close_are_silent(paragraph: str) -> None:
    assert marks(paragraph) == []


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("建设水库（含改建。", ["（"]),
        ("建设水库含改建）。", ["）"]),
        ("落实“一库一策要求。", ["“"]),
        ("落实一库一策”要求。", ["”"]),
        ("落实《水法要求。", ["《"]),
        ("落实《水法》》要求。", ["》"]),
        ("落实“一库一策“要求。", ["“", "“"]),
        ("建设（含“改建）水库”。", ["“", "”"]),
        ("〔县水务局负责。", ["〔"]),
        ("建设（（含改建）。", ["（"]),
    ],
)
def test_a_mark_without_counterpart_is_found(paragraph: str, found: list[str]) -> None:
    assert marks(paragraph) == found


def test_a_mark_knows_its_place_and_what_it_lacks() -> None:
    assert unpaired(plan_of("建设水库（含改建。")) == [Unpaired(Span(11, 12), "（", "）", True)]
    assert unpaired(plan_of("建设水库含改建）。")) == [Unpaired(Span(14, 15), "）", "（", False)]


def test_halves_that_meet_across_paragraphs_make_a_pair() -> None:
    assert marks("建设水库（含改建。", "新建）工程。") == []


def test_halves_do_not_meet_over_a_paragraph_between() -> None:
    assert marks("建设水库（含改建。", "修复渠道。", "新建）工程。") == ["（", "）"]


def test_a_heading_is_judged_with_its_marks() -> None:
    assert marks("（一）建设水库（一期") == ["（"]


def test_tables_are_not_judged() -> None:
    assert marks("任务（一\t单位", "建库\t水务局") == []


def test_a_paragraph_in_which_the_text_breaks_off_is_not_judged() -> None:
    assert unpaired(read(Source("一、重点任务\n完善网络。加快建设水库（含改建\n"))) == []


def test_a_quotation_of_several_paragraphs_opens_each_and_closes_once() -> None:
    assert marks("修改为：“驿站由县城管局建设。", "“乡镇应当提供用地。", "“驿站按时开放。”") == []
    assert marks("修改为：“驿站由县城管局建设。", "乡镇应当提供用地。") == ["“"]
