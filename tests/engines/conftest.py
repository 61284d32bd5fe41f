"""Engines are installed in an environment of their own (.ci/run); elsewhere these tests are skipped, and there none may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pyarrow = pytest.importorskip("pyarrow")

from engine_rows import rows_of  # noqa: E402
from planlint.corpus import extract_batch  # noqa: E402  # it needs pyarrow

_CITIES = "乙丙丁戊己庚辛壬癸子"
_PLAN = """甲{city}市供水保障实施方案

一、主要目标
到2027年，公共供水普及率达到{share}%。
二、重点任务
（一）更新管网。改造老旧管网{share}公里。（市水务局牵头，市财政局配合）
"""


@pytest.fixture
def documents() -> pyarrow.Table:
    """Eighty documents, one of which can't be read."""
    texts = [_PLAN.format(city=_CITIES[at % 10], share=at).encode() for at in range(79)]
    return pyarrow.table({"path": [f"{at:03}.txt" for at in range(79)] + ["broken.pdf"], "content": [*texts, b"%PDF-1.4 nothing"]})


@pytest.fixture
def expected(documents: pyarrow.Table) -> dict[str, list[str]]:
    """The rows of each table as one process makes them, in order."""
    return {name: rows_of(table) for name, table in extract_batch(documents).items()}


@pytest.fixture
def written(tmp_path) -> Callable[[str], list[str]]:
    """The rows of a table that was written below out/, in order."""
    from pyarrow import parquet

    return lambda name: rows_of(parquet.read_table(tmp_path / "out" / name))
