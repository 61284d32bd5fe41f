"""What the head of a web page says of the document: a table or list of entries above or below the article, and its <meta>."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planlint import data
from planlint.phrases.metadata import Field, entries_in, field_of
from planlint.phrases.times import times_in
from planlint.phrases.titles import document_number_in
from planlint.text.evidence import Metadata
from planlint.text.spans import Span

_LONGEST_BODY = 40


def metadata_of(lines: Iterable[str], metas: Iterable[tuple[str, str]]) -> Metadata:
    """What lines around an article, their cells apart by tabs, and pairs of names and contents in the head of the page say.

    The first that says something of a kind counts, and a line before what <meta> says.
    """
    found: dict[Field, str] = {}
    for field, value in (*_entries([piece for line in lines for piece in line.split("\t")]), *_of_metas(metas)):
        if field not in found and (kept := _kept(field, value)):
            found[field] = kept
    return Metadata(**{field.value: value for field, value in found.items()})


def _entries(pieces: Sequence[str]) -> Iterator[tuple[Field, str]]:
    """The entries of cells and lines; a label by itself is followed by what it says."""
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].strip() if at + 1 < len(pieces) else ""
        field = field_of(piece.strip().rstrip("：:"))
        if field is not None:
            if field_of(following.rstrip("：:")) is None:
                yield field, following
            continue
        for entry in entries_in(piece, Span(0, len(piece))):
            yield entry.field, entry.value.of(piece).strip() or following


def _of_metas(metas: Iterable[tuple[str, str]]) -> Iterator[tuple[Field, str]]:
    names = {name: Field(field) for field, known in data.load("metadata")["meta"].items() for name in known}
    for name, content in metas:
        if name.lower() in names:
            yield names[name.lower()], content.strip()


def _kept(field: Field, value: str) -> str:
    """What a value says of its kind: the date, the number or the name in it; nothing where it holds none."""
    match field:
        case Field.ISSUED | Field.PUBLISHED:
            return next((time.iso for time in times_in(value, Span(0, len(value))) if time.month is not None), "")
        case Field.NUMBER:
            number = document_number_in(value, 0, len(value))
            return number.written if number is not None else ""
        case Field.ISSUER | Field.PUBLISHER:
            return value if 2 <= len(value) <= _LONGEST_BODY and "：" not in value else ""
        case Field.OTHER | Field.SITE:
            return ""
