"""The app as a server of its own: what is asked of it goes over a socket, as from a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from served import Browser, Server, begin, end


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    pytest.importorskip("uvicorn", reason="the app's packages are not installed")
    pytest.importorskip("starlette", reason="the app's packages are not installed")
    server = begin(tmp_path_factory.mktemp("served"))
    yield server
    end(server)


@pytest.fixture
def browser(served: Server) -> Browser:
    return served.browser()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Begins an app with options of its own."""
    pytest.importorskip("uvicorn", reason="the app's packages are not installed")
    running: list[Server] = []

    def start(*options: str) -> Server:
        running.append(begin(tmp_path, *options))
        return running[-1]

    yield start
    for server in running:
        end(server)
