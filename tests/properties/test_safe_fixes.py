"""The law of safe fixes, in every format that is written: words stay, in order; blocks, code and links stay what they are."""

from __future__ import annotations

import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planlint.formats.markdown import markup
from planlint.session import Repair, Session
from strategies import RULES, Printed, numbers_of, places, plan_of, plans, put_in, texts
from word_files import word_file

_FAULTS = (
    *("@@", "\u200b", " ", "  ", "&nbsp;", "，，", "。。", ",", "<br>", "...", "....", "(含试点）", "〔2023〕第05号", '"试点"', "2025-2027年", "、、", "?"),
    *(
        "\n",
        "\r\n",
        "1、",
        "1．",
        "（一）、",
        ".２０２６年",
        ".5%",
        "20KW",
        "二○二五年",
        "“14五”",
        "＋",
        "5～10%",
        "(cid:12)",
        "（甲（乙）丙）",
        "\uf02a",
        "⼀",
    ),
)
_SYNTAX = (
    *("`a,b(中文)`", "https://a.cn/中,文?x=1", "https://a.cn/b?c=d,e", "<a@b.cn>", "a.b@c.cn", '[中,文](a.md?b=甲,乙 "甲,乙")', "![图](a(1).png)", "[[页,面]]"),
    *(
        "$a,b$",
        "$$中,文$$",
        '{{ 宏("甲", "乙") }}',
        "{% 若 甲,乙 %}",
        '{: title="甲,乙" }',
        "<span title='甲,乙'>",
        "<!-- 甲,乙 -->",
        "&lt;",
        ":memo:",
        "[^甲]",
    ),
)
_BLOCKS = (
    *(
        "## 小节 ##\n\n",
        "- 甲,乙\n",
        "1. 甲\n1. 乙\n",
        "> [!NOTE] 甲,乙\n> 丙,丁\n\n",
        '!!! note "甲,乙"\n\n    丙\n\n',
        '::: tip "甲,乙"\n丙\n:::\n\n',
        "```甲\n甲,乙 丙\n```\n\n",
    ),
    *(
        "    run --all 甲,乙\n\n",
        "| 甲 | 乙,丙 |\n|---|---|\n| 丁 | 戊 己 |\n\n",
        '[甲]: a.md "甲,乙"\n\n',
        "[^甲]: 注,释\n\n",
        "<pre>\n甲,乙\n</pre>\n\n",
        "甲,\n===\n\n",
    ),
)
_MATTER = ("", "---\ntitle: 甲,乙\n---\n\n", '+++\ntitle = "甲,乙"\n+++\n\n', ';;;\n{"甲": "乙"}\n;;;\n\n', '{\n  "甲": "乙,丙"\n}\n\n')
_RESIDUE = regex.compile(r"<[A-Za-z/][^<>\n]*>|&[A-Za-z]+;|(?m:^[ \t]*(?:[-—] *\d+ *[-—]|第\d+页)[ \t]*$)")
_OTHERS = regex.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\u02ff\u2e80-\u2fdf\uf900-\ufaff]")
_HALF = {ord("０") + i: ord("0") + i for i in range(10)} | {0x2F00: "一", 0xF02A: "*", ord("○"): "〇"}


def words(text: str) -> str:
    """The letters and digits of a text, without what is residue wherever it stands."""
    return "".join(filter(str.isalnum, _RESIDUE.sub("", text.replace("@@", "")).translate(_HALF)))


def fixed(text: str, name: str) -> str:
    """The text after safe fixes."""
    repair = Session(RULES).fix(name, text.encode("utf-8", "surrogatepass"))
    assert isinstance(repair, Repair)
    return repair.result.source.text


def faulty() -> st.SearchStrategy[str]:
    return st.builds(put_in, plans().map(lambda plan: plan.text), places(), st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=8))


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """A plan in Markdown, with front matter, blocks and inline syntax that hold marks which are wrong in prose, and with faults of prose."""
    text = draw(plans(line_end="\n")).text
    lines = [draw(st.sampled_from(("", "# ", "## ", ""))) + line for line in text.split("\n")]
    for block in draw(st.lists(st.sampled_from(_BLOCKS), max_size=4)):
        lines.insert(draw(st.integers(1, len(lines))), "\n" + block.rstrip("\n") + "\n")
    inline = draw(st.lists(st.sampled_from(_SYNTAX), min_size=1, max_size=4))
    text = put_in("\n\n".join(lines), draw(places()), inline)
    return draw(st.sampled_from(_MATTER)) + put_in(text, draw(places()), draw(st.lists(st.sampled_from(_FAULTS[:16]), min_size=1, max_size=4)))


def known_to_the_plan(text: str) -> str:
    """A text that is no data, without characters that stand for others and without a byte order mark, which is no text."""
    return _OTHERS.sub("", text.encode("utf-8", "ignore").decode("utf-8")).lstrip("\ufeff")


@settings(max_examples=40)
@given(faulty() | texts().map(known_to_the_plan))
@example("建成示范点.２０２６年，增长.5%。推广“14五”成果。\n")
@example("依据云政发〔2024〕第07号文件，装机20KW。\n")
@example("一、任务\n1、建设甲。\n2.建设乙。\n3.建设丙。\n")
@example("@@— 3 —")
def test_a_safe_fix_keeps_the_words_of_a_text_in_order(text: str) -> None:
    assert words(fixed(text, "plan.txt")) == words(text)


@settings(max_examples=40)
@given(faulty())
def test_a_safe_fix_keeps_headings_and_items_of_a_text(text: str) -> None:
    assert numbers_of(plan_of(fixed(text, "plan.txt"))) == numbers_of(plan_of(text))


@settings(max_examples=40)
@given(markdown() | texts().map(known_to_the_plan))
@example("# 方案\n\n加快转型，切实做好工作，\n\n## 任务\n\n落实。\n")
@example("1、 建设甲。\n\n2. 建设乙。\n\n3. 建设丙。\n")
def test_a_safe_fix_keeps_what_markdown_is_made_of(text: str) -> None:
    after = fixed(text, "plan.md")
    assert markup(after).shape == markup(text).shape
    assert [span.of(after) for span in markup(after).literal] == [span.of(text) for span in markup(text).literal]
    assert words(after) == words(text)


@given(st.lists(st.sampled_from([*_SYNTAX, *_BLOCKS]), min_size=1, max_size=6), st.sampled_from(_MATTER))
def test_what_is_written_for_a_program_is_not_touched(syntax: list[str], matter: str) -> None:
    text = matter + "# 云溪市方案\n\n" + "\n\n".join(f"推进工作,落实责任 {one.strip()}" if one in _SYNTAX else one.rstrip("\n") for one in syntax) + "\n"
    after = fixed(text, "plan.md")
    for one in syntax:
        if one in _SYNTAX and "[中" not in one:
            assert one in after


@settings(max_examples=20)
@given(plans(line_end="\n"), places(), st.lists(st.sampled_from(_FAULTS[:17]), min_size=1, max_size=5))
def test_a_safe_fix_keeps_the_words_of_a_word_file(plan: Printed, at: list[int], faults: list[str]) -> None:
    text = put_in(plan.text, at, [fault for fault in faults if fault not in ("\u200b", "&nbsp;", "<br>", "\n")] or [","])
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in text.split("\n") if line)
    repair = Session(RULES).fix("plan.docx", word_file(body))
    assert isinstance(repair, Repair)
    assert words(repair.result.source.text) == words(repair.before.text)
