"""The kinds of checks that a rule may name."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from planlint.check import Check
from planlint.messages import UserError
from planlint.rulebook.parameters import parameters
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

KINDS: dict[str, str] = {
    "abbreviations": "planlint.checks.references.abbreviations:AbbreviationsCheck",
    "agency-list-form": "planlint.checks.agencies.agency_list_form:AgencyListFormCheck",
    "agency-variants": "planlint.checks.agencies.agency_variants:AgencyVariantsCheck",
    "annex-list": "planlint.checks.references.annex_list:AnnexListCheck",
    "base-year": "planlint.checks.targets.base_year:BaseYearCheck",
    "calendar": "planlint.checks.targets.calendar:CalendarCheck",
    "cited-titles": "planlint.checks.references.cited_titles:CitedTitlesCheck",
    "conflicting-targets": "planlint.checks.targets.conflicting_targets:ConflictingTargetsCheck",
    "counts": "planlint.checks.quantities.counts:CountsCheck",
    "damage": "planlint.checks.damage:DamageCheck",
    "dangling-references": "planlint.checks.references.dangling_references:DanglingReferencesCheck",
    "duplicate-agency": "planlint.checks.agencies.duplicate_agency:DuplicateAgencyCheck",
    "contents-list": "planlint.checks.structure.contents_list:ContentsCheck",
    "empty": "planlint.checks.structure.empty:EmptySectionCheck",
    "empty-cells": "planlint.checks.tables.empty_cells:EmptyCellsCheck",
    "facts": "planlint.checks.structure.facts:RequiredFactCheck",
    "figures": "planlint.checks.quantities.figures:FiguresCheck",
    "growth-rates": "planlint.checks.tables.growth_rates:GrowthRatesCheck",
    "heading-stop": "planlint.checks.structure.heading_stop:HeadingStopCheck",
    "horizon": "planlint.checks.targets.horizon:HorizonCheck",
    "level": "planlint.checks.numbering.level:LevelCheck",
    "label-variants": "planlint.checks.agencies.label_variants:LabelVariantsCheck",
    "letters-in-figures": "planlint.checks.quantities.letters_in_figures:LettersInFiguresCheck",
    "malformed-figures": "planlint.checks.quantities.malformed_figures:MalformedFiguresCheck",
    "misplaced-agency": "planlint.checks.agencies.misplaced_agency:MisplacedAgencyCheck",
    "missing-agency": "planlint.checks.agencies.missing_agency:MissingAgencyCheck",
    "missing-stop": "planlint.checks.punctuation.missing_stop:MissingStopCheck",
    "misspelt-agency": "planlint.checks.agencies.misspelt_agency:MisspeltAgencyCheck",
    "nested-titles": "planlint.checks.references.nested_titles:NestedTitlesCheck",
    "no-lead-agency": "planlint.checks.agencies.no_lead_agency:NoLeadAgencyCheck",
    "order": "planlint.checks.structure.order:OrderCheck",
    "ordinal-mark": "planlint.checks.numbering.ordinal_mark:OrdinalMarkCheck",
    "pairs": "planlint.checks.punctuation.pairs:PairsCheck",
    "pattern": "planlint.checks.pattern:PatternCheck",
    "places": "planlint.checks.references.places:PlacesCheck",
    "plan-period": "planlint.checks.targets.plan_period:PlanPeriodCheck",
    "recognised-text": "planlint.checks.text.recognised_text:RecognisedTextCheck",
    "regressing-targets": "planlint.checks.targets.regressing_targets:RegressingTargetsCheck",
    "remarks": "planlint.checks.run.remarks:RemarksCheck",
    "repeated-words": "planlint.checks.terms.repeated_words:RepeatedWordsCheck",
    "repetition": "planlint.checks.structure.repetition:RepetitionCheck",
    "retired-agency": "planlint.checks.agencies.retired_agency:RetiredAgencyCheck",
    "row-numbers": "planlint.checks.tables.row_numbers:RowNumbersCheck",
    "run-itself": "planlint.checks.run.run_itself:RunCheck",
    "script": "planlint.checks.text.script:ScriptCheck",
    "sections": "planlint.checks.structure.sections:RequiredSectionsCheck",
    "sequence": "planlint.checks.numbering.sequence:SequenceCheck",
    "series": "planlint.checks.numbering.series:SeriesCheck",
    "set-phrases": "planlint.checks.terms.set_phrases:SetPhrasesCheck",
    "spacing": "planlint.checks.punctuation.spacing:SpacingCheck",
    "style-of-numbers": "planlint.checks.numbering.style_of_numbers:NumberStyleCheck",
    "target-year": "planlint.checks.targets.target_year:TargetYearCheck",
    "tasks-of-annex": "planlint.checks.tables.tasks_of_annex:TasksOfAnnexCheck",
    "term-variants": "planlint.checks.terms.term_variants:TermVariantsCheck",
    "silence": "planlint.checks.structure.silence:SilenceCheck",
    "title": "planlint.checks.structure.title:MissingTitleCheck",
    "totals": "planlint.checks.tables.totals:TotalsCheck",
    "truncation": "planlint.checks.text.truncation:TruncationCheck",
    "typos": "planlint.checks.terms.typos:TyposCheck",
    "undated-targets": "planlint.checks.targets.undated_targets:UndatedTargetsCheck",
    "vague-agency": "planlint.checks.agencies.vague_agency:VagueAgencyCheck",
}
"""Where the class of each kind is; read only when a rule file is decoded."""

WITHOUT_EXAMPLES = frozenset({"remarks", "run-itself"})
"""Kinds that find nothing in a text, so that no example can show them."""

PLUGGED = "planlint.checks"
"""The group of entry points where installed packages offer more kinds."""

_NEEDED = ("placeholders", "repairs", "run", "not_applicable")


class Unusable(UserError):
    """A kind of check of another package that can't be used; the sentences say whose it is and why."""


