"""From the paths a user names to the files to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from planlint.formats.format import SUFFIXES

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


LIST_FILE = ".planlint-ignore.toml"
"""The list of findings to let stand, beside texts that have no comments."""

_SUFFIXES = tuple(SUFFIXES)

Excludes = Callable[[str], Callable[[str], bool] | None]
"""By folder, what tells whether an absolute path in it is to be left out; None where nothing is."""


class MissingPath(Exception):
    """A path that a user names is not there; `path` holds it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def _nothing(folder: str) -> None:
    return None


def expand(paths: Sequence[str], excludes: Excludes = _nothing) -> list[str]:
    """The files that the paths stand for: a file for itself, a folder for the texts below it that nothing excludes and git does not ignore.

    Sorted within a folder, each file once, however many ways lead to it. A folder that can't be read comes back itself.
    Raises MissingPath.
    """
    found: dict[str, str] = {}
    for path in paths:
        if os.path.isdir(path):
            for file in _walk(path, excludes):
                found.setdefault(os.path.realpath(file), file)
        elif os.path.lexists(path):
            found.setdefault(os.path.realpath(path), path)
        else:
            raise MissingPath(path)
    return list(found.values())


class _Ignored(NamedTuple):
    """The patterns of one .gitignore, for the paths below its folder."""

    folder: str
    patterns: GitIgnoreSpec

    def says(self, path: str) -> bool | None:
        """Whether the patterns leave a path out, take it in again (False), or say nothing of it."""
        return self.patterns.check_file(path[len(self.folder) :].lstrip(os.sep).replace(os.sep, "/")).include


def _walk(root: str, excludes: Excludes) -> Iterator[str]:
    absolute = os.path.realpath(root)
    shown = "" if os.path.normpath(root) == os.curdir else root
    stack = [(absolute, shown, _above(absolute))]
    while stack:
        folder, name, ignored = stack.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield name or root
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            ignored = [*_read(folder), *ignored]
        folders = []
        excluded = excludes(folder)
        for entry in entries:
            if entry.name.startswith(".") or (excluded is not None and excluded(entry.path)):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not _is_ignored(entry.path + os.sep, ignored):
                    folders.append((entry.path, os.path.join(name, entry.name), ignored))
            elif entry.name.lower().endswith(_SUFFIXES) and _is_file(entry) and not _is_ignored(entry.path, ignored):
                yield os.path.join(name, entry.name)
        stack.extend(reversed(folders))


def _is_file(entry: os.DirEntry[str]) -> bool:
    # the path is asked only for a link: it says False where the entry raises, such as at a link to itself
    return entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)


def _above(folder: str) -> list[_Ignored]:
    """The patterns that hold in a folder because of those above it in the same repository, nearest first."""
    above: list[str] = []
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return []
        folder = parent
        above.append(folder)
    return [patterns for folder in above for patterns in _read(folder)]


def _read(folder: str) -> list[_Ignored]:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    from pathspec import GitIgnoreSpec

    return [_Ignored(folder, GitIgnoreSpec.from_lines(filter(_is_pattern, lines)))]


def _is_pattern(line: str) -> bool:
    """Whether a line is one; git says nothing of a line that is none, such as a lone “!”."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _is_ignored(path: str, ignored: list[_Ignored]) -> bool:
    for patterns in ignored:
        said = patterns.says(path)
        if said is not None:
            return said
    return False
