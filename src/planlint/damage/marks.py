"""Marks of the wrong width in Chinese text (GB/T 15834-2011): half-width stops, brackets and straight quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planlint.damage.characters import asks, unread_in
from planlint.damage.damage import Damage
from planlint.patterns import MULTILINE, compiled
from planlint.phrases.latin import latin_stretches
from planlint.phrases.ordinals import Family, ordinal_at
from planlint.record import Record
from planlint.text.signs import places
from planlint.text.spans import Edit, Span, lines_at, lines_with, merged, touches

_ODD = {"｡": "。", "､": "、", "﹐": "，", "﹑": "、", "﹒": "。", "﹔": "；", "﹕": "：", "︐": "，", "︑": "、", "︒": "。", "︓": "：", "︔": "；"}
"""Marks of other widths and of vertical lines, at places of their own in Unicode."""
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "．": "。", "(": "（", ")": "）", **_ODD}
_HALF_MARKS = ",;:?!"
_ODD_MARKS = "".join(_ODD)
_POINT = compiled(
    r"(?:(?<=[\p{Han}”’）》〕%％])[.．](?=[ \t]*(?:$|[\p{Han}“‘（《]))(?!(?:政务|公益)(?!\p{Han}))|(?<=(?P<plain>[0-9A-Za-z]))\.(?=[ \t]*(?:$|[（(]\p{Han})))",
    MULTILINE,
)
_SENTENCE = compiled(r"[，。；：！？][^。！？\n]*\p{Han}[^。！？\n]*$")
_NUMBER = compiled(r"[ \t\u3000]*(?:第[\p{N}零〇一二三四五六七八九十百]+[\p{Han}]?|附[件表录注]?|[\p{N}零〇一二三四五六七八九十百]+|[A-Za-z])[ \t]*")
_RUN_IN_NUMBER = compiled(r"(?<=[：；。])[0-9]{1,2}$")
_LONGEST_NUMBER = 2
_BRACKET = compiled(r"[()（）]")
_CHINESE = compiled(r"[\p{Han}，。、；：？！（）《》〈〉“”‘’【】〔〕…—]")
_HAN = compiled(r"\p{Han}")
_LATIN_CONTEXT = compiled(r"(?:https?|ftp)://[^\s\p{Han}，。；）]+|[A-Za-z0-9_.+-]+@[A-Za-z0-9_.-]+|\b[A-Za-z]{3,}(?:[ ,;:]+[A-Za-z]{2,}){3,}[.,;:!?]?")
_FULL_MARK = compiled(r"[，；：？！（）]")
_LEADING_BRACKET = compiled(r"^[ \t\u3000]*[(（]", MULTILINE)
_LOCANT = compiled(r"并\([a-z0-9,\-']{1,12}\)(?=\p{Han})")
"""Where a ring of a compound is fused: 苯并(a)芘."""
_CITING = frozenset({"“”", "‘’", "「」"})
_SENTENCE_WIDTH = 200
_UNIFORM = 0.95
_MANY = 8


class _Pair(Record):
    opening: int
    closing: int


def damaged_marks(text: str, *, markdown: bool = False) -> list[Damage]:
    """Half-width marks, mixed pairs of brackets and straight quotes that stand in Chinese text.

    Thousands (1,500), times (8:30), addresses and stretches of Latin text are right. Where nearly all marks of a text,
    or its commas, or its stops, are half-width, that is a habit, and all of their places bear one group.
    """
    ordinals = _ordinal_brackets(text) if "(" in text or ")" in text else {}
    found = [*_stops(text), *_brackets(text, ordinals), *_quotes(text)]
    latin = _latin(text, found, gap="\n\n" if markdown else "\n") if found else []
    if latin:
        is_latin = touches(latin)
        found = [wound for wound in found if not is_latin(wound.span)]
    unread = unread_in(text)
    if unread:
        # a mark in the place of a lost character is none: to widen it would hide the loss
        is_unread = touches(unread)
        found = [wound for wound in found if not is_unread(wound.span)]
    usual = _usual_marks(text, found)
    if usual:
        found = [_of_habit(wound) if wound.kind in _HABIT and text[wound.span.start] in usual else wound for wound in found]
    found += (Damage("replacement-character", span, (), False, span.of(text)[:20]) for span in unread if not asks(text, span))
    found.sort(key=lambda wound: wound.span)
    return found


def _latin(text: str, found: Sequence[Damage], *, gap: str) -> list[Span]:
    """The stretches of Latin text, in order and apart, of which those that are no prose are told in the lines of some wounds."""
    lines = lines_at(text, sorted(wound.span.start for wound in found))
    return merged([*(Span(*m.span()) for line in lines for m in _LATIN_CONTEXT.finditer(text, *line)), *latin_stretches(text, gap=gap)])


def _usual_marks(text: str, found: Sequence[Damage]) -> frozenset[str]:
    """The marks that the text nearly always has half-width: all where that is so of all of them, else commas and stops, which each sentence has."""
    half = Counter(text[wound.span.start] for wound in found if wound.kind == "halfwidth-punctuation")
    if half.total() >= _MANY and half.total() > _UNIFORM * (half.total() + len(_FULL_MARK.findall(text))):
        return frozenset(_FULL)
    return frozenset(mark for mark in _OF_SENTENCES if half[mark] >= _MANY and half[mark] > _UNIFORM * (half[mark] + text.count(_FULL[mark])))


def _of_habit(wound: Damage) -> Damage:
    return Damage("halfwidth-punctuation", wound.span, wound.edits, wound.safe, wound.note, "halfwidth", wound.doubtful)


_OF_SENTENCES = ",.．｡"
_HABIT = ("halfwidth-punctuation", "halfwidth-ordinal")


def _stops(text: str) -> Iterator[Damage]:
    for at in places(text, _HALF_MARKS, 0, len(text)):
        before, after = _beside(text, at, -1), _beside(text, at + 1, 1)
        if (before.isdigit() and after.isdigit()) or before + after in _CITING:
            continue
        if _CHINESE.match(before) or (_CHINESE.match(after) and before not in "\n"):
            yield _widened("halfwidth-punctuation", text, at)
    yield from (_widened("halfwidth-punctuation", text, at) for at in places(text, _ODD_MARKS, 0, len(text)) if not _is_numbering(text, at))
    yield from _points(text)


def _points(text: str) -> Iterator[Damage]:
    """Points in the place of full stops: behind Chinese, and behind a figure or letter where a sentence ends; those behind numbers of headings are none.

    One between two words may be that of a foreign name.
    """
    for m in _POINT.finditer(text):
        at = m.start()
        if _is_numbering(text, at) or (m["plain"] and _SENTENCE.search(text, max(at - _SENTENCE_WIDTH, 0), at) is None):
            continue
        yield _widened("halfwidth-punctuation", text, at)._replace(doubtful=_HAN.match(text, at - 1) is not None and _HAN.match(text, at + 1) is not None)


def _is_numbering(text: str, at: int) -> bool:
    """Whether nothing but a number stands before a mark in its line, or a short one behind the stop of what goes before: 如下：1.（…；2.（….."""
    line = text.rfind("\n", 0, at) + 1
    return _NUMBER.fullmatch(text, line, at) is not None or _RUN_IN_NUMBER.search(text, max(line, at - _LONGEST_NUMBER - 1), at) is not None


def _beside(text: str, at: int, step: int) -> str:
    """The nearest character that is no space, before or from a place; a line end stands for the edge."""
    at += min(step, 0)
    while 0 <= at < len(text) and text[at] in " \t":
        at += step
    return text[at] if 0 <= at < len(text) else "\n"


def _widened(kind: str, text: str, at: int) -> Damage:
    span = Span(at, at + 1)
    return Damage(kind, span, (Edit(span, _FULL[text[at]]),), True, f"“{text[at]}”")


def _ordinal_brackets(text: str) -> dict[int, bool]:
    """The places of half-width brackets of numbers at the start of a line; true where half-width is the habit of their family."""
    if not any(line.of(text).lstrip().startswith("(") for line in lines_with(text, "(")):
        return {}
    half: dict[Family, list[int]] = {}
    full: dict[Family, int] = {}
    for line in _LEADING_BRACKET.finditer(text):
        ordinal = ordinal_at(text, line.start(), min(line.end() + 12, len(text)))
        if ordinal is None or ordinal.family.row.plain != "（#）":
            continue
        written = ordinal.span.of(text)
        brackets = [ordinal.span.start + i for i, c in enumerate(written) if c in "()"]
        if len(brackets) == 2:
            half.setdefault(ordinal.family, []).extend(brackets)
        elif not brackets:
            full[ordinal.family] = full.get(ordinal.family, 0) + 1
    return {at: len(found) > 2 * full.get(family, 0) for family, found in half.items() for at in found}


def _brackets(text: str, ordinals: dict[int, bool]) -> Iterator[Damage]:
    for pair in _pairs(text):
        opening, closing = text[pair.opening], text[pair.closing]
        if opening + closing == "（）" or _LOCANT.match(text, max(pair.opening - 1, 0)):
            continue
        if opening + closing != "()":
            at = pair.opening if opening == "(" else pair.closing
            yield _widened("mixed-width-pair", text, at)
        elif pair.opening in ordinals:
            kind = "halfwidth-punctuation" if ordinals[pair.opening] else "halfwidth-ordinal"
            yield _widened(kind, text, pair.opening)
            yield _widened(kind, text, pair.closing)
        elif _chinese_inside(text, pair) or _chinese_beside(text, pair):
            yield _widened("halfwidth-punctuation", text, pair.opening)
            yield _widened("halfwidth-punctuation", text, pair.closing)


def _pairs(text: str) -> Iterator[_Pair]:
    """Brackets of both widths, paired within their line, of the lines that hold a half-width one."""
    for line in lines_at(text, places(text, "()", 0, len(text))):
        opened: list[int] = []
        for m in _BRACKET.finditer(text, *line):
            if m[0] in "(（":
                opened.append(m.start())
            elif opened:
                yield _Pair(opened.pop(), m.start())


def _chinese_inside(text: str, pair: _Pair) -> bool:
    return _HAN.search(text, pair.opening, pair.closing) is not None


def _chinese_beside(text: str, pair: _Pair) -> bool:
    before, after = _beside(text, pair.opening, -1), _beside(text, pair.closing + 1, 1)
    return _CHINESE.match(before) is not None or (before in "\n" and _CHINESE.match(after) is not None)


def _quotes(text: str) -> Iterator[Damage]:
    """Straight double quotes, opening and closing in turn within a line, where Chinese stands in or beside them."""
    for line in lines_with(text, '"'):
        marks = places(text, '"', *line)
        for pair in map(_Pair, marks[::2], marks[1::2]):
            if _chinese_inside(text, pair) or _chinese_beside(text, pair):
                spans = Span(pair.opening, pair.opening + 1), Span(pair.closing, pair.closing + 1)
                inside = text[pair.opening + 1 : pair.closing]
                edits = Edit(spans[0], "“"), Edit(spans[1], "”")
                yield Damage("straight-quote", Span(pair.opening, pair.closing + 1), edits, True, inside[:20])
