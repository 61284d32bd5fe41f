"""What a document says of itself."""

from __future__ import annotations

import pytest

from planlint.facts.document import Document, document, main_part, year_of
from planlint.syntax import read
from planlint.syntax.nodes import Kind, Plan
from planlint.text.source import Source

_BODY = "一、总体要求\n坚持系统治理。\n二、重点任务\n补齐短板。\n"
_NOTICE = """甲县人民政府办公室
关于印发甲县水网建设实施方案的通知
甲政办发〔2024〕12号

各乡镇人民政府，县级各部门：
现将《甲县水网建设实施方案》印发给你们，请认真组织实施。

甲县人民政府办公室
2024年3月5日

"""


def plan_of(text: str) -> Plan:
    return read(Source(text))


def facts(text: str) -> Document:
    return document(plan_of(text))


def test_the_facts_of_a_notice_and_its_plan() -> None:
    assert facts(_NOTICE + "甲县水网建设实施方案\n" + _BODY) == Document(
        title="甲县水网建设实施方案",
        genre="实施方案",
        issuers=("甲县人民政府办公室",),
        document_number="甲政办发〔2024〕12号",
        date="2024-03-05",
        period=None,
    )


def test_a_text_that_tells_nothing_has_no_facts() -> None:
    assert facts("补齐短板。\n") == Document(None, None, (), None, None, None)
    assert facts("") == Document(None, None, (), None, None, None)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("甲县水网建设实施方案", "实施方案"),
        ("甲县水网建设三年行动计划（2024—2026年）", "三年行动计划"),
        ("甲县水网建设工作方案（试行）", "工作方案"),
        ("甲县“十五五”水网建设规划", "规划"),
        ("关于加快水网建设的若干措施", "若干措施"),
        ("甲县人民政府关于加快水网建设的实施意见", "实施意见"),
        ("甲县防汛应急预案", "应急预案"),
    ],
)
def test_the_genre_is_the_last_word_of_the_title(title: str, genre: str) -> None:
    found = facts(f"{title}\n{_BODY}")
    assert (found.title, found.genre) == (title, genre)


@pytest.mark.parametrize("title", ["甲县水网建设情况", "水网之歌"])
def test_a_title_of_no_genre_is_none(title: str) -> None:
    assert facts(f"{title}\n{_BODY}").genre is None


def test_a_notice_without_a_plan_is_the_document() -> None:
    found = facts("甲县人民政府关于做好水网工作的通知\n各乡镇人民政府：\n请做好有关工作。\n甲县人民政府\n2024年3月5日\n")
    assert (found.title, found.genre, found.issuers, found.date) == ("甲县人民政府关于做好水网工作的通知", "通知", ("甲县人民政府",), "2024-03-05")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("甲政办发〔2024〕12号", "甲政办发〔2024〕12号"),
        ("甲政办发 〔2024〕 12 号", "甲政办发〔2024〕12号"),
        ("甲政办发[2024]12号", "甲政办发[2024]12号"),
        ("甲政办发（2024）第12号", "甲政办发（2024）第12号"),
        ("（甲政办发〔2024〕12号）", "甲政办发〔2024〕12号"),
    ],
)
def test_a_number_is_given_as_written_without_spaces(line: str, number: str) -> None:
    assert facts(_NOTICE.replace("甲政办发〔2024〕12号", line) + "甲县水网建设实施方案\n" + _BODY).document_number == number


def test_a_document_cited_in_the_text_gives_no_number() -> None:
    assert facts(f"甲县水网建设实施方案\n为落实《意见》（甲政发〔2023〕3号），制定本方案。\n{_BODY}").document_number is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("2024 年 12 月 31 日", "2024-12-31"),
        ("（2024年3月5日）", "2024-03-05"),
        ("2024年3月", "2024-03"),
        ("二〇二四年三月五日", "2024-03-05"),
        ("二○二四年十二月二十一日", "2024-12-21"),
    ],
)
def test_a_date_is_read_in_figures_and_in_han(line: str, date: str) -> None:
    assert facts(_NOTICE.replace("2024年3月5日", line) + "甲县水网建设实施方案\n" + _BODY).date == date


def test_the_years_of_a_plan_are_no_date() -> None:
    found = facts(f"甲县水网建设规划\n（2024年1月—2026年12月）\n{_BODY}")
    assert found.date is None


def test_a_date_in_the_text_is_no_date_of_issue() -> None:
    assert facts(f"甲县水网建设实施方案\n{_BODY}三、进度\n2025年6月30日前完成。\n").date is None


def test_a_signature_in_an_annex_is_not_that_of_the_document() -> None:
    found = facts(f"甲县水网建设实施方案\n{_BODY}附件1\n承诺书\n本单位按期完成。\n甲水务公司\n2023年1月1日\n")
    assert (found.issuers, found.date) == ((), None)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("甲县水网建设三年行动计划（2024—2026年）", (2024, 2026)),
        ("甲县“十四五”水网建设规划", (2021, 2025)),
        ("甲县“十五五”水网建设规划", (2026, 2030)),
        ("甲县水网建设规划（2021－2035年）", (2021, 2035)),
        ("甲县水网建设实施方案", None),
    ],
)
def test_the_period_is_that_of_the_title(title: str, period: tuple[int, int] | None) -> None:
    assert facts(f"{title}\n到2030年建成，“十三五”期间成效明显。\n{_BODY}").period == period


def test_joint_issuers_are_told_apart() -> None:
    notice = _NOTICE.replace("\n甲县人民政府办公室\n2024", "\n甲县水务局 甲县财政局\n2024")
    assert facts(notice + "甲县水网建设实施方案\n" + _BODY).issuers == ("甲县水务局", "甲县财政局")


def test_the_annex_that_a_notice_names_does_not_hide_its_signature() -> None:
    notice = _NOTICE.replace("\n\n甲县人民政府办公室\n2024", "\n附件：甲县水网建设实施方案\n\n甲县人民政府办公室\n2024")
    found = facts(notice + "附件\n甲县水网建设实施方案\n" + _BODY)
    assert (found.title, found.issuers, found.date) == ("甲县水网建设实施方案", ("甲县人民政府办公室",), "2024-03-05")


def test_the_main_part_is_the_plan_behind_its_notice() -> None:
    assert main_part(plan_of(_NOTICE + "甲县水网建设实施方案\n" + _BODY)).kind is Kind.PLAN
    assert main_part(plan_of("")).kind is Kind.DOCUMENT


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (_NOTICE, 2024),
        (_NOTICE.replace("2024年3月5日\n", ""), 2024),
        ("为落实《意见》（国发〔2021〕4号）和《方案》（国发〔2023〕7号），制定本方案。\n", 2023),
        ("到2030年建成。\n", None),
    ],
)
def test_the_year_of_issue_comes_from_date_number_or_citations(text: str, year: int | None) -> None:
    assert year_of(plan_of(text)) == year
