"""Work that takes too long is stopped, wherever it is: in loops of Python, in patterns, in facts that rules ask for."""

from __future__ import annotations

import threading

import pytest
import regex

from planlint import engine, limits
from planlint.check import Match
from planlint.limits import OutOfTime, Watch, in_time
from planlint.rulebook.store import load_rules
from planlint.session import Session
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span

_SHORT = 0.05


def _for_ever() -> None:
    while True:
        pass


def test_a_loop_and_a_pattern_are_stopped() -> None:
    for work in (_for_ever, lambda: regex.search(r"(?:a|aa)+b", "a" * 60)):
        with pytest.raises(OutOfTime):
            in_time(_SHORT, work)


def test_what_is_done_in_time_is_given_back_and_nothing_comes_after_it() -> None:
    assert in_time(60, lambda: 7) == 7
    assert in_time(_SHORT, lambda: 8) == 8
    sum(range(3_000_000))


def test_of_pieces_of_work_the_one_that_takes_too_long_is_stopped() -> None:
    with Watch(_SHORT, 60) as watch:
        assert watch.timed(lambda: 7) == 7
        for _ in range(2):
            with pytest.raises(OutOfTime):
                watch.timed(_for_ever)
        assert watch.timed(lambda: 8) == 8


def test_pieces_of_work_have_an_end_together() -> None:
    with Watch(60, _SHORT) as watch:
        for _ in range(2):
            with pytest.raises(OutOfTime):
                watch.timed(_for_ever)


def test_an_inner_limit_does_not_lift_the_outer_one() -> None:
    def stubborn() -> None:
        with pytest.raises(OutOfTime):
            in_time(_SHORT, _for_ever)
        _for_ever()

    with pytest.raises(OutOfTime):
        in_time(4 * _SHORT, stubborn)


def test_a_thread_has_no_limit() -> None:
    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(in_time(0.0, lambda: sum(range(100_000)))))
    thread.start()
    thread.join()
    assert done == [sum(range(100_000))]


class Slow:
    """A check that comes to no end, in a fact or by itself."""

    computed = 0

    def __init__(self, *, asks: bool) -> None:
        self.asks = asks

    def run(self, plan, nodes):
        if self.asks:
            plan.fact(endless)
        _for_ever()
        yield Match(Span(0, 1))

    def not_applicable(self, plan) -> bool:
        return False


def endless(plan: Plan) -> int:
    Slow.computed += 1
    _for_ever()
    return 0


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_LEAST", _SHORT)


def _rules(*checks: Slow) -> list:
    known = {rule.code: rule for rule in load_rules()}
    slow = [known[code]._replace(check=check) for code, check in zip(("PUN001", "PUN002"), checks, strict=False)]
    return [*slow, known["PUN003"], known["SYS002"]]


def test_a_rule_that_takes_too_long_is_said_and_the_others_go_on(short: None) -> None:
    found = Session(_rules(Slow(asks=False))).check("a.txt", "一、要求\n抓紧落实。。\n".encode()).diagnostics
    assert [(one.code, "PUN001" in one.message) for one in found] == [("SYS002", True), ("PUN003", False)]


def test_a_fact_that_takes_too_long_is_tried_once(short: None) -> None:
    Slow.computed = 0
    found = engine.lint(read(Source("一、要求\n抓紧落实。。\n")), _rules(Slow(asks=True), Slow(asks=True)), path="a.txt")
    assert [one.code for one in found.diagnostics] == ["SYS002", "PUN003"]
    assert Slow.computed == 1


def test_all_rules_together_have_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_DOCUMENT", 0)
    found = engine.lint(read(Source("一、要求\n抓紧落实。。\n")), _rules(Slow(asks=False)), path="a.txt")
    assert [(one.code, one.message) for one in found.diagnostics] == [("SYS002", "规则PUN001、PUN003在本文上超时，未得出结果")]


def test_a_text_that_can_not_be_read_in_time_is_one_finding(short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planlint.syntax.read", lambda source: _for_ever())
    monkeypatch.setattr(limits, "_DOCUMENT", 1)
    session = Session(list(load_rules()))
    found = session.check("a.txt", "一、要求\n".encode())
    assert [(one.code, "用时过长" in one.message) for one in found.diagnostics] == [("SYS001", True)]
    assert not session.is_lasting(found)
