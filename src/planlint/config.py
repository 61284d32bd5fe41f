"""What a user has set: `.planlint.toml`, or `[tool.planlint]` of a pyproject.toml."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from zlib import crc32

from planlint import __version__, data

if TYPE_CHECKING:
    from planlint.rulebook.yaml_nodes import Place

OWN_FILE = ".planlint.toml"
PROJECT_FILE = "pyproject.toml"
SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("zh", "en")
_SHORTEST = 2
_NOTHING: Mapping[str, str] = {}
_NOWHERE: Mapping[str, int] = {}


class Form(Enum):
    """What a value looks like in the file: a list of words, a list of paths (from the file's own folder), or one of some words."""

    WORDS = "words"
    PATHS = "paths"
    CHOICE = "choice"


class Key(NamedTuple):
    """A setting: its name in the file, the form of its value, and one sentence about it in the two languages."""

    name: str
    form: Form
    zh: str
    en: str
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The name of its field of Config."""
        return self.name.replace("-", "_")


KEYS = (
    Key("select", Form.WORDS, "只用这些规则：代码、代码前缀、名称或 ALL。", "Only these rules: codes, prefixes of codes, names or ALL."),
    Key("ignore", Form.WORDS, "不用这些规则。", "Leave out these rules."),
    Key("extend-select", Form.WORDS, "在默认规则之外再加这些规则。", "Add these rules to the others."),
    Key("min-severity", Form.CHOICE, "不报告低于此严重程度的问题。", "Leave out what is less severe.", SEVERITIES),
    Key("fail-on", Form.CHOICE, "达到此严重程度的问题使退出码为 1。", "Severity from which findings make the exit code 1.", (*SEVERITIES, "never")),
    Key("lang", Form.CHOICE, "提示信息的语言。", "Language of the messages.", LANGUAGES),
    Key("rules", Form.PATHS, "另加的规则文件或规则文件夹。", "More rules: files or folders."),
    Key("registries", Form.PATHS, "自有的机构名录（YAML）。", "Registries of your own bodies (YAML)."),
    Key("terms", Form.PATHS, "自有的用语表（YAML）：统一用语、允许的写法、错别字。", "Lists of your own terms (YAML): preferred forms, allowed ones, typos."),
)
"""The settings there are: decoding, what is said of mistakes, the JSON Schema and the documentation come from this table."""

TERMS = ("typos", "preferred", "allowed")
"""The keys of a list of terms."""


class Config(NamedTuple):
    """The settings of one file; None or empty where it says nothing. Paths are absolute.

    What its lists of terms say: `typos` gives the right form of a wrong one, `preferred` the form to use instead of another one,
    `allowed` the forms to leave alone. `lines` tells the line of each key, from 1.
    """

    file: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    min_severity: str | None = None
    fail_on: str | None = None
    lang: str | None = None
    rules: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    typos: Mapping[str, str] = _NOTHING
    preferred: Mapping[str, str] = _NOTHING
    allowed: tuple[str, ...] = ()
    lines: Mapping[str, int] = _NOWHERE

    def place(self, key: str) -> str:
        """The file with the line of a key, as messages name it."""
        return _place(self.file, self.lines.get(key))


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
        return f"{_place(self.file, self.line)}: {self.en if language == 'en' else self.zh}"

    def __str__(self) -> str:
        return self.in_language("zh")


def find(folder: str) -> str | None:
    """The configuration file that holds for a folder: its own, or that of the nearest folder above with one; None without."""
    while True:
        own, project = os.path.join(folder, OWN_FILE), os.path.join(folder, PROJECT_FILE)
        if os.path.isfile(own):
            return own
        if os.path.isfile(project) and _speaks_of_planlint(project):
            return project
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def load(path: str, *, cached: bool = True) -> Config:
    """The settings of a file, kept in the user's cache folder for as long as it, its registries and its lists of terms stay the same.

    Raises ConfigError, RuleError for a registry or list of terms that is wrong, and OSError for a file that can't be read.
    """
    path = os.path.abspath(path)
    kept = _kept(path) if cached else None
    if kept is not None and (config := _read(kept)) is not None:
        return config
    config = _decode(path)
    if kept is not None:
        stamps = [_stamp(file) for file in (path, *config.registries, *config.terms)]
        # marshal takes nothing but the plain types
        values: list[Any] = list(config)
        data.keep(kept, marshal.dumps([__version__, stamps, values]))
    return config


def schema() -> dict[str, Any]:
    """The JSON Schema of a configuration file as plain values, built from the table that decoding uses."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "planlint configuration",
        "type": "object",
        "properties": {key.name: {"description": key.en, **_schema_of(key)} for key in KEYS},
        "additionalProperties": False,
    }


def _schema_of(key: Key) -> dict[str, Any]:
    return {"enum": list(key.choices)} if key.form is Form.CHOICE else {"type": "array", "items": {"type": "string", "minLength": 1}}


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line is not None else file


