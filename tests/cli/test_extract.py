"""`planlint extract`: whole parts, none doubled, whatever stops the run or stands in the files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import planlint
from planlint.corpus.extractor import Options
from planlint.corpus.inputs import Columns
from planlint.corpus.run import Progress, Wanted, extract
from planlint.pool import Limits
from planlint.records.json_schema import schema
from planlint.records.tables import TABLES

TESTS = Path(__file__).resolve().parents[1]
JSONL = ("--output-format", "jsonl", "--isolated", "--jobs", "2", "--quiet")
PLAN = """{city}供水保障实施方案

一、主要目标
到2027年，公共供水普及率达到{share}%。
二、重点任务
（一）更新管网。改造老旧管网{share}公里。（市水务局牵头，市财政局配合）
（二）保障应急。建设应急水源。（市水务局负责）
"""
KILLED = """
import sys
import crew
from planlint.corpus.extractor import Options
from planlint.corpus.inputs import Columns
from planlint.corpus.run import Wanted, extract
from planlint.pool import Limits

if __name__ == "__main__":
    wanted = Wanted(("in",), "out", "jsonl", Options(), Columns(), 2, Limits(60, None), part=5)
    extract(wanted, lambda folder: None, crew.killed_after(int(sys.argv[1])))
"""


def plan(number: int) -> str:
    return PLAN.format(city=f"甲{'乙丙丁戊己庚辛壬癸子'[number % 10]}市", share=50 + number)


def plans(number: int, folder: str = "in") -> Path:
    there = Path(folder)
    there.mkdir(exist_ok=True)
    for at in range(number):
        (there / f"{at:03}.txt").write_text(plan(at), encoding="utf-8")
    return there


def rows(folder: str = "out") -> dict[str, list[str]]:
    """The lines of all parts of each table, sorted."""
    found = {}
    for table in TABLES:
        paths = Path(folder, table).iterdir()
        found[table] = sorted(line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return found


def documents(folder: str = "out") -> dict[str, dict[str, object]]:
    return {row["path"]: row for row in map(json.loads, rows(folder)["documents"])}


def test_each_line_follows_the_schema_and_joins(run) -> None:
    plans(7)
    assert run("extract", "in", "-o", "out", *JSONL) == (0, "", "")
    found = {table: [json.loads(line) for line in lines] for table, lines in rows().items()}
    Draft202012Validator(schema()).validate(found)
    assert len(found["documents"]) == 7 and len(found["tasks"]) == 14 and len(found["task_bodies"]) == 21
    ids = {row["document"] for row in found["documents"]}
    assert all(row["document"] in ids for table in found.values() for row in table)
    assert {row["path"] for row in found["documents"]} == {f"in/{at:03}.txt" for at in range(7)}


def test_the_rows_are_those_of_the_library(run) -> None:
    plans(1)
    run("extract", "in", "-o", "out", *JSONL)
    read = planlint.read("in/000.txt")
    assert [json.loads(line) for line in rows()["tasks"]] == json.loads(json.dumps(read.tasks.to_dicts()))
    assert [json.loads(line) for line in rows()["documents"]] == json.loads(json.dumps([read.document._asdict()]))


@pytest.mark.parametrize("stops", [(1,), (6, 3, 9)])
def test_a_run_that_is_killed_goes_on_to_the_same_rows(run, stops: tuple[int, ...]) -> None:
    plans(40)
    run("extract", "in", "-o", "whole", *JSONL)
    Path("killed.py").write_text(KILLED, encoding="utf-8")
    path = os.pathsep.join((str(TESTS), str(Path(planlint.__file__).parent.parent)))
    for stop in stops:
        done = subprocess.run([sys.executable, "killed.py", str(stop)], env={**os.environ, "PYTHONPATH": path}, check=False)
        assert done.returncode == -9
    Path("out/tasks").mkdir(parents=True, exist_ok=True)
    Path("out/tasks/part-000099.jsonl.unfinished").write_text("half a line", encoding="utf-8")
    subprocess.run([sys.executable, "killed.py", "999"], env={**os.environ, "PYTHONPATH": path}, check=True)
    assert rows() == rows("whole")


def test_a_run_that_is_stopped_loses_nothing() -> None:
    plans(30)
    wanted = Wanted(("in",), "out", "jsonl", Options(), Columns(), 2, Limits(), part=1000)

    def tell(progress: Progress) -> None:
        if progress.done == 17:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(wanted, lambda folder: None, tell)
    assert len(documents()) == 17
    summary = extract(wanted, lambda folder: None, lambda progress: None)
    assert (summary.progress.done, summary.progress.skipped, summary.whole) == (13, 17, 30)
    assert len(documents()) == 30


def test_what_is_unchanged_is_not_read_again(run) -> None:
    folder = plans(5)
    run("extract", "in", "-o", "out", *JSONL)
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("part-*")}
    (folder / "new.txt").write_text(plan(77), encoding="utf-8")
    said = run("extract", "in", "-o", "out", *JSONL[:-1])
    assert said.err == "读了 1 个文件，5 个没有改动；out 里共 6 个，其中 0 个没有读成（unread.jsonl）\n"
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(documents()) == 6


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_document_that_has_changed_has_its_new_rows_alone(run, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    options = ("--output-format", form, "--isolated", "--quiet")
    folder = plans(6)
    run("extract", "in", "-o", "out", *options)
    (folder / "003.txt").write_text(plan(3) + "（三）加强监测。建设监测点。（市生态环境局负责）\n", encoding="utf-8")
    assert run("extract", "in", "-o", "out", *options).code == 0
    run("extract", "in", "-o", "fresh", *options)
    assert table_of("out", "tasks", form) == table_of("fresh", "tasks", form)
    assert table_of("out", "documents", form) == table_of("fresh", "documents", form)
    assert len(table_of("out", "tasks", form)) == 13


def table_of(folder: str, table: str, form: str) -> list[tuple[str, ...]]:
    from planlint.corpus.parts import read

    return sorted(tuple(map(str, row)) for path in Path(folder, table).iterdir() for some in read(str(path), form, table) for row in some)


def test_broken_documents_cost_their_own_row(run) -> None:
    folder = plans(6)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    (folder / "lone.docx").symlink_to("nowhere.docx")
    code, out, _ = run("extract", "in", "-o", "out", *JSONL)
    assert (code, out) == (1, "")
    unread = [json.loads(line) for line in Path("out/unread.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["path"]: line["error"] for line in unread} == dict.fromkeys(("in/broken.pdf", "in/broken.zip", "in/noise.txt"), "unreadable")
    assert {path for path, row in documents().items() if row["error"] is None} == {f"in/{at:03}.txt" for at in range(6)}
    (folder / "broken.pdf").unlink()
    assert run("extract", "in", "-o", "out", "--retry", *JSONL).code == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe with a name")
def test_a_document_that_hangs_costs_its_own_row(run) -> None:
    plans(3)
    # nobody ever writes to it
    os.mkfifo("hanging.txt")
    assert run("extract", "in", "hanging.txt", "-o", "out", "--limit-time", "10", *JSONL).code == 1
    assert {path: row["error"] for path, row in documents().items()} == {**{f"in/{at:03}.txt": None for at in range(3)}, "hanging.txt": "time"}


def test_archives_and_rows_are_documents(run) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("甲/1.txt", plan(1))
        archive.writestr("甲/photo.jpg", b"no text")
    with tarfile.open("b.tar.gz", "w:gz") as packed:
        content = plan(2).encode()
        info = tarfile.TarInfo("x/2.txt")
        info.size = len(content)
        packed.addfile(info, io.BytesIO(content))
    lines = [{"url": "u/3", "body": plan(3)}, {"url": "u/4", "body": f"<html><meta charset=gbk><h1>甲市方案</h1><p>{plan(4)}</p></html>"}]
    Path("c.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{broken\n[]\n" + json.dumps({"other": 1}), encoding="utf-8")
    code, _, _ = run("extract", "a.zip", "b.tar.gz", "c.jsonl", "-o", "out", *JSONL, "--text-column", "body", "--id-column", "url")
    found = documents()
    assert code == 1
    assert {path for path, row in found.items() if row["error"] is None} == {"a.zip/甲/1.txt", "b.tar.gz/x/2.txt", "c.jsonl#u/3", "c.jsonl#u/4"}
    assert {path for path, row in found.items() if row["error"]} == {"c.jsonl#3", "c.jsonl#4", "c.jsonl#5"}
    assert "--text-column" in str(found["c.jsonl#5"]["reason"])
    run("extract", "c.jsonl", "-o", "pages", *JSONL, "--text-column", "body", "--id-column", "url", "--format", "html")
    assert documents("pages")["c.jsonl#u/4"]["title"] == "甲市方案"


def test_parquet_holds_documents_and_tables(run) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"text": [plan(1), None, plan(2)], "n": ["a", "b", "c"]}), "in.parquet")
    Path("broken.parquet").write_bytes(b"PAR1 nothing")
    code, _, err = run("extract", "in.parquet", "broken.parquet", "-o", "out", "--id-column", "n", "--isolated", "--quiet")
    assert code == 1, err
    table = parquet.read_table("out/documents")
    assert sorted(zip(table["path"].to_pylist(), table["error"].to_pylist(), strict=True), key=str) == [
        ("broken.parquet", "unreadable"),
        ("in.parquet#a", None),
        ("in.parquet#b", "unreadable"),
        ("in.parquet#c", None),
    ]
    assert table.schema.metadata[b"planlint.table"] == b"documents"
    assert parquet.read_table("out/tasks").num_rows == 4


def test_texts_and_markdown_go_to_folders_and_never_out_of_them(run) -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("../../up.txt", plan(1))
    run("extract", "a.zip", "-o", "out", "--text", "texts", "--markdown", "md", *JSONL)
    assert [str(path) for path in Path("texts").rglob("*.txt")] == ["texts/a.zip/up.txt.txt"]
    assert Path("md/a.zip/up.txt.md").read_text(encoding="utf-8").startswith("# 甲丙市供水保障实施方案\n\n## 一、主要目标\n")
    assert not Path("../up.txt.txt").exists()


def test_csv_calculates_nothing(run) -> None:
    Path("a.txt").write_text("=1+1市供水实施方案\n\n一、总体要求\n落实。\n", encoding="utf-8")
    run("extract", "a.txt", "-o", "out", "--output-format", "csv", "--isolated", "--quiet")
    with open("out/sections/part-000001.csv", encoding="utf-8-sig", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert not any(title.startswith("=") for title in titles)


def test_tables_are_chosen_and_documents_are_always_there(run) -> None:
    plans(2)
    run("extract", "in", "-o", "out", "--tables", "tasks，targets", *JSONL)
    assert sorted(path.name for path in Path("out").iterdir() if path.is_dir()) == ["documents", "targets", "tasks"]


def test_the_folder_that_is_written_to_is_not_read(run) -> None:
    plans(2, ".")
    run("extract", ".", "-o", "out", "--text", "out/texts", *JSONL)
    assert run("extract", ".", "-o", "out", "--text", "out/texts", *JSONL).code == 0
    assert set(documents()) == {"000.txt", "001.txt"}


def test_what_can_not_be_done_is_said(run) -> None:
    plans(1)
    Path("full").mkdir()
    Path("full/mine.txt").write_text("x", encoding="utf-8")
    assert run("extract", "in", "-o", "full", *JSONL) == (2, "", "错误：full 里已有别的文件；换一个空文件夹\n")
    assert run("extract", "none", "-o", "out", *JSONL) == (2, "", "错误：没有这个文件或文件夹：none\n")
    run("extract", "in", "-o", "out", *JSONL)
    changed = run("extract", "in", "-o", "out", "--edits", *JSONL)
    assert (changed.code, changed.err) == (2, "错误：out 是以别的设置写的（edits）；换一个文件夹，或用 --afresh 重新开始\n")
    assert run("extract", "in", "-o", "out", "--edits", "--afresh", *JSONL).code == 0
    assert "没有“task”表" in run("extract", "in", "-o", "out", "--tables", "task", *JSONL).err
    assert "64M" in run("extract", "in", "-o", "out", "--limit-memory", "9", *JSONL).err
    assert run("extract", "in", "-o", "in/000.txt/x", *JSONL).code == 2
    Path("empty").mkdir()
    assert run("extract", "empty", "-o", "nothing", *JSONL) == (2, "", "错误：没有可读的文件\n")
    assert "英" not in run("extract", "none", "-o", "x", "--lang", "en", *JSONL).err
