"""What is made of a rule: its examples tried, its page, the schema of rule files, the file of a new rule."""

from __future__ import annotations

import pytest
import yaml
from jsonschema import Draft202012Validator

from planlint.rulebook.decode import decode_rule
from planlint.rulebook.page import explain, pages
from planlint.rulebook.rule import Rule
from planlint.rulebook.schema import schema
from planlint.rulebook.skeleton import new_rule
from planlint.rulebook.store import load_rules
from planlint.rulebook.trial import Verdict, try_rule

RULE = """\
code: USR001
name: demo
title: {zh: 用语不当, en: Wrong wording}
severity: warning
when: {genre: [实施方案]}
check: pattern
with:
  find: '另外'
  replace: '此外'
message: 宜改
why: {zh: 说明在此。, en: This is why.}
basis: 通行做法
fix: {applicability: unsafe, title: {zh: 改写, en: Rewrite}}
examples:
  bad:
    - text: "一、总体要求\\n另外要加强巡查。\\n"
      expect: [{line: 2, text: 另外}]
      fixed: "一、总体要求\\n此外要加强巡查。\\n"
  good:
    - text: "此外\\u200b要加强巡查。\\n"
"""
ANY_GENRE = RULE.replace("when: {genre: [实施方案]}\n", "")


def tried(old: str = "", new: str = "") -> list[tuple[Verdict, str]]:
    assert not old or ANY_GENRE.count(old) == 1
    rule = decode_rule(ANY_GENRE.replace(old, new) if old else ANY_GENRE, "demo.yaml")
    return [(failure.verdict, failure.detail) for failure in try_rule(rule)]


def test_a_rule_that_keeps_its_word_has_no_failures() -> None:
    assert tried() == []


def test_a_good_example_that_is_reported_is_noisy() -> None:
    assert tried('"此外\\u200b要', '"另外要') == [(Verdict.NOISY, "1: 另外")]


def test_a_place_that_is_not_reported_is_missing() -> None:
    assert tried("[{line: 2, text: 另外}]", "[{line: 2, text: 另外}, {line: 1, text: 总体}]") == [(Verdict.MISSING, "1: 总体")]


def test_a_place_on_another_line_is_missing_and_extra() -> None:
    assert tried("line: 2", "line: 1") == [(Verdict.MISSING, "1: 另外"), (Verdict.EXTRA, "2: 另外")]


def test_another_fix_is_wrong() -> None:
    assert tried('此外要加强巡查。\\n"\n  good', '另行加强巡查。\\n"\n  good') == [(Verdict.WRONG_FIX, "'一、总体要求\\n此外要加强巡查。\\n'")]


def test_an_expectation_of_any_text_leaves_the_place_to_one_that_names_it() -> None:
    changed = RULE.replace("'另外'", "'另外|巡查'").replace("when: {genre: [实施方案]}\n", "").replace("  replace: '此外'\n", "")
    changed = changed.replace("[{line: 2, text: 另外}]", "[{line: 2}, {line: 2, text: 另外}]").replace("fix: {", "# fix: {")
    changed = changed.replace('      fixed: "一、总体要求\\n此外要加强巡查。\\n"\n', "").replace('"此外\\u200b要加强巡查。', '"此外要加强检查。')
    assert list(try_rule(decode_rule(changed, "demo.yaml"))) == []


def test_a_failure_names_the_rule_file_and_the_line_of_the_example() -> None:
    rule = decode_rule(ANY_GENRE.replace("line: 2", "line: 1"), "demo.yaml")
    assert next(try_rule(rule)).message == "demo.yaml:15: USR001 missing: 1: 另外"


