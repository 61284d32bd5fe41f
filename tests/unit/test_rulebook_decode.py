"""Rule files: what a good one becomes, and what is said, and where, of a bad one."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from planlint.checks.pattern import PatternCheck
from planlint.findings.diagnostic import Applicability, Confidence, Severity
from planlint.messages import Words
from planlint.rule import Example, Expectation, Rule
from planlint.rulebook.decode import decode_rule
from planlint.rulebook.skeleton import new_rule
from planlint.rulebook.yaml_nodes import RuleError
from planlint.syntax.select import Selector

GOOD = """\
code: USR001
name: demo
title: {zh: 用语不当, en: Wrong wording}
severity: warning
check: pattern
with:
  find: '另外'
  replace: '此外'
message: {zh: "宜改“{text}”", en: "“{text}” is wrong"}
why: 说明
basis: 通行做法
fix: {applicability: unsafe, title: "改为“{replacement}”"}
examples:
  bad:
    - text: "另外。"
      expect: [{line: 1, text: 另外}]
      fixed: "此外。"
  good:
    - text: "此外。"
"""

PLUGIN = """\
from collections.abc import Mapping
from typing import Literal, NamedTuple

import regex

from planlint.check import check_kind


@check_kind()
class Typed(NamedTuple):
    word: str
    count: int = 0
    share: float = 0.0
    strict: bool = False
    words: tuple[str, ...] = ()
    mode: Literal["lead", "support"] = "lead"
    names: Mapping[str, str] = {}
    maybe: int | None = None
    form: regex.Pattern[str] | None = None
    run = not_applicable = None


@check_kind()
class Odd(NamedTuple):
    value: complex = 0j
    run = not_applicable = None


@check_kind()
class Nowhere(NamedTuple):
    value: "Missing" = None
    run = not_applicable = None


class Plain:
    pass


class Bare(NamedTuple):
    word: str = ""
"""

TYPED = """\
code: USR001
name: demo
title: 用语不当
severity: info
check: typed
with:
  word: no
