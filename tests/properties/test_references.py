"""A clean plan with one reference, count or title that is wrong: exactly its code appears, in its line."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from strategies import TASKS, Printed, errors_and_warnings, plans

_PICK = st.integers(0, 10_000)


def _with(plan: Printed, pick: int, sentence: str) -> tuple[str, int]:
    """The plan with one more sentence in a paragraph of its tasks; the line it is in."""
    places = plan.at(role=TASKS, text=True)
    assume(places)
    at = places[pick % len(places)]
    row = plan.rows[at]
    plan = plan.with_row(at, row._replace(text=row.text + sentence))
    return plan.text, plan.line(at)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("具体安排详见附件7。", "REF002"),
        ("建设要求见专栏9。", "REF002"),
        ("按照本方案第十八部分的要求抓好落实。", "REF002"),
        ("实施食堂提升、驿站普及、步道贯通、水岸清洁、菜场改造四大行动。", "QTY005"),
        ("落实《社区公共服务设施管理办法》要求，对照《社区公共服务设备管理办法》开展检查。", "REF005"),
        ("抓好三个方面：一是建好食堂；二是管好食堂；三是用好食堂；四是办好食堂。", "QTY005"),
    ],
)
@given(plans(), _PICK)
def test_what_is_wrong_is_reported_where_it_is(sentence: str, code: str, plan: Printed, pick: int) -> None:
    text, line = _with(plan, pick, sentence)
    assert errors_and_warnings(text) == [(code, line)]


@pytest.mark.parametrize(
    "sentence",
    [
        "落实《社区服务规划》附件7和专栏9。",
        "按照《社区条例》第三十八条抓好落实。",
        "按照本方案第一部分的要求抓好落实。",
        "实施食堂提升、驿站普及、步道贯通和水岸清洁四大行动。",
        "落实《社区公共服务设施管理办法（2023年修订）》《社区公共服务设施管理办法》要求。",
        "落实《社区公共服务设施管理办法》《社区公共服务设备管理办法》要求。",
        "抓好三个方面：一是建好食堂；二是管好食堂；三是用好食堂。",
    ],
)
@given(plans(), _PICK)
def test_what_is_right_is_not(sentence: str, plan: Printed, pick: int) -> None:
    text, _ = _with(plan, pick, sentence)
    assert errors_and_warnings(text) == []
