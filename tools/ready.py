"""What a wheel brings ready made (planlint.ready), made of the files that go into it; hatchling calls this when it builds one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from hashlib import blake2b
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from shutil import rmtree
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_CHECKOUT = Path(__file__).resolve().parent.parent
_SOURCES = (("src", "*.py"), ("rules", "*.yaml"))


class Ready(BuildHookInterface[Any]):
    """Adds what is ready made to a wheel; an editable one goes on with the YAML as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files, in a process of its own, which no cache and no pattern of another one reaches."""
        if version == "editable":
            return
        self._folder = tempfile.mkdtemp()
        made = os.path.join(self._folder, "made")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(_CHECKOUT / "src"), os.environ.get("PYTHONPATH", "")))}
        environment |= {"PLANLINT_CACHE_DIR": os.path.join(self._folder, "cache"), "PYTHONHASHSEED": "0"}
        subprocess.run([sys.executable, __file__, made], env=environment, check=True)
        for name in os.listdir(made):
            build_data["force_include"][os.path.join(made, name)] = f"planlint/_ready/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the files away again."""
        if version != "editable":
            rmtree(self._folder)


def make(folder: str) -> None:
    """Write the files into a folder that is not there yet."""
    from planlint import data, patterns
    from planlint.rulebook import store

    _ask_for_every_pattern()
    os.mkdir(folder)
    for name, content in (("built", _sum()), ("data", data.made_ready()), ("rules", store.made_ready()), ("patterns", patterns.made_ready())):
        Path(folder, name).write_bytes(content)


def _ask_for_every_pattern() -> None:
    """Compile what modules compile, and what comes up in the examples of the rules and in plans: a pattern may wait until a text asks for it.

    Modules and forms of output that need packages which are not there while a wheel is built are left out; who has those compiles what they compile.
    """
    import planlint
    from planlint.cli import main
    from planlint.reporters import FORMATS
    from planlint.rulebook.store import load_rules
    from planlint.rulebook.trial import try_rule

    for module in walk_packages(planlint.__path__, "planlint."):
        if module.name == "planlint.__main__":
            continue
        with suppress(ImportError):
            __import__(module.name)
    for rule in load_rules(cached=False):
        list(try_rule(rule))
    plans = [str(_CHECKOUT / "fixtures" / kind) for kind in ("ok", "faulty")]
    with redirect_stdout(TextIOWrapper(BytesIO(), encoding="utf-8")), redirect_stderr(StringIO()):
        for form in FORMATS:
            with suppress(ImportError):
                main(["check", "--isolated", "--no-cache", "--jobs", "1", "--output-format", form, *plans])
        for command in ("tree", "tasks", "targets"):
            main([command, "--output-format", "json", *plans])


def _sum() -> bytes:
    digest = blake2b(digest_size=16)
    for folder, pattern in _SOURCES:
        for path in sorted((_CHECKOUT / folder).rglob(pattern)):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(_CHECKOUT).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest().encode("ascii")


if __name__ == "__main__":
    sys.path.insert(0, str(_CHECKOUT / "src"))
    make(sys.argv[1])
