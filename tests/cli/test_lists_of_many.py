"""Lists over many files: the same from one process and from several, as they come, and no file stops the others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from planlint import limits
from planlint.cli.listings import pieces
from planlint.cli.listings.pieces import json_list, json_piece, one_after_another
from planlint.cli.listings.records import Look
from planlint.cli.listings.sheets import Sheet, xlsx_bytes, xlsx_pieces
from planlint.cli.listings.targets import Targets
from planlint.messages import UserError
from planlint.syntax.nodes import Plan

PLAN = """\
{city}公共浴室改造行动方案（2024—2026年）

一、主要目标
到2026年，改造公共浴室{number}座。
二、重点任务
（一）改造老旧浴室。更新锅炉{number}台。（{city}商务局牵头，市财政局、第{number}管理处配合，2025年6月底前完成）
（二）强化监管。建立台账。（各有关部门按职责分工负责）
"""
LISTS = [("tasks",), ("tasks", "--matrix"), ("tasks", "--by", "body"), ("targets",), ("targets", "--kind", "all")]
LOOK = Look("json", "zh", colored=False, width=80)
SHEET = Sheet("表", ("文件", "行"), ())


@pytest.fixture
def many() -> None:
    """A folder of plans, one of which can't be read."""
    Path("d").mkdir()
    for number in range(24):
        text = PLAN.format(city=f"{'云溪桐安青禾'[number % 3 * 2 :][:2]}市", number=number + 2)
        Path(f"d/{number:03}.txt").write_text(text if number % 10 else "各位代表：\n", encoding="utf-8")
    Path("d/015.txt").write_bytes(b"\xff\xff\xff")


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_several_processes_list_what_one_lists(run_process, many: None, words: tuple[str, ...]) -> None:
    for form in ("table", "csv", "json", "xlsx"):
        if form == "json" and "--matrix" in words:
            continue
        one, several = (run_process(*words, "d", "--output-format", form, "--jobs", jobs) for jobs in ("1", "3"))
        assert (several.code, several.err) == (one.code, one.err)
        assert one.code == 2 and "015.txt" in one.err
        assert _cells(one.out) == _cells(several.out) if form == "xlsx" else one.out == several.out
        assert len(one.out) > 1_000


def _cells(raw: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(BytesIO(raw)).active.iter_rows(values_only=True))


def test_a_list_goes_to_a_file_as_it_goes_to_a_pipe(run_process, many: None) -> None:
    for words in LISTS[:1] + LISTS[2:3]:
        assert run_process(*words, "d", "--jobs", "2", "-o", "t.json").code == 2
        assert Path("t.json").read_bytes() == run_process(*words, "d", "--output-format", "json").out


def test_the_record_is_written_as_it_would_be_whole() -> None:
    for records in ([], [{"a": "一\n  二", "b": [1, {"c": []}]}], [{"a": 1}, {"a": None}]):
        whole = json.dumps({"schema": "s", "list": records}, ensure_ascii=False, indent=2) + "\n"
        assert "".join(json_list("s", "list", [json_piece(records[:1]), "", json_piece(records[1:])])) == whole


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_what_is_there_is_written_before_the_next_file_is_read(form: str) -> None:
    read: list[int] = []

    def made() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield f"{number}"

    written = one_after_another(made(), LOOK._replace(form=form), "s", "list", SHEET)
    before = [len(read) for piece in written if piece.strip(",")[:1] in "012"]
    assert before == [1, 2, 3]


class Endless:
    """A list that comes to no end on some files, and fails on others."""

    def piece(self, path: str, plan: Plan, look: Look) -> str:
        while path == "a.txt":
            pass
        if path == "b.txt":
            raise KeyError(path)
        if path == "c.txt":
            os._exit(9)
        return path

    def written(self, made: Iterable[str], look: Look) -> Iterator[str]:
        return (f"{piece}\n" for piece in made)


