"""What is kept in the user's cache folder, and what a stranger may have put there."""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from planlint import cache, data, keeping, patterns
from planlint.findings.diagnostic import Severity
from planlint.rulebook.store import load_rules
from planlint.settings import config
from planlint.text.spans import Edit, Span

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no modes there")


def forget() -> None:
    """Look for the folder and the key anew, as a new process does."""
    keeping.folder.cache_clear()
    keeping._key.cache_clear()


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A home folder without a key, and a cache inside a checkout."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.delenv("PLANLINT_CACHE_KEY", raising=False)
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path / "checkout" / "cache"))
    forget()
    yield tmp_path / "home"
    monkeypatch.undo()
    forget()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept"
    keeping.keep(str(path), b"content")
    return path


def key(home: Path) -> Path:
    (found,) = home.rglob("key")
    return found


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self._path,)


def test_what_was_kept_comes_back(kept: Path) -> None:
    assert keeping.read(str(kept)) == b"content"
    forget()
    assert keeping.read(str(kept)) == b"content"


@pytest.mark.parametrize("damaged", [b"", b"\0\0", b"content", bytes(16) + b"content"])
def test_what_is_damaged_does_not_come_back(kept: Path, damaged: bytes) -> None:
    kept.write_bytes(damaged)
    assert keeping.read(str(kept)) is None


def test_what_is_cut_or_changed_does_not_come_back(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])
    assert keeping.read(str(kept)) is None
    kept.write_bytes(whole.replace(b"content", b"c0ntent"))
    assert keeping.read(str(kept)) is None


def test_a_file_is_not_read_under_the_name_of_another(kept: Path) -> None:
    other = kept.rename(kept.with_name("other"))
    assert keeping.read(str(other)) is None


def test_what_was_never_kept_does_not_come_back(tmp_path: Path) -> None:
    assert keeping.read(str(tmp_path / "kept")) is None


def test_a_folder_that_is_gone_is_no_error(tmp_path: Path) -> None:
    keeping.keep(str(tmp_path / "gone" / "kept"), b"content")
    assert keeping.read(str(tmp_path / "gone" / "kept")) is None


def test_the_only_file_left_is_the_one_kept(kept: Path) -> None:
    assert [path.name for path in kept.parent.iterdir() if path.is_file()] == ["kept"]


def test_what_another_user_kept_does_not_come_back(kept: Path, home: Path) -> None:
    key(home).unlink()
    forget()
    assert keeping.read(str(kept)) is None


@_POSIX
def test_a_key_that_others_can_read_is_none(home: Path, kept: Path) -> None:
    key(home).chmod(0o644)
    forget()
    assert keeping.folder() is None
    assert keeping.read(str(kept)) is None


@_POSIX
def test_the_key_lies_in_the_home_folder_and_nobody_else_can_read_it(home: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert key(home).stat().st_mode & 0o777 == 0o600
    key(home).unlink()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "checkout" / ".cache"))
    forget()
    assert keeping.folder() is not None
    assert key(home).exists()


def test_without_a_place_for_the_key_nothing_is_kept(home: Path) -> None:
    home.write_text("no folder")
    forget()
    assert keeping.folder() is None


