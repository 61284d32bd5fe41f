"""The configuration as a user meets it: found, chosen, overruled, mistaken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import planlint
from planlint.cli.init import EXAMPLES
from planlint.rulebook.skeleton import new_rule
from planlint.settings.keys import KEYS

from .test_start_up import HEAVY, modules

_PLAN = "一、总体要求\n抓紧布署冬季供暖工作。请发改委牵头。\n二、保障措施\n抓好落实。。\n"


@pytest.fixture
def plan() -> str:
    Path("plan.txt").write_text(_PLAN, encoding="utf-8")
    return "plan.txt"


def configured(text: str, path: str = ".planlint.toml") -> None:
    Path(path).write_text(text, encoding="utf-8")


def codes(run, *words: str) -> list[str]:
    _, out, err = run("check", *words, "--output-format", "concise", "--quiet")
    assert err == ""
    return [line.split(" ")[1] for line in out.splitlines()]


def test_the_nearest_file_upwards_holds(run, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configured('select = ["PUN"]\n')
    Path("deep/er").mkdir(parents=True)
    monkeypatch.chdir("deep/er")
    assert codes(run, f"../../{plan}") == ["PUN003"]


def test_a_project_file_holds_too(run, plan: str) -> None:
    configured('[project]\nname = "x"\n\n[tool.planlint]\nselect = ["TRM"]\n', "pyproject.toml")
    assert codes(run, plan) == ["TRM003"]


def test_a_chosen_file_comes_before_the_environment_and_that_before_the_nearest(run, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configured('select = ["PUN"]\n')
    configured('select = ["TRM"]\n', "terms.toml")
    configured('select = ["TRM", "PUN"]\n', "both.toml")
    monkeypatch.setenv("PLANLINT_CONFIG", "terms.toml")
    assert codes(run, plan) == ["TRM003"]
    assert codes(run, plan, "--config", "both.toml") == ["TRM003", "PUN003"]
    assert codes(run, plan, "--isolated", "--select", "PUN003") == ["PUN003"]


def test_isolated_leaves_all_files_alone(run, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configured("broken\n")
    monkeypatch.setenv("PLANLINT_CONFIG", "none.toml")
    assert run("check", plan, "--isolated", "--exit-zero").code == 0
    assert run("check", plan, "--isolated", "--config", "a.toml") == (2, "", "错误：--config 与 --isolated 不能同用\n")


@pytest.mark.parametrize(
    ("settings", "words", "expected"),
    [
        ('select = ["PUN"]', ("--select", "TRM"), ["TRM003"]),
        ('select = ["PUN"]\nignore = ["TRM"]', ("--select", "TRM"), ["TRM003"]),
        ('select = ["PUN", "TRM"]', ("--ignore", "TRM003"), ["PUN003"]),
        ('select = ["PUN", "TRM"]', ("--ignore", "TRM"), ["PUN003"]),
        ('select = ["PUN"]\nignore = ["TRM003"]', ("--extend-select", "TRM003"), ["TRM003", "PUN003"]),
        ('select = ["PUN"]\nextend-select = ["TRM003"]', (), ["TRM003", "PUN003"]),
        ('select = ["PUN", "TRM"]\nmin-severity = "error"', (), ["PUN003"]),
        ('select = ["PUN", "TRM"]\nmin-severity = "error"', ("--min-severity", "warning"), ["TRM003", "PUN003"]),
    ],
)
def test_the_command_line_comes_before_the_file(run, plan: str, settings: str, words: tuple[str, ...], expected: list[str]) -> None:
    configured(settings + "\n")
    assert codes(run, plan, *words) == expected


@pytest.mark.parametrize(
    ("settings", "words", "code"),
    [
        ('select = ["TRM"]\nfail-on = "error"', (), 0),
        ('select = ["TRM"]\nfail-on = "warning"', (), 1),
        ('select = ["PUN", "TRM"]\nfail-on = "never"', (), 0),
        ('select = ["TRM"]\nfail-on = "never"', ("--fail-on", "warning"), 1),
    ],
)
def test_the_file_can_say_what_fails(run, plan: str, settings: str, words: tuple[str, ...], code: int) -> None:
    configured(settings + "\n")
    assert run("check", plan, *words).code == code


def test_the_file_chooses_the_language_unless_the_command_line_does(run, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configured('lang = "en"\nselect = ["TRM003"]\n')
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "should be" in run("check", plan).out
    assert "应为" in run("check", plan, "--lang", "zh").out


def test_a_users_terms_are_added_to_ours(run, plan: str) -> None:
    configured('select = ["TRM"]\nterms = ["lists/terms.yaml"]\n')
    Path("lists").mkdir()
    Path("lists/terms.yaml").write_text("typos: {供暖: 供热}\npreferred: {发展改革委: 发改委}\nallowed: [布署]\n", encoding="utf-8")
    assert run("check", plan, "--output-format", "concise", "--quiet").out.splitlines() == [
        "plan.txt:2:7: TRM003 “供暖”应为“供热”",
        "plan.txt:2:13: TRM002 “发改委”宜统一为“发展改革委”",
    ]


def test_rules_of_the_file_are_added_to_those_of_the_command_line(run, plan: str) -> None:
    for name, code, find in (("one", "USR001", "供暖"), ("two", "USR002", "牵头")):
        Path(f"{name}.yaml").write_text(new_rule(name, code=code).replace("此外另外", find), encoding="utf-8")
    configured('rule-files = ["one.yaml"]\nselect = ["USR"]\n')
    assert codes(run, plan, "--rules", "two.yaml") == ["USR001", "USR002"]


def test_a_mistake_ends_the_run_with_its_place(run, plan: str) -> None:
    configured('lang = "zh"\nselct = ["TRM"]\n')
    code, out, err = run("check", plan)
    assert (code, out) == (2, "")
    assert err == f"{Path.cwd() / '.planlint.toml'}:2: 没有“selct”这个键，是不是“select”？\n"


def test_a_rule_that_is_not_there_is_told_with_the_line_that_names_it(run, plan: str) -> None:
    configured('\nignore = ["TRM999"]\n')
    code, _, err = run("check", plan, "--lang", "en")
    assert (code, err) == (2, f"{Path.cwd() / '.planlint.toml'}:2: no rule has the code or name “TRM999”; the nearest is TRM\n")


def test_a_file_that_is_not_there_ends_the_run(run, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLINT_CONFIG", "none.toml")
    code, out, err = run("check", plan)
    assert (code, out) == (2, "")
    assert "none.toml" in err


def test_a_configuration_that_was_read_before_imports_nothing_heavy(plan: str) -> None:
    configured('select = ["TRM"]\nterms = ["terms.yaml"]\n')
    Path("terms.yaml").write_text("typos: {供暖: 供热}\n", encoding="utf-8")
    words = ("check", plan, "--output-format", "concise")
    modules(*words, "--exit-zero")
    assert not modules(*words) & {"tomllib", *HEAVY}


def test_without_a_configuration_no_toml_is_read(plan: str) -> None:
    configured('[project]\nname = "x"\n', "pyproject.toml")
    assert "tomllib" not in modules("check", plan)


def severities(run, *words: str) -> dict[str, str]:
    _, out, err = run("check", *words, "--output-format", "json")
    assert err == ""
    return {found["code"]: found["severity"] for found in json.loads(out)["diagnostics"]}


def test_each_document_goes_by_the_file_nearest_to_it(run, plan: str) -> None:
    configured('select = ["PUN"]\n')
    for folder in ("a/b", "c"):
        Path(folder).mkdir(parents=True)
        Path(folder, "x.txt").write_text(_PLAN, encoding="utf-8")
    configured('select = ["TRM"]\nfail-on = "never"\n', "a/.planlint.toml")
    _, out, _ = run("check", ".", "--output-format", "concise", "--quiet")
    assert [line.split(" ")[:2] for line in out.splitlines()] == [
        ["plan.txt:4:5:", "PUN003"],
        ["a/b/x.txt:2:3:", "TRM003"],
        ["c/x.txt:4:5:", "PUN003"],
    ]
    assert run("check", "a").code == 0
    assert run("check", "c").code == 1


def test_one_file_for_all_when_it_is_chosen(run, plan: str) -> None:
    Path("a").mkdir()
    Path("a/x.txt").write_text(_PLAN, encoding="utf-8")
    configured('select = ["TRM"]\n', "a/.planlint.toml")
    configured('select = ["PUN"]\n', "chosen.toml")
    assert codes(run, "a/x.txt", "--config", "chosen.toml") == ["PUN003"]


def test_the_whole_run_stops_at_a_mistake_in_a_folder_below(run, plan: str) -> None:
    Path("a").mkdir()
    Path("a/x.txt").write_text(_PLAN, encoding="utf-8")
    configured("selct = 1\n", "a/.planlint.toml")
    code, out, err = run("check", ".")
    assert (code, out) == (2, "")
    assert err.startswith(f"{Path.cwd()}/a/.planlint.toml:1: ")


def test_rules_get_other_severities_by_code_prefix_and_name(run, plan: str) -> None:
    configured('[rules]\nTRM003 = "info"\nPUN = "info"\nrepeated-mark = "warning"\n')
    assert severities(run, plan) == {"TRM003": "info", "PUN003": "warning"}


def test_rules_get_other_parameters(run) -> None:
    twice = "一、总体要求\n抓好落实工作责任。\n二、保障措施\n抓好落实工作责任。\n"
    Path("twice.txt").write_text(twice, encoding="utf-8")
    assert "STR007" not in severities(run, "twice.txt")
    configured("[rules.STR007]\nwith = { least = 5 }\n")
    assert severities(run, "twice.txt")["STR007"] == "warning"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[rules.STR007.with]\nleest = 5\n", "2: 检查没有参数“leest”，是不是“least”？"),
        ("[rules.STR007]\nwith = { least = true }\n", "2: “least”应为整数"),
        ('[rules.STR007]\nwith = { least = "5" }\n', "2: “least”应为整数"),
        ('[rules.STR007]\n\nwith.of = "heading"\n', "3: “of”应为headings、paragraphs之一，是不是“headings”？"),
        ('[rules.STR009]\nwith = { find = "(" }\n', "2: 匹配式写法有误："),
        ('[rules.STR009]\nwith = { find = "x", by_group = { a = "b" } }\n', "2: 匹配式里没有编组“a”"),
        ("[rules.STR004.with]\nx = 1\n", "2: 这条规则的检查没有参数"),
        ('[profiles.a]\npaths = ["b"]\n[profiles.a.rules.STR007.with]\nleest = 5\n', "4: 检查没有参数“leest”"),
        ("[rules.STR.with]\nx = 1\n", "1: 参数只给一条规则：写明它的代码或名称"),
        ('[rules.AGY003.with]\nregistries = ["a"]\n', "2: 机构名录写在“registries”这个键"),
        ('[rules]\nSTX009 = "info"\n', "2: 没有代码或名称为“STX009”的规则"),
        ('ignore = [\n  "PUN",\n  "TRM999",\n]\n', "3: 没有代码或名称为“TRM999”的规则；最接近的是 TRM"),
        ('[per-file-ignores]\n"*.txt" = ["PUM"]\n', "2: 没有代码或名称为“PUM”的规则；最接近的是 PUN"),
        ('[stages.final]\nignore = ["PUM"]\n', "2: 没有代码或名称为“PUM”的规则；最接近的是 PUN"),
        ('[profiles.a]\npaths = ["b"]\nselect = ["PUM"]\n', "3: 没有代码或名称为“PUM”的规则；最接近的是 PUN"),
    ],
)
def test_what_rules_can_not_be_set_to_is_told_with_its_line(run, plan: str, settings: str, message: str) -> None:
    configured(settings)
    code, out, err = run("check", plan)
    assert (code, out) == (2, "")
    assert err.startswith(f"{Path.cwd() / '.planlint.toml'}:{message}")


def test_rules_can_be_left_out_for_some_files(run, plan: str) -> None:
    Path("附件").mkdir()
    Path("附件/x.txt").write_text(_PLAN, encoding="utf-8")
    configured('[per-file-ignores]\n"附件/*.txt" = ["PUN", "known-typo"]\n"plan.*" = ["TRM"]\n')
    assert codes(run, "plan.txt", "附件/x.txt") == ["PUN003"]
    assert codes(run, "附件/x.txt", "--select", "PUN") == []
    assert codes(run, "-", "--stdin-filename", "附件/y.txt") == []


_UNFINISHED = "一、总体要求\n经费【待补】，抓紧落实。\n"


@pytest.mark.parametrize(
    ("settings", "words", "expected"),
    [
        ("", (), "error"),
        ("", ("--stage", "起草"), "info"),
        ("", ("--stage=consultation",), "warning"),
        ('stage = "起草"\n', (), "info"),
        ('stage = "起草"\n', ("--stage", "印发"), "error"),
        ('stage = "draft"\n[rules]\nSTR009 = "warning"\n', (), "warning"),
        ('stage = "draft"\n[rules]\nSTR009 = "error"\n[stages."起草".rules]\nSTR = "warning"\n', (), "warning"),
        ('stage = "draft"\n[stages.draft]\nignore = ["STR009"]\n', (), None),
        ('[profiles.a]\npaths = ["*.txt"]\nstage = "draft"\n', (), "info"),
        ('[profiles.a]\npaths = ["*.md"]\nstage = "draft"\n', (), "error"),
        ('[profiles.a]\npaths = ["*.txt"]\nstage = "draft"\nrules = { STR009 = "warning" }\n', (), "warning"),
        ('stage = "final"\n[profiles.a]\npaths = ["d*"]\nstage = "draft"\n[profiles.b]\npaths = ["*.txt"]\nstage = "consultation"\n', (), "warning"),
        ('[profiles.a]\npaths = ["*.txt"]\nmin-severity = "warning"\nstage = "draft"\n', (), None),
        ('[profiles.a]\npaths = ["*.txt"]\nselect = ["PUN"]\n', (), None),
    ],
)
def test_severities_go_by_stage_and_path(run, settings: str, words: tuple[str, ...], expected: str | None) -> None:
    Path("draft.txt").write_text(_UNFINISHED, encoding="utf-8")
    configured(settings)
    assert severities(run, "draft.txt", *words).get("STR009") == expected


def test_a_stage_can_add_rules(run) -> None:
    Path("notice.txt").write_text("某市人民政府关于印发《某市供水方案》的通知\n各区县：\n现印发给你们。\n2023年2月1日\n", encoding="utf-8")
    assert "STR010" not in severities(run, "notice.txt")
    found = severities(run, "notice.txt", "--stage", "印发", "--select", "STR010")
    assert found == {"STR010": "warning"}
    configured('ignore = ["STR010"]\n')
    assert "STR010" not in severities(run, "notice.txt", "--stage", "印发")


def test_what_is_excluded_is_not_looked_for(run, plan: str) -> None:
    for name in ("归档/x.txt", "归档/y/z.txt", "稿/a.bak.md", "稿/b.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(_PLAN, encoding="utf-8")
    configured('select = ["PUN"]\nexclude = ["归档/", "*.bak.md"]\n')
    assert run("check", ".", "--output-format", "concise", "--quiet").out.count("\n") == 2
    assert len(codes(run, "归档/x.txt")) == 1
    assert codes(run, "归档/x.txt", "稿/b.md", "--force-exclude") == ["PUN003"]
    configured('select = ["PUN"]\nexclude = ["归档/", "*.bak.md"]\nforce-exclude = true\n')
    assert run("check", "归档/x.txt", "--quiet") == (0, "", "")
    assert {row["path"] for row in json.loads(run("tasks", ".", "--output-format", "json").out)["tasks"]} <= {"plan.txt", "稿/b.md"}


def test_the_baseline_of_the_file_is_used(run, plan: str) -> None:
    configured('baseline = "known.json"\n')
    code, _, err = run("check", plan)
    assert (code, "known.json" in err) == (2, True)
    assert run("check", plan, "--update-baseline").code == 0
    Path("deep").mkdir()
    assert Path("known.json").exists()
    assert run("check", plan).code == 0


@pytest.mark.parametrize("words", [("tree", "plan.txt"), ("tasks", "plan.txt"), ("targets", "plan.txt"), ("rules", "list"), ("rules", "show", "NUM001")])
def test_other_commands_read_the_configuration_too(run, plan: str, words: tuple[str, ...]) -> None:
    configured("selct = 1\n")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith(f"{Path.cwd() / '.planlint.toml'}:1: ")
    assert run(*words, "--isolated").code == 0


def test_other_commands_speak_the_language_of_the_file(run, plan: str) -> None:
    configured('lang = "en"\n')
    assert "no such file" in run("tasks", "none.txt").err
    assert "no such file" in run("targets", "none.txt").err
    assert "there is no such file" in run("tree", "none.txt").err
    assert "Numbering" in run("rules", "list").out or "number" in run("rules", "list").out
    assert "Severity" in run("rules", "show", "NUM001").out


def test_the_list_of_rules_shows_what_is_set(run) -> None:
    Path("one.yaml").write_text(new_rule("one", code="USR001"), encoding="utf-8")
    configured('rule-files = ["one.yaml"]\nignore = ["NUM001"]\nextend-select = ["STR010"]\n[rules]\nNUM002 = "info"\n')
    rows = {line.split()[0]: line for line in run("rules", "list").out.splitlines()}
    assert "USR001" in rows
    assert "已关闭" in rows["NUM001"]
    assert "已打开" in rows["STR010"]
    assert "建议" in rows["NUM002"]
    assert "默认关闭" in rows["AGY009"]
    known = {row["code"]: row for row in json.loads(run("rules", "list", "--output-format", "json", "--stage", "draft").out)["rules"]}
    assert (known["NUM001"]["in_use"], known["STR010"]["in_use"], known["NUM002"]["severity"]) == (False, True, "info")
    assert known["STR009"]["severity"] == "info"


def test_the_settings_in_force_are_shown_with_where_they_come_from(run, plan: str) -> None:
    here = Path.cwd()
    Path("sub").mkdir()
    Path("sub/a.txt").write_text(_PLAN, encoding="utf-8")
    configured('ignore = ["PUN010"]\n[rules.STR009]\nseverity = "info"\n', "base.toml")
    configured(
        'extends = "../base.toml"\nextend-select = ["STR010",\n  "AGY009"]\n[per-file-ignores]\n"*.txt" = ["TRM"]\n"*.md" = ["PUN"]\n'
        '[profiles."甲"]\npaths = ["a*"]\nstage = "送审"\nignore = ["QTY"]\nrules = { NUM = "info" }\n[rules.STR007]\nwith.least = 9\n',
        "sub/.planlint.toml",
    )
    assert run("config", "show", "sub/a.txt").out.splitlines() == [
        f"# 配置文件：{here}/sub/.planlint.toml 继承 {here}/base.toml",
        "select = []  # 默认",
        f'extend-select = ["STR010", "AGY009"]  # {here}/sub/.planlint.toml:2, {here}/sub/.planlint.toml:3',
        f'ignore = ["QTY", "PUN010"]  # {here}/sub/.planlint.toml:10, {here}/base.toml:1',
        f'rules.STR009.severity = "info"  # {here}/base.toml:3',
        'rules.SYS004.severity = "warning"  # 阶段自带',
        'rules.SYS005.severity = "warning"  # 阶段自带',
        f"rules.STR007.with.least = 9  # {here}/sub/.planlint.toml:13",
        f'rules.NUM.severity = "info"  # {here}/sub/.planlint.toml:11',
        f'per-file-ignores."*.txt" = ["TRM"]  # {here}/sub/.planlint.toml:5',
        f'stage = "送审"  # {here}/sub/.planlint.toml:9',
        'min-severity = "info"  # 默认',
        'fail-on = "warning"  # 默认',
        "exclude = []  # 默认",
        "force-exclude = false  # 默认",
        "# baseline：未设",
        'lang = "zh"  # 默认',
        "rule-files = []  # 默认",
        "registries = []  # 默认",
        "terms = []  # 默认",
    ]
    folder = run("config", "show", "sub").out
    assert f'profiles."甲".rules.NUM.severity = "info"  # {here}/sub/.planlint.toml:11' in folder
    assert 'per-file-ignores."*.md"' in folder
    tomllib.loads(folder)
    assert run("config", "show", "none") == (2, "", "错误：没有这个文件或文件夹：none\n")


def test_programs_can_read_the_settings_in_force(run, plan: str) -> None:
    configured('lang = "en"\nignore = ["PUN010"]\n')
    shown = json.loads(run("config", "show", "--stage", "final", "--lang", "zh", "--output-format", "json").out)
    found = {".".join(entry["key"]): entry for entry in shown["settings"]}
    assert (shown["schema"], shown["files"]) == ("planlint/config@1", [str(Path.cwd() / ".planlint.toml")])
    assert found["stage"] == {"key": ["stage"], "value": "印发", "origins": [{"kind": "option"}]}
    assert found["lang"] == {"key": ["lang"], "value": "zh", "origins": [{"kind": "option"}]}
    assert found["extend-select"] == {"key": ["extend-select"], "value": ["STR010"], "origins": [{"kind": "built-in"}]}
    assert found["ignore"]["origins"] == [{"kind": "file", "file": str(Path.cwd() / ".planlint.toml"), "line": 2}]
    assert run("config", "show", "--isolated", "--stage", "final").out.startswith("# 没有配置文件\n")


def test_the_schema_is_printed(run) -> None:
    written = json.loads(run("config", "schema").out)
    assert "NUM001" in written["$defs"]["rules"]["properties"]


def test_a_pyproject_has_the_same_schema_in_its_table(run) -> None:
    validator = Draft202012Validator(json.loads(run("config", "schema", "--for", "pyproject.toml").out))
    right = {"project": {"name": "drafts"}, "tool": {"ruff": {}, "planlint": {"stage": "送审", "rules": {"NUM001": "warning"}}}}
    assert validator.is_valid(right)
    right["tool"]["planlint"]["stages"] = "送审"
    assert not validator.is_valid(right)


@pytest.mark.parametrize(
    ("entry", "right"),
    [
        ({"file": "a.txt", "code": "NUM001", "reason": "上级文件如此"}, True),
        ({"file": "a.txt", "code": "NUM001", "reason": "上级文件如此", "section": ["重点任务"], "text": "（七）"}, True),
        ({"file": "a.txt", "code": "NUM001"}, False),
        ({"file": "a.txt", "code": "NUM001", "reason": "上级文件如此", "line": 3}, False),
    ],
)
def test_the_list_of_findings_to_let_stand_has_a_schema(run, entry: dict[str, Any], right: bool) -> None:
    validator = Draft202012Validator(json.loads(run("config", "schema", "--for", ".planlint-ignore.toml").out))
    assert validator.is_valid({"ignore": [entry]}) is right


def test_a_configuration_is_begun_with_comments_and_the_hook(run, plan: str) -> None:
    before = run("config", "show").out
    code, out, err = run("init")
    assert (code, err) == (0, "已写入 .planlint.toml；.pre-commit-config.yaml 里可写：\n")
    assert yaml.safe_load(out)["repos"][0]["hooks"][0]["id"] == "planlint"
    written = Path(".planlint.toml").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"\n# {key.zh}\n# " in written
    assert run("config", "show").out.splitlines()[1:] == before.splitlines()[1:]
    Path(".planlint.toml").write_text(written + "\n# own\n", encoding="utf-8")
    assert run("init") == (2, "", "错误：已有配置文件 .planlint.toml，没有改动\n")
    assert Path(".planlint.toml").read_text(encoding="utf-8").endswith("# own\n")


def test_each_example_of_a_new_configuration_is_one_that_works(run, tmp_path: Path) -> None:
    assert set(EXAMPLES) == {key.name for key in KEYS}
    for name in ("terms.yaml", "registry.yaml"):
        Path(name).write_text("typos: {}\n" if name == "terms.yaml" else "bodies: []\n", encoding="utf-8")
    Path("rules").mkdir()
    Path("sub").mkdir()
    configured("")
    for lines in EXAMPLES.values():
        text = "\n".join(lines).replace('"terms.yaml"', '"../terms.yaml"').replace('"registry.yaml"', '"../registry.yaml"').replace('"rules/"', '"../rules/"')
        configured(text + "\n", "sub/.planlint.toml")
        assert run("config", "show", "sub").code == 0, text


def test_a_stage_can_be_given_to_a_new_configuration_in_a_folder(run) -> None:
    assert run("init", "plans", "--stage", "review", "--lang", "en").err == "wrote plans/.planlint.toml; for .pre-commit-config.yaml:\n"
    assert tomllib.loads(Path("plans/.planlint.toml").read_text(encoding="utf-8")) == {"stage": "送审"}


def test_a_project_file_with_settings_is_a_configuration_already(run) -> None:
    configured("[tool.planlint]\n", "pyproject.toml")
    assert run("init").code == 2
    assert not Path(".planlint.toml").exists()


def test_at_a_terminal_the_beginning_asks(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    near, far = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen([sys.executable, "-m", "planlint", "init"], stdin=far, stdout=subprocess.PIPE, stderr=far, env=environment)
    os.write(near, "草稿\n征求意见\n\n归档/ old\n".encode())
    out, _ = process.communicate(timeout=300)
    asked = os.read(near, 10_000).decode()
    os.close(near)
    os.close(far)
    assert process.returncode == 0
    assert asked.count("文稿处于哪个阶段") == 2
    assert out.startswith(b"repos:\n")
    assert tomllib.loads(Path(".planlint.toml").read_text(encoding="utf-8")) == {"stage": "征求意见", "exclude": ["归档/", "old"]}
