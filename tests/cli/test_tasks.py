"""`planlint tasks`: the tasks as people, programs and spreadsheets read them."""

from __future__ import annotations

import builtins
import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planlint.text.widths import cells

PLAN = """\
云溪市公共浴室改造行动方案

一、总体要求
坚持便民利民。

二、重点任务
（一）改造老旧浴室。更新锅炉30台。（市商务局牵头，市财政局、市水利局配合，2025年6月底前完成）
（二）扶持社区浴室。到2025年底，完成改造12座。
1.减免费用。按规定减免。
2.开放内部浴室。鼓励开放。
（责任单位：市机关事务局；完成时限：2025年12月）
（三）强化@@监管。（各有关部门按职责分工负责）
"""


def put(text: str = PLAN, name: str = "a.txt") -> None:
    Path(name).write_text(text, encoding="utf-8")


def records(run: Any, *words: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("tasks", *words, "--output-format", "json").out)["tasks"]
    return listed


def test_a_task_is_recorded_with_its_place_and_its_bodies(run) -> None:
    put()
    code, out, err = run("tasks", "a.txt", "--output-format", "json")
    assert (code, err, out[-2:], out.count("\n\n")) == (0, "", "}\n", 0)
    listed = json.loads(out)
    assert listed["schema"] == "planlint/tasks@2"
    assert listed["tasks"][0] == {
        "path": "a.txt",
        "number_path": ["二、", "（一）"],
        "title": "改造老旧浴室",
        "role": "tasks",
        "row": 1,
        "rows": 1,
        "measure": "（一）改造老旧浴室。更新锅炉30台。",
        "start": {"line": 7, "column": 1, "offset": 38},
        "end": {"line": 7, "column": 51, "offset": 88},
        "lead": ["市商务局"],
        "responsible": [],
        "supporting": ["市财政局", "市水利局"],
        "bodies": [
            {"name": "市商务局", "id": "云溪市:commerce", "region": "云溪市", "region_code": None, "duty": "lead", "rank": "lead"},
            {"name": "市财政局", "id": "云溪市:finance", "region": "云溪市", "region_code": None, "duty": "supporting", "rank": "supporting"},
            {"name": "市水利局", "id": "云溪市:water", "region": "云溪市", "region_code": None, "duty": "supporting", "rank": "supporting"},
        ],
        "collective": False,
        "written": "（市商务局牵头，市财政局、市水利局配合，2025年6月底前完成）",
        "inherited_from": None,
        "deadline": "2025-06",
        "deadline_text": "2025年6月底",
        "ongoing": False,
        "implied": [],
        "implied_by": None,
        "cell": None,
    }


def test_places_and_texts_are_those_of_the_repaired_text_on_disk(run) -> None:
    put()
    last = records(run, "a.txt")[-1]
    assert (last["title"], last["written"], last["collective"]) == ("强化监管", "（各有关部门按职责分工负责）", True)
    assert (last["start"]["line"], last["end"]["column"]) == (12, 25)


def test_a_person_sees_the_bodies_by_duty_and_the_deadlines(run) -> None:
    put()
    code, out, err = run("tasks", "a.txt")
    assert (code, err) == (0, "")
    assert (
        out
        == """\
a.txt
序号          任务           牵头单位    责任单位       配合单位       时限
───────────────────────────────────────────────────────────────────────────────
二、（一）    改造老旧浴室   市商务局                   市财政局、     2025-06
                                                        市水利局
二、（二）1.  减免费用                   市机关事务局                  2025-12
                                         ↑ 二、（二）
二、（二）2.  开放内部浴室               市机关事务局                  2025-12
                                         ↑ 二、（二）
二、（三）    强化监管                   各有关部门
4项任务，5个单位
"""
    )


