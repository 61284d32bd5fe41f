"""What is kept of results: found again, bounded, and never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planlint import cache, keeping
from planlint.cache import Kept
from planlint.pool import in_order


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path))
    keeping.folder.cache_clear()
    found = keeping.folder()
    assert found is not None
    yield Path(found)
    keeping.folder.cache_clear()


def put(setting: str, values: dict[str, bytes]) -> None:
    kept = Kept((setting,))
    for path, value in values.items():
        kept.put(kept.key(b"raw", path), value)
    kept.save()


def get(setting: str, path: str, raw: bytes = b"raw") -> bytes | None:
    kept = Kept((setting,))
    return kept.get(kept.key(raw, path))


def test_what_was_put_is_found_by_setting_bytes_and_what_else_is_given() -> None:
    put("s", {"a": b"1", "b": b""})
    assert (get("s", "a"), get("s", "b")) == (b"1", b"")
    assert (get("t", "a"), get("s", "c"), get("s", "a", b"other")) == (None, None, None)


def test_what_is_added_stands_beside_what_was_there(folder: Path) -> None:
    put("s", {"a": b"1"})
    put("s", {"b": b"2"})
    assert (get("s", "a"), get("s", "b")) == (b"1", b"2")
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("at", [0, 5, 20, 30, 45])
def test_of_a_damaged_file_nothing_wrong_comes_back_and_the_next_run_mends_it(folder: Path, at: int) -> None:
    put("s", {"a": b"first", "b": b"second"})
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert get("s", "a") in (None, b"first")
    assert get("s", "b") in (None, b"second")
    put("s", {"a": b"first", "b": b"second"})
    assert (get("s", "a"), get("s", "b")) == (b"first", b"second")


def test_a_torn_end_leaves_what_is_before_it(folder: Path) -> None:
    put("s", {"a": b"first", "b": b"second"})
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert (get("s", "a"), get("s", "b")) == (b"first", None)


def test_a_file_is_bounded_and_holds_on_to_what_was_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_LARGEST", 2000)
    put("s", {f"p{number}": bytes(400) for number in range(4)})
    kept = Kept(("s",))
    assert kept.get(kept.key(b"raw", "p2")) == bytes(400)
    kept.put(kept.key(b"raw", "new"), bytes(400))
    kept.save()
    (path,) = folder.iterdir()
    assert path.stat().st_size <= 2000
    assert [name for name in ("p0", "p1", "p2", "p3", "new") if get("s", name) is not None] == ["p2", "new"]


def test_there_are_never_many_files(folder: Path) -> None:
    for number in range(20):
        put(str(number), {"a": b"1"})
    assert len(list(folder.iterdir())) == 12
    assert get("19", "a") == b"1"


def test_without_a_folder_nothing_is_kept_and_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(tmp_path / "file"))
    keeping.folder.cache_clear()
    put("s", {"a": b"1"})
    assert get("s", "a") is None


def test_the_surroundings_change_with_a_rule_file(tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "a.yaml"
    rule.parent.mkdir()
    rule.write_text("code: A1")
    before = cache.surroundings([str(rule.parent)])
    assert cache.surroundings([str(rule.parent)]) == before
    rule.write_text("code: A12")
    assert cache.surroundings([str(rule.parent)]) != before


def test_what_was_put_is_there_at_once_and_told_once() -> None:
    kept = Kept(("s",))
    key = kept.key(b"raw")
    kept.put(key, b"1")
    assert (kept.get(key), kept.taken(), kept.taken(), kept.get(key)) == (b"1", {key: b"1"}, {}, b"1")


class Puts:
    """Puts an eighth of a megabyte under a name, and tells how many of three hundred such values it holds."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def __call__(self, path: str) -> tuple[dict[bytes, bytes], int]:
        """What was taken, and how many are held."""
        self.kept.put(path.encode(), bytes(1 << 17))
        return self.kept.taken(), sum(self.kept.get(str(number).encode()) is not None for number in range(300))


def test_a_process_that_does_not_save_holds_some_values_and_one_that_does_tells_none() -> None:
    kept = Kept(("s",))
    made = list(in_order(Puts(kept), [str(number) for number in range(60)], 2, lambda path: ({}, 0)))
    assert [list(taken) for taken, _ in made] == [[str(number).encode()] for number in range(60)]
    assert 2 < max(held for _, held in made) < 12
    for taken, _ in made:
        kept.receive(taken)
    assert kept.taken() == {}
    assert all(kept.get(str(number).encode()) is not None for number in range(60))
