"""Markdown: its marks are no words, its blocks are what they are, and the same plan says the same in it."""

from __future__ import annotations

import os

import pytest

from planlint.engine import lint
from planlint.formats.markdown import markup
from planlint.phrases.ordinals import Family, ordinal_at
from planlint.rulebook.store import load_rules
from planlint.session import Repair, Session
from planlint.settings.selection import selected_rules
from planlint.syntax import read
from planlint.syntax.nodes import Kind, Plan
from planlint.text.evidence import Cell, LineKind
from planlint.text.source import Source
from work import growth

RULES = selected_rules(load_rules(cached=False))
FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "fixtures")


def plan_of(text: str) -> Plan:
    return read(Source(text, "plan.md", format="markdown"))


def words(text: str) -> str:
    """What is read of a text, without its last line end."""
    return plan_of(text).text.rstrip("\n")


def leaves(text: str, kind: Kind) -> list[str]:
    plan = plan_of(text)
    return [plan.text_of(leaf) for leaf in plan.leaves if leaf.kind is kind]


def headings(text: str) -> list[tuple[str, str, int]]:
    plan = plan_of(text)
    return [(node.ordinal.text if node.ordinal else "", node.title, len(list(node.ancestors()))) for node in plan.nodes if node.kind is Kind.HEADING]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("**一、总体要求**", "一、总体要求"),
        ("**（一）指导思想。** 坚持治理。", "（一）指导思想。坚持治理。"),
        ("**（一）** **指导思想**", "（一）指导思想"),
        ("重点：**改造**小区，***清查***管网，*巡查*，~~停办~~。", "重点：改造小区，清查管网，巡查，停办。"),
        ("**重点：**改造小区。", "重点：改造小区。"),
        ("坚持 **系统** 治理", "坚持系统治理"),
        ("__（三）工作原则__", "（三）工作原则"),
        ("use **bold** words", "use bold words"),
        ("snake_case_name 和 a * b * c", "snake_case_name 和 a * b * c"),
        ("3*4米和5*6米", "3*4米和5*6米"),
        ("投资***万元", "投资***万元"),
        ("**未完", "**未完"),
        ("由****负责，于____年____月完成****项。", "由****负责，于____年____月完成****项。"),
        ("1\\. 改造", "1. 改造"),
        ("1\\、改造\\*", "1\\、改造*"),
        ("见[目录](https://example.org/a,b \"题,名\")，[说明][a]，[a][]，[b][c]。\n\n[a]: https://example.org 'x'", "见目录，说明，a，[b][c]。"),
        ("见[**目录**](<a b.html>)。", "见目录。"),
        ("图![示意,图](a.png)见[![图](b.png)](c.html)上。", "图见上。"),
        ("地址<https://example.org/a,b>，邮箱<a.b@example.org>。", "地址https://example.org/a,b，邮箱a.b@example.org。"),
        ("编码为 `甲,乙` 和 ``a`b``。", "编码为甲,乙和a`b。"),
        ("编码为`甲", "编码为`甲"),
        ("改造<!-- 二、注释 -->小区", "改造小区"),
        ("改造<!-- 未完", "改造<!-- 未完"),
        ("改造<br>小区<u>管网</u><font color='red'>路灯</font>", "改造\n小区管网路灯"),
        ("&emsp;改造&nbsp;小区&amp;管网&foo;", "\u3000改造 小区&管网&foo;"),
        ("改造小区[^1]。\n\n[^1]: 含**管网**。", "改造小区。\n\n含管网。"),
        ("[ ] 待办 [注]（见上）", "[ ] 待办 [注]（见上）"),
        ("坚持治理。\\\n建管并重。", "坚持治理。\n建管并重。"),
        ("5 < 6，a<b，<工作>", "5 < 6，a<b，<工作>"),
    ],
)
def test_marks_inside_of_a_line_are_no_words(written: str, read_as: str) -> None:
    assert words(written) == read_as


