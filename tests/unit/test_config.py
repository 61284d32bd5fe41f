"""Configuration files: where they are found, what they may say, and where they are wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planlint import data, keeping
from planlint.check import Check
from planlint.checks.pattern import PatternCheck
from planlint.rule import Rule
from planlint.rulebook.store import load_rules
from planlint.rulebook.yaml_nodes import RuleError
from planlint.settings import config
from planlint.settings.config import STAGE_WORDS, STAGES, Config, ConfigError, Layer, RuleSetting
from planlint.settings.decode import decode
from planlint.settings.globs import Globs, anchored
from planlint.settings.keys import KEYS, PROFILE_KEYS, STAGE_KEYS
from planlint.settings.places import places
from planlint.settings.schema import schema
from planlint.settings.selection import configured


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path / "cache"))
    keeping.folder.cache_clear()
    request.addfinalizer(keeping.folder.cache_clear)


def written(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def refused(path: str) -> str:
    with pytest.raises((ConfigError, RuleError)) as caught:
        config.load(path)
    return str(caught.value)


def test_the_file_of_the_folder_comes_before_those_above(tmp_path: Path) -> None:
    above = written(tmp_path / ".planlint.toml", "")
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert config.find(str(tmp_path / "a" / "b")) == above
    beside = written(tmp_path / "a" / "pyproject.toml", "[tool.planlint]\n")
    assert config.find(str(tmp_path / "a" / "b")) == beside
    own = written(tmp_path / "a" / ".planlint.toml", "")
    assert config.find(str(tmp_path / "a" / "b")) == own


def test_a_project_file_that_does_not_speak_of_planlint_is_passed_over(tmp_path: Path) -> None:
    above = written(tmp_path / "pyproject.toml", '[tool.planlint]\nlang = "en"\n')
    written(tmp_path / "a" / "pyproject.toml", "[tool.planlinter]\nx = 1\n")
    assert config.find(str(tmp_path / "a")) == above


def test_without_any_file_there_is_none(tmp_path: Path) -> None:
    assert config.find(str(tmp_path)) is None


def test_values_come_with_absolute_paths_and_the_lines_of_their_keys(tmp_path: Path) -> None:
    own = tmp_path / "lists" / "own.yaml"
    written(own, "typos: {}\n")
    path = written(
        tmp_path / "pyproject.toml",
        '[project]\nname = "x"\nselect = "nothing"\n\n[tool.planlint]\nselect = [\n  "TRM",\n  " AGY ",\n]\nfail-on = "never"\n"lang" = "en"\nterms = ["lists/own.yaml"]\n',
    )
    assert config.load(path) == Config(
        file=path,
        select=("TRM", "AGY"),
        fail_on="never",
        lang="en",
        terms=(str(own),),
        typos={},
        preferred={},
        places={
            ("select",): (path, 6),
            ("select", "TRM"): (path, 7),
            ("select", " AGY "): (path, 8),
            ("fail-on",): (path, 10),
            ("lang",): (path, 11),
            ("terms",): (path, 12),
            ("terms", "lists/own.yaml"): (path, 12),
        },
    )


def test_lists_of_terms_are_joined_and_the_later_one_holds(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", "typos: {布署: 部署, 达锋: 达峰}\nallowed: [禽畜]\n")
    written(tmp_path / "b.yaml", "typos: {布署: 布置}\npreferred:\n  发展改革委: [发改委, 发改局]\n  生态环境局: 环保局\nallowed: 台帐\n")
    found = config.load(written(tmp_path / ".planlint.toml", 'terms = ["a.yaml", "b.yaml"]\n'))
    assert found.typos == {"布署": "布置", "达锋": "达峰"}
    assert found.preferred == {"发改委": "发展改革委", "发改局": "发展改革委", "环保局": "生态环境局"}
    assert found.allowed == ("禽畜", "台帐")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('lang = "zh"\n\nselct = ["A"]\n', "3: 没有“selct”这个键，是不是“select”？"),
        ("[selects]\na = 1\n", "1: 没有“selects”这个键，是不是“select”？"),
        ('fail_on = "error"\n', "1: 没有“fail_on”这个键，是不是“fail-on”？"),
        ("xyz.a = 1\n", "1: 没有“xyz”这个键"),
        ('select = "TRM"\n', '1: “select”应为文字的列表，如 ["…", "…"]'),
        ("# 注\nignore = [1]\n", '2: “ignore”应为文字的列表，如 ["…", "…"]'),
        ('ignore = [""]\n', '1: “ignore”应为文字的列表，如 ["…", "…"]'),
        ('fail-on = "warn"\n', "1: “fail-on”应为error、warning、info、never之一，是不是“warning”？"),
        ("lang = true\n", "1: “lang”应为zh、en之一"),
        ('lang = "zh"\nlang = "en"\n', "2: TOML写法有误：同一个键写了两次"),
        ("lang = \n", "1: TOML写法有误：值的写法有误，文字要加引号"),
        ('select = ["TRM"', "1: TOML写法有误：列表缺“]”"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_known_word(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path / ".planlint.toml", text)
    assert refused(path).startswith(f"{path}:{message}")


def test_a_path_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path / ".planlint.toml", '\nregistries = ["a.yaml"]\n')
    assert refused(path) == f"{path}:2: 没有这个文件：{tmp_path / 'a.yaml'}"


def test_a_project_file_that_is_named_must_speak_of_planlint(tmp_path: Path) -> None:
    path = written(tmp_path / "pyproject.toml", "[[tool.planlint]]\n")
    assert refused(path) == f"{path}: 文件里没有[tool.planlint]"


@pytest.mark.parametrize("name", [".planlint.toml", "terms.yaml"])
def test_a_file_of_another_encoding_is_told_with_the_line(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / ".planlint.toml", 'terms = ["terms.yaml"]\n')
    (tmp_path / name).write_bytes("# a\n# 布署\n".encode("gb18030"))
    assert refused(path).startswith(f"{tmp_path / name}:2: ")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / ".planlint.toml"
    path.write_bytes(b'\xef\xbb\xbflang = "en"\n')
    assert config.load(str(path)).lang == "en"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("typo: {布署: 部署}\n", "1:1: 没有“typo”这个键，是不是“typos”？"),
        ("typos: {布署: 部署, 布署: 布置}\n", "1:17: 键“布署”重复"),
        ("typos: {布署: 布署}\n", "1:13: “布署”与它的改法相同，或没有改法"),
        ("typos: {署: 部署}\n", "1:12: “署”不足两个字，无法查找"),
        ("typos: [布署]\n", "1:8: 此处应为若干“键: 值”"),
        ("preferred: {部署: []}\n", "1:17: 列表是空的，至少要有一项"),
        ("", "1:1: 文件是空的"),
    ],
)
def test_a_mistake_in_a_list_of_terms_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path / ".planlint.toml", 'terms = ["terms.yaml"]\n')
    terms = written(tmp_path / "terms.yaml", text)
    assert refused(path) == f"{terms}:{message}"


def test_what_is_kept_is_used_until_the_file_or_a_list_changes(tmp_path: Path) -> None:
    path = written(tmp_path / ".planlint.toml", 'terms = ["terms.yaml"]\n')
    terms = written(tmp_path / "terms.yaml", "typos: {布署: 部署}\n")
    first = config.load(path)
    assert config.load(path) == first == decode(path)
    written(tmp_path / "terms.yaml", "typos: {达锋: 达峰, 布署: 部署}\n")
    assert len(config.load(path).typos) == 2
    os.remove(terms)
    assert "没有这个文件" in refused(path)


@pytest.mark.parametrize("damaged", [b"", b"\0\0\0\0x", b"\xff" * 40])
def test_what_is_kept_and_damaged_is_read_anew(tmp_path: Path, damaged: bytes) -> None:
    path = written(tmp_path / ".planlint.toml", 'lang = "en"\n')
    config.load(path)
    (kept,) = (tmp_path / "cache").rglob("config-*.pickle")
    kept.write_bytes(damaged)
    assert config.load(path).lang == "en"


def test_the_schema_knows_every_key_and_refuses_others() -> None:
    written = schema(load_rules())
    Draft202012Validator.check_schema(written)
    known = Draft202012Validator(written)
    assert list(written["properties"]) == [key.name for key in KEYS]
    assert known.is_valid({"select": ["TRM"], "fail-on": "never", "terms": ["a.yaml"]})
    assert not known.is_valid({"selct": ["TRM"]})
    assert not known.is_valid({"select": "TRM"})
    assert not known.is_valid({"lang": "fr"})
    assert known.is_valid({"rules": {"STR007": {"severity": "info", "with": {"least": 10}}, "PUN": "info"}})
    assert not known.is_valid({"rules": {"STR007": {"with": {"leest": 10}}}})
    assert not known.is_valid({"rules": {"STR007": "off"}})
    assert known.is_valid({"stages": {"印发": {"rules": {"TRM": "error"}}}, "profiles": {"a": {"paths": ["a/"], "stage": "draft"}}})
    assert not known.is_valid({"stages": {"草稿": {}}})


def test_every_key_is_a_field_of_the_settings_and_is_documented() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "configuration.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert key.field in Config._fields or key.name == "extends"
        assert f"| `{key.name}` |" in page
        assert key.zh in page


def parameters(rules: list[Rule], code: str) -> Check:
    return next(rule.check for rule in rules if rule.code == code)


def test_terms_reach_the_checks_that_have_a_place_for_them() -> None:
    rules = load_rules()
    found = configured(rules, Config(typos={"甲乙": "乙甲"}, preferred={"甲丙": "丙甲"}, allowed=("丁甲",)))
    typos, variants = parameters(found, "TRM003"), parameters(found, "TRM002")
    assert (typos.typos["甲乙"], typos.typos["布署"], typos.allowed[-1]) == ("乙甲", "部署", "丁甲")
    assert (variants.preferred, variants.allowed[-1]) == ({"甲丙": "丙甲"}, "丁甲")
    assert [rule for rule in found if isinstance(rule.check, PatternCheck)] == [rule for rule in rules if isinstance(rule.check, PatternCheck)]


def test_without_terms_and_registries_rules_stay_as_they_are() -> None:
    rules = load_rules()
    assert configured(rules, Config()) == rules


def test_every_key_has_its_line_however_it_is_written() -> None:
    text = (
        "a = 1.5 # x = [\n"
        'b.c = "="\n'
        'list = [\n  \'one\', # ]\n  "t\\u0077o",\n  ["deep"]]\n'
        "inline = { d = '}', e = { f = [\"g\"] } }\n"
        'long = """\n[not.a.table]\nk = 1 \\"""\n"""\n'
        '["表"."x.y"]\n'
        "h = 1979-05-27 07:32:00\n"
        "[[many]]\ni = '''\n'''\n"
        "a.b = 2\r\n"
    )
    assert dict(places(text)) == {
        ("a",): 1,
        ("b",): 2,
        ("b", "c"): 2,
        ("list",): 3,
        ("list", "one"): 4,
        ("list", "two"): 5,
        ("list", "deep"): 6,
        ("inline",): 7,
        ("inline", "d"): 7,
        ("inline", "e"): 7,
        ("inline", "e", "f"): 7,
        ("inline", "e", "f", "g"): 7,
        ("long",): 8,
        ("表",): 12,
        ("表", "x.y"): 12,
        ("表", "x.y", "h"): 13,
        ("many",): 14,
        ("many", "i"): 15,
        ("many", "a"): 17,
        ("many", "a", "b"): 17,
    }
    assert places(text, ("表", "x.y")) == {("h",): 13}


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("*.md", ("a.md", "d/e/a.md", "x.md/a.txt"), ("a.mdx", "amd")),
        ("归档", ("归档/a.txt", "d/归档/e/a.txt"), ("归档2/a.txt",)),
        ("归档/", ("归档/a.txt", "d/归档/a.txt"), ("x归档/a.txt",)),
        ("/a.txt", ("a.txt",), ("d/a.txt",)),
        ("d/*.txt", ("d/a.txt",), ("d/e/a.txt", "e/d/a.txt")),
        ("d/**/a.txt", ("d/a.txt", "d/e/f/a.txt"), ("a.txt",)),
        ("d/**", ("d/a.txt", "d/e/a.txt"), ("a.txt",)),
        ("稿[0-9].txt", ("稿1.txt",), ("稿a.txt",)),
        ("稿[!0-9].txt", ("稿a.txt",), ("稿1.txt",)),
        ("稿?.txt", ("稿甲.txt",), ("稿.txt", "稿甲乙.txt")),
        ("a(b)+.txt", ("a(b)+.txt",), ("ab.txt",)),
        ("a[b.txt", ("a[b.txt",), ("ab.txt",)),
    ],
)
def test_patterns_of_paths_are_those_of_git(tmp_path: Path, pattern: str, yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    root = tmp_path / "[x]*"
    globs = Globs([anchored(pattern, str(root))], str(root))
    assert [name for name in (*yes, *no) if globs.match(str(root / name))] == list(yes)


def test_names_above_the_folder_of_the_file_do_not_count(tmp_path: Path) -> None:
    root = tmp_path / "build" / "drafts"
    globs = Globs([anchored("build", str(root))], str(root))
    assert not globs.match(str(root / "a.txt"))
    assert globs.match(str(root / "build" / "a.txt"))


def test_a_file_is_laid_over_the_one_it_extends(tmp_path: Path) -> None:
    rule = tmp_path / "more.yaml"
    written(rule, "")
    base = written(
        tmp_path / "base.toml",
        'ignore = ["TRM", "PUN"]\nextend-select = ["STR010"]\nlang = "en"\nfail-on = "error"\nrule-files = ["more.yaml"]\nexclude = ["/old/"]\n'
        '[rules]\nNUM = "info"\n[rules.STR007]\nseverity = "error"\nwith = { least = 10 }\n[profiles.p]\npaths = ["a"]\nstage = "draft"\n',
    )
    path = written(
        tmp_path / "a" / ".planlint.toml",
        'extends = "../base.toml"\nignore = ["NUM001"]\nextend-select = ["TRM"]\nfail-on = "never"\nexclude = ["new"]\n'
        '[rules.STR007]\nseverity = "info"\n[profiles.p]\nignore = ["TGT"]\n[profiles.q]\npaths = ["b/c"]\n',
    )
    found = config.load(path)
    assert (found.file, found.extended) == (path, (base,))
    assert (found.ignore, found.extend_select, found.lang, found.fail_on) == (("NUM001", "PUN"), ("TRM", "STR010"), "en", "never")
    assert (found.rule_files, found.exclude) == ((str(rule),), (f"{tmp_path}/old", "new"))
    assert found.rules == {"NUM": RuleSetting("info"), "STR007": RuleSetting("info", {"least": 10})}
    assert found.profiles["p"] == Layer(("profiles", "p"), ("a",), "起草", ignore=("TGT",))
    assert found.profiles["q"].paths == (f"{tmp_path}/a/b/c",)
    assert found.place_of("rules", "STR007", "with", "least") == f"{base}:11"
    assert found.place_of("rules", "STR007", "severity") == f"{path}:7"


def test_one_that_selects_starts_afresh(tmp_path: Path) -> None:
    written(tmp_path / "base.toml", 'select = ["NUM"]\nignore = ["NUM001"]\nextend-select = ["STR010"]\n')
    found = config.load(written(tmp_path / ".planlint.toml", 'extends = "base.toml"\nselect = ["PUN"]\n'))
    assert (found.select, found.ignore, found.extend_select) == (("PUN",), (), ())


def test_chains_go_as_far_as_they_like_and_circles_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "pyproject.toml", '[tool.planlint]\nlang = "en"\n')
    second = written(tmp_path / "x" / "second.toml", 'extends = "../pyproject.toml"\n')
    first = written(tmp_path / "x" / "first.toml", '# 注\nextends = "second.toml"\n')
    assert config.load(first).lang == "en"
    written(Path(second), '\n\nextends = "./first.toml"\n')
    assert refused(first) == f"{second}:3: 配置文件互相继承：{first} → {second} → {first}"


