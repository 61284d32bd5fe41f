"""The tutorials: each of their commands is run, in the order of the page, in the folder that the page begins with."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
import regex

_ROOT = Path(__file__).parent.parent.parent
_FIXTURES = _ROOT / "fixtures"
_BLOCK = regex.compile(r"^```(?P<language>sh|python)\n(?P<lines>.*?)^```$", regex.MULTILINE | regex.DOTALL)

MADE = {
    "drafter": ["报告.html", "意见.docx", "任务.xlsx", "目标.xlsx", "承接.html", "全部.html"],
    "engineer": ["known.json", ".planlint.toml", "planlint.sarif", "planlint.html", "vague-deadline.yaml"],
    "researcher": ["tasks.csv", "targets.csv", "out"],
}
"""What each of them leaves in the folder."""


def prepare(reader: str) -> None:
    """The files that a page begins with."""
    if reader == "drafter":
        shutil.copy(_FIXTURES / "formats" / "jieshui.docx", "方案.docx")
        shutil.copy(_FIXTURES / "ok" / "shi-xingdong-fangan.txt", "上级方案.txt")
        old = (_FIXTURES / "ok" / "fenjie.txt").read_text(encoding="utf-8")
        Path("旧稿.txt").write_text(old, encoding="utf-8")
        Path("新稿.txt").write_text(old.replace("2025", "2026"), encoding="utf-8")
        return
    folder = Path("drafts" if reader == "engineer" else "plans")
    shutil.copytree(_FIXTURES / ("faulty" if reader == "engineer" else "ok"), folder, ignore=shutil.ignore_patterns("*.expected"))


@pytest.mark.parametrize("reader", sorted(MADE))
def test_the_commands_of_a_tutorial_do_what_they_say(run, reader: str) -> None:
    prepare(reader)
    blocks = list(_BLOCK.finditer((_ROOT / "docs" / f"tutorial-{reader}.md").read_text(encoding="utf-8")))
    assert len(blocks) >= 5
    for block in blocks:
        if block["language"] == "python":
            exec(block["lines"], {})
            continue
        for line in block["lines"].splitlines():
            program, *words = shlex.split(line)
            code, out, err = run(*words, "--lang", "zh") if "--lang" not in words else run(*words)
            assert program == "planlint"
            # 1 tells of findings, and no command of a tutorial is a mistake
            assert code in (0, 1) and "错误：" not in err, (line, out[-300:], err)
    assert [name for name in MADE[reader] if not Path(name).exists()] == []
