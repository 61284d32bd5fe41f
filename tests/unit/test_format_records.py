"""What the records of formats promise holds, for every format there is: a new one meets these tests by itself."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from pdf_pages import Words, pdf, ruled
from planlint.findings.diagnostic import Applicability
from planlint.formats.format import FORMATS, SUFFIXES, Format, format_named, format_of
from planlint.formats.reading import Unreadable, marked_up, read
from planlint.rulebook.store import load_rules
from planlint.session import Repair, Session
from planlint.settings.selection import selected_rules
from planlint.text.source import Source
from word_files import word_file
from workbooks import workbook

_CHECKOUT = Path(__file__).parent.parent.parent
_HOOKS = {hook["id"]: hook["files"] for hook in yaml.safe_load((_CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
_EVERY = pytest.mark.parametrize("format", [pytest.param(format, id=format.name) for format in FORMATS.values()])

_WORD_TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>目标</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>食堂</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>20处</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
_PRINTED = ((100, 680, "指标"), (180, 680, "目标"), (100, 650, "食堂"), (180, 650, "20处"))
_TABLES = {
    "markdown": "| 指标 | 目标 |\n| --- | --- |\n| 食堂 | 20处 |\n".encode(),
    "html": "<p>建设食堂，方便群众。</p><table><tr><td>指标<td>目标<tr><td>食堂<td>20处</table><p>完善制度，加强监管。</p>".encode(),
    "docx": word_file(_WORD_TABLE),
    "xlsx": workbook([["指标", "目标"], ["食堂", "20处"]]),
    "pdf": pdf([*ruled(90, 700, [80, 80], [30, 30]), *(Words(x, y, text) for x, y, text in _PRINTED)]),
}
"""Two rows of two cells in each format that tells cells."""


def _fixture(format: Format) -> Path:
    """The same faulty plan in every format; a new format has it too."""
    return _CHECKOUT / "fixtures" / ("faulty" if format.name == "text" else "formats") / f"jieshui{format.suffixes[0]}"


def _source(format: Format, raw: bytes) -> Source:
    if format.extra is not None:
        pytest.importorskip(format.package)
    return read(f"plan{format.suffixes[0]}", raw)


def _session() -> Session:
    return Session(selected_rules(load_rules()))


def test_names_have_one_end_each_and_no_two_formats_share_one() -> None:
    ends = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert sorted(ends) == sorted(SUFFIXES)
    assert all(re.fullmatch(r"\.[a-z]+", suffix) for suffix in ends)
    assert [name for name, format in FORMATS.items() if name != format.name] == []
    assert [format_of(f"a{suffix.upper()}") for suffix in ends] == [SUFFIXES[suffix] for suffix in ends]


@_EVERY
def test_a_format_reads_the_plan_and_refuses_what_it_is_not(format: Format) -> None:
    assert _source(format, _fixture(format).read_bytes()).format == format.name
    for raw in (b"", b"\x00\x01\x02\xff", b"PK\x03\x04", b"%PDF-1.7\n", "一、总体要求\n".encode(), bytes(range(256))):
        try:
            assert _source(format, raw).format == format.name
        except Unreadable:
            continue


@_EVERY
def test_what_a_format_does_not_say_is_never_done_to_a_file(format: Format) -> None:
    raw = _fixture(format).read_bytes()
    if format.extra is not None:
        pytest.importorskip(format.package)
    session = _session()
    repair = session.fix(str(_fixture(format)), raw, unsafe=True)
    assert isinstance(repair, Repair) == format.can_be_repaired
    if not isinstance(repair, Repair):
        assert {d.fix.applicability for d in repair.diagnostics if d.fix is not None} <= {Applicability.DISPLAY}
    elif format.written == "as text":
        assert repair.content.decode() == repair.result.source.text
    else:
        assert _source(format, repair.content).text == repair.result.source.text


@_EVERY
def test_a_text_stands_on_disk_as_it_is_read(format: Format) -> None:
    raw = _fixture(format).read_bytes()
    assert format.is_text == (_source(format, raw).text.encode() == raw)


@_EVERY
def test_the_modules_of_a_format_have_what_they_are_asked_for(format: Format) -> None:
    assert (format.written == "as changes") == (format.writer is not None)
    assert format.is_text or (format.markup is None and format.written != "as text")
    if format.writer is not None:
        writer = import_module(format.writer)
        assert all(callable(getattr(writer, name)) for name in ("annotated", "revised", "refused"))


@_EVERY
def test_cells_are_told_by_those_that_say_so(format: Format) -> None:
    if not format.tells_cells:
        assert format.name not in _TABLES
        return
    source = marked_up(_source(format, _TABLES[format.name]))
    cells = [said.cell for said in source.evidence if said.cell is not None]
    assert [(cell.table, cell.row, cell.column) for cell in cells] == [(1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2)]


def test_a_remark_in_the_text_is_a_request_only_where_the_format_holds_them() -> None:
    text = "一、目标\n\n<!-- planlint: ignore[PUN003] 引文 -->\n坚持治理。。\n"
    for format in FORMATS.values():
        if format.is_text:
            result = _session().check(f"a{format.suffixes[0]}", text.encode())
            assert (format.comments == "in the text") == any(d.code == "PUN003" for d in result.suppressed)


def test_a_name_that_no_format_has_can_do_nothing() -> None:
    format = format_named("odt")
    assert (format.is_text, format.can_be_repaired, format.tells_cells, format.comments) == (False, False, False, "none")


def test_hooks_take_the_files_that_planlint_reads_and_writes() -> None:
    for suffix, name in SUFFIXES.items():
        format = FORMATS[name]
        assert bool(re.search(_HOOKS["planlint"], f"a{suffix}")) == (format.extra is None)
        assert bool(re.search(_HOOKS["planlint-fix"], f"a{suffix}")) == (format.written == "as text")
