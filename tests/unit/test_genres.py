"""What kind of document a title names, and that plan rules leave the others alone."""

from __future__ import annotations

import pytest

from planlint.engine import lint
from planlint.facts.document import document
from planlint.rulebook.store import load_rules
from planlint.syntax import read
from planlint.syntax.nodes import Kind
from planlint.syntax.roles import genre_of, is_letter, is_plan_genre, opens_text, role_of
from planlint.text.source import Source


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("青禾县便民驿站建设实施方案", "实施方案"),
        ("关于印发青禾县便民驿站建设实施方案的通知", "通知"),
        ("关于青禾县便民驿站建设规划的批复", "批复"),
        ("关于修改《青禾县驿站条例》的决定", "决定"),
        ("青禾县驿站条例", "条例"),
        ("青禾县驿站管理规定", "规定"),
        ("青禾县驿站管理办法实施细则", "实施细则"),
        ("青禾县驿站建设情况的报告", "报告"),
        ("青禾县驿站坍塌事故调查报告", "调查报告"),
        ("关于第12号提案的答复", "答复"),
        ("第三次办公会议纪要", "纪要"),
        ("青禾县驿站服务采购招标文件", "招标文件"),
        ("驿站建设标准", "标准"),
        ("关于商请协助的函", "函"),
        ("便民驿站", None),
    ],
)
def test_the_end_of_a_title_tells_the_genre(title: str, genre: str | None) -> None:
    assert genre_of(title) == genre


def test_genres_are_plans_or_regulations_or_letters() -> None:
    assert [is_plan_genre(genre) for genre in ("实施方案", "规划", "办法", "条例", "批复", "合同", None)] == [True, True, False, False, False, False, False]
    assert [is_letter(genre) for genre in ("批复", "通知", "规划", None)] == [True, True, False, False]
    assert [opens_text(genre) for genre in ("规划", "规定", "批复", "标准")] == [True, True, False, False]


@pytest.mark.parametrize("title", ["青禾县驿站条例", "关于驿站规划的批复", "青禾县驿站建设情况的报告", "驿站服务采购招标文件", "驿站建设标准"])
def test_plan_rules_leave_other_documents_alone(title: str) -> None:
    text = f"{title}\n一、工作目标\n明显改善服务。\n二、指导思想\n坚持统筹。\n" + "".join(
        f"{n}、建设事项{n}\n新建驿站。（责任单位：县城管局）\n" if n != "五" else "五、其他事项\n新建公厕。\n" for n in "三四五六七八"
    )
    found = lint(read(Source(text)), load_rules(), path="a.txt").diagnostics
    assert not {one.code for one in found} & {"STR001", "STR002", "STR005", "TGT009", "AGY001"}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("深刻领会便民服务的重要意义", "background"),
        ("准确把握新时期便民服务的总体要求", "overall"),
        ("开启便民服务新征程", "overall"),
        ("指导思想、基本原则和总体目标", "guiding"),
        ("建设便民驿站", None),
    ],
)
def test_general_chapters_are_known_by_how_they_end(title: str, role: str | None) -> None:
    assert role_of(title) == role


def test_two_regulations_in_one_notice_are_two_texts() -> None:
    text = (
        "县政府关于印发驿站和公厕两个规定的通知\n\n各乡镇：\n现将两个规定印发给你们，请认真贯彻执行。\n\n青禾县人民政府\n2026年3月2日\n\n"
        "驿站管理规定\n\n为规范驿站管理，特制定以下规定：\n一、关于选址\n（一）靠近车站。\n（二）方便群众。\n二、关于服务\n（三）按时开放。\n（四）保持整洁。\n\n"
        "公厕管理规定\n\n为规范公厕管理，特制定以下规定：\n一、关于选址\n（一）数量适当。\n（二）间距合理。\n"
    )
    plan = read(Source(text))
    assert [part.title for part in plan.parts if part.kind is Kind.PLAN] == ["驿站管理规定", "公厕管理规定"]


def test_two_plans_bound_together_are_two_texts() -> None:
    chapters = "第一章 总体要求\n坚持统筹。\n第二章 建设任务\n新建驿站。\n第三章 保障措施\n压实责任。\n"
    plan = read(Source(f"青禾县驿站规划\n{chapters}青禾县公厕规划\n编制说明如上。\n{chapters}"))
    assert [part.title for part in plan.parts] == ["青禾县驿站规划", "青禾县公厕规划"]
    assert document(plan).title == "青禾县驿站规划"
