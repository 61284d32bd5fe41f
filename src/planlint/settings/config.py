"""What a user has set: `.planlint.toml`, or `[tool.planlint]` of a pyproject.toml."""

from __future__ import annotations

import os

from planlint import __version__, keeping
from planlint.record import Record
from planlint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_FILE = ".planlint.toml"
PROJECT_FILE = "pyproject.toml"
SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("zh", "en")
STAGES = {"起草": "draft", "征求意见": "consultation", "送审": "review", "印发": "final"}
"""The stages of a document, in order, with their names in English."""
STAGE_WORDS = (*STAGES, *STAGES.values())
"""Every word that names a stage."""
_NOTHING: Mapping[str, str] = {}


class RuleSetting(Record):
    """What is set for a rule: another severity, and values for parameters of its check, as the file has them."""

    severity: str | None = None
    parameters: Mapping[str, object] = _NOTHING


class Selection(Record):
    """Which rules a user selects, by codes, prefixes of codes, and names. An empty `select` stands for the rules that are on by default."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def under(self, over: Selection) -> Selection:
        """This selection with another one over it: one that selects starts afresh, else both hold, and of the same word the upper one."""
        if over.select:
            return over
        return Selection(
            _without(self.select, over.ignore),
            (*over.extend_select, *_without(self.extend_select, (*over.ignore, *over.extend_select))),
            (*over.ignore, *_without(self.ignore, (*over.extend_select, *over.ignore))),
        )


class Layer(Record):
    """Settings that hold for some documents only: those at a stage, or those of a profile's paths. `name` is that of the table."""

    name: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    stage: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str | None = None
    rules: Mapping[str, RuleSetting] = {}

    @property
    def selection(self) -> Selection:
        """What the layer says of which rules are wanted."""
        return Selection(self.select, self.extend_select, self.ignore)


class Config(Record):
    """The settings of one file and those it extends; None or empty where they say nothing. Paths are absolute.

    What its lists of terms say: `typos` gives the right form of a wrong one, `preferred` the form to use instead of another one,
    `allowed` the forms to leave alone. `extended` are the files it extends, the next one first. `places` tells the file and the line,
    from 1, of each key, and of the words in lists.
    """

    file: str = ""
    extended: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = {}
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    stage: str | None = None
    stages: Mapping[str, Layer] = {}
    profiles: Mapping[str, Layer] = {}
    min_severity: str | None = None
    fail_on: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    baseline: str | None = None
    lang: str | None = None
    rule_files: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    not_applicable: Mapping[str, str] = _NOTHING
    terms: tuple[str, ...] = ()
    typos: Mapping[str, str] = _NOTHING
    preferred: Mapping[str, str] = _NOTHING
    allowed: tuple[str, ...] = ()
    places: Mapping[tuple[str, ...], tuple[str, int]] = {}

    @property
    def layer(self) -> Layer:
        """What the file says of all its documents."""
        return Layer((), (), self.stage, self.select, self.extend_select, self.ignore, self.min_severity, self.rules)

    def place_of(self, *keys: str) -> str:
        """The file with the line of a key or of a word in its list, as messages name it; of a key above it where it has none."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return located(*self.places[keys]) if keys else self.file


class ConfigError(Exception):
    """What is wrong in a configuration file, in two languages, with the line from 1 where it is known."""

    def __init__(self, file: str, line: int | None, zh: str, en: str) -> None:
        super().__init__(file, line, zh, en)
        self.file = file
        self.line = line
        self.zh = zh
        self.en = en

    def in_language(self, language: str) -> str:
        """Place and message as one line for a terminal, in “zh” or “en”."""
        return f"{located(self.file, self.line)}: {self.en if language == 'en' else self.zh}"

    def __str__(self) -> str:
        return self.in_language("zh")


def located(file: str, line: int | None) -> str:
    """A place as messages name it."""
    return f"{file}:{line}" if line is not None else file


def stage_named(word: str) -> str:
    """The Chinese name of the stage that one of STAGE_WORDS names."""
    return next(name for name, english in STAGES.items() if word in (name, english))


def find(folder: str) -> str | None:
    """The configuration file that holds for a folder: its own, or that of the nearest folder above with one; None without."""
    while True:
        own = own_file(folder)
        if own is not None:
            return own
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def own_file(folder: str) -> str | None:
    """The configuration file in a folder itself."""
    own, project = os.path.join(folder, OWN_FILE), os.path.join(folder, PROJECT_FILE)
    if os.path.isfile(own):
        return own
    return project if os.path.isfile(project) and _speaks_of_planlint(project) else None


def load(path: str) -> Config:
    """The settings of a file, kept in the user's cache folder for as long as it and every file it names stay the same.

    Raises ConfigError, RuleError for a registry or list of terms that is wrong, and OSError for a file that can't be read.
    """
    path = os.path.abspath(path)
    kept = _kept(path)
    if kept is not None and (config := _read(kept)) is not None:
        return config
    from planlint.settings.decode import decode

    config = decode(path)
    if kept is not None:
        stamps = [_stamp(file) for file in (path, *config.extended, *config.registries, *config.terms)]
        keeping.keep(kept, keeping.pickled((__version__, stamps, config)))
    return config


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in others)


def _speaks_of_planlint(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return False
    return b"[tool.planlint]" in content or b"[tool.planlint." in content


def _kept(path: str) -> str | None:
    folder = keeping.folder()
    if folder is None:
        return None
    from zlib import crc32

    return os.path.join(folder, f"config-{crc32(os.fsencode(path)):08x}.pickle")


def _read(kept: str) -> Config | None:
    written = keeping.read(kept)
    if written is None:
        return None
    try:
        found: tuple[Any, list[tuple[str, int, int]], Config] = keeping.unpickled(written)
        version, stamps, config = found
        if version == __version__ and all(stamp == _stamp(stamp[0]) for stamp in stamps):
            return config
    except (keeping.Damaged, ValueError, TypeError, IndexError, OSError):
        # what an earlier planlint kept, or a file that is gone
        pass
    return None


def _stamp(path: str) -> tuple[str, int, int]:
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size
