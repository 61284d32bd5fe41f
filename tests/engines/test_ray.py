"""Ray Data, on this machine."""

from __future__ import annotations

import pytest

from engine_rows import wanted

wanted("ray.data")
pyarrow = wanted("pyarrow")
pytestmark = pytest.mark.filterwarnings("ignore")


def test_a_dataset_gives_the_same_rows(documents: pyarrow.Table, expected, written, tmp_path) -> None:
    import ray

    from planlint.corpus.on_ray import extract

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        done = extract(ray.data.from_arrow(documents).repartition(4), str(tmp_path / "out"), batch=16)
        assert done.sum("documents") == 80
    finally:
        ray.shutdown()
    assert {name: written(name) for name in expected} == expected
