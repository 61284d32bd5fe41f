"""What each rule of a table buys: the table is run with each of its rules switched off, and what changes is printed.

    python bench/ablation.py joins --paragraphs FOLDER --wrapped FOLDER

A table is a list of named rules of which the first that speaks decides (planlint.damage.joins). For `joins` the documents of --paragraphs
are such whose lines are paragraphs (Word, web pages): they are set in pages in several manners, so that every true join is known, and read as
they are, where no line goes on. Those of --wrapped are plain texts as they were extracted; there only what changes can be counted, and with
--examples be looked at. A rule whose absence makes nothing worse buys nothing.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.damage.joins import PRINTED, JoinRule, joints
from planlint.damage.set_lines import set_lines
from planlint.damage.wrapping import wrapped
from planlint.formats import reading
from planlint.text.view import View


class Manner(NamedTuple):
    """How a text is set: width in cells, indent of first lines, whether blank lines part the paragraphs, whether no line begins with a mark that must not.

    Of every so many paragraphs, `unstopped`, one has lost its stop, as where drafters leave it out.
    """

    width: int
    indent: str
    blank: bool
    kept: bool
    unstopped: int = 0


_MANNERS = (
    Manner(56, "", False, True),
    Manner(64, "　　", False, True),
    Manner(78, "    ", True, True),
    Manner(76, "", True, False),
    Manner(60, "　　", False, True, 3),
    Manner(72, "", False, True, 3),
    Manner(400, "", False, True, 3),
)


class Made(NamedTuple):
    """A text that was set, and the places of the line ends within its paragraphs."""

    text: str
    joints: frozenset[int]


class Tally(NamedTuple):
    """Joins found, and those among them that are wrong; `of` is how many there are to find."""

    found: int = 0
    wrong: int = 0
    of: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.found + other.found, self.wrong + other.wrong, self.of + other.of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=["joins"])
    parser.add_argument("--paragraphs", nargs="*", default=[], help="folders of documents whose lines are paragraphs")
    parser.add_argument("--wrapped", nargs="*", default=[], help="folders of texts as extracted")
    parser.add_argument("--examples", type=int, default=0, help="how many of the changed places to print")
    parser.add_argument("--only", help="the rules to switch off, separated by commas")
    arguments = parser.parse_args()
    whole = [text for folder in arguments.paragraphs for text in _paragraphs(folder)]
    made = [set_in_pages(text, manner) for text in whole for manner in _MANNERS]
    given = [text for folder in arguments.wrapped for text in _texts(folder)]
    base = _measured(made, whole, PRINTED)
    print(f"{len(whole)} documents set in {len(_MANNERS)} manners, {len(given)} texts as they are")
    print(f"{'':24} wrong joins {base[0].wrong:5} of {base[0].found:6}, missed {base[0].of - base[0].found + base[0].wrong:5}; joined as they are {base[1]}")
    before = [_ends(text, PRINTED) for text in given]
    for rule in PRINTED:
        if arguments.only and rule.name not in arguments.only.split(","):
            continue
        rules = [other for other in PRINTED if other is not rule]
        tally, still = _measured(made, whole, rules)
        missed = (tally.of - tally.found + tally.wrong) - (base[0].of - base[0].found + base[0].wrong)
        changed = [(text, at, at in ends) for text, known in zip(given, before, strict=True) for ends in [_ends(text, rules)] for at in sorted(ends ^ known)]
        more = sum(joined for _, _, joined in changed)
        print(
            f"without {rule.name:16} wrong {tally.wrong - base[0].wrong:+5}, missed {missed:+5}; as they are {still - base[1]:+5}; given {more:+5} {more - len(changed):+5}"
        )
        for text, at, joined in changed[:: max(len(changed) // arguments.examples, 1)] if arguments.examples else ():
            print(f"      {'joined' if joined else 'parted'}: {text[max(at - 30, 0) : at]}⏎{text[at : at + 30].lstrip()}".replace("\n", "⏎"))


def _measured(made: Sequence[Made], whole: Sequence[str], rules: Sequence[JoinRule]) -> tuple[Tally, int]:
    tally = Tally()
    for text, true in made:
        found = _ends(text, rules)
        tally = tally.plus(Tally(len(found), len(found - true), len(true)))
    return tally, sum(len(_ends(text, rules)) for text in whole)


def _ends(text: str, rules: Sequence[JoinRule]) -> set[int]:
    return {above.stop for above, _ in joints(text, set_lines(text), rules)}


def set_in_pages(text: str, manner: Manner) -> Made:
    """The text as a page shows it, a paragraph of it a line."""
    pieces: list[str] = []
    ends: set[int] = set()
    at = 0
    for count, paragraph in enumerate(text.split("\n")):
        if manner.unstopped and count % manner.unstopped == 0 and paragraph.endswith("。"):
            paragraph = paragraph[:-1]
        lines = _cut(f"{manner.indent}{paragraph.strip()}", manner) if "\t" not in paragraph else [paragraph]
        for number, line in enumerate(lines, 1):
            written = line + ("\n" if number < len(lines) or not manner.blank else "\n\n")
            if number < len(lines):
                ends.add(at + len(line.rstrip()))
            pieces.append(written)
            at += len(written)
    return Made("".join(pieces), frozenset(ends))


def _cut(paragraph: str, manner: Manner) -> list[str]:
    if manner.kept:
        return wrapped(paragraph, manner.width)
    half = manner.width // 2
    return [paragraph[at : at + half].strip() for at in range(0, len(paragraph), half) if paragraph[at : at + half].strip()]


def _paragraphs(folder: str) -> Iterator[str]:
    """The documents of a folder as they are read, lines of tables and all."""
    for name in sorted(os.listdir(folder)):
        if name.endswith((".docx", ".html")):
            with open(os.path.join(folder, name), "rb") as file:
                source = reading.read(name, file.read())
            yield View(source).edited(source.layout).text


def _texts(folder: str) -> Iterator[str]:
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                yield file.read()


if __name__ == "__main__":
    main()
