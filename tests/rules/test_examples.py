"""Every shipped rule: it holds on its own examples, and its file is where a reader looks for it."""

from __future__ import annotations

import os
from itertools import product
from typing import cast

import pytest

from planlint import data
from planlint.checks.pattern import PatternCheck
from planlint.findings.diagnostic import Applicability
from planlint.rule import Rule
from planlint.rulebook.store import load_rules
from planlint.rulebook.trial import try_rule

_GROUPS = {
    "TXT": "text",
    "PUN": "punctuation",
    "NUM": "numbering",
    "STR": "structure",
    "AGY": "agencies",
    "TGT": "targets",
    "REF": "references",
    "QTY": "quantities",
    "TRM": "terms",
    "SYS": "run",
}
_WITHOUT_EXAMPLES = ["SYS001", "SYS002", "SYS003", "SYS004", "SYS005", "SYS006"]
_RULES = load_rules(cached=False)

_NEEDING = [rule for rule in _RULES if isinstance(rule.check, PatternCheck) and rule.check.needs]

each_rule = pytest.mark.parametrize("rule", _RULES, ids=[rule.code for rule in _RULES])


@each_rule
def test_a_rule_holds_on_its_own_examples(rule: Rule) -> None:
    assert [line for failure in try_rule(rule) for line in failure.lines("en")] == []


@pytest.mark.parametrize("rule", _NEEDING, ids=[rule.code for rule in _NEEDING])
def test_a_pattern_finds_nothing_in_a_text_without_what_it_needs(rule: Rule) -> None:
    check = cast(PatternCheck, rule.check)
    signs = sorted({*"".join(check.needs), *"甲1 "})
    short = (f"甲{''.join(written)}{behind}" for written in product(signs, repeat=3) for behind in "年乙")
    examples = (example.text for other in _RULES for example in (*other.bad, *other.good))
    assert [text for text in (*short, *examples) if check.find.search(text) and not any(needed in text for needed in check.needs)] == []


@each_rule
def test_a_rule_says_what_and_why_in_both_languages(rule: Rule) -> None:
    assert all(text.strip() for words in (rule.title, rule.message, rule.why) for text in words)


@each_rule
def test_a_rule_names_its_basis(rule: Rule) -> None:
    assert rule.basis.strip()


@each_rule
def test_a_rule_of_texts_has_good_and_bad_examples(rule: Rule) -> None:
    if rule.code not in _WITHOUT_EXAMPLES:
        assert rule.good and rule.bad
        assert all(example.expect for example in rule.bad)


@each_rule
def test_a_safe_fix_is_shown_at_work(rule: Rule) -> None:
    if rule.fix is Applicability.SAFE and rule.code not in _WITHOUT_EXAMPLES:
        assert any(example.fixed is not None for example in rule.bad)


@each_rule
def test_the_file_of_a_rule_bears_its_name(rule: Rule) -> None:
    assert os.path.basename(rule.file) == f"{rule.name}.yaml"


@each_rule
def test_the_folder_of_a_rule_fits_its_code(rule: Rule) -> None:
    assert os.path.basename(os.path.dirname(rule.file)) == _GROUPS[rule.code.rstrip("0123456789")]


def test_codes_and_names_are_used_once() -> None:
    words = [word for rule in _RULES for word in (rule.code, rule.name)]
    assert len(words) == len(set(words))


def test_rules_come_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in _RULES]
    assert codes == sorted(codes)


def test_every_file_of_the_rules_folder_is_loaded_or_is_data() -> None:
    folder = data.rules_folder()
    files = {os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if os.path.basename(at) != "data"}
    assert files == {rule.file for rule in _RULES}


def test_only_rules_of_the_run_itself_have_no_examples() -> None:
    assert [rule.code for rule in _RULES if not rule.bad] == _WITHOUT_EXAMPLES