message: 有误
why: 说明
basis: 通行做法
examples: {bad: [{text: 甲, expect: [{line: 1}]}], good: [{text: 乙}]}
"""


def decoded(text: str) -> Rule:
    return decode_rule(text, "rules/demo.yaml")


def changed(old: str, new: str, text: str = GOOD) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def refused(text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        decoded(text)
    return caught.value


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed package that offers the kinds “typed” and “odd”, and two that can't be loaded."""
    (tmp_path / "plugged_kinds.py").write_text(PLUGIN, encoding="utf-8")
    about = tmp_path / "plugged_kinds-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged-kinds\nVersion: 1.0\n", encoding="utf-8")
    offered = """\
        [planlint.checks]
        typed = plugged_kinds:Typed
        odd = plugged_kinds:Odd
        gone = no_such_module_of_kinds:Gone
        nameless = plugged_kinds:Nameless
        plain = plugged_kinds:Plain
        bare = plugged_kinds:Bare
        nowhere = plugged_kinds:Nowhere
    """
    (about / "entry_points.txt").write_text(textwrap.dedent(offered), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("plugged_kinds", None)


def test_a_good_file_becomes_a_rule() -> None:
    rule = decoded(GOOD)
    assert (rule.code, rule.name, rule.title) == ("USR001", "demo", Words("用语不当", "Wrong wording"))
    assert (rule.severity, rule.confidence, rule.enabled, rule.fold) == (Severity.WARNING, Confidence.HIGH, True, 0)
    assert (rule.genres, rule.selector) == (frozenset(), Selector())
    assert rule.message == Words("宜改“{text}”", "“{text}” is wrong")
    assert (rule.why, rule.basis) == (Words("说明"), "通行做法")
    assert (rule.fix, rule.fix_title) == (Applicability.UNSAFE, Words("改为“{replacement}”"))
    assert rule.bad == (Example("另外。", (Expectation(1, "另外", 16),), "此外。", 15),)
    assert rule.good == (Example("此外。", (), None, 19),)
    assert rule.file == "rules/demo.yaml"


def test_what_a_rule_may_leave_out_can_be_set() -> None:
    more = "confidence: low\ndefault: off\nfold: 3\nwhen: {genre: [规划, 实施方案]}\nwhere: {node: heading, level: [1, 2], outside: annex, title: 附则}\n"
    rule = decoded(GOOD + more)
    assert (rule.confidence, rule.enabled, rule.fold) == (Confidence.LOW, False, 3)
    assert rule.genres == {"规划", "实施方案"}
    assert rule.selector._replace(title=None) == Selector(node=frozenset({"heading"}), level=frozenset({1, 2}), outside=frozenset({"annex"}))
    assert rule.selector.title is not None and rule.selector.title.pattern == "附则"


@pytest.mark.parametrize("written", ["no", "on", "1:30", "0o17", "1e3", "null", "~", "2024-01-01"])
def test_text_stays_as_it_is_written(written: str) -> None:
    assert decoded(changed("basis: 通行做法", f"basis: {written}")).basis == written


def test_windows_line_ends_change_nothing() -> None:
    windows, unix = decoded(GOOD.replace("\n", "\r\n")), decoded(GOOD)
    assert windows._replace(check=unix.check) == unix
    assert repr(windows.check) == repr(unix.check)


def test_a_doubled_brace_is_no_placeholder() -> None:
    assert decoded(changed("why: 说明", "why: '{说明}'")).why.zh == "{说明}"
    assert decoded(changed("宜改“{text}”", "宜改{{其他}}")).message.zh == "宜改{{其他}}"


def test_an_error_is_one_line_with_its_place_in_either_language() -> None:
    error = refused(changed("severity: warning", "severty: warning"))
    assert str(error) == "rules/demo.yaml:4:1: 没有“severty”这个键，是不是“severity”？"
    assert error.in_language("zh") == str(error)
    assert error.in_language("en") == "rules/demo.yaml:4:1: there is no key “severty”; did you mean “severity”?"


@pytest.mark.parametrize(
    ("old", "new", "place", "zh"),
    [
        pytest.param("why: 说明", "wyh: 说明", (10, 1), "没有“wyh”这个键，是不是“why”？", id="unknown key"),
        pytest.param("why: 说明", "qqqqq: 说明", (10, 1), "没有“qqqqq”这个键", id="unknown key like no other"),
        pytest.param("why: 说明", "<<: {a: b}", (10, 1), "没有“<<”这个键", id="merge key"),
        pytest.param("why: 说明\n", "", (1, 1), "缺少键“why”", id="missing key"),
        pytest.param("why: 说明", "name: demo", (10, 1), "键“name”重复", id="repeated key"),
        pytest.param("en: Wrong wording", "zh: 又一个", (3, 19), "键“zh”重复", id="repeated key inside"),
        pytest.param("en: Wrong wording", "eng: Wrong wording", (3, 19), "没有“eng”这个键，是不是“en”？", id="unknown key inside"),
        pytest.param("zh: 用语不当, ", "", (3, 8), "缺少中文（zh）", id="no Chinese"),
        pytest.param("{zh: 用语不当, en: Wrong wording}", "[用语不当]", (3, 8), "此处应为若干“键: 值”", id="list for words"),
        pytest.param("title: {zh: 用语不当, en: Wrong wording}", "title: ''", (3, 8), "此处不能为空", id="empty title"),
        pytest.param("basis: 通行做法", "basis:", (11, 7), "此处不能为空", id="empty basis"),
        pytest.param("basis: 通行做法", "basis: [通行做法]", (11, 8), "此处应为一个值，不是列表或映射", id="list for text"),
        pytest.param("USR001", "usr1", (1, 7), "代码应为大写字母加三位数字，如NUM001", id="code"),
        pytest.param("USR001", "USR００１", (1, 7), "代码应为大写字母加三位数字，如NUM001", id="full-width code"),
        pytest.param("USR001", "TOOLONG001", (1, 7), "代码应为大写字母加三位数字，如NUM001", id="long code"),
        pytest.param("name: demo", "name: Demo_1", (2, 7), "名称应为小写英文词，以“-”相连，如numbering-gap", id="name"),
        pytest.param("name: demo", "name: other", (2, 7), "规则名“other”应与文件名“demo”相同", id="name of another file"),
        pytest.param("warning", "warn", (4, 11), "“warn”不在可选值info、warning、error之中，是不是“warning”？", id="severity"),
        pytest.param("basis: 通行做法", "basis: 通行做法\ndefault: true", (12, 10), "“true”不在可选值on、off之中", id="default"),
        pytest.param("basis: 通行做法", "basis: 通行做法\nfold: -1", (12, 7), "“-1”应不小于0", id="negative fold"),
        pytest.param("basis: 通行做法", "basis: 通行做法\nfold: ３", (12, 7), "“３”不是整数", id="full-width fold"),
        pytest.param("basis: 通行做法", "basis: 通行做法\nfold: 1_0", (12, 7), "“1_0”不是整数", id="fold with underscore"),
        pytest.param("check: pattern", "check: patern", (5, 8), "没有“patern”这种检查，是不是“pattern”？", id="kind"),
        pytest.param("  replace: '此外'", "  replase: '此外'", (8, 3), "没有“replase”这个键，是不是“replace”？", id="parameter"),
        pytest.param("  find: '另外'\n", "", (7, 3), "检查缺少参数“find”", id="missing parameter"),
        pytest.param("'另外'\n", "'另(外'\n", (7, 13), "匹配式写法有误：missing )", id="pattern in quotes"),
        pytest.param("'另外'\n", "另[外\n", (7, 12), "匹配式写法有误：unterminated character set", id="pattern without quotes"),
        pytest.param("'另外'\n", "'另''(外'\n", (7, 9), "匹配式写法有误：missing )", id="pattern with an escape"),
        pytest.param("'另外'\n", "|\n    (另外\n", (7, 9), "匹配式写法有误：missing )", id="pattern in a block"),
        pytest.param(
            "'另外'\n", "(?V1)另外\n", (7, 9), "匹配式写法有误：VERSION0 and VERSION1 flags are mutually incompatible", id="pattern of another version"
        ),
        pytest.param("“{text}” is", "“{txt}” is", (9, 33), "没有占位符“{txt}”，是不是“text”？；可用的有replacement、text", id="placeholder"),
        pytest.param("宜改“{text}”", "宜改“{}”", (9, 15), "没有占位符“{}”；可用的有replacement、text", id="nameless placeholder"),
        pytest.param("宜改“{text}”", "宜改“{text.x}”", (9, 15), "没有占位符“{text.x}”，是不是“text”？；可用的有replacement、text", id="attribute"),
        pytest.param("“{text}” is", "“{text:>99999999}” is", (9, 33), "占位符只写“{text}”，不加格式", id="format"),
        pytest.param("“{text}” is", "“{text!r}” is", (9, 33), "占位符只写“{text}”，不加格式", id="conversion"),
        pytest.param("{replacement}", "{replacment}", (12, 37), "没有占位符“{replacment}”，是不是“replacement”？；可用的有replacement、text", id="fix"),
        pytest.param("applicability: unsafe", "applicability: always", (12, 22), "“always”不在可选值safe、unsafe、display之中", id="applicability"),
        pytest.param("applicability: unsafe, ", "", (12, 6), "fix应有applicability和title", id="fix without applicability"),
        pytest.param("line: 1", "line: 0", (16, 23), "“0”应不小于1", id="line 0"),
        pytest.param("line: 1, ", "", (16, 16), "expect应有行号line", id="no line"),
        pytest.param("[{line: 1, text: 另外}]", "[]", (16, 15), "列表是空的，至少要有一项", id="nothing expected"),
        pytest.param("      expect: [{line: 1, text: 另外}]\n", "", (15, 7), "反例应有text和expect", id="no expect"),
        pytest.param('    - text: "此外。"\n', "    []\n", (19, 5), "列表是空的，至少要有一项", id="no good example in the list"),
        pytest.param('  good:\n    - text: "此外。"\n', "", (14, 3), "正例（good）和反例（bad）都至少要有一个", id="no good example"),
        pytest.param('text: "此外。"', "txt: 此外", (19, 7), "没有“txt”这个键，是不是“text”？", id="good example with another key"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, place: tuple[int, int], zh: str) -> None:
    error = refused(changed(old, new))
    assert ((error.line, error.column), error.zh) == (place, zh)
    assert error.en.isprintable() and error.en != error.zh


@pytest.mark.parametrize(
    ("more", "place", "zh"),
    [
        pytest.param("when: {genre: []}", (20, 15), "列表是空的，至少要有一项", id="no genre"),
        pytest.param("when: {genre: 工作方安}", (20, 15), "是不是“工作方案”？", id="genre"),
        pytest.param("where: {node: []}", (20, 15), "列表是空的，至少要有一项", id="no node"),
        pytest.param("where: {node: headings}", (20, 15), "是不是“heading”？", id="node"),
        pytest.param("where: {role: safegaurds}", (20, 15), "是不是“safeguards”？", id="role"),
        pytest.param("where: {within: [anex]}", (20, 18), "是不是“annex”？", id="within"),
        pytest.param("where: {levels: 1}", (20, 9), "没有“levels”这个键，是不是“level”？", id="key of where"),
        pytest.param("where: {level: 一}", (20, 16), "“一”不是整数", id="level"),
        pytest.param("where: {title: '('}", (20, 18), "匹配式写法有误：missing )", id="title"),
    ],
)
def test_a_choice_that_would_select_nothing_is_refused(more: str, place: tuple[int, int], zh: str) -> None:
    error = refused(GOOD + more)
    assert (error.line, error.column) == place
    assert error.zh.endswith(zh)


def test_examples_are_not_to_be_left_out() -> None:
    error = refused(GOOD[: GOOD.index("examples:")])
    assert str(error) == "rules/demo.yaml:1:1: 缺少键“examples”：每条规则都要有正反例子"


def test_a_fix_needs_a_check_that_repairs() -> None:
    text = changed("check: pattern\nwith:\n  find: '另外'\n  replace: '此外'\n", "check: title\n")
    assert str(refused(text)) == "rules/demo.yaml:9:6: 这种检查不提供修复，不能写fix"


def test_a_pattern_nested_too_deep_is_refused() -> None:
    error = refused(changed("'另外'", "'" + "(" * 3000 + ")" * 3000 + "'"))
    assert str(error) == "rules/demo.yaml:7:9: 匹配式嵌套太深"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "1:1: 文件是空的", id="empty"),
        pytest.param("# 空\n", "1:1: 文件是空的", id="a comment alone"),
        pytest.param("说明", "1:1: 此处应为若干“键: 值”", id="one text"),
        pytest.param("- a\n", "1:1: 此处应为若干“键: 值”", id="a list"),
        pytest.param("? [c]\n: d\n", "1:3: 此处应为一个值，不是列表或映射", id="a list as a key"),
        pytest.param("a: 说\x07明\n", "1:5: 文件里有YAML不许有的字符U+0007", id="control character"),
        pytest.param("a: 1\nb: 说\x07明\n", "2:5: 文件里有YAML不许有的字符U+0007", id="control character further down"),
        pytest.param(GOOD + "---\na: 1\n", "20:1: YAML写法有误：文件里有两份内容（---）", id="two documents"),
        pytest.param("a: " + "[" * 500, "1:15: 嵌套太深", id="deep nesting"),
        pytest.param("#" * 200_001, "1:1: 文件超过200000字符", id="large"),
        pytest.param("a: &x 1\nb: *x\n", "1:4: 文件里不用锚点和别名（& *）", id="anchor"),
        pytest.param("a: 1\nb: *x\n", "2:4: 文件里不用锚点和别名（& *）", id="alias"),
    ],
)
def test_a_file_that_is_no_rule_is_refused(text: str, said: str) -> None:
    assert str(refused(text)) == f"rules/demo.yaml:{said}"


