"""Files kept between runs in the user's cache folder, each of which proves to be this user's own before anything is made of it.

A cache may lie where others write: in a checkout, in what a service carries from run to run. Every file therefore begins with a sum that nobody
can make without the user's key, which lies in the home folder whatever the place of the cache.
"""

from __future__ import annotations

import os
import sys

from planlint.once import once
from planlint.typed import TYPE_CHECKING, Any

try:
    # hashlib brings OpenSSL in, which costs a known file a tenth of its run
    from _blake2 import blake2b as blake2b
except ImportError:
    from hashlib import blake2b as blake2b

from planlint import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

SUM = 16
"""The bytes of a sum."""
_KEY = 32


class Damaged(Exception):
    """Bytes of which nothing can be made, or not what they are to be."""


@once
def folder() -> str | None:
    """The folder for what can be computed anew; None when there is none that only this user can write to, or no key to know files by."""
    chosen = os.environ.get("PLANLINT_CACHE_DIR")
    place = os.path.join(chosen or os.path.join(_user_caches(), "planlint"), __version__)
    try:
        os.makedirs(place, mode=0o700, exist_ok=True)
        status = os.stat(place)
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return place if _key() is not None else None


def read(path: str) -> bytes | None:
    """What was kept in a file; None when there is no such file, it is damaged, or another has written it."""
    try:
        with open(path, "rb") as file:
            written = file.read()
    except OSError:
        return None
    content = written[SUM:]
    return content if written[:SUM] == checksum(_name(path), content) else None


def keep(path: str, content: bytes) -> None:
    """Put something in a file, under the sum by which read() knows that it is whole and this user's."""
    write_atomically(path, checksum(_name(path), content) + content)


def write_atomically(path: str, content: bytes) -> None:
    """Put a file in the cache, whole or not at all; a cache that can't be written is no error."""
    draft = f"{path}.{os.getpid()}.part"
    try:
        # a draft that is there already may be a link to somewhere else
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except OSError:
        if os.path.lexists(draft):
            os.unlink(draft)


def checksum(*parts: bytes) -> bytes:
    """A sum of some bytes that only the holder of the user's key can make."""
    digest = blake2b(digest_size=SUM, key=_key() or os.urandom(_KEY))
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def pickled(value: object, name_of: Callable[[Any], object] = lambda _: None) -> bytes:
    """A value as unpickled() takes it; what `name_of` gives a name for is kept by that."""
    import io
    import pickle

    class NamingPickler(pickle.Pickler):
        """Asks for names before everything else."""

        def persistent_id(self, value: Any) -> Any:
            """The name of a value; None where it has none."""
            return name_of(value)

    content = io.BytesIO()
    NamingPickler(content, pickle.HIGHEST_PROTOCOL).dump(value)
    return content.getvalue()


def unpickled(content: bytes, named: Callable[[Any], object] | None = None) -> Any:
    """The value of a pickle that read() gave back, made of plain values, types of planlint, and what `named` gives for a name.

    Raises Damaged for one that names anything else, or that can't be read.
    """
    from _pickle import UnpicklingError
    from io import BytesIO

    unpickler = _unpickler()(BytesIO(content))
    if named is not None:
        unpickler.persistent_load = named
    try:
        return unpickler.load()
    except (UnpicklingError, ValueError, EOFError, TypeError, AttributeError, ImportError, IndexError, KeyError) as error:
        raise Damaged(str(error)) from error


@once
def _unpickler() -> Any:
    # pickle itself brings re in, and adds what is not asked for here
    from _pickle import Unpickler, UnpicklingError

    class OwnUnpickler(Unpickler):
        """Knows no function at all."""

        def find_class(self, module: str, name: str) -> Any:
            """The type of planlint that has this name."""
            found = super().find_class(module, name) if module.startswith("planlint.") and "." not in name else None
            if not isinstance(found, type) or not found.__module__.startswith("planlint."):
                raise UnpicklingError(f"{module}.{name} is nothing that is kept")
            return found

    return OwnUnpickler


@once
def _key() -> bytes | None:
    """The user's key: of PLANLINT_CACHE_KEY where it is given, else of a file in the home folder, made when it is first asked for.

    None where there is no such place, or others can read it.
    """
    given = os.environ.get("PLANLINT_CACHE_KEY")
    if given:
        return blake2b(given.encode("utf-8", "surrogateescape"), digest_size=_KEY).digest()
    # not where XDG_CACHE_HOME says: that may be in the checkout too
    path = os.path.join(_home_caches(), "planlint", "key")
    return _read_key(path) or _made_key(path)


def _read_key(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            found = file.read(_KEY + 1)
    except OSError:
        return None
    foreign = hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077)
    return None if foreign or len(found) != _KEY else found


def _made_key(path: str) -> bytes | None:
    made = os.urandom(_KEY)
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
            file.write(made)
    except OSError:
        # another process may have been first
        return _read_key(path)
    return made


def _name(path: str) -> bytes:
    return os.fsencode(os.path.basename(path))


def _user_caches() -> str:
    given = "" if sys.platform in ("win32", "darwin") else os.environ.get("XDG_CACHE_HOME")
    return given or _home_caches()


def _home_caches() -> str:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", home)
    return os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