def test_the_matrix_marks_duties_below_upright_names(run) -> None:
    put()
    code, out, err = run("tasks", "a.txt", "--matrix")
    assert (code, err) == (0, "")
    assert (
        out
        == """\
a.txt
                                                  市
                                                  机 各
                                         市 市 市 关 有
                                         商 财 水 事 关
                                         务 政 利 务 部
任务                                     局 局 局 局 门
───────────────────────────────────────────────────────
二、（一）改造老旧浴室                   ●  △  △
二、（二）1.减免费用                              ○
二、（二）2.开放内部浴室                          ○
二、（三）强化监管                                   ○

合计                                     1  1  1  2  1
● 牵头单位  ○ 责任单位  △ 配合单位
4项任务，5个单位
"""
    )


def test_a_matrix_that_is_too_wide_comes_in_pieces(run, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [f"县第{n}局" for n in "一二三四五六七八九"]
    put(f"一、重点任务\n（一）修路。（{'、'.join(bodies)}负责）\n（二）架桥。（县交通局负责）\n")
    monkeypatch.setenv("COLUMNS", "42")
    out = run("tasks", "a.txt", "--matrix").out
    heads = [line for line in out.splitlines() if line.startswith("任务")]
    assert len(heads) == 2
    assert max(cells(line) for line in out.splitlines()) <= 42


def test_tasks_without_bodies_have_no_matrix(run) -> None:
    put("一、重点任务\n（一）修路。修好路。\n（二）架桥。架好桥。\n")
    assert run("tasks", "a.txt", "--matrix").out == "a.txt\n没有写明单位的任务\n"


def test_a_text_without_tasks_says_so(run) -> None:
    put("各位代表：\n")
    assert run("tasks", "a.txt").out == "a.txt\n没有任务\n"
    assert records(run, "a.txt") == []


def test_tasks_that_name_no_body_are_counted(run) -> None:
    put("一、重点任务\n（一）修路。抓紧。（县交通局负责）\n（二）架桥。抓紧。\n")
    assert run("tasks", "a.txt").out.endswith("2项任务，1个单位；1项没有写单位\n")


def test_what_is_inherited_says_from_where(run) -> None:
    put("一、重点任务\n（一）修路。统筹推进。（县交通局负责）\n1.修国道。抓紧。\n2.修县道。抓紧。\n（二）架桥。抓紧。（县水利局负责）\n")
    assert [(task["title"], task["responsible"], task["inherited_from"]) for task in records(run, "a.txt")] == [
        ("修国道", ["县交通局"], ["一、", "（一）"]),
        ("修县道", ["县交通局"], ["一、", "（一）"]),
        ("架桥", ["县水利局"], None),
    ]
    assert "↑ 一、（一）" in run("tasks", "a.txt").out


def test_bodies_that_answer_for_all_are_told_below_the_table(run) -> None:
    put("一、重点任务\n（一）修路。抓紧。（县交通局负责。以下均需各乡镇人民政府落实，不再列出）\n（二）架桥。抓紧。（县水利局负责）\n")
    assert "按一、（一），各项任务另由各乡镇人民政府落实\n" in run("tasks", "a.txt").out
    assert "as 一、（一） says, also: 各乡镇人民政府\n" in run("tasks", "a.txt", "--lang", "en").out


def test_a_csv_opens_in_a_spreadsheet(run_process) -> None:
    put()
    code, out, err = run_process("tasks", "a.txt", "--output-format", "csv")
    assert (code, err) == (0, "")
    assert out.startswith(b"\xef\xbb\xbf")
    assert out.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(out.decode("utf-8-sig"))))
    assert rows[0] == ["文件", "行", "序号", "任务", "事项", "牵头单位", "责任单位", "配合单位", "另由", "完成时限", "承自", "原文"]
    assert rows[1][:4] == ["a.txt", "7", "二、（一）", "改造老旧浴室"]
    assert rows[1][4:10] == ["（一）改造老旧浴室。更新锅炉30台。", "市商务局", "", "市财政局、市水利局", "", "2025-06"]
    assert len(rows) == 5


@pytest.mark.parametrize("title", ["=1+2", "+1", "-1", "@SUM(A1)", "＝1"])
def test_no_cell_of_a_csv_is_a_formula(run, title: str) -> None:
    put(f"一、重点任务\n（一）{title}。抓紧。（县交通局负责）\n")
    [row] = list(csv.reader(io.StringIO(run("tasks", "a.txt", "--output-format", "csv").out.lstrip("\ufeff"))))[1:]
    assert row[3] == "'" + title


