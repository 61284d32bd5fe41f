"""The kinds of checks that a rule may name."""

from __future__ import annotations

from importlib import import_module

from planlint.check import Check

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

_OF_A_KIND = ("_fields", "placeholders", "repairs", "run", "not_applicable")

PLUGGED = "planlint.checks"
"""The group of entry points where installed packages offer more kinds."""


class BrokenKind(Exception):
    """A kind of another package that can't be used; `package` names it, `reason` says why."""

    def __init__(self, package: str, reason: str) -> None:
        super().__init__(package, reason)
        self.package = package
        self.reason = reason


def load_kind(name: str) -> type[Check]:
    """The class of a kind, which may be one of another package.

    Raises KeyError when there is none of that name and BrokenKind when it is of another package and can't be used.
    """
    if name not in KINDS:
        return _plugged(name)
    module, _, attribute = KINDS[name].partition(":")
    kind: type[Check] = getattr(import_module(module), attribute)
    return kind


def plugged() -> list[str]:
    """The names of the kinds that installed packages offer."""
    from importlib.metadata import entry_points

    return sorted({entry.name for entry in entry_points(group=PLUGGED)})


def _plugged(name: str) -> type[Check]:
    from importlib.metadata import entry_points

    for entry in entry_points(group=PLUGGED, name=name):
        package = entry.dist.name if entry.dist is not None else entry.value
        try:
            kind: type[Check] = entry.load()
        # what another package does while it is imported is not ours to foresee
        except Exception as error:
            raise BrokenKind(package, f"{type(error).__name__}: {error}") from error
        missing = [word for word in _OF_A_KIND if not hasattr(kind, word)]
        if missing:
            raise BrokenKind(package, f"{entry.value} has no {', '.join(missing)}")
        return kind
    raise KeyError(name)
