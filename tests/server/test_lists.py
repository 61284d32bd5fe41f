"""One thing more in a file of a user's: it is there afterwards, and so is everything else."""

from __future__ import annotations

import tomllib

import pytest

pytest.importorskip("pygls")
pytest.importorskip("tomlkit")

from hypothesis import example, given
from hypothesis import strategies as st

from planlint.rulebook.yaml_nodes import compose
from planlint.server.lists import NotAdded, difference, own_terms_files, with_entry, with_terms_file, with_word
from planlint.text.spans import apply

_ENTRY = {"file": "a.txt", "code": "TXT001", "text": "@@", "reason": "原文如此"}
_ADDED = '[[ignore]]\nfile = "a.txt"\ncode = "TXT001"\ntext = "@@"\nreason = "原文如此"\n'
_ANY = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", _ADDED),
        ("# 说明\n", "# 说明\n\n" + _ADDED),
        ('[[ignore]] # 旧\nfile = "b"', '[[ignore]] # 旧\nfile = "b"\n\n' + _ADDED),
        (
            'ignore = [{file = "b"}] # 旧\n',
            'ignore = [{file = "b"}, {file = "a.txt", code = "TXT001", text = "@@", reason = "原文如此"}] # 旧\n',
        ),
    ],
)
def test_an_entry_comes_last(before: str, after: str) -> None:
    assert with_entry(before, _ENTRY, ".planlint-ignore.toml") == after


@given(_ANY, _ANY)
@example("\x1b\x7f\x00", '"\\\n')
def test_an_entry_says_what_was_to_be_said(text: str, reason: str) -> None:
    entry = {"file": "a.txt", "code": "TXT001", "text": text, "reason": reason}
    assert tomllib.loads(with_entry(_ADDED, entry, ""))["ignore"] == [_ENTRY, entry]
    assert tomllib.loads(with_entry("ignore = []", entry, ""))["ignore"] == [entry]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "allowed:\n  - 禽畜\n"),
        ("allowed: [台帐] # 旧\n", "allowed: [台帐, 禽畜] # 旧\n"),
        ("allowed: []\n", "allowed: [禽畜]\n"),
        ("allowed: 台帐\n", "allowed: [台帐, 禽畜]\n"),
        ("allowed:\n- 台帐 # 旧\ntypos: {达锋: 达峰}\n", "allowed:\n- 台帐 # 旧\n- 禽畜\ntypos: {达锋: 达峰}\n"),
        ("allowed:\n    - '台帐'", "allowed:\n    - '台帐'\n    - 禽畜\n"),
        ("typos: # 旧\n  达锋: 达峰", "typos: # 旧\n  达锋: 达峰\nallowed:\n  - 禽畜\n"),
        ("allowed: [禽畜, 台帐]\n", "allowed: [禽畜, 台帐]\n"),
        ("allowed: [\n  台帐,\n]\n", "allowed: [\n  台帐, 禽畜,\n]\n"),
    ],
)
def test_a_word_comes_last_of_those_allowed(before: str, after: str) -> None:
    assert with_word(before, "禽畜", "terms.yaml") == after


@given(_ANY.filter(str.strip))
def test_a_word_is_written_so_that_it_is_read(word: str) -> None:
    made = with_word("allowed: [台帐]\n", word, "terms.yaml")
    assert [item.text() for item in compose(made, "terms.yaml").fields()["allowed"].items()] == ["台帐", word]


@pytest.mark.parametrize("before", ["{typos: {达锋: 达峰}}\n", "allowed: &a [台帐]\n", "- 台帐\n"])
def test_what_is_written_in_other_ways_is_left_alone(before: str) -> None:
    with pytest.raises(NotAdded):
        with_word(before, "禽畜", "terms.yaml")


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (".planlint.toml", "", 'terms = ["t.yaml"]\n'),
        (".planlint.toml", 'lang = "zh" # 旧\n\n[rules]\nTRM = "info"\n', 'lang = "zh" # 旧\nterms = ["t.yaml"]\n\n[rules]\nTRM = "info"\n'),
        ("pyproject.toml", '[tool.planlint.rules]\nTRM = "info"\n', '[tool.planlint]\nterms = ["t.yaml"]\n\n[tool.planlint.rules]\nTRM = "info"\n'),
        ("pyproject.toml", '[tool.planlint]\nlang = "zh"\n\n[tool.x]\n', '[tool.planlint]\nlang = "zh"\nterms = ["t.yaml"]\n\n[tool.x]\n'),
    ],
)
def test_a_configuration_names_one_list_more(path: str, before: str, after: str) -> None:
    assert with_terms_file(before, "t.yaml", path) == after
    assert own_terms_files(after, path) == ["t.yaml"]


@pytest.mark.parametrize("before", ["ignore = 3\n", "[[ignore]\n", "ignore = [1, 2"])
def test_a_list_that_is_broken_is_left_alone(before: str) -> None:
    with pytest.raises(NotAdded):
        with_entry(before, _ENTRY, ".planlint-ignore.toml")


@given(_ANY, _ANY)
def test_a_difference_makes_the_one_text_the_other(before: str, after: str) -> None:
    made = apply(before, [difference(before, after)])
    assert made.replace("\r\n", "\n") == after.replace("\r\n", "\n") if "\r\n" in before else made == after


def test_what_is_added_ends_its_lines_as_the_file_does() -> None:
    assert difference("a\r\n", "a\r\nb\n").text == "b\r\n"
