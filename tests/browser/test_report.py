"""What a reader does with the report, in a browser."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hostile import HOSTILE
from planlint.cli import main
from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Severity
from planlint.reporters.html import render
from planlint.reporters.style import Style
from planlint.session import FileResult, Report, Session
from planlint.text.source import Source
from planlint.text.spans import Edit, Span

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Opened

FAULTY = Path(__file__).parents[2] / "fixtures" / "faulty"
FIXTURES = sorted(path for path in FAULTY.parent.rglob("*") if path.suffix in (".txt", ".md", ".docx", ".html", ".pdf") and path.name != "README.md")
SHOWN = ".note:visible"


def report_of(folder: Path, *paths: Path, against: Path | None = None) -> str:
    """The report on some files, as `planlint report` writes it into a folder."""
    file = folder / "written.html"
    words = ["--against", str(against)] if against is not None else []
    assert main(["report", *map(str, paths), *words, "-o", str(file), "--isolated", "--no-cache", "--lang", "zh"]) == 0
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report_of(tmp_path_factory.mktemp("faulty"), FAULTY / "bianhao.txt")


def numbers(page: Page) -> list[str]:
    return page.locator(SHOWN).evaluate_all("notes => notes.map(note => note.dataset.number)")


class TestText:
    def test_the_verdict_stands_on_top(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        assert page.locator(".verdict").inner_text().split() == ["7", "处须改", "8", "处存疑", "1", "处建议"]
        assert page.locator("h1").inner_text() == "临江省农村供水保障提升实施方案"
        assert page.locator(".remarks li").first.inner_text() == "问题最多的是 二、优化供水工程布局（5 处）"

    def test_a_note_stands_at_its_words_or_below_the_one_before(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        boxes = [box for note in page.locator(".note").all() if (box := note.bounding_box())]
        words = [page.locator(f"#f1-m{number}").bounding_box() for number in range(len(boxes))]
        assert len(boxes) == 16
        for at, (box, word) in enumerate(zip(boxes, words, strict=True)):
            assert word is not None and box["x"] > word["x"] + word["width"]
            assert box["y"] >= word["y"] - 12
            assert at == 0 or box["y"] >= boxes[at - 1]["y"] + boxes[at - 1]["height"]

    def test_a_repair_is_a_tracked_change_in_the_text_and_in_the_note(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        line = page.locator(".text", has_text="临政办发").first
        assert (line.locator("del").all_inner_texts(), line.locator("ins").all_inner_texts()) == (["[", "]"], ["〔", "〕"])
        note = page.locator(".note", has_text="发文字号写法")
        assert note.locator(".repair").inner_text() == "临政办发[〔2023]〕29号"
        page.locator("[data-changes]").uncheck()
        assert line.inner_text() == "临政办发[2023]29号"

    def test_the_reason_is_shown_on_a_click_and_by_the_keyboard(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        note = page.locator(".note", has_text="序号不连续")
        basis = note.get_by_text("GB/T 9704")
        assert not basis.is_visible()
        note.locator("summary").focus()
        page.keyboard.press("Enter")
        assert basis.is_visible()

    def test_words_lead_to_their_note_and_back(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        mark = page.locator(".mark", has_text="2021—2026年")
        mark.click()
        assert page.evaluate("document.activeElement.textContent").strip().startswith("错误 规划期与年份不符")
        page.locator(".note.on .place").click()
        assert page.evaluate("document.querySelector(':target').textContent") == "2021—2026年"


class TestFilters:
    def test_by_severity(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.locator("[data-severity=error][type=checkbox]").uncheck()
        assert page.locator("[data-shown]").inner_text() == "9"
        assert page.locator(".note.error:visible").count() == 0
        assert page.locator(".mark.error:not(.off)").count() == 0
        assert page.locator(SHOWN).count() == 9

    def test_by_kind(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.get_by_role("button", name="全部隐藏").click()
        assert page.locator(SHOWN).count() == 0
        page.locator("[data-severity=error][type=checkbox]").check()
        page.get_by_label("序号不连续").check()
        assert page.locator(f"{SHOWN} b").all_inner_texts() == ["序号不连续"]
        page.get_by_role("button", name="全部显示").click()
        assert page.locator(SHOWN).count() == 16

    def test_steps_go_through_what_is_shown(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.locator("[data-severity=warning][type=checkbox]").uncheck()
        page.locator("[data-severity=info][type=checkbox]").uncheck()
        shown = numbers(page)
        visited = []
        for _ in shown:
            page.get_by_role("button", name="下一处").click()
            visited.append(page.evaluate("document.activeElement.dataset.number"))
        assert visited == shown
        page.get_by_role("button", name="上一处").click()
        assert page.evaluate("document.activeElement.dataset.number") == shown[-2]


class TestTabs:
    def test_by_keyboard_as_the_pattern_says(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.get_by_role("tab", name="正文与问题").focus()
        seen = []
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
            page.keyboard.press(key)
            seen.append(page.evaluate("document.activeElement.textContent"))
            assert page.locator("[role=tabpanel]:visible").get_attribute("aria-labelledby") == page.evaluate("document.activeElement.id")
            assert page.locator("[role=tab][aria-selected=true]").count() == page.locator("[role=tab][tabindex='0'], [role=tab]:not([tabindex])").count() == 1
        assert seen == ["结构", "任务分工", "目标", "正文与问题", "目标", "正文与问题", "目标"]

    def test_the_structure_leads_to_the_text(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.get_by_role("tab", name="结构").click()
        chapter = page.locator(".tree li", has=page.get_by_role("link", name="二、优化供水工程布局", exact=True)).last
        assert " ".join(chapter.locator("> a, > .number").all_text_contents()) == "二、优化供水工程布局 5 处问题"
        below = chapter.get_by_role("link", name="（四）编制县域供水规划")
        assert below.is_visible()
        chapter.get_by_role("button").first.click()
        assert not below.is_visible()
        page.locator(".tree").get_by_role("link", name="二、优化供水工程布局").click()
        assert page.locator("[role=tabpanel]:visible").get_attribute("data-panel") == "text"
        assert page.locator(":target").inner_text() == "二、优化供水工程布局"

    def test_tasks_are_sorted_by_a_body_and_back(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.get_by_role("tab", name="任务分工").click()
        rows = page.locator(".matrix tbody .no")
        before = rows.all_inner_texts()
        page.get_by_role("button", name="省财政厅").click()
        assert rows.all_inner_texts()[:4] == ["三、（八）1.", "四、（十一）", "四、（十二）", "二、（四）"]
        assert page.locator(".matrix [aria-sort]").inner_text() == "省财政厅"
        page.get_by_role("button", name="任务", exact=True).click()
        assert rows.all_inner_texts() == before
        assert page.locator(".matrix .alone").all_inner_texts() == ["没有写单位", "没有写单位"]

    def test_a_plan_that_names_leads_shows_where_there_is_none(self, opened: Opened, tmp_path: Path) -> None:
        plan = tmp_path / "a.txt"
        lists = ("（市水利局牵头，市财政局配合）", "（市财政局、市住房城乡建设局负责）")
        plan.write_text(
            "某市节水方案\n\n一、重点任务\n" + "".join(f"（{n}）做好工作。抓好落实。{one}\n" for n, one in zip("一二", lists, strict=True)), encoding="utf-8"
        )
        page = opened(report_of(tmp_path, plan))
        page.get_by_role("tab", name="任务分工").click()
        assert page.locator(".matrix td.lead").all_inner_texts() == ["市水利局", "缺"]

    def test_targets_stand_on_the_line_of_years_and_in_the_table(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.get_by_role("tab", name="目标").click()
        years = page.locator(".years text").all_text_contents()
        assert (years[0], years[-1], len(years)) == ("2020", "2035", 16)
        line = page.locator(".timeline tbody tr", has_text="农村供水水质合格率").locator("svg")
        assert line.get_attribute("aria-label") == "2025  92%；2027  95%；"
        assert [point.get_attribute("cx") for point in line.locator("circle").all()] == ["333", "467"]
        row = page.locator(".values tbody tr", has_text="农村供水水质合格率")
        assert row.locator("td").all_inner_texts() == ["92%", "95%", ""]


SUPERIOR = """国家节水行动实施方案

