"""Repairs made: fixes chosen, applied and looked at again, and files written whole or not at all."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property

from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.findings.law import breakers, edits_of
from planlint.record import Record
from planlint.text.source import Source
from planlint.text.spans import Edit
from planlint.text.view import View
from planlint.typed import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from typing import Self

ROUNDS = 10
"""How often a text is looked at again before what is left to repair is left to the user."""

Diagnose = Callable[[str], Sequence[Diagnostic]]
"""What is wrong with a text."""

Shape = Callable[[str], Hashable]
"""What a text is made of (see `law.shape`)."""

Wanted = Callable[[Diagnostic], bool]
"""Tells whether a person wants the repair of a finding."""

# how many fixes may follow on each other before the first of them is refused
_FOLLOWING = 4
# so many characters may be read to find the fixes that break a law: some seconds, or a few texts where one is longer
_ENOUGH = 1_000_000


class Draft(Protocol):
    """A text between its repairs, or the file that it is in."""

    @property
    def text(self) -> str:
        """The text as it is now."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What is wrong with it."""

    @property
    def shape(self) -> Hashable:
        """What it is made of (see `law.shape`)."""

    def edited(self, edits: Sequence[Edit]) -> Self:
        """The draft with edits of its text made, which are in order and apart."""


AnyDraft = TypeVar("AnyDraft", bound=Draft)


class Repaired(Record, Generic[AnyDraft]):
    """A draft with its repairs made, how many findings of each code were repaired, and those whose safe fix was not made."""

    draft: AnyDraft
    counts: dict[str, int]
    refused: list[Diagnostic]


class Fixed(Record):
    """A text with its repairs made, how many findings of each code were repaired, and the edits of the text before that make it.

    `refused` are findings of the text whose safe fix is not made (see `repaired`).
    """

    text: str
    counts: dict[str, int]
    edits: tuple[Edit, ...]
    refused: tuple[Diagnostic, ...] = ()


class Changed(Exception):
    """The file on disk is no longer the one that was read."""


def fixed_text(text: str, diagnose: Diagnose, *, unsafe: bool = False, shape: Shape | None = None, wanted: Wanted | None = None) -> Fixed:
    """A text after its repairs (see `repaired`), its `shape` being what it is made of."""
    draft, counts, refused = repaired(_Text(View(Source(text)), diagnose, shape), unsafe=unsafe, wanted=wanted)
    return Fixed(draft.text, counts, tuple(draft.view.edits()), tuple(refused))


def repaired(draft: AnyDraft, *, unsafe: bool = False, wanted: Wanted | None = None) -> Repaired[AnyDraft]:
    """A draft after its safe fixes, or also the unsafe ones, made again until nothing is left to repair.

    A safe fix is not made where it would change what the text is made of, or where more would be found afterwards than before and
    safe fixes do not mend that too. What is made depends on the text alone, so that a second run changes nothing.

    If `wanted` is given, its findings alone are repaired, and once: those of a text that has been repaired are others, and may look like
    the ones that a person has left alone.
    """
    if wanted is not None:
        return _step(draft, unsafe=unsafe, wanted=wanted)
    counts: dict[str, int] = {}
    for _ in range(ROUNDS):
        step = _step(draft, unsafe=unsafe, wanted=None)
        if step.draft.text == draft.text:
            return Repaired(draft, counts, step.refused)
        draft = step.draft
        for code, count in step.counts.items():
            counts[code] = counts.get(code, 0) + count
    return Repaired(draft, counts, [])


def choose(diagnostics: Sequence[Diagnostic], *, unsafe: bool = False) -> list[Diagnostic]:
    """Those whose fix is to be made now: in the order of the text, each whole, none in the way of one before it."""
    wanted = (Applicability.SAFE, Applicability.UNSAFE) if unsafe else (Applicability.SAFE,)
    able = [diagnostic for diagnostic in diagnostics if diagnostic.fix and diagnostic.fix.edits and diagnostic.fix.applicability in wanted]
    able.sort(key=lambda diagnostic: (_edits(diagnostic)[0].span, diagnostic.code))
    taken = _Taken()
    return [diagnostic for diagnostic in able if taken.take(_edits(diagnostic))]


def _step(draft: AnyDraft, *, unsafe: bool, wanted: Wanted | None) -> Repaired[AnyDraft]:
    """A draft with the fixes made that may be made now; what stood in the way of others is refused and leaves its place to them."""
    trials = _Trials(draft, _FOLLOWING if wanted is None else 1)
    refused: list[Diagnostic] = []
    able = draft.diagnostics if wanted is None else [diagnostic for diagnostic in draft.diagnostics if wanted(diagnostic)]
    while True:
        chosen = choose([diagnostic for diagnostic in able if diagnostic not in refused] if refused else able, unsafe=unsafe)
        # fixes of one rule are alike in what they bring about, and are found and refused together
        safe = sorted((one for one in chosen if one.fix and one.fix.applicability is Applicability.SAFE), key=lambda one: one.code)
        breaking = breakers(safe, lambda some: trials.lawful(some) is None, trials.are_enough)
        if not breaking:
            break
        refused += breaking
    lawful = trials.lawful(safe)
    if lawful is not None and len(safe) == len(chosen):
        return Repaired(*lawful, refused)
    return Repaired(draft.edited(edits_of(chosen)), _counted(chosen), refused)