def test_a_csv_of_the_matrix_has_a_column_for_each_body(run) -> None:
    put()
    run("tasks", "a.txt", "--matrix", "-o", "m.csv")
    rows = list(csv.reader(io.StringIO(Path("m.csv").read_text(encoding="utf-8-sig"))))
    assert rows[:2] == [
        ["文件", "序号", "任务", "市商务局", "市财政局", "市水利局", "市机关事务局", "各有关部门"],
        ["a.txt", "二、（一）", "改造老旧浴室", "●", "△", "△", "", ""],
    ]


def test_a_workbook_holds_texts_and_no_formulas(run) -> None:
    put("一、重点任务\n（一）=1+2。抓紧。（县交通局负责）\n")
    assert run("tasks", "a.txt", "--output-file", "t.xlsx") == (0, "", "已写入 t.xlsx\n")
    page = openpyxl.load_workbook("t.xlsx").active
    assert page.title == "任务"
    assert [cell.value for cell in page[1]][:4] == ["文件", "行", "序号", "任务"]
    assert [(cell.value, cell.data_type) for cell in page[2]][1:4] == [(2, "n"), ("一、（一）", "s"), ("=1+2", "s")]


def test_a_workbook_of_the_matrix_has_a_mark_in_a_cell(run) -> None:
    put()
    run("tasks", "a.txt", "--matrix", "-o", "m.xlsx")
    page = openpyxl.load_workbook("m.xlsx").active
    assert [cell.value for cell in page[2]] == ["a.txt", "二、（一）", "改造老旧浴室", "●", "△", "△", None, None]


def test_a_workbook_can_go_through_a_pipe(run_process) -> None:
    put()
    code, out, err = run_process("tasks", "a.txt", "--output-format", "xlsx")
    assert (code, err, out[:2]) == (0, "", b"PK")


def test_a_workbook_is_never_shown_in_a_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("tasks", "a.txt", "--output-format", "xlsx") == (2, "", "错误：xlsx 不能显示在终端里；用 --output-file 写入文件\n")


def test_without_the_writer_the_package_to_install_is_named(run, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    for name in [name for name in sys.modules if name.split(".")[0] == "xlsxwriter"]:
        monkeypatch.delitem(sys.modules, name)
    original = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("xlsxwriter"):
            raise ImportError(name)
        return original(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    code, out, err = run("tasks", "a.txt", "-o", "t.xlsx")
    assert (code, out) == (2, "")
    assert "pip install xlsxwriter" in err
    assert not Path("t.xlsx").exists()


def test_several_files_and_folders_are_one_list(run) -> None:
    Path("d").mkdir()
    put(name="d/b.txt")
    put(name="a.txt")
    assert [task["path"] for task in records(run, "a.txt", "d")] == ["a.txt"] * 4 + [str(Path("d/b.txt"))] * 4


def test_a_file_that_can_not_be_read_does_not_keep_the_others_back(run) -> None:
    put()
    Path("b.txt").write_bytes(b"\xff\xff\xff")
    code, out, err = run("tasks", "b.txt", "a.txt", "没有.txt", "--output-format", "json")
    assert (code, len(json.loads(out)["tasks"])) == (2, 4)
    assert [line.split("：")[1] for line in err.splitlines()] == ["没有这个文件或文件夹", "b.txt"]


def test_standard_input_can_be_read(run) -> None:
    listed = json.loads(run("tasks", "-", "--stdin-filename", "草案.txt", "--output-format", "json", stdin=PLAN).out)["tasks"]
    assert {task["path"] for task in listed} == {"草案.txt"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("a.txt", "-"), "“-”不能与其他路径同用"),
        (("a.txt", "--stdin-filename", "b.txt"), "--stdin-filename 只与“-”同用"),
        (("a.txt", "--matrix", "--output-format", "json"), "--matrix 不能与 json 格式同用"),
        (("a.txt", "-o", "没有/t.csv"), "无法写入 没有/t.csv"),
    ],
)
def test_calls_that_make_no_sense_end_with_2(run, words: tuple[str, ...], reason: str) -> None:
    put()
    code, out, err = run("tasks", *words)
    assert (code, out, err.startswith(f"错误：{reason}")) == (2, "", True)


