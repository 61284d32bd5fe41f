"""What the app answers, over a socket."""

from __future__ import annotations

import io
import json
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from hostile import EDGES, HOSTILE
from planlint.cli import main
from planlint.formats.docx import AUTHOR
from served import TOKEN, Browser
from word_files import accepted, part, rejected

FIXTURES = Path(__file__).parents[2] / "fixtures"
FAULTY = FIXTURES / "faulty" / "bianhao.txt"
WORD = FIXTURES / "formats" / "jieshui.docx"
PLANS = sorted(path for path in FIXTURES.rglob("*") if path.suffix in (".txt", ".md", ".docx", ".html", ".pdf") and path.name != "README.md")
MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def handed_in(browser: Any, path: Path) -> dict[str, Any]:
    answer = browser.hand_in(path.name, path.read_bytes())
    assert answer.code == 201, answer.body.decode()
    found: dict[str, Any] = answer.json()
    return found


class TestDoor:
    def test_nothing_is_shown_without_the_token(self, served) -> None:
        stranger = Browser(served.address)
        for path in ("/", "/?token=other", "/documents/abc/report", "/documents/abc/tasks.xlsx"):
            assert stranger.ask("GET", path).code == 403, path
        assert stranger.hand_in("a.txt", b"").code == 403
        assert "Set-Cookie" not in stranger.ask("GET", "/").headers

    def test_the_token_does_not_stay_in_the_address(self, served) -> None:
        browser = Browser(served.address)
        answer = browser.enter()
        assert (answer.code, answer.headers["location"]) == (303, "/")
        assert "HttpOnly" in answer.headers["set-cookie"] and "SameSite=strict" in answer.headers["set-cookie"]
        assert TOKEN not in answer.headers["set-cookie"]
        assert browser.ask("GET", f"/?token={TOKEN}").headers["location"] == "/"

    @pytest.mark.parametrize(
        "change", [lambda cookie: cookie[:-1] + "0x"[cookie.endswith("0")], lambda cookie: cookie.replace(".", "a."), lambda _: "planlint=."]
    )
    def test_a_cookie_that_planlint_has_not_made_opens_nothing(self, browser, change) -> None:
        browser.cookie = change(browser.cookie)
        assert browser.ask("GET", "/").code == 403

    def test_a_form_of_another_site_changes_nothing(self, browser) -> None:
        document = handed_in(browser, FAULTY)
        for method, path in [("POST", "/documents?name=a.txt"), ("POST", "/text"), ("DELETE", f"/documents/{document['id']}")]:
            assert browser.ask(method, path, b"{}", X_Planlint="").code == 403
        assert browser.ask("GET", f"/documents/{document['id']}/report").code == 200

    def test_another_name_for_this_machine_is_not_answered(self, browser) -> None:
        assert browser.ask("GET", "/", Host="rebound.example").code == 400

    def test_a_document_is_seen_by_who_handed_it_in_alone(self, served, browser) -> None:
        document = handed_in(browser, FAULTY)
        other = served.browser()
        assert other.ask("GET", f"/documents/{document['id']}/report").code == 404
        assert other.ask("DELETE", f"/documents/{document['id']}").code == 204
        assert browser.ask("GET", f"/documents/{document['id']}/report").code == 200


class TestPages:
    def test_every_answer_says_what_a_browser_may_do(self, browser) -> None:
        document = handed_in(browser, FAULTY)
        for path in ("/", "/app.js", "/app.css", f"/documents/{document['id']}/report"):
            headers = browser.ask("GET", path).headers
            assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"
        policy = browser.ask("GET", "/").headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy

    def test_the_page_speaks_two_languages(self, browser) -> None:
        assert "把方案拖到这里" in browser.ask("GET", "/").body.decode()
        assert "Drop plans here" in browser.ask("GET", "/?lang=en").body.decode()

    def test_a_document_that_is_closed_is_gone(self, browser) -> None:
        document = handed_in(browser, FAULTY)
        assert browser.ask("DELETE", f"/documents/{document['id']}").code == 204
        answer = browser.ask("GET", f"/documents/{document['id']}/report")
        assert answer.code == 404 and "重新拖入" in answer.json()["reason"]

    def test_text_and_name_of_a_document_are_never_markup(self, browser) -> None:
        raw = f"一、{MARKUP}总体要求。。\n到2025年，{MARKUP}。\n".encode()
        document = browser.hand_in(f"{MARKUP}.txt", raw).json()
        other = handed_in(browser, FAULTY)
        for path in ("report", f"compare/{other['id']}?how=with", f"compare/{other['id']}?how=against"):
            page = browser.ask("GET", f"/documents/{document['id']}/{path}").body.decode()
            assert MARKUP not in page and "<img" not in page
            assert "alert(2)" in unescape(page)