class _Trials(Generic[AnyDraft]):
    """What becomes of a draft when some of its safe fixes are made."""

    def __init__(self, draft: AnyDraft, following: int) -> None:
        """`following` tells how many fixes, one after another, may mend what the ones before them bring to light; 1 lets none do so."""
        self._draft = draft
        self._following = following
        self._read = 0
        self._last: tuple[Sequence[Diagnostic], tuple[AnyDraft, dict[str, int]] | None] | None = None

    def are_enough(self) -> bool:
        """Whether so much was read already that what is not told apart yet stays together."""
        return self._read > _ENOUGH

    def lawful(self, chosen: Sequence[Diagnostic]) -> tuple[AnyDraft, dict[str, int]] | None:
        """The draft with fixes made, and those that mend what the first ones bring to light; None where a law would be broken."""
        if self._last is None or self._last[0] != chosen:
            self._last = chosen, self._made(chosen)
        return self._last[1]

    def _made(self, chosen: Sequence[Diagnostic]) -> tuple[AnyDraft, dict[str, int]] | None:
        before, after = self._draft, self._draft
        counts: Counter[str] = Counter()
        for _ in range(self._following):
            after = after.edited(edits_of(chosen))
            counts.update(_counted(chosen))
            self._read += len(after.text)
            if after.shape != before.shape:
                return None
            new = _places(after.diagnostics) - _places(before.diagnostics)
            if not new:
                return after, dict(counts)
            chosen = [one for one in choose(after.diagnostics) if one.code in new]
            if not chosen:
                return None
        return None


class _Text:
    """A text by itself as a draft."""

    def __init__(self, view: View, diagnose: Diagnose, shape: Shape | None) -> None:
        self.view = view
        self._diagnose = diagnose
        self._shape = shape

    @property
    def text(self) -> str:
        return self.view.text

    @cached_property
    def diagnostics(self) -> Sequence[Diagnostic]:
        return self._diagnose(self.text)

    @cached_property
    def shape(self) -> Hashable:
        return self._shape(self.text) if self._shape is not None else None

    def edited(self, edits: Sequence[Edit]) -> _Text:
        return _Text(self.view.edited(edits), self._diagnose, self._shape)


def _counted(diagnostics: Sequence[Diagnostic]) -> Counter[str]:
    return Counter(diagnostic.code for diagnostic in diagnostics)


def _places(diagnostics: Sequence[Diagnostic]) -> Counter[str]:
    """How many places are found of each code."""
    places: Counter[str] = Counter()
    for diagnostic in diagnostics:
        places[diagnostic.code] += diagnostic.occurrences
    return places


class _Taken:
    """Edits that keep out of each other's way, by place."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Add edits unless one of them overlaps an edit taken before, or begins at the same place."""
        if not all(self._is_free(edit) for edit in edits):
            return False
        for edit in edits:
            self._edits.insert(bisect_left(self._edits, edit), edit)
        return True

    def _is_free(self, edit: Edit) -> bool:
        at = bisect_left(self._edits, edit)
        before = self._edits[at - 1].span if at else None
        after = self._edits[at].span if at < len(self._edits) else None
        if before is not None and (before.stop > edit.span.start or before.start == edit.span.start):
            return False
        return after is None or (edit.span.stop <= after.start and edit.span.start != after.start)


def write(path: str, content: bytes, *, before: bytes) -> None:
    """Put new content in the place of a file's old one, with its permissions; there is no moment at which the file is half written.

    Raises Changed when the file no longer holds `before`, OSError when it can't be written.
    """
    from tempfile import mkstemp

    target = os.path.realpath(path)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), path)
    handle, draft = mkstemp(dir=os.path.dirname(target), prefix=".planlint-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(draft, os.stat(target).st_mode & 0o7777)
        with open(target, "rb") as file:
            if file.read() != before:
                raise Changed(path)
        os.replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise


def difference(old: Source, new: str) -> Iterator[str]:
    """The lines of a unified diff, each with the line end it has in the text."""
    from difflib import unified_diff

    for line in unified_diff(_lines(old), _lines(Source(new)), old.name, old.name):
        yield line
        if not line.endswith(("\n", "\r")):
            yield "\n\\ No newline at end of file\n"


def _lines(source: Source) -> list[str]:
    stops = [*source.line_starts[1:], len(source.text)]
    return [source.text[start:stop] for start, stop in zip(source.line_starts, stops, strict=True) if start < stop]


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...]:
    assert diagnostic.fix is not None
    return diagnostic.fix.edits
