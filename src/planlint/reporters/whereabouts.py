"""Where a finding stands in a file that is no plain text: page, paragraph, cell."""

from __future__ import annotations

from planlint.reporters.escape import visible
from planlint.text.source import Source

_PARTS = {"header": "页眉", "footer": "页脚", "textbox": "文本框", "footnote": "脚注", "endnote": "尾注", "number": "自动编号"}


def named(source: Source, offset: int, language: str) -> str:
    """The place as a reader of the file would name it: 第3页, 第12段, 表1第2行第3列; empty for plain text."""
    origin = source.origin(offset)
    if origin is None:
        return ""
    words: list[str] = []
    zh = language != "en"
    if origin.page is not None:
        words.append(f"第{origin.page}页" if zh else f"page {origin.page}")
    if origin.part is not None:
        words.append(visible(_PARTS.get(origin.part, origin.part) if zh else origin.part))
    if origin.cell is not None:
        table, row, column = origin.cell
        words.append(f"表{table}第{row}行第{column}列" if zh else f"table {table}, row {row}, column {column}")
    if origin.paragraph is not None:
        words.append(f"第{origin.paragraph}段" if zh else f"paragraph {origin.paragraph}")
    return "".join(words) if zh else ", ".join(words)


def located(source: Source, offset: int) -> dict[str, object]:
    """The same for programs: page, box, part, cell, paragraph and run, those that there are; the line of a web page is that of the place."""
    origin = source.origin(offset)
    if origin is None:
        return {}
    known = origin._asdict()
    del known["start"], known["line"]
    return {name: value for name, value in known.items() if value is not None}