def test_nesting_that_the_yaml_library_itself_refuses_is_told_in_the_same_words() -> None:
    assert str(refused("a: " + "[" * 5000)).endswith(": 嵌套太深")


def test_a_billion_laughs_are_refused_at_the_first() -> None:
    laughs = ['a0: &a0 ["哈"]'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert str(refused("\n".join(laughs))) == "rules/demo.yaml:1:5: 文件里不用锚点和别名（& *）"


def test_a_tag_makes_no_object() -> None:
    error = refused(changed("basis: 通行做法", "basis: !!python/object/apply:os.getcwd []"))
    assert str(error) == "rules/demo.yaml:11:8: 此处应为一个值，不是列表或映射"


@pytest.mark.usefixtures("plugged")
def test_parameters_have_the_types_that_the_kind_declares() -> None:
    more = "{word: no, count: -2, share: 0.5, strict: true, words: [on, 1], mode: support, names: {甲: yes}, maybe: 7, form: '[甲乙]'}"
    *values, form = decoded(changed("\n  word: no", f" {more}", TYPED)).check
    assert values == ["no", -2, 0.5, True, ("on", "1"), "support", {"甲": "yes"}, 7]
    assert (form.pattern, form.flags) == ("[甲乙]", regex.compile("[甲乙]", regex.V0).flags)


@pytest.mark.usefixtures("plugged")
def test_a_single_word_will_do_for_a_list() -> None:
    assert decoded(changed("word: no", "word: no\n  words: 甲", TYPED)).check.words == ("甲",)


@pytest.mark.usefixtures("plugged")
@pytest.mark.parametrize(
    ("parameter", "place", "zh"),
    [
        ("count: 一", (8, 10), "“一”不是整数"),
        ("count: 1.5", (8, 10), "“1.5”不是整数"),
        ("share: 半", (8, 10), "“半”不是数"),
        ("share: nan", (8, 10), "“nan”不是数"),
        ("strict: yes", (8, 11), "“yes”不在可选值true、false之中"),
        ("mode: leed", (8, 9), "“leed”不在可选值lead、support之中，是不是“lead”？"),
        ("words: [[甲]]", (8, 11), "此处应为一个值，不是列表或映射"),
        ("names: 甲", (8, 10), "此处应为若干“键: 值”"),
        ("maybe: 无", (8, 10), "“无”不是整数"),
        ("form: '*'", (8, 10), "匹配式写法有误：nothing to repeat"),
        ("word: 又一个", (8, 3), "键“word”重复"),
    ],
)
def test_a_parameter_of_another_type_is_refused(parameter: str, place: tuple[int, int], zh: str) -> None:
    error = refused(changed("word: no", f"word: no\n  {parameter}", TYPED))
    assert ((error.line, error.column), error.zh) == (place, zh)


@pytest.mark.usefixtures("plugged")
@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("gone", "软件包 plugged-kinds 1.0 的检查“gone”（no_such_module_of_kinds:Gone）装载不了：ModuleNotFoundError: No module named"),
        ("nameless", "软件包 plugged-kinds 1.0 的检查“nameless”（plugged_kinds:Nameless）装载不了：AttributeError: module 'plugged_kinds'"),
        ("plain", "软件包 plugged-kinds 1.0 的检查“plain”（plugged_kinds:Plain）不是 NamedTuple"),
        ("bare", "软件包 plugged-kinds 1.0 的检查“bare”（plugged_kinds:Bare）不是检查，缺少 placeholders、repairs、run、not_applicable"),
        ("nowhere", "软件包 plugged-kinds 1.0 的检查“nowhere”（plugged_kinds:Nowhere）参数的类型读不出：name 'Missing' is not defined"),
    ],
)
def test_a_kind_of_another_package_that_is_broken_is_told(kind: str, start: str) -> None:
    error = refused(changed("check: typed", f"check: {kind}", TYPED))
    assert (error.line, error.column) == (5, 8)
    assert error.zh.startswith(start)


