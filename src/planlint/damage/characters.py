"""Damage to single characters and runs of them: leftovers of tokenisers and converters, lost and invisible characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from planlint import data
from planlint.damage.damage import Damage
from planlint.damage.residue import unescaped, without_references
from planlint.patterns import IGNORECASE, MULTILINE, VERBOSE, alternatives, compiled
from planlint.phrases.bodies import names_issuer, names_level
from planlint.phrases.figures import POINT
from planlint.phrases.mottos import caesuras
from planlint.text.spans import Edit, Span, holds
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

SUSPICIOUS = compiled(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xaf\xb1-\xb6\xb8-\xd6\xd8-\xff\u02c6\u0178\u0192\u1680\u180e\u2000-\u2009\u200a-\u200f\u2028-\u202f\u205f-\u206f\u2581"
    r"\u2e80-\u2fdf\u3164\udc80-\udcff\ue000-\uf8ff\uf900-\ufaff\ufe00-\ufe0f\ufeff\ufff9-\uffff\U000e0000-\U0010ffff]"
)
SIMPLIFIED_SUSPECTS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127))) + "¤§¨±÷àáèéêìíòóùúü"
"""Those of the suspicious characters that GB/T 2312-1980 has."""
_MANY = 50
"""More markers than these are one wound: the rule that reports them makes one finding of them."""
_MARKERS = compiled(r"(?<![@\w.]@*)@{2,}(?! -\d)(?![A-Za-z0-9._-]+\.[A-Za-z])|(?<=[\p{Han}\d])@{2,}(?! -\d)")
_PIECES = compiled(r"▁+|(?<=\p{Han})[ ]?##(?=[\p{Han}\w])")
_LOST = compiled(r"\ufffd+|[\udc80-\udcff]+|锟斤拷[锟斤拷]*|烫{3,}|屯{3,}")
_LOST_WORDS = ("锟斤拷", "烫烫烫", "屯屯屯")
_UNREAD = compiled(
    r"""(?:[（(]cid[:：]\d{1,6}[）)])+                                      # glyphs that an extractor had no characters for
      | (?<=\p{Han})(?:\?+|[¤\uff66-\uff9f]{1,3})(?=[\p{Han}，。、；：）》])   # what a codec wrote for a character that it lacks
      | (?<=[，、；：（《“])\?+(?=\p{Han})
      | (?<=(?:^|[。；\p{Han}][ \t\u3000])[ \t\u3000]*)\?+(?=\p{Han})                 # for a space that sets a line in, and no line begins with a question mark
      | (?<=^[^□\n]*\p{Han})□(?=\p{Han}[^□\n]*$)                        # one empty box on its line is a missing glyph and no form""",
    VERBOSE | MULTILINE,
)
_UNREAD_SIGNS = ("cid", "?", "¤", "□")
_KATAKANA = compiled(r"[\uff66-\uff9f]")
_QUESTION = compiled(r"(?:什么|怎么|怎样|如何|为何|为什么|哪|谁|吗|呢|多少|几|何|是否|能否|可否|会否|有无|是不是|能不能)[^，。；？?\n]*$")
_ESCAPED = {
    "%": compiled(r"%(?<![A-Za-z0-9/_.=&?%#-]%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2}){2,}"),
    "<U+": compiled(r"(?:<U\+[0-9A-Fa-f]{4,6}>)+"),
    "/uni": compiled(r"(?:/uni[0-9A-F]{4})+"),
    "\\u": compiled(r"(?:\\u[0-9a-fA-F]{4})+"),
}
"""Characters written as their bytes or code points, by what begins each."""
_LATIN_RUN = compiled(
    r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]+"
)
_NOT_CHINESE = compiled(r"[^\p{Han}\u3000-\u303f\uff00-\uff5e“”‘’—…·]")
_HIGH_LATIN = compiled(r"[\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_GBK_RUN = compiled(r"[^\x00-\x7f，。、；：“”（）《》\s]+")
_INVISIBLE = compiled(
    r"(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0e\ufeff\ufff9-\ufffb])"
    r"|(?P<separator>[\x85\u2028\u2029])|(?P<space>[\xa0\u1680\u2000-\u200a\u202f\u205f])"
)
_BIDI = compiled(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_FIGURE = compiled(r"[0-9０-９]")
_PRIVATE = compiled(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_RADICAL = compiled(r"[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufa6d\ufa70-\ufad9]")
_UNIFIED = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")
_ENTITY = compiled(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")
_TAG = compiled(r"</?(?:p|br|div|span|td|tr|th|table|tbody|a|b|i|u|em|font|img|strong|h[1-6]|ul|ol|li|center|section|o:p)(?:\s[^<>\n]{0,300})?/?>", IGNORECASE)
_TOKENS = ("[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]")
_TOKEN = compiled(r"\[(?:UNK|CLS|SEP|PAD|MASK)\]|</?s>|<(?:unk|pad)>|<\|[a-z_]{2,20}\|>")
_FENCE = compiled(r"^[ \t]*```[a-zA-Z]*[ \t]*$\n?", MULTILINE)
_STARRED = compiled(r"[^\n]*\*\*[^*\n]+\*\*[^\n]*")
_STARS = compiled(r"(?<!\*)\*\*(?!\*)")
_ENDS_NO_BOLD = frozenset("，、《（“‘〔")
_OPENS_NO_BOLD = tuple("，、。；：）》”’")
_FOREIGN_WORDS = frozenset(("and", "or", "the", "of", "to", "in", "for", "with", "is", "are", "by", "as"))
_WORD = compiled(r"[a-z]+")
_FOREIGN = compiled(rf"(?<=[\p{{Han}}，、；：”）]) ?({alternatives(_FOREIGN_WORDS)})(?![A-Za-z]) ?(?=[\p{{Han}}“（])")
_FOREIGN_FOR = {"and": "和", "or": "或"}
_LOST_IN_QUOTES = compiled(r"“([^“”\n]{0,12}\p{Han}{2}) (\p{Han}{2}[^“”\n]{0,14})”")
_GAPS_BETWEEN_WORDS = compiled(r"(?<=[\p{Han}，、。；：”]) (?=[\p{Han}“])")
_HABITUAL = 8
"""Gaps between words for each that may stand for a lost character: a plan that lost five had nine gaps, one taken from a PDF forty-three for one."""
_CITING = {"“": "”", "‘": "’", "「": "」", '"': '"', "'": "'", "（": "）", "(": ")"}
_PINYIN = compiled(r"(?<=\p{Han})[ ]?[（(][ ]?([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,6})[ ]?[)）]")
_TONED = compiled(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_SYLLABLE = compiled(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?(?:a(?:i|o|ng?)?|e(?:i|ng?|r)?|ou?|ong|[iuü]n?|ing|ui|iu))")


def damaged_characters(text: str, *, markdown: bool = False) -> list[Damage]:
    """The damaged characters of a text. What Markdown itself is written with is no residue."""
    found = list(_of_ascii(text, markdown=markdown))
    if " " in text and "“" in text:
        found += _lost_in_quotes(text)
    simplified = is_simplified(text)
    # most texts hold nothing else, and are looked through no more
    suspects = "" if simplified and not holds(text, SIMPLIFIED_SUSPECTS) else "".join({*SUSPICIOUS.findall(text)})
    found += _of_suspects(text, suspects)
    if not simplified:
        found += _utf8_as_gbk(text)
    return _without_overlaps(found)


def unread_in(text: str) -> list[Span]:
    """What stands in the place of characters that could not be read, in order; a half-width question mark between words may be one."""
    if not holds(text, _UNREAD_SIGNS) and _KATAKANA.search(text) is None:
        return []
    return [Span(*m.span()) for m in _UNREAD.finditer(text) if "://" not in text[max(m.start() - 80, 0) : m.start()].rpartition(" ")[2]]


def asks(text: str, span: Span) -> bool:
    """Whether a question mark stands behind a question: it may be no lost character."""
    return span.of(text) == "?" and _QUESTION.search(text, max(span.start - 30, 0), span.start) is not None


def is_simplified(text: str) -> bool:
    """Whether the text holds nothing but GB/T 2312-1980 and the three marks that Python's codec for it lacks."""
    kept = text.encode("gb2312", "ignore").decode("gb2312")
    return len(text) - len(kept) == sum(map(text.count, "—·〇"))


def _of_ascii(text: str, *, markdown: bool) -> Iterator[Damage]:
    if "@@" in text:
        yield from _markers(text)
    if "##" in text or "▁" in text:
        yield from (_removed("subword-marker", m, "“##”" if "#" in m[0] else "“▁”") for m in _PIECES.finditer(text))
    if "&" in text:
        yield from _entities(text)
    yield from _escaped(text)
    if "<" in text and not markdown:
        yield from (_removed("markup-residue", m, "网页标签") for m in _TAG.finditer(text))
    if "<" in text or holds(text, _TOKENS):
        for m in _TOKEN.finditer(text):
            lost = m[0] in ("[UNK]", "<unk>")
            yield Damage("markup-residue", Span(*m.span()), () if lost else (Edit(Span(*m.span()), ""),), not lost, "模型标记")
    if not markdown and ("```" in text or "**" in text):
        yield from (_removed("markup-residue", m, "Markdown 标记") for m in (*_FENCE.finditer(text), *_stars(text)))
    for m in () if _FOREIGN_WORDS.isdisjoint(_WORD.findall(text)) else _FOREIGN.finditer(text):
        new = _FOREIGN_FOR.get(m[1])
        yield Damage("foreign-word", Span(*m.span()), (Edit(Span(*m.span()), new),) if new else (), new is not None, m[1])
    if "(" in text or "（" in text:
        yield from _pinyin(text)


def _of_suspects(text: str, suspects: str) -> Iterator[Damage]:
    """The damage that suspicious characters are or tell of; `suspects` are those that the text holds."""
    if holds(text, _LOST_WORDS) or _LOST.search(suspects) is not None:
        yield from _lost(text)
    if _HIGH_LATIN.search(suspects) is not None:
        yield from _mojibake(text)
    if _INVISIBLE.search(suspects) is not None:
        yield from _invisible(text)
    if _BIDI.search(suspects) is not None:
        yield from (_removed("bidi-control", m, _named(m[0][0])) for m in _BIDI.finditer(text))
    if _PRIVATE.search(suspects) is not None:
        yield from (_private(text, m) for m in _PRIVATE.finditer(text))
    if _RADICAL.search(suspects) is not None:
        yield from _radicals(text)


def _invisible(text: str) -> Iterator[Damage]:
    for m in _INVISIBLE.finditer(text):
        edits = (Edit(Span(*m.span()), _visible(text, m)),)
        if m["space"] and _is_layout(text, m.start(), m.end()):
            yield Damage("wide-space", Span(*m.span()), edits)
            continue
        yield Damage("invisible-character", Span(*m.span()), edits, True, _named(m[0]), "spaces" if m["space"] else None)


def _removed(kind: str, found: regex.Match[str], note: str) -> Damage:
    span = Span(*found.span())
    return Damage(kind, span, (Edit(span, ""),), True, note)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


def _markers(text: str) -> Iterator[Damage]:
    """Markers of subword-nmt. The space behind one belongs to it only where most of them have one."""
    found = [Span(*m.span()) for m in _MARKERS.finditer(text)]
    found = [span for span in found if text[span.start - 1] not in _CITING or not _is_cited(text, span)]
    spaced = sum(text.startswith(" ", span.stop) for span in found) * 2 > len(found)
    edits = [Edit(Span(span.start, span.stop + text.startswith(" ", span.stop)) if spaced else span, "") for span in found]
    for span, edit in zip(found, edits, strict=True):
        note = f"“{span.of(text)}”"
        if len(found) > _MANY:
            yield Damage("subword-marker", edit.span, tuple(edits), True, note, number=len(edits))
            return
        yield Damage("subword-marker", edit.span, (edit,), True, note)


def _is_cited(text: str, span: Span) -> bool:
    """Whether quotes or brackets hold nothing else: the text speaks of the marker."""
    return span.start > 0 and _CITING.get(text[span.start - 1]) == text[span.stop : span.stop + 1]


def _stars(text: str) -> Iterator[regex.Match[str]]:
    """The asterisks around bold words, pair by pair. Those that stand for the names of places are none: 由**县**镇负责, and 《**县方案》和《**镇方案》.

    Where all of one line stand for names, so do those of the other lines, but for two that hold a whole line.
    """
    lines = [(line, list(_STARS.finditer(text, *line.span()))) for line in _STARRED.finditer(text)]
    named = [all(names_level(text, found.end()) for found in stars) for _, stars in lines]
    for (line, stars), is_named in zip(lines, named, strict=True):
        pairs = list(zip(stars[::2], stars[1::2], strict=False))
        whole = line[0].strip()
        if is_named or (any(named) and not (len(stars) == 2 and whole.startswith("**") and whole.endswith("**"))):
            continue
        if any(text.startswith(_OPENS_NO_BOLD, first.end()) for first, _ in pairs):
            continue
        for first, last in pairs:
            if text[last.start() - 1] not in _ENDS_NO_BOLD:
                yield from (first, last)


def _entities(text: str) -> Iterator[Damage]:
    for m in _ENTITY.finditer(text):
        plain = without_references(m[0])
        if plain != m[0]:
            span = Span(*m.span())
            yield Damage("markup-residue", span, (Edit(span, "" if plain == "\xa0" else plain),), True, "网页实体")


def _escaped(text: str) -> Iterator[Damage]:
    """Characters written as their code points or bytes, where all of them are Chinese."""
    for m in (m for sign, escaped in _ESCAPED.items() if sign in text for m in escaped.finditer(text)):
        plain = unescaped(m[0])
        if plain and not _NOT_CHINESE.search(plain):
            yield Damage("mojibake", Span(*m.span()), (Edit(Span(*m.span()), plain),), True, plain[:12])


def _pinyin(text: str) -> Iterator[Damage]:
    found = [m for m in _PINYIN.finditer(text) if _SYLLABLE.fullmatch(_untoned(m[1]))]
    if any(_TONED.search(m[1]) for m in found) or len(found) >= 5:
        yield from (_removed("interleaved-pinyin", m, m[1]) for m in found)


def _untoned(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c == "\u0308" or not unicodedata.combining(c)))


def _lost(text: str) -> Iterator[Damage]:
    return (Damage("replacement-character", Span(*m.span()), (), False, _readable(m[0])) for m in _LOST.finditer(text))


def _readable(lost: str) -> str:
    """What stands for lost characters; bytes that are no text, which a reader keeps as lone surrogates, by their numbers."""
    if "\udc80" <= lost[0] <= "\udcff":
        return lost.encode("utf-8", "surrogateescape").hex(" ").upper()
    return lost[:3]


def _lost_in_quotes(text: str) -> Iterator[Damage]:
    """Two words in quotes that a space alone parts; where the text has gaps between its words anywhere, as text taken from a PDF, they tell nothing."""
    found = list(_LOST_IN_QUOTES.finditer(text))
    if not found or len(_GAPS_BETWEEN_WORDS.findall(text)) > _HABITUAL * len(found):
        return
    mottos = set(caesuras(text))
    for m in found:
        gap = Span(m.end(1), m.start(2))
        if not names_issuer(m[1]) and gap not in mottos:
            yield Damage("lost-character", Span(*m.span()), (Edit(gap, "+"),), False, f"“{m[1]}+{m[2]}”")


def _mojibake(text: str) -> Iterator[Damage]:
    """Runs of Latin letters that are Chinese read in the wrong encoding; healed when the whole run decodes."""
    for m in _LATIN_RUN.finditer(text):
        if len(m[0]) < 2 or len(_HIGH_LATIN.findall(m[0])) * 4 < len(m[0]):
            continue
        plain = _redecoded(m[0])
        if plain is not None:
            yield Damage("mojibake", Span(*m.span()), (Edit(Span(*m.span()), plain),), True, plain[:12])
        elif len(m[0]) >= 4 and max(m[0]) >= "\x80" and _HIGH_LATIN.search(m[0]) and not m[0].isalpha():
            yield Damage("mojibake", Span(*m.span()), (), False, m[0][:12])


def _redecoded(run: str) -> str | None:
    for codec in ("latin-1", "cp1252"):
        try:
            raw = run.encode(codec)
        except UnicodeEncodeError:
            continue
        for wanted in ("utf-8", "gb2312"):
            try:
                plain = raw.decode(wanted)
            except UnicodeDecodeError:
                continue
            if plain and sum(c > "\u2e7f" or c in "“”‘’—…·" for c in plain) >= 0.8 * len(plain):
                return plain
    return None


def _utf8_as_gbk(text: str) -> Iterator[Damage]:
    """UTF-8 read as GBK: rare characters whose bytes are Chinese text in UTF-8. Bytes are lost at the ends, so it can't be undone."""
    rare = {character for character in set(text).difference(text.encode("gb2312", "ignore").decode("gb2312")) if "\u4e00" <= character <= "\u9fff"}
    stop = 0
    for at in [at for at, character in enumerate(text) if character in rare] if rare else ():
        if at < stop:
            continue
        run = _GBK_RUN.match(text, at)
        length, plain = _utf8_prefix(run[0]) if run is not None else (0, "")
        if len(plain) >= 2:
            stop = at + length
            yield Damage("mojibake", Span(at, stop), (), False, plain[:12])


def _utf8_prefix(run: str) -> tuple[int, str]:
    """How many characters of a run are UTF-8 read as GBK, and the common characters that they were."""
    raw = run.encode("gb18030")
    try:
        plain = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        plain = raw[: error.start].decode("utf-8")
    common = plain.encode("gb2312", "ignore").decode("gb2312")
    return (len(plain.encode("utf-8")) + 1) // 2, plain if len(common) >= 0.8 * len(plain) else ""


def _is_layout(text: str, start: int, stop: int) -> bool:
    """Whether a space stands where any space does: at an edge of its line, beside another one, or behind the number that opens the line."""
    line, end = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
    before, behind = text[line:start], text[stop : end if end >= 0 else len(text)]
    return not before.strip() or not behind.strip() or before[-1] in " \u3000" or behind[0] in " \u3000" or _NUMBER.fullmatch(before) is not None


def _visible(text: str, found: regex.Match[str]) -> str:
    """What stands for an invisible character: nothing, a line end, or a plain space where one parts words."""
    if found["separator"]:
        return "\n"
    if not found["space"]:
        return ""
    if _is_layout(text, found.start(), found.end()):
        return " "
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    parts_words = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return " " if parts_words or not before.strip() or not after.strip() else ""


_NUMBER = compiled(
    r"\s*(?:第[ ]?[一二三四五六七八九十百零〇0-9]{1,6}[ ]?[编篇章节条]|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.．、]?|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])\s*"
)


def _private(text: str, found: regex.Match[str]) -> Damage:
    """Symbol fonts put ASCII at U+F020–U+F07E; at the start of a line the glyph is a bullet whose shape is not known. One that stands
    between figures is known to be a decimal point.
    """
    span = Span(*found.span())
    code = ord(found[0])
    if found[0] == POINT and _FIGURE.match(text[span.start - 1 : span.start]) and _FIGURE.match(text, span.stop):
        return Damage("private-use-character", span, (Edit(span, "."),), True, _named(found[0]))
    line_start = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    if not 0xF021 <= code <= 0xF07E or line_start:
        return Damage("private-use-character", span, (), False, _named(found[0]))
    return Damage("private-use-character", span, (Edit(span, chr(code - 0xF000)),), True, _named(found[0]))


def _radicals(text: str) -> Iterator[Damage]:
    plain_for = data.load("radicals")
    for m in _RADICAL.finditer(text):
        character = m[0]
        if character in _UNIFIED:
            continue
        plain = plain_for.get(character) or (unicodedata.normalize("NFC", character) if character >= "\uf900" else None)
        span = Span(*m.span())
        if plain is None or plain == character:
            yield Damage("radical-codepoint", span, (), False, _named(character))
        else:
            doubled = text.startswith(plain, span.stop)
            yield Damage("radical-codepoint", span, (Edit(span, "" if doubled else plain),), True, f"“{character}”（{_named(character)}）")


def _without_overlaps(found: list[Damage]) -> list[Damage]:
    """The damage in order; where two overlap the first and longest stands."""
    if len(found) < 2:
        return found
    found = [wound for several in found for wound in several.singly()]
    found.sort(key=lambda wound: (wound.span.start, -wound.span.stop))
    kept: list[Damage] = []
    stop = -1
    for wound in found:
        if wound.span.start >= stop or wound.kind == "lost-character":
            kept.append(wound)
            if wound.kind != "lost-character":
                stop = wound.span.stop
    return kept
