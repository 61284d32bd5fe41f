"""The documents that were handed in: in memory alone, each seen by who handed it in, and gone after a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from secrets import token_urlsafe

from planlint.cli.app.work import Upload
from planlint.record import Record

KEPT = 512 << 20
"""The bytes of all documents and reports that are held at a time."""
SHARE = 128 << 20
"""Those of one person; beyond that the oldest go."""
IDLE = 3600.0
"""The seconds after which a document that nobody asked for is gone."""


class Held(Record):
    """A document, who may see it, its report, and when it was last asked for, in seconds."""

    owner: str
    upload: Upload
    page: str
    since: float

    @property
    def size(self) -> int:
        """The bytes that it takes, about."""
        return len(self.upload.raw) + 2 * len(self.page)


class Shelf:
    """Documents by a name that can't be guessed. Nobody's documents make room for those of another."""

    def __init__(self, kept: int = KEPT, share: int = SHARE, idle: float = IDLE) -> None:
        self._kept = kept
        self._share = share
        self._idle = idle
        self._held: OrderedDict[str, Held] = OrderedDict()

    def put(self, owner: str, upload: Upload, page: str) -> str | None:
        """Hold a document; the name it is asked for by, or None when there is no room for it."""
        self._forget()
        held = Held(owner, upload, page, time.monotonic())
        own = {name: one.size for name, one in self._held.items() if one.owner == owner}
        while own and sum(own.values()) + held.size > self._share:
            oldest = next(iter(own))
            del own[oldest], self._held[oldest]
        if sum(one.size for one in self._held.values()) + held.size > self._kept:
            return None
        name = token_urlsafe(16)
        self._held[name] = held
        return name

    def get(self, owner: str, name: str) -> Held | None:
        """A document, if it is still there and this is who handed it in."""
        self._forget()
        held = self._held.get(name)
        if held is None or held.owner != owner:
            return None
        self._held[name] = held = held._replace(since=time.monotonic())
        self._held.move_to_end(name)
        return held

    def drop(self, owner: str, name: str) -> None:
        """Let go of a document."""
        if self.get(owner, name) is not None:
            del self._held[name]

    def _forget(self) -> None:
        """Let go of what nobody asked for in a long time: that stands first."""
        now = time.monotonic()
        while self._held and now - next(iter(self._held.values())).since >= self._idle:
            self._held.popitem(last=False)
