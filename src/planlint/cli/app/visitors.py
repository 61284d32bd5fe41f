"""Who asks: a browser that was let in with the token, known by a signed cookie, and how much each one asks for."""

from __future__ import annotations

import hmac
import time
from hashlib import sha256
from secrets import token_bytes, token_urlsafe

from planlint.record import Record

COOKIE = "planlint"
_LONGEST = 256
_MOST = 10_000


class Door:
    """Lets browsers in. Without a token every one is let in: then something in front of the app decides."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self._secret = token_bytes(32)

    def opens(self, token: str | None) -> bool:
        """Whether a browser that brings this is let in."""
        return self.token is None or (token is not None and hmac.compare_digest(token.encode(), self.token.encode()))

    def cookie(self) -> str:
        """A cookie for a browser that was let in: a name of its own, and the sum that nobody else can make."""
        name = token_urlsafe(16)
        return f"{name}.{self._sum(name)}"

    def known(self, cookie: str | None) -> str | None:
        """The name of the browser that a cookie was made for; None for any other cookie."""
        if cookie is None or len(cookie) > _LONGEST:
            return None
        name, _, given = cookie.partition(".")
        return name if hmac.compare_digest(given.encode(), self._sum(name).encode()) else None

    def _sum(self, name: str) -> str:
        return hmac.new(self._secret, name.encode(), sha256).hexdigest()


class _Count(Record):
    since: float
    number: int


class Pace:
    """How often one address may ask for work: so many times in so many seconds."""

    def __init__(self, number: int, seconds: float = 60.0) -> None:
        self._number = number
        self._seconds = seconds
        self._counts: dict[str, _Count] = {}

    def allows(self, address: str) -> bool:
        """Whether it may ask once more; it is counted."""
        now = time.monotonic()
        if len(self._counts) > _MOST:
            self._counts = {known: count for known, count in self._counts.items() if now - count.since < self._seconds}
        count = self._counts.get(address)
        if count is None or now - count.since >= self._seconds:
            count = _Count(now, 0)
        self._counts[address] = count._replace(number=count.number + 1)
        return count.number < self._number
