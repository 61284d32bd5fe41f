"""The blocks, notes and tabs that the report is made of."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Severity
from planlint.reporters.html import render, tabs
from planlint.reporters.html.notes import note_of
from planlint.reporters.html.text import Block, Piece, Text, text_of
from planlint.reporters.style import Style
from planlint.session import Report, Session
from planlint.syntax import read
from planlint.text.evidence import Cell, Evidence, LineKind
from planlint.text.source import Source
from planlint.text.spans import Edit, Span

PLAN = "某市节水实施方案\n\n一、总体要求\n（一）目标。到2025年，节水率达到95%。\n二、保障措施\n加强组织领导。\n"


def finding(text: str, words: str, *edits: tuple[str, str], nth: int = 0) -> Diagnostic:
    """A finding at the words, with a repair that replaces each of some other words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    made = tuple(Edit(Span(at, at + len(old)), new) for old, new in edits for at in [text.index(old)])
    fix = Fix(Applicability.SAFE, "改一改", made) if made else None
    span = Span(start, start + len(words))
    return Diagnostic("a.txt", "TXT001", "some-rule", Severity.ERROR, Confidence.HIGH, "有误", span, 1, (), (), fix, "", "", "0" * 16)


def set_text(text: str, *found: Diagnostic) -> Text:
    source = Source(text, "a.txt")
    return text_of(source, read(source), found)


def shown(block: Block) -> list[tuple[str, tuple[int, ...], str]]:
    return [(piece.text, piece.notes, piece.change) for piece in block.pieces]


def words_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_a_plan_is_cut_into_titles_headings_and_paragraphs() -> None:
    text = set_text(PLAN)
    assert [(block.kind, block.level, words_of(block.pieces)) for block in text.blocks] == [
        ("title", 0, "某市节水实施方案"),
        ("heading", 1, "一、总体要求"),
        ("paragraph", 0, "（一）目标。到2025年，节水率达到95%。"),
        ("heading", 1, "二、保障措施"),
        ("paragraph", 0, "加强组织领导。"),
    ]
    assert [(chapter.title, chapter.block) for chapter in text.chapters] == [("某市节水实施方案", 0), ("一、总体要求", 1), ("二、保障措施", 3)]


def test_the_title_that_its_text_goes_on_behind_is_strong() -> None:
    assert [(piece.text, piece.strong) for piece in set_text(PLAN).blocks[2].pieces] == [("（一）目标", True), ("。到2025年，节水率达到95%。", False)]


def test_findings_that_overlap_share_the_words_they_have_in_common() -> None:
    block = set_text(PLAN, finding(PLAN, "节水率达到"), finding(PLAN, "率达到95%")).blocks[2]
    assert shown(block)[2:] == [("节水", (0,), ""), ("率达到", (0, 1), ""), ("95%", (1,), ""), ("。", (), "")]
    assert [piece.first for piece in block.pieces[2:]] == [(0,), (1,), (), ()]


def test_a_repair_stands_in_the_text_as_a_change() -> None:
    block = set_text(PLAN, finding(PLAN, "95%", ("95%", "96%"))).blocks[2]
    assert shown(block)[2:] == [("95%", (0,), "del"), ("96%", (0,), "ins"), ("。", (), "")]


def test_words_that_are_put_in_stand_at_their_place() -> None:
    found = finding(PLAN, "领导")._replace(fix=Fix(Applicability.SAFE, "补", (Edit(Span(PLAN.index("领导"), PLAN.index("领导")), "和"),)))
    assert shown(set_text(PLAN, found).blocks[4]) == [("加强组织", (), ""), ("和", (0,), "ins"), ("领导", (0,), ""), ("。", (), "")]


def test_a_line_that_the_reader_joins_is_joined_and_one_that_is_marked_is_told() -> None:
    text = "某市节水实施方案\n\n一、总体要求\n加强组织领导，健全工作机制，落实保障措施，推\n进各项任务，确保取得实效。\n"
    block = set_text(text, finding(text, "\n", nth=3)).blocks[-1]
    assert words_of(block.pieces) == "加强组织领导，健全工作机制，落实保障措施，推↵进各项任务，确保取得实效。"
    assert words_of(set_text(text).blocks[-1].pieces) == "加强组织领导，健全工作机制，落实保障措施，推进各项任务，确保取得实效。"


