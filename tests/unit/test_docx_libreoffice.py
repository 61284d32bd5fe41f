"""What LibreOffice makes of the Word files that planlint writes: it opens them, saves them again, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest

from planlint.formats.docx import read
from planlint.formats.docx_write import Comment, annotated, revised
from planlint.text.spans import Edit, Span, apply
from word_files import W, accepted, part, rejected

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

_DATE = "2025-03-01T08:00:00Z"
_LINES = (
    "青禾县便民服务圈建设实施方案",
    "一、总体要求",
    "到2027年，建成便民驿站20处，，覆盖全部",
    "乡镇。",
    "二、重点任务",
    "二、重点任务",
    "（一）新建社区食堂。",
)


def _saved_again(raw: bytes, folder: Path, kind: str = "docx") -> bytes:
    before, after = folder / "before.docx", folder / "after"
    before.write_bytes(raw)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind, "--outdir", str(after), str(before)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (after / f"before.{kind.partition(':')[0]}").read_bytes()


def _plan() -> bytes:
    document = docx.Document()
    for line in _LINES:
        paragraph = document.add_paragraph()
        paragraph.add_run(line[:3]).bold = True
        paragraph.add_run(line[3:])
    document.add_paragraph("列表一", style="List Number")
    document.add_paragraph("列表二", style="List Number")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "责任单位", "县民政局"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_comments_and_changes_survive_and_all_accepted_or_rejected_give_the_two_texts(tmp_path: Path) -> None:
    raw = _plan()
    source = read(raw, "a.docx")
    text = source.text

    def edit(old: str, new: str, last: bool = False) -> Edit:
        start = text.rindex(old) if last else text.index(old)
        return Edit(Span(start, start + len(old)), new)

    edits = [edit("，，", "，"), edit("全部\n乡镇", "全部乡镇"), edit("二、重点任务\n", "", last=True), edit("新建", "改建和新建"), edit("民政局", "商务局")]
    changed, left = revised(raw, source, edits, date=_DATE)
    assert left == []
    expected = apply(text, edits)
    after = read(changed, "a.docx")
    place = after.text.index("20处")
    noted = annotated(changed, after, [Comment(Span(place, place + 3), "NUM000：说明"), Comment(Span(0, 4), "其二")], date=_DATE)

    again = _saved_again(noted, tmp_path)
    assert [(comment.author, comment.text) for comment in docx.Document(BytesIO(again)).comments] == [("planlint", "其二"), ("planlint", "NUM000：说明")]
    authors = [change.get(f"{{{W}}}author") for change in part(again).iter(f"{{{W}}}ins", f"{{{W}}}del")]
    assert len(authors) >= 6 and set(authors) == {"planlint"}
    assert read(again, "a.docx").text == expected
    assert read(accepted(again), "a.docx").text == expected
    assert read(rejected(again), "a.docx").text == text


def test_numbers_are_counted_as_libreoffice_counts_them(tmp_path: Path) -> None:
    raw = _plan()
    printed = _saved_again(raw, tmp_path, "txt:Text (encoded):UTF8").decode("utf-8-sig").splitlines()
    assert [line.replace(" ", "") for line in printed[-4:-2]] == ["1.列表一", "2.列表二"]
    assert read(raw, "a.docx").text.splitlines()[-3:-1] == ["1.列表一", "2.列表二"]
