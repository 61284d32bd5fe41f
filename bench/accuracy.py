"""How often planlint is right, written to docs/accuracy.md and rules/data/accuracy.yaml.

    python bench/accuracy.py --documents FOLDER… [--annotated PLANS ANNOTATIONS] [--rows TSV] [--faults FOLDER…]

The documents whose findings were judged (bench/judged, see bench/judge.py) are read again, and each finding is looked up among the verdicts: what
is counted is what planlint says today. Annotated plans tell how much of outlines, agency lists, tasks and targets is read (PLANS/NAME.txt beside
ANNOTATIONS/NAME.outline.json, .agencies.json, .targets.json), rows of indicator tables (document, page, cells) how much of tables; faults are put
into the clean plans of fixtures/ok and of the folders named. Of plans, rows and faults, what is not given is left out of the page. Judged documents
that are in none of the folders stand as they were measured last (bench/judged/measured.tsv), and the page tells how many these are.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

import faults
import regex
import verdicts
from annotations import Score, scores
from verdicts import Document, Judged, Known

from planlint.facts.tables.targets import listed_targets
from planlint.facts.tasks.running import tasks
from planlint.findings.diagnostic import Severity
from planlint.formats import reading
from planlint.rulebook.measured import Measured
from planlint.rulebook.store import load_rules
from planlint.session import read_bytes
from planlint.syntax import read
from planlint.syntax.nodes import Node, Plan
from planlint.text.source import Source
from planlint.text.spans import Span

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_JUDGED = os.path.join(_ROOT, "bench", "judged")
_SEVERITIES = {severity.label: severity for severity in Severity}
_ORDINALS = ("", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_BARS = {Severity.ERROR: 0.2, Severity.WARNING: 0.5}


class Tally(NamedTuple):
    """Documents of one kind: what was said in them by severity and verdict; the verdict is empty where nobody judged."""

    documents: int
    characters: int
    said: Counter[tuple[Severity, str]]

    def wrong(self, severity: Severity) -> float:
        """Wrong findings per 10,000 characters."""
        return 1e4 * sum(self.said[severity, verdict] for verdict in ("reading", "false")) / self.characters


class Measurement(NamedTuple):
    """All that the documents told: by rule, by set and kind of file, now and when they were first judged, and by genre."""

    rules: dict[str, Counter[str]]
    kinds: dict[tuple[str, str], Tally]
    first: dict[tuple[str, str], Tally]
    genres: dict[str, Tally]
    judges: dict[str, set[str]]
    away: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", nargs="+", required=True, help="folders of the documents that were judged")
    parser.add_argument("--annotated", nargs=2, metavar=("PLANS", "ANNOTATIONS"), help="folders of plans and of their annotations")
    parser.add_argument("--rows", help="rows of indicator tables in the documents")
    parser.add_argument("--faults", nargs="*", default=[], help="folders of further clean plans to put faults into")
    arguments = parser.parse_args()
    paths = {verdicts.identity(path): path for path in _files(arguments.documents)}
    found = _measured(paths)
    read_well = list(_annotated(*arguments.annotated)) if arguments.annotated else []
    if arguments.rows:
        read_well.append(("rows of indicator tables", _rows(arguments.rows, paths.values())))
    put_in = faults.counted(_texts([os.path.join(_ROOT, "fixtures", "ok"), *arguments.faults]))
    _write(os.path.join(_ROOT, "rules", "data", "accuracy.yaml"), _data(found))
    _write(os.path.join(_ROOT, "docs", "accuracy.md"), _page(found, read_well, put_in))


def _files(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        yield from sorted(entry.path for entry in os.scandir(folder) if entry.is_file())


def _texts(folders: Iterable[str]) -> Iterator[str]:
    for path in _files(folders):
        if path.endswith(".txt"):
            yield read_bytes(path).decode("utf-8")


def _measured(paths: dict[str, str]) -> Measurement:
    documents = verdicts.documents(_JUDGED)
    rows = verdicts.judged(_JUDGED)
    known = Known(rows)
    there = [path for document, path in paths.items() if document in documents]
    counted = {document: counts for document, counts in verdicts.measured(_JUDGED).items() if document in documents and document not in paths}
    missing = len(documents) - len(there)
    if missing:
        print(f"{missing} of {len(documents)} judged documents are not in the folders, {len(counted)} of them stand as measured last", file=sys.stderr)
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    said: dict[Document, Counter[tuple[Severity, str]]] = {}
    for document, _, findings in verdicts.findings(there):
        counts = counted[document] = Counter()
        for finding in findings:
            verdict = known.take(finding)
            counts[finding.diagnostic.code, finding.diagnostic.severity.label, verdict] += 1
            if not verdict:
                print(f"not judged: {paths[document]} {finding.diagnostic.code} {finding.diagnostic.message}", file=sys.stderr)
    verdicts.keep_measured(_JUDGED, counted)
    for document, counts in counted.items():
        of_document = said.setdefault(documents[document], Counter())
        for (code, severity, verdict), number in counts.items():
            rules[code][verdict] += number
            of_document[_SEVERITIES[severity], verdict] += number
    judges: dict[str, set[str]] = defaultdict(set)
    for row in said:
        judges[row.set].add(row.by)
    kinds = {(row.set, row.format) for row in said}
    genres = {row.genre for row in said}
    return Measurement(
        dict(rules),
        {kind: _tally(said, [row for row in said if (row.set, row.format) == kind]) for kind in sorted(kinds, key=_in_order)},
        {kind: _tally(_said_first(rows, documents), [row for row in said if (row.set, row.format) == kind]) for kind in sorted(kinds, key=_in_order)},
        {genre: _tally(said, [row for row in said if row.genre == genre]) for genre in sorted(genres)},
        judges,
        len(counted) - len(there),
    )


def _in_order(kind: tuple[str, str]) -> tuple[str, int, str]:
    """Sets of one day in the order in which they were judged: 2026-11-29, second."""
    day, _, ordinal = kind[0].partition(", ")
    return day, _ORDINALS.index(ordinal), kind[1]


def _said_first(rows: Iterable[Judged], documents: dict[str, Document]) -> dict[Document, Counter[tuple[Severity, str]]]:
    """What was said of each document by the version whose findings were judged."""
    said: dict[Document, Counter[tuple[Severity, str]]] = {document: Counter() for document in documents.values()}
    for row in rows:
        if row.is_first:
            said[documents[row.document]][verdicts.severity_of(row), row.verdict] += 1
    return said


def _tally(said: dict[Document, Counter[tuple[Severity, str]]], rows: Sequence[Document]) -> Tally:
    total: Counter[tuple[Severity, str]] = Counter()
    for row in rows:
        total += said[row]
    return Tally(len(rows), sum(row.characters for row in rows), total)


def _annotated(plans: str, folder: str) -> Iterator[tuple[str, Score]]:
    """Outline and tasks, then agency lists and targets, of all plans together."""
    totals: dict[str, Score] = {}
    for name in sorted({entry.split(".")[0] for entry in os.listdir(folder) if entry.endswith(".outline.json")}):
        plan = read(Source(read_bytes(os.path.join(plans, f"{name}.txt")).decode("utf-8")))
        stem = os.path.join(folder, name)
        for what, score in (*_outline(plan, stem), *scores(plan, stem)):
            totals[what] = totals.get(what, Score()).plus(score)
    yield from totals.items()


def _outline(plan: Plan, stem: str) -> Iterator[tuple[str, Score]]:
    with open(f"{stem}.outline.json", encoding="utf-8") as file:
        nodes = [node for node in json.load(file)["nodes"] if node.get("number_value") is not None]
    wanted = {(node["line"], node["number_value"]) for node in nodes}
    found = {(_line(plan, node), node.ordinal.value) for node in plan.nodes if node.level and node.ordinal is not None}
    yield "numbered nodes of the outline", Score(len(wanted & found), len(wanted), len(found - wanted))
    with open(f"{stem}.agencies.json", encoding="utf-8") as file:
        lists = [entry["line_start"] for entry in json.load(file)["parentheticals"]]
    answering = {max((node["line"] for node in nodes if node["line"] <= line <= node["text_end"]), default=0) for line in lists} - {0}
    mine = {_line(plan, task.node) for task in tasks(plan) if task.written}
    yield "tasks that a list of bodies answers for", Score(len(answering & mine), len(answering), len(mine - answering))


def _line(plan: Plan, node: Node) -> int:
    return plan.view.source.position(plan.view.locate(node.content).start).line


_HAN = regex.compile(r"\p{Han}")
_NUMBER = regex.compile(r"\d+(?:\.\d+)?")


def _rows(table: str, paths: Iterable[str]) -> Score:
    """How many rows of indicator tables are among the targets, by page, six characters of the name, and one of the figures."""
    by_name = {os.path.basename(path): path for path in paths}
    wanted: dict[str, list[tuple[int, str, set[str]]]] = defaultdict(list)
    with open(table, encoding="utf-8") as file:
        for line in file.read().splitlines():
            document, page, *cells = line.split("\t")
            name = max(cells, key=lambda cell: len(_HAN.findall(cell)))
            wanted[document].append((int(page), name, {number for cell in cells if cell != name for number in _NUMBER.findall(cell)}))
    met = 0
    for document, rows in wanted.items():
        plan = read(reading.read(by_name[document], read_bytes(by_name[document])))
        found = [
            (_page_of(plan, target.value_span), _plain(target.indicator), _NUMBER.findall(_plain(str(target.value))))
            for target in (listed.target for listed in listed_targets(plan))
        ]
        met += sum(any(abs(at - page) <= 1 and _shares(name, of) and {*figures} & numbers for at, of, figures in found) for page, name, numbers in rows)
    return Score(met, sum(map(len, wanted.values())))


def _page_of(plan: Plan, span: Span) -> int:
    origin = plan.view.source.origin(plan.view.locate(span).start)
    return origin.page or 0 if origin is not None else 0


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


def _shares(name: str, other: str) -> bool:
    name, other = regex.split(r"[（(]", name)[0], regex.split(r"[（(]", other)[0]
    need = min(6, len(name), len(other))
    return need >= 2 and any(name[at : at + need] in other for at in range(len(name) - need + 1))


def _data(found: Measurement) -> str:
    documents = sum(tally.documents for tally in found.kinds.values())
    lines = [
        "# Written by bench/accuracy.py: for each rule how many of its findings in published documents were judged true, a matter of taste, and wrong.",
        f"documents: {documents}",
        "rules:",
        *(f"  {code}: [{', '.join(map(str, _counts(rule)))}]" for code, rule in sorted(found.rules.items()) if sum(_counts(rule))),
    ]
    return "\n".join(lines) + "\n"


def _counts(of: Counter[str]) -> tuple[int, int, int]:
    return of["true"], of["arguable"], of["reading"] + of["false"]


def _page(found: Measurement, read_well: Sequence[tuple[str, Score]], put_in: dict[str, faults.Count]) -> str:
    total = _sum(found.kinds.values())
    blocks = [
        "# How often planlint is right",
        "[中文](#中文摘要)",
        f"Written by `bench/accuracy.py`. {total.documents} published documents of {total.characters:,} characters were read, and every error and warning in them "
        "was judged beside the page, in the sets of 2026-11-29 and in PDFs every info too. **true**: the author would mend it. **arguable**: a matter of taste, or of the copy "
        "and not of the plan. **wrong**: the text is right, or the file was misread. Counted is what planlint says today, by the verdicts in `bench/judged`; add yours "
        "with `python bench/judge.py`."
        + (f" {found.away} of the documents were not at hand when this was written and stand as they were measured last." if found.away else ""),
        *_kinds(found),
        *_rules(found),
        *_readings(read_well),
        *_put_in(put_in),
        *_chinese(found, total, put_in),
    ]
    return "\n\n".join(blocks) + "\n"


def _sum(tallies: Iterable[Tally]) -> Tally:
    said: Counter[tuple[Severity, str]] = Counter()
    documents = characters = 0
    for tally in tallies:
        said += tally.said
        documents, characters = documents + tally.documents, characters + tally.characters
    return Tally(documents, characters, said)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _kinds(found: Measurement) -> Iterator[str]:
    yield "## By kind of document"
    yield (
        f"Wrong findings per 10,000 characters; the goal is {_BARS[Severity.ERROR]} errors and {_BARS[Severity.WARNING]} warnings. "
        "The documents of a set were new when they were judged and have been looked at since: what was wrong there has been mended where a rule could be found for it."
    )
    numbers = ("documents", "characters", "wrong errors", "wrong warnings", "true errors", "true warnings")
    yield "At first sight, when nobody had looked at them and nothing had been mended for them. Each set was found after the one before had been mended, and the last of these are the figures to expect for a document of your own. Plain texts of the sets of 2026-11-29 are cut from web pages, many of them where the copy ended: the first three sets from those of governments and law databases, the fourth to the sixth mostly from sites that share documents, some 700 characters each. Findings are counted one by one: a kind of residue that was new there, such as twelve asterisks for one name that was left out, makes most of what was wrong in these:"
    head = ("judged on", "file", *numbers, "judged by")
    yield _table(head, ((*kind, *_row(tally), "; ".join(sorted(found.judges[kind[0]]))) for kind, tally in found.first.items()))
    yield "Today:"
    yield _table(head[:-1], ((*kind, *_row(tally)) for kind, tally in found.kinds.items()))
    yield "By the genre that the title names:"
    yield _table(("genre", *numbers), ((genre or "none", *_row(tally)) for genre, tally in found.genres.items()))


def _row(tally: Tally) -> tuple[object, ...]:
    wrong = (f"{tally.wrong(severity):.2f}" for severity in _BARS)
    return tally.documents, f"{tally.characters:,}", *wrong, *(tally.said[severity, "true"] for severity in _BARS)


def _rules(found: Measurement) -> Iterator[str]:
    yield "## By rule"
    yield (
        "The share is that of the true ones among the true and the wrong. Precision is what SARIF reports carry: very-high from 95 % of 20 on, high from 90 % of 10, "
        "medium from 70 % of 5, else low; none where fewer than five were judged. Rules that are not in the table reported nothing."
    )
    severities = {rule.code: rule.severity.label for rule in load_rules()}
    rows = []
    for code, counts in sorted(found.rules.items()):
        measured = Measured(*_counts(counts), 0)
        decided = measured.true + measured.wrong
        share = f"{100 * measured.true / decided:.0f} %" if decided else "–"
        rows.append((f"[{code}](rules/{code}.md)", severities[code], *measured[:3], share, measured.precision or "–", counts[""] or ""))
    yield _table(("rule", "severity", "true", "arguable", "wrong", "share", "precision", "not judged"), rows)


def _readings(read_well: Sequence[tuple[str, Score]]) -> Iterator[str]:
    if not read_well:
        return
    yield "## What is read of a plan"
    yield "Against plans annotated by hand: what was read as annotated, and what was read where nothing is annotated."
    rows = ((what, score.met, score.of, f"{100 * score.met / score.of:.1f} %", score.beyond) for what, score in read_well)
    yield _table(("what", "right", "annotated", "share", "beyond"), rows)


def _put_in(put_in: dict[str, faults.Count]) -> Iterator[str]:
    yield "## Faults put in"
    yield "One fault at a time in clean plans (`bench/faults.py`): how many were found in their line, and how many other errors and warnings came with them."
    yield _table(("fault", "found", "put in", "others"), ((name, count.found, count.asked, count.beyond) for name, count in put_in.items() if count.asked))


def _chinese(found: Measurement, total: Tally, put_in: dict[str, faults.Count]) -> Iterator[str]:
    asked = sum(count.asked for count in put_in.values())
    share = 100 * sum(count.found for count in put_in.values()) / asked
    yield "# 中文摘要"
    yield (
        f"本页由 `bench/accuracy.py` 生成。在 {total.documents} 份公开文件（{total.characters:,} 字）上逐条判读错误和存疑：属实、可议（取决于习惯或转载页面）、误报（原文无误或文件读错）。"
        f"每万字误报错误 {total.wrong(Severity.ERROR):.2f} 处、存疑 {total.wrong(Severity.WARNING):.2f} 处，目标分别是 {_BARS[Severity.ERROR]} 和 {_BARS[Severity.WARNING]}。"
        f"在无误的方案里逐个放入错误 {asked} 处，找出 {share:.0f}%。"
        "判读由谁作出、按文件种类和文种的数字、每条规则的判读数见上面各表；各条规则的页面上也有同样的数字，SARIF 报告的 precision 即据此而来。"
        "文件判读后问题已按类改过，所以同一批文件上的数字会偏好，没有看过的文件才作数；用 `python bench/judge.py` 可以判读新文件，只存位置和摘要，不存原文。"
    )


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


if __name__ == "__main__":
    main()
