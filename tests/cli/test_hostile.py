"""Files that nobody meant as plans: each is dealt with in seconds, and none breaks the program."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

_RANDOM = random.Random(20230216)

HOSTILE = {
    "empty": b"",
    "one-line-end": b"\n",
    "spaces": "　　 \t\r\n\u00a0".encode(),
    "nul-bytes": b"\0" * 4096,
    "nul-in-text": "一、总体\0要求\n".encode() * 40,
    "random-bytes": _RANDOM.randbytes(200_000),
    "one-long-line": ("加快推进绿色低碳转型，" * 160_000).encode()[:5_000_000].decode(errors="ignore").encode(),
    "one-long-line-without-marks": ("推" * 1_700_000).encode(),
    "one-long-line-of-ascii": b"a" * 5_000_000,
    "opening-brackets": ("（" * 50_000).encode(),
    "opening-brackets-in-turn": ("（《“【〔" * 10_000).encode(),
    "closing-brackets": ("）" * 50_000).encode(),
    "numbered-lines": "".join(f"{number}.推进重点任务。\n" for number in range(1, 20_001)).encode(),
    "same-number": ("一、总体要求\n" * 20_000).encode(),
    "numbers-without-titles": "".join(f"（{numeral}）\n" for numeral in "一二三四五六七八九十" * 1_000).encode(),
    "decimal-numbers": ("1.1.1.1.1 总体\n" * 5_000).encode(),
    "headings-in-markdown": ("#" * 7 + " 总体要求\n").encode() * 5_000,
    "mixed-line-ends": "一、总体要求\r二、重点任务\r\n三、保障措施\n\r四、组织实施\n".encode() * 500,
    "other-line-ends": "一、总体\u2028要求\u2029二、重点\x0b任务\x0c三、保障\x85措施\n".encode() * 100,
    "astral-characters": "一、𠮷野家🙂总体要求𪚥\n（一）🧑‍🌾目标\U000e0001。\n".encode() * 500,
    "terminal-escapes": "一、\x1b]0;标题\x07总体\x1b[2J\x1b[31m要求\u202e\n二、重点\x9b31m任务@@。\n".encode(),
    "workflow-commands": "::error::一、总体要求。。\n%0A::set-output name=a::b\n".encode() * 10,
    "markers": ("推@@ 进" * 50_000).encode(),
    "stops": ("。" * 50_000).encode(),
    "line-of-spaces": ("推" + " " * 200_000 + "进").encode(),
    "lines-of-one-character": ("推\n" * 50_000).encode(),
    "agencies": ("（" + "市发展改革委、" * 20_000 + "等负责）\n").encode(),
    "years": ("到2025年，" * 20_000).encode(),
    "combining-marks": ("推" + "\u0301" * 100_000).encode(),
}


@pytest.fixture(params=HOSTILE, ids=lambda name: name)
def hostile(request: pytest.FixtureRequest) -> str:
    name = f"{request.param}.txt"
    Path(name).write_bytes(HOSTILE[request.param])
    return name


_NOT_RAW = frozenset(chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2028, 0xE0001))


def test_a_hostile_file_is_checked_in_seconds_and_nothing_in_it_reaches_the_terminal_raw(run_process, hostile: str) -> None:
    forms = ("--output-format", "full", "--output-format", "json=report.json")
    done = run_process("check", hostile, "--select", "ALL", "--min-confidence", "low", *forms, timeout=20)
    assert done.code in (0, 1), done.err
    assert done.err == ""
    assert not set(done.out.decode()) & _NOT_RAW
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [file["path"] for file in report["files"]] == [hostile]


def test_the_tree_of_a_hostile_file_is_drawn(run_process, hostile: str) -> None:
    done = run_process("tree", hostile, timeout=20)
    assert done.code in (0, 2), done.err
    assert not set(done.out.decode()) & _NOT_RAW


def test_repairing_a_hostile_file_comes_to_an_end(run_process, hostile: str) -> None:
    done = run_process("check", hostile, "--fix", "--unsafe-fixes", "--exit-zero", timeout=60)
    assert done.code == 0, done.err
    again = run_process("check", hostile, "--fix", "--unsafe-fixes", "--diff", timeout=60)
    assert again.out == b"", again.out[:500]
