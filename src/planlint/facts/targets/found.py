"""The targets of a paragraph as they are found: each may take its name, or a part of it, from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from planlint import data
from planlint.facts.targets.readings import Group, Measured
from planlint.facts.targets.target import Purpose, Target
from planlint.facts.targets.verbs import Verb, object_before
from planlint.facts.targets.vocabulary import ends, words
from planlint.patterns import compiled
from planlint.phrases.clauses import clause_start, sentence_start
from planlint.phrases.horizons import Horizon
from planlint.phrases.indicators import of_part, shared_out, trimmed, without_place
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


class Found:
    """The figures of one paragraph that have one purpose, in order; `written` is the text with what stands in brackets, `text` the one without."""

    def __init__(self, written: str, text: str, body: Span, purpose: Purpose) -> None:
        self._written = written
        self._text = text
        self._body = body
        self._purpose = purpose
        self._whole = ""
        self._before = 0
        self.targets: list[Target] = []

    @property
    def unit(self) -> str | None:
        """The unit of the last target of the sentence."""
        return self.targets[-1].unit if len(self.targets) > self._before else None

    def begin_sentence(self) -> None:
        """Forget what a part was told of."""
        self._whole = ""
        self._before = len(self.targets)

    def add(self, group: Group, measured: Measured) -> bool:
        """Add a target for each value of a group; whether there are any."""
        made = self._made(group, measured)
        self.targets += made
        return bool(made)

    def _made(self, group: Group, measured: Measured) -> list[Target]:
        text, figures = group.text, group.figures
        count = len(figures)
        indicator = trimmed(text, measured.phrase)
        years = _years(group.time, count)
        by_year = count == len(years) > 1
        elided = count > 1 and not by_year
        names = shared_out(self._written, indicator, count) if elided else None
        if not indicator.length:
            said = self._said_before(group)
            if said is None:
                return []
            indicator, elided, names = said[0], True, [said[1]] * count
        if indicator.length < 2 and indicator.of(text) not in ends("short"):
            return []
        verb, behind = measured.verb, measured.behind
        if names is None and not behind and (part := self._part_of(indicator, group)):
            behind, elided, verb = part, True, verb._replace(scoped=True)
        clause = clause_start(text, figures[0].span.start, self._body.start)
        before = "每年" if _each_year().search(text, clause, figures[0].span.start) and "每年" not in indicator.of(text) else ""
        named = [before + of_part(names[at] if names else indicator.of(self._written), behind) for at in range(count)]
        elided = elided or text[indicator.start] == "占"
        return [
            self._target(group, verb, indicator, at, name, (years[at] if by_year else years[-1]) if years else None, elided=elided)
            for at, name in enumerate(named)
        ]

    def _said_before(self, group: Group) -> tuple[Span, str] | None:
        """What a figure without a name measures: what the target before it in the sentence does, the object of the clause before, or an earlier target."""
        last = self.targets[-1] if self.targets else None
        told = (last.indicator_span, last.indicator) if last is not None else None
        if group.is_share or (len(self.targets) > self._before and last is not None and last.value is not None):
            return told
        object_ = object_before(group.text, sentence_start(group.text, group.clause.start, self._body.start), group.clause.start)
        return (object_, object_.of(self._written)) if object_ is not None else told

    def _target(self, group: Group, verb: Verb, indicator: Span, at: int, name: str, year: int | None, *, elided: bool) -> Target:
        figure, last = group.figures[at], group.last
        comparator = figure.bound or last.bound or verb.comparator
        if verb.comparator in (">", "<") and figure.bound is None:
            comparator = verb.comparator
        if comparator == "=":
            comparator = self._loosely(group.text, figure.span.start)
        return Target(
            self._span(indicator, figure.span, first=not at),
            indicator,
            figure.span,
            group.time.digits if group.time else None,
            group.base.digits if group.base else None,
            year,
            group.time.period if group.time else None,
            group.base.years[-1] if group.base else None,
            name,
            elided,
            verb.scoped,
            comparator,
            verb.change,
            verb.rising,
            figure.value,
            last.unit if figure.unit is None or (last.unit or "").startswith(figure.unit) else figure.unit,
            self._purpose,
        )

    def _loosely(self, text: str, at: int) -> str:
        """The comparator that a word right before a figure tells: 约30亿千瓦, 至少1家."""
        before = text[max(at - 3, 0) : at].rstrip(" ")
        return "~" if before.endswith(ends("about")) else ">=" if before.endswith(ends("least")) else "="

    def _span(self, indicator: Span, figure: Span, *, first: bool) -> Span:
        """The stretch from the indicator to the value, whichever stands first; the value alone where the indicator is another's too."""
        if indicator.start > figure.start:
            return Span(figure.start, indicator.stop)
        return Span(indicator.start, figure.stop) if first and indicator.start >= self._body.start else figure

    def _part_of(self, indicator: Span, group: Group) -> str:
        """What is measured of a part that 其中 names, as the target before it in the sentence tells: 其中县级市达到95%; empty where it is told."""
        text, start = self._text, group.figures[0].span.start
        before = self.targets[-1] if self.targets else None
        if before is None or before.span.start < sentence_start(text, start, self._body.start) or before.unit != group.last.unit or before.value is None:
            return ""
        known = data.load("indicators")
        name = indicator.of(text)
        is_place = name.endswith(tuple(known["parts"])) and ((before.scoped and before.elided) or (group.is_share and group.verb is not None))
        if _among().search(text, before.span.stop, start) is None and not is_place:
            return ""
        noun = self._whole or before.indicator
        measures = (*known["whole"], *known["measures"])
        if name.endswith(measures) or not noun.endswith(measures):
            return ""
        self._whole = noun
        return without_place(noun)


def _years(time: Horizon | None, count: int) -> Sequence[int]:
    """The years of a time; as many as there are values where it is a run: 2024至2027年分别达到80%、85%、90%、95%."""
    if time is None:
        return ()
    is_run = time.first is not None and count == time.years[-1] - time.first + 1
    return tuple(range(time.first, time.years[-1] + 1)) if is_run and time.first is not None else time.years


@cache
def _among() -> regex.Pattern[str]:
    return compiled(words("among"))


@cache
def _each_year() -> regex.Pattern[str]:
    return compiled(words("each_year"))
