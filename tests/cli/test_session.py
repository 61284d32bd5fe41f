"""What a run does when planlint itself is at fault, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from planlint.check import Match
from planlint.rule import Rule
from planlint.rulebook.store import load_rules
from planlint.session import Repair, Session
from planlint.syntax.nodes import Node, Plan

FAULTY = "一、总体要求\n各地要抓紧落实。。\n"


class Broken(NamedTuple):
    """A check with a fault."""

    placeholders: ClassVar[frozenset[str]] = frozenset()
    repairs: ClassVar[bool] = False

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        yield from ()
        raise KeyError("第一章")

    def not_applicable(self, plan: Plan) -> bool:
        return False


def rules() -> list[Rule]:
    """The rule on repeated marks, and a broken one before and after it."""
    whole = next(rule for rule in load_rules() if rule.code == "PUN003")
    return [whole._replace(code="AAA001", check=Broken()), whole, whole._replace(code="ZZZ001", check=Broken())]


def test_a_check_that_raises_is_kept_and_the_others_go_on() -> None:
    session = Session(rules())
    result = session.check("a.txt", FAULTY.encode())
    assert [diagnostic.code for diagnostic in result.diagnostics] == ["PUN003"]
    assert [(failure.path, failure.code, repr(failure.error)) for failure in session.failures] == [
        ("a.txt", "AAA001", "KeyError('第一章')"),
        ("a.txt", "ZZZ001", "KeyError('第一章')"),
    ]


def test_repairs_are_made_in_spite_of_a_check_that_raises() -> None:
    session = Session(rules())
    repair = session.fix("a.txt", FAULTY.encode())
    assert isinstance(repair, Repair)
    assert repair.content.decode() == FAULTY.replace("。。", "。")
    assert repair.counts == {"PUN003": 1}
    assert len(session.failures) == 2


def test_files_that_gave_a_rule_nothing_to_judge_are_counted() -> None:
    numbering = [rule for rule in load_rules() if rule.code == "NUM001"]
    session = Session(numbering)
    files = [session.check(name, text.encode()) for name, text in (("a.txt", "没有序号。\n"), ("b.txt", FAULTY), ("c.txt", ""))]
    assert session.report(files).not_applicable == {"NUM001": 2}


def test_repairing_counts_a_file_once() -> None:
    numbering = [rule for rule in load_rules() if rule.code in ("NUM001", "PUN003")]
    session = Session(numbering)
    session.fix("a.txt", "没有序号。。\n".encode())
    assert session.report([]).not_applicable == {"NUM001": 1}


def test_a_file_that_vanished_is_a_finding() -> None:
    session = Session([rule for rule in load_rules() if rule.code == "SYS001"])
    result = session.check(str(Path("没有.txt")))
    assert [diagnostic.message for diagnostic in result.diagnostics] == ["文件读不出：文件不存在，或链接指向的文件不存在"]