def test_every_finding_has_its_note_where_it_begins_once() -> None:
    whole = finding(PLAN, PLAN)
    point = finding(PLAN, "二")._replace(span=Span(len(PLAN), len(PLAN)))
    text = set_text(PLAN, whole, point)
    assert [number for block in text.blocks for number in block.notes] == [0, 1]
    assert all(block.pieces[0].notes == (0,) for block in text.blocks)


def test_a_table_keeps_its_rows_and_merged_cells() -> None:
    lines = ["某市节水实施方案", "一、任务", "指标", "目标", "节水率", "95%", "二、保障", "加强领导。"]
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    cells = {2: Cell(1, 1, 1, is_header=True), 3: Cell(1, 1, 2, is_header=True), 4: Cell(1, 2, 1, columns=1, rows=2), 5: Cell(1, 2, 2)}
    said = tuple(Evidence(starts[at], LineKind.CELL, cell=cell) for at, cell in cells.items())
    text = "\n".join(lines)
    source = Source(text, "a.docx", format="docx", evidence=said)
    blocks = text_of(source, read(source), [finding(text, "95%")]).blocks
    [table] = [block for block in blocks if block.rows]
    assert [[(words_of(cell.pieces), cell.rows, cell.is_header) for cell in row] for row in table.rows] == [
        [("指标", 1, True), ("目标", 1, True)],
        [("节水率", 2, False), ("95%", 1, False)],
    ]
    assert (table.notes, table.rows[1][1].pieces[0].first) == ([0], (0,))


def test_a_note_shows_its_first_changes_and_counts_the_others() -> None:
    text = "做好@@治理@@工作，" + "推进各项任务落实，" * 8 + "抓好@@落实。"
    edits = tuple(Edit(Span(m.start(), m.end()), "") for m in re.finditer("@@", text))
    found = finding(text, "@@")._replace(fix=Fix(Applicability.SAFE, "删去", edits))
    note = note_of(0, found, Source(text, "a.txt"), "残留", "zh")
    assert [(change.kind, change.text) for change in note.repair] == [
        *(("", "做好"), ("del", "@@"), ("", "治理"), ("del", "@@"), ("", "工作，推进各项任…")),
    ]
    assert (note.more, note.place, note.word) == (1, "第1行", "错误")


def test_the_tree_counts_what_stands_below_each_heading() -> None:
    source = Source(PLAN, "a.txt")
    plan = read(source)
    found = [finding(PLAN, "95%"), finding(PLAN, "加强")]
    [part] = tabs.tree(plan, text_of(source, plan, found).places, found)
    assert [(branch.label, branch.block, branch.findings) for branch in part.branches] == [("一、总体要求", 1, 1), ("二、保障措施", 3, 1)]


def test_the_line_of_years_grows_with_the_targets() -> None:
    plan = read(Source("某市节水实施方案\n\n一、主要目标\n到2025年，节水率达到95%。到2050年，节水率达到99%。\n", "a.txt"))
    found = tabs.goals(plan, {}, "zh")
    assert ([year for year, _ in found.years][::6], found.times) == ([2020, 2050], ["2025", "2050"])
    assert [(point.year, point.at, point.words) for point in found.goals[0].points] == [(2025, 167, "95%"), (2050, 1000, "99%")]


def test_the_policy_allows_the_script_and_the_style_of_the_page_alone() -> None:
    session = Session([])
    page = "".join(render(Report([session.check_source(Source(PLAN, "a.txt"))], [], "zh", {}), Style()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    said = policy[1].replace("&#39;", "'")
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(re.search(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1].encode()).digest()).decode() + "'"  # type: ignore[index]
        for tag in ("script", "style")
    ]
    assert said == f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; base-uri 'none'; form-action 'none'"


def test_the_page_speaks_english_where_that_is_asked_for() -> None:
    session = Session([])
    result = session.check_source(Source(PLAN, "a.txt"))._replace(diagnostics=[finding(PLAN, "95%")])
    page = "".join(render(Report([result], [], "en", {}), Style()))
    assert '<html lang="en">' in page and "<b>1</b> to mend" in page
    own = re.sub(r"<article.*?</article>|<script>.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert "处" not in own
