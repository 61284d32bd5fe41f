"""Plans of any length, grown from one clean fixture."""

from __future__ import annotations

import os
from itertools import count

import regex

from planlint.phrases.numerals import LARGEST, to_chinese

_SEED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures", "ok", "sheng-shishi-fangan.txt")
_CHAPTER = regex.compile(r"^[一二三四五六七八九十]+(?=、)", regex.MULTILINE)
_SECTION = regex.compile(r"^（[一二三四五六七八九十]+(?=）)", regex.MULTILINE)
_HEADING = regex.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）).+$", regex.MULTILINE)
_PARAGRAPH = regex.compile(r"^(?=.*[。：）〕]$)", regex.MULTILINE)
_LAST_STOP = regex.compile(r"。(?=[^。\n]*$)", regex.MULTILINE)


def plan(copies: int) -> str:
    """One plan with the chapters of the fixture so many times over, numbered on from chapter to chapter.

    One copy is 7.5 KB, seven are 39 KB, and each further one is 5.5 KB. No heading or paragraph is a repetition of another.
    """
    with open(_SEED, encoding="utf-8") as file:
        text = file.read()
    start = text.index("\n二、") + 1
    end = text.index("\n六、") + 1
    body = "".join(_varied(text[start:end], copy) for copy in range(1, copies + 1))
    return _numbered(text[:start] + body + text[end:])


def damaged(text: str) -> str:
    """The text as a bad conversion leaves it: with subword markers, half-width commas and lines broken inside words."""
    return text.replace("、", "@@、").replace("，", ",").replace("推动", "推\n动")


def copy(text: str, number: int) -> str:
    """The plan as one of many that differ in every paragraph of whole sentences, so that nothing is known from another."""
    series, place = divmod(number - 1, LARGEST)
    of_series = f"第{to_chinese(series)}组" if series else ""
    return _LAST_STOP.sub(f"，列入{of_series}第{to_chinese(place + 1)}批。", text)


def write(folder: str, name: str, text: str) -> str:
    """Write a text as UTF-8; its path."""
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


def _varied(body: str, copy: int) -> str:
    if copy == 1:
        return body
    batch = f"第{to_chinese(copy)}批"
    return _HEADING.sub(rf"\g<0>{batch}", _PARAGRAPH.sub(f"按照{batch}工作安排，", body))


def _numbered(text: str) -> str:
    return _counted(_SECTION, "（", _counted(_CHAPTER, "", text))


def _counted(pattern: regex.Pattern[str], before: str, text: str) -> str:
    numbers = count(1)
    return pattern.sub(lambda _: before + to_chinese(next(numbers)), text)
