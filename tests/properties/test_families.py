"""Families of numbers: each reads what it writes, whatever family is added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.facts.numbering.sequences import FaultKind, faults
from planlint.phrases.ordinals import Family, Heads, Ordinal, Row, ordinal_at
from planlint.syntax import read
from planlint.syntax.nodes import Kind, Plan
from planlint.text.source import Source

_IN_PARTS = [family for family in Family if family is not Family.ANNEX]
"""The families that count within a part of a document; an annex opens one."""


def first(line: str) -> Ordinal:
    found = ordinal_at(line, 0, len(line))
    assert found is not None, line
    return found


def numbered(family: Family, *values: int) -> Plan:
    """A plan whose lines bear numbers of a family."""
    lines = (f"{family.written(value)} 建设驿站\n\n完善配套，方便群众。\n" for value in values)
    return read(Source("云溪市便民服务实施方案\n\n" + "\n".join(lines)))


@pytest.mark.parametrize("family", list(Family))
def test_a_family_reads_what_it_writes(family: Family) -> None:
    last = min(family.row.forms[0].scripts[0].last, 99)
    for value in range(1, last + 1):
        found = first(family.written(value) + " 建设驿站")
        assert (found.family, found.value, found.form) == (family, value, 0)
        assert found.is_well_marked


@pytest.mark.parametrize("family", list(Family))
@given(st.data())
def test_a_number_counts_on_in_its_own_script(family: Family, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([form for form in family.row.forms if form.scripts]))
    script = data.draw(st.sampled_from(form.scripts))
    like = first(family.written(1) + " 建设驿站")._replace(form=family.row.forms.index(form), numeral=script.write(1))
    value = data.draw(st.integers(1, min(script.last, 99)))
    numeral = like.numeral_of(value)
    assert numeral is not None
    assert script.read(numeral) == value


@pytest.mark.parametrize("family", _IN_PARTS)
def test_numbers_of_a_family_are_siblings_in_the_tree(family: Family) -> None:
    plan = numbered(family, 1, 2, 3)
    nodes = [node for node in plan.nodes if node.ordinal is not None]
    assert [(node.ordinal.family, node.ordinal.value) for node in nodes if node.ordinal is not None] == [(family, 1), (family, 2), (family, 3)]
    assert len({id(node.parent) for node in nodes}) == 1
    assert plan.fact(faults) == []


@pytest.mark.parametrize("family", [family for family in Family if Heads.SECTION in family.row.heads])
def test_what_a_family_numbers_may_head_a_section(family: Family) -> None:
    assert [node.kind for node in numbered(family, 1, 2).nodes if node.ordinal is not None] == [Kind.HEADING] * 2


@pytest.mark.parametrize("family", _IN_PARTS)
def test_a_number_that_is_missing_is_told_as_the_family_writes_it(family: Family) -> None:
    [fault] = numbered(family, 1, 2, 4).fact(faults)
    assert (fault.kind, fault.value, fault.expected) == (FaultKind.GAP, 3, "".join(family.written(3).split()))


@pytest.mark.parametrize("family", list(Family))
def test_beyond_its_script_a_number_is_not_written(family: Family) -> None:
    script = family.row.forms[0].scripts[0]
    with pytest.raises(ValueError, match="does not count"):
        family.written(script.last + 1)


def test_a_family_that_can_not_write_is_refused() -> None:
    with pytest.raises(ValueError, match="a form with a script"):
        Family.__new__(Family, "甲、", Row("#、", ()))


def test_the_families_in_brackets_are_three() -> None:
    assert [first(f"{number}建设驿站").family for number in ("（1）", "1）", "⑴")] == [Family.ARABIC_BRACKET, Family.HALF_BRACKET, Family.BRACKETED]