def test_a_key_that_is_given_knows_the_files_on_another_machine(kept: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLINT_CACHE_KEY", "of the project")
    forget()
    keeping.keep(str(kept), b"carried")
    key(home).unlink()
    forget()
    assert keeping.read(str(kept)) == b"carried"
    monkeypatch.setenv("PLANLINT_CACHE_KEY", "of another")
    forget()
    assert keeping.read(str(kept)) is None


@_POSIX
def test_a_link_in_the_place_of_a_draft_is_not_followed(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("untouched")
    kept.with_name(f"kept.{os.getpid()}.part").symlink_to(tmp_path / "profile")
    keeping.keep(str(kept), b"new")
    assert (tmp_path / "profile").read_text() == "untouched"


@pytest.mark.parametrize("head", [b"", bytes(16), b"\0\0\0\0"])
@pytest.mark.parametrize("form", [pickle, marshal])
def test_nothing_that_a_checkout_brings_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: object, head: bytes) -> None:
    """Every file of a cache is replaced by a stranger's, and everything that is kept is asked for."""
    settings = tmp_path / ".planlint.toml"
    settings.write_text('lang = "en"\n', encoding="utf-8")

    def everything() -> None:
        patterns._Store().compiled(("一+", 0, ()))
        load_rules()
        config.load(str(settings))
        data._load(os.path.join(data.rules_folder(), "data", "labels.yaml"), "labels")
        found = cache.Kept(("s",))
        found.get(found.key(b"raw"))

    everything()
    store = patterns._Store()
    store.compiled(("一+", 0, ()))
    store.keep()
    found = cache.Kept(("s",))
    found.put(found.key(b"raw"), b"value")
    found.save()
    place = keeping.folder()
    assert place is not None
    files = list(Path(place).iterdir())
    assert len(files) >= 5
    trap = pickle.dumps(Trap(tmp_path / "sprung")) if form is pickle else marshal.dumps(compile("1", "", "eval"))
    for file in files:
        file.write_bytes(head + trap)

    def decoded(*_: object) -> object:
        raise AssertionError("a stranger's bytes were decoded")

    for module in ("pickle", "marshal"):
        monkeypatch.setattr(f"{module}.loads", decoded)
    monkeypatch.setattr(keeping, "unpickled", decoded)
    everything()
    assert not (tmp_path / "sprung").exists()


def test_a_pattern_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    key = ("^一+|\\L<words>", patterns.MULTILINE, (("words", ("甲", "乙")),))
    store = patterns._Store()
    store.compiled(key)
    store.keep()

    def compile_(*_: object, **__: object) -> object:
        raise AssertionError("compiled a second time")

    monkeypatch.setattr(regex, "compile", compile_)
    pattern = patterns._Store().compiled(key)
    assert [m[0] for m in pattern.finditer("二甲\n一一乙丙")] == ["甲", "一一", "乙"]


def test_of_a_pickle_our_own_types_are_made() -> None:
    value = [Edit(Span(0, 1), "字"), Severity.ERROR, {"a": (1, None)}, frozenset("b")]
    assert keeping.unpickled(keeping.pickled(value)) == value


def test_a_pattern_is_kept_by_what_it_is_made_of() -> None:
    pattern = patterns.compiled("^一+", patterns.MULTILINE)
    content = keeping.pickled([pattern, "字"], patterns.key_of)
    assert b"regex" not in content
    assert keeping.unpickled(content, patterns.compiled_of) == [pattern, "字"]


def test_the_flags_are_those_of_regex() -> None:
    names = ("IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE", "V0", "V1")
    assert [getattr(patterns, name) for name in names] == [int(getattr(regex, name)) for name in names]


def test_a_text_is_escaped_as_regex_does() -> None:
    text = "".join(map(chr, (*range(0x250), *range(0x2000, 0x2070), *range(0x3000, 0x3040), *range(0xFF00, 0xFFEF))))
    assert patterns.escape(text) == regex.escape(text)


@pytest.mark.parametrize(
    "named",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"cplanlint.cli\nmain\n(tR.",
        b"cplanlint.data\nos.system\n(S'true'\ntR.",
        b"cplanlint.text.spans\nSequence\n.",
        pickle.dumps(regex.compile("一+")),
    ],
)
def test_nothing_else_is(named: bytes) -> None:
    with pytest.raises(keeping.Damaged):
        keeping.unpickled(named)


def test_a_trap_is_not_sprung(tmp_path: Path) -> None:
    with pytest.raises(keeping.Damaged):
        keeping.unpickled(pickle.dumps(Trap(tmp_path / "sprung")))
    assert not (tmp_path / "sprung").exists()
