"""Compiled patterns. Compiling planlint's own takes as long as checking several plans, so their code is kept: in the wheel, and between runs.

Code is only good for the release of `regex` that has made it. The half of `regex` that is written in Python does nothing but compile, and takes as
long to import as the interpreter takes to start: where all the code is there, only the other half is loaded.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from planlint import keeping, ready
from planlint.typed import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import regex

IGNORECASE, MULTILINE, DOTALL, VERBOSE, V0, V1 = 0x2, 0x8, 0x10, 0x40, 0x2000, 0x100
"""The flags of `regex`."""
_NO_LISTS: Mapping[str, Sequence[str]] = {}
_SPECIAL = frozenset("()[]{}?*+|^$\\.-#&~")
_MARSHAL = 4

_Lists = tuple[tuple[str, tuple[str, ...]], ...]
_Key = tuple[str, int, _Lists]


class _Waiting:
    """Stands for a pattern whose code is known, and makes it when it is first asked for something: of those that a run knows it uses few."""

    made: regex.Pattern[str]

    def __init__(self, key: _Key, code: bytes) -> None:
        self._key = key
        self._code = code

    def __getattr__(self, name: str) -> Any:
        value = _from_code()(*marshal.loads(self._code)) if name == "made" else getattr(self.made, name)
        # from now on it is an attribute as any other
        setattr(self, name, value)
        return value

    @property  # type: ignore[misc] # elsewhere it can be set; it is what isinstance() goes by
    def __class__(self) -> type:
        return type(self.made)

    def __reduce__(self) -> tuple[object, ...]:
        return compiled_of, (self._key,)


class _Store:
    """The patterns compiled in this process, and the code of those that others compiled."""

    def __init__(self) -> None:
        folder = keeping.folder()
        self._path = os.path.join(folder, "codes.marshal") if folder is not None else None
        self._made: dict[_Key, regex.Pattern[str]] = {}
        self._keys: dict[int, _Key] = {}
        self._shipped = _usable(ready.part("patterns"))
        self._kept: dict[_Key, bytes] | None = None
        self._grown = False

    def compiled(self, key: _Key) -> regex.Pattern[str]:
        found = self._made.get(key)
        if found is None:
            code = self._shipped.get(key) or self._of_earlier_runs().get(key)
            found = self._made[key] = self._compile(key) if code is None else cast("regex.Pattern[str]", _Waiting(key, code))
            self._keys[id(found)] = key
        return found

    def key_of(self, value: object) -> _Key | None:
        key = self._keys.get(id(value))
        return key if key is not None and self._made[key] is value else None

    def keep(self) -> None:
        if self._grown and self._path is not None:
            keeping.keep(self._path, _written(self._of_earlier_runs()))
            self._grown = False

    def code(self) -> bytes:
        return _written({key: _code_of(pattern) for key, pattern in self._made.items()})

    def _of_earlier_runs(self) -> dict[_Key, bytes]:
        """What an earlier run kept; a file that is damaged, another's, or of another release of regex counts as none."""
        if self._kept is None:
            self._kept = _usable(keeping.read(self._path)) if self._path is not None else {}
        return self._kept

    def _compile(self, key: _Key) -> regex.Pattern[str]:
        made = _anew(*key)
        self._of_earlier_runs()[key] = _code_of(made)
        self._grown = True
        return made


def compiled(pattern: str, flags: int = 0, lists: Mapping[str, Sequence[str]] = _NO_LISTS) -> regex.Pattern[str]:
    """The compiled form of a pattern; `lists` are those that it names. Raises regex.error, ValueError, KeyError or RecursionError for one that is wrong."""
    return _store.compiled((pattern, int(flags), tuple((name, tuple(words)) for name, words in lists.items())))


def compiled_of(key: _Key) -> regex.Pattern[str]:
    """The pattern of which key_of() has told this."""
    return _store.compiled(key)


def key_of(value: object) -> _Key | None:
    """What compiled() makes a value of, where it is one of its patterns."""
    return _store.key_of(value)


def escape(text: str) -> str:
    """A pattern that finds a text as it is."""
    return "".join(f"\\{c}" if c in _SPECIAL or c.isspace() else c for c in text)


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, the longest first."""
    return "|".join(escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def keep() -> None:
    """Keep what this process compiled for later ones; where there is no folder to keep it in, nothing happens."""
    _store.keep()


def made_ready() -> bytes:
    """The code of every pattern of this process, as a wheel has it."""
    return _store.code()


def _anew(pattern: str, flags: int, lists: _Lists) -> regex.Pattern[str]:
    import regex

    named: Mapping[str, Any] = dict(lists)
    return regex.compile(pattern, flags, **named)


def _written(codes: dict[_Key, bytes]) -> bytes:
    import regex

    return marshal.dumps((regex.__version__, codes), _MARSHAL)


def _usable(written: bytes | None) -> dict[_Key, bytes]:
    """The code in some bytes, where it is of the release of regex that is installed."""
    if written is None:
        return {}
    try:
        version, codes = marshal.loads(written)
    except (ValueError, EOFError, TypeError):
        return {}
    return codes if _is_installed(version) else {}


def _code_of(pattern: regex.Pattern[str]) -> bytes:
    """What regex itself would put into a pickle."""
    from copyreg import dispatch_table

    reduced = dispatch_table[pattern.__class__](pattern)
    assert isinstance(reduced, tuple)
    return marshal.dumps(reduced[1], _MARSHAL)


def _is_installed(version: str) -> bool:
    """Whether this release of regex is the one installed; what its folder lies beside mostly tells, and sooner than regex itself."""
    if "regex" not in sys.modules and any(os.path.isdir(f"{os.path.dirname(folder)}/regex-{version}.dist-info") for folder in _folders()):
        return True
    import regex

    return bool(regex.__version__ == version)


@cache
def _folders() -> list[str]:
    """Where regex lies, which is not imported for that."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("regex")
    return list(spec.submodule_search_locations or ()) if spec is not None else []


@cache
def _from_code() -> Callable[..., regex.Pattern[str]]:
    """What makes a pattern of its code: a function of the half of regex that is written in C."""
    if "regex" in sys.modules:
        return _compiler()
    # an empty package stands for regex for as long as its other half is loaded
    package = type(sys)("regex")
    package.__path__ = _folders()
    sys.modules["regex"] = package
    try:
        return _compiler()
    finally:
        del sys.modules["regex"]


def _compiler() -> Callable[..., regex.Pattern[str]]:
    from importlib import import_module

    made: Callable[..., regex.Pattern[str]] = import_module("regex._regex").compile
    return made


_store = _Store()
