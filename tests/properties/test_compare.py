"""Laws of comparing: a plan takes up itself, one change is one line, and dress and numbers change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.compare.against import against
from planlint.compare.changes import Difference, Kind, changes
from planlint.compare.relations import Relation, State
from planlint.compare.targets import Standing
from planlint.facts.agencies.registry import registry
from two_drafts import PLAIN, House, Item, Made, made_plans, print_plan, side_of

HOUSES = st.builds(House, st.booleans(), st.booleans(), st.booleans(), st.booleans())
PLACES = st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1))


def told(old: Made, new: Made, one: House = PLAIN, other: House = PLAIN) -> list[Difference]:
    return list(changes(side_of(print_plan(old, one)), side_of(print_plan(new, other))).differences)


@given(made_plans(), HOUSES)
def test_a_plan_takes_up_itself(plan: Made, house: House) -> None:
    found = against(side_of(print_plan(plan)), side_of(print_plan(plan, house)), registry())
    assert {task.taken.relation for task in found.tasks} == {Relation.TAKEN_UP}
    assert {match.state for task in found.tasks for match in task.taken.matches} == {State.PRESENT}
    assert {of.pair.standing for of in found.targets} <= {Standing.EQUAL}
    assert not [task for task in found.tasks if task.bodies or task.deadline]
    assert not found.added_tasks
    assert not found.added_targets


@given(made_plans(), HOUSES)
def test_a_plan_has_not_changed_from_itself_whatever_it_is_dressed_in(plan: Made, house: House) -> None:
    assert [one.kind for one in told(plan, plan, PLAIN, house)] in ([], [Kind.RENUMBERED])


class Case(NamedTuple):
    """One change of an item of a plan, and the line it is to give."""

    kind: Kind
    new: Callable[[Item, Made], Item | None]


CASES = (
    Case(Kind.TASK_DROPPED, lambda _item, _plan: None),
    Case(Kind.TEXT_DROPPED, lambda item, _plan: item._replace(measures=item.measures[1:])),
    Case(Kind.TEXT_ADDED, lambda item, plan: item._replace(measures=(*item.measures, f"兴办{plan.spare[0]}{plan.spare[1]}"))),
    Case(Kind.TEXT_REWORDED, lambda item, _plan: item._replace(measures=(f"按季度{item.measures[0]}", *item.measures[1:]))),
    Case(Kind.COUNT_CHANGED, lambda item, _plan: item._replace(measures=(*item.measures[:-1], _recounted(item.measures[-1])))),
    Case(Kind.TASK_RETITLED, lambda item, _plan: item._replace(title=f"{item.title}一批")),
    Case(Kind.BODY_ADDED, lambda item, _plan: item._replace(bodies=(*item.bodies, "市气象局"))),
    Case(
        Kind.BODY_DROPPED,
        lambda item, _plan: item._replace(bodies=item.bodies[:-1]) if len(item.bodies) > 2 else item._replace(bodies=(*item.bodies, "市气象局")),
    ),
    Case(Kind.LEAD_LOST, lambda item, _plan: item._replace(led=False)),
    Case(Kind.DEADLINE_CHANGED, lambda item, plan: item._replace(due=(item.due[0] + 1, item.due[1]) if item.due is not None else (2029, plan.spare[0]))),
    Case(
        Kind.TARGET_CHANGED,
        lambda item, plan: item._replace(target=(item.target[0], item.target[1] + 7) if item.target is not None else (plan.spare[0] + "成活率", 50)),
    ),
)


def _recounted(measure: str) -> str:
    """A measure with another number of shows: 每季度举办三场…."""
    return measure.replace("办", "办十", 1)


def _usable(case: Case, item: Item) -> bool:
    """Whether the change can be made in an item."""
    match case.kind:
        case Kind.DEADLINE_CHANGED:
            return item.due is not None
        case Kind.TARGET_CHANGED:
            return item.target is not None
        case Kind.BODY_DROPPED:
            return len(item.bodies) > 2
    return True


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind.value)
@given(plan=made_plans(), place=PLACES, house=HOUSES)
def test_one_change_is_one_line(case: Case, plan: Made, place: tuple[int, int, int], house: House) -> None:
    item = plan.items(*place[:2])[place[2]]
    if _usable(case, item):
        new = plan.changed(*place, lambda one: case.new(one, plan))
        assert [one.kind for one in told(plan, new, house, house)] == [case.kind]


@given(plan=made_plans(), place=PLACES, house=HOUSES)
def test_what_was_dropped_is_added_the_other_way(plan: Made, place: tuple[int, int, int], house: House) -> None:
    new = plan.changed(*place, lambda _: None)
    assert [one.kind for one in told(new, plan, house, house)] == [Kind.TASK_ADDED]


@given(plan=made_plans(), house=HOUSES, place=st.tuples(st.integers(0, 1), st.integers(0, 1)))
def test_a_task_in_another_section_has_moved(plan: Made, house: House, place: tuple[int, int]) -> None:
    chapter, item = place
    moved = plan.items(chapter, 0)[item]
    new = plan.changed(chapter, 0, item, lambda _: None)
    new = new.with_items(1 - chapter, 1, [*new.items(1 - chapter, 1), moved])
    assert [one.kind for one in told(plan, new, house, house)] == [Kind.TASK_MOVED]


@given(plan=made_plans(), house=HOUSES)
def test_tasks_in_another_order_have_moved(plan: Made, house: House) -> None:
    items = plan.items(0, 0)
    kinds = {one.kind for one in told(plan, plan.with_items(0, 0, items[::-1]), house, house)}
    assert kinds == {Kind.TASK_MOVED}


@given(plan=made_plans(), house=HOUSES)
def test_a_measure_in_another_task_has_moved(plan: Made, house: House) -> None:
    first = plan.items(0, 0)[0]
    new = plan.changed(0, 0, 0, lambda item: item._replace(measures=item.measures[1:]))
    new = new.changed(1, 0, 0, lambda item: item._replace(measures=(*item.measures, first.measures[0])))
    assert [one.kind for one in told(plan, new, house, house)] == [Kind.TEXT_MOVED]


@given(plan=made_plans(), house=HOUSES)
def test_a_body_that_leads_no_longer_has_another_role(plan: Made, house: House) -> None:
    first, second, *others = plan.items(0, 0)[0].bodies
    new = plan.changed(0, 0, 0, lambda item: item._replace(bodies=(second, first, *others)))
    assert {one.kind for one in told(plan, new, house, house)} == {Kind.ROLE_CHANGED}


@given(plan=made_plans(), place=PLACES, house=HOUSES)
def test_a_target_that_comes_or_goes_is_one_line(plan: Made, place: tuple[int, int, int], house: House) -> None:
    bare = plan.changed(*place, lambda item: item._replace(target=None))
    aiming = plan.changed(*place, lambda item: item._replace(target=(f"{plan.spare[0]}成活率", 50)))
    assert [one.kind for one in told(bare, aiming, house, house)] == [Kind.TARGET_ADDED]
    assert [one.kind for one in told(aiming, bare, house, house)] == [Kind.TARGET_DROPPED]


@given(plan=made_plans(), house=HOUSES)
def test_a_task_made_of_measures_of_another_one_is_split_from_it_and_merged_into_it(plan: Made, house: House) -> None:
    words = iter(plan.spare)
    more = tuple(f"兴办{next(words)}{next(words)}" for _ in range(3))
    whole = plan.changed(0, 0, 0, lambda item: item._replace(measures=(*item.measures, *more)))
    piece = whole.items(0, 0)[0]._replace(title=f"照看{next(words)}", measures=more, target=None, due=None)
    parted = plan.with_items(0, 0, [*plan.items(0, 0), piece])
    assert [one.kind for one in told(whole, parted, house, house)] == [Kind.TASK_SPLIT]
    assert [one.kind for one in told(parted, whole, house, house)] == [Kind.TASK_MERGED]


@given(plan=made_plans(), house=HOUSES)
def test_another_way_of_counting_is_one_line(plan: Made, house: House) -> None:
    other = house._replace(items_run_on=not house.items_run_on)
    assert [one.kind for one in told(plan, plan, house, other)] == [Kind.RENUMBERED]


@given(plan=made_plans(), place=PLACES)
def test_a_measure_left_out_is_the_only_one_not_found(plan: Made, place: tuple[int, int, int]) -> None:
    lost = plan.items(*place[:2])[place[2]].measures[0]
    draft = plan.changed(*place, lambda item: item._replace(measures=item.measures[1:]))
    found = against(side_of(print_plan(plan)), side_of(print_plan(draft)), registry())
    assert [match.measure.text for task in found.tasks for match in task.taken.matches if match.state is not State.PRESENT] == [lost]


@given(plan=made_plans(), place=PLACES)
def test_a_task_left_out_is_the_only_one_missing(plan: Made, place: tuple[int, int, int]) -> None:
    lost = plan.items(*place[:2])[place[2]].title
    found = against(side_of(print_plan(plan)), side_of(print_plan(plan.changed(*place, lambda _: None))), registry())
    assert [task.taken.place.title for task in found.tasks if task.taken.relation is not Relation.TAKEN_UP] == [lost]


@given(plan=made_plans(), place=PLACES)
def test_a_target_made_smaller_is_the_only_weaker_one(plan: Made, place: tuple[int, int, int]) -> None:
    target = plan.items(*place[:2])[place[2]].target
    if target is not None:
        draft = plan.changed(*place, lambda item: item._replace(target=(target[0], target[1] - 9)))
        found = against(side_of(print_plan(plan)), side_of(print_plan(draft)), registry())
        assert [of.pair.asked.indicator for of in found.targets if of.pair.standing is not Standing.EQUAL] == [target[0]]


@given(plan=made_plans(), place=PLACES)
def test_a_body_left_out_is_the_only_one_missing(plan: Made, place: tuple[int, int, int]) -> None:
    lost = plan.items(*place[:2])[place[2]].bodies[-1]
    draft = plan.changed(*place, lambda item: item._replace(bodies=("市气象局", *item.bodies[:-1])))
    found = against(side_of(print_plan(plan)), side_of(print_plan(draft)), registry())
    assert [gap.name for task in found.tasks for gap in task.bodies.missing] == [lost]


@given(plan=made_plans(), place=PLACES)
def test_a_deadline_put_off_is_the_only_later_one(plan: Made, place: tuple[int, int, int]) -> None:
    due = plan.items(*place[:2])[place[2]].due
    if due is not None:
        draft = plan.changed(*place, lambda item: item._replace(due=(due[0] + 2, due[1])))
        found = against(side_of(print_plan(plan)), side_of(print_plan(draft)), registry())
        assert [task.deadline.asked.iso for task in found.tasks if task.deadline is not None] == [f"{due[0]}-12"]


@given(plan=made_plans(), order=st.permutations((0, 1)), house=HOUSES)
def test_another_order_loses_nothing(plan: Made, order: list[int], house: House) -> None:
    draft = plan._replace(chapters=tuple(plan.chapters[at] for at in order))
    found = against(side_of(print_plan(plan)), side_of(print_plan(draft, house)), registry())
    assert {task.taken.relation for task in found.tasks} == {Relation.TAKEN_UP}
    assert {one.kind for one in told(plan, draft, PLAIN, house)} <= {Kind.TASK_MOVED, Kind.RENUMBERED}


@given(plan=made_plans(), at=st.lists(st.integers(0, 2000), max_size=8))
def test_damage_changes_nothing(plan: Made, at: list[int]) -> None:
    text = print_plan(plan)
    damaged = text
    for place in sorted({place % len(text) for place in at}, reverse=True):
        if "\u4e00" <= text[place - 1] <= "\u9fff" and "\u4e00" <= text[place] <= "\u9fff":
            damaged = f"{damaged[:place]}@@{damaged[place:]}"
    assert not changes(side_of(text), side_of(damaged)).differences
