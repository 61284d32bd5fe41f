"""A scratch repository of drafts, as somebody who writes plans keeps them: configuration, baseline, hooks, and programs to work on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from drafts import Draft, drafts

CHECKOUT = Path(__file__).resolve().parent.parent
BASELINE = ".planlint-baseline.json"
_SETTINGS = f"""baseline = "{BASELINE}"
exclude = ["归档/"]
force-exclude = true
"""
_OF_THE_USER = ("GIT_", "PRE_COMMIT", "PYTHON", "PLANLINT_", "GITHUB_", "CI", "LC_", "LANG")


class Done(NamedTuple):
    """How a program ended, and what it said on standard output and standard error."""

    code: int
    out: str
    err: str


class Programs:
    """Runs programs in a folder, free of the settings of this user; `planlint` is the code under test, with a cache of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.bin = place / "bin"
        self.bin.mkdir(parents=True)
        self.put("planlint", f'export PYTHONPATH="{CHECKOUT / "src"}"\nexec "{sys.executable}" -P -m planlint "$@"\n')

    def put(self, name: str, script: str) -> None:
        """Make a program of that name, to be found first."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        path.chmod(0o755)

    def run(self, *words: str, folder: Path, more: Mapping[str, str] | None = None) -> Done:
        """Run a program; `more` is added to its environment."""
        environment = self.environment() | dict(more or {})
        done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=3600)
        return Done(done.returncode, done.stdout, done.stderr)

    def call(self, *words: str, folder: Path, code: int = 0) -> str:
        """What a program says on both streams; it must end with that code."""
        done = self.run(*words, folder=folder)
        said = done.out + done.err
        assert done.code == code, said
        return said

    def environment(self) -> dict[str, str]:
        """The variables that programs get."""
        found = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_USER)}
        found["PATH"] = os.pathsep.join([str(self.bin), os.path.dirname(sys.executable), found.get("PATH", "")])
        found["LANG"] = "C.UTF-8"
        found["PRE_COMMIT_HOME"] = str(self.place / "pre-commit")
        found["PLANLINT_CACHE_DIR"] = str(self.place / "cache")
        found["GIT_CONFIG_GLOBAL"] = found["GIT_CONFIG_SYSTEM"] = os.devnull
        for role in ("AUTHOR", "COMMITTER"):
            found[f"GIT_{role}_NAME"] = "planlint"
            found[f"GIT_{role}_EMAIL"] = "planlint@example.org"
        return found


class Repository(NamedTuple):
    """A repository of drafts, and what was said when its first commit was made."""

    folder: Path
    programs: Programs
    said: str

    def copied(self, folder: Path) -> Repository:
        """The same at another place, to be changed there."""
        shutil.copytree(self.folder, folder)
        return self._replace(folder=folder)

    def write(self, draft: Draft, lines: Iterable[str]) -> None:
        """Write other lines into the file of a draft."""
        (self.folder / draft.path).write_bytes(draft._replace(lines=list(lines)).content)

    def call(self, *words: str, code: int = 0) -> str:
        """What a program says there."""
        return self.programs.call(*words, folder=self.folder, code=code)

    def commit(self, message: str, *, code: int = 0) -> str:
        """What git and its hooks say when all changes are committed."""
        self.call("git", "add", "--all")
        return self.call("git", "commit", "--message", message, code=code)


def repository(place: Path) -> Repository:
    """The forty drafts, checked at each commit by the hook of this checkout, with a baseline, in one commit."""
    programs = Programs(place)
    hooks = _hooks(place / "hooks", programs)
    folder = place / "drafts"
    for draft in drafts():
        path = folder / draft.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draft.content)
    (folder / "归档").mkdir()
    (folder / "归档" / "旧稿.txt").write_text("一、总体要求\n各地要抓紧@@落实。。\n", encoding="utf-8")
    (folder / ".planlint.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / ".pre-commit-config.yaml").write_text(hooks, encoding="utf-8")
    programs.call("git", "init", "--quiet", "--initial-branch=main", folder=folder)
    programs.call("planlint", "check", "--quiet", "--update-baseline", folder=folder)
    programs.call("pre-commit", "install", folder=folder)
    return Repository(folder, programs, Repository(folder, programs, "").commit("forty drafts"))


def _hooks(folder: Path, programs: Programs) -> str:
    """A configuration of pre-commit with the hook of this checkout, which is run as it lies there instead of being installed anew."""
    folder.mkdir()
    hooks = (CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "language: python" in hooks
    (folder / ".pre-commit-hooks.yaml").write_text(hooks.replace("language: python", "language: system"), encoding="utf-8")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "hooks")):
        programs.call("git", *words, folder=folder)
    revision = programs.call("git", "rev-parse", "HEAD", folder=folder).strip()
    return f"repos:\n- repo: {folder}\n  rev: {revision}\n  hooks:\n  - id: planlint\n    args: [--output-format=concise]\n"
