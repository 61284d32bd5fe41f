"""Findings that are known already: kept in a file, recognised by what they say and not by their line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planlint.findings.diagnostic import Diagnostic, Suppression, context
from planlint.messages import UserError
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record
from planlint.text.source import Source
from planlint.typed import Any

SCHEMA = "planlint/baseline@1"
_KEYS = ("path", "code", "section", "text", "count", "reason", "expires")


class Key(Record):
    """What a finding is known by: its file, code, the titles of the sections above it without their numbers, and the text around it."""

    path: str
    code: str
    section: tuple[str, ...]
    text: str


class Entry(Record):
    """A known finding: how many there are of it, why it is let stand, and the day (2027-01-31) from which it counts again."""

    key: Key
    number: int = 1
    reason: str = ""
    expires: str = ""


class BadBaseline(UserError):
    """The file is no baseline."""

    def __init__(self, path: str, zh: str, en: str) -> None:
        super().__init__(f"{path}：{zh}", f"{path}: {en}")


class Baseline:
    """The known findings of one file. Paths in it are from its own folder, with /, so that it can be shared.

    A document without entries that has at least half of the findings of one that is gone is taken for that one under a new name.
    """

    def __init__(self, path: str, entries: Iterable[Entry], *, today: str) -> None:
        self.path = path
        self.entries = list(entries)
        self._folder = os.path.dirname(os.path.abspath(path))
        self._gone: dict[str, list[Key]] | None = None
        self._left = Counter({entry.key: entry.number for entry in self.entries if not entry.expires or entry.expires > today})
        self._reasons = {entry.key: entry.reason for entry in self.entries}
        self._paths = {entry.key.path for entry in self.entries}

    def marked(self, source: Source, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The findings of one file, those that are known suppressed; of two alike the first is known when one is."""
        self._follow(source, diagnostics)
        return [self._marked(source, diagnostic) for diagnostic in diagnostics]

    def _follow(self, source: Source, diagnostics: Sequence[Diagnostic]) -> None:
        """Let the entries of a document that is gone be those of this one, where the findings tell that it was renamed."""
        path = self._path(source.name)
        if not diagnostics or path in self._paths:
            return
        found = {self.key(source, diagnostic) for diagnostic in diagnostics}
        if self._gone is None:
            missing = {old for old in self._paths if not os.path.lexists(os.path.join(self._folder, old))}
            self._gone = {old: [entry.key for entry in self.entries if entry.key.path == old] for old in sorted(missing)}
        shared = {old: sum(key._replace(path=path) in found for key in keys) for old, keys in self._gone.items()}
        old = max(shared, key=shared.__getitem__, default=None)
        if old is None or not shared[old] or shared[old] * 2 < len(self._gone[old]):
            return
        for key in self._gone.pop(old):
            renamed = key._replace(path=path)
            self._left[renamed] = self._left.pop(key, 0)
            self._reasons[renamed] = self._reasons.pop(key)
        self.entries = [entry._replace(key=entry.key._replace(path=path)) if entry.key.path == old else entry for entry in self.entries]
        self._paths.add(path)

    def _marked(self, source: Source, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.suppressed is not None:
            return diagnostic
        key = self.key(source, diagnostic)
        if not self._left[key]:
            return diagnostic
        self._left[key] -= 1
        return diagnostic._replace(suppressed=Suppression("baseline", self._reasons[key]))

    def key(self, source: Source, diagnostic: Diagnostic) -> Key:
        """What a finding is known by."""
        return Key(self._path(diagnostic.path), diagnostic.code, tuple(map(_without_number, diagnostic.section)), context(source, diagnostic.span))

    def _path(self, path: str) -> str:
        return os.path.relpath(os.path.abspath(path), self._folder).replace(os.sep, "/")

    def updated(self, found: Iterable[tuple[Source, Sequence[Diagnostic]]], *, grow: bool) -> list[Entry]:
        """The entries after a run over some files: without what is gone from these files, and with what is new in them when it may grow.

        Findings that the documents themselves suppress are not taken.
        """
        keys: Counter[Key] = Counter()
        seen: set[str] = set()
        for source, diagnostics in found:
            self._follow(source, diagnostics)
            seen.add(self._path(source.name))
            keys.update(self.key(source, d) for d in diagnostics if d.suppressed is None or d.suppressed.kind == "baseline")
        entries = [entry._replace(number=min(entry.number, keys[entry.key])) if entry.key.path in seen else entry for entry in self.entries]
        if grow:
            known = Counter({entry.key: entry.number for entry in entries})
            entries = [entry._replace(number=max(entry.number, keys[entry.key])) for entry in entries]
            entries += [Entry(key, number) for key, number in keys.items() if not known[key]]
        return sorted(entry for entry in entries if entry.number)


def load(path: str, *, today: str) -> Baseline:
    """The baseline of a file.

    Raises BadBaseline, and OSError when it can't be read.
    """
    import json

    with open(path, encoding="utf-8") as file:
        try:
            written = json.load(file)
        except json.JSONDecodeError as error:
            zh, en = f"不是基线文件：第 {error.lineno} 行第 {error.colno} 列不合 JSON 的写法", f"no baseline: no JSON at {error.lineno}:{error.colno}"
            raise BadBaseline(path, zh, en) from None
        except ValueError:
            raise BadBaseline(path, "不是基线文件：不是 UTF-8 文字", "no baseline: no text in UTF-8") from None
    if not isinstance(written, dict) or written.get("schema") != SCHEMA or not isinstance(written.get("entries"), list):
        raise BadBaseline(path, f"不是基线文件：缺少“schema”: “{SCHEMA}”", f"no baseline: it lacks “schema”: “{SCHEMA}”")
    return Baseline(path, (_entry(path, number, fields) for number, fields in enumerate(written["entries"], start=1)), today=today)


def _entry(path: str, number: int, fields: Any) -> Entry:
    wrong = _wrong(fields)
    if wrong is not None:
        raise BadBaseline(path, f"第{number}条有误：{wrong[0]}", f"entry {number}: {wrong[1]}")
    key = Key(fields["path"], fields["code"], tuple(fields["section"]), fields["text"])
    return Entry(key, fields.get("count", 1), fields.get("reason", ""), fields.get("expires", ""))


def _wrong(fields: Any) -> tuple[str, str] | None:
    if not isinstance(fields, Mapping):
        return "应为对象", "it is no object"
    unknown = [name for name in fields if name not in _KEYS]
    if unknown:
        return f"没有“{unknown[0]}”这一项", f"there is no field “{unknown[0]}”"
    texts = [fields.get(name, "" if name in ("reason", "expires") else None) for name in ("path", "code", "text", "reason", "expires")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(fields.get("section"), list) or not isinstance(fields.get("count", 1), int):
        return "path、code、text应为文字，section应为列表，count应为整数", "path, code and text are texts, section is a list, count a whole number"
    return None


def rendered(entries: Iterable[Entry]) -> Iterator[str]:
    """The file that holds the entries, an entry a line, so that two branches can be merged."""
    import json

    yield f'{{"schema": "{SCHEMA}", "entries": ['
    mark = "\n"
    for entry in entries:
        fields: dict[str, object] = {**entry.key._asdict(), "section": list(entry.key.section), "count": entry.number}
        fields |= {name: value for name, value in (("reason", entry.reason), ("expires", entry.expires)) if value}
        yield mark + json.dumps(fields, ensure_ascii=False)
        mark = ",\n"
    yield "\n]}\n"


def _without_number(label: str) -> str:
    ordinal = ordinal_at(label, 0, len(label))
    return label[ordinal.span.stop :].strip() if ordinal is not None else label