def test_headings_of_both_kinds_have_their_levels() -> None:
    text = "甲县改造实施方案\n===\n\n一、任务\n---\n\n### 小区 ###\n\n改造小区。\n\n#### 管网 ##\n\n更新管网。\n\n## 二、保障\n\n#不是标题\n"
    assert headings(text) == [("一、", "任务", 2), ("", "小区", 3), ("", "管网", 4), ("二、", "保障", 2)]
    assert plan_of(text).parts[0].title == "甲县改造实施方案"
    assert leaves(text, Kind.PARAGRAPH) == ["改造小区。", "更新管网。", "#不是标题"]


def test_numbers_in_quotations_are_cited_but_where_most_of_the_text_stands_in_them() -> None:
    homes, pipes = "> （一）改造小区。更新管网，整治楼道。", "> （一）改造管网。更新阀门，检修泵站。"
    assert [number for number, _, _ in headings(f"一、任务\n\n{homes}\n\n二、保障\n\n{pipes}\n")] == ["一、", "（一）", "二、", "（一）"]
    prose = "改造小区，更新管网，整治楼道。" * 8
    assert [number for number, _, _ in headings(f"一、任务\n\n{prose}\n\n{homes}\n\n二、保障\n\n{prose}\n\n{pipes}\n")] == ["一、", "二、"]


def test_lines_below_headings_tell_their_level() -> None:
    assert headings("# 甲县改造实施方案\n\n任务\n===\n\n小区\n---\n\n改造小区。\n") == [("", "任务", 2), ("", "小区", 3)]


def test_a_title_may_be_a_heading_of_any_level() -> None:
    plan = plan_of("甲县人民政府\n\n## 甲县改造实施方案\n\n## 一、任务\n\n改造小区。\n")
    assert plan.parts[0].title.endswith("甲县改造实施方案")
    assert [node.title for node in plan.nodes if node.kind is Kind.HEADING] == ["任务"]


def test_breaks_are_no_text_and_a_line_over_one_that_ends_a_sentence_no_heading() -> None:
    assert words("坚持治理。\n\n***\n\n- - -\n\n___\n\n建管并重。\n----\n") == "坚持治理。\n\n\n\n\n建管并重。"
    assert headings("坚持治理。\n----\n") == []


