"""What the commands over extracted tables have in common."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Protocol

from planlint.cli import terminal
from planlint.cli.listings.records import Listing, destination
from planlint.cli.loading import tell
from planlint.cli.outputs import BadOutput
from planlint.cli.terminal import complain
from planlint.messages import UserError


class Asking(Protocol):
    """A call that asks for a list."""

    @property
    def output_format(self) -> str | None: ...  # noqa: D102  # as the option says
    @property
    def output_file(self) -> str | None: ...  # noqa: D102
    @property
    def lang(self) -> str | None: ...  # noqa: D102
    @property
    def color(self) -> str: ...  # noqa: D102


def give(call: Asking, made: Callable[[], Listing]) -> int:
    """Make the list that a call asks for and write it; 0, or 2 when that can't be done, which has been said."""
    language = terminal.language(call.lang, os.environ)
    try:
        goal = destination(call.output_format, call.output_file, sys.stdout)
        listing = made()
    except BadOutput as error:
        return complain(error.zh, error.en, language)
    except UserError as error:
        return tell(error, language)
    except ImportError as error:
        return complain(
            f"还要另装：pip install 'planlint[similar]'（{error.name}）", f"pip install 'planlint[similar]' brings what is missing ({error.name})", language
        )
    return goal.give(listing, language=language, color=call.color)
