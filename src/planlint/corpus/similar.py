"""Families of documents, or of tasks, that say nearly the same: who copied what, and what stood first.

The chapters of texts are compared by MinHash over runs of five characters, the names of their own region left out of account, so that a plan that was copied for
another city is known. Two of a family need not be alike themselves: each is like one of the others. What is estimated is told as estimated: with 128
hashes the similarity is right within 0.09 for 19 of 20 pairs. All signatures are held in memory, about 4 KB each: a million of them need 4 GB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from planlint.corpus.reading import rows
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Kind

HASHES = 128
"""How many hashes a signature has."""

_RUN = 5
_SHORTEST = 20
_SEED = 17
_NOISE = compiled(r"[\s\p{P}\p{S}]+")
_ENDINGS = ("省", "市", "县", "区", "旗", "州", "盟")
_PARTS = compiled(r"[\p{Han}]+?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗)")
_PARTS_OF_FILE = (Kind.DOCUMENT.value, Kind.NOTICE.value, Kind.PLAN.value)
_LAST = "9999"


class Member(Record):
    """A document or task of a family: its document, path, title, region, level and date, and the number of the task.

    `similarity` is that to the first of the family, `same` tells that the words are the same, but for the names of their regions.
    """

    document: str
    path: str
    title: str | None
    region: str | None
    level: str | None
    date: str | None
    task: int | None
    similarity: float
    same: bool


class Family(Record):
    """Documents or tasks that say nearly the same, the earliest first; those without a date come last."""

    members: tuple[Member, ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels in the order in which they come up: how it spread."""
        return tuple(dict.fromkeys(member.level for member in self.members if member.level is not None))


def families(folder: str, of: str = "documents", threshold: float = 0.8) -> list[Family]:
    """The families of at least two documents, or tasks, that are alike by the threshold (0 to 1), the largest first.

    The same tables give the same families in the same order. Needs datasketch. Raises NoTable, and ImportError without that.
    """
    from datasketch import MinHashLSH

    texts = list(_signed(folder, of))
    index = MinHashLSH(threshold=threshold, num_perm=HASHES)
    groups = _Groups(len(texts))
    for at, one in enumerate(texts):
        for other in sorted(index.query(one.signature)):
            if one.signature.jaccard(texts[other].signature) >= threshold:
                groups.join(at, other)
        index.insert(at, one.signature, check_duplication=False)
    found = [_family([texts[at] for at in group]) for group in groups if len(group) > 1]
    return sorted(found, key=lambda family: (-len(family.members), _order(family.members[0])))


class _Signed(Record):
    member: Member
    words: int
    signature: Any


def _signed(folder: str, of: str) -> Iterator[_Signed]:
    """The documents or tasks with their signatures, in an order that does not depend on the parts they are in."""
    known = {row[0]: row for row in rows(folder, "documents", ("document", "path", "title", "region", "level", "date"))}
    for key, text in sorted(_texts(folder, of)):
        document, task = key
        _, path, title, region, level, date = known[document]
        words = _plain(text, region or "")
        if len(words) >= _SHORTEST:
            member = Member(document, path, title or None, region or None, level or None, date or None, task, 1.0, True)
            yield _Signed(member, hash_of(words), _signature(words))


def _texts(folder: str, of: str) -> Iterator[tuple[tuple[str, int | None], str]]:
    if of == "tasks":
        for document, task, title, measure in rows(folder, "tasks", ("document", "task", "title", "measure")):
            yield (document, int(task)), f"{title}{measure}" if title not in measure else measure
        return
    # the sections of a document stand together
    for document, sections in groupby(rows(folder, "sections", ("document", "kind", "title", "text")), key=itemgetter(0)):
        found = [(kind, f"{title}{text}") for _, kind, title, text in sections]
        # dates, numbers and addressees stand outside of the chapters, and differ where a plan was copied
        body = "".join(text for kind, text in found if kind not in _PARTS_OF_FILE)
        yield (document, None), body if len(body) >= _SHORTEST else "".join(text for _, text in found)


def _plain(text: str, region: str) -> str:
    """The words alone, without the names of the region whose text it is: 山西省 and 山西."""
    words = _NOISE.sub("", text)
    names = _PARTS.findall(region)
    for name in sorted({*names, *(name.rstrip("".join(_ENDINGS)) for name in names)}, key=len, reverse=True):
        if len(name) > 1:
            words = words.replace(name, "")
    return words


def hash_of(words: str) -> int:
    """A number that is the same for the same words, in any process."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


def _signature(words: str) -> Any:
    from datasketch import MinHash

    signature = MinHash(num_perm=HASHES, seed=_SEED)
    signature.update_batch([run.encode() for run in sorted({words[at : at + _RUN] for at in range(len(words) - _RUN + 1)})])
    return signature


def _order(member: Member) -> tuple[str, str, int]:
    return member.date or _LAST, member.path, member.task or 0


def _family(texts: list[_Signed]) -> Family:
    first, *others = sorted(texts, key=lambda text: _order(text.member))
    members = [text.member._replace(similarity=round(float(first.signature.jaccard(text.signature)), 2), same=text.words == first.words) for text in others]
    return Family((first.member, *members))


class _Groups:
    """Which of some numbers belong together."""

    def __init__(self, number: int) -> None:
        self._above = list(range(number))

    def join(self, one: int, other: int) -> None:
        """Put the groups of two numbers together."""
        first, second = sorted((self._root(one), self._root(other)))
        self._above[second] = first

    def __iter__(self) -> Iterator[list[int]]:
        groups: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            groups.setdefault(self._root(at), []).append(at)
        return iter(groups.values())

    def _root(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at


def records(found: Iterable[Family]) -> list[dict[str, object]]:
    """The families for programs."""
    return [{"size": len(family.members), "levels": list(family.levels), "members": [member._asdict() for member in family.members]} for family in found]
