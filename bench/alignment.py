"""How well planlint sees what one plan takes up of another, measured on a pair annotated by hand.

    python bench/alignment.py GOLD.json SUPERIOR DRAFT [--misses]

GOLD holds, for a superior plan and the draft that carries it out: `tasks` (superior_path, relation, alternatives, draft_paths, the main
place first, measures with superior_text, scope, state), `targets` (superior_text, superior_value, year, relation, alternatives) and
`bodies` (superior_path, superior_bodies, missing, extra). In the files of bench/alignments the texts are replaced by places and
digests (see `unsealed`). Printed are: the share of tasks whose main place is right; of those whose relation is right, alternatives
counting; of the measures that are open to the draft's region, how well the score tells present from absent ones (area under the curve),
how many of those listed as not found are absent, weakened or localised by hand, and how many of the absent ones are listed; of the
targets, those whose relation is right; and of the bodies of tasks, those that are rightly said to have a counterpart or none.
A measure annotated is met by the one of the same task that shares most of its text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, NamedTuple

from planlint.compare.against import Against, TargetOf, TaskOf, against, side
from planlint.compare.relations import Change, Match, State
from planlint.facts.agencies.registry import registry
from planlint.formats.reading import read as source_of
from planlint.syntax import read
from planlint.syntax.nodes import Plan

_MARKS = str.maketrans({",": "，", "(": "（", ")": "）", ";": "；", ":": "：", "．": "."})
_BARS = {"main place": 95, "relation": 88, "present against absent": 93, "listed rightly": 85, "absent that are listed": 90, "targets": 85, "bodies": 85}


class Share(NamedTuple):
    """So many of so many, in per cent, and the bar that is to be reached."""

    name: str
    right: float
    of: int

    def __str__(self) -> str:
        per_cent = 100 * self.right / self.of if self.of else 0.0
        return f"{self.name:24} {self.right:7.1f} of {self.of:4} {per_cent:6.1f} %  bar {_BARS[self.name]} {'' if per_cent >= _BARS[self.name] else 'MISSED'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("superior")
    parser.add_argument("draft")
    parser.add_argument("--misses", action="store_true", help="list what is not as annotated")
    arguments = parser.parse_args()
    superior, draft = _plan(arguments.superior), _plan(arguments.draft)
    with open(arguments.gold, encoding="utf-8") as file:
        gold = unsealed(json.load(file), superior)
    found = against(side(arguments.superior, superior), side(arguments.draft, draft), registry())
    for share in shares(gold, found, misses=arguments.misses):
        print(share)


def shares(gold: dict[str, Any], found: Against, *, misses: bool = False) -> Iterator[Share]:
    """Each measure of the alignment against what was annotated."""
    tasks = {_plain("".join(task.taken.place.path)): task for task in found.tasks}
    annotated = [(task, tasks.get(_plain(task["superior_path"]))) for task in gold["tasks"]]
    yield Share(
        "main place",
        sum(_check(misses, "place", task, _host(found, of) == [_plain(path) for path in task["draft_paths"][:1]]) for task, of in annotated),
        len(annotated),
    )
    right = (_check(misses, "relation", task, of is not None and of.taken.relation.value in _allowed(task), of) for task, of in annotated)
    yield Share("relation", sum(right), len(annotated))
    scores = list(_scores(annotated))
    yield Share("present against absent", _area(scores), 1)
    listed = [(measure, match) for measure, match in scores if match is None or match.state is State.NOT_FOUND]
    wrong = [_check(misses, "listed", measure, measure["state"] != "present") for measure, _ in listed]
    yield Share("listed rightly", sum(wrong), len(listed))
    absent = [(measure, match) for measure, match in scores if measure["state"] == "absent"]
    rightly = [_check(misses, "absent", measure, match is None or match.state is State.NOT_FOUND, match) for measure, match in absent]
    yield Share("absent that are listed", sum(rightly), len(absent))
    targets = [(target, _standing(target, found, tasks)) for target in gold["targets"]]
    yield Share("targets", sum(_check(misses, "target", target, relation in _allowed(target), relation) for target, relation in targets), len(targets))
    judged = [pair for row in gold["bodies"] for pair in _bodies(row, tasks.get(_plain(row["superior_path"])), misses=misses)]
    yield Share("bodies", sum(judged), len(judged))


def _plan(path: str) -> Plan:
    with open(path, "rb") as file:
        return read(source_of(path, file.read()))


def _plain(text: str) -> str:
    return "".join(text.split()).translate(_MARKS)


def _allowed(annotation: dict[str, Any]) -> set[str]:
    return {annotation["relation"], *(annotation.get("alternatives") or ())}


def _host(found: Against, task: TaskOf | None) -> list[str]:
    host = task.taken.pairing.host if task is not None else None
    return [_plain("".join(found.draft.places[host].path))] if host is not None else []


def _check(misses: bool, what: str, annotation: dict[str, Any], right: bool, said: object = "") -> bool:
    if misses and not right:
        told = {name: value for name, value in annotation.items() if name in ("superior_path", "superior_text", "relation", "state", "draft_text")}
        relation = said.taken.relation.value if isinstance(said, TaskOf) else said
        print(f"  {what}: {told} {relation}")
    return right


def _scores(annotated: Sequence[tuple[dict[str, Any], TaskOf | None]]) -> Iterator[tuple[dict[str, Any], Match | None]]:
    """The measures open to the region, each with the match that meets it; None where the task has none at all."""
    for task, of in annotated:
        for measure in task["measures"]:
            if measure["scope"] != "national":
                yield measure, _met(_plain(measure["superior_text"]), of.taken.matches if of is not None else ())


def _met(text: str, matches: Sequence[Match]) -> Match | None:
    return max(matches, key=lambda match: _shared(text, match.measure.text), default=None)


def _shared(one: str, other: str) -> int:
    """How many characters two texts share in stretches of two and more."""
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() if block.size > 1)


def _area(scores: Sequence[tuple[dict[str, Any], Match | None]]) -> float:
    present = [match.score if match is not None else 0.0 for measure, match in scores if measure["state"] == "present"]
    absent = [match.score if match is not None else 0.0 for measure, match in scores if measure["state"] == "absent"]
    above = sum((one > other) + (one == other) / 2 for one in present for other in absent)
    return above / (len(present) * len(absent)) if present and absent else 0.0


def _standing(annotation: dict[str, Any], found: Against, tasks: dict[str, TaskOf]) -> str:
    """The relation of the target that meets one annotated; of the measure that does where the text is read as one."""
    text, value = _plain(annotation["superior_text"]), str(annotation["superior_value"]).partition("#")[0].lstrip("<>=~")
    at = [(_nearness(text, value, annotation, target, found), number) for number, target in enumerate(found.targets)]
    best = max(at, default=(0.0, 0))
    if best[0] >= 0.6:
        return found.targets[best[1]].pair.standing.value
    task = tasks.get(_plain(annotation["superior_place"] or ""))
    match = _met(text, task.taken.matches if task is not None else ())
    if match is None or _shared(text, match.measure.text) < len(text) / 2 or match.state is State.NOT_FOUND:
        return "not-taken-up"
    return "weaker" if match.change is Change.WEAKENED or match.score < 0.6 else "equal"


def _nearness(text: str, value: str, annotation: dict[str, Any], target: TargetOf, found: Against) -> float:
    """How surely a target is the one annotated: by its text, then its value, year and the thing it is of."""
    asked, plan = target.pair.asked, found.superior.plan
    written = _plain(asked.span.of(plan.text))
    if annotation["year"] and asked.year and annotation["year"] != asked.year:
        return 0.0
    shared = _shared(text, written) / max(min(len(text), len(written)), 1)
    same = _plain(asked.value_span.of(plan.text)).startswith(value) if value[:1].isdigit() else False
    thing = _shared(_plain(annotation.get("indicator", "")), asked.indicator) / max(len(asked.indicator), 1)
    return shared + 0.2 * same + 0.1 * thing


def _bodies(row: dict[str, Any], task: TaskOf | None, *, misses: bool) -> Iterator[bool]:
    """For each body of a task, whether it is rightly said to have a counterpart or none; those of the draft too."""
    missing = {gap.name for gap in task.bodies.missing} if task is not None else set()
    extra = set(task.bodies.extra) if task is not None else set()
    for body in row["superior_bodies"]:
        yield _check(misses, f"body {body}", row, (body in row["missing"]) == (body in missing))
    for body in {*row["extra"], *extra}:
        yield _check(misses, f"extra {body}", row, (body in row["extra"]) == (body in extra))


def digest(text: str) -> str:
    """What stands for a text that is not kept: the first 16 digits of its SHA-256."""
    return sha256(_plain(text).encode()).hexdigest()[:16]


def unsealed(gold: dict[str, Any], superior: Plan) -> dict[str, Any]:
    """Annotations with their texts: where one has `at` and `digest` instead, those characters of the superior plan without its blanks.

    Raises ValueError where they are not the ones that were annotated.
    """
    text = _plain(superior.text)
    for annotation in (*(measure for task in gold["tasks"] for measure in task["measures"]), *gold["targets"]):
        if "digest" in annotation:
            annotation["superior_text"] = _restored(text, annotation["at"][0], annotation["at"][1], annotation["digest"])
    return gold


def _restored(text: str, start: int, stop: int, known: str) -> str:
    length = stop - start
    for shift in range(max(len(text), 1)):
        for at in {start + shift, start - shift}:
            if at >= 0 and digest(text[at : at + length]) == known:
                return text[at : at + length]
    raise ValueError(f"the characters {start} to {stop} are not those that were annotated")


if __name__ == "__main__":
    main()
