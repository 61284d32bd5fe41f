"""`planlint rules`: what a user can learn and do about rules."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

_FAILING = """\
from typing import NamedTuple
from planlint.check import check_kind


@check_kind("text", "replacement", repairs=True)
class Failing(NamedTuple):
    find: str
    replace: str

    def run(self, plan, nodes):
        raise LookupError("没有词表")

    def not_applicable(self, plan):
        return False
"""


def test_a_rule_is_found_by_its_title_or_a_part_of_it(run) -> None:
    page = run("rules", "show", "NUM001").out
    for words in (("rules", "show", "序号不连续"), ("explain", "序号不连续"), ("explain", "num001"), ("explain", "Gap in numbering")):
        assert run(*words).out == page


def test_rules_that_a_word_may_mean_are_listed(run) -> None:
    code, out, err = run("explain", "序号重复", "--lang", "zh")
    assert (code, err) == (0, "") and out.startswith("# NUM002 序号重复\n")
    code, out, err = run("explain", "不连续", "--lang", "zh")
    assert (code, out) == (0, "NUM001  序号不连续\nNUM010  表格序号不连续\n")
    assert err == "与“不连续”有关的规则有 2 条，写明其中一条\n"


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


def test_examples_that_go_wrong_are_told_with_their_places_from_top_to_bottom(run) -> None:
    run("rules", "new", "vague-deadline")
    path = Path("vague-deadline.yaml").resolve()
    path.write_text(path.read_text(encoding="utf-8").replace("find: '此外另外'", "find: '另外'"), encoding="utf-8")
    code, out, err = run("rules", "test", "vague-deadline.yaml")
    assert code == 1
    assert out.splitlines() == [
        f"{path}:18: USR001 Extra 多报：反例第1行的“另外”也报告了，expect里没有：“另外”宜改为“此外”",
        "  1 | 此外另外还要加强巡查。",
        f"{path}:18: USR001 Wrong fix 修复不符：修复所得与fixed不同（-为fixed，+为所得）",
        "  - 此外还要加强巡查。",
        "  + 此外此外还要加强巡查。",
        f"{path}:19: USR001 Missing 漏报：反例第1行的“此外另外”应报告而没有报告",
        "  1 | 此外另外还要加强巡查。",
        f"{path}:22: USR001 Noisy 误报：正例第1行的“另外”不该报告：“另外”宜改为“此外”",
        "  1 | 此外，另外两个县也要加强巡查。",
    ]
    assert err == "试运行 1 条规则的 2 个例子，不符 4 处（Extra 多报 1，Wrong fix 修复不符 1，Missing 漏报 1，Noisy 误报 1）\n"
    assert run("rules", "test", "vague-deadline.yaml", "--lang", "en").err == "rules: 1, examples: 2, wrong: 4 (Extra 1, Wrong fix 1, Missing 1, Noisy 1)\n"


def test_text_of_an_example_can_not_steer_a_log(run) -> None:
    run("rules", "new", "vague-deadline")
    path = Path("vague-deadline.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace('text: "此外，另外', 'text: "\\e[31m此外另外'), encoding="utf-8")
    assert "  1 | \\x1b[31m此外另外" in run("rules", "test", "vague-deadline.yaml").out


def test_a_check_that_fails_is_told_and_the_other_rules_are_tried(run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("rules", "new", "vague-deadline", "--in", "own")
    run("rules", "new", "vague-goal", "--in", "own")
    (Path("failing_kinds.py")).write_text(_FAILING, encoding="utf-8")
    about = Path("failing_kinds-1.0.dist-info")
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: failing-kinds\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[planlint.checks]\nfailing = failing_kinds:Failing\n", encoding="utf-8")
    monkeypatch.syspath_prepend(os.getcwd())
    first, second = (Path("own", name).resolve() for name in ("vague-deadline.yaml", "vague-goal.yaml"))
    first.write_text(first.read_text(encoding="utf-8").replace("check: pattern", "check: failing"), encoding="utf-8")
    second.write_text(second.read_text(encoding="utf-8").replace("此外，另外两个", "此外另外两个"), encoding="utf-8")
    code, out, err = run("rules", "test", "own")
    assert code == 2
    assert out.startswith(f"{second}:22: USR002 Noisy ")
    assert err.startswith(f"错误：{first}: USR001 的检查运行时出错：LookupError: 没有词表\n试运行 2 条规则")


def test_pages_are_written_for_rules_of_ones_own(run) -> None:
    run("rules", "new", "vague-deadline", "--in", "own")
    assert run("rules", "pages", "docs", "own") == (0, "docs/README.md\ndocs/USR001.md\n", "")
    assert Path("docs/USR001.md").read_text(encoding="utf-8").split("\n\n", 1)[1].startswith(run("rules", "show", "USR001", "--rules", "own").out)
    assert "[USR001](USR001.md) | vague-deadline | 用语不当<br>Wrong wording | warning | 开 on | `--unsafe-fixes` |" in Path("docs/README.md").read_text(
        "utf-8"
    )
    assert run("rules", "pages", "docs", "own") == (0, "", "")
    assert run("rules", "pages", "docs", "own", "--check") == (0, "", "")


def test_pages_that_are_not_up_to_date_are_told_with_what_to_run(run) -> None:
    run("rules", "new", "vague-deadline", "--in", "own")
    run("rules", "new", "vague-goal", "--in", "own")
    run("rules", "pages", "docs", "own")
    Path("docs/USR001.md").write_bytes(Path("docs/USR001.md").read_bytes().replace(b"\n", b"\r\n"))
    Path("own/vague-goal.yaml").unlink()
    assert run("rules", "pages", "docs", "own", "--check") == (
        1,
        "docs/README.md\ndocs/USR002.md\n",
        "2 页与规则不符，运行 planlint rules pages docs own 更新\n",
    )
    assert Path("docs/USR002.md").exists()
    assert run("rules", "pages", "docs", "own").code == 0
    assert sorted(os.listdir("docs")) == ["README.md", "USR001.md"]


def test_a_file_that_was_not_generated_is_neither_overwritten_nor_removed(run) -> None:
    run("rules", "new", "vague-deadline", "--in", "own")
    Path("docs").mkdir()
    Path("docs/notes.md").write_text("笔记\n", encoding="utf-8")
    Path("docs/README.md").write_text("# 我的\n", encoding="utf-8")
    path = os.path.join("docs", "README.md")
    assert run("rules", "pages", "docs", "own") == (2, "", f"错误：{path} 不是由 planlint rules pages 生成的，不覆盖\n")
    assert sorted(os.listdir("docs")) == ["README.md", "notes.md"]
    Path("docs/README.md").unlink()
    assert run("rules", "pages", "docs", "own").code == 0
    assert Path("docs/notes.md").read_text(encoding="utf-8") == "笔记\n"


def test_a_folder_that_is_a_file_is_told(run) -> None:
    Path("docs").write_text("", encoding="utf-8")
    code, out, err = run("rules", "pages", "docs")
    assert (code, out) == (2, "")
    assert err.startswith("错误：无法读写 docs：")


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
