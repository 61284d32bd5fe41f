"""Repairs made: fixes chosen, applied and looked at again, and files written whole or not at all."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.findings.law import Shape, breakers
from planlint.text.source import Source
from planlint.text.spans import Edit
from planlint.text.view import View

ROUNDS = 10
"""How often a text is looked at again before what is left to repair is left to the user."""

Diagnose = Callable[[str], Sequence[Diagnostic]]
"""What is wrong with a text."""


class Fixed(NamedTuple):
    """A text with its repairs made, how many findings of each code were repaired, and the edits of the text before that make it."""

    text: str
    counts: dict[str, int]
    edits: tuple[Edit, ...]


class Changed(Exception):
    """The file on disk is no longer the one that was read."""


def fixed_text(text: str, diagnose: Diagnose, *, unsafe: bool = False, shape: Shape | None = None) -> Fixed:
    """The text after its safe fixes, or also the unsafe ones, made again until nothing is left to repair.

    Safe fixes that would change the `shape` of the text are not made.
    """
    counts: dict[str, int] = {}
    view = View(Source(text))
    for _ in range(ROUNDS):
        chosen = _lawful(view.text, diagnose(view.text), shape, unsafe=unsafe)
        repaired = view.edited(sorted(edit for diagnostic in chosen if diagnostic.fix for edit in diagnostic.fix.edits))
        if repaired.text == view.text:
            break
        view = repaired
        for diagnostic in chosen:
            counts[diagnostic.code] = counts.get(diagnostic.code, 0) + 1
    return Fixed(view.text, counts, tuple(view.edits()))


def choose(diagnostics: Sequence[Diagnostic], *, unsafe: bool = False) -> list[Diagnostic]:
    """Those whose fix is to be made now: in the order of the text, each whole, none in the way of one before it."""
    wanted = (Applicability.SAFE, Applicability.UNSAFE) if unsafe else (Applicability.SAFE,)
    able = [diagnostic for diagnostic in diagnostics if diagnostic.fix and diagnostic.fix.edits and diagnostic.fix.applicability in wanted]
    able.sort(key=lambda diagnostic: (_edits(diagnostic)[0].span, diagnostic.code))
    taken = _Taken()
    return [diagnostic for diagnostic in able if taken.take(_edits(diagnostic))]


def _lawful(text: str, found: Sequence[Diagnostic], shape: Shape | None, *, unsafe: bool) -> list[Diagnostic]:
    """Those chosen of what was found whose safe fixes leave the shape of the text as it is; what stood in the way of others is not counted."""
    refused: list[Diagnostic] = []
    while True:
        chosen = choose([diagnostic for diagnostic in found if diagnostic not in refused] if refused else found, unsafe=unsafe)
        if shape is None:
            return chosen
        breaking = breakers(text, [one for one in chosen if one.fix and one.fix.applicability is Applicability.SAFE], shape)
        if not breaking:
            return chosen
        refused += breaking


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
