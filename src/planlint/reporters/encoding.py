"""JSON as every program can read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from planlint.patterns import compiled

_SURROGATE = compiled(r"[\ud800-\udfff]")


def encode_items(values: Iterable[dict[str, object]]) -> Iterator[str]:
    """The inside of an array piece by piece, each value in a line of its own: a large report need not fit in memory."""
    separator = "\n"
    for value in values:
        yield separator + encode(value)
        separator = ",\n"


def encode(value: object) -> str:
    """The value as JSON in one line; Chinese stands as it is, a lone surrogate (from a path) as \\udcff, so that UTF-8 can hold it."""
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
