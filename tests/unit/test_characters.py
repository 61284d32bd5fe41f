"""What lets a text go that cannot have damaged characters."""

from __future__ import annotations

import sys

from planlint.damage.characters import SIMPLIFIED_SUSPECTS, SUSPICIOUS, damaged_characters


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
