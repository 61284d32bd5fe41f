"""What is made of a rule: its examples tried, its page, the schema of rule files, the file of a new rule."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import regex
import yaml
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from planlint.check import Match
from planlint.rule import Rule
from planlint.rulebook.decode import decode_rule
from planlint.rulebook.kinds import KINDS, load_kind
from planlint.rulebook.page import explain, explain_in_both
from planlint.rulebook.pages import outdated, pages
from planlint.rulebook.parameter_words import toml
from planlint.rulebook.parameters import parameters
from planlint.rulebook.schema import schema
from planlint.rulebook.skeleton import new_rule
from planlint.rulebook.store import load_rules
from planlint.rulebook.trial import Verdict, try_rule
from planlint.settings.policy import Asked, Policy

_PAGES = Path(__file__).parent.parent.parent / "docs" / "rules"
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


def tried(old: str = "", new: str = "") -> list[tuple[Verdict, int, str]]:
    assert not old or ANY_GENRE.count(old) == 1
    rule = decode_rule(ANY_GENRE.replace(old, new) if old else ANY_GENRE, "demo.yaml")
    return [(failure.verdict, failure.place.line, failure.place.text) for failure in try_rule(rule)]


def told(old: str, new: str, language: str = "zh") -> list[str]:
    assert ANY_GENRE.count(old) == 1
    return [line for failure in try_rule(decode_rule(ANY_GENRE.replace(old, new), "demo.yaml"), language) for line in failure.lines(language)]


def test_a_rule_that_keeps_its_word_has_no_failures() -> None:
    assert tried() == []


def test_a_good_example_that_is_reported_is_noisy() -> None:
    assert tried('"此外\\u200b要', '"另外要') == [(Verdict.NOISY, 1, "另外")]


def test_a_place_that_is_not_reported_is_missing() -> None:
    assert tried("[{line: 2, text: 另外}]", "[{line: 2, text: 另外}, {line: 1, text: 总体}]") == [(Verdict.MISSING, 1, "总体")]


def test_a_place_on_another_line_is_missing_and_extra() -> None:
    assert tried("line: 2", "line: 1") == [(Verdict.MISSING, 1, "另外"), (Verdict.EXTRA, 2, "另外")]


_OTHER_FIX = '此外要加强巡查。\\n"\n  good', '另行加强巡查。\\n"\n  good'


def test_another_fix_is_wrong() -> None:
    (failure,) = try_rule(decode_rule(ANY_GENRE.replace(*_OTHER_FIX), "demo.yaml"))
    assert (failure.verdict, failure.fixed) == (Verdict.WRONG_FIX, "一、总体要求\n此外要加强巡查。\n")


def test_an_expectation_of_any_text_leaves_the_place_to_one_that_names_it() -> None:
    changed = RULE.replace("'另外'", "'另外|巡查'").replace("when: {genre: [实施方案]}\n", "").replace("  replace: '此外'\n", "")
    changed = changed.replace("[{line: 2, text: 另外}]", "[{line: 2}, {line: 2, text: 另外}]").replace("fix: {", "# fix: {")
    changed = changed.replace('      fixed: "一、总体要求\\n此外要加强巡查。\\n"\n', "").replace('"此外\\u200b要加强巡查。', '"此外要加强检查。')
    assert list(try_rule(decode_rule(changed, "demo.yaml"))) == []


def test_what_is_missing_is_told_at_the_expectation_with_the_line_of_the_text() -> None:
    assert told("line: 2", "line: 1") == [
        "demo.yaml:16: USR001 Missing 漏报：反例第1行的“另外”应报告而没有报告",
        "  1 | 一、总体要求",
        "demo.yaml:15: USR001 Extra 多报：反例第2行的“另外”也报告了，expect里没有：宜改",
        "  2 | 另外要加强巡查。",
    ]


def test_what_is_noisy_is_told_at_the_good_example_with_what_is_said_there() -> None:
    noisy = '"此外\\u200b要', '"另外要'
    assert told(*noisy) == ["demo.yaml:19: USR001 Noisy 误报：正例第1行的“另外”不该报告：宜改", "  1 | 另外要加强巡查。"]
    assert told(*noisy, "en")[0] == "demo.yaml:19: USR001 Noisy: a good example is reported, “另外” in line 1: 宜改"


def test_a_line_that_the_example_has_not_is_told_alone() -> None:
    assert told("line: 2, text: 另外", "line: 9")[:2] == [
        "demo.yaml:16: USR001 Missing 漏报：反例第9行应报告而没有报告",
        "demo.yaml:15: USR001 Extra 多报：反例第2行的“另外”也报告了，expect里没有：宜改",
    ]


def test_a_wrong_fix_is_shown_as_a_difference() -> None:
    assert told(*_OTHER_FIX) == [
        "demo.yaml:15: USR001 Wrong fix 修复不符：修复所得与fixed不同（-为fixed，+为所得）",
        "    一、总体要求",
        "  - 另行加强巡查。",
        "  + 此外要加强巡查。",
    ]


PAGE = """\
# USR001 用语不当

