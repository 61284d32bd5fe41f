"""What a person does in the app, in a browser."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hostile import HOSTILE
from served import TOKEN, Server, begin, end
from word_files import part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIXTURES = Path(__file__).parents[2] / "fixtures"
FORMATS = [FIXTURES / "formats" / f"jieshui.{ending}" for ending in ("docx", "pdf", "html", "md")]

Entered = Callable[..., "Page"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    pytest.importorskip("uvicorn", reason="the app's packages are not installed")
    server = begin(tmp_path_factory.mktemp("served"))
    yield server
    end(server)


@pytest.fixture
def entered(browser: Browser, served: Server) -> Iterator[Entered]:
    """Opens the app in a browser of its own; at the end nothing was loaded from elsewhere and nothing has complained."""
    said: list[str] = []
    contexts = []
    home = "http://{}:{}/".format(*served.address)

    def enter(*, width: int = 1280, lang: str = "zh") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        # an answer that is no page is told in the console too
        page.on("console", lambda message: None if message.text.startswith("Failed to load resource") else said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: None if request.url.startswith((home, "blob:", "about:")) else said.append(request.url))
        page.goto(f"{home}?token={TOKEN}")
        if lang == "en":
            page.get_by_text("English").click()
        return page

    yield enter
    for context in contexts:
        context.close()
    assert said == []


def handed_in(page: Page, *paths: Path) -> None:
    """Chooses files and waits for the report on the last of them."""
    there = page.locator("#documents button").count()
    page.set_input_files("#files", list(paths))
    page.locator("#documents button").nth(there + len(paths) - 1).wait_for(timeout=60_000)
    page.frame_locator("#page").locator("h1").wait_for(timeout=30_000)


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.suffix)
def test_a_document_of_each_format_gets_its_report(entered: Entered, path: Path) -> None:
    page = entered()
    handed_in(page, path)
    assert page.frame_locator("#page").locator(".note").count() > 5
    assert page.locator('[data-do="written"]').is_disabled() == (path.suffix in (".pdf", ".html"))


def test_a_file_is_dropped(entered: Entered) -> None:
    page = entered()
    dropped = page.evaluate_handle("() => { const all = new DataTransfer(); all.items.add(new File(['一、总体要求。。\\n'], '稿.txt')); return all; }")
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    page.locator("#documents button").wait_for(timeout=60_000)
    assert page.locator("#documents button").inner_text().startswith("稿.txt")


def test_repairs_are_accepted_one_by_one_and_all_safe_ones(entered: Entered) -> None:
    page = entered()
    handed_in(page, FIXTURES / "faulty" / "bianhao.txt")
    frame = page.frame_locator("#page")
    accept = frame.locator('[data-choice="accept"]')
    assert page.locator("#chosen").inner_text() == f"已采纳 0 处，共 {accept.count()} 处可修复"
    accept.first.click()
    assert accept.first.get_attribute("aria-pressed") == "true"
    frame.locator('[data-choice="reject"]').first.click()
    assert accept.first.get_attribute("aria-pressed") == "false"
    page.click('[data-do="safe"]')
    chosen = page.locator("#chosen").inner_text()
    assert accept.first.get_attribute("aria-pressed") == "false", "what was rejected stays so"
    page.click('[data-do="none"]')
    page.click('[data-do="safe"]')
    assert page.locator("#chosen").inner_text() != chosen
    with page.expect_download() as saved:
        page.click('[data-do="written"]')
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "〔2023〕29号" in text and "[2023]" not in text


def test_a_word_file_and_the_lists_are_saved(entered: Entered) -> None:
    from openpyxl import load_workbook

    page = entered()
    handed_in(page, FORMATS[0])
    for accept in page.frame_locator("#page").locator('[data-choice="accept"]').all():
        accept.click()
    files = {}
    for name in ("written", "report", "tasks", "targets"):
        with page.expect_download() as saved:
            page.click(f'[data-do="{name}"]')
        files[name] = (saved.value.suggested_filename, Path(saved.value.path()).read_bytes())
    assert files["written"][0] == "jieshui-审校.docx"
    assert len(part(files["written"][1], "word/comments.xml")) > 3
    assert any(element.tag.endswith("}ins") for element in part(files["written"][1]).iter())
    assert files["report"][1].startswith(b"<!DOCTYPE html>")
    for name in ("tasks", "targets"):
        assert load_workbook(io.BytesIO(files[name][1])).active.max_row > 3


def test_two_documents_are_compared(entered: Entered) -> None:
    page = entered()
    handed_in(page, FIXTURES / "compare" / "draft-1.txt")
    handed_in(page, FIXTURES / "compare" / "draft-2.txt")
    page.select_option("#how", "with")
    page.click('[data-do="compare"]')
    page.frame_locator("#page").locator(".comparison").wait_for()
    assert "处改动" in page.frame_locator("#page").locator(".lines").inner_text()


def test_findings_follow_what_is_typed(entered: Entered) -> None:
    page = entered()
    page.fill("#typed", "到2025年，，全面完成。")
    found = page.locator("#typed-findings li")
    found.first.wait_for()
    assert "标点重复或冲突" in found.first.inner_text()
    found.first.get_by_text("只留一个").click()
    page.get_by_text("没有发现问题").wait_for()
    assert page.input_value("#typed") == "到2025年，全面完成。"


def test_a_document_that_can_t_be_read_is_told_and_the_next_one_is_read(entered: Entered, tmp_path: Path) -> None:
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(random.Random(7).randbytes(3_000))
    page = entered()
    page.set_input_files("#files", [broken])
    page.locator("#progress li", has_text="坏的.docx").wait_for()
    page.get_by_text("坏的.docx：").wait_for()
    handed_in(page, FORMATS[0])


@pytest.mark.parametrize("name", ["terminal-escapes", "opening-brackets", "astral-characters"])
def test_a_hostile_document_runs_nothing(entered: Entered, tmp_path: Path, name: str) -> None:
    hostile = tmp_path / "<img src=x onerror=alert(1)>.txt"
    hostile.write_bytes("<script>alert(1)</script>一、总体要求。。\n".encode() + HOSTILE[name](2_000))
    page = entered()
    handed_in(page, hostile)
    assert page.frame_locator("#page").locator("img, .plan script").count() == 0


def test_a_connection_that_is_gone_is_told(entered: Entered) -> None:
    page = entered()
    handed_in(page, FORMATS[0])
    page.route("**/written", lambda route: route.abort())
    page.click('[data-do="written"]')
    page.locator("#alert", has_text="连接断了").wait_for()
    page.unroute("**/written")


def test_a_closed_document_leaves_the_others(entered: Entered) -> None:
    page = entered()
    handed_in(page, FORMATS[0], FORMATS[1])
    page.click('[data-do="close"]')
    page.wait_for_timeout(500)
    assert page.locator("#documents button").count() == 1
    page.click('[data-do="close"]')
    page.locator("#desk").wait_for(state="hidden")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_for_everyone(entered: Entered, axe: str, width: int, lang: str) -> None:
    page = entered(width=width, lang=lang)
    handed_in(page, FIXTURES / "compare" / "draft-1.txt", FIXTURES / "compare" / "draft-2.txt")
    for _ in range(2):
        # the policy of the page lets no script in that is not its own: the test's comes by the debugger
        session = page.context.new_cdp_session(page)
        session.send("Page.setBypassCSP", {"enabled": True})
        found = page.evaluate(
            f"async () => {{ {axe}; return (await axe.run(document, {{iframes: false}})).violations.map(one => [one.id, one.nodes.map(n => n.html)]); }}"
        )
        assert found == [], json.dumps(found, ensure_ascii=False, indent=1)
        page.click('[data-do="compare"]')
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
