"""Files that a run looks for: what it reads, what it passes over and why, and what LibreOffice is asked to turn into Word's own form."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from planlint.files import Passed, find
from planlint.formats import office
from planlint.formats.reading import Unreadable, read
from word_files import word_file

_RULE = ("--select", "PUN003,SYS001", "--output-format", "concise")
_WORD = word_file("<w:p><w:r><w:t>坚持统筹推进。。</w:t></w:r></w:p>")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
_SAVE = "planlint 不直接读 .doc：在 Word 或 WPS 中另存为 .docx 后再检查；装有 LibreOffice 的电脑上会自动转换"


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "drafts").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(office, "_USUAL", {})
    monkeypatch.chdir(tmp_path / "drafts")


def put(**files: bytes) -> None:
    for name, content in files.items():
        Path(name.replace("__", ".")).write_bytes(content)


def test_a_folder_tells_what_was_checked_and_what_was_passed_over(run) -> None:
    put(a__txt="坚持统筹推进。\n".encode(), old__doc=_OLD)
    Path("~$a.docx").write_bytes(b"\x05user")
    Path("._a.docx").write_bytes(b"\x00\x05\x16\x07")
    assert run("check", *_RULE) == (
        0,
        "未发现问题。\n",
        f"检查了 1 个文件，跳过 2 个\n  ~$a.docx：Word 打开文件时或 macOS 留下的临时文件\n  old.doc：{_SAVE}\n",
    )
    assert run("check", *_RULE, "-q") == (0, "", "")
    assert run("check", "a.txt", *_RULE).err == ""


def test_a_folder_of_old_files_alone_says_why_there_is_nothing(run) -> None:
    put(old__doc=_OLD)
    assert run("check") == (2, "", f"错误：没有要检查的文件（.txt、.md、.docx、.html、.pdf）\n  old.doc：{_SAVE}\n")


def test_an_old_file_that_is_named_is_a_finding(run) -> None:
    put(old__doc=_OLD)
    assert run("check", "old.doc", *_RULE).out == f"old.doc:1:1: SYS001 文件读不出：{_SAVE}\n发现 1 处错误。\n"


def test_an_ofd_is_checked_by_what_it_was_made_from() -> None:
    with pytest.raises(Unreadable, match="检查导出它的"):
        read("a.ofd", b"PK\x03\x04")


@pytest.mark.parametrize("name", ["a.doc", "a.docm", "a.wps"])
def test_word_is_known_under_another_name_and_left_alone(run, name: str) -> None:
    Path(name).write_bytes(_WORD)
    outcome = run("check", ".", *_RULE, "--fix")
    assert "PUN003" in outcome.out
    assert f"{name} 没有改动" in outcome.err
    assert Path(name).read_bytes() == _WORD


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of the shell")
class TestLibreOffice:
    def stand_in(self, script: str) -> None:
        program = Path("..", "bin", "soffice")
        program.write_text(f"#!{sys.executable}\nimport sys, time\nwords = sys.argv[1:]\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def test_it_converts_in_a_folder_of_its_own(self, run) -> None:
        put(old__doc=_OLD, word__docx=_WORD)
        self.stand_in(
            f"assert open(words[-1], 'rb').read() == {_OLD!r} and '--headless' in words\n"
            f"folder = words[words.index('--outdir') + 1]\n"
            f"assert words[0].startswith('-env:UserInstallation=file:///') and folder in words[0]\n"
            f"open(folder + '/draft.docx', 'wb').write({_WORD!r})"
        )
        out = run("check", "old.doc", *_RULE).out
        assert "old.doc:1:7: PUN003" in out
        assert sorted(os.listdir()) == ["old.doc", "word.docx"]
        assert run("check", *_RULE).err == "检查了 2 个文件\n"

    def test_what_it_can_not_convert_is_unreadable(self) -> None:
        self.stand_in("sys.exit(1)")
        with pytest.raises(Unreadable, match="没能把它转换"):
            read("old.doc", _OLD)

    def test_it_has_a_limit_of_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stand_in("time.sleep(60)")
        monkeypatch.setattr(office, "TIME", 0.2)
        with pytest.raises(Unreadable, match="没能把它转换"):
            read("old.doc", _OLD)


def test_a_pattern_that_no_shell_has_expanded_is(run) -> None:
    put(a__txt="坚持统筹推进。。\n".encode(), b__md="推进。\n".encode())
    outcome = run("check", "*.txt", *_RULE)
    assert "a.txt:1:7: PUN003" in outcome.out
    assert outcome.err == "检查了 1 个文件\n"
    assert run("check", "*.docx") == (2, "", "错误：没有文件与“*.docx”相符\n")
    assert run("tasks", "*.docx").err == "错误：没有文件与“*.docx”相符\n"
    Path("[a].txt").write_text("推进。。\n", encoding="utf-8")
    assert "[a].txt:1:3" in run("check", "[a].txt", *_RULE).out


def test_forty_files_that_want_one_package_are_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "pypdfium2")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for number in range(40):
        Path(f"{number:02}.pdf").write_bytes(b"%PDF-1.7\n")
    found = find(["."])
    assert found.files == ["00.pdf"]
    assert found.passed == [Passed(f"{number:02}.pdf", "extra") for number in range(1, 40)]


def test_what_leaves_everything_out_is_named(run) -> None:
    put(a__txt="推进。。\n".encode())
    Path(".planlint.toml").write_text('exclude = ["*.txt"]\n', encoding="utf-8")
    assert run("check") == (2, "", "错误：没有要检查的文件：配置中的 exclude 排除了 1 处\n")
    assert run("check", "a.txt", "--force-exclude") == (0, "未发现问题。\n", "写明的 1 个文件都在 exclude 之列，没有检查\n")
    Path(".planlint.toml").unlink()
    Path(".gitignore").write_text("*.txt\n", encoding="utf-8")
    assert run("check").err == "错误：没有要检查的文件：.gitignore 排除了 1 处\n"
