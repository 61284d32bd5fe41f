"""docs/schema.md: the tables for people, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.records.columns import Column, columns
from planlint.records.tables import TABLES, VERSION

_TYPES = {str: "text", int: "int64", float: "float64", bool: "bool", tuple: "list of text", type(None): "?"}
_KINDS = {str: "文本", int: "整数", float: "小数", bool: "真假", tuple: "文本列表", type(None): "，可空"}
_ENGLISH = f"""# The records: one schema for documents, sections, tasks, targets

[中文](#中文)

`planlint extract` writes these tables, `planlint.corpus.extract_batch` gives them as Arrow tables, and the library as rows. They are defined once
(`src/planlint/records/tables.py`); this page, the JSON Schema (`planlint schema records`, kept in `docs/schemas/records-1.json`) and the Arrow schema are
made from there. `python tools/schema_page.py` writes this page.

Version {VERSION}. The first number rises when a column goes, changes its type or its meaning; the second with a new column, table or value; the third
with words. Arrow and Parquet files carry it as `planlint.schema` in their metadata.

Rows join by `document`; within a document by `node` with `sections`, and by `task` between `tasks` and `task_bodies`. `start` and `stop` count code
points of the text as read, from 0, `stop` exclusive; `line` is the file's own line as an editor shows it (for Word a paragraph or cell, for PDF a line of
its text, for a web page the line of the element), `page` that of a PDF, both from 1. What may be empty is marked with “?”. A document that could not be
read has a row of `documents` with `error`, and no others. In CSV lists are joined with “、”, and a text that a spreadsheet would calculate begins with “'”.
"""
_CHINESE = f"""
# 中文

这些表由 `planlint extract` 写出，`planlint.corpus.extract_batch` 以 Arrow 给出，库里是一行行的记录；只在一处定义，本页、JSON Schema（`planlint schema records`）和
Arrow 的格式都由它生成。现为第 {VERSION} 版：删改列时第一位加一，增加列、表或取值时第二位加一，改文字时第三位加一。

各表以 `document` 相连；同一文件内以 `node` 与 `sections` 相连，`tasks` 与 `task_bodies` 以 `task` 相连。`start`、`stop` 是所读文本中的字符位置，从 0 起，不含终点；
`line` 是文件自己的行，`page` 是 PDF 的页，从 1 起。可以为空的列注明“可空”。读不成的文件在 `documents` 里有一行，写明 `error`，别的表里没有它。
CSV 里列表以“、”相连，会被电子表格当作公式的文字前面加“'”。
"""


def page() -> str:
    """The page as Markdown."""
    return "".join((_ENGLISH, *_english(), _CHINESE, *_chinese()))


def _english() -> Iterator[str]:
    for name, record in TABLES.items():
        yield f"\n## {name}\n\n{(record.__doc__ or '').partition(chr(10))[0]}\n\n| column | type | |\n|---|---|---|\n"
        for column in columns(name):
            yield f"| `{column.name}` | {_type(column, _TYPES)} | {column.en} |\n"


def _chinese() -> Iterator[str]:
    for name in TABLES:
        yield f"\n## {name} 表\n\n"
        for column in columns(name):
            yield f"- `{column.name}`：{column.zh}（{_type(column, _KINDS)}）\n"


def _type(column: Column, words: dict[type, str]) -> str:
    return words[column.type] + (words[type(None)] if column.nullable else "")
