"""Annexes in workbooks, as a user calls for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbooks import workbook

_ANNEX = workbook(
    [
        ["附件：云溪市节水行动重点任务分工表"],
        ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
        [1, "完善管网", "市水务局", "市财政局、市财政局", "2026年6月"],
        [2, "建设水厂", "市住房城乡建设局", "无", "2027年底"],
    ],
    lambda sheet: sheet.merge_cells("A1:E1"),
)


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    path = tmp_path / "附件.xlsx"
    path.write_bytes(_ANNEX)
    return path


def test_the_rows_of_a_workbook_are_tasks_with_their_cells(run, annex: Path) -> None:
    listed = json.loads(run("tasks", str(annex), "--output-format", "json").out)["tasks"]
    assert [(task["title"], task["lead"], task["deadline"], task["start"]["line"], task["cell"]) for task in listed] == [
        ("完善管网", ["市水务局"], "2026-06", 3, {"table": 1, "row": 2, "column": 2}),
        ("建设水厂", ["市住房城乡建设局"], "2027-12", 4, {"table": 1, "row": 3, "column": 2}),
    ]


def test_a_finding_stands_in_its_row_and_nothing_is_written(run, annex: Path) -> None:
    checked = run("check", str(annex), "--fix", "--output-format", "json", "--fail-on", "never")
    assert [(found["code"], found["start"]["line"]) for found in json.loads(checked.out)["diagnostics"]] == [("AGY002", 3)]
    assert annex.read_bytes() == _ANNEX


def test_structure_and_targets_are_read_too(run, annex: Path) -> None:
    assert run("tree", str(annex)).code == run("targets", str(annex)).code == 0


def test_one_that_is_cut_short_is_a_finding_of_check_and_an_error_of_the_others(run, annex: Path) -> None:
    annex.write_bytes(_ANNEX[:2000])
    assert (run("check", str(annex)).code, run("tasks", str(annex)).code, run("tree", str(annex)).code) == (1, 2, 2)


def test_a_folder_of_workbooks_alone_holds_nothing_to_check(run, annex: Path) -> None:
    assert run("check", str(annex.parent)).code == 2
