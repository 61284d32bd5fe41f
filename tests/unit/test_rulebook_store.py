"""Rules from files and folders, and what is kept of them between runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from planlint import keeping
from planlint.rule import Rule
from planlint.rulebook.skeleton import new_rule
from planlint.rulebook.store import load_rules
from planlint.rulebook.yaml_nodes import RuleError


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path / "cache"))
    keeping.folder.cache_clear()
    folder = keeping.folder()
    assert folder is not None
    return Path(folder)


@pytest.fixture(autouse=True)
def usual_cache_afterwards(request: pytest.FixtureRequest) -> None:
    request.addfinalizer(keeping.folder.cache_clear)


def written(folder: Path, name: str, code: str = "USR001") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(new_rule(name, code=code), encoding="utf-8")
    return path


def own(rules: list[Rule]) -> list[str]:
    return [rule.code for rule in rules if rule.code.startswith("USR")]


def plain(value: object) -> object:
    """The value with patterns as what they are made of: two of the same text are not equal."""
    if isinstance(value, regex.Pattern):
        return value.pattern, value.flags
    return tuple(plain(item) for item in value) if isinstance(value, tuple | list) else value


def kept(cache: Path) -> Path:
    (found,) = cache.glob("rules-*.pickle")
    return found


def test_folders_are_searched_through_and_single_files_taken(tmp_path: Path) -> None:
    written(tmp_path / "a" / "deep" / "er", "one", "USR003")
    written(tmp_path / "a", "two", "USR001")
    single = written(tmp_path / "b", "three", "USR002")
    assert own(load_rules([str(tmp_path / "a"), str(single)], cached=False)) == ["USR001", "USR002", "USR003"]


def test_data_and_hidden_folders_and_other_files_are_no_rules(tmp_path: Path) -> None:
    written(tmp_path, "one")
    for place in ("data/table.yaml", ".git/x.yaml", "notes.txt"):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("不是规则", encoding="utf-8")
    assert own(load_rules([str(tmp_path)], cached=False)) == ["USR001"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "one")
    assert own(load_rules([str(tmp_path), str(path)], cached=False)) == ["USR001"]


def test_shipped_rules_come_along() -> None:
    assert "NUM001" in [rule.code for rule in load_rules(cached=False)]


def test_two_rules_of_one_code_are_refused(tmp_path: Path) -> None:
    first, second = written(tmp_path, "one"), written(tmp_path, "two")
    with pytest.raises(RuleError) as caught:
        load_rules([str(tmp_path)], cached=False)
    assert str(caught.value) == f"{second}:1:1: “USR001”已由{first}使用"


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", "one"), written(tmp_path / "b", "one", "USR002")
    with pytest.raises(RuleError) as caught:
        load_rules([str(tmp_path)], cached=False)
    assert str(caught.value) == f"{second}:1:1: “one”已由{first}使用"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_bytes("why: 说明".encode("gb18030"))
    with pytest.raises(RuleError) as caught:
        load_rules([str(path)], cached=False)
    assert str(caught.value) == f"{path}:1:1: 规则文件不是UTF-8编码"


def test_a_file_that_is_gone_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_rules([str(tmp_path / "gone.yaml")], cached=False)


def test_rules_kept_are_the_rules_decoded(cache: Path) -> None:
    fresh = load_rules()
    assert kept(cache).exists()
    assert plain(load_rules()) == plain(fresh) == plain(load_rules(cached=False))


def test_a_changed_file_is_decoded_anew(cache: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "own", "one")
    assert own(load_rules([str(path)])) == ["USR001"]
    path.write_text(new_rule("one", code="USR001").replace("default: on", "default: off"), encoding="utf-8")
    assert [rule.enabled for rule in load_rules([str(path)]) if rule.name == "one"] == [False]


def test_other_files_have_their_own_place_in_the_cache(cache: Path, tmp_path: Path) -> None:
    load_rules()
    load_rules([str(written(tmp_path / "own", "one"))])
    assert len(list(cache.glob("rules-*.pickle"))) == 2


@pytest.mark.parametrize("damage", ["empty", "cut", "changed"])
def test_a_damaged_cache_is_decoded_anew_and_mended(cache: Path, damage: str) -> None:
    fresh = load_rules()
    file = kept(cache)
    content = file.read_bytes()
    middle = len(content) // 2
    file.write_bytes(
        {
            "empty": b"",
            "cut": content[:middle],
            "changed": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        }[damage]
    )
    assert plain(load_rules()) == plain(fresh)
    assert file.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes there")
def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    os.chmod(cache, 0o777)
    keeping.folder.cache_clear()
    assert own(load_rules([str(written(tmp_path / "own", "one"))])) == ["USR001"]
    assert list(cache.iterdir()) == []


def test_rules_with_a_check_of_another_package_are_not_kept(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = "from typing import NamedTuple\nfrom planlint.check import check_kind\n@check_kind('text', 'replacement', repairs=True)\n"
    kinds += "class Foreign(NamedTuple):\n    find: str\n    replace: str\n    run = not_applicable = None\n"
    (tmp_path / "foreign_kinds.py").write_text(kinds, encoding="utf-8")
    about = tmp_path / "foreign_kinds-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign-kinds\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[planlint.checks]\nforeign = foreign_kinds:Foreign\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    path = written(tmp_path / "own", "one")
    path.write_text(path.read_text(encoding="utf-8").replace("check: pattern", "check: foreign"), encoding="utf-8")
    assert own(load_rules([str(path)])) == ["USR001"]
    assert list(cache.glob("rules-*.pickle")) == []


def test_kept_rules_are_read_without_yaml_or_decoding(cache: Path) -> None:
    load_rules()
    heavy = "yaml", "difflib", "importlib.metadata", "dataclasses", "inspect", "pathlib", "planlint.rulebook.decode", "planlint.rulebook.yaml_nodes"
    program = f"import sys; from planlint.rulebook.store import load_rules; load_rules(); print([m for m in {heavy!r} if m in sys.modules])"
    # an editable install may bring pathlib along by itself
    start = subprocess.run([sys.executable, "-c", "import sys; print('pathlib' in sys.modules)"], capture_output=True, text=True, check=True)
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    assert found == ("['pathlib']" if start.stdout.strip() == "True" else "[]")