一、总体要求
到2025年，全国再生水利用率达到25%以上，公共供水管网漏损率控制在9%以内。

二、重点任务
（一）深化工业节水。以火电、造纸、印染、化工等行业为重点，实施节水改造，培育节水型企业。（工业和信息化部、水利部负责）
（二）发展海水淡化。建设海水淡化示范工程。（国家发展改革委负责）
"""


def test_what_is_taken_up_of_a_superior_plan_has_a_tab(opened: Opened, axe: str, tmp_path: Path) -> None:
    (tmp_path / "superior.txt").write_text(SUPERIOR, encoding="utf-8")
    page = opened(report_of(tmp_path, FAULTY / "jieshui.txt", against=tmp_path / "superior.txt"))
    page.get_by_role("tab", name="承接").click()
    assert " ".join(page.locator(".taken .legend b").all_inner_texts()) == "1 1"
    assert [summary.split("\n")[0] for summary in page.locator(".answer summary").all_inner_texts()] == [
        "已承接 二、（一）深化工业节水",
        "未见 二、（二）发展海水淡化 1 项举措中 1 项未见",
    ]
    assert page.locator(".answer.missing .measure.lost .superior-text").inner_text() == "建设海水淡化示范工程"
    assert page.locator(".taken .values tbody td.state").all_inner_texts() == ["与上级一致", "与上级一致"]
    page.locator(".answer summary").first.click()
    page.evaluate(axe)
    found: Any = page.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    page.locator(".to a").first.click()
    assert page.locator(":target").inner_text().startswith("（一）深化工业节水")


class TestWaysOfReading:
    def test_several_files_are_chosen_from_a_list(self, opened: Opened, tmp_path: Path) -> None:
        page = opened(report_of(tmp_path, FAULTY / "bianhao.txt", FAULTY / "sunhuai.txt"))
        assert [section.is_visible() for section in page.locator(".file").all()] == [True, False]
        page.locator(".index a").last.click()
        assert [section.is_visible() for section in page.locator(".file").all()] == [False, True]
        assert page.locator(".index [aria-current]").inner_text() == "青禾县分布式光伏和农村清洁能源发展实施方案"
        assert page.locator(".index .path").all_inner_texts() == ["bianhao.txt", "sunhuai.txt"]

    def test_print_shows_every_tab_and_no_control(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty)
        page.emulate_media(media="print")
        assert [panel.is_visible() for panel in page.locator("[role=tabpanel]").all()] == [True] * 4
        assert page.locator("button:visible:not(.matrix button), input:visible, summary:visible").count() == 0
        assert page.pdf(format="A4", tagged=True).startswith(b"%PDF")

    def test_without_its_script_everything_is_there(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty, java_script_enabled=False)
        assert page.locator("[role=tabpanel]:visible").count() == 4
        assert page.locator(SHOWN).count() == 16

    @pytest.mark.parametrize("width", [1280, 390])
    def test_no_page_is_wider_than_its_window(self, opened: Opened, tmp_path: Path, width: int) -> None:
        page = opened(report_of(tmp_path, FAULTY / "jieshui.txt", FAULTY / "zaosheng.txt"), width=width)
        for tab in page.locator("#file-1 [role=tab]").all():
            tab.click()
            assert page.evaluate("document.documentElement.scrollWidth") == width

    def test_on_a_narrow_screen_notes_stand_below_their_paragraph(self, opened: Opened, faulty: str) -> None:
        page = opened(faulty, width=390, height=844)
        block = page.locator(".block", has_text="临政办发").first
        text, note = block.locator(".text").bounding_box(), block.locator(".note").bounding_box()
        assert text is not None and note is not None
        assert note["y"] >= text["y"] + text["height"]

    @pytest.mark.parametrize(("width", "look"), [(1280, "light"), (390, "dark")])
    def test_axe_finds_nothing(self, opened: Opened, axe: str, tmp_path: Path, width: int, look: str) -> None:
        page = opened(report_of(tmp_path, FAULTY / "jieshui.txt", FAULTY.parent / "ok" / "markdown.md"), width=width, color_scheme=look)
        page.evaluate(axe)
        for link in page.locator(".index a").all():
            link.click()
            for tab in page.locator("[role=tab]:visible").all():
                tab.click()
                for note in page.locator(".note summary:visible").all()[:2]:
                    note.click()
                found: Any = page.evaluate("axe.run()")
                assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found["violations"]] == []


def test_the_findings_are_those_of_the_other_forms(opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(path) for path in FIXTURES]
    main(["check", *paths, "--isolated", "--output-format", "json", "--lang", "zh", "--no-cache"])
    told = [(found["fingerprint"], found["code"]) for found in json.loads(capsys.readouterr().out)["diagnostics"]]
    main(["check", *paths, "--isolated", "--output-format", "html", "--lang", "zh", "--no-cache"])
    page = opened(capsys.readouterr().out)
    shown = page.locator(".note").evaluate_all("notes => notes.map(note => [note.dataset.fingerprint, note.dataset.code])")
    assert sorted(map(tuple, shown)) == sorted(told)
    assert len(told) > 80


def test_a_hundred_pages_with_five_hundred_findings(opened: Opened) -> None:
    page = opened("".join(render(long_report(), Style())))
    assert page.locator(".note").count() == 500
    tops = page.locator(".note").evaluate_all("notes => notes.map(note => [note.offsetTop, note.offsetTop + note.offsetHeight])")
    assert all(above[1] <= below[0] for above, below in pairwise(tops))
    page.get_by_role("button", name="全部隐藏").click()
    assert page.locator(SHOWN).count() == 0


def long_report() -> Report:
    """A plan of a hundred pages (61,600 characters) with a finding in every 120 of them."""
    clause = "推进农村供水设施改造，落实管护责任，健全水价形成机制，做好水源保护，完善应急预案，加强水质监测，"
    item = f"{clause * 2}提高供水保障水平。（省水利厅、省财政厅负责）"
    lines = ["某省农村供水实施方案", ""]
    while sum(map(len, lines)) < 61_600:
        number = len(lines) // 7 + 1
        lines += [f"第{number}章 重点任务{number}", "", *(f"{at}.做好第{at}项工作。{item}" for at in range(1, 6))]
    text = "\n".join(lines) + "\n"
    source = Source(text, "long.txt")
    found = [finding(source, Span(at * 120 + 30, at * 120 + 34)) for at in range(500)]
    session = Session([])
    return Report([session.check_source(source)._replace(diagnostics=found)], [], "zh", {})


def finding(source: Source, span: Span) -> Diagnostic:
    fix = Fix(Applicability.SAFE, "改为“某某”", (Edit(span, "某某"),))
    return Diagnostic(
        source.name, "TXT001", "some-rule", Severity.ERROR, Confidence.HIGH, "此处有误", span, 1, (), (), fix, "通行做法", "为何如此", f"{span.start:016x}"
    )


ATTACKS = (
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "</style><script>document.title='taken'</script>",
    "</script><script>document.title='taken'</script>",
    '"><svg onload="document.title=\'taken\'">',
    "javascript:document.title='taken'",
    "{{ 7 * 7 }}{% include 'page.html' %}",
    "<iframe src='https://example.org'></iframe><link rel=stylesheet href='https://example.org/a.css'>",
    "<a href='javascript:alert(1)'>看</a><base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- --><![CDATA[<script>alert(1)</script>]]>",
)


def test_a_hostile_document_is_text(opened: Opened) -> None:
    """Attacks stand in the title, in headings, paragraphs, cells, bodies, targets, messages and repairs, and in the name of the file."""
    files = []
    for attack in ATTACKS:
        text = (
            f"{attack}实施方案\n\n一、{attack}\n（一）{attack}。到2025年，{attack}率达到95%。（市{attack}局负责）\n指标\t{attack}\t{attack}\n一\t{attack}\t2\n"
        )
        source = Source(text, f"{attack}.txt")
        at = text.index(attack)
        place = Span(at, at + len(attack))
        fix = Fix(Applicability.SAFE, attack, (Edit(place, attack),))
        found = Diagnostic(source.name, "TXT001", attack, Severity.ERROR, Confidence.HIGH, attack, place, 1, (attack,), (), fix, attack, attack, "0" * 16)
        files.append(Session([]).check_source(source)._replace(diagnostics=[found]))
    page = opened("".join(render(Report(files, [], "zh", {}), Style())))
    assert page.title() == "方案检查报告"
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("img, iframe, link, base, object, embed, form").count() == 0
    for place in (".eyebrow .path", ".note .message", ".note details p:first-of-type"):
        assert page.locator(place).evaluate_all("found => found.map(one => one.textContent)") == [
            f"{attack}.txt" if place == ".eyebrow .path" else attack for attack in ATTACKS
        ]


def test_texts_that_nobody_meant_as_plans_make_pages(opened: Opened) -> None:
    session = Session([])
    results: list[FileResult] = []
    for name, make in HOSTILE.items():
        raw = make(2_000)
        results.append(session.check(f"{name}.txt", raw if isinstance(raw, bytes) else raw.encode()))
    page = opened("".join(render(session.report(results), Style())))
    assert page.locator(".file").count() == len(HOSTILE)
