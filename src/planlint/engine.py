"""Rules on a plan: matches made into diagnostics, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zlib import adler32, crc32

from planlint.check import Match
from planlint.facts.document import document
from planlint.findings.diagnostic import Applicability, Diagnostic, Fix, Related, context
from planlint.findings.law import breakers, edits_of, keeps_words
from planlint.limits import OutOfTime, Watch, document_seconds, rule_seconds
from planlint.messages import Words, basis_in
from planlint.record import Record
from planlint.rule import Rule
from planlint.syntax.nodes import Node, Plan
from planlint.syntax.roles import family_of
from planlint.syntax.select import Selector
from planlint.text.spans import Span, apply, non_overlapping, touches, within

TIMEOUT_RULE = "SYS002"


class Findings(Record):
    """The diagnostics of one text, by place and then code, and the codes of the rules that had nothing to judge."""

    diagnostics: list[Diagnostic]
    not_applicable: list[str]


class CheckFailure(Exception):
    """A check raised: a fault of planlint. Holds the code of the rule and the path of the text."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code} failed on {path}")
        self.code = code
        self.path = path


def lint(plan: Plan, rules: Sequence[Rule], *, path: str, language: str = "zh") -> Findings:
    """What the rules say of a plan, in “zh” or “en”; a plan with a clock has the time of each rule counted under its code.

    A rule that runs out of time (see limits.py) is reported by SYS002 when that is among the rules. Raises CheckFailure when a check raises.
    """
    return _Run(plan, path, language).lint(rules)