def test_a_call_without_a_file_ends_with_2(run) -> None:
    assert run("tasks").code == 2


def test_no_control_character_reaches_the_terminal_or_a_spreadsheet(run) -> None:
    put("一、重点任务\n（一）修\x1b[2J路。抓紧。（县\x07交通局负责）\n")
    for words in (("tasks", "a.txt"), ("tasks", "a.txt", "--matrix"), ("tasks", "a.txt", "--output-format", "csv")):
        assert not set(run(*words).out) & {"\x1b", "\x07"}


def test_colour_is_only_for_terminals_and_those_who_ask(run) -> None:
    put()
    assert "\x1b[" not in run("tasks", "a.txt").out
    assert "\x1b[" in run("tasks", "a.txt", "--color", "always").out


def test_the_table_speaks_english_too(run) -> None:
    put()
    out = run("tasks", "a.txt", "--lang", "en").out
    assert all(word in out for word in ("Task", "Lead", "Responsible", "Supporting", "Deadline", "4 tasks, 5 bodies"))


TWO_LISTS = """\
山东省2026年公共浴室改造行动方案

一、重点任务
（一）改造浴室。更新锅炉（省发展改革委负责，完成期限：6月底）。开放内部浴室（省发改委牵头，济南市财政局配合，完成期限：长期坚持）。
"""


def test_an_item_with_two_lists_has_two_rows(run) -> None:
    put(TWO_LISTS)
    listed = records(run, "a.txt")
    assert [(task["row"], task["rows"], task["measure"], task["deadline"], task["ongoing"]) for task in listed] == [
        (1, 2, "（一）改造浴室。更新锅炉", "2026-06", False),
        (2, 2, "开放内部浴室", None, True),
    ]
    assert [task["start"]["column"] for task in listed] == [1, 33]
    out = run("tasks", "a.txt").out
    assert "1项任务，3个单位\n" in out
    assert "长期" in out


def test_a_body_is_one_however_it_is_written(run) -> None:
    put(TWO_LISTS)
    listed = json.loads(run("tasks", "a.txt", "--by", "body", "--output-format", "json").out)
    assert listed["schema"] == "planlint/bodies@1"
    assert [(body["id"], body["names"], body["region_code"], len(body["tasks"])) for body in listed["bodies"]] == [
        ("370000:development", ["省发展改革委", "省发改委"], "370000", 2),
        ("370100:finance", ["济南市财政局"], "370100", 1),
    ]


def test_the_tasks_of_each_body_stand_below_its_name(run) -> None:
    put()
    code, out, err = run("tasks", "a.txt", "--by", "body")
    assert (code, err) == (0, "")
    assert (
        out
        == """\
市商务局 1项
  ● 二、（一）改造老旧浴室  2025-06
市财政局 1项
  △ 二、（一）改造老旧浴室  2025-06
市水利局 1项
  △ 二、（一）改造老旧浴室  2025-06
市机关事务局 2项
  ○ 二、（二）1.减免费用  2025-12
  ○ 二、（二）2.开放内部浴室  2025-12
各有关部门 1项
  ○ 二、（三）强化监管
● 牵头单位  ○ 责任单位  △ 配合单位
"""
    )
    assert run("tasks", "a.txt", "--by", "body", "--matrix").code == 2


def test_a_sheet_by_body_has_a_row_for_each_body_and_task(run) -> None:
    put()
    rows = list(csv.reader(io.StringIO(run("tasks", "a.txt", "--by", "body", "--output-format", "csv").out.lstrip("\ufeff"))))
    assert rows[0] == ["单位", "编号", "区划", "职责", "文件", "行", "序号", "任务", "事项", "完成时限"]
    assert rows[1][:4] == ["市商务局", "云溪市:commerce", "云溪市", "牵头单位"]
    assert len(rows) == 7