@pytest.mark.usefixtures("plugged")
def test_a_parameter_that_no_file_can_give_is_told_at_its_value() -> None:
    error = refused(changed("check: typed\nwith:\n  word: no", "check: odd\nwith:\n  value: 1", TYPED))
    assert (error.line, error.column) == (7, 10)
    assert error.en == "a rule file can't give a value of this parameter's type, <class 'complex'>"


@pytest.mark.usefixtures("plugged")
def test_a_kind_near_one_of_another_package_is_told_with_all_of_them() -> None:
    error = refused(changed("check: typed", "check: nowere", TYPED))
    others = "、".join(f"{name} (plugged-kinds 1.0)" for name in ("bare", "gone", "nameless", "nowhere", "odd", "plain", "typed"))
    assert error.zh == f"没有“nowere”这种检查，是不是“nowhere”？已装的软件包另提供{others}"
    assert error.en.startswith("there is no kind of check “nowere”; did you mean “nowhere”? installed packages also offer bare (plugged-kinds 1.0), ")


@pytest.mark.usefixtures("plugged")
def test_a_kind_that_two_packages_offer_is_refused(tmp_path: Path) -> None:
    about = tmp_path / "other_kinds-2.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: other-kinds\nVersion: 2.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[planlint.checks]\ntyped = other_kinds:Typed\n", encoding="utf-8")
    assert refused(TYPED).zh == "不止一个软件包提供检查“typed”：other-kinds 2.0、plugged-kinds 1.0"


