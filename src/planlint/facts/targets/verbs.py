"""The verbs before a figure: those that take something to a level, that tell the size of a change, and those whose object is counted."""

from __future__ import annotations

from functools import lru_cache

from planlint import data
from planlint.facts.targets.vocabulary import ends, words
from planlint.patterns import alternatives, compiled
from planlint.phrases.boundaries import parts_words
from planlint.phrases.indicators import trimmed
from planlint.phrases.words import is_word
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LONGEST = 12
_FURTHEST = 24
_LEAST = 4
_UP = "提增上升扩"


class Verb(Record):
    """What the words before a figure say of it; `start` is where they begin.

    `comparator`, `change`, `rising` and `scoped` are those of a target.
    """

    start: int
    word: str = ""
    comparator: str = "="
    change: str | None = None
    rising: bool | None = None
    scoped: bool = False


def verb_before(text: str, head: Span) -> Verb | None:
    """The verb at the end of a stretch of text: 达到, 不低于, 下降."""
    known = _known()
    m = known.verb.search(text, max(head.start, head.stop - _LONGEST), head.stop)
    if m is None:
        return None
    start = m.start()
    if len(m["verb"]) == 1 and m["verb"] in ends("light") and start > head.start and is_word(text[start - 1 : start + 1]) and not parts_words(text, start):
        # 成为, 作为 and 定在 are one verb
        start -= 1
    return Verb(start, m["verb"], *known.meanings[m["verb"]])


def deed_before(text: str, head: Span) -> regex.Match[str] | None:
    """The verb near the end of a stretch whose object is counted, as `deed`, with its `object`; 第一批5个领域 and what opens a quotation count none."""
    known = _known()
    at = max(head.start, head.stop - _FURTHEST)
    while found := known.deed.search(text, at, head.stop):
        if parts_words(text, found.start("deed")) and parts_words(text, found.start("object")):
            return found if not known.not_counted.search(found["object"]) else None
        # 建成区 and 发展改革 are no deeds
        at = found.start() + 1
    return None


def object_before(text: str, start: int, stop: int) -> Span | None:
    """What the clauses of a stretch do last, without the verb: 推广绿色防控技术，; None where they do nothing to anything."""
    m = _known().done.search(text, start, stop)
    if m is None:
        return None
    object_ = trimmed(text, Span(*m.span("object")))
    return object_ if object_.length >= _LEAST else None


def change_of(word: str) -> str | None:
    """Which way a verb goes: increase, decrease, or None."""
    return _known().meanings.get(word, ("=", None, None))[1]


def begins_deed(text: str, at: int) -> bool:
    """Whether a verb of those begins at a place."""
    return _known().begins.match(text, at) is not None


class _Known(Record):
    begins: regex.Pattern[str]
    verb: regex.Pattern[str]
    meanings: dict[str, tuple[str, str | None, bool | None]]
    deed: regex.Pattern[str]
    not_counted: regex.Pattern[str]
    done: regex.Pattern[str]


@lru_cache(maxsize=1)
def _known() -> _Known:
    known = data.load("quantities")
    meanings: dict[str, tuple[str, str | None, bool | None]] = {}
    for comparator, levels in known["levels"].items():
        for word in levels:
            rising = None if word[-1] not in "到至" or word == "稳定达到" or word == "达到" else word[0] in _UP
            meanings[word] = (comparator, None, rising)
    meanings |= dict.fromkeys(known["increase"], ("=", "increase", True))
    meanings |= dict.fromkeys(known["decrease"], ("=", "decrease", False))
    verbs = alternatives(meanings)
    deeds = alternatives(known["deeds"])
    return _Known(
        compiled(rf"(?:{deeds}|{verbs})"),
        compiled(rf"(?P<verb>{verbs})[ ]?(?:{words('about', 'least')}|了)?[ ]?$"),
        meanings,
        compiled(
            rf"(?:累计)?(?P<deed>{deeds})(?:{words('reaching', 'about', 'least')}|和|及|、|出)*(?P<object>[^，。；：]{{0,16}}?)(?:{words('reaching')})?[ ]?$"
        ),
        compiled(rf"“[^”]*$|第[\p{{Han}}\d]+批|{words('named_already')}|(?:{words('pointing')})$"),
        compiled(rf"(?:.*(?:{deeds}|{words('pushing')}))(?P<object>[^，。；：\d]{{4,30}})[，,]$"),
    )
