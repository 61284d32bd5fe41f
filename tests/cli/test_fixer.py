"""Which repairs are made, and how a file is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Severity
from planlint.findings.fixer import Changed, choose, difference, fixed_text, write
from planlint.text.source import Source
from planlint.text.spans import Edit, Span


def finding(*edits: tuple[int, int, str], code: str = "PUN003", applicability: Applicability = Applicability.SAFE) -> Diagnostic:
    fix = Fix(applicability, "", tuple(Edit(Span(start, stop), text) for start, stop, text in edits))
    span = fix.edits[0].span
    return Diagnostic("a.txt", code, "", Severity.ERROR, Confidence.HIGH, "", span, 1, (), (), fix, "", "", "")


def repeated(text: str) -> list[Diagnostic]:
    """A finding for each “。。”."""
    return [finding((at, at + 2, "。")) for at in range(len(text) - 1) if text[at : at + 2] == "。。"]


def test_overlapping_repairs_are_made_one_after_the_other() -> None:
    fixed = fixed_text("落实。。。。\n", repeated)
    assert fixed.text == "落实。\n"
    assert fixed.counts == {"PUN003": 3}


def test_of_two_repairs_in_each_others_way_the_first_stands() -> None:
    first, second, apart = finding((0, 2, "")), finding((1, 3, "")), finding((2, 3, ""))
    assert choose([second, apart, first]) == [first, apart]


def test_a_repair_is_made_whole_or_not_at_all() -> None:
    blocked = finding((0, 1, ""), (4, 6, ""))
    assert choose([finding((5, 6, "")), blocked]) == [blocked]
    assert choose([blocked._replace(code="ZZZ001"), finding((0, 1, "x"))]) == [finding((0, 1, "x"))]


def test_two_insertions_at_one_place_are_not_made_at_once() -> None:
    assert len(choose([finding((3, 3, "a")), finding((3, 3, "b"))])) == 1


def test_unsafe_repairs_are_made_only_when_asked_for_and_shown_ones_never() -> None:
    unsafe, shown = finding((0, 1, ""), applicability=Applicability.UNSAFE), finding((2, 3, ""), applicability=Applicability.DISPLAY)
    assert choose([unsafe, shown]) == []
    assert choose([unsafe, shown], unsafe=True) == [unsafe]


def test_repairs_that_never_end_are_given_up() -> None:
    fixed = fixed_text("", lambda text: [finding((len(text), len(text), "。"))])
    assert fixed.text == "。" * 10


def by_words(**edits: str) -> Callable[[str], list[Diagnostic]]:
    """Finds each word, in any text, and puts another for it, or has no fix where that is empty; the codes are the words."""

    def diagnose(text: str) -> list[Diagnostic]:
        found = [(text.find(word), word, new) for word, new in edits.items() if word in text]
        return [finding((at, at + 1, new), code=word, applicability=Applicability.SAFE if new else Applicability.DISPLAY) for at, word, new in found]

    return diagnose


def test_a_repair_that_brings_another_finding_is_refused_and_said() -> None:
    fixed = fixed_text("a-c", by_words(a="b", b="", c="d"))
    assert (fixed.text, fixed.counts) == ("a-d", {"c": 1})
    assert [one.code for one in fixed.refused] == ["a"]


def test_what_a_repair_brings_may_be_repaired_with_it() -> None:
    fixed = fixed_text("a-c", by_words(a="b", b="x", c="d"))
    assert (fixed.text, fixed.counts, fixed.refused) == ("x-d", {"a": 1, "b": 1, "c": 1}, ())


def test_repairs_that_only_together_bring_a_finding_are_refused_together() -> None:
    def diagnose(text: str) -> list[Diagnostic]:
        both = [finding((0, 1, ""), code="z", applicability=Applicability.DISPLAY)] if text == "b-d" else []
        return both + by_words(a="b", c="d")(text)

    assert fixed_text("a-c", diagnose).text == "a-c"


def test_a_repair_that_changes_what_the_text_is_made_of_is_refused() -> None:
    fixed = fixed_text("a-c", by_words(a="\n", c="d"), shape=lambda text: text.count("\n"))
    assert (fixed.text, [one.code for one in fixed.refused]) == ("a-d", ["a"])


def test_a_file_keeps_its_permissions() -> None:
    path = Path("a.txt")
    path.write_bytes(b"old")
    path.chmod(0o640)
    write("a.txt", b"new", before=b"old")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir() == ["a.txt"]


def test_a_file_that_has_changed_meanwhile_is_left_alone() -> None:
    Path("a.txt").write_bytes(b"changed")
    with pytest.raises(Changed):
        write("a.txt", b"new", before=b"old")
    assert Path("a.txt").read_bytes() == b"changed"
    assert os.listdir() == ["a.txt"]


def test_a_link_stays_a_link() -> None:
    Path("a.txt").write_bytes(b"old")
    Path("b.txt").symlink_to("a.txt")
    write("b.txt", b"new", before=b"old")
    assert Path("b.txt").is_symlink()
    assert Path("a.txt").read_bytes() == b"new"


def test_a_difference_can_be_applied() -> None:
    old = Source("一\u2028、\r\n二。。\r\n三", "a.txt")
    assert list(difference(old, "一\u2028、\r\n二。\r\n三")) == [
        "--- a.txt\n",
        "+++ a.txt\n",
        "@@ -1,3 +1,3 @@\n",
        " 一\u2028、\r\n",
        "-二。。\r\n",
        "+二。\r\n",
        " 三",
        "\n\\ No newline at end of file\n",
    ]


def test_a_file_of_a_format_that_is_never_written_is_left_alone_and_that_is_said(run) -> None:
    page = Path("plan.html")
    page.write_text("<p>一、总体要求</p><p>坚持统筹推进。。</p>", encoding="utf-8")
    before = page.read_bytes()
    fixed = run("check", "plan.html", "--select", "PUN003", "--fix", "--lang", "zh")
    assert (fixed.code, page.read_bytes()) == (1, before)
    assert "plan.html 没有改动" in fixed.err and "修复只作建议" in fixed.err
    shown = run("check", "plan.html", "--select", "PUN003", "--diff", "--lang", "zh")
    assert (shown.code, shown.out) == (0, "") and "plan.html 没有改动" in shown.err


class TestRepairsThatAPersonWants:
    def test_what_is_left_alone_does_not_take_the_place_of_what_was_repaired(self) -> None:
        def counted(text: str) -> list[Diagnostic]:
            return [one._replace(fingerprint=str(at)) for at, one in enumerate(repeated(text))]

        fixed = fixed_text("落实。。\n落实。。\n", counted, wanted=lambda found: found.fingerprint == "0")
        assert (fixed.text, fixed.counts) == ("落实。\n落实。。\n", {"PUN003": 1})

    def test_one_that_brings_a_finding_is_refused_and_nothing_else_is_mended_for_it(self) -> None:
        def both(text: str) -> list[Diagnostic]:
            old = [finding((at, at + 1, "乙"), code="AAA001") for at, sign in enumerate(text) if sign == "甲"]
            return old + [finding((at, at + 1, ""), code="BBB001") for at, sign in enumerate(text) if sign == "乙"]

        fixed = fixed_text("甲丙乙\n", both, wanted=lambda found: found.code == "AAA001")
        assert fixed.text == "甲丙乙\n"
        assert [one.code for one in fixed.refused] == ["AAA001"]
