"""Reports in every form, as a user or a build asks for them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from planlint.cli.line.commands import OUTPUT_FORMATS
from planlint.reporters import FORMATS
from reports import FORMS_WITH_SCHEMA, LINES, decoded, faults

FAULTY = "一、总体要求\n𠮷林\t各地要抓紧@@落实。。\n"
CLEAN = "一、总体要求\n各地要抓紧落实。\n"
WITHOUT_RARE = FAULTY.replace("𠮷", "吉")
RULES = ("--select", "TXT001,PUN003")
SUMMARY = "## planlint：发现 2 处错误，其中 2 处可用 --fix 修复。\n"


def put(name: str = "a.txt", content: bytes = FAULTY.encode()) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_every_form_can_be_asked_for() -> None:
    assert set(OUTPUT_FORMATS) == {*FORMATS, "auto"}


@pytest.mark.parametrize("form", OUTPUT_FORMATS)
@pytest.mark.parametrize("page", ["docs/formats.md", "docs/usage.md"])
def test_every_form_is_documented(form: str, page: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    assert form == "auto" or re.search(rf"(?<![\w-]){form}(?![\w-])", text)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_form_that_programs_read_has_a_schema(run, form: str) -> None:
    put()
    out = run("check", "a.txt", *RULES, "--output-format", form).out
    assert out.startswith(("{", "[{", "[\n", "<?xml")) == (form in FORMS_WITH_SCHEMA)


def test_all_forms_at_once_each_to_its_file_are_what_each_prints_alone(run) -> None:
    put()
    put("b.md", CLEAN.encode())
    words = [word for form in FORMATS for word in ("--output-format", f"{form}=out/{form}")]
    Path("out").mkdir()
    code, out, err = run("check", "a.txt", "b.md", *RULES, "--output-format", "concise", *words)
    assert (code, err) == (1, "")
    for form in FORMATS:
        written = Path("out", form).read_bytes()
        assert written.decode() == run("check", "a.txt", "b.md", *RULES, "--output-format", form).out
        assert written.endswith(b"\n") and not written.endswith(b"\n\n") and b"\r" not in written
    assert out == Path("out/concise").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS_WITH_SCHEMA)
@pytest.mark.parametrize("words", [RULES, ("--select", "ALL", "--min-confidence", "low"), ("--lang", "en")])
def test_the_reports_of_real_files_are_what_the_schema_says(run, form: str, words: tuple[str, ...]) -> None:
    put()
    put("clean.txt", CLEAN.encode())
    put("old.txt", WITHOUT_RARE.encode("gb18030"))
    put("marked.txt", FAULTY.encode("utf-8-sig"))
    put("broken.txt", bytes(range(256)) * 20)
    put("remark.md", "一、总体要求\n\n<!-- planlint: ignore[PUN003] 原文如此 -->\n\n各地要抓紧@@落实。。\n".encode())
    code, out, err = run("check", ".", *words, "--output-format", form)
    assert (code, err) == (1, "")
    assert faults(form, out) == []
    assert out.endswith("\n") and not out.endswith("\n\n")


@pytest.mark.parametrize("form", FORMS_WITH_SCHEMA)
def test_without_findings_every_form_is_still_whole(run, form: str) -> None:
    put(content=CLEAN.encode())
    code, out, err = run("check", "a.txt", *RULES, "--output-format", form)
    assert (code, err) == (0, "")
    assert faults(form, out) == []
    assert (out == "") == (form in LINES)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_bytes_on_standard_output_are_utf8_with_plain_line_ends(run_process, form: str) -> None:
    put(content=WITHOUT_RARE.replace("\n", "\r\n").encode("gb18030"))
    done = run_process("check", "a.txt", *RULES, "--output-format", form)
    assert (done.code, done.err) == (1, "")
    assert b"\r" not in done.out
    done.out.decode("utf-8")


def test_reviewdog_is_told_of_bytes_as_they_are_on_disk(run) -> None:
    raw = put(content=b"\xef\xbb\xbf" + FAULTY[7:].encode()).read_bytes()
    found = decoded("rdjsonl", run("check", "a.txt", *RULES, "--output-format", "rdjsonl").out)
    cut = [raw[one["location"]["range"]["start"]["column"] - 1 : one["location"]["range"]["end"]["column"] - 1].decode() for one in found]
    assert cut == ["@@", "。。"]
    repaired = raw
    for one in reversed(found):
        [edit] = one["suggestions"]
        repaired = repaired[: edit["range"]["start"]["column"] - 1] + edit["text"].encode() + repaired[edit["range"]["end"]["column"] - 1 :]
    assert repaired == raw.replace(b"@@", b"").replace("。。".encode(), "。".encode())


def test_reviewdog_is_offered_no_repair_of_another_encoding(run) -> None:
    put(content=WITHOUT_RARE.encode("gb18030"))
    found = decoded("rdjsonl", run("check", "a.txt", *RULES, "--output-format", "rdjsonl").out)
    assert [one["location"]["range"]["start"]["column"] for one in found] == [23, 31]
    assert not any("suggestions" in one for one in found)


class TestJobSummary:
    @pytest.fixture(autouse=True)
    def workflow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")

    @pytest.mark.parametrize("form", ["github", "auto"])
    def test_it_is_added_to_what_is_there(self, run, form: str) -> None:
        put()
        put("summary.md", b"before\n")
        code, out, err = run("check", "a.txt", *RULES, "--output-format", form)
        assert (code, err, out.count("::error ")) == (1, "", 2)
        assert Path("summary.md").read_text(encoding="utf-8") == (
            f"before\n{SUMMARY}\n| 位置 | 规则 | 严重程度 | 问题 |\n| --- | --- | --- | --- |\n"
            "| a.txt:2:9 | TXT001 | 错误 | 文中残留分词符号“@@”，应删除 |\n"
            "| a.txt:2:13 | PUN003 | 错误 | 标点“。。”连用，应留一个“。” |\n"
        )

    def test_other_forms_leave_it_alone(self, run) -> None:
        put()
        run("check", "a.txt", *RULES, "--output-format", "json", "--output-format", "github=commands.txt")
        assert not Path("summary.md").exists()

    def test_it_says_that_nothing_was_found(self, run) -> None:
        put(content=CLEAN.encode())
        assert run("check", "a.txt", *RULES, "--output-format", "github") == (0, "", "")
        assert Path("summary.md").read_text(encoding="utf-8") == "## planlint：未发现问题。\n"

    def test_one_that_cannot_be_written_is_told_of(self, run, monkeypatch: pytest.MonkeyPatch) -> None:
        put()
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", "没有/summary.md")
        code, out, err = run("check", "a.txt", *RULES, "--output-format", "github")
        assert (code, out.count("::error ")) == (2, 2)
        assert "无法写入 没有/summary.md" in err


@pytest.mark.parametrize(
    ("variable", "form", "named"),
    [
        ("GITHUB_WORKSPACE", "github", "file=drafts/a.txt,"),
        ("GITHUB_WORKSPACE", "sarif", '"uri": "drafts/a.txt"'),
        ("CI_PROJECT_DIR", "gitlab", '"path": "drafts/a.txt"'),
    ],
)
def test_paths_are_relative_to_the_checkout(run, monkeypatch: pytest.MonkeyPatch, variable: str, form: str, named: str) -> None:
    put("drafts/a.txt")
    monkeypatch.setenv(variable, str(Path.cwd()))
    monkeypatch.chdir("drafts")
    assert named in run("check", "./a.txt", *RULES, "--output-format", form).out


def test_a_finding_keeps_its_fingerprint_when_lines_are_put_before_it(run) -> None:
    put()
    before = json.loads(run("check", "a.txt", *RULES, "--output-format", "gitlab").out)
    put(content=("一、总体要求\n首段。\n" + FAULTY.partition("\n")[2]).encode())
    after = json.loads(run("check", "./a.txt", *RULES, "--output-format", "gitlab").out)
    assert [one["fingerprint"] for one in after] == [one["fingerprint"] for one in before]
    assert [one["location"]["lines"]["begin"] for one in after] == [3, 3]
