"""The law of safe fixes on real documents: what `--fix` would make of every file in a folder, and where it breaks a law.

    python bench/safe_fixes.py FOLDER…

Counts the findings that are repaired, those whose fix the guard keeps back (it would be made unasked by what its rule says), and files in
which the words, the tree or the findings are not what they should be afterwards. What only PDF and web pages say is tried on their text.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator

from planlint import syntax
from planlint.engine import lint
from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.findings.fixer import fixed_text
from planlint.findings.law import letters, shape
from planlint.formats.reading import read
from planlint.formats.unreadable import Unreadable
from planlint.rulebook.store import load_rules
from planlint.settings.selection import selected_rules
from planlint.text.source import Source
from planlint.text.spans import apply

_SUFFIXES = (".txt", ".md", ".pdf", ".docx", ".html", ".htm")
RULES = selected_rules(load_rules())


def main(folders: list[str]) -> int:
    """Print what was found in each file that breaks a law, and the sums."""
    sums: Counter[str] = Counter()
    kept_back: Counter[str] = Counter()
    for path in _files(folders):
        try:
            with open(path, "rb") as file:
                source = read(path, file.read())
        except Unreadable:
            sums["unreadable"] += 1
            continue
        sums["files"] += 1
        format = "markdown" if source.format == "markdown" else "text"
        for fault in _faults(Source(source.text, path, format=format), sums, kept_back):
            sums["breaches"] += 1
            print(f"{path}: {fault}")
    print(", ".join(f"{count} {name}" for name, count in sums.items()))
    print("kept back by the guard:", dict(kept_back))
    return sums["breaches"] > 0


def _files(folders: list[str]) -> Iterator[str]:
    for folder in folders:
        if os.path.isfile(folder):
            yield folder
        for here, _, names in sorted(os.walk(folder)):
            yield from (os.path.join(here, name) for name in sorted(names) if name.endswith(_SUFFIXES))


def _faults(source: Source, sums: Counter[str], kept_back: Counter[str]) -> Iterator[str]:
    def written(text: str) -> Source:
        return Source(text, source.name, format=source.format)

    def diagnose(text: str) -> list[Diagnostic]:
        return lint(syntax.read(written(text)), RULES, path=source.name).diagnostics

    declared = {rule.code for rule in RULES if rule.fix is Applicability.SAFE}
    before = diagnose(source.text)
    kept_back.update(one.code for one in before if one.fix and one.code in declared and one.fix.applicability is Applicability.UNSAFE)
    plan = syntax.read(source)
    fixed = fixed_text(source.text, diagnose, shape=lambda text: shape(syntax.read(written(text))))
    sums["repaired"] += sum(fixed.counts.values())
    after = diagnose(fixed.text)
    sums["refused"] += len(fixed.refused)
    left = [one for one in after if one.fix and one.fix.edits and one.fix.applicability is Applicability.SAFE]
    if unsaid := [one for one in left if one not in fixed.refused]:
        yield f"left: {Counter(one.code for one in unsaid)}"
    sums["edits of residue"] += sum(letters(edit.span.of(source.text)) != letters(edit.text) for edit in fixed.edits)
    if letters(syntax.read(written(fixed.text)).text) != letters(plan.text):
        yield "the words are others"
    if shape(syntax.read(written(fixed.text))) != shape(plan):
        yield "the tree is another"
    more = Counter(one.code for one in after for _ in range(one.occurrences))
    more.subtract(Counter(one.code for one in before for _ in range(one.occurrences)))
    if new := {code: count for code, count in more.items() if count > 0}:
        yield f"new findings: {new}"
    assert apply(source.text, list(fixed.edits)) == fixed.text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
