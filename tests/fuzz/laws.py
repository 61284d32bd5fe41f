"""What holds for any file whatever: the laws that a document of the fuzzer is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from random import Random

from fuzz.containers import packed
from fuzz.grammar import piece, text
from planlint.engine import lint
from planlint.facts.targets.running import targets
from planlint.facts.tasks.running import tasks
from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.findings.fixer import choose, fixed_text
from planlint.findings.law import letters, shape
from planlint.formats.reading import Unreadable, read
from planlint.rulebook.store import load_rules
from planlint.settings.selection import selected_rules
from planlint.syntax import read as parsed
from planlint.text.source import Source

FORMATS = ("text", "text", "text", "markdown", "docx", "html", "pdf", "xlsx")
RULES = selected_rules(load_rules(cached=False))
_SUFFIX = {"text": "txt", "markdown": "md"}


class Breach(Exception):
    """A law that a document breaks; the message says which and where."""


def hold(seed: int, texts: Sequence[str] = ()) -> str:
    """Make the document of a seed, out of texts where there are any, hold it against every law, and tell its format.

    Raises Breach, or whatever planlint raises.
    """
    rng = Random(seed)
    format = rng.choice(FORMATS)
    raw = packed(rng, piece(rng, texts) if texts else text(rng), format)
    hold_bytes(raw, format)
    return format


def hold_bytes(raw: bytes, format: str) -> None:
    """Hold the bytes of a file against every law. Raises Breach, or whatever planlint raises."""
    try:
        source = read(f"fuzz.{_SUFFIX.get(format, format)}", raw, format=format)
    except Unreadable:
        return
    found = _within(source)
    if format in ("text", "markdown"):
        _is_the_same_with_other_line_ends(source, found)
        _is_mended_for_good(source, found)


def diagnosed(source: Source) -> list[Diagnostic]:
    """All that the rules say of a source."""
    return lint(parsed(source), RULES, path=source.name).diagnostics


def _within(source: Source) -> list[Diagnostic]:
    """The findings of a source whose tree spells it and whose places are in it, tasks and targets included."""
    plan = parsed(source)
    spelt = "".join(leaf.span.of(plan.text) for leaf in plan.leaves)
    if spelt != plan.text:
        raise Breach("lossless: the leaves of the tree do not spell the text")
    size = len(source.text)
    places = [span for row in plan.fact(tasks) for span in row.written] + [row.span for row in plan.fact(targets)]
    if any(span.stop > len(plan.text) for span in places):
        raise Breach("within: a task or target stands behind the end of the text")
    found = lint(plan, RULES, path=source.name).diagnostics
    for one in found:
        spans = [one.span, *(edit.span for edit in one.fix.edits)] if one.fix else [one.span]
        if any(span.stop > size for span in spans):
            raise Breach(f"within: {one.code} at {one.span} of {size}")
    return found


def _is_the_same_with_other_line_ends(source: Source, found: list[Diagnostic]) -> None:
    if "\r" in source.text:
        return
    other = _with_text(source, source.text.replace("\n", "\r\n"))
    one, two = set(_named(source, found)), set(_named(other, diagnosed(other)))
    if one != two:
        raise Breach(f"line ends: only with LF {sorted(one - two)[:3]}, only with CRLF {sorted(two - one)[:3]}")


def _named(source: Source, found: list[Diagnostic]) -> Iterator[tuple[str, int, int]]:
    for one in found:
        at = source.position(one.span.start)
        yield one.code, at.line, at.column


def _is_mended_for_good(source: Source, found: list[Diagnostic]) -> None:
    """Safe fixes come to an end, a second run changes nothing, they keep words and shape, and leave no more findings of any code than before."""
    if not choose(found):
        return

    def diagnose(text: str) -> list[Diagnostic]:
        return diagnosed(_with_text(source, text))

    def shaped(text: str) -> Hashable:
        return shape(parsed(_with_text(source, text)))

    fixed = fixed_text(source.text, diagnose, shape=shaped)
    again = fixed_text(fixed.text, diagnose, shape=shaped)
    if again.text != fixed.text:
        raise Breach(f"idempotent: {again.counts} are fixed by a second run")
    after = diagnose(fixed.text)
    left = [one for one in after if one.fix and one.fix.edits and one.fix.applicability is Applicability.SAFE]
    if unsaid := [one.code for one in left if one not in fixed.refused]:
        raise Breach(f"idempotent: {unsaid[:3]} are left to be fixed safely")
    if new := _counted(after) - _counted(found):
        raise Breach(f"no new finding: {dict(new)} after {dict(fixed.counts)}")
    if shaped(fixed.text) != shaped(source.text):
        raise Breach(f"shape: another after {dict(fixed.counts)}")
    if source.format == "markdown" and _outline(fixed.text) != _outline(source.text):
        raise Breach(f"markdown: other blocks after {dict(fixed.counts)}")
    if letters(parsed(_with_text(source, fixed.text)).text) != letters(parsed(source).text):
        raise Breach(f"words: others after {dict(fixed.counts)}")


def _outline(text: str) -> list[tuple[str, str, str]]:
    """The blocks, code and links of a Markdown text as another parser sees them; an indented line of Chinese is prose here and code there."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().disable("code").enable("table").parse(text)
    inline = (child for token in tokens for child in token.children or () if child.type in ("code_inline", "link_open", "image"))
    blocks = [(token.type, token.tag, token.content if token.type == "fence" else "") for token in tokens if token.type != "inline"]
    return blocks + [(child.type, child.content, str(child.attrs)) for child in inline]


def _counted(found: list[Diagnostic]) -> Counter[str]:
    return Counter(one.code for one in found for _ in range(one.occurrences))


def _with_text(source: Source, text: str) -> Source:
    return Source(text, source.name, encoding=source.encoding, bom=source.bom, format=source.format)
