"""What a user sees of a report, in every form."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, NamedTuple

import pytest

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Related, Severity
from planlint.reporters import FORMATS, JOB_SUMMARY, STATISTICS
from planlint.reporters.escape import visible
from planlint.reporters.excerpt import Excerpt, excerpt
from planlint.reporters.style import Style
from planlint.rulebook.measured import measured
from planlint.session import FileResult as File
from planlint.session import Report
from planlint.text.source import Origin, Source
from planlint.text.spans import Edit, Span


class Words(NamedTuple):
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.zh


class Rule(NamedTuple):
    code: str
    name: str
    title: Words
    severity: Severity
    why: Words
    basis: str


class Facts(NamedTuple):
    title: str | None
    genre: str | None
    date: str | None
    period: tuple[int, int] | None


MARKER = Rule(
    "TXT001",
    "subword-marker",
    Words("子词标记", "Subword marker"),
    Severity.ERROR,
    Words("分词程序留下的标记不属于正文。", "A tokeniser left it."),
    "通行做法",
)
TEXT = "一、总体要求\n推动@@产业\t绿色转型\n（三）保障（措施\n落实"
PLAIN = Style()


def found(span: Span, code: str = "TXT001", severity: Severity = Severity.ERROR, **values: Any) -> Diagnostic:
    plain: dict[str, Any] = {
        "path": "a.txt",
        "name": "subword-marker",
        "confidence": Confidence.HIGH,
        "message": "出现子词标记“@@”",
        "occurrences": 1,
        "section": (),
        "related": (),
        "fix": None,
        "basis": "",
        "why": "",
        "fingerprint": "0123456789abcdef",
    }
    return Diagnostic(code=code, severity=severity, span=span, **(plain | values))


REPAIRED = found(
    Span(9, 11),
    section=("一、总体要求", "（一）推动"),
    occurrences=3,
    related=(Related(Span(0, 2), "上一级标题"),),
    fix=Fix(Applicability.SAFE, "删去“@@”", (Edit(Span(9, 11), ""),)),
    basis="GB/T 9704-2012",
)
UNBALANCED = found(
    Span(24, 25),
    "PUN002",
    Severity.WARNING,
    name="unbalanced-pair",
    message="“（”没有配对",
    fix=Fix(Applicability.UNSAFE, "补上“）”", (Edit(Span(27, 27), "）"),)),
)
HINT = found(
    Span(28, 30),
    "STR009",
    Severity.INFO,
    name="short-part",
    message="此处过短",
    fix=Fix(Applicability.DISPLAY, "写明措施", ()),
)


def report(*diagnostics: Diagnostic, text: str = TEXT, path: str = "a.txt", language: str = "zh", facts: Facts | None = None) -> Report:
    return Report([File(path, Source(text, path), facts, list(diagnostics))], [MARKER], language, {})


def printed(form: str, given: Report, style: Style = PLAIN) -> str:
    others = {"statistics": STATISTICS, "job-summary": JOB_SUMMARY}
    return "".join(import_module(FORMATS.get(form) or others[form]).render(given, style))


def test_full_says_what_is_wrong_then_where_and_why() -> None:
    assert printed("full", report(REPAIRED, UNBALANCED, HINT)) == (
        "错误 子词标记：出现子词标记“@@”（共 3 处）\n"
        "  a.txt:2:3: TXT001 [*]\n"
        "  一、总体要求 › （一）推动\n"
        "  2 | 推动@@产业    绿色转型\n"
        "    |     ^^\n"
        "  相关：a.txt:1:1: 上一级标题\n"
        "  修复：删去“@@” [可自动修复]\n"
        "  依据：GB/T 9704-2012\n"
        "\n"
        "存疑 unbalanced-pair：“（”没有配对\n"
        "  a.txt:3:6: PUN002\n"
        "  3 | （三）保障（措施\n"
        "    |           ^^\n"
        "  修复：补上“）” [需 --unsafe-fixes]\n"
        "\n"
        "建议 short-part：此处过短\n"
        "  a.txt:4:1: STR009\n"
        "  4 | 落实\n"
        "    | ^^^^\n"
        "  改法：写明措施\n"
        "\n"
        "错误  子词标记         1  TXT001 [*]\n"
        "存疑  unbalanced-pair  1  PUN002\n"
        "建议  short-part       1  STR009\n"
        "\n"
        "发现 1 处错误、1 处存疑、1 处建议，其中 1 处可用 --fix 修复，另有 1 处可用 --unsafe-fixes 修复。\n"
    )


def test_full_speaks_english() -> None:
    assert printed("full", report(REPAIRED._replace(why="A tokeniser left it."), language="en")) == (
        "error Subword marker: 出现子词标记“@@” (3 places)\n"
        "  a.txt:2:3: TXT001 [*]\n"
        "  一、总体要求 › （一）推动\n"
        "  2 | 推动@@产业    绿色转型\n"
        "    |     ^^\n"
        "  related: a.txt:1:1: 上一级标题\n"
        "  fix: 删去“@@” [automatic]\n"
        "  why: A tokeniser left it. (basis: GB/T 9704-2012)\n"
        "\n"
        "Found 1 error; 1 fixable with --fix.\n"
    )


def test_full_tells_a_reason_once_and_names_what_follows_three_of_a_kind_by_its_place() -> None:
    text = "推动@@产业\n" * 5
    given = report(*(found(Span(line * 7 + 2, line * 7 + 4), why="分词残留。") for line in range(5)), text=text)
    shown = printed("full", given)
    assert shown.count("为什么：分词残留。") == 1
    assert shown.count("^^") == 3
    assert shown.endswith("\n\n错误 子词标记：另有 2 处\n  a.txt:4:3 5:3\n\n发现 5 处错误。\n")


def test_places_that_are_many_stand_in_lines_of_the_width() -> None:
    text = "推动@@产业\n" * 40
    shown = printed("full", report(*(found(Span(line * 7 + 2, line * 7 + 4)) for line in range(40)), text=text), Style(width=30))
    lines = shown.split("另有 37 处\n")[1].split("\n\n")[0].splitlines()
    assert max(map(len, lines)) <= 30
    assert " ".join(line.strip() for line in lines) == "a.txt:4:3 " + " ".join(f"{line}:3" for line in range(5, 41))


@pytest.mark.parametrize(
    ("diagnostics", "paths", "line"),
    [
        ((REPAIRED, UNBALANCED), ("a.txt",), "下一步：planlint check --fix --diff a.txt  先看自动修复会改什么\n"),
        ((UNBALANCED, HINT), ("a.txt",), "下一步：planlint explain PUN002  看为什么、怎么改\n"),
        ((REPAIRED,), ("drafts",), "下一步：planlint check --fix --diff a.txt  先看自动修复会改什么\n"),
        ((REPAIRED,), ("-",), "下一步：planlint explain TXT001  看为什么、怎么改\n"),
        ((), ("a.txt",), "未发现问题。\n"),
    ],
)
@pytest.mark.parametrize("form", ["full", "grouped"])
def test_the_last_line_tells_what_to_type_next(diagnostics: tuple[Diagnostic, ...], paths: tuple[str, ...], line: str, form: str) -> None:
    assert printed(form, report(*diagnostics), Style(paths=paths)).endswith(line)


@pytest.mark.parametrize(
    ("number", "paths", "named"),
    [(3, ("稿",), "'一 0.txt' '一 1.txt' '一 2.txt'"), (4, ("稿",), "稿"), (4, ("a", "b", "c", "d"), "")],
)
def test_the_command_names_the_files_that_have_repairs_or_what_the_call_named(number: int, paths: tuple[str, ...], named: str) -> None:
    files = [File(f"一 {at}.txt", Source(TEXT), None, [REPAIRED]) for at in range(number)]
    shown = printed("full", Report([*files, File("clean.txt", Source(""), None, [])], [MARKER], "zh", {}), Style(paths=paths))
    assert (f"--diff {named}  " in shown) == bool(named) and ("planlint explain TXT001" in shown) != bool(named)


def test_full_shows_no_line_of_a_file_without_text() -> None:
    assert printed("full", report(found(Span(0, 0), "SYS001", message="无法读取"), text="")) == (
        "错误 subword-marker：无法读取\n  a.txt:1:1: SYS001\n\n发现 1 处错误。\n"
    )


def test_full_leaves_repairs_out_when_the_style_does() -> None:
    assert "修复：" not in printed("full", report(REPAIRED), Style(show_fixes=False))


def test_full_colours_the_severity_and_the_mark() -> None:
    assert printed("full", report(UNBALANCED), Style(color=True, show_fixes=False)) == (
        "\x1b[1;33m存疑\x1b[0m \x1b[1munbalanced-pair\x1b[0m：“（”没有配对\n"
        "  a.txt:3:6: \x1b[2mPUN002\x1b[0m\n"
        "  \x1b[2m3 |\x1b[0m （三）保障（措施\n"
        "  \x1b[2m  |\x1b[0m           \x1b[1;33m^^\x1b[0m\n"
        "\n"
        "发现 1 处存疑，其中 1 处可用 --unsafe-fixes 修复。\n"
    )


@pytest.mark.parametrize("form", ["full", "concise", "grouped", "statistics"])
def test_a_report_without_findings_says_so(form: str) -> None:
    assert printed(form, report()) == "未发现问题。\n"
    assert printed(form, report(language="en")) == "No problems found.\n"


def test_concise_is_one_line_a_finding() -> None:
    assert printed("concise", report(REPAIRED, UNBALANCED)) == (
        "a.txt:2:3: TXT001 [*] 出现子词标记“@@”（共 3 处）\n"
        "a.txt:3:6: PUN002 “（”没有配对\n"
        "发现 1 处错误、1 处存疑，其中 1 处可用 --fix 修复，另有 1 处可用 --unsafe-fixes 修复。\n"
    )


def test_grouped_stands_in_columns_under_each_file() -> None:
    text = "空\n" * 9 + "推动@@转型"
    given = report(found(Span(0, 1), "A1", Severity.WARNING, message="空行"), REPAIRED._replace(span=Span(20, 22)), text=text)
    given = given._replace(files=[*given.files, File("silent.txt", Source(""), None, []), File("b.txt", Source(TEXT), None, [HINT])])
    assert printed("grouped", given) == (
        "a.txt\n"
        "   1:1  存疑  A1           空行\n"
        "  一、总体要求 › （一）推动\n"
        "  10:3  错误  TXT001  [*]  出现子词标记“@@”（共 3 处）\n"
        "\n"
        "b.txt\n"
        "  4:1  建议  STR009  此处过短\n"
        "\n"
        "错误  子词标记        1  TXT001 [*]\n"
        "存疑  subword-marker  1  A1\n"
        "建议  short-part      1  STR009\n"
        "\n"
        "发现 1 处错误、1 处存疑、1 处建议，其中 1 处可用 --fix 修复。\n"
    )


def test_grouped_pads_english_severities() -> None:
    assert printed("grouped", report(REPAIRED, UNBALANCED, language="en")).splitlines()[1:5] == [
        "  一、总体要求 › （一）推动",
        "  2:3  error    TXT001  [*]  出现子词标记“@@” (3 places)",
        "  (outside of sections)",
        "  3:6  warning  PUN002       “（”没有配对",
    ]


def test_statistics_count_each_rule() -> None:
    given = report(HINT, *[REPAIRED] * 9, UNBALANCED, REPAIRED._replace(fix=None))._replace(not_applicable={"NUM005": 2, "DAT001": 1})
    assert printed("statistics", given) == (
        "10  TXT001  [-]  错误  子词标记\n"
        " 1  PUN002  [ ]  存疑  unbalanced-pair\n"
        " 1  STR009  [ ]  建议  short-part\n"
        "不适用：DAT001（1 个文件）、NUM005（2 个文件）\n"
        "发现 10 处错误、1 处存疑、1 处建议，其中 9 处可用 --fix 修复，另有 1 处可用 --unsafe-fixes 修复。\n"
    )


def test_json_is_the_contract() -> None:
    facts = Facts("示范市实施方案", "实施方案", "2023-02-16", (2021, 2030))
    output = printed("json", report(REPAIRED, UNBALANCED, facts=facts))
    decoded = json.loads(output)
    assert output.endswith("}\n")
    assert list(decoded) == ["schema", "tool", "files", "diagnostics", "summary"]
    assert decoded["schema"] == "planlint/report@1"
    assert decoded["tool"]["name"] == "planlint"
    assert decoded["files"] == [
        {
            "path": "a.txt",
            "format": "text",
            "encoding": "utf-8",
            "genre": "实施方案",
            "title": "示范市实施方案",
            "date": "2023-02-16",
            "period": [2021, 2030],
        }
    ]
    place = {"start": {"line": 2, "column": 3, "offset": 9}, "end": {"line": 2, "column": 5, "offset": 11}}
    assert decoded["diagnostics"][0] == {
        "path": "a.txt",
        "code": "TXT001",
        "name": "subword-marker",
        "severity": "error",
        "confidence": "high",
        "message": "出现子词标记“@@”",
        "excerpt": "@@",
        "occurrences": 3,
        **place,
        "section": ["一、总体要求", "（一）推动"],
        "related": [
            {
                "path": "a.txt",
                "start": {"line": 1, "column": 1, "offset": 0},
                "end": {"line": 1, "column": 3, "offset": 2},
                "message": "上一级标题",
            }
        ],
        "fix": {"applicability": "safe", "title": "删去“@@”", "edits": [{**place, "text": ""}]},
        "fingerprint": "0123456789abcdef",
        "suppressed": None,
    }
    assert decoded["summary"] == {"files": 1, "error": 1, "warning": 1, "info": 0, "fixable": 1, "suppressed": 0}


def test_json_of_an_unknown_plan_has_nulls() -> None:
    decoded = json.loads(printed("json", report()))
    assert decoded["diagnostics"] == []
    assert decoded["files"][0]["genre"] is None
    assert decoded["files"][0]["period"] is None


@pytest.mark.parametrize(("length", "shown"), [(80, "字" * 80), (81, "字" * 79 + "…")])
def test_a_json_excerpt_has_at_most_80_characters(length: int, shown: str) -> None:
    decoded = json.loads(printed("json", report(found(Span(0, length)), text="字" * 100)))
    assert decoded["diagnostics"][0]["excerpt"] == shown


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_formats_write_chinese_as_it_is_and_can_hold_any_path(form: str) -> None:
    output = printed(form, report(REPAIRED, path="方\udcff案.txt"))
    assert "出现子词标记" in output
    assert output.encode("utf-8").count(b"\n\n") == 0
    assert json.loads(output)


def test_github_names_the_place_and_the_message() -> None:
    assert printed("github", report(REPAIRED)) == (
        "::error title=planlint (TXT001),file=a.txt,line=2,endLine=2,col=3,endColumn=5::a.txt:2:3: TXT001 出现子词标记“@@”（共 3 处）\n"
    )


def test_github_gives_no_columns_over_several_lines() -> None:
    assert printed("github", report(found(Span(3, 9), message="断行"))) == (
        "::error title=planlint (TXT001),file=a.txt,line=1,endLine=2::a.txt:1:4: TXT001 断行\n"
    )


def test_github_puts_the_severest_first() -> None:
    other = report(found(Span(0, 1)), path="b.txt").files
    given = report(HINT, UNBALANCED, REPAIRED)
    lines = printed("github", given._replace(files=given.files + other)).splitlines()
    assert [line.split("::")[1].partition(" ")[0] for line in lines] == ["error", "error", "warning", "notice"]
    assert "file=b.txt" in lines[1]


def test_github_cannot_be_steered_by_a_message_or_a_path() -> None:
    given = report(found(Span(0, 1), message="100%\r\n::error::假\x1b[2J\u2028"), path="a,b:c\n%.txt")
    assert printed("github", given) == (
        "::error title=planlint (TXT001),file=a%2Cb%3Ac%0A%25.txt,line=1,endLine=1,col=1,endColumn=2"
        "::a,b:c%0A%25.txt:1:1: TXT001 100%25\\x0d\\x0a::error::假\\x1b[2J\\u2028\n"
    )


def test_github_prints_nothing_without_findings() -> None:
    assert printed("github", report()) == ""


def test_sarif_describes_the_rules() -> None:
    run = json.loads(printed("sarif", report(REPAIRED, UNBALANCED)))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "planlint"
    described = [{name: value for name, value in rule.items() if name != "properties"} for rule in run["tool"]["driver"]["rules"]]
    assert described == [
        {
            "id": "TXT001",
            "name": "subword-marker",
            "shortDescription": {"text": "子词标记"},
            "fullDescription": {"text": "分词程序留下的标记不属于正文。"},
            "help": {"text": "分词程序留下的标记不属于正文。\n\n通行做法"},
            "defaultConfiguration": {"level": "error"},
        },
        {
            "id": "PUN002",
            "name": "unbalanced-pair",
            "shortDescription": {"text": "unbalanced-pair"},
            "fullDescription": {"text": "unbalanced-pair"},
            "help": {"text": "unbalanced-pair"},
            "defaultConfiguration": {"level": "warning"},
        },
    ]


def test_sarif_says_how_often_a_rule_was_right_where_that_was_measured() -> None:
    run = json.loads(printed("sarif", report(REPAIRED, UNBALANCED)))["runs"][0]
    known = measured("PUN002")
    assert known is not None
    assert [rule.get("properties") for rule in run["tool"]["driver"]["rules"]] == [None, {"precision": known.precision}]


def test_sarif_places_a_result_its_relations_and_its_repair() -> None:
    log = json.loads(printed("sarif", report(REPAIRED)))
    assert (log["$schema"], log["version"]) == ("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0")
    file = {"uri": "a.txt", "index": 0}
    region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5, "charOffset": 9, "charLength": 2}
    above = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3, "charOffset": 0, "charLength": 2}
    assert log["runs"][0]["results"] == [
        {
            "ruleId": "TXT001",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "出现子词标记“@@”（共 3 处）"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": file, "region": region},
                    "logicalLocations": [{"name": "（一）推动", "fullyQualifiedName": "一、总体要求 › （一）推动"}],
                }
            ],
            "partialFingerprints": {"planlint/v1": "0123456789abcdef:1"},
            "properties": {"confidence": "high"},
            "relatedLocations": [{"id": 1, "physicalLocation": {"artifactLocation": file, "region": above}, "message": {"text": "上一级标题"}}],
            "fixes": [
                {
                    "description": {"text": "删去“@@”"},
                    "artifactChanges": [{"artifactLocation": file, "replacements": [{"deletedRegion": region, "insertedContent": {"text": ""}}]}],
                }
            ],
        }
    ]


def test_sarif_tells_equal_fingerprints_apart_and_offers_no_mere_suggestion() -> None:
    results = json.loads(printed("sarif", report(HINT, HINT)))["runs"][0]["results"]
    assert [result["partialFingerprints"] for result in results] == [{"planlint/v1": "0123456789abcdef:1"}, {"planlint/v1": "0123456789abcdef:2"}]
    assert [result["level"] for result in results] == ["note", "note"]
    assert "fixes" not in results[0]


def test_sarif_has_no_link_from_a_document() -> None:
    results = json.loads(printed("sarif", report(found(Span(0, 1), message="[看](https://example.org) [1]"))))["runs"][0]["results"]
    assert results[0]["message"]["text"] == "\\[看\\](https://example.org) \\[1\\]"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./plans/方案 1.txt", "plans/%E6%96%B9%E6%A1%88%201.txt"),
        ("a:b#%.txt", "a%3Ab%23%25.txt"),
        ("../a.txt", "../a.txt"),
        ("/elsewhere/a.txt", "file:///elsewhere/a.txt"),
        ("\udcff.txt", "%FF.txt"),
    ],
)
def test_sarif_writes_paths_as_uris(path: str, uri: str) -> None:
    run = json.loads(printed("sarif", report(path=path)))["runs"][0]
    assert run["artifacts"][0]["location"] == {"uri": uri}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("方案　A", "方案　A"),
        ("a\x1b[31m\tb\n", "a\\x1b[31m\\x09b\\x0a"),
        ("\u202e\u200b\ufeff", "\\u202e\\u200b\\ufeff"),
        ("\x85\u2028\ud800\U000e0001", "\\x85\\u2028\\ud800\\U000e0001"),
    ],
)
def test_what_could_steer_a_terminal_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "span", "room", "shown"),
    [
        ("推动转型", Span(2, 4), 40, Excerpt("推动转型", 4, 4)),
        ("推动\n转型", Span(1, 4), 40, Excerpt("推动", 2, 2)),
        ("推动\r\n转型", Span(3, 4), 40, Excerpt("推动", 4, 1)),
        ("a\x00b", Span(1, 2), 40, Excerpt("a\\x00b", 1, 4)),
        ("a\tb", Span(2, 3), 40, Excerpt("a    b", 5, 1)),
        ("", Span(0, 0), 40, Excerpt("", 0, 1)),
        ("天地玄黄宇宙洪荒日月盈昃辰宿列张", Span(0, 1), 16, Excerpt("天地玄黄宇宙洪…", 0, 2)),
        ("天地玄黄宇宙洪荒日月盈昃辰宿列张", Span(15, 16), 16, Excerpt("…月盈昃辰宿列张", 13, 2)),
        ("天地玄黄宇宙洪荒日月盈昃辰宿列张", Span(7, 9), 16, Excerpt("…宙洪荒日月盈昃…", 5, 4)),
        ("天地玄黄宇宙洪荒日月盈昃辰宿列张", Span(4, 16), 16, Excerpt("…玄黄宇宙洪荒日…", 5, 11)),
    ],
)
def test_a_long_line_is_cut_around_the_place(text: str, span: Span, room: int, shown: Excerpt) -> None:
    assert excerpt(Source(text), span, room) == shown


def test_gitlab_names_the_place_the_rule_and_a_fingerprint() -> None:
    first, second = json.loads(printed("gitlab", report(REPAIRED, REPAIRED)))
    assert {**first, "fingerprint": ""} == {
        "description": "TXT001 出现子词标记“@@”（共 3 处）",
        "check_name": "TXT001",
        "fingerprint": "",
        "severity": "major",
        "location": {
            "path": "a.txt",
            "lines": {"begin": 2, "end": 2},
            "positions": {"begin": {"line": 2, "column": 3}, "end": {"line": 2, "column": 5}},
        },
    }
    assert first["fingerprint"] != second["fingerprint"]
    assert [one["severity"] for one in json.loads(printed("gitlab", report(UNBALANCED, HINT)))] == ["minor", "info"]


def test_junit_has_a_suite_a_file_and_a_case_a_finding() -> None:
    given = report(UNBALANCED)
    given = given._replace(files=[*given.files, File("b&.txt", Source(""), None, [])])
    assert printed("junit", given) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="planlint" tests="2" failures="1" errors="0" time="0">\n'
        '<testsuite name="a.txt" tests="1" failures="1" errors="0" skipped="0" time="0">\n'
        '<testcase name="PUN002 unbalanced-pair 01234567" classname="a.txt" file="a.txt" line="3" time="0">\n'
        '<failure type="warning" message="“（”没有配对">a.txt:3:6: PUN002 “（”没有配对</failure>\n'
        "</testcase>\n"
        "</testsuite>\n"
        '<testsuite name="b&amp;.txt" tests="1" failures="0" errors="0" skipped="0" time="0">\n'
        '<testcase name="planlint" classname="b&amp;.txt" file="b&amp;.txt" time="0"/>\n'
        "</testsuite>\n"
        "</testsuites>\n"
    )


def test_checkstyle_spells_out_what_xml_has_no_room_for() -> None:
    assert printed("checkstyle", report(found(Span(24, 25), message="<b>\x1b\x00\ufffe"))) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<checkstyle version="4.3">\n'
        '<file name="a.txt">\n'
        '<error line="3" column="6" severity="error" message="&lt;b&gt;\\x1b\\x00\\ufffe" source="planlint.TXT001"/>\n'
        "</file>\n"
        "</checkstyle>\n"
    )


def test_rdjson_counts_bytes_and_offers_one_suggestion() -> None:
    span = {"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 9}}
    assert json.loads(printed("rdjson", report(REPAIRED, HINT))) == {
        "source": {"name": "planlint"},
        "diagnostics": [
            {
                "message": "出现子词标记“@@”（共 3 处）",
                "location": {"path": "a.txt", "range": span},
                "severity": "ERROR",
                "code": {"value": "TXT001"},
                "suggestions": [{"range": span, "text": ""}],
            },
            {
                "message": "此处过短",
                "location": {"path": "a.txt", "range": {"start": {"line": 4, "column": 1}, "end": {"line": 4, "column": 7}}},
                "severity": "INFO",
                "code": {"value": "STR009"},
            },
        ],
    }


def test_rdjson_makes_one_suggestion_of_edits_that_lie_near_and_none_of_others() -> None:
    edits = (Edit(Span(7, 8), "甲"), Edit(Span(9, 11), ""))
    diagnostic = REPAIRED._replace(fix=Fix(Applicability.UNSAFE, "改", edits))
    [found_] = json.loads(printed("rdjson", report(diagnostic)))["diagnostics"]
    assert found_["suggestions"] == [{"range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 9}}, "text": "甲动"}]
    far = TEXT + "\n" * 3000
    diagnostic = REPAIRED._replace(fix=Fix(Applicability.SAFE, "改", (edits[0], Edit(Span(3000, 3001), ""))))
    assert "suggestions" not in printed("rdjson", report(diagnostic, text=far))


def test_rdjson_counts_a_byte_order_mark_only_in_the_first_line() -> None:
    source = Source("一@@\n二@@", bom=b"\xef\xbb\xbf")
    given = Report([File("a.txt", source, None, [found(Span(1, 3)), found(Span(5, 7))])], [], "zh", {})
    starts = [one["location"]["range"]["start"] for one in json.loads(printed("rdjson", given))["diagnostics"]]
    assert starts == [{"line": 1, "column": 7}, {"line": 2, "column": 4}]


def test_markdown_is_a_table() -> None:
    assert printed("markdown", report(found(Span(0, 1), message="a|b <i>[看](x)</i> @some_body www.example.org"), language="en")) == (
        "## planlint: Found 1 error.\n"
        "\n"
        "| Place | Rule | Severity | Finding |\n"
        "| --- | --- | --- | --- |\n"
        "| a.txt:1:1 | TXT001 | error | a\\|b \\<i\\>\\[看\\](x)\\</i\\> @<!-- -->some\\_body www\\.example.org |\n"
    )


def test_the_job_summary_lists_the_hundred_severest() -> None:
    given = report(*[HINT] * 120, UNBALANCED, REPAIRED)
    lines = printed("job-summary", given).splitlines()
    assert [line.split(" | ")[1] for line in lines[4:7]] == ["TXT001", "PUN002", "STR009"]
    assert len(lines) == 4 + 100 + 2
    assert lines[-1] == "另有 22 个问题没有列出。"


def test_of_equals_github_puts_the_surest_first() -> None:
    unsure = found(Span(0, 1), "A1", confidence=Confidence.LOW)
    lines = printed("github", report(unsure, REPAIRED)).splitlines()
    assert ["(A1)" in line for line in lines] == [False, True]


@pytest.mark.parametrize("form", ["concise", "grouped", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "markdown", "job-summary"])
def test_where_a_finding_stands_in_a_document_is_told_before_its_message(form: str) -> None:
    source = Source(TEXT, "a.pdf", format="pdf", origins=(Origin(0, page=3),))
    given = Report([File("a.pdf", source, None, [UNBALANCED])], [], "zh", {})
    assert "第3页 “（”没有配对" in printed(form, given)


def test_sarif_has_a_hash_of_ours_for_documents_and_repairs_none() -> None:
    source = Source(TEXT, "a.docx", format="docx", origins=(Origin(0, paragraph=1),))
    run = json.loads(printed("sarif", Report([File("a.docx", source, None, [REPAIRED])], [], "zh", {})))["runs"][0]
    assert run["artifacts"] == [{"location": {"uri": "a.docx"}}]
    assert run["results"][0]["partialFingerprints"] == dict.fromkeys(("planlint/v1", "primaryLocationLineHash"), "0123456789abcdef:1")
    assert "fixes" not in run["results"][0]
    assert run["results"][0]["locations"][0]["properties"] == {"paragraph": 1}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("::error::假", r"\x3a:error::假"), ("　::a", r"　\x3a:a"), ("a::b", "a::b"), ("一##[error]", r"一##\x5berror]"), ("##vso[a]", r"##vso\x5ba]")],
)
def test_what_a_build_log_obeys_is_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_json_escapes_what_steers_and_loses_nothing() -> None:
    message = "\x9b31m\u202e\U000e0001##[error]\ud800"
    output = printed("json", report(found(Span(0, 1), message=message)))
    assert "\\u009b31m\\u202e\\udb40\\udc01##\\u005berror]\\ud800" in output
    assert json.loads(output)["diagnostics"][0]["message"] == message
