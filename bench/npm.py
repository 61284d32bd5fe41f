"""What npm gives, each in a folder of its own: linters to measure beside ours, and the one that tries pages. `python bench/npm.py` fetches the latter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".peers")

_TEXTLINT_RULES = {
    "textlint-rule-sentence-length": ("5.2.1", {"max": 200}),
    "textlint-rule-no-zero-width-spaces": ("1.0.1", {}),
    "textlint-rule-no-kangxi-radicals": ("0.2.2", {}),
    "textlint-rule-ja-space-between-half-and-full-width": ("3.0.3", {"space": "always"}),
    "textlint-rule-no-mixed-zenkaku-and-hankaku-alphabet": ("1.0.1", {}),
    "@textlint-rule/textlint-rule-no-unmatched-pair": ("2.0.4", {}),
    "@textlint-rule/textlint-rule-no-invalid-control-character": ("3.0.0", {}),
}
"""npm has no rules of textlint made for Chinese; these hold for it as well."""


class Missing(Exception):
    """A linter that this machine can't have, with the reason."""


class Peer(NamedTuple):
    """A linter from npm: its packages, each with its version, its program within them, and what it is told, up to the plans."""

    name: str
    packages: tuple[str, ...]
    program: str
    options: tuple[str, ...] = ()
    settings: object = None
    plans: str = "plans"

    def installed(self) -> tuple[str, ...]:
        """The command of this linter, installed if it was not. Raises Missing."""
        folder = os.path.join(_FOLDER, self.name)
        program = os.path.join(folder, "node_modules", *self.program.split("/"))
        kept = os.path.join(folder, "installed")
        wanted = "\n".join(self.packages)
        if not (os.path.exists(program) and _text(kept) == wanted):
            _install(folder, self.packages)
            _write(kept, wanted)
        words = [node(), program, *self.options]
        if self.settings is not None:
            settings = os.path.join(folder, "settings.json")
            _write(settings, json.dumps(self.settings))
            words += ["--config", settings]
        return (*words, self.plans)


def axe() -> str:
    """The script of axe-core, which looks for what bars people from a page; fetched if it was not. Raises Missing."""
    folder = os.path.join(_FOLDER, "axe")
    script = os.path.join(folder, "node_modules", "axe-core", "axe.min.js")
    kept = os.path.join(folder, "installed")
    if not (os.path.exists(script) and _text(kept) == _AXE):
        _install(folder, (_AXE,))
        _write(kept, _AXE)
    return script


def node() -> str:
    """The path of Node.js. Raises Missing."""
    return _program("node")


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise Missing(f"there is no {name} on this machine")
    return path


def _install(folder: str, packages: Sequence[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    words = (_program("npm"), "install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", *packages)
    process = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if process.returncode:
        errors = [line for line in process.stderr.splitlines() if line.startswith("npm error")]
        raise Missing(f"npm can't install it: {errors[0] if errors else process.returncode}")


def _text(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


_AXE = "axe-core@4.14.1"
_AUTOCORRECT = ("autocorrect-node@2.14.0",)
_AUTOCORRECT_PROGRAM = "autocorrect-node/cli.js"
_AUTOCORRECT_OPTIONS = ("--lint", "--quiet", "--format", "json", "--threads")

TWO_THREADS = Peer("autocorrect", _AUTOCORRECT, _AUTOCORRECT_PROGRAM, (*_AUTOCORRECT_OPTIONS, "2"))
ONE_THREAD = TWO_THREADS._replace(options=(*_AUTOCORRECT_OPTIONS, "1"))
ZHLINT = Peer("zhlint", ("zhlint@0.8.2",), "zhlint/bin/index.js", plans="plans/*.txt")
TEXTLINT = Peer(
    "textlint",
    ("textlint@15.8.0", *(f"{name}@{version}" for name, (version, _) in _TEXTLINT_RULES.items())),
    "textlint/bin/textlint.js",
    ("--no-color", "--format", "unix"),
    settings={"rules": {name: options or True for name, (_, options) in _TEXTLINT_RULES.items()}},
)
LINT_MD = Peer(
    "lint-md",
    ("@lint-md/cli@2.2.4",),
    "@lint-md/cli/lib/src/lint-md.js",
    ("--threads", "2"),
    settings={"extensions": [".txt"]},
    plans="plans/*.txt",
)


if __name__ == "__main__":
    try:
        print(axe())
    except Missing as error:
        sys.exit(str(error))