def test_a_kind_that_no_package_offers_is_unknown() -> None:
    assert str(refused(TYPED)) == "rules/demo.yaml:5:8: 没有“typed”这种检查，是不是“typos”？"
    assert refused(TYPED.replace("typed", "x")).zh == "没有“x”这种检查；已装的软件包没有另外提供检查（入口点组planlint.checks）"


def test_a_replacement_that_speaks_of_an_unknown_group_is_refused() -> None:
    text = new_rule("some-rule").replace("replace: '此外'", r"replace: '\2此外'")
    with pytest.raises(RuleError, match="没有编组“2”"):
        decode_rule(text, "some-rule.yaml")


def test_a_pattern_names_a_list_of_words_by_its_file_and_key() -> None:
    rule = decode_rule(new_rule("some-rule").replace("find: '", r"find: '(?:\L<names_surnames>某)?"), "some-rule.yaml")
    assert isinstance(rule.check, PatternCheck)
    assert rule.check.find.search("由王某此外另外说明") is not None
    assert rule.check.find.pattern.startswith(r"(?:\L<names_surnames>某)?")


@pytest.mark.parametrize(("named", "reason"), [("names_surname", "，是不是“names_surnames”？"), ("nobody_surnames", "")])
def test_a_list_that_there_is_not_is_told_with_the_nearest(named: str, reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        decode_rule(new_rule("some-rule").replace("find: '", rf"find: '\L<{named}>"), "some-rule.yaml")
    assert caught.value.zh == f"rules/data 里没有词表“{named}”{reason}"
    assert caught.value.line > 1
