"""An editor as small as it can be: JSON-RPC with a server in a process of its own, over its standard input and output."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import planlint

TIMEOUT = 300
_PROGRAM = "from planlint.cli import main; raise SystemExit(main())"
EVERYTHING = {
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "definition": {"linkSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}},
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
}
"""What an editor says that can do all that the server asks about, but change other files."""
WRITING = {
    **EVERYTHING,
    "workspace": {
        **EVERYTHING["workspace"],
        "applyEdit": True,
        "executeCommand": {},
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
    },
    "window": {"showDocument": {"support": True}},
}
"""What an editor says that changes other files too."""


class Client:
    """The talk with one server. What the server says unasked is kept until somebody waits for it."""

    def __init__(self, *words: str, cache: Path, folder: Path, program: str = _PROGRAM, **environment: str) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PLANLINT_"))}
        own |= {"PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PLANLINT_CACHE_DIR": str(cache), **environment}
        command = [sys.executable, "-c", program, "server", *words]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=own, cwd=folder)
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._kept: list[dict[str, Any]] = []
        self._errors: list[bytes] = []
        self._number = 0
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._read_errors)]
        for thread in self._threads:
            thread.start()

    def start(self, *, capabilities: dict[str, Any] = EVERYTHING, **more: object) -> dict[str, Any]:
        """Make acquaintance; what the server says that it can do."""
        said = self.ask("initialize", processId=None, rootUri=None, capabilities=capabilities, **more)
        self.tell("initialized")
        found: dict[str, Any] = said["capabilities"]
        return found

    def open(self, path: Path, text: str, *, language: str = "plaintext") -> str:
        """Open a document with a text of its own; its address."""
        uri = path.absolute().as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": language, "version": 1, "text": text})
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        """Put another text in the place of that of a document."""
        self.tell("textDocument/didChange", textDocument={"uri": uri, "version": version}, contentChanges=[{"text": text}])

    def ask(self, method: str, **params: object) -> Any:
        """The answer to a request."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params or None})
        answer = self._wait(lambda message: message.get("id") == self._number and "method" not in message)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def about(self, uri: str, method: str, line: int | None = None, character: int = 0) -> Any:
        """The answer to a request about a document, or about a place in it."""
        place = {} if line is None else {"position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, **place)

    def actions(self, uri: str, line: int, character: int, *, only: list[str] | None = None) -> list[dict[str, Any]]:
        """The actions that are offered at a place."""
        place = {"line": line, "character": character}
        context = {"diagnostics": [], **({"only": only} if only is not None else {})}
        found: list[dict[str, Any]] = self.ask("textDocument/codeAction", textDocument={"uri": uri}, range={"start": place, "end": place}, context=context)
        return found

    def tell(self, method: str, **params: object) -> None:
        """Say something that has no answer."""
        self._send({"method": method, "params": params or {}})

    def told(self, method: str) -> Any:
        """What the server next says under this name."""
        return self._wait(lambda message: message.get("method") == method)["params"]

    def diagnostics(self, uri: str, version: int | None = 1) -> list[dict[str, Any]]:
        """What the server finds in a version of a document, None for one that is closed; what it said of earlier versions is passed over."""
        while True:
            said = self._wait(lambda message: message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri)["params"]
            if said.get("version") == version:
                found: list[dict[str, Any]] = said["diagnostics"]
                return found

    @property
    def unheard(self) -> list[dict[str, Any]]:
        """What the server has said and nobody waited for, up to the last answer."""
        return self._kept

    def leave(self) -> int:
        """Take leave; the exit code of the server."""
        self.ask("shutdown")
        self.tell("exit")
        return self.end()

    def end(self) -> int:
        """Hang up; the exit code of the server."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            return self._process.wait(TIMEOUT)
        finally:
            self._process.kill()
            self._process.wait()
            for thread in self._threads:
                thread.join(TIMEOUT)
            for stream in (self._process.stdout, self._process.stderr):
                assert stream is not None
                stream.close()

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode("utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _wait(self, is_it: Any) -> dict[str, Any]:
        kept = next((message for message in self._kept if is_it(message)), None)
        if kept is not None:
            self._kept.remove(kept)
            return kept
        while True:
            try:
                message = self._messages.get(timeout=TIMEOUT)
            except queue.Empty:
                raise AssertionError(f"no such word from the server, but {self._kept}; {b''.join(self._errors).decode()}") from None
            assert message is not None, f"the server has ended; {b''.join(self._errors).decode()}"
            if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": _result(message)})
            if is_it(message):
                return message
            self._kept.append(message)

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                assert name in (b"Content-Length", b"Content-Type"), header
                length = int(value) if name == b"Content-Length" else length
                header = stream.readline()
            self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        self._errors.extend(self._process.stderr)


def _result(message: dict[str, Any]) -> dict[str, bool] | None:
    """The answer to a request of the server; changes of files are made, and saved."""
    match message["method"]:
        case "workspace/applyEdit":
            for change in message["params"]["edit"]["documentChanges"]:
                _make(change)
            return {"applied": True}
        case "window/showDocument":
            return {"success": True}
    return None


def _make(change: dict[str, Any]) -> None:
    path = Path(url2pathname(urlsplit(change["uri"] if "kind" in change else change["textDocument"]["uri"]).path))
    if "kind" in change:
        assert change["kind"] == "create"
        path.touch()
    else:
        path.write_bytes(edited(path.read_bytes().decode(), change["edits"]).encode())


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """The text as an editor has it after edits: lines end with \\r\\n, \\n or \\r, columns are UTF-16 code units, and none is behind its line."""
    units = text.encode("utf-16-le", "surrogatepass")
    starts, ends = [0], []
    at = 0
    while at < len(units):
        length = 4 if units[at : at + 4] == b"\r\0\n\0" else 2
        if units[at : at + 2] in (b"\r\0", b"\n\0"):
            ends.append(at)
            starts.append(at + length)
        at += length
    ends.append(len(units))

    def offset(place: dict[str, int]) -> int:
        return min(starts[place["line"]] + 2 * place["character"], ends[place["line"]])

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, stop = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        units = units[:start] + edit["newText"].encode("utf-16-le", "surrogatepass") + units[stop:]
    return units.decode("utf-16-le", "surrogatepass")
