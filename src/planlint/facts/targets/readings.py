"""How a figure is read as a target: an ordered table of readings, the first of which that speaks decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property

from planlint import data
from planlint.facts.targets.times import outside
from planlint.facts.targets.verbs import Verb, begins_deed, change_of, deed_before, verb_before
from planlint.facts.targets.vocabulary import ends, words
from planlint.patterns import alternatives, compiled
from planlint.phrases.horizons import Horizon
from planlint.phrases.indicators import trimmed
from planlint.phrases.quantities import Quantity
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

_ENDS = compiled(r"[ ]?(?:$|[，。；、：！,;.．｡）)”○]|并|且|和|及|与|以及|打下|奠定|(?:的)?(?:目标|要求|任务){1,2}(?=[，。；、,;]|$))")
_THINGS = compiled(
    r"[ ]?(?P<noun>(?!的)[^，。；、：！（(○”\d](?:[^，。；、：！（(\d]{0,38}[^，。；、：！（(○\d])?)(?=$|[，。；、：！（(]|○+(?:$|[，。；])|(?:和|以及|及|与)[ ]?\d)"
)
_MORE_THINGS = compiled(r"(?:、[^，。；、：！\d○]{2,24}){1,4}(?=$|[，。；])")
_OF_THINGS = compiled(r"[ ]?(?:的)?(?P<noun>[^，。；、：！（(○\d]{2,30})(?=$|[，。；])")
_NEXT = compiled(r"[ ]?(?:、|和|以及|及|与|，)[ ]?$")
_OF_ALL = compiled(r"占(?P<whole>[^，。；占]{2,24})$")
_COUNTED_UP = compiled(r"[共计]$")
_ATTRIBUTE = compiled(r"、[^，。；\d]{2,40}的\p{Han}")
_FIGURE_BEHIND = compiled(r"(?:到|至)?[ ]?(?:约|近)?\d")
_SHARE_OF_MANY = compiled(r"[ ]?(?:的)?(?P<noun>[^，。；、：\d]{1,16}?)[、和及与][ ]?\d")
_FOLDS = ("翻番", "翻一番", "翻两番")
_IDEOGRAPHS = "\u2e7f"


class Row(Record):
    """A target that others may go on from: the clause it stands in, where its value ends, and whether its noun is behind the value, up to `noun_stop`."""

    clause: int
    stop: int
    behind: bool
    noun_stop: int
    verb: Verb


class Measured(Record):
    """What a figure measures: the words of it, what the verb says, and what completes the name; `counts` tells that a verb counted things."""

    phrase: Span
    verb: Verb
    behind: str = ""
    counts: bool = False


NOTHING: Final = "nothing"
"""What a reading says of a figure that sets no target."""

Said = Measured | str | None


class Group:
    """The values of one target, or values strung together, with what stands around them.

    `head` is what stands before them in their clause, behind the values before; `stop` is where the clause ends. `time` and `base` govern
    them; `times` are those of the clause. `row` is the target before, `counts` whether a verb counted things before in the sentence, and
    `whole_unit` the unit of the target before in it.
    """

    def __init__(
        self,
        text: str,
        clause: Span,
        head: Span,
        figures: Sequence[Quantity],
        times: Sequence[Horizon],
        time: Horizon | None,
        base: Horizon | None,
        row: Row | None,
        *,
        counts: bool,
        whole_unit: str | None = None,
    ) -> None:
        self.text = text
        self.clause = clause
        self.head = _before_time(text, head, times)
        self.stop = clause.stop
        self.figures = figures
        self.time = time
        self.base = base
        self.row = row
        self.counts = counts
        self.whole_unit = whole_unit
        self._times = times

    @property
    def last(self) -> Quantity:
        """The last value."""
        return self.figures[-1]

    @property
    def after(self) -> int:
        """Where the last value ends."""
        return self.last.span.stop

    @cached_property
    def ends(self) -> bool:
        """Whether the clause, or a member of it, ends behind the values."""
        return _ENDS.match(self.text, self.after, self.stop) is not None

    @cached_property
    def is_share(self) -> bool:
        """Whether the value is a share."""
        return self.last.unit is not None and self.last.unit[0] in "%％"

    @cached_property
    def is_bounded_share(self) -> bool:
        """Whether the value is a share that a rule sets for all subjects: 80%以上, 不低于80%, 100%."""
        return self.is_share and (self.last.value == 100 or self.last.bound == ">=" or (self.verb is not None and self.verb.comparator == ">="))

    @property
    def _is_least(self) -> bool:
        """Whether the value says how many things there are to be at least (60个以上的项目, 建成不少于500亩的示范林) and not how large each is."""
        if self.last.bound == ">=" and self.last.unit in ends("things"):
            return True
        is_made = self.deed is not None and not self.deed["object"] and self.is_length_of_things
        return is_made and self.verb is not None and self.verb.comparator == ">="

    @property
    def is_pushed(self) -> bool:
        """Whether things are counted, by a time, behind a verb that may have any object: 推进60个项目."""
        return self.time is not None and self.last.unit in ends("things") and _pushing().search(self.text, *self.head) is not None

    @cached_property
    def counted(self) -> bool:
        """Whether the values count things."""
        return any(figure.counted for figure in self.figures)

    @cached_property
    def verb(self) -> Verb | None:
        """The verb before the values; one of change is none behind 完成."""
        if self.last.value in _FOLDS:
            return Verb(self.head.stop, change="increase", rising=True)
        verb = verb_before(self.text, self.head)
        done = verb is not None and verb.change is not None and _done().match(self.text, *self.head) is not None
        return None if done else verb

    @cached_property
    def deed(self) -> regex.Match[str] | None:
        """The verb before the values whose object they count."""
        return deed_before(self.text, self.head)

    @cached_property
    def things(self) -> regex.Match[str] | None:
        """What stands behind the values as what they count."""
        start = self.after
        if self.text.startswith("的", start) and self._is_least and not self.text.startswith(ends("yardsticks"), start + 1):
            start += 1
        return _THINGS.match(self.text, start, self.stop)

    @property
    def plain(self) -> Verb:
        """What is said of values that no verb leads to."""
        return Verb(self.head.stop)

    def outside(self, start: int, stop: int) -> Span:
        """A stretch without the times in it."""
        return outside(self.text, Span(start, stop), self._times)

    def scoped(self, verb: Verb | None, stop: int) -> Verb:
        """The verb, with whether the words between the head's start and `stop` narrow what is counted."""
        before = self.outside(self.head.start, max(self.head.start, stop))
        return (verb or self.plain)._replace(scoped=trimmed(self.text, before).length > 0)

    @cached_property
    def is_length_of_things(self) -> bool:
        """Whether the value measures how much of something there is to be (5万亩, 600公里), and not what kind of thing it is (35千伏)."""
        return self.last.unit is not None and self.last.bound != "<=" and _amounts().fullmatch(self.last.unit) is not None

    def has_measure(self) -> bool:
        """Whether the head ends with the name of what is measured."""
        return _measure().search(self.text, *self.head) is not None

    def all_things(self, things: regex.Match[str]) -> Span:
        """What is counted, with the members that 、 adds to it: 17个天然气、核电利用项目; a deed behind 、 is another thing."""
        noun = Span(*things.span("noun"))
        m = _MORE_THINGS.match(self.text, noun.stop, self.stop)
        if m is not None and not any(begins_deed(self.text, at + 1) for at in range(noun.stop, m.end()) if self.text[at] == "、"):
            noun = Span(noun.start, m.end())
        return self.done_to(noun)

    def done_to(self, noun: Span) -> Span:
        """The noun without what its things are to do: 企业开展绿色创建."""
        doing = _doing().search(self.text, *noun)
        return Span(noun.start, doing.start()) if doing is not None and doing.start() - noun.start >= 2 else noun