说明在此。

- 名称：`demo`
- 报告：`宜改`
- 级别：warning（存疑）
- 把握：high（高）
- 默认：开
- 适用：全部文种
- 检查：`pattern`
- 依据：通行做法
- 修复：`改写`（`--fix --unsafe-fixes`，须人工复核）

## 会报告

```text
1 | 一、总体要求
2 | 另外要加强巡查。
  ^ 2:1 “另外”：宜改
```

修复后：

```text
一、总体要求
此外要加强巡查。
```

## 不报告

```text
此外\\u200b要加强巡查。
```

## 参数

- `find`：要查找的匹配式；名为mark的编组是报告的位置；匹配式；必须写明；本规则为 `'另外'`
- `replace`：改成什么，可用\\g<编组名>；文字；默认 —；本规则为 `"此外"`
- `by_group`：合于某个编组时改成什么；若干“键: 值”；默认 `{}`
- `needs`：全文至少有其中之一才查找；列表，每项为文字；默认 `[]`
- `unless`：与它相交的不算；匹配式；默认 —
- `settled`：全文有两处合于它的，就不报告；匹配式；默认 —

## 在配置里改

```toml
[rules.USR001]
severity = "warning"
with = { replace = "此外" }
```

`ignore = ["USR001"]` 关闭这条规则。

## 放过一处

- Markdown 和 HTML：写在那一段之前：`<!-- planlint: ignore[USR001] 理由 -->`
- Word：加一条批注：`planlint: ignore[USR001] 理由`
- 纯文本：写在旁边的 `.planlint-ignore.toml` 里：

```toml
[[ignore]]
file = "draft.txt"
code = "USR001"
text = "另外"
reason = "理由"
```
"""
ENGLISH = """\
---

## USR001 Wrong wording

This is why.

- Name: `demo`
- Message: `宜改`
- Severity: warning
- Confidence: high
- Default: on
- Holds for: all kinds of documents
- Check: `pattern`
- Basis: 通行做法
- Fix: `Rewrite` (applied by `--fix --unsafe-fixes`; review it)

### Parameters

