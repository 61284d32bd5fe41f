"""Where a report goes, and in which form."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper

from planlint.cli import terminal
from planlint.cli.line.commands import OUTPUT_FORMATS
from planlint.record import Record
from planlint.reporters import FORMATS, JOB_SUMMARY, STATISTICS
from planlint.reporters.escape import visible
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planlint.reporters.style import Superiors
    from planlint.session import Report

_ENDINGS = {".json": "json", ".jsonl": "json-lines", ".sarif": "sarif", ".md": "markdown", ".html": "html", ".txt": "full"}
_SEVERAL = {".xml": ("junit", "checkstyle")}
_OF_DIFFERENCES = ("", ".diff", ".patch", ".txt")
_FOR_PEOPLE = ("full", "concise", "grouped")
_BY_LINES = ("json-lines", "rdjsonl")
_DIFF_COLORS = {"@": "\x1b[36m", "-": "\x1b[31m", "+": "\x1b[32m"}
_RESET = "\x1b[0m"
_LINE_ENDS = "\r\n"
_VARIABLE = "PLANLINT_OUTPUT_FORMAT"
_SUMMARY_FILE = "GITHUB_STEP_SUMMARY"


class BadOutput(Exception):
    """The output options don't make sense; what is wrong with them, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en


class Output(Record):
    """One form of the report: the module that makes it, and the file to write or to add to, or None for standard output."""

    format: str
    module: str
    file: str | None
    adds: bool = False

    @property
    def for_people(self) -> bool:
        """Whether a person is to read it, not a program."""
        return self.format in _FOR_PEOPLE

    @property
    def by_file(self) -> bool:
        """Whether the report is those of its files one after another, but for the line that sums them up."""
        return self.for_people or self.format in _BY_LINES


def outputs(formats: tuple[str, ...], file: str | None, environment: Mapping[str, str], *, statistics: bool) -> list[Output]:
    """The forms asked for by `--output-format`, `--output-file`, `--statistics` and the environment; the plain one first.

    Without a form the end of the file's name tells it. Where the plain one is for GitHub, a summary is added to what GitHub shows under
    the job. Raises BadOutput.
    """
    plain = [word for word in formats if "=" not in word]
    if len(plain) > 1:
        raise BadOutput(
            f"只能有一种格式写到标准输出（{'、'.join(plain)}）；其余写成“格式=文件”",
            f"only one format can go to standard output ({', '.join(plain)}); write the others as FORMAT=FILE",
        )
    by_name = _by_ending(file) if file is not None and not plain else None
    chosen = plain[0] if plain else by_name or environment.get(_VARIABLE) or "full"
    found = [_output(chosen, file, environment, "--output-format" if plain or by_name else _VARIABLE)]
    if statistics and not found[0].for_people:
        raise BadOutput(f"--statistics 不能与 {found[0].format} 格式同用", f"--statistics can't be used with {found[0].format}")
    if statistics:
        found[0] = found[0]._replace(module=STATISTICS)
    if found[0].format == "github" and environment.get(_SUMMARY_FILE):
        found.append(Output("github", JOB_SUMMARY, environment[_SUMMARY_FILE], adds=True))
    for word in formats:
        form, equals, path = word.partition("=")
        if equals:
            found.append(_output(form, path, environment, "--output-format"))
    return found


def difference_output(file: str | None) -> list[Output]:
    """No form of a report, after a look at the file that a difference is to be written to. Raises BadOutput."""
    ending = os.path.splitext(file or "")[1].lower()
    if ending not in _OF_DIFFERENCES:
        shown, ends = visible(file or ""), [ending for ending in _OF_DIFFERENCES if ending]
        raise BadOutput(f"{shown}：差异写成 {'、'.join(ends)} 文件", f"{shown}: differences are written to {', '.join(ends)} files")
    check_folder(file)
    return []