def _before_time(text: str, head: Span, times: Sequence[Horizon]) -> Span:
    """The stretch without a time at its end: 比例提高到2027年的98%."""
    last = times[-1] if times else None
    if last is None or last.span.start <= head.start or text[last.span.stop : head.stop] != "的":
        return head
    return Span(head.start, last.span.start)


class Reading(Record):
    """One way to read a figure: what it says of it, or None where it does not know."""

    name: str
    says: Callable[[Group], Said]


def read_group(group: Group, readings: Sequence[Reading]) -> Said:
    """What the first reading that knows says of a figure; None where none does."""
    return next((said for reading in readings if (said := reading.says(group)) is not None), None)


def _next_thing_counted(group: Group) -> Said:
    """4个园区、6个企业: the noun behind the figure, as the one before."""
    row, text = group.row, group.text
    if row is None or not row.behind or not group.last.counted or group.things is None:
        return None
    m = _NEXT.search(text, row.stop, group.head.stop)
    if m is None or (row.noun_stop < m.start() and text[row.noun_stop : m.start()].strip()):
        return None
    return Measured(group.all_things(group.things), row.verb)


def _next_thing_with_figure(group: Group) -> Said:
    """企业50家、机构500个: the noun before the figure, as the one before."""
    row, text = group.row, group.text
    if row is None or row.behind or not group.ends or group.is_share:
        return None
    m = _next_thing().fullmatch(text, row.stop, group.head.stop)
    if m is None or deed_before(text, Span(row.stop, group.head.stop)) is not None:
        return None
    return Measured(Span(*m.span("noun")), row.verb)


