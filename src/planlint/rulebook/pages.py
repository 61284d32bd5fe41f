"""The pages of rules as files of a folder: one a rule, and a list of them by group."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planlint.findings.diagnostic import Applicability
from planlint.messages import UserError, Words
from planlint.rule import Rule
from planlint.rulebook.page import explain_in_both, is_on, prose

INDEX = "README.md"
MARK = "<!-- planlint rules pages: 由命令生成，不要手改 / generated, not to be edited -->\n\n"
"""What each generated file begins with; a file without it is nobody's but the user's."""

_GROUPS = {
    "TXT": Words("损坏的文字", "Damaged text"),
    "PUN": Words("标点", "Punctuation"),
    "NUM": Words("序号", "Numbering"),
    "STR": Words("结构", "Structure"),
    "AGY": Words("责任单位", "Responsible agencies"),
    "TGT": Words("目标和时间", "Targets and time"),
    "REF": Words("引用和附件", "References and annexes"),
    "QTY": Words("数量和单位", "Figures and units"),
    "TRM": Words("用语", "Terms"),
    "SYS": Words("运行本身", "The run itself"),
    "USR": Words("自有规则", "Rules of one's own"),
}
_FIXES = {Applicability.SAFE: "`--fix`", Applicability.UNSAFE: "`--unsafe-fixes`", Applicability.DISPLAY: "只作建议 shown"}


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """The text of each file by its name. The same rules give the same files anywhere."""
    files = {f"{rule.code}.md": MARK + explain_in_both(rule) for rule in rules}
    return {INDEX: MARK + "\n".join(_index(rules)) + "\n", **files}


def outdated(folder: str, wanted: Mapping[str, str]) -> list[str]:
    """The names of files in a folder that are not as they should be: missing, different, or generated for a rule that is gone.

    Raises OSError for one that can't be read.
    """
    wrong = [name for name, text in wanted.items() if _read(os.path.join(folder, name)) != text]
    return sorted((*wrong, *_left(folder, wanted)))


def write(folder: str, wanted: Mapping[str, str]) -> list[str]:
    """Make the generated files of a folder what they should be; the names of those that changed.

    Files that were not generated stay, whatever they are called. Raises UserError where one of them is in the way, and OSError
    when a file can't be written.
    """
    os.makedirs(folder, exist_ok=True)
    changed = outdated(folder, wanted)
    for name in changed:
        path = os.path.join(folder, name)
        there = _read(path)
        if there is not None and not there.startswith(MARK):
            raise UserError(f"{path} 不是由 planlint rules pages 生成的，不覆盖", f"{path} was not made by planlint rules pages, and stays")
    for name in changed:
        path = os.path.join(folder, name)
        if name not in wanted:
            os.remove(path)
            continue
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(wanted[name])
    return changed


def _left(folder: str, wanted: Iterable[str]) -> Iterator[str]:
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if name.endswith(".md") and name not in wanted and (_read(os.path.join(folder, name)) or "").startswith(MARK):
            yield name


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            # a checkout may have brought other line ends
            return file.read().replace("\r\n", "\n")
    except FileNotFoundError:
        return None


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    yield "# 规则 · Rules"
    yield ""
    yield "每条规则一页：报告什么、为什么、依据、例子、参数，怎样改设置，怎样放过一处；`planlint rules show CODE` 显示同样的内容。"
    yield ""
    yield "One page a rule, Chinese first and English below; `planlint rules show CODE --lang en` prints all of it in English."
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.code.rstrip("0123456789"), []).append(rule)
    order = [*(group for group in _GROUPS if group in groups), *sorted(group for group in groups if group not in _GROUPS)]
    for group in order:
        yield ""
        yield f"## {group}" + (f" {_GROUPS[group].zh} · {_GROUPS[group].en}" if group in _GROUPS else "")
        yield ""
        yield "| 代码 Code | 名称 Name | 标题 Title | 级别 Severity | 默认 Default | 修复 Fix |"
        yield "|---|---|---|---|---|---|"
        yield from (_row(rule) for rule in groups[group])


def _row(rule: Rule) -> str:
    title = prose(rule.title.zh) + (f"<br>{prose(rule.title.en)}" if rule.title.en else "")
    default = "开 on" if is_on(rule) else "关 off"
    fix = _FIXES[rule.fix] if rule.fix is not None else ""
    return f"| [{rule.code}]({rule.code}.md) | {rule.name} | {title} | {rule.severity.label} | {default} | {fix} |"
