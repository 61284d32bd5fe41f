"""Set phrases and their slips."""

from __future__ import annotations

import pytest

from planlint.facts.terms.set_phrases import slipped_phrases
from planlint.syntax import read
from planlint.text.source import Source


def _slips(text: str) -> list[tuple[str, str]]:
    plan = read(Source(text))
    return [(slipped.span.of(plan.text), slipped.right) for slipped in slipped_phrases(plan)]


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("依据《中国人民共和国防洪法》。\n", [("中国人民共和国", "中华人民共和国")]),
        ("依据《中华人民共和防洪法》。\n", [("中华人民共和", "中华人民共和国")]),
        ("全国人民表代大会审议。\n", [("全国人民表代大会", "全国人民代表大会")]),
        ("全国人民代表大会常务委委员会。\n", [("全国人民代表大会常务委委员会", "全国人民代表大会常务委员会")]),
        ("省人民代表大会常务委员会审议，依据《中华人民共和国防洪法》。\n", []),
        ("实现中华民族的伟大复兴，构建“三位一体”总体布局。\n", []),
        ("中华人民", []),
        ("自治区", []),
    ],
)
def test_a_slip_of_a_set_phrase_is_found_and_other_wordings_are_left_alone(text: str, slips: list[tuple[str, str]]) -> None:
    assert _slips(text) == slips


def test_a_sentence_that_has_the_right_form_too_speaks_of_the_slip() -> None:
    assert _slips("把“中国人民共和国”改为“中华人民共和国”。\n") == []
