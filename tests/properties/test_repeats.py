"""Characters that stand twice in a row, found as a back reference finds them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from planlint.damage.repeats import repeats


@given(st.text(alphabet="推进实\U00020000 \ud800", max_size=40), st.integers(1, 4))
def test_repeats_are_those_of_a_back_reference(text: str, length: int) -> None:
    written = re.compile(f"({'.' * length})\\1+")
    assert [(number, tuple(span)) for number, span in repeats(text, [length])] == [(length, m.span()) for m in written.finditer(text)]
