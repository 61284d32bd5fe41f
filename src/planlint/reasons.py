"""Heuristics as ordered tables of named reasons, the first of which that holds decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planlint.record import Record
from planlint.typed import Generic, TypeVar

Seen = TypeVar("Seen")


class Reason(Record, Generic[Seen]):
    """One reason for something, or against it, where `holds` is true of what was seen."""

    name: str
    speaks_for: bool
    holds: Callable[[Seen], bool]


def decided(reasons: Sequence[Reason[Seen]], seen: Seen, *, otherwise: bool) -> bool:
    """What the first reason that holds speaks for; `otherwise` where none holds."""
    for reason in reasons:
        if reason.holds(seen):
            return reason.speaks_for
    return otherwise
