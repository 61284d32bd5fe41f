"""What a wheel brings ready made: rules, data, compiled patterns and modules in one piece, so that a first run has nothing to decode and little to find.

They are made when the wheel is built, from the files that lie in it (tools/ready.py), and stand among planlint's own modules: who may write
there may change planlint itself. A checkout has none; there all is made of the YAML as it is now, and kept in the user's cache.
"""

from __future__ import annotations

import os

from planlint.once import once

_PLACE = os.path.join(os.path.dirname(__file__), "_ready")


@once
def built() -> str | None:
    """What tells this build of planlint from every other one: a sum of its modules, rules and data; None in a checkout."""
    content = part("built")
    return content.decode("ascii") if content is not None else None


def part(name: str) -> bytes | None:
    """One of the things that were made, as the module that reads it has written it; None in a checkout."""
    try:
        with open(place(name), "rb") as file:
            return file.read()
    except OSError:
        return None


def place(name: str) -> str:
    """The path of one of the things that were made; there is no such file in a checkout."""
    return os.path.join(_PLACE, name)
