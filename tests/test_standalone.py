"""The program for a machine without Python: what it makes of what a person does, and the program itself, built and run."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

_CHECKOUT = Path(__file__).resolve().parent.parent
_TOOLS = _CHECKOUT / "tools" / "standalone"
_PLAN = "临江省供水实施方案\n\n一、总体要求\n\n抓紧@@落实各项任务。\n"
_ALONE = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch):
    """The module that is started."""
    monkeypatch.syspath_prepend(str(_TOOLS))
    import planlint_standalone

    return planlint_standalone


class TestWords:
    def test_alone_it_opens_the_page(self, started) -> None:
        assert started.words_of([]) == ["app"]

    def test_files_dragged_onto_it_get_a_report_beside_the_first(self, started, tmp_path: Path) -> None:
        first, second = tmp_path / "初稿.docx", tmp_path / "-x.txt"
        for path in (first, second):
            path.write_text(_PLAN, encoding="utf-8")
        report = str(tmp_path / "初稿-planlint.html")
        assert started.words_of([str(first), str(second)]) == ["report", str(first), str(second), "--open", "--output-file", report]

    def test_a_command_stays_one(self, started) -> None:
        assert started.words_of(["check", "no-such-file.txt"]) == ["check", "no-such-file.txt"]


def test_the_workflow_builds_with_the_script() -> None:
    told = yaml.safe_load((_CHECKOUT / "docs" / "examples" / "release" / "github.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in told["jobs"]["standalone"]["steps"] if "run" in step]
    assert [step.split()[1] for step in steps[:2]] == ["tools/standalone/build.py"] * 2


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("standalone")
    done = subprocess.run([sys.executable, str(_TOOLS / "build.py"), str(folder)], capture_output=True, text=True, env=_ALONE)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("pip reaches no package index")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "planlint" / ("planlint.exe" if sys.platform == "win32" else "planlint")


@pytest.mark.slow
def test_the_program_checks_a_plan_in_every_format(program: Path) -> None:
    done = subprocess.run(
        [program, "check", "--lang", "en", "--isolated", _CHECKOUT / "fixtures" / "formats"], capture_output=True, text=True, env={"HOME": str(program.parent)}
    )
    assert done.returncode == 1 and "SYS" not in done.stdout, done.stdout + done.stderr
    assert "4 files" in done.stderr, done.stderr


@pytest.mark.slow
def test_the_program_serves_its_page(program: Path) -> None:
    words = [str(program), "app", "--no-open", "--no-token", "--lang", "zh"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={"HOME": str(program.parent)})
    assert server.stdout is not None
    try:
        address = re.search(r"http://\S+", server.stdout.readline())
        assert address is not None
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert "把方案拖到这里" in opener.open(address[0]).read().decode()
        handed_in = urllib.request.Request(f"{address[0]}documents?name=a.txt", _PLAN.encode(), {"X-Planlint": "1"}, method="POST")
        assert b"fingerprint" in opener.open(handed_in).read()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        server.stdout.close()