- `find`: the pattern to search for; a group named “mark” is the place reported; a pattern; required; here `'另外'`
"""


def test_the_page_of_a_rule_in_chinese() -> None:
    assert explain(decode_rule(ANY_GENRE, "demo.yaml"), "zh") == PAGE


def test_the_page_of_a_rule_in_english() -> None:
    page = explain(decode_rule(RULE, "demo.yaml"), "en")
    assert page.startswith("# USR001 Wrong wording\n\nThis is why.\n\n- Name: `demo`\n")
    assert "\n- Holds for: 实施方案\n" in page
    assert "\n## Reported\n\n```text\n1 | 一、总体要求\n" in page
    assert not regex.search(
        r"[：；，。]", page.replace("一、总体要求\n2 | 另外要加强巡查。", "").replace("此外要加强巡查。", "").replace("此外\\u200b要加强巡查。", "")
    )


def test_a_page_in_both_languages_shows_the_examples_once() -> None:
    page = explain_in_both(decode_rule(ANY_GENRE, "demo.yaml"))
    assert page.startswith(PAGE + "\n" + ENGLISH)
    assert page.count("另外要加强巡查。") == 1


def test_a_rule_that_is_off_says_how_to_turn_it_on() -> None:
    rule = decode_rule(ANY_GENRE + "default: off\nfold: 3\ninstead_of: TXT\nwhere: {node: heading, level: [1, 2]}\n", "demo.yaml")
    page = explain(rule)
    assert '这条规则默认关闭，`extend-select = ["USR001"]` 打开。' in page
    assert "- 默认：关\n" in page
    assert "- 范围：`node: heading; level: 1, 2`\n" in page
    assert "- 合并：一个文件里多于 3 处时合为一条\n- 合并：代替同一文件里 TXT 的全部问题\n" in page


def test_a_rule_that_is_set_so_that_it_misses_its_example_shows_what_the_example_expects() -> None:
    rule = decode_rule(ANY_GENRE.replace("find: '另外'", "find: '没有'"), "demo.yaml")
    assert "2 | 另外要加强巡查。\n  ^ 2:1 “另外”\n" in explain(rule)


class _Raising(NamedTuple):
    def run(self, plan: object, nodes: object) -> Iterator[Match]:
        raise ValueError("坏了")

    def not_applicable(self, plan: object) -> bool:
        return False


def test_a_rule_with_a_check_that_raises_has_a_page_all_the_same() -> None:
    rule = decode_rule(ANY_GENRE, "demo.yaml")._replace(check=_Raising())
    assert "  ^ 2:1 “另外”\n" in explain(rule)


def test_nothing_in_a_rule_is_markup_on_its_page() -> None:
    hostile = ANY_GENRE.replace("说明在此。", '"<b>甲</b> [乙](x) *丙* `丁`\\n# 戊"').replace("宜改", '"`<i>`"')
    rendered = MarkdownIt().render(explain(decode_rule(hostile, "demo.yaml")))
    assert "&lt;b&gt;甲&lt;/b&gt; [乙](x) *丙* `丁` # 戊" in rendered
    assert "<code>`&lt;i&gt;`</code>" in rendered


def test_an_example_with_a_fence_stays_in_its_block() -> None:
    rule = decode_rule(ANY_GENRE.replace("一、总体要求\\n", "```\\n"), "demo.yaml")
    assert "````text\n1 | ```\n2 | 另外要加强巡查。\n" in explain(rule)


def test_values_of_parameters_are_shown_as_toml() -> None:
    values = {"甲": ("乙", '"'), "丙": 1}
    assert tomllib.loads(f"a = {toml(values)}") == {"a": {"甲": ["乙", '"'], "丙": 1}}
    assert (toml(True), toml(0.5), toml({}), toml(regex.compile("a\\d"))) == ("true", "0.5", "{}", '"a\\\\d"')


def test_every_parameter_of_our_kinds_is_described_in_both_languages() -> None:
    for name in KINDS:
        kind = load_kind(name)
        words = getattr(kind, "parameter_words", {})
        assert list(words) == list(parameters(kind)), name
        assert all(zh.strip() and en.strip() and regex.search(r"\p{Han}", zh) for zh, en in words.values()), name


_RULES = load_rules(cached=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_rule_has_a_page(language: str) -> None:
    for rule in _RULES:
        page = explain(rule, language)
        assert page.startswith(f"# {rule.code} ") and page.endswith("\n") and not page.endswith("\n\n")
        assert all(line.isprintable() or "\u3000" in line for line in page.split("\n"))


def test_what_a_page_says_of_the_configuration_can_be_set(tmp_path: Path) -> None:
    for rule in _RULES:
        settings = explain(rule).split("```toml\n")[1].split("```")[0]
        (tmp_path / ".planlint.toml").write_text(settings, encoding="utf-8")
        policy = Policy(Asked(config=str(tmp_path / ".planlint.toml")))
        (same,) = [other for other in policy.every_rule(str(tmp_path))[0] if other.code == rule.code]
        assert explain(same) == explain(rule)


def test_the_committed_pages_are_those_of_the_rules() -> None:
    assert outdated(str(_PAGES), pages(_RULES)) == [], "run: planlint rules pages docs/rules"


def test_links_between_the_pages_lead_somewhere() -> None:
    wanted = pages(_RULES)
    links = [link for text in wanted.values() for link in regex.findall(r"\]\(([^)]+\.md)\)", text)]
    assert len(links) == len(_RULES)
    assert set(links) == set(wanted) - {"README.md"}


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
