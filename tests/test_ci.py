"""The examples for continuous integration: each is what its service takes, and each of its steps is run as the service runs it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from drafts import Draft, drafts
from reports import decoded, faults
from scratch import CHECKOUT, Done, Repository

_EXAMPLES = CHECKOUT / "docs" / "examples" / "ci"
_CLEAN = "方案/青禾县冷链物流.txt"
_GAP = f"{_CLEAN}:12:1: NUM001 “（三）”前缺“（二）”"
_KNOWN = 53
_INSTALL = "pip install git+https://example.org/planlint@v0.1.0"


class Job(NamedTuple):
    """What a service has run: the steps by name, whether all went well, and the folder they left."""

    steps: dict[str, Done]
    well: bool
    folder: Path

    def read(self, name: str) -> str:
        """A file of that folder."""
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def change(scratch: Repository) -> Repository:
    """The repository with a branch “mine” that takes a task out of a clean plan, “merge”, which is its merge, and one more commit on main."""
    scratch.programs.put("pip", 'echo "pip $*"\n')
    _branch(scratch, "mine", _without_second_task(_draft(_CLEAN)))
    draft = _draft("方案/临湖县校园午餐.txt")
    scratch.write(draft, [*draft.lines, "各地可以结合实际细化措施。"])
    scratch.commit("theirs")
    scratch.call("git", "switch", "--quiet", "--create", "merge")
    scratch.call("git", "merge", "--quiet", "--no-ff", "--no-verify", "--message", "merge", "mine")
    scratch.call("git", "switch", "--quiet", "main")
    return scratch


def _draft(path: str) -> Draft:
    return next(draft for draft in drafts() if draft.path == path)


def _without_second_task(draft: Draft) -> Draft:
    return draft._replace(lines=[*draft.lines[:11], *draft.lines[13:]])


def _branch(scratch: Repository, name: str, draft: Draft) -> None:
    scratch.call("git", "switch", "--quiet", "--create", name)
    scratch.write(draft, draft.lines)
    scratch.call("git", "commit", "--quiet", "--all", "--no-verify", "--message", name)
    scratch.call("git", "switch", "--quiet", "main")


@pytest.fixture
def workflow() -> Any:
    # in YAML 1.1, which PyYAML reads, “on” is true
    decoded = yaml.safe_load((_EXAMPLES / "github.yml").read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in decoded.items()}


class TestGitHub:
    """.github/workflows: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions"""

    def test_it_has_the_form_of_a_workflow(self, workflow: Any) -> None:
        assert set(workflow) == {"name", "on", "permissions", "jobs"}
        assert set(workflow["on"]) == {"pull_request", "push"}
        assert set(workflow["permissions"].values()) <= {"read", "write"}
        for job in workflow["jobs"].values():
            assert set(job) == {"runs-on", "steps"}
            for step in job["steps"]:
                assert set(step) <= ({"uses", "with", "if"} if "uses" in step else {"run", "name", "if"})
                assert re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step.get("uses", "a/b@v1"))

    def test_a_pull_request_with_a_finding_fails_and_still_reports(self, workflow: Any, change: Repository, tmp_path: Path) -> None:
        job = on_github(workflow, change, "pull_request", "merge", tmp_path / "runner")
        assert not job.well
        assert job.steps[_INSTALL].out == f"{_INSTALL}\n"
        annotated = job.steps["What the change has to answer for"]
        assert annotated.code == 1
        assert [line for line in annotated.out.splitlines() if line.startswith("::")] == [
            f"::error title=planlint (NUM001),file={_CLEAN},line=12,endLine=12,col=1,endColumn=4::{_GAP}"
        ]
        assert f"| {_CLEAN}:12:1 | NUM001 | 错误 | “（三）”前缺“（二）” |" in job.read("../summary.md")
        everything = job.steps["All documents, for code scanning"]
        assert (everything.code, everything.out.count(": NUM001 ")) == (0, 1)
        results = decoded("sarif", job.read("planlint.sarif"))[0]["runs"][0]["results"]
        assert len(results) == _KNOWN + 1
        assert [result["ruleId"] for result in results if not result.get("suppressions")] == ["NUM001"]

    def test_a_pull_request_without_findings_passes(self, workflow: Any, change: Repository, tmp_path: Path) -> None:
        job = on_github(workflow, change, "pull_request", "main", tmp_path / "runner")
        assert job.well
        assert "::" not in job.steps["What the change has to answer for"].out
        assert job.read("../summary.md").startswith("## planlint：未发现问题")

    def test_a_push_only_reports(self, workflow: Any, change: Repository, tmp_path: Path) -> None:
        job = on_github(workflow, change, "push", "merge", tmp_path / "runner")
        assert job.well
        assert set(job.steps) == {_INSTALL, "All documents, for code scanning"}

    def test_the_next_run_has_the_cache_and_says_the_same(self, workflow: Any, change: Repository, tmp_path: Path) -> None:
        jobs = [on_github(workflow, change, "pull_request", "merge", tmp_path / name, kept=tmp_path / "kept") for name in ("one", "two")]
        said = [{name: (done.code, done.out, done.err.replace(str(job.folder), "")) for name, done in job.steps.items()} for job in jobs]
        assert said[0] == said[1]
        assert jobs[0].read("planlint.sarif") == jobs[1].read("planlint.sarif")


def on_github(workflow: Any, change: Repository, event: str, branch: str, folder: Path, kept: Path | None = None) -> Job:
    """Run the steps of a workflow as a runner does; `kept` is what the service keeps from run to run."""
    (job,) = workflow["jobs"].values()
    steps: Sequence[Mapping[str, Any]] = job["steps"]
    kept = kept or folder / "kept"
    checkout = folder / "work"
    variables = {
        **{"HOME": str(folder / "home"), "PLANLINT_CACHE_DIR": "", "PLANLINT_CACHE_KEY": "", "XDG_CACHE_HOME": ""},
        **{"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_BASE_REF": "main" if event == "pull_request" else ""},
        **{"GITHUB_WORKSPACE": str(checkout), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")},
    }
    done: dict[str, Done] = {}
    failed = False
    for step in steps:
        if not _holds(step.get("if", "success()"), event, failed=failed):
            continue
        if "uses" in step:
            _use(step["uses"].partition("@")[0], step.get("with", {}), change, branch, checkout, kept)
            continue
        name = step.get("name", step["run"])
        done[name] = change.programs.run("bash", "-e", "-c", step["run"], folder=checkout, more=variables)
        failed = failed or done[name].code != 0
    return Job(done, not failed, checkout)


def _holds(condition: str, event: str, *, failed: bool) -> bool:
    """Whether a step is run. What names no function of the state also needs all to have gone well."""
    return {
        "success()": not failed,
        "always()": True,
        "github.event_name == 'pull_request'": not failed and event == "pull_request",
    }[condition]


def _use(action: str, given: Mapping[str, Any], change: Repository, branch: str, checkout: Path, kept: Path) -> None:
    """Do what an action does, as far as it concerns the steps after it."""
    match action:
        case "actions/checkout":
            _clone(change, branch, given["fetch-depth"], checkout)
        case "actions/setup-python":
            assert given["python-version"] in ("3.11", "3.12", "3.13")
        case "actions/cache/restore":
            if kept.exists():
                shutil.copytree(kept, _at_home(given["path"], checkout))
        case "actions/cache/save":
            assert any(_at_home(given["path"], checkout).rglob("found-*"))
            shutil.copytree(_at_home(given["path"], checkout), kept, dirs_exist_ok=True)
        case "github/codeql-action/upload-sarif":
            assert faults("sarif", (checkout / given["sarif_file"]).read_text(encoding="utf-8")) == []
        case _:
            pytest.fail(f"what does {action} do?")


def _at_home(path: str, checkout: Path) -> Path:
    """A place in the home folder of the runner."""
    assert path.startswith("~/")
    return checkout.parent / "home" / path[2:]


def _clone(change: Repository, branch: str, depth: int, folder: Path) -> None:
    """A checkout of that many commits, or of all where it is 0."""
    words = (f"--depth={depth}",) if depth else ()
    change.call("git", "clone", "--quiet", *words, f"--branch={branch}", change.folder.as_uri(), str(folder))


@pytest.fixture
def pipeline() -> Any:
    jobs = yaml.safe_load((_EXAMPLES / "gitlab.yml").read_text(encoding="utf-8"))
    return {name: jobs[job["extends"]] | job for name, job in jobs.items() if not name.startswith(".")}


class TestGitLab:
    """.gitlab-ci.yml: https://docs.gitlab.com/ci/yaml/"""

    def test_it_has_the_form_of_a_pipeline(self, pipeline: Any) -> None:
        for job in pipeline.values():
            assert set(job) == {"extends", "image", "variables", "cache", "before_script", "rules", "script", "artifacts"}
            assert all(isinstance(value, str) for value in job["variables"].values())
            assert all(isinstance(line, str) for line in (*job["before_script"], *job["script"]))
            assert (job["cache"]["when"], job["artifacts"]["when"]) == ("always", "always")
            assert set(job["artifacts"]["reports"]) <= {"codequality", "junit"}
            assert "slim" not in job["image"] and "alpine" not in job["image"]

    def test_a_merge_request_with_a_finding_fails_and_still_reports(self, pipeline: Any, change: Repository, tmp_path: Path) -> None:
        jobs = on_gitlab(pipeline, change, "mine", tmp_path, request=True)
        assert [(name, job.well) for name, job in jobs.items()] == [("planlint changes", False), ("planlint documents", True)]
        changes, documents = jobs.values()
        assert changes.steps["script"].out.startswith(f"{_INSTALL}\n{_CLEAN}:12:1: NUM001 ")
        assert changes.read("planlint.xml").count("<failure ") == 1
        (report,) = decoded("gitlab", documents.read("gl-code-quality-report.json"))
        assert [(one["location"]["path"], one["check_name"]) for one in report] == [(_CLEAN, "NUM001")]

    def test_a_merge_request_without_findings_passes(self, pipeline: Any, change: Repository, tmp_path: Path) -> None:
        draft = _draft("方案/桐安市校园午餐.txt")
        _branch(change, "fine", draft._replace(lines=[*draft.lines, "各地可以结合实际细化措施。"]))
        jobs = on_gitlab(pipeline, change, "fine", tmp_path, request=True)
        assert [job.well for job in jobs.values()] == [True, True]
        assert "<failure" not in jobs["planlint changes"].read("planlint.xml")

    def test_the_main_branch_only_reports(self, pipeline: Any, change: Repository, tmp_path: Path) -> None:
        jobs = on_gitlab(pipeline, change, "main", tmp_path, request=False)
        assert [(name, job.well) for name, job in jobs.items()] == [("planlint documents", True)]
        assert decoded("gitlab", jobs["planlint documents"].read("gl-code-quality-report.json")) == [[]]