def load_kind(name: str) -> type[Check]:
    """The class of a kind, which may be one of another package.

    Raises KeyError when there is none of that name, and Unusable for one of another package that can't be loaded or is no check.
    """
    if name not in KINDS:
        return _load(_plugged(name))
    module, _, attribute = KINDS[name].partition(":")
    kind: type[Check] = getattr(import_module(module), attribute)
    return kind


def plugged() -> dict[str, str]:
    """The kinds that installed packages offer beside ours: their names, in order, and the packages with their versions."""
    return {entry.name: _package(entry) for entry in sorted(_entries(), key=lambda entry: entry.name) if entry.name not in KINDS}


def name_of(kind: type[Check]) -> str:
    """The name by which rules ask for a kind; its place where no package offers it any more."""
    place = f"{kind.__module__}:{kind.__qualname__}"
    ours = next((name for name, target in KINDS.items() if target == place), None)
    return ours or next((entry.name for entry in _entries() if entry.value.replace(" ", "") == place), place)


def _entries(name: str | None = None) -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group=PLUGGED) if name is None else entry_points(group=PLUGGED, name=name)


def _plugged(name: str) -> EntryPoint:
    # one package may be found twice, as in a checkout that is installed too
    found = {entry.value: entry for entry in reversed(list(_entries(name)))}
    if not found:
        raise KeyError(name)
    if len(found) > 1:
        packages = sorted(map(_package, found.values()))
        raise Unusable(f"不止一个软件包提供检查“{name}”：{'、'.join(packages)}", f"more than one package offers the check “{name}”: {', '.join(packages)}")
    return next(iter(found.values()))


def _load(entry: EntryPoint) -> type[Check]:
    try:
        kind: type[Check] = entry.load()
    except Exception as error:  # importing runs whatever the package does, and what goes wrong there is the user's to know
        reason = f"{type(error).__name__}: {error}"
        raise _unusable(entry, f"装载不了：{reason}", f"can't be loaded: {reason}") from error
    if not hasattr(kind, "_fields"):
        raise _unusable(entry, "不是 NamedTuple", "is no NamedTuple")
    lacking = [name for name in _NEEDED if not hasattr(kind, name)]
    if lacking:
        raise _unusable(entry, f"不是检查，缺少 {'、'.join(lacking)}", f"is no check, it lacks {', '.join(lacking)}")
    try:
        parameters(kind)
    except NameError as error:
        raise _unusable(entry, f"参数的类型读不出：{error}", f"has a parameter of a type that can't be told: {error}") from error
    return kind


def _unusable(entry: EntryPoint, zh: str, en: str) -> Unusable:
    return Unusable(
        f"软件包 {_package(entry)} 的检查“{entry.name}”（{entry.value}）{zh}", f"the check “{entry.name}” ({entry.value}) of {_package(entry)} {en}"
    )


def _package(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.module
