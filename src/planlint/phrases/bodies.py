"""The bodies that a list of responsible agencies names, and what each of them is to do."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

import regex

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.labels import Duty as Duty
from planlint.phrases.labels import duty_of, has_label, listed_labels
from planlint.record import Record
from planlint.text.spans import Span

_OPEN, _CLOSE = "（(〔［[【", "）)〕］]】"
_MARKS = r"""
    (?P<enumerator>(?:(?<=[：:；;、，\s])|^)\d{1,2}[）)]\s*(?=\p{Han}))
  | (?P<open>[（(〔［\[【〈]) | (?P<close>[）)〕］\]】〉])
  | (?P<stop>[，；。,;])
  | (?P<along>(?:(?<=[ORGANS]|部门|单位)|(?<=[，；、,;（(])[并请]?)会同(?=\p{Han}))
  | (?P<joint>、 | (?<=[ORGANS]|部门|单位)(?:和|与|及|以及)(?=[省市县区州国中各自有])(?!有关|相关) | (?<=[ORGANS])\s+(?=\p{Han})(?!员会)
      | (?<=[ORGANS])\s*/\s*(?=\p{Han}))
    """
_LEAD_IN = compiled(r"(?:并?由|以及|及|并|请|[和与](?=[省市县区州国中各自]))+")
_DEADLINE = compiled(r"(?:到|于)?20\d\d[ ]?年")
_REMARK = compiled(
    r"(?:均|都)[需须由应要]|以下|不再|[下后]同|逐一|为牵头|(?:列|排)(?:名|在|为)*(?:首|第一)|本(?:通知|方案|意见|办法|规定|细则|计划|规划|措施)自|有效期"
)
_NESTED = compiled(r"[（(〔［\[【][^（()）〔〕［］\[\]【】]*[）)〕］\]】]")
_BLANKET = compiled(r"不再|不逐一|(?:以下|[下后])(?:任务|各项)?(?:均|都)?同|(?:均|都)[需须由应要]")
_BEFORE_COMMA_LEADS = compiled(r"逗号(?:之)?前(?:面)?的?(?:责任)?(?:单位|部门)?(?:均|都)?(?:为|是)(?:牵头|主办)")
_FIRST_LEADS = compiled(r"(?:列|排)(?:名|在|为)*(?:首位|首|第一位?)(?:名|个)?的?(?:责任)?(?:单位|部门)?[，]?(?:均|都)?(?:为|是)(?:牵头|主办)")
_IMPLIED = compiled(r"(?:均|都)[需须由应要](?P<bodies>.+?)(?:具体|认真|分别|共同|按职责|抓好)*(?:组织|贯彻)*(?P<duty>落实|负责|实施|执行|配合|承担)")
_GLUED = compiled(r"本(?:通知|方案|意见|办法|规定|细则|计划|规划|措施)自")
_WITH_DUTY = compiled(r"(?P<name>.+?)[（(〔](?P<duty>牵头|主办|负责|配合|协办|协助|参与)(?:单位|部门)?[）)〕]")
_ALL_OF = compiled(r"(?:各|有关|相关|所在|属地)[\p{Han}]{0,2}[市区县州盟旗乡镇]")
_BELOW = compiled(r"(?:自治)?[市县区旗乡镇](?:[（(〔［\[][^）)〕］\]]*[）)〕］\]])?(?:(?:人民)?政府)?")
_COLLECTIVE = compiled(
    r"""
    .{0,24}(?:有关|相关|成员|责任|牵头|主管|其他|其它|各|所有)(?:主管|责任|职能|业务)?(?:部门|单位|方面|企业|机构)(?:和单位)?
  | (?:各|有关|相关)(?:地|地区|地方|方)
  | 地方
    """,
    regex.VERBOSE,
)


class Body(Record):
    """One body of a list: its name as written without duties, its place, and its duty."""

    name: str
    span: Span
    duty: Duty = Duty.RESPONSIBLE

    @property
    def is_collective(self) -> bool:
        """Whether the name stands for bodies that it does not name, such as 各有关部门."""
        return _COLLECTIVE.fullmatch(self.name) is not None


class Leading(StrEnum):
    """Which bodies lead in lists that do not say it themselves: the first of each group, or all before the first comma."""

    FIRST = "first"
    BEFORE_COMMA = "before comma"


class Roster(Record):
    """What a list says.

    `blanket` tells that the list also speaks for later tasks, `implied` are the bodies it names for them all;
    `leading` tells which bodies of other lists lead where the list declares it (列首位的为牵头单位).
    """

    bodies: tuple[Body, ...]
    implied: tuple[Body, ...]
    blanket: bool
    leading: Leading | None


def roster(text: str, within: Span, *, label: Duty | None = None) -> Roster:
    """The bodies named between the brackets of a list, or behind its label, which gives them their duty.

    A body in brackets behind another is one of its own.
    """
    reader = _Reader(text, label)
    glued = _GLUED.search(text, within.start, within.stop)
    end = glued.start() if glued else within.stop
    clause = segment = within.start
    segments: list[Span] = []
    depth = 0
    marks = _mark_or_label() if has_label(text, Span(within.start, end)) else _marks()
    for m in marks.finditer(text, within.start, end):
        kind = m.lastgroup or ""
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(depth - 1, 0)
        elif depth == 0:
            segments.append(Span(segment, m.start()))
            segment = m.end()
            if kind not in ("joint", "enumerator"):
                reader.clause(Span(clause, m.start()), segments)
                reader.mark(kind, m[0])
                clause, segments = segment, []
    reader.clause(Span(clause, end), [*segments, Span(segment, end)])
    return reader.roster()


@cache
def body_end() -> regex.Pattern[str]:
    """What the name of a body ends with, before a mark, a duty or the end of the text."""
    return compiled(rf"(?:{'|'.join(data.load('bodies')['ends'])})(?=[、，；：。（〔\[）等按牵负配分依落]|\s|$)")


def names_body(name: str) -> bool:
    """Whether a name ends as the name of a body does, or stands for several (各有关部门)."""
    return _COLLECTIVE.fullmatch(name) is not None or name.endswith(tuple(data.load("bodies")["ends"]))


def is_slogan(name: str) -> bool:
    """Whether what stands in a list for a body names none: 政府主导、企业主体、市场运作."""
    return name in data.load("bodies")["slogans"]


def names_issuer(written: str) -> bool:
    """Whether a stretch of text ends as the name of one who issues documents or signs them does."""
    return written.endswith(_issuers())


@cache
def organs() -> frozenset[str]:
    """The characters that the names of organs end with."""
    return frozenset(data.load("bodies")["organs"])


@cache
def body_ends() -> frozenset[str]:
    """The characters that the names of bodies of any kind end with."""
    return organs() | frozenset(data.load("bodies")["others"])


@cache
def _issuers() -> tuple[str, ...]:
    return tuple(data.load("bodies")["issuers"])


@cache
def _of_organs(pattern: str, *, without: str = "") -> str:
    """A pattern with the characters of organs in the place of ORGANS."""
    return pattern.replace("ORGANS", "".join(sorted(organs() - set(without))))


@cache
def _marks() -> regex.Pattern[str]:
    return compiled(_of_organs(_MARKS), regex.VERBOSE)


@cache
def _mark_or_label() -> regex.Pattern[str]:
    return compiled(f"{listed_labels()} | {_of_organs(_MARKS)}", regex.VERBOSE)


@cache
def _with_inner() -> regex.Pattern[str]:
    """A body with others in brackets behind it."""
    return compiled(_of_organs(r"(?P<head>[^（()）〔〕［］\[\]]{2,}[ORGANS])[（(〔［\[](?P<inner>[^（()）〔〕［］\[\]]+)[）)〕］\]]"))


@cache
def _inner() -> regex.Pattern[str]:
    return compiled(_of_organs(r"(?!设在|挂靠|原|含|包括|即)[^、，,]{2,}(?:[ORGANS]|(?<!学)院|中心|公司)", without="院"))


class _Reader:
    """Reads a list clause by clause.

    A duty holds for the bodies before it that have none yet: 甲、乙牵头，丙配合. A label holds for the bodies behind it, up to
    the next label or full stop.
    """

    def __init__(self, text: str, label: Duty | None) -> None:
        self._text = text
        self._found: list[Body] = []
        self._pending: list[tuple[str, Span]] = []
        self._group: list[Body] = []
        self._implied: list[Body] = []
        self._label = label
        self._fresh = label is not None
        self._along = False
        self._skip = False
        self._stopped = False
        self._blanket = False
        self._leading: Leading | None = None

    def mark(self, kind: str, written: str) -> None:
        """Note what stands between two clauses: a label of bodies, one of other things, or a stop."""
        self._fresh = kind == "label"
        if kind == "along":
            # 甲会同乙负责: the first leads, the second goes along with it
            self._close(self._label or Duty.LEAD)
        elif self._along:
            self._close(Duty.SUPPORTING)
        self._along = kind == "along"
        if kind == "label":
            self._label = duty_of(written) or Duty.RESPONSIBLE
        elif written == "。":
            self._close(self._label or Duty.RESPONSIBLE, heard=self._label is not None or not self._stopped)
            self._label = None
            self._stopped = True
        self._skip = kind == "other" or (self._skip and written in "，,")

    def clause(self, span: Span, segments: list[Span]) -> None:
        """Take the bodies of a clause."""
        written = span.of(self._text).strip()
        if not written or self._skip or _DEADLINE.match(written):
            return
        if _REMARK.search(_NESTED.sub("", written)):
            self._remark(span)
            return
        if self._is_remark_before(span, segments):
            return
        self._group = []
        for segment in segments:
            self._take(segment)
        if self._label is not None:
            self._close(self._label)

    def _is_remark_before(self, span: Span, segments: list[Span]) -> bool:
        """Whether a clause before a comma that opens a list names no body but tells how or why: 在市委领导下, 依法公开, 持续推进."""
        if self._label is not None or self._found or self._pending or len(segments) != 1 or self._text[span.stop : span.stop + 1] not in ("，", ","):
            return False
        names = _segment(span.of(self._text)).names
        return not any(self._text.find(word, span.start, span.stop) >= 0 for word in data.load("bodies")["sure_duties"]) and not any(
            names_body(named.name) for named in names
        )

    def roster(self) -> Roster:
        """What was read; what follows a full stop without a duty is no list any more."""
        self._close(Duty.RESPONSIBLE, heard=not self._stopped)
        return Roster(tuple(sorted(self._found, key=lambda body: body.span)), tuple(self._implied), self._blanket, self._leading)

    def _take(self, span: Span) -> None:
        segment = _segment(span.of(self._text))
        if segment.is_below and self._pending and _ALL_OF.fullmatch(self._pending[-1][0]):
            _, before = self._pending.pop()
            whole = Span(before.start, span.start + segment.place.stop)
            self._pending.append((whole.of(self._text), whole))
        else:
            for name, place, duty in segment.names:
                if duty is None:
                    self._pending.append((name, place.shifted(span.start)))
                else:
                    self._found.append(Body(name, place.shifted(span.start), duty))
        if segment.duty is not None:
            # 牵头单位：…按职责分工负责 says no more than its label
            self._close(self._label if self._label and self._fresh and segment.duty is Duty.RESPONSIBLE else segment.duty)

    def _close(self, duty: Duty, *, heard: bool = True) -> None:
        """Give the bodies that wait for a duty theirs, or forget them."""
        if not heard:
            self._pending = []
        if self._along:
            duty = Duty.SUPPORTING
        self._group = [Body(name, span, duty) for name, span in self._pending]
        self._found += self._group
        self._pending = []

    def _remark(self, span: Span) -> None:
        written = span.of(self._text)
        if (leading := _leading(written)) is not None:
            self._leading = leading
            return
        if not _BLANKET.search(written) or (self._leading is not None and not self._implied):
            return
        self._blanket = True
        if m := _IMPLIED.search(written):
            named = roster(self._text, Span(span.start + m.start("bodies"), span.start + m.end("bodies")))
            self._implied += [body._replace(duty=_duty_in(m["duty"]) or Duty.RESPONSIBLE) for body in named.bodies]
        elif not self._implied and len(self._group) < len(self._found):
            self._implied += self._group


class _Named(Record):
    """A body within a segment; `duty` is the one in brackets behind its name."""

    name: str
    span: Span
    duty: Duty | None = None


class _Segment(Record):
    """What stands between two marks: the place of the names, the bodies they are of, and the duty behind them.

    `is_below` tells that behind 各市 it goes on with the counties (各市、县（区）人民政府): the two are one name.
    """

    place: Span
    names: tuple[_Named, ...]
    duty: Duty | None
    is_below: bool


@lru_cache(maxsize=4096)
def _segment(text: str) -> _Segment:
    """A segment read; its spans count from its own beginning. The same bodies are named over and over, in one plan and in the next."""
    start, stop = _trimmed(text, 0, len(text))
    if lead_in := _LEAD_IN.match(text, start, stop):
        start = lead_in.end()
    duty = None
    if _tailed().search(text, start, stop) and (tail := _tail().search(text[start:stop])):
        stop = start + tail.start()
        duty = _duty_in(tail[0])
    start, stop = _trimmed(text, start, stop)
    names = tuple(_names(text[start:stop], start))
    is_below = bool(names) and _BELOW.fullmatch(text, start, stop) is not None and names[0].duty is None
    return _Segment(Span(start, stop), names, duty, is_below)


def _names(written: str, at: int) -> Iterator[_Named]:
    """The body of a name that stands at a place, and those in brackets behind it."""
    if not written or written in data.load("bodies")["bare"]:
        return
    if m := _WITH_DUTY.fullmatch(written):
        yield _Named(m["name"], Span(at, at + m.end("name")), _duty_in(m["duty"]) or Duty.RESPONSIBLE)
        return
    m = _with_inner().fullmatch(written)
    inner = m["inner"].split("、") if m else []
    if m is None or not all(_inner().fullmatch(part) for part in inner):
        yield _Named(written, Span(at, at + len(written)))
        return
    yield _Named(m["head"], Span(at, at + m.end("head")))
    at += m.start("inner")
    for part in inner:
        yield _Named(part, Span(at, at + len(part)))
        at += len(part) + 1


def _leading(written: str) -> Leading | None:
    if _BEFORE_COMMA_LEADS.search(written):
        return Leading.BEFORE_COMMA
    return Leading.FIRST if _FIRST_LEADS.search(written) else None


def _duty_in(words: str) -> Duty | None:
    return next((duty for duty, verbs in _verbs().items() if any(verb in words for verb in verbs)), None)


@cache
def _tail() -> regex.Pattern[str]:
    """What may stand behind the last body of a clause: others in general, how they divide the work, and what they do."""
    return compiled(
        rf"""
        (?:等(?:省|市|县|区|州)?[级直]?(?:有关|相关|其他|其它|各)?(?:部门|单位)* | (?:以?及|和|与)(?:其他|其它)?(?:有关|相关)(?:部门|单位)+等?)?
        (?:在?(?:各自)?职[责权]范围内)?
        (?:共同|分别|联合|主要)?(?:按照?|依照?|根据)?(?:各自)?(?:职能|职责|工作|任务)?(?:职责)?(?:分工)?(?:共同|分别|具体|主要|联合)?(?:牵头)?(?:组织)?
        (?:抓好|做好)?(?:{_all_verbs()})*
        (?:落实|实施)?$
        """,
        regex.VERBOSE,
    )


@cache
def _tailed() -> regex.Pattern[str]:
    """What there is in every such tail."""
    return compiled(f"{_all_verbs()}|等|分工|有关|相关")


def _all_verbs() -> str:
    return "|".join(verb for verbs in _verbs().values() for verb in verbs)


@cache
def _verbs() -> dict[Duty, list[str]]:
    known = data.load("labels")["verbs"]
    return {duty: known[duty.value] for duty in (Duty.LEAD, Duty.SUPPORTING, Duty.RESPONSIBLE)}


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and (text[start].isspace() or text[start] in "。：:"):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] == "。"):
        stop -= 1
    return start, stop
