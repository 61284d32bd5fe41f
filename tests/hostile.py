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


_CHARACTERS = "推进建设完善落实加强管理服务保障统筹协调监督考核培育壮大提升优化"
_DIGITS = "〇一二三四五六七八九"


def _words(number: int, length: int = 4) -> str:
    """Characters that are others for nearly every number."""
    return "".join(_CHARACTERS[(number // 3**at + 7 * at) % len(_CHARACTERS)] for at in range(length))


def _han(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _each(make: Callable[[int], str], before: str = "") -> Callable[[int], bytes]:
    """As many pieces as make up the size, each made from its number."""

    def made(size: int) -> bytes:
        return (before + "".join(make(number) for number in range(1, 1 + size // len(make(100))))).encode()

    return made


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
    "references": _of("见附件1，按照第一条、第（二）项规定。"),
    "articles-that-cite-the-next": _each(lambda at: f"第{_han(at)}条 违反本办法第{_han(at + 1)}条、附件{at}的，处罚款。\n"),
    "short-forms": _each(lambda at: f"{_words(at)}工程（以下简称“{_words(at)}{at}”）。推进{_words(at)}{at}。"),
    "leading-groups": _each(lambda at: f"成立市{_words(at)}{'工作' if at % 2 else ''}领导小组。\n"),
    "targets-on-one-line": _each(lambda at: f"到{2020 + at % 15}年，{_words(at)}率达到{at}%，（市{_words(at)}局、市{_words(at + 1)}委负责）推动；"),
    "targets": _each(lambda at: f"到{2020 + at % 15}年，全市{_words(at)}覆盖率达到{at}%，{_words(at + 5)}规模{at}万元。\n"),
    "words-set-apart": _of("推进 工作 落实 "),
    "latin": _of("abc def ghi jkl mno. "),
    "cited-titles": _each(lambda at: f"按照《关于{_words(at, 6)}建设的意见》（云政发〔2023〕{at}号）执行。\n"),
    "cited-titles-alike": _each(lambda at: f"按照《关于加强社区养老服务设施建设的意见第{_han(at)}版》执行。\n"),
    "titles-alike": _each(lambda at: f"（{_han(at)}）推进社区养老服务设施建设第{_han(at)}批\n落实{_words(at)}工作。\n"),
    "contents": _each(lambda at: f"{_han(at)}、{_words(at)}……{at // 40 + 1}\n", "目录\n"),
    "rows": _each(lambda at: f"{at}\t{_words(at)}覆盖率\t{at}%\t{at + 1}%\t预期性\n"),
    "annexes": _each(lambda at: f"{at}.{_words(at)}清单\n", "附件：\n"),
    "pages": _each(lambda at: f"推进{_words(at)}建设，完善设\n— {at} —\n施，落实工作。\n"),
    "clauses": _each(lambda at: f"{_words(at)}，{_words(at + 1)}，"),
    "combining-marks": _of("\u0301", "推"),
}

EDGES: Mapping[str, bytes] = {
    "empty": b"",
    "one-line-end": b"\n",
    "spaces": "　　 \t\r\n\u00a0".encode(),
}
"""Texts of next to nothing."""
