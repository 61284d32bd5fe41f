"""Work for processes of tests, in a module that they can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path


def doubling() -> Callable[[str], str]:
    """Work that doubles a word, and does what some words say instead."""
    return _double


def broken() -> Callable[[str], str]:
    """Work that can't be begun."""
    raise ValueError("no rules")


def _double(word: str) -> str:
    match word.partition(":"):
        case "die", _, "":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die once", _, path if not Path(path).exists():
            Path(path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang", _, _:
            signal.pause()
        case "eat", _, _:
            return str(len(bytearray(1 << 34)))
        case "raise", _, _:
            raise KeyError(word)
        case "leave", _, _:
            os._exit(0)
    return word * 2


def killed_after(number: int) -> Callable[[object], None]:
    """What a run tells how far it is, and that kills it when it has told so many documents."""

    def tell(progress: object) -> None:
        if getattr(progress, "done", 0) >= number:
            os.kill(os.getpid(), signal.SIGKILL)

    return tell
