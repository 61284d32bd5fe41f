"""What a repair may take out of a text, or put another character for, because it is proved to be none of its words."""

from __future__ import annotations

from planlint.enums import Enum
from planlint.patterns import compiled

_BLANK = compiled(r"[ \t\u3000\r\n]*[\r\n][ \t\u3000\r\n]*")
_MARKUP = compiled(r"</?[A-Za-z][^<>\r\n]*>|&(?:[A-Za-z]+|#[0-9]+|#[xX][0-9A-Fa-f]+);|\[[A-Z]+\]|<\|[a-z_]+\|>|[ \t]*```[A-Za-z]*[ \t]*(?:\r\n?|\n)?|\*\*")
_INVISIBLE = compiled(r"[\p{C}\p{Z}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_READING = compiled(r"[ ]?[（(][ ]?\p{Latin}{1,6}[ ]?[)）]")
_LINE = compiled(r"[^\r\n]*(?:\r\n?|\n)?")
_PLACED = compiled(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_SYMBOLIC = compiled(r"[\uf021-\uf07e]")
_SYMBOL_FONT = 0xF000
_CODE = compiled(r"(?:U\+|/uni|\\u)([0-9A-Fa-f]{4,5})")
_CODES = compiled(r"(?:(?:<U\+[0-9A-Fa-f]{4,5}>)|/uni[0-9A-F]{4}|\\u[0-9A-Fa-f]{4})+")
_SYMBOLS = frozenset({("○", "〇")})
_READ_AS = ("latin-1", "cp1252")
_WRITTEN_IN = ("utf-8", "gb2312")


class Residue(Enum):
    """A class of what is no text; `is_proved` tells whether an edit takes out nothing else."""

    BREAK = "break"
    """A line end that cuts a sentence."""
    MARKUP = "markup"
    """Tags, entities and tokens of what the text was taken from."""
    FURNITURE = "furniture"
    """Lines that a page prints around its text."""
    INVISIBLE = "invisible"
    """Characters that nobody sees, or that only part lines and words."""
    READING = "reading"
    """A syllable in brackets that tells how the character before it is read."""
    CODE_POINT = "code point"
    """Characters that stand at the place of others which are known."""


def is_proved(residue: Residue, old: str, new: str) -> bool:
    """Whether a replacement takes out residue of the class and no words of the text."""
    if residue is Residue.BREAK:
        return not new.strip() and _BLANK.fullmatch(old) is not None
    if residue is Residue.MARKUP:
        return _MARKUP.fullmatch(old) is not None and (not new.strip() or new == without_references(old))
    if residue is Residue.FURNITURE:
        return not new and _LINE.fullmatch(old) is not None
    if residue is Residue.INVISIBLE:
        return not new.strip() and _INVISIBLE.fullmatch(old) is not None
    if residue is Residue.READING:
        return not new and _READING.fullmatch(old) is not None
    return _is_known(old, new)


def _is_known(old: str, new: str) -> bool:
    """Whether every character gives way to the one it stands for, or the bytes that were read wrongly are those of the new text."""
    if len(old) == 1 and (_PLACED.match(old) or (_SYMBOLIC.match(old) and new == chr(ord(old) - _SYMBOL_FONT))):
        return len(new) <= 1
    if len(old) == len(new) and all(one == other or (one, other) in _SYMBOLS for one, other in zip(old, new, strict=True)):
        return True
    if unescaped(old) == new != "":
        return True
    return any((raw := _bytes(old, read)) is not None and raw == _bytes(new, written) for read in _READ_AS for written in _WRITTEN_IN)


def without_references(text: str) -> str:
    """A text with the characters that references of HTML stand for."""
    from html import unescape

    return unescape(text)


def unescaped(text: str) -> str:
    """The characters of a text that is made of code points or bytes as they are escaped; empty where it is not."""
    if text.startswith("%"):
        from urllib.parse import unquote

        return unquote(text, errors="ignore")
    return "".join(chr(int(code, 16)) for code in _CODE.findall(text)) if _CODES.fullmatch(text) else ""


def _bytes(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return None
