"""What is in force for each document: the configuration nearest to it, with what a call says on top."""

from __future__ import annotations

import os

from planlint import data
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.settings import config as settings
from planlint.settings.config import Config, ConfigError, Layer, RuleSetting, Selection
from planlint.typed import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from planlint.rule import Rule
    from planlint.rulebook.yaml_nodes import RuleError
    from planlint.settings.globs import Globs

BUILT_IN = "built-in"
"""The first key of the name of a layer that no file holds."""


class Unusable(UserError):
    """A configuration or rule file that can't be used. `placed` tells that the sentence begins with its place."""

    def __init__(self, zh: str, en: str, *, placed: bool) -> None:
        super().__init__(zh, en)
        self.placed = placed


class Asked(Record):
    """What a call says of settings itself: the file to use for all documents, or none, and what is laid over every file."""

    config: str | None = None
    isolated: bool = False
    selection: Selection = Selection()
    rules: tuple[str, ...] = ()
    min_severity: str | None = None
    min_confidence: str | None = None
    stage: str | None = None


class Scope(Record):
    """What is in force for a document: its configuration, its stage, the layers of settings from the lowest up, and the rules left out for it."""

    config: Config
    stage: str | None
    layers: tuple[Layer, ...]
    ignored: tuple[str, ...]

    @property
    def selection(self) -> Selection:
        """Which rules are selected."""
        found = Selection()
        for layer in self.layers:
            found = found.under(layer.selection)
        return found

    @property
    def min_severity(self) -> str | None:
        """The least severity that is reported."""
        return next((layer.min_severity for layer in reversed(self.layers) if layer.min_severity is not None), None)


