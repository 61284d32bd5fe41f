"""What tests of engines share."""

from __future__ import annotations

import os
from types import ModuleType
from typing import Any

import pytest


def wanted(name: str) -> ModuleType:
    """A module, or the test is skipped; where engines are wanted it must be there."""
    if os.environ.get("ENGINES"):
        __import__(name)
    return pytest.importorskip(name)


def rows_of(table: Any) -> list[str]:
    """The rows of a table as text, in order."""
    return sorted(map(repr, table.to_pylist()))
