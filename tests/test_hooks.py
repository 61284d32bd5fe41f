"""The hooks as pre-commit runs them: it installs planlint into an environment of its own and calls it on the files of a commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planlint.rulebook.skeleton import new_rule

_CHECKOUT = Path(__file__).resolve().parent.parent
_PACKAGE = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "src", "rules", "tools", "fixtures")
_CLEAN = "做好供水工作\n"
_FAULTY = "做好@@供水工作\n"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what the checkout holds now, committed or not, to install the hooks from."""
    _need_an_index(tmp_path_factory.mktemp("index"))
    folder = tmp_path_factory.mktemp("package")
    for name in _PACKAGE:
        path = _CHECKOUT / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, folder / name)
    _make_repository(folder)
    _commit(folder)
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A repository of somebody who writes plans: a clean one, a faulty one, and a file that is no text."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "clean.txt").write_text(_CLEAN, encoding="utf-8")
    (folder / "faulty.txt").write_text(_FAULTY, encoding="utf-8")
    (folder / "data.csv").write_text(_FAULTY, encoding="utf-8")
    _make_repository(folder)
    _call("git", "add", ".", folder=folder)
    return folder


def test_the_hooks_report_a_faulty_plan_and_repair_it(package: Path, drafts: Path) -> None:
    tried = _call("pre-commit", "try-repo", str(package), "--all-files", "--verbose", folder=drafts, code=1)
    report, repair = tried.split("- hook id: planlint-fix")
    assert "- exit code: 1" in report
    assert "faulty.txt:1:3: TXT001 [*]" in report
    assert "clean.txt" not in tried
    assert "data.csv" not in tried
    assert "- files were modified by this hook" in repair
    assert (drafts / "faulty.txt").read_text(encoding="utf-8") == _CLEAN
    assert (drafts / "data.csv").read_text(encoding="utf-8") == _FAULTY


def test_a_commit_is_refused_until_the_plan_is_repaired(package: Path, drafts: Path, tmp_path: Path) -> None:
    revision = _call("git", "rev-parse", "HEAD", folder=package).strip()
    configuration = f"repos:\n- repo: {package}\n  rev: {revision}\n  hooks:\n  - id: planlint\n"
    (drafts / ".pre-commit-config.yaml").write_text(configuration, encoding="utf-8")
    _call("git", "add", ".", folder=drafts)
    _call("pre-commit", "install", folder=drafts)
    assert "TXT001" in _call("git", "commit", "--message", "plans", folder=drafts, code=1)
    (drafts / "faulty.txt").write_text(_CLEAN, encoding="utf-8")
    _call("git", "add", ".", folder=drafts)
    _call("git", "commit", "--message", "plans", folder=drafts)


def test_a_rule_whose_good_example_is_reported_is_refused(package: Path, drafts: Path) -> None:
    rule = drafts / "rules" / "vague-deadline.yaml"
    rule.parent.mkdir()
    rule.write_text(new_rule("vague-deadline"), encoding="utf-8")
    _call("git", "add", ".", folder=drafts)
    tried = "pre-commit", "try-repo", str(package), "planlint-rules", "--all-files", "--verbose"
    assert "试运行 1 条规则的 2 个例子，不符 0 处" in _call(*tried, folder=drafts)
    rule.write_text(new_rule("vague-deadline").replace("此外，另外两个", "此外另外两个"), encoding="utf-8")
    assert f"{rule}:22: USR001 Noisy 误报" in _call(*tried, folder=drafts, code=1)


def test_what_the_configuration_excludes_is_left_out(package: Path, drafts: Path) -> None:
    (drafts / ".planlint.toml").write_text('exclude = ["faulty.txt"]\n', encoding="utf-8")
    _call("git", "add", ".", folder=drafts)
    _call("pre-commit", "try-repo", str(package), "--all-files", folder=drafts)
    assert (drafts / "faulty.txt").read_text(encoding="utf-8") == _FAULTY


def _need_an_index(folder: Path) -> None:
    """Skip the test where no package can be had; in continuous integration that is a failure."""
    words = ["download", "--quiet", "--no-deps", "--retries", "0", "--dest", str(folder), "hatchling"]
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, check=False, timeout=300)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("pre-commit installs planlint's dependencies, and pip reaches no package index")


def _make_repository(folder: Path) -> None:
    _call("git", "init", "--quiet", folder=folder)


def _commit(folder: Path) -> None:
    _call("git", "add", ".", folder=folder)
    _call("git", "commit", "--quiet", "--message", "all", folder=folder)


def _call(*words: str, folder: Path, code: int = 0) -> str:
    """What a program says in a folder, free of the settings of this user and of a git that may have started the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    environment["PATH"] = os.path.dirname(sys.executable) + os.pathsep + environment.get("PATH", "")
    environment["PRE_COMMIT_HOME"] = str(folder.parent / "pre-commit")
    environment["PLANLINT_CACHE_DIR"] = str(folder.parent / "cache")
    environment["GIT_CONFIG_GLOBAL"] = environment["GIT_CONFIG_SYSTEM"] = os.devnull
    for role in ("AUTHOR", "COMMITTER"):
        environment[f"GIT_{role}_NAME"] = "planlint"
        environment[f"GIT_{role}_EMAIL"] = "planlint@example.org"
    done = subprocess.run(words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False, timeout=3600)
    assert done.returncode == code, done.stdout
    return done.stdout
