"""Which files a path stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlint.files import MissingPath, expand


def put(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("一、总体要求\n", encoding="utf-8")


def test_a_named_file_is_taken_whatever_its_suffix() -> None:
    put("方案.wps", "b.txt")
    assert expand(["方案.wps", "b.txt"]) == ["方案.wps", "b.txt"]


def test_a_folder_gives_its_texts_in_order() -> None:
    put("d/b.md", "d/a.txt", "d/c.MARKDOWN", "d/e.TXT", "d/f.docx", "d/g.py", "d/sub/a.txt", "d/.hidden/a.txt", "d/.a.txt")
    assert expand(["d"]) == ["d/a.txt", "d/b.md", "d/c.MARKDOWN", "d/e.TXT", "d/f.docx", "d/sub/a.txt"]


def test_the_current_folder_leaves_no_mark_on_the_paths() -> None:
    put("a.txt", "d/b.txt")
    assert expand(["."]) == ["a.txt", "d/b.txt"]


def test_each_file_comes_once() -> None:
    put("d/a.txt", "d/b.txt")
    Path("d/link.txt").symlink_to("a.txt")
    assert expand(["d/b.txt", "d", "d/../d/b.txt"]) == ["d/b.txt", "d/a.txt"]


def test_a_loop_of_links_ends() -> None:
    put("d/a.txt")
    Path("d/again").symlink_to("..", target_is_directory=True)
    Path("d/self.txt").symlink_to("self.txt")
    assert expand(["d"]) == ["d/a.txt"]


def test_a_link_to_a_folder_is_followed_when_it_is_named() -> None:
    put("d/a.txt")
    Path("link").symlink_to("d", target_is_directory=True)
    assert expand(["link"]) == ["link/a.txt"]


def test_a_missing_path_is_named() -> None:
    with pytest.raises(MissingPath) as error:
        expand(["没有.txt"])
    assert error.value.path == "没有.txt"


def test_an_ignored_file_is_left_out_of_a_folder_but_not_when_named() -> None:
    put("a.txt", "草稿.txt", "旧/b.txt", "c/草稿.txt")
    Path(".gitignore").write_text("草稿.txt\n/旧/\n", encoding="utf-8")
    assert expand(["."]) == ["a.txt"]
    assert expand(["草稿.txt"]) == ["草稿.txt"]


def test_the_nearest_gitignore_has_the_last_word() -> None:
    put("d/a.txt", "d/b.txt", "d/e/a.txt")
    Path(".gitignore").write_text("*.txt\n", encoding="utf-8")
    Path("d/.gitignore").write_text("!a.txt\n", encoding="utf-8")
    assert expand(["."]) == ["d/a.txt", "d/e/a.txt"]


def test_the_patterns_of_the_repository_hold_in_a_folder_of_it() -> None:
    put("d/a.txt", "d/b.txt")
    Path(".git").mkdir()
    Path(".gitignore").write_text("b.txt\n", encoding="utf-8")
    assert expand(["d"]) == ["d/a.txt"]


def test_a_line_that_is_no_pattern_is_passed_over() -> None:
    put("a.txt", "b.txt")
    Path(".gitignore").write_text("!\n\\\nb.txt\n", encoding="utf-8")
    assert expand(["."]) == ["a.txt"]
