"""Where the keys of a TOML text stand; tomllib tells their values and nothing of their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planlint.record import Record

Path = tuple[str, ...]
"""The keys that lead to a value; for an item of a list that is a text, the text itself comes last."""

_TOKEN = (
    r'(?P<long>"""(?s:.*?)(?<!\\)(?:\\\\)*"{3,5}|' + r"'''(?s:.*?)'{3,5})"
    r'|(?P<basic>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<literal>'[^'\n]*')"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<line>\n)"
    r"|(?P<mark>\[\[|\]\]|[\[\]{}=,.])"
    r"|(?P<bare>[^\s\[\]{}=,.\#\"']+)"
)


class _Token(Record):
    kind: str
    text: str
    line: int


def places(text: str, table: Path = ()) -> Mapping[Path, int]:
    """The line, from 1, of each key below a table, and of the texts in its lists; the first one where a key is written twice.

    The text must be TOML that tomllib takes.
    """
    found: dict[Path, int] = {}
    for path, line in _Scan(list(_tokens(text))).every_place():
        for length in range(len(table) + 1, len(path) + 1):
            if path[: len(table)] == table:
                found.setdefault(path[len(table) : length], line)
    return found


def _tokens(text: str) -> Iterator[_Token]:
    import regex

    line = 1
    for m in regex.finditer(_TOKEN, text):
        kind = str(m.lastgroup)
        if kind != "comment":
            yield _Token(kind, m[0], line)
        line += m[0].count("\n")


class _Scan:
    """One walk over the tokens of a text."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def every_place(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind == "line":
                self._at += 1
            elif token.text in ("[", "[["):
                self._at += 1
                table = self._key()
                self._at += 1 if token.text == "[[" or self._is("]") else 0
                yield table, token.line
            else:
                yield from self._pair(table)

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line = self._tokens[self._at].line
        path = (*table, *self._key())
        yield path, line
        self._at += 1
        yield from self._value(path)

    def _key(self) -> Path:
        parts: list[str] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind in ("bare", "basic", "literal"):
                parts.append(_read(token))
            elif token.text != ".":
                break
            self._at += 1
        return tuple(parts)

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        """The places inside a value; the walk goes behind it."""
        if self._is("{"):
            self._at += 1
            while not self._is("}"):
                if self._is(",") or self._is("\n"):
                    self._at += 1
                else:
                    yield from self._pair(path)
            self._at += 1
        elif self._is("[") or self._is("[["):
            yield from self._items(path)
        else:
            # a number or a date may hold a dot
            self._at += 1
            while self._at < len(self._tokens) and self._tokens[self._at].text not in ("\n", ",", "]", "]]", "}"):
                self._at += 1

    def _items(self, path: Path) -> Iterator[tuple[Path, int]]:
        depth = 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.text in ("[", "[[", "]", "]]") and token.kind == "mark":
                depth += len(token.text) if token.text[0] == "[" else -len(token.text)
                if not depth:
                    return
            elif token.kind in ("basic", "literal"):
                yield (*path, _read(token)), token.line

    def _is(self, mark: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].text == mark


def _read(token: _Token) -> str:
    if token.kind == "bare":
        return token.text
    import tomllib

    read: str = tomllib.loads(f"key = {token.text}")["key"]
    return read
