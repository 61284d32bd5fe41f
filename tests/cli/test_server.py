"""`planlint server` where it can't serve, and what it costs where nobody asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import planlint


def call(*words: str, before: str = "pass", after: str = "pass") -> subprocess.CompletedProcess[str]:
    """planlint in a process of its own, with a program before and after it."""
    program = f"import sys; {before}; from planlint.cli import main; code = main({list(words)!r}); {after}; sys.exit(code)"
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-c", program], input="", capture_output=True, encoding="utf-8", env=environment, check=False, timeout=600)


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol", "tomlkit"])
def test_without_pygls_the_server_says_what_to_install(missing: str) -> None:
    done = call("server", before=f"sys.modules[{missing!r}] = None")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "错误：语言服务器需要 pygls 和 tomlkit：pip install 'planlint[lsp]'\n"


def test_a_configuration_and_none_exclude_each_other() -> None:
    done = call("server", "--isolated", "--config", "a.toml", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: --config and --isolated exclude each other\n"


def test_a_check_knows_nothing_of_the_server() -> None:
    Path("a.txt").write_text("一、总体要求\n抓紧@@落实。\n", encoding="utf-8")
    done = call("check", "a.txt", after="print(*sys.modules, sep='\\n', file=sys.stderr)")
    assert done.returncode == 1
    assert not {"pygls", "lsprotocol", "tomlkit", "planlint.server", "asyncio"} & set(done.stderr.split())


def test_the_help_names_the_server() -> None:
    done = call("--help")
    assert "启动语言服务器，供编辑器使用。" in done.stdout
    assert "--stdio" in call("server", "--help").stdout
