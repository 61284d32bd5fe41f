"""A plan says in Markdown what it says as plain text, whichever marks are chosen for it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planlint.engine import lint
from planlint.formats.markdown import markup
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import apply
from strategies import RULES, Printed, outline_of, places, plans, put_in, texts

_MARKS = (
    *(
        "**",
        "*",
        "***",
        "__",
        "_",
        "~~",
        "`",
        "``",
        "```\n",
        "\n~~~\n",
        "\n---\n",
        "\n===\n",
        "***\n",
        "# ",
        "## ",
        " ##",
        "> ",
        ">",
        "- ",
        "* ",
        "1. ",
        "    ",
        "\t",
    ),
    *(
        "[",
        "]",
        "(",
        ")",
        "[a](b)",
        "![",
        "][",
        "[^1]",
        "[^1]: ",
        "[a]: b\n",
        "<!--",
        "-->",
        "<b>",
        "<br>",
        "</b>",
        "<a@b.cn>",
        "<https://a.b>",
        "&nbsp;",
        "&lt;",
    ),
    *(
        "|",
        "| 甲 | 乙 |\n|---|---|\n",
        "|-|\n",
        "\\",
        "\\\n",
        "\\|",
        "+++\n",
        "---\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "一、任务",
        "（一）",
        "甲县改造方案",
        "坚持治理，",
        "。",
        ",",
    ),
)
_FAULTS = ("，，", "\u200b", ",", "\ufffd", "⼯")


@st.composite
def _written(draw: st.DrawFn, plan: Printed) -> str:
    """The plan with its headings and titles marked in any way that Markdown has."""
    blocks: list[str] = []
    for at, row in enumerate(plan.rows):
        line = plan.row_text(at).strip()
        if at == 0:
            blocks.append(draw(st.sampled_from([f"# {line}", f"# **{line}** #", f"{line}\n====", line])))
        elif row.level and not row.text:
            mark = "#" * (row.level + 1)
            blocks.append(draw(st.sampled_from([f"{mark} {line}", f"{mark} **{line}**", f"**{line}**", f"__{line}__", line])))
        elif row.level:
            head, stop, rest = line.partition("。")
            blocks.append(draw(st.sampled_from([f"**{head}{stop}**{rest}", f"**{head}{stop}** {rest}", f"***{head}***{stop}{rest}", line])))
        else:
            blocks.append(line)
    return draw(st.sampled_from(["\n", "\r\n"])).join("\n\n".join(blocks).split("\n"))


def _found(source: Source) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((found.code, found.section) for found in lint(read(source), RULES, path="plan").diagnostics)


@given(st.data(), plans())
def test_the_outline_of_a_plan_is_the_same_in_markdown(data: st.DataObject, plan: Printed) -> None:
    assert outline_of(read(Source(data.draw(_written(plan)), format="markdown"))) == plan.outline


@settings(max_examples=20)
@given(st.data(), plans(line_end="\n"), places(), st.permutations(_FAULTS))
def test_a_plan_has_the_same_faults_in_markdown(data: st.DataObject, plan: Printed, at: list[int], faults: list[str]) -> None:
    text = put_in("\n".join(plan.row_text(row).strip() for row in range(len(plan.rows))), at, faults)
    assert _found(Source(text.replace("\n", "\n\n") + "\n", format="markdown")) == _found(Source(text + "\n"))


@given(st.lists(st.sampled_from(_MARKS), max_size=40).map("".join) | texts())
@example("| 甲 |\n|---|\n| [a](b) | `|` |\n")
def test_the_marks_of_any_text_are_apart(text: str) -> None:
    found = markup(text)
    apply(text, found.layout)
    assert [said.start for said in found.evidence] == sorted(said.start for said in found.evidence)
    assert all(one.stop <= other.start for one, other in zip(found.literal, found.literal[1:], strict=False))
    plan = read(Source(text, format="markdown"))
    assert "".join(leaf.span.of(plan.text) for leaf in plan.leaves) == plan.text


@given(texts())
def test_line_ends_of_either_kind_mean_the_same(text: str) -> None:
    text = text.replace("\r", "")
    one, other = (read(Source(written, format="markdown")) for written in (text, text.replace("\n", "\r\n")))
    assert [(node.kind, node.level, node.title) for node in one.nodes] == [(node.kind, node.level, node.title) for node in other.nodes]
