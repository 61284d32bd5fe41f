"""`planlint init`: a configuration to start from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from planlint import __version__
from planlint.cli import terminal
from planlint.cli.terminal import complain, say
from planlint.formats.format import FORMATS
from planlint.messages import reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.settings.config import OWN_FILE, SEVERITIES, STAGE_WORDS, STAGES, own_file, stage_named
from planlint.settings.keys import KEYS

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "extends": ('extends = "../.planlint.toml"',),
    "select": ('select = ["ALL"]',),
    "ignore": ('ignore = ["PUN010", "no-horizon"]',),
    "extend-select": ('extend-select = ["STR010"]',),
    "rules": ("[rules]", 'NUM008 = "warning"', "[rules.NUM001]", 'severity = "warning"'),
    "per-file-ignores": ("[per-file-ignores]", '"附件/*.md" = ["NUM", "STR004"]'),
    "stage": ('stage = "送审"',),
    "stages": ('[stages."印发"]', 'extend-select = ["AGY009"]', 'rules = { TRM = "error" }'),
    "profiles": ('[profiles."归档"]', 'paths = ["归档/"]', 'stage = "印发"'),
    "min-severity": ('min-severity = "warning"',),
    "fail-on": ('fail-on = "error"',),
    "exclude": ('exclude = ["归档/", "*.bak.md"]',),
    "force-exclude": ("force-exclude = true",),
    "baseline": ('baseline = ".planlint-baseline.json"',),
    "lang": ('lang = "zh"',),
    "rule-files": ('rule-files = ["rules/"]',),
    "registries": ('registries = ["registry.yaml"]',),
    "not-applicable": ("[[not-applicable]]", 'task = "三、（十一）2."', 'reason = "本省不临海"'),
    "terms": ('terms = ["terms.yaml"]',),
}
"""How each setting is written, for the comments of a new file."""

_TABLES = ("rules", "per-file-ignores", "stages", "profiles", "not-applicable")
_HOOK = """\
repos:
  - repo: https://example.org/planlint
    rev: v{version}
    hooks:
      - id: planlint
        files: {files}
"""


class Init(Record):
    """The values of one call of `planlint init`."""

    folder: str | None
    stage: str | None
    yes: bool
    lang: str | None

    def run(self) -> int:
        """Write the file and print the entry for pre-commit; 0, or 2 when there is a configuration already or none can be written."""
        language = terminal.language(self.lang, os.environ)
        folder = self.folder or os.curdir
        path = os.path.normpath(os.path.join(folder, OWN_FILE))
        there = own_file(folder)
        if there is not None:
            return self._taken(os.path.normpath(there), language)
        asks = not self.yes and sys.stdin.isatty() and sys.stderr.isatty()
        given = _answers(self.stage, language) if asks else {"stage": [stage_named(self.stage)] if self.stage is not None else []}
        try:
            os.makedirs(folder, exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.writelines(_content(given, language))
        except FileExistsError:
            return self._taken(path, language)
        except OSError as error:
            return complain(f"无法写入 {visible(path)}：{reason_of(error).zh}", f"can't write {visible(path)}: {reason_of(error).en}", language)
        say(f"wrote {visible(path)}; for .pre-commit-config.yaml:" if language == "en" else f"已写入 {visible(path)}；.pre-commit-config.yaml 里可写：")
        sys.stdout.write(_HOOK.format(version=__version__, files=_files()))
        return 0

    def _taken(self, path: str, language: str) -> int:
        name = visible(path)
        return complain(f"已有配置文件 {name}，没有改动", f"there is a configuration already, {name}; it is left as it is", language)


def _files() -> str:
    """The names of files that planlint reads as it is installed, as a pattern for pre-commit."""
    ends = [suffix.removeprefix(".") for format in FORMATS.values() if format.extra is None for suffix in format.suffixes]
    return rf"\.({'|'.join(ends)})$"


def _answers(stage: str | None, language: str) -> dict[str, list[str]]:
    """What a person at the terminal says; an empty answer leaves a setting alone."""
    english = language == "en"
    stages = STAGE_WORDS
    given: dict[str, list[str]] = {}
    words = "/".join(STAGES.values() if english else STAGES)
    if stage is None:
        found = _ask(f"Stage of the documents ({words}; none)" if english else f"文稿处于哪个阶段（{words}；不设）", stages)
        given["stage"] = [stage_named(found)] if found else []
    else:
        given["stage"] = [stage_named(stage)]
    levels = (*SEVERITIES, "never")
    words = "/".join(levels)
    found = _ask(f"Fail from which severity ({words}; warning)" if english else f"从哪一级起算不通过（{words}；warning）", levels)
    given["fail-on"] = [found] if found else []
    found = _ask("Folders to leave out, separated by spaces (none)" if english else "不检查哪些文件夹，以空格分开（无）", ())
    given["exclude"] = found.split()
    return given


def _ask(question: str, known: Sequence[str]) -> str:
    while True:
        print(f"{question}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        answer = line.strip()
        if not line or not answer or not known or answer in known:
            return answer


def _content(given: Mapping[str, list[str]], language: str) -> Iterator[str]:
    """The file: each setting with what it is for; those that are not given are commented out. Tables come last, as TOML wants it."""
    yield "# planlint config show: what is in force\n" if language == "en" else "# 生效的设置：planlint config show\n"
    for key in sorted(KEYS, key=lambda key: key.name in _TABLES):
        yield f"\n# {key.en if language == 'en' else key.zh}\n"
        words = given.get(key.name, [])
        if words:
            yield f"{key.name} = {_list(words) if key.name == 'exclude' else _text(words[0])}\n"
        else:
            yield from (f"# {line}\n" for line in EXAMPLES[key.name])


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, words))}]"


def _text(word: str) -> str:
    import json

    return json.dumps(word, ensure_ascii=False)
