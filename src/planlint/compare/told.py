"""Changes between two drafts in words, and as findings in the new one."""

from __future__ import annotations

from planlint.compare.changes import Changes, Difference, Kind
from planlint.compare.remarks import Remark, title_of
from planlint.messages import Words, said

_NAMES = {
    Kind.TASK_ADDED: "changed.task-added",
    Kind.TASK_DROPPED: "changed.task-dropped",
    Kind.TASK_MOVED: "changed.task-moved",
    Kind.TASK_SPLIT: "changed.task-split",
    Kind.TASK_MERGED: "changed.task-merged",
    Kind.TASK_RETITLED: "changed.task-retitled",
    Kind.TEXT_ADDED: "changed.text-added",
    Kind.TEXT_DROPPED: "changed.text-dropped",
    Kind.TEXT_REWORDED: "changed.text-reworded",
    Kind.TEXT_MOVED: "changed.text-moved",
    Kind.BODY_ADDED: "changed.body-added",
    Kind.BODY_DROPPED: "changed.body-dropped",
    Kind.ROLE_CHANGED: "changed.role-changed",
    Kind.LEAD_LOST: "changed.lead-lost",
    Kind.DEADLINE_CHANGED: "changed.deadline-changed",
    Kind.TARGET_ADDED: "changed.target-added",
    Kind.TARGET_DROPPED: "changed.target-dropped",
    Kind.TARGET_CHANGED: "changed.target-changed",
    Kind.COUNT_CHANGED: "changed.count-changed",
    Kind.RENUMBERED: "changed.renumbered",
}
_DUTIES = {"lead": "changed.duty-lead", "responsible": "changed.duty-responsible", "supporting": "changed.duty-supporting"}


def told(difference: Difference) -> Words:
    """What has changed, in words."""
    name, number = _NAMES[difference.kind], difference.number or 0
    if difference.kind is Kind.TARGET_CHANGED and difference.number is not None:
        name = "changed.target-times"
    before, now = (_part(difference.kind, part) for part in (difference.before, difference.now))
    return said(name, before=before, now=now, share=round(100 * (difference.share or 0)), number=number)


def remarks_of(changes: Changes) -> list[Remark]:
    """The changes as remarks at their places in the new draft; at its title where nothing of them is left in it."""
    title = title_of(changes.new.plan)
    return [Remark(one.kind, told(one), one.new or title, (one.place, one.before or "", one.now or "")) for one in changes.differences]


def _part(kind: Kind, part: str | None) -> str | Words:
    if kind is Kind.DEADLINE_CHANGED:
        if part is None:
            return said("changed.deadline-none")
        return said("changed.deadline-ongoing") if part == "ongoing" else part
    if kind is Kind.ROLE_CHANGED and part is not None:
        name, _, duty = part.rpartition(" ")
        words = said(_DUTIES[duty])
        return Words(f"{name}（{words.zh}）", f"{name} ({words.en})")
    return part or ""