@pytest.mark.parametrize("matter", ["---\ntitle: 一、甲,乙\n---\n", "---\ntitle: 一、甲,乙\n...\n", '+++\ntitle = "一、甲,乙"\n+++\n'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_is_code(matter: str, end: str) -> None:
    plan = plan_of(f"{matter}\n# 甲县改造实施方案\n\n坚持治理。\n".replace("\n", end))
    assert [leaf.kind for leaf in plan.leaves] == [*[Kind.CODE] * 3, Kind.TITLE, Kind.PARAGRAPH]
    assert plan.damage == () and plan.parts[0].title == "甲县改造实施方案"


def test_a_rule_at_the_top_that_nothing_closes_opens_no_front_matter() -> None:
    assert leaves("---\n\n坚持治理。\n", Kind.CODE) == []


@pytest.mark.parametrize(
    "code",
    [
        "```text\n一、甲,乙\n\n# （二）丙\n```",
        "~~~~\n一、甲,乙\n~~~\n```\n（二）丙\n~~~~~",
        "   ```\n   附件1 甲县实施方案,稿\n   ```",
        "    key: value,\n    other: (1)  ;中",
        "\tkey: value,\n\tother: 中,",
        "```\n一、甲,乙",
    ],
)
def test_code_is_left_as_it_is(code: str) -> None:
    plan = plan_of(f"# 甲县改造实施方案\n\n## 一、任务\n\n改造小区：\n\n{code}\n")
    assert "\n".join(plan.text_of(leaf) for leaf in plan.leaves if leaf.kind is Kind.CODE) == "\n".join(line.strip() for line in code.split("\n") if line)
    assert [node.title for node in plan.nodes if node.ordinal] == ["任务"]
    assert len(plan.parts) == 1 and plan.damage == ()


def test_code_opens_no_plan() -> None:
    text = "# 甲县关于做好改造工作的通知\n\n各乡镇：\n\n现印发给你们。\n\n```\n乙县改造实施方案\n```\n\n一、提高认识\n\n加强领导。\n"
    assert [part.title for part in plan_of(text).parts] == ["甲县关于做好改造工作的通知"]
    assert len(plan_of(text.replace("```\n", "")).parts) == 2


def test_chinese_with_an_indent_is_no_code() -> None:
    assert leaves("    坚持系统治理，建管并重。\n", Kind.CODE) == []
    assert leaves("1. 改造。\n\n    key: value\n", Kind.CODE) == []


def test_code_inside_of_a_line_is_not_healed() -> None:
    assert plan_of("编码为`甲,乙(丙)`，见<https://example.org/甲,乙>，依次更新。\n").damage == ()
    assert [wound.kind for wound in plan_of("编码为`甲,乙`,依次更新。\n").damage] == ["halfwidth-punctuation"]


def test_a_table_has_a_tab_between_cells() -> None:
    text = "| 序号 | 任务 |\n|:--|:-:|\n| 1 | **改造** |\n|（二）| a\\|b |\n| | 清查 |\n| 合计 | |\n\n任务 | 单位\n-|-\n一、甲 | 乙\n后文\n"
    assert leaves(f"# 甲县实施方案\n\n## 任务\n\n{text}", Kind.TABLE) == ["序号\t任务", "1\t改造", "（二）\ta|b", "清查", "合计", "任务\t单位", "一、甲\t乙"]
    assert headings(text) == []


def test_bars_without_a_line_below_the_head_are_no_table() -> None:
    assert words("甲 | 乙\n丙 | 丁\n") == "甲 | 乙\n丙 | 丁"
    assert words("甲 | 乙\n---\n") == "甲 | 乙"


def test_a_quote_bears_no_numbers() -> None:
    text = "## 一、任务\n\n> 二、**甲**\n> （一）乙\n>> 丙，\n>> 丁。\n\n改造。\n"
    assert headings(text) == [("一、", "任务", 2)]
    assert leaves(text, Kind.PARAGRAPH) == ["二、甲", "（一）乙", "丙，丁。", "改造。"]


def test_numbers_of_lists_count_and_bullets_before_numbers_do_not() -> None:
    text = "## 一、任务\n\n1. 改造小区。\n2. 清查管网。\n\n- （一）巡查\n- 其他\n* 还有\n"
    assert headings(text) == [("一、", "任务", 2), ("1.", "改造小区", 3), ("2.", "清查管网", 3), ("（一）", "巡查", 3)]
    assert leaves(text, Kind.PARAGRAPH) == ["- 其他", "* 还有"]


def test_a_comment_of_several_lines_is_no_text() -> None:
    text = "改造小区。\n\n<!--\n二、注释,一\n\n```\n-->\n清查管网。<!-- 甲\n-->巡查。\n\n停办。\n"
    assert words(text) == "改造小区。\n\n\n清查管网。巡查。\n\n停办。"


def test_a_line_end_within_a_paragraph_is_no_damage() -> None:
    plan = plan_of("坚持系统治理，\n建管并重，统筹推进。\n\n- 坚持系统治理，\n  建管并重。\n\n> 坚持系统治理，\n> 建管并重。\n")
    assert plan.damage == ()
    assert plan.text == "坚持系统治理，建管并重，统筹推进。\n\n- 坚持系统治理，建管并重。\n\n坚持系统治理，建管并重。\n"


@pytest.mark.parametrize("below", ["建管并重，统筹推进。", "## 建管并重", "- 建管并重。"])
def test_blocks_that_a_blank_line_parts_stay_apart(below: str) -> None:
    text = f"坚持系统治理，统筹推进工程建设和节约用水，加快补齐短板，\n\n{below}\n"
    plan = plan_of(text)
    assert plan.damage == ()
    assert plan.text == text.replace("## ", "")


def test_a_heading_is_no_second_half_of_the_line_above() -> None:
    assert plan_of("坚持系统治理，\n## 建管并重\n").text == "坚持系统治理，\n建管并重\n"


def test_findings_stand_where_they_are_in_the_file() -> None:
    text = "# 甲县改造实施方案\n\n**（一）改造**,小区[甲](b),。\n"
    source = Source(text, "plan.md", format="markdown")
    assert [wound.span.of(text) for wound in read(source).damage] == [",", ","]
    assert read(source).damage[1].span.start == text.index(",。")


def test_a_repair_leaves_the_marks() -> None:
    text = "# 甲县改造实施方案\n\n**一、任务**\n\n改造[小区](a,b.html),`甲,乙`,**清查**,管网。\n\n```\n甲,乙\n```\n"
    repaired = Session(RULES).fix("plan.md", text.encode())
    assert isinstance(repaired, Repair)
    assert repaired.content.decode() == "# 甲县改造实施方案\n\n**一、任务**\n\n改造[小区](a,b.html)，`甲,乙`，**清查**，管网。\n\n```\n甲,乙\n```\n"


def _marked_up(text: str) -> str:
    """The plan as its author would write it in Markdown."""
    lines = text.splitlines()
    written: list[str] = []
    for at, line in enumerate(lines):
        bare = line.strip()
        ordinal = ordinal_at(bare, 0, len(bare))
        if not bare:
            continue
        if ordinal is not None and ordinal.family in (Family.HAN, Family.CHAPTER) and len(bare) < 40:
            bare = f"## {bare}"
        elif ordinal is not None and ordinal.family in (Family.HAN_BRACKET, Family.SECTION) and len(bare) < 40:
            bare = f"### {bare}"
        elif ordinal is not None and ordinal.family is Family.HAN_BRACKET:
            title, stop, rest = bare.partition("。")
            bare = f"**{title}{stop}**{rest}"
        cells = line.split("\t")
        if len(cells) > 1 and "\t" in line.strip():
            above = at > 0 and "\t" in lines[at - 1].strip()
            written.append(f"| {' | '.join(cells)} |" + ("" if above else f"\n|{'---|' * len(cells)}"))
            if at + 1 == len(lines) or "\t" not in lines[at + 1].strip():
                written.append("")
        else:
            written += [bare, ""]
    return "\n".join(written)


def _found(source: Source) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((found.code, found.section) for found in lint(read(source), RULES, path="plan").diagnostics)


def _fixtures(folder: str) -> list[str]:
    return sorted(name for name in os.listdir(os.path.join(FIXTURES, folder)) if name.endswith(".txt"))


def _text(folder: str, name: str) -> str:
    with open(os.path.join(FIXTURES, folder, name), encoding="utf-8") as file:
        return file.read()


@pytest.mark.parametrize("name", _fixtures("ok"))
def test_a_clean_plan_is_silent_in_markdown_and_has_the_same_outline(name: str) -> None:
    text = _text("ok", name)
    source = Source(_marked_up(text), format="markdown")
    assert _found(source) == []
    assert [node.label for node in read(source).nodes if node.level] == [node.label for node in read(Source(text)).nodes if node.level]


@pytest.mark.parametrize("name", ["bianhao.txt"])
def test_a_faulty_plan_has_the_same_findings_in_markdown(name: str) -> None:
    text = _text("faulty", name)
    assert _found(Source(_marked_up(text), format="markdown")) == _found(Source(text)) != []


@pytest.mark.parametrize("unit", ["`", "**甲", "<!--", "[", "[a](", "|", "> ", "_a ", "` `` ", "<a ", "&a", " ", "- ", "```\n", "a\n---\n", "  |  "])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("# ", "甲"), ("", "\n-|-|-|\n")])
def test_the_work_on_marks_without_end_grows_as_their_number(before: str, unit: str, after: str) -> None:
    def text(number: int) -> str:
        return before + unit * number + after

    assert growth(text, markup, 1_000) < 1.5
    found = markup(text(1_000))
    stops = [0, *(edit.span.stop for edit in found.layout)]
    assert all(edit.span.start >= stop for edit, stop in zip(found.layout, stops, strict=False))


