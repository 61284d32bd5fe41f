"""A machine without a network: wheels are made on another, and planlint is installed from them or carried over as a folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import venv
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parent.parent
_PAGE = _CHECKOUT / "docs" / "offline.md"
_FAULTY = "临江省供水实施方案\n\n一、总体要求\n\n抓紧@@落实各项任务。\n"

pytestmark = pytest.mark.slow


def steps(program: str) -> list[list[str]]:
    """The calls of a program on the page, as words, each once."""
    lines = re.findall(rf"^{program} [^\n#]*", _PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in dict.fromkeys(line.strip() for line in lines)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to work in, with the wheels that the first step of the page makes."""
    folder = tmp_path_factory.mktemp("offline")
    ((_, *words),) = [step for step in steps("pip") if step[1] == "wheel"]
    source = next(word for word in words if word.startswith("."))
    words[words.index(source)] = f"{_CHECKOUT}{source[1:]}"
    done = _run(sys.executable, "-m", "pip", *words, "--quiet", folder=folder)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("pip reaches no package index")
    assert done.returncode == 0, done.stdout + done.stderr
    assert any(path.name.startswith("jieba-") for path in (folder / "wheels").glob("*.whl"))
    (folder / "a.txt").write_text(_FAULTY, encoding="utf-8")
    return folder


def test_planlint_is_installed_from_the_wheels_alone(place: Path) -> None:
    venv.create(place / "venv", with_pip=True)
    programs = place / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    ((_, *words),) = [step for step in steps("pip") if step[1] == "install"]
    done = _run(str(programs / "python"), "-m", "pip", *words, "--quiet", folder=place)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = _run(str(programs / "planlint"), "check", "a.txt", "--output-format", "concise", "--lang", "zh", folder=place)
    assert (checked.returncode, "TXT001" in checked.stdout) == (1, True)


def test_a_folder_that_is_carried_over_runs(place: Path) -> None:
    made = next(step for step in steps("python") if "--wheels" in step)
    done = _run(sys.executable, str(_CHECKOUT / made[1]), *made[2:], folder=place)
    assert done.returncode == 0, done.stdout + done.stderr
    moved = (place / made[2]).rename(place / "elsewhere")
    words = ("check", "a.txt", "--output-format", "concise", "--lang", "zh")
    checked = _run(sys.executable, "-I", "-S", str(moved), *words, folder=place)
    assert (checked.returncode, "TXT001" in checked.stdout, checked.stderr) == (1, True, "")
    if sys.platform != "win32":
        assert _run(str(moved / "planlint"), *words, folder=place).stdout == checked.stdout


def test_a_folder_for_another_python_says_so(place: Path, tmp_path: Path) -> None:
    made = next(step for step in steps("python") if "--wheels" in step)
    _run(sys.executable, str(_CHECKOUT / made[1]), str(tmp_path / "made"), "--wheels", "wheels", "--extras", "", folder=place)
    main = tmp_path / "made" / "__main__.py"
    main.write_text(main.read_text(encoding="utf-8").replace(f"'{sys.version_info[0]}.{sys.version_info[1]}'", "'3.4'"), encoding="utf-8")
    done = _run(sys.executable, str(tmp_path / "made"), "--version", folder=place)
    assert done.returncode == 1
    assert "is for Python 3.4 on " in done.stderr


def _run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANLINT"))}
    environment |= {"PYTHON": sys.executable, "PLANLINT_CACHE_DIR": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=900)
