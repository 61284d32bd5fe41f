"""The configuration as a user meets it: found, chosen, overruled, mistaken."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlint.rulebook.skeleton import new_rule

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
    configured('rules = ["one.yaml"]\nselect = ["USR"]\n')
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
