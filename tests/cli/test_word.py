"""Word files: findings as comments, repairs as tracked changes, and the original left alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from planlint.formats.reading import read
from word_files import word_file

_LINES = ("青禾县社区食堂实施方案", "一、总体要求", "坚持统筹推进。。", "二、保障措施", "加强组织领导，落实资金支持。")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    document = docx.Document()
    for line in _LINES:
        document.add_paragraph(line)
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def _part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")


def test_a_place_in_word_is_a_paragraph_and_a_run(run, draft) -> None:
    out = run("check", "draft.docx", "--select", "PUN003", "--output-format", "concise", "--quiet", "--lang", "zh").out
    assert out == "draft.docx:3:7: PUN003 [*] 第3段 标点“。。”连用，应留一个“。”\n"


def test_findings_are_comments_in_a_copy(run, draft) -> None:
    before = draft.read_bytes()
    assert run("check", "draft.docx", "--select", "PUN003", "--annotate", "out.docx").code == 1
    comments = _part(Path("out.docx"), "word/comments.xml")
    assert "PUN003" in comments and "应留一个" in comments and "GB/T 15834" in comments and 'w:author="planlint"' in comments
    assert draft.read_bytes() == before
    assert read("out.docx", Path("out.docx").read_bytes()).text == read("draft.docx", before).text


def test_the_first_comment_sums_up_and_a_reason_is_told_once(run) -> None:
    lines = ("某市节水方案", "一、总体要求", "坚持统筹推进。。", "坚持分类指导。。", "坚持,务求实效。")
    Path("draft.docx").write_bytes(word_file("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)))
    made = run("check", "draft.docx", "--select", "PUN003,PUN001", "--annotate", "out.docx", "--lang", "zh")
    assert made.err == "已写入 out.docx：4 条批注\n"
    first, *others = [comment.text for comment in docx.Document("out.docx").comments]
    assert first.split("\n") == [
        "planlint 检查：发现 2 处错误、1 处存疑。",
        "错误：标点重复或冲突 2",
        "存疑：中文用了半角标点",
        "每种问题只在第一处写明理由。某处要保留不改，在那里加一条批注：planlint: ignore[PUN003] 理由。",
    ]
    assert [text.split("\n")[0] for text in others] == [
        *["错误 标点重复或冲突：标点“。。”连用，应留一个“。” [PUN003]"] * 2,
        "存疑 中文用了半角标点：中文语句中的“,”应为“，” [PUN001]",
    ]
    assert [text.count("为什么：") for text in others] == [1, 0, 1]
    assert run("check", "out.docx", "--select", "PUN003,PUN001,SYS003", "--output-format", "concise", "--lang", "zh").out.count("out.docx:") == 3


def test_a_file_without_findings_gets_no_comment(run) -> None:
    Path("draft.docx").write_bytes(word_file("<w:p><w:r><w:t>坚持统筹推进。</w:t></w:r></w:p>"))
    assert run("check", "draft.docx", "--select", "PUN003", "--annotate", "out.docx", "--lang", "zh").err == "已写入 out.docx：0 条批注\n"
    assert Path("out.docx").read_bytes() == Path("draft.docx").read_bytes()


def test_repairs_are_tracked_changes_in_a_copy(run, draft) -> None:
    assert run("check", "draft.docx", "--select", "PUN003", "--fix", "--annotate", "out.docx").code == 0
    body = _part(Path("out.docx"), "word/document.xml")
    assert "<w:del " in body and 'w:author="planlint"' in body
    source = read("out.docx", Path("out.docx").read_bytes())
    assert "坚持统筹推进。\n" in source.text
    assert source.remarks == ()


def test_the_original_is_changed_only_in_place(run, draft) -> None:
    before = draft.read_bytes()
    outcome = run("check", "draft.docx", "--select", "PUN003", "--fix")
    assert (outcome.code, draft.read_bytes()) == (1, before)
    assert "--annotate" in outcome.err
    assert run("check", "draft.docx", "--select", "PUN003", "--fix", "--in-place").code == 0
    assert "坚持统筹推进。\n" in read("draft.docx", draft.read_bytes()).text


@pytest.mark.parametrize(
    "words",
    [
        ["draft.docx", "--annotate", "draft.docx"],
        ["draft.docx", "--annotate", "out.docx", "--diff"],
        ["draft.docx", "a.txt", "--annotate", "out.docx"],
        ["a.txt", "--annotate", "out.docx"],
        ["draft.docx", "--in-place"],
        ["draft.docx", "--annotate", "no/such/folder/out.docx"],
    ],
)
def test_what_does_not_go_together_ends_with_2_and_writes_nothing(words: list[str], run, draft) -> None:
    Path("a.txt").write_text("一、总体要求\n", encoding="utf-8")
    before = draft.read_bytes()
    assert run("check", *words).code == 2
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["a.txt", "draft.docx"]
    assert draft.read_bytes() == before


def test_a_diff_of_a_word_file_is_one_of_its_text(run, draft) -> None:
    out = run("check", "draft.docx", "--select", "PUN003", "--diff", "--color", "never").out
    assert "-坚持统筹推进。。\n+坚持统筹推进。\n" in out


def test_a_file_that_is_no_word_file_is_a_finding(run) -> None:
    Path("draft.docx").write_text("一、总体要求\n", encoding="utf-8")
    outcome = run("check", "draft.docx", "--annotate", "out.docx", "--output-format", "concise")
    assert outcome.code == 1
    assert "SYS001" in outcome.out
    assert not Path("out.docx").exists()


def test_a_comment_in_word_lets_a_finding_stand(run, draft) -> None:
    document = docx.Document(str(draft))
    paragraph = document.paragraphs[2]
    document.add_comment(paragraph.runs, text="planlint: ignore[PUN003] 引用原文", author="起草人", initials="Q")
    document.add_comment(document.paragraphs[4].runs, text="此处再核", author="起草人", initials="Q")
    document.save(str(draft))
    assert run("check", "draft.docx", "--select", "PUN003,SYS003", "--quiet").code == 0


def test_a_comment_in_word_without_a_reason_is_reported(run, draft) -> None:
    document = docx.Document(str(draft))
    document.add_comment(document.paragraphs[2].runs, text="planlint: ignore[PUN003]", author="起草人", initials="Q")
    document.save(str(draft))
    out = run("check", "draft.docx", "--select", "PUN003,SYS003", "--output-format", "concise", "--quiet").out
    assert [line.split(" ")[1] for line in out.splitlines()] == ["SYS003", "PUN003"]


def test_half_a_repair_is_not_made(run, tmp_path) -> None:
    document = docx.Document()
    for line in ("青禾县社区食堂实施方案", "一、总体要求", "按照本方案第四部分推进。。"):
        document.add_paragraph(line)
    # Word counts these numbers itself: they can't be edited, so that the reference must not be either
    numbering = document.part.numbering_part.element
    _chinese_numbering(numbering)
    for title in ("重点任务", "保障措施"):
        paragraph = document.add_paragraph(title)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = 77
        document.add_paragraph("新建社区食堂20处，由县民政局负责。")
    document.save("draft.docx")
    shown = run("check", "draft.docx", "--select", "NUM001", "--output-format", "concise", "--quiet").out
    assert "NUM001" in shown
    run("check", "draft.docx", "--select", "NUM001,PUN003", "--fix", "--unsafe-fixes", "--in-place")
    text = read("draft.docx", Path("draft.docx").read_bytes()).text
    assert "按照本方案第四部分推进。\n" in text


def _chinese_numbering(numbering) -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def test_what_word_can_not_take_is_advice_and_three_numbers_agree(run) -> None:
    field = '<w:p><w:fldSimple w:instr=" DOCPROPERTY Title "><w:r><w:t>坚持分类指导。。</w:t></w:r></w:fldSimple></w:p>'
    Path("draft.docx").write_bytes(word_file(f"<w:p><w:r><w:t>坚持统筹推进。。</w:t></w:r></w:p>{field}"))
    shown = run("check", "draft.docx", "--select", "PUN003", "--lang", "zh").out
    assert [line.partition(": PUN003")[2].split(" 第")[0] for line in shown.splitlines() if ": PUN003" in line] == [
        " [*]",
        "",
    ] and "其中 1 处可用 --fix 修复" in shown
    assert "将修复 1 处" in run("check", "draft.docx", "--select", "PUN003", "--diff", "--lang", "zh").err
    made = run("check", "draft.docx", "--select", "PUN003", "--fix", "--annotate", "out.docx", "--lang", "zh")
    assert "已修复 1 处" in made.err and "--fix" not in made.out
    assert made.code == 1 and _part(Path("out.docx"), "word/document.xml").count("<w:del ") == 1
    assert "改法：" in _part(Path("out.docx"), "word/comments.xml")
    again = run("check", "out.docx", "--select", "PUN003,SYS004", "--diff", "--lang", "zh")
    assert (again.out, again.err) == ("", "")


def test_changes_of_others_are_told_and_those_of_planlint_are_not(run) -> None:
    def changed(author: str) -> str:
        return f'<w:p><w:ins w:id="1" w:author="{author}"><w:r><w:t>坚持统筹推进。</w:t></w:r></w:ins></w:p>'

    Path("draft.docx").write_bytes(word_file(changed("planlint") + changed("起草人")))
    assert run("check", "draft.docx", "--select", "SYS004", "--output-format", "concise", "--quiet").out.count("SYS004") == 1
    assert [remark.number for remark in read("draft.docx", Path("draft.docx").read_bytes()).remarks] == [1]
