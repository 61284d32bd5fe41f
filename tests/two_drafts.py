"""Plans made up to be compared, and the ways to change one thing in them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from planlint.compare.against import Side, side
from planlint.syntax import read
from planlint.text.source import Source

_VERBS = ("修缮", "新建", "清查", "编印", "培训", "巡查", "种植", "翻译", "采集", "展出", "拓宽", "检修", "登记", "疏浚", "租借", "评选")
_PLACES = ("渡口", "老街", "山坡", "校园", "湖畔", "集市", "码头", "果园", "车站", "桥头", "广场", "巷口", "滩涂", "林场", "矿坑", "牧场")
_THINGS = (
    *("石阶", "凉亭", "路灯", "水井", "戏台", "风车", "木船", "碑刻", "古树", "鱼塘", "磨坊", "窑址", "花圃", "雕塑", "钟楼", "染坊"),
    *("琴谱", "药方", "剪纸", "皮影", "竹编", "陶罐", "绣品", "灯笼", "风筝", "门神", "糖画", "漆器", "银饰", "蜡染", "油伞", "砚台"),
    *("蜂箱", "鸡舍", "粮仓", "温棚", "水车", "石磨", "茶垄", "桑园", "苗圃", "梯田", "盐田", "葡萄", "枇杷", "莲藕", "菱角", "荸荠"),
    *("冰橇", "雪具", "球场", "泳池", "跑道", "看台", "更衣间", "秋千", "滑梯", "沙坑", "棋桌", "书架", "展柜", "幕布", "音箱", "投影"),
    *("驼队", "马厩", "鞍具", "毡房", "奶罐", "哨所", "界桩", "烽火", "驿道", "关隘", "箭楼", "瓮城", "护城", "吊索", "栈桥", "铁索"),
    *("浮标", "缆绳", "船坞", "灯塔", "礁盘", "渔网", "虾笼", "贝壳", "海带", "珊瑚", "潮池", "防波", "冷库", "冰厂", "网箱", "救生"),
)
_GOALS = ("完好率", "覆盖率", "入园率", "达标率", "存活率", "到访率", "修复率", "使用率", "合格率", "满意率", "普及率", "出苗率")
_BODIES = ("市民政局", "市商务局", "市财政局", "市教育局", "市水利局", "市文物局", "市农业农村局", "市交通运输局", "市市场监管局", "市体育局")
_HAN = "零一二三四五六七八九十"


class Item(NamedTuple):
    """A task: its title, the measures, a target or none, the bodies of which the first leads, and the year it is due or none."""

    title: str
    measures: tuple[str, ...]
    target: tuple[str, int] | None
    bodies: tuple[str, ...]
    due: tuple[int, str] | None
    led: bool = True


class Part(NamedTuple):
    """A section with its items."""

    title: str
    items: tuple[Item, ...]


class Made(NamedTuple):
    """A plan: its chapters of sections, and words that nothing in it has used yet."""

    chapters: tuple[tuple[str, tuple[Part, ...]], ...]
    spare: tuple[str, ...]

    def changed(self, chapter: int, part: int, item: int, new: Callable[[Item], Item | None]) -> Made:
        """The plan with one item made new, or left out for None."""
        return self.with_items(chapter, part, [one for at, old in enumerate(self.items(chapter, part)) if (one := new(old) if at == item else old) is not None])

    def items(self, chapter: int, part: int) -> list[Item]:
        """The items of a section."""
        return list(self.chapters[chapter][1][part].items)

    def with_items(self, chapter: int, part: int, items: list[Item]) -> Made:
        """The plan with other items in a section."""
        title, parts = self.chapters[chapter]
        new = tuple(one._replace(items=tuple(items)) if at == part else one for at, one in enumerate(parts))
        return self._replace(chapters=tuple((title, new) if at == chapter else old for at, old in enumerate(self.chapters)))


class House(NamedTuple):
    """How a plan is printed: whether sections and items are counted through the whole plan, whether text follows titles in their line."""

    sections_run_on: bool = False
    items_run_on: bool = False
    run_in: bool = True
    wide: bool = False


PLAIN = House()


def print_plan(plan: Made, house: House = PLAIN) -> str:
    """The text of a plan."""
    return "\n".join(_lines(plan, house)) + "\n"


def _lines(plan: Made, house: House) -> Iterator[str]:
    yield from ("青禾市民俗保护工作方案", "为保护民俗，根据省有关部署，制定本方案。")
    section, item = itertools.count(1), itertools.count(1)
    for number, (chapter, parts) in enumerate(plan.chapters, 1):
        yield f"{_HAN[number]}、{chapter}"
        section = section if house.sections_run_on else itertools.count(1)
        for part in parts:
            yield f"（{_HAN[next(section)]}）{part.title}"
            item = item if house.items_run_on else itertools.count(1)
            for one in part.items:
                yield from _item_lines(one, next(item), house)


def _item_lines(item: Item, number: int, house: House) -> Iterator[str]:
    text = "".join(f"{measure}。" for measure in item.measures)
    if item.target is not None:
        text += f"到2030年，{item.target[0]}达到{item.target[1]}%以上。"
    if item.due is not None:
        text += f"{item.due[0]}年底前完成{item.due[1]}验收。"
    lead, *others = item.bodies
    bodies = f"（{lead}牵头，{'、'.join(others)}配合）" if item.led else f"（{'、'.join(item.bodies)}负责）"
    if house.wide:
        text = text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%"})
    mark = "．" if house.wide else "."
    if house.run_in:
        yield f"{number}{mark}{item.title}。{text}{bodies}"
    else:
        yield from (f"{number}{mark}{item.title}", text + bodies)


@st.composite
def made_plans(draw: st.DrawFn) -> Made:
    """Plans of two chapters with two sections each, of two or three items each."""
    random = Random(draw(st.integers(0, 10**6)))
    words = random.sample(_THINGS, len(_THINGS))
    goals = random.sample(_GOALS, len(_GOALS))
    chapters = []
    for title in ("保护民俗场所", "传承民俗技艺"):
        parts = [Part(f"{random.choice(_VERBS)}{words.pop()}", tuple(_item(random, words, goals) for _ in range(random.randint(2, 3)))) for _ in range(2)]
        chapters.append((title, tuple(parts)))
    return Made(tuple(chapters), tuple(words))


def _item(random: Random, words: list[str], goals: list[str]) -> Item:
    measures = (*(_measure(random, words) for _ in range(random.randint(1, 2))), f"每季度举办{random.choice(_HAN[2:9])}场{words.pop()}展览")
    target = (words.pop() + goals.pop(), random.randint(20, 89)) if goals and random.random() < 0.5 else None
    due = (random.randint(2027, 2028), words.pop()) if random.random() < 0.4 else None
    return Item(f"{random.choice(_VERBS)}{random.choice(_PLACES)}{words.pop()}", measures, target, tuple(random.sample(_BODIES, random.randint(2, 4))), due)


def _measure(random: Random, words: list[str]) -> str:
    return f"{random.choice(_VERBS)}{random.choice(_PLACES)}{words.pop()}和{words.pop()}"


def side_of(text: str) -> Side:
    """A text as a plan to compare."""
    return side("plan.txt", read(Source(text)))
