"""Findings that a document, a list beside it or a baseline lets stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planlint.cli import main

_PLAN = "一、重点任务\n\n新建社区食堂。。\n\n改造老旧小区。。\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    code = main(["check", "--select", "PUN003,SYS003", "--output-format", "concise", "--quiet", "--lang", "zh", *words])
    return code, [line.split(" ")[0] + line.split(" ")[1] for line in capsys.readouterr().out.splitlines()]


def test_a_remark_speaks_for_the_next_block(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(_PLAN.replace("新建", "<!-- planlint: ignore[PUN003] 引用原文 -->\n\n新建"), encoding="utf-8")
    assert _check(capsys, "a.md") == (1, ["a.md:7:7:PUN003"])


def test_a_remark_may_speak_for_the_whole_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("<!-- planlint: ignore-file[PUN] 转载文稿 -->\n\n" + _PLAN, encoding="utf-8")
    assert _check(capsys, "a.md") == (0, [])


@pytest.mark.parametrize("remark", ["ignore[PUN003]", "ignore[PUN003]   ", "ignore[] 理由", "ignore[标点] 理由", "ignored[PUN003] 理由", "ignore PUN003"])
def test_a_remark_without_rule_or_reason_has_no_effect_and_is_reported(remark: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(f"<!-- planlint: {remark} -->\n\n新建社区食堂。。\n", encoding="utf-8")
    assert _check(capsys, "a.md") == (1, ["a.md:1:1:SYS003", "a.md:3:7:PUN003"])


def test_an_idle_remark_is_reported_and_taken_out_by_fix(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("<!-- planlint: ignore[PUN003] 引用原文 -->\n新建社区食堂。\n", encoding="utf-8")
    assert _check(capsys, "a.md") == (1, ["a.md:1:1:SYS003"])
    assert _check(capsys, "--fix", "a.md") == (0, [])
    assert Path("a.md").read_text(encoding="utf-8") == "新建社区食堂。\n"


def test_a_remark_for_a_rule_that_is_not_in_use_is_not_idle(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("<!-- planlint: ignore[NUM001] 上级文件如此 -->\n\n新建社区食堂。\n", encoding="utf-8")
    assert _check(capsys, "a.md") == (0, [])


def test_what_is_let_stand_is_not_repaired(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("<!-- planlint: ignore[PUN003] 引用原文 -->\n\n新建社区食堂。。\n", encoding="utf-8")
    assert _check(capsys, "--fix", "a.md") == (0, [])
    assert "食堂。。" in Path("a.md").read_text(encoding="utf-8")


def test_plain_texts_have_a_list_beside_them(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    Path(".planlint-ignore.toml").write_text(
        '[[ignore]]\nfile = "a.txt"\ncode = "PUN003"\nsection = ["重点任务"]\ntext = "新建"\nreason = "引用原文"\n', encoding="utf-8"
    )
    assert _check(capsys, "a.txt") == (1, ["a.txt:5:7:PUN003"])


@pytest.mark.parametrize(
    "text", ["x = 1\n", "ignore = [1]\n", "[[ignore]]\nfile = 'a.txt'\n", "[[ignore]]\nfile='a.txt'\ncode='PUN003'\nreason='r'\nline=3\n", "[[ignore]\n"]
)
def test_a_list_that_is_wrong_ends_the_run(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    Path(".planlint-ignore.toml").write_text(text, encoding="utf-8")
    assert main(["check", "a.txt"]) == 2
    assert ".planlint-ignore.toml" in capsys.readouterr().err


def test_suppressed_findings_are_marked_in_json_and_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("<!-- planlint: ignore[PUN003] 引用原文 -->\n\n新建社区食堂。。\n", encoding="utf-8")
    main(["check", "--select", "PUN003", "--output-format", "json", "a.md"])
    report = json.loads(capsys.readouterr().out)
    assert report["diagnostics"][0]["suppressed"] == {"kind": "inline", "reason": "引用原文"}
    assert report["summary"] == {"files": 1, "error": 0, "warning": 0, "info": 0, "fixable": 0, "suppressed": 1}
    main(["check", "--select", "PUN003", "--output-format", "sarif", "a.md"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "引用原文"}]


def test_a_baseline_begins_with_what_is_there_and_knows_it_where_it_moves(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    assert _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt") == (0, [])
    Path("a.txt").write_text("青禾县社区食堂实施方案\n\n" + _PLAN.replace("一、", "二、"), encoding="utf-8")
    assert _check(capsys, "--baseline", "known.json", "a.txt") == (0, [])


def test_a_second_finding_like_a_known_one_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt")
    Path("a.txt").write_text(_PLAN + "\n新建社区食堂。。\n", encoding="utf-8")
    assert _check(capsys, "--baseline", "known.json", "a.txt") == (1, ["a.txt:7:7:PUN003"])


def test_a_baseline_only_shrinks_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt")
    Path("a.txt").write_text("一、重点任务\n\n新建社区食堂。。\n\n新建菜市场。。\n", encoding="utf-8")
    assert _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt") == (1, ["a.txt:5:6:PUN003"])
    entries = json.loads(Path("known.json").read_text(encoding="utf-8"))["entries"]
    assert [(entry["code"], entry["section"], entry["text"], entry["count"]) for entry in entries] == [("PUN003", ["重点任务"], "新建社区食堂。。", 1)]
    assert _check(capsys, "--baseline", "known.json", "--update-baseline", "--accept-new", "a.txt") == (0, [])
    assert len(json.loads(Path("known.json").read_text(encoding="utf-8"))["entries"]) == 2


def test_a_document_under_a_new_name_stays_known(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    Path("other.txt").write_text(_PLAN, encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt")
    assert _check(capsys, "--baseline", "known.json", "other.txt") == (1, ["other.txt:3:7:PUN003", "other.txt:5:7:PUN003"])
    Path("a.txt").rename("b.txt")
    assert _check(capsys, "--baseline", "known.json", "b.txt", "other.txt") == (1, ["other.txt:3:7:PUN003", "other.txt:5:7:PUN003"])
    assert _check(capsys, "--baseline", "known.json", "--update-baseline", "b.txt") == (0, [])
    assert [entry["path"] for entry in json.loads(Path("known.json").read_text(encoding="utf-8"))["entries"]] == ["b.txt", "b.txt"]


def test_a_document_with_little_in_common_with_one_that_is_gone_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN + "\n新建菜市场。。\n\n新建冷库。。\n\n新建码头。。\n", encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt")
    Path("a.txt").unlink()
    Path("b.txt").write_text(_PLAN, encoding="utf-8")
    assert _check(capsys, "--baseline", "known.json", "b.txt") == (1, ["b.txt:3:7:PUN003", "b.txt:5:7:PUN003"])


def test_a_baseline_of_other_files_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(_PLAN, encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt", "b.txt")
    before = Path("known.json").read_text(encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt")
    assert Path("known.json").read_text(encoding="utf-8") == before


def test_an_entry_counts_again_when_its_day_has_come(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("新建社区食堂。。\n", encoding="utf-8")
    _check(capsys, "--baseline", "known.json", "--update-baseline", "a.txt")
    written = json.loads(Path("known.json").read_text(encoding="utf-8"))
    for day, code in (("2000-01-01", 1), ("9999-12-31", 0)):
        written["entries"][0] |= {"expires": day, "reason": "下次修订时改"}
        Path("known.json").write_text(json.dumps(written), encoding="utf-8")
        assert _check(capsys, "--baseline", "known.json", "a.txt")[0] == code


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "other@1", "entries": []}', '{"schema": "planlint/baseline@1", "entries": [{"path": 1}]}'])
def test_a_file_that_is_no_baseline_ends_the_run(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    Path("known.json").write_text(text, encoding="utf-8")
    assert main(["check", "--baseline", "known.json", "a.txt"]) == 2
    assert "known.json" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--baseline", "none.json"], ["--update-baseline"], ["--baseline", "none.json", "--accept-new"]])
def test_options_that_lack_one_another_end_the_run(words: list[str]) -> None:
    Path("a.txt").write_text(_PLAN, encoding="utf-8")
    assert main(["check", *words, "a.txt"]) == 2
