"""Modules that are needed together, loaded from one file that a wheel brings.

To find, open and read the two hundred files of a check one after another takes as long as the interpreter takes to start. The one file has the code that
Python itself would keep beside each of them, in the order in which they are done when they import each other (tools/ready.py makes it). What comes of
it is what `import` makes; where that might make something else, as of a module that was edited since it was installed, `import` is left to do it.
"""

from __future__ import annotations

import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader
from _imp import _fix_co_filename  # type: ignore[attr-defined] # typeshed leaves it out
from _thread import _count as threads_beside

from planlint import ready
from planlint.once import once
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import CodeType, ModuleType

_ROOT = os.path.dirname(__file__)
_HEAD = 4
"""Bytes that tell the length of the list of modules, which comes behind them and before the code."""
_INSTALLING = 60.0
"""Seconds that an installer may take from the first module to this file, which is written last; a module older than that came otherwise."""

_Row = tuple[str, bool, int]
"""Of a module its path from planlint's folder, whether it is a package, and the bytes of its source."""


@once
def load(name: str) -> None:
    """Load a module with those that are always imported after it and are not loaded yet; where there is no such group for this Python, do nothing."""
    if not sys.flags.optimize and not threads_beside():
        _run(_read(f"{name}.{sys.implementation.cache_tag}"))


def made_ready(paths: Iterable[str]) -> bytes:
    """Modules of planlint as load() reads them, given by their paths from its folder, in the order in which they are to be run."""
    rows: list[_Row] = []
    codes: list[CodeType] = []
    for path in paths:
        with open(os.path.join(_ROOT, path), "rb") as file:
            source = file.read()
        rows.append((path, path.endswith("__init__.py"), len(source)))
        codes.append(compile(source, f"planlint/{path}", "exec", dont_inherit=True, optimize=0))
    head = marshal.dumps((MAGIC_NUMBER, rows))
    # in one piece, as each name stands there once
    return b"".join((len(head).to_bytes(_HEAD, "little"), head, marshal.dumps(codes)))


def _read(group: str) -> list[tuple[ModuleType, CodeType]]:
    """The modules that are to be loaded, with their code; none where what is ready made holds for another Python or for other modules."""
    try:
        with open(ready.place(group), "rb") as file:
            magic, rows = marshal.loads(file.read(int.from_bytes(file.read(_HEAD), "little")))
            if magic != MAGIC_NUMBER or not _are_as_installed(rows, os.fstat(file.fileno()).st_mtime):
                return []
            found = [(_module(path, is_package=is_package), code) for (path, is_package, _), code in zip(rows, marshal.loads(file.read()), strict=True)]
    except (OSError, ValueError, EOFError, TypeError):
        return []
    return [(module, code) for module, code in found if module.__name__ not in sys.modules]


def _are_as_installed(rows: Iterable[_Row], installed: float) -> bool:
    """Whether no module was edited: each has the size it had, and was written before the file of the group was, in the same go."""
    for path, _, size in rows:
        status = os.stat(f"{_ROOT}/{path}")
        if status.st_size != size or not 0 <= installed - status.st_mtime < _INSTALLING:
            return False
    return True


def _module(path: str, *, is_package: bool) -> ModuleType:
    """The module as `import` makes it, before its code is run."""
    name = f"planlint.{path.removesuffix('.py').removesuffix('/__init__').replace('/', '.')}"
    place = os.path.join(_ROOT, path.replace("/", os.sep))
    module = type(sys)(name)
    module.__file__ = place
    module.__loader__ = loader = SourceFileLoader(name, place)
    module.__spec__ = spec = ModuleSpec(name, loader, origin=place, is_package=is_package)
    module.__package__ = spec.parent
    spec.has_location = True
    if is_package:
        module.__path__ = spec.submodule_search_locations = [os.path.dirname(place)]
    return module


def _run(found: list[tuple[ModuleType, CodeType]]) -> None:
    """Run the code of each module. All are there before, as a package is done later than what it imports; where one fails, those left are taken away."""
    modules = sys.modules
    left = {module.__name__: module for module, _ in found}
    modules.update(left)
    try:
        for module, code in found:
            _fix_co_filename(code, module.__file__)
            exec(code, module.__dict__)
            package, _, name = module.__name__.rpartition(".")
            setattr(modules[package], name, module)
            del left[module.__name__]
    except BaseException:
        for name in left:
            modules.pop(name, None)
        raise
