"""What a wheel brings ready made (planlint.ready), made of the files that go into it; hatchling calls this when it builds one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from hashlib import blake2b
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from pkgutil import walk_packages
from shutil import rmtree
from types import ModuleType
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
    from planlint import data, modules, patterns
    from planlint.rulebook import store

    _ask_for_every_pattern()
    os.mkdir(folder)
    for name, content in (("built", _sum()), ("data", data.made_ready()), ("rules", store.made_ready()), ("patterns", patterns.made_ready())):
        Path(folder, name).write_bytes(content)
    for name, paths in _groups().items():
        Path(folder, f"{name}.{sys.implementation.cache_tag}").write_bytes(modules.made_ready(paths))


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


def _groups() -> dict[str, list[str]]:
    """The modules of a check by the first one that it asks for: those it needs where its files are known, and the others, each in the order of _order()."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PLANLINT_CACHE_DIR": cache, "PLANLINT_CACHE_KEY": "of a build"}
        words = [sys.executable, __file__, "--order", "check", "--isolated", str(_CHECKOUT / "fixtures" / "faulty" / "bianhao.txt")]

        def order(*options: str) -> list[str]:
            return subprocess.run([*words, *options], env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout.split()

        # a first run decodes and compiles, which one of a wheel does not
        order()
        known, every = order(), order("--no-cache")
    return {"planlint.cli.check.call": known, "planlint.cli.check.run": [path for path in every if path not in known]}


def _order(words: list[str]) -> list[str]:
    """The paths of the modules of planlint that a call imports, from its folder, in the order in which they are done."""
    done: list[str] = []

    class Noting(SourceFileLoader):
        """Notes each module that has been run."""

        def exec_module(self, module: ModuleType) -> None:
            """Run the module."""
            super().exec_module(module)
            done.append(Path(self.path).relative_to(package).as_posix())

    def finder(folder: str) -> FileFinder:
        if not Path(folder).is_relative_to(package):
            raise ImportError
        return FileFinder(folder, (Noting, SOURCE_SUFFIXES))

    package = _CHECKOUT / "src" / "planlint"
    sys.path_hooks.insert(0, finder)
    from planlint.cli import main

    with redirect_stdout(StringIO()):
        main(words)
    return done


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
    if sys.argv[1] == "--order":
        print(*_order(sys.argv[2:]), sep="\n")
    else:
        make(sys.argv[1])