class _Run:
    def __init__(self, plan: Plan, path: str, language: str) -> None:
        self._plan = plan
        self._path = path
        self._language = language
        self._chosen: dict[Selector, list[Node]] = {}
        self._sections: dict[int, tuple[str, ...]] = {}
        self._seen: dict[str, int] = {}
        self._literal = plan.view.source.literal
        self._furniture = [wound.span for wound in plan.damage if wound.kind == "page-furniture"]
        self._touches_literal, self._in_literal = touches(self._literal), within(self._literal)

    def lint(self, rules: Sequence[Rule]) -> Findings:
        found: list[Diagnostic] = []
        skipped: list[str] = []
        late: list[Rule] = []
        size = len(self._plan.text)
        with Watch(rule_seconds(size), document_seconds(size)) as watch:
            for rule in rules:
                try:
                    matches = self._in_time(rule, watch)
                except (OutOfTime, TimeoutError):
                    late.append(rule)
                    continue
                if matches is None:
                    skipped.append(rule.code)
                    continue
                for applicability, alike in self._by_law(rule, matches):
                    found += (self._diagnostic(rule, folded, applicability) for folded in _folded(rule, alike))
        timeout = next((rule for rule in rules if rule.code == TIMEOUT_RULE), None)
        stopped = [rule.code for rule in late if rule is not timeout]
        if timeout is not None and stopped:
            found.append(self._diagnostic(timeout, [Match(Span(0, 0), {"rule": Words("、".join(stopped), ", ".join(stopped))})], None))
        for rule in rules:
            if rule.instead_of:
                found = _standing_for(rule, found)
        if self._plan.view.source.format == "markdown":
            found = self._keeping_shape(found)
        found.sort(key=lambda diagnostic: (diagnostic.span, diagnostic.code))
        return Findings([self._fingerprinted(diagnostic) for diagnostic in found], skipped)

    def _in_time(self, rule: Rule, watch: Watch) -> list[Match] | None:
        """The matches of a rule, None where it has nothing to judge. Raises OutOfTime where it or all rules together take too long, and CheckFailure."""
        return watch.timed(lambda: self._matches(rule) if self._applies(rule) else None)

    def _matches(self, rule: Rule) -> list[Match]:
        try:
            return self._found(rule)
        except (OutOfTime, TimeoutError):
            raise
        except Exception as error:
            raise CheckFailure(rule.code, self._path) from error

    def _found(self, rule: Rule) -> list[Match]:
        nodes = self._select(rule.selector)
        if self._plan.clock is None:
            found = list(rule.check.run(self._plan, nodes))
        else:
            found = self._plan.clock.measured(rule.code, lambda: list(rule.check.run(self._plan, nodes)))
        return [match for match in found if not self._is_of_literal(match)] if self._literal else found

    def _is_of_literal(self, match: Match) -> bool:
        """Whether a match speaks of a stretch that is no prose, or its fix would write in one."""
        view = self._plan.view
        edits = match.edits if match.in_source else map(view.locate_edit, match.edits)
        span = match.span if match.in_source else view.locate(match.span)
        return any(self._touches_literal(edit.span) for edit in edits) or (span.length > 0 and self._in_literal(span))

    def _by_law(self, rule: Rule, matches: list[Match]) -> Iterable[tuple[Applicability | None, list[Match]]]:
        """The matches by what their fixes are: of a rule of safe ones those that keep the law, and those that do not and are unsafe."""
        if rule.fix is not Applicability.SAFE:
            return [(rule.fix, matches)] if matches else []
        parted: dict[Applicability, list[Match]] = {Applicability.SAFE: [], Applicability.UNSAFE: []}
        for match in matches:
            parted[Applicability.SAFE if self._is_safe(match) else Applicability.UNSAFE].append(match)
        return [(applicability, part) for applicability, part in parted.items() if part]

    def _is_safe(self, match: Match) -> bool:
        view = self._plan.view
        if match.doubtful:
            return False
        edits = match.edits if match.in_source else map(view.locate_edit, match.edits)
        return all(keeps_words(view.source.text, edit, match.residue, self._furniture) for edit in edits)

    def _keeping_shape(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """The findings, those fixes being unsafe that would make something else of the Markdown."""
        from planlint.findings.fixer import choose
        from planlint.formats.markdown import markup

        text = self._plan.view.source.text
        kept = markup(text).shape
        breaking = breakers(choose(found), lambda some: markup(apply(text, edits_of(some))).shape != kept)
        return [asked_for(diagnostic) if any(diagnostic is other for other in breaking) else diagnostic for diagnostic in found]

    def _applies(self, rule: Rule) -> bool:
        if rule.genres:
            genre = self._plan.fact(document).genre
            if genre is None or not {genre, family_of(genre)} & rule.genres:
                return False
        return not rule.check.not_applicable(self._plan)

    def _select(self, selector: Selector) -> list[Node]:
        if selector not in self._chosen:
            self._chosen[selector] = selector.select(self._plan)
        return self._chosen[selector]

    def _diagnostic(self, rule: Rule, matches: list[Match], applicability: Applicability | None) -> Diagnostic:
        match = matches[0]
        view = self._plan.view
        span = match.span if match.in_source else view.locate(match.span)
        place = view.find(match.span.start) if match.in_source else match.span.start
        message = self._filled(rule.message, match.values)
        related = tuple(Related(view.locate(other), self._in_language(words)) for other, words in match.related)
        return Diagnostic(
            self._path,
            rule.code,
            rule.name,
            rule.severity,
            rule.confidence,
            message,
            span,
            sum(match.number for match in matches),
            self._section(place),
            related,
            self._fix(rule, matches, applicability),
            basis_in(rule.basis, self._language),
            rule.why.in_language(self._language),
            "",
        )

    def _section(self, place: int) -> tuple[str, ...]:
        leaf = self._plan.leaf_at(place).index if self._plan.leaves else 0
        if leaf not in self._sections:
            self._sections[leaf] = self._plan.section(place)
        return self._sections[leaf]

    def _fix(self, rule: Rule, matches: list[Match], applicability: Applicability | None) -> Fix | None:
        if applicability is None:
            return None
        edits = [edit if match.in_source else self._plan.view.locate_edit(edit) for match in matches for edit in match.edits]
        if not edits:
            return None
        return Fix(applicability, self._filled(rule.fix_title, matches[0].values), tuple(non_overlapping(edits)))

    def _filled(self, template: Words, values: Mapping[str, str | Words]) -> str:
        written = template.in_language(self._language)
        return written.format_map({name: self._in_language(value) for name, value in values.items()}) if "{" in written else written

    def _in_language(self, value: str | Words) -> str:
        return value.in_language(self._language) if isinstance(value, Words) else value

    def _fingerprinted(self, diagnostic: Diagnostic) -> Diagnostic:
        """Code, section path and the line's text without spaces; a second one alike is told apart by its count."""
        key = "\0".join((diagnostic.code, *diagnostic.section, context(self._plan.view.source, diagnostic.span)))
        count = self._seen.get(key, 0)
        self._seen[key] = count + 1
        raw = f"{key}\0{count}".encode("utf-8", "surrogatepass")
        return diagnostic._replace(fingerprint=f"{crc32(raw):08x}{adler32(raw):08x}")


def asked_for(diagnostic: Diagnostic) -> Diagnostic:
    """The finding with its fix made only when somebody asks for it."""
    assert diagnostic.fix is not None
    return diagnostic._replace(fix=diagnostic.fix._replace(applicability=Applicability.UNSAFE))


def _standing_for(rule: Rule, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, with the first one of the rule in the place of all that it stands for."""
    one = next((diagnostic for diagnostic in found if diagnostic.code == rule.code), None)
    if one is None:
        return found
    left = [diagnostic for diagnostic in found if diagnostic is not one and not diagnostic.code.startswith(rule.instead_of)]
    number = one.occurrences + sum(diagnostic.occurrences for diagnostic in found) - sum(diagnostic.occurrences for diagnostic in (one, *left))
    return [one._replace(occurrences=number), *left]


def _folded(rule: Rule, matches: list[Match]) -> Iterable[list[Match]]:
    """Matches of one group make one finding; so do the others where there are more of them than the rule shows singly."""
    groups: dict[str, list[Match]] = {}
    single: list[Match] = []
    for match in matches:
        if match.group is None:
            single.append(match)
        else:
            groups.setdefault(match.group, []).append(match)
    if rule.fold and sum(match.number for match in single) > rule.fold:
        return [single, *groups.values()]
    return [*([match] for match in single), *groups.values()]
