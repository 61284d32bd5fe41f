"""What is kept in the user's cache folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlint import data


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept"
    data.keep(str(path), b"content")
    return path


def test_what_was_kept_comes_back(kept: Path) -> None:
    assert data.read_kept(str(kept)) == b"content"


@pytest.mark.parametrize("damaged", [b"", b"\0\0", b"content", b"\0\0\0\0content"])
def test_what_is_damaged_does_not_come_back(kept: Path, damaged: bytes) -> None:
    kept.write_bytes(damaged)
    assert data.read_kept(str(kept)) is None


def test_what_is_cut_or_changed_does_not_come_back(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])
    assert data.read_kept(str(kept)) is None
    kept.write_bytes(whole.replace(b"content", b"c0ntent"))
    assert data.read_kept(str(kept)) is None


def test_what_was_never_kept_does_not_come_back(tmp_path: Path) -> None:
    assert data.read_kept(str(tmp_path / "kept")) is None


def test_a_folder_that_is_gone_is_no_error(tmp_path: Path) -> None:
    data.keep(str(tmp_path / "gone" / "kept"), b"content")
    assert data.read_kept(str(tmp_path / "gone" / "kept")) is None


def test_the_only_file_left_is_the_one_kept(kept: Path) -> None:
    assert [path.name for path in kept.parent.iterdir()] == ["kept"]
