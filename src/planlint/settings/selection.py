"""Which rules a run uses, by what a user selects, and with what the configuration gives to their checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planlint.engine import TIMEOUT_RULE
from planlint.findings.diagnostic import Confidence, Severity
from planlint.messages import UserError
from planlint.rule import Rule
from planlint.settings.config import Config, Selection
from planlint.typed import Any

UNREADABLE = "SYS001"
"""The rule about files that can't be read."""
UNUSED = "SYS003"
"""The rule about requests to let a finding stand that are idle."""
NAMED = 100
"""How much a word says of a rule when it is its code or its name."""

BY_DEFAULT = Selection()
"""What is selected where a user says nothing."""
_OF_THE_RUN = (UNREADABLE, TIMEOUT_RULE, UNUSED)


def configured(rules: Iterable[Rule], config: Config) -> list[Rule]:
    """The rules with what the configuration gives to all checks that have a parameter for it, beside what the rule itself gives."""
    lists = {"registries": config.registries, "allowed": config.allowed}
    pairs = {"typos": config.typos, "preferred": config.preferred}
    given = {name: value for name, value in (*lists.items(), *pairs.items()) if value}
    return [_with_parameters(rule, given) for rule in rules] if given else list(rules)


def _with_parameters(rule: Rule, given: Mapping[str, Any]) -> Rule:
    # a kind of check is a Record, which its protocol can't say
    check: Any = rule.check
    fields = getattr(check, "_fields", ())
    changed = {name: _joined(getattr(check, name), value) for name, value in given.items() if name in fields}
    return rule._replace(check=check._replace(**changed)) if changed else rule


def _joined(own: Any, given: Any) -> Any:
    return {**own, **given} if isinstance(given, Mapping) else (*own, *given)


class UnknownRule(UserError):
    """No rule has this code, prefix or name; `nearest` is one that is spelt much like it."""

    def __init__(self, word: str, nearest: str | None) -> None:
        zh, en = (f"；最接近的是 {nearest}", f"; the nearest is {nearest}") if nearest else ("", "")
        super().__init__(f"没有代码或名称为“{word}”的规则{zh}", f"no rule has the code or name “{word}”{en}")


def selected_rules(
    rules: Sequence[Rule], selection: Selection = BY_DEFAULT, min_severity: Severity = Severity.INFO, min_confidence: Confidence | None = None
) -> list[Rule]:
    """The rules that are selected: of a word that selects and one that ignores, the one that says more wins, else the one that ignores.

    Those below the severity and confidence are not; without a confidence, rules of low confidence are those that are named.
    The rules about the run itself are always there unless they are ignored. Raises UnknownRule.
    """
    for word in (*selection.select, *selection.extend_select, *selection.ignore):
        if not any(strength((word,), rule) >= 0 for rule in rules):
            raise UnknownRule(word, nearest(word, rules))
    return [rule for rule in rules if _is_selected(rule, selection, min_confidence) and (rule.code in _OF_THE_RUN or rule.severity >= min_severity)]


def _is_selected(rule: Rule, selection: Selection, min_confidence: Confidence | None) -> bool:
    ignored = strength(selection.ignore, rule)
    if rule.code in _OF_THE_RUN:
        return ignored < 0
    by_default = 0 if rule.enabled and not selection.select else -1
    selected = max(by_default, strength(selection.select, rule), strength(selection.extend_select, rule))
    usual = Confidence.LOW if selected == NAMED else Confidence.MEDIUM
    return selected > ignored and rule.confidence >= (min_confidence or usual)


def strength(words: Iterable[str], rule: Rule) -> int:
    """How much the words say of a rule: nothing (-1), ALL (0), a prefix of its code (its length), the rule itself."""
    most = -1
    for word in words:
        if word.upper() == rule.code or word == rule.name:
            return NAMED
        if word == "ALL":
            most = max(most, 0)
        elif rule.code.startswith(word.upper()):
            most = max(most, len(word))
    return most


def nearest(word: str, rules: Sequence[Rule]) -> str | None:
    """The code, group of codes or name that is spelt most like a word; None when none is."""
    from difflib import get_close_matches

    known = {rule.code.rstrip("0123456789") for rule in rules} | {rule.code for rule in rules} | {rule.name for rule in rules}
    upper = get_close_matches(word.upper(), sorted(known), 1, 0.5)
    return next(iter(upper or get_close_matches(word.lower(), sorted(known), 1, 0.5)), None)
