"""Faults put into clean plans: each plan gets one fault at a time, and whether its rule says so in its line is counted, and what else is said.

A kind of fault is a function from the lines of a plan to plans that have it. The faults were written without looking at how rules find them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from planlint.findings.diagnostic import Diagnostic, Severity
from planlint.rulebook.store import load_rules
from planlint.session import Session
from planlint.settings.selection import selected_rules
from planlint.text.source import Source


class Broken(NamedTuple):
    """A plan with one fault: its lines, and the line, from 0, where the fault is."""

    lines: list[str]
    at: int


class Fault(NamedTuple):
    """A kind of fault: what a drafter would call it, the codes that find it, and how it is made."""

    name: str
    codes: tuple[str, ...]
    make: Callable[[Sequence[str]], Iterator[Broken]]


class Count(NamedTuple):
    """How many faults of a kind were put in and found, and how many other errors and warnings came with them."""

    asked: int = 0
    found: int = 0
    beyond: int = 0


def counted(plans: Iterable[str], most: int = 40) -> dict[str, Count]:
    """For each kind of fault what came of it in some clean plans, at no more than so many places of each."""
    session = Session(selected_rules(load_rules()), language="zh")
    counts = {fault.name: Count() for fault in FAULTS}
    for text in plans:
        lines = text.split("\n")
        for fault in FAULTS:
            places = list(fault.make(lines))
            step = max(1, len(places) // most)
            for broken in places[::step][:most]:
                counts[fault.name] = _with(counts[fault.name], fault, broken, session.check_source(Source("\n".join(broken.lines))).diagnostics)
    return counts


def _with(count: Count, fault: Fault, broken: Broken, found: Sequence[Diagnostic]) -> Count:
    text = "\n".join(broken.lines)
    starts = list(itertools.accumulate((len(line) + 1 for line in broken.lines), initial=0))
    here = [
        diagnostic.code in fault.codes and diagnostic.span.start < starts[broken.at + 1] and diagnostic.span.stop >= starts[broken.at] for diagnostic in found
    ]
    loud = sum(diagnostic.severity is not Severity.INFO and not right for diagnostic, right in zip(found, here, strict=True))
    assert len(text) + 1 == starts[-1]
    return Count(count.asked + 1, count.found + any(here), count.beyond + loud)


_SECTION = regex.compile(r"(?P<before>[　 ]*（)(?P<number>[一二三四五六七八九])(?P<after>）.*)")
_HAN = "一二三四五六七八九"
_PARAGRAPH = regex.compile(r"[^#|>《].*\p{Han}{4}。")
_DATE = regex.compile(r"20[12]\d年\d{1,2}月\d{1,2}日")
_AGENCIES = regex.compile(r"(?P<list>[（〔](?:责任单位：)?\p{Han}+(?:局|委|厅|部)(?:、\p{Han}+(?:局|委|厅|部))+)")


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, regex.Match[str]]]:
    return ((at, m) for at, line in enumerate(lines) if (m := _SECTION.fullmatch(line)) is not None)


def _renumbered(change: int) -> Callable[[Sequence[str]], Iterator[Broken]]:
    """Makes of the last section of a chapter one with another number."""

    def make(lines: Sequence[str]) -> Iterator[Broken]:
        found = list(_sections(lines))
        for (at, m), (_, following) in zip(found, [*found[1:], found[0]] if found else [], strict=True):
            value = _HAN.index(m["number"])
            if value and following["number"] == "一" and 0 <= value + change < len(_HAN):
                yield _replaced(lines, at, f"{m['before']}{_HAN[value + change]}{m['after']}")

    return make


def _swapped(lines: Sequence[str]) -> Iterator[Broken]:
    found = list(_sections(lines))
    for (at, first), (other, second) in itertools.pairwise(found):
        if _HAN.index(second["number"]) == _HAN.index(first["number"]) + 1 and first["number"] != "一":
            changed = _replaced(lines, at, f"{first['before']}{second['number']}{first['after']}").lines
            yield Broken(_replaced(changed, other, f"{second['before']}{first['number']}{second['after']}").lines, at)


def _replaced(lines: Sequence[str], at: int, line: str) -> Broken:
    return Broken([*lines[:at], line, *lines[at + 1 :]], at)


def _added(sentence: str) -> Callable[[Sequence[str]], Iterator[Broken]]:
    """Puts a sentence at the end of each paragraph."""

    def make(lines: Sequence[str]) -> Iterator[Broken]:
        return (_replaced(lines, at, line + sentence) for at, line in enumerate(lines) if _PARAGRAPH.fullmatch(line))

    return make


def _changed(pattern: str, new: str) -> Callable[[Sequence[str]], Iterator[Broken]]:
    """Replaces the first match in each line of text."""
    compiled = regex.compile(pattern)

    def make(lines: Sequence[str]) -> Iterator[Broken]:
        for at, line in enumerate(lines):
            if "。" in line and not line.startswith(("|", "#")) and compiled.search(line):
                yield _replaced(lines, at, compiled.sub(new, line, count=1))

    return make


def _twice(lines: Sequence[str]) -> Iterator[Broken]:
    for at, line in enumerate(lines):
        if (m := _AGENCIES.search(line)) is not None:
            yield _replaced(lines, at, f"{line[: m.end()]}、{m['list'].rpartition('、')[2]}{line[m.end() :]}")


def _abolished(lines: Sequence[str]) -> Iterator[Broken]:
    """Puts a body of before 2018 in place of the last of a list, in plans that tell their date."""
    if not any(_DATE.fullmatch(line.strip()) for line in lines):
        return
    for at, line in enumerate(lines):
        if (m := _AGENCIES.search(line)) is not None:
            last = m["list"].rpartition("、")[2]
            body = f"{last[0]}工商局" if last[0] in "省市县区" else "工商总局"
            yield _replaced(lines, at, f"{line[: m.end() - len(last)]}{body}{line[m.end() :]}")


def _cut(lines: Sequence[str]) -> Iterator[Broken]:
    for at, line in enumerate(lines):
        if at > len(lines) // 2 and _PARAGRAPH.fullmatch(line) and len(line) > 30:
            yield Broken([*lines[:at], line[: line.index("。")] + "，并会同有关部门定期"], at)


FAULTS = (
    Fault("a number is left out", ("NUM001",), _renumbered(1)),
    Fault("a number stands twice", ("NUM002",), _renumbered(-1)),
    Fault("two numbers changed places", ("NUM003", "NUM001"), _swapped),
    Fault("half-width comma", ("PUN001",), _changed(r"(?<=\p{Han})，(?=\p{Han})", ",")),
    Fault("a closing bracket is lost", ("PUN002",), _changed(r"(?<=\p{Han})）", "")),
    Fault("a closing book mark is lost", ("PUN002",), _changed(r"(?<=\p{Han})》", "")),
    Fault("a bracket of mixed width", ("PUN005",), _changed(r"（(?=\p{Han}[^（）]*）)", "(")),
    Fault("straight quotes", ("PUN006",), _changed(r"“([^”]{1,20})”", r'"\1"')),
    Fault("a doubled comma", ("PUN003",), _changed(r"(?<=\p{Han})，(?=\p{Han})", "，，")),
    Fault("a mark before 等", ("PUN010",), _changed(r"(?<=\p{Han}、\p{Han}+)等(?=\p{Han})", "、等")),
    Fault("a body named twice", ("AGY002",), _twice),
    Fault("an abolished body in a list", ("AGY004",), _abolished),
    Fault("document number in square brackets", ("REF001",), _changed(r"〔(20\d\d)〕", r"[\1]")),
    Fault("a date that is none", ("TGT008",), _added("每年6月31日前报送进展。")),
    Fault("years that are not those of the period", ("TGT005",), _added("“十四五”（2020—2025年）时期继续实施。")),
    Fault("a range whose first figure lacks its percent sign", ("QTY001",), _added("每年提高5—8%。")),
    Fault("a placeholder", ("STR009",), _added("具体由XX局牵头。")),
    Fault("a lost character", ("TXT002",), _changed(r"(?<=\p{Han}{3})\p{Han}(?=\p{Han}{3})", "\ufffd")),
    Fault("a zero-width space", ("TXT004",), _changed(r"(?<=\p{Han}{3})(?=\p{Han}{3})", "\u200b")),
    Fault("a private character", ("TXT006",), _changed(r"(?<=\p{Han}{3})\p{Han}(?=\p{Han}{3})", "\ue5e5")),
    Fault("a doubled word", ("TRM001",), _changed(r"(?<=\p{Han}{2})的(?=\p{Han}{2})", "的的")),
    Fault("a known misspelling", ("TRM003",), _added("请各单位做好按排部署。")),
    Fault("a link to a missing annex", ("REF003", "REF002"), _added("详见附件9。")),
    Fault("the text breaks off", ("TXT015",), _cut),
)
