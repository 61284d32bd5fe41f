"""A configuration file decoded: every key known, every value of its form, every fault at its line."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from planlint.messages import reason_of_syntax
from planlint.rulebook.registries import check_registry
from planlint.rulebook.yaml_nodes import nearest
from planlint.settings.config import PROJECT_FILE, SEVERITIES, STAGE_WORDS, Config, ConfigError, Layer, RuleSetting, stage_named
from planlint.settings.globs import anchored
from planlint.settings.keys import KEYS, PROFILE_KEYS, STAGE_KEYS, TERMS, Form, Key
from planlint.settings.places import places
from planlint.typed import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from planlint.rulebook.yaml_nodes import Place

_Keys = tuple[str, ...]
_SHORTEST = 2
_ADDED = ("exclude", "rule_files", "registries", "terms")
_LAID_OVER = ("rules", "per_file_ignores", "not_applicable")


def decode(path: str) -> Config:
    """The settings of a file, over those of the files it extends.

    Raises ConfigError, RuleError for a registry or list of terms that is wrong, and OSError for a file that can't be read.
    """
    config = _decode(path, ())
    for registry in config.registries:
        check_registry(registry)
    return _with_terms(config)


def _decode(path: str, below: tuple[str, ...]) -> Config:
    """The settings of a file that is extended by the files `below` it."""
    text = _text(path, "配置文件", "the configuration file")
    table, name = _table(path, text)
    reader = _Reader(path, places(text, name))
    config = reader.config(table)
    base = reader.extended
    if base is None:
        return config
    chain = (*below, path)
    if any(os.path.realpath(base) == os.path.realpath(file) for file in chain):
        reader.fail(("extends",), f"配置文件互相继承：{' → '.join((*chain, base))}", f"configuration files extend one another: {' → '.join((*chain, base))}")
    return over(_decode(base, chain), config)


def over(base: Config, config: Config) -> Config:
    """The settings of a file laid over those of the file it extends.

    Lists that name more files are joined, tables are joined key by key, what selects rules is laid over as the command line is over
    a file, and of everything else the extending file holds where it says something.
    """
    changed: dict[str, Any] = {name: getattr(config, name) for name in Config._fields if (name.replace("_", "-"),) in config.places}
    changed |= {name: tuple(dict.fromkeys((*getattr(base, name), *getattr(config, name)))) for name in _ADDED}
    changed |= {name: {**getattr(base, name), **getattr(config, name)} for name in _LAID_OVER}
    changed["rules"] = _rules_over(base.rules, config.rules)
    changed["stages"] = _layers_over(base.stages, config.stages)
    changed["profiles"] = _layers_over(base.profiles, config.profiles)
    changed |= base.layer.selection.under(config.layer.selection)._asdict()
    changed |= {"file": config.file, "extended": (base.file, *base.extended), "places": {**base.places, **config.places}}
    return base._replace(**changed)


def _layers_over(base: Mapping[str, Layer], layers: Mapping[str, Layer]) -> dict[str, Layer]:
    return {**base, **{name: _layer_over(base[name], layer) if name in base else layer for name, layer in layers.items()}}


def _layer_over(base: Layer, layer: Layer) -> Layer:
    selection = base.selection.under(layer.selection)
    rules = _rules_over(base.rules, layer.rules)
    return Layer(layer.name, layer.paths or base.paths, layer.stage or base.stage, *selection, layer.min_severity or base.min_severity, rules)


def _rules_over(base: Mapping[str, RuleSetting], rules: Mapping[str, RuleSetting]) -> dict[str, RuleSetting]:
    found = dict(base)
    for word, setting in rules.items():
        known = found.get(word, RuleSetting())
        found[word] = RuleSetting(setting.severity or known.severity, {**known.parameters, **setting.parameters})
    return found


def _text(path: str, zh: str, en: str) -> str:
    with open(path, "rb") as file:
        raw = file.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, line, f"{zh}不是UTF-8编码", f"{en} is not UTF-8") from None


def _table(path: str, text: str) -> tuple[Mapping[str, object], _Keys]:
    """The settings as TOML has them, and the keys that lead to them."""
    import tomllib

    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, where = str(error).partition(" (at line ")
        line = int(where.partition(",")[0]) if where else text.rstrip().count("\n") + 1
        words = reason_of_syntax("toml", reason)
        raise ConfigError(path, line, f"TOML写法有误：{words.zh}", f"broken TOML: {words.en}") from error
    name = ("tool", "planlint") if os.path.basename(path) == PROJECT_FILE else ()
    for part in name:
        table = table.get(part) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        dotted = ".".join(name)
        raise ConfigError(path, None, f"文件里没有[{dotted}]", f"there is no [{dotted}] in the file")
    return table, name


class _Reader:
    """Makes settings of the values of one file; what is wrong is raised with the line of its key."""

    def __init__(self, file: str, lines: Mapping[_Keys, int]) -> None:
        self.extended: str | None = None
        self._file = file
        self._lines = lines
        self._folder = os.path.dirname(file)
        self._forms: dict[Form, Callable[[Key, _Keys, object], Any]] = {
            Form.WORDS: self._words,
            Form.PATHS: self._paths,
            Form.PATH: self._path,
            Form.GLOBS: self._globs,
            Form.CHOICE: self._choice,
            Form.SWITCH: self._switch,
            Form.RULES: self._rules,
            Form.CODES: self._codes,
            Form.STAGES: self._stages,
            Form.PROFILES: self._profiles,
            Form.REASONS: self._reasons,
        }

    def config(self, table: Mapping[str, object]) -> Config:
        settings = self._settings((), table, KEYS)
        self.extended = settings.pop("extends", None)
        return Config(file=self._file, places={keys: (self._file, line) for keys, line in self._lines.items()}, **settings)

    def fail(self, keys: _Keys, zh: str, en: str) -> NoReturn:
        """Raise a ConfigError at the key, or at the nearest one above it that has a line."""
        while keys and keys not in self._lines:
            keys = keys[:-1]
        raise ConfigError(self._file, self._lines.get(keys), zh, en)

    def _settings(self, at: _Keys, table: Mapping[str, object], keys: tuple[Key, ...]) -> dict[str, Any]:
        known = {key.name: key for key in keys}
        settings: dict[str, Any] = {}
        for name, value in table.items():
            self._know((*at, name), name, tuple(known))
            settings[known[name].field] = self._forms[known[name].form](known[name], (*at, name), value)
        return settings

    def _know(self, at: _Keys, name: str, known: tuple[str, ...]) -> None:
        if name not in known:
            zh, en = nearest(name, known)
            self.fail(at, f"没有“{name}”这个键{zh}", f"there is no key “{name}”{en}")

    def _words(self, key: Key, at: _Keys, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            self.fail(at, f'“{at[-1]}”应为文字的列表，如 ["…", "…"]', f'“{at[-1]}” must be a list of texts, such as ["…", "…"]')
        return tuple(word.strip() for word in value)

    def _paths(self, key: Key, at: _Keys, value: object) -> tuple[str, ...]:
        words = self._words(key, at, value)
        paths = [os.path.abspath(os.path.join(self._folder, word)) for word in words]
        for word, path in zip(words, paths, strict=True):
            if not (os.path.exists(path) if key.name == "rule-files" else os.path.isfile(path)):
                self.fail((*at, word), f"没有这个文件：{path}", f"no such file: {path}")
        return tuple(paths)

    def _path(self, key: Key, at: _Keys, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fail(at, f"“{key.name}”应为一个路径", f"“{key.name}” must be a path")
        path = os.path.abspath(os.path.join(self._folder, value.strip()))
        if key.name == "extends" and not os.path.isfile(path):
            self.fail(at, f"没有这个文件：{path}", f"no such file: {path}")
        return path

    def _globs(self, key: Key, at: _Keys, value: object) -> tuple[str, ...]:
        return tuple(self._glob((*at, word), word) for word in self._words(key, at, value))

    def _glob(self, at: _Keys, word: str) -> str:
        if not word.strip("/") or word.startswith(("!", "../")):
            self.fail(at, f"“{word}”不能作路径模式", f"“{word}” is no pattern of paths")
        return anchored(word, self._folder)

    def _choice(self, key: Key, at: _Keys, value: object) -> str:
        if not isinstance(value, str) or value not in key.choices:
            zh, en = nearest(value, key.choices) if isinstance(value, str) else ("", "")
            self.fail(at, f"“{key.name}”应为{'、'.join(key.choices)}之一{zh}", f"“{key.name}” must be one of {', '.join(key.choices)}{en}")
        return stage_named(value) if key.choices is STAGE_WORDS else value

    def _switch(self, key: Key, at: _Keys, value: object) -> bool:
        if not isinstance(value, bool):
            self.fail(at, f"“{key.name}”应为true或false", f"“{key.name}” must be true or false")
        return value

    def _rules(self, key: Key, at: _Keys, value: object) -> dict[str, RuleSetting]:
        if isinstance(value, list):
            self.fail(at, "“rules”是各规则的设置；规则文件写在“rule-files”", "“rules” holds what is set for rules; rule files go under “rule-files”")
        return {word: self._rule((*at, word), setting) for word, setting in self._mapping(at, value).items()}

    def _rule(self, at: _Keys, value: object) -> RuleSetting:
        if isinstance(value, str):
            return RuleSetting(self._severity(at, value))
        table = self._mapping(at, value)
        for name in table:
            self._know((*at, name), name, ("severity", "with"))
        severity = self._severity((*at, "severity"), table["severity"]) if "severity" in table else None
        return RuleSetting(severity, dict(self._mapping((*at, "with"), table.get("with", {}))))

    def _severity(self, at: _Keys, value: object) -> str:
        if value == "off":
            self.fail(at, "不用的规则写在“ignore”", "rules to leave out go under “ignore”")
        return self._choice(Key("severity", Form.CHOICE, "", "", SEVERITIES), at, value)

    def _codes(self, key: Key, at: _Keys, value: object) -> dict[str, tuple[str, ...]]:
        return {self._glob((*at, glob), glob): self._words(key, (*at, glob), words) for glob, words in self._mapping(at, value).items()}

    def _stages(self, key: Key, at: _Keys, value: object) -> dict[str, Layer]:
        found: dict[str, Layer] = {}
        for word, table in self._mapping(at, value).items():
            here = (*at, word)
            if word not in STAGE_WORDS:
                zh, en = nearest(word, STAGE_WORDS)
                self.fail(here, f"没有“{word}”这个阶段，有{'、'.join(STAGE_WORDS)}{zh}", f"there is no stage “{word}”; there are: {', '.join(STAGE_WORDS)}{en}")
            if stage_named(word) in found:
                self.fail(here, f"阶段“{word}”重复", f"the stage “{word}” is repeated")
            found[stage_named(word)] = Layer(name=here, **self._settings(here, self._mapping(here, table), STAGE_KEYS))
        return found

    def _profiles(self, key: Key, at: _Keys, value: object) -> dict[str, Layer]:
        found: dict[str, Layer] = {}
        for word, table in self._mapping(at, value).items():
            here = (*at, word)
            found[word] = Layer(name=here, **self._settings(here, self._mapping(here, table), PROFILE_KEYS))
        return found

    def _reasons(self, key: Key, at: _Keys, value: object) -> dict[str, str]:
        if not isinstance(value, list):
            self.fail(at, f"“{key.name}”应写成若干 [[{key.name}]]", f"“{key.name}” must be [[{key.name}]] tables")
        return dict(self._reason(at, table) for table in value)

    def _reason(self, at: _Keys, value: object) -> tuple[str, str]:
        """A task with the reason why it need not be taken up."""
        table = self._mapping(at, value)
        for name in table:
            self._know((*at, name), name, ("task", "reason"))
        task, reason = table.get("task"), table.get("reason")
        if not isinstance(task, str) or not isinstance(reason, str) or not task.strip() or not reason.strip():
            self.fail(at, f"[[{at[-1]}]] 应有 task（上级任务的序号或标题）和 reason（理由）", f"[[{at[-1]}]] must have a task and a reason")
        return task.strip(), reason.strip()

    def _mapping(self, at: _Keys, value: object) -> Mapping[str, object]:
        if not isinstance(value, dict):
            self.fail(at, f"“{at[-1]}”应为若干“键 = 值”", f"“{at[-1]}” must be a table")
        return value


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
    from planlint.rulebook.yaml_nodes import compose

    return compose(_text(path, "用语表", "the list of terms"), path).fields(TERMS)


def _pair(form: str, instead: str, place: Place) -> tuple[str, str]:
    """A form to look for and the one to use instead."""
    form, instead = form.strip(), instead.strip()
    if len(form) < _SHORTEST:
        place.fail(f"“{form}”不足两个字，无法查找", f"“{form}” is too short to look for: two characters at least")
    if form == instead or not instead:
        place.fail(f"“{form}”与它的改法相同，或没有改法", f"“{form}” has no other form to use instead")
    return form, instead
