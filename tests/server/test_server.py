"""The language server as an editor meets it: a process, spoken to over its standard input and output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from server.client import EVERYTHING, Client, edited

PLAN = """\
临江省供水实施方案

一、总体要求

抓紧@@落实各项任务。

二、重点任务

（一）强化水源保护。😀𠮷见第三部分。。任务清单见附件1。

1. 加强监测。

2. 加强管护。

（三）推动节水。推广节水器具。

三、保障措施

加强领导。

附件1

任务清单
"""
PLAIN: dict[str, Any] = {}
"""What an editor says that can do nothing but the least."""


SETTINGS = 'select = ["TXT001", "PUN003", "NUM001"]\n'
"""Rules enough for what is shown here, so that a new one changes nothing in it."""


@pytest.fixture(autouse=True)
def settings(tmp_path: Path) -> Path:
    """The configuration that holds for the documents of a test."""
    path = tmp_path / ".planlint.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def editor(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An editor that can do everything, for the tests that leave nothing behind but documents of their own."""
    client = Client(cache=cache, folder=tmp_path_factory.mktemp("editor"))
    client.start()
    yield client
    assert client.leave() == 0


@pytest.fixture
def begin(cache: Path, tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """Start a server for one test; words, program and environment may be given."""
    started: list[Client] = []

    def start(*words: str, capabilities: dict[str, Any] = EVERYTHING, locale: str | None = None, **given: str) -> Client:
        client = Client(*words, cache=cache, folder=tmp_path, **given)
        started.append(client)
        client.start(capabilities=capabilities, **({"locale": locale} if locale is not None else {}))
        return client

    yield start
    for client in started:
        client.end()


def place(line: int, start: int, stop: int) -> dict[str, dict[str, int]]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": stop}}


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [diagnostic["code"] for diagnostic in found]


def test_columns_are_utf_16_whatever_else_the_editor_would_take(cache: Path, tmp_path: Path) -> None:
    client = Client(cache=cache, folder=tmp_path)
    assert client.start()["positionEncoding"] == "utf-16"
    assert client.leave() == 0


def test_findings_come_when_a_document_is_opened(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    related = [{"location": {"uri": uri, "range": place(8, 0, 3)}, "message": "前一序号“（一）”"}]
    assert editor.diagnostics(uri) == [
        {"range": place(4, 2, 4), "message": "文中残留分词符号“@@”，应删除", "severity": 1, "code": "TXT001", "source": "planlint"},
        {"range": place(8, 19, 21), "message": "标点“。。”连用，应留一个“。”", "severity": 1, "code": "PUN003", "source": "planlint"},
        {
            "range": place(14, 0, 3),
            "message": "“（三）”前缺“（二）”",
            "severity": 1,
            "code": "NUM001",
            "source": "planlint",
            "relatedInformation": related,
        },
    ]


def test_findings_follow_the_last_of_quick_changes(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "typed.txt", PLAN)
    assert "TXT001" in codes(editor.diagnostics(uri))
    for version in range(2, 12):
        editor.change(uri, PLAN.replace("@@", "@@" if version % 2 else ""), version)
    editor.change(uri, PLAN.replace("@@", "").replace("。。", "。"), 12)
    assert codes(editor.diagnostics(uri, 12)) == ["NUM001"]


def test_what_is_said_of_a_closed_document_is_taken_back(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "closed.txt", PLAN)
    editor.diagnostics(uri)
    editor.tell("textDocument/didClose", textDocument={"uri": uri})
    assert editor.diagnostics(uri, None) == []
    assert editor.about(uri, "hover", 4, 2) is None


def test_documents_of_other_languages_are_none_of_its_business(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.py", PLAN, language="python")
    assert [editor.about(uri, name) for name in ("documentSymbol", "foldingRange")] == [None, None]
    assert [editor.about(uri, name, 4, 2) for name in ("hover", "definition")] == [None, None]
    assert editor.actions(uri, 4, 2) is None
    assert not [said for said in editor.unheard if said.get("params", {}).get("uri") == uri]


def test_a_document_that_was_never_saved_is_checked(editor: Client) -> None:
    item = {"uri": "untitled:Untitled-1", "languageId": "plaintext", "version": 1, "text": PLAN}
    editor.tell("textDocument/didOpen", textDocument=item)
    assert "TXT001" in codes(editor.diagnostics("untitled:Untitled-1"))


@pytest.mark.parametrize(("name", "language"), [("a.md", "markdown"), ("a.md", "plaintext"), ("draft", "markdown")])
def test_markdown_may_let_findings_stand(editor: Client, tmp_path: Path, name: str, language: str) -> None:
    text = "# 供水实施方案\n\n<!-- planlint: ignore[TXT001] 原文如此 -->\n抓紧@@落实各项任务。\n\n再抓紧@@落实。\n"
    uri = editor.open(tmp_path / name, text, language=language)
    assert [found["range"]["start"]["line"] for found in editor.diagnostics(uri) if found["code"] == "TXT001"] == [5]


def test_the_list_beside_a_document_may_let_findings_stand(editor: Client, tmp_path: Path) -> None:
    listed = '[[ignore]]\nfile = "a.txt"\ncode = "TXT001"\ntext = "@@"\nreason = "原文如此"\n'
    (tmp_path / ".planlint-ignore.toml").write_text(listed, encoding="utf-8")
    uri = editor.open(tmp_path / "a.txt", PLAN)
    assert codes(editor.diagnostics(uri)) == ["PUN003", "NUM001"]


def test_a_safe_repair_is_preferred(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    (action,) = editor.actions(uri, 8, 20, only=["quickfix"])
    assert (action["title"], action["kind"], action["isPreferred"]) == ("只留一个 [PUN003]", "quickfix", True)
    assert codes(action["diagnostics"]) == ["PUN003"]
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    assert edited(PLAN, change["edits"]) == PLAN.replace("。。", "。")


def test_a_repair_that_may_change_the_meaning_says_so(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    (action,) = editor.actions(uri, 14, 1, only=["quickfix"])
    assert (action["title"], action["isPreferred"]) == ("顺次重新编号（可能改变文意）[NUM001]", False)
    assert edited(PLAN, action["edit"]["documentChanges"][0]["edits"]) == PLAN.replace("（三）", "（二）")


def test_a_place_without_findings_has_no_repair_of_its_own(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    assert [action["kind"] for action in editor.actions(uri, 0, 0)] == ["source.fixAll.planlint"]
    assert editor.actions(uri, 0, 0, only=["refactor"]) == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_safe_repairs_are_made_at_once(editor: Client, tmp_path: Path, line_end: str) -> None:
    text = PLAN.replace("\n", line_end)
    uri = editor.open(tmp_path / "all.txt", text)
    (action,) = editor.actions(uri, 0, 0, only=["source.fixAll"])
    assert "edit" not in action
    (change,) = editor.ask("codeAction/resolve", **action)["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    assert edited(text, change["edits"]) == text.replace("@@", "").replace("。。", "。")
    editor.tell("textDocument/didClose", textDocument={"uri": uri})


def test_an_editor_that_can_do_little_gets_everything_in_plain_forms(begin: Callable[..., Client], tmp_path: Path) -> None:
    client = begin(capabilities=PLAIN)
    uri = client.open(tmp_path / "a.txt", PLAN)
    assert not any("relatedInformation" in found for found in client.diagnostics(uri))
    (action,) = client.actions(uri, 0, 0, only=["source.fixAll.planlint"])
    assert edited(PLAN, action["edit"]["changes"][uri]) == PLAN.replace("@@", "").replace("。。", "。")
    assert client.about(uri, "hover", 4, 2)["contents"]["kind"] == "plaintext"
    names = [(symbol["name"], symbol.get("containerName")) for symbol in client.about(uri, "documentSymbol")]
    assert names[:3] == [("临江省供水实施方案", None), ("一、总体要求", "临江省供水实施方案"), ("二、重点任务", "临江省供水实施方案")]
    assert client.about(uri, "definition", 8, 15) == {"uri": uri, "range": place(16, 2, 6)}


def test_the_cursor_is_told_why_and_on_what_basis(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    said = editor.about(uri, "hover", 4, 3)
    assert said["range"] == place(4, 2, 4)
    assert said["contents"]["kind"] == "markdown"
    head, message, why, basis = said["contents"]["value"].split("\n\n")
    assert (head, message) == ("**TXT001** subword-marker · 错误", "文中残留分词符号“@@”，应删除")
    assert why.startswith("机器分词或翻译程序")
    assert basis == "依据：通行做法（文本清洁）"
    assert editor.about(uri, "hover", 4, 4) is None


def test_a_place_spoken_of_besides_is_told_too(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    assert "\n\n相关：9: 前一序号“（一）”\n\n" in editor.about(uri, "hover", 14, 0)["contents"]["value"]


def test_text_of_the_document_is_no_markup_in_what_is_told(editor: Client, tmp_path: Path, settings: Path) -> None:
    rule = _RULE.format(check="pattern\nwith: {find: '[*]三.*'}", message="此处为“{text}”")
    (tmp_path / "of-a-test.yaml").write_text(rule, encoding="utf-8")
    settings.write_text('rule-files = ["of-a-test.yaml"]\nselect = ["ZZZ001"]\n', encoding="utf-8")
    uri = editor.open(tmp_path / "a.txt", "一*三*[四](https://example.org)&lt;`_五_|#\n")
    said = editor.about(uri, "hover", 0, 1)["contents"]["value"]
    assert r"此处为“\*三\*\[四\](https://example.org)\<\`\_五\_\|\#”" in said


def test_the_outline_is_that_of_the_numbers(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)

    def names(symbols: list[dict[str, Any]]) -> list[Any]:
        return [(symbol["name"], *names(symbol["children"])) if symbol.get("children") else symbol["name"] for symbol in symbols]

    found = editor.about(uri, "documentSymbol")
    assert names(found) == [
        (
            "临江省供水实施方案",
            "一、总体要求",
            ("二、重点任务", ("（一）强化水源保护", "1.加强监测", "2.加强管护"), "（三）推动节水"),
            "三、保障措施",
        ),
        "附件1 任务清单",
    ]
    tasks = found[0]["children"][1]
    assert tasks["range"] == {"start": {"line": 6, "character": 0}, "end": {"line": 14, "character": 15}}
    assert tasks["selectionRange"] == place(6, 0, 6)


def test_the_outline_follows_changes(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    assert len(editor.about(uri, "documentSymbol")) == 2
    editor.change(uri, "一、总体要求\n", 2)
    assert [symbol["name"] for symbol in editor.about(uri, "documentSymbol")[0]["children"]] == ["一、总体要求"]


def test_sections_fold(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    lines = [(fold["startLine"], fold["endLine"]) for fold in editor.about(uri, "foldingRange")]
    assert lines == [(0, 18), (2, 4), (6, 14), (8, 12), (16, 18), (20, 22)]


def test_references_lead_to_what_they_name(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    (link,) = editor.about(uri, "definition", 8, 16)
    assert (link["targetUri"], link["targetSelectionRange"]["start"]["line"]) == (uri, 16)
    assert link["originSelectionRange"] == place(8, 15, 19)
    assert [link["targetSelectionRange"] for link in editor.about(uri, "definition", 8, 27)] == [place(20, 0, 3)]
    assert editor.about(uri, "definition", 8, 4) is None


def test_the_configuration_is_the_one_nearest_to_the_document(editor: Client, tmp_path: Path, settings: Path) -> None:
    settings.write_text('select = ["TXT001", "PUN003"]\nlang = "en"\n', encoding="utf-8")
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / ".planlint.toml").write_text('select = ["NUM001"]\n', encoding="utf-8")
    above, below = editor.open(tmp_path / "a.txt", PLAN), editor.open(folder / "a.txt", PLAN)
    assert codes(editor.diagnostics(above)) == ["TXT001", "PUN003"]
    assert codes(editor.diagnostics(below)) == ["NUM001"]
    assert "basis: " in editor.about(above, "hover", 4, 2)["contents"]["value"]
    assert [action["title"] for action in editor.actions(above, 4, 2, only=["source"])] == ["Repair all that is safe to repair"]


def test_a_document_that_is_left_out_has_an_outline_and_no_findings(editor: Client, tmp_path: Path, settings: Path) -> None:
    settings.write_text(SETTINGS + 'exclude = ["old/"]\n', encoding="utf-8")
    (tmp_path / "old").mkdir()
    uri = editor.open(tmp_path / "old" / "a.txt", PLAN)
    assert codes(editor.diagnostics(uri)) == []
    assert [symbol["name"] for symbol in editor.about(uri, "documentSymbol")] == ["临江省供水实施方案", "附件1 任务清单"]
    assert codes(editor.diagnostics(editor.open(tmp_path / "a.txt", PLAN))) == ["TXT001", "PUN003", "NUM001"]


def test_a_configuration_that_changes_holds_at_once(editor: Client, tmp_path: Path, settings: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    assert "NUM001" in codes(editor.diagnostics(uri))
    settings.write_text('select = ["TXT001", "PUN003"]\n', encoding="utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": settings.as_uri(), "type": 1}])
    assert codes(editor.diagnostics(uri)) == ["TXT001", "PUN003"]


def test_a_registry_that_changes_holds_at_once(editor: Client, tmp_path: Path, settings: Path) -> None:
    registry = tmp_path / "r.yaml"
    registry.write_text("bodies:\n  - id: lenglian\n    local: 冷链署\n", encoding="utf-8")
    settings.write_text('select = ["AGY004"]\nregistries = ["r.yaml"]\n', encoding="utf-8")
    uri = editor.open(
        tmp_path / "a.txt",
        "青禾县冷库建设实施方案\n（2025年3月5日印发）\n一、任务\n（一）建设。建设冷库。（县冷链署负责）\n（二）管好。管好冷库。（县冷链署负责）\n",
    )
    assert codes(editor.diagnostics(uri)) == []
    registry.write_text("bodies:\n  - id: lenglian\n    local: 冷链署\n    until: 2019-03\n", encoding="utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": registry.as_uri(), "type": 2}])
    assert codes(editor.diagnostics(uri)) == ["AGY004", "AGY004"]


def test_a_configuration_that_is_wrong_is_said_once_and_mended(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    settings.write_text('\nignor = ["NUM"]\n', encoding="utf-8")
    client = begin()
    uri = client.open(tmp_path / "a.txt", PLAN)
    said = client.told("window/showMessage")
    assert said == {"type": 1, "message": f"planlint: {settings}:2: 没有“ignor”这个键，是不是“ignore”？"}
    assert client.actions(uri, 4, 2) is None
    assert client.about(uri, "hover", 4, 2) is None
    assert [symbol["name"] for symbol in client.about(uri, "documentSymbol")] == ["临江省供水实施方案", "附件1 任务清单"]
    assert not [said for said in client.unheard if said["method"] == "window/showMessage"]
    settings.write_text('select = ["TXT001", "PUN003"]\n', encoding="utf-8")
    client.tell("textDocument/didSave", textDocument={"uri": uri})
    assert codes(client.diagnostics(uri)) == ["TXT001", "PUN003"]


def test_a_configuration_may_name_a_rule_that_is_not_there(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    settings.write_text('ignore = ["NUM999"]\n', encoding="utf-8")
    client = begin("--lang", "en")
    client.open(tmp_path / "a.txt", PLAN)
    assert client.told("window/showMessage")["message"].startswith(f"planlint: {settings}:1: no rule has the code or name “NUM999”; the nearest is NUM")


@pytest.mark.parametrize(
    ("words", "locale", "environment", "language"),
    [
        ((), None, {}, "zh"),
        ((), "en", {}, "en"),
        ((), "zh-cn", {"LANG": "en_US.UTF-8"}, "zh"),
        ((), None, {"LANG": "en_US.UTF-8"}, "en"),
        (("--lang", "zh"), "en", {}, "zh"),
    ],
)
def test_the_language_is_that_of_the_call_or_the_editor(
    begin: Callable[..., Client], tmp_path: Path, words: tuple[str, ...], locale: str | None, environment: dict[str, str], language: str
) -> None:
    client = begin(*words, locale=locale, **environment)
    uri = client.open(tmp_path / "a.txt", PLAN)
    message = client.diagnostics(uri)[0]["message"]
    assert message == ("文中残留分词符号“@@”，应删除" if language == "zh" else "leftover tokeniser marker “@@”")


def test_one_configuration_may_hold_for_everything_or_none_at_all(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    settings.write_text('select = ["NUM001"]\n', encoding="utf-8")
    (tmp_path / "own.toml").write_text('select = ["TXT001"]\n', encoding="utf-8")
    found = []
    for words in (("--config", "own.toml"), ("--isolated", "--stdio")):
        client = begin(*words)
        found.append({*codes(client.diagnostics(client.open(tmp_path / "a.txt", PLAN)))})
    assert found[0] == {"TXT001"}
    assert found[1] >= {"TXT001", "PUN003", "NUM001"}


def test_a_check_that_raises_is_told_once_and_the_others_go_on(begin: Callable[..., Client], tmp_path: Path, settings: Path) -> None:
    package = tmp_path / "package"
    _write_crashing_package(package)
    (tmp_path / "of-a-test.yaml").write_text(_RULE.format(check="crash", message="出错"), encoding="utf-8")
    settings.write_text('rule-files = ["of-a-test.yaml"]\nextend-select = ["ZZZ001"]\n' + SETTINGS, encoding="utf-8")
    client = begin(program=f"import sys; sys.path.append({str(package)!r}); from planlint.cli import main; raise SystemExit(main())")
    uri = client.open(tmp_path / "a.txt", PLAN)
    assert codes(client.diagnostics(uri)) == ["TXT001", "PUN003", "NUM001"]
    assert client.told("window/showMessage") == {"type": 2, "message": "planlint 自身出错：规则 ZZZ001（KeyError）；其余照常"}
    assert "KeyError: '第一章'" in client.told("window/logMessage")["message"]
    client.change(uri, PLAN.replace("@@", ""), 2)
    assert codes(client.diagnostics(uri, 2)) == ["PUN003", "NUM001"]
    assert not [said for said in client.unheard if said["method"].startswith("window/")]


def test_what_no_editor_should_say_is_survived(editor: Client, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "a.txt", PLAN)
    editor.diagnostics(uri)
    assert editor.about(uri, "hover", 999, 999) is None
    assert editor.about(uri, "definition", 8, 999) is None
    editor.tell("textDocument/didChange", textDocument={"uri": "file:///nowhere.txt", "version": 2}, contentChanges=[{"text": "一"}])
    editor.tell("workspace/didChangeConfiguration", settings=None)
    assert codes(editor.diagnostics(uri)) == ["TXT001", "PUN003", "NUM001"]


def test_an_editor_that_just_goes_is_noticed(cache: Path, tmp_path: Path) -> None:
    client = Client(cache=cache, folder=tmp_path)
    client.start()
    client.tell("exit")
    assert client.end() == 1


_RULE = """\
code: ZZZ001
name: of-a-test
title: {{zh: 试, en: A trial}}
severity: error
check: {check}
message: {{zh: "{message}", en: a trial}}
why: {{zh: 试。, en: A trial.}}
basis: 通行做法
examples:
  bad:
    - text: "一*三\\n"
      expect: [{{line: 1, text: "*三"}}]
  good:
    - text: "二。\\n"
"""
"""A rule whose kind of check and message are to be put in."""


def _write_crashing_package(folder: Path) -> None:
    """An installed package whose kind of check raises."""
    folder.mkdir()
    program = """
from typing import NamedTuple
from planlint.check import check_kind

@check_kind()
class Crash(NamedTuple):
    def run(self, plan, nodes):
        raise KeyError("第一章")

    def not_applicable(self, plan):
        return False
"""
    (folder / "crashing.py").write_text(program, encoding="utf-8")
    about = folder / "crashing-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: crashing\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[planlint.checks]\ncrash = crashing:Crash\n", encoding="utf-8")