def test_cells_of_tables_have_their_places_in_the_text_and_in_what_is_read() -> None:
    text = "| 指标 | 2027年 |\n| --- | --- |\n| 食堂 | |\n\n| 项 | 值 |\n|-|-|\n| 甲 | 乙 |\n"
    cells = [said for said in markup(text).evidence if said.kind is LineKind.CELL]
    assert [said.cell for said in cells] == [
        *(Cell(1, 1, column, is_header=True) for column in (1, 2)),
        *(Cell(1, 2, column) for column in (1, 2)),
        *(Cell(2, 1, column, is_header=True) for column in (1, 2)),
        *(Cell(2, 2, column) for column in (1, 2)),
    ]
    view = plan_of(text).view
    assert [view.text[view.find(said.start) :].split("\n")[0] for said in cells[:4]] == ["指标\t2027年", "2027年", "食堂\t", ""]


@pytest.mark.parametrize(
    "written",
    [
        '!!! warning "填报说明"\n\n    按年度分解。',
        '??? note "填报 说明"',
        '::: info "填报,说明"\n按年度分解。\n:::',
        ":::{tip} 填报,说明\n按年度分解。\n:::",
        '按年度分解。{: .note title="填报,说明" }',
        '{: title="填报,说明" }',
        '## 填报说明 {#填报 data-x="甲,乙"}',
        '{{ 说明("甲", "乙") }}',
        "由{{ 单位(甲, 乙) }}落实。",
        "{% 若 甲,乙 %}",
        '{{< 图 "甲, 乙" >}}',
        "> [!WARNING] \n> 按年度分解。",
        "详见https://example.cn/甲,乙?c=d。",
        "联系a.b@example.cn，办理。",
        "测算$P(s'|s,a)$得出。",
        "$$\n碳排放, 总量\n$$",
        "见[[专题,规划|规划]]。",
        "见[规划](规划(1).md?甲=乙,丙)。",
        '[规划]: plan.md "甲,乙"',
        "    planlint check 甲,乙 --fix",
        "- 步骤\n\n        planlint check a,b --out 甲",
        "~~~\n甲,乙\n~~~",
        "<style>\n甲,乙 丙\n</style>",
        "<a href=\"甲,乙\" title='丙, 丁'>条文</a>",
        "<!-- 甲,乙 -->",
        '--8<-- "甲,乙.md"',
        "*[甲乙]: 丙,丁",
        "- [ ] 已办结",
        ":warning:注意安全。",
        "删去{--旧词--}。",
    ],
)
def test_what_is_no_prose_has_no_findings_about_marks_and_is_left(written: str) -> None:
    text = f"# 云溪市社区服务实施方案\n\n按照省级部署，制定本方案。\n\n{written}\n\n落实到位。\n"
    repair = Session(RULES).fix("plan.md", text.encode())
    assert isinstance(repair, Repair)
    assert [d.code for d in repair.result.diagnostics if d.code.startswith(("PUN", "TXT"))] == []
    assert repair.result.source.text == text


