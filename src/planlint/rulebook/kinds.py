"""The kinds of checks that a rule may name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from planlint.check import Check

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

KINDS: dict[str, str] = {
    "abbreviations": "planlint.checks.abbreviations:AbbreviationsCheck",
    "agency-list-form": "planlint.checks.agency_list_form:AgencyListFormCheck",
    "agency-variants": "planlint.checks.agency_variants:AgencyVariantsCheck",
    "annex-list": "planlint.checks.annex_list:AnnexListCheck",
    "base-year": "planlint.checks.base_year:BaseYearCheck",
    "calendar": "planlint.checks.calendar:CalendarCheck",
    "cited-titles": "planlint.checks.cited_titles:CitedTitlesCheck",
    "conflicting-targets": "planlint.checks.conflicting_targets:ConflictingTargetsCheck",
    "counts": "planlint.checks.counts:CountsCheck",
    "damage": "planlint.checks.damage:DamageCheck",
    "dangling-references": "planlint.checks.dangling_references:DanglingReferencesCheck",
    "duplicate-agency": "planlint.checks.duplicate_agency:DuplicateAgencyCheck",
    "empty": "planlint.checks.empty:EmptySectionCheck",
    "facts": "planlint.checks.facts:RequiredFactCheck",
    "figures": "planlint.checks.figures:FiguresCheck",
    "heading-stop": "planlint.checks.heading_stop:HeadingStopCheck",
    "horizon": "planlint.checks.horizon:HorizonCheck",
    "level": "planlint.checks.level:LevelCheck",
    "misplaced-agency": "planlint.checks.misplaced_agency:MisplacedAgencyCheck",
    "missing-agency": "planlint.checks.missing_agency:MissingAgencyCheck",
    "missing-stop": "planlint.checks.missing_stop:MissingStopCheck",
    "misspelt-agency": "planlint.checks.misspelt_agency:MisspeltAgencyCheck",
    "nested-titles": "planlint.checks.nested_titles:NestedTitlesCheck",
    "no-lead-agency": "planlint.checks.no_lead_agency:NoLeadAgencyCheck",
    "order": "planlint.checks.order:OrderCheck",
    "ordinal-mark": "planlint.checks.ordinal_mark:OrdinalMarkCheck",
    "pairs": "planlint.checks.pairs:PairsCheck",
    "pattern": "planlint.checks.pattern:PatternCheck",
    "plan-period": "planlint.checks.plan_period:PlanPeriodCheck",
    "recognised-text": "planlint.checks.recognised_text:RecognisedTextCheck",
    "regressing-targets": "planlint.checks.regressing_targets:RegressingTargetsCheck",
    "remarks": "planlint.checks.remarks:RemarksCheck",
    "repeated-words": "planlint.checks.repeated_words:RepeatedWordsCheck",
    "repetition": "planlint.checks.repetition:RepetitionCheck",
    "retired-agency": "planlint.checks.retired_agency:RetiredAgencyCheck",
    "run-itself": "planlint.checks.run_itself:RunCheck",
    "script": "planlint.checks.script:ScriptCheck",
    "sections": "planlint.checks.sections:RequiredSectionsCheck",
    "sequence": "planlint.checks.sequence:SequenceCheck",
    "series": "planlint.checks.series:SeriesCheck",
    "spacing": "planlint.checks.spacing:SpacingCheck",
    "style-of-numbers": "planlint.checks.style_of_numbers:NumberStyleCheck",
    "target-year": "planlint.checks.target_year:TargetYearCheck",
    "term-variants": "planlint.checks.term_variants:TermVariantsCheck",
    "title": "planlint.checks.title:MissingTitleCheck",
    "truncation": "planlint.checks.truncation:TruncationCheck",
    "typos": "planlint.checks.typos:TyposCheck",
    "undated-targets": "planlint.checks.undated_targets:UndatedTargetsCheck",
    "vague-agency": "planlint.checks.vague_agency:VagueAgencyCheck",
}
"""Where the class of each kind is; read only when a rule file is decoded."""

WITHOUT_EXAMPLES = frozenset({"remarks", "run-itself"})
"""Kinds that find nothing in a text, so that no example can show them."""


PLUGGED = "planlint.checks"
"""The group of entry points where installed packages offer more kinds."""


def load_kind(name: str) -> type[Check]:
    """The class of a kind, which may be one of another package. Raises KeyError when there is none of that name."""
    kind: type[Check]
    if name not in KINDS:
        kind = _plugged(name).load()
        return kind
    module, _, attribute = KINDS[name].partition(":")
    kind = getattr(import_module(module), attribute)
    return kind


def _plugged(name: str) -> EntryPoint:
    from importlib.metadata import entry_points

    for entry in entry_points(group=PLUGGED, name=name):
        return entry
    raise KeyError(name)
