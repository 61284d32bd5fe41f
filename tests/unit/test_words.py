"""What jieba's dictionary says of words, read without jieba."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planlint.phrases import words
from planlint.phrases.words import frequency, is_word


@pytest.mark.parametrize(("word", "count"), [("部署", 3333), ("排放", 455), ("一", 217830), ("龢", 732), ("高姓大名", 3), ("吉林", 89)])
def test_a_word_has_the_count_of_the_dictionary(word: str, count: int) -> None:
    assert frequency(word) == count


@pytest.mark.parametrize("word", ["", "署部", "碳达锋", "部署 ", "A股", "部署\n", "一" * 40, "3"])
def test_what_the_dictionary_has_not_or_is_not_of_han_characters_counts_nothing(word: str) -> None:
    assert frequency(word) == 0
    assert not is_word(word)


def test_every_word_is_found_where_a_search_from_the_start_would_find_it() -> None:
    path = words._dictionary_path()
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 300_000
    entries = [(word, int(count)) for word, count, _ in (line.split(" ") for line in lines[::499])]
    of_han = [(word, count) for word, count in entries if all("一" <= character <= "鿿" for character in word)]
    assert [(word, frequency(word)) for word, _ in of_han] == of_han


def test_the_dictionary_is_read_without_loading_jieba() -> None:
    program = "import sys; from planlint.phrases.words import is_word; assert is_word('部署'); print('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_missing_dictionary_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match=r"dict\.txt"):
        words._dictionary_path()
