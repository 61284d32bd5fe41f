"""From the paths a user names to the files to read."""

from __future__ import annotations

import os
import sys

from planlint.formats.format import OFFICE, SUFFIXES, format_named, format_of
from planlint.record import Record
from planlint.typed import TYPE_CHECKING, Callable, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pathspec import GitIgnoreSpec


LIST_FILE = ".planlint-ignore.toml"
"""The list of findings to let stand, beside texts that have no comments."""

_SUFFIXES = (*(suffix for suffix, name in SUFFIXES.items() if not format_named(name).named_only), *OFFICE.suffixes)
_BESIDE = ("~$", "._")

Excludes = Callable[[str], Callable[[str], bool] | None]
"""By folder, what tells whether an absolute path in it is to be left out; None where nothing is."""


class MissingPath(Exception):
    """A path that a user names is not there, or nothing matches a pattern; `path` holds it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    @property
    def is_pattern(self) -> bool:
        """Whether it is a pattern that nothing matches."""
        return _is_pattern(self.path)


Why = Literal["temporary", "office", "extra", "excluded", "ignored"]
"""Why a file is passed over."""


class Passed(Record):
    """A file, or with what excludes and ignores a folder, that is passed over."""

    path: str
    why: Why


class Found(Record):
    """The files that paths stand for, those that are passed over, and whether they had to be looked for: in folders or by patterns."""

    files: list[str]
    passed: list[Passed]
    searched: bool


def _nothing(folder: str) -> None:
    return None


def expand(paths: Sequence[str], excludes: Excludes = _nothing) -> list[str]:
    """The files that the paths stand for, as `find` finds them. Raises MissingPath."""
    return find(paths, excludes).files


def find(paths: Sequence[str], excludes: Excludes = _nothing) -> Found:
    """The files that the paths stand for: a file for itself, a folder for the texts below it that nothing excludes and git does not ignore.

    A pattern that no shell has expanded stands for what it matches. Sorted within a folder, each file once, however many ways lead to it.
    Workbooks count where they are named alone. A folder that can't be read comes back itself. What Word keeps beside an open file is passed over, and so are, in folders, files of
    office programs that can't be read here; of several files of a format whose package is not installed the first one alone is taken.
    Raises MissingPath.
    """
    found: dict[str, str] = {}
    passed: list[Passed] = []
    searched = False
    for path in paths:
        for named in _matching(path):
            searched = searched or named != path or os.path.isdir(named)
            if os.path.isdir(named):
                for file in _walk(named, excludes):
                    if isinstance(file, Passed):
                        passed.append(file)
                    else:
                        found.setdefault(os.path.realpath(file), file)
            elif os.path.basename(named).startswith(_BESIDE):
                passed.append(Passed(named, "temporary"))
            else:
                found.setdefault(os.path.realpath(named), named)
    files = list(_wanting_package(list(found.values()), passed))
    return Found(files, passed, searched)


def each(paths: Sequence[str], excludes: Excludes = _nothing, *, also: tuple[str, ...] = ()) -> Iterator[str]:
    """The same files one after another, in memory that does not grow with their number; `also` names more endings to look for in folders.

    A file to which several ways lead comes several times, and files of office programs come whether they can be read here or not.
    Raises MissingPath when it gets there.
    """
    for path in paths:
        for named in _matching(path):
            if os.path.isdir(named):
                for file in _walk(named, excludes, (*_SUFFIXES, *also)):
                    if not isinstance(file, Passed):
                        yield file
                    elif file.why == "office":
                        yield file.path
            elif not os.path.basename(named).startswith(_BESIDE):
                yield named


def _is_pattern(path: str) -> bool:
    return any(mark in path for mark in "*?[")


def _matching(path: str) -> list[str]:
    """The paths that a word stands for: itself where it is there, else what it matches as a pattern. Raises MissingPath."""
    if os.path.lexists(path):
        return [path]
    if _is_pattern(path):
        from glob import glob

        matching = sorted(glob(path, recursive=True))
        if matching:
            return matching
    raise MissingPath(path)


def _wanting_package(files: Sequence[str], passed: list[Passed]) -> Iterator[str]:
    """The files without those that want the same package as one before them: one message is enough."""
    wanting: set[str] = set()
    for path in files:
        format = format_named(format_of(path))
        if format.package and format.package not in sys.modules:
            from importlib.util import find_spec

            if find_spec(format.package) is None:
                if format.package in wanting:
                    passed.append(Passed(path, "extra"))
                    continue
                wanting.add(format.package)
        yield path


class _Ignored(Record):
    """The patterns of one .gitignore, for the paths below its folder."""

    folder: str
    patterns: GitIgnoreSpec

    def says(self, path: str) -> bool | None:
        """Whether the patterns leave a path out, take it in again (False), or say nothing of it."""
        return self.patterns.check_file(path[len(self.folder) :].lstrip(os.sep).replace(os.sep, "/")).include


def _walk(root: str, excludes: Excludes, suffixes: tuple[str, ...] = _SUFFIXES) -> Iterator[str | Passed]:
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
            if entry.name.startswith("."):
                continue
            there = os.path.join(name, entry.name)
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not (entry.name.lower().endswith(suffixes) and _is_file(entry)):
                continue
            if excluded is not None and excluded(entry.path):
                yield Passed(there, "excluded")
            elif _is_ignored(entry.path + os.sep * is_folder, ignored):
                yield Passed(there, "ignored")
            elif is_folder:
                folders.append((entry.path, there, ignored))
            elif entry.name.startswith(_BESIDE):
                yield Passed(there, "temporary")
            elif format_of(there) == OFFICE.name and not _is_readable(entry.path):
                yield Passed(there, "office")
            else:
                yield there
        stack.extend(reversed(folders))


def _is_readable(path: str) -> bool:
    from planlint.formats import office

    return office.is_readable(path)


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

    return [_Ignored(folder, GitIgnoreSpec.from_lines(filter(_is_rule, lines)))]


def _is_rule(line: str) -> bool:
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
