"""`planlint server`: the language server."""

from __future__ import annotations

import os

from planlint.cli import terminal
from planlint.cli.terminal import complain
from planlint.record import Record


class Server(Record):
    """The values of one call of `planlint server`."""

    config: str | None
    isolated: bool
    lang: str | None
    stdio: bool

    def run(self) -> int:
        """Serve one editor; 0 when it took its leave, 1 when it just went, 2 when there is nothing to serve with."""
        language = terminal.language(self.lang, os.environ)
        if self.config is not None and self.isolated:
            return complain("--config 与 --isolated 不能同用", "--config and --isolated exclude each other", language)
        try:
            from planlint.server.app import serve
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol", "tomlkit"):
                raise
            return complain(
                "语言服务器需要 pygls 和 tomlkit：pip install 'planlint[lsp]'",
                "the language server needs pygls and tomlkit: pip install 'planlint[lsp]'",
                language,
            )
        from planlint.server.settings import Choice

        return serve(Choice(self.config or os.environ.get("PLANLINT_CONFIG"), self.isolated, self._speak))

    def _speak(self, configured: str | None, locale: str | None) -> str:
        """The language as the call says, else the configuration, else the editor, else the environment."""
        return terminal.language(self.lang or configured, {"LANG": locale} if locale else os.environ)