def test_a_file_that_takes_too_long_fails_or_kills_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{name}.txt" for name in "abcdefgh"]
    for name in names:
        Path(name).write_text("一、总体要求\n", encoding="utf-8")
    monkeypatch.setattr(limits, "_LEAST", 0.1)
    call = Targets(tuple(names), "all", None, None, None, None, None, "en", "never", "2", None, isolated=True)
    assert pieces.give(call, lambda config, goal: Endless()) == 2
    out, err = capsys.readouterr()
    assert out.split() == names[3:]
    assert [line.partition(": ")[2] for line in err.splitlines()] == [
        "a.txt: reading it took too long and was stopped",
        "a fault of planlint: reading failed on b.txt (KeyError: 'b.txt'); the rest went on. PLANLINT_DEBUG=1 shows more",
        "c.txt: the process that checked it died, perhaps for lack of memory",
    ]


class Broken(Endless):
    """A list that can't be gone on with after its first file."""

    def written(self, made: Iterable[str], look: Look) -> Iterator[str]:
        yield "[1"
        raise UserError("坏了", "it broke")


@pytest.mark.parametrize(("name", "left"), [("t.json", "before"), ("t.csv", "[1")])
def test_a_record_replaces_an_earlier_one_when_it_is_whole(name: str, left: str) -> None:
    Path("z.txt").write_text("一、总体要求\n", encoding="utf-8")
    Path(name).write_text("before", encoding="utf-8")
    call = Targets(("z.txt",), "all", None, name, None, None, None, "en", "never", "1", None, isolated=True)
    assert pieces.give(call, lambda config, goal: Broken()) == 2
    assert Path(name).read_text(encoding="utf-8") == left


def test_a_tree_that_takes_too_long_is_said(run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("一、总体要求\n" * 2_000, encoding="utf-8")
    monkeypatch.setattr(limits, "_LEAST", 0.0001)
    monkeypatch.setattr(limits, "_CHARACTERS_A_SECOND", 1e12)
    assert run("tree", "a.txt") == (2, "", "错误：a.txt：读取用时过长，已停止\n")


def test_a_list_is_not_written_over_what_is_read(run) -> None:
    Path("a.txt").write_text("一、总体要求\n", encoding="utf-8")
    assert run("tasks", ".", "--output-format", "csv", "-o", "a.txt") == (2, "", "错误：a.txt：这就是要读的文件；换一个文件名\n")
    assert Path("a.txt").read_text(encoding="utf-8") == "一、总体要求\n"
    Path("b.csv").touch()
    assert run("tasks", ".", "-o", "b.csv").code == 0


@pytest.mark.parametrize("number", ["0", "-1", "two", ""])
def test_jobs_is_a_number_here_too(run, number: str) -> None:
    Path("a.txt").write_text("一、总体要求\n", encoding="utf-8")
    assert run("tasks", "a.txt", f"--jobs={number}", "--lang", "en").err == f"error: --jobs takes a whole number above zero, not “{number}”\n"
    assert run("tasks", "a.txt", "--jobs=auto").code == 0


def test_rows_that_a_page_does_not_hold_stand_on_the_next() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(SHEET._replace(rows=[("a", number) for number in range(5)]), most=2)))
    assert [(page.title, [row[1].value for row in page.iter_rows()]) for page in book] == [
        ("表", ["行", 0, 1]),
        ("表 2", ["行", 2, 3]),
        ("表 3", ["行", 4]),
    ]


def test_more_bodies_than_a_workbook_has_columns_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    wide = SHEET._replace(headings=tuple(map(str, range(16_385))))
    with pytest.raises(UserError, match="16385"):
        list(xlsx_pieces(wide))


def test_a_workbook_made_on_disk_holds_what_one_made_in_memory_holds() -> None:
    sheet = Sheet("表", ("文件", "行", "牵头单位"), [("=a", 1.5, "●"), (None, 2, None), ("长" * 40_000, 3, "○")], marks=2)
    on_disk, in_memory = b"".join(xlsx_pieces(sheet)), xlsx_bytes(sheet)
    assert _cells(on_disk) == _cells(in_memory)
    assert _cells(on_disk)[1] == ("=a", 1.5, "●")
    widths = [openpyxl.load_workbook(BytesIO(raw)).active.column_dimensions["A"].width for raw in (on_disk, in_memory)]
    assert widths[0] == widths[1] > 20
