"""What a site, a register or a database of laws says of a document: its date, number and issuer, behind labels (成文日期：2026-03-20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from planlint import data
from planlint.enums import StrEnum
from planlint.patterns import compiled, escape
from planlint.phrases.marks import GAP
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

_SPACES = compiled(r"\s+")
_SITE_LINES = 12
_PATH = compiled(
    r"(?:(?:当前|所在|您(?:现在)?的)位置[：:][^，。；\n]{0,60}|[\p{Han}/]{2,16}(?:[ ]*(?:>{1,2}|＞|»)[ ]*[\p{Han}/]{2,24}){2,}(?:[ ]*(?:>{1,2}|＞|»))?)"
)


class Field(StrEnum):
    """What is said; a date of publication is that of the page or the register, and `site` what stands beside every article."""

    ISSUED = "issued"
    PUBLISHED = "published"
    NUMBER = "number"
    ISSUER = "issuer"
    PUBLISHER = "publisher"
    OTHER = "other"
    SITE = "site"


class Entry(Record):
    """A label with what it says; an empty value stands in the next cell or line."""

    field: Field
    label: Span
    value: Span


def field_of(words: str) -> Field | None:
    """What a label says, written with or without spaces in it; None for other words."""
    return _fields().get(_SPACES.sub("", words))


def entry_at(text: str, start: int, stop: int) -> Entry | None:
    """The entry that a line or a cell is: one label at its start, a colon, and what it says. None for any other line."""
    m = _pattern().match(text, start, stop)
    field = field_of(m["label"]) if m is not None else None
    return Entry(field, Span(*m.span("label")), Span(*m.span("value"))) if m is not None and field is not None else None


def entries_in(text: str, within: Span) -> Iterator[Entry]:
    """The entries of a line that may hold several, apart by spaces: 成文日期：2026-03-20　文号：…."""
    entry = entry_at(text, within.start, within.stop)
    while entry is not None:
        following = next((m for m in _inside().finditer(text, entry.value.start, within.stop) if field_of(m["label"]) is not None), None)
        if following is None:
            yield entry
            return
        yield entry._replace(value=Span(entry.value.start, max(entry.value.start, following.start())))
        entry = entry_at(text, following.start("label"), within.stop)


def is_beside_article(text: str, start: int, stop: int) -> bool:
    """Whether a line is what a register or a site sets beside a document and no line of it: an entry, or controls (分享到：, 【打印】 【关闭】)."""
    return entry_at(text, start, stop) is not None or _controls().fullmatch(text, start, stop) is not None or _PATH.fullmatch(text, start, stop) is not None


def below_article(text: str, lines: Sequence[Span]) -> int:
    """Where the lines begin that a site sets below an article or in place of its rest, as offset in the text; its end where there are none.

    相关文章, 京公网安备…号, ……（未完，全文共2230字…, among the last of some lines: further up such words are the document's own.
    """
    return next((start for start, stop in lines[-_SITE_LINES:] if _below().fullmatch(text, start, stop)), len(text))


@cache
def _fields() -> dict[str, Field]:
    written: dict[str, Any] = data.load("metadata")
    return {word: field for field in Field for word in _flat(written[field.value])}


def _flat(words: Any) -> Iterator[str]:
    for word in words:
        if isinstance(word, str):
            yield word
        else:
            yield from word


@cache
def _label() -> str:
    """The pattern of a label, in which spaces may stand: 文　　号."""
    words = sorted(_fields(), key=len, reverse=True)
    return "|".join(f"{GAP}*".join(map(escape, word)) for word in words)


@cache
def _pattern() -> regex.Pattern[str]:
    return compiled(rf"[•·●■◆【\[]?{GAP}*(?P<label>{_label()})[】\]]?{GAP}*[：:]{GAP}*(?P<value>.*?)[ \u3000\t\r\n]*$")


@cache
def _controls() -> regex.Pattern[str]:
    words = sorted(_flat(data.load("metadata")["controls"]), key=len, reverse=True)
    return compiled(rf"[•·●■◆]?(?:{GAP}*[|｜]?[【\[]?{GAP}*(?:{'|'.join(map(escape, words))}){GAP}*(?:[：:【\[][^，。；\n]{{0,20}})?[】\]]?)+")


@cache
def _below() -> regex.Pattern[str]:
    written: dict[str, Any] = data.load("metadata")["below"]
    lines, opened = ("|".join(map(escape, written[key])) for key in ("lines", "opened"))
    return compiled(rf"(?:{lines})[：:]?|[（(【\[]?(?:{opened})[^\n]*|[…\.。]*[（(【][^\n]{{0,60}}(?:{'|'.join(written['rest'])})[^\n]*")


@cache
def _inside() -> regex.Pattern[str]:
    return compiled(rf"(?<={GAP}|[|｜])[【\[]?(?P<label>{_label()})[】\]]?{GAP}*[：:]")
