"""No list of rules/data is read by nobody's leave: of each, every word is tried in a sentence, here or in the test that is named."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

from planlint import data
from planlint.facts.counts import Count, counts
from planlint.facts.references.inside import references
from planlint.facts.references.superiors import superiors
from planlint.phrases.bodies import Body, body_ends, is_slogan, may_be_body, stands_for_many
from planlint.phrases.clauses import looks_back
from planlint.phrases.deadlines import told_deadline, written_deadline
from planlint.phrases.indicators import key, shared_out, subject_before, trimmed
from planlint.phrases.rosters import posts, roster
from planlint.rulebook.lists import compiled_with_lists
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span

_TASKS = "（一）食堂行动。新建20处。\n（二）驿站行动。新建30处。\n（三）步道行动。修缮15公里。\n"


def _plan(text: str) -> Plan:
    return read(Source(text))


def _whole(text: str) -> Span:
    return Span(0, len(text))


def _count(text: str) -> list[Count]:
    return _plan(text).fact(counts)


def _is_past(*subjects: Any) -> Callable[[str], bool]:
    return lambda word: all(looks_back(f"全市{word}建成驿站", 0, len(word) + 6, subject) for subject in subjects)


def _trimmed(name: str) -> str:
    return trimmed(name, _whole(name)).of(name)


def _shared(names: str) -> list[str] | None:
    return shared_out(names, _whole(names), 2)


def _roster(text: str) -> tuple[Body, ...]:
    return roster(text, _whole(text)).bodies


def _references(text: str) -> int:
    return len(_plan(f"一、任务\n抓好落实。\n二、保障\n{text}\n").fact(references))


def _due(text: str) -> str | None:
    found = written_deadline(text, _whole(text), (), 2026, 2026)
    return found.iso if found is not None else None


_SENTENCES: dict[str, Callable[[str], bool]] = {
    "bodies.others": lambda word: word in body_ends(),
    "bodies.sections": lambda word: may_be_body(f"县水务局宣传{word}"),
    "bodies.verbs": lambda word: not may_be_body(f"各镇参照{word}"),
    "bodies.slogans": is_slogan,
    "bodies.of_many": lambda word: stands_for_many(f"{word}县政府"),
    "clauses.past": _is_past("aims", "deadlines"),
    "clauses.perfect": _is_past("targets", "aims", "deadlines"),
    "clauses.of_targets": _is_past("targets"),
    "clauses.of_aims": _is_past("aims"),
    "clauses.of_deadlines": _is_past("deadlines"),
    "counts.ideas": lambda word: [found.announced for found in _count(f"实施食堂、驿站、步道三大{word}。\n")] == [3],
    "counts.objects": lambda word: [found.announced for found in _count(f"实施食堂、驿站、步道三大{word}。\n")] == [3],
    "counts.acts": lambda word: [found.at.start for found in _count(f"{word}食堂、驿站、步道三大行动。\n")] == [len(word)],
    "counts.leading": lambda word: [found.at.start for found in _count(f"{word}食堂、驿站、步道三大行动。\n")] == [len(word)],
    "counts.doing": lambda word: _count(f"抓好食堂、{word}驿站、步道三大行动。\n") == [],
    "counts.ends_otherwise": lambda word: word in "等、共" or _count(f"抓好食堂、驿站、步道{word}三大行动。\n") == [],
    "counts.of_others": lambda word: _count(f"一、重点任务\n按照{word}“三大行动”部署。\n{_TASKS}") == [],
    "counts.headings": lambda word: [found.named for found in _count(f"一、三项重点{word}\n{_TASKS}")] == [(3, 3)],
    "deadlines.done": lambda word: _due(f"2026年6月底前{word}方案。") == "2026-06",
    "deadlines.reached": lambda word: _due(f"2026年6月底前{word}驿站。") == "2026-06",
    "deadlines.recurring": lambda word: _due(f"{word}6月底前完成普查。") is None,
    "deadlines.never_due": lambda word: _due(f"2030年底前实现{word}。") is None,
    "bodies.levels": lambda word: [body.name for body in _roster(f"{word}、市水务局")] in ([f"{word}、市水务局"], ["市水务局"]),
    "bodies.posts": lambda word: [body.name for body in posts(f"县水务局{word}、县财政局", _whole(f"县水务局{word}、县财政局"))] == [f"县水务局{word}"],
    "bodies.sure_duties": lambda word: roster(f"县水务局、县财政局{word}", _whole(f"县水务局、县财政局{word}")).sure,
    "bodies.with_committee": lambda word: [body.name for body in _roster(f"各镇党委、{word}")] == [f"各镇党委、{word}"],
    "bodies.bare": lambda word: [body.name for body in _roster(f"县水务局、{word}")] == ["县水务局"],
    "indicators.before": lambda word: _trimmed(f"{word}绿化覆盖率") == "绿化覆盖率",
    "indicators.behind": lambda word: _trimmed(f"绿化覆盖率{word}") == "绿化覆盖率",
    "indicators.measures": lambda word: _shared(f"再生铜、再生铝{word}") == [f"再生铜{word}", f"再生铝{word}"],
    "indicators.of": lambda word: _shared(f"再生铜、再生铝{word}利用率") == [f"再生铜{word}利用率", f"再生铝{word}利用率"],
    "indicators.parts": lambda word: _shared(f"{word}、城市污水处理率") == [f"{word}污水处理率", "城市污水处理率"],
    "indicators.whole": lambda word: _shared(f"绿化{word}、再生铝利用率") == [f"绿化{word}", "再生铝利用率"],
    "indicators.subjects": lambda word: subject_before(f"{word}绿化覆盖率", _whole(f"{word}绿化覆盖率")) == word,
    "indicators.substances": lambda word: _shared(f"{word}、氨氮排放量") == [f"{word}排放量", "氨氮排放量"],
    "indicators.places": lambda word: key(f"{word}绿化覆盖率") == key("绿化覆盖率"),
    "indicators.dropped": lambda word: key(f"{word}绿化覆盖率") == key("绿化覆盖率"),
    "names.surnames": lambda word: compiled_with_lists(r"\L<names_surnames>某").fullmatch(f"{word}某") is not None,
    "references.own": lambda word: _references(f"本{word}第三部分明确的任务。") == 1,
    "references.kinds": lambda word: _references(f"本{word}方案第三部分明确的任务。") == 1,
    "references.others": lambda word: _references(f"省{word}见第三部分。") == 0,
    "references.points": lambda word: _references(f"{word}第三部分明确的任务。") == 1,
    "references.said": lambda word: _references(f"按照第三部分{word}。") == 1,
    "references.carried_out": lambda word: len(_plan(f"云溪市节水方案\n\n{word}《临江省节水行动方案》，制定本方案。\n\n一、任务\n").fact(superiors)) == 1,
    "references.laws": lambda word: _plan(f"云溪市节水方案\n\n根据《临江省节水{word}》，制定本方案。\n\n一、任务\n").fact(superiors) == [],
    "labels.times.ongoing": lambda word: (due := told_deadline(word, _whole(word))) is not None and due.ongoing,
}
"""What holds of each word of a list, by the file and the keys that lead to the list."""

_ELSEWHERE = {
    "test_vocabulary": ("sections", "periods", "quantities", "bodies.ends", "bodies.issuers", "bodies.organs", "labels.verbs", "indicators.same"),
    "test_labels": ("labels.ranks", "labels.alone", "labels.bodies", "labels.before", "labels.persons", "labels.times"),
    "test_metadata": ("metadata",),
    "test_set_phrases": ("phrases",),
    "test_registry": ("agencies", "regions", "region-codes"),
    "test_config": ("stages",),
    "test_measured": ("accuracy",),
    "test_tables": ("tables",),
}
"""The tests of other modules that try each word, or the records, of a list."""


_UNTRIED = (
    "bodies.branches",
    "bodies.in_front",
    "bodies.nation",
    "counterparts",
    "indicators.general",
    "measures",
    "rosters",
    "targets",
)
"""Lists of which no test tries each word yet: only to grow shorter."""


def _lists(content: object, name: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(content, dict):
        for part, below in content.items():
            yield from _lists(below, f"{name}.{part}")
    elif isinstance(content, list):
        yield name, content


_LISTS = {name: words for path in data.files() for file in [Path(path).stem] for name, words in _lists(data.load(file), file)}


def spelled(pattern: str) -> list[str]:
    """Texts that the pattern of a word stands for: each character of a class and each choice, without what may be missing and what only looks around."""
    if (choice := regex.search(r"\(\?:([^()]*)\)", pattern)) is not None:
        return [text for one in choice[1].split("|") for text in spelled(pattern[: choice.start()] + one + pattern[choice.end() :])]
    plain = regex.sub(r"\(\?<?[!=][^()]*\)", "", pattern).replace("[ ]?", "").replace(r"\d\d", "25").replace(r"\d", "3")
    plain = regex.sub(r"(?:\[[^\]]*\]|.)\?", "", plain)
    parts = [part[1:-1] if part.startswith("[") else [part] for part in regex.findall(r"\[[^\]]*\]|[^\[]+", plain)]
    return ["".join(choice) for choice in itertools.product(*parts)]


@pytest.mark.parametrize("name", list(_SENTENCES))
def test_each_word_of_a_list_is_known_in_its_sentence(name: str) -> None:
    assert [text for word in _LISTS[name] for text in spelled(word) if not _SENTENCES[name](text)] == []


def test_every_list_is_tried_somewhere() -> None:
    elsewhere = tuple(prefix for prefixes in _ELSEWHERE.values() for prefix in prefixes)
    tried = {name for name in _LISTS if name in _SENTENCES or any(name == prefix or name.startswith(f"{prefix}.") for prefix in elsewhere)}
    untried = {name for name in _LISTS if any(name == prefix or name.startswith(f"{prefix}.") for prefix in _UNTRIED)}
    assert sorted(set(_LISTS) - tried - untried) == []
    assert tried & untried == set()
