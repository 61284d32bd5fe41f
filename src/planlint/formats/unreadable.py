"""Why bytes can't be read as a plan."""

from __future__ import annotations


class Unreadable(Exception):
    """The bytes are no text that planlint can read; the reason says what they look like and what to do."""

    def __init__(self, reason_zh: str, reason_en: str) -> None:
        super().__init__(reason_zh, reason_en)
        self.reason_zh = reason_zh
        self.reason_en = reason_en
