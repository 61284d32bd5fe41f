"""What a target measures: the words of an indicator without those around it, and a form of it for comparison."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from planlint.patterns import compiled
from planlint.text.spans import Span

_LEAD = compiled(
    r"(?:[\s”—\-、]|到(?![位期达岗场])|在(?![建校线岗职籍册编])|至(?!少)|于(?!都)|力争|争取|确保|努力|力求|务必|要(?![素件点])|使(?![用命])|让(?!利)|推动|促进|带动|实现|同时|其中|"
    r"并(?![网购轨联行])|且|将(?![军乐])|分别|进一步|全面|不断|逐步|稳步|总体|原则上|累计|预计|预期|全市|全省|全区|全县|全州|全国|全域|我市|我省|我区|我县|本市|本省|本区|底(?![部层数])|末(?![端位])|前(?![十沿海\d])|年底|期间)+"
)
_TRAIL = compiled(
    r"(?:[\s“]|力争|争取|确保|努力|力求|(?<![需主必重])要|(?<![供响反效对适相])应|应当|(?<![急刚必内所])需|均(?<!平均|人均|户均|亩均|地均)|(?<![成首古])都|分别|预期|预计|总体|原则上|累计|进一步|逐步|稳步|全部|全面|基本|整体|"
    r"年均|至少|稳定|持续|超额|能够|不宜|宜|可以|平均每年|其中|(?<![节集制合公违签大])约|(?<![存潜现内])在|于|再|将)+$"
)
_HEAD_NOUN = compiled(
    r"(?:综合|年|总|平均|新增|累计)?(?:单位[\p{Han}]{0,4}能耗|排放强度|排放总量|排放量|利用率|利用量|减排量|能耗强度|回收率|覆盖率|普及率|达标率|合格率|处理率|处置率|装机规模|装机容量|装机|供应能力|加工能力|使用比例|应用比例|消费比重|消费量|消费总量|"
    r"总产值|增加值|产量|产能|产值|收入|占比|比例|比重|比率|规模|面积|能力|总量|容量|数量|强度|水平|能耗|水耗|率|量|数|额)$"
)
_WHOLE = compiled(r"(?:率|比|比重|比例|量|能耗|水耗|排放|强度|面积|规模|能力|产值|收入|数)$")
_LIST = compiled(r"、|以及|和|与")
_JOINT = compiled(r"、|以及|和|及|与")
_PLACES = compiled(r"^(?:全市|全省|全区|全县|全州|全国|全域|我市|我省|我区|我县|本市|本省|本区|市域|省内|自治区)")
_DROPPED = compiled(r"[\s“”\"《》、，的]|[（(][^（）()]*[）)]|力争|确保|总体|约束性")
_SAME = (
    ("占比", "比重"),
    ("比例", "比重"),
    ("比率", "比重"),
    ("与", "和"),
    ("及", "和"),
    ("固体废物", "固废"),
    ("固体废弃物", "固废"),
    ("国内生产总值", "生产总值"),
    ("地区生产总值", "生产总值"),
    ("GDP", "生产总值"),
    ("能源消耗", "能耗"),
    ("利用量", "利用量"),
)


def trimmed(text: str, span: Span) -> Span:
    """The span without the words before and behind an indicator: 力争, 全市, 分别, 进一步. It may be empty."""
    start = m.end() if (m := _LEAD.match(text, span.start, span.stop)) else span.start
    stop = m.start() if (m := _TRAIL.search(text, start, span.stop)) else span.stop
    return Span(start, max(start, stop))


def shared_out(text: str, span: Span, count: int) -> list[str] | None:
    """The indicators of a coordination, one for each of `count` values: 再生铜、再生铝产量 is 再生铜产量 and 再生铝产量.

    None when the coordination has another number of members.
    """
    members = next((found for joint in (_LIST, _JOINT) if len(found := list(_members(text, span, joint))) == count), None)
    if members is None:
        return None
    share = members[-1].find("占")
    noun = members[-1][share:] if share > 0 else m[0] if (m := _HEAD_NOUN.search(members[-1])) and m.start() >= 2 else ""
    return [member if not noun or _WHOLE.search(member) else member + noun for member in members]


def _members(text: str, span: Span, joint: regex.Pattern[str]) -> Iterator[str]:
    start = span.start
    for m in joint.finditer(text, span.start, span.stop):
        if m.start() > start:
            yield text[start : m.start()]
        start = m.end()
    yield text[start : span.stop]


def key(indicator: str) -> str:
    """The indicator in a form in which two ways of writing it agree: without places that mean the whole, marks and 的."""
    plain = _DROPPED.sub("", indicator)
    plain = _PLACES.sub("", plain)
    for written, same in _SAME:
        plain = plain.replace(written, same)
    return plain
