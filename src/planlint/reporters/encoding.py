"""JSON as every program can read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from planlint.patterns import compiled
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_STEERING = compiled(r"[\p{C}\p{Zl}\p{Zp}]|(?<=##[A-Za-z]*)\[")


def encode_items(values: Iterable[dict[str, object]]) -> Iterator[str]:
    """The inside of an array piece by piece, each value in a line of its own: a large report need not fit in memory."""
    separator = "\n"
    for value in values:
        yield separator + encode(value)
        separator = ",\n"


def encode(value: object) -> str:
    """The value as JSON in one line that steers no terminal and no log.

    Chinese stands as it is; controls, format characters, lone surrogates (from a path) and the bracket of “##[” stand as \\u escapes.
    """
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() and "##" not in text else _STEERING.sub(_escaped, text)


def _escaped(match: regex.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
