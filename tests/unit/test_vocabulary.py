"""Each word of each list in rules/data is known where it is read: a word that is added is tried by itself."""

from __future__ import annotations

import pytest

from planlint import data
from planlint.checks.punctuation.spacing import SpacingCheck
from planlint.facts.targets.running import targets
from planlint.phrases.bodies import Rank, names_body, names_issuer, organs
from planlint.phrases.horizons import horizons_in
from planlint.phrases.indicators import key
from planlint.phrases.quantities import calls_for_figure, comparable, quantities_in
from planlint.phrases.rosters import roster
from planlint.phrases.times import periods_in
from planlint.syntax import read
from planlint.syntax.roles import family_of, genre_of, is_letter, is_plan_genre, opens_text, role_of
from planlint.text.source import Source
from planlint.text.spans import Span

_SECTIONS = data.load("sections")
_QUANTITIES = data.load("quantities")
_INDICATORS = data.load("indicators")
_UNITS = sorted({*_QUANTITIES["ratio"], *_QUANTITIES["counted"], *_QUANTITIES["measured"]} - {"年"})
_LEVELS = [(verb, sign) for sign, verbs in _QUANTITIES["levels"].items() for verb in verbs]


def listed(words: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Every word of some lists with the name of its list."""
    return [(word, name) for name, members in words.items() for word in members]


@pytest.mark.parametrize(("alias", "role"), listed(_SECTIONS["roles"]))
def test_a_chapter_has_the_role_of_its_title(alias: str, role: str) -> None:
    plan = read(Source(f"云溪市节水工作实施方案\n\n一、{alias}\n\n完善制度，加强监管。\n\n二、其他事项\n\n加强衔接。\n"))
    assert [node.role for node in plan.root.walk() if node.ordinal is not None and node.ordinal.value == 1] == [role]


@pytest.mark.parametrize(("end", "role"), listed(_SECTIONS["endings"]))
def test_a_title_that_ends_with_words_of_a_role_has_it(end: str, role: str) -> None:
    assert role_of(f"节约用水的{end}") == role


@pytest.mark.parametrize("verb", _SECTIONS["verbs"])
def test_a_verb_before_a_title_leaves_its_role(verb: str) -> None:
    assert role_of(f"{verb}保障措施") == "safeguards"


@pytest.mark.parametrize("role", sorted(_SECTIONS["roles"]))
def test_a_role_has_a_name_and_a_place(role: str) -> None:
    assert role in _SECTIONS["names"]
    assert role in _SECTIONS["order"] or role in _SECTIONS["closing"]


def test_no_list_of_sections_names_a_role_that_there_is_not() -> None:
    named = {*_SECTIONS["closing"], *_SECTIONS["opening"], *_SECTIONS["order"], *_SECTIONS["names"], *_SECTIONS["words"], *_SECTIONS["endings"]}
    named.update(role for groups in _SECTIONS["required"].values() for group in groups for role in group)
    assert named == set(_SECTIONS["roles"])


@pytest.mark.parametrize("genre", [genre for kind in ("genres", "regulations", "letters", "papers") for genre in _SECTIONS[kind]])
def test_a_title_is_of_the_genre_that_it_ends_with(genre: str) -> None:
    assert genre_of(f"云溪市节约用水{genre}") == genre
    assert genre_of(f"云溪市节约用水{genre}（试行）") == genre
    assert genre_of(f"《云溪市节约用水{genre}》") == genre


@pytest.mark.parametrize("kind", ["genres", "regulations", "letters", "papers"])
def test_a_genre_is_what_its_list_says(kind: str) -> None:
    for genre in set(_SECTIONS[kind]) - (set(_SECTIONS["genres"]) & set(_SECTIONS["regulations"])):
        assert is_plan_genre(genre) == (kind == "genres")
        assert is_letter(genre) == (kind == "letters")
        assert opens_text(genre) == (kind in ("genres", "regulations"))


@pytest.mark.parametrize(("genre", "family"), listed(_SECTIONS["families"]))
def test_a_special_genre_belongs_to_its_family(genre: str, family: str) -> None:
    assert (family_of(genre), family_of(family)) == (family, family)


@pytest.mark.parametrize("unit", _UNITS)
def test_a_figure_is_read_with_each_unit(unit: str) -> None:
    text = f"规模为30{unit}。"
    [found] = quantities_in(text, Span(0, len(text)))
    assert (found.value, comparable(1, found.unit or "")) == (30, comparable(1, unit))


@pytest.mark.parametrize(("unit", "same"), list(_QUANTITIES["same"].items()))
def test_units_that_measure_the_same_compare(unit: str, same: tuple[str, float]) -> None:
    to, factor = same
    if unit in _UNITS:
        assert comparable(2, unit) == comparable(2 * factor, to) == (pytest.approx(2 * factor), to)
    else:
        assert comparable(2, f"吨/{unit}") == comparable(2, f"吨/{to}")


@pytest.mark.parametrize("per", _QUANTITIES["per"])
def test_what_a_unit_is_per_belongs_to_it(per: str) -> None:
    text = f"规模为30吨/{per}。"
    [found] = quantities_in(text, Span(0, len(text)))
    assert found.unit == f"吨/{per}"


@pytest.mark.parametrize("verb", [*(verb for verb, _ in _LEVELS), *_QUANTITIES["increase"], *_QUANTITIES["decrease"], *_QUANTITIES["deeds"]])
def test_a_figure_has_to_follow_each_verb(verb: str) -> None:
    text = f"绿化覆盖率{verb}"
    assert calls_for_figure(text, len(text))


@pytest.mark.parametrize(("verb", "sign"), _LEVELS)
def test_a_target_has_the_comparator_of_its_verb(verb: str, sign: str) -> None:
    [found] = targets(read(Source(f"云溪市绿化工作实施方案\n\n一、主要目标\n\n到2027年，绿化覆盖率{verb}40%。\n")))
    assert (found.indicator, found.comparator, found.year) == ("绿化覆盖率", sign, 2027)


@pytest.mark.parametrize(("name", "years"), list(data.load("periods").items()))
def test_a_five_year_plan_is_known_by_its_name(name: str, years: list[int]) -> None:
    text = f"“{name}”期间，"
    within = Span(0, len(text))
    assert [(found.name, found.years) for found in periods_in(text, within)] == [(name, tuple(years))]
    assert [(found.period, found.years) for found in horizons_in(text, within)] == [(name, (years[1],))]


@pytest.mark.parametrize("end", data.load("bodies")["ends"])
def test_a_name_with_each_end_is_that_of_a_body(end: str) -> None:
    assert names_body(f"云溪市水务{end}")


@pytest.mark.parametrize("end", data.load("bodies")["issuers"])
def test_a_space_stands_between_two_who_issue_a_document(end: str) -> None:
    assert names_issuer(f"云溪{end}")
    plan = read(Source(f"云溪市绿化工作实施方案\n\n一、总体要求\n\n由云溪{end} 青禾市水务局联合督导。\n"))
    assert list(SpacingCheck().run(plan, plan.leaves)) == []


@pytest.mark.parametrize("end", sorted(organs()))
def test_a_joint_stands_behind_each_organ(end: str) -> None:
    text = f"县水务{end}和县林业局"
    assert [body.name for body in roster(text, Span(0, len(text))).bodies] == [f"县水务{end}", "县林业局"]


@pytest.mark.parametrize(("rank", "verb"), [(rank, verb) for rank, verbs in data.load("labels")["verbs"].items() for verb in verbs])
def test_each_verb_gives_the_bodies_before_it_their_rank(rank: str, verb: str) -> None:
    text = f"县水务局{verb}"
    assert [(body.name, body.rank) for body in roster(text, Span(0, len(text))).bodies] == [("县水务局", Rank(rank))]


@pytest.mark.parametrize("place", _INDICATORS["places"])
def test_a_place_that_means_the_whole_is_no_part_of_an_indicator(place: str) -> None:
    assert key(f"{place}绿化覆盖率") == key("绿化覆盖率")


@pytest.mark.parametrize(("written", "same"), list(_INDICATORS["same"].items()))
def test_two_ways_of_writing_an_indicator_agree(written: str, same: str) -> None:
    assert key(f"绿化{written}") == key(f"绿化{same}")
