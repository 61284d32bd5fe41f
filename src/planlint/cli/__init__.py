"""The command line: parse the words, run the command, choose the exit code."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from planlint import __version__
from planlint.cli.line.call import Call, Completion, Mistake, Page, Version, parse
from planlint.cli.line.commands import SHELLS
from planlint.cli.line.description import Command
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
        if words is None:
            _end(code)
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


def _end(code: int) -> None:
    """End the process where nothing else runs in it: to take the interpreter down piece by piece costs a small run more than a tenth."""
    threads = sys.modules.get("threading")
    if (threads is None or threads.active_count() == 1) and sys.getprofile() is None and sys.gettrace() is None:
        import atexit

        atexit._run_exitfuncs()
        sys.stderr.flush()
        os._exit(code)


def launch(command: Command, values: Mapping[str, object]) -> int:
    """Run a command with a value for each of its fields; the exit code."""
    from planlint import modules

    module, _, name = command.target.partition(":")
    modules.load(module)
    code: int = getattr(import_module(module), name)(**values).run()
    return code


def _main(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # what a terminal's encoding can't show is escaped, not a crash
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    shell = os.environ.get("_PLANLINT_COMPLETE")
    if shell is not None:
        return _complete(shell, words)
    match parse(words):
        case Call() as call:
            return launch(call.command, call.values)
        case Version():
            print(f"planlint {__version__}")
            return 0
        case Completion(installs, shell):
            from planlint.cli.line import completion

            return completion.run(shell, installs=installs, language=_language(words))
        case Page() as page:
            return _show(page, _language(words))
        case Mistake() as mistake:
            return _say(mistake, _language(words))


def _language(words: list[str]) -> str:
    from planlint.cli import terminal

    return terminal.language_of(words, os.environ)


def _show(page: Page, language: str) -> int:
    """Print a page of the manual: where nothing was asked for on standard error, as planlint has done nothing."""
    from planlint.cli import terminal
    from planlint.cli.line import manual
    from planlint.reporters.style import Style, palette

    stream = sys.stdout if page.asked else sys.stderr
    colors = palette(Style(terminal.color("auto", os.environ, stream)))
    print(*manual.page(page.path, language, width=terminal.width(os.environ, stream), colors=colors), sep="\n", file=stream)
    return 0 if page.asked else 2


def _say(mistake: Mistake, language: str) -> int:
    from planlint.cli import terminal
    from planlint.cli.line import mistakes

    said, *others = mistakes.lines(mistake, language)
    code = terminal.complain(said, said, language)
    for line in others:
        terminal.say(line)
    return code


def _complete(shell: str, words: list[str]) -> int:
    """Tell a shell what may stand at its cursor; a shell that is not known is told nothing."""
    from planlint.cli.line import completion

    if shell in SHELLS:
        sys.stdout.write(completion.answer(shell, words, _language([])))
    return 0
