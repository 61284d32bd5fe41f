"""Text from documents and paths, made fit to be shown: it can't move a cursor, turn the writing round, start a line or give a command to a log."""

from __future__ import annotations

from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

# what a build log obeys: “::” where a line begins, “##[…]” and “##vso[…]” anywhere
_STEERING = r"[\p{C}\p{Zl}\p{Zp}]|(?<=\A\p{Zs}*):(?=:)|(?<=##[A-Za-z]*)\["
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_COMMAND = r"##[A-Za-z]*\["


def visible(text: str) -> str:
    """The text in one line, its controls, format characters, surrogates and unassigned code points as \\x1b, \\u202e or \\U000e0001.

    The same is done to the first sign of what a build log takes for a command.
    """
    return text if text.isprintable() and "::" not in text and "##" not in text else _compiled(_STEERING).sub(_escaped, text)


def steers(text: str) -> bool:
    """Whether a build log would find a command inside of a line with this text."""
    return "##" in text and _compiled(_COMMAND).search(text) is not None


def uncalculated(text: str) -> str:
    """The text for a cell of CSV; one that a spreadsheet program would calculate is quoted."""
    return "'" + text if text.startswith(_FORMULA) else text


def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compiled when a text needs it: most have nothing to hide, and a run over files that are known does without patterns."""
    from planlint.patterns import compiled

    return compiled(pattern)


def _escaped(match: regex.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
