"""Documents in a dataset of Ray: `extract(ray.data.read_parquet("corpus"), "s3://bucket/out")`."""

from __future__ import annotations

from functools import partial

from planlint.corpus.batches import write_batch
from planlint.corpus.extractor import Options
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from ray.data import Dataset


def extract(documents: Dataset, folder: str, options: Options | None = None, *, batch: int = 64) -> Dataset:
    """Write the tables of a dataset with the columns `path` and `content` or `text` below a folder that every worker can write to.

    What comes back is a row for each part, made as it is asked for: `.materialize()` runs it, as `.sum("documents")` does.
    """
    return documents.map_batches(partial(write_batch, folder=folder, options=options), batch_size=batch, batch_format="pyarrow")
