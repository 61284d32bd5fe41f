"""What the tests do not hold: small changes of the code that no quick test notices.

`python bench/mutation.py [--number 85] [--seed 0] [--packages text phrases damage syntax facts checks findings] [--jobs 2]`

Each mutant is one changed condition, number or sign of the chosen packages (or modules: facts/annexes.py), made in a copy of the tree; the quick tests (unit, rules, fixtures)
run against it until one fails. Printed are those that survive, as they are found, with their place and change, and at the end the share that was
killed. A survivor is a test that is missing or a line that nothing needs. The choice of places depends on the seed and the code alone.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("text", "phrases", "damage", "syntax", "facts", "checks", "findings")
_SECONDS = 600
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


class Mutant(NamedTuple):
    """A file with one change; `said` tells the change as before → after."""

    path: Path
    line: int
    said: str
    source: str


def main() -> int:
    """Print the survivors and the share that was killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=85)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--packages", nargs="+", default=_PACKAGES)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    files = sorted(path for package in given.packages for path in _files(_ROOT / "src" / "planlint" / package))
    every = [(path, at) for path in files for at in range(places(path))]
    chosen = [changed(*place) for place in random.Random(given.seed).sample(every, min(given.number, len(every)))]
    with tempfile.TemporaryDirectory() as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(given.jobs):
            trees.put(_copied(Path(folder) / str(number)))
        if not _survives(trees, None):
            sys.exit("the tests fail without any change: mend them first")
        with ThreadPoolExecutor(given.jobs) as pool:
            alive = 0
            for tried, (mutant, lives) in enumerate(zip(chosen, pool.map(lambda mutant: _survives(trees, mutant), chosen), strict=True), 1):
                alive += lives
                if lives:
                    print(f"{tried}: {mutant.path.relative_to(_ROOT)}:{mutant.line}: {mutant.said}", flush=True)
    print(f"{len(every)} places, {len(chosen)} tried, {len(chosen) - alive} killed ({1 - alive / len(chosen):.0%})")
    return 0


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else list(path.rglob("*.py"))


def places(path: Path) -> int:
    """The number of expressions of a file that can be changed."""
    changer = _Changer(-1)
    changer.visit(ast.parse(path.read_text(encoding="utf-8")))
    return changer.seen


def changed(path: Path, at: int) -> Mutant:
    """The mutant of a file in which the expression of a number is changed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    changer = _Changer(at)
    changer.visit(tree)
    return Mutant(path, changer.line, changer.said, ast.unparse(ast.fix_missing_locations(tree)))


class _Changer(ast.NodeTransformer):
    """Changes the expression of a number, counted in the order of the tree, and keeps its line and what was done."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.seen = 0
        self.line = 0
        self.said = ""

    def visit(self, node: ast.AST) -> ast.AST:
        """The node, its annotations aside, with the change where it is the one."""
        other = _changed(node) if isinstance(node, ast.expr) else None
        if other is not None:
            self.seen += 1
            if self.seen == self._number + 1:
                assert isinstance(node, ast.expr)
                self.line = node.lineno
                self.said = f"{ast.unparse(node)} → {ast.unparse(other)}"
                return other
        return self._below(node)

    def _below(self, node: ast.AST) -> ast.AST:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            if isinstance(value, list):
                value[:] = [self.visit(one) if isinstance(one, ast.AST) else one for one in value]
            elif isinstance(value, ast.AST):
                setattr(node, name, self.visit(value))
        return node


def _changed(node: ast.AST) -> ast.expr | None:
    """The expression with one small change; None where there is none to make."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=comparators) if type(op) in _COMPARED:
            return ast.copy_location(ast.Compare(left, [_COMPARED[type(op)]()], comparators), node)
        case ast.BoolOp(op=op, values=values):
            return ast.copy_location(ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values), node)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ast.copy_location(ast.Call(ast.Name("bool", ast.Load()), [operand], []), node)
        case ast.Constant(value=bool(value)):
            return ast.copy_location(ast.Constant(not value), node)
        case ast.Constant(value=int(value)):
            return ast.copy_location(ast.Constant(value + 1), node)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return ast.copy_location(ast.BinOp(left, ast.Sub(), right), node)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return ast.copy_location(ast.BinOp(left, ast.Add(), right), node)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return ast.copy_location(ast.IfExp(test, orelse, body), node)
    return None


def _copied(folder: Path) -> Path:
    for name in ("src", "rules"):
        shutil.copytree(_ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _survives(trees: SimpleQueue[Path], mutant: Mutant | None) -> bool:
    """Whether the quick tests pass with the change made in one of the copies, which is put right again."""
    tree = trees.get()
    changed = tree / mutant.path.relative_to(_ROOT) if mutant else None
    try:
        if changed is not None and mutant is not None:
            changed.write_text(mutant.source, encoding="utf-8")
        return _passes(tree, mutant)
    finally:
        if changed is not None and mutant is not None:
            shutil.copyfile(mutant.path, changed)
        trees.put(tree)


def _passes(tree: Path, mutant: Mutant | None) -> bool:
    """Whether the quick tests pass over a copy: first those that bear the name of the changed module, then the examples of the rules, then all others."""
    own = _ROOT / "tests" / "unit" / f"test_{mutant.path.stem if mutant else ''}.py"
    return all(_run(tree, tests) for tests in ([str(own)] if own.exists() else [], ["tests/rules"], ["tests/unit", "tests/test_fixtures.py"]) if tests)


def _run(tree: Path, tests: list[str]) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PLANLINT_CACHE_DIR": str(tree / "cache")}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, timeout=_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    sys.exit(main())
