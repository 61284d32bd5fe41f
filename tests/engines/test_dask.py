"""Dask: a cluster on this machine, of which a worker is killed in the middle."""

from __future__ import annotations

import pytest

from engine_rows import wanted

distributed = wanted("distributed")
pyarrow = wanted("pyarrow")
pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_worker_that_is_killed_costs_no_row_and_doubles_none(documents: pyarrow.Table, expected, written, tmp_path) -> None:
    from planlint.corpus.on_dask import extract

    batches = [documents.slice(at, 8) for at in range(0, documents.num_rows, 8)]
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, distributed.Client(cluster) as client:

        def killing():
            for number, batch in enumerate(batches):
                if number == len(batches) - 1:
                    next(iter(cluster.workers.values())).process.process.kill()
                yield batch

        done = extract(client, killing(), str(tmp_path / "out"))
    assert (sum(done["documents"].to_pylist()), sum(done["unread"].to_pylist())) == (80, 1)
    assert {name: written(name) for name in expected} == expected
