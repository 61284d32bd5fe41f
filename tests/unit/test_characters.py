"""Damaged characters: what lets a text go that cannot have them, and what many of one kind are."""

from __future__ import annotations

import sys

from planlint.damage.characters import SIMPLIFIED_SUSPECTS, SUSPICIOUS, damaged_characters
from planlint.damage.repair import repair
from planlint.engine import lint
from planlint.formats.reading import marked_up
from planlint.rulebook.store import load_rules
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Span


def _is_simplified(character: str) -> bool:
    return bool(character.encode("gb2312", "ignore"))


def test_the_suspicious_characters_of_simplified_texts_are_all_that_gb_2312_has() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert set(SIMPLIFIED_SUSPECTS) == {character for character in every if SUSPICIOUS.match(character) and _is_simplified(character)}


def test_a_control_character_in_a_simplified_text_is_damage() -> None:
    assert [wound.kind for wound in damaged_characters("扎实\x0b推进\n")] == ["invisible-character"]


def test_latin_letters_in_a_simplified_text_are_looked_at() -> None:
    assert [wound.kind for wound in damaged_characters("扎实推进" + "中央".encode().decode("latin-1"))] == ["mojibake"]
    assert not damaged_characters("扎实推进à la carte\n")


def test_more_than_fifty_markers_are_one_wound_that_stands_for_all_of_them() -> None:
    (wound,) = damaged_characters("推进@@" * 51)
    assert (wound.span, wound.number, wound.note) == (Span(2, 4), 51, "“@@”")
    assert [edit.span.start for edit in wound.edits] == [place.start for place in wound.places] == list(range(2, 204, 4))


def test_markers_among_other_damage_are_told_singly() -> None:
    found = damaged_characters("推进@@" * 51 + "落\u200b实")
    assert [wound.kind for wound in found] == ["subword-marker"] * 51 + ["invisible-character"]


def test_markers_in_code_are_no_damage_however_many_there_are_around_it() -> None:
    text = "推进@@\n\n" * 51 + "```\n推进@@\n```\n"
    repaired = repair(marked_up(Source(text, format="markdown")))
    assert sum(wound.number for wound in repaired.damage) == 51
    assert repaired.view.text == "推进\n\n" * 51 + "```\n推进@@\n```\n"


def test_a_finding_counts_the_markers_that_one_wound_stands_for() -> None:
    plan = read(Source("推进@@" * 51 + "。\n"))
    (found,) = lint(plan, [rule for rule in load_rules() if rule.code == "TXT001"], path="-").diagnostics
    assert (found.occurrences, len(found.fix.edits if found.fix else ())) == (51, 51)
