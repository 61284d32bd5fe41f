"""How much of plans annotated by hand planlint reads: their agency lists and their targets.

For a plan NAME.txt the folder of annotations holds NAME.agencies.json, with `parentheticals` (line_start, line_end, bodies_flat) and
`non_agency_parentheticals` (line, text), and NAME.targets.json, with `targets` (line, year, value, unit, indicator) and `not_targets`
(line, why), lines on which other figures stand than targets. A list counts when
its bodies are the same in the same order; a target when year, value and unit are the same; an indicator when half of the characters of
the shorter one are in the longer one. Each annotation is met by one reading at most.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from planlint.facts.agencies.lists import agency_lists
from planlint.facts.targets.running import targets
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span


class Score(NamedTuple):
    """How many annotations were met, of how many, and what was read beyond them."""

    met: int = 0
    of: int = 0
    beyond: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.met + other.met, self.of + other.of, self.beyond + other.beyond)

    def __str__(self) -> str:
        recall = f"{100 * self.met / self.of:6.1f} %" if self.of else "      –"
        read_ = self.met + self.beyond
        precision = f"{100 * self.met / read_:6.1f} %" if read_ else "      –"
        return f"{self.met:5} of {self.of:4} recall {recall}  precision {precision}  beyond {self.beyond}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plans", help="folder of the plans, NAME.txt")
    parser.add_argument("annotations", help="folder of the annotations")
    parser.add_argument("--misses", action="store_true", help="list what was not met")
    arguments = parser.parse_args()
    totals: dict[str, Score] = {}
    for name in sorted({entry.split(".")[0] for entry in os.listdir(arguments.annotations) if entry.endswith(".json")}):
        with open(os.path.join(arguments.plans, f"{name}.txt"), encoding="utf-8", newline="") as file:
            plan = read(Source(file.read()))
        for what, score in scores(plan, os.path.join(arguments.annotations, name), show=arguments.misses):
            totals[what] = totals.get(what, Score()).plus(score)
            print(f"{name[:24]:24} {what:22} {score}")
    for what, score in totals.items():
        print(f"{'all':24} {what:22} {score}")


def scores(plan: Plan, stem: str, *, show: bool = False) -> Iterator[tuple[str, Score]]:
    """How much of the lists and targets that are annotated in STEM.agencies.json and STEM.targets.json is read."""
    lists = _load(f"{stem}.agencies.json")
    if lists is not None:
        yield "agency lists", _agencies(plan, lists, show=show)
    aims = _load(f"{stem}.targets.json")
    if aims is not None:
        yield from _targets(plan, aims, show=show)


def _load(path: str) -> Any:
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def _line(plan: Plan, span: Span) -> int:
    return plan.view.source.position(plan.view.locate(span).start).line


def _agencies(plan: Plan, annotated: Any, *, show: bool) -> Score:
    read_lists = [(_line(plan, found.span), ["".join(body.name.split()) for body in found.bodies]) for found in agency_lists(plan)]
    met = 0
    for entry in annotated["parentheticals"]:
        hit = next((found for found in read_lists if found[0] == entry["line_start"] and found[1] == entry["bodies_flat"]), None)
        if hit is not None:
            met += 1
            read_lists.remove(hit)
        elif show:
            near = [found[1] for found in read_lists if found[0] == entry["line_start"]]
            print("   ", entry["line_start"], entry["bodies_flat"], "read as", near)
    lines = {entry["line_start"] for entry in annotated["parentheticals"]}
    return Score(met, len(annotated["parentheticals"]), sum(found[0] not in lines for found in read_lists))


def _targets(plan: Plan, annotated: Any, *, show: bool) -> Iterator[tuple[str, Score]]:
    found = [(_line(plan, target.span), _line(plan, target.value_span), target) for target in targets(plan)]
    values = indicators = 0
    for entry in annotated["targets"]:
        rated = [(*_alike(entry, target), at) for at, (first, last, target) in enumerate(found) if first <= entry["line"] <= last]
        best = max(rated, default=(0, 0.0, -1))
        same, overlap, at = best
        values += same
        indicators += overlap >= 0.5
        if same or overlap >= 0.5:
            found.pop(at)
        if show and not (same and overlap >= 0.5):
            print("   ", entry["line"], entry["year"], entry["indicator"], entry["value"], entry["unit"])
    whole = len(annotated["targets"])
    numbers = sum(isinstance(target.value, (int, float)) for _, _, target in found)
    others = {entry["line"] for entry in annotated.get("not_targets", ())} - {entry["line"] for entry in annotated["targets"]}
    taken = {line for line in others for first, last, target in found if first <= line <= last and isinstance(target.value, (int, float))}
    yield "kind: no target", Score(len(others) - len(taken), len(others))
    yield "year, value and unit", Score(values, whole, numbers)
    yield "indicator", Score(indicators, whole, numbers)


def _alike(entry: Any, target: Any) -> tuple[bool, float]:
    """Whether year, value and unit are the same, and which share of the characters of the indicators."""
    mine, theirs = set("".join(target.indicator.split())), set(entry["indicator"])
    overlap = len(mine & theirs) / min(len(mine), len(theirs))
    value = entry["value"]
    same = value == target.value or (isinstance(value, str) and isinstance(target.value, str) and value in target.value)
    unit = entry["unit"] is None or entry["unit"] == target.unit
    return (same and unit and entry["year"] == target.year, overlap)


if __name__ == "__main__":
    main()
