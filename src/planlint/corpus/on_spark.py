"""Documents in a frame of Spark: `table(extracted(frame), "tasks")` is a frame too."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow

from planlint.corpus.batches import extract_batch
from planlint.corpus.extractor import Options
from planlint.records import arrow
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def extracted(documents: DataFrame, options: Options | None = None) -> DataFrame:
    """What is in the documents of a frame with the columns `path` and `content` or `text`: a row a batch, and a list of rows for each table.

    Persist it where several tables are wanted: each document is then read once.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    asked = options or Options()
    lists = [pyarrow.field(name, pyarrow.list_(pyarrow.struct(list(arrow.schema(name))))) for name in asked.tables]

    def nested(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            tables = extract_batch(pyarrow.Table.from_batches([batch]), asked)
            rows = [pyarrow.array([table.to_pylist()], field.type) for table, field in zip(tables.values(), lists, strict=True)]
            yield pyarrow.RecordBatch.from_arrays(rows, schema=pyarrow.schema(lists))

    return documents.mapInArrow(nested, from_arrow_schema(pyarrow.schema(lists)))


def table(extracted: DataFrame, name: str) -> DataFrame:
    """One table of what was extracted."""
    return extracted.selectExpr(f"inline({name})")
