"""What a text refers to, cites and shortens."""

from __future__ import annotations

import pytest

from planlint.facts.references.annexes import annexes
from planlint.facts.references.citations import abbreviations, bare_likenesses, citations
from planlint.facts.references.inside import references
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source

_PLAN = """青禾县社区食堂实施方案

一、总体要求

坚持统筹推进，就近方便。

二、重点任务

（一）新建食堂。新建社区食堂20处，{}。

专栏1 社区食堂

新建20处，改建8处。

三、保障措施

加强组织领导，落实资金支持。

附件：1.任务清单
2.指标表

附件1

任务清单

一、新建食堂

新建社区食堂20处，由县民政局负责。
"""


def _plan(words: str = "做好统筹") -> Plan:
    return read(Source(_PLAN.format(words)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("详见附件1", [("附件", 1, True)]),
        ("详见附件1、3", [("附件", 1, True), ("附件", 3, False)]),
        ("（见专栏1）", [("专栏", 1, True)]),
        ("见专栏二", [("专栏", 2, False)]),
        ("按照本方案第三部分要求", [("部分", 3, True)]),
        ("按照第五部分要求", [("部分", 5, False)]),
        ("按照本方案第九章、本意见第二条", [("章", 9, False), ("条", 2, False)]),
    ],
)
def test_references_are_read_with_what_they_point_at(words: str, expected: list[tuple[str, int, bool]]) -> None:
    assert [(found.what.value, found.value, found.target is not None) for found in references(_plan(words))] == expected


@pytest.mark.parametrize(
    "words",
    [
        "落实《社区服务规划》附件5",
        "按照青政发〔2023〕5号附件4",
        "依照《供水条例》第九条",
        "按照条例第九条",
        "落实《规划附件3和专栏2》",
        "占第三部分",
        "第三部分人群",
        "新建附件加工厂",
    ],
)
def test_references_to_other_documents_are_none(words: str) -> None:
    assert references(_plan(words)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("填报《食堂清单》（附件3）", [("附件", 3)]),
        ("附件1、附件3所列任务", [("附件", 1), ("附件", 3)]),
        ("任务见附件1至附件3", [("附件", 1), ("附件", 3)]),
        ("详见附件", [("附件", 0)]),
        ("完成第五部分所列任务", [("部分", 5)]),
        ("按照本实施方案第三章第二节", [("章", 3), ("节", 2)]),
        ("落实《规划》。任务见第三部分", [("部分", 3)]),
        ("落实《规划》，任务见第三部分", []),
        ("按照省实施方案附件2和附件4", []),
        ("按照《规划》附件2、专栏3", []),
    ],
)
def test_references_are_told_from_those_to_other_documents(words: str, expected: list[tuple[str, int]]) -> None:
    assert [(found.what.value, found.value) for found in references(_plan(words))] == expected


def test_an_annex_refers_to_parts_of_its_own() -> None:
    text = _PLAN.format("做好统筹") + "二、改建食堂\n\n改建8处。\n\n三、管好食堂\n\n按月检查。\n\n四、考核食堂\n\n按第四部分要求考核。\n"
    (found,) = references(read(Source(text)))
    assert found.value == 4 and sorted(found.known) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "written",
    [
        "附件：1.任务清单\n2.指标表\n",
        "附件：1.任务清单　2.指标表\n",
        "附件：1.任务清单；2.指标表\n",
        "附件：\n1.任务清单\n2.指标表\n",
        "附件：\n附件1.任务清单\n附件2.指标表\n",
        "附件1：任务清单\n附件2：指标表\n",
    ],
)
def test_lists_of_annexes_are_read_in_any_form(written: str) -> None:
    found = annexes(read(Source("青禾县社区食堂实施方案\n一、重点任务\n新建食堂20处。\n二、保障措施\n落实资金支持。\n" + written)))
    assert ([(annex.number, annex.title) for annex in found.listed], found.held) == ([(1, "任务清单"), (2, "指标表")], ())


def test_a_plan_that_a_notice_hands_out_is_not_among_its_annexes() -> None:
    text = "关于印发《青禾县社区食堂实施方案》的通知\n各乡镇：\n现将方案印发给你们，请认真贯彻执行。\n附件：青禾县社区食堂实施方案\n\n"
    assert annexes(read(Source(text + _PLAN.format("做好统筹")))).listed[0].title == "任务清单"


def test_listed_and_held_annexes_are_told_apart() -> None:
    found = annexes(_plan())
    assert [(annex.number, annex.title) for annex in found.listed] == [(1, "任务清单"), (2, "指标表")]
    assert [(annex.number, annex.title) for annex in found.held] == [(1, "任务清单")]


def test_citations_have_titles_and_numbers() -> None:
    plan = read(Source("落实《关于印发〈食堂办法〉的通知》（青政发〔2023〕5号）和《供水 条例》要求。\n"))
    assert [(found.title, found.number) for found in citations(plan)] == [("关于印发〈食堂办法〉的通知", "（青政发〔2023〕5号）"), ("供水条例", None)]


@pytest.mark.parametrize(
    ("written", "short"),
    [("以下简称“便民圈”", "便民圈"), ("以下简称《办法》", "《办法》"), ("以下统称为便民圈", "便民圈"), ("以下简称: 便民圈", "便民圈")],
)
def test_short_forms_are_read_without_their_quotes(written: str, short: str) -> None:
    text = f"推进便民服务圈建设（{written}），做好统筹。\n"
    (found,) = abbreviations(read(Source(text)))
    assert (found.short, found.span.of(text)) == (short, short)


def test_two_short_forms_at_once_are_left_alone() -> None:
    assert abbreviations(read(Source("落实甲办法和乙办法（以下分别简称《甲》《乙》），依据丙和丁（以下简称“丙”“丁”）。\n"))) == []


def test_a_title_without_marks_is_found_by_its_ending() -> None:
    plan = read(Source("落实国家产业结构调整目录要求，执行《产能结构调整目录》。\n"))
    assert [like.title for like in bare_likenesses(plan, "产能结构调整目录")] == ["产业结构调整目录"]


def test_the_ending_of_a_title_may_open_the_text() -> None:
    assert [like.title for like in bare_likenesses(read(Source("调整目录\n落实《产能结构调整目录》。\n")), "产能结构调整目录")] == ["调整目录"]
