"""How much of documents annotated by hand planlint reads back: tasks a list with bodies, duties and deadlines, and targets with their kind.

bench/annotations/NAME.json holds a document's file name and digest, and what was read in it by eye, as places and digests of words and no
words: `at` counts the characters of the document without white space, as an extractor of its own gave them, and `hash` is the beginning of
the SHA-256 of the words that stand there. A list, or a row of a table of tasks, has the number of its item, its bodies with their duties, and its deadline (“?” where two
readers would differ). A target has value, unit, year, comparator and kind; None where readers would differ, and `year_said` is false where only
the plan's title tells the year. A document in which only one of both was annotated lacks the other. What is read and what was annotated are brought together in order, as the longest common part of two texts is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from planlint.facts.tables.targets import TableTarget, table_targets
from planlint.facts.targets.amounts import amounts
from planlint.facts.targets.target import Target
from planlint.facts.tasks.tabled import listed_tasks
from planlint.facts.tasks.task import Task
from planlint.formats.reading import read as source_of
from planlint.syntax import read
from planlint.syntax.nodes import Plan

_NARROW, _WIDE = str.maketrans("()", "（）"), str.maketrans("（）", "()")
_HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "annotations")


class Score(NamedTuple):
    """How many annotations were met, of how many; and how many were read, where that is another number."""

    met: int = 0
    of: int = 0
    read: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.met + other.met, self.of + other.of, self.read + other.read)

    def __str__(self) -> str:
        recall = f"{100 * self.met / self.of:6.1f} %" if self.of else "      –"
        precision = f"{100 * self.met / self.read:6.1f} %" if self.read else "      –"
        return f"{self.met:5} of {self.of:4} recall {recall}  precision {precision}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", help="folders of the documents")
    parser.add_argument("--annotations", default=_HERE, help="folder of the annotations, if not bench/annotations")
    parser.add_argument("--misses", action="store_true", help="list what was not met")
    arguments = parser.parse_args()
    totals: dict[str, Score] = {}
    for annotated in annotated_documents(arguments.annotations):
        path = next((path for folder in arguments.documents if os.path.exists(path := os.path.join(folder, annotated["document"]))), None)
        if path is None:
            raise SystemExit(f"{annotated['document']}: in none of the folders")
        with open(path, "rb") as document:
            raw = document.read()
        if hashlib.sha256(raw).hexdigest() != annotated["sha256"]:
            raise SystemExit(f"{path}: another document than the one annotated")
        plan = read(source_of(path, raw))
        for what, score in scores(plan, annotated, show=arguments.misses):
            totals[what] = totals.get(what, Score()).plus(score)
            print(f"{annotated['document'][:12]:12} {what:16} {score}")
    for what, score in totals.items():
        print(f"{'all':12} {what:16} {score}")


def scores(plan: Plan, annotated: Any, *, show: bool = False) -> Iterator[tuple[str, Score]]:
    """How much of what is annotated of a document is read; what nobody annotated there is not asked for."""
    for what, measure in (("lists", _lists), ("targets", _targets), ("rows", _rows)):
        if annotated.get(what):
            yield from measure(plan, annotated[what], show)


def annotated_documents(folder: str = _HERE) -> Iterator[Any]:
    """What is annotated of each document of a folder."""
    for entry in sorted(os.listdir(folder)):
        with open(os.path.join(folder, entry), encoding="utf-8") as file:
            yield json.load(file)


def right_targets(plan: Plan, annotated: Any) -> int:
    """How many targets are read as they are annotated, value, unit and kind; 0 where only tasks are annotated."""
    if "targets" not in annotated:
        return 0
    return next(score.met for what, score in _targets(plan, annotated["targets"], False) if what == "targets")


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _plain(written: str) -> str:
    return "".join(written.split()).translate(_NARROW)


class _Words:
    """Finds the words of a plan by their digest and length."""

    def __init__(self, plan: Plan) -> None:
        self._plain = _plain(plan.text)
        self._of_length = cache(self._all)

    def of(self, entry: Any) -> str:
        """The words of an entry; empty where the plan does not have them."""
        return self._of_length(entry["at"][1] - entry["at"][0]).get(entry["hash"], "")

    def _all(self, length: int) -> dict[str, str]:
        parts = {self._plain[at : at + length] for at in range(len(self._plain) - length + 1)}
        return {_digest(form): part for part in parts for form in (part, part.translate(_WIDE))}


def _lists(plan: Plan, annotated: Sequence[Any], show: bool) -> Iterator[tuple[str, Score]]:
    words = _Words(plan)
    rows = [task for task in listed_tasks(plan) if task.bodies and task.inherited_from is None]
    named = [{words.of(body): body["duty"] for body in entry["bodies"]} for entry in annotated]
    read_ = [{_plain(body.name): body.duty.value for body in task.bodies if not body.is_collective} for task in rows]
    pairs = _brought_together(len(named), len(read_), lambda a, b: len(named[a].keys() & read_[b].keys()) / max(len(named[a].keys() | read_[b].keys()), 1))
    met = dict(pairs)
    yield "lists", Score(len(met), len(annotated), len(rows))
    both = [(named[a], read_[b], annotated[a], rows[b]) for a, b in met.items()]
    yield "lists whole", Score(sum(mine.keys() == theirs.keys() for mine, theirs, _, _ in both), len(annotated), len(rows))
    shared = sum(len(mine.keys() & theirs.keys()) for mine, theirs, _, _ in both)
    yield "bodies", Score(shared, sum(map(len, named)), sum(map(len, read_)))
    yield "duties", Score(sum(theirs.get(name) == duty for mine, theirs, _, _ in both for name, duty in mine.items()), shared, shared)
    yield "number", Score(sum(_is_at(entry, task) for _, _, entry, task in both), len(both), len(both))
    sure = [(entry["deadline"], _deadline(task)) for _, _, entry, task in both if entry["deadline"] != "?"]
    missing = sum(entry["deadline"] not in (None, "?") for at, entry in enumerate(annotated) if at not in met)
    right = sum(mine == theirs for mine, theirs in sure if mine is not None)
    yield "deadlines", Score(right, sum(mine is not None for mine, _ in sure) + missing, sum(theirs is not None for _, theirs in sure))
    if show:
        for at, entry in enumerate(annotated):
            task = rows[met[at]] if at in met else None
            if task is None or named[at] != read_[met[at]] or entry["deadline"] not in ("?", _deadline(task)):
                print("   ", entry["number"], named[at], entry["deadline"], "read as", task and (read_[met[at]], _deadline(task)))
        for b, task in enumerate(rows):
            if b not in met.values():
                print("    beyond", task.path, read_[b])


def _deadline(task: Task) -> str | None:
    return "ongoing" if task.due is not None and task.due.ongoing else task.deadline


def _is_at(entry: Any, task: Task) -> bool:
    return entry["number"] is None or (bool(task.path) and _plain(task.path[-1]) == _plain(entry["number"]))


def _targets(plan: Plan, annotated: Sequence[Any], show: bool) -> Iterator[tuple[str, Score]]:
    words = _Words(plan)
    found = [target for target in plan.fact(amounts) if isinstance(target.value, (int, float))]
    pairs = dict(_brought_together(len(annotated), len(found), lambda a, b: _likeness(annotated[a], found[b], words)))
    aims = [at for at, entry in enumerate(annotated) if entry["kind"] == "target"]
    listed = [at for at, target in enumerate(found) if _kind(target) == "target"]
    neutral = [b for a, b in pairs.items() if annotated[a]["kind"] is None]
    right = [a for a in aims if a in pairs and _kind(found[pairs[a]]) == "target"]
    yield "targets", Score(len(right), len(aims), len([at for at in listed if at not in neutral]))
    told = [at for at, entry in enumerate(annotated) if entry["kind"] not in (None, "target")]
    kinds = sum(at in pairs and _kind(found[pairs[at]]) == annotated[at]["kind"] for at in told)
    yield "other kinds", Score(kinds, len(told), sum(_kind(target) != "target" for target in found))
    yield "year", Score(sum(_has_year(annotated[a], found[pairs[a]]) for a in right), len(right))
    yield "comparator", Score(sum(annotated[a]["comparator"] in (None, found[pairs[a]].comparator) for a in right), len(right))
    yield "indicator", Score(sum(_overlap(words.of(annotated[a]), found[pairs[a]].indicator) >= 0.5 for a in right), len(right))
    if show:
        for at, entry in enumerate(annotated):
            target = found[pairs[at]] if at in pairs else None
            if target is None:
                print("    missed", entry["kind"], words.of(entry), entry["value"], entry["unit"], entry["year"])
            elif entry["kind"] not in (None, _kind(target)) or not _has_year(entry, target) or _overlap(words.of(entry), target.indicator) < 0.5:
                print(
                    "    differs",
                    entry["kind"],
                    words.of(entry),
                    entry["value"],
                    entry["unit"],
                    entry["year"],
                    "read as",
                    _kind(target),
                    target.indicator,
                    target.year,
                )
        for b in listed:
            if b not in pairs.values():
                print("    beyond", found[b].indicator, found[b].value, found[b].unit, found[b].year)


def _rows(plan: Plan, annotated: Sequence[Any], show: bool) -> Iterator[tuple[str, Score]]:
    rows = [list(row) for _, row in groupby(plan.fact(table_targets), key=lambda found: found.row)]
    pairs = dict(_brought_together(len(annotated), len(rows), lambda a, b: _row_likeness(annotated[a], rows[b])))
    right = {a: _values_met(annotated[a], rows[b]) for a, b in pairs.items()}
    yield "table rows", Score(sum(map(bool, right.values())), len(annotated), len(rows))
    yield "names of rows", Score(sum(any(_is_named(annotated[a], found) for found in rows[b]) for a, b in pairs.items()), len(annotated))
    yield "values of rows", Score(sum(right.values()), sum(len(entry["values"]) for entry in annotated), sum(map(len, rows)))
    if show:
        for at, entry in enumerate(annotated):
            row = rows[pairs[at]] if at in pairs else []
            if right.get(at, 0) < len(entry["values"]) or not any(_is_named(entry, found) for found in row):
                print("    row", entry["page"], entry["unit"], entry["values"], "read as", [_told(found) for found in row])
        for b, row in enumerate(rows):
            if b not in pairs.values():
                print("    beyond", [_told(found) for found in row])


def _told(found: TableTarget) -> tuple[object, ...]:
    target = found.target
    return (target.indicator, target.comparator, target.value, target.unit)


def _row_likeness(entry: Any, row: Sequence[TableTarget]) -> float:
    return _values_met(entry, row) + any(_is_named(entry, found) for found in row)


def _is_named(entry: Any, found: TableTarget) -> bool:
    name = _plain(found.target.indicator)
    return any(_digest(name[at : at + entry["length"]]) == entry["hash"] for at in range(len(name) - entry["length"] + 1))


def _values_met(entry: Any, row: Sequence[TableTarget]) -> int:
    """How many of the values of a row are read, each once."""
    left = [(found.target.comparator, found.target.value) for found in row]
    met = 0
    for value in entry["values"]:
        low, high = value["low"], value["high"]
        wanted = (value["comparator"], low if low == high else f"{low}—{high}")
        same = next((one for one in left if one == wanted or (low is None and not isinstance(one[1], (int, float)))), None)
        if same is not None:
            left.remove(same)
            met += 1
    return met


def _kind(target: Target) -> str:
    return target.purpose.value


def _has_year(entry: Any, target: Target) -> bool:
    return target.year == entry["year"] or (target.year is None and not entry["year_said"])


def _likeness(entry: Any, target: Target, words: _Words) -> float:
    if entry["value"] != target.value or "".join((target.unit or "").split()) not in _units(entry["unit"] or ""):
        return 0.0
    return 1 + _has_year(entry, target) + _overlap(words.of(entry), target.indicator)


def _units(unit: str) -> tuple[str, ...]:
    return (unit, "％") if unit == "%" else (unit, "万家") if unit == "万个" else (unit,)


def _overlap(mine: str, theirs: str) -> float:
    """Which share of the characters of the shorter one are in the longer one."""
    a, b = set("".join(mine.split())), set("".join(theirs.split()))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _brought_together(count: int, other: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of places in two rows that are alike, in order in both, and as alike as can be together."""
    best = [[0.0] * (other + 1) for _ in range(count + 1)]
    alike = [[likeness(a, b) for b in range(other)] for a in range(count)]
    for a in reversed(range(count)):
        for b in reversed(range(other)):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], best[a + 1][b + 1] + alike[a][b])
    pairs: list[tuple[int, int]] = []
    a = b = 0
    while a < count and b < other:
        if alike[a][b] and best[a][b] == best[a + 1][b + 1] + alike[a][b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


if __name__ == "__main__":
    main()