def _attribute(group: Group) -> Said:
    """床位不低于500张、重点满足失能老人的养护中心: the figure says which things are meant."""
    if group.is_share or group.verb is None or group.verb.comparator not in (">=", "<="):
        return None
    return NOTHING if _ATTRIBUTE.match(group.text, group.after, group.stop) else None


def _number_in_a_name(group: Group) -> Said:
    """十八条措施 names them, as 十大工程 does, where no time is set."""
    return NOTHING if group.time is None and group.counted and group.text[group.last.figure.start] > _IDEOGRAPHS else None


def _part_of_a_whole(group: Group) -> Said:
    """保有量达到总量的30%: a share of the whole that is named."""
    part = _part().search(group.text, *group.head) if group.ends and group.is_share else None
    if part is None:
        return None
    name = group.outside(group.head.start, part.start())
    verb = verb_before(group.text, Span(group.head.start, part.end("how"))) or Verb(part.start())
    is_named = trimmed(group.text, name).of(group.text).endswith(ends("shares"))
    return Measured(name, verb, "" if is_named else f"占{part['whole']}比重")


def _share_of_a_whole(group: Group) -> Said:
    """新能源占总量30%: the same without a verb."""
    if not group.ends or group.verb is not None or not group.is_share or len(group.figures) > 1 or group.time is None:
        return None
    return Measured(group.outside(*group.head), group.plain) if _OF_ALL.search(group.text, *group.head) else None


def _level(group: Group) -> Said:
    """利用率达到28%; a count only where the verb tells a change, or which way it goes."""
    verb = group.verb
    if verb is None or (group.counted and not verb.change and verb.rising is None):
        return None
    return _level_of_a_count(group)


def _counted_behind(group: Group) -> Said:
    """培育50家企业, 新建10万亩梯田."""
    if group.deed is None and group.is_pushed and group.things is not None:
        return Measured(group.all_things(group.things), group.plain, counts=True)
    if group.things is None or group.deed is None or not (group.counted or (group.is_length_of_things and not group.deed["object"])):
        return None
    return Measured(group.all_things(group.things), group.scoped(group.verb, group.deed.start()), counts=True)


def _counted_before(group: Group) -> Said:
    """建成高标准农田250万亩; what is new is a part of the name (新增绿地30公顷)."""
    deed = group.deed if group.ends else None
    if deed is None or (object_ := trimmed(group.text, Span(*deed.span("object")))).length < 2:
        return None
    if not object_.of(group.text).strip("○") or _COUNTED_UP.search(group.text, *object_):
        return None
    if object_.of(group.text) in ends("measured") and deed["deed"] not in ends("new"):
        # 改造规模 is one name
        return None
    object_ = group.outside(*object_)
    start = deed.start() if deed["deed"] in ends("new") else object_.start
    verb = group.scoped(group.verb, deed.start())
    return Measured(Span(start, object_.stop), verb._replace(change=verb.change or change_of(deed["deed"])), counts=True)


def _deed_alone(group: Group) -> Said:
    """推广绿色防控技术，每年巩固10万亩: what is counted stands in the clause before."""
    if group.deed is None or group.deed["object"] or not group.ends or not (group.counted or group.is_length_of_things):
        return None
    if trimmed(group.text, Span(group.head.start, group.deed.start())).length:
        return None
    return Measured(Span(group.deed.start(), group.deed.start()), group.verb or group.plain, counts=True)


def _change_before(group: Group) -> Said:
    """提升处理能力51万吨."""
    m = _changing().search(group.text, *group.head) if group.ends and not group.is_share and group.has_measure() else None
    return Measured(Span(*m.span("object")), Verb(m.start(), change=change_of(m["verb"]))) if m is not None else None


def _part_among(group: Group) -> Said:
    """建设600公里绿道，其中骨干绿道300公里: the part goes on with the verb of the whole."""
    if not group.ends or group.is_share or group.whole_unit is None or group.whole_unit != group.last.unit:
        return None
    m = _among().search(group.text, *group.head)
    return Measured(Span(*m.span("noun")), group.plain._replace(scoped=True), counts=True) if m is not None else None


def _level_of_a_count(group: Group) -> Said:
    """充电桩达到800个."""
    verb = group.verb
    if verb is None or not group.ends or (group.time is None and verb.word in ends("need_a_time")):
        return None
    return Measured(group.outside(group.head.start, verb.start), verb)


def _amount_of_each_year(group: Group) -> Said:
    """每年推动30万平方米的管网改造."""
    if _each_year().search(group.text, *group.head) is None or _amount_of().search(group.text, *group.head) is None:
        return None
    of = _OF_THINGS.match(group.text, group.after, group.stop)
    return Measured(group.done_to(Span(*of.span("noun"))), group.plain) if of is not None else None