class TestFindings:
    @pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
    def test_they_are_those_of_the_command_line(self, browser, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page = browser.ask("GET", f"/documents/{handed_in(browser, path)['id']}/report").body.decode()
        main(["check", str(path), "--isolated", "--no-cache", "--exit-zero", "--output-format", "json"])
        told = [one["fingerprint"] for one in json.loads(capsys.readouterr().out)["diagnostics"]]
        assert sorted(piece.partition('"')[0] for piece in page.split('data-fingerprint="')[1:]) == sorted(told)

    def test_a_text_is_looked_at_as_it_is_typed(self, browser) -> None:
        found = browser.send("/text", {"text": "🙂到2025年，，全面完成。"}).json()["findings"]
        assert [(one["title"], one["start"], one["end"]) for one in found] == [("标点重复或冲突", 8, 10)]
        assert found[0]["repair"]["edits"] == [{"start": 9, "end": 10, "text": ""}]


class TestRepairs:
    def test_those_that_are_accepted_are_made_and_no_others(self, browser) -> None:
        document = handed_in(browser, FAULTY)
        first = next(one for one in document["repairs"] if one["title"] == "发文字号写法")
        written = browser.send(f"/documents/{document['id']}/written", {"accepted": [first["fingerprint"]], "rejected": []})
        assert written.headers["content-disposition"] == "attachment; filename*=UTF-8''bianhao-%E5%AE%A1%E6%A0%A1.txt"
        assert written.headers["x-planlint-made"] == "1"
        assert written.body.decode() == FAULTY.read_text(encoding="utf-8").replace("[2023]", "〔2023〕")

    def test_none_accepted_leaves_the_bytes_as_they_are(self, browser) -> None:
        document = handed_in(browser, FAULTY)
        assert browser.send(f"/documents/{document['id']}/written", {"accepted": [], "rejected": []}).body == FAULTY.read_bytes()

    def test_a_word_file_comes_back_with_changes_and_comments(self, browser) -> None:
        from docx import Document

        raw = WORD.read_bytes()
        document = handed_in(browser, WORD)
        chosen = [one["fingerprint"] for one in document["repairs"]]
        written = browser.send(f"/documents/{document['id']}/written", {"accepted": chosen, "rejected": []}).body
        assert {comment.get(comment.tag.replace("}comment", "}author")) for comment in part(written, "word/comments.xml")} == {AUTHOR}
        before, after, back = (["".join(p.text for p in Document(io.BytesIO(one)).paragraphs)] for one in (raw, accepted(written), rejected(written)))
        assert after != before and back == before

    def test_what_is_rejected_is_not_spoken_of(self, browser) -> None:
        document = handed_in(browser, WORD)
        path = f"/documents/{document['id']}/written"
        every = part(browser.send(path, {"accepted": [], "rejected": []}).body, "word/comments.xml")
        fewer = part(browser.send(path, {"accepted": [], "rejected": [document["repairs"][0]["fingerprint"]]}).body, "word/comments.xml")
        assert len(fewer) == len(every) - 1

    def test_a_format_that_is_only_read_is_not_written(self, browser) -> None:
        document = handed_in(browser, FIXTURES / "formats" / "jieshui.pdf")
        answer = browser.send(f"/documents/{document['id']}/written", {"accepted": [], "rejected": []})
        assert answer.code == 422 and "只读不写" in answer.json()["reason"]


class TestLists:
    @pytest.mark.parametrize(("what", "heading"), [("tasks", "牵头单位"), ("targets", "指标")])
    def test_they_are_workbooks(self, browser, what: str, heading: str) -> None:
        from openpyxl import load_workbook

        document = handed_in(browser, WORD)
        book = load_workbook(io.BytesIO(browser.ask("GET", f"/documents/{document['id']}/{what}.xlsx").body))
        rows = list(book.active.iter_rows(values_only=True))
        assert heading in rows[0] and len(rows) > 3

    def test_there_is_no_other_list(self, browser) -> None:
        assert browser.ask("GET", f"/documents/{handed_in(browser, WORD)['id']}/secrets.xlsx").code == 404

    def test_two_documents_are_compared(self, browser) -> None:
        draft, superior, before = (handed_in(browser, FIXTURES / "compare" / name) for name in ("draft-2.txt", "superior.txt", "draft-1.txt"))
        assert "承接情况" in browser.ask("GET", f"/documents/{draft['id']}/compare/{superior['id']}?how=against").body.decode()
        assert "处改动" in browser.ask("GET", f"/documents/{draft['id']}/compare/{before['id']}?how=with").body.decode()
        assert "没有改动" in browser.ask("GET", f"/documents/{draft['id']}/compare/{draft['id']}?how=with").body.decode()


class TestHostility:
    @pytest.mark.parametrize("name", [*EDGES, *list(HOSTILE)[:20]])
    def test_a_hostile_document_gets_its_report_or_a_sentence(self, browser, name: str) -> None:
        raw = EDGES[name] if name in EDGES else HOSTILE[name](20_000)
        answer = browser.hand_in(f"{name}.txt", raw)
        assert answer.code == 201 or answer.json()["reason"], answer.body
        assert browser.ask("GET", "/").code == 200

    @pytest.mark.parametrize("ending", [".docx", ".pdf", ".html", ".xyz", ""])
    def test_a_file_that_is_not_what_its_name_says_is_told(self, browser, ending: str) -> None:
        answer = browser.hand_in(f"a{ending}", HOSTILE["random-bytes"](4_000))
        assert answer.code in (201, 422) and (answer.code == 201 or answer.json()["reason"])

    @pytest.mark.parametrize(
        "path",
        [
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/app.js/../site.py",
            "/site.py",
            "/documents",
            "/documents/../../x/report",
            "/documents/%00/report",
            "//etc/passwd",
        ],
    )
    def test_no_path_leads_to_a_file_of_the_machine(self, browser, path: str) -> None:
        answer = browser.ask("GET", path)
        assert answer.code in (303, 400, 404, 405)
        assert b"root:" not in answer.body and b"import" not in answer.body

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd", "C:\\Windows\\win.ini", "/dev/zero", "a\0b.txt", "。" * 4_000, "\r\nSet-Cookie: a=b", ".planlint-ignore.toml"]
    )
    def test_a_name_names_no_file_of_the_machine(self, browser, name: str) -> None:
        document = browser.hand_in(name, "一、总体要求\n".encode())
        assert document.code == 201
        told = document.json()["name"]
        assert not {"/", "\\", "\0"} & set(told) and len(told) <= 200
        saved = browser.ask("GET", f"/documents/{document.json()['id']}/report?save=1").headers
        assert "set-cookie" not in saved and saved["content-disposition"].isascii()

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"text": 1}', b"[" * 100_000, b'{"text": "' + b"a" * 900_000 + b'"}', b"\xff\xfe"])
    def test_a_body_of_another_form_is_refused(self, browser, body: bytes) -> None:
        assert browser.ask("POST", "/text", body).code in (400, 413)

    @pytest.mark.parametrize("body", [b'{"accepted": "x"}', b'{"accepted": [1]}', b'{"accepted": {}, "rejected": []}'])
    def test_choices_of_another_form_are_refused(self, browser, body: bytes) -> None:
        document = handed_in(browser, FAULTY)
        assert browser.ask("POST", f"/documents/{document['id']}/written", body).code == 400

    def test_a_connection_that_breaks_off_costs_nobody_anything(self, browser) -> None:
        for _ in range(5):
            with socket.create_connection(browser.address) as half:
                half.sendall(
                    f"POST /documents?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {browser.cookie}\r\nX-Planlint: 1\r\nContent-Length: 9999\r\n\r\nhalf".encode()
                )
        assert browser.hand_in("a.txt", "一、总体要求\n".encode()).code == 201

    def test_several_documents_at_once_do_not_mix(self, served) -> None:
        def title_of(number: int) -> str:
            title: str = served.browser().hand_in("a.txt", f"临江市节水行动第{number}号实施方案\n\n一、总体要求\n加强节水。\n".encode()).json()["title"]
            return title

        with ThreadPoolExecutor(6) as threads:
            assert list(threads.map(title_of, range(1, 7))) == [f"临江市节水行动第{number}号实施方案" for number in range(1, 7)]


