"""A short run of the fuzzer, the same documents each time, and what longer runs have found; the long run is `python -m fuzz`."""

from __future__ import annotations

import pytest

from fuzz.laws import FORMATS, hold, hold_bytes

_DOCUMENTS = 400
_PIECES = 8


@pytest.mark.parametrize("piece", range(_PIECES))
def test_any_document_keeps_the_laws(piece: int) -> None:
    formats = {hold(seed) for seed in range(piece, _DOCUMENTS, _PIECES)}
    assert formats == set(FORMATS)


@pytest.mark.parametrize(
    ("format", "found"),
    [
        pytest.param("text", "2020年一2025年强<。", id="a target between two years that run into each other"),
        pytest.param("text", "建设.２０２５年\n", id="a stop of half width before a full-width year"),
    ],
)
def test_what_was_found_stays_mended(format: str, found: str) -> None:
    hold_bytes(found.encode(), format)
