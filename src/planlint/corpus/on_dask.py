"""Batches of documents on a cluster of Dask: `extract(client, batches, "s3://bucket/out")`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import pyarrow

from planlint.corpus.batches import part_name, write_batch
from planlint.corpus.extractor import Options
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from distributed import Client, Future

_AHEAD = 4
_RETRIES = 2


def extract(client: Client, batches: Iterable[pyarrow.Table], folder: str, options: Options | None = None) -> pyarrow.Table:
    """Write the tables of all batches below a folder that every worker can write to; a row for each part comes back.

    A few batches a thread are under way at a time, however many there are. What was in the hands of a worker that is lost is done by another.
    """
    from distributed import as_completed

    source = iter(batches)

    def submitted(batch: pyarrow.Table) -> Future:
        # Dask takes pieces of one table for the same argument
        return client.submit(write_batch, batch, folder, options, key=part_name(batch), retries=_RETRIES)

    room = _AHEAD * max(sum(client.nthreads().values()), 1)
    under_way = as_completed([submitted(batch) for batch in islice(source, room)])
    done = []
    for future in under_way:
        done.append(future.result())
        if (batch := next(source, None)) is not None:
            under_way.add(submitted(batch))
    return pyarrow.concat_tables(done) if done else pyarrow.table({})
