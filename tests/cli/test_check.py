"""`planlint check`: what goes where, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planlint.reporters import FORMATS

FAULTY = "一、总体要求\n各地要抓紧落实。。\n"
REPAIRED = "一、总体要求\n各地要抓紧落实。\n"
CLEAN = "一、总体要求\n各地要抓紧落实。\n"
ONE_RULE = ("--select", "PUN003")


def put(name: str = "a.txt", text: str = FAULTY, encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def codes(out: str) -> list[str]:
    return [diagnostic["code"] for diagnostic in json.loads(out)["diagnostics"]]


class TestExitCodes:
    def test_a_clean_file_ends_with_0(self, run) -> None:
        put(text=CLEAN)
        assert run("check", "a.txt", *ONE_RULE) == (0, "未发现问题。\n", "")

    def test_a_finding_ends_with_1(self, run) -> None:
        put()
        code, out, err = run("check", "a.txt", *ONE_RULE)
        assert (code, err) == (1, "")
        assert "a.txt:2:8: PUN003" in out

    @pytest.mark.parametrize("form", FORMATS)
    def test_the_form_of_the_report_changes_no_exit_code(self, run, form: str) -> None:
        put()
        assert run("check", "a.txt", *ONE_RULE, "--output-format", form).code == 1

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            (["--exit-zero"], 0),
            (["--fail-on", "never"], 0),
            (["--fail-on", "error"], 1),
            (["--fail-on", "info"], 1),
        ],
    )
    def test_options_that_decide_the_exit_code(self, run, options: list[str], code: int) -> None:
        put()
        assert run("check", "a.txt", *ONE_RULE, *options).code == code

    def test_a_finding_below_the_limit_ends_with_0(self, run) -> None:
        put(text="范围为2021-2025年。\n")
        assert "PUN012" in run("check", "a.txt", "--select", "PUN012").out
        assert run("check", "a.txt", "--select", "PUN012").code == 0
        assert run("check", "a.txt", "--select", "PUN012", "--fail-on", "info").code == 1

    def test_a_missing_path_ends_with_2_and_is_named(self, run) -> None:
        assert run("check", "没有.txt") == (2, "", "错误：没有这个文件或文件夹：没有.txt\n")

    def test_a_folder_without_texts_ends_with_2(self, run) -> None:
        assert run("check", ".") == (2, "", "错误：没有要检查的文件（.txt、.md、.docx、.html、.pdf）\n")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--select", "PUN099"], "没有代码或名称为“PUN099”的规则；最接近的是 PUN0"),
            (["--ignore", "repeated-marks"], "没有代码或名称为“repeated-marks”的规则；最接近的是 repeated-mark\n"),
            (["--extend-select", "PUM"], "没有代码或名称为“PUM”的规则；最接近的是 PUN\n"),
            (["--output-format", "jsno"], "没有名为“jsno”的输出格式"),
            (["--output-format", "json", "--output-format", "full"], "只能有一种格式写到标准输出"),
            (["--output-format", "json="], "缺文件名"),
            (["--statistics", "--output-format", "json"], "--statistics 不能与 json 格式同用"),
            (["--stdin-filename", "b.txt"], "--stdin-filename 只与“-”同用"),
            (["-"], "“-”不能与其他路径同用"),
            (["--output-file", "没有/a.json"], "无法写入 没有/a.json"),
        ],
    )
    def test_a_mistaken_call_ends_with_2_and_says_why(self, run, words: list[str], said: str) -> None:
        put()
        code, out, err = run("check", "a.txt", *words)
        assert (code, out) == (2, "")
        assert said in err

    @pytest.mark.parametrize("words", [["--selct", "PUN"], ["--min-severity", "none"], ["--select"], ["--fix=1"]])
    def test_an_option_that_is_not_there_is_named(self, run, words: list[str]) -> None:
        put()
        code, out, err = run("check", "a.txt", *words)
        assert (code, out) == (2, "")
        assert words[0].partition("=")[0] in err

    def test_a_broken_rule_file_ends_with_2_and_is_named(self, run) -> None:
        put()
        put("mine.yaml", "code: ABC001\nnmae: mine\n")
        code, out, err = run("check", "a.txt", "--rules", "mine.yaml")
        assert (code, out) == (2, "")
        assert "mine.yaml" in err


class TestFiles:
    def test_a_folder_is_walked(self, run) -> None:
        put("d/a.txt")
        put("d/e/b.md")
        put("d/c.docx")
        out = run("check", "d", *ONE_RULE, "--output-format", "json").out
        assert [file["path"] for file in json.loads(out)["files"]] == ["d/a.txt", "d/c.docx", "d/e/b.md"]

    def test_without_a_path_the_current_folder_is_checked(self, run) -> None:
        put("d/a.txt")
        assert "d/a.txt:2:8: PUN003" in run("check", *ONE_RULE).out

    def test_an_unreadable_file_is_a_finding_and_the_others_are_checked(self, run) -> None:
        put()
        Path("b.txt").write_bytes(bytes(range(256)) * 20)
        put("c.docx")
        code, out, err = run("check", "a.txt", "b.txt", "c.docx", *ONE_RULE, "--output-format", "json")
        assert (code, err) == (1, "")
        assert codes(out) == ["PUN003", "SYS001", "SYS001"]
        assert "内容不是 Word 文档" in out

    def test_an_unreadable_file_is_told_of_even_when_that_rule_is_ignored(self, run) -> None:
        put("c.docx")
        code, out, err = run("check", "c.docx", "--ignore", "SYS001")
        assert (code, out) == (0, "未发现问题。\n")
        assert err.startswith("错误：c.docx：内容不是 Word 文档")

    @pytest.mark.skipif(os.getuid() == 0, reason="nothing is unreadable to root")
    def test_a_file_without_permission_says_so(self, run) -> None:
        put().chmod(0)
        assert "没有读取权限" in run("check", "a.txt").out

    def test_a_path_that_is_no_text_is_printed_fit_for_a_terminal(self, run) -> None:
        put("a\x1b[31m\udcff.txt")
        out = run("check", ".", *ONE_RULE).out
        assert r"a\x1b[31m\udcff.txt:2:8" in out

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
    def test_encodings_are_told_by_the_bytes(self, run, encoding: str) -> None:
        put(encoding=encoding)
        assert "a.txt:2:8: PUN003" in run("check", "a.txt", *ONE_RULE).out

    def test_an_encoding_can_be_named(self, run) -> None:
        put(encoding="utf-16-le")
        assert "a.txt:2:8: PUN003" in run("check", "a.txt", *ONE_RULE, "--encoding", "utf-16-le").out


class TestStandardInput:
    def test_a_dash_reads_it(self, run) -> None:
        code, out, _ = run("check", "-", *ONE_RULE, stdin=FAULTY)
        assert code == 1
        assert "-:2:8: PUN003" in out

    def test_a_name_may_be_given(self, run) -> None:
        for words in (("-",), ()):
            out = run("check", *words, "--stdin-filename", "d/方案.md", *ONE_RULE, "--output-format", "json", stdin=FAULTY).out
            assert json.loads(out)["files"][0]["path"] == "d/方案.md"
            assert json.loads(out)["files"][0]["format"] == "markdown"


class TestSelection:
    TEXT = "一、总体要求\n各地要抓紧@@落实。。\n"

    def found(self, run, *options: str) -> set[str]:
        put(text=self.TEXT)
        return set(codes(run("check", "a.txt", "--output-format", "json", *options).out)) & {"PUN003", "TXT001"}

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ([], {"PUN003", "TXT001"}),
            (["--select", "PUN"], {"PUN003"}),
            (["--select", "PUN003,TXT00"], {"PUN003", "TXT001"}),
            (["--select", "PUN003", "--select", "TXT001"], {"PUN003", "TXT001"}),
            (["--select", "repeated-mark"], {"PUN003"}),
            (["--select", "pun003"], {"PUN003"}),
            (["--select", "ALL", "--ignore", "PUN"], {"TXT001"}),
            (["--select", "PUN", "--ignore", "PUN003"], set()),
            (["--select", "PUN003", "--ignore", "PUN"], {"PUN003"}),
            (["--select", "PUN", "--extend-select", "TXT"], {"PUN003", "TXT001"}),
            (["--ignore", "ALL"], set()),
            (["--ignore", "subword-marker"], {"PUN003"}),
        ],
    )
    def test_rules_are_chosen_by_code_prefix_and_name(self, run, options: list[str], expected: set[str]) -> None:
        assert self.found(run, *options) == expected

    def test_less_severe_findings_can_be_left_out(self, run) -> None:
        put(text="范围为2021-2025年。。\n")
        out = run("check", "a.txt", "--select", "PUN003,PUN012", "--min-severity", "warning", "--output-format", "json").out
        assert codes(out) == ["PUN003"]


class TestOutput:
    def test_a_machine_format_is_alone_on_standard_output_and_ends_with_one_newline(self, run) -> None:
        put()
        out = run("check", "a.txt", *ONE_RULE, "--output-format", "json").out
        assert json.loads(out)["schema"] == "planlint/report@1"
        assert out.endswith("}\n")

    def test_reports_can_go_to_several_files_at_once(self, run) -> None:
        put()
        words = ("--output-format", "json=a.json", "--output-format", "concise", "--output-format=sarif=a.sarif")
        out = run("check", "a.txt", *ONE_RULE, *words).out
        assert out.startswith("a.txt:2:8: PUN003")
        assert codes(Path("a.json").read_text(encoding="utf-8")) == ["PUN003"]
        assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"

    def test_the_report_can_go_to_a_file_alone(self, run) -> None:
        put()
        assert run("check", "a.txt", *ONE_RULE, "--output-format", "json", "--output-file", "a.json") == (
            1,
            "",
            "已写入 a.json：发现 1 处错误，其中 1 处可用 --fix 修复。\n",
        )
        assert codes(Path("a.json").read_text(encoding="utf-8")) == ["PUN003"]

    def test_the_environment_names_a_format(self, run, monkeypatch) -> None:
        put()
        monkeypatch.setenv("PLANLINT_OUTPUT_FORMAT", "json")
        assert codes(run("check", "a.txt", *ONE_RULE).out) == ["PUN003"]
        assert run("check", "a.txt", *ONE_RULE, "--output-format", "concise").out.startswith("a.txt:2:8")

    def test_a_wrong_format_in_the_environment_is_told_by_its_name(self, run, monkeypatch) -> None:
        put()
        monkeypatch.setenv("PLANLINT_OUTPUT_FORMAT", "xml")
        code, _, err = run("check", "a.txt")
        assert code == 2
        assert err.startswith("错误：PLANLINT_OUTPUT_FORMAT：没有名为“xml”")

    def test_auto_is_github_in_a_workflow_and_full_elsewhere(self, run, monkeypatch) -> None:
        put()
        assert not run("check", "a.txt", *ONE_RULE, "--output-format", "auto").out.startswith("::")
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        assert run("check", "a.txt", *ONE_RULE, "--output-format", "auto").out.startswith("::error")
        assert not run("check", "a.txt", *ONE_RULE).out.startswith("::")

    def test_statistics_count_each_rule(self, run) -> None:
        put()
        assert run("check", "a.txt", *ONE_RULE, "--statistics").out.startswith("1  PUN003")

    def test_quiet_says_nothing_of_a_clean_file(self, run) -> None:
        put(text=CLEAN)
        assert run("check", "a.txt", *ONE_RULE, "--quiet") == (0, "", "")

    def test_the_language_follows_the_option_then_the_locale(self, run, monkeypatch) -> None:
        put(text=CLEAN)
        for locale in ("zh_CN.UTF-8", "C", "C.UTF-8", "POSIX", "zh_TW", ""):
            monkeypatch.setenv("LANG", locale)
            assert run("check", "a.txt", *ONE_RULE).out == "未发现问题。\n", locale
        monkeypatch.setenv("LANG", "en_US.UTF-8")
        assert run("check", "a.txt", *ONE_RULE).out == "No problems found.\n"
        assert run("check", "a.txt", *ONE_RULE, "--lang", "zh").out == "未发现问题。\n"
        monkeypatch.setenv("LC_ALL", "C")
        assert run("check", "a.txt", *ONE_RULE).out == "未发现问题。\n"
        assert run("check", "a.txt", *ONE_RULE, "--lang=en").out == "No problems found.\n"

    @pytest.mark.parametrize(
        ("environment", "options", "colored"),
        [
            ({}, [], False),
            ({}, ["--color", "always"], True),
            ({"FORCE_COLOR": "1"}, [], True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
            ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
            ({"NO_COLOR": "1"}, ["--color", "always"], True),
            ({"FORCE_COLOR": "1"}, ["--output-format", "json"], False),
        ],
    )
    def test_colour_is_for_those_who_want_it(self, run, monkeypatch, environment, options, colored: bool) -> None:
        put()
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert ("\x1b[" in run("check", "a.txt", *ONE_RULE, *options).out) is colored

    def test_a_reader_that_goes_away_is_no_fault(self, run_process) -> None:
        put(text=FAULTY * 2000)
        import subprocess
        import sys

        from planlint import __file__ as package

        environment = {**os.environ, "PYTHONPATH": str(Path(package).parent.parent)}
        words = [sys.executable, "-m", "planlint", "check", "a.txt", *ONE_RULE]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""


class TestRepairs:
    def test_repairs_are_written_and_counted(self, run) -> None:
        path = put()
        assert run("check", "a.txt", *ONE_RULE, "--fix") == (0, "未发现问题。\n", "已修复 1 处\n")
        assert path.read_text(encoding="utf-8") == REPAIRED

    def test_what_is_left_is_reported(self, run) -> None:
        put(text="一、总体要求\n落实“十四五规划。。\n")
        code, out, err = run("check", "a.txt", "--select", "PUN002,PUN003", "--fix")
        assert (code, err) == (1, "已修复 1 处\n")
        assert "PUN002" in out and "PUN003" not in out

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "utf-8"])
    def test_encoding_mark_and_line_ends_are_kept(self, run, encoding: str) -> None:
        text = "一、总体要求\r\n各地要抓紧落实。。\r\n二、重点任务\n三、保障措施\r"
        path = put(text=text, encoding=encoding)
        assert run("check", "a.txt", *ONE_RULE, "--fix").code == 0
        assert path.read_bytes() == text.replace("。。", "。").encode(encoding)

    def test_a_clean_file_is_not_touched(self, run) -> None:
        path = put(text=CLEAN)
        os.utime(path, (0, 0))
        assert run("check", "a.txt", *ONE_RULE, "--fix") == (0, "未发现问题。\n", "")
        assert path.stat().st_mtime == 0

    def test_a_second_run_changes_nothing(self, run) -> None:
        path = put(text="一、总体要求\n各地要抓紧@@落实，，狠抓落实。。\n")
        run("check", "a.txt", "--fix")
        once = path.read_bytes()
        assert run("check", "a.txt", "--fix").err == ""
        assert path.read_bytes() == once

    def test_repaired_standard_input_goes_to_standard_output_byte_for_byte(self, run_process) -> None:
        raw = "一、总体要求\r\n各地要抓紧落实。。\r\n".encode("gb18030")
        done = run_process("check", "-", *ONE_RULE, "--fix", stdin=raw)
        assert (done.code, done.out) == (0, "一、总体要求\r\n各地要抓紧落实。\r\n".encode("gb18030"))
        assert done.err == "未发现问题。\n已修复 1 处\n"

    def test_standard_input_that_can_not_be_read_is_given_back(self, run_process) -> None:
        raw = bytes(range(256)) * 20
        done = run_process("check", "-", "--fix", stdin=raw)
        assert (done.code, done.out) == (1, raw)
        assert "SYS001" in done.err

    def test_a_difference_is_shown_and_nothing_written(self, run) -> None:
        path = put()
        code, out, err = run("check", "a.txt", *ONE_RULE, "--diff")
        assert (code, err) == (1, "将修复 1 处\n")
        assert out == "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n 一、总体要求\n-各地要抓紧落实。。\n+各地要抓紧落实。\n"
        assert path.read_text(encoding="utf-8") == FAULTY

    def test_a_difference_in_colour_shows_no_control_characters(self, run) -> None:
        put(text="一、总体\x1b[2J要求\n各地要抓紧落实。。\n")
        out = run("check", "a.txt", *ONE_RULE, "--diff", "--color", "always").out
        assert "\x1b[31m-各地要抓紧落实。。\x1b[0m\n" in out
        assert "\x1b[2J" not in out

    def test_no_difference_ends_with_0(self, run) -> None:
        put(text=CLEAN)
        assert run("check", "a.txt", *ONE_RULE, "--diff") == (0, "", "")

    @pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
    def test_a_file_that_can_not_be_written_is_told_of(self, run) -> None:
        path = put()
        path.chmod(0o400)
        code, out, err = run("check", "a.txt", *ONE_RULE, "--fix")
        assert code == 2
        assert "PUN003" in out
        assert "a.txt：无法写入" in err


def test_the_version_is_told(run) -> None:
    from planlint import __version__

    for words in (["--version"], ["--version", "--version"]):
        assert run(*words) == (0, f"planlint {__version__}\n", "")


def test_the_help_is_chinese_or_english_as_the_locale_is(run, monkeypatch) -> None:
    assert "报告问题" in run("check", "--help").out
    assert "文件或文件夹；" in run("check", "--help").out
    assert "Check plan documents" in run("check", "--help", "--lang", "en").out
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Files or folders" in run("check", "-h").out