def _without_a_time(group: Group) -> Said:
    """What follows sets a target for a time alone."""
    return NOTHING if group.time is None else None


def _share_of_subjects(group: Group) -> Said:
    """90%以上的行政村通公交; in 60%以上的县覆盖率达到70% the first figure tells of how many, the second what they are to reach."""
    if group.text.endswith(ends("provisos"), group.after, group.stop):
        return NOTHING
    if not group.is_share or group.has_measure() or (group.time is None and not group.is_bounded_share):
        return None
    if (begins_deed(group.text, group.after) or _does().match(group.text, group.after)) and trimmed(group.text, group.head).length:
        # 近机位100%建设完成
        return Measured(group.outside(*group.head), group.plain)
    share = _share_does().match(group.text, group.after, group.stop)
    if share is not None and _FIGURE_BEHIND.match(group.text, share.end(), group.stop):
        return NOTHING
    if group.time is not None:
        share = share or _SHARE_OF_MANY.match(group.text, group.after, group.stop)
    return Measured(Span(*share.span("noun")), group.scoped(group.verb, group.head.stop)) if share is not None else None


def _measure_without_verb(group: Group) -> Said:
    """城市绿化覆盖率42%."""
    return Measured(group.outside(*group.head), group.plain) if group.ends and group.has_measure() else None


def _count_goes_on(group: Group) -> Said:
    """Behind a verb that counts, 标杆园区10个 needs none."""
    return Measured(group.outside(*group.head), group.plain) if group.ends and group.counts and group.counted else None


READINGS: tuple[Reading, ...] = (
    Reading("next-thing-counted", _next_thing_counted),
    Reading("next-thing-with-figure", _next_thing_with_figure),
    Reading("attribute", _attribute),
    Reading("number-in-a-name", _number_in_a_name),
    Reading("part-among", _part_among),
    Reading("part-of-a-whole", _part_of_a_whole),
    Reading("share-of-a-whole", _share_of_a_whole),
    Reading("level", _level),
    Reading("counted-behind", _counted_behind),
    Reading("counted-before", _counted_before),
    Reading("deed-alone", _deed_alone),
    Reading("level-of-a-count", _level_of_a_count),
    Reading("change-before", _change_before),
    Reading("amount-of-each-year", _amount_of_each_year),
    Reading("share-of-subjects", _share_of_subjects),
    Reading("without-a-time", _without_a_time),
    Reading("measure-without-verb", _measure_without_verb),
    Reading("count-goes-on", _count_goes_on),
)
"""The readings of a figure with its unit, in the order in which they are asked."""


@cache
def _next_thing() -> regex.Pattern[str]:
    return compiled(rf"[ ]?(?:、|和|以及|及|与)[ ]?(?P<noun>[^，。；：、\d]{{2,24}}?)(?:{words('reaching', 'about', 'least')})?[ ]?$")


@cache
def _part() -> regex.Pattern[str]:
    levels = alternatives(word for words_ in data.load("quantities")["levels"].values() for word in words_ if len(word) > 1)
    return compiled(rf"(?P<how>{levels}|占到|占|达|为)(?P<whole>[^，。；]{{2,30}})的[ ]?$")


@cache
def _amounts() -> regex.Pattern[str]:
    return compiled(rf"[百千万亿]*余?(?:{words('amounts')})(?:/年)?")


@cache
def _changing() -> regex.Pattern[str]:
    known = data.load("quantities")
    verbs = alternatives(word for name in ("increase", "decrease") for word in known[name] if len(word) == 2)
    return compiled(rf"(?P<verb>{verbs})(?P<object>[^，。；：]{{2,20}})$")


@cache
def _among() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('among')})[ ]?(?P<noun>[^，。；：\d]{{2,24}}?)(?:{words('reaching', 'about', 'least')})?[ ]?$")


@cache
def _done() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('done_before')}|○)*(?:{words('done')})")


@cache
def _doing() -> regex.Pattern[str]:
    return compiled(words("doing"))


@cache
def _pushing() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('pushing')})[ ]?$")


@cache
def _each_year() -> regex.Pattern[str]:
    return compiled(words("each_year"))


@cache
def _amount_of() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('amount_of')})[ ]?$")


@cache
def _share_does() -> regex.Pattern[str]:
    return compiled(rf"[ ]?(?:的)?(?P<noun>[^，。；、：]{{2,30}}?)(?:{words('share_by')})?(?:{words('share_does')})")


@cache
def _does() -> regex.Pattern[str]:
    return compiled(words("share_does"))


@cache
def _measure() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('measured')})[ ]?(?:力争|分别|均)?[ ]?$")
