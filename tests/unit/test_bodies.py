"""The bodies that a list names, with their duties."""

from __future__ import annotations

import pytest

from planlint.phrases.rosters import Leading, Roster, roster
from planlint.text.spans import Span


def read(text: str) -> Roster:
    return roster(text, Span(0, len(text)))


def duties(text: str) -> dict[str, str]:
    return {body.name: body.duty.value for body in read(text).bodies}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县水务局、县财政局负责", {"县水务局": "responsible", "县财政局": "responsible"}),
        ("县水务局牵头，县财政局、县林业局配合", {"县水务局": "lead", "县财政局": "supporting", "县林业局": "supporting"}),
        ("县水务局、县财政局共同牵头，县林业局等按职责分工负责", {"县水务局": "lead", "县财政局": "lead", "县林业局": "responsible"}),
        ("县水务局牵头，县财政局、县林业局", {"县水务局": "lead", "县财政局": "responsible", "县林业局": "responsible"}),
        ("由县水务局牵头负责，会同县财政局实施", {"县水务局": "lead", "县财政局": "supporting"}),
        (
            "由县水务局会同县财政局、县林业局负责，县审计局监督",
            {"县水务局": "lead", "县财政局": "supporting", "县林业局": "supporting", "县审计局": "supporting"},
        ),
        ("县水务局/县财政局负责", {"县水务局": "responsible", "县财政局": "responsible"}),
        ("1）县水务局 2）县财政局", {"县水务局": "responsible", "县财政局": "responsible"}),
        ("在县委统一领导下，县水务局、县财政局负责", {"县水务局": "responsible", "县财政局": "responsible"}),
        ("常态推进，县水务局负责", {"县水务局": "responsible"}),
        ("农建科牵头，县财政局配合", {"农建科": "lead", "县财政局": "supporting"}),
        ("县水务局等部门和各乡镇人民政府负责", {"县水务局": "responsible", "各乡镇人民政府": "responsible"}),
        ("县水务局等县有关部门、单位", {"县水务局": "responsible"}),
        ("各区人民政府〈含新区、景区管委会〉", {"各区人民政府〈含新区、景区管委会〉": "responsible"}),
        ("有关市、县〔区〕人民政府", {"有关市、县〔区〕人民政府": "responsible"}),
        ("县水务局负责，县财政局参与，县林业局协助", {"县水务局": "responsible", "县财政局": "supporting", "县林业局": "supporting"}),
        ("县水务局（牵头）、县财政局、县林业局", {"县水务局": "lead", "县财政局": "responsible", "县林业局": "responsible"}),
        ("牵头单位：县水务局；责任单位：县财政局；配合单位：县林业局等", {"县水务局": "lead", "县财政局": "responsible", "县林业局": "supporting"}),
        ("牵头单位：县水务局 配合单位：县财政局", {"县水务局": "lead", "县财政局": "supporting"}),
        ("牵头：县水务局；配合：县财政局", {"县水务局": "lead", "县财政局": "supporting"}),
        ("主办单位：县水务局，协办单位：县财政局", {"县水务局": "lead", "县财政局": "supporting"}),
        ("牵头单位：县水务局等按职责分工负责", {"县水务局": "lead"}),
        ("责任单位：甲市水务局、乙局；丙市水务局", {"甲市水务局": "responsible", "乙局": "responsible", "丙市水务局": "responsible"}),
        (
            "责任单位：县水务局，配合单位：县财政局等，各乡人民政府负责落实",
            {"县水务局": "responsible", "县财政局": "supporting", "各乡人民政府": "responsible"},
        ),
        ("县水务局在各自职责范围内负责，县纪委监委机关监督", {"县水务局": "responsible", "县纪委监委机关": "supporting"}),
        ("县水务局牵头，2026年底前完成，县财政局配合，各镇参照执行", {"县水务局": "lead", "县财政局": "supporting"}),
        ("县水务局牵头，县财政局按规定落实经费，县林业局配合做好衔接", {"县水务局": "lead", "县财政局": "responsible", "县林业局": "supporting"}),
        ("县水务局负责，长期坚持", {"县水务局": "responsible"}),
        ("县水务局负责，分年度推进", {"县水务局": "responsible"}),
        ("县水务局牵头，县财政局配合；8月底前完成", {"县水务局": "lead", "县财政局": "supporting"}),
        ("负责部门：县水务局，适用范围：各镇街，含开发区", {"县水务局": "responsible"}),
        ("责任单位∶县水务局、县财政局", {"县水务局": "responsible", "县财政局": "responsible"}),
        ("责任单位：县水务局；电话：1234567", {"县水务局": "responsible"}),
        ("县水务局，各镇政府及开发区管委会负责", {"县水务局": "responsible", "各镇政府": "responsible", "开发区管委会": "responsible"}),
        (
            "责任单位：县水务局，各镇政府及开发区管委会（各单位按职责分工落实，下同）",
            {"县水务局": "responsible", "各镇政府": "responsible", "开发区管委会": "responsible"},
        ),
        ("责任单位：县水务局、县财政局（排在第一的为牵头单位，下同）", {"县水务局": "lead", "县财政局": "responsible"}),
        ("省、市有关部门，县水务局负责", {"省、市有关部门": "responsible", "县水务局": "responsible"}),
        ("县水务局，云溪、杉川县政府负责", {"县水务局": "responsible", "云溪、杉川县政府": "responsible"}),
        ("县水务局，各镇党委、政府负责", {"县水务局": "responsible", "各镇党委、政府": "responsible"}),
        ("县经济社会和发展研究院负责", {"县经济社会和发展研究院": "responsible"}),
    ],
)
def test_a_duty_holds_for_the_bodies_before_it_and_a_label_for_those_behind(text: str, expected: dict[str, str]) -> None:
    assert duties(text) == expected


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        (
            "县水务局会同县财政局负责，县审计局监督，市水利局指导，县教育局支持配合，县林业局参与，县工商联协助",
            ["lead", "joint", "supervising", "guiding", "supporting", "participating", "assisting"],
        ),
        ("牵头单位：县水务局；指导单位：市水利局；支持单位：县财政局", ["lead", "guiding", "backing"]),
    ],
)
def test_how_a_body_takes_part_is_told_apart(text: str, ranks: list[str]) -> None:
    assert [body.rank.value for body in read(text).bodies] == ranks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("省发展改革委（省能源局）、省财政厅负责", ["省发展改革委", "省能源局", "省财政厅"]),
        ("省发展改革委（省能源局、省粮食和储备局）负责", ["省发展改革委", "省能源局", "省粮食和储备局"]),
        ("省发展改革委（能源局）牵头", ["省发展改革委", "能源局"]),
        ("市委党校（行政学院）、市财政局负责", ["市委党校（行政学院）", "市财政局"]),
        ("防汛办（设在市水利局）负责", ["防汛办（设在市水利局）"]),
        ("各县（市、区）人民政府负责", ["各县（市、区）人民政府"]),
        ("各市、县〔市、区〕人民政府负责", ["各市、县〔市、区〕人民政府"]),
        ("各区、市财政局负责", ["各区", "市财政局"]),
        ("市水利局和市财政局、市科学和技术局负责", ["市水利局", "市财政局", "市科学和技术局"]),
        ("市水利局 市财政局 市市场监管局", ["市水利局", "市财政局", "市市场监管局"]),
        ("市水利局及其他有关部门按职责分工负责", ["市水利局"]),
        ("市直有关单位、各有关部门负责", ["市直有关单位", "各有关部门"]),
        ("牵头领导：王某；牵头单位：市水利局；完成时限：2025年底前，长期坚持；责任单位：市财政局", ["市水利局", "市财政局"]),
        ("责任单位：市水利局。建设内容另定，由街道安排。", ["市水利局"]),
        ("责任单位：市水利局，各区人民政府本通知自印发之日起实施，有效期至2025年", ["市水利局", "各区人民政府"]),
        ("", []),
        ("负责", []),
    ],
)
def test_names_come_apart_as_a_reader_takes_them_apart(text: str, names: list[str]) -> None:
    assert [body.name for body in read(text).bodies] == names
    assert [body.span.of(text) for body in read(text).bodies] == names


