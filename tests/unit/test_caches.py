"""What a process keeps of the documents that it has read: a run over many thousands takes the memory that one over some takes."""

from __future__ import annotations

import functools
import gc
from pathlib import Path
from random import Random

from planlint.rulebook.store import load_rules
from planlint.session import Session

_PLANS = sorted(Path(__file__).resolve().parents[2].joinpath("fixtures", "ok").glob("*.txt"))
# a part of the code that is first reached by chance may keep what it needs for itself
_BY_CHANCE = 5


def test_no_cache_without_bound_grows_with_the_documents_that_are_read() -> None:
    texts = [path.read_text(encoding="utf-8") for path in _PLANS[:8]]
    han = sorted({character for text in texts for character in text if "一" <= character <= "鿿"})
    session = Session(load_rules())

    def read(seed: int) -> None:
        rng = Random(seed)
        for text in texts:
            changed = "".join(rng.choice(han) if rng.random() < 0.05 and character in han else character for character in text)
            session.check("a.txt", changed.encode())
        session.take()

    read(1)
    before = _unbounded()
    read(2)
    read(3)
    grown = {name: size - before[name] for name, size in _unbounded().items() if name in before and size - before[name] > _BY_CHANCE}
    assert grown == {}


def _unbounded() -> dict[str, int]:
    caches = [made for made in gc.get_objects() if isinstance(made, functools._lru_cache_wrapper)]
    sizes = [(f"{made.__module__}.{made.__qualname__}", made.cache_info()) for made in caches if made.__module__.startswith("planlint")]
    return {name: info.currsize for name, info in sizes if info.maxsize is None}
