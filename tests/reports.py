"""Reports of any files and findings, and what each form of output makes of them."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.protocols import Validator
from lxml import etree
from referencing import Registry, Resource

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Related, Severity, Suppression
from planlint.reporters import FORMATS, JOB_SUMMARY, STATISTICS
from planlint.reporters.style import Style
from planlint.session import FileResult, Report
from planlint.text.source import Origin, Source
from planlint.text.spans import Edit, Span

PLAIN = Style()
_PARAGRAPHS = (Origin(0, paragraph=1, run=1), Origin(9, paragraph=2, cell=(1, 2, 3)), Origin(20, paragraph=1, part="footnote"))
_PAGES = (Origin(0, page=1, box=(72.0, 700.0, 500.0, 712.0)), Origin(9, page=2))
NASTY = "\x00\t\n\r\x1b\x7f\x85\x9b\u200b\u202e\u2066\u2028\ufeff\ue000\u0301\U000e0001\U00020000"
TEXTS = st.text(st.sampled_from("推动转型、（一）。　 a1:%,-[]::" + NASTY) | st.characters(), max_size=60)
ESCAPED_BYTES = [chr(code) for code in range(0xDC80, 0xDD00)]
PATHS = st.text(
    st.sampled_from("a方/.:,%\n\r\x1b ") | st.characters(exclude_categories=["Cs"]) | st.sampled_from(ESCAPED_BYTES),
    min_size=1,
    max_size=12,
)


@st.composite
def diagnostics(draw: st.DrawFn, text: str, path: str, *, may_stand: bool = False) -> Diagnostic:
    def span() -> Span:
        start = draw(st.integers(0, len(text)))
        return Span(start, draw(st.integers(start, len(text))))

    place = span()
    edit = Edit(place, draw(TEXTS))
    return Diagnostic(
        path=path,
        code=draw(st.sampled_from(["TXT001", "NUM002"])),
        name="some-rule",
        severity=draw(st.sampled_from([*Severity])),
        confidence=Confidence.HIGH,
        message=draw(TEXTS.filter(bool)),
        span=place,
        occurrences=draw(st.integers(1, 3)),
        section=tuple(draw(st.lists(TEXTS, max_size=2))),
        related=tuple(Related(span(), draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))),
        fix=draw(st.none() | st.builds(Fix, st.sampled_from([*Applicability]), TEXTS, st.just((edit,)))),
        basis=draw(TEXTS),
        why=draw(TEXTS),
        fingerprint=draw(st.sampled_from(["0123456789abcdef", "fedcba9876543210"])),
        suppressed=draw(st.none() | st.builds(Suppression, st.sampled_from(["inline", "file", "baseline"]), TEXTS)) if may_stand else None,
    )


@st.composite
def reports(draw: st.DrawFn, *, may_stand: bool = False) -> Report:
    """Up to two files of any text under any path; with `may_stand` some findings are let stand."""
    files = []
    for _ in range(draw(st.integers(0, 2))):
        path, text = draw(PATHS), draw(TEXTS)
        found = draw(st.lists(diagnostics(text, path, may_stand=may_stand), max_size=3))
        active = [diagnostic for diagnostic in found if diagnostic.suppressed is None]
        format, origins = draw(st.sampled_from([("text", ()), ("markdown", ()), ("docx", _PARAGRAPHS), ("pdf", _PAGES)]))
        source = Source(text, path, format=format, origins=origins)
        files.append(FileResult(path, source, None, active, [one for one in found if one.suppressed is not None]))
    return Report(files, [], draw(st.sampled_from(["zh", "en"])), {})


def printed(form: str, report: Report, style: Style = PLAIN) -> str:
    """All that a form of output makes of a report."""
    others = {"statistics": STATISTICS, "job-summary": JOB_SUMMARY}
    return "".join(import_module(FORMATS.get(form) or others[form]).render(report, style))


_TESTS = Path(__file__).parent
_OURS = _TESTS.parent / "docs" / "schemas"
_THEIRS = _TESTS / "schemas"


def _schema(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _validator(name: str) -> Validator:
    schemas = {path.name: Resource.from_contents(_schema(path)) for path in _OURS.iterdir()}
    return Draft202012Validator(schemas[name].contents, registry=Registry().with_resources(schemas.items()))


_RDF = _schema(_THEIRS / "rdf.json")
_JSON: dict[str, tuple[Validator, ...]] = {
    "json": (_validator("report-1.json"),),
    "json-lines": (_validator("report-1-line.json"),),
    "sarif": (Draft4Validator(_schema(_THEIRS / "sarif-2.1.0.json")), Draft202012Validator(_schema(_THEIRS / "sarif-github.json"))),
    "gitlab": (Draft202012Validator(_schema(_THEIRS / "gitlab.json")),),
    "rdjson": (Draft202012Validator(_RDF),),
    "rdjsonl": (Draft202012Validator({"$defs": _RDF["$defs"], "$ref": "#/$defs/diagnostic"}),),
}
_XML = {name: etree.XMLSchema(etree.parse(_THEIRS / f"{name}.xsd")) for name in ("checkstyle", "junit")}
LINES = ("json-lines", "rdjsonl")
"""The forms that are a JSON object a line."""


FORMS_WITH_SCHEMA = ("json", "json-lines", "sarif", "gitlab", "rdjson", "rdjsonl", "checkstyle", "junit")
"""The forms that faults() knows how to read."""


def decoded(form: str, output: str) -> list[Any]:
    """The JSON values of an output: one, or as many as there are lines."""
    pieces = output.splitlines() if form in LINES else [output]
    return [json.loads(piece) for piece in pieces]


def element(output: str) -> etree._Element:
    """The root of an XML output, read as any program reads it."""
    return etree.fromstring(output.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))


def faults(form: str, output: str) -> list[str]:
    """What the schema of a form has to say against an output."""
    if form in _XML:
        schema = _XML[form]
        return [] if schema.validate(element(output)) else [str(entry) for entry in schema.error_log]
    return [error.message for value in decoded(form, output) for validator in _JSON[form] for error in validator.iter_errors(value)]
