"""What a wheel brings ready made is what its YAML says, and a first run of it decodes and compiles nothing."""

from __future__ import annotations

import marshal
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import regex

import planlint
from planlint import data, keeping, patterns, ready
from planlint.rulebook import store
from planlint.rulebook.skeleton import new_rule

_CHECKOUT = Path(planlint.__file__).resolve().parents[2]
_WITHOUT = ("rich", "lxml", "jinja2", "pyarrow", "pypdfium2", "xlsxwriter", "pygls")
"""Packages that are not there while pip builds a wheel: pyproject.toml names those that are."""
_NOT_NEEDED = ("yaml", "regex", "regex._regex_core", "pickle", "planlint.rulebook.decode")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with planlint as a wheel installs it."""
    pytest.importorskip("hatchling", reason="hatchling, which builds wheels, is not installed")
    folder = tmp_path_factory.mktemp("installed")
    package = folder / "planlint"
    shutil.copytree(_CHECKOUT / "src" / "planlint", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(_CHECKOUT / "rules", package / "_rules")
    environment = {**os.environ, "PYTHONPATH": str(_CHECKOUT / "src"), "PLANLINT_CACHE_DIR": str(folder / "cache")}
    program = f"""
import runpy, sys
sys.modules.update(dict.fromkeys({_WITHOUT!r}))
sys.argv[1:] = [{str(package / "_ready")!r}]
runpy.run_path({str(_CHECKOUT / "tools" / "ready.py")!r}, run_name="__main__")
"""
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    written_together(package)
    return folder


def written_together(package: Path) -> None:
    """Make all files as old as an installer makes them, which writes them in one go."""
    for path in package.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture(autouse=True)
def made_ready(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "_PLACE", str(installed / "planlint" / "_ready"))
    monkeypatch.setattr(data, "rules_folder", lambda: str(_CHECKOUT / "rules"))
    data._shipped.cache_clear()
    ready.built.cache_clear()


@pytest.fixture(autouse=True)
def usual_afterwards(request: pytest.FixtureRequest) -> None:
    request.addfinalizer(data._shipped.cache_clear)
    request.addfinalizer(ready.built.cache_clear)


def plain(value: object) -> object:
    """The value with patterns as what they are made of: two of the same text are not equal."""
    if isinstance(value, regex.Pattern):
        return value.pattern, value.flags
    return tuple(plain(item) for item in value) if isinstance(value, tuple | list) else value


def test_the_data_are_those_of_the_yaml() -> None:
    names = [path.stem for path in (_CHECKOUT / "rules" / "data").glob("*.yaml")]
    shipped = data._shipped()
    assert sorted(shipped) == sorted(names)
    for name in names:
        path = _CHECKOUT / "rules" / "data" / f"{name}.yaml"
        assert marshal.loads(shipped[name]) == data._decode(str(path), all_strings=False)


def test_the_rules_are_those_of_the_yaml() -> None:
    shipped = store._shipped()
    assert shipped is not None
    assert plain(shipped) == plain(store.load_rules(cached=False))


def test_the_patterns_are_what_regex_compiles() -> None:
    content = ready.part("patterns")
    assert content is not None
    version, codes = marshal.loads(content)
    assert version == regex.__version__
    assert len(codes) > 200
    for key, code in codes.items():
        assert in_any_order(code) == in_any_order(patterns._code_of(patterns._anew(*key)))


def in_any_order(code: bytes) -> list[object]:
    """The code with its instructions sorted: which of several characters comes first is chance."""
    return [sorted(part) if isinstance(part, bytes | list) else part for part in marshal.loads(code)]


def test_a_rule_of_the_users_stands_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path / "cache"))
    keeping.folder.cache_clear()
    own = tmp_path / "one.yaml"
    own.write_text(new_rule("one", code="USR001"), encoding="utf-8")
    for _ in range(2):
        assert {rule.code for rule in store.load_rules([str(own)])} - {rule.code for rule in store.load_rules()} == {"USR001"}
    own.write_text(new_rule("one", code="PUN003"), encoding="utf-8")
    with pytest.raises(store_error(), match="PUN003"):
        store.load_rules([str(own)])
    keeping.folder.cache_clear()


def store_error() -> type[Exception]:
    from planlint.rulebook.yaml_nodes import RuleError

    return RuleError


def test_rules_of_the_users_that_are_the_shipped_ones_are_read_once() -> None:
    assert plain(store.load_rules([str(_CHECKOUT / "rules")])) == plain(store.load_rules())


def test_a_pattern_is_made_when_something_is_first_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = patterns._from_code()
    monkeypatch.setattr(patterns, "_from_code", lambda: lambda *code: (made.append(code), make(*code))[1])
    found = patterns._Store().compiled(next(iter(marshal.loads(ready.part("patterns") or b"")[1])))
    assert made == []
    assert isinstance(found, regex.Pattern)
    assert found.search("") == found.search("")
    assert pickle.loads(pickle.dumps(found)).pattern == found.pattern
    assert len(made) <= 2


def test_the_code_of_another_release_is_not_used() -> None:
    written = marshal.dumps(("2020.1.1", {("一", 0, ()): ()}), 4)
    assert patterns._usable(written) == {}
    assert patterns._usable(marshal.dumps((regex.__version__, {("一", 0, ()): ()}), 4)) == {("一", 0, ()): ()}
    assert patterns._usable(b"") == {}


def run(installed: Path, folder: Path, *words: str, program: str = "", options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the installed planlint in a folder, where it may keep things."""
    paths = [str(installed), *(path for path in sys.path if path.endswith("site-packages"))]
    code = f"import sys; sys.path[:0] = {paths!r}; {program}from planlint.cli import main; code = main({list(words)!r}); "
    code += f"print([name for name in {_NOT_NEEDED!r} if name in sys.modules], file=sys.stderr)"
    environment = {**os.environ, "PLANLINT_CACHE_DIR": str(folder / "cache"), "PLANLINT_CACHE_KEY": "of the tests"}
    environment.pop("PYTHONPATH", None)
    return subprocess.run([sys.executable, *options, "-S", "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True)


@pytest.mark.parametrize("options", [(), ("--no-cache",)])
def test_a_first_run_decodes_and_compiles_nothing(installed: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    for kind in ("ok", "faulty"):
        for path in (_CHECKOUT / "fixtures" / kind).glob("*.txt"):
            shutil.copy(path, tmp_path)
    done = run(installed, tmp_path, "check", "--isolated", "--jobs", "1", *options)
    assert "PUN003" in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"
    assert not list(tmp_path.glob("cache/*/codes.marshal"))


def test_with_another_release_of_regex_the_first_run_compiles_and_the_second_does_not(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(installed, folder, ignore=shutil.ignore_patterns("cache"))
    place = folder / "planlint" / "_ready" / "patterns"
    place.write_bytes(marshal.dumps(("2020.1.1", marshal.loads(place.read_bytes())[1]), 4))
    (tmp_path / "a.txt").write_text("某市节能工作实施方案\n\n一、总体要求\n各地要抓紧@@落实。。\n", encoding="utf-8")
    first = run(folder, tmp_path, "check", "--no-cache", "a.txt")
    forbidden = "import regex; regex.compile = None; "
    assert run(folder, tmp_path, "check", "--no-cache", "a.txt", program=forbidden).stdout == first.stdout


_CHECK = ("check", "--isolated", "--no-cache", "a.txt")
_ASKED = """
import sys
class Asked:
    names = []
    def find_spec(self, name, path=None, target=None):
        if name.startswith("planlint."):
            self.names.append(name)
sys.meta_path.insert(0, Asked())
import atexit
atexit.register(lambda: print(*Asked.names, sep="\\n"))
"""
"""Prints behind everything else the modules of planlint that were imported one by one."""


@pytest.fixture
def copy(installed: Path, tmp_path: Path) -> Path:
    """A folder with planlint as a wheel installs it, to be changed, beside a plan."""
    folder = tmp_path / "copy"
    shutil.copytree(installed, folder, ignore=shutil.ignore_patterns("cache", "__pycache__"))
    (tmp_path / "a.txt").write_text("某市节能工作实施方案\n\n一、总体要求\n各地要抓紧@@落实。。\n", encoding="utf-8")
    return folder


def one_by_one(folder: Path, place: Path, *words: str, options: tuple[str, ...] = ()) -> list[str]:
    """The modules that an installed planlint imports one by one in a check."""
    lines = run(folder, place, *(words or _CHECK), program=_ASKED, options=options).stdout.splitlines()
    return [line for line in lines if line.startswith("planlint.")]


def test_the_modules_of_a_check_are_loaded_together(copy: Path, tmp_path: Path) -> None:
    assert not {"planlint.cli.check.call", "planlint.reporters.totals", "planlint.session", "planlint.facts.counts"} & {*one_by_one(copy, tmp_path)}
    assert len(one_by_one(copy, tmp_path)) < 20
    run(copy, tmp_path, "check", "a.txt")
    assert len(one_by_one(copy, tmp_path, "check", "a.txt")) < 20


def test_modules_that_are_loaded_together_are_what_import_makes(copy: Path, tmp_path: Path) -> None:
    program = """
import inspect, traceback
from planlint.cli import main
main(["check", "--isolated", "--no-cache", "a.txt"])
print("---")
for name, module in sorted(sys.modules.items()):
    if not name.startswith("planlint."):
        continue
    spec, package = module.__spec__, sys.modules[name.rpartition(".")[0]]
    print(spec.name, spec.origin, spec.submodule_search_locations, spec.has_location, spec.cached, type(spec.loader), spec.loader.name, spec.loader.path)
    print(name, module.__file__, module.__package__, getattr(module, "__path__", None), module.__doc__)
    assert module.__loader__ is spec.loader and getattr(package, name.rpartition(".")[2]) is not None
    for function in filter(inspect.isfunction, vars(module).values()):
        print(function.__qualname__, function.__code__.co_filename, function.__code__.co_firstlineno, len(inspect.getsource(function)))
sys.exit(0)
"""
    together = run(copy, tmp_path, *_CHECK, program=program).stdout.partition("---")[2]
    for path in (copy / "planlint" / "_ready").glob("planlint.*"):
        path.unlink()
    assert together.count("/facts/") > 100
    assert together == run(copy, tmp_path, *_CHECK, program=program).stdout.partition("---")[2]


@pytest.mark.parametrize("seconds", [1, -3600], ids=["later", "of an hour before"])
def test_who_edits_a_module_sees_it(copy: Path, tmp_path: Path, seconds: int) -> None:
    path = copy / "planlint" / "engine.py"
    written = path.stat().st_mtime
    path.write_text(path.read_text(encoding="utf-8").replace('TIMEOUT_RULE = "SYS002"', 'TIMEOUT_RULE = "SYS007"'), encoding="utf-8")
    os.utime(path, (written + seconds, written + seconds))
    program = "import atexit; atexit.register(lambda: print(sys.modules['planlint.engine'].TIMEOUT_RULE));"
    assert run(copy, tmp_path, *_CHECK, program=program).stdout.endswith("SYS007\n")


def test_a_module_of_another_size_is_seen(copy: Path, tmp_path: Path) -> None:
    path = copy / "planlint" / "engine.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    written_together(copy)
    assert "planlint.engine" in one_by_one(copy, tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x05\0\0\0", b"\xff\xff\xff\x7f(", (5).to_bytes(4, "little") + marshal.dumps((b"", []))])
def test_what_is_ready_made_for_another_python_or_damaged_is_let_alone(copy: Path, tmp_path: Path, content: bytes) -> None:
    for path in (copy / "planlint" / "_ready").glob("planlint.*"):
        path.write_bytes(content)
    assert "planlint.engine" in one_by_one(copy, tmp_path)


def test_without_assertions_modules_are_compiled_without_them(copy: Path, tmp_path: Path) -> None:
    assert "planlint.engine" in one_by_one(copy, tmp_path, options=("-O",))


def test_beside_other_threads_modules_are_imported_one_by_one(copy: Path, tmp_path: Path) -> None:
    program = "import threading; wait = threading.Event(); threading.Thread(target=wait.wait, daemon=True).start();" + _ASKED
    lines = run(copy, tmp_path, *_CHECK, program=program).stdout.splitlines()
    assert "planlint.engine" in lines


def test_of_modules_that_can_not_be_loaded_none_is_left_behind(copy: Path, tmp_path: Path) -> None:
    program = """
from planlint.cli import main
sys.modules["bisect"] = None
try:
    main(["check", "--isolated", "--no-cache", "a.txt"])
except ImportError:
    print("engine" if "planlint.engine" in sys.modules else "none")
del sys.modules["bisect"]
"""
    first, *others = run(copy, tmp_path, *_CHECK, program=program).stdout.splitlines()
    assert first == "none"
    assert any("PUN003" in line for line in others)


def test_a_checkout_has_nothing_ready_made() -> None:
    assert not (_CHECKOUT / "src" / "planlint" / "_ready").exists()
