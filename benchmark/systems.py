"""Programs that are scored: planlint, a few patterns, and names by a dictionary.

Each is a function from the path of a document to what it says of it, in the form of README.md. The baselines read the text that an extractor gives:
of a PDF by pdfium, of a Word file paragraph by paragraph, of a web page all that is not a script.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import planlint
from planlint.facts.tables.targets import table_targets
from planlint.formats.reading import read as source_of
from planlint.syntax import read as parsed

_HEADING = re.compile(
    r"^[ \u3000]*(第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])[ ]*([^。；\n]{2,40})", re.M
)
_LIST = re.compile(r"[（(]([^（()）]*?(?:负责|牵头|配合|落实))[）)]|(?:责任|牵头|配合)单位[:：]([^。）)]{2,200})")
_YEAR = re.compile(r"(20\d\d)年[^。；]*")
_TARGET = re.compile(
    r"([\u4e00-\u9fff]{2,24}?)(?:达到|达|提高到|提升到|控制在|不低于|超过|下降|降低|增长|降至|约为|为)(\d+(?:\.\d+)?)(%|％|[\u4e00-\u9fff]{1,4}?)(?=左右|以上|以下|以内|[，。；、）])"
)
_LEVELS = ("第", "一二三四五六七八九十", "（(", "0123456789")


def by_planlint(path: str) -> dict[str, Any]:
    """What planlint says."""
    plan = planlint.read(path)
    sections = [section for section in plan.sections if section.number is not None]
    at = {section.node: number for number, section in enumerate(sections)}
    parents = {section.node: section.parent for section in plan.sections}
    bodies: dict[int, list[dict[str, str]]] = {}
    for body in plan.task_bodies:
        if not body.implied:
            bodies.setdefault(body.task, []).append({"name": body.name, "duty": body.role})
    lists = [
        {"bodies": bodies[task.task], "number": (*task.number_path, "")[-2], "deadline": "ongoing" if task.ongoing else task.deadline}
        for task in plan.tasks
        if task.task in bodies and task.inherited_from is None and not task.collective
    ]
    return {
        "headings": [{"number": section.number, "title": section.title, "parent": _above(section.node, parents, at)} for section in sections],
        "lists": lists,
        "targets": [_target(row) for row in plan.targets if row.low is not None or row.high is not None],
        "rows": _rows(path),
    }


def _target(row: planlint.Target) -> dict[str, Any]:
    value = row.low if row.low is not None else row.high
    return {"indicator": row.indicator, "value": value, "unit": row.unit, "year": row.year}


def _rows(path: str) -> list[dict[str, Any]]:
    """The rows of indicator tables."""
    with open(path, "rb") as file:
        plan = parsed(source_of(path, file.read()))
    rows = [list(row) for _, row in groupby(plan.fact(table_targets), key=lambda found: found.row)]
    return [
        {
            "indicator": row[0].target.indicator,
            "values": [dict(zip(("low", "high"), found.target.bounds, strict=True)) for found in row],
        }
        for row in rows
    ]


def _above(node: int, parents: dict[int, int | None], at: dict[int, int]) -> int | None:
    """The place among the numbered sections of the nearest one above."""
    above = parents[node]
    while above is not None and above not in at:
        above = parents[above]
    return at[above] if above is not None else None


def by_pattern(path: str) -> dict[str, Any]:
    """What four regular expressions say: what somebody writes in an afternoon."""
    text = text_of(path)
    headings: list[dict[str, Any]] = []
    open_: list[int | None] = [None] * len(_LEVELS)
    for m in _HEADING.finditer(text):
        level = next(level for level, signs in enumerate(_LEVELS) if m[1][0] in signs)
        headings.append({"number": m[1], "title": m[2].strip(), "parent": next((above for above in reversed(open_[:level]) if above is not None), None)})
        open_[level:] = [len(headings) - 1] + [None] * (len(_LEVELS) - level - 1)
    line = "".join(text.split())
    lists = [{"bodies": list(_split(m[1] or m[2])), "number": None, "deadline": None} for m in _LIST.finditer(line)]
    targets = [
        {"year": int(year[1]), "indicator": m[1], "value": float(m[2]), "unit": m[3]} for year in _YEAR.finditer(line) for m in _TARGET.finditer(year[0])
    ]
    return {"headings": headings, "lists": lists, "targets": targets}


def _split(names: str) -> Iterator[dict[str, str]]:
    for group in re.split(r"[，；,;]", names):
        duty = "lead" if "牵头" in group else "supporting" if "配合" in group else "responsible"
        for name in re.split("、", group):
            if plain := re.sub(r"^由|等?(?:按职责分工)?(?:负责|牵头|配合|参与|落实)$|等$", "", name.strip()):
                yield {"name": plain, "duty": duty}


def by_names(path: str) -> dict[str, Any]:
    """Organisations as the tagger of jieba knows them, those of one bracket as a list."""
    import jieba.posseg  # type: ignore[import-untyped]  # it has no types

    lists = []
    for m in re.finditer(r"[（(]([^（()）]{4,200})[）)]", "".join(text_of(path).split("\n"))):
        names = [{"name": word, "duty": "responsible"} for word, tag in jieba.posseg.cut(m[1]) if tag == "nt"]
        if names:
            lists.append({"bodies": names, "number": None, "deadline": None})
    return {"lists": lists}


SYSTEMS: dict[str, Callable[[str], dict[str, Any]]] = {
    "planlint": by_planlint,
    "pattern": by_pattern,
    "names": by_names,
}
"""The programs by name."""


def text_of(path: str) -> str:
    """The text of a document as an extractor gives it."""
    ending = os.path.splitext(path)[1].lower()
    if ending == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")
    if ending == ".docx":
        from docx import Document

        return "\n".join(paragraph.text for paragraph in Document(path).paragraphs)
    with open(path, "rb") as file:
        raw = file.read()
    if ending in (".html", ".htm"):
        from lxml import html

        tree = html.fromstring(raw)
        return "\n".join(str(words) for words in tree.itertext() if words.strip())
    return raw.decode("utf-8", "replace")
