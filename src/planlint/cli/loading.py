"""Rules for a command, with what is wrong in a rule file told to the user."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planlint.cli.terminal import say

if TYPE_CHECKING:
    from planlint.rulebook.rule import Rule


def load(paths: Sequence[str], *, cached: bool) -> list[Rule] | None:
    """The shipped rules and those of the paths; None when one of them can't be used, which has been said."""
    from planlint.rulebook.decode import RuleError
    from planlint.rulebook.store import load_rules

    try:
        return load_rules(paths, cached=cached)
    except RuleError as error:
        say(str(error))
        return None
