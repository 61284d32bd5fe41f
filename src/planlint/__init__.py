"""planlint: a linter and structural validator for Chinese plan documents.

`planlint.read` gives a plan; docs/api.md describes what this package names. Nothing is imported before it is asked for.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from planlint.library import (
        Citation,
        Document,
        Finding,
        Outline,
        Plan,
        Rows,
        Section,
        Target,
        Task,
        TaskBody,
        Unreadable,
        UserError,
        read,
    )

__all__ = [
    "Citation",
    "Document",
    "Finding",
    "Outline",
    "Plan",
    "Rows",
    "Section",
    "Target",
    "Task",
    "TaskBody",
    "Unreadable",
    "UserError",
    "__version__",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'planlint' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module("planlint.library"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
