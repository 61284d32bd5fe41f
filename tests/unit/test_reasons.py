"""Each reason of each table by an example that comes out otherwise without it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from planlint.checks.punctuation import spacing
from planlint.checks.punctuation.spacing import SpacingCheck
from planlint.facts import counts, endings
from planlint.formats import reading
from planlint.reasons import Reason
from planlint.syntax import neighbours, read
from planlint.syntax.nodes import Plan


class Table(NamedTuple):
    """A table where it stands, what is asked of a plan that it decides on, and a text for each of its reasons."""

    module: ModuleType
    name: str
    asked: Callable[[Plan], object]
    examples: dict[str, str]

    @property
    def reasons(self) -> tuple[Reason[Any], ...]:
        found: tuple[Reason[Any], ...] = getattr(self.module, self.name)
        return found


def _stray_spaces(plan: Plan) -> list[str]:
    return [plan.text[found.span.start - 1 : found.span.stop + 1] for found in SpacingCheck().run(plan, plan.leaves)]


def _counted(plan: Plan) -> list[tuple[int, tuple[int, int]]]:
    return [(found.announced, found.named) for found in plan.fact(counts.counts)]


def _numbers(plan: Plan) -> list[str]:
    return [node.ordinal.text for node in plan.nodes if node.ordinal is not None]


def _last(plan: Plan) -> str | None:
    last = plan.fact(endings.break_off)
    return None if last is None else plan.text_of(last)


_TASKS = "（一）食堂行动。新建20处。\n（二）驿站行动。新建30处。\n（三）步道行动。修缮15公里。\n"
_CHAPTER = "一、总体安排\n健全网络，优化流程。\n"
_UNNUMBERED = "# 云溪市节水工作实施方案\n\n## 推广器具\n\n建设节水型社区，方便群众。\n\n"
_DONE = "一、推广器具\n\n建设节水型社区，方便群众。\n\n"

_TABLES = (
    Table(
        spacing,
        "MEANT",
        _stray_spaces,
        {
            "between-others": "推广New Energy技术。\n",
            "caesura": "以“守护一河清水 共建美丽家园”为主题。\n",
            "behind-number": "（一） 建设食堂。鼓励社会力量参与。\n",
            "behind-label": f"{_CHAPTER}表1-1 主要指标完成情况\n",
            "behind-division": f"{_CHAPTER}健全网络，优化流程。第二章 附则\n",
            "gap-behind-label": "3月至4月　开展调研，形成初稿。\n",
            "in-latin": "The Ministry of Finance (财政部 财政司) and the National Bureau of Statistics issued the notice.\n",
            "in-row": f"{_CHAPTER}供水能力 漏损率 普及率 覆盖率\n",
            "in-columns": f"{_CHAPTER}项目 地点 年限\n东城水厂 东城 全年\n",
            "imprint": f"{_CHAPTER}临江市水利局档案室 2025年4月2日印发\n",
            "spread-label": f"{_CHAPTER}总 指 挥：陈某某（镇长）\n",
            "drawn-out": "一、总 则\n健全网络。\n",
            "drawn-out-person": f"{_CHAPTER}联系人：养老服务处李 某\n",
            "wide-at-mark": "鼓励社会力量长期参与社区食堂建设。　二是落实场地。\n",
            "between-issuers": "由云溪县人民政府 青禾市水务局联合督导。\n",
            "lost-character": f"{_CHAPTER}建设“骨干管网 污泥处置厂”。\n",
        },
    ),
    Table(
        counts,
        "NO_COORDINATION",
        _counted,
        {
            "odd-length": "抓好源、末端两个环节。\n",
            "of-two-parts": "抓好社区的食堂、驿站的布局两项任务。\n",
            "act-within": "抓好食堂提质、加快驿站两项任务。\n",
            "otherwise-at-end": "抓好食堂提质、驿站设立两项任务。\n",
        },
    ),
    Table(
        counts,
        "COUNTED_BELOW",
        _counted,
        {
            "of-others": "一、重点任务\n落实国家“五大行动”。\n" + _TASKS,
            "bear-name": "一、实施三大行动\n" + _TASKS,
            "entitled": "一、三项重点任务\n" + _TASKS,
            "pointed-at": "一、工作安排\n抓好以下三项任务。\n" + _TASKS,
            "colon": "一、工作安排\n抓好三项任务：\n" + _TASKS,
        },
    ),
    Table(
        endings,
        "CUT_OFF",
        _last,
        {
            "number-alone": f"{_DONE}二、加强宣传\n\n推广器具。\n\n三、\n",
            "short-pause": f"{_DONE}二、加强宣传\n\n推广器具，\n",
            "no-running-text": f"{_DONE}二、加强宣传\n\n推广器具\n",
            "open": f"{_DONE}推广节水器具（含阀门、水表、喷头\n",
            "pause": f"{_DONE}二、加强宣传\n\n推广节水器具和再生水，\n",
            "stopped": f"{_DONE}二、加强宣传\n\n推广节水器具。建设再生水厂！\n",
            "long-behind-sentence": f"{_UNNUMBERED}推广节水器具。" + "建设再生水厂，完善配套管网，" * 3 + "改造泵站" + "\n",
            "above-headings": f"{_UNNUMBERED}推广节水器具，建设再生水厂，完善\n",
            "behind-sentence": f"{_DONE}二、加强宣传\n\n推广节水器具。建设再生水厂ABC\n",
            "no-word-at-end": f"{_DONE}二、加强宣传\n\n服务热线见网站www.yunxi.cn\n",
            "labelled": f"{_DONE}二、加强宣传\n\n牵头单位：县水务局宣传科\n",
            "heading": f"{_DONE}二、加强节水宣传和教育引导\n",
            "apart": f"{_DONE}云溪融媒体中心发布\n",
        },
    ),
    Table(
        neighbours,
        "NUMBERS",
        _numbers,
        {
            "next-goes-on-without": "（一）建设驿站\n新建12座。\n“（二）改造公厕\n（二）清理楼道\n",
            "amounts": "主要目标如下。\n1.2亿元用于管网。\n2.5亿元用于泵站。\n",
            "first": "甲组任务\n1 建设驿站\n2 改造公厕\n乙组任务\n1 清理楼道\n2 疏通管网\n",
            "between": "一、建设驿站\n新建12座。\n二 改造公厕\n新建12座。\n三、清理楼道\n",
            "behind-none": "建设驿站。\n2（一）改造公厕\n新建12座。\n",
            "stray": "（一）建设驿站\n新建12座。\n“（二）改造公厕\n新建12座。\n",
            "last-of-alike": "主要任务如下。\n1 建设驿站\n2 改造公厕\n3 清理楼道\n",
        },
    ),
)


@pytest.mark.parametrize(("table", "name"), [pytest.param(table, name, id=f"{table.name}-{name}") for table in _TABLES for name in table.examples])
def test_a_reason_is_needed_for_its_example(table: Table, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = table.examples[name]
    source = reading.read("draft.md" if text.startswith("#") else "draft.txt", text.encode())
    with_all = table.asked(read(source))
    monkeypatch.setattr(table.module, table.name, tuple(reason for reason in table.reasons if reason.name != name))
    assert table.asked(read(source)) != with_all


@pytest.mark.parametrize("table", _TABLES, ids=lambda table: table.name)
def test_every_reason_has_an_example(table: Table) -> None:
    assert [reason.name for reason in table.reasons] == list(table.examples)
