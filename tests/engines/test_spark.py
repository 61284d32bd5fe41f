"""Spark, on this machine; it needs Java."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from engine_rows import rows_of, wanted

wanted("pyspark")
pyarrow = wanted("pyarrow")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java, which is not on this machine", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_frame_gives_the_same_rows(documents: pyarrow.Table, expected, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from planlint.corpus.on_spark import extracted, table

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2").getOrCreate()
    try:
        frame = spark.createDataFrame([(row["path"], bytearray(row["content"])) for row in documents.to_pylist()], "path string, content binary")
        found = extracted(frame.repartition(3)).persist()
        for name, rows in expected.items():
            assert rows_of(pyarrow.Table.from_pylist([row.asDict(recursive=True) for row in table(found, name).collect()])) == rows
    finally:
        spark.stop()