@pytest.mark.parametrize("matter", ["---\n标题: 甲,乙\n---\n", "+++\n标题 = '甲,乙'\n+++\n", ";;;\n{'甲': 1,乙}\n;;;\n", '{\n  "标题": "甲,乙"\n}\n'])
def test_front_matter_of_every_kind_is_no_prose(matter: str) -> None:
    text = matter + "\n# 云溪市社区服务实施方案\n\n落实责任。\n"
    assert [span.of(text) for span in markup(text).literal] == [matter.rstrip("\n")]
    assert headings(text) == [] and leaves(text, Kind.TITLE) == ["云溪市社区服务实施方案"]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("1. 甲甲。\n1. 乙乙。\n1. 丙丙。", [1, 2, 3]),
        ("1. 甲甲。\n\n1. 乙乙。\n\n1. 丙丙。", [1, 2, 3]),
        ("1. 甲甲。\n   1) 子子。\n   1) 丑丑。\n1. 乙乙。", [1, 1, 2, 2]),
        ("1. 甲甲。\n2. 乙乙。\n2. 丙丙。", [1, 2, 2]),
        ("1. 甲甲。\n\n落实责任。\n\n1. 乙乙。", [1, 1]),
    ],
)
def test_a_list_that_bears_one_number_is_counted_as_it_is_rendered(written: str, values: list[int]) -> None:
    plan = plan_of(f"# 云溪市方案\n\n{written}\n")
    assert [node.ordinal.value for node in plan.nodes if node.ordinal] == values


def test_a_bold_number_keeps_the_space_that_makes_it_one() -> None:
    plan = plan_of("# 某某办法\n\n**第一条** 制定本办法。\n\n**第二条** 第二阶段由街道组织。\n\n**第三条** 本办法自印发之日起施行。\n")
    assert [node.ordinal.value for node in plan.nodes if node.ordinal is not None] == [1, 2, 3]