def _speaks_of_planlint(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return False
    return b"[tool.planlint]" in content or b"[tool.planlint." in content


def _kept(path: str) -> str | None:
    folder = data.cache_folder()
    return os.path.join(folder, f"config-{crc32(os.fsencode(path)):08x}.marshal") if folder is not None else None


def _read(kept: str) -> Config | None:
    written = data.read_kept(kept)
    if written is None:
        return None
    try:
        version, stamps, values = marshal.loads(written)
        if version == __version__ and all(stamp == _stamp(stamp[0]) for stamp in stamps):
            return Config(*values)
    except (ValueError, EOFError, TypeError, OSError):
        pass
    return None


def _stamp(path: str) -> tuple[str, int, int]:
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size


def _decode(path: str) -> Config:
    import tomllib

    with open(path, "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, line, "配置文件不是UTF-8编码", "the configuration file is not UTF-8") from None
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, where = str(error).partition(" (at line ")
        line = int(where.partition(",")[0]) if where else text.rstrip().count("\n") + 1
        raise ConfigError(path, line, f"TOML写法有误：{reason}", f"broken TOML: {reason}") from error
    name = "tool.planlint" if os.path.basename(path) == PROJECT_FILE else ""
    for part in name.split(".") if name else ():
        table = table.get(part) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        raise ConfigError(path, None, f"文件里没有[{name}]", f"there is no [{name}] in the file")
    return _Reader(path, _lines(text, name)).config(table)


def _lines(text: str, table: str) -> dict[str, int]:
    """The line of each key of a table: where it begins a line, or is the name of a table of its own."""
    found: dict[str, int] = {}
    inside = not table
    for number, line in enumerate(text.split("\n"), 1):
        written = line.strip()
        if written.startswith("["):
            name = "".join(written.partition("]")[0].strip("[").split())
            inside = name == table
            below = name.removeprefix(f"{table}.") if table else name
            if below != name or not table:
                found.setdefault(below.partition(".")[0].strip("\"'"), number)
        elif inside and "=" in written:
            found.setdefault(written.partition("=")[0].partition(".")[0].strip().strip("\"'"), number)
    return found


class _Reader:
    """Makes settings of the values of one file; what is wrong is raised with the line of its key."""

    def __init__(self, file: str, lines: Mapping[str, int]) -> None:
        self._file = file
        self._lines = lines
        self._forms: dict[Form, Callable[[Key, object], Any]] = {Form.WORDS: self._words, Form.PATHS: self._paths, Form.CHOICE: self._choice}

    def config(self, table: Mapping[str, object]) -> Config:
        known = {key.name: key for key in KEYS}
        settings: dict[str, Any] = {}
        for name, value in table.items():
            if name not in known:
                zh, en = _nearest(name, tuple(known))
                self._fail(name, f"没有“{name}”这个键{zh}", f"there is no key “{name}”{en}")
            settings[known[name].field] = self._forms[known[name].form](known[name], value)
        lines = {name: line for name, line in self._lines.items() if name in known}
        config = Config(file=self._file, lines=lines, **settings)
        for registry in config.registries:
            _check_registry(registry)
        return _with_terms(config)

    def _words(self, key: Key, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            self._fail(key.name, f'“{key.name}”应为文字的列表，如 ["…", "…"]', f'“{key.name}” must be a list of texts, such as ["…", "…"]')
        return tuple(word.strip() for word in value)

    def _paths(self, key: Key, value: object) -> tuple[str, ...]:
        folder = os.path.dirname(self._file)
        paths = tuple(os.path.abspath(os.path.join(folder, word)) for word in self._words(key, value))
        for path in paths:
            if not (os.path.exists(path) if key.name == "rules" else os.path.isfile(path)):
                self._fail(key.name, f"没有这个文件：{path}", f"no such file: {path}")
        return paths

    def _choice(self, key: Key, value: object) -> str:
        if not isinstance(value, str) or value not in key.choices:
            zh, en = _nearest(value, key.choices) if isinstance(value, str) else ("", "")
            self._fail(key.name, f"“{key.name}”应为{'、'.join(key.choices)}之一{zh}", f"“{key.name}” must be one of {', '.join(key.choices)}{en}")
        return value

    def _fail(self, key: str, zh: str, en: str) -> NoReturn:
        raise ConfigError(self._file, self._lines.get(key), zh, en)


def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, str]:
    from planlint.rulebook.yaml_nodes import nearest

    return nearest(word, known)


def _check_registry(path: str) -> None:
    from planlint.rulebook.registries import check_registry

    check_registry(path)


def _with_terms(config: Config) -> Config:
    """The settings with what their lists of terms say; of two lists that speak of one form the later one holds."""
    typos: dict[str, str] = {}
    preferred: dict[str, str] = {}
    allowed: dict[str, None] = {}
    for path in config.terms:
        fields = _fields(path)
        if "typos" in fields:
            typos.update(_pair(wrong, right.filled(), right) for wrong, right in fields["typos"].fields().items())
        if "preferred" in fields:
            preferred.update(_pair(other.filled(), form, other) for form, others in fields["preferred"].fields().items() for other in others.some())
        if "allowed" in fields:
            allowed.update((item.filled(), None) for item in fields["allowed"].items())
    return config._replace(typos=typos, preferred=preferred, allowed=tuple(allowed))


def _fields(path: str) -> dict[str, Place]:
    from planlint.rulebook.yaml_nodes import LARGEST, compose

    with open(path, "rb") as file:
        raw = file.read(4 * LARGEST + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, line, "用语表不是UTF-8编码", "the list of terms is not UTF-8") from None
    return compose(text, path).fields(TERMS)


def _pair(form: str, instead: str, place: Place) -> tuple[str, str]:
    """A form to look for and the one to use instead."""
    form, instead = form.strip(), instead.strip()
    if len(form) < _SHORTEST:
        place.fail(f"“{form}”不足两个字，无法查找", f"“{form}” is too short to look for: two characters at least")
    if form == instead or not instead:
        place.fail(f"“{form}”与它的改法相同，或没有改法", f"“{form}” has no other form to use instead")
    return form, instead
