"""Texts that nobody meant as plans, each of about as many characters as are asked for."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping


def _numbered(size: int) -> str:
    return "".join(f"{number}.推进重点任务。\n" for number in range(1, size // 10))


def _noise(size: int) -> bytes:
    return random.Random(20230216).randbytes(size)


def _of(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    return lambda size: f"{before}{unit * max(size // len(unit), 1)}{after}".encode()


HOSTILE: Mapping[str, Callable[[int], bytes]] = {
    "nul-bytes": _of("\0"),
    "nul-in-text": _of("一、总体\0要求\n"),
    "random-bytes": _noise,
    "one-long-line": _of("加快推进绿色低碳转型，"),
    "one-long-line-without-marks": _of("推"),
    "one-long-line-of-ascii": _of("a"),
    "opening-brackets": _of("（"),
    "opening-brackets-in-turn": _of("（《“【〔"),
    "closing-brackets": _of("）"),
    "back-quotes": _of("`"),
    "numbered-lines": lambda size: _numbered(size).encode(),
    "same-number": _of("一、总体要求\n"),
    "other-titles": lambda size: "".join(f"{number}.推进第{number}类任务\n" for number in range(1, size // 14)).encode(),
    "numbers-without-titles": _of("（一）\n（二）\n（三）\n（四）\n（五）\n"),
    "decimal-numbers": _of("1.1.1.1.1 总体\n"),
    "headings-in-markdown": _of("####### 总体要求\n"),
    "mixed-line-ends": _of("一、总体要求\r二、重点任务\r\n三、保障措施\n\r四、组织实施\n"),
    "other-line-ends": _of("一、总体\u2028要求\u2029二、重点\x0b任务\x0c三、保障\x85措施\n"),
    "astral-characters": _of("一、𠮷野家🙂总体要求𪚥\n（一）🧑‍🌾目标\U000e0001。\n"),
    "terminal-escapes": _of("一、\x1b]0;标题\x07总体\x1b[2J\x1b[31m要求\u202e\n二、重点\x9b31m任务@@。\n"),
    "workflow-commands": _of("::error::一、总体要求。。\n%0A::set-output name=a::b\n"),
    "markers": _of("推@@ 进"),
    "stops": _of("。"),
    "line-of-spaces": _of(" ", "推", "进"),
    "lines-of-one-character": _of("推\n"),
    "agencies": _of("市发展改革委、", "（", "等负责）\n"),
    "years": _of("到2025年，"),
    "combining-marks": _of("\u0301", "推"),
}

EDGES: Mapping[str, bytes] = {
    "empty": b"",
    "one-line-end": b"\n",
    "spaces": "　　 \t\r\n\u00a0".encode(),
}
"""Texts of next to nothing."""
