"""A short run of the fuzzer, the same documents each time, and what longer runs have found; the long run is `python -m fuzz`."""

from __future__ import annotations

import pytest

from fuzz.laws import FORMATS, hold, hold_bytes

_DOCUMENTS = 240
_PIECES = 4


@pytest.mark.parametrize("piece", range(_PIECES))
def test_any_document_keeps_the_laws(piece: int) -> None:
    formats = {hold(seed) for seed in range(piece, _DOCUMENTS, _PIECES)}
    assert formats == set(FORMATS)


@pytest.mark.parametrize(
    ("format", "found"),
    [
        pytest.param("text", "2020年一2025年强<。", id="a target between two years that run into each other"),
        pytest.param("text", "建设.２０２５年\n", id="a stop of half width before a full-width year"),
        pytest.param(
            "text",
            "划\n号\n各\n现\n府\n月\n百\n㈡\n电\n一、\n②\n③\n二、\n②\n③\n三、\n②右\n附件\n㈢\n道\n一、\n②\n③\n④厅\n二、\n②\n③\n④2\n三、\n四、\n"
            "②室\n③\n责任单位：\n④\n序\n1\u3000末\n2\u3000内\n3\u3000百",
            id="a list at a child of a section that is none of its items",
        ),
    ],
)
def test_what_was_found_stays_mended(format: str, found: str) -> None:
    hold_bytes(found.encode(), format)
