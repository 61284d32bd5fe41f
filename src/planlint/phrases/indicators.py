"""What a target measures: the words of an indicator without those around it, and a form of it for comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.boundaries import is_joint, parts_words, word_ends
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_MARKS_BEFORE = frozenset("”—-、")
_MARKS_BEHIND = frozenset("“")
_LIST = compiled(r"、|以及|和|与")
_JOINT = compiled(r"、|以及|和|及|与")
_DROPPED = compiled(r"[\s“”\"《》、，的]|[（(][^（）()]*[）)]")
_REACH = 10
_LEAST = 4
_LONGEST_SHARED = 4


class Edge(Record):
    """An end of a stretch of text: the words that may stand there without being a part of the indicator, and how the text divides near it.

    `first` is the character at the very end, `word` the outermost word, `next` how long the word inside of it is, `rest` what stands inside of it.
    """

    first: str
    known: bool
    word: str
    next: str
    rest: str
    words: frozenset[str]
    marks: frozenset[str]


class EdgeRule(Record):
    """One reason to take characters away from an end of a name, or to leave it as it is: how many go, or None where it does not apply."""

    name: str
    takes: Callable[[Edge], int | None]


def trimmed(text: str, span: Span, before: Sequence[EdgeRule] | None = None, behind: Sequence[EdgeRule] | None = None) -> Span:
    """The span without the words before and behind an indicator: 力争, 全市, 分别, 进一步. It may be empty.

    No word is cut: 到访率 and 前置审批率 are whole, and so is what would leave a single character (到岗率).
    """
    start, stop = span
    while start < stop and _may_go(text[start], _openers()) and (length := _taken(_first_edge(text, start, stop), BEFORE if before is None else before)):
        start += length
    while stop > start and _may_go(text[stop - 1], _closers()) and (length := _taken(_last_edge(text, start, stop), BEHIND if behind is None else behind)):
        stop -= length
    return Span(start, stop)


def _may_go(edge: str, signs: frozenset[str]) -> bool:
    """Whether a character may be the edge of what is no part of an indicator: a space, a mark, or that of a word."""
    return edge in signs or edge.isspace()


def _taken(edge: Edge, rules: Sequence[EdgeRule]) -> int:
    return next((length for rule in rules if (length := rule.takes(edge)) is not None), 0)


def _first_edge(text: str, start: int, stop: int) -> Edge:
    words = _words("before")
    if not text.startswith(tuple(words), start, stop):
        is_open = text[start] == "“" and text.find("”", start, stop) < 0
        return Edge(text[start], False, "", "", "", words, _MARKS_BEHIND if is_open else _MARKS_BEFORE)
    around = text[start : min(stop, start + _REACH)]
    first, second = (*sorted(word_ends(around, words))[1:3], len(around))[:2]
    return Edge(text[start], True, around[:first], around[first:second], around[first:], words, _MARKS_BEFORE)


def _last_edge(text: str, start: int, stop: int) -> Edge:
    words = _words("behind")
    if not text.endswith(tuple(words), start, stop):
        return Edge(text[stop - 1], False, "", "", "", words, _MARKS_BEHIND)
    around = text[max(start, stop - _REACH) : stop]
    before, last = (0, *sorted(word_ends(around, words)))[-3:-1]
    return Edge(text[stop - 1], True, around[last:], around[before:last], around[:last], words, _MARKS_BEHIND)


def _mark(edge: Edge) -> int | None:
    """A space, or a mark that parts the name from what stands around it."""
    return 1 if edge.first.isspace() or edge.first in edge.marks else None


def _other_word(edge: Edge) -> int | None:
    """No such word ends there, or the dictionary has a longer one (前置)."""
    return 0 if not edge.known or edge.word not in edge.words else None


def _particle_before(edge: Edge) -> int | None:
    """到岗率 is no 岗率, and 完成率 no 率: a particle parts from a word, and something is left."""
    if len(edge.word) > 1 and len(edge.rest) == 1:
        return 0
    alone = len(edge.word) == 1 and len(edge.next) == 1 and edge.next.isalpha() and edge.next not in edge.words
    return 0 if alone else None


def _particle_behind(edge: Edge) -> int | None:
    """A particle behind a single character belongs to it, but for one that ends a name (利用率应) or is such a word itself."""
    alone = len(edge.word) == 1 and len(edge.next) == 1
    whole = edge.rest.endswith(("的", *data.load("indicators")["whole"])) or edge.next in edge.words
    return 0 if alone and not whole else None


def _word(edge: Edge) -> int | None:
    """力争, 全市, 分别."""
    return len(edge.word)


BEFORE: tuple[EdgeRule, ...] = (
    EdgeRule("mark", _mark),
    EdgeRule("other-word", _other_word),
    EdgeRule("particle", _particle_before),
    EdgeRule("word", _word),
)
"""What goes from the beginning of a name: the first rule that speaks decides."""

BEHIND: tuple[EdgeRule, ...] = (
    EdgeRule("mark", _mark),
    EdgeRule("other-word", _other_word),
    EdgeRule("particle", _particle_behind),
    EdgeRule("word", _word),
)
"""The same for its end."""


def subject_before(text: str, indicator: Span) -> str | None:
    """Whose an indicator is, as the words before it or its own beginning tell: 全市, 规模以上工业; None where they do not."""
    places, subjects = _subjects()
    if (m := subjects.match(text, indicator.start, indicator.stop)) is not None:
        return m[0]
    m = places.search(text, max(0, indicator.start - _REACH), indicator.start)
    return m["place"] if m is not None else None


@cache
def _subjects() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    known = data.load("indicators")
    places = sorted({*known["places"], *known["subjects"]}, key=lambda word: (-len(word), word))
    subjects = sorted(known["subjects"], key=lambda word: (-len(word), word))
    return compiled(rf"(?P<place>{'|'.join(places)})(?:力争|确保|的|实现)*$"), compiled("|".join(subjects))


@cache
def _words(where: str) -> frozenset[str]:
    return frozenset(data.load("indicators")[where])


@cache
def _openers() -> frozenset[str]:
    return _MARKS_BEFORE.union(_MARKS_BEHIND, (word[0] for word in _words("before")))


@cache
def _closers() -> frozenset[str]:
    return _MARKS_BEHIND.union(word[-1] for word in _words("behind"))


@cache
def _head_noun() -> regex.Pattern[str]:
    known = data.load("indicators")
    return compiled(rf"(?:{'|'.join(known['of'])})?(?:单位[\p{{Han}}]{{0,4}}能耗|{'|'.join(known['measures'])})$")


def shared_out(text: str, span: Span, count: int) -> list[str] | None:
    """The indicators of a coordination, one for each of `count` values: 再生铜、再生铝产量 is 再生铜产量 and 再生铝产量.

    None when the coordination has another number of members.
    """
    members = next((found for joint in (_LIST, _JOINT) if len(found := list(_members(text, span, joint))) == count), None)
    if members is None:
        return None
    noun = _shared_noun(members)
    *others, last = members
    return [*(member if not noun or _is_whole(member) else member + noun for member in others), last]


def _shared_noun(members: Sequence[str]) -> str:
    """What the last member has that the others share: 占…比重, what stands behind a part (城市、县城和建制镇污水处理率), or its measure."""
    last = members[-1]
    if (share := last.find("占")) > 0:
        return last[share:]
    parts = tuple(data.load("indicators")["parts"])
    if all(member.endswith(parts) for member in members[:-1]):
        ends = [at + len(part) for part in parts if (at := last.find(part)) > 0 and _head_noun().search(last, at + len(part)) is not None]
        if ends:
            return last[max(ends) :]
    m = _head_noun().search(last)
    return m[0] if m is not None and m.start() >= 2 else ""


def _is_whole(member: str) -> bool:
    known = data.load("indicators")
    return member.endswith(tuple(known["whole"])) and not member.endswith(tuple(known["substances"]))


def _members(text: str, span: Span, joint: regex.Pattern[str]) -> Iterator[str]:
    start = span.start
    for m in joint.finditer(text, span.start, span.stop):
        if m[0] != "、" and not is_joint(text, m.start(), m.end()):
            continue
        if m.start() > start:
            yield text[start : m.start()]
        start = m.end()
    yield text[start : span.stop]


def without_place(name: str) -> str:
    """The name without the part of the whole that it begins with: 沿黄下游城市生活垃圾处理率 is 生活垃圾处理率; 城市污水处理率 is whole."""
    parts = data.load("indicators")["parts"]
    ends = (at + len(part) for part in parts if (at := name.rfind(part)) > 0)
    end = max((end for end in ends if len(name) - end >= _LEAST and name[:end] not in parts and parts_words(name, end)), default=0)
    return name[end:].lstrip("的") if _head_noun().search(name[end:]) is not None else name


def of_part(part: str, name: str) -> str:
    """The name of an indicator told of a part; what both share stands once: 城市社区 and 社区人均用水量 are 城市社区人均用水量."""
    longest = min(len(part), len(name), _LONGEST_SHARED)
    shared = next((length for length in range(longest, 0, -1) if name.startswith(part[-length:])), 0)
    return part + name[shared:]


def key(indicator: str) -> str:
    """The indicator in a form in which two ways of writing it agree: without places that mean the whole, marks and 的."""
    known = data.load("indicators")
    plain = _DROPPED.sub("", indicator)
    for word in known["dropped"]:
        plain = plain.replace(word, "")
    plain = next((plain.removeprefix(place) for place in known["places"] if plain.startswith(place)), plain)
    for written, same in known["same"].items():
        plain = plain.replace(written, same)
    return plain
