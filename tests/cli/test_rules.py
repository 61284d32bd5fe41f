"""`planlint rules`: what a user can learn and do about rules."""

from __future__ import annotations

import json
from pathlib import Path


def test_the_list_names_each_rule(run) -> None:
    code, out, err = run("rules", "list")
    assert (code, err) == (0, "")
    assert "PUN003  错误  可修复" in out
    assert "repeated-mark" in out


def test_the_list_can_be_read_by_programs(run) -> None:
    rules = {rule["code"]: rule for rule in json.loads(run("rules", "list", "--output-format", "json").out)["rules"]}
    assert rules["PUN003"]["name"] == "repeated-mark"
    assert rules["PUN003"]["severity"] == "error"
    assert rules["PUN003"]["fix"] == "safe"


def test_a_rule_is_explained_by_code_or_name(run) -> None:
    code, out, err = run("rules", "show", "PUN003")
    assert (code, err) == (0, "")
    assert out.startswith("# PUN003")
    assert run("rules", "show", "repeated-mark").out == out


def test_a_rule_that_is_not_there_has_a_near_one(run) -> None:
    assert run("rules", "show", "repeated-marks") == (2, "", "错误：没有代码或名称为“repeated-marks”的规则；最接近的是 repeated-mark\n")


def test_the_shipped_rules_hold_on_their_examples(run) -> None:
    code, out, err = run("rules", "test")
    assert (code, out) == (0, "")
    assert err.startswith("试运行 ")


def test_a_new_rule_can_be_tried_at_once(run) -> None:
    assert run("rules", "new", "vague-deadline", "--in", "own") == (0, "own/vague-deadline.yaml\n", "")
    assert run("rules", "new", "vague-goal", "--in", "own").code == 0
    code, out, err = run("rules", "test", "own")
    assert (code, out) == (0, "")
    assert err.startswith("试运行 2 条规则")


def test_a_new_rule_is_used_by_check(run) -> None:
    run("rules", "new", "vague-deadline", "--in", "own")
    code, out, _ = run("check", "-", "--rules", "own", "--select", "USR001", stdin="此外另外还要加强巡查。\n")
    assert code == 1
    assert "USR001" in out


def test_an_example_that_goes_wrong_is_told_with_its_place(run) -> None:
    run("rules", "new", "vague-deadline")
    path = Path("vague-deadline.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("find: '此外另外'", "find: '另外'"), encoding="utf-8")
    code, out, _ = run("rules", "test", "vague-deadline.yaml")
    assert code == 1
    assert "vague-deadline.yaml:" in out
    assert "noisy" in out and "missing" in out


def test_names_that_can_not_be_used_are_refused(run) -> None:
    assert run("rules", "new", "坏名字").code == 2
    assert run("rules", "new", "../x").code == 2
    assert run("rules", "new", "repeated-mark") == (2, "", "错误：已有名为“repeated-mark”的规则\n")
    run("rules", "new", "own-rule")
    assert run("rules", "new", "own-rule") == (2, "", "错误：已有文件 ./own-rule.yaml\n")


def test_the_schema_is_json(run) -> None:
    assert json.loads(run("rules", "schema").out)["title"] == "planlint rule"


def test_a_missing_rules_folder_is_told(run) -> None:
    assert run("rules", "list", "--rules", "没有") == (2, "", "错误：没有这个规则文件或文件夹：没有\n")


def test_pages_are_written_for_the_rules_of_a_folder(run) -> None:
    run("rules", "new", "vague-deadline", "--in", "own")
    assert run("rules", "pages", "site/rules", "own") == (0, "", "已在 site/rules 写入 2 页\n")
    assert sorted(path.name for path in Path("site/rules").iterdir()) == ["README.md", "USR001.md"]
    assert Path("site/rules/USR001.md").read_text(encoding="utf-8").startswith("# USR001 ")


def test_pages_that_can_not_be_written_are_told(run) -> None:
    Path("site").write_text("", encoding="utf-8")
    code, out, err = run("rules", "pages", "site", "--lang", "en")
    assert (code, out) == (2, "")
    assert err.startswith("error: can't write site: ")
