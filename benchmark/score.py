"""Scores what a program says of the annotated documents: `python benchmark/score.py DOCUMENTS… --told FILE` or `--system NAME`.

FILE is JSON Lines, a document a line, as README.md describes. Annotations are places and digests in bench/annotations, and outlines in
benchmark/outlines: a name that is told is right where its digest is that of an annotated one. What a program does not tell at all is not scored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_HERE = os.path.dirname(os.path.abspath(__file__))
ANNOTATIONS = (os.path.join(_HERE, os.pardir, "bench", "annotations"), os.path.join(_HERE, "outlines"))
_NARROW, _WIDE = str.maketrans("()", "（）"), str.maketrans("（）", "()")

Told = Mapping[str, Any]
"""What a program says of a document: `headings`, `lists`, `targets`, `rows`, those that it reads."""


class Score(NamedTuple):
    """How many of the annotations are met, of how many, and how many were told."""

    met: int = 0
    of: int = 0
    told: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.met + other.met, self.of + other.of, self.told + other.told)

    @property
    def recall(self) -> float | None:
        """The share of the annotations that are met."""
        return self.met / self.of if self.of else None

    @property
    def precision(self) -> float | None:
        """The share of what was told that meets an annotation."""
        return self.met / self.told if self.told else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", help="folders of the documents")
    parser.add_argument("--told", metavar="FILE", help="what a program says, in JSON Lines")
    parser.add_argument("--system", action="append", default=[], help="a program of systems.py; repeatable")
    arguments = parser.parse_args()
    annotated = list(annotated_documents(ANNOTATIONS))
    paths = {entry["document"]: found for entry in annotated if (found := _found(entry, arguments.documents)) is not None}
    print(f"{len(paths)} of {len({entry['document'] for entry in annotated})} annotated documents are there")
    if arguments.told is not None:
        with open(arguments.told, encoding="utf-8") as file:
            told = {line["document"]: line for line in map(json.loads, file)}
        show(arguments.told, total(annotated, lambda name: told.get(name), paths))
    for name in arguments.system:
        from systems import SYSTEMS

        system: Callable[[str], Told] = SYSTEMS[name]
        said = {document: system(path) for document, path in paths.items()}
        show(name, total(annotated, said.get, paths))


def show(name: str, scores: Mapping[str, Score]) -> None:
    """Print the scores of a program, a measure a line of a Markdown table."""
    print(f"\n| {name} | recall | precision | annotations |\n|---|---|---|---|")
    for measure, score in scores.items():
        print(f"| {measure} | {_percent(score.recall)} | {_percent(score.precision)} | {score.of} |")


def annotated_documents(folders: Iterable[str]) -> Iterator[Any]:
    """What is annotated, document by document."""
    for folder in folders:
        for entry in sorted(os.listdir(folder)):
            if entry.endswith(".json"):
                with open(os.path.join(folder, entry), encoding="utf-8") as file:
                    yield json.load(file)


def total(annotated: Iterable[Any], told: Callable[[str], Told | None], names: Iterable[str]) -> dict[str, Score]:
    """The scores over those of the documents that have these names; one of which nothing was told counts as missed."""
    totals: dict[str, Score] = {}
    there = set(names)
    for entry in annotated:
        if entry["document"] in there:
            for measure, score in scores(entry, told(entry["document"]) or {}):
                totals[measure] = totals.get(measure, Score()).plus(score)
    return totals


def scores(annotated: Any, told: Told) -> Iterator[tuple[str, Score]]:
    """The scores of one document, measure by measure; what is not annotated there, or what the program does not read, has none."""
    for what, measure in (("headings", _headings), ("lists", _lists), ("targets", _targets), ("rows", _rows)):
        if annotated.get(what) and what in told:
            yield from measure(annotated[what], told[what])


def digest(words: str) -> str:
    """What an annotation has in the place of words: the beginning of the SHA-256 of them without white space."""
    return hashlib.sha256(plain(words).encode()).hexdigest()[:16]


def plain(words: str) -> str:
    """Words as they are compared: without white space, with wide brackets."""
    return "".join(words.split()).translate(_NARROW)


def digests(words: str) -> set[str]:
    """The digests that words may have: brackets are written in two ways."""
    return {digest(words), hashlib.sha256(plain(words).translate(_WIDE).encode()).hexdigest()[:16]}


def holds(words: str, length: int, wanted: str) -> bool:
    """Whether a stretch of so many characters of some words has a digest."""
    text = plain(words)
    return any(wanted in digests(text[at : at + length]) for at in range(len(text) - length + 1))


def _headings(annotated: Sequence[Any], told: Sequence[Any]) -> Iterator[tuple[str, Score]]:
    """Headings with their number and title; and of those that are right, the ones that stand below the right one."""
    pairs = _paired(annotated, told, lambda a, b: float(a["hash"] in digests(b["title"]) and plain(a["number"] or "") == plain(b["number"] or "")))
    yield "headings", Score(len(pairs), len(annotated), len(told))
    above = {a: pairs.get(annotated[a]["parent"]) for a in pairs}
    yield "headings below the right one", Score(sum(told[b].get("parent") == above[a] for a, b in pairs.items()), len(pairs), len(pairs))


def _lists(annotated: Sequence[Any], told: Sequence[Any]) -> Iterator[tuple[str, Score]]:
    """Lists of bodies that share a body; whole ones; bodies; their duties; deadlines."""
    wanted = [{body["hash"]: body["duty"] for body in entry["bodies"]} for entry in annotated]
    said = [{name: body["duty"] for body in entry["bodies"] for name in digests(body["name"])} for entry in told]
    sizes = [len(entry["bodies"]) for entry in told]
    pairs = _paired(wanted, said, lambda a, b: len(a.keys() & b.keys()) / max(len(a), 1))
    yield "lists", Score(len(pairs), len(annotated), len(told))
    yield "lists whole", Score(sum(wanted[a].keys() <= said[b].keys() and len(wanted[a]) == sizes[b] for a, b in pairs.items()), len(annotated), len(told))
    shared = sum(len(wanted[a].keys() & said[b].keys()) for a, b in pairs.items())
    yield "bodies", Score(shared, sum(map(len, wanted)), sum(sizes))
    yield "duties", Score(sum(said[b].get(name) == duty for a, b in pairs.items() for name, duty in wanted[a].items()), shared, shared)
    dated = [a for a, entry in enumerate(annotated) if entry["deadline"] not in (None, "?")]
    right = sum(a in pairs and told[pairs[a]].get("deadline") == annotated[a]["deadline"] for a in dated)
    yield "deadlines", Score(right, len(dated), sum(told[b].get("deadline") is not None and annotated[a]["deadline"] != "?" for a, b in pairs.items()))


def _targets(annotated: Sequence[Any], told: Sequence[Any]) -> Iterator[tuple[str, Score]]:
    """Targets with value and unit; those with their year; those with their indicator. Where two readers would differ, nothing is asked for."""
    wanted = [entry for entry in annotated if entry["kind"] == "target"]
    others = [entry for entry in annotated if entry["kind"] != "target"]
    pairs = _paired(wanted, told, lambda a, b: _same_amount(a, b) * (1 + _same_year(a, b) + _same_indicator(a, b)))
    left = [one for at, one in enumerate(told) if at not in pairs.values()]
    neutral = len(_paired([entry for entry in others if entry["kind"] is None], left, lambda a, b: float(_same_amount(a, b))))
    yield "targets", Score(len(pairs), len(wanted), len(told) - neutral)
    yield "years", Score(sum(_same_year(wanted[a], told[b]) for a, b in pairs.items()), len(pairs), len(pairs))
    yield "indicators", Score(sum(_same_indicator(wanted[a], told[b]) for a, b in pairs.items()), len(pairs), len(pairs))


def _rows(annotated: Sequence[Any], told: Sequence[Any]) -> Iterator[tuple[str, Score]]:
    """Rows of indicator tables with name and values."""
    pairs = _paired(annotated, told, lambda a, b: holds(b["indicator"], a["length"], a["hash"]) + _values(a, b))
    yield "table rows", Score(len(pairs), len(annotated), len(told))
    yield "values of rows", Score(sum(_values(annotated[a], told[b]) for a, b in pairs.items()), sum(len(entry["values"]) for entry in annotated))


def _values(entry: Any, row: Any) -> int:
    left = [(value["low"], value["high"]) for value in row["values"]]
    met = 0
    for value in entry["values"]:
        bounds = _bounds(value)
        if bounds in left:
            left.remove(bounds)
            met += 1
    return met


def _bounds(value: Any) -> tuple[float | None, float | None]:
    """The least and greatest value that meet an annotated one."""
    low, high = value["low"], value["high"]
    if low != high:
        return low, high
    return (None if value["comparator"][:1] == "<" else low), (None if value["comparator"][:1] == ">" else high)


def _same_amount(entry: Any, told: Any) -> bool:
    return entry["value"] == told["value"] and plain(entry["unit"] or "").replace("％", "%") == plain(told["unit"] or "").replace("％", "%")


def _same_year(entry: Any, told: Any) -> bool:
    return told["year"] == entry["year"] or (told["year"] is None and not entry["year_said"])


def _same_indicator(entry: Any, told: Any) -> bool:
    return holds(told["indicator"], entry["at"][1] - entry["at"][0], entry["hash"])


def _paired(annotated: Sequence[Any], told: Sequence[Any], likeness: Callable[[Any, Any], float]) -> dict[int, int]:
    """Which of what was told goes with which annotation: the most alike first, of equals the first ones, each once."""
    alike = [(-like, a, b) for a, entry in enumerate(annotated) for b, one in enumerate(told) if (like := likeness(entry, one))]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(alike):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return dict(sorted(pairs.items()))


def _found(entry: Any, folders: Sequence[str]) -> str | None:
    """The file of an annotated document; None where it is not there, or is another one."""
    for folder in folders:
        path = os.path.join(folder, entry["document"])
        if os.path.exists(path):
            with open(path, "rb") as file:
                return path if hashlib.sha256(file.read()).hexdigest() == entry["sha256"] else None
    return None


def _percent(share: float | None) -> str:
    return f"{100 * share:.1f} %" if share is not None else "–"


if __name__ == "__main__":
    main()
