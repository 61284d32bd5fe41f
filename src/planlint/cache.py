"""What was found in files, kept for as long as neither they nor anything that decides what is found changes."""

from __future__ import annotations

import os
import sys
from struct import Struct

from planlint import __version__, data, keeping, ready
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HEAD = Struct(f"<4s16sI{keeping.SUM}s")
_MARK = b"plnt"
_LARGEST = 16 << 20
# what a process that does not save it holds, for files that are the same
_HELD = 1 << 20
_MOST_FILES = 12
_PREFIX = "found-"
_YAML = (".yaml", ".yml")


class Kept:
    """Values of one setting by the bytes of the files that they were made from.

    `setting` is all that decides what is found, but for a file itself. A value is bytes; one that is put can be had at once, so that of
    files that are the same only the first is worked on. Nothing is ever wrong with the cache: what is damaged or another's counts as not there, and what can't be written is made anew.
    """

    def __init__(self, setting: Iterable[object]) -> None:
        self._home = os.getpid()
        self._seed = _digest("\0".join(map(ascii, setting)).encode())
        self._new: dict[bytes, bytes] = {}
        self._untold: dict[bytes, bytes] = {}
        self._room = _LARGEST
        self._held = 0
        self._used: dict[bytes, None] = {}
        self._whole = True
        self._places: dict[bytes, tuple[int, int, bytes]] = {}
        self._content = b""
        self._size = 0
        folder = keeping.folder()
        self._file = os.path.join(folder, _PREFIX + self._seed.hex()) if folder is not None else None
        if self._file is not None:
            self._read(self._file)

    @property
    def empty(self) -> bool:
        """Whether nothing was kept for this setting by an earlier run."""
        return not self._places

    def key(self, raw: bytes, *beside: object) -> bytes:
        """What the value of a file is kept by: its bytes, and what else decides on it."""
        return _digest(self._seed, _digest(raw), ascii(beside).encode())

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None when there is none or it is damaged."""
        if key in self._new:
            return self._new[key]
        if key not in self._places:
            return None
        at, length, checksum = self._places[key]
        value = self._content[at : at + length]
        if keeping.checksum(key, value) != checksum:
            del self._places[key]
            self._whole = False
            return None
        self._used[key] = None
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value, from the next save on, as long as there is room for it."""
        if self._enter(key, value):
            self._untold[key] = value

    def taken(self) -> dict[bytes, bytes]:
        """What was put since this was last asked for, to be received by the cache of the process that saves it."""
        untold, self._untold = self._untold, {}
        if os.getpid() != self._home and self._held > _HELD:
            self._forget()
        return untold

    def receive(self, values: Mapping[bytes, bytes]) -> None:
        """Keep what was taken from the cache of another process."""
        for key, value in values.items():
            self._enter(key, value)

    def _enter(self, key: bytes, value: bytes) -> bool:
        if key in self._new or self._room < len(value):
            return False
        self._room -= len(value)
        self._held += len(value)
        self._new[key] = value
        return True

    def _forget(self) -> None:
        self._new = {}
        self._held = 0

    def save(self) -> None:
        """Write what was put since the last time: added to the file, or, where that grows too large or is damaged, with what was used and fits in
        a new file. It is no longer held in memory.
        """
        if self._file is None or not (self._new or not self._whole):
            return
        added = b"".join(_record(key, value) for key, value in self._new.items())
        if self._whole and self._size and self._size + len(added) <= _LARGEST:
            _append(self._file, added)
            self._size += len(added)
        else:
            self._rewrite(self._file)
        self._forget()

    def _rewrite(self, path: str) -> None:
        begins = not self._size
        if self._size > len(self._content):
            # what this run has saved before
            self._read(path)
        keeping.write_atomically(path, b"".join(_fitting(self._records(), _LARGEST if begins else _LARGEST // 2)))
        if begins:
            _prune(os.path.dirname(path))
        self._read(path)

    def _records(self) -> Iterator[bytes]:
        """All that is kept, with what this run has used or made first: of too much the same part is kept each time."""
        keys = dict.fromkeys((*self._used, *self._new, *self._places))
        for key in keys:
            value = self.get(key)
            if value is not None:
                yield _record(key, value)

    def _read(self, path: str) -> None:
        try:
            with open(path, "rb") as file:
                self._content = file.read()
            # the files that are not read are the first to go
            os.utime(path)
        except OSError:
            return
        self._places = {}
        at = 0
        self._size = size = len(self._content)
        while at < size:
            if at + _HEAD.size > size:
                break
            mark, key, length, checksum = _HEAD.unpack_from(self._content, at)
            stop = at + _HEAD.size + length
            if mark != _MARK or stop > size:
                break
            self._places[key] = at + _HEAD.size, length, checksum
            at = stop
        self._whole = at == size


def surroundings(files: Iterable[str]) -> tuple[object, ...]:
    """What decides on findings besides options and configuration: planlint, Python, the packages installed, the shipped rules, some files.

    Folders among the files stand for all files below them.
    """
    packages = [_changed(path) for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    own = ready.built() or _of_the_checkout()
    rules = [_stamps(path, _YAML) for path in files]
    return __version__, sys.version, packages, own, rules


def _of_the_checkout() -> object:
    """The modules and the rules that are worked on."""
    return _stamps(os.path.dirname(os.path.abspath(__file__)), (".py",)), _stamps(data.rules_folder(), _YAML)


def _stamps(path: str, suffixes: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Path, time of change and size of a file, or of all files below a folder with these endings."""
    if not os.path.isdir(path):
        return [(path, _changed(path), os.path.getsize(path) if os.path.exists(path) else -1)]
    found: list[tuple[str, int, int]] = []
    folders = [path]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir():
                folders.append(entry.path)
            elif entry.name.endswith(suffixes):
                status = entry.stat()
                found.append((entry.path, status.st_mtime_ns, status.st_size))
    return sorted(found)


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return -1


def _digest(*parts: bytes) -> bytes:
    digest = keeping.blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _record(key: bytes, value: bytes) -> bytes:
    return _HEAD.pack(_MARK, key, len(value), keeping.checksum(key, value)) + value


def _fitting(records: Iterable[bytes], room: int) -> Iterator[bytes]:
    for record in records:
        room -= len(record)
        if room < 0:
            return
        yield record


def _append(path: str, content: bytes) -> None:
    try:
        with open(path, "ab", buffering=0) as file:
            file.write(content)
    except OSError:
        return


def _prune(folder: str) -> None:
    """Remove the files that were not used for longest where there are too many."""
    try:
        files = [entry for entry in os.scandir(folder) if entry.name.startswith(_PREFIX)]
        files.sort(key=lambda entry: -entry.stat().st_mtime_ns)
        for entry in files[_MOST_FILES:]:
            os.unlink(entry.path)
    except OSError:
        return
