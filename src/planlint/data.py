"""The facts that rules/data/ holds, and where rules and caches lie."""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from typing import Any
from zlib import crc32

from planlint import __version__

_HERE = os.path.dirname(os.path.abspath(__file__))


@cache
def rules_folder() -> str:
    """The folder of the shipped rules: inside the installed package, or at the root of a checkout."""
    shipped = os.path.join(_HERE, "_rules")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(os.path.dirname(_HERE)), "rules")


@cache
def cache_folder() -> str | None:
    """The folder for what can be computed anew; None when there is none that only this user can write to."""
    chosen = os.environ.get("PLANLINT_CACHE_DIR")
    folder = os.path.join(chosen or os.path.join(_user_caches(), "planlint"), __version__)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.stat(folder)
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return folder


@cache
def load(name: str) -> Any:
    """The decoded content of rules/data/NAME.yaml: dicts, lists, strings and numbers.

    Raises OSError when there is no such file.
    """
    return _load(os.path.join(rules_folder(), "data", f"{name}.yaml"), name)


@cache
def load_own(path: str) -> Any:
    """The decoded content of a user's YAML file: dicts, lists and strings. Raises OSError and yaml.YAMLError for one that can't be read."""
    return _load(path, f"own-{crc32(os.fsencode(path)):08x}", all_strings=True)


def _load(path: str, name: str, *, all_strings: bool = False) -> Any:
    status = os.stat(path)
    stamp = (path, status.st_mtime_ns, status.st_size, sys.version_info[:2])
    folder = cache_folder()
    kept = os.path.join(folder, f"{name}.marshal") if folder is not None else None
    if kept is not None and (written := read_kept(kept)) is not None:
        try:
            found_stamp, content = marshal.loads(written)
            if found_stamp == stamp:
                return content
        except (ValueError, EOFError, TypeError):
            pass
    content = _decode(path, all_strings=all_strings)
    if kept is not None:
        keep(kept, marshal.dumps((stamp, content)))
    return content


def read_kept(path: str) -> bytes | None:
    """What was put in a file of the cache; None when there is no such file or it is damaged."""
    try:
        with open(path, "rb") as file:
            written = file.read()
    except OSError:
        return None
    # pickle and marshal may bring the interpreter down over bytes that are not theirs
    return written[4:] if written[:4] == _checksum(written[4:]) else None


def keep(path: str, content: bytes) -> None:
    """Put something in a file of the cache, with the sum by which read_kept knows that it is whole."""
    write_atomically(path, _checksum(content) + content)


def write_atomically(path: str, content: bytes) -> None:
    """Put a file in the cache, whole or not at all; a cache that can't be written is no error."""
    draft = f"{path}.{os.getpid()}.part"
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except OSError:
        if os.path.exists(draft):
            os.unlink(draft)


def _checksum(content: bytes) -> bytes:
    return crc32(content).to_bytes(4, "big")


def _decode(path: str, *, all_strings: bool) -> Any:
    import yaml

    safe, base = getattr(yaml, "CSafeLoader", yaml.SafeLoader), getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    with open(path, encoding="utf-8-sig") as file:
        return yaml.load(file, Loader=base if all_strings else safe)


def _user_caches() -> str:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", home)
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
