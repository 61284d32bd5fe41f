"""Words in the two languages of planlint, and the parts of messages that rules/data/messages.yaml holds."""

from __future__ import annotations

import errno

from planlint import data
from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Words(Record):
    """A text in the two languages of planlint; English falls back to Chinese where it is empty."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text in "zh" or "en"."""
        return self.en if language == "en" and self.en else self.zh


class UserError(Exception):
    """A file of the user's says what can't be used: the sentence that tells it, with the file's name, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en


def said(name: str, **values: str | int | Words) -> Words:
    """The part of a message that a kind of check adds, “KIND.NAME” in messages.yaml, with its placeholders filled.

    Raises KeyError for a name that is not there.
    """
    kind, _, key = name.partition(".")
    told = data.load("messages")[kind][key]
    zh, en = (told[language].format_map({name: _in(value, language) for name, value in values.items()}) for language in ("zh", "en"))
    return Words(zh, en)


def listed(items: Iterable[str]) -> Words:
    """Several things named one after another."""
    names = list(items)
    return Words("、".join(names), ", ".join(names))


def reason_of(error: OSError) -> Words:
    """Why a file can't be read or written, in words that need no other language."""
    told = data.load("messages")["system"].get(errno.errorcode.get(error.errno or 0, ""))
    if told is None:
        return Words(f"系统错误 {error.errno}", error.strerror or str(error))
    return Words(told["zh"], told["en"])


def reason_of_syntax(form: str, reason: str) -> Words:
    """What is wrong with a “toml” or “yaml” file, for the sentence of the package that reads it, which is kept where we do not know it."""
    for begins, told in data.load("messages")[form].items():
        if reason.startswith(begins):
            return Words(told["zh"], told["en"])
    return Words(f"这里不合 {form.upper()} 的写法", reason)


def basis_in(basis: str, language: str) -> str:
    """What a rule rests on, in “zh” or “en”; titles of documents, and what the authors of rules write themselves, stay as they are."""
    if language != "en":
        return basis
    told = data.load("messages")["basis"]
    return "; ".join(told.get(part, part) for part in basis.split("；"))


def _in(value: str | int | Words, language: str) -> str | int:
    return value.in_language(language) if isinstance(value, Words) else value
