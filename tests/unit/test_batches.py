"""A batch of documents as tables: the function that engines call."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

pyarrow = pytest.importorskip("pyarrow")

from planlint.corpus import extract_batch  # noqa: E402
from planlint.corpus.batches import batches, write_batch  # noqa: E402
from planlint.corpus.extractor import Options  # noqa: E402
from planlint.records.arrow import schema  # noqa: E402
from planlint.records.tables import TABLES  # noqa: E402

TEXT = "甲市供水实施方案\n\n一、重点任务\n（一）更新管网。（市水务局负责）\n"


def test_a_batch_becomes_the_tables_of_the_schema() -> None:
    made = extract_batch(pyarrow.table({"path": ["a.txt", "b.pdf", "c.txt"], "content": [TEXT.encode(), b"%PDF-1.4 nothing", None]}))
    assert list(made) == list(TABLES)
    assert all(table.schema.equals(schema(name), check_metadata=True) for name, table in made.items())
    assert made["documents"]["error"].to_pylist() == [None, "unreadable", "unreadable"]
    assert made["tasks"]["responsible"].to_pylist() == [["市水务局"]]


def test_a_text_is_read_as_its_bytes_are() -> None:
    from_text, from_bytes = (extract_batch(pyarrow.table({"path": ["a.txt"], name: [value]})) for name, value in (("text", TEXT), ("content", TEXT.encode())))
    assert all(from_text[name].equals(from_bytes[name]) for name in TABLES)


def test_the_same_batch_gives_the_same_tables_in_whatever_pieces() -> None:
    table = pyarrow.table({"path": [f"{at}.txt" for at in range(6)], "text": [TEXT.replace("甲", "甲乙丙丁戊己"[at]) for at in range(6)]})
    whole, again = extract_batch(table), extract_batch(pickle.loads(pickle.dumps(table)))
    pieces = [extract_batch(table.slice(at, 2)) for at in (0, 2, 4)]
    for name in TABLES:
        assert whole[name].equals(again[name])
        assert whole[name].equals(pyarrow.concat_tables([piece[name] for piece in pieces]))


def test_a_batch_without_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="path and content or text, not name"):
        extract_batch(pyarrow.table({"name": ["a"]}))


def test_what_is_written_twice_is_there_once(tmp_path: Path) -> None:
    from pyarrow import parquet

    for at in range(3):
        (tmp_path / f"{at}.txt").write_text(TEXT, encoding="utf-8")
    for batch in (*batches([str(tmp_path)], 2), *batches([str(tmp_path)], 2)):
        write_batch(batch, str(tmp_path / "out"), Options(tables=("documents", "tasks")))
    assert parquet.read_table(tmp_path / "out" / "documents").num_rows == 3
    assert parquet.read_table(tmp_path / "out" / "tasks").num_rows == 3
