"""The facts that rules/data/ holds, and where the rules lie."""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from typing import Any
from zlib import crc32

from planlint import keeping
from planlint.record import Record

_HERE = os.path.dirname(os.path.abspath(__file__))


@cache
def rules_folder() -> str:
    """The folder of the shipped rules: inside the installed package, or at the root of a checkout."""
    shipped = os.path.join(_HERE, "_rules")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(_HERE)), "rules")


def files() -> list[str]:
    """The paths of the files that `load` reads, in order."""
    folder = os.path.join(rules_folder(), "data")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]


@cache
def load(name: str) -> Any:
    """The decoded content of rules/data/NAME.yaml: dicts, lists, strings and numbers.

    Raises OSError when there is no such file.
    """
    return _load(os.path.join(rules_folder(), "data", f"{name}.yaml"), name)


def load_own(path: str) -> Any:
    """The decoded content of a user's YAML file as it is now: dicts, lists and strings.

    Raises OSError and yaml.YAMLError for one that can't be read.
    """
    return _load(path, f"own-{crc32(os.fsencode(path)):08x}", all_strings=True)


class Stamp(Record):
    """A file as it was at some moment: another one as soon as it is written to."""

    path: str
    changed: int
    size: int


def stamp(path: str) -> Stamp:
    """The file as it is now. Raises OSError where there is none."""
    status = os.stat(path)
    return Stamp(path, status.st_mtime_ns, status.st_size)


def _load(path: str, name: str, *, all_strings: bool = False) -> Any:
    made_of = (*stamp(path), sys.version_info[:2])
    folder = keeping.folder()
    kept = os.path.join(folder, f"{name}.marshal") if folder is not None else None
    if kept is not None and (written := keeping.read(kept)) is not None:
        try:
            found, content = marshal.loads(written)
            if found == made_of:
                return content
        except (ValueError, EOFError, TypeError):
            pass
    content = _decode(path, all_strings=all_strings)
    if kept is not None:
        keeping.keep(kept, marshal.dumps((made_of, content)))
    return content


def _decode(path: str, *, all_strings: bool) -> Any:
    import yaml

    safe, base = getattr(yaml, "CSafeLoader", yaml.SafeLoader), getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    with open(path, encoding="utf-8-sig") as file:
        return yaml.load(file, Loader=base if all_strings else safe)
