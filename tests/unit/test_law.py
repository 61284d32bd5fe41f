"""What a safe fix may do: the guard that makes of any other an unsafe one."""

from __future__ import annotations

import os

import pytest

from planlint.damage.residue import Residue, is_proved
from planlint.findings.diagnostic import Applicability
from planlint.findings.law import keeps_words, letters, shape
from planlint.formats.markdown import markup
from planlint.rulebook.store import load_rules
from planlint.session import Repair, Session
from planlint.settings.selection import selected_rules
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Edit, Span

RULES = selected_rules(load_rules(cached=False))
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_PAGES = ["README.md", "README.zh-CN.md", *(f"docs/{name}" for name in sorted(os.listdir(os.path.join(_ROOT, "docs"))) if name.endswith(".md"))]


def fixed(text: str, name: str = "plan.txt") -> str:
    repair = Session(RULES).fix(name, text.encode())
    assert isinstance(repair, Repair)
    return repair.result.source.text


def applicabilities(text: str, code: str, format: str = "text") -> list[Applicability]:
    found = Session(RULES).check_source(Source(text, "plan", format=format)).diagnostics
    return [one.fix.applicability for one in found if one.code == code and one.fix is not None]


@pytest.mark.parametrize(
    ("text", "start", "stop", "new", "residue", "kept"),
    [
        ("甲,乙", 1, 2, "，", None, True),
        ("甲 乙", 1, 2, "", None, True),
        ("２０％", 0, 3, "20%", None, True),
        ("甲乙丙", 1, 2, "", None, False),
        ("甲乙", 1, 1, "1", None, False),
        ("甲\n乙", 1, 2, "", None, False),
        ("甲\n乙", 1, 2, "", Residue.BREAK, True),
        ("甲\n1\n乙", 1, 4, "", Residue.BREAK, False),
        ("甲<br>乙", 1, 5, "", Residue.MARKUP, True),
        ("甲<乙>丙", 1, 4, "", Residue.MARKUP, False),
        ("甲（jiǎ）", 1, 6, "", Residue.READING, True),
        ("甲（乙）", 1, 4, "", Residue.READING, False),
        ("⼀", 0, 1, "一", Residue.CODE_POINT, True),
        ("二", 0, 1, "", Residue.CODE_POINT, False),
        ("ä¸€", 0, 3, "一", Residue.CODE_POINT, True),
        ("ä¸€", 0, 3, "二", Residue.CODE_POINT, False),
    ],
)
def test_an_edit_keeps_the_words_or_takes_out_proved_residue(text: str, start: int, stop: int, new: str, residue: Residue | None, kept: bool) -> None:
    assert keeps_words(text, Edit(Span(start, stop), new), residue) is kept


def test_the_letters_that_are_read_are_part_of_what_a_text_is_made_of() -> None:
    assert shape(read(Source("建设冷库。@@\n"))) == shape(read(Source("建设冷库。\n")))
    assert shape(read(Source("建设冷库。\n12\n"))) != shape(read(Source("建设冷库。\n")))


def test_a_cut_line_may_go_with_the_page_number_in_it() -> None:
    edit = Edit(Span(1, 9), "")
    assert keeps_words("甲\n— 12 —\n乙", edit, Residue.BREAK, [Span(2, 8)]) is True
    assert keeps_words("甲\n— 12 —\n乙", edit, Residue.BREAK) is False


def test_letters_are_compared_in_half_width() -> None:
    assert letters("Ａ１，甲②") == "A1甲②"


@pytest.mark.parametrize("residue", [residue for residue in Residue if residue is not Residue.FURNITURE])
def test_no_class_of_residue_but_whole_lines_holds_words(residue: Residue) -> None:
    assert not is_proved(residue, "建设驿站", "")
    assert not is_proved(residue, "建设", "建成")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("依据云政发〔2024〕第07号文件。\n", "REF001"),
        ("增长.5%。\n", "QTY002"),
        ("启动“14五”评估。\n", "QTY002"),
        ("装机20KW。\n", "QTY003"),
        ("完善管网。（市水利局、市财政局、市市场监管局、市水利局按职责分工负责）\n", "AGY002"),
    ],
)
def test_a_fix_that_changes_words_is_made_only_when_asked_for(text: str, code: str) -> None:
    assert applicabilities(text, code) == [Applicability.UNSAFE]
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("text", "right"), [("依据云政发[2024]7号文件。\n", "依据云政发〔2024〕7号文件。\n"), ("二○二六年，新建２处。\n", "二〇二六年，新建2处。\n")]
)
def test_a_fix_that_keeps_words_is_safe(text: str, right: str) -> None:
    assert fixed(text) == right


def test_a_number_that_would_become_an_item_of_markdown_is_left() -> None:
    text = "# 云溪市方案\n\n1、 建设驿站。\n\n1．建设食堂。\n"
    assert fixed(text, "plan.md") == text


@pytest.mark.parametrize("name", _PAGES)
def test_in_the_pages_of_the_project_nothing_but_prose_is_repaired(name: str) -> None:
    with open(os.path.join(_ROOT, name), encoding="utf-8") as file:
        text = file.read()
    after = fixed(text, name)
    assert markup(after).shape == markup(text).shape
    assert [span.of(after) for span in markup(after).literal] == [span.of(text) for span in markup(text).literal]
    assert letters(after) == letters(text)
