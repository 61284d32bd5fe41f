"""Names of files as other programs look for them."""

from __future__ import annotations

import os

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def from_here(path: str) -> str:
    """The path with slashes, relative to the current folder where it lies below it, in text that UTF-8 can hold."""
    return _from(os.getcwd(), path)


def from_checkout(path: str) -> str:
    """The same, relative to the checkout that GitHub or GitLab works in, which may lie above the current folder."""
    return _from(checkout(), path)


def checkout() -> str:
    """The folder that GitHub or GitLab has checked out, where the current folder is in it; else the current folder."""
    here = os.getcwd()
    for name in _ROOTS:
        root = os.environ.get(name, "").rstrip(os.sep)
        if root and os.path.join(here, "").startswith(root + os.sep):
            return root
    return here


def below(folder: str, path: str) -> str:
    """The path from a folder on, in the way of the system; an absolute one where it does not lie below the folder."""
    whole = os.path.normpath(os.path.join(os.getcwd(), path))
    if whole.startswith(os.path.join(folder, "")):
        return whole[len(os.path.join(folder, "")) :]
    return whole if os.path.isabs(path) else os.path.normpath(path)


def _from(folder: str, path: str) -> str:
    return below(folder, path).replace(os.sep, "/").encode("utf-8", "backslashreplace").decode("utf-8")
