"""`planlint tree`: the structure as people and programs read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PLAN = """\
某市公共厕所提升行动方案（2024—2026年）

为提升公共厕所服务水平，制定本方案。

一、总体要求
（一）指导思想。坚持便民利民。
(二)工@@作目标
到2026年，新建改建公共厕所100座。
二、重点任务
1.补齐短板。优化布局。
"""


def put(text: str = PLAN) -> None:
    Path("a.txt").write_text(text, encoding="utf-8")


def rows(node: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Number, value, level, title and line of each numbered node below."""
    found = []
    for child in node["children"]:
        if child["number"] is not None:
            found.append((child["number"], child["value"], child["level"], child["title"], child["start"]["line"]))
        found += rows(child)
    return found


def test_the_outline_is_that_of_the_repaired_text_at_its_places_on_disk(run) -> None:
    put()
    code, out, err = run("tree", "a.txt", "--output-format", "json")
    tree = json.loads(out)
    assert (code, err, tree["schema"], tree["path"]) == (0, "", "planlint/tree@1", "a.txt")
    assert tree["title"] == "某市公共厕所提升行动方案（2024—2026年）"
    assert (tree["genre"], tree["period"]) == ("行动方案", [2024, 2026])
    assert rows(tree["root"]) == [
        ("一、", 1, 1, "总体要求", 5),
        ("（一）", 1, 2, "指导思想", 6),
        ("（二）", 2, 2, "工作目标", 7),
        ("二、", 2, 1, "重点任务", 9),
        ("1.", 1, 2, "补齐短板", 10),
    ]


def test_a_node_says_what_it_is_and_where_it_ends(run) -> None:
    put("一、总体要求\n（一）指导思想。坚持便民利民。\n")
    heading = json.loads(run("tree", "a.txt", "--output-format", "json").out)["root"]
    while heading["number"] is None:
        heading = heading["children"][0]
    inner = heading["children"][0]
    assert inner == {
        "kind": "heading",
        "number": "（一）",
        "family": "（一）",
        "value": 1,
        "level": 2,
        "title": "指导思想",
        "role": "guiding",
        "run_in": True,
        "start": {"line": 2, "column": 1, "offset": 7},
        "end": {"line": 2, "column": 16, "offset": 22},
        "children": [],
    }


def test_a_person_sees_the_headings_and_their_lines(run) -> None:
    put()
    code, out, err = run("tree", "a.txt")
    assert (code, err) == (0, "")
    assert "一、总体要求" in out
    assert "（二）工作目标" in out


def test_no_control_character_reaches_the_terminal(run) -> None:
    put("一、总体\x1b[2J要求\n二、\x07重点\n")
    assert not set(run("tree", "a.txt").out) & {"\x1b", "\x07"}


def test_standard_input_can_be_read(run) -> None:
    tree = json.loads(run("tree", "-", "--output-format", "json", "--stdin-filename", "b.md", stdin="# 方案\n\n一、总体要求\n").out)
    assert tree["path"] == "b.md"


def test_a_file_that_can_not_be_read_ends_with_2(run) -> None:
    assert run("tree", "没有.txt") == (2, "", "错误：没有.txt：文件不存在，或链接指向的文件不存在\n")
    assert run("tree", "a.docx", "--lang", "en").code == 2
