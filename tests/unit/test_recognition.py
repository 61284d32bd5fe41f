"""Texts from a scanner are said to be so, once, in the place of what that explains."""

from __future__ import annotations

from planlint.engine import lint
from planlint.facts.recognition import recognition
from planlint.rulebook.store import load_rules
from planlint.syntax import read
from planlint.text.source import Remark, Source
from planlint.text.spans import Span

_SCANNED = (
    "一、重点任务\n"
    "(一)改善居住环境 推进老旧小区改造 新建社区食堂 完善雨污管网，健全物业服务 培育社区组织 做好日常巡查。\n"
    "(二)织密服务网点 支持连锁企业下沉 建设便民驿站 推广智能取餐柜,方便居民就近用餐 加强食品安全监管 落实留样制度.\n"
    "(三)守牢安全底线 开展燃气排查 更换老化管线 清理楼道杂物(含电动车),完善应急预案。（县水务局、县财政局、县水务局负责）\n"
)


def _codes(source: Source) -> list[str]:
    return [diagnostic.code for diagnostic in lint(read(source), [rule for rule in load_rules() if rule.enabled], path="x").diagnostics]


def test_a_scanned_text_is_one_finding_and_its_content_is_still_checked() -> None:
    assert _codes(Source(_SCANNED)) == ["TXT017", "AGY002"]


def test_without_the_rule_every_mark_is_reported() -> None:
    rules = [rule for rule in load_rules() if rule.code in ("PUN001", "PUN008")]
    assert len(lint(read(Source(_SCANNED)), rules, path="x").diagnostics) > 1


def test_the_one_finding_counts_those_it_stands_for() -> None:
    (found,) = [d for d in lint(read(Source(_SCANNED)), [r for r in load_rules() if r.enabled], path="x").diagnostics if d.code == "TXT017"]
    assert found.occurrences > 10


def test_a_reader_that_knows_is_believed() -> None:
    found = recognition(read(Source("第一页\n", format="pdf", remarks=(Remark("ocr-text", Span(0, 3), 4),))))
    assert found is not None
    assert (found.span, found.signs) == (Span(0, 3), 4)


def test_a_text_with_spaces_at_figures_is_no_scan() -> None:
    text = "到 2025 年，新建社区食堂 20 处，改造老旧小区 35 个，铺设雨污管网 18 公里，培训 600 人次。\n" * 20
    assert recognition(read(Source(text))) is None


def test_line_ends_are_no_part_of_the_text_whose_share_is_spaces() -> None:
    for lines in range(160, 290, 10):
        text = _SCANNED + "建设。\n" * lines
        assert (recognition(read(Source(text))) is None) == (recognition(read(Source(text.replace("\n", "\r\n")))) is None)


def test_spaces_behind_the_numbers_of_lines_are_no_gaps_where_marks_were_lost() -> None:
    articles = "".join(f"第{number}条 商户应当保持门前整洁(含台阶),不得占道。\n" for number in "一二三四五六七八九")
    text = f"门前整洁管理办法\n第一章 总则\n{articles}第二章 附则\n第十条 本办法由街道解释.\n第十一条 本办法自印发之日起施行。\n"
    assert recognition(read(Source(text))) is None
