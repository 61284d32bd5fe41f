"""How long the page of `planlint report` takes to be made and to open: a plan of a hundred pages with five hundred findings, in Chromium.

`python bench/report_page.py [TIMES]` prints the seconds of each time; it needs Playwright and Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Severity
from planlint.reporters.html import render
from planlint.reporters.style import Style
from planlint.session import Report, Session
from planlint.text.source import Source
from planlint.text.spans import Edit, Span

_PAGES, _ON_A_PAGE = 100, 22 * 28
_FINDINGS = 500
_SIZES = ((1280, 900), (390, 844))
_CLAUSE = "推进农村供水设施改造，落实管护责任，健全水价形成机制，做好水源保护，完善应急预案，加强水质监测，"
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main() -> int:
    """Print the seconds; 1 where there is no Chromium."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("there is no Chromium on this machine", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    report = _report()
    start = perf_counter()
    page = "".join(render(report, Style()))
    print(f"made in {perf_counter() - start:.2f} s: {len(page.encode()):,} bytes")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, height in _SIZES:
            for _ in range(int(next(iter(sys.argv[1:]), "3"))):
                opened = browser.new_page(viewport={"width": width, "height": height})
                start = perf_counter()
                opened.goto(file.as_uri())
                opened.evaluate(_SETTLED)
                print(f"{width} pixels: open in {perf_counter() - start:.2f} s")
                opened.close()
        browser.close()
    return 0


def _report() -> Report:
    """Chapters of five tasks, and a finding with a repair at regular distances."""
    lines = ["某省农村供水实施方案", ""]
    while sum(map(len, lines)) < _PAGES * _ON_A_PAGE:
        tasks = (f"{at}.做好第{at}项工作。{_CLAUSE * 2}提高供水保障水平。（省水利厅、省财政厅负责）" for at in range(1, 6))
        lines += [f"第{len(lines) // 7 + 1}章 重点任务", "", *tasks]
    source = Source("\n".join(lines) + "\n", "long.txt")
    step = len(source.text) // _FINDINGS
    found = [_finding(source, Span(at * step, at * step + 4)) for at in range(_FINDINGS)]
    return Report([Session([]).check_source(source)._replace(diagnostics=found)], [], "zh", {})


def _finding(source: Source, span: Span) -> Diagnostic:
    fix = Fix(Applicability.SAFE, "改为“某某”", (Edit(span, "某某"),))
    fingerprint = f"{span.start:016x}"
    return Diagnostic(
        source.name, "TXT001", "some-rule", Severity.ERROR, Confidence.HIGH, "此处有误", span, 1, (), (), fix, "通行做法", "为何如此", fingerprint
    )


if __name__ == "__main__":
    sys.exit(main())
