"""`planlint config`: what is in force and where it comes from; the schema of the file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planlint.cli import terminal
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import give_json
from planlint.cli.terminal import complain
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.settings.config import Config, Layer, located, stage_named
from planlint.settings.policy import BUILT_IN, Asked, Scope, written_pattern

Value = str | bool | tuple[str, ...] | Mapping[str, object] | object

_DEFAULT, _OPTION, _STAGE, _FILE = "default", "option", BUILT_IN, "file"
_WORDS = {
    "zh": {_DEFAULT: "默认", _OPTION: "命令行", _STAGE: "阶段自带", "unset": "未设", "files": "配置文件：{}", "none": "没有配置文件", "extends": " 继承 "},
    "en": {
        _DEFAULT: "default",
        _OPTION: "command line",
        _STAGE: "by the stage",
        "unset": "not set",
        "files": "file: {}",
        "none": "no file",
        "extends": " extends ",
    },
}


class Origin(Record):
    """Where a setting comes from: a file with a line, the command line, the stage itself, or planlint's defaults."""

    kind: str
    file: str = ""
    line: int = 0


class Entry(Record):
    """A setting in force; `value` is None where there is none."""

    keys: tuple[str, ...]
    value: Value
    origins: tuple[Origin, ...]


class Show(Record):
    """The values of one call of `planlint config show`."""

    path: str | None
    output_format: str
    stage: str | None
    lang: str | None
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Print each setting with its origin; 0, or 2 when a configuration can't be used."""
        language = terminal.language(self.lang, os.environ)
        path = self.path or os.curdir
        try:
            asked = Asked(stage=stage_named(self.stage) if self.stage is not None else None)
            settings = policy(self.config, isolated=self.isolated, asked=asked)
            is_folder = os.path.isdir(path)
            if not is_folder and not os.path.lexists(path):
                return complain(f"没有这个文件或文件夹：{visible(path)}", f"no such file or folder: {visible(path)}", language)
            settings.every_rule(path if is_folder else os.path.dirname(path))
            scope = settings.scope_of_folder(path) if is_folder else settings.scope_of(path)
        except UserError as error:
            return tell(error, language)
        language = terminal.language(self.lang or scope.config.lang, os.environ)
        shown = _Shown(scope, asked, self.lang, is_folder=is_folder)
        if self.output_format == "json":
            give_json(shown.record(path, language))
        else:
            sys.stdout.writelines(shown.lines(language))
        return 0


class Schema(Record):
    """The values of one call of `planlint config schema`."""

    file: str

    def run(self) -> int:
        """Print the JSON Schema of a file that users write; 0."""
        from planlint.rulebook.store import load_rules
        from planlint.settings.schema import of_list, of_project, schema

        match self.file:
            case "pyproject.toml":
                give_json(of_project(schema(load_rules())))
            case ".planlint-ignore.toml":
                give_json(of_list())
            case _:
                give_json(schema(load_rules()))
        return 0