def test_the_page_of_a_rule_in_chinese() -> None:
    page = explain(decode_rule(RULE, "demo.yaml"), "zh")
    assert page.startswith(
        "# USR001 用语不当（demo）\n\n说明在此。\n\n- 级别：警告\n- 把握：高\n- 默认：开\n- 适用：实施方案\n- 依据：通行做法\n"
        "- 修复：改写（--fix --unsafe-fixes，须人工复核）\n- 报告：`宜改`\n\n"
        "## 会报告\n\n    一、总体要求\n    另外要加强巡查。\n\n- 第2行：`另外`\n\n修复后：\n\n    一、总体要求\n    此外要加强巡查。\n\n"
        "## 不报告\n\n    此外\\u200b要加强巡查。\n\n"
        '## 参数\n\n- `find`（匹配式）：`另外`\n- `replace`（文字）：`"此外"`\n- `by_group`（键 = 值）\n- `needs`（列表）\n- `unless`（匹配式）\n\n'
    )
    assert '    [rules.USR001]\n    severity = "info"\n' in page
    assert "    <!-- planlint: ignore[USR001] … -->\n" in page


def test_the_page_of_a_rule_in_english() -> None:
    page = explain(decode_rule(ANY_GENRE, "demo.yaml"), "en")
    assert page.startswith(
        "# USR001 Wrong wording (demo)\n\nThis is why.\n\n- Severity: warning\n- Confidence: high\n- Default: on\n"
        "- Holds for: all kinds of documents\n- Basis: 通行做法\n"
        "- Fix: Rewrite (applied by --fix --unsafe-fixes; review it)\n- Says: `宜改`\n\n## Reported\n\n"
    )
    assert "\n- line 2: `另外`\n" in page
    assert "\n## How it checks\n\n`find` is searched in the selected nodes;" in page


def test_the_pages_of_many_rules_are_listed_on_one() -> None:
    made = dict(pages([decode_rule(ANY_GENRE, "demo.yaml")]))
    assert list(made) == ["README.md", "USR001.md"]
    assert "\n## USR\n" in made["README.md"]
    assert "| [USR001](USR001.md) | 用语不当 | Wrong wording | 警告 | 开 | 须复核 |\n" in made["README.md"]
    assert "\n**Wrong wording.** This is why.\n" in made["USR001.md"]


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ("'另外'", "`另外`"),
        ("'另`外'", "`` 另`外 ``"),
    ],
)
def test_a_value_is_shown_as_code(changed: str, shown: str) -> None:
    assert f"- `find`（匹配式）：{shown}\n" in explain(decode_rule(ANY_GENRE.replace("'另外'", changed), "demo.yaml"))


_RULES = load_rules(cached=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_rule_has_a_page(language: str) -> None:
    for rule in _RULES:
        page = explain(rule, language)
        assert page.startswith(f"# {rule.code} ") and page.endswith("\n")
        assert all(line.isprintable() or "\u3000" in line for line in page.split("\n"))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("rule", _RULES, ids=[rule.code for rule in _RULES])
def test_the_schema_takes_every_shipped_rule(rule: Rule) -> None:
    with open(rule.file, encoding="utf-8") as file:
        assert [error.message for error in Draft202012Validator(schema()).iter_errors(yaml.safe_load(file))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: warning", "severity: warn"),
        ("basis: 通行做法\n", ""),
        ("why:", "wyh:"),
        ("code: USR001", "code: usr1"),
        ("name: demo", "name: Demo"),
        ("check: pattern", "check: patern"),
        ("  find: '另外'\n", ""),
        ("  replace:", "  replase:"),
        ("genre: [实施方案]", "genre: [实施方按]"),
        ("[{line: 2, text: 另外}]", "[]"),
        ("line: 2", "line: 0"),
        ("applicability: unsafe", "applicability: always"),
    ],
)
def test_the_schema_refuses_what_decoding_refuses(old: str, new: str) -> None:
    assert RULE.count(old) == 1
    assert not Draft202012Validator(schema()).is_valid(yaml.safe_load(RULE.replace(old, new)))


def test_a_new_rule_loads_and_holds_on_its_examples() -> None:
    rule = decode_rule(new_rule("vague-deadline", code="USR007"), "vague-deadline.yaml")
    assert (rule.code, rule.name, rule.enabled) == ("USR007", "vague-deadline", True)
    assert list(try_rule(rule)) == []


def test_a_new_rule_fits_the_schema() -> None:
    assert Draft202012Validator(schema()).is_valid(yaml.safe_load(new_rule("vague-deadline")))
