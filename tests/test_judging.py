"""Judging a document by bench/judge.py: a sheet to fill in, and tables that keep no word of the document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import regex

_ROOT = Path(__file__).parent.parent
_PLAN = _ROOT / "fixtures" / "faulty" / "bianhao.txt"


def judge(folder: Path, *options: str, typed: str = "") -> str:
    command = [sys.executable, str(_ROOT / "bench" / "judge.py"), str(folder), str(_PLAN), *options]
    return subprocess.run(command, input=typed, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def test_a_sheet_that_was_filled_in_is_taken_and_asked_no_more(tmp_path: Path) -> None:
    head, *rows = judge(tmp_path, "--sheet").splitlines()
    assert head.split("\t")[-1] == "verdict"
    assert len(rows) > 5
    sheet = tmp_path / "sheet.tsv"
    sheet.write_text("\n".join([head, *(row + "true" for row in rows)]) + "\n", encoding="utf-8")
    judge(tmp_path, "--set", "trial", "--by", "a test", "--verdicts", str(sheet))
    assert judge(tmp_path, "--sheet").splitlines() == [head]


def test_the_tables_hold_no_text_of_the_document(tmp_path: Path) -> None:
    judge(tmp_path, "--set", "trial", "--by", "a test", typed="t\nf\nq\n")
    findings = (tmp_path / "findings.tsv").read_text(encoding="utf-8")
    assert [line.split("\t")[6] for line in findings.splitlines()[1:]] in (["true", "false"], ["false", "true"])
    assert regex.search(r"\p{Han}", findings) is None
