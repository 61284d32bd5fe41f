"""Lists of responsible agencies: the bodies that they name, and how each of them takes part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from planlint import data
from planlint.enums import StrEnum
from planlint.patterns import VERBOSE, compiled
from planlint.phrases.bodies import Body, may_be_body, names_body, of_organs, stands_for_many
from planlint.phrases.deadlines import is_time_clause
from planlint.phrases.labels import Rank, has_label, listed_labels, rank_of
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_MARKS = r"""
    (?P<enumerator>(?:(?<=[：:；;、，\s])|^)\d{1,2}[）)]\s*(?=\p{Han}))
  | (?P<open>[（(〔［\[【〈]) | (?P<close>[）)〕］\]】〉])
  | (?P<stop>[，；。,;])
  | (?P<along>(?:(?<=[ORGANS]|部门|单位)|(?<=[，；、,;（(])[并请]?)会同(?=\p{Han}))
  | (?P<joint>、 | (?<=[ORGANS]|部门|单位)(?:和|与|及|以及)(?=[省市县区州国中各自有])(?!有关|相关)
      | (?<=[ORGANS])(?<!社会|执行)(?:和|与|以?及)(?!有关|相关|其他|其它|人民政府|政府)(?=[^、，；。,;（()）〔〕\s和与及]{2,12}(?:ENDS)(?:[、，；。,;（()）〔〕等按负牵配\s]|$))
      | (?<=[ORGANS])\s+(?=\p{Han})(?!员会) | (?<=[ORGANS])\s*/\s*(?=\p{Han}))
    """
_LEAD_IN = compiled(r"(?:并?由|以及|及|并|请|[和与](?=[省市县区州国中各自]))+")
_NESTED = compiled(r"[（(〔［\[【〈][^（()）〔〕［］\[\]【】〈〉]*[）)〕］\]】〉]")
_WITH_DUTY = compiled(r"(?P<name>.+?)[（(〔](?P<duty>牵头|主办|负责|配合|协办|协助|参与)(?:单位|部门)?[）)〕]")
_BELOW = compiled(r"(?:自治)?[市县区旗乡镇](?:[（(〔［\[][^）)〕］\]]*[）)〕］\]])?(?:(?:人民)?政府)?")
_PLACE = compiled(r"\p{Han}{2,4}")
_OF_A_PLACE = compiled(r"\p{Han}{2,4}[市县区州盟旗](?:人民)?政府")
_COLON = frozenset("：:∶﹕︰")


class Leading(StrEnum):
    """Which bodies lead in lists that do not say it themselves: the first of each group, or all before the first comma."""

    FIRST = "first"
    BEFORE_COMMA = "before comma"


class Roster(Record):
    """What a list says.

    `blanket` tells that the list also speaks for later tasks, or with `earlier` for those before it, `implied` are the bodies it names for them all; `leading` tells which
    bodies of other lists lead where the list declares it (列首位的为牵头单位). `sure` tells that a clause of bodies ends with what they do
    (负责), where words such as 推进 do not count.
    """

    bodies: tuple[Body, ...]
    implied: tuple[Body, ...]
    blanket: bool
    leading: Leading | None
    sure: bool = False
    earlier: bool = False


def roster(text: str, within: Span, *, label: Rank | None = None) -> Roster:
    """The bodies named between the brackets of a list, or behind its label, which gives them their rank.

    A body in brackets behind another is one of its own.
    """
    reader = _Reader(text, label)
    glued = _says("behind").search(text, within.start, within.stop)
    end = glued.start() if glued else within.stop
    clause = segment = opened = within.start
    segments: list[Span] = []
    depth = 0
    marks = _mark_or_label() if has_label(text, Span(within.start, end)) else _marks()
    for m in marks.finditer(text, within.start, end):
        kind = m.lastgroup or ""
        if kind == "open":
            opened = m.start() if depth == 0 else opened
            depth += 1
        elif kind == "close":
            depth = max(depth - 1, 0)
            if depth == 0 and reader.aside(Span(opened + 1, m.start())):
                segments.append(Span(segment, opened))
                segment = m.end()
        elif depth == 0:
            segments.append(Span(segment, m.start()))
            segment = m.end()
            if kind not in ("joint", "enumerator"):
                reader.clause(Span(clause, m.start()), segments)
                reader.mark(kind, m[0])
                clause, segments = segment, []
    reader.clause(Span(clause, end), [*segments, Span(segment, end)])
    return reader.roster()


def posts(text: str, within: Span) -> tuple[Body, ...]:
    """The posts that stand for bodies behind a label of persons (责任人：市水务局局长); those whose body is not named are none."""
    found = (Body(name, place.shifted(within.start)) for part in _parts(within.of(text)) for name, place, _, _ in part)
    ends = tuple(data.load("bodies")["posts"])
    return tuple(body for body in found if body.name.endswith(ends) and _body_of(body.name, ends))


def led(text: str, bodies: Sequence[Body], leading: Leading) -> tuple[Body, ...]:
    """The bodies of a list that names none that leads, those of them leading that a declaration before it says."""
    if any(body.rank is Rank.LEAD for body in bodies):
        return tuple(bodies)
    between = ["", *(text[one.span.stop : two.span.start] for one, two in pairwise(bodies))]
    if leading is Leading.FIRST:
        leads = [at == 0 or "；" in marks for at, marks in enumerate(between)]
    else:
        comma = next((at for at, marks in enumerate(between) if "，" in marks), 0)
        leads = [at < comma for at in range(len(between))]
    return tuple(body._replace(rank=Rank.LEAD) if lead and body.rank is Rank.RESPONSIBLE else body for body, lead in zip(bodies, leads, strict=False))


def leading_of(written: str) -> Leading | None:
    """Which bodies of lists lead by what some words declare: 列首位的为牵头单位; None where they declare nothing."""
    if _says("before_comma_leads").search(written):
        return Leading.BEFORE_COMMA
    return Leading.FIRST if _says("first_leads").search(written) else None


@cache
def _says(what: str) -> regex.Pattern[str]:
    """The pattern of something that lists say, by its name in the vocabulary."""
    known = data.load("rosters")[what]
    return compiled(known if isinstance(known, str) else "|".join(known))


@cache
def _marks() -> regex.Pattern[str]:
    return compiled(of_organs(_MARKS), VERBOSE)


@cache
def _mark_or_label() -> regex.Pattern[str]:
    return compiled(f"{listed_labels()} | {of_organs(_MARKS)}", VERBOSE)


@cache
def _with_inner() -> regex.Pattern[str]:
    """A body with others in brackets behind it."""
    return compiled(of_organs(r"(?P<head>[^（()）〔〕［］\[\]]{2,}[ORGANS])[（(〔［\[](?P<inner>[^（()）〔〕［］\[\]]+)[）)〕］\]]"))


@cache
def _inner() -> regex.Pattern[str]:
    return compiled(of_organs(r"(?!设在|挂靠|原|含|包括|即)[^、，,]{2,}(?:[ORGANS]|(?<!学)院|中心|公司)", without="院"))


@cache
def _acting() -> regex.Pattern[str]:
    """A body, what it does and with what: 市财政局按规定落实经费."""
    return compiled(of_organs(rf"(?P<name>[^（()）〔〕]{{1,24}}?(?:ENDS))(?:(?:{data.load('rosters')['manner']})[^，；。]{{0,12}}?)?(?P<duty>{_all_verbs()})"))


class _Reader:
    """Reads a list clause by clause.

    A duty holds for the bodies before it that have none yet: 甲、乙牵头，丙配合. A label holds for the bodies behind it, up to
    the next label or full stop.
    """

    def __init__(self, text: str, label: Rank | None) -> None:
        self._text = text
        self._found: list[Body] = []
        self._pending: list[_Named] = []
        self._group: list[Body] = []
        self._implied: list[Body] = []
        self._label = label
        self._fresh = label is not None
        self._along = False
        self._skip = False
        self._stopped = False
        self._blanket = False
        self._earlier = False
        self._sure = False
        self._leading: Leading | None = None
        self._led = False

    def mark(self, kind: str, written: str) -> None:
        """Note what stands between two clauses: a label of bodies, one of other things, or a stop."""
        self._fresh = kind == "label"
        if kind == "along":
            # 甲会同乙负责: the first leads, the second goes along with it
            self._close(self._label or Rank.LEAD)
        elif self._along:
            self._close(Rank.JOINT)
        self._along = kind == "along"
        if kind == "label":
            self._label = rank_of(written) or Rank.RESPONSIBLE
        elif written == "。":
            self._close(self._label or Rank.RESPONSIBLE, heard=self._label is not None or not self._stopped)
            self._label = None
            self._stopped = True
        self._skip = kind == "other" or (self._skip and written in "，,")

    def aside(self, inside: Span) -> bool:
        """Whether brackets in a list hold a remark about all of it, no part of a name: 甲局（排第一的为牵头单位，下同）."""
        written = inside.of(self._text)
        leading = leading_of(written)
        if leading is not None:
            self._leading, self._led = leading, True
        return leading is not None or (_says("remarks").search(written) is not None and _says("shared").search(written) is not None)

    def clause(self, span: Span, segments: list[Span]) -> None:
        """Take the bodies of a clause."""
        written = span.of(self._text).strip()
        if not written or self._skip:
            return
        if _says("remarks").search(_NESTED.sub("", written)):
            self._remark(span)
            return
        if not _COLON.isdisjoint(written):
            # a label that is not known: 适用范围：…
            self._skip = True
            return
        read = [(place.start, _segment(place.of(self._text))) for place in segments]
        if is_time_clause(written) or not self._names_bodies([segment for _, segment in read]):
            return
        self._group = []
        for start, segment in read:
            self._take(segment, start)
        if self._label is not None:
            self._close(self._label)

    def _names_bodies(self, read: list[_Segment]) -> bool:
        """Whether a clause names bodies at all, and does not tell how or why: 在市委领导下, 依法公开, 持续推进.

        Under a label what no verb follows is believed to be one.
        """
        if self._label is not None and (self._fresh or all(segment.rank is None for segment in read)):
            return True
        sure = data.load("bodies")["sure_duties"]
        return any(may_be_body(_bare(named.name)) for segment in read for named in segment.names) or any(
            segment.names and any(word in segment.tail for word in sure) for segment in read
        )

    def roster(self) -> Roster:
        """What was read; what follows a full stop without a duty is no list any more."""
        self._close(Rank.JOINT if self._along else Rank.RESPONSIBLE, heard=not self._stopped)
        bodies = tuple(sorted(self._found, key=lambda body: body.span))
        if self._leading is not None and self._led:
            bodies = led(self._text, bodies, self._leading)
        return Roster(bodies, tuple(self._implied), self._blanket, self._leading, self._sure, self._earlier)

    def _take(self, segment: _Segment, start: int) -> None:
        """Take the bodies of a segment that begins at a place."""
        before = self._pending[-1] if self._pending else None
        if before is not None and _goes_on(before.name, segment):
            whole = Span(before.span.start, start + segment.place.stop)
            self._pending[-1] = _Named(whole.of(self._text), whole)
        else:
            for named in segment.names:
                place = named.span.shifted(start)
                if named.rank is None:
                    self._pending.append(_Named(named.name, place, None, named.inside))
                else:
                    self._found.append(Body(named.name, place, named.rank))
        if segment.rank is not None:
            self._sure = self._sure or any(word in segment.tail for word in data.load("bodies")["sure_duties"])
            # 牵头单位：…按职责分工负责 says no more than its label
            self._close(self._label if self._label and self._fresh and segment.rank is Rank.RESPONSIBLE else segment.rank)

    def _close(self, rank: Rank, *, heard: bool = True) -> None:
        """Give the bodies that wait for a rank theirs, or forget them."""
        if not heard:
            self._pending = []
        if self._along:
            rank = Rank.JOINT
        self._group = [Body(name, span, rank, inside) for name, span, _, inside in self._pending if name not in _levels()]
        self._found += self._group
        self._pending = []

    def _remark(self, span: Span) -> None:
        written = span.of(self._text)
        if (leading := leading_of(written)) is not None:
            self._leading, self._led = leading, bool(self._found or self._pending)
            return
        if not _says("blanket").search(written) or (self._leading is not None and not self._implied):
            return
        self._blanket = True
        self._earlier = _says("earlier").search(written) is not None
        if self._pending:
            self._close(Rank.RESPONSIBLE)
        if m := _says("implied").search(written):
            named = roster(self._text, Span(span.start + m.start("bodies"), span.start + m.end("bodies")))
            self._implied += [body._replace(rank=_verb_rank(m["duty"]) or Rank.RESPONSIBLE) for body in named.bodies]
        elif not self._implied and len(self._group) < len(self._found):
            self._implied += self._group


class _Named(Record):
    """A body within a segment; `rank` is the one in brackets behind its name, `inside` that it stands in brackets itself."""

    name: str
    span: Span
    rank: Rank | None = None
    inside: bool = False


class _Segment(Record):
    """What stands between two marks: the place of the names, the bodies they are of, the rank that the words behind them give, and those
    words where the segment ends with them."""

    place: Span
    names: tuple[_Named, ...]
    rank: Rank | None
    tail: str


@lru_cache(maxsize=4096)
def _segment(text: str) -> _Segment:
    """A segment read; its spans count from its own beginning. The same bodies are named over and over, in one plan and in the next."""
    start, stop = _trimmed(text, 0, len(text))
    if lead_in := _LEAD_IN.match(text, start, stop):
        start = lead_in.end()
    rank, tail = None, ""
    if _tailed().search(text, start, stop):
        if (m := _tail().search(text[start:stop])) and m[0]:
            stop = start + m.start()
            rank, tail = _verb_rank(m[0]), m[0]
        elif not names_body(_bare(text[start:stop])) and (m := _acting().match(text[start:stop])):
            rank = _verb_rank(m["duty"])
            stop = start + m.end("name")
    start, stop = _trimmed(text, start, stop)
    return _Segment(Span(start, stop), tuple(_names(text[start:stop], start)), rank, tail)


def _names(written: str, at: int) -> Iterator[_Named]:
    """The body of a name that stands at a place, and those in brackets behind it."""
    if not written or written in data.load("bodies")["bare"]:
        return
    if m := _WITH_DUTY.fullmatch(written):
        yield _Named(m["name"], Span(at, at + m.end("name")), _verb_rank(m["duty"]) or Rank.RESPONSIBLE)
        return
    m = _with_inner().fullmatch(written)
    inner = m["inner"].split("、") if m else []
    if m is None or not all(_inner().fullmatch(part) for part in inner):
        yield _Named(written, Span(at, at + len(written)))
        return
    yield _Named(m["head"], Span(at, at + m.end("head")))
    at += m.start("inner")
    for part in inner:
        yield _Named(part, Span(at, at + len(part)), inside=True)
        at += len(part) + 1


def _goes_on(before: str, segment: _Segment) -> bool:
    """Whether a segment goes on with the name before it: 各市、县（区）人民政府; 省、市有关部门; 各市党委、政府; 广州、深圳市政府."""
    name = segment.names[0].name if segment.names and segment.names[0].rank is None else ""
    if name in data.load("bodies")["with_committee"]:
        return before.endswith("党委")
    if stands_for_many(before) and _all_of().fullmatch(before) and _BELOW.fullmatch(name):
        return True
    if name.endswith("政府") and _OF_A_PLACE.fullmatch(name) and _PLACE.fullmatch(before) and not may_be_body(before):
        return True
    return _levels().issuperset(before.split("、")) and name.startswith(tuple(_levels()))


@cache
def _levels() -> frozenset[str]:
    """The levels of government, which stand alone before others and name no body."""
    return frozenset(data.load("bodies")["levels"])


def _parts(written: str) -> Iterator[list[_Named]]:
    """The names between the marks of a stretch."""
    at = 0
    for part in compiled(r"[、，；。,;\s（()）]+").split(written):
        at = written.index(part, at)
        yield [_Named(part, Span(at, at + len(part)))] if part else []
        at += len(part)


def _body_of(post: str, ends: tuple[str, ...]) -> bool:
    """Whether a post stands behind the name of its body: 市公安局副局长."""
    end = max((end for end in ends if post.endswith(end)), key=len)
    return names_body(post.removesuffix(end).removesuffix("副"))


def _bare(name: str) -> str:
    """A name without the brackets at its end."""
    return _NESTED.sub("", name) if name[-1:] in "）)〕］]】〉" else name


def _verb_rank(words: str) -> Rank | None:
    return rank_of(words, known="verbs")


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
        VERBOSE,
    )


@cache
def _tailed() -> regex.Pattern[str]:
    """What there is in every such tail."""
    return compiled(f"{_all_verbs()}|等|分工|有关|相关")


def _all_verbs() -> str:
    return "|".join(verb for verbs in data.load("labels")["verbs"].values() for verb in verbs)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and (text[start].isspace() or text[start] in "。：:∶﹕︰"):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] == "。"):
        stop -= 1
    return start, stop


@cache
def _all_of() -> regex.Pattern[str]:
    """What stands for all places of a kind: 各县（市、区）."""
    return compiled(rf"(?:{'|'.join(data.load('bodies')['of_many'])})[\p{{Han}}]{{0,2}}[市区县州盟旗乡镇](?:[（(〔［\[][^）)〕］\]]*[）)〕］\]])?")
