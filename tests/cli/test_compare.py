"""`planlint compare` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planlint.cli import main
from planlint.cli.listings.schemas import schemas

_PLANS = Path(__file__).parents[2] / "fixtures" / "compare"
_DRAFT, _SUPERIOR = str(_PLANS / "draft-1.txt"), str(_PLANS / "superior.txt")
_CALL = ["compare", _DRAFT, "--against", _SUPERIOR, "--isolated"]


def test_the_summary_and_each_kind_of_difference_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(_CALL) == 0
    shown = capsys.readouterr().out
    for line in (
        "承接情况  13项任务：已承接 9 · 部分承接 2 · 并入其他任务 0 · 未见 1 · 不适用 1",
        "未见  二、（三）3.优化城市阅读空间",
        "  未见  “支持老旧厂房改造为特色阅读空间”",
        "指标  县级图书馆达标率  2027  上级 ≥95%  本稿 ≥90%  低于上级，是否因本地结构？  第9行",
        "单位  二、（三）1.  上级 住房城乡建设部  本稿无对应单位",
        "时限  三、（八）  上级 2025-12  本稿 2026-12",
        "新增  二、（五）8.发展海岛阅读",
    ):
        assert line in shown


def test_nothing_fails_unless_it_is_asked_for() -> None:
    assert main([*_CALL, "--fail-on", "missing"]) == 1
    assert main(["compare", _SUPERIOR, "--against", _SUPERIOR, "--isolated", "--fail-on", "any"]) == 0


def test_the_record_is_as_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_CALL, "--output-format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    Draft202012Validator(schemas()["compare"]).validate(record)
    (superior,) = record["superiors"]
    assert superior["summary"]["missing"] == 1
    lost = next(measure for task in superior["tasks"] for measure in task["measures"] if measure["text"] == "鼓励邮政网点代办图书借还")
    assert (lost["state"], lost["scope"], lost["start"]["line"]) == ("not-found", "open", 17)


def test_a_task_may_be_set_apart_in_the_configuration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text('[[not-applicable]]\ntask = "优化城市阅读空间"\nreason = "省内没有地铁"\n', encoding="utf-8")
    assert main(["compare", _DRAFT, "--against", _SUPERIOR, "--config", str(settings), "--fail-on", "missing"]) == 0
    assert "不适用  二、（三）3.优化城市阅读空间  省内没有地铁" in capsys.readouterr().out


def test_a_reason_is_needed_for_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text('[[not-applicable]]\ntask = "优化城市阅读空间"\n', encoding="utf-8")
    assert main(["compare", _DRAFT, "--against", _SUPERIOR, "--config", str(settings)]) == 2
    assert "own.toml:1" in capsys.readouterr().err


def test_a_baseline_knows_questions(tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    assert main([*_CALL, "--baseline", known, "--update-baseline", "--fail-on", "any"]) == 0
    assert main([*_CALL, "--baseline", known, "--fail-on", "any"]) == 0
    entries = json.loads(Path(known).read_text(encoding="utf-8"))["entries"]
    Path(known).write_text(json.dumps({"schema": "planlint/baseline@1", "entries": entries[1:]}), encoding="utf-8")
    assert main([*_CALL, "--baseline", known, "--fail-on", "any"]) == 1


def test_questions_are_reported_in_the_forms_of_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_CALL, "--output-format", "github"]) == 0
    assert "title=planlint (CMP001)" in capsys.readouterr().out
    assert main([*_CALL, "--output-format", "markdown"]) == 0
    assert "| CMP001 |" in capsys.readouterr().out


def test_what_can_not_be_read_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", _DRAFT, "--against", str(_PLANS / "none.txt"), "--isolated"]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert main(["compare", _DRAFT, "--isolated"]) == 2
    assert "--against" in capsys.readouterr().err