class _Shown:
    """The settings of a scope, one by one."""

    def __init__(self, scope: Scope, asked: Asked, lang: str | None, *, is_folder: bool) -> None:
        self._scope = scope
        self._config = scope.config
        self._asked = asked
        self._lang = lang
        self._is_folder = is_folder

    def record(self, path: str, language: str) -> dict[str, object]:
        """The settings for programs."""
        return {
            "schema": "planlint/config@1",
            "path": path,
            "files": self._files(),
            "settings": [
                {"key": entry.keys, "value": entry.value, "origins": [_origin_record(origin) for origin in entry.origins]} for entry in self._entries(language)
            ],
        }

    def lines(self, language: str) -> Iterator[str]:
        """The settings as TOML, with the origin of each behind it."""
        words = _WORDS[language]
        files = words["extends"].join(self._files())
        yield visible(f"# {words['files'].format(files) if files else words['none']}") + "\n"
        for entry in self._entries(language):
            key = ".".join(map(_key, entry.keys))
            written = f"# {key}：{words['unset']}" if language == "zh" else f"# {key}: {words['unset']}"
            if entry.value is not None:
                origins = ", ".join(dict.fromkeys(located(o.file, o.line) if o.kind == _FILE else words[o.kind] for o in entry.origins))
                written = f"{key} = {_toml(entry.value)}  # {origins}"
            yield visible(written) + "\n"

    def _files(self) -> list[str]:
        return [self._config.file, *self._config.extended] if self._config.file else []

    def _entries(self, language: str) -> Iterator[Entry]:
        for name, words in self._scope.selection._asdict().items():
            key = name.replace("_", "-")
            yield Entry((key,), words, tuple(dict.fromkeys(self._of_word(key, word) for word in words)) or (Origin(_DEFAULT),))
        yield from self._rules()
        yield from self._ignores()
        yield self._stage()
        if self._is_folder:
            for profile in self._config.profiles.values():
                yield from self._profile(profile)
        yield self._least()
        config = self._config
        yield self._plain("fail-on", config.fail_on or "warning")
        yield self._plain("exclude", config.exclude)
        yield self._plain("force-exclude", config.force_exclude)
        yield self._plain("baseline", config.baseline)
        yield Entry(("lang",), language, (Origin(_OPTION),)) if self._lang is not None else self._plain("lang", language)
        for key in ("rule-files", "registries", "terms"):
            yield self._plain(key, getattr(config, key.replace("-", "_")))

    def _plain(self, key: str, value: Value) -> Entry:
        return Entry((key,), value, self._places((key,)) or (Origin(_DEFAULT),))

    def _places(self, keys: tuple[str, ...]) -> tuple[Origin, ...]:
        """The places of the words of a list, or that of the key itself."""
        below = [place for known, place in self._config.places.items() if len(known) == len(keys) + 1 and known[: len(keys)] == keys]
        own = self._config.places.get(keys)
        return tuple(dict.fromkeys(Origin(_FILE, *place) for place in below or ([own] if own is not None else [])))

    def _of_word(self, key: str, word: str) -> Origin:
        """Where a word of a list comes from: the uppermost layer that has it."""
        for layer in reversed(self._scope.layers):
            if word in getattr(layer, key.replace("-", "_")):
                return self._of_layer(layer, key, word)
        return Origin(_DEFAULT)

    def _of_layer(self, layer: Layer, *keys: str) -> Origin:
        if layer.name[:1] == (BUILT_IN,):
            return Origin(_STAGE)
        if layer is self._scope.layers[-1]:
            return Origin(_OPTION)
        return _nearest_place(self._config, (*layer.name, *keys))

    def _rules(self) -> Iterator[Entry]:
        found: dict[tuple[str, ...], Entry] = {}
        for layer in self._scope.layers:
            for entry in self._set_by(layer, ("rules",)):
                found[entry.keys] = entry
        yield from found.values()

    def _set_by(self, layer: Layer, prefix: tuple[str, ...]) -> Iterator[Entry]:
        for word, setting in layer.rules.items():
            if setting.severity is not None:
                yield Entry((*prefix, word, "severity"), setting.severity, (self._of_layer(layer, "rules", word, "severity"),))
            for name, value in setting.parameters.items():
                yield Entry((*prefix, word, "with", name), value, (self._of_layer(layer, "rules", word, "with", name),))

    def _ignores(self) -> Iterator[Entry]:
        for glob, words in self._config.per_file_ignores.items():
            if self._is_folder or (words and set(words) <= set(self._scope.ignored)):
                keys = ("per-file-ignores", written_pattern(self._config, glob))
                yield Entry(keys, words, (_nearest_place(self._config, keys),))

    def _stage(self) -> Entry:
        stage = self._scope.stage
        if self._asked.stage is not None:
            return Entry(("stage",), stage, (Origin(_OPTION),))
        setting = next((layer for layer in reversed(self._scope.layers) if layer.stage is not None), None)
        return Entry(("stage",), stage, (self._of_layer(setting, "stage") if setting is not None else Origin(_DEFAULT),))

    def _profile(self, profile: Layer) -> Iterator[Entry]:
        for key in ("paths", "stage", "select", "extend-select", "ignore", "min-severity"):
            value = getattr(profile, key.replace("-", "_"))
            if value:
                yield Entry((*profile.name, key), value, self._places((*profile.name, key)))
        yield from self._set_by(profile, (*profile.name, "rules"))

    def _least(self) -> Entry:
        setting = next((layer for layer in reversed(self._scope.layers) if layer.min_severity is not None), None)
        if setting is None:
            return Entry(("min-severity",), "info", (Origin(_DEFAULT),))
        return Entry(("min-severity",), setting.min_severity, (self._of_layer(setting, "min-severity"),))


def _nearest_place(config: Config, keys: tuple[str, ...]) -> Origin:
    while keys not in config.places:
        keys = keys[:-1]
    return Origin(_FILE, *config.places[keys])


def _origin_record(origin: Origin) -> dict[str, object]:
    return {"kind": origin.kind, "file": origin.file, "line": origin.line} if origin.kind == _FILE else {"kind": origin.kind}


def _key(word: str) -> str:
    return word if word.isascii() and word.replace("-", "").replace("_", "").isalnum() else _toml(word)


def _toml(value: Value) -> str:
    import json

    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key))} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence | Iterable) and not isinstance(value, str):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
