"""Judge what planlint says of documents: each finding is printed with its context and takes a verdict.

    python bench/judge.py bench/judged DOCUMENT… --set NAME --by NAME
    python bench/judge.py bench/judged DOCUMENT… --sheet > sheet.tsv
    python bench/judge.py bench/judged DOCUMENT… --set NAME --by NAME --verdicts sheet.tsv

The verdicts: t true; a arguable, a matter of taste; r reading, the document is right and the reading of its file made the fault; f false on the
text as it is; s leaves the finding for later, and q ends. What is judged already is not asked again. Read the document first: a verdict is on the
page and not on the reasons of the rule.

--sheet writes what is not judged yet as a table (document, code, severity, line, column, excerpt, message, verdict), whose last column can be
filled in elsewhere; --verdicts takes such a table, or any with the columns document, code, severity, excerpt and verdict. What a table says of a
document that is judged for the first time is kept also where the version of today no longer reports it. Only hashes and spans are kept.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from os.path import basename

import verdicts
from verdicts import Document, Finding, Judged, Known

from planlint.facts.document import document as facts_of
from planlint.session import FileResult
from planlint.syntax import read

_KEYS = {verdict[0]: verdict for verdict in verdicts.VERDICTS}
_CONTEXT = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="folder of the tables")
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--set", default="", help="name of the set that the documents belong to")
    parser.add_argument("--by", default="", help="who judges")
    parser.add_argument("--sheet", action="store_true", help="print what is not judged as a table")
    parser.add_argument("--verdicts", help="take the verdicts from a table")
    arguments = parser.parse_args()
    rows, known = verdicts.judged(arguments.folder), verdicts.documents(arguments.folder)
    waiting = Known(rows)
    table = _Table(arguments.verdicts) if arguments.verdicts else None
    ask = table.take if table is not None else _asked
    if arguments.sheet:
        print("document\tcode\tseverity\tline\tcolumn\texcerpt\tmessage\tverdict")
    try:
        for document, result, found in verdicts.findings(arguments.documents):
            unknown = [finding for finding in found if not waiting.take(finding)]
            if arguments.sheet:
                for finding in unknown:
                    print("\t".join((*_place(finding), "")))
                continue
            is_new = document not in known
            if is_new:
                known[document] = _described(document, result, arguments)
            for finding in unknown:
                if verdict := ask(finding):
                    rows.append(_row(finding, verdict, is_new=is_new))
            if is_new and table is not None:
                rows += table.rest(basename(result.source.name), document)
    except EOFError:
        pass
    if not arguments.sheet:
        verdicts.write(arguments.folder, known.values(), rows)


def _described(document: str, result: FileResult, arguments: argparse.Namespace) -> Document:
    source = result.source
    genre = facts_of(read(source)).genre or ""
    return Document(document, arguments.set, source.format, genre, len(source.text), arguments.by)


def _asked(finding: Finding) -> str:
    """The verdict that is typed for a finding; empty for later. Raises EOFError at the end."""
    span, text = finding.diagnostic.span, finding.result.source.text
    name, code, severity, line, column, _, message = _place(finding)
    print(f"\n{name}:{line}:{column} {code} {severity}\n{message}")
    print(f"  {text[max(0, span.start - _CONTEXT) : span.start]}【{span.of(text)[:200]}】{text[span.stop : span.stop + _CONTEXT]}")
    while True:
        typed = input("t true, a arguable, r reading, f false, s later, q end: ").strip()[:1]
        if typed == "q":
            raise EOFError
        if typed in ("", "s"):
            return ""
        if typed in _KEYS:
            return _KEYS[typed]


class _Table:
    """Verdicts in a table, each of which is given once."""

    def __init__(self, path: str) -> None:
        with open(path, encoding="utf-8", newline="") as file:
            written = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["verdict"] in verdicts.VERDICTS]
        self._alike: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
        for row in written:
            self._alike[row["document"], row["code"], verdicts.squeezed(row["excerpt"])].append(row)

    def take(self, finding: Finding) -> str:
        """What is said of a finding: of the one in that line and column, else of the next one that marks the same; empty for nothing."""
        name, code, _, line, column, excerpt, _ = _place(finding)
        rows = self._alike[name, code, verdicts.squeezed(excerpt)]
        if not rows:
            return ""
        row = next((row for row in rows if row.get("line") == line and row.get("column") == column), rows[0])
        rows.remove(row)
        return row["verdict"]

    def rest(self, name: str, document: str) -> list[Judged]:
        """What is left of a document: findings that are reported no longer. Where they were is not known."""
        left = [row for (of, _, _), rows in self._alike.items() if of == name for row in rows]
        return [Judged(document, row["code"], row["severity"], "", "", verdicts.mark_of(row["excerpt"]), row["verdict"]) for row in left]


def _place(finding: Finding) -> tuple[str, str, str, str, str, str, str]:
    """Document, code, severity, line, column, what is marked, and the message, as a table has them."""
    diagnostic, source = finding.diagnostic, finding.result.source
    position = source.position(diagnostic.span.start)
    excerpt = " ".join(diagnostic.span.of(source.text).split("\n")).replace("\t", " ")[:80]
    message = " ".join(diagnostic.message.split())
    return (basename(source.name), diagnostic.code, diagnostic.severity.label, str(position.line), str(position.column), excerpt, message)


def _row(finding: Finding, verdict: str, *, is_new: bool) -> Judged:
    key, diagnostic = finding.key, finding.diagnostic
    span = diagnostic.span
    return Judged(key.document, key.code, diagnostic.severity.label, str(span.start), str(span.stop), key.marked, verdict, str(int(is_new)))


if __name__ == "__main__":
    main()
