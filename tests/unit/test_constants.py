"""Vocabulary stands in rules/data, where every reader of a word finds it, and not in constants."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import planlint

_SOURCE = Path(planlint.__file__).parent
_APART = ("targets/*.py", "tables/*.py")
_CEILINGS = {"phrases": 1350, "facts": 800, "facts/targets": 220}
"""How many Han characters the constants of a package may hold, besides the grammar of targets; to be lowered when words move to rules/data, and never raised."""


@pytest.mark.parametrize(("package", "ceiling"), list(_CEILINGS.items()))
def test_words_stand_in_data_and_not_in_constants(package: str, ceiling: int) -> None:
    folder = _SOURCE / package
    apart = {path for pattern in _APART for path in folder.glob(pattern)}
    assert sum(_han(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py") if path not in apart) <= ceiling


def test_han_characters_of_docstrings_and_comments_are_no_constants() -> None:
    assert _han('"""厅局"""\n# 委办\nEND = r"[部署]"\ndef of(text):\n    """院"""\n    return f"会{text}"\n') == 3


def _han(code: str) -> int:
    tree = ast.parse(code)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said)
    return sum("\u4e00" <= character <= "\u9fff" for value in constants if isinstance(value, str) for character in value)
