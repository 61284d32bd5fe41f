"""Files of any size that bring out cost that grows faster than they do, each of about as many characters as are asked for."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple

from plans import damaged, plan

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests"))

from hostile import HOSTILE

_COPY = 1_900
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


class Shape(NamedTuple):
    """A kind of file: the ending of its name, and what makes one of some size."""

    ending: str
    make: Callable[[int], bytes]


def _words(number: int) -> str:
    """Four characters that are others for nearly every number."""
    characters = "推进建设完善落实加强管理服务保障统筹协调监督考核培育壮大提升优化"
    return "".join(characters[(number // 3**at + 7 * at) % len(characters)] for at in range(4))


def _each(make: Callable[[int], str], *, before: str = "", after: str = "", ending: str = "txt") -> Shape:
    """As many pieces as make up the size, each made from its number."""

    def made(size: int) -> bytes:
        number = max(size // len(make(100)), 1)
        return (before + "".join(make(at) for at in range(1, 1 + number)) + after).encode()

    return Shape(ending, made)


def _same(unit: str, ending: str = "txt") -> Shape:
    return _each(lambda _: unit, ending=ending)


def _page(make: Callable[[int], str], *, after: str = "") -> Shape:
    return _each(make, before="<html><body><article><h1>某市实施方案</h1>", after=f"{after}</article></body></html>", ending="html")


def _nested_page(size: int) -> bytes:
    depth = size // len("<div></div>")
    return f"<html><body>{'<div>' * depth}推进工作。{'</div>' * depth}</body></html>".encode()


def _word_file(size: int) -> bytes:
    """A Word file in which each paragraph has a footnote."""
    number = max(size // 40, 1)
    paragraphs = "".join(f'<w:p><w:r><w:t>推进{_words(at)}工作。</w:t></w:r><w:r><w:footnoteReference w:id="{at}"/></w:r></w:p>' for at in range(1, 1 + number))
    notes = "".join(f'<w:footnote w:id="{at}"><w:p><w:r><w:t>见{_words(at)}说明。</w:t></w:r></w:p></w:footnote>' for at in range(1, 1 + number))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/></Types>',
        "_rels/.rels": _related("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _related("footnotes", "footnotes.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{paragraphs}</w:body></w:document>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_MAIN}">{notes}</w:footnotes>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _XML + content)
    return written.getvalue()


def _related(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"/></Relationships>'


def _plan(size: int) -> str:
    return plan(size // _COPY) if size >= _COPY else "\n"


_LEVELS = ("一、总体要求\n", "（一）总体目标\n", "1.重点任务\n", "（1）工作安排\n", "①落实\n")

SHAPES: Mapping[str, Shape] = {
    "plan": Shape("txt", lambda size: _plan(size).encode()),
    "damaged-plan": Shape("txt", lambda size: damaged(_plan(size)).encode()),
    **{name: Shape("txt", make) for name, make in HOSTILE.items()},
    "nested-numbers": _each(lambda at: _LEVELS[at % 5]),
    "nested-decimals": _each(lambda at: f"{'.'.join('1' * (at % 9 + 1))} {_words(at)}\n"),
    "tasks": _each(
        lambda at: f"{at % 99 + 1}.推进{_words(at)}建设。完善{_words(at + 1)}机制。（市{_words(at)}局、市{_words(at + 3)}委负责，{2020 + at % 10}年底前完成）\n"
    ),
    "labels-of-one-line": _each(lambda at: f"责任单位：市{_words(at)}局；完成时限：{at % 12 + 1}月底；"),
    "ends-of-labels": _same("负责人）"),
    "spread-label": _same("责 任 "),
    "changes-of-one-line": _each(lambda at: f"从{at % 50}%提高到{at % 50 + 9}%、{_words(at)}率达到{at % 99}%，"),
    "leads": _each(lambda at: f"（牵头单位：市{_words(at)}局；配合单位：市{_words(at + 1)}委）\n"),
    "short-paragraphs": _each(lambda at: f"{_words(at)}。\n"),
    "one-long-paragraph": _each(lambda at: f"推进{_words(at)}建设，完善{_words(at + 1)}机制；到{2020 + at % 9}年达到{at}万元。"),
    "points-of-one-line": _each(lambda at: f"一是推进{_words(at)}。二是落实{_words(at + 1)}。"),
    "same-paragraph": _same("推进工作落实，完善机制建设，提升服务水平，加强组织领导。\n"),
    "repeated-words": _same("推进推进"),
    "broken-lines": _each(lambda at: f"推进{_words(at)}建设，完善{_words(at + 1)}机制，落实{_words(at + 2)}\n"),
    "half-width": _each(lambda at: f"推进{_words(at)}建设,完善{_words(at + 1)}(机制);"),
    "pinyin": _same("推(tuī)进"),
    "mojibake": _same("æ–‡å­—"),
    "wrong-code-page": _same("鎺ㄨ繘宸ヤ綔"),
    "entities": _same("推&nbsp;进&lt;"),
    "tags": _same("<b>推</b>"),
    "lost-characters": _same("推?进\ufffd"),
    "open-quotes": _same("推进“落实"),
    "open-titles": _same("推进《落实"),
    "open-brackets-of-lines": _same("推进（落实\n"),
    "straight-quotes": _same('推进"落实'),
    "closed-titles": _same("《推》"),
    "nested-brackets": _same("（推（进）"),
    "clashing-marks": _same("、；："),
    "empty-brackets": _same("【】（）〔〕"),
    "empty-titles": _same("》《"),
    "ideographic-commas": _same("、"),
    "figures": _each(lambda at: f"{at},{at % 999:03}万元、"),
    "one-long-number": _same("1"),
    "points-of-figures": _same("1."),
    "one-long-chinese-number": _same("十百"),
    "claims": _each(lambda at: f"实施{at}项重点任务，建设{at}个平台。\n"),
    "dates": _each(lambda at: f"{2000 + at % 30}年{at % 12 + 1}月{at % 28 + 1}日前完成；"),
    "dated-lines": _each(lambda at: f"{2000 + at % 30}年{at % 12 + 1}月{at % 28 + 1}日\n"),
    "tables": _each(lambda at: f"表{at} {_words(at)}\n指标\t2025年\n{_words(at)}率\t{at % 99}%\n"),
    "boxes": _each(lambda at: f"专栏{at} {_words(at)}工程\n{_words(at)}工程。推进{_words(at + 1)}。\n"),
    "annexes-with-titles": _each(lambda at: f"附件{at}\n{_words(at)}方案\n一、{_words(at)}\n"),
    "variants": _each(lambda at: f"推进“{_words(at)}{_words(at + 5)}”行动，深化{_words(at)}{_words(at + 5)[:3]}攻坚行动。\n"),
    "hidden-characters": _same("○"),
    "placeholders": _same("Ｘ"),
    "groups-of-figures": _same("1,12"),
    "titles-below-titles": _same("意见\n"),
    "percentages": _same("1%"),
    "less-than-signs": _same("<推"),
    "remarks": _each(lambda at: f"推进{_words(at)}建设。。<!-- planlint: ignore PUN001 -->\n"),
    "back-quotes-in-markdown": _same("`", "md"),
    "runs-of-back-quotes": _each(lambda at: f"{'`' * (at % 50 + 1)}推", ending="md"),
    "brackets-in-markdown": _same("[", "md"),
    "stars-in-markdown": _same("*推", "md"),
    "quotations-in-markdown": _same("> ", "md"),
    "lists-in-markdown": _each(lambda at: f"{' ' * (24 - at % 25) * 8}- 推\n", ending="md"),
    "table-in-markdown": _each(lambda at: f"|{at}|{_words(at)}率|{at}%|\n", before="|序号|指标|2025年|\n|-|-|-|\n", ending="md"),
    "sections-in-markdown": _each(lambda at: f"## {_words(at)}{at}\n\n推进{_words(at + 1)}工作。\n\n", ending="md"),
    "nested-elements": Shape("html", _nested_page),
    "rows-in-html": _page(lambda at: f"<tr><td>{at}</td><td>{_words(at)}率</td><td>{at % 99}%</td></tr>"),
    "tables-in-html": _page(lambda at: f"<p>表{at}</p><table><tr><td>指标</td><td>2025年</td></tr><tr><td>{_words(at)}率</td><td>{at % 99}%</td></tr></table>"),
    "paragraphs-in-html": _page(lambda at: f"<p>推进{_words(at)}工作，落实{_words(at + 3)}。</p>"),
    "footnotes-in-word": Shape("docx", _word_file),
}
"""The shapes by name, those of tests/hostile.py among them."""
