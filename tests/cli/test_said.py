"""A run says what it did: which files it wrote, what a baseline hides, what it can't write; and it loses nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import docx
import pytest
import regex

from planlint.messages import reason_of

_RULE = ("--select", "PUN003")
_FAULTY = "一、总体要求\n坚持统筹推进。。\n"


def put(name: str = "a.txt", text: str = _FAULTY) -> None:
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.json", '{"schema": "planlint/report@1"'),
        ("r.JSON", "{"),
        ("r.jsonl", '{"'),
        ("r.sarif", '{"$schema"'),
        ("r.md", "## planlint"),
        ("r.txt", "错误 "),
        ("r", "错误 "),
    ],
)
def test_the_end_of_a_name_tells_the_form(run, name: str, begins: str) -> None:
    put()
    assert run("check", "a.txt", *_RULE, "-o", name) == (1, "", f"已写入 {name}：发现 1 处错误，其中 1 处可用 --fix 修复。\n")
    assert Path(name).read_text(encoding="utf-8").startswith(begins)


def test_a_form_that_is_named_needs_no_ending(run) -> None:
    put()
    assert run("check", "a.txt", *_RULE, "--output-format", "junit", "-o", "r.results").code == 1
    assert Path("r.results").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("check", "a.txt", "-o", "r.parquet"),
            "r.parquet：写不出 .parquet 文件；能写的有 .json、.jsonl、.sarif、.md、.html、.txt，另用 --output-format 可指明格式",
        ),
        (("check", "a.txt", "-o", "r.xml"), "r.xml：.xml 可以是 junit、checkstyle；用 --output-format 指明"),
        (("check", "a.txt", "-o", "r.docx"), "r.docx：批注写进 Word 文件用 --annotate r.docx"),
        (("check", "a.txt", "-o", "."), "无法写入 .：这是文件夹，不是文件"),
        (("check", "a.txt", "--output-format", "json=没有/r.json"), "无法写入 没有/r.json：没有文件夹 没有"),
        (("check", "a.txt", "--diff", "-o", "r.json"), "r.json：差异写成 .diff、.patch、.txt 文件"),
        (("check", "a.txt", "--diff", "--output-format", "json"), "--diff 只显示差异，不与 --output-format 同用"),
        (("check", "a.txt", "--diff", "--statistics"), "--diff 只显示差异，不与 --statistics 同用"),
        (("tasks", "a.txt", "-o", "t.parquet"), "t.parquet：写不出 .parquet 文件；能写的有 .json、.csv、.xlsx、.txt"),
        (("targets", "a.txt", "-o", "没有/t.csv"), "无法写入 没有/t.csv：没有文件夹 没有"),
    ],
)
def test_what_can_not_be_written_is_refused_before_the_work(run, words: tuple[str, ...], said: str) -> None:
    put()
    assert run(*words) == (2, "", f"错误：{said}\n")
    assert sorted(os.listdir()) == ["a.txt"]


def test_differences_go_to_a_file_that_can_be_applied(run) -> None:
    put()
    printed = run("check", "a.txt", *_RULE, "--diff").out
    assert run("check", "a.txt", *_RULE, "--diff", "-o", "fix.diff") == (1, "", "已写入 fix.diff：将修复 1 处\n")
    assert Path("fix.diff").read_text(encoding="utf-8") == printed
    put(text="一、总体要求\n坚持统筹推进。\n")
    assert run("check", "a.txt", *_RULE, "--diff", "-o", "fix.diff") == (0, "", "已写入 fix.diff：没有可自动修复之处\n")
    assert run("check", "a.txt", *_RULE, "--diff", "-o", "fix.diff", "-q").err == ""


def test_a_baseline_tells_what_it_holds_and_hides(run) -> None:
    put()
    baseline = ("--baseline", "known.json")
    assert run("check", "a.txt", *_RULE, *baseline, "--update-baseline").err == "已新建基线 known.json，记下 1 个问题\n"
    assert run("check", "a.txt", *_RULE, *baseline) == (0, "未发现问题。\n", "基线 known.json 中已知的 1 个问题不计\n")
    assert run("check", "a.txt", *_RULE, *baseline, "--lang", "en").err == "1 findings known to the baseline known.json do not count\n"
    assert run("check", "a.txt", *_RULE, *baseline, "-q").err == ""
    put(text="一、总体要求\n坚持统筹推进。\n")
    assert run("check", "a.txt", *_RULE, *baseline, "--update-baseline").err == "已写入基线 known.json：原有 1 个问题，现有 0 个\n"
    assert "PUN003" not in Path("known.json").read_text(encoding="utf-8")


def test_an_annotated_copy_tells_what_is_in_it(run) -> None:
    document = docx.Document()
    for line in ("青禾县社区食堂实施方案", "一、总体要求", "坚持统筹推进。。"):
        document.add_paragraph(line)
    document.save("draft.docx")
    # the first one sums up
    assert run("check", "draft.docx", *_RULE, "--annotate", "out.docx").err == "已写入 out.docx：2 条批注\n"
    assert run("check", "draft.docx", *_RULE, "--annotate", "out.docx", "--fix").err == "已写入 out.docx：0 条批注，已修复 1 处（写成修订）\n"


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EISDIR, errno.EROFS, errno.EXDEV])
def test_why_a_file_can_not_be_written_is_said_in_one_language(number: int) -> None:
    reason = reason_of(OSError(number, os.strerror(number)))
    assert not regex.search(r"[a-z]{3}", reason.zh)
    assert not regex.search(r"\p{Han}", reason.en)


@pytest.mark.parametrize("codes", ["PUN003 NUM001", "PUN003，NUM001", "PUN003、NUM001", "NUM001, PUN003"])
def test_codes_may_be_parted_as_one_writes(run, codes: str) -> None:
    put()
    assert "PUN003" in run("check", "a.txt", "--select", codes).out


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (".planlint.toml", "lang = zh\n", ("check", "a.txt")),
        (".planlint.toml", 'lang = "zh\n', ("check", "a.txt")),
        (".planlint.toml", "语言 = 1\n", ("check", "a.txt")),
        (".planlint.toml", "lang\n", ("config", "show")),
        (".planlint.toml", "[a\n", ("tasks", ".")),
        (".planlint.toml", "a = 1\na = 2\n", ("rules", "list")),
        (".planlint-ignore.toml", "ignore = [\n", ("check", "a.txt")),
        ("known.json", "{", ("check", "a.txt", "--baseline", "known.json")),
        ("known.json", "{}", ("check", "a.txt", "--baseline", "known.json")),
        ("r.yaml", "code: [\n", ("check", "a.txt", "--rules", "r.yaml")),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_language(run, name: str, text: str, words: tuple[str, ...]) -> None:
    put()
    put(name, text)
    code, _, err = run(*words, "--lang", "zh")
    assert code == 2
    assert not regex.search(r"[a-zA-Z]{2,} [a-z]{2,}", err), err
    assert not regex.search(r"\p{Han}", run(*words, "--lang", "en").err.replace("语言", "")), err


def test_a_run_that_could_not_begin_says_of_no_file_that_it_was_checked(run) -> None:
    Path("drafts").mkdir()
    Path("drafts/a.txt").write_text("一、总体要求\n坚持统筹。\n", encoding="utf-8")
    outcome = run("check", "drafts", "--select", "NOPE", "--lang", "zh")
    assert (outcome.code, outcome.out) == (2, "")
    assert "检查了" not in outcome.err
