"""Each row of the tables by which targets are read, by an example that comes out wrong without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from planlint.facts.targets import paragraphs
from planlint.facts.targets.readings import READINGS
from planlint.facts.targets.running import targets
from planlint.facts.targets.worded import WORDINGS
from planlint.phrases.indicators import BEFORE, BEHIND, trimmed
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Span

_FIGURES: dict[str, tuple[str, list[tuple[str, object]]]] = {
    "next-thing-counted": ("到2027年，培育4个节水园区、6个节水村镇。", [("节水园区", 4), ("节水村镇", 6)]),
    "next-thing-with-figure": ("到2027年，新建供水管网300公里、雨水管网120公里。", [("新建供水管网", 300), ("雨水管网", 120)]),
    "attribute": ("建有一所床位不低于500张、重点服务失能老人的养护中心。", []),
    "number-in-a-name": ("实施十八条节水措施。", []),
    "part-among": ("到2027年，建设600公里绿道，其中骨干绿道300公里。", [("绿道", 600), ("骨干绿道", 300)]),
    "part-of-a-whole": ("到2027年，再生水用量达到工业用水量的30%。", [("再生水用量占工业用水量比重", 30)]),
    "share-of-a-whole": ("到2027年，再生水占工业用水30%。", [("再生水占工业用水", 30)]),
    "level": ("到2027年，新建管网漏损率控制在8%以内。", [("新建管网漏损率", 8)]),
    "counted-behind": ("到2027年，培育50家节水企业。", [("节水企业", 50)]),
    "counted-before": ("到2027年，建成高标准梯田25万亩。", [("高标准梯田", 25)]),
    "deed-alone": ("推进绿色防控技术，计划每年巩固10万亩。", [("每年绿色防控技术", 10)]),
    "level-of-a-count": ("到2027年，智能水表达到800个。", [("智能水表", 800)]),
    "change-before": ("实施水厂扩建工程，提升污水处理能力51万立方米/日。", [("污水处理能力", 51)]),
    "amount-of-each-year": ("每年推动30万平方米以上的老旧管网片区改造。", [("每年老旧管网片区改造", 30)]),
    "share-of-subjects": ("到2027年，90%以上的行政村通公交并实现电子支付。", [("行政村通公交并", 90)]),
    "without-a-time": ("全县绿化覆盖率42%。", []),
    "measure-without-verb": ("到2027年，城市绿化覆盖率42%。", [("城市绿化覆盖率", 42)]),
    "count-goes-on": ("到2027年，建成节水园区4个，示范校区10个。", [("节水园区", 4), ("示范校区", 10)]),
}
_WORDS: dict[str, tuple[str, list[tuple[str, object]]]] = {
    "set-by-others": ("到2027年，用水强度降幅完成省下达目标任务。", [("用水强度降幅", "省下达目标任务")]),
    "peak": ("确保渔业领域排放在2030年前达峰。", [("渔业领域排放", 2030)]),
    "description": ("“十五五”时期是节水型社会全面建成的关键时期。", []),
    "trend": ("到2027年，水质明显改善。", [("水质", None)]),
    "condition": ("到2027年，完成试点的基础上，建成高标准梯田25万亩。", [("高标准梯田", 25)]),
    "achieved": ("到2027年，建成节水型社会。", [("建成节水型社会", None)]),
}
_NAMES = {
    "before-mark": ("——再生水利用率", "再生水利用率"),
    "before-other-word": ("前置审批率", "前置审批率"),
    "before-particle": ("到岗率", "到岗率"),
    "before-word": ("力争再生水利用率", "再生水利用率"),
    "behind-mark": ("再生水利用率 ", "再生水利用率"),
    "behind-other-word": ("开工存在", "开工存在"),
    "behind-particle": ("水需", "水需"),
    "behind-word": ("再生水利用率分别", "再生水利用率"),
}


@pytest.mark.parametrize(
    ("table", "rows", "name"),
    [
        *(pytest.param("READINGS", READINGS, name, id=f"figure-{name}") for name in _FIGURES),
        *(pytest.param("WORDINGS", WORDINGS, name, id=f"words-{name}") for name in _WORDS),
    ],
)
def test_a_row_is_needed_for_its_example(monkeypatch: pytest.MonkeyPatch, table: str, rows: Sequence[Any], name: str) -> None:
    text, told = (_FIGURES | _WORDS)[name]
    assert _told(text) == told
    monkeypatch.setattr(paragraphs, table, tuple(row for row in rows if row.name != name))
    assert _told(text) != told


@pytest.mark.parametrize("name", list(_NAMES))
def test_an_end_of_a_name_is_needed_for_its_example(name: str) -> None:
    words, plain = _NAMES[name]
    where, _, row = name.partition("-")
    before = tuple(rule for rule in BEFORE if where != "before" or rule.name != row)
    behind = tuple(rule for rule in BEHIND if where != "behind" or rule.name != row)
    assert trimmed(words, Span(0, len(words))).of(words) == plain
    assert trimmed(words, Span(0, len(words)), before, behind).of(words) != plain


def test_every_row_has_an_example() -> None:
    assert [row.name for row in READINGS] == list(_FIGURES)
    assert [row.name for row in WORDINGS] == list(_WORDS)
    assert [f"before-{row.name}" for row in BEFORE] + [f"behind-{row.name}" for row in BEHIND] == list(_NAMES)


def _told(text: str) -> list[tuple[str, object]]:
    return [(target.indicator, target.value) for target in targets(read(Source(text)))]
