"""Labels of responsible bodies that are written in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.agencies.lists import agency_lists
from planlint.messages import said
from planlint.phrases.labels import labels_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind(
    "label",
    "usual",
    "count",
    needs=agency_lists,
    parameters={
        "times": ("常用写法至少是少数写法的几倍才报告", "how many times as often the usual label has to stand"),
    },
)
class LabelVariantsCheck(Record):
    """Reports labels of one role with another noun than the text has at least `times` as often: 责任处室 beside 责任单位."""

    times: int = 5

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each label of the rarer kind, those of one label as a group; the first of the usual ones is related."""
        wanted = {node.index for node in nodes}
        for labels in _by_role(plan).values():
            usual = max(labels, key=lambda label: len(labels[label]))
            for label, places in labels.items():
                if label != usual and len(places) * self.times <= len(labels[usual]):
                    values = {"label": label, "usual": usual, "count": str(len(labels[usual]))}
                    for place in places:
                        if plan.leaf_at(place.start).index in wanted:
                            yield Match(place, values, ((labels[usual][0], said("label-variants.usual")),), group=f"{label} {usual}")


def _by_role(plan: Plan) -> dict[str, dict[str, list[Span]]]:
    """The places of labels that head lists of bodies, by their role (责任) and the label."""
    nouns = data.load("labels")["bodies"]
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for listed in plan.fact(agency_lists):
        if listed.labelled:
            for label in labels_in(plan.text, listed.span):
                words = "".join(label.words.of(plan.text).split())
                noun = next((noun for noun in nouns if words.endswith(noun)), None)
                if noun is not None:
                    found[words.removesuffix(noun)][words].append(label.words)
    return found
