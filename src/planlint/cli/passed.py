"""What a run says of the files that it looked for: how many there are, and which were passed over for what."""

from __future__ import annotations

import os

from planlint.cli.line.description import Help
from planlint.files import Found, Passed
from planlint.formats.format import FORMATS
from planlint.reporters.escape import visible
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMED = 3
_TOLD = ("temporary", "office", "extra")
_WITHOUT_A_WORD = ("excluded", "ignored")


def rendered(found: Found, number: int | None) -> Iterator[Help]:
    """The sentences about the files of a run that has read so many, where they had to be looked for or some were passed over."""
    passed = [one for one in found.passed if one.why not in _WITHOUT_A_WORD]
    if number is not None and (found.searched or passed):
        over = (f"，跳过 {len(passed)} 个", f", passed over {len(passed)}") if passed else ("", "")
        yield Help(f"检查了 {number} 个文件{over[0]}", f"checked {number} file{'s' if number != 1 else ''}{over[1]}")
    for why in _TOLD:
        some = [one for one in passed if one.why == why]
        if some:
            names, reason = _names(some), _reason(some)
            yield Help(f"  {names.zh}：{reason.zh}", f"  {names.en}: {reason.en}")


def nothing(found: Found) -> Help:
    """Why there is no file to check."""
    excluded, ignored = (sum(one.why == why for one in found.passed) for why in _WITHOUT_A_WORD)
    ends = [format.suffixes[0] for format in FORMATS.values() if not format.named_only]
    left_out = [(f"配置中的 exclude 排除了 {excluded} 处", f"`exclude` of the configuration leaves out {excluded}")] if excluded else []
    left_out += [(f".gitignore 排除了 {ignored} 处", f".gitignore leaves out {ignored}")] if ignored else []
    zh, en = "；".join(zh for zh, _ in left_out), "; ".join(en for _, en in left_out)
    if left_out:
        return Help(f"没有要检查的文件：{zh}", f"no files to check: {en}")
    return Help(f"没有要检查的文件（{'、'.join(ends)}）", f"no files to check ({', '.join(ends)})")


def _names(passed: Sequence[Passed]) -> Help:
    shown = [visible(one.path) for one in passed[:_NAMED]]
    if len(passed) <= _NAMED:
        return Help("、".join(shown), ", ".join(shown))
    return Help(f"{'、'.join(shown)} 等 {len(passed)} 个", f"{', '.join(shown)} and {len(passed) - _NAMED} more")


def _reason(passed: Sequence[Passed]) -> Help:
    match passed[0].why:
        case "office":
            from planlint.formats.office import advice

            return Help(*advice(tuple(os.path.splitext(one.path)[1].lower() for one in passed)))
        case "extra":
            return Help("同样要另装一个包才能读", "they need the same package")
        case _:
            return Help("Word 打开文件时或 macOS 留下的临时文件", "Word keeps it beside an open file, or macOS beside any")
