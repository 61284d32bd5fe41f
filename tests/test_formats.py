"""One plan in every format: the same findings in the same sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlint.formats.format import FORMATS, TEXT, Format
from planlint.rulebook.store import load_rules
from planlint.session import Session
from planlint.settings.selection import selected_rules

_FIXTURES = Path(__file__).parent.parent / "fixtures"


def _findings(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    session = Session(selected_rules(load_rules()))
    result = session.check(str(path))
    assert not session.failures
    return [(diagnostic.code, diagnostic.section) for diagnostic in result.diagnostics]


@pytest.mark.parametrize("format", [format for format in FORMATS.values() if format is not TEXT], ids=lambda format: format.name)
def test_a_plan_has_the_findings_of_its_plain_text(format: Format) -> None:
    if format.extra is not None:
        pytest.importorskip(format.package)
    expected = _findings(_FIXTURES / "faulty" / "jieshui.txt")
    assert len(expected) == 14
    assert _findings(_FIXTURES / "formats" / f"jieshui{format.suffixes[0]}") == expected
