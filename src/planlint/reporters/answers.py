"""What became of the tasks, measures and targets of a superior plan, in words."""

from __future__ import annotations

from planlint.compare.relations import Change, Relation, Scope, State
from planlint.compare.targets import Standing

RELATIONS = {
    "zh": {
        Relation.TAKEN_UP: "已承接",
        Relation.PARTLY: "部分承接",
        Relation.MERGED: "并入其他任务",
        Relation.MISSING: "未见",
        Relation.NOT_APPLICABLE: "不适用",
    },
    "en": {relation: relation.value for relation in (Relation.TAKEN_UP, Relation.PARTLY, Relation.MERGED, Relation.MISSING, Relation.NOT_APPLICABLE)},
}
"""What became of a task."""

STATES = {
    "zh": {State.PRESENT: "有", State.REWORDED: "有改动", State.NOT_FOUND: "未见"},
    "en": {State.PRESENT: "present", State.REWORDED: "reworded", State.NOT_FOUND: "not found"},
}
"""What became of a measure."""

CHANGES = {"zh": {Change.WEAKENED: "减弱", Change.LOCALISED: "改为本地"}, "en": {change: change.value for change in Change}}
"""How a measure is reworded."""

SCOPES = {"zh": {Scope.OPEN: "", Scope.NATIONAL: "国家事权", Scope.REGIONS: "特定区域"}, "en": {scope: scope.value for scope in Scope}}
"""Whose a measure is, where it is not open to every region."""

STANDINGS = {
    "zh": {
        Standing.EQUAL: "与上级一致",
        Standing.STRONGER: "高于上级",
        Standing.WEAKER: "低于上级，是否因本地结构？",
        Standing.OTHER_MEASURE: "口径不同，能否相互印证？",
        Standing.NOT_TAKEN_UP: "未见，是否需要承接？",
    },
    "en": {
        Standing.EQUAL: "equal",
        Standing.STRONGER: "stronger",
        Standing.WEAKER: "weaker: because of the region's structure?",
        Standing.OTHER_MEASURE: "another measure: do they agree?",
        Standing.NOT_TAKEN_UP: "not found: to be taken up?",
    },
}
"""How a target stands to the one that it answers to, and what is to be asked."""

_COMPARATORS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "~": "约", "=": ""}


def written(comparator: str, value: str) -> str:
    """The value of a target as it is written, short: ≥15% for 15%以上."""
    plain = value.removesuffix("以上").removesuffix("以下").removesuffix("左右").removesuffix("以内")
    return _COMPARATORS[comparator] + plain if plain != value else value
