"""What a plan wants to reach: targets with their time, indicator and value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

import regex

from planlint import data
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.asides import without_asides
from planlint.facts.document import document, plan_year, year_of
from planlint.facts.retrospect import in_retrospect
from planlint.patterns import compiled
from planlint.phrases.boundaries import parts_words
from planlint.phrases.clauses import clause_start, looks_back, sentence_start
from planlint.phrases.figures import plain_figures
from planlint.phrases.horizons import Horizon, horizons_in, within_year
from planlint.phrases.indicators import shared_out, trimmed
from planlint.phrases.quantities import Quantity, number, quantities_in
from planlint.phrases.words import is_word
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_SENTENCE = compiled(r"[^。！？\r\n]+[。！？]?")
_CLAUSE = compiled(r"[^，；：,;:。！？]+")
_TOLD = compiled(r"截[至止到][ ]?$")
_JOINTS = frozenset(("、", "和", "及", "与", "以及", "，和", "——"))
_ENDS = compiled(r"[ ]?(?:$|[，。；、：！,;.．｡）)”○]|并|且|和|及|与|以及|(?:的)?(?:目标|要求|任务){1,2}(?=[，。；、,;]|$))")
_THINGS = compiled(
    r"[ ]?(?P<noun>(?!的)[^，。；、：！（(○\d](?:[^，。；、：！（(\d]{0,38}[^，。；、：！（(○\d])?)(?=$|[，。；、：！（(]|○+(?:$|[，。；])|(?:和|以及|及|与)[ ]?\d)"
)
_THINGS_ON = compiled(r"(?:、[^，。；、：！\d○]{2,24}){1,4}(?=$|[，。；])")
_DOING = compiled(r"(?:开展|进行|参与|纳入)")
_NEXT = compiled(r"[ ]?(?:、|和|以及|及|与|，)[ ]?$")
_NEXT_THING = compiled(r"[ ]?(?:、|和|以及|及|与)[ ]?(?P<noun>[^，。；：、\d]{2,24}?)(?:达到|达|超过|突破|不少于|不低于|约|近)?[ ]?$")
_AMOUNT_OF = compiled(r"(?:推动|推进|完成|实施|开展|选择|组织)[ ]?$")
_OF_THINGS = compiled(r"[ ]?(?:的)?(?P<noun>[^，。；、：！（(○\d]{2,30})(?=$|[，。；])")
_AROUND = compiled(r"[ ]?(?:紧?紧?围绕|锚定|紧扣|瞄准|聚焦|对标|对照|按照|根据|立足|着眼|面向|为)")
_OF_ALL = compiled(r"占(?P<whole>[^，。；占]{2,24})$")
_BARE = compiled(r"(?P<figure>\d+(?:\.\d+)?)(?P<bound>[ ]?(?:以上|以下|以内|左右))?(?=[ ]?(?:$|[，。；、]))")
_OF_PEERS = compiled(r"同比")
_AMONG = compiled(r"其中")
_PLACES = ("市", "县", "区", "省", "州", "旗", "城市", "地区", "区域", "流域", "农村", "乡镇", "园区")
_SHARE = compiled(
    r"[ ]?(?:的)?(?P<noun>[^，。；、：]{2,30}?)(?:要|应|全部|全面|都|均|基本)?(?:达到|达标|建成|得到|完成|实现|满足|符合|配备|创建|进行|成为|实施|执行|通过|开展)"
)
_FIGURE_BEHIND = compiled(r"(?:到|至)?[ ]?(?:约|近)?\d")
_SHARE_OF_MANY = compiled(r"[ ]?(?:的)?(?P<noun>[^，。；、：\d]{1,16}?)[、和及与][ ]?\d")
_MEASURE = compiled(
    r"(?:率|占比|比例|比重|水平|范围|面积|产值|收入|能力|规模|总量|容量|数量|产量|强度|能耗|增速|增幅|里程|储量|蓄积量|寿命|数|企业)[ ]?(?:力争|分别|均)?[ ]?$"
)
_SET_BY_OTHERS = compiled(
    r"(?P<how>达到|完成|大于|高于|低于|小于|优于|不低于|不高于|控制在|符合|落实)(?:或超过)?"
    r"(?P<value>(?:国家|省|市|全国|全社会|全省|全市|上级|本市|本省|我省|我市|部)[^，。；、]{0,14}?(?:目标任务|目标|任务|要求|幅度|指标|水平|标准)(?:以内|以下|以上)?)(?=[，。；、]|$)"
)
_PEAK = compiled(r"(?:如期)?(?:实现|达到|达|迈过)?(?:碳)?(?:达峰|峰值|碳中和)(?:目标)?[ ]?(?=[，。；]|$)")
_AIDING = compiled(r"(?:助力|推进|推动|支撑|为|保障|服务|如期)+$")
_TREND = compiled(
    r"(?:明显|显著|大幅度?|稳步|持续|进一步|逐步|有效|不断|较大|普遍|基本|初步|全面|广泛|更加|取得|得到|全部|总体)[\p{Han}]{0,6}?"
    r"(?P<verb>提升|提高|上升|增长|增加|增强|优化|改善|下降|降低|减少|完善|健全|形成|建立|建成|实现|进展|成效|突破|完成|应用|普及|推行|推进|深入|扩大|控制|好转|协调|消除|稳定)"
)
_ACHIEVED = compiled(
    r"形成|建立|建成|打造|创建|实现|完成|取得|突破|基本|达到|成为|培育|推广|推动|推进|深化|完善|提高|提升|优化|增强|全覆盖|淘汰|消除|构建|研发|应用|制定|投产"
)
_NO_COUNT = compiled(r"“[^”]*$|第[\p{Han}\d]+批|首批|上述|以上|等$|[这该前]$")
_PART = compiled(r"(?:达到|占到|占|达|为)(?P<whole>[^，。；]{2,30})的[ ]?$")
_DONE = compiled(r"(?:累计|力争|确保|○)*(?:完成|实施|开展)")
_EACH_YEAR = compiled(r"每年|年均")
_COMPARATORS = {"达到": "=", "完成": "=", "大于": ">", "高于": ">", "低于": "<", "小于": "<", "优于": ">", "不低于": ">=", "不高于": "<="}
_FALLING = frozenset(("下降", "降低", "减少"))
_RISING = frozenset(("提升", "提高", "上升", "增长", "增加", "增强", "扩大"))
_CONDITION = compiled(r"(?:基础上|前提下|同时)$")
_LIGHT = frozenset("为在")
_WHOLE_NAMES = frozenset("煤油气水电盐粮")
_LIGHT_WORDS = frozenset(("为", "在", "实现"))
_RATIO = compiled(r"(?:率|比|系数|指数|效率|值|数|PUE|因子)[ ]?(?:平均|普遍|均|应|要|需)?[ ]?$")
_NEAR = 6
_SPELLED = frozenset("百千万亿")
_NEED_A_TIME = frozenset(("为", "在", "实现", "约", "约为", "大约", "接近", "超", "突破"))


class Purpose(StrEnum):
    """What a figure is for: what is to be reached, where it starts from, what was reached, what bounds something, what is paid."""

    TARGET = "target"
    BASELINE = "baseline"
    ACHIEVED = "achieved"
    THRESHOLD = "threshold"
    INVESTMENT = "investment"


class Target(Record):
    """One target as the text sets it.

    `span` is the stretch of the view that carries the value with its indicator, `indicator_span` and `value_span` the two alone.
    `year` is the year by which, None when the text names none; `period` the five-year plan it names instead (十四五); `year_span` the
    place of the two. `base_year` is the year it is measured from, at `base_span`.
    `indicator` is what is measured, without the words around it; `elided` tells that it is said elsewhere or shared with others,
    `scoped` that words before the verb narrow it to a part (各县新建驿站20座).
    `comparator` is one of = >= <= > < ~ before qualitative; `change` is increase, decrease or None. `rising` tells whether the verb
    goes up (提升至), None when it does not tell.
    `value` is a number, a text for ranges (10—15) and for targets set by others (国家下达目标), or None; `unit` is as written.
    `purpose` is always that of a target in what `targets` finds.
    """

    span: Span
    indicator_span: Span
    value_span: Span
    year_span: Span | None
    base_span: Span | None
    year: int | None
    period: str | None
    base_year: int | None
    indicator: str
    elided: bool
    scoped: bool
    comparator: str
    change: str | None
    rising: bool | None
    value: int | float | str | None
    unit: str | None
    purpose: Purpose = Purpose.TARGET

    @property
    def bounds(self) -> tuple[int | float | None, int | float | None]:
        """The least and the greatest value that meet the target; None where it sets no such bound, or sets a value by reference or in words."""
        value = self.value
        if isinstance(value, str):
            low, mark, high = value.partition("—")
            return (number(low), number(high)) if mark and low.replace(".", "").isdigit() and high.replace(".", "").isdigit() else (None, None)
        if value is None or self.comparator == "before":
            return None, None if value is None else value
        return None if self.comparator[0] == "<" else value, None if self.comparator[0] == ">" else value


def is_quota(text: str, clause: Span, unit: str | None) -> bool:
    """Whether a figure in a clause is money to be given or raised: 给予50万元奖励, 总投资60亿元, 不超过贷款额的5%给予补助."""
    if unit is None or not (unit.endswith("元") or unit[0] in "%％"):
        return False
    given, raised = _money()
    return given.search(text, clause.start, clause.stop) is not None or (unit.endswith("元") and raised.search(text, clause.start, clause.stop) is not None)


@cache
def _money() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    known = data.load("quantities")["money"]
    return compiled("|".join(known["given"])), compiled("|".join(known["raised"]))


def targets(plan: Plan) -> list[Target]:
    """The targets of a plan, in order.

    Figures in agency lists, cited titles and brackets are none, nor are thresholds (5000吨以上的单位) and what tells of the past.
    """
    text = plan.fact(without_asides)
    lists = {found.node.index if found.node else -1: found.span for found in plan.fact(agency_lists) if found.detached}
    apart = {span.start for span in lists.values()}
    issued = first_year(plan)
    year = _year_of_title(plan)
    found: list[Target] = []
    ahead: dict[int, Horizon | None] = {}
    for leaf in plan.leaves:
        if leaf.kind not in (Kind.HEAD, Kind.PARAGRAPH, Kind.BOX) or leaf.content.start in apart:
            continue
        goals = next((node for node in leaf.ancestors() if node.role == "goals"), None)
        if not in_retrospect(plan, leaf):
            time = _time_of_heading(leaf) or (ahead.get(goals.index) if goals is not None else None)
            paragraph = _Paragraph(plan.text, text, _body(leaf), issued, time, year, in_goals=goals is not None)
            found += paragraph.targets()
            if goals is not None:
                ahead[goals.index] = paragraph.time
    return [target for target in found if not _is_paid(text, target)]


def _is_paid(text: str, target: Target) -> bool:
    """Whether what was read as a target is money given, or raised at no set time."""
    start = clause_start(text, target.value_span.start)
    stop = min((at for mark in "，。；：\n" if (at := text.find(mark, target.value_span.stop)) >= 0), default=len(text))
    if target.year is not None and target.unit is not None and target.unit.endswith("元") and _money()[0].search(text, start, stop) is None:
        return False
    return is_quota(text, Span(start, stop), target.unit)


def _year_of_title(plan: Plan) -> int | None:
    """The year of a plan for one year, which its title names."""
    facts = plan.fact(document)
    return plan_year(plan) if facts.title is not None and facts.period is None and str(plan_year(plan)) in plain_figures(facts.title) else None


def first_year(plan: Plan) -> int | None:
    """The year before which things are past: that of issue, else the first one of the period that the plan is for."""
    issued = year_of(plan)
    return issued if issued is not None else _since(plan)


def _since(plan: Plan) -> int | None:
    """The first year of the five-year plan in which the goals of a plan without a date lie: what another period before it reached is past."""
    text = plan.text
    years = [
        time.years[0]
        for leaf in plan.leaves
        if any(node.role in ("goals", "overall") for node in leaf.ancestors())
        for time in horizons_in(text, leaf.content)
        if not time.base
    ]
    periods: dict[str, list[int]] = data.load("periods")
    return next((first for first, last in periods.values() if years and first <= min(years) <= last), None)


def _body(leaf: Node) -> Span:
    heading = leaf.parent
    if leaf.kind is Kind.HEAD and heading is not None and heading.ordinal is not None:
        return Span(min(max(leaf.content.start, heading.ordinal.span.stop), leaf.content.stop), leaf.content.stop)
    return leaf.content


def _time_of_heading(leaf: Node) -> Horizon | None:
    """The time that the nearest heading above names, for all that stands below it."""
    for node in leaf.ancestors():
        if node.ordinal is not None and "年" in node.title and (named := [time for time in horizons_in(node.title, Span(0, len(node.title))) if not time.base]):
            shift = node.title_span.start
            return named[-1]._replace(span=Span(shift, shift), digits=Span(named[-1].digits.start + shift, named[-1].digits.stop + shift))
    return None


class _Verb(Record):
    """What the words before a figure say of it; `start` is where they begin."""

    start: int
    word: str
    comparator: str
    change: str | None
    rising: bool | None
    scoped: bool = False


class _Row(Record):
    """A target that others may go on from: the clause it stands in, where its value ends, and whether its noun is behind the value, up to `noun_stop`."""

    clause: int
    stop: int
    behind: bool
    noun_stop: int
    verb: _Verb


class _Words(Record):
    begins: regex.Pattern[str]
    verb: regex.Pattern[str]
    meanings: dict[str, tuple[str, str | None, bool | None]]
    deed: regex.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    known = data.load("quantities")
    meanings: dict[str, tuple[str, str | None, bool | None]] = {}
    for comparator, words in known["levels"].items():
        for word in words:
            rising = None if word[-1] not in "到至" or word == "稳定达到" or word == "达到" else word[0] in "提增上升扩"
            meanings[word] = (comparator, None, rising)
    meanings |= dict.fromkeys(known["increase"], ("=", "increase", True))
    meanings |= dict.fromkeys(known["decrease"], ("=", "decrease", False))
    verbs = "|".join(map(regex.escape, sorted(meanings, key=lambda word: (-len(word), word))))
    deeds = "|".join(sorted(known["deeds"], key=lambda word: (-len(word), word)))
    return _Words(
        compiled(rf"(?:{deeds}|{verbs})"),
        compiled(rf"(?P<verb>{verbs})[ ]?(?:了|约|近|至少)?[ ]?$"),
        meanings,
        compiled(
            rf"(?P<deed>{deeds})(?:不少于|不低于|达到|超过|达|约|近|至少|和|及|、|出)*(?P<object>[^，。；：]{{0,16}}?)(?:达到|达|超过|突破|不少于|不低于)?[ ]?$"
        ),
    )


class _Paragraph:
    """Reads one paragraph: its times and figures, sentence by sentence and clause by clause."""

    def __init__(self, written: str, text: str, body: Span, issued: int | None, time: Horizon | None, year: int | None, *, in_goals: bool) -> None:
        self._year = year
        self._written = written
        self._text = text
        self._body = body
        self._issued = issued
        self._in_goals = in_goals
        self._found: list[Target] = []
        self._above = time
        self._time = time
        self._counts = False
        self._told = False
        self._row: _Row | None = None
        self._whole = ""

    def targets(self) -> list[Target]:
        """The targets of the paragraph, in order."""
        text, body = self._text, self._body
        every_time, every_figure = horizons_in(text, body), sorted([*quantities_in(text, body), *self._bare()])
        if self._year is not None:
            every_time = sorted([*every_time, *within_year(text, body, self._year)])
        if not every_time and not every_figure and not (self._time and self._in_goals):
            return self._found
        for m in _SENTENCE.finditer(text, body.start, body.stop):
            sentence = Span(*m.span())
            before = len(self._found)
            times, figures = _within(every_time, sentence), _within(every_figure, sentence)
            if times or figures or (self._time and self._in_goals):
                self._read(sentence, times, figures)
            if len(self._found) == before and not any(not time.base for time in times) and not self._in_goals:
                self._time = self._above
        return self._found

    @property
    def time(self) -> Horizon | None:
        """The time that governs what follows the paragraph in its chapter."""
        return self._time

    def _bare(self) -> Iterator[Quantity]:
        """The figures without a unit behind a verb that takes one to a level: 电能利用效率不高于1.3; years are none."""
        text, body = self._text, self._body
        for m in _BARE.finditer(text, body.start, body.stop):
            verb = self._verb(Span(body.start, m.start()))
            if verb is None or verb.word in _LIGHT_WORDS or text[m.start() - 1].isdigit() or (m["figure"].isdigit() and len(m["figure"]) == 4):
                continue
            if _RATIO.search(text, body.start, verb.start) is not None:
                bound = next((sign for word, sign in (("以上", ">="), ("以下", "<="), ("以内", "<="), ("左右", "~")) if word in (m["bound"] or "")), None)
                yield Quantity(Span(*m.span()), Span(*m.span("figure")), number(m["figure"]), None, bound, False)

    def _read(self, sentence: Span, times: Sequence[Horizon], figures: Sequence[Quantity]) -> None:
        self._counts = False
        self._told = False
        self._whole = ""
        fresh = False
        for m in _CLAUSE.finditer(self._text, sentence.start, sentence.stop):
            clause = Span(*m.span())
            own = _within(times, clause)
            ahead = [time for time in own if not time.base]
            fresh = fresh or bool(ahead)
            before = len(self._found)
            self._figures(clause, own, _within(figures, clause))
            if ahead:
                self._time = ahead[-1]
                self._told = _TOLD.search(self._text, max(ahead[-1].span.start - 4, 0), ahead[-1].span.start) is not None
            if len(self._found) == before and not self._told and self._time is not None and self._is_ahead(self._time):
                told = self._without_figures(clause, own, first=fresh)
                if told is not None:
                    self._found.append(told)
                fresh = fresh and told is None and not trimmed(self._text, self._outside(clause, own)).length
            elif len(self._found) > before:
                fresh = False

    def _is_ahead(self, time: Horizon) -> bool:
        return self._issued is None or time.years[-1] >= self._issued

    def _row_of(self, clause: Span, group: Sequence[Quantity], made: Sequence[Target], last: Target) -> _Row:
        """What goes on behind a target: where its value and its noun end."""
        behind = last.indicator_span.start >= group[-1].span.stop
        verb = _Verb(group[0].span.start, "", "=", last.change, last.rising, last.scoped)
        return _Row(clause.start, group[-1].span.stop, behind, last.indicator_span.stop if behind else 0, verb)

    def _is_past(self, clause: Span, own: Sequence[Horizon]) -> bool:
        """Whether a clause tells of the past; 同比 does not where a time ahead of it governs (2027年，能耗同比下降1.2%)."""
        text = self._text
        time = next((found for found in reversed(own) if not found.base), self._time)
        peers = (
            _OF_PEERS.search(text, clause.start, clause.stop)
            if time is not None and (self._issued or self._year) is not None and self._is_ahead(time)
            else None
        )
        if peers is None:
            return looks_back(text, clause.start, clause.stop, "targets")
        return looks_back(text, clause.start, peers.start(), "targets") or looks_back(text, peers.end(), clause.stop, "targets")

    def _figures(self, clause: Span, own: Sequence[Horizon], figures: Sequence[Quantity]) -> None:
        """The targets that a clause sets with figures."""
        if not figures or self._told or self._is_past(clause, own):
            return
        start = clause.start
        for group in _groups(self._text, figures):
            head = Span(start, group[0].span.start)
            before = _within(own, Span(clause.start, head.stop))[-_NEAR:]
            time = next((found for found in reversed(before) if not found.base), self._time)
            if time is not None and not self._is_ahead(time):
                continue
            base = next((found for found in reversed(before) if found.base), None)
            made = self._next_of_row(clause, group, time, base) or self._of_group(head, clause.stop, group, time, base, before)
            if made:
                self._row = self._row_of(clause, group, made, made[-1])
                self._found += made
                start = group[-1].span.stop
            elif self._text.startswith("、", group[-1].span.stop):
                # 其中造林3万亩、育林4万亩: the first figure is no part of the second name
                start = group[-1].span.stop + 1

    def _next_of_row(self, clause: Span, group: Sequence[Quantity], time: Horizon | None, base: Horizon | None) -> list[Target]:
        """The targets that go on with the verb of the one before in their clause: A 50家、B 500个, and 4个A、5个B; empty where there is none."""
        text, last = self._text, group[-1]
        row = self._row
        if row is None or row.clause != clause.start or len(group) > 1 or last.unit is None:
            return []
        between = Span(row.stop, group[0].span.start)
        if row.behind:
            things = _THINGS.match(text, last.span.stop, clause.stop)
            if not last.counted or things is None or (m := _NEXT.search(text, between.start, between.stop)) is None:
                return []
            if row.noun_stop < m.start() and text[row.noun_stop : m.start()].strip():
                return []
            return self._made(self._things(things, clause.stop), group, time, base, row.verb)
        m = _NEXT_THING.fullmatch(text, between.start, between.stop)
        if m is None or _ENDS.match(text, last.span.stop, clause.stop) is None or self._deed(between) is not None or last.unit[0] in "%％":
            return []
        return self._made(Span(*m.span("noun")), group, time, base, row.verb)

    def _things(self, things: regex.Match[str], stop: int) -> Span:
        """What is counted behind a figure, with the members that 、 adds to it: 17个天然气、核电利用项目; a deed behind 、 is another thing."""
        text = self._text
        noun = Span(*things.span("noun"))
        m = _THINGS_ON.match(text, noun.stop, stop)
        if m is not None and not any(_words().begins.match(text, at + 1) for at in range(noun.stop, m.end()) if text[at] == "、"):
            noun = Span(noun.start, m.end())
        return self._done_to(noun)

    def _done_to(self, noun: Span) -> Span:
        """The noun without what its things are to do: 企业开展绿色创建."""
        doing = _DOING.search(self._text, noun.start, noun.stop)
        return Span(noun.start, doing.start()) if doing is not None and doing.start() - noun.start >= 2 else noun

    def _of_group(self, head: Span, stop: int, group: Sequence[Quantity], time: Horizon | None, base: Horizon | None, own: Sequence[Horizon]) -> list[Target]:
        """The targets of one value, or of values strung together; empty when they are none."""
        text, last = self._text, group[-1]
        after = last.span.stop
        ends = _ENDS.match(text, after, stop) is not None
        verb = self._verb(head)
        if last.value in ("翻番", "翻一番", "翻两番"):
            verb = _Verb(head.stop, "", "=", "increase", True)
        counted = any(figure.counted for figure in group)
        if time is None and counted and text[last.figure.start] > "\u2e7f":
            # 十八条措施 names them, as 十大工程 does, where no time is set
            return []
        if text[last.figure.start] in _SPELLED and (time is None or (deed := self._deed(head)) is None or deed["object"]):
            return []
        if ends and last.unit is not None and last.unit[0] in "%％" and (part := _PART.search(text, head.start, head.stop)):
            return self._made(
                self._outside(Span(head.start, part.start()), own), group, time, base, _Verb(part.start(), "", "=", None, None), f"占{part['whole']}比重"
            )
        if (
            ends
            and verb is None
            and last.unit is not None
            and last.unit[0] in "%％"
            and len(group) == 1
            and time is not None
            and _OF_ALL.search(text, head.start, head.stop)
        ):
            return self._made(self._outside(head, own), group, time, base, _Verb(head.stop, "", "=", None, None))
        if verb is not None and verb.change and _DONE.match(text, head.start, head.stop):
            verb = None
        if verb is not None and ends and (time is not None or verb.word not in _NEED_A_TIME) and (not counted or verb.change or verb.rising is not None):
            return self._made(self._outside(Span(head.start, verb.start), own), group, time, base, verb)
        if counted and (things := _THINGS.match(text, after, stop)) and (deed := self._deed(head)):
            self._counts = True
            return self._made(self._things(things, stop), group, time, base, self._done(deed, head, verb, own))
        if ends and (deed := self._deed(head)) is not None and (object_ := trimmed(text, Span(*deed.span("object")))).length >= 2:
            self._counts = True
            object_ = self._outside(object_, own)
            start = deed.start() if deed["deed"] in ("新增", "净增", "新建") else object_.start
            return self._made(Span(start, object_.stop), group, time, base, self._done(deed, head, verb, own))
        if verb is not None and ends and (time is not None or verb.word not in _NEED_A_TIME):
            return self._made(self._outside(Span(head.start, verb.start), own), group, time, base, verb)
        if _EACH_YEAR.search(text, head.start, head.stop) and _AMOUNT_OF.search(text, head.start, head.stop) and (of := _OF_THINGS.match(text, after, stop)):
            return self._made(self._done_to(Span(*of.span("noun"))), group, time, base, _Verb(head.stop, "", "=", None, None))
        if time is None:
            return []
        if last.unit is not None and last.unit[0] in "%％" and not _MEASURE.search(text, head.start, head.stop):
            share = _SHARE.match(text, after, stop)
            if share is not None and _FIGURE_BEHIND.match(text, share.end(), stop):
                # 60%以上的县覆盖率达到70%: the first figure tells of how many, the second what they are to reach
                return []
            share = share or _SHARE_OF_MANY.match(text, after, stop)
            if share is not None:
                return self._made(Span(*share.span("noun")), group, time, base, self._scoped(head, head.stop, verb, own))
        if ends and (_MEASURE.search(text, head.start, head.stop) or (self._counts and counted)):
            return self._made(self._outside(head, own), group, time, base, _Verb(head.stop, "", "=", None, None))
        return []

    def _verb(self, head: Span) -> _Verb | None:
        words = _words()
        m = words.verb.search(self._text, max(head.start, head.stop - 12), head.stop)
        if m is None:
            return None
        start = m.start()
        if m["verb"] in _LIGHT and start > head.start and is_word(self._text[start - 1 : start + 1]) and not parts_words(self._text, start):
            # 成为, 作为 and 定在 are one verb
            start -= 1
        return _Verb(start, m["verb"], *words.meanings[m["verb"]])

    def _done(self, deed: regex.Match[str], head: Span, verb: _Verb | None, own: Sequence[Horizon]) -> _Verb:
        return self._scoped(head, deed.start(), verb, own)

    def _scoped(self, head: Span, stop: int, verb: _Verb | None, own: Sequence[Horizon]) -> _Verb:
        """The verb, with whether the words between the head's start and `stop` narrow what is counted."""
        before = self._outside(Span(head.start, max(head.start, stop)), own)
        return (verb or _Verb(head.stop, "", "=", None, None))._replace(scoped=trimmed(self._text, before).length > 0)

    def _deed(self, head: Span) -> regex.Match[str] | None:
        """The verb whose object the figure counts; 第一批5个领域 and what opens a quotation are counted by none."""
        at = max(head.start, head.stop - 24)
        while found := _words().deed.search(self._text, at, head.stop):
            if parts_words(self._text, found.start("deed")) and parts_words(self._text, found.start("object")):
                return found if not _NO_COUNT.search(found["object"]) else None
            # 建成区 and 发展改革 are no deeds
            at = found.start() + 1
        return None

    def _outside(self, span: Span, own: Sequence[Horizon]) -> Span:
        """The stretch without the times in it: what stands behind the last of them, or before it where nothing does."""
        for time in reversed(_within(own, span)[-_NEAR:]):
            if time.span.start < span.start:
                break
            behind = trimmed(self._text, Span(min(time.span.stop, span.stop), span.stop))
            span = behind if behind.length >= 2 and not time.base else Span(span.start, time.span.start)
        return span

    def _made(self, phrase: Span, group: Sequence[Quantity], time: Horizon | None, base: Horizon | None, verb: _Verb, behind: str = "") -> list[Target]:
        """A target for each value of a group; `behind` completes the indicator's name."""
        text, count = self._text, len(group)
        indicator = trimmed(text, phrase)
        years = time.years if time is not None else ()
        if time is not None and time.first is not None and count == years[-1] - time.first + 1:
            # 2024至2027年分别达到80%、85%、90%、95%
            years = tuple(range(time.first, years[-1] + 1))
        by_year = count == len(years) > 1
        names = shared_out(self._written, indicator, count) if count > 1 and not by_year else None
        elided = count > 1 and not by_year
        if not indicator.length and self._found:
            indicator, elided = self._found[-1].indicator_span, True
            names = [self._found[-1].indicator] * count
        if indicator.length < 2 and indicator.of(text) not in _WHOLE_NAMES:
            return []
        part = self._part_of(indicator, group) if names is None and not behind else ""
        if part:
            behind, elided, verb = part, True, verb._replace(scoped=True)
        clause = clause_start(text, group[0].span.start, self._body.start)
        before = "每年" if _EACH_YEAR.search(text, clause, group[0].span.start) and "每年" not in indicator.of(text) else ""
        unit, bound = group[-1].unit, group[-1].bound
        made: list[Target] = []
        for at, figure in enumerate(group):
            comparator = figure.bound or bound or verb.comparator
            if verb.comparator in (">", "<") and figure.bound is None:
                comparator = verb.comparator
            span = Span(min(indicator.start, figure.span.start) if not at and indicator.start >= self._body.start else figure.span.start, figure.span.stop)
            if indicator.start > figure.span.start:
                span = Span(figure.span.start, indicator.stop)
            made.append(
                Target(
                    span,
                    indicator,
                    figure.span,
                    time.digits if time else None,
                    base.digits if base else None,
                    None if time is None else years[at] if by_year else years[-1],
                    time.period if time else None,
                    base.years[-1] if base else None,
                    before + (names[at] if names else indicator.of(self._written)) + behind,
                    elided or text[indicator.start] == "占",
                    verb.scoped,
                    comparator,
                    verb.change,
                    verb.rising,
                    figure.value,
                    unit if figure.unit is None or (unit or "").startswith(figure.unit) else figure.unit,
                )
            )
        return made

    def _part_of(self, indicator: Span, group: Sequence[Quantity]) -> str:
        """What is measured of a part that 其中 names, as the target before it in the sentence tells: 其中县级市达到95%; empty where it is told."""
        text = self._text
        before = self._found[-1] if self._found else None
        sentence = sentence_start(text, group[0].span.start, self._body.start)
        if before is None or before.span.start < sentence or before.unit != group[-1].unit or before.value is None:
            return ""
        told = data.load("indicators")
        name = indicator.of(text)
        if _AMONG.search(text, before.span.stop, group[0].span.start) is None and not (before.scoped and before.elided and name.endswith(_PLACES)):
            return ""
        ends = (*told["whole"], *told["measures"])
        noun = self._whole or before.indicator
        if name.endswith(ends) or not noun.endswith(ends):
            return ""
        self._whole = noun
        return noun

    def _without_figures(self, clause: Span, own: Sequence[Horizon], *, first: bool) -> Target | None:
        """A target that a clause sets without a figure: by reference, as a peak, as a trend, or as something achieved."""
        text, time = self._text, self._time
        assert time is not None
        if looks_back(text, clause.start, clause.stop, "targets"):
            return None
        body = self._outside(clause, own)
        base = next((found for found in own if found.base), None)
        if m := _SET_BY_OTHERS.search(text, clause.start, clause.stop):
            phrase = trimmed(text, Span(body.start, max(body.start, m.start())))
            return self._worded(clause, base, phrase, Span(*m.span("value")), _COMPARATORS.get(m["how"], "="), m["value"]) if phrase.length else None
        if m := _PEAK.search(text, clause.start, clause.stop):
            if _AROUND.match(text, clause.start, clause.stop):
                return None
            phrase = trimmed(text, Span(clause.start, own[-1].span.start if own else m.start()))
            if not phrase.length and own:
                phrase = trimmed(text, Span(own[-1].span.stop, max(m.start(), own[-1].span.stop)))
            phrase = Span(*m.span()) if _AIDING.search(text, phrase.start, phrase.stop) else phrase
            return self._worded(clause, base, phrase if phrase.length else Span(*m.span()), time.digits, "before", time.years[-1], "年")
        if m := _TREND.search(text, body.start, body.stop):
            phrase = trimmed(text, Span(body.start, m.start()))
            if not phrase.length:
                phrase = trimmed(text, Span(m.start(), body.stop))
            change = "decrease" if m["verb"] in _FALLING else "increase" if m["verb"] in _RISING else None
            return self._worded(clause, base, phrase, Span(*m.span()), "qualitative", None, change=change)
        whole = trimmed(text, body)
        if _CONDITION.search(text, body.start, body.stop):
            return None
        if first and whole.length >= 4 and _ACHIEVED.search(text, body.start, body.stop):
            return self._worded(clause, base, whole, whole, "qualitative", None)
        return None

    def _worded(
        self,
        clause: Span,
        base: Horizon | None,
        indicator: Span,
        said: Span,
        comparator: str,
        value: int | str | None,
        unit: str | None = None,
        *,
        change: str | None = None,
    ) -> Target:
        time = self._time
        assert time is not None
        return Target(
            Span(clause.start, clause.stop),
            indicator,
            said,
            time.digits,
            base.digits if base else None,
            time.years[-1],
            time.period,
            base.years[-1] if base else None,
            indicator.of(self._written),
            False,
            False,
            comparator,
            change,
            None,
            value,
            unit,
        )


_Placed = TypeVar("_Placed", Horizon, Quantity)


def _within(found: Sequence[_Placed], span: Span) -> Sequence[_Placed]:
    """Those that begin within a span; they are in order."""
    return found[bisect_left(found, span.start, key=_start) : bisect_left(found, span.stop, key=_start)]


def _start(found: Horizon | Quantity) -> int:
    return found.span.start


def _groups(text: str, figures: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The figures of a clause, those strung together by 、 or 和 in one group."""
    group: list[Quantity] = []
    for figure in figures:
        if group and text[group[-1].span.stop : figure.span.start].strip() not in _JOINTS:
            yield group
            group = []
        group.append(figure)
    if group:
        yield group