@pytest.mark.parametrize(
    ("text", "implied"),
    [
        ("市水利局负责。各项任务均需各县[区、市]人民政府贯彻落实，以下不再逐一列出", [("各县[区、市]人民政府", "responsible")]),
        ("市水利局负责，各乡镇人民政府具体落实，以下任务不再列出", [("各乡镇人民政府", "responsible")]),
        ("市水利局负责，各有关部门配合，下同", [("各有关部门", "supporting")]),
        ("市水利局、市财政局，下同", []),
    ],
)
def test_a_blanket_clause_names_bodies_for_all(text: str, implied: list[tuple[str, str]]) -> None:
    found = read(text)
    assert found.blanket
    assert [(body.name, body.duty.value) for body in found.implied] == implied
    assert found.bodies[0].name == "市水利局"


def test_a_remark_inside_brackets_is_about_the_name(text: str = "市水利局，各县（含开发区，下同）水务局") -> None:
    assert not read(text).blanket


def test_a_list_may_say_that_the_first_body_leads() -> None:
    found = read("责任单位：甲市水务局、乙市水务局；列首位的为牵头单位，下同")
    assert (found.leading, found.blanket, len(found.bodies)) == (Leading.FIRST, False, 2)


@pytest.mark.parametrize(
    ("name", "collective"),
    [
        ("各有关部门", True), ("各地区", True), ("各市相关主管部门", True), ("市直有关单位", True), ("领导小组成员单位", True), ("各相关部门和单位", True),
        ("市水利局", False), ("各县（市、区）人民政府", False), ("各区", False), ("各市财政部门", False), ("有关国有企业", True), ("市税务部门", False),
    ],
)  # fmt: skip
def test_some_names_name_no_body(name: str, collective: bool) -> None:
    [body] = read(name).bodies
    assert body.is_collective is collective
