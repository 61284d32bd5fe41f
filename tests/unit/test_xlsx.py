"""Workbooks as text with cells: what is read of them, and what is refused."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from planlint.facts.tasks.tabled import table_tasks
from planlint.files import find
from planlint.formats import xlsx
from planlint.formats.unreadable import Unreadable
from planlint.phrases.labels import Duty
from planlint.syntax import read
from planlint.text.source import Source
from workbooks import saved, with_part, workbook

_SHEET = "xl/worksheets/sheet1.xml"
_PLAIN = workbook([["序号", "任务"], [1, "修路"]])


def of(rows: list[list[object]], *merged: str) -> Source:
    def merge(sheet):
        for area in merged:
            sheet.merge_cells(area)

    return xlsx.read(workbook(rows, merge), "a.xlsx")


def cells(source: Source) -> list[tuple[int, int, int, int, int]]:
    return [tuple(said.cell)[:5] for said in source.evidence if said.cell is not None]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (12, "General", "12"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (0.855, "0.0%", "85.5%"),
        (0.85, "0%", "85%"),
        (7.5, "0.00", "7.50"),
        (12345, "#,##0", "12345"),
        (3, '0"项"', "3"),
        (True, "General", "TRUE"),
        (date(2026, 6, 30), "yyyy-mm-dd", "2026年6月30日"),
        (datetime(2026, 6, 1), 'yyyy"年"m"月"', "2026年6月"),
        ("修好\n国道 ", "General", "修好\n国道"),
        ("a\x07b", "General", "ab"),
    ],
)
def test_a_value_is_written_as_a_sheet_shows_it(value: object, form: str, expected: str) -> None:
    assert xlsx.shown(value, form) == expected


def test_a_row_with_one_cell_around_a_table_is_a_line() -> None:
    source = of([["附件：任务分工表"], ["序号", "任务", "牵头单位"], ["一、设施"], [1, "修路", "县交通局"], ["注：由县交通局解释。"]], "A1:C1", "A3:C3")
    assert source.text.split("\n")[0] == "附件：任务分工表"
    assert source.text.split("\n")[-2] == "注：由县交通局解释。"
    assert cells(source) == [(1, 1, 1, 1, 1), (1, 1, 2, 1, 1), (1, 1, 3, 1, 1), (1, 2, 1, 1, 3), (1, 3, 1, 1, 1), (1, 3, 2, 1, 1), (1, 3, 3, 1, 1)]


def test_a_place_is_the_row_of_the_sheet() -> None:
    source = of([[], ["附件"], [], ["任务", "单位"], ["修路", "县交通局"]])
    assert source.place(source.text.index("修路")).line == 5


def test_merged_cells_speak_for_their_rows() -> None:
    source = of([["序号", "任务", "牵头单位", "完成时限"], [1, "修路", "县交通局", "2026年6月"], [2, "架桥", None, "长期坚持"]], "C2:C3")
    found = table_tasks(read(source))
    assert [(task.title, task.named(Duty.LEAD), task.deadline) for task in found] == [("修路", ("县交通局",), "2026-06"), ("架桥", ("县交通局",), None)]


def test_sheets_that_are_hidden_are_not_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["任务", "单位"])
    book.active.append(["修路", "县交通局"])
    hidden = book.create_sheet("底稿")
    hidden.append(["不公开"])
    hidden.sheet_state = "hidden"
    assert "不公开" not in xlsx.read(saved(book), "a.xlsx").text


def test_formulas_without_values_are_counted() -> None:
    source = of([["任务", "数量"], ["修路", "=1+1"], ["架桥", "=2+2"]])
    assert [(remark.kind, remark.number) for remark in source.remarks] == [("formulas-without-values", 2)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版"),
        ("一、总体要求".encode(), "内容不是 Excel 表格"),
        (_PLAIN[:-200], "不完整或已损坏"),
        (with_part(_PLAIN, _SHEET, lambda part: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + part), "DOCTYPE"),
        (with_part(_PLAIN, _SHEET, lambda part: part.replace(b'r="2"', b'r="99999999"')), "单元格"),
        (with_part(_PLAIN, _SHEET, lambda part: part.replace(b'r="A2"', b'r="ZZZZ2"')), "单元格"),
        (with_part(_PLAIN, _SHEET, lambda part: part[: len(part) // 2]), "不完整或已损坏"),
        (with_part(_PLAIN, _SHEET, lambda part: part.replace(b"</worksheet>", b" " * (8 << 20) + b"</worksheet>")), "压缩比异常"),
        (workbook([]), "没有文字"),
    ],
)
def test_what_is_no_workbook_or_a_hostile_one_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        xlsx.read(raw, "a.xlsx")
    assert words in refused.value.reason_zh


def test_merged_cells_and_sizes_that_are_beyond_the_sheet_cost_nothing() -> None:
    raw = with_part(
        _PLAIN,
        _SHEET,
        lambda part: part.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="A1:XFD1048576"/>').replace(
            b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
        ),
    )
    assert xlsx.read(raw, "a.xlsx").text == "序号\t任务\n1\n"


def test_a_word_file_under_the_name_of_a_workbook_is_told() -> None:
    raw = (Path(__file__).parent.parent.parent / "fixtures" / "formats" / "jieshui.docx").read_bytes()
    with pytest.raises(Unreadable, match="Word 文档"):
        xlsx.read(raw, "a.xlsx")


def test_a_missing_package_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Unreadable, match=r"planlint\[xlsx\]"):
        xlsx.read(_PLAIN, "a.xlsx")


def test_workbooks_are_taken_where_they_are_named_and_not_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(_PLAIN)
    (tmp_path / "b.txt").write_text("一、总体要求\n", encoding="utf-8")
    assert [Path(path).name for path in find([str(tmp_path)]).files] == ["b.txt"]
    assert [Path(path).name for path in find([str(tmp_path / "a.xlsx")]).files] == ["a.xlsx"]
