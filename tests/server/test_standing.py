"""What a user lets be from within an editor, and the files that say so afterwards."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")
pytest.importorskip("tomlkit")

from planlint.server.standing import stretch
from planlint.text.source import Source
from planlint.text.spans import Span
from server.client import EVERYTHING, WRITING, Client

PLAN = "临江省供水实施方案\n\n一、总体要求\n\n抓紧@@落实各项任务。\n\n二、重点任务\n\n建立台帐。\n"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path) -> Path:
    """The configuration that holds for the documents of a test."""
    path = tmp_path / ".planlint.toml"
    path.write_text('select = ["TXT001", "TRM003"]\n', encoding="utf-8")
    (tmp_path / "own.yaml").write_text("typos:\n  台帐: 台账\n", encoding="utf-8")
    return path


@pytest.fixture
def begin(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Client]]:
    """Start a server for one test."""
    started: list[Client] = []

    def start(capabilities: dict[str, Any] = WRITING, *words: str) -> Client:
        client = Client(*words, cache=tmp_path_factory.mktemp("cache"), folder=tmp_path)
        started.append(client)
        client.start(capabilities=capabilities)
        return client

    yield start
    for client in started:
        client.end()


def _codes(found: list[dict[str, Any]]) -> list[str]:
    return [diagnostic["code"] for diagnostic in found]


def _command(client: Client, uri: str, line: int, character: int, name: str) -> dict[str, Any]:
    found = [action["command"] for action in client.actions(uri, line, character, only=["quickfix"]) if "command" in action]
    return next(command for command in found if command["command"] == name)


def _run(client: Client, command: dict[str, Any], **more: str) -> list[str]:
    (argument,) = command["arguments"]
    changed: list[str] = client.ask("workspace/executeCommand", command=command["command"], arguments=[{**argument, **more}])
    return changed


def _saved(client: Client, changed: list[str], uri: str) -> list[str]:
    """The findings once the editor says that files were changed."""
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": file, "type": 2} for file in changed])
    return _codes(client.diagnostics(uri))


def test_a_finding_stands_for_a_reason(begin: Callable[..., Client], tmp_path: Path) -> None:
    client, kept = begin(), tmp_path / ".planlint-ignore.toml"
    kept.write_text('# 说明\n[[ignore]]\nfile = "b.txt"\ncode = "NUM"\nreason = "旧"\n', encoding="utf-8")
    uri = client.open(tmp_path / "初稿.txt", PLAN)
    assert _codes(client.diagnostics(uri)) == ["TXT001", "TRM003"]
    command = _command(client, uri, 4, 2, "planlint.letStand")
    assert command["title"] == "不再提示（写明理由）[TXT001]"
    changed = _run(client, command, reason='照录“原文”\\ "如此"')
    assert changed == [kept.as_uri()]
    written = kept.read_text(encoding="utf-8")
    assert written.startswith("# 说明\n")
    assert tomllib.loads(written)["ignore"][1] == {"file": "初稿.txt", "code": "TXT001", "text": "抓紧@@落实各项任务。", "reason": '照录“原文”\\ "如此"'}
    assert _saved(client, changed, uri) == ["TRM003"]


def test_without_a_reason_the_user_is_led_to_where_it_belongs(begin: Callable[..., Client], tmp_path: Path) -> None:
    client, kept = begin(), tmp_path / ".planlint-ignore.toml"
    uri = client.open(tmp_path / "a.txt", PLAN)
    client.diagnostics(uri)
    assert _run(client, _command(client, uri, 4, 2, "planlint.letStand")) == [kept.as_uri()]
    shown = client.told("window/showDocument")
    line, place = kept.read_text(encoding="utf-8").split("\n")[-2], shown["selection"]["start"]
    assert (line, place, shown["uri"]) == ('reason = ""', {"line": 4, "character": 10}, kept.as_uri())
    assert client.told("window/showMessage")["message"] == f"planlint: {kept}: 请在 reason 的引号里写明理由，然后保存"
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": kept.as_uri(), "type": 1}])
    assert client.told("window/showMessage")["message"] == f"planlint: {kept}：第1条缺少reason"


def test_an_editor_that_shows_no_changes_has_them_made(begin: Callable[..., Client], tmp_path: Path) -> None:
    client = begin({**EVERYTHING, "workspace": {**EVERYTHING["workspace"], "executeCommand": {}}})
    uri = client.open(tmp_path / "a.txt", PLAN)
    client.diagnostics(uri)
    command = _command(client, uri, 4, 2, "planlint.letStand")
    assert _run(client, command) == []
    assert client.told("window/showMessage")["message"].startswith("planlint: 写明理由才能不再提示")
    assert len(_run(client, command, reason="原文如此")) == 1
    assert _codes(client.diagnostics(uri)) == ["TRM003"]


def test_an_editor_that_runs_no_commands_is_offered_none(begin: Callable[..., Client], tmp_path: Path) -> None:
    client = begin(EVERYTHING)
    uri = client.open(tmp_path / "a.txt", PLAN)
    assert not [action for action in client.actions(uri, 4, 2) if "command" in action]


def test_a_word_is_allowed_in_a_new_list_that_the_configuration_names(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    client.diagnostics(uri)
    command = _command(client, uri, 8, 2, "planlint.allow")
    assert command["title"] == "把“台帐”加入词表 [TRM003]"
    changed = _run(client, command)
    assert (tmp_path / "terms.yaml").read_text(encoding="utf-8") == "allowed:\n  - 台帐\n"
    assert settings.read_text(encoding="utf-8") == 'select = ["TXT001", "TRM003"]\nterms = ["terms.yaml"]\n'
    assert _saved(client, changed, uri) == ["TXT001"]


def test_a_word_is_allowed_in_the_list_that_is_there(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    settings.write_text('select = ["TXT001", "TRM003"]\nterms = ["own.yaml"]\n', encoding="utf-8")
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    client.diagnostics(uri)
    changed = _run(client, _command(client, uri, 8, 2, "planlint.allow"))
    assert changed == [(tmp_path / "own.yaml").as_uri()]
    assert (tmp_path / "own.yaml").read_text(encoding="utf-8") == "typos:\n  台帐: 台账\nallowed:\n  - 台帐\n"
    assert _saved(client, changed, uri) == ["TXT001"]


def test_where_there_is_no_configuration_one_is_made(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    settings.unlink()
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    assert "TRM003" in _codes(client.diagnostics(uri))
    changed = _run(client, _command(client, uri, 8, 2, "planlint.allow"))
    assert settings.read_text(encoding="utf-8") == 'terms = ["terms.yaml"]\n'
    assert "TRM003" not in _saved(client, changed, uri)


def test_what_is_open_in_the_editor_counts_and_is_no_plan(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    client.diagnostics(uri)
    text = "# 抓紧@@落实\n" + settings.read_text(encoding="utf-8")
    settings.write_text(text, encoding="utf-8")
    opened = client.open(settings, text)
    _run(client, _command(client, uri, 8, 2, "planlint.allow"))
    change = client.told("workspace/applyEdit")["edit"]["documentChanges"][-1]
    assert change["textDocument"] == {"uri": opened, "version": 1}
    assert settings.read_text(encoding="utf-8") == text + 'terms = ["terms.yaml"]\n'
    assert client.about(opened, "documentSymbol") is None


def test_only_findings_of_terms_have_a_word_to_allow(begin: Callable[..., Client], tmp_path: Path) -> None:
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    names = [action["command"]["command"] for action in client.actions(uri, 4, 2) if "command" in action]
    assert names == ["planlint.letStand"]


def test_a_run_without_settings_allows_no_words(begin: Callable[..., Client], tmp_path: Path) -> None:
    client = begin(WRITING, "--isolated")
    uri = client.open(tmp_path / "a.txt", PLAN)
    names = {action["command"]["command"] for action in client.actions(uri, 8, 2) if "command" in action}
    assert names == {"planlint.letStand"}


def test_a_word_that_is_allowed_already_changes_nothing(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    settings.write_text('terms = ["own.yaml"]\n', encoding="utf-8")
    (tmp_path / "own.yaml").write_text("allowed: 台帐\n", encoding="utf-8")
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    assert _run(client, {"command": "planlint.allow", "arguments": [{"uri": uri, "word": "台帐"}]}) == []
    assert (tmp_path / "own.yaml").read_text(encoding="utf-8") == "allowed: 台帐\n"


@pytest.mark.parametrize("config", ["office.toml", "my-pyproject.toml"])
def test_the_configuration_of_the_call_is_the_one_that_is_changed(begin: Callable[..., Client], tmp_path: Path, config: str) -> None:
    (tmp_path / config).write_text('select = ["TRM003"]\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    client = begin(WRITING, "--config", config)
    uri = client.open(tmp_path / "drafts" / "a.txt", PLAN)
    client.diagnostics(uri)
    _run(client, _command(client, uri, 8, 2, "planlint.allow"))
    assert (tmp_path / config).read_text(encoding="utf-8") == 'select = ["TRM003"]\nterms = ["terms.yaml"]\n'
    assert (tmp_path / "terms.yaml").exists()


def test_a_blank_word_is_refused(begin: Callable[..., Client], tmp_path: Path) -> None:
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    with pytest.raises(AssertionError, match="blank"):
        _run(client, {"command": "planlint.allow", "arguments": [{"uri": uri, "word": " "}]})


@pytest.mark.parametrize("argument", [[], [None], [{"uri": "file:///etc/passwd", "word": "甲乙"}], [{"word": 3}]])
def test_a_command_with_another_argument_is_refused(begin: Callable[..., Client], argument: list[Any]) -> None:
    client = begin()
    with pytest.raises(AssertionError, match="argument"):
        client.ask("workspace/executeCommand", command="planlint.allow", arguments=argument)


@pytest.mark.parametrize(
    ("text", "span", "told"),
    [
        ("一二三四五六七八九十@@一二三四五六七八九十\n", Span(10, 12), "三四五六七八九十@@一二三四五六七八"),
        ("抓紧。。\n抓紧。。落实\n", Span(7, 9), "抓紧。。落实"),
        ("抓紧@@\n落实\n", Span(2, 7), "抓紧@@"),
        ("\n", Span(0, 0), ""),
    ],
)
def test_a_place_is_told_by_the_words_around_it(text: str, span: Span, told: str) -> None:
    assert stretch(Source(text), span) == told
