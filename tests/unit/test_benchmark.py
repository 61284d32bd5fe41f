"""The public benchmark: its scorers, on a plan that was written for this test and annotated here."""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "benchmark"))

import fetch  # noqa: E402
import systems  # noqa: E402
from score import ANNOTATIONS, Score, annotated_documents, digest, scores, total  # noqa: E402

PLAN = """临江市供水保障实施方案

一、主要目标
到2027年，公共供水普及率达到95%。
二、重点任务
（一）更新管网。2026年底前改造老旧管网120公里。（市住房城乡建设局牵头，市水务局配合）
（二）保障应急。建设应急水源。（市水务局负责）
"""


def heading(number: str, title: str, parent: int | None = None) -> dict[str, Any]:
    return {"number": number, "hash": digest(title), "length": len(title), "parent": parent}


def body(name: str, duty: str) -> dict[str, Any]:
    return {"at": [0, len(name)], "hash": digest(name), "duty": duty}


ANNOTATED = {
    "document": "a.txt",
    "headings": [heading("一、", "主要目标"), heading("二、", "重点任务"), heading("（一）", "更新管网", 1), heading("（二）", "保障应急", 1)],
    "lists": [
        {"number": "（一）", "bodies": [body("市住房城乡建设局", "lead"), body("市水务局", "supporting")], "deadline": "2026-12"},
        {"number": "（二）", "bodies": [body("市水务局", "responsible")], "deadline": None},
    ],
    "targets": [
        {"at": [0, 7], "hash": digest("公共供水普及率"), "year": 2027, "year_said": True, "comparator": "=", "value": 95, "unit": "%", "kind": "target"},
    ],
}


@pytest.fixture
def plan(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    return str(tmp_path / "a.txt")


def test_planlint_reads_the_plan_as_it_is_annotated(plan: str) -> None:
    found = dict(scores(ANNOTATED, systems.by_planlint(plan)))
    assert found["headings"] == Score(4, 4, 4)
    assert found["headings below the right one"] == Score(4, 4, 4)
    assert (found["lists"], found["lists whole"], found["bodies"]) == (Score(2, 2, 2), Score(2, 2, 2), Score(3, 3, 3))
    assert (found["duties"], found["deadlines"]) == (Score(3, 3, 3), Score(1, 1, 1))
    assert (found["targets"].met, found["years"], found["indicators"]) == (1, Score(1, 1, 1), Score(1, 1, 1))


def test_patterns_are_scored_in_the_same_way(plan: str) -> None:
    found = dict(scores(ANNOTATED, systems.by_pattern(plan)))
    assert found["headings"] == Score(4, 4, 4)
    assert found["lists"].met == 2
    assert found["deadlines"] == Score(0, 1, 0)


def test_what_is_wrong_or_too_much_is_counted() -> None:
    told = {
        "headings": [{"number": "一、", "title": "主要 目标", "parent": None}, {"number": "二、", "title": "别的", "parent": None}],
        "lists": [{"bodies": [{"name": "市水务局", "duty": "lead"}, {"name": "市财政局", "duty": "lead"}], "deadline": None}],
        "targets": [{"indicator": "全市公共供水普及率", "value": 95, "unit": "％", "year": 2026}, {"indicator": "x", "value": 1, "unit": "个", "year": None}],
    }
    found = dict(scores(ANNOTATED, told))
    assert found["headings"] == Score(1, 4, 2)
    assert (found["lists"], found["lists whole"], found["bodies"], found["duties"]) == (Score(1, 2, 1), Score(0, 2, 1), Score(1, 3, 2), Score(0, 1, 1))
    assert (found["targets"], found["years"], found["indicators"]) == (Score(1, 1, 2), Score(0, 1, 1), Score(1, 1, 1))
    assert found["targets"].precision == 0.5


def test_rows_count_with_their_values() -> None:
    annotated = {"rows": [{"length": 3, "hash": digest("漏损率"), "unit": "%", "values": [{"comparator": "<=", "low": 8, "high": 8}]}]}
    told = {"rows": [{"indicator": "供水漏损率", "values": [{"low": None, "high": 8}]}, {"indicator": "别的", "values": []}]}
    assert dict(scores(annotated, told)) == {"table rows": Score(1, 1, 2), "values of rows": Score(1, 1)}


def test_a_document_of_which_nothing_is_told_counts_as_missed_only_where_the_program_reads_such_things() -> None:
    assert total([ANNOTATED], lambda name: {"lists": []}, ["a.txt"]) == {
        "lists": Score(0, 2, 0),
        "lists whole": Score(0, 2, 0),
        "bodies": Score(0, 3, 0),
        "duties": Score(),
        "deadlines": Score(0, 1, 0),
    }
    assert total([ANNOTATED], lambda name: None, []) == {}


def test_addresses_lead_to_the_documents_that_were_annotated() -> None:
    with open(fetch.LIST, encoding="utf-8", newline="") as file:
        known = {row["document"]: row["sha256"] for row in csv.DictReader(file, delimiter="\t")}
    annotated = {entry["document"]: entry["sha256"] for entry in annotated_documents(ANNOTATIONS[:1])}
    assert len(known.keys() & annotated.keys()) >= 24
    assert all(annotated.get(name, digest_) == digest_ for name, digest_ in known.items())


def test_only_the_document_that_was_annotated_is_kept(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_bytes(b"plan")
    address = (tmp_path / "there.txt").as_uri()
    (tmp_path / "got").mkdir()
    rows = [
        {"document": "right.txt", "sha256": hashlib.sha256(b"plan").hexdigest(), "address": address},
        {"document": "wrong.txt", "sha256": "0" * 64, "address": address},
        {"document": "gone.txt", "sha256": "0" * 64, "address": address + "x"},
    ]
    said = list(fetch.fetched(rows, str(tmp_path / "got")))
    assert said[0] == "right.txt: 4 bytes" and "another document" in said[1] and "not to be had" in said[2]
    assert [path.name for path in (tmp_path / "got").iterdir()] == ["right.txt"]
