"""`planlint app`: the values of the command, and the server it starts."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from secrets import token_urlsafe

from planlint.cli import terminal
from planlint.cli.app.settings import Settings
from planlint.cli.loading import tell
from planlint.cli.terminal import complain, say
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible

_NEEDED = ("starlette", "uvicorn", "anyio", "xlsxwriter")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TOKEN = "PLANLINT_APP_TOKEN"
_AT_HOME, _IN_AN_OFFICE = 100_000, 120


class App(Record):
    """The values of one call of `planlint app`."""

    host: str
    port: str
    token: str | None
    no_token: bool
    no_open: bool
    max_size: str
    time_limit: str
    jobs: str | None
    lang: str | None
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Serve until Ctrl-C; 0, or 2 when it can't be done."""
        language = terminal.language(self.lang, os.environ)
        missing = _missing()
        if missing is not None:
            return complain(
                f"planlint app 需要另装几个包（缺 {missing}）：pip install 'planlint[app]'",
                f"planlint app needs some more packages ({missing} is missing): pip install 'planlint[app]'",
                language,
            )
        try:
            settings = Settings(self.config, self.isolated, self._number("max_size", "--max-size") << 20, self._number("time_limit", "--time-limit"))
            # what is wrong with them is said now, and not to who drops a document
            policy = settings.policy()
            policy.rules_for("-")
            language = terminal.language(self.lang or policy.config_of(os.curdir).lang, os.environ)
            return self._serve(settings, language)
        except UserError as error:
            return tell(error, language)

    def _number(self, field: str, flag: str) -> int:
        """A whole number above 0 that was given for an option. Raises UserError."""
        given = getattr(self, field)
        if not given.isascii() or not given.isdigit() or not 0 < int(given) <= 1_000_000:
            raise UserError(f"{flag} 后面是一个正整数，不是“{visible(given)}”", f"{flag} takes a whole number above 0, not “{visible(given)}”")
        return int(given)

    def _serve(self, settings: Settings, language: str) -> int:
        import uvicorn

        from planlint.cli.app.site import LOCAL, Site

        is_home = self.host in _LOOPBACK
        token = None if self.no_token else self.token or os.environ.get(_TOKEN) or token_urlsafe(24)
        jobs = self._number("jobs", "--jobs") if self.jobs is not None else max(os.cpu_count() or 1, 2)
        try:
            listening = self._listening()
        except OSError as error:
            where = f"{visible(self.host)}:{visible(self.port)}"
            return complain(f"不能在 {where} 提供服务：{reason_of(error).zh}", f"can't serve at {where}: {reason_of(error).en}", language)
        site = Site(settings, token=token, language=language, jobs=jobs, hosts=LOCAL if is_home else ("*",), pace=_AT_HOME if is_home else _IN_AN_OFFICE)
        self._welcome(listening, token, language, opens=is_home and not self.no_open)
        config = uvicorn.Config(
            site.application(), log_level="warning", access_log=False, limit_concurrency=200, timeout_keep_alive=15, server_header=False, date_header=False
        )
        server = uvicorn.Server(config)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        say("closed" if language == "en" else "已关闭")
        return 0

    def _listening(self) -> socket.socket:
        """The socket to serve at; where no port is asked for, one that is free. Raises OSError, UserError."""
        port = 0 if self.port == "0" else self._number("port", "--port")
        if port > 65535:
            raise UserError("--port 最大是 65535", "--port is 65535 at most")
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        return socket.create_server((self.host, port), family=family)

    def _welcome(self, listening: socket.socket, token: str | None, language: str, *, opens: bool) -> None:
        host, port = listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{port}/" + (f"?token={token}" if token is not None else "")
        print(f"planlint: {address}")
        say("Ctrl-C ends it" if language == "en" else "按 Ctrl-C 结束")
        sys.stdout.flush()
        if opens:
            import webbrowser

            webbrowser.open(address)


def _missing() -> str | None:
    """The first package that is needed and not installed."""
    from importlib.util import find_spec

    return next((name for name in _NEEDED if find_spec(name) is None), None)
