"""`planlint check --watch`: the same call again whenever a file of it changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

from planlint.cli import terminal
from planlint.cli.terminal import say
from planlint.files import LIST_FILE, MissingPath, expand
from planlint.messages import UserError
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.cli.check.call import Check
    from planlint.settings.policy import Policy

_PAUSE = 0.3
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(call: Check) -> int:
    """Run the call, and again after each change, until Ctrl-C; the exit code is then 0."""
    once = call._replace(watch=False)
    seen: dict[str, tuple[int, int]] | None = None
    try:
        while True:
            now = {path: _state(path) for path in _looked_at(call)}
            if now != seen:
                seen = now
                _run(once)
                # what a run writes, such as a repaired file, is no change of the user's
                written = {path: _state(path) for path in _looked_at(call)}
                seen = written if call.fix or call.update_baseline else now
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return 0


def _run(call: Check) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    call.once(counts=False)
    sys.stdout.flush()
    zh, en = "等待文件改动，按 Ctrl-C 结束", "waiting for changes, Ctrl-C ends it"
    say(f"[{time.strftime('%H:%M:%S')}] " + (en if terminal.language(call.lang, os.environ) == "en" else zh))
    sys.stderr.flush()


def _looked_at(call: Check) -> Iterator[str]:
    """All files that the call depends on."""
    try:
        settings = call.policy()
    except UserError:
        return
    files = _files(call, settings)
    yield from files
    yield from {os.path.join(os.path.dirname(path), LIST_FILE) for path in files}
    yield from settings.configurations_of(files or (os.curdir,))
    try:
        named = settings.files_of(files)
        baseline = call.baseline or settings.config_of(os.curdir).baseline
    except UserError:
        named, baseline = list(call.rules), call.baseline
    for path in named:
        for folder, _, names in os.walk(path):
            yield from (os.path.join(folder, name) for name in names)
        yield path
    if baseline is not None:
        yield baseline


def _files(call: Check, settings: Policy) -> list[str]:
    paths = call.paths or (os.curdir,)
    try:
        return expand(paths, settings.excludes)
    except MissingPath:
        return []
    except UserError:
        # a configuration that is wrong just now leaves nothing out
        return list(paths)


def _state(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return -1, -1
    return status.st_mtime_ns, status.st_size