class Policy:
    """Settings and rules by document; each file is read once, and documents with the same settings share their list of rules.

    What can't be used raises Unusable.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._files: dict[str, str | None] = {}
        self._configs: dict[str | None, Config] = {}
        self._folders: dict[str, tuple[str, Config]] = {}
        self._globs: dict[str, Globs] = {}
        self._by_folder: dict[str, list[Rule]] = {}
        self._by_scope: dict[tuple[object, ...], list[Rule]] = {}

    def config_of(self, folder: str) -> Config:
        """The configuration for the documents of a folder."""
        return self._config_for(folder)[1]

    def fail_on(self, path: str) -> str:
        """The severity from which findings in a document make the run fail, or “never”."""
        return self.config_of(os.path.dirname(path)).fail_on or "warning"

    def rules_of_every(self, paths: Iterable[str]) -> list[Rule]:
        """All rules that are in use for some documents, each once, by code."""
        lists = {id(rules): rules for rules in map(self.rules_for, paths)}
        if len(lists) == 1:
            return next(iter(lists.values()))
        found = {rule.code: rule for rules in reversed(lists.values()) for rule in rules}
        return [found[code] for code in sorted(found)]

    def settings_of(self, paths: Iterable[str]) -> tuple[object, ...]:
        """All that decides, but for the files that files_of names, which rules each of some documents has. It reads no rules."""
        return tuple(self._asked._replace(config=None)), sorted(map(tuple, self._configs_of(paths)), key=ascii)

    def files_of(self, paths: Iterable[str]) -> list[str]:
        """The rule files and folders, registries and lists of terms of some documents, as absolute paths."""
        configs = self._configs_of(paths)
        own = (path for config in configs for path in (*config.rule_files, *config.registries, *config.terms))
        return list(dict.fromkeys((*map(os.path.abspath, self._asked.rules), *own)))

    def configurations_of(self, paths: Iterable[str]) -> list[str]:
        """The configuration files for some documents, those they extend among them where they can be read."""
        found: dict[str, None] = {}
        for folder in dict.fromkeys(map(os.path.dirname, paths)):
            path = None if self._asked.isolated else self._asked.config or self._file(os.path.realpath(folder))
            if path is not None:
                found[path] = None
                try:
                    found.update(dict.fromkeys(self.config_of(folder).extended))
                except Unusable:
                    continue
        return list(found)

    def _configs_of(self, paths: Iterable[str]) -> list[Config]:
        folders = dict.fromkeys(map(os.path.dirname, paths))
        return list({config.file: config for config in map(self.config_of, folders)}.values())

    def scope_of(self, path: str) -> Scope:
        """What is in force for a document."""
        folder, config = self._config_for(os.path.dirname(path))
        profiles: list[Layer] = []
        ignored: tuple[str, ...] = ()
        if config.profiles or config.per_file_ignores:
            whole = os.path.join(folder, os.path.basename(path))
            profiles = [profile for profile in config.profiles.values() if self._match(config, profile.paths, whole)]
            ignored = tuple(word for glob, words in config.per_file_ignores.items() if self._match(config, (glob,), whole) for word in words)
        return self._scope(config, profiles, ignored)

    def scope_of_folder(self, folder: str) -> Scope:
        """What is in force in a folder, but for profiles and what is said of single files."""
        return self._scope(self.config_of(folder), (), ())

    def rules_for(self, path: str) -> list[Rule]:
        """The rules for a document."""
        folder = os.path.dirname(path)
        config = self.config_of(folder)
        if config.profiles or config.per_file_ignores:
            return self._rules_of(self.scope_of(path))
        if folder not in self._by_folder:
            self._by_folder[folder] = self._rules_of(self._scope(config, (), ()))
        return self._by_folder[folder]

    def every_rule(self, folder: str) -> tuple[list[Rule], frozenset[str]]:
        """All rules with what is set for them in a folder, and the codes of those that are in use there."""
        scope = self.scope_of_folder(folder)
        every = self._loaded(scope)
        return every, frozenset(rule.code for rule in self._selected(scope, every))

    def excludes(self, folder: str) -> Callable[[str], bool] | None:
        """Tells whether an absolute path in a folder is left out; None when nothing is."""
        config = self.config_of(folder)
        if not config.exclude:
            return None
        return lambda path: self._match(config, config.exclude, path)

    def excluded(self, path: str) -> bool:
        """Whether a document that a call names is left out all the same."""
        folder, config = self._config_for(os.path.dirname(path))
        return bool(config.exclude) and self._match(config, config.exclude, os.path.join(folder, os.path.basename(path)))

    def _config_for(self, folder: str) -> tuple[str, Config]:
        """The real path of a folder, and the configuration for its documents."""
        if folder not in self._folders:
            real = os.path.realpath(folder)
            self._folders[folder] = real, self._config(real)
        return self._folders[folder]

    def _config(self, folder: str) -> Config:
        asked = self._asked
        path = None if asked.isolated else asked.config or self._file(folder)
        if path not in self._configs:
            self._configs[path] = _load(path) if path is not None else Config()
        return self._configs[path]

    def _file(self, folder: str) -> str | None:
        if folder not in self._files:
            above = os.path.dirname(folder)
            self._files[folder] = settings.own_file(folder) or (self._file(above) if above != folder else None)
        return self._files[folder]

    def _match(self, config: Config, patterns: tuple[str, ...], path: str) -> bool:
        from planlint.settings.globs import Globs

        known = "\0".join((config.file, *patterns))
        if known not in self._globs:
            self._globs[known] = Globs(patterns, os.path.dirname(config.file))
        return self._globs[known].match(path)

    def _scope(self, config: Config, profiles: Sequence[Layer], ignored: tuple[str, ...]) -> Scope:
        asked = self._asked
        stage = asked.stage or next((profile.stage for profile in reversed(profiles) if profile.stage is not None), config.stage)
        layers = [config.layer, *profiles]
        if stage is not None:
            layers = [_built_in(stage), config.layer, *([config.stages[stage]] if stage in config.stages else []), *profiles]
        layers.append(Layer((), (), None, *asked.selection, asked.min_severity))
        return Scope(config, stage, tuple(layers), ignored)

    def _rules_of(self, scope: Scope) -> list[Rule]:
        key = (scope.config.file, scope.stage, tuple(layer.name for layer in scope.layers), scope.ignored)
        if key not in self._by_scope:
            self._by_scope[key] = self._selected(scope, self._loaded(scope))
        return self._by_scope[key]

    def _loaded(self, scope: Scope) -> list[Rule]:
        """All rules, as the layers set them."""
        # what is known of every file needs no rules, and a run over nothing else does without their modules
        from planlint.rulebook.store import load_rules
        from planlint.settings.selection import configured

        config = scope.config
        for path in self._asked.rules:
            if not os.path.exists(path):
                raise Unusable(f"没有这个规则文件或文件夹：{path}", f"no such rule file or folder: {path}", placed=False)
        try:
            every = load_rules((*config.rule_files, *self._asked.rules))
        except OSError as error:
            raise _unread(error, "规则", "the rules in") from error
        except _rule_error() as error:
            raise _placed(error) from error
        if config.file:
            _check_words(config, every)
            _check_parameters(config, every)
        set_ = [layer for layer in scope.layers if layer.rules]
        if set_:
            every = [_as_set(rule, set_, config) for rule in every]
        return configured(every, config)

    def _selected(self, scope: Scope, every: Sequence[Rule]) -> list[Rule]:
        from planlint.findings.diagnostic import Confidence, Severity
        from planlint.settings.selection import selected_rules, strength

        severity = Severity[(scope.min_severity or "info").upper()]
        sure = self._asked.min_confidence
        selected = selected_rules(every, scope.selection, severity, Confidence[sure.upper()] if sure is not None else None)
        return [rule for rule in selected if strength(scope.ignored, rule) < 0] if scope.ignored else selected


def _load(path: str) -> Config:
    try:
        return settings.load(path)
    except ConfigError as error:
        raise _placed(error) from error
    except OSError as error:
        raise _unread(error, "配置文件", "the configuration file") from error
    except _rule_error() as error:
        raise _placed(error) from error


def _placed(error: ConfigError | RuleError) -> Unusable:
    return Unusable(error.in_language("zh"), error.in_language("en"), placed=True)


def _unread(error: OSError, zh: str, en: str) -> Unusable:
    return Unusable(f"读不出{zh} {error.filename}：{reason_of(error).zh}", f"can't read {en} {error.filename}: {reason_of(error).en}", placed=False)


def _rule_error() -> type[RuleError]:
    """Asked for only when something was raised: its module needs yaml, which a plain run does without."""
    from planlint.rulebook.yaml_nodes import RuleError

    return RuleError


def _built_in(stage: str) -> Layer:
    """What a stage asks for by itself."""
    fields = data.load("stages")[stage]
    rules = {word: RuleSetting(severity) for word, severity in fields["rules"].items()}
    return Layer((BUILT_IN, stage), extend_select=tuple(fields["extend-select"]), ignore=tuple(fields["ignore"]), rules=rules)


def _check_words(config: Config, rules: Sequence[Rule]) -> None:
    """Whether there is a rule for each word of a configuration. Raises Unusable."""
    from planlint.settings.selection import UnknownRule, nearest, strength

    for keys in _words(config):
        if not any(strength((keys[-1],), rule) >= 0 for rule in rules):
            error = UnknownRule(keys[-1], nearest(keys[-1], rules))
            _fail(config, keys, error.zh, error.en)


def _check_parameters(config: Config, rules: Sequence[Rule]) -> None:
    """Whether the parameters are right that no document of this run may come to use. Raises Unusable."""
    layers = [layer for layer in (*config.stages.values(), *config.profiles.values()) if any(setting.parameters for setting in layer.rules.values())]
    for rule in rules if layers else ():
        _as_set(rule, layers, config)


def _words(config: Config) -> Iterator[tuple[str, ...]]:
    """The keys that lead to each word that stands for rules."""
    for layer in (config.layer, *config.stages.values(), *config.profiles.values()):
        lists: Mapping[str, Iterable[str]] = {
            "select": layer.select,
            "extend-select": layer.extend_select,
            "ignore": layer.ignore,
            "rules": layer.rules,
        }
        yield from ((*layer.name, name, word) for name, words in lists.items() for word in words)
    for glob, words in config.per_file_ignores.items():
        yield from (("per-file-ignores", written_pattern(config, glob), word) for word in words)


def written_pattern(config: Config, glob: str) -> str:
    """A pattern of per-file-ignores as the file has it."""
    found = [keys[1] for keys in config.places if len(keys) == 2 and keys[0] == "per-file-ignores" and glob.endswith(keys[1].strip("/"))]
    return max(found, key=len, default=glob)


def _fail(config: Config, keys: tuple[str, ...], zh: str, en: str) -> NoReturn:
    place = config.place_of(*keys)
    raise Unusable(f"{place}: {zh}", f"{place}: {en}", placed=True)


def _as_set(rule: Rule, layers: Sequence[Layer], config: Config) -> Rule:
    """The rule with the severity and the parameters that the layers set; the upper one holds, and in one the word that says most."""
    from planlint.findings.diagnostic import Severity
    from planlint.settings.selection import strength

    for layer in layers:
        words = sorted((word for word in layer.rules if strength((word,), rule) >= 0), key=lambda word: strength((word,), rule))
        for word in words:
            setting = layer.rules[word]
            if setting.severity is not None:
                rule = rule._replace(severity=Severity[setting.severity.upper()])
            if setting.parameters:
                rule = _with_values(rule, setting.parameters, (*layer.name, "rules", word), config)
    return rule


def _with_values(rule: Rule, values: Mapping[str, object], keys: tuple[str, ...], config: Config) -> Rule:
    from planlint.rulebook.parameters import WrongParameter, changed
    from planlint.settings.selection import NAMED, strength

    if strength((keys[-1],), rule) < NAMED:
        _fail(config, (*keys, "with"), "参数只给一条规则：写明它的代码或名称", "parameters are for one rule: give its code or its name")
    if "registries" in values:
        _fail(config, (*keys, "with", "registries"), "机构名录写在“registries”这个键", "registries go under the key “registries”")
    try:
        return rule._replace(check=changed(rule.check, values))
    except WrongParameter as error:
        _fail(config, (*keys, "with", error.name), error.zh, error.en)
