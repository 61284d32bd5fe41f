"""`planlint check --changed-since`: what changed since a git revision, and what the change has caused."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

PLAN = """一、总体要求
各地要抓紧落实。

二、重点任务
（一）推进节能改造
由市工业和信息化局负责。
（二）推进交通运输
由市交通运输局负责。
（三）推进建筑节能
由市住房和城乡建设局负责。

三、保障措施
各部门要加强加强协作。
"""


def git(*words: str, folder: Path = Path()) -> str:
    settings = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always")
    return subprocess.run(("git", "-C", str(folder), *settings, *words), check=True, capture_output=True, text=True).stdout


def write(text: str, name: str = "a.txt", encoding: str = "utf-8") -> None:
    Path(name).write_text(text, encoding=encoding, newline="")


@pytest.fixture(autouse=True)
def repository(surroundings: None) -> None:
    git("init", "-q", "-b", "main")
    write(PLAN)
    commit("first")


def commit(words: str) -> None:
    git("add", "-A")
    git("commit", "-qm", words)


def found(run, *words: str, since: str = "HEAD") -> list[tuple[str, str, int]]:
    """Path, code and line of each finding."""
    outcome = run("check", *words, "--changed-since", since, "--output-format", "json")
    assert outcome.code in (0, 1), outcome.err
    return [(d["path"], d["code"], d["start"]["line"]) for d in json.loads(outcome.out)["diagnostics"]]


def everything(run, *words: str) -> list[tuple[str, str, int]]:
    outcome = run("check", *words, "--output-format", "json")
    return [(d["path"], d["code"], d["start"]["line"]) for d in json.loads(outcome.out)["diagnostics"]]


def test_an_unchanged_file_has_nothing_to_report(run) -> None:
    assert len(everything(run)) == 2
    assert found(run) == []


def test_a_changed_line_is_reported_alone(run) -> None:
    write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责负责。。"))
    assert {line for _, _, line in everything(run)} == {1, 8, 13}
    assert {line for _, _, line in found(run)} == {8}


def test_a_gap_that_a_deletion_opened_is_reported(run) -> None:
    write(PLAN.replace("（二）推进交通运输\n由市交通运输局负责。\n", ""))
    assert [(code[:3], line) for _, code, line in found(run)] == [("NUM", 7)]


def test_a_gap_that_was_there_is_not_reported_because_something_else_is_deleted(run) -> None:
    gap = PLAN.replace("（二）推进交通运输\n由市交通运输局负责。\n", "抓好已有项目。\n")
    write(gap)
    commit("a gap")
    write(gap.replace("抓好已有项目。\n", ""))
    assert [line for _, _, line in everything(run)] == [1, 7, 11]
    assert found(run) == []


def test_a_finding_that_moved_is_not_new(run) -> None:
    write("某市节能工作实施方案\n\n" + PLAN)
    assert {line for _, _, line in found(run)} <= {1}


def test_a_renamed_file_is_followed(run) -> None:
    git("mv", "a.txt", "b.txt")
    write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责。。"), "b.txt")
    assert {(path, line) for path, _, line in found(run)} == {("b.txt", 8)}


def test_an_untracked_file_is_new(run) -> None:
    write(PLAN, "new.txt")
    assert {(path, line) for path, _, line in found(run)} == {("new.txt", 1), ("new.txt", 13)}


def test_a_file_outside_of_the_repository_is_new(run, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "c.txt"
    outside.write_text(PLAN, encoding="utf-8")
    assert {line for _, _, line in found(run, str(outside), "a.txt")} == {1, 13}


def test_another_encoding_and_other_line_ends_are_no_change(run) -> None:
    write(PLAN.replace("\n", "\r\n"), encoding="gb18030")
    assert len(everything(run)) == 2
    assert found(run) == []


def test_what_others_did_on_their_branch_since_is_not_mine(run) -> None:
    git("checkout", "-qb", "mine")
    write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责。。"))
    commit("mine")
    git("checkout", "-q", "main")
    write(PLAN.replace("加强加强协作", "加强协作"))
    commit("theirs")
    git("checkout", "-q", "mine")
    assert {line for _, _, line in found(run, since="main")} == {8}


def test_a_name_with_spaces_quotes_and_chinese(run) -> None:
    name = "方案 \"一\" 'x'.txt"
    write(PLAN, name)
    commit("named")
    write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责。。"), name)
    assert {(path, line) for path, _, line in found(run)} == {(name, 8)}


def test_from_a_folder_below(run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("d").mkdir()
    write(PLAN, "d/b.txt")
    commit("below")
    write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责。。"), "d/b.txt")
    monkeypatch.chdir("d")
    assert {(path, line) for path, _, line in found(run)} == {("b.txt", 8)}


def test_a_repository_of_a_hook_does_not_mislead(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert found(run) == []


def test_a_baseline_still_marks_what_it_knows(run) -> None:
    write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责。。"))
    assert run("check", "--baseline", "known.json", "--update-baseline").code == 0
    outcome = run("check", "--changed-since", "HEAD", "--baseline", "known.json", "--output-format", "json")
    kinds = {(d["start"]["line"], d["suppressed"]["kind"]) for d in json.loads(outcome.out)["diagnostics"]}
    assert (8, "baseline") in kinds
    assert {line for line, _ in kinds} == {8}


@pytest.mark.parametrize("revision", ["no-such-branch", "", "-x", "--all", "HEAD~9"])
def test_a_revision_that_is_none_is_an_error(run, revision: str) -> None:
    outcome = run("check", f"--changed-since={revision}", "--lang", "en")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"there is no revision “{revision}”" in outcome.err


def test_outside_of_any_repository_it_is_an_error(run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("outside"))
    write(PLAN)
    outcome = run("check", "--changed-since", "HEAD", "--lang", "en")
    assert (outcome.code, outcome.err) == (2, "error: --changed-since needs a git repository, and there is none here\n")


@pytest.fixture
def shallow(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A clone of the last commit of a branch alone, to work in; the hash of the first commit."""
    origin = Path.cwd()
    first = git("rev-parse", "HEAD").strip()
    git("tag", "v1")
    git("checkout", "-qb", "mine")
    for words in ("second", "third"):
        write(PLAN.replace("由市交通运输局负责。", "由市交通运输局负责。。") + f"{words}\n")
        commit(words)
    git("checkout", "-q", "main")
    write(PLAN, "theirs.txt")
    commit("theirs")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git("clone", "-q", "--depth=1", "--branch=mine", origin.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    return first


@pytest.mark.parametrize(
    ("revision", "fetched", "then"),
    [
        ("origin/main", "--deepen=100 origin +main:refs/remotes/origin/main", ""),
        ("{first}", "--deepen=100 origin {first}", ""),
        ("HEAD~2", "--deepen=100", ""),
        ("main", "--deepen=100 origin main", "FETCH_HEAD"),
        ("v1", "--deepen=100 origin v1", "FETCH_HEAD"),
    ],
)
def test_what_a_shallow_clone_is_told_to_fetch_is_enough(run, shallow: str, revision: str, fetched: str, then: str) -> None:
    revision, fetched = revision.format(first=shallow), fetched.format(first=shallow)
    outcome = run("check", "--changed-since", revision, "--lang", "en")
    assert (outcome.code, outcome.out) == (2, "")
    told = f"first run git fetch {fetched}" + (f" and use --changed-since {then}" if then else "") + "; if that is not enough, --unshallow for --deepen=100\n"
    assert outcome.err.endswith(told)
    git("fetch", "-q", *fetched.split())
    assert {(path, line) for path, _, line in found(run, since=then or revision)} == {("a.txt", 8)}


def test_a_shallow_clone_that_does_not_reach_the_parting_is_told_the_same(run, shallow: str) -> None:
    git("fetch", "-q", "--depth=1", "origin", "+main:refs/remotes/origin/main")
    outcome = run("check", "--changed-since", "origin/main")
    assert outcome.code == 2
    assert "先执行 git fetch --deepen=100 origin +main:refs/remotes/origin/main；还不够时，以 --unshallow 代替" in outcome.err


def test_a_command_to_copy_runs_nothing_but_git(run, shallow: str) -> None:
    assert "git fetch --deepen=100 origin '+$(x):refs/remotes/origin/$(x)'" in run("check", "--changed-since", "origin/$(x)").err


def test_without_git_it_is_an_error(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = run("check", "--changed-since", "HEAD", "--lang", "en")
    assert (outcome.code, outcome.err) == (2, "error: there is no git command\n")


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_repairs_are_of_whole_files(run, option: str) -> None:
    outcome = run("check", "--changed-since", "HEAD", option, "--lang", "en")
    assert (outcome.code, outcome.err) == (2, f"error: --changed-since can't be used with {option}\n")


def test_a_page_is_compared_by_its_text(run) -> None:
    page = "<html><body><h1>某市节能工作实施方案</h1><p>一、总体要求</p><p>各地要落实。。</p>\n<p>二、保障措施</p><p>加强协作。</p></body></html>"
    write(page, "p.html")
    commit("page")
    write(page.replace("加强协作。", "加强协作。。").replace("\n", "\n\n"), "p.html")
    assert len([1 for path, code, _ in everything(run, "p.html") if code == "PUN003"]) == 2
    assert [code for _, code, _ in found(run, "p.html")] == ["PUN003"]


def test_a_finding_that_speaks_of_a_changed_line_is_reported(run) -> None:
    gap = PLAN.replace("（二）推进交通运输\n由市交通运输局负责。\n", "抓好已有项目。\n")
    write(gap)
    commit("a gap")
    write(gap.replace("推进节能改造", "推进全面节能改造"))
    assert [(code, line) for _, code, line in found(run)] == [("NUM001", 8)]
