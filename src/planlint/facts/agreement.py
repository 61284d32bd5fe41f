"""Targets that speak of one thing, so that they can be held against one another."""

from __future__ import annotations

from typing import NamedTuple

from planlint.facts.targets import Target, targets
from planlint.patterns import compiled
from planlint.phrases.indicators import key
from planlint.phrases.quantities import comparable
from planlint.syntax.nodes import Plan

_GENERAL = compiled(
    r"规模以上|规上|主营业务|营业收入|总产值|增加值|产业|工业|行业|企业|项目|重点|单位|平均|综合|新增|新建|新建成|累计|全部|达到|建成|完成|实施|力争|"
    r"产值|产量|规模|投资|线路|长度|里程|人数|户数|设施|建筑|用地|占比|比重|比例|覆盖|利用|普及|达标|合格|集中度|标准化|能力|数量|总量|装机|容量|面积|收入|税收|研发|经费|投入|强度|水平|储备|供应|"
    r"能耗|水耗|用水量|煤耗|碳排放|二氧化碳|排放|万元|其他|其中|每年|[年总率量数个项比额占和、]"
)


class Claim(NamedTuple):
    """A target with a number, in a form for comparison.

    `about` is the same for targets that measure one thing in one unit; `amount` is the value in that unit; `special` tells that the
    indicator's own words say what is meant, whatever chapter it stands in.
    """

    target: Target
    about: tuple[str, str, str | None]
    amount: float
    special: bool


def claims(plan: Plan) -> list[Claim]:
    """The targets of a plan that name a year and a number, in order."""
    found: list[Claim] = []
    for target in plan.fact(targets):
        if target.year is None or target.unit is None or not isinstance(target.value, (int, float)) or target.comparator == "before":
            continue
        amount, unit = comparable(target.value, target.unit)
        name = key(target.indicator)
        least = 2 if unit == "%" else 3
        special = not target.scoped and len(_GENERAL.sub("", name)) >= least and "其中" not in _sentence_before(plan.text, target)
        found.append(Claim(target, (name, unit, target.change), amount, special))
    return found


def _sentence_before(text: str, target: Target) -> str:
    return text[max(text.rfind(mark, 0, target.span.start) for mark in "。\n") + 1 : target.span.start]
