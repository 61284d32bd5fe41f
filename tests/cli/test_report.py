"""`planlint report` as a user calls it."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

FAULTY = "某市供水实施方案\n\n一、总体要求\n各地要抓紧@@落实。。\n"


def test_it_writes_a_page_and_says_so_whatever_was_found(run) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    code, out, err = run("report", "a.txt", "-o", "报告.html", "--lang", "zh")
    assert (code, out) == (0, "")
    assert err.startswith("已写入 报告.html：")
    assert Path("报告.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n")


def test_it_is_the_page_of_check(run) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    run("report", "a.txt", "--select", "TXT001")
    assert run("check", "a.txt", "--select", "TXT001", "--output-format", "html").out == Path("planlint-report.html").read_text(encoding="utf-8")
    run("check", "a.txt", "--select", "TXT001", "-o", "check.html")
    assert Path("check.html").read_bytes() == Path("planlint-report.html").read_bytes()


def test_it_can_be_opened_at_once(run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    run("report", "a.txt", "--open")
    assert opened == [Path("planlint-report.html").absolute().as_uri()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.txt", "-o", "a.docx"), "错误：a.docx：报告写成 .html 文件\n"),
        (("nothing.txt",), "错误：没有这个文件或文件夹：nothing.txt\n"),
        (("a.txt", "--against", "上级.txt"), "错误：上级.txt：文件不存在，或链接指向的文件不存在\n"),
        (("a.txt", "-o", "none/a.html"), "错误：无法写入 none/a.html：没有文件夹 none\n"),
    ],
)
def test_what_cannot_be_done_is_said(run, words: tuple[str, ...], said: str) -> None:
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    assert run("report", *words, "--lang", "zh") == (2, "", said)
    assert not list(Path().glob("*.html"))


def test_a_file_that_cannot_be_read_is_in_it(run) -> None:
    Path("a.txt").write_bytes(bytes(range(256)) * 20)
    code, _, _ = run("report", "a.txt")
    assert code == 0
    assert "SYS001" in Path("planlint-report.html").read_text(encoding="utf-8")