class TestLimits:
    def test_a_document_that_is_too_large_is_refused(self, started) -> None:
        browser = started("--max-size", "1").browser()
        answer = browser.hand_in("a.txt", b"a" * 1_100_000)
        assert answer.code == 413 and "1 MB" in answer.json()["reason"]
        assert browser.hand_in("a.txt", "一、总体要求\n".encode()).code == 201

    def test_a_document_that_takes_too_long_is_stopped(self, started) -> None:
        browser = started("--time-limit", "1").browser()
        answer = browser.hand_in("a.txt", HOSTILE["references"](12_000_000))
        assert answer.code == 422 and "用时过长" in answer.json()["reason"]
        assert browser.hand_in("a.txt", "一、总体要求\n".encode()).code == 201

    @pytest.mark.parametrize("option", ["--port", "--max-size", "--time-limit", "--jobs"])
    @pytest.mark.parametrize("value", ["-1", "x", "1.5", "٣", "99999999"])
    def test_a_number_that_makes_no_sense_is_told(self, option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["app", "--no-open", "--lang", "en", f"{option}={value}"]) == 2
        assert option in capsys.readouterr().err

    def test_a_port_that_is_taken_is_told(self, served, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["app", "--no-open", "--lang", "en", "--port", str(served.address[1])]) == 2
        assert "can't serve at" in capsys.readouterr().err

    def test_ctrl_c_ends_it(self, started) -> None:
        server = started()
        assert server.browser().ask("GET", "/").code == 200
        process = server.process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0

    def test_what_is_missing_is_named(self) -> None:
        code = "import sys; sys.modules['uvicorn'] = None; from planlint.cli import main; sys.exit(main(['app', '--lang', 'en']))"
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert found.returncode == 2 and "planlint[app]" in found.stderr