def _by_ending(file: str) -> str | None:
    """The form that the end of a file's name asks for, None where it has none. Raises BadOutput for an end that no form has."""
    ending = os.path.splitext(file)[1].lower()
    if ending in _ENDINGS or not ending:
        return _ENDINGS.get(ending)
    shown, ends = visible(file), list(_ENDINGS)
    if ending == ".docx":
        raise BadOutput(f"{shown}：批注写进 Word 文件用 --annotate {shown}", f"{shown}: --annotate {shown} writes comments into a Word file")
    if ending in _SEVERAL:
        forms = _SEVERAL[ending]
        raise BadOutput(
            f"{shown}：{ending} 可以是 {'、'.join(forms)}；用 --output-format 指明", f"{shown}: {ending} may be {', '.join(forms)}; --output-format tells which"
        )
    raise BadOutput(
        f"{shown}：写不出 {ending} 文件；能写的有 {'、'.join(ends)}，另用 --output-format 可指明格式",
        f"{shown}: planlint writes no {ending} files, but {', '.join(ends)}, and others where --output-format says which form",
    )


def _output(form: str, file: str | None, environment: Mapping[str, str], origin: str) -> Output:
    if form not in OUTPUT_FORMATS:
        known = ", ".join(OUTPUT_FORMATS)
        raise BadOutput(f"{origin}：没有名为“{form}”的输出格式；可用的有 {known}", f"{origin}: there is no output format “{form}”; known are {known}")
    if file == "":
        raise BadOutput(f"{origin}：“{form}=”之后缺文件名", f"{origin}: no file name after “{form}=”")
    check_folder(file)
    if form == "auto":
        form = "github" if environment.get("GITHUB_ACTIONS") == "true" else "full"
    return Output(form, FORMATS[form], file)


def check_folder(file: str | None) -> None:
    """Whether a file can be where it is to be written, before the work that would be lost. Raises BadOutput."""
    if file is None:
        return
    folder = os.path.dirname(file)
    if os.path.isdir(file):
        raise BadOutput(f"无法写入 {visible(file)}：这是文件夹，不是文件", f"can't write {visible(file)}: it is a folder")
    if folder and not os.path.isdir(folder):
        raise BadOutput(f"无法写入 {visible(file)}：没有文件夹 {visible(folder)}", f"can't write {visible(file)}: there is no folder {visible(folder)}")


def give(report: Report, output: Output, stream: TextIO, *, color: str, quiet: bool, paths: tuple[str, ...], superiors: Superiors | None = None) -> None:
    """Write a report where it goes; `stream` stands for standard output, `paths` are those that the call names, `superiors` the plans to hold others against.

    Raises OSError when a file can't be written.
    """
    if quiet and output.for_people and output.file is None and not any(file.diagnostics for file in report.files):
        return
    render = import_module(output.module).render
    if output.file is not None:
        with open(output.file, "a" if output.adds else "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(render(report, Style(summary=not quiet, paths=paths, superiors=superiors)))
        return
    if not output.for_people:
        as_bytes(stream)
    colored = output.for_people and terminal.color(color, os.environ, stream)
    stream.writelines(render(report, Style(colored, terminal.width(os.environ, stream), summary=not quiet, paths=paths, superiors=superiors)))


def give_bytes(content: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def give_json(value: object) -> None:
    """Write a value as JSON in UTF-8, with one line end after it, to standard output."""
    give_bytes(json_bytes(value))


def json_bytes(value: object) -> bytes:
    """A value as JSON in UTF-8, with one line end after it."""
    import json

    # a path that is no valid text has surrogates, which JSON in UTF-8 can't hold as they are
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def give_difference(lines: Iterable[str], stream: TextIO, *, color: str) -> None:
    """Write a unified diff: for a terminal without control characters, for anything else exactly, so that it can be applied."""
    colored = terminal.color(color, os.environ, stream)
    if not colored and not stream.isatty():
        as_bytes(stream)
        stream.writelines(lines)
        return
    for line in lines:
        start = _DIFF_COLORS.get(line[:1], "") if colored else ""
        stream.write(f"{start}{visible(line.strip(_LINE_ENDS))}{_RESET if start else ''}\n")


def as_bytes(stream: TextIO) -> None:
    """Make a stream write UTF-8 with its line ends as they are, whatever the terminal or the system."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
