"""Forty drafts in a repository of their own, from the first commit on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import regex

from drafts import WORN, Draft, drafts
from reports import decoded, faults
from scratch import BASELINE, Repository

_FINDING = regex.compile(r"^(?P<path>[^:\s]+):(?P<line>\d+):\d+: (?P<code>[A-Z]{3}\d{3})", regex.MULTILINE)
DRAFTS = {draft.path: draft for draft in drafts()}
CLEAN = "方案/青禾县冷链物流.txt"
PAGE = "网页/白沙市养老服务.html"
WORD = "来文/南浦县农村供水.docx"
NOTES = "纪要/石泉县农村供水.md"

Finding = tuple[str, str, int]


def findings(said: str) -> list[Finding]:
    """Path, code and line of each finding that a person is shown."""
    return [(found["path"], found["code"], int(found["line"])) for found in _FINDING.finditer(said)]


def checked(scratch: Repository, *words: str, code: int = 1) -> list[Finding]:
    """What a person is shown by a check of the repository."""
    return findings(scratch.call("planlint", "check", "--output-format", "concise", *words, code=code))


def changed(draft: Draft, line: int, old: str, new: str) -> list[str]:
    """The lines of a draft with other words on one of them, from 1."""
    assert old in draft.lines[line - 1]
    return [*draft.lines[: line - 1], draft.lines[line - 1].replace(old, new), *draft.lines[line:]]


def test_there_are_forty_drafts_and_the_faults_are_those_that_were_put_in(first: Repository) -> None:
    assert len(DRAFTS) == 40
    planted = Counter((draft.path, code) for draft in DRAFTS.values() for code in draft.codes)
    assert planted.total() == 53
    assert Counter((path, code) for path, code, _ in checked(first, "--isolated", *DRAFTS)) == planted


def test_the_first_commit_passes_with_the_baseline(first: Repository) -> None:
    assert "Passed" in first.said
    entries = json.loads((first.folder / BASELINE).read_text(encoding="utf-8"))["entries"]
    assert sum(entry["count"] for entry in entries) == 53
    assert first.call("git", "status", "--porcelain") == ""


def test_without_the_baseline_it_would_not_have_passed(scratch: Repository) -> None:
    path = scratch.folder / ".planlint.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("baseline", "# baseline"), encoding="utf-8")
    said = scratch.call("pre-commit", "run", "--all-files", code=1)
    assert Counter(path for path, _, _ in findings(said)) == Counter(path for path, draft in DRAFTS.items() for _ in draft.codes)
    assert said.count("发现 ") == 1


def test_a_new_fault_is_refused_and_shown_alone(scratch: Repository) -> None:
    worn = DRAFTS[WORN]
    scratch.write(worn, changed(worn, 2, "月10日", "月32日"))
    said = scratch.commit("a new fault", code=1)
    assert findings(said) == [(WORN, "TGT008", 2)]
    assert scratch.call("git", "rev-list", "--count", "HEAD").strip() == "1"
    scratch.write(worn, changed(worn, 2, "月10日", "月20日"))
    scratch.commit("repaired")


def test_a_second_fault_like_a_known_one_is_new(scratch: Repository) -> None:
    worn = DRAFTS[WORN]
    scratch.write(worn, [*worn.lines[:-1], worn.lines[-1], worn.lines[-1]])
    assert Counter(code for _, code, _ in findings(scratch.commit("once more", code=1))) == {"TRM001": 1}


def test_what_is_known_may_move(scratch: Repository) -> None:
    worn = DRAFTS[WORN]
    moved = [*worn.lines[:3], "根据省有关规定，本方案适用于各类机构。", "各地可以结合实际细化措施。", *worn.lines[3:]]
    before = marked(scratch)
    scratch.write(worn, moved)
    assert marked(scratch) == [(path, code, line + 2 * (path == WORN)) for path, code, line in before]
    assert "Passed" in scratch.commit("two more lines")


def marked(scratch: Repository) -> list[Finding]:
    """The findings that the baseline lets stand; there must be no others."""
    found = json.loads(scratch.call("planlint", "check", "--quiet", "--output-format", "json"))["diagnostics"]
    assert {diagnostic["suppressed"]["kind"] for diagnostic in found} == {"baseline"}
    return [(diagnostic["path"], diagnostic["code"], diagnostic["start"]["line"]) for diagnostic in found]


def test_a_changed_paragraph_is_reported_alone(scratch: Repository) -> None:
    worn = DRAFTS[WORN]
    assert len(worn.codes) == 8
    scratch.write(worn, changed(worn, 6, "先急后缓", "先易后难"))
    assert len(checked(scratch, "--isolated", *DRAFTS)) == 53
    assert checked(scratch, "--isolated", "--changed-since", "HEAD") == [(WORN, "TXT001", 6), (WORN, "PUN003", 6)]


def test_a_gap_that_a_deletion_opens_is_reported(scratch: Repository) -> None:
    clean = DRAFTS[CLEAN]
    scratch.write(clean, [*clean.lines[:11], *clean.lines[13:]])
    assert scratch.call("git", "diff", "--numstat").split()[:2] == ["0", "2"]
    gap = [(CLEAN, "NUM001", 12)]
    assert checked(scratch, "--changed-since", "HEAD") == gap
    assert checked(scratch, "--isolated", "--changed-since", "HEAD") == gap
    assert findings(scratch.commit("a task less", code=1)) == gap


@pytest.mark.parametrize("path", [WORD, PAGE, NOTES])
def test_a_paragraph_of_another_kind_of_file_is_reported_alone(scratch: Repository, path: str) -> None:
    draft = DRAFTS[path]
    scratch.write(draft, changed(draft, 6, "统筹", "统筹@@"))
    assert [(where, code) for where, code, _ in checked(scratch, "--changed-since", "HEAD")] == [(path, "TXT001")]


def test_a_renamed_draft_is_followed(scratch: Repository) -> None:
    worn = DRAFTS[WORN]
    new = "方案/云溪市养老服务（修改稿）.txt"
    scratch.call("git", "mv", WORN, new)
    assert checked(scratch, "--isolated", "--changed-since", "HEAD", code=0) == []
    scratch.write(worn._replace(path=new), changed(worn, 6, "先急后缓", "先易后难"))
    assert checked(scratch, "--isolated", "--changed-since", "HEAD") == [(new, "TXT001", 6), (new, "PUN003", 6)]


def test_a_branch_answers_for_itself_alone(scratch: Repository) -> None:
    clean, worn = DRAFTS[CLEAN], DRAFTS[WORN]
    scratch.call("git", "switch", "--quiet", "--create", "mine")
    scratch.write(clean, changed(clean, 6, "统筹", "统筹@@"))
    scratch.call("git", "commit", "--quiet", "--all", "--no-verify", "--message", "mine")
    scratch.call("git", "switch", "--quiet", "main")
    scratch.write(worn, changed(worn, 6, "@@", ""))
    scratch.commit("theirs")
    scratch.call("git", "switch", "--quiet", "mine")
    assert checked(scratch, "--isolated", "--changed-since", "main") == [(CLEAN, "TXT001", 6)]


def test_a_shallow_clone_says_what_to_fetch(scratch: Repository, tmp_path: Path) -> None:
    clean = DRAFTS[CLEAN]
    root = scratch.call("git", "rev-parse", "HEAD").strip()
    scratch.write(clean, changed(clean, 6, "统筹", "统筹@@"))
    scratch.call("git", "commit", "--quiet", "--all", "--no-verify", "--message", "second")
    scratch.call("git", "clone", "--quiet", "--depth=1", scratch.folder.as_uri(), str(tmp_path / "shallow"))
    shallow = scratch._replace(folder=tmp_path / "shallow")
    assert f"git fetch --deepen=100 origin {root}；" in shallow.call("planlint", "check", "--changed-since", root, code=2)
    shallow.call("git", "fetch", "--quiet", "--deepen=100", "origin", root)
    assert checked(shallow, "--changed-since", root) == [(CLEAN, "TXT001", 6)]


FORMS = ("json", "sarif", "gitlab", "rdjson")


@pytest.mark.parametrize("since", [(), ("--changed-since", "HEAD")])
def test_a_run_says_the_same_in_every_form(scratch: Repository, since: tuple[str, ...]) -> None:
    for path in (WORN, WORD, PAGE, NOTES):
        scratch.write(DRAFTS[path], changed(DRAFTS[path], 6, "统筹", "统筹@@@@"))
    clean = DRAFTS[CLEAN]
    scratch.write(clean, [*clean.lines[:11], *clean.lines[13:]])
    words = [f"--output-format={form}=report.{form}" for form in FORMS]
    shown = checked(scratch, *since, *words)
    assert {path for path, _, _ in shown} == {WORN, WORD, PAGE, NOTES, CLEAN}
    for form in FORMS:
        written = (scratch.folder / f"report.{form}").read_text(encoding="utf-8")
        assert faults(form, written) == []
        assert Counter(told(form, decoded(form, written)[0])) == Counter(shown)


def told(form: str, report: Any) -> Iterator[Finding]:
    """Path, code and line of the findings of a report, without those that are known."""
    if form == "json":
        yield from ((one["path"], one["code"], one["start"]["line"]) for one in report["diagnostics"] if one["suppressed"] is None)
    if form == "gitlab":
        yield from ((one["location"]["path"], one["check_name"], one["location"]["lines"]["begin"]) for one in report)
    if form == "rdjson":
        for one in report["diagnostics"]:
            yield one["location"]["path"], one["code"]["value"], one["location"]["range"]["start"]["line"]
    if form == "sarif":
        for one in report["runs"][0]["results"]:
            place = one["locations"][0]["physicalLocation"]
            if not one.get("suppressions"):
                yield unquote(place["artifactLocation"]["uri"]), one["ruleId"], place["region"]["startLine"]


def test_rules_are_tried_on_their_examples_when_they_are_committed(scratch: Repository) -> None:
    own = scratch.folder / ".pre-commit-config.yaml"
    own.write_text(own.read_text(encoding="utf-8") + "  - id: planlint-rules\n", encoding="utf-8")
    scratch.call("planlint", "rules", "new", "vague-deadline", "--in", "规定/rules")
    (scratch.folder / "规定" / "rules" / "data").mkdir()
    (scratch.folder / "规定" / "rules" / "data" / "words.yaml").write_text("不是规则\n", encoding="utf-8")
    assert regex.search(r"planlint（规则的例子）\.+Passed", scratch.commit("a rule"))
    path = scratch.folder / "规定" / "rules" / "vague-deadline.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("此外，另外两个", "此外另外两个"), encoding="utf-8")
    assert f"{path}:22: USR001 Noisy 误报" in scratch.commit("a good example that is bad", code=1)
