"""The app as a server of its own, and a browser that asks it over a socket."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

TOKEN = "a-token-for-tests"


class Answer(NamedTuple):
    code: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Browser:
    """Asks as a browser would; `cookie` is what it was given when it was let in."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.cookie: str | None = None

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = HTTPConnection(*self.address, timeout=120)
        sent = {"X-Planlint": "1"} | ({"Cookie": self.cookie} if self.cookie else {}) | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        got: HTTPResponse = connection.getresponse()
        found = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        connection.close()
        return found

    def enter(self, token: str = TOKEN) -> Answer:
        answer = self.ask("GET", f"/?token={token}")
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def hand_in(self, name: str, raw: bytes) -> Answer:
        return self.ask("POST", f"/documents?name={quote(name)}", raw)

    def send(self, path: str, value: object) -> Answer:
        return self.ask("POST", path, json.dumps(value).encode(), Content_Type="application/json")


class Server(NamedTuple):
    """A running app: its address, and its process."""

    address: tuple[str, int]
    process: subprocess.Popen[str]

    def browser(self) -> Browser:
        found = Browser(self.address)
        assert found.enter().code == 303
        return found


def end(server: Server) -> None:
    server.process.terminate()
    server.process.wait(30)
    assert server.process.stdout is not None
    server.process.stdout.close()


def begin(folder: Path, *options: str, **environment: str) -> Server:
    words = [sys.executable, "-m", "planlint", "app", "--no-open", "--isolated", "--lang", "zh", "--token", TOKEN, *options]
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, **environment})
    assert process.stdout is not None
    found = re.search(r"http://(.+):(\d+)/", process.stdout.readline())
    assert found is not None
    return Server((found[1], int(found[2])), process)