def test_what_is_kept_is_read_anew_when_a_file_it_extends_changes(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    written(base, 'lang = "en"\n')
    path = written(tmp_path / ".planlint.toml", 'extends = "base.toml"\n')
    assert config.load(path).lang == "en"
    written(base, 'lang = "zh"  # \n')
    assert config.load(path).lang == "zh"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extends = "none.toml"\n', "1: 没有这个文件："),
        ("extends = []\n", "1: “extends”应为一个路径"),
        ('[rules.NUM001]\nseverty = "info"\n', "2: 没有“severty”这个键，是不是“severity”？"),
        ('[rules]\nNUM001 = "eror"\n', "2: “severity”应为error、warning、info之一，是不是“error”？"),
        ('[rules]\nNUM001 = "off"\n', "2: 不用的规则写在“ignore”"),
        ("[rules]\nNUM001 = 3\n", "2: “NUM001”应为若干“键 = 值”"),
        ('rules = ["rules/"]\n', "1: “rules”是各规则的设置；规则文件写在“rule-files”"),
        ('[per-file-ignores]\n"a.md" = "NUM"\n', '2: “a.md”应为文字的列表，如 ["…", "…"]'),
        ('exclude = [\n  "a",\n  "!b"\n]\n', "3: “!b”不能作路径模式"),
        ('stage = "送申"\n', "1: “stage”应为起草、征求意见、送审、印发、draft、consultation、review、final之一，是不是“送审”？"),
        ('\n[stages."送申"]\n', "2: 没有“送申”这个阶段，有"),
        ('[stages."送审"]\nselect = ["NUM"]\n', "2: 没有“select”这个键，是不是“extend-select”？"),
        ('[stages."送审"]\n[stages.review]\n', "2: 阶段“review”重复"),
        ('[profiles.a]\npath = ["a"]\n', "2: 没有“path”这个键，是不是“paths”？"),
        ('[profiles]\na = { paths = ["a"],\n', "2: TOML写法有误："),
        ("force-exclude = 1\n", "1: “force-exclude”应为true或false"),
    ],
)
def test_a_mistake_below_a_table_is_told_with_its_own_line(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path / ".planlint.toml", text)
    assert refused(path).startswith(f"{path}:{message}")


def test_a_mistake_in_a_file_that_is_extended_is_told_there(tmp_path: Path) -> None:
    base = written(tmp_path / "base.toml", '\nselct = ["A"]\n')
    assert refused(written(tmp_path / ".planlint.toml", 'extends = "base.toml"\n')).startswith(f"{base}:2: ")


def test_the_stages_speak_of_rules_there_are() -> None:
    codes = {rule.code for rule in load_rules()}
    stages = data.load("stages")
    assert tuple(stages) == tuple(STAGES)
    for fields in stages.values():
        assert set(fields) == {key.name for key in STAGE_KEYS}
        assert {*fields["rules"], *fields["extend-select"], *fields["ignore"]} <= codes


def test_the_keys_of_stages_and_profiles_are_fields_of_a_layer() -> None:
    assert {key.field for key in (*STAGE_KEYS, *PROFILE_KEYS)} <= set(Layer._fields)
    assert len(STAGE_WORDS) == 8
