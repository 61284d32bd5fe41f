"""The command line: parse the words, run the command, choose the exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from planlint import __version__
from planlint.cli import lean
from planlint.cli.options import Command, Value


def main(words: Sequence[str] | None = None) -> int:
    """Run planlint with the words after its name, by default those of the process; the exit code."""
    given = sys.argv[1:] if words is None else list(words)
    # a run makes many values that live to its end; looking for garbage among them a hundred times costs a tenth of a small run
    gc.set_threshold(50_000, 20, 20)
    try:
        code = _main(given)
        sys.stdout.flush()
        if "planlint.patterns" in sys.modules:
            import_module("planlint.patterns").keep()
        return code
    except BrokenPipeError:
        # the reader has gone; what is still buffered must not fail again when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        if words is None:
            # the process ends here: without this the interpreter first looks through all that is left for cycles
            gc.freeze()


def launch(command: Command, values: Mapping[str, Value]) -> int:
    """Run a command with a value for each of its fields; the exit code."""
    module, _, name = command.target.partition(":")
    code: int = getattr(import_module(module), name)(**values).run()
    return code


def _main(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # what a terminal's encoding can't show is escaped, not a crash
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if words == ["--version"]:
        print(f"planlint {__version__}")
        return 0
    call = None if "_PLANLINT_COMPLETE" in os.environ else lean.parse(words)
    if call is not None:
        return launch(call.command, call.values)
    from planlint.cli import app, terminal

    return app.run(words, launch, language=terminal.language_of(words, os.environ))
