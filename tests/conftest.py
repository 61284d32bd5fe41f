"""Hypothesis profiles: dev by default, ci in continuous integration, quick for every further Python and set of releases, nightly. A repository to work in."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from scratch import Repository

# a shell that runs the tests in the background has them ignore Ctrl-C, and with them every process that a test interrupts
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("dev", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", deadline=None, max_examples=10, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", deadline=None, max_examples=5000, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The repository of forty drafts after its first commit, which no test changes."""
    from scratch import repository

    return repository(tmp_path_factory.mktemp("scratch"))


@pytest.fixture
def scratch(first: Repository, tmp_path: Path) -> Repository:
    """The same, to be changed."""
    return first.copied(tmp_path / "drafts")
