"""The extension for VS Code: what it declares, the file it is packed into, and what it does in as much of VS Code as it asks for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import regex

import planlint

_CHECKOUT = Path(__file__).resolve().parent.parent
_FOLDER = _CHECKOUT / "editors" / "vscode"
_HOST = Path(__file__).parent / "vscode" / "host.js"
_PLAN = "临江省供水实施方案\n\n一、总体要求\n\n抓紧@@落实各项任务。\n"
_OLDEST_NODE = 20
_PLACEHOLDER = regex.compile(r"%([\w.]+)%")
_SAID = regex.compile(r"""\bt\((?:'([^']*)'|"([^"]*)")""")
_REGISTERED = regex.compile(r"registerCommand\('([\w.]+)'")


def _json(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text(encoding="utf-8"))


def test_it_is_of_the_same_release_as_planlint() -> None:
    assert _json("package.json")["version"] == _json("package-lock.json")["version"] == planlint.__version__


def test_all_it_declares_has_words_in_both_languages() -> None:
    wanted = set(_PLACEHOLDER.findall((_FOLDER / "package.json").read_text(encoding="utf-8")))
    for name in ("package.nls.json", "package.nls.zh-cn.json"):
        words = _json(name)
        assert set(words) == wanted and all(words.values())


def test_all_it_says_is_said_in_chinese_too() -> None:
    code = (_FOLDER / "extension.js").read_text(encoding="utf-8")
    assert {one or other for one, other in _SAID.findall(code)} == set(_json("l10n/bundle.l10n.zh-cn.json"))


def test_the_commands_it_declares_are_those_it_has() -> None:
    declared = {command["command"] for command in _json("package.json")["contributes"]["commands"]}
    assert set(_REGISTERED.findall((_FOLDER / "extension.js").read_text(encoding="utf-8"))) == declared


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packed extension, made as its page says."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("there is no Node.js with npm on this machine")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version[1:].partition(".")[0]) < _OLDEST_NODE:
        pytest.skip(f"packing needs Node.js {_OLDEST_NODE}, and there is {version}")
    root = tmp_path_factory.mktemp("packed")
    folder = root / "editors" / "vscode"
    shutil.copytree(_FOLDER, folder, ignore=shutil.ignore_patterns("node_modules", "*.vsix", "LICENSE"))
    shutil.copy(_CHECKOUT / "LICENSE", root)
    for words in (("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"), ("run", "package")):
        done = subprocess.run([npm, *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode and regex.search(r"ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|network", done.stderr) and not os.environ.get("CI"):
            pytest.skip("npm reaches no registry")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "planlint.vsix"


@pytest.mark.slow
def test_the_packed_file_has_all_that_runs(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        names = set(archive.namelist())
        package = json.loads(archive.read("extension/package.json"))
    assert package["contributes"] == _json("package.json")["contributes"]
    needed = ("outline.js", "package.nls.json", "package.nls.zh-cn.json", "l10n/bundle.l10n.zh-cn.json", "LICENSE.txt", "readme.md")
    client = ("vscode-languageclient/node.js", "vscode-languageclient/lib/node/main.js", "vscode-jsonrpc/node.js", "vscode-languageserver-protocol/node.js")
    assert {f"extension/{name}" for name in (package["main"].removeprefix("./"), *needed, *(f"node_modules/{name}" for name in client))} <= names
    assert not [name for name in names if name.endswith((".d.ts", ".map", ".vsix"))]


@pytest.fixture
def host(packed: Path, tmp_path: Path) -> Any:
    """Runs the packed extension on a plan in a folder with settings; what happened."""
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "unpacked")
    plan = tmp_path / "plans" / "初稿 1.txt"
    plan.parent.mkdir()
    plan.write_text(_PLAN, encoding="utf-8")
    (plan.parent / ".planlint.toml").write_text('select = ["TXT001"]\n', encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PLANLINT_CACHE_DIR": str(tmp_path / "cache"), "LANG": "C.UTF-8"}

    def run(program: Path) -> Any:
        words = ["node", str(_HOST), str(tmp_path / "unpacked" / "extension" / "extension.js"), str(plan), str(program)]
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=300)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the program of this test is a script of a shell")
def test_it_shows_a_plan_lets_a_finding_stand_allows_a_word_and_opens_the_report(host: Any, tmp_path: Path) -> None:
    pytest.importorskip("pygls")
    program = tmp_path / "planlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planlint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    told = host(program)
    assert told["errors"] == []
    assert told["found"] == [["TXT001", "文中残留分词符号“@@”，应删除"]]
    assert told["tree"] == [["临江省供水实施方案", "1", ["一、总体要求", "1"]]]
    kept = tmp_path / "plans" / ".planlint-ignore.toml"
    entry = {"file": "初稿 1.txt", "code": "TXT001", "text": "抓紧@@落实各项任务。", "reason": "原文如此"}
    assert tomllib.loads(kept.read_text(encoding="utf-8")) == {"ignore": [entry]}
    assert (tmp_path / "plans" / "terms.yaml").read_text(encoding="utf-8") == "allowed:\n  - 禽畜\n"
    settings = tmp_path / "plans" / ".planlint.toml"
    assert settings.read_text(encoding="utf-8") == 'select = ["TXT001"]\nterms = ["terms.yaml"]\n'
    assert told["saved"] == [str(path) for path in (kept, tmp_path / "plans" / "terms.yaml", settings)]
    (page,) = told["opened"]
    assert page.startswith("<!DOCTYPE html>") and "抓紧" in page


@pytest.mark.slow
def test_without_the_program_it_says_so(host: Any, tmp_path: Path) -> None:
    told = host(tmp_path / "no-such-program")
    assert told["registered"] == ["planlint.allowWord", "planlint.letFindingStand", "planlint.report", "planlint.restart"]
    assert [line for line in told["errors"] if line.startswith("planlint can't be started: ")]
