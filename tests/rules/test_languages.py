"""What rules say is in the language that is asked for, but for what stands in documents, which is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

import planlint
from planlint import data, engine, syntax
from planlint.messages import basis_in
from planlint.rule import Rule
from planlint.rulebook.store import load_rules
from planlint.text.source import Source

_HAN = regex.compile(r"\p{Han}")
_OF_DOCUMENTS = regex.compile(r"“(?:[^“”]|(?R))*”|《(?:[^《》]|(?R))*》")
_NAMED = regex.compile(r"\"([a-z-]+\.[a-z-]+)\"")
_PLACEHOLDER = regex.compile(r"\{[^{}]*\}")


def own_words(text: str) -> str:
    """A text without what it quotes."""
    return _OF_DOCUMENTS.sub("", text)


def texts(rule: Rule, language: str) -> Iterator[str]:
    """All that a rule says, of itself and of its bad examples."""
    yield from (words.in_language(language) for words in (rule.title, rule.message, rule.why, rule.fix_title))
    for example in rule.bad:
        plan = syntax.read(Source(example.text, "a.txt"))
        for diagnostic in engine.lint(plan, [rule], path="a.txt", language=language).diagnostics:
            yield diagnostic.message
            yield from (related.message for related in diagnostic.related)
            if diagnostic.fix is not None:
                yield diagnostic.fix.title


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_english_for_all_it_says_and_no_chinese_in_it(rule: Rule) -> None:
    for words in (rule.title, rule.message, rule.why, rule.fix_title):
        assert bool(words.zh) == bool(words.en)
    assert not _HAN.search(own_words(basis_in(rule.basis, "en")))
    for text in texts(rule, "en"):
        assert not _HAN.search(own_words(text)), text


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_a_rule_speaks_chinese(rule: Rule) -> None:
    for text in texts(rule, "zh"):
        assert not regex.search(r"[a-z]{3,} [a-z]{2,}", own_words(text)), text


def test_parts_of_messages_are_all_used_and_have_both_languages() -> None:
    messages = dict(data.load("messages"))
    assert set(messages.pop("basis")) == {part for rule in load_rules() for part in rule.basis.split("；") if _HAN.search(own_words(part))}
    known = {f"{kind}.{name}": words for kind, names in messages.items() for name, words in names.items()}
    home = Path(planlint.__file__).parent
    checks = "\n".join(path.read_text(encoding="utf-8") for folder in ("checks", "compare") for path in (home / folder).rglob("*.py"))
    assert {name for name in _NAMED.findall(checks) if name.partition(".")[0] in messages} == {
        name for name in known if not name.startswith(("system.", "toml.", "yaml."))
    }
    for words in known.values():
        assert set(words) == {"zh", "en"}
        assert not _HAN.search(own_words(words["en"]))
        named = [{placeholder.strip("{}").partition(":")[0] for placeholder in _PLACEHOLDER.findall(words[language])} for language in ("zh", "en")]
        assert named[0] == named[1]


def test_no_check_says_anything_in_one_language_alone() -> None:
    literal = regex.compile(r"(?:Match|values|related)\b[^\n]*f?\"[^\"\n{]*\p{Han}{2,}")
    for path in (Path(planlint.__file__).parent / "checks").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not literal.search(line), (path.name, line)