def on_gitlab(pipeline: Any, change: Repository, branch: str, folder: Path, *, request: bool) -> dict[str, Job]:
    """Run those jobs of a pipeline that a merge request, or a push to main, brings about."""
    variables = {"CI": "true", "GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main"}
    if request:
        base = change.call("git", "merge-base", "main", branch).strip()
        variables |= {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    else:
        variables |= {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": branch}
    jobs = {}
    for name, job in pipeline.items():
        if any(_matches(rule["if"], variables) for rule in job["rules"]):
            checkout = folder / name
            _clone(change, branch, int(job["variables"]["GIT_DEPTH"]), checkout)
            script = "\n".join((*job["before_script"], *job["script"]))
            more = {**variables, **job["variables"], "CI_PROJECT_DIR": str(checkout)}
            done = change.programs.run("bash", "-eo", "pipefail", "-c", script, folder=checkout, more=more)
            for kind, file in job["artifacts"]["reports"].items():
                assert faults({"codequality": "gitlab"}.get(kind, kind), (checkout / file).read_text(encoding="utf-8")) == []
            assert all(any((checkout / path).rglob("*")) for path in job["cache"]["paths"])
            jobs[name] = Job({"script": done}, done.code == 0, checkout)
    return jobs


def _matches(rule: str, variables: Mapping[str, str]) -> bool:
    """Whether a rule of two sides that are equal holds; a variable that is not set equals none."""
    left, right = (variables.get(side[1:]) if side.startswith("$") else side.strip('"') for side in rule.split(" == "))
    return left is not None and left == right


class TestPreCommit:
    @pytest.fixture
    def hooked(self, scratch: Repository) -> Repository:
        """The repository with the example for its configuration, but for where the hooks come from."""
        own = scratch.folder / ".pre-commit-config.yaml"
        (here,) = yaml.safe_load(own.read_text(encoding="utf-8"))["repos"]
        configuration = yaml.safe_load((_EXAMPLES / "pre-commit-config.yaml").read_text(encoding="utf-8"))
        (there,) = configuration["repos"]
        there |= {"repo": here["repo"], "rev": here["rev"]}
        own.write_text(yaml.safe_dump(configuration), encoding="utf-8")
        settings = scratch.folder / ".planlint.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("force-exclude = true\n", ""), encoding="utf-8")
        return scratch

    def test_what_the_configuration_excludes_is_left_out(self, hooked: Repository) -> None:
        old = hooked.folder / "归档" / "旧稿.txt"
        old.write_text("一、总体要求\n各地要@@抓紧落实。。\n", encoding="utf-8")
        assert "Passed" in hooked.commit("the example")
        assert "Passed" in hooked.call("pre-commit", "run", "--all-files")

    def test_a_finding_is_refused(self, hooked: Repository) -> None:
        draft = _without_second_task(_draft(_CLEAN))
        hooked.write(draft, draft.lines)
        assert _GAP in hooked.commit("a gap", code=1)
