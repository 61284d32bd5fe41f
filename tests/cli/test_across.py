"""`planlint similar` and `planlint cites`: what documents have to do with one another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planlint.cli.listings.schemas import schemas

NATION = """供水保障行动方案

国发〔2023〕5号

国务院

2023年3月1日

一、重点任务
（一）更新供水管网。推进老旧供水管网更新改造，降低漏损。（住房城乡建设部牵头，国家发展改革委配合）
"""
PROVINCE = """山西省供水保障实施方案

晋政发〔2023〕9号

山西省人民政府

2023年6月1日

根据《国务院关于印发〈供水保障行动方案〉的通知》（国发〔2023〕5号）和《城镇供水条例》，制定本方案。

一、总体要求
坚持节水优先、空间均衡、系统治理、两手发力，全面提升全省供水保障能力。
二、重点任务
（一）更新管网。到2025年，全面完成老旧供水管网更新改造，公共供水管网漏损率控制在百分之八以内。（省住房城乡建设厅负责）
"""
CITY = """{city}供水保障实施方案

{city}人民政府

{date}

为贯彻《山西省供水保障实施方案》（晋政发〔2023〕9号）和《关于加强城市节水工作的指导意见》，制定本方案。

一、总体要求
坚持以人民为中心，把节水贯穿{city}经济社会发展全过程，建成安全、优质、高效的城市供水体系。
二、重点任务
（一）更新管网。改造使用年限超过三十年的供水管网，推进分区计量，完善漏损控制长效机制。（市水务局牵头，市财政局配合）
（二）保障应急。建设应急备用水源，编制供水突发事件应急预案，每年至少组织一次演练。（市水务局负责）
"""
SKIPPING = CITY.replace("《山西省供水保障实施方案》（晋政发〔2023〕9号）", "《供水保障行动方案》").replace("坚持以人民为中心", "坚持人民至上")


@pytest.fixture
def out(run) -> str:
    files = {
        "n.txt": NATION,
        "p.txt": PROVINCE,
        "c1.txt": CITY.format(city="晋中市", date="2023年9月1日"),
        "c2.txt": CITY.format(city="大同市", date="2023年8月1日"),
        "c3.txt": SKIPPING.format(city="晋中市榆次区", date="2023年10月1日"),
        "other.txt": "甲市会议通知\n\n一、会议时间\n另行通知，请各单位做好准备并按时参加，不得无故缺席。\n",
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    assert run("extract", ".", "-o", "out", "--output-format", "jsonl", "--isolated", "--quiet").code == 0
    return "out"


def test_a_plan_copied_with_another_name_is_a_family_with_the_first_date(run, out: str) -> None:
    pytest.importorskip("datasketch")
    found = json.loads(run("similar", out, "--output-format", "json").out)
    Draft202012Validator(schemas()["similar"]).validate(found)
    (family,) = found["families"]
    assert [(member["path"], member["same"]) for member in family["members"]] == [("c2.txt", True), ("c1.txt", True), ("c3.txt", False)]
    assert family["levels"] == ["city", "county"]
    assert 0.8 <= family["members"][2]["similarity"] < 1


def test_tasks_have_families_too(run, out: str) -> None:
    pytest.importorskip("datasketch")
    found = json.loads(run("similar", out, "--of", "tasks", "--output-format", "json").out)
    assert [[member["task"] for member in family["members"]] for family in found["families"]] == [[1, 1, 1], [2, 2, 2]]


def test_families_are_shown_to_people(run, out: str) -> None:
    pytest.importorskip("datasketch")
    assert (
        run("similar", out, "--threshold", "0.95").out
        == """1. 2 个文件  市
   2023-08-01  大同市供水保障实施方案  c2.txt
   2023-09-01  晋中市供水保障实施方案  c1.txt  只换名称
"""
    )
    assert run("similar", out, "--threshold", "2").code == 2
    assert run("similar", ".") == (2, "", "错误：. 里没有 documents 表；先运行 planlint extract\n")
    assert run("similar", out, "--output-format", "csv").out.count("\n") == 4


def test_who_carries_out_whom_and_what_is_missing(run, out: str) -> None:
    found = json.loads(run("cites", out, "--output-format", "json").out)
    Draft202012Validator(schemas()["cites"]).validate(found)
    edges = [(edge["document"]["path"], (edge["superior"] or {}).get("path"), edge["skips"]) for edge in found["edges"]]
    assert edges == [
        *[("c1.txt", None, False), ("c1.txt", "p.txt", False), ("c2.txt", None, False), ("c2.txt", "p.txt", False)],
        *[("c3.txt", "n.txt", True), ("c3.txt", None, False), ("p.txt", "n.txt", False)],
    ]
    assert found["missing"] == [{"title": "关于加强城市节水工作的指导意见", "number": None, "documents": 3}]
    assert [known["path"] for known in found["rootless"]] == ["other.txt"]


def test_the_chain_is_shown_to_people(run, out: str) -> None:
    assert (
        run("cites", out).out
        == """山西省供水保障实施方案  省  2023-06-01  p.txt
  ← 晋中市供水保障实施方案  市  2023-09-01  c1.txt
  ← 大同市供水保障实施方案  市  2023-08-01  c2.txt
供水保障行动方案  国家  2023-03-01  n.txt
  ← 晋中市榆次区供水保障实施方案  县  2023-10-01  c3.txt
  ← 山西省供水保障实施方案  省  2023-06-01  p.txt
上位文件不在其中：
  3× 《关于加强城市节水工作的指导意见》
4 处找到，1 个上位文件不在其中，1 处越级，1 个文件没有写上位文件
"""
    )
    assert run("cites", out, "-o", "cites.csv").code == 0
    assert Path("cites.csv").read_text(encoding="utf-8-sig").splitlines()[0] == "文件,标题,层级,日期,上位文件,文号,上位文件所在,上位层级,越级"


def test_the_same_tables_in_other_parts_give_the_same_answer(run, out: str) -> None:
    run("extract", ".", "-o", "other", "--output-format", "csv", "--isolated", "--quiet", "--jobs", "1", "--part-size", "2")
    assert run("cites", out).out == run("cites", "other").out
    pytest.importorskip("datasketch")
    assert run("similar", out, "--output-format", "json").out.replace("out", "") == run("similar", "other", "--output-format", "json").out
