"""The package as others get it: built through the source archive, installed elsewhere, and used there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parent.parent
_FAULTY = "临江省供水实施方案\n\n一、总体要求\n\n抓紧@@落实各项任务。\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the source archive, so that nothing the archive lacks can be in it."""
    folder = tmp_path_factory.mktemp("dist")
    _call(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(_CHECKOUT), folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and none of its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    words = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel)]
    _call(sys.executable, "-m", "pip", *words, folder=folder)
    return folder


_TOGETHER = {f"planlint/_ready/planlint.cli.check.{name}.{sys.implementation.cache_tag}" for name in ("call", "run")}
_READY = {f"planlint/_ready/{name}" for name in ("built", "data", "patterns", "rules")} | _TOGETHER


def test_the_wheel_holds_the_modules_and_rules_of_the_checkout_what_is_made_of_them_and_nothing_else(wheel: Path) -> None:
    modules = {f"planlint/{path}" for pattern in ("*.py", "py.typed", "*.html", "*.css", "*.js") for path in _files(_CHECKOUT / "src" / "planlint", pattern)}
    rules = {f"planlint/_rules/{path}" for path in _files(_CHECKOUT / "rules", "*.yaml")}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == modules | rules | _READY


def test_modules_that_are_loaded_together_are_written_behind_those_that_they_are_made_of(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    last = max(number for number, name in enumerate(names) if name.startswith("planlint/") and name.endswith(".py"))
    assert all(names.index(name) > last for name in _TOGETHER)


def test_the_modules_of_an_installed_planlint_are_loaded_together(installed: Path, tmp_path: Path) -> None:
    program = "import sys; from planlint import modules; modules.load('planlint.cli.check.call'); print('planlint.cli.check.rendered' in sys.modules)"
    assert _call(sys.executable, "-P", "-c", program, folder=tmp_path, path=installed).stdout == "True\n"


def test_an_installed_planlint_reads_the_rules_that_came_with_it(installed: Path, tmp_path: Path) -> None:
    program = "from planlint.data import rules_folder; print(rules_folder())"
    done = _call(sys.executable, "-P", "-c", program, folder=tmp_path, path=installed)
    assert done.stdout.strip() == str(installed / "planlint" / "_rules")


def test_the_installed_command_checks_a_plan(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_FAULTY, encoding="utf-8")
    words = ["check", "a.txt", "--select", "TXT001", "--output-format", "concise", "--lang", "zh"]
    done = _call(sys.executable, str(installed / "bin" / "planlint"), *words, folder=tmp_path, path=installed, code=1)
    assert done.stdout.splitlines()[0] == "a.txt:5:3: TXT001 [*] 文中残留分词符号“@@”，应删除"


def _files(folder: Path, pattern: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob(pattern)]


def _call(*words: str, folder: Path, path: Path | None = None, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with `path` before every other place of modules; it must end with this exit code."""
    environment = {**os.environ, "PLANLINT_CACHE_DIR": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONPATH", None)
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    return done
