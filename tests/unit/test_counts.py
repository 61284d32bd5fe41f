"""How many things a text announces, and how many it names."""

from __future__ import annotations

import pytest

from planlint.facts.counts import Count, counts
from planlint.syntax import read
from planlint.text.source import Source

_TASKS = "（一）食堂提升行动。新建20处。\n（二）驿站普及行动。新建30处。\n（三）步道贯通行动。修缮15公里。\n"


def _counts(text: str) -> list[Count]:
    return counts(read(Source(text + "\n")))


@pytest.mark.parametrize(
    ("text", "announced", "named", "is_open"),
    [
        ("实施食堂提升、驿站普及、步道贯通三大行动。", 3, (3, 3), False),
        ("实施食堂提升、驿站普及和步道贯通三大行动。", 3, (3, 3), False),
        ("发展生态养殖、食品加工和文化旅游服务产业三大产业。", 3, (2, 3), False),
        ("推动茶叶和旅游、稻米和旅游“两个一体化”融合。", 2, (2, 2), False),
        ("回收废纸、废塑料等9种产品。", 9, (2, 2), True),
        ("抓好源头、过程、末端3个环节。", 3, (3, 3), False),
        ("打造“青禾湖”“松岭谷”两大旅游品牌。", 2, (2, 2), False),
        ("做强两个优势产业（食品加工产业、竹木家居产业）。", 2, (2, 2), False),
        ("坚持三项原则：政府引导、市场运作、群众受益。", 3, (3, 3), False),
        ("抓好三个方面：一是建好；二是管好；三是用好。", 3, (3, 3), False),
    ],
)
def test_things_beside_the_number_are_counted(text: str, announced: int, named: tuple[int, int], is_open: bool) -> None:
    (found,) = _counts(text)
    assert (found.announced, found.named, found.open) == (announced, named, is_open)


@pytest.mark.parametrize(
    "text",
    [
        "一、实施三大行动\n" + _TASKS,
        "一、重点任务\n围绕便民，组织实施“三大行动”。\n" + _TASKS,
        "一、三项重点任务\n" + _TASKS,
        "一、重点任务\n完成以下三项工作：\n" + _TASKS,
        "一、重点任务\n落实省“五大行动”，实施三大行动。\n" + _TASKS,
    ],
)
def test_headings_below_the_number_are_counted(text: str) -> None:
    (found,) = _counts(text)
    assert (found.announced, found.named) == (3, (3, 3))


def test_places_of_projects_are_not_the_projects() -> None:
    (found,) = _counts("在城东、城西、城南新建停车场，改造老城、新城5个项目。")
    assert not found.whole


@pytest.mark.parametrize(
    "text",
    [
        "在城区、镇区、村庄实施五大工程。",
        "打赢蓝天、碧水、净土三大攻坚战。",
        "围绕生产、生活、生态，实施八大行动。",
        "推进节水、节电，开展第二批3个项目。",
        "增强四个意识，实施三大行动。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”，落实“三大战略”。",
        "对受理、审查、审批3个工作日内办结。",
        "建设东部新区、临港片区和五个新城项目。",
        "涉及生产、流通、消费等第一批5个领域。",
        "完善三项制度（县民政局、县财政局负责）。",
        "建设湖区、山区及滨河片区与老城成为全县五大品牌。",
        "抓好三个方面工作。持续发力：一是建好；二是管好。",
        "新增50项目、每年3—5个项目。",
    ],
)
def test_numbers_of_other_things_are_not_held_against_a_list(text: str) -> None:
    assert _counts(text) == []
