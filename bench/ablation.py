"""What each rule of a table buys: the table is run with each of its rules switched off, and what changes is printed.

    python bench/ablation.py --paragraphs FOLDER --wrapped FOLDER
    python bench/ablation.py --documents FOLDER [--judged TSV] [--codes PUN008] [--table planlint.checks.punctuation.spacing:MEANT]
    python bench/ablation.py --targets FOLDER --table planlint.facts.targets.readings:READINGS

A table is a tuple of reasons of which the first that holds decides (planlint.reasons).

Joins are measured on documents whose lines are paragraphs (--paragraphs: Word, web pages): they are set in pages in several manners, so that
every true join is known, and read as they are, where no line goes on. Plain texts as they were extracted (--wrapped) have no such truth; there
what changes is counted, and with --examples shown. A rule whose absence makes nothing worse buys nothing.

The tables by which targets are read (READINGS, and planlint.facts.targets.worded:WORDINGS) are measured by the targets that come and go
(--targets), and on documents that bench/annotations knows by those that are right.

Any table is measured by findings (--documents): how many of each code come and go. With --judged, a table in which findings were judged
(columns document, code, excerpt, verdict), the verdicts of those that come and go are told.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import read_back

from planlint.damage.joins import Joint, Page, joints
from planlint.damage.set_lines import set_lines
from planlint.damage.wrapping import wrapped
from planlint.facts.targets.running import told
from planlint.facts.targets.target import Purpose
from planlint.formats import reading
from planlint.reasons import Reason
from planlint.rulebook.store import load_rules
from planlint.session import Session
from planlint.settings.selection import selected_rules
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
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


class Finding(NamedTuple):
    """What is known of a finding over versions: the name of its document, its code, and how what it reports begins."""

    document: str
    code: str
    excerpt: str


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
    parser.add_argument("--table", default="planlint.damage.joins:PRINTED", help="module and name of the table")
    parser.add_argument("--documents", nargs="*", default=[], help="folders of documents whose findings are compared")
    parser.add_argument("--targets", nargs="*", default=[], help="folders of documents whose targets are compared")
    parser.add_argument("--codes", help="the rules whose findings are compared, separated by commas; else all")
    parser.add_argument("--judged", help="table of judged findings")
    parser.add_argument("--paragraphs", nargs="*", default=[], help="folders of documents whose lines are paragraphs")
    parser.add_argument("--wrapped", nargs="*", default=[], help="folders of texts as extracted")
    parser.add_argument("--examples", type=int, default=0, help="how many of the changed places to print")
    parser.add_argument("--only", help="the rules to switch off, separated by commas")
    arguments = parser.parse_args()
    table = _Table(arguments.table)
    wanted = [rule for rule in table.rules if not arguments.only or rule.name in arguments.only.split(",")]
    if arguments.paragraphs or arguments.wrapped:
        _compare_joins(arguments, table.rules, wanted)
    if arguments.targets:
        _compare_targets(arguments, table, wanted)
    if arguments.documents:
        _compare_findings(arguments, table, wanted)


class _Table:
    """A table that can be put in the place of itself wherever it was imported."""

    def __init__(self, place: str) -> None:
        module, self._name = place.split(":")
        self.rules: Sequence[Any] = getattr(import_module(module), self._name)
        import_module("planlint.syntax")
        import_module("planlint.facts.targets.running")
        self._users = [user for user in list(sys.modules.values()) if getattr(user, self._name, None) is self.rules]

    def without(self, rule: Any) -> None:
        """Switch a rule off; None switches all on again."""
        left = tuple(other for other in self.rules if other is not rule)
        for user in self._users:
            setattr(user, self._name, left)


def _compare_findings(arguments: argparse.Namespace, table: _Table, wanted: Sequence[Any]) -> None:
    verdicts = _verdicts(arguments.judged) if arguments.judged else {}
    paths = [os.path.join(folder, name) for folder in arguments.documents for name in sorted(os.listdir(folder))]
    codes = set(arguments.codes.split(",")) if arguments.codes else None
    before = _findings(paths, codes)
    print(f"{len(paths)} documents, {before.total()} findings")
    for rule in wanted:
        table.without(rule)
        after = _findings(paths, codes)
        for sign, changed in (("+", after - before), ("-", before - after)):
            tally = Counter((found.code, verdicts.get(found, "")) for found in changed.elements())
            for (code, verdict), number in sorted(tally.items()):
                print(f"without {rule.name:20} {sign}{number} {code} {verdict}")
        if after == before:
            print(f"without {rule.name:20} nothing changes")
    table.without(None)


class _Known(NamedTuple):
    source: Source
    plan: Plan
    annotated: Any


class Reach(NamedTuple):
    """The targets of documents, by document and what is told of each, and how many of those annotated are right."""

    told: Counter[tuple[object, ...]]
    right: int


def _compare_targets(arguments: argparse.Namespace, table: _Table, wanted: Sequence[Any]) -> None:
    annotated = {entry["sha256"]: entry for entry in read_back.annotated_documents()}
    documents: list[_Known] = []
    for folder in arguments.targets:
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                raw = file.read()
            source = reading.read(name, raw)
            documents.append(_Known(source, read(source), annotated.get(hashlib.sha256(raw).hexdigest())))
    before = _reach(documents)
    print(f"{len(documents)} documents, {before.told.total()} targets; {before.right} right of those annotated")
    for rule in wanted:
        table.without(rule)
        after = _reach(documents)
        more, less = after.told - before.told, before.told - after.told
        print(f"without {rule.name:24} +{more.total():4} -{less.total():4}; right {after.right - before.right:+4}")
        for sign, changed in (("+", more), ("-", less)):
            for one in list(changed)[: arguments.examples]:
                print("     ", sign, *one)
    table.without(None)


def _reach(documents: Sequence[_Known]) -> Reach:
    found: Counter[tuple[object, ...]] = Counter()
    for document in documents:
        read_ = (target for target in told(document.plan) if target.purpose is Purpose.TARGET)
        found.update((target.year, target.indicator, target.comparator, target.value, target.unit) for target in read_)
    # a plan keeps its facts, so that those of annotated documents are read anew
    return Reach(found, sum(read_back.right_targets(read(document.source), document.annotated) for document in documents if document.annotated is not None))


def _findings(paths: Sequence[str], codes: Container[str] | None) -> Counter[Finding]:
    """How often each thing is found, those that a report would fold among them."""
    session = Session([rule._replace(fold=0) for rule in selected_rules(load_rules()) if codes is None or rule.code in codes])
    return Counter(
        Finding(os.path.basename(path), diagnostic.code, _squeezed(diagnostic.span.of(result.source.text)))
        for path in paths
        for result in [session.check(path)]
        for diagnostic in result.diagnostics
    )


def _verdicts(path: str) -> dict[Finding, str]:
    with open(path, encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {Finding(row["document"], row["code"], _squeezed(row["excerpt"])): row["verdict"] for row in rows}


def _squeezed(excerpt: str) -> str:
    return "".join(excerpt.split())[:24]


def _compare_joins(arguments: argparse.Namespace, table: Sequence[Reason[Joint]], wanted: Sequence[Reason[Joint]]) -> None:
    whole = [text for folder in arguments.paragraphs for text in _paragraphs(folder)]
    made = [set_in_pages(text, manner) for text in whole for manner in _MANNERS]
    given = [text for folder in arguments.wrapped for text in _texts(folder)]
    base = _measured(made, whole, table)
    print(f"{len(whole)} documents set in {len(_MANNERS)} manners, {len(given)} texts as they are")
    print(f"{'':24} wrong joins {base[0].wrong:5} of {base[0].found:6}, missed {base[0].of - base[0].found + base[0].wrong:5}; joined as they are {base[1]}")
    before = [_ends(text, table) for text in given]
    for rule in wanted:
        rules = [other for other in table if other is not rule]
        tally, still = _measured(made, whole, rules)
        missed = (tally.of - tally.found + tally.wrong) - (base[0].of - base[0].found + base[0].wrong)
        changed = [(text, at, at in ends) for text, known in zip(given, before, strict=True) for ends in [_ends(text, rules)] for at in sorted(ends ^ known)]
        more = sum(joined for _, _, joined in changed)
        print(
            f"without {rule.name:16} wrong {tally.wrong - base[0].wrong:+5}, missed {missed:+5}; as they are {still - base[1]:+5}; given {more:+5} {more - len(changed):+5}"
        )
        for text, at, joined in changed[:: max(len(changed) // arguments.examples, 1)] if arguments.examples else ():
            print(f"      {'joined' if joined else 'parted'}: {text[max(at - 30, 0) : at]}⏎{text[at : at + 30].lstrip()}".replace("\n", "⏎"))


def _measured(made: Sequence[Made], whole: Sequence[str], rules: Sequence[Reason[Joint]]) -> tuple[Tally, int]:
    tally = Tally()
    for text, true in made:
        found = _ends(text, rules)
        tally = tally.plus(Tally(len(found), len(found - true), len(true)))
    return tally, sum(len(_ends(text, rules)) for text in whole)


def _ends(text: str, rules: Sequence[Reason[Joint]]) -> set[int]:
    return {above.stop for above, _ in joints(Page(text, set_lines(text)), rules)}


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
