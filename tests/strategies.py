"""Plans made up from a small vocabulary, and the house styles to print them in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex
from hypothesis import strategies as st

from planlint.engine import lint
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.aims import aims
from planlint.findings.diagnostic import Diagnostic, Severity
from planlint.rulebook.store import load_rules
from planlint.settings.selection import selected_rules
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source

RULES = selected_rules(load_rules(cached=False))

_CITIES = ("青禾县", "云溪市", "临江市", "松岭县")
_SUBJECTS = ("便民服务圈建设", "社区食堂建设", "老旧小区改造", "乡村驿站建设")
_GENRES = ("实施方案", "工作方案", "行动方案", "行动计划")
_PERIODS = ("", "（2025—2027年）", "（2026—2028年）")
_BASES = (
    "落实《便民服务圈建设指导意见》",
    "贯彻省人民政府关于社区服务的决策部署和《社区服务提升意见（试行）》要求",
    "落实《关于改善人居环境的意见》（青政发〔2023〕5号）精神",
)
_VERBS = ("改造", "新建", "扩建", "管好", "用好", "清查", "修缮", "共享", "巡查", "评估", "盘活")
_THINGS = (
    *("社区食堂", "送餐站点", "便民驿站", "健身步道", "口袋公园", "老旧电梯", "公共厕所", "停车泊位", "河岸绿道", "菜市场"),
    *("图书室", "雨水管道", "路灯", "充电车棚", "“一刻钟”便民圈", "托育点", "农家书屋", "文化广场", "垃圾分类亭"),
    *("消防通道", "村级客运站", "灌溉沟渠（含支渠）", "乡镇卫生室"),
)
_QUANTITIES = {3: "20处", 5: "不少于1.5万平方米", 8: "（每年不少于2次）", 10: "1,200个", 11: "并纳入年度为民办实事清单", 13: "比例不低于95%", 15: "3—5家"}
_TITLE_VERBS = ("补齐", "做优", "点亮", "激活", "守护")
_TITLE_THINGS = ("社区食堂短板", "送餐服务", "邻里空间", "街巷风貌", "家门口的好去处", "银发生活", "夜间经济", "乡村记忆", "清洁水岸", "平安出行", "书香角落")
_TASK_CHAPTERS = ("改善居住环境", "织密服务网点", "培育社区力量", "守牢安全底线")
_OPENINGS = ("总体要求", "总体思路")
_CLOSINGS = ("保障措施", "组织实施", "工作保障")
_CLOSING_SECTIONS = ("加强组织领导", "落实资金支持", "做好宣传引导", "严格督导检查")
_AGENCIES = ("民政局", "商务局", "财政局", "教育局", "卫生健康委", "市场监管局", "住房城乡建设局", "农业农村局", "交通运输局")
_HAN = "零一二三四五六七八九十"

OPENING, TASKS, CLOSING = "opening", "tasks", "closing"


class Style(NamedTuple):
    """How a house prints its plans. `item_mark` is what stands behind 1, None where items bear no number.

    `lists` holds what comes before and behind the agencies of a list; one that no bracket opens is a paragraph of its own.
    """

    continuous: bool = False
    item_mark: str | None = "."
    run_in: bool = False
    blank_lines: bool = False
    indented: bool = False
    lists: tuple[str, str] = ("（", "负责）")
    line_end: str = "\n"


class Entry(NamedTuple):
    """A section or item: its title, its text, what is below it, and who answers for it."""

    title: str
    text: str = ""
    below: tuple[Entry, ...] = ()
    agencies: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """A chapter of sections; `role` is one of OPENING, TASKS and CLOSING."""

    title: str
    role: str
    sections: tuple[Entry, ...]


class Draft(NamedTuple):
    """A plan before it is printed; the document number below the title and the signature at the end may be absent."""

    title: str
    preamble: str
    chapters: tuple[Chapter, ...]
    number: str = ""
    signature: tuple[str, ...] = ()


class Row(NamedTuple):
    """One paragraph of a printed plan. Level and value are 0 where it bears no number; `role` is that of its chapter."""

    level: int = 0
    value: int = 0
    title: str = ""
    text: str = ""
    agencies: tuple[str, ...] = ()
    role: str = ""

    def spelt(self, style: Style) -> str:
        """The paragraph as the house prints it, without indent."""
        if not self.level:
            return self.title + self.text + self._list(style)
        number = (f"{han(self.value)}、", f"（{han(self.value)}）", f"{self.value}{style.item_mark}")[self.level - 1]
        return number + self.title + ("。" if self.text else "") + self.text + self._list(style)

    def _list(self, style: Style) -> str:
        before, behind = style.lists
        return before + "、".join(self.agencies) + behind if self.agencies else ""


class Printed(NamedTuple):
    """A plan in a house style, one row a paragraph."""

    rows: tuple[Row, ...]
    style: Style

    @property
    def text(self) -> str:
        """The whole text."""
        return self.spelt([self.row_text(at) for at in range(len(self.rows))])

    @property
    def outline(self) -> list[tuple[int, int, str]]:
        """Level, value and title of all that bears a number, in order."""
        return [(row.level, row.value, row.title) for row in self.rows if row.level]

    @property
    def agencies(self) -> list[tuple[str, ...]]:
        """The agency lists, in order."""
        return [row.agencies for row in self.rows if row.agencies]

    def spelt(self, paragraphs: list[str]) -> str:
        """Paragraphs with the line ends of the house."""
        end = self.style.line_end
        return (end * 2 if self.style.blank_lines else end).join(paragraphs) + end

    def row_text(self, at: int) -> str:
        """The row as printed, with its indent."""
        return ("\u3000\u3000" if at and self.style.indented else "") + self.rows[at].spelt(self.style)

    def line(self, at: int) -> int:
        """The line, from 1, in which the row stands."""
        return 2 * at + 1 if self.style.blank_lines else at + 1

    def with_row(self, at: int, row: Row) -> Printed:
        """The plan with another row in the place of one."""
        return self._replace(rows=(*self.rows[:at], row, *self.rows[at + 1 :]))

    def without_row(self, at: int) -> Printed:
        """The plan without one of its rows."""
        return self._replace(rows=self.rows[:at] + self.rows[at + 1 :])

    def at(self, *, level: int | None = None, role: str | None = None, text: bool = False, agencies: bool = False) -> list[int]:
        """The indices of the rows of a level or role, with text or agencies."""
        return [
            at
            for at, row in enumerate(self.rows)
            if level in (None, row.level) and role in (None, row.role) and (row.text or not text) and (row.agencies or not agencies)
        ]


def han(value: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones or not tens else "")


def rows(draft: Draft, style: Style) -> Iterator[Row]:
    """The paragraphs of a plan."""
    yield Row(title=draft.title)
    if draft.number:
        yield Row(title=draft.number)
    yield Row(text=draft.preamble)
    counted = 0
    for number, chapter in enumerate(draft.chapters, 1):
        yield Row(1, number, chapter.title, role=chapter.role)
        counted = counted if style.continuous else 0
        for section in chapter.sections:
            counted += 1
            yield from _entry_rows(section, 2, counted, chapter.role, style)
    for line in draft.signature:
        yield Row(title=line)


def _entry_rows(entry: Entry, level: int, value: int, role: str, style: Style) -> Iterator[Row]:
    agencies = entry.agencies if style.lists[0].startswith("（") else ()
    if level == 3 and style.item_mark is None:
        yield Row(0, 0, "", f"{entry.title}。{entry.text}", agencies, role)
    elif style.run_in:
        yield Row(level, value, entry.title, entry.text, agencies, role)
    else:
        yield Row(level, value, entry.title, role=role)
        if not entry.below:
            yield Row(0, 0, "", entry.text, agencies, role)
    if agencies != entry.agencies:
        yield Row(agencies=entry.agencies, role=role)
    for number, item in enumerate(entry.below, 1):
        yield from _entry_rows(item, 3, number, role, style)


def printed(draft: Draft, style: Style) -> Printed:
    """A plan in a house style."""
    return Printed(tuple(rows(draft, style)), style)


def styles(*, run_in: bool | None = None, line_end: str | None = None) -> st.SearchStrategy[Style]:
    """Any house style, or one with some of its habits given."""
    return st.builds(
        Style,
        continuous=st.booleans(),
        item_mark=st.sampled_from([".", "．", None]),
        run_in=st.booleans() if run_in is None else st.just(run_in),
        blank_lines=st.booleans(),
        indented=st.booleans(),
        lists=st.sampled_from([("（", "负责）"), ("（", "按职责分工负责）"), ("（责任单位：", "）"), ("责任单位：", "")]),
        line_end=st.sampled_from(["\n", "\r\n"]) if line_end is None else st.just(line_end),
    )


@st.composite
def drafts(draw: st.DrawFn, *, least_tasks: int = 4, listed: bool | None = None) -> Draft:
    """A plan without a fault. `least_tasks` is how many sections hand out tasks; `listed` tells whether they name agencies."""
    words = _Words(draw(st.integers(0, 252)), draw(st.sampled_from([1, 12, 59, 101])))
    city, period = draw(st.sampled_from(_CITIES)), draw(st.sampled_from(_PERIODS))
    title = f"{city}{draw(st.sampled_from(_SUBJECTS))}{draw(st.sampled_from(_GENRES))}{period}"
    preamble = f"为{draw(st.sampled_from(_BASES))}，{words.clause()}，结合{city}实际，制定本方案。"
    shape = draw(_shapes(least_tasks))
    bodies = _agencies_of(city) if listed or (listed is None and draw(st.booleans())) else ()
    chapters = [_opening(draw, words, int(period[6:10]) if period else draw(st.integers(2026, 2030)))]
    names = draw(st.permutations(_TASK_CHAPTERS))
    for name, sections in zip(names if len(shape) > 1 else ["重点任务"], shape, strict=False):
        chapters.append(Chapter(name, TASKS, tuple(_section(draw, words, items, bodies) for items in sections)))
    chapters.append(_closing(draw, words))
    number = f"{city[0]}政办发〔2025〕{draw(st.integers(1, 120))}号" if draw(st.booleans()) else ""
    signature = (f"{city}人民政府办公室", f"2025年{draw(st.integers(1, 12))}月{draw(st.integers(1, 28))}日") if draw(st.booleans()) else ()
    return Draft(title, preamble, tuple(chapters), number, signature)


@st.composite
def plans(draw: st.DrawFn, *, least_tasks: int = 4, listed: bool | None = None, run_in: bool | None = None, line_end: str | None = None) -> Printed:
    """A plan without a fault, printed in some house style."""
    return printed(draw(drafts(least_tasks=least_tasks, listed=listed)), draw(styles(run_in=run_in, line_end=line_end)))


class _Words:
    """Clauses and titles, each given out once: `step` shares no factor with their numbers."""

    def __init__(self, start: int, step: int) -> None:
        pairs = [verb + thing + _QUANTITIES.get(at % 17, "") for at, (thing, verb) in enumerate(itertools.product(_THINGS, _VERBS))]
        self._clauses = itertools.cycle(pairs[(start + step * at) % len(pairs)] for at in range(len(pairs)))
        titles = [verb + thing for verb in _TITLE_VERBS for thing in _TITLE_THINGS]
        self._titles = itertools.cycle(titles[(start + step * at) % len(titles)] for at in range(len(titles)))

    def clause(self) -> str:
        return next(self._clauses)

    def sentence(self, clauses: int) -> str:
        return "，".join(self.clause() for _ in range(clauses)) + "。"

    def title(self) -> str:
        return next(self._titles)


def _shapes(least: int) -> st.SearchStrategy[list[list[int]]]:
    """For each chapter of tasks the number of items in each of its sections."""
    sections = st.lists(st.sampled_from([0, 0, 2, 3]), min_size=2, max_size=4)
    return st.lists(sections, min_size=1, max_size=3).filter(lambda shape: sum(map(len, shape)) >= least)


def _text(draw: st.DrawFn, words: _Words) -> str:
    return "".join(words.sentence(clauses) for clauses in draw(st.lists(st.integers(2, 4), min_size=1, max_size=3)))


def _agencies_of(city: str) -> tuple[str, ...]:
    return tuple(city[-1] + body for body in _AGENCIES)


def _some(draw: st.DrawFn, bodies: tuple[str, ...]) -> tuple[str, ...]:
    if not bodies:
        return ()
    first, count = draw(st.integers(0, len(bodies) - 1)), draw(st.integers(1, 4))
    return tuple((bodies + bodies)[first : first + count])


def _section(draw: st.DrawFn, words: _Words, items: int, bodies: tuple[str, ...]) -> Entry:
    title = words.title()
    if not items:
        return Entry(title, _text(draw, words), (), _some(draw, bodies))
    below = tuple(Entry(words.title(), _text(draw, words), (), _some(draw, bodies)) for _ in range(items))
    return Entry(title, words.sentence(2), below)


def _opening(draw: st.DrawFn, words: _Words, year: int) -> Chapter:
    share = draw(st.integers(60, 98))
    goal = f"到{year}年，{words.clause()}{draw(st.integers(2, 90))}处，{words.clause()}，群众满意率达到{share}%以上。"
    sections = [Entry("指导思想", _text(draw, words)), Entry("工作目标", goal + words.sentence(2))]
    if draw(st.booleans()):
        sections.insert(1, Entry("基本原则", _text(draw, words)))
    return Chapter(draw(st.sampled_from(_OPENINGS)), OPENING, tuple(sections))


def _closing(draw: st.DrawFn, words: _Words) -> Chapter:
    titles = draw(st.permutations(_CLOSING_SECTIONS))[: draw(st.integers(2, 4))]
    return Chapter(draw(st.sampled_from(_CLOSINGS)), CLOSING, tuple(Entry(title, _text(draw, words)) for title in titles))


_INSIDE = regex.compile(r"(?<=[\p{Han}\d])(?=[\p{Han}\d、，。．])")

_SOUP = (
    *("一、", "（一）", "(一)", "二、", "1.", "1．", "2.", "（1）", "①", "1.1 ", "第一章", "第二条", "专栏1", "附件1", "附件：", "目 录", "——"),
    *("《", "》", "“", "”", "（", "）", "(", ")", "〔", "〕", '"', "，", "。", "；", "：", "、", ",", ":", "……", "..."),
    *("@@", "##", "▁", "\ufffd", "\u200b", "\ufeff", "&nbsp;", "<br>", "**", "```", "|", "\t", "\u3000", " ", "\x00", "⼯", "\uf02b", "é\u0301", "\U00020000"),
    *("\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "— 3 —", "第3页", "××市", "20XX年"),
    *("实施方案", "关于印发", "的通知", "总体要求", "重点任务", "保障措施", "责任单位：", "市民政局", "负责", "牵头", "各县（区）人民政府："),
    *("到2027年", "2025—2027年", "2月30日", "“十四五”", "〔2023〕5号", "[2023]5号", "3", "95%", "一是", "三是", "坚持统筹推进", "and"),
)


def soups(*, longest: int = 60) -> st.SearchStrategy[str]:
    """Words and marks of plans in no order at all."""
    return st.lists(st.sampled_from(_SOUP), max_size=longest).map("".join)


@st.composite
def scrambles(draw: st.DrawFn) -> str:
    """A plan cut into pieces at any place, some pieces lost, doubled or moved."""
    text = draw(plans()).text
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[start:stop] for start, stop in itertools.pairwise([0, *cuts, len(text)])]
    return "".join(draw(st.lists(st.sampled_from(pieces), max_size=2 * len(pieces))))


def places() -> st.SearchStrategy[list[int]]:
    """Where to put faults in, for `put_in`."""
    return st.lists(st.integers(0, 10_000), min_size=1, max_size=8)


def put_in(text: str, at: list[int], faults: Sequence[str]) -> str:
    """The text with faults put in between two characters of words and numbers, in turn; `at` chooses among these places."""
    inside = [m.start() for m in _INSIDE.finditer(text)]
    for place, fault in sorted(zip({inside[one % len(inside)] for one in at}, itertools.cycle(faults)), reverse=True):
        text = text[:place] + fault + text[place:]
    return text


def texts() -> st.SearchStrategy[str]:
    """Any text at all, and texts that look like plans."""
    return st.text(max_size=80) | soups() | scrambles()


def plan_of(text: str) -> Plan:
    """The tree of a text."""
    return read(Source(text))


def diagnostics(text: str) -> list[Diagnostic]:
    """What the rules that are on by default say of a text."""
    return lint(plan_of(text), RULES, path="plan.txt").diagnostics


def errors_and_warnings(text: str) -> list[tuple[str, int]]:
    """Code and line of each error and warning."""
    source = Source(text)
    return [(found.code, source.position(found.span.start).line) for found in diagnostics(text) if found.severity >= Severity.WARNING]


def outline_of(plan: Plan) -> list[tuple[int, int, str]]:
    """Level, value and title of each numbered heading, in order."""
    return [(node.level, node.ordinal.value, node.title) for node in plan.nodes if node.ordinal is not None]


def agencies_of(plan: Plan) -> list[tuple[str, ...]]:
    """The names in each agency list, in order."""
    return [tuple(body.name for body in found.bodies) for found in plan.fact(agency_lists)]


def target_years_of(plan: Plan) -> list[int]:
    """The years that the plan aims at, in order."""
    return [aim.year for aim in plan.fact(aims)]


def numbers_of(plan: Plan) -> list[tuple[int, str, int]]:
    """Level, family and value of each number, in order."""
    return [(node.level, node.ordinal.family.value, node.ordinal.value) for node in plan.nodes if node.ordinal is not None]
