"""The facts that rules/data/ holds, and where the rules lie."""

from __future__ import annotations

import marshal
import os
import sys

from planlint import keeping, ready
from planlint.once import once
from planlint.record import Record
from planlint.typed import Any

_MARSHAL = 4
"""The form that every Python from 3.11 on reads."""
_HERE = os.path.dirname(os.path.abspath(__file__))


@once
def rules_folder() -> str:
    """The folder of the shipped rules: inside the installed package, or at the root of a checkout."""
    if ready.built() is not None:
        return os.path.join(_HERE, "_rules")
    return os.path.join(os.path.dirname(os.path.dirname(_HERE)), "rules")


def files() -> list[str]:
    """The paths of the files that `load` reads, in order."""
    folder = os.path.join(rules_folder(), "data")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]


@once
def load(name: str) -> Any:
    """The decoded content of rules/data/NAME.yaml: dicts, lists, strings and numbers.

    Raises OSError when there is no such file.
    """
    shipped = _shipped().get(name)
    if shipped is not None:
        return marshal.loads(shipped)
    return _load(os.path.join(rules_folder(), "data", f"{name}.yaml"), name)


def load_own(path: str) -> Any:
    """The decoded content of a user's YAML file as it is now: dicts, lists and strings.

    Raises OSError and yaml.YAMLError for one that can't be read.
    """
    from zlib import crc32

    return _load(path, f"own-{crc32(os.fsencode(path)):08x}", all_strings=True)


def made_ready() -> bytes:
    """All that load() gives, as a wheel has it."""
    folder = os.path.join(rules_folder(), "data")
    names = sorted(name.removesuffix(".yaml") for name in os.listdir(folder))
    contents = {name: _decode(os.path.join(folder, f"{name}.yaml"), all_strings=False) for name in names}
    return marshal.dumps({name: marshal.dumps(content, _MARSHAL) for name, content in contents.items()}, _MARSHAL)


class Stamp(Record):
    """A file as it was at some moment: another one as soon as it is written to."""

    path: str
    changed: int
    size: int


def stamp(path: str) -> Stamp:
    """The file as it is now. Raises OSError where there is none."""
    status = os.stat(path)
    return Stamp(path, status.st_mtime_ns, status.st_size)


@once
def _shipped() -> dict[str, bytes]:
    """What came ready made, each decoded when it is asked for."""
    content = ready.part("data")
    found: dict[str, bytes] = marshal.loads(content) if content is not None else {}
    return found


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
