"""The words of `rules/data/targets.yaml` as parts of patterns."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.patterns import alternatives


@cache
def words(*names: str) -> str:
    """The words of some lists as alternatives of a pattern."""
    known = data.load("targets")
    return alternatives(word for name in names for word in known[name])


@cache
def ends(name: str) -> tuple[str, ...]:
    """The words of a list, to be asked for at an end."""
    return tuple(data.load("targets")[name])
