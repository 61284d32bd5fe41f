"""`planlint targets`: the targets as people, programs and spreadsheets read them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from planlint.cli.listings.targets import TargetsOf
from planlint.facts.tables.targets import Listed
from planlint.facts.targets.target import Target
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span

PLAN = """\
一、主要目标
到2025年，生活@@垃圾资源化利用率达到60%，单位面积能耗比2020年下降13.5%。
到2030年，生活垃圾资源化利用率达到80%以上。
"""


def put(text: str = PLAN) -> None:
    Path("a.txt").write_text(text, encoding="utf-8")


def records(run: Any) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("targets", "a.txt", "--output-format", "json").out)["targets"]
    return listed


def test_a_target_is_recorded_with_its_place_on_disk(run) -> None:
    put()
    code, out, err = run("targets", "a.txt", "--output-format", "json")
    assert (code, err, out[-2:]) == (0, "", "}\n")
    listed = json.loads(out)
    assert (listed["schema"], len(listed["targets"])) == ("planlint/targets@2", 3)
    first = listed["targets"][0]
    assert first.pop("text") in ("生活垃圾资源化利用率达到60%", "到2025年，生活垃圾资源化利用率达到60%")
    assert (first.pop("start")["line"], first.pop("end")["column"]) == (2, 25)
    assert first == {
        "path": "a.txt",
        "kind": "target",
        "id": "生活垃圾资源化利用率",
        "subject": None,
        "year": 2025,
        "period": None,
        "base_year": None,
        "indicator": "生活垃圾资源化利用率",
        "comparator": "=",
        "change": None,
        "value": 60,
        "low": 60,
        "high": 60,
        "value_text": "60%",
        "unit": "%",
        "cell": None,
        "nature": None,
        "cumulative": False,
        "baseline": None,
        "groups": [],
    }


def test_a_change_says_from_when_it_counts(run) -> None:
    put()
    [_, found, _] = records(run)
    assert (found["change"], found["value"], found["base_year"], found["comparator"]) == ("decrease", 13.5, 2020, "=")


def test_a_person_sees_the_indicators_by_year(run) -> None:
    put()
    code, out, err = run("targets", "a.txt")
    assert (code, err) == (0, "")
    assert (
        out
        == """\
a.txt
指标                  2025                2030  行
────────────────────────────────────────────────────
生活垃圾资源化利用率  60%                 ≥80%  2、3
单位面积能耗          ↓13.5%（较2020年）        2
3个目标，2项指标
"""
    )


PLACES = Plan(read(Source("到2030年前达峰，能耗明显下降，到一定时候建成3座，每年2次\n")).view, read(Source("")).root)


def of(words: str, **values: Any) -> Target:
    at = PLACES.text.index(words)
    span = Span(at, at + len(words))
    usual: dict[str, Any] = {"span": span, "indicator_span": span, "value_span": span, "indicator": "某项", "comparator": "=", "value": 3, "unit": "座"}
    return Target(**{**dict.fromkeys(Target._fields), **Target._field_defaults, **usual, **values})


def drawn(*found: Target, width: int = 60) -> list[str]:
    written = io.StringIO()
    TargetsOf("a.txt", PLACES, [Listed(target, None) for target in found]).draw(Console(file=written, width=width, color_system=None), "zh")
    return [line.rstrip() for line in written.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (of("3座", year=2025), "3座"),
        (of("3座", year=2025, comparator=">="), "≥3座"),
        (of("3座", year=2025, comparator="<="), "≤3座"),
        (of("3座", year=2025, comparator=">"), "＞3座"),
        (of("3座", year=2025, comparator="~"), "约3座"),
        (of("3座", year=2025, change="increase"), "↑3座"),
        (of("3座", year=2025, base_year=2020), "3座（较2020年）"),
        (of("2030年", year=2030, comparator="before", value=2030, unit="年"), "2030年前"),
        (of("明显下降", year=2025, comparator="qualitative", change="decrease", value=None, unit=None), "明显下降"),
    ],
)
def test_a_value_is_shown_in_a_few_words(target: Target, words: str) -> None:
    assert drawn(target)[3].split()[1] == words


def test_times_come_in_order_and_what_has_none_comes_last() -> None:
    found = (of("3座"), of("3座", period="十五五"), of("3座", year=2030), of("3座", year=2025))
    assert drawn(*found)[1].split() == ["指标", "2025", "2030", "未写年份", "十五五", "行"]


def test_the_same_value_stated_twice_is_shown_once() -> None:
    assert drawn(of("3座", year=2025), of("3座", year=2025))[3].split()[1:] == ["3座", "1"]


def test_a_table_fits_its_width() -> None:
    found = [of("明显下降", year=year, value=None, indicator="很长的一项指标名称" * 3) for year in range(2025, 2031)]
    assert max(len(line) for line in drawn(*found, width=80)) <= 80


def test_a_csv_has_numbers_and_words(run) -> None:
    put()
    rows = list(csv.reader(io.StringIO(run("targets", "a.txt", "--output-format", "csv").out.lstrip("\ufeff"))))
    assert rows[0] == ["文件", "行", "指标", "年份", "时期", "比较", "数值", "单位", "变化", "基年", "原文", "表格", "属性", "基期值", "类别"]
    assert rows[2][:10] == ["a.txt", "2", "单位面积能耗", "2025", "", "等于", "13.5", "%", "下降", "2020"]


def test_a_workbook_has_numbers_as_numbers(run) -> None:
    put()
    assert run("targets", "a.txt", "-o", "t.xlsx") == (0, "", "已写入 t.xlsx\n")
    page = openpyxl.load_workbook("t.xlsx").active
    assert page.title == "目标"
    assert [(cell.value, cell.data_type) for cell in page[3]][3:7] == [(2025, "n"), (None, "n"), ("等于", "s"), (13.5, "n")]


def test_a_text_without_targets_says_so(run) -> None:
    put("各位代表：\n")
    assert run("targets", "a.txt").out == "a.txt\n没有目标\n"
    assert run("targets", "a.txt", "--lang", "en").out == "a.txt\nno targets\n"
    assert records(run) == []


def test_no_control_character_reaches_the_terminal(run) -> None:
    put("一、主要目标\n到2025年，生活\x1b[2J垃圾资源化\x07利用率达到60%。\n")
    for form in ("table", "csv"):
        assert not set(run("targets", "a.txt", "--output-format", form).out) & {"\x1b", "\x07"}


def test_a_file_that_can_not_be_read_ends_with_2(run) -> None:
    assert run("targets", "没有.txt", "--output-format", "csv").code == 2


def test_a_target_of_a_table_tells_its_cell_and_its_base(run) -> None:
    put("云溪市节水规划（2026—2030年）\n一、目标\n指标\t单位\t2025年\t2030年\t属性\n漏损率\t%\t11\t≤8\t约束性\n")
    (found,) = records(run)
    assert (found["indicator"], found["year"], found["comparator"], found["value"], found["unit"]) == ("漏损率", 2030, "<=", 8, "%")
    assert (found["cell"], found["nature"], found["baseline"]) == (
        {"table": 1, "row": 2, "column": 4},
        "binding",
        {"year": 2025, "value": 11, "comparator": "="},
    )
    assert "表1第2行第4列" in run("targets", "a.txt", "--output-format", "csv").out
