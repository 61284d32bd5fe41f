"""What the app was started with, as its processes are told."""

from __future__ import annotations

from planlint.cli import loading
from planlint.record import Record
from planlint.settings.policy import Policy


class Settings(Record):
    """The configuration to use, and what one document may cost: bytes handed in, seconds, and bytes of memory of the process that works on it."""

    config: str | None = None
    isolated: bool = False
    size: int = 50 << 20
    seconds: float = 120
    memory: int = 2 << 30

    def policy(self) -> Policy:
        """The settings by document. Raises UserError."""
        return loading.policy(self.config, isolated=self.isolated)
