"""Settings and rules for a command, with what is wrong in their files told to the user."""

from __future__ import annotations

import os

from planlint.cli.terminal import complain, say
from planlint.messages import UserError
from planlint.reporters.escape import visible
from planlint.settings.policy import Asked, Policy, Unusable
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planlint.rule import Rule

_NOTHING = Asked()


def policy(chosen: str | None, *, isolated: bool, asked: Asked = _NOTHING) -> Policy:
    """The settings by document: those of the chosen file, else of that of PLANLINT_CONFIG, else of the nearest one upwards.

    Raises UserError when a file is chosen and all are to be left alone.
    """
    if isolated and chosen is not None:
        raise UserError("--config 与 --isolated 不能同用", "--config and --isolated exclude each other")
    return Policy(asked._replace(config=chosen or os.environ.get("PLANLINT_CONFIG") or None, isolated=isolated))


def tell(error: UserError, language: str) -> int:
    """Say what is wrong with a file of the user's, or with the call; the exit code for it."""
    if isinstance(error, Unusable) and error.placed:
        say(visible(error.en if language == "en" else error.zh))
        return 2
    return complain(visible(error.zh), visible(error.en), language)


def load(paths: Sequence[str], language: str) -> list[Rule] | None:
    """The shipped rules and those of the paths, by code; None when one of them can't be used, which has been said."""
    try:
        return Policy(Asked(isolated=True, rules=tuple(paths))).every_rule(os.curdir)[0]
    except UserError as error:
        tell(error, language)
        return None
