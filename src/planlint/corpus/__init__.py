"""Plans by the thousand: what planlint reads of them as tables, in files that grow as they are read, or batch by batch in another engine."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from planlint.corpus.batches import extract_batch

__all__ = ["extract_batch"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'planlint.corpus' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("planlint.corpus.batches"), name)
