"""A plan against the one it carries out: what it takes up of every task, target, body and deadline, and what it adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planlint.compare.bodies import BodiesOf, Fields, bodies_of, fields_of
from planlint.compare.likeness import Rarity, grams_of, plain
from planlint.compare.measures import Clause, Measure, Place, places
from planlint.compare.pairing import Pairing, paired
from planlint.compare.relations import Match, Relation, Search, State, Taken, taken
from planlint.compare.targets import Standing, TargetPair, added, target_pairs
from planlint.facts.agencies.registry import Registry
from planlint.facts.targets.target import Target
from planlint.phrases.deadlines import Deadline
from planlint.record import Record
from planlint.syntax.nodes import Plan

_KEPT = 0.5
"""From this score on a target without an answer is one that stays as a measure, its figure or year dropped."""
_OF_OTHERS = 0.5
"""A task without counterpart is new where a larger share of its measures is nowhere in the superior plan; else it is made of pieces of it."""


class Deadlines(Record):
    """The deadline of a task of the superior and that of its counterpart; None where the draft gives none."""

    asked: Deadline
    said: Deadline | None


class TaskOf(Record):
    """A task of the superior with what became of it, its bodies, and its deadline where that is later or gone."""

    taken: Taken
    bodies: BodiesOf
    deadline: Deadlines | None


class TargetOf(Record):
    """A target of the superior with its answer. `place` is the one it stands at; `kept` the clause that still speaks of it without figure or year."""

    pair: TargetPair
    place: int | None
    kept: Clause | None


class AddedTask(Record):
    """A task of the draft that answers to none of the superior; `sure` is false where it is made of pieces of several."""

    place: Place
    sure: bool


class Side(Record):
    """One of two plans that are compared: its path, the plan, its places."""

    path: str
    plan: Plan
    places: Sequence[Place]


class Against(Record):
    """A draft against one superior plan."""

    superior: Side
    draft: Side
    tasks: tuple[TaskOf, ...]
    targets: tuple[TargetOf, ...]
    added_tasks: tuple[AddedTask, ...]
    added_targets: tuple[Target, ...]

    def count(self, relation: Relation) -> int:
        """How many tasks of the superior stand in a relation to the draft."""
        return sum(task.taken.relation is relation for task in self.tasks)


def side(path: str, plan: Plan) -> Side:
    """A plan to compare, cut into its places."""
    return Side(path, plan, plan.fact(places))


def against(superior: Side, draft: Side, registry: Registry, reasons: Mapping[str, str] | None = None) -> Against:
    """What a draft takes up of a superior plan. `reasons` tells, by a part of its number or title, why a task need not be taken up."""
    rarity = Rarity(sentence.grams for place in (*superior.places, *draft.places) for sentence in place.sentences)
    pairings = paired(superior.places, draft.places, rarity)
    search = Search(draft.places, rarity)
    asked, said = fields_of(superior.plan, registry), fields_of(draft.plan, registry)
    asking = [(superior.places[number], pairing) for number, pairing in pairings.items()]
    tasks = [_task(found, draft.places, asked, said) for found in taken(asking, search, lambda place: _reason(place, reasons or {}))]
    targets = tuple(_target(pair, superior.places, pairings, search) for pair in target_pairs(superior.plan, draft.plan, rarity))
    back = Search(superior.places, rarity)
    return Against(
        superior, draft, tuple(tasks), targets, tuple(_added(superior, draft, rarity, pairings, back)), tuple(added(superior.plan, draft.plan, rarity))
    )


def _task(found: Taken, draft: Sequence[Place], asked: Fields, said: Fields) -> TaskOf:
    apart = found.relation in (Relation.NOT_APPLICABLE, Relation.MISSING)
    return TaskOf(found, BodiesOf() if apart else bodies_of(found, draft, asked, said), _deadline(found, draft))


def _reason(place: Place, reasons: Mapping[str, str]) -> str | None:
    """Why a task need not be taken up: the reason given for its number path or its title, or for the section above."""
    names = {plain(name) for name in ("".join(place.path), place.title, place.label)}
    return next((why for task, why in reasons.items() if plain(task) in names), None)


def _deadline(found: Taken, draft: Sequence[Place]) -> Deadlines | None:
    due = max((task.due for task in found.place.tasks if task.due is not None and task.due.iso is not None), key=lambda due: str(due.iso), default=None)
    if due is None or found.pairing.own is None or found.relation is Relation.NOT_APPLICABLE:
        return None
    others = [task.due for task in draft[found.pairing.own].tasks if task.due is not None]
    other = max(others, key=lambda due: due.iso or "", default=None)
    if other is not None and (other.ongoing or str(other.iso) <= str(due.iso) or str(other.iso).startswith(str(due.iso))):
        return None
    return Deadlines(due, other)


def _target(pair: TargetPair, places: Sequence[Place], pairings: Mapping[int, Pairing], search: Search) -> TargetOf:
    """A target with what still speaks of it where it has no answer."""
    place = next((place for place in reversed(places) if place.span.covers(pair.asked.span)), None)
    number = place.number if place is not None else None
    if pair.said is not None or place is None:
        return TargetOf(pair, number, None)
    match = _kept(pair.asked, place, pairings.get(place.number), search)
    if match is None:
        return TargetOf(pair, number, None)
    same = pair.asked.value is None and match.state is State.PRESENT
    return TargetOf(pair._replace(standing=Standing.EQUAL if same else Standing.WEAKER), number, match.clause)


def _kept(target: Target, place: Place, pairing: Pairing | None, search: Search) -> Match | None:
    sentence = next((sentence for sentence in place.sentences if sentence.span.overlaps(target.span)), None)
    clause = next((clause for clause in sentence.clauses if clause.span.overlaps(target.span)), None) if sentence is not None else None
    if clause is None:
        return None
    match = search.match(Measure(clause.span, clause.text, grams_of(clause.text), clause.text), pairing or Pairing(None, None, 0.0, {}))
    return match if match.score >= _KEPT else None


def _added(superior: Side, draft: Side, rarity: Rarity, pairings: Mapping[int, Pairing], back: Search) -> list[AddedTask]:
    """The tasks of the draft that are no counterpart of a task of the superior."""
    own = {pairing.own for pairing in pairings.values()}
    turned = paired(draft.places, superior.places, rarity, without={number for number in own if number is not None})
    found: list[AddedTask] = []
    for place in draft.places:
        if not place.is_task or place.number in own:
            continue
        matches = [back.match(measure, turned[place.number]) for measure in place.measures]
        lost = sum(match.state is State.NOT_FOUND for match in matches)
        found.append(AddedTask(place, lost > _OF_OTHERS * len(matches) or not matches))
    return found
