"""`planlint compare` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from planlint.cli import main
from planlint.cli.listings.schemas import schemas
from scratch import Repository
from word_files import word_file

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


def test_a_summary_is_added_to_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["compare", str(_PLANS / "draft-2.txt"), "--with", _DRAFT, "--isolated", "--output-format", "github"]) == 0
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("## 10处改动，重新编号6项\n")
    assert "| CHG014 |" in written


def test_a_spreadsheet_has_a_row_for_each_measure_and_target(tmp_path: Path) -> None:
    book = tmp_path / "taken-up.xlsx"
    assert main([*_CALL, "-o", str(book)]) == 0
    rows = list(load_workbook(book).active.iter_rows(values_only=True))
    assert rows[0][:7] == ("上级", "序号", "任务", "承接", "举措或目标", "适用", "状态")
    assert (_SUPERIOR, "二、（四）4.", "加强纸质文献采购", "已承接", "建立县域联合采购机制", "", "有改动（减弱）") in [
        tuple(cell or "" for cell in row[:7]) for row in rows
    ]


def test_it_speaks_english_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*_CALL, "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("tasks  13 tasks: taken-up 9 · partly 2 · merged 0 · missing 1 · not-applicable 1\n")
    assert main(["compare", str(_PLANS / "draft-2.txt"), "--with", _DRAFT, "--isolated", "--lang", "en"]) == 0
    assert "due 2026-12, now 2025-12" in capsys.readouterr().out


def test_a_page_is_written_by_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a.txt", "--against", "b.txt", "-o", "c.html", "--lang", "zh"]) == 2
    assert capsys.readouterr().err == "错误：网页由报告命令来写：planlint report a.txt --against b.txt -o c.html\n"


def test_what_can_not_be_read_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", _DRAFT, "--against", str(_PLANS / "none.txt"), "--isolated"]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert main(["compare", _DRAFT, "--isolated"]) == 2
    assert "--against" in capsys.readouterr().err


def test_what_changed_since_the_last_draft_is_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(_PLANS / "draft-2.txt"), "--with", _DRAFT, "--isolated"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "10处改动，重新编号6项",
        "目标  一、（二）主要目标  目标“县级图书馆达标率 2027 90%以上”改为“县级图书馆达标率 2027 95%以上”  第9行",
        "单位  二、（三）1.改造提升县级图书馆  新增单位省住房城乡建设厅  第15行",
        "目标  二、（三）1.改造提升县级图书馆  目标“县级图书馆改造 2026 12个”改为“县级图书馆改造 2026 15个”  第15行",
        "牵头  二、（三）2.织密乡村阅读网点  不再写明牵头单位（原为省文化和旅游厅）  第17行",
        "任务  二、（三）3.发展海岛阅读  由二、（五）8.移至二、（三）3.  第19行",
        "数字  二、（五）7.推进校园阅读  数字有改动：“每周开设不少于一节阅读课”改为“每周开设不少于两节阅读课”  第31行",
        "单位  二、（五）8.打造阅读品牌  删去单位省残联  第33行",
        "任务  由“二、（五）8.打造阅读品牌”拆出“二、（五）9.关爱特殊群体阅读”  第35行",
        "任务  删去“三、（八）严格督促检查”  原稿第41行",
        "时限  三、（七）加强队伍建设  完成时限由2026-12改为2025-12  第41行",
    ]


def test_a_lost_lead_may_fail_and_the_record_of_changes_is_as_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["compare", str(_PLANS / "draft-2.txt"), "--with", _DRAFT, "--isolated", "--output-format", "json"]
    assert main([*call, "--fail-on", "leads"]) == 1
    record = json.loads(capsys.readouterr().out)
    Draft202012Validator(schemas()["compare"]).validate(record)
    assert record["summary"]["task-moved"] == 1


def test_a_file_is_compared_with_itself_at_a_revision(scratch: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(scratch.folder)
    target = next(path for path in sorted(scratch.folder.rglob("*.txt")) if "负责）" in path.read_text(encoding="utf-8"))
    assert main(["compare", str(target), "--since", "HEAD", "--isolated"]) == 0
    assert capsys.readouterr().out == "没有改动\n"
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("负责）", "、市气象局负责）", 1), encoding="utf-8")
    assert main(["compare", str(target), "--since", "HEAD", "--isolated"]) == 0
    assert "新增单位市气象局" in capsys.readouterr().out


def test_a_comment_stands_at_the_place_of_each_question(tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    lines = (_PLANS / "draft-1.txt").read_text(encoding="utf-8").split("\n\n")
    draft.write_bytes(word_file("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)))
    copy = tmp_path / "out.docx"
    assert main(["compare", str(draft), "--against", _SUPERIOR, "--isolated", "--annotate", str(copy)]) == 0
    comments = ZipFile(copy).read("word/comments.xml").decode()
    assert "CMP001 上级“二、（三）3.优化城市阅读空间”在本稿中未见" in comments


def test_a_matrix_has_a_column_for_each_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts = [_DRAFT, str(_PLANS / "draft-2.txt")]
    assert main(["matrix", *drafts, "--against", _SUPERIOR, "--isolated"]) == 0
    shown = capsys.readouterr().out
    assert "× ×  二、（三）3.优化城市阅读空间" in shown
    assert "× ×    延长夜间开放时间" in shown
    assert "● ×  三、（九）严格督促检查" in shown
    assert main(["matrix", *drafts, "--against", _SUPERIOR, "--isolated", "--output-format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    Draft202012Validator(schemas()["compare"]).validate(record)
    assert [plan["draft"]["path"] for plan in record["plans"]] == drafts
    book = tmp_path / "matrix.xlsx"
    assert main(["matrix", *drafts, "--against", _SUPERIOR, "--isolated", "-o", str(book)]) == 0
    page = load_workbook(book).active
    assert [cell.value for cell in page[1]] == ["序号", "任务", "举措", *drafts]
    assert main(["matrix", *drafts, "--isolated"]) == 2


def test_a_draft_may_ask_to_let_a_question_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    text = (_PLANS / "draft-1.txt").read_text(encoding="utf-8")
    draft.write_text(f"<!-- planlint: ignore-file[CMP001] 省内没有地铁 -->\n\n{text}", encoding="utf-8")
    assert main(["compare", str(draft), "--against", _SUPERIOR, "--isolated", "--fail-on", "missing"]) == 0
    capsys.readouterr()
    assert main(["compare", str(draft), "--against", _SUPERIOR, "--isolated", "--output-format", "json"]) == 0
    missing = [one for one in json.loads(capsys.readouterr().out)["questions"] if one["code"] == "CMP001"]
    assert [one["suppressed"]["reason"] for one in missing] == ["省内没有地铁"]
